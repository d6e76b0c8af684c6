"""Rows and figures of a public table that slipped against one another, where rows add up that have no codes: both sides of
01表 and 04表, and “三公”. It shows in the sums of the table, and in what other tables print for the same figures, which agree
again once the slip is undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from narrator.tables.plain import plain
from narrator.tables.public import NUMBER
from narrator.tables.slipping import MANY, ZERO, Slip, Values, column_of_names, name_of_row
from narrator.tables.table_as_read import Printed, PublicTable

FITTING = 2  # sums and equal figures that must agree without the slip, nought apart
LONGEST = 60  # rows of a table that is asked

StrangeRows = Collection[tuple[int, int | None]]  # those not understood, each with the column of its name


class AddedUp(NamedTuple):
    """A sum within a table: the path of the whole, and those of its parts."""

    whole: str
    parts: tuple[str, ...]


class SumEvidence(NamedTuple):
    """What the figures of a table are judged by. sums: within it. due: what other tables print for a figure, by path, in its
    unit. parts: what they print for a part of it. tail: what rounding leaves for each figure, in that unit."""

    sums: Sequence[AddedUp]
    due: Mapping[str, Decimal]
    parts: Mapping[str, Decimal]
    tail: Decimal


class SideGrid(NamedTuple):
    """The cells of one side of a table. rows: from the first row with a figure to the last. numbers: what they print, by row
    and column, also where a row has no name. paths: of their figures. labels: the names of the rows. strange: the rows with
    a name that was not understood."""

    rows: range
    columns: tuple[int, ...]
    numbers: Mapping[tuple[int, int], Decimal]
    paths: Mapping[tuple[int, int], str]
    labels: Mapping[int, str]
    strange: Collection[int]


class PossibleSlip(NamedTuple):
    """Rows between which a side may have slipped, by how many rows its figures stand too low, and what all figures would be, by path."""

    first: int
    last: int
    step: int
    values: Values


def find_sum_slips(table: PublicTable, known: SumEvidence) -> tuple[list[Slip], Values]:
    """Return where the figures of one side of a table slipped against its rows, a slip for each of its columns, and what would
    stand there, by path, None where that is not known; none when they did not, or one figure that is wrong explains as much."""
    values: dict[str, Decimal | None] = {path: one.number or ZERO for path, one in table.figures.items()}
    strange = find_strange_rows(table)
    known = known._replace(sums=[one for one in known.sums if not may_have_more(one, table, strange)])
    wrong = list(find_wrong(values, known))
    # Where a part is not there the number beside no name may be its: then it is its name that was lost.
    whole = all(values.keys() >= {*one.parts} for one in wrong)
    for grid in grids_of(table, strange) if wrong else ():
        astray = count_astray(grid, grid.numbers)
        few = len(wrong) + astray < MANY
        if (few and not astray) or len(grid.rows) > LONGEST:
            continue
        if not astray and set.intersection(*({one.whole, *one.parts} for one in wrong)):
            continue
        best: tuple[tuple[int, int], list[Slip], Values] | None = None
        possible: list[PossibleSlip] = []
        for first, last, step in ways(grid):
            moved, numbers = undone(grid, first, last, step)
            if count_astray(grid, numbers):
                continue
            left = settled({**values, **moved}, known)
            if any(find_wrong(left, known)) or any((left[path] or ZERO) < 0 for path in moved):
                continue
            right = count_right(left, moved, known)
            order = last - first, first if step > 0 else -first
            kept = sum(numbers.values()) == sum(grid.numbers.values())
            if astray and right and whole and kept:
                possible.append(PossibleSlip(first, last, step, left))
            if right >= FITTING and not few and (best is None or order < best[0]):
                name = next(grid.labels[row] for row in range(first, last + 1) if row in grid.labels)
                slips = [Slip(first, column, name, step, last) for column in grid.columns]
                best = order, slips, {path: left[path] for path in moved}
        if best is not None:
            return best[1], best[2]
        if possible:
            return one_of(possible, grid)
    return [], {}


def one_of(possible: Sequence[PossibleSlip], grid: SideGrid) -> tuple[list[Slip], Values]:
    """Return what `find_sum_slips` does where a number stands beside no name and a sum lacks just that, which tells that its side
    slipped, but not from which row on: of those to the row that is the nearest it may be any."""
    last, step = min((one.last - one.first, one.last, one.step) for one in possible)[1:]
    alike = sorted(
        (one for one in possible if (one.last, one.step) == (last, step)), key=lambda one: one.first
    )
    begin = alike[0].first
    names = [
        next(grid.labels[row] for row in range(one.first, last + 1) if row in grid.labels) for one in alike
    ]
    until = names[-1] if names[-1] != names[0] else ""
    slips = [Slip(begin, column, names[0], step, last, until=until) for column in grid.columns]
    moved = [path for (row, _), path in grid.paths.items() if begin <= row <= last]
    values = {path: {one.values[path] for one in alike} for path in moved}
    return slips, {path: next(iter(many)) if len(many) == 1 else None for path, many in values.items()}


def settled(values: dict[str, Decimal | None], known: SumEvidence) -> dict[str, Decimal | None]:
    """Return values by path with those that are lost put in: as another table prints them, or what the others of a sum leave."""
    for path, due in known.due.items():
        if values.get(path, ZERO) is None:
            values[path] = due
    for one in known.sums:
        lost = [path for path in (one.whole, *one.parts) if values.get(path, ZERO) is None]
        if len(lost) == 1 and one.whole in values:
            parts = sum((values.get(path) or ZERO for path in one.parts), ZERO)
            rest = parts if lost[0] == one.whole else (values[one.whole] or ZERO) - parts
            values[lost[0]] = rest if abs(rest) > known.tail * (len(one.parts) + 1) else ZERO
    return values


def find_strange_rows(table: PublicTable) -> StrangeRows:
    """Return the rows of a table that have a name and were not understood."""
    rows = (one for one in table.unread if one.kind == "行" and name_of_row(one, table))
    return {(one.row, column_of_names(one.column, table)) for one in rows}


def may_have_more(one: AddedUp, table: PublicTable, strange: StrangeRows) -> bool:
    """Return whether a row that was not understood may be of a sum: it stands between its rows, or one of these is missing."""
    there = [table.figures[path] for path in (one.whole, *one.parts) if path in table.figures]
    rows = [each.row for each in there]
    sides = {column_of_names(each.column, table) for each in there} if strange else ()
    return any(
        side in sides and (len(there) <= len(one.parts) or min(rows) < row < max(rows))
        for row, side in strange
    )


def grids_of(table: PublicTable, strange: StrangeRows) -> Iterator[SideGrid]:
    """Yield the cells of each side of a table whose rows have no codes."""
    sides: dict[str, list[tuple[str, Printed]]] = defaultdict(list)
    for path, one in table.figures.items():
        sides[one.parts.side].append((path, one))
    for figures in sides.values():
        rows = range(min(one.row for _, one in figures), max(one.row for _, one in figures) + 1)
        columns = tuple(sorted({one.column for _, one in figures}))
        numbers = {
            (row, column): Decimal(text.replace(",", ""))
            for row in rows
            for column in columns
            if column < len(table.sheet.rows[row])
            and NUMBER.fullmatch(text := plain(table.sheet.rows[row][column]))
        }
        paths = {(one.row, one.column): path for path, one in figures}
        labels = {one.row: one.label for _, one in figures if one.label}
        names = {column_of_names(column, table) for column in columns}
        yield SideGrid(rows, columns, numbers, paths, labels, [row for row, side in strange if side in names])


def ways(grid: SideGrid) -> Iterator[tuple[int, int, int]]:
    """Yield the rows between which a side may have slipped, and by how many rows its figures stand too low."""
    for first in grid.rows:
        for last in range(first + 1, grid.rows.stop):
            if any(row in grid.labels for row in (first, last)):
                yield from ((first, last, step) for step in (1, -1))


def undone(
    grid: SideGrid, first: int, last: int, step: int
) -> tuple[dict[str, Decimal | None], dict[tuple[int, int], Decimal]]:
    """Return the figures of the rows between which a side slipped as they would stand without it, by path, None for what is
    lost; and all numbers of the side."""
    moved: dict[str, Decimal | None] = {}
    numbers = {at: one for at, one in grid.numbers.items() if not first <= at[0] <= last}
    for column in grid.columns:
        for row in range(first, last + 1):
            there = (row + step, column)
            lost = not first <= there[0] <= last
            if not lost and there in grid.numbers:
                numbers[row, column] = grid.numbers[there]
            if path := grid.paths.get((row, column)):
                moved[path] = None if lost else grid.numbers.get(there, ZERO)
    return moved, numbers


def count_astray(grid: SideGrid, numbers: Mapping[tuple[int, int], Decimal]) -> int:
    """Return how many numbers that are not nought stand where the side has no row."""
    return sum(
        bool(one) and at not in grid.paths and at[0] not in grid.strange for at, one in numbers.items()
    )


def find_wrong(values: Values, known: SumEvidence) -> Iterator[AddedUp]:
    """Yield what does not agree of the values by path: sums, and figures that other tables print otherwise, or more of. Of what is
    lost nothing is said."""
    for one in known.sums:
        gap = gap_of(one, values)
        if gap is not None and abs(gap) > known.tail * (len(one.parts) + 1):
            yield one
    for path, due in known.due.items():
        value = values.get(path)
        if value is not None and abs(value - due) > 2 * known.tail:
            yield AddedUp(path, ())
    for path, part in known.parts.items():
        value = values.get(path)
        if value is not None and part - value > 2 * known.tail:
            yield AddedUp(path, ())


def count_right(values: Values, moved: Values, known: SumEvidence) -> int:
    """Return how many sums and figures of those that were moved agree, and are not nought."""
    sums = [one for one in known.sums if moved.keys() & {one.whole, *one.parts} and values.get(one.whole)]
    return sum(gap_of(one, values) is not None for one in sums) + sum(
        bool(moved.get(path)) for path in known.due
    )


def gap_of(one: AddedUp, values: Values) -> Decimal | None:
    """Return by how much a whole is more than its parts; None when the table does not have it, or one of them is lost."""
    there = [values[path] for path in one.parts if path in values]
    total = values.get(one.whole)
    if total is None or not there or None in there:
        return None
    return total - sum((number or ZERO for number in there), ZERO)
