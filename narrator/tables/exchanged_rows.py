"""Rows of a public table whose figures were exchanged, those of two or of three: it shows in what adds up, and in what other tables
print, which agree again once each row has its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations
from typing import NamedTuple, TypeVar

from narrator.tables.blank_rows import open_row
from narrator.tables.slip_board import ENOUGH, Board, Cell, Trial
from narrator.tables.slipping import Strip, strips_of
from narrator.tables.table_as_read import Across, Fault, PublicTable, Unread

SURE = 3  # relations, and numbers as usual, that tell where rows belong which add up either way
MOST = 3  # rows whose figures were exchanged
MANY = 30  # rows that what is wrong is about, among which three are looked for

Item = TypeVar("Item")


class Exchanged(NamedTuple):
    """Rows, and what is wrong with the table once each has the figures of the next one, the last those of the first, and how much is
    not as usual. numbers: what stands in their cells then. sure: whether much less is wrong then, and no more not as usual, so that
    nothing else explains it in a table that adds up."""

    rows: Sequence[int]
    wrong: int
    unusual: int
    numbers: Mapping[Cell, Decimal | None]
    sure: bool


def is_no_fault(*_codes: str) -> bool:
    """Return that where only other tables say so it is not this one's fault."""
    return False


def take_out_exchanged_rows(
    board: Board, is_at_fault: Callable[..., bool] = is_no_fault
) -> dict[str, Decimal | None]:
    """Take the figures of rows that were exchanged out of a table, and note it. Return by their paths the numbers that belong
    there; nothing where none were.

    is_at_fault: see `find_exchanged_rows`.
    """
    for strip in strips_of(board) if board.wrong + board.unusual >= ENOUGH else ():
        if found := find_exchanged_rows(board, strip, is_at_fault):
            return note_exchange(board, strip, found)
    return {}


def find_unusual_rows(table: PublicTable, usual: Mapping[str, Decimal]) -> Sequence[int]:
    """Return the two or three rows of a table of which each has another sum than usual, and the next one just that, and the first that of
    the last; () where there are none, or several such. usual: the sums, by path."""
    unusual = [(table.figures[path], number) for path, number in usual.items()]
    unusual = [(one, number) for one, number in unusual if one.number != number]
    wanted = {one.row: number for one, number in unusual}
    many = Counter(one.number for one, _ in unusual)
    row_of = {one.number: one.row for one, _ in unusual if many[one.number] == 1}
    cycles: list[Sequence[int]] = []
    for first in sorted(wanted):
        rows = [first]
        while len(rows) < MOST and (following := row_of.get(wanted[rows[-1]], first)) > first:
            rows.append(following)
        if len(rows) > 1 and row_of.get(wanted[rows[-1]]) == first:
            cycles.append(rows)
    return cycles[0] if len(cycles) == 1 else ()


def take_out_unusual_rows(board: Board, rows: Sequence[int]) -> dict[str, Decimal | None]:
    """Take the figures of rows out of a table as `take_out_exchanged_rows` does, where it adds up with those of each in the place of the
    one before as well."""
    for strip in strips_of(board) if not board.wrong else ():
        trial = Trial(board, board.wrong, board.unusual)
        for row, source in zip(rows, turn_round(rows), strict=True):
            trial.put_row(row, strip.columns, source)
        if not trial.wrong and all(cell in board.paths for cell in trial.numbers):
            return note_exchange(board, strip, Exchanged(rows, 0, trial.unusual, trial.numbers, sure=True))
    return {}


def note_exchange(board: Board, strip: Strip, found: Exchanged) -> dict[str, Decimal | None]:
    """Take the figures of rows that were exchanged out of a table, and note it. Return by their paths the numbers that belong there."""
    first, *between, last = [strip.labels.get(row, "") for row in sorted(found.rows)]
    for cell in found.numbers:
        del board.table.figures[board.paths[cell]]
    across = Across.THREE_ROWS if between else Across.ROWS
    told = Unread(Fault.SLIPPED, first, min(found.rows), strip.columns[0], until=last, across=across)
    board.table.unread.append(told._replace(between="".join(between)))
    return {board.paths[cell]: number or None for cell, number in found.numbers.items()}


def find_exchanged_rows(
    board: Board, strip: Strip, is_at_fault: Callable[..., bool] = is_no_fault
) -> Exchanged | None:
    """Return the rows of a strip whose figures were exchanged; None where none were, it is not known which, or one row that is wrong
    would explain as much.

    is_at_fault: whether it is this table, and not the other, where only another one that has the same rows, of those codes, says so;
    each of them should have the figures of the next one.
    """
    if not board.wrong or board.wrong + board.unusual < ENOUGH:
        return None
    rows = rows_in_doubt(board, strip)
    best: list[Exchanged] = []
    for many in (2, 3) if len(rows) <= MANY else (2,):
        if best and not best[0].wrong:
            break
        ways = chain.from_iterable(map(cycles_of, combinations(rows, many)))
        found = [*best, *(one for rows in ways if (one := exchange(board, strip, rows)))]
        least = min((one[1:3] for one in found), default=None)
        best = [one for one in found if one[1:3] == least]
    if len(best) != 1:
        return None
    [one] = best
    # One row with other numbers would explain as much.
    if any(open_row(board, row, strip.columns)[0][0] <= one.wrong for row in one.rows):
        return None
    codes = [code_of(board, row) for row in one.rows]
    at_fault = board.is_wrong_itself or (one.sure and is_at_fault(*codes))
    return one if at_fault else None


def rows_in_doubt(board: Board, strip: Strip) -> list[int]:
    """Return the rows of a strip, all of whose cells are figures, that relations which do not hold are about, or that have a number
    which is not as usual."""
    columns = {*strip.columns}
    doubt = {row for one in board.relations if one.fails() for row, column in one.cells if column in columns}
    doubt |= {row for row, column in board.usual if board.doubts((row, column), board.number((row, column)))}
    return [row for row in sorted(doubt) if all((row, column) in board.paths for column in columns)]


def cycles_of(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield in which ways rows, two or three, may each have the figures of another of them."""
    yield rows
    if len(rows) > 2:
        yield rows[::-1]


def exchange(board: Board, strip: Strip, rows: Sequence[int]) -> Exchanged | None:
    """Return what a table would be with the figures of each of some rows in the place of those of the one before; None where two have
    the same, or none, or not enough relations hold then that do not now, or not all that are about them."""
    sources = turn_round(rows)
    printed = [[board.number((row, column)) for column in strip.columns] for row in rows]
    if any(one == other for one, other in combinations(printed, 2)):
        return None
    trial = Trial(board, board.wrong, board.unusual)
    for row, source in zip(rows, sources, strict=True):
        trial.put_row(row, strip.columns, source)
    mended, likely = board.wrong - trial.wrong, board.unusual - trial.unusual
    sure = mended > 0 and likely >= 0 and mended + likely >= SURE
    agrees = (mended >= ENOUGH or sure) and all(
        left.cells.keys().isdisjoint(trial.numbers) for left, _ in trial.failing()
    )
    return Exchanged(rows, trial.wrong, trial.unusual, trial.numbers, sure) if agrees else None


def turn_round(of_rows: Sequence[Item]) -> Sequence[Item]:
    """Return what belongs to rows, each in the place of the one before, and the first in that of the last."""
    return [*of_rows[1:], *of_rows[:1]]


def code_of(board: Board, row: int) -> str:
    """Return by which code or name a row is known."""
    return next((one.parts.row for one in board.table.figures.values() if one.row == row), "")
