"""Figures of a public table that stand under other heads than theirs: those of two columns were exchanged, or those of all, or of one row,
slipped by a column. It shows in what adds up, and in what other tables print, which agree again once they stand where they should."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from narrator.tables.slip_board import BLANK, Board, Cell, Trial, label_columns_of
from narrator.tables.table_as_read import Across, Fault, Unread

# How many relations must hold only once figures are moved back, before anybody says that they moved.
MANY = {Across.PAIR: 8, Across.COLUMNS: 8, Across.ROW: 3}


class Way(NamedTuple):
    """How figures of rows may have moved between columns. across: which did. sources: of each column that was filled by them, the one in
    which its own stand now; None where they are lost."""

    across: Across
    rows: Collection[int]
    sources: Mapping[int, int | None]


class Moved(NamedTuple):
    """A way in which figures may have moved, what is wrong with the table without that, whether any of that is about them, and the
    numbers that would stand there then, by cell."""

    way: Way
    wrong: int
    agrees: bool
    numbers: Mapping[Cell, Decimal | None]


def take_out_moved_columns(board: Board, is_to_blame: Callable[[], bool]) -> dict[str, Decimal | None]:
    """Take figures that were exchanged with those of another column, or slipped by a column, out of a table, and note it. Return by
    their paths the numbers that most likely stand there without it; nothing where none did, or it is not known which.

    is_to_blame: says whether it is this table's fault where others have more than it; only asked when that decides.
    """
    if board.wrong < min(MANY.values()):
        return {}
    tried = (try_way(board, one) for one in ways_to_move(board) if board.wrong >= MANY[one.across])
    found = [one for one in tried if one.agrees and board.wrong - one.wrong >= MANY[one.way.across]]
    least = min((one.wrong for one in found), default=0)
    best = [one for one in found if one.wrong == least]
    same = all(one.numbers == best[0].numbers for one in best)
    if not best or not same or not (board.is_wrong_itself or is_to_blame()):
        return {}
    moved = best[0]
    if moved.way.across is Across.ROW and is_one_cell(board, moved):
        return {}
    table = board.table
    meant = {
        board.paths[cell]: number or None for cell, number in moved.numbers.items() if cell in board.paths
    }
    row, column = min(moved.numbers)
    printed = [next(one for one in table.figures.values() if one.column == at) for at in moved.way.sources]
    heads = [one.parts.column for one in printed]
    if moved.way.across == Across.ROW:
        heads = [
            next(one.label or one.code or one.parts.row for one in table.figures.values() if one.row == row)
        ]
    for path in meant:
        del table.figures[path]
    until = heads[-1] if moved.way.across == Across.PAIR else ""
    table.unread.append(Unread(Fault.SLIPPED, heads[0], row, column, until=until, across=moved.way.across))
    return meant


def is_one_cell(board: Board, moved: Moved) -> bool:
    """Return whether one of the cells of figures that moved, were another number there, would leave no more wrong than that."""
    cells = [cell for cell in moved.numbers if cell in board.paths]
    return any(Trial(board, board.wrong, board.unusual).open([cell])[0] <= moved.wrong for cell in cells)


def ways_to_move(board: Board) -> Iterator[Way]:
    """Yield in which columns the figures of others may stand: of any two that bear some beside the same names, of all to the right or
    to the left, or those of one row."""
    sides: dict[tuple[int, ...], list[int]] = {}
    for column in sorted({column for _, column in board.paths}):
        sides.setdefault(tuple(label_columns_of(column, board.table)), []).append(column)
    rows = {row for row, _ in board.paths}
    wrong = {row for one in board.relations if one.fails() for row, _ in one.cells}
    bearing = {column for (_, column), number in board.numbers.items() if number}
    for columns in sides.values():
        for one, other in combinations(filter(bearing.__contains__, columns), 2):
            yield Way(Across.PAIR, rows, {one: other, other: one})
        for left, source in ((columns[0], [*columns[1:], None]), (columns[-1], [None, *columns[:-1]])):
            if len(columns) < 3:
                continue
            sources = dict(zip(columns, source, strict=True))
            if left not in bearing:  # it stands blank where all slipped away from it
                yield Way(Across.COLUMNS, rows, sources)
            for row in sorted(wrong):
                if (row, left) in board.paths and board.number((row, left)) is BLANK:
                    yield Way(Across.ROW, {row}, sources)


def try_way(board: Board, way: Way) -> Moved:
    """Return what a table would be with figures of columns in the place of those of others."""
    trial = Trial(board, board.wrong, board.unusual)
    lost: list[Cell] = []
    for row, column in board.paths:
        if row in way.rows and column in way.sources:
            source = way.sources[column]
            trial.put((row, column), None if source is None else board.number((row, source)))
            lost += [(row, column)] if source is None else []
    wrong, _, settled = trial.settle(lost)
    for cell, number in settled.items():
        trial.put(cell, number)
    agrees = all(one.cells.keys().isdisjoint(trial.numbers) for one, _ in trial.failing())
    return Moved(way, wrong, agrees, trial.numbers)
