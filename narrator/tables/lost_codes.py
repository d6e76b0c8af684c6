"""Rows of a public table by code beside whose name and figures no code stands, or something that is none, though it is known which
one it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from narrator.disclosure.branch_shapes import LEVELS
from narrator.tables.label_slips import label_columns, read_with_labels
from narrator.tables.plain import plain
from narrator.tables.row_names import code_in_cells
from narrator.tables.table_as_read import Fault, PublicTable, Unread
from narrator.tables.vocabulary import Vocabulary


def restore_codes(
    table: PublicTable,
    known: Mapping[str, Collection[str]],
    vocabulary: Vocabulary,
    elsewhere: Mapping[str, str],
) -> PublicTable:
    """Return a table by code read with the codes that some of its rows lack, or codes and names, each told; the table itself when none
    is known.

    known: what codes are called, in plain form. elsewhere: the codes that other tables have, with their names. A lost code is the only
    one of that name, or of those, which is not in the table and stands between those of the rows around it.
    """
    strange = {one.row for one in table.unread if one.kind == Fault.ROW}
    blocks = label_columns(table) if strange else []
    if len(blocks) != 1:
        return table
    [(codes, beside)] = blocks
    rows = table.sheet.rows
    printed = [code_in_cells([row[at] for at in codes]) for row in rows]
    at_rows = [at for at, code in enumerate(printed) if len(code) in LEVELS]
    there = {printed[at] for at in at_rows}
    found: dict[int, str] = {}
    for at in sorted(strange):
        name = plain(rows[at][beside])
        if printed[at] or (not name and any(rows[at][column].strip() for column in codes)):
            continue
        above = max((printed[other] for other in at_rows if other < at), default="")
        below = min((printed[other] for other in at_rows if other > at), default="~")
        named = (code for code, names in known.items() if name in names) if name else elsewhere.keys() - there
        may = [code for code in named if above < code < below]
        if len(may) == 1 and may[0] not in there:
            [found[at]] = may
    return read_with_codes(table, blocks[0], found, vocabulary, elsewhere)


def read_with_codes(
    table: PublicTable,
    block: tuple[Sequence[int], int],
    right: Mapping[int, str],
    vocabulary: Vocabulary,
    names: Mapping[str, str] = {},
) -> PublicTable:
    """Return a table read with other codes in some of its rows, by row from 0, each told; the table itself when there are none.
    block: the columns of the codes, and that of the names. names: what rows without a name are called, by code."""
    codes, beside = block
    rows = table.sheet.rows
    cells = [[*row] for row in rows]
    for at, code in right.items():
        for column in codes:
            cells[at][column] = code
        cells[at][beside] = cells[at][beside] if cells[at][beside].strip() else names.get(code, "")
    again = read_with_labels(table, cells, vocabulary) if right else None
    if again is None:
        return table
    for at, code in right.items():
        printed = [text for column in codes if (text := rows[at][column].strip())]
        shown = code_in_cells(printed) or "".join(dict.fromkeys(printed))
        again.unread.append(Unread(Fault.CODE, code, at, beside, plain(rows[at][beside]), shown))
    return again
