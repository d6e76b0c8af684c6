"""Names and figures of a public table that slipped against one another: a cell or a few too many or too few, and all rows below
bear the figures of others near by. It shows in what adds up, and in what other tables and the prose say, which agree again
once the slip is undone. Where it may have begun at several rows, all of them are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from narrator.tables.slip_board import (
    ENOUGH,
    ZERO,
    Board,
    Cell,
    CellRelation,
    Trial,
    is_nameless,
    is_other,
    label_columns_of,
)
from narrator.tables.table_as_read import Fault, PublicTable, Unread

LEFT = 4  # a slip may leave one of so many that do not hold: of other faults
FARTHEST = 3  # rows by which figures may stand too high or too low
LONGEST = 150  # rows of a table that is asked; each of them may be the first that slipped


class Slip(NamedTuple):
    """Rows of a table, and columns, between which its figures slipped: from 0.

    step: by how many rows the figures stand too low; less than nought when they stand too high. name: of the first row. until:
    the name of the last row from which on they may as well have slipped, "" when that is certain. meant: what would stand there
    without it, by path; None for what is not known, or blank.
    """

    row: int
    last: int
    columns: tuple[int, ...]
    step: int
    name: str
    until: str
    meant: Mapping[str, Decimal | None]


class Strip(NamedTuple):
    """Columns of figures that belong to the same names. rows: from the first one with a figure to the last. labels: the names
    of those that have figures."""

    columns: tuple[int, ...]
    rows: Sequence[int]
    labels: Mapping[int, str]


class Shift(NamedTuple):
    """Rows of a strip, by their places in it, between which figures in columns may have slipped; and what is wrong without that:
    relations that do not hold, and numbers that are not as usual."""

    wrong: int
    unusual: int
    first: int
    last: int
    step: int
    columns: tuple[int, ...]


class Undone(NamedTuple):
    """What a table would have without a shift: the first row and the last one in which something else stands then, and the numbers by cell,
    None for what is not known. covers: whether a number stands where it should have left none, the same, or the one that it pushed out,
    and none that a lost row had. amounts: how many rows have one that stands in another now.
    """

    shift: Shift
    first: int
    last: int
    numbers: Mapping[Cell, Decimal | None]
    covers: bool
    amounts: int


class Likely(NamedTuple):
    """What a strip would have without the likeliest of the shifts that leave least wrong, and how much less that is than as the table stands."""

    strip: Strip
    undone: Sequence[Undone]
    mended: tuple[int, int]


def find_slipped_figures(board: Board) -> list[Slip]:
    """Return where the figures of a table slipped against its rows; none where nothing is wrong with it, or what is wrong one row
    alone explains as well."""
    found: list[Slip] = []
    strips = strips_of(board) if board.may_have_slipped else []
    while strips:
        best = max((likeliest(board, strip) for strip in strips), key=lambda one: one.mended)
        if not best.undone:
            break
        found.append(told_as_one(board, best))
        board = board.with_numbers(found[-1].meant)
        strips.remove(best.strip)
    return found


def strips_of(board: Board) -> list[Strip]:
    """Return the columns of a table that bear numbers, or should, those together that have the same names beside them."""
    columns: dict[tuple[int, ...], list[int]] = {}
    bearing = {column for (_, column), number in board.numbers.items() if number}
    wrong = {column for one in board.relations if one.fails() for _, column in one.cells}
    for column in sorted(bearing | wrong):
        columns.setdefault(tuple(label_columns_of(column, board.table)), []).append(column)
    strips = []
    for many in columns.values():
        labels: dict[int, str] = {}
        for one in board.table.figures.values():
            if one.column in many:
                labels.setdefault(one.row, one.label or one.code or one.parts.row)
        rows = [
            row
            for (row, column), number in board.numbers.items()
            if column in many and (number or (row, column) in board.paths)
        ]
        strips.append(Strip(tuple(many), range(min(rows), max(rows) + 1), labels))
    return [one for one in strips if len(one.rows) <= LONGEST]


def likeliest(board: Board, strip: Strip) -> Likely:
    """Return what would stand without the shifts of a strip, or of one column of it, that leave least wrong: all that leave as much.
    Nothing where too little holds only without them, or one row that is wrong, or two that were exchanged, would explain as much."""
    cells = [(row, column) for row in strip.rows for column in strip.columns]
    touched = {at for cell in cells for at, _ in board.touching.get(cell, ())}
    wrong = [board.relations[at] for at in touched if board.relations[at].fails()]
    now = len(wrong), sum(board.doubts(cell, board.number(cell)) for cell in cells)
    own = any(one.blames for one in wrong) or any(
        board.is_not_listed(cell, board.number(cell)) for cell in cells
    )
    none = Likely(strip, [], (0, 0))
    if not own or sum(now) < ENOUGH or name_may_be_lost(board, wrong):
        return none
    most = (now[0] // LEFT, now[1]) if now[0] >= ENOUGH else (now[0], now[1] // LEFT)
    apart = [strip.columns, *((one,) for one in strip.columns if len(strip.columns) > 1)]
    found = none
    for many in range(1, FARTHEST + 1):
        best: list[Shift] = []
        before = most
        for columns in apart:
            for shift in shifts_of(board, strip, columns, many, now, wrong, most):
                if sum(shift[:2]) + ENOUGH > sum(now):
                    continue  # it spoils as much as it mends
                if shift[:2] < most:
                    best = []
                if shift[:2] <= most:
                    most = shift[:2]
                    best.append(shift)
        moved = {one.columns for one in best}
        if any(is_few_rows(board, strip, columns, many, now, most) for columns in moved):
            break
        found_by = (undo_shift(board, strip, shift) for shift in best)
        undone = [one for one in found_by if not one.covers and (many == 1 or one.amounts >= ENOUGH)]
        if undone and (most < before or found is none):  # what a shorter one explains as well is that
            found = Likely(strip, undone, (now[0] - most[0], now[1] - most[1]))
    return found


def name_may_be_lost(board: Board, wrong: Sequence[CellRelation]) -> bool:
    """Return whether a number beside no name may be what a sum lacks that is wrong: then it is its name that is not there."""
    named = [one for one in wrong if one.cells.keys() <= board.paths.keys()]
    return len(named) < min(ENOUGH, len(wrong)) and any(one.partial for one in named)


def shifts_of(
    board: Board,
    strip: Strip,
    columns: tuple[int, ...],
    many: int,
    now: tuple[int, int],
    wrong: Sequence[CellRelation],
    most: tuple[int, int],
) -> Iterator[Shift]:
    """Yield the shifts of columns of a strip by so many rows with what they leave wrong and not as usual, if that may be no more than
    `most`. now: how much that is as the table stands. wrong: the relations that are wrong then."""
    rows = strip.rows
    within = ([row for row, column in one.cells if column in columns] for one in wrong)
    tops = [min(found) for found in within if found]
    cells = ([(row, column) for column in columns] for row in rows)
    unusual = [sum(board.doubts(cell, board.number(cell)) for cell in many) for many in cells]
    above = [0, *accumulate(unusual)]  # how much is not as usual before each row
    begins = relations_by_top(board, columns)
    for step in (many, -many):
        for last in range(many, len(rows)):
            # What has no cell down to the last row stays as it is.
            stays = now[0] - sum(top <= rows[last] for top in tops)
            if (stays, now[1] - above[last + 1]) > most:
                continue
            trial = Trial(board, *now)
            for row in rows[last - many + 1 : last + 1]:
                trial.put_row(row, columns, None)
            for first in range(last - many, -1, -1):
                if first + many < last and (stays, trial.unusual - above[first + 1]) > most:
                    break  # and what was moved already stays as it is then
                row = rows[first if step > 0 else first + many]
                trial.put_row(row, columns, row + step)
                if step < 0:
                    trial.put_row(rows[first], columns, None)
                stays += sum(
                    map(trial.is_wrong, begins.get(row, ()))
                )  # nothing below this row is moved any more
                if (trial.wrong, trial.unusual) <= most:
                    _, lost = ends_of(rows[first : last + 1], step)
                    left = trial.settle([(row, column) for row in lost for column in columns])
                    yield Shift(left[0], left[1], first, last, step, columns)


def relations_by_top(board: Board, columns: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """Return the relations of cells in some columns, by their places, of each row that is the first one in which they have such a cell."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, relation in enumerate(board.relations):
        within = [row for row, column in relation.cells if column in columns]
        if within:
            found[min(within)].append(at)
    return found


