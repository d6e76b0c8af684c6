"""Two rows of a public table whose figures were exchanged: it shows in what adds up, and in what other tables print, which agree again
once each row has its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from narrator.tables.blank_rows import open_row
from narrator.tables.slip_board import ENOUGH, Board, Cell, Trial
from narrator.tables.slipping import Strip, strips_of
from narrator.tables.table_as_read import Across, Fault, Unread


class Exchanged(NamedTuple):
    """Two rows, and what is wrong with the table once their figures are exchanged again, and how much is not as usual. numbers: what
    stands in their cells then."""

    rows: tuple[int, int]
    wrong: int
    unusual: int
    numbers: Mapping[Cell, Decimal | None]


def take_out_exchanged_rows(board: Board) -> dict[str, Decimal | None]:
    """Take the figures of two rows that were exchanged out of a table, and note it. Return by their paths the numbers that belong
    there; nothing where none were, it is not known which, or one row that is wrong would explain as much."""
    if board.wrong < ENOUGH or not board.is_wrong_itself:
        return {}
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
    rows = [row for row in sorted(wrong) if all((row, column) in board.paths for column in strip.columns)]
    printed = {row: [board.number((row, column)) for column in strip.columns] for row in rows}
    for one, other in combinations(rows, 2):
        if printed[one] == printed[other] or not any(printed[one]) or not any(printed[other]):
            continue
        trial = Trial(board, board.wrong, board.unusual)
        trial.put_row(one, strip.columns, other)
        trial.put_row(other, strip.columns, one)
        mended = board.wrong - trial.wrong
        if mended >= ENOUGH and all(
            left.cells.keys().isdisjoint(trial.numbers) for left, _ in trial.failing()
        ):
            yield Exchanged((one, other), trial.wrong, trial.unusual, trial.numbers)
