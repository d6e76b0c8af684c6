"""A table as it was found, and what a reader of public tables made of it: figures, names and items with their places, and what was
not understood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from narrator.number import MoneyUnit
from narrator.tables.header_column import Header
from narrator.tables.matrix import Matrix
from narrator.tables.vocabulary import FigurePlace, Inner

Area = tuple[tuple[int, int], tuple[int, int]]  # rows and columns, from 0


@dataclass
class Sheet:
    """A table as it was found. rows: its cells, a merged one in all its places. above, below: the lines around it, the
    nearest of those above last. name: what to call it. merged: the areas of cells that are one, by their first and last cells."""

    rows: Matrix
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    name: str = ""
    merged: Sequence[Area] = ()


NO_PLACE = FigurePlace("", "", "")


class Printed(NamedTuple):
    """What a cell prints: its text, the number that it is (None for a blank, a dash, or what is no number),
    and its place, from 0.

    label, code: what stands there as the name and the code of its row. parts: which figure of its table it
    is. counted: whether it is a number of things, and no amount.
    """

    text: str
    number: Decimal | None
    row: int
    column: int
    label: str = ""
    code: str = ""
    parts: FigurePlace = NO_PLACE
    counted: bool = False


class Item(NamedTuple):
    """An item of a list that stands below a row by code. path: of the list. inner: what it is made of. name: as it is
    printed. figures: what its cells print, by what of the item they are."""

    path: str
    inner: Inner
    name: Printed
    figures: Mapping[str, Printed]


class Fault(StrEnum):
    """Why something in a table was not understood, or not read as it is printed."""

    ROW = "行"  # nobody knows what the row is
    COLUMN = "列"  # nor the column
    NUMBER = "数"  # it is no number
    AGAIN = "重"  # the row was there before
    SLIPPED = "错"  # names and figures slipped from here on; codes and names, where a path is given
    BLANK = "空"  # the row is blank, and those below it are not; one cell of it, where a path is given
    MERGED = "并"  # figures that stand in one cell, from that of the path until another
    MONEY_UNIT = "元"  # a line above the table, or words over its figures, say another unit than it has, which is until
    NAME = "名"  # the row has no name; what it should be is what
    CODE = "码"  # the row, whose name the path is, has no code, or another one than it should, which is what


class Across(StrEnum):
    """Whose figures stand under other heads than theirs, or beside other names."""

    ROW = "这一行"
    COLUMNS = "各列"
    PAIR = "两列"  # under those of one another
    ROWS = "两行"  # or beside the names of one another
    THREE_ROWS = "三行"
    SAID = "在正文和表里"  # of two rows, which the prose tells of one another
    CODES = "编码"  # of two rows, beside the names and figures of one another
    NAMES = "名称"


class Unread(NamedTuple):
    """What was not understood, in words, and where. until: the last row from which on names and figures may have slipped, "" when that
    is certain; the code that is printed. by: how many rows too high or too low they stand. across: what slipped by a column instead,
    or was exchanged; of two columns, or rows, what and until are what they should be, and between is the third of three."""

    kind: Fault
    what: str
    row: int
    column: int
    path: str = ""
    until: str = ""
    by: int = 1
    across: Across | None = None
    between: str = ""


@dataclass
class PublicTable:
    """A public table that was read.

    name: as data.json has it; "" when it is none, or not understood.
    layout: by which its words are known, the table's name but for a form's own.
    unit: 万元, 元, or "" when nothing above it says.
    figures: what it prints, blank cells too, by path.
    names: the names of its codes, by path.
    items: those of lists below its rows by code.
    unread: what was not understood.
    share: how much of it was.
    """

    name: str
    sheet: Sheet
    unit: str = ""
    figures: dict[str, Printed] = field(default_factory=dict)
    names: dict[str, Printed] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    header: Header = field(default_factory=Header)
    share: float = 0.0
    layout: str = ""

    @property
    def garbled(self) -> frozenset[str]:
        """The paths of what should be figures and is no number: what it is nobody knows."""
        return frozenset(one.path for one in self.unread if one.kind == Fault.NUMBER)

    @property
    def factor(self) -> Decimal:
        """How many 万元 one is in it."""
        return Decimal("0.0001") if self.unit == MoneyUnit.YUAN.value else Decimal(1)
