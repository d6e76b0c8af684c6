"""Names of codes in a public table that go on in rows of their own, as tables have that were made from a printed page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from narrator.tables.label_slips import label_columns
from narrator.tables.plain import plain
from narrator.tables.public import read_as
from narrator.tables.row_names import code_in_cells
from narrator.tables.table_as_read import Fault, PublicTable
from narrator.tables.vocabulary import Vocabulary


def join_names(
    table: PublicTable, known: Mapping[str, Collection[str]], vocabulary: Vocabulary
) -> PublicTable:
    """Return a table by code read with the names whole of which the rest stands in rows below, which print nothing else; the table
    itself when there are none.

    known: what codes are called elsewhere, in plain form. A name is whole when it is what its code is called.
    """
    strange = {one.row for one in table.unread if one.kind == Fault.ROW}
    cells = [[*row] for row in table.sheet.rows]
    blocks = label_columns(table) if strange else []
    ends = [codes[0] for codes, _ in blocks[1:]] + [len(cells[0])]
    for (codes, beside), end in zip(blocks, ends, strict=False):
        for first, last in wrapped_rows(cells, strange, range(codes[0], end), beside):
            code, name = code_in_cells([cells[first][at] for at in codes]), cells[first][beside]
            rest = [cells[at][beside].strip() for at in range(first + 1, last + 1)]
            if plain(whole := name.rstrip() + "".join(rest)) in known.get(code, ()):
                cells[first][beside] = whole
                for at in range(first + 1, last + 1):
                    cells[at][beside] = ""
    if cells == table.sheet.rows:
        return table
    return read_as(replace(table.sheet, rows=cells), table.layout, vocabulary) or table


def wrapped_rows(
    cells: Sequence[Sequence[str]], strange: Collection[int], columns: range, beside: int
) -> Iterator[tuple[int, int]]:
    """Yield the rows, a first one and the last, that may be one: those behind the first were not understood, and print but a name in
    some columns of a table."""
    alone = [
        at in strange and [one for one in columns if row[one].strip()] == [beside]
        for at, row in enumerate(cells)
    ]
    firsts = [at for at, one in enumerate(alone) if not one]
    for first, following in pairwise([*firsts, len(cells)]):
        if following > first + 1:
            yield first, following - 1
