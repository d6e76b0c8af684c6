"""Names and figures of a public table that slipped against one another: a cell too many or too few, and all rows below
bear the figures of their neighbours. It shows in what adds up, and in what other tables and the prose say, which agree again
once the slip is undone. Where it may have begun at several rows, all of them are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from narrator.tables.slip_board import (
    BLANK,
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
from narrator.tables.table_as_read import PublicTable, Unread
from narrator.tables.vocabulary import ROW

LEFT = 4  # a slip may leave one of so many that do not hold: of other faults
LONGEST = 150  # rows of a table that is asked; each of them may be the first that slipped


class Slip(NamedTuple):
    """Rows of a table, and columns, between which its figures slipped: from 0.

    step: by how many rows the figures stand too low; -1 when they stand a row too high. name: of the first row. until: the
    name of the last row from which on they may as well have slipped, "" when that is certain. meant: what would stand there
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
    None for what is not known. covers: whether a number stands where it should have left none, or the same, and none that a lost row had.
    """

    shift: Shift
    first: int
    last: int
    numbers: Mapping[Cell, Decimal | None]
    covers: bool


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
    # What another table has more of, or usually as much, may as well be its fault.
    own = any(not one.at_most for one in wrong) or any(
        board.is_not_listed(cell, board.number(cell)) for cell in cells
    )
    none = Likely(strip, [], (0, 0))
    if not own or sum(now) < ENOUGH or name_may_be_lost(board, wrong):
        return none
    most = (now[0] // LEFT, now[1]) if now[0] >= ENOUGH else (now[0], now[1] // LEFT)
    best: list[Shift] = []
    for columns in (strip.columns, *((one,) for one in strip.columns if len(strip.columns) > 1)):
        for shift in shifts_of(board, strip, columns, now, wrong, most):
            if shift[:2] < most:
                best = []
            if shift[:2] <= most:
                most = shift[:2]
                best.append(shift)
    if not best or any(is_one_row(board, strip, one, now, most) for one in {one.columns for one in best}):
        return none
    undone = [one for shift in best if not (one := undo_shift(board, strip, shift)).covers]
    return Likely(strip, undone, (now[0] - most[0], now[1] - most[1])) if undone else none


def name_may_be_lost(board: Board, wrong: Sequence[CellRelation]) -> bool:
    """Return whether a number beside no name may be what a sum lacks that is wrong: then it is its name that is not there."""
    named = [one for one in wrong if one.cells.keys() <= board.paths.keys()]
    return len(named) < min(ENOUGH, len(wrong)) and any(one.partial for one in named)


def shifts_of(
    board: Board,
    strip: Strip,
    columns: tuple[int, ...],
    now: tuple[int, int],
    wrong: Sequence[CellRelation],
    most: tuple[int, int],
) -> Iterator[Shift]:
    """Yield the shifts of columns of a strip with what they leave wrong and not as usual, if that may be no more than `most`. now: how much
    that is as the table stands. wrong: the relations that are wrong then."""
    rows = strip.rows
    within = ([row for row, column in one.cells if column in columns] for one in wrong)
    tops = [min(found) for found in within if found]
    cells = ([(row, column) for column in columns] for row in rows)
    unusual = [sum(board.doubts(cell, board.number(cell)) for cell in many) for many in cells]
    above = [0, *accumulate(unusual)]  # how much is not as usual before each row
    for step in (1, -1):
        for last in range(1, len(rows)):
            # What has no cell down to the last row stays as it is.
            stays = now[0] - sum(top <= rows[last] for top in tops)
            if (stays, now[1] - above[last + 1]) > most:
                continue
            trial = Trial(board, *now)
            for first in range(last - 1, -1, -1):
                if first + 1 < last and (stays, trial.unusual - above[first + 1]) > most:
                    break  # and what was moved already stays as it is then
                for column in columns:
                    if step > 0 and first == last - 1:
                        trial.put((rows[last], column), None)
                    if step > 0:
                        trial.put((rows[first], column), board.number((rows[first + 1], column)))
                    else:
                        trial.put((rows[first + 1], column), board.number((rows[first], column)))
                        trial.put((rows[first], column), None)
                if (trial.wrong, trial.unusual) <= most:
                    lost = rows[last if step > 0 else first]
                    left = trial.settle([(lost, column) for column in columns])
                    yield Shift(left[0], left[1], first, last, step, columns)


def is_one_row(
    board: Board, strip: Strip, columns: Sequence[int], now: tuple[int, int], most: tuple[int, int]
) -> bool:
    """Return whether one row of a strip, were other numbers in its columns, would leave no more wrong than `most`."""
    rows = ([(row, column) for column in columns] for row in strip.rows)
    return any(Trial(board, *now).open(cells)[:2] <= most for cells in rows)


def undo_shift(board: Board, strip: Strip, shift: Shift) -> Undone:
    """Return what a table would have without a shift."""
    trial = Trial(board, 0, 0)
    rows = strip.rows[shift.first : shift.last + 1]
    over, lost = (rows[0], rows[-1]) if shift.step > 0 else (rows[-1], rows[0])
    covered: dict[int, Decimal] = {}
    for column in shift.columns:
        for row in rows:
            number = board.number((row + shift.step, column))
            trial.put((row, column), None if row == lost else number)
        number = board.number((over, column))
        if number and number != board.number((over + shift.step, column)):
            covered[column] = number
    settled = trial.settle([(lost, column) for column in shift.columns])[2]
    for cell, known in settled.items():
        trial.put(cell, known)
    numbers = {cell: number for cell, number in trial.numbers.items() if is_other(number, board.number(cell))}
    beside_no_name = any(cell in board.nameless and board.number(cell) is not BLANK for cell in settled)
    covers = bool(covered) and not (beside_no_name and lack_one_row(trial, shift.columns, covered))
    return Undone(shift, min(numbers)[0], max(numbers)[0], numbers, covers)


def lack_one_row(trial: Trial, columns: Sequence[int], covered: Mapping[int, Decimal]) -> bool:
    """Return whether all that is left wrong in columns is that one sum of each lacks the number that a shift would have been printed
    over: that of a row whose code and name were lost, and those of all below it stand a row too high or too low."""
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
    return len({*lacking}) == len(lacking)


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
    if not any(one.kind == "错" and one.row == slip.row for one in table.unread):  # at the other side
        table.unread.append(Unread("错", slip.name, slip.row, slip.columns[0], until=slip.until))
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
    return one.kind == ROW and here and is_nameless((one.row, one.column), table)
