"""The columns of a public table that belong together: what says what a row is, beside its figures, for each side of the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from narrator.disclosure.public_tables import TWO_SIDED
from narrator.tables.header_column import HeaderColumn
from narrator.tables.matrix import Matrix
from narrator.tables.plain import DASHES, plain
from narrator.tables.row_names import RowNames
from narrator.tables.table_as_read import PublicTable
from narrator.tables.vocabulary import SIDES, TableWords, bare


@dataclass
class Group:
    """Columns that belong together: those that say what a row is, and those with its figures."""

    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    figures: list[tuple[int, HeaderColumn]] = field(default_factory=list)
    side: str = ""


def groups(columns: Sequence[HeaderColumn]) -> list[Group]:
    """Return columns in groups: each begins with columns that say what its rows are, or where the other side of a table
    begins; figures before the first are its, too. One whose figures were not understood, or are not there, is none, and what
    its rows are is not said of the next one's.
    """
    found: list[Group] = [Group()]
    begun = False  # whether the group has figures behind its names
    strange = False  # whether it has a column there that was not understood
    for at, column in enumerate(columns):
        group = found[-1]
        if group.side and column.kind and column.side not in ("", group.side):
            group = Group()
            found.append(group)
            begun = strange = False
        if column.kind in ("编码", "名称"):
            again = bool(group.codes if column.kind == "编码" else group.names)
            if (begun and (group.codes or group.names)) or (
                again and group.names and (strange or column.kind == "编码")
            ):
                group = Group()
                found.append(group)
            begun = strange = False
            (group.codes if column.kind == "编码" else group.names).append(at)
        elif column.kind == "数":
            begun = True
            group.figures.append((at, column))
        else:
            strange = strange or not column.kind
        if column.kind:
            group.side = group.side or column.side
    if len(found) == 2 and not found[1].figures and found[0].side == found[1].side:  # names at the right
        found[0].codes += found[1].codes
        found[0].names += found[1].names
    return [part for group in found if group.figures for part in without_other_figures(group)]


def without_other_figures(group: Group) -> list[Group]:
    """Return a group of columns, and before it the figures at the left of its names that are none of theirs, as the same ones stand
    at the right: the names of those are not there."""
    first = min((*group.codes, *group.names), default=0)
    left, right = ([one for one in group.figures if (one[0] < first) == side] for side in (True, False))
    if not {(one.row, one.column) for _, one in left} & {(one.row, one.column) for _, one in right}:
        return [group]
    return [Group(figures=left, side=group.side), replace(group, figures=right)]


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
