"""The sides of a public table whose rows the columns have that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from narrator.disclosure.public_tables import TWO_SIDED
from narrator.tables.header_column import Group
from narrator.tables.matrix import Matrix
from narrator.tables.plain import DASHES, plain
from narrator.tables.row_names import RowNames
from narrator.tables.table_as_read import PublicTable
from narrator.tables.vocabulary import SIDES, TableWords, bare


def sides_below(
    table: PublicTable, group: Group, numbers: Sequence[int], words: TableWords, alone: bool
) -> list[tuple[str, Sequence[int]]]:
    """Return the sides (收入, 支出) whose rows a group of columns has, each with the numbers of its rows: both, where one stands
    below the other. alone: whether the table has no other group."""
    rows = table.sheet.rows
    if table.name in TWO_SIDED and group.names and (alone or not group.side):
        label = group.names[0]
        heads: dict[int, str] = {}  # rows that have the name of a side and no figures
        for number in numbers:
            word = bare(rows[number][label])
            if word in SIDES and all(plain(rows[number][at]) in (*DASHES, word) for at, _ in group.figures):
                heads[number] = word
        begins = [(side, number) for number, side in heads.items()]
        if len(heads) < len(SIDES) and alone:
            begins = find_sides(rows, label, [number for number in numbers if number not in heads], words)
        if sorted(side for side, _ in begins) == sorted(SIDES):
            (side, _), (other, second) = begins
            second = min([second, *(number for number, word in heads.items() if word == other)])
            above = [number for number in numbers if number < second and number not in heads]
            return [(side, above), (other, [n for n in numbers if n >= second and n not in heads])]
    return [(group.side or side_of(group, rows[table.header.rows :], table.name, words), numbers)]


def find_sides(rows: Matrix, label: int, numbers: Sequence[int], words: TableWords) -> list[tuple[str, int]]:
    """Return the sides whose names stand in a column of some rows, one below the other, each with the first row that only this
    side has; nothing where several names of one side do not stand together below several of the other."""
    known: list[tuple[str, int]] = []
    for number in numbers:
        word = bare(rows[number][label])
        of = [side for side in SIDES if (side, word) in words.rows]
        known += [(side, number) for side in of if len(of) == 1]
    runs = [list(run) for _, run in groupby(known, key=itemgetter(0))]
    return [run[0] for run in runs] if len(runs) == len(SIDES) and min(map(len, runs)) > 1 else []


def side_of(group: Group, rows: Matrix, table: str, words: TableWords) -> str:
    """Return the side (收入, 支出) whose rows a group of columns has, where its header does not say: that of
    which more names are known.
    """
    sides = {side for side, _ in words.rows if side}
    texts = {row[at] for row in rows for at in group.names}
    counts = {side: sum(RowNames(table, side, words).knows(text) for text in texts) for side in sorted(sides)}
    return max(counts, key=counts.__getitem__) if counts else ""
