"""Two rows of a public table whose figures were exchanged: it shows in what adds up, and in what other tables print, which agree again
once each row has its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from narrator.tables.blank_rows import open_row
from narrator.tables.slip_board import ENOUGH, Board, Cell, Trial
from narrator.tables.slipping import Strip, strips_of
from narrator.tables.table_as_read import Across, Fault, Unread

SURE = 3  # relations, and numbers as usual, that tell where two rows belong which add up either way


class Exchanged(NamedTuple):
    """Two rows, and what is wrong with the table once their figures are exchanged again, and how much is not as usual. numbers: what
    stands in their cells then. sure: whether much less is wrong then, and no more not as usual, so that nothing else explains it in a table that adds up."""

    rows: tuple[int, int]
    wrong: int
    unusual: int
    numbers: Mapping[Cell, Decimal | None]
    sure: bool


def take_out_exchanged_rows(
    board: Board, is_at_fault: Callable[[str, str], bool] = lambda one, other: False
) -> dict[str, Decimal | None]:
    """Take the figures of two rows that were exchanged out of a table, and note it. Return by their paths the numbers that belong
    there; nothing where none were, it is not known which, or one row that is wrong would explain as much.

    is_at_fault: whether it is this table, and not the other, where only another one that has the same two rows, of those codes, says
    so.
    """
    if not board.wrong or board.wrong + board.unusual < ENOUGH:
        return {}
    own = board.is_wrong_itself
    for strip in strips_of(board):
        found = sorted(exchanges_of(board, strip), key=lambda one: (one.wrong, one.unusual))
        best = [one for one in found if one[1:3] == found[0][1:3]]
        if len(best) != 1:
            continue
        # One row with other numbers would explain as much.
        if any(open_row(board, row, strip.columns)[0][0] <= best[0].wrong for row in best[0].rows):
            continue
        [pair] = best
        first, _ = pair.rows
        if not own and not (pair.sure and is_at_fault(*(code_of(board, row) for row in pair.rows))):
            continue
        names = [strip.labels.get(row, "") for row in pair.rows]
        for cell in pair.numbers:
            del board.table.figures[board.paths[cell]]
        board.table.unread.append(
            Unread(Fault.SLIPPED, names[0], first, strip.columns[0], until=names[1], across=Across.ROWS)
        )
        return {board.paths[cell]: number or None for cell, number in pair.numbers.items()}
    return {}


def exchanges_of(board: Board, strip: Strip) -> Iterator[Exchanged]:
    """Yield the pairs of rows of a strip after whose exchange enough relations hold that do not now, and all that are about them."""
    wrong = {
        row for one in board.relations if one.fails() for row, column in one.cells if column in strip.columns
    }
    wrong |= {row for row, column in board.usual if board.doubts((row, column), board.number((row, column)))}
    rows = [row for row in sorted(wrong) if all((row, column) in board.paths for column in strip.columns)]
    printed = {row: [board.number((row, column)) for column in strip.columns] for row in rows}
    for one, other in combinations(rows, 2):
        if printed[one] == printed[other] or not any(printed[one]) or not any(printed[other]):
            continue
        trial = Trial(board, board.wrong, board.unusual)
        trial.put_row(one, strip.columns, other)
        trial.put_row(other, strip.columns, one)
        mended, likely = board.wrong - trial.wrong, board.unusual - trial.unusual
        sure = mended > 0 and likely >= 0 and mended + likely >= SURE
        if (mended >= ENOUGH or sure) and all(
            left.cells.keys().isdisjoint(trial.numbers) for left, _ in trial.failing()
        ):
            yield Exchanged((one, other), trial.wrong, trial.unusual, trial.numbers, sure)


def code_of(board: Board, row: int) -> str:
    """Return by which code or name a row is known."""
    return next((one.parts.row for one in board.table.figures.values() if one.row == row), "")
