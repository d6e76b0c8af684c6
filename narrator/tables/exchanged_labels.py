"""Two or three rows of a public table by code whose codes were exchanged, or whose names were: elsewhere either code is beside the name
of another one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from itertools import combinations, pairwise

from narrator.tables.label_slips import label_columns, read_with_labels
from narrator.tables.plain import plain
from narrator.tables.table_as_read import Across, Fault, Printed, PublicTable, Unread
from narrator.tables.vocabulary import Vocabulary

THREE = 3  # rows that were exchanged, where no other one bears what is not its own

Labels = Set[tuple[str, str]]  # a code and what it is called, in plain form


def exchange_labels(table: PublicTable, elsewhere: Labels, vocabulary: Vocabulary) -> PublicTable:
    """Return a table by code read with the codes, or the names, of some of its rows exchanged again, and told; the table itself when none
    were. Where its codes stand in their order, but for these, it is the codes that tell: they are as they should be where
    they stand in that order, too.

    elsewhere: the codes with their names, as the other tables of the report have them, or the classification.
    """
    strange = [one for one in table.names.values() if (one.parts.row, plain(one.text)) not in elsewhere]
    for codes, beside in label_columns(table) if len(strange) > 1 and elsewhere else ():
        printed = sorted(
            (one for one in table.names.values() if one.column == beside), key=lambda one: one.row
        )
        moved = exchange_block(table, printed, elsewhere, codes, vocabulary)
        if moved is not table:
            return moved
    return table


def exchange_block(
    table: PublicTable,
    printed: Sequence[Printed],
    elsewhere: Labels,
    codes: Sequence[int],
    vocabulary: Vocabulary,
) -> PublicTable:
    """Return a table as `exchange_labels` does, by the codes and the names of one of its blocks alone. printed: its names, from the top
    down. codes: the columns of its codes."""
    strange = [one for one in printed if (one.parts.row, plain(one.text)) not in elsewhere]
    if not in_order([one for one in printed if one not in strange]):
        return table
    called: dict[str, set[str]] = defaultdict(set)
    for code, name in elsewhere if len(strange) > 1 else ():
        called[code].add(name)
    names = {plain(one.text) for one in strange}
    known = [one for one in strange if not names.isdisjoint(called[one.parts.row])]
    for many in (2, THREE) if len(known) == THREE else (2,):
        for rows in combinations(known, many):
            for turn in range(1, many):
                owners = [*rows[turn:], *rows[:turn]]  # of each row's code the one that bears its name
                if all(
                    plain(owner.text) in called[one.parts.row]
                    for one, owner in zip(rows, owners, strict=True)
                ):
                    of_names = in_order([one for one in printed if one not in strange or one in rows])
                    again = turn_back(table, rows, owners, () if of_names else codes, vocabulary)
                    if again is not None:
                        return again
    return table


def turn_back(
    table: PublicTable,
    rows: Sequence[Printed],
    owners: Sequence[Printed],
    codes: Sequence[int],
    vocabulary: Vocabulary,
) -> PublicTable | None:
    """Return a table read with each name beside its code again, and that told; None when it can not be read so. rows: those that were
    exchanged. owners: of each the row that bears its name. codes: the columns of the codes where these were exchanged."""
    sheet = table.sheet
    cells = [[*row] for row in sheet.rows]
    for one, owner in zip(rows, owners, strict=True):
        target, source = (owner, one) if codes else (one, owner)
        for at in codes or (one.column,):
            cells[target.row][at] = sheet.rows[source.row][at]
    again = read_with_labels(table, cells, vocabulary)
    if again is None:
        return None
    first, *between, last = [plain(one.text) for one in rows]
    across = Across.CODES if codes else Across.NAMES
    place = rows[0].row, rows[0].column
    again.unread.append(Unread(Fault.CODE, last, *place, first, across=across, between="".join(between)))
    return again


def in_order(names: Sequence[Printed]) -> bool:
    """Return whether the codes of rows, from the top down, grow."""
    return all(one.parts.row < other.parts.row for one, other in pairwise(names))
