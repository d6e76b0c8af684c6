"""Figures of a public table that stand under other heads than theirs: those of two columns were exchanged, or those of all slipped by a
column. It shows in what adds up, and in what other tables print, which agree again once they stand where they should."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from narrator.tables.slip_board import Board, Cell, Trial, label_columns_of
from narrator.tables.table_as_read import Fault, Unread

MANY = 8  # relations that do not hold before anybody asks whether columns moved, after which all of them must
Sources = Mapping[
    int, int | None
]  # of each column the one in which its figures stand; None where they are lost


class Moved(NamedTuple):
    """How figures may have moved between columns: what is wrong without that, the columns as they should have been filled, and the
    numbers that would stand in them then, by cell."""

    wrong: int
    sources: Sources
    numbers: Mapping[Cell, Decimal | None]


def take_out_moved_columns(board: Board, is_to_blame: Callable[[], bool]) -> dict[str, Decimal | None]:
    """Take the figures of columns that were exchanged, or that slipped by a column, out of a table, and note it. Return by their paths
    the numbers that most likely stand there without it; nothing where none did, or it is not known which.

    is_to_blame: says whether it is this table's fault where others have more than it; only asked when that decides.
    """
    if board.wrong < MANY or not (board.is_wrong_itself or is_to_blame()):
        return {}
    ways = [try_columns(board, one) for one in ways_to_move(board)]
    least = min((one.wrong for one in ways), default=board.wrong)
    best = [one for one in ways if one.wrong == least]
    if len(best) != 1 or least:
        return {}
    [moved] = best
    table = board.table
    meant = {
        board.paths[cell]: number or None for cell, number in moved.numbers.items() if cell in board.paths
    }
    heads = [
        next(one.parts.column for one in table.figures.values() if one.column == at) for at in moved.sources
    ]
    for path in meant:
        del table.figures[path]
    first, last = heads if len(heads) == 2 and None not in moved.sources.values() else (heads[0], "")
    table.unread.append(
        Unread(Fault.SLIPPED, first, min(moved.numbers)[0], min(moved.sources), until=last, across=True)
    )
    return meant


def ways_to_move(board: Board) -> Iterator[Sources]:
    """Yield in which columns the figures of others may stand: of any two that bear some beside the same names, of all to the right or
    to the left."""
    sides: dict[tuple[int, ...], list[int]] = {}
    for column in sorted({column for _, column in board.paths}):
        sides.setdefault(tuple(label_columns_of(column, board.table)), []).append(column)
    bearing = {column for (_, column), number in board.numbers.items() if number}
    for columns in sides.values():
        for one, other in combinations(filter(bearing.__contains__, columns), 2):
            yield {one: other, other: one}
        for left, source in ((columns[0], [*columns[1:], None]), (columns[-1], [None, *columns[:-1]])):
            if len(columns) > 2 and left not in bearing:  # it stands blank where all slipped away from it
                yield dict(zip(columns, source, strict=True))


def try_columns(board: Board, sources: Sources) -> Moved:
    """Return what a table would be with figures of columns in the place of those of others."""
    trial = Trial(board, board.wrong, board.unusual)
    lost: list[Cell] = []
    for row, column in board.paths:
        if column in sources:
            source = sources[column]
            trial.put((row, column), None if source is None else board.number((row, source)))
            lost += [(row, column)] if source is None else []
    wrong, _, settled = trial.settle(lost)
    return Moved(wrong, sources, {**trial.numbers, **settled})