def is_few_rows(
    board: Board,
    strip: Strip,
    columns: Sequence[int],
    many: int,
    now: tuple[int, int],
    most: tuple[int, int],
) -> bool:
    """Return whether so many rows of a strip, one behind the other, were other numbers in their columns, would leave no more wrong
    than `most`."""
    tops = range(len(strip.rows) - many + 1)
    cells = ([(row, column) for row in strip.rows[top : top + many] for column in columns] for top in tops)
    return any(Trial(board, *now).open(one)[:2] <= most for one in cells)


def ends_of(rows: Sequence[int], step: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return of rows whose figures slipped those that were left with none, and those of the figures that were pushed out."""
    return (rows[:step], rows[-step:]) if step > 0 else (rows[step:], rows[:-step])


def undo_shift(board: Board, strip: Strip, shift: Shift) -> Undone:
    """Return what a table would have without a shift."""
    trial = Trial(board, 0, 0)
    step, columns, rows = shift.step, shift.columns, strip.rows[shift.first : shift.last + 1]
    left, lost = ends_of(rows, step)
    for row in rows:
        trial.put_row(row, columns, None if row in lost else row + step)
    cells = [(row, column) for row in lost for column in columns]
    *left_over, settled = trial.settle(cells)
    covered: dict[int, Decimal] = {}
    for column in columns:
        there = [(board.number((row, column)), board.number((row + step, column))) for row in left]
        if number := sum((one for one, moved in there if one != moved), ZERO):
            covered[column] = number
    turned = bool(covered) and stand_in_ring(trial, lost, left, columns, tuple(left_over))
    for cell, known in settled.items() if not turned else ():
        trial.put(cell, known)
    numbers = {cell: number for cell, number in trial.numbers.items() if is_other(number, board.number(cell))}
    beside_no_name = not board.nameless.isdisjoint(settled)
    covers = bool(covered) and not (turned or (beside_no_name and lack_one_row(trial, columns, covered)))
    amounts = {row for row, column in numbers if board.number((row + step, column)) and row not in lost}
    return Undone(shift, min(numbers)[0], max(numbers)[0], numbers, covers, len(amounts))


def stand_in_ring(
    trial: Trial, lost: Sequence[int], left: Sequence[int], columns: Sequence[int], most: tuple[int, ...]
) -> bool:
    """Put into the rows whose figures a shift pushed out those that stand where it should have left none. Return whether they belong
    there: relations say so of each, no more is wrong than `most`, and more rows slipped than may have been exchanged."""
    amounts = ((cell, number) for cell, number in trial.numbers.items() if number)
    slipped = {row for (row, column), number in amounts if number != trial.board.number((row, column))}
    for row, source in zip(lost, left, strict=True):
        trial.put_row(row, columns, source)
    told = (trial.is_told((row, column)) for row in lost for column in columns)
    return len(slipped) > 2 * len(lost) and (trial.wrong, trial.unusual) <= most and all(told)


def lack_one_row(trial: Trial, columns: Sequence[int], covered: Mapping[int, Decimal]) -> bool:
    """Return whether all that is left wrong in columns is that one sum of each lacks what a shift would have been printed over, unless
    that is no more than its tail: the number of a row whose code and name were lost, and those of all below it stand too high or too
    low."""
    lacking: list[int] = []
    for relation, gap in trial.failing():
        within = {column for _, column in relation.cells}
        if within.isdisjoint(columns):
            continue
        column = min(within)
        number = covered.get(column, ZERO)
        if len(within) > 1 or relation.at_most or relation.fails(abs(gap) - number):
            return False
        lacking.append(column)
    rest = [
        column
        for column, number in covered.items()
        if column not in lacking and abs(number) > trial.board.longest_tail(column)
    ]
    return not rest and len({*lacking}) == len(lacking)


def told_as_one(board: Board, found: Likely) -> Slip:
    """Return shifts that explain as much as one slip, which may have begun at the first row of any of them, and went as far as any does."""
    *_, step, columns = min(found.undone, key=lambda one: len(one.numbers)).shift
    alike = [one for one in found.undone if one.shift.columns == columns]
    first, until = min(one.first for one in alike), max(one.first for one in alike)
    last = max(one.last for one in alike)
    meant: dict[str, Decimal | None] = {}
    for cell, path in board.paths.items():
        if cell[1] in columns and first <= cell[0] <= last:
            may = {one.numbers.get(cell, board.number(cell)) for one in alike if one.last == last}
            meant[path] = may.pop() if len(may) == 1 else None
    labels = found.strip.labels
    names = [next((labels[at] for at in range(row, last + 1) if at in labels), "") for row in (first, until)]
    return Slip(first, last, columns, step, names[0], names[1] if names[1] != names[0] else "", meant)


def take_out_slipped(table: PublicTable, slip: Slip) -> Mapping[str, Decimal | None]:
    """Take the figures that slipped out of a table, and note where. Return by their paths the numbers that most likely stand
    there without it, None for a blank and for what is not known."""
    for path in slip.meant:
        del table.figures[path]
    table.unread = [one for one in table.unread if not is_of_slip(one, table, slip)]
    if not any(
        one.kind == Fault.SLIPPED and one.row == slip.row for one in table.unread
    ):  # at the other side
        table.unread.append(
            Unread(Fault.SLIPPED, slip.name, slip.row, slip.columns[0], until=slip.until, by=abs(slip.step))
        )
    return {path: number or None for path, number in slip.meant.items()}


def without_slips(table: PublicTable, slips: Sequence[Slip]) -> PublicTable:
    """Return a table with the numbers that would stand in it without slips."""
    meant = {path: number for slip in slips for path, number in slip.meant.items()}
    figures = {
        path: one._replace(number=meant[path] or None) if path in meant else one
        for path, one in table.figures.items()
    }
    return replace(table, figures=figures)


def is_of_slip(one: Unread, table: PublicTable, slip: Slip) -> bool:
    """Return whether what was not understood is a row that has no name, and figures only because they slipped there."""
    here = one.column <= slip.columns[-1] and slip.row <= one.row <= slip.last
    return one.kind == Fault.ROW and here and is_nameless((one.row, one.column), table)
