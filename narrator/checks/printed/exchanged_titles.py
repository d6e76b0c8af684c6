"""Public tables that stand under the title of another one: two under one another's, one that was printed again under a second
title, or one under a title that stands twice.

Whether the title was moved or the table, nobody knows. It is told once, and each table is read as what its head says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.recognised_tables import Seen
from narrator.checks.printed.table_columns import figure_columns_of
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.tables.blueprint import Blueprint
from narrator.tables.plain import plain, unnumbered
from narrator.tables.public import interpret, lines_of, read_as, titled_as
from narrator.tables.table_as_read import PublicTable
from narrator.tables.vocabulary import ROW, Blueprints, bare, place_of_path, table_titled

BETTER = 2  # a table has less than one in so many of its own faults under the title that is meant


def read_by_heads(seen: list[Seen], blueprints: Blueprints, reading: Reading) -> None:
    """Take tables that stand under the title of another one for what their heads and rows say, among the tables seen, and tell
    of it.

    Of tables whose heads are alike, and of any of which it is not certain, nothing is told.
    """
    titled = {
        at: name
        for at, one in enumerate(seen)
        if not one.torn and (name := titled_as(one.sheet, blueprints.vocabulary))
    }
    faults = {at: count for at, name in titled.items() if (count := misfit_as(seen[at], name, blueprints))}
    if not faults:
        return
    for places in exchanged({at: titled[at] for at in faults}, faults, seen, blueprints):
        exchange(places, titled, seen, blueprints, reading)
        faults = {at: count for at, count in faults.items() if at not in places}
    right = titled.keys() - faults.keys()
    for at, count in faults.items():
        again = next((other for other in right if seen[other].sheet.rows == seen[at].sheet.rows), None)
        alike = [other for other, name in titled.items() if name == titled[at] and other != at]
        if again is not None and not alike and (meant := blueprints.find(titled[at])):
            take_out_copy(at, meant, again, seen, reading)
        elif any(other in right and titles_of(seen[other]) & titles_of(seen[at]) for other in alike):
            read_as_absent(at, count, titled, seen, blueprints)
    reading.public.clear()
    for one in seen:
        if one.public is not None:
            reading.public.setdefault(one.public.name, one.public)


def titles_of(one: Seen) -> set[str]:
    """Return the lines around a table that are titles of public ones, in plain form and without their numbers."""
    return {unnumbered(plain(line)) for line in lines_of(one.sheet) if table_titled(line)}


def take_out_copy(at: int, meant: Blueprint, again: int, seen: list[Seen], reading: Reading) -> None:
    """Tell that one of the tables seen, under the title of one of the form's, is another one once more, and take it for
    none: the form's table is not there, and nothing that depends on it is judged. again: the number of that other one."""
    reading.torn.add(meant.name)
    printed = cited(seen[again].blueprint)
    what = f"{meant.cited}的标题下面印的是{printed}，它自己的表没有，与它有关的都没有核对"
    reading.findings.append(Finding(Level.ERROR, meant.label, what, "换上它自己的表", rule="ST-1"))
    seen[at] = seen[at]._replace(public=None, torn=True)


def read_as_absent(
    at: int, faults: int, titled: Mapping[int, str], seen: list[Seen], blueprints: Blueprints
) -> None:
    """Read one of the tables seen, under a title that stands rightly above another one, as the public table that it fits, if no
    title names that; of its title `structure.check_titles` tells then. faults: how badly it fits its title."""
    have = {*titled.values(), *(one.public.name for one in seen if one.public is not None)}
    fits = [
        name
        for name in PUBLIC_TABLES
        if name not in have
        and (count := misfit_as(seen[at], name, blueprints)) is not None
        and count * BETTER < faults
    ]
    if len(fits) == 1 and (public := read_as(seen[at].sheet, fits[0], blueprints.vocabulary)):
        seen[at] = seen[at]._replace(blueprint=blueprints.find(public.name), public=public)


