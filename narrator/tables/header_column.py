"""A column of a public table as its header tells of it, and the header."""

from __future__ import annotations

from dataclasses import dataclass, field


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
class Header:
    """The header of a table: its columns, and how many rows it has. shared: those of its rows that are rows of
    figures, too: 合计 beside 合计 | 基本支出 | 项目支出."""

    columns: list[HeaderColumn] = field(default_factory=list)
    rows: int = 0
    shared: list[int] = field(default_factory=list)

    @property
    def figures(self) -> list[HeaderColumn]:
        """The columns that print figures."""
        return [column for column in self.columns if column.kind == "数"]

    @property
    def places(self) -> list[int]:
        """The numbers of the columns that print figures."""
        return [at for at, column in enumerate(self.columns) if column.kind == "数"]
