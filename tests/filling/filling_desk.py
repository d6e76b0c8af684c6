"""A folder with data and their workbook to fill in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from commands.desk import small
from commands.import_desk import ImportDesk
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from strategies.render import SAMPLE, dumps

from narrator.commands.sheet_file import make_sheet
from narrator.filling.layout import PLACE, TYPED

WHOLE = (SAMPLE / "data.json").read_bytes()
TEXT = dumps(small()).encode()  # the sample without its long lists: a third of the time


@cache
def book_of(data: bytes) -> bytes:
    """The workbook of data, made once."""
    with tempfile.TemporaryDirectory() as folder:
        source, book = Path(folder) / "data.json", Path(folder) / "填报.xlsx"
        source.write_bytes(data)
        make_sheet(source, book)
        return book.read_bytes()


class Desk(ImportDesk):
    """A folder with data, and their workbook to fill in."""

    def __init__(self, folder: Path, data: bytes = TEXT) -> None:
        super().__init__(folder, data, "填报.xlsx")
        self.book.write_bytes(book_of(data))

    def type(self, sheet: str, path: str, value: object) -> None:
        self.edit(lambda book: setattr(typed_cell(book[sheet], path), "value", value))


def typed_cell(sheet: Worksheet, path: str) -> Cell:
    """The cell to type in of the row of PATH."""
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows() if row[titles.index(PLACE)].value == path)
    found = row[titles.index(TYPED)]
    assert isinstance(found, Cell)
    return found


def row_with(sheet: Worksheet, text: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == text)


def unlocked(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, Cell) and not cell.protection.locked)