def exchanged(
    titled: Mapping[int, str], faults: Mapping[int, int], seen: Sequence[Seen], blueprints: Blueprints
) -> Iterable[dict[int, tuple[int, PublicTable]]]:
    """Return the tables, by their number among those seen, each with the one under whose title it belongs, and as which it was
    read so: two that were exchanged, or more that stand in a circle. titled, faults: those that do not fit their titles, with
    these, and how badly."""
    if len(set(titled.values())) < len(titled):
        titled = {at: name for at, name in titled.items() if [*titled.values()].count(name) == 1}
    belongs: dict[int, tuple[int, PublicTable]] = {}
    for at in titled:
        fits = [
            (other, public)
            for other, name in titled.items()
            if other != at
            and (count := misfit_as(seen[at], name, blueprints)) is not None
            and count * BETTER < faults[at]
            and (public := read_as(seen[at].sheet, name, blueprints.vocabulary))
        ]
        if len(fits) == 1:
            [belongs[at]] = fits
    while belongs:
        first = next(iter(belongs))
        circle: dict[int, tuple[int, PublicTable]] = {}
        at = first
        while at in belongs and at not in circle:
            circle[at] = belongs.pop(at)
            at, _ = circle[at]
        if at == first:
            yield circle


def misfit_as(one: Seen, name: str, blueprints: Blueprints) -> int | None:
    """Return how many columns and rows of a table are not those of the form's table of a name, or are lacking; None where
    the form has none that is read by its head."""
    blueprint = blueprints.find(name)
    if blueprint is None or blueprint.by_row:
        return None
    public = one.public
    if public is None or public.name != name:
        public = interpret(one.sheet, name, blueprints.vocabulary)
    return misfit(public, blueprint)


def misfit(table: PublicTable, blueprint: Blueprint) -> int:
    """Return how many columns and rows of a table that was read as one of the form's are not its, or are lacking."""
    columns = table.header.columns if table.header else []
    have = {one.column for one in columns} | {one.parts.column for one in table.figures.values()}
    wanted = {place_of_path(below).column for row in blueprint.body for _, below in figure_columns_of(row)}
    heads = {bare(word) for word in blueprint.heads}
    aside = [one for one in columns if one.words and one.kind in ("", "别的") and heads.isdisjoint(one.words)]
    rows = {one.row for one in table.unread if one.kind == ROW}
    return len(wanted ^ (have - {""})) + len(aside) + len(rows)


def exchange(
    places: Mapping[int, tuple[int, PublicTable]],
    titled: Mapping[int, str],
    seen: list[Seen],
    blueprints: Blueprints,
    reading: Reading,
) -> None:
    """Take tables for what their heads say, and tell that they stand under one another's title. places: each with that under
    whose title it belongs, and as which it was read so."""
    before = {at: seen[at] for at in places}
    meant = {at: blueprints.find(titled[other]) for at, (other, _) in places.items()}
    shown = {at: blueprints.find(titled[at]) for at in places}
    said = []
    for at, (other, public) in places.items():
        one, there = before[at], before[other]
        # What stands around it belongs to the title, or to the table; nobody knows.
        public.sheet = replace(one.sheet, above=there.sheet.above)
        seen[at] = Seen(meant[at], public, public.sheet, [*one.below, *there.below])
        said.append(f"{cited(shown[at])}下面的表头是{cited(meant[at])}的")
    first = [one.label for one in shown.values() if one is not None]
    count = "两" if len(places) == 2 else str(len(places))
    what = f"这{count}张表的标题像是对调了：{'，'.join(said)}；都照表头读的"
    hint = "把标题（或者表）换回来，再核对目录和次序"
    reading.findings.append(Finding(Level.ERROR, f"{'、'.join(first)} 标题", what, hint, rule="ST-3"))


def cited(blueprint: Blueprint | None) -> str:
    """Return what a message calls a table of the form."""
    return blueprint.cited if blueprint else ""
