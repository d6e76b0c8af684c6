"""Rows of a public table by code beside whose name a code stands that is mistyped: elsewhere the name is beside another one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from narrator.disclosure.branch_shapes import LEVELS
from narrator.tables.exchanged_labels import Labels
from narrator.tables.label_slips import label_columns
from narrator.tables.lost_codes import read_with_codes
from narrator.tables.plain import plain
from narrator.tables.row_names import code_in_cells
from narrator.tables.table_as_read import Fault, PublicTable
from narrator.tables.vocabulary import Vocabulary


def correct_codes(
    table: PublicTable, elsewhere: Labels, standard: Mapping[str, str], vocabulary: Vocabulary
) -> PublicTable:
    """Return a table by code read with the codes that some of its rows should have, each told; the table itself when none is
    mistyped, or nobody knows what it should be.

    elsewhere: the codes with their names, as the other tables of the report have them, or the classification. standard: what the
    classification calls codes. The right code is the only one of its level that has that name elsewhere, is not in the table, and
    stands between those of the rows around it; and the one that is printed is no such row's, or does not belong there.
    """
    strange = [one for one in table.names.values() if (one.parts.row, plain(one.text)) not in elsewhere]
    again = {one.row for one in table.unread if one.kind == Fault.AGAIN}
    blocks = label_columns(table) if (strange or again) and elsewhere else []
    rows = table.sheet.rows
    printed = [
        {at: code for at, row in enumerate(rows) if (code := code_in_cells([row[one] for one in columns]))}
        for columns, _ in blocks
    ]
    codes_of: dict[str, set[str]] = defaultdict(set)
    for code, name in elsewhere if blocks else ():
        codes_of[name].add(code)
    for block, own in zip(blocks, printed, strict=True):
        unsure = {one.row: plain(one.text) for one in strange if one.row in own and one.column == block[1]}
        for at in again & own.keys():
            if own[at] not in codes_of[name := plain(rows[at][block[1]])]:
                unsure[at] = name
        there = {code for one in printed for code in one.values()}
        found = find_right_codes(unsure, own, there, codes_of, standard)
        table = read_with_codes(table, block, found, vocabulary)
    return table


def find_right_codes(
    unsure: Mapping[int, str],
    printed: Mapping[int, str],
    there: Collection[str],
    codes_of: Mapping[str, Collection[str]],
    standard: Mapping[str, str],
) -> dict[int, str]:
    """Return the codes that rows of a block should have, as `correct_codes` says. unsure: the names of those which may have another one.
    printed: the codes of all. there: those of the whole table. codes_of: those that names have elsewhere."""
    times = Counter(printed.values())
    found: dict[int, str] = {}
    for at, name in unsure.items():
        code, around = printed[at], [(row, other) for row, other in printed.items() if row not in unsure]
        above = max((other for row, other in around if row < at), default="")
        below = min((other for row, other in around if row > at), default="~")
        may = [one for one in codes_of[name] if above < one < below]
        if times[code] == 1:
            may = [one for one in may if len(one) == len(code)] or may
        if code in may or len(may) != 1 or may[0] in there:
            continue
        [right] = may
        called = [plain(standard.get(one, "")) == name for one in (code, right)]
        fits = above < code < below and belongs(code, right, printed.values())
        if called == [False, True] or (called[0] == called[1] and not fits):
            found[at] = right
    many = Counter(found.values())
    return {at: one for at, one in found.items() if many[one] == 1}


def belongs(code: str, right: str, codes: Collection[str]) -> bool:
    """Return whether a code may stand among others instead of the right one: those above it are there, as far as any of their level
    are, and those below it, if the right one's are."""
    levels = {len(one) for one in codes}.intersection(LEVELS)
    above = all(code[:level] in codes for level in levels if level < len(code))
    has_parts, parts = (
        any(one.startswith(whole) and one != whole for one in codes) for whole in (right, code)
    )
    return above and (parts or not has_parts)
