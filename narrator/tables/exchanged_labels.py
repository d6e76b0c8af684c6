"""Two rows of a public table by code whose codes were exchanged, or whose names were: other tables have either code beside the other name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from narrator.tables.label_slips import label_columns
from narrator.tables.plain import plain
from narrator.tables.public import read_as
from narrator.tables.table_as_read import Across, Fault, Printed, PublicTable, Unread
from narrator.tables.vocabulary import Vocabulary


def exchange_labels(table: PublicTable, others: Sequence[PublicTable], vocabulary: Vocabulary) -> PublicTable:
    """Return a table by code read with the codes, or the names, of two rows exchanged again, and told; the table itself when none
    were. Where its codes stand in their order, but for these two, it is the codes that tell: they are as they should be where
    they stand in that order, too.

    others: the other tables of the report by such codes.
    """
    elsewhere = {(one.parts.row, plain(one.text)) for other in others for one in other.names.values()}
    printed = sorted(table.names.values(), key=lambda one: one.row)
    strange = [one for one in printed if (one.parts.row, plain(one.text)) not in elsewhere]
    blocks = label_columns(table) if len(strange) > 1 and elsewhere else []
    if len(blocks) != 1 or not in_order([one for one in printed if one not in strange]):
        return table
    [(codes, beside)] = blocks
    for upper, lower in combinations(strange, 2):
        turned = {(upper.parts.row, plain(lower.text)), (lower.parts.row, plain(upper.text))}
        if not turned <= elsewhere:
            continue
        rest = [one for one in printed if one not in strange or one in (upper, lower)]
        of_names = in_order(rest)
        cells = [[*row] for row in table.sheet.rows]
        for at in (beside,) if of_names else codes:
            cells[upper.row][at], cells[lower.row][at] = cells[lower.row][at], cells[upper.row][at]
        again = read_as(replace(table.sheet, rows=cells), table.layout, vocabulary)
        if again is None:
            continue
        names = plain(upper.text), plain(lower.text)
        across = Across.NAMES if of_names else Across.CODES
        told = Unread(Fault.CODE, names[1], upper.row, beside, names[0], across=across)
        again.unread += [*(one for one in table.unread if one.kind == Fault.CODE), told]
        return again
    return table


def in_order(names: Sequence[Printed]) -> bool:
    """Return whether the codes of rows, from the top down, grow."""
    return all(one.parts.row < other.parts.row for one, other in pairwise(names))
