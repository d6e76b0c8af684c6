"""A table that was too wide for its page: its last columns stand in another table right behind it, beside the codes and names once
more. Or one of blocks side by side (基本支出表, 收入支出总表): the last blocks stand below the first. Or one whose columns stand in
several, the names apart from the figures. Each is one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, TWO_SIDED
from narrator.document import Cell, Table
from narrator.tables.header import read_header
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.plain import plain
from narrator.tables.public import SURE, interpret, read_titled, titled_as
from narrator.tables.table_as_read import PublicTable, Sheet
from narrator.tables.vocabulary import Vocabulary


def join_continued_columns(
    before: Table, block: Table, public: PublicTable, vocabulary: Vocabulary, certain: bool
) -> Table | None:
    """Return a public table with the columns of the table behind it; None when that has not the same rows, or no other columns.

    public: what the first was read as. certain: whether the lines between say that it goes on there, or there are none: else the
    codes and names must stand there, too."""
    have, rows = public.sheet.rows, matrix(block)
    if not public.header or not rows or not rows[0]:
        return None
    second = interpret(Sheet(rows), public.layout, vocabulary)
    header, depth = second.header, public.header.rows
    if certain and public.name in (BY_ECONOMIC_CLASS, *TWO_SIDED) and are_other_blocks(public, second):
        return with_blocks(before, block, depth - header.rows)
    if header is None or header.rows > depth or len(rows) - header.rows != len(have) - depth:
        return None
    others = columns_of(second)
    if not others or not others.isdisjoint(columns_of(public)) or not all(one.kind for one in header.columns):
        return None
    labels = [at for at, column in enumerate(header.columns) if column.kind in ("编码", "名称", "序号")]
    beside = [at for at, column in enumerate(public.header.columns) if column.kind != "数"]
    if not are_of_rows(rows[header.rows :], labels, have[depth:], beside):
        if not certain or (labels and public.name not in TWO_SIDED):
            return None
        labels = []  # each side of a table has its own; one whose rows are columns has none
    kept = [at for at in range(len(rows[0])) if at not in labels]
    places = {at: len(before.columns) + number for number, at in enumerate(kept)}
    shift = depth - header.rows  # rows of a header that the second does not have
    lines = [*[()] * shift, *(moved(row, places) for row in block.rows)]
    joined = [(*row, *more) for row, more in zip(before.rows, lines, strict=True)]
    top = len(before.header)
    columns = (*before.columns, *(block.columns[at] for at in kept))
    return before._replace(columns=columns, header=tuple(joined[:top]), body=tuple(joined[top:]))


def join_beside(
    pieces: Sequence[Table], above: tuple[str, ...], vocabulary: Vocabulary, first: PublicTable | None = None
) -> Table | None:
    """Return the public table, by the lines above, of which several are the columns, in order; None when their rows do not stand
    beside one another, or what they are together is not certain, or says no more than the first. first: what that is read as, None
    when nothing is understood of it."""
    name, grids = titled_as(Sheet([], above), vocabulary), [matrix(one) for one in pieces]
    if not name or not all(grids):
        return None
    heights = [len(grid) for grid in grids]
    depths = [0 for _ in grids]
    if len(set(heights)) > 1:  # one may have no header
        depths = [read_header(grid, name, vocabulary.tables[name]).rows for grid in grids]
        if len({height - depth for height, depth in zip(heights, depths, strict=True)}) > 1:
            return None
    joined, deepest = pieces[0], depths[0]
    for block, depth in zip(pieces[1:], depths[1:], strict=True):
        joined, deepest = with_blocks(joined, block, deepest - depth), max(deepest, depth)
    public = read_titled(Sheet(matrix(joined), above), vocabulary)
    if not public or public.share < SURE or (first and not prints_more(public, first)):
        return None
    return joined


def prints_more(whole: PublicTable, part: PublicTable) -> bool:
    """Return whether a whole prints all figures of a part, and others, and no more of it was not understood than of the part."""
    known, own = (
        {path: one.text for path, one in table.figures.items() if one.text} for table in (whole, part)
    )
    return own.items() < known.items() and len(whole.unread) <= len(part.unread)


def are_other_blocks(public: PublicTable, second: PublicTable) -> bool:
    """Return whether what was read of a second table are other rows than those of the first, and nearly all of it was understood."""
    figures = second.figures.keys()
    return second.share >= SURE and bool(figures) and figures.isdisjoint(public.figures)


def with_blocks(before: Table, block: Table, deeper: int) -> Table:
    """Return a table with another one at its right, row by row. deeper: how many rows its header has more than that of the other."""
    upper, lower = [*[()] * -deeper, *before.rows], [*[()] * deeper, *block.rows]
    places = {at: len(before.columns) + at for at in range(len(block.columns))}
    body = tuple((*row, *moved(more, places)) for row, more in zip_longest(upper, lower, fillvalue=()))
    return before._replace(columns=(*before.columns, *block.columns), header=(), body=body)


def columns_of(table: PublicTable) -> set[tuple[str, str, str]]:
    """Return the columns of figures that a table was read to have, by its sides and what its header says of each."""
    columns = table.header.columns if table.header else ()
    figures = ((one.parts.side, columns[one.column]) for one in table.figures.values())
    return {(side, column.row, column.column) for side, column in figures}


def are_of_rows(rows: Matrix, labels: Sequence[int], others: Matrix, beside: Sequence[int]) -> bool:
    """Return whether rows have in some columns, one by one, no codes and names but those that other rows have in theirs, and some
    where most of those have any."""
    own = [{plain(row[at]) for at in labels} - {""} for row in rows]
    known = [{plain(row[at]) for at in beside} - {""} for row in others]
    same = all(one <= other for one, other in zip(own, known, strict=True))
    return same and bool(labels) and sum(map(bool, own)) * 2 >= sum(map(bool, known))


def moved(row: Sequence[Cell], places: Mapping[int, int]) -> tuple[Cell, ...]:
    """Return the cells of a row that stand in some columns, as they stand in others. places: those, by the columns."""
    found: list[Cell] = []
    for cell in row:
        covered = [places[at] for at in range(cell.column, cell.column + cell.columns) if at in places]
        if covered:
            found.append(cell._replace(column=covered[0], columns=len(covered)))
    return tuple(found)
