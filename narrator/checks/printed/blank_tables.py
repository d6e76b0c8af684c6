"""Public tables that are there without any figure, though other tables of the report have figures that belong in them.

A table of which the others have nothing is empty, and all of it is zero. One whose figures were lost is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from narrator.checks.finding import Finding, Level
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.relation import AtMost, Equal, Sum
from narrator.disclosure.relations import RELATIONS
from narrator.tables.table_as_read import PublicTable
from narrator.tables.vocabulary import Blueprints

ENOUGH = 2  # figures elsewhere that belong in a table with rows: a single one may be what is wrong
MANY = 5  # that belong in one that prints noughts: fewer are judged one by one


def lost_figures(tables: Mapping[str, PublicTable]) -> list[str]:
    """Return the names of those public tables, by name, that print nothing where their figures stand, or noughts alone, though others
    print figures that belong in them."""
    blank = [name for name, one in tables.items() if has_no_figures(one)]
    others = [one for name, one in tables.items() if name not in blank]
    printed = {path for one in others for path, figure in one.figures.items() if figure.number}
    least = {name: few_for(tables[name]) for name in blank}
    return [name for name, few in least.items() if len(printed & told_elsewhere(name)) >= few]


def tell_empty_copies(layouts: Sequence[str], blueprints: Blueprints) -> Iterator[Finding]:
    """Return that a report has an empty copy of a table beside the one that is filled in. layouts: of which tables."""
    for layout in dict.fromkeys(layouts):
        blueprint = blueprints.get(layout) or blueprints.find(layout)
        if blueprint is not None:
            what = f"{blueprint.label}不止一张，填了数的以外，{layouts.count(layout)}张是空的"
            yield Finding(Level.ERROR, blueprint.label, what, "删去空的", rule="ST-1")


def has_no_figures(table: PublicTable) -> bool:
    """Return whether a table has nothing but blank cells and noughts where its figures stand, be it for want of rows, and no row or
    column that was not understood."""
    return not (
        table.unread or table.items or any(one.text and one.number != 0 for one in table.figures.values())
    )


def few_for(table: PublicTable) -> int:
    """Return how many figures elsewhere that belong in a table without any show that it lost them."""
    if any(one.text for one in table.figures.values()):
        return MANY
    return ENOUGH if has_rows(table) else 1


def has_rows(table: PublicTable) -> bool:
    """Return whether anything stands below the header of a table."""
    below = table.sheet.rows[table.header.rows :]
    return any(cell.strip() for row in below for cell in row)


@lru_cache(maxsize=16)
def told_elsewhere(table: str) -> frozenset[str]:
    """Return the places of figures in other tables of which a public table has the same, or more, by the common relations."""
    return frozenset(
        place
        for inside, outside in sides()
        if all(public_table(one) == table for one in inside)
        for place in outside
        if public_table(place) != table
    )


def sides() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return of each common relation of this year's figures the places that have something when others have, with those."""
    for one in (one for rule in RELATIONS for one in rule.relations):
        if isinstance(one, Equal) and not one.quiet:
            yield (one.left,), (one.right,)
            yield (one.right,), (one.left,)
        elif isinstance(one, Sum) and not one.quiet:
            yield one.parts, (one.whole,)
            yield (one.whole,), one.parts
        elif isinstance(one, AtMost):
            yield one.bounds, one.parts
