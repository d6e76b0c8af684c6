"""A column of a public table as its header tells of it, columns that belong together, and the header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

FIGURES = "数"
LABELS = ("编码", "名称")  # what says what a row is
GROUPED = (*LABELS, FIGURES)


@dataclass
class HeaderColumn:
    """A column. kind: 编码, 名称, 序号, 单位 (whose row it is), 数, 别的 (other figures), or "" when nothing is known of it. side, row, column: what its header says of
    the figures in it. words: those over it, from the top."""

    kind: str = ""
    side: str = ""
    row: str = ""
    column: str = ""
    words: tuple[str, ...] = ()


@dataclass
class Group:
    """Columns that belong together: those that say what a row is, and those with its figures."""

    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    figures: list[tuple[int, HeaderColumn]] = field(default_factory=list)
    side: str = ""

    @property
    def kinds(self) -> int:
        """How many kinds of columns the group has: codes, names and figures."""
        return bool(self.codes) + bool(self.names) + bool(self.figures)

    def has(self, column: HeaderColumn, before: str) -> bool:
        """Return whether a column is another one of a kind that the group has, and so begins the next. before: what the column before it
        is for."""
        if column.kind == "编码":
            return before != "编码" and bool(self.codes and (self.names or self.figures))
        if column.kind == "名称":
            return bool(self.names) and (not before or bool(self.figures))
        again = ((one.side, one.row, one.column) for _, one in self.figures)
        return before != FIGURES and (column.side, column.row, column.column) in again

    def add(self, at: int, column: HeaderColumn) -> None:
        """Add a column that stands at a place."""
        if column.kind == FIGURES:
            self.figures.append((at, column))
        else:
            (self.codes if column.kind == "编码" else self.names).append(at)


@dataclass
class Header:
    """The header of a table: its columns, and how many rows it has. shared: those of its rows that are rows of
    figures, too: 合计 beside 合计 | 基本支出 | 项目支出."""

    columns: list[HeaderColumn] = field(default_factory=list)
    rows: int = 0
    shared: list[int] = field(default_factory=list)

    @property
    def figures(self) -> list[HeaderColumn]:
        """The columns that print figures."""
        return [column for column in self.columns if column.kind == FIGURES]

    @property
    def places(self) -> list[int]:
        """The numbers of the columns that print figures."""
        return [at for at, column in enumerate(self.columns) if column.kind == FIGURES]

    @cached_property
    def blocks(self) -> list[Group]:
        """The columns in groups that stand side by side, in whatever order the columns of a group: as they lack least of what others
        have. Of two ways alike, each group begins with the codes, or else the names, or the figures."""
        kinds = {column.kind for column in self.columns}.intersection(GROUPED)
        best, least = list[Group](), len(self.columns) * len(GROUPED)
        for first in (*GROUPED, ""):
            found = group_columns(self.columns, first)
            lacks = len(found) * len(kinds) - sum(group.kinds for group in found)
            if lacks < least:
                best, least = found, lacks
            if not lacks:
                break
        return best

    @cached_property
    def groups(self) -> list[Group]:
        """The groups of columns that have figures: what the rows of others are is not said of the next one's."""
        return [group for group in self.blocks if group.figures]


def group_columns(columns: Sequence[HeaderColumn], first: str) -> list[Group]:
    """Return columns in groups: one begins where the other side of a table does, where a column is another one of a kind that the
    group has, and with each of the kind that stands first, "" for none."""
    found = [Group()]
    before = ""  # what the column before is for, as far as it is of a group, or of nothing that is known
    for at, column in enumerate(columns):
        group, kind = found[-1], column.kind
        begins = bool(kind and group.side) and column.side not in ("", group.side)
        if kind in GROUPED:
            begins = begins or (kind == first != before and group.kinds > 0) or group.has(column, before)
        if begins:
            group = Group()
            found.append(group)
        if kind:
            group.side = group.side or column.side
        if kind in GROUPED:
            group.add(at, column)
        if kind in GROUPED or not kind:
            before = kind
    return found
