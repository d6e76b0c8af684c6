"""A workbook of long lists, written row by row, so that its length costs no memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from narrator.disclosure.text_shapes import UNPRINTABLE
from narrator.writers.saving_times import EPOCH
from narrator.writers.xlsx import pack_workbook, put_literal

MOST_ROWS = 1_000_000  # Excel takes 1,048,576
LONGEST_TEXT = 32_000  # characters of a cell; Excel takes 32,767
BOLD = Font(bold=True)
BLUE = Font(color="0563C1", underline="single")
TOP = Alignment(vertical="top", wrap_text=True)


class Link(NamedTuple):
    """A value of a row that leads to a file in the folder of the workbook."""

    text: str
    file: str


class ListBook:
    """A workbook of lists; `save` returns it as a file."""

    def __init__(self, title: str) -> None:
        self.book = Workbook(write_only=True)
        self.book.properties.title = title
        self.book.properties.creator = ""
        self.book.properties.created = self.book.properties.modified = EPOCH
        self.lists: list[List] = []

    def begin(self, name: str, heads: Mapping[str, int]) -> List:
        """Return a new list with those heads, given with the widths of their columns in letters."""
        self.lists.append(made := List(self.book, name, heads))
        return made

    def save(self) -> bytes:
        """Return the file; nothing can be added then."""
        for one in self.lists:
            one.finish()
        return pack_workbook(self.book)


@dataclass
class List:
    """A list of rows that can be filtered by their heads; one that is too long goes on on another sheet."""

    book: Workbook
    name: str
    heads: Mapping[str, int]
    rows: int = 0  # on the sheet in use
    sheets: int = 0

    def __post_init__(self) -> None:
        self.turn()

    def turn(self) -> None:
        """Begin a sheet."""
        self.sheets += 1
        self.sheet = self.book.create_sheet(f"{self.name}{self.sheets if self.sheets > 1 else ''}")
        self.sheet.freeze_panes = "B2"
        for at, width in enumerate(self.heads.values(), 1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width
        heads = [self.cell(head) for head in self.heads]
        for cell in heads:
            cell.font = BOLD
        self.sheet.append(heads)
        self.rows = 1

    def put(self, values: Iterable[object]) -> None:
        """Put in a row: numbers, texts and links; None leaves a cell empty."""
        if self.rows >= MOST_ROWS:
            self.finish()
            self.turn()
        self.sheet.append([None if value is None else self.cell(value) for value in values])
        self.rows += 1

    def cell(self, value: object) -> Cell:
        """Return a cell with a value; a text is never a formula."""
        cell: Cell = WriteOnlyCell(self.sheet)
        text = value.text if isinstance(value, Link) else value
        if isinstance(text, str):
            put_literal(cell, UNPRINTABLE.sub("", text)[:LONGEST_TEXT])
            cell.alignment = TOP
        else:
            cell.value = text  # type: ignore[assignment]
            cell.alignment = Alignment(vertical="top")
            cell.number_format = "#,##0.00" if isinstance(text, Decimal) else "General"
        if isinstance(value, Link):
            target = quote(value.file.encode("utf-8", "surrogateescape"), safe="/")
            cell.hyperlink = Hyperlink(ref="A1", target=target)  # the sheet says where it is
            cell.font = BLUE
        return cell

    def finish(self) -> None:
        """Let the sheet in use be filtered."""
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.heads))}{self.rows}"
