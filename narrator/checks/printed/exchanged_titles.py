"""Public tables that stand under the title of another one: two under one another's, one that was printed again under a second
title, or one under a title that stands twice.

Whether the title was moved or the table, nobody knows. It is told once, and each table is read as what its head says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.blank_tables import has_no_figures
from narrator.checks.printed.recognised_tables import Seen
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.public_tables import FUNDS, PUBLIC_TABLES
from narrator.disclosure.relations import BY_FUND
from narrator.number import CENT
from narrator.tables.blueprint import Blueprint
from narrator.tables.plain import plain, unnumbered
from narrator.tables.public import interpret, lines_of, read_as, titled_as
from narrator.tables.table_as_read import Fault, PublicTable
from narrator.tables.vocabulary import SUM, Blueprints, bare, place_of_path, table_titled

BOTH = "财政拨款收支总表"
NEAR = 2 * CENT  # what two roundings may make two sums differ by
BETTER = 2  # a table has less than one in so many of its own faults under the title that is meant


def read_by_heads(seen: list[Seen], blueprints: Blueprints, reading: Reading) -> None:
    """Take tables that stand under the title of another one for what their heads and rows say, among the tables seen, and tell
    of it.

    Tables whose heads are alike are told apart by what 财政拨款收支总表 says that each adds up to; of any of which it is not
    certain, nothing is told.
    """
    titled = {
        at: name
        for at, one in enumerate(seen)
        if not one.torn and (name := titled_as(one.sheet, blueprints.vocabulary))
    }
    faults = {at: count for at, name in titled.items() if (count := misfit_as(seen[at], name, blueprints))}
    for places in exchanged({at: titled[at] for at in faults}, faults, seen, blueprints):
        exchange_titles(places, titled, seen, blueprints, reading, "表头")
        faults = {at: count for at, count in faults.items() if at not in places}
    keep_public(seen, reading)
    for places in exchanged_by_sums(titled, seen, blueprints, reading):
        exchange_titles(places, titled, seen, blueprints, reading, "数")
        faults = {at: count for at, count in faults.items() if at not in places}
    right = titled.keys() - faults.keys()
    for at, count in faults.items():
        again = next((other for other in right if seen[other].sheet.rows == seen[at].sheet.rows), None)
        alike = [other for other, name in titled.items() if name == titled[at] and other != at]
        if again is not None and not alike and (meant := blueprints.find(titled[at])):
            take_out_copy(at, meant, again, seen, reading)
        elif any(other in right and titles_of(seen[other]) & titles_of(seen[at]) for other in alike):
            read_as_absent(at, count, titled, seen, blueprints)
    keep_public(seen, reading)


def keep_public(seen: Sequence[Seen], reading: Reading) -> None:
    """Keep the public ones among the tables seen: of several the first that prints figures, as an empty one may have been left
    above it, and of these the first below its title."""
    reading.public.clear()
    found = [(one.public, table_titles(one)) for one in seen if one.public is not None]
    for table, _ in sorted(found, key=lambda one: (has_no_figures(one[0]), one[0].name not in one[1])):
        reading.public.setdefault(table.name, table)


def table_titles(one: Seen) -> set[str]:
    """Return the public tables of which titles stand around a table."""
    return {table_titled(line) for line in lines_of(one.sheet)}


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
            (count, other, public)
            for other, name in titled.items()
            if other != at
            and (count := misfit_as(seen[at], name, blueprints)) is not None
            and count * BETTER < faults[at]
            and (public := read_as(seen[at].sheet, name, blueprints.vocabulary))
        ]
        least = min((count for count, *_ in fits), default=0)
        best = [(other, public) for count, other, public in fits if count == least]
        if len(best) == 1:
            [belongs[at]] = best
    while belongs:
        first = next(iter(belongs))
        circle: dict[int, tuple[int, PublicTable]] = {}
        at = first
        while at in belongs and at not in circle:
            circle[at] = belongs.pop(at)
            at, _ = circle[at]
        if at == first:
            yield circle


def exchanged_by_sums(
    titled: Mapping[int, str], seen: Sequence[Seen], blueprints: Blueprints, reading: Reading
) -> Iterator[dict[int, tuple[int, PublicTable]]]:
    """Return two tables of single funds that were exchanged, as `exchanged` does, of which each adds up to what
    财政拨款收支总表 says of the fund of the other and not to what it says of its own."""
    names = Counter(titled.values())
    at = {name: place for place, name in titled.items() if names[name] == 1}
    whole = reading.public.get(BOTH)
    if whole is None:
        return

    def reread(name: str, place: int) -> PublicTable | None:
        """Return a table read as the one of another name; None when its head is more like that of its own."""
        own, other = (likeness(seen[place], one, blueprints) for one in (titled[place], name))
        alike = own is not None and other is not None and other <= own
        return read_as(seen[place].sheet, name, blueprints.vocabulary) if alike else None

    sums = {
        table: sums_beside(public, fund, column, whole)
        for fund, (table, column) in zip(FUNDS, BY_FUND, strict=True)
        if table in at and (public := seen[at[table]].public) and public.name == table
    }
    for first, second in combinations(sums, 2):
        both = sums[first].keys() & sums[second].keys()
        if not both or not all(totals_are_exchanged(sums[first][one], sums[second][one]) for one in both):
            continue
        read = reread(second, at[first]), reread(first, at[second])
        if read[0] and read[1]:
            yield {at[first]: (at[second], read[0]), at[second]: (at[first], read[1])}
            return


BESIDE = tuple[Decimal, Decimal]  # what a table adds up to, and what 财政拨款收支总表 says of that


def sums_beside(table: PublicTable, fund: str, spent: str, whole: PublicTable) -> dict[str, BESIDE]:
    """Return what a table of a single fund adds up to in the columns of which 财政拨款收支总表 says the same, 收入 and 支出,
    beside what that says; a blank is zero. spent: the column of all that is spent."""
    places = {
        "收入": (f"{table.name}.{SUM}.本年收入", f"{BOTH}.收入.{fund}.决算数"),
        "支出": (f"{table.name}.{SUM}.{spent}", f"{BOTH}.支出.本年支出合计.{fund}"),
    }
    found = {
        side: (table.figures.get(own), whole.figures.get(other)) for side, (own, other) in places.items()
    }
    return {
        side: (own.number or Decimal(0), other.number or Decimal(0))
        for side, (own, other) in found.items()
        if own is not None and other is not None and table.unit == whole.unit
    }


def totals_are_exchanged(one: BESIDE, another: BESIDE) -> bool:
    """Return whether each of two tables adds up to what is said of the other one, and not to what is said of itself."""
    (here, stated), (there, meant) = one, another
    near = max(abs(here - meant), abs(there - stated))
    return near <= NEAR < min(abs(here - stated), abs(there - meant))


def likeness(one: Seen, name: str, blueprints: Blueprints) -> tuple[int, int] | None:
    """Return how little the head of a table is like that of the form's table of a name: its misfit, and how many of its words
    that one does not have; None where that is not known."""
    count = misfit_as(one, name, blueprints)
    meant, public = blueprints.find(name), one.public
    if count is None or meant is None or public is None:
        return None
    words = {plain(cell) for row in one.sheet.rows[: public.header.rows] for cell in row}
    return count, len(words - meant.heads)


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
    columns = table.header.columns
    have = {one.column for one in columns} | {one.parts.column for one in table.figures.values()}
    wanted = {place_of_path(below).column for row in blueprint.body for _, below in row.figures}
    heads = {bare(word) for word in blueprint.heads}
    aside = [one for one in columns if one.words and one.kind in ("", "别的") and heads.isdisjoint(one.words)]
    rows = {one.row for one in table.unread if one.kind == Fault.ROW}
    return len(wanted ^ (have - {""})) + len(aside) + len(rows)


def exchange_titles(
    places: Mapping[int, tuple[int, PublicTable]],
    titled: Mapping[int, str],
    seen: list[Seen],
    blueprints: Blueprints,
    reading: Reading,
    seen_by: str,
) -> None:
    """Take tables for what their heads say, or their figures (seen_by), and tell that they stand under one another's title.
    places: each with that under whose title it belongs, and as which it was read so."""
    before = {at: seen[at] for at in places}
    meant = {at: blueprints.find(titled[other]) for at, (other, _) in places.items()}
    shown = {at: blueprints.find(titled[at]) for at in places}
    said = []
    for at, (other, public) in places.items():
        one, there = before[at], before[other]
        # What stands around it belongs to the title, or to the table; nobody knows.
        public.sheet = replace(one.sheet, above=there.sheet.above)
        seen[at] = Seen(meant[at], public, public.sheet, [*one.below, *there.below])
        reading.retitled.add(public.name)
        said.append(f"{cited(shown[at])}下面的{seen_by}是{cited(meant[at])}的")
    first = [one.label for one in shown.values() if one is not None]
    count = "两" if len(places) == 2 else str(len(places))
    what = f"这{count}张表的标题像是对调了：{'，'.join(said)}；都照{seen_by}读的"
    hint = "把标题（或者表）换回来，再核对目录和次序"
    reading.findings.append(Finding(Level.ERROR, f"{'、'.join(first)} 标题", what, hint, rule="ST-3"))


def cited(blueprint: Blueprint | None) -> str:
    """Return what a message calls a table of the form."""
    return blueprint.cited if blueprint else ""
