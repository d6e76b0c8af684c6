"""The public tables in a workbook to fill in: as the form prints them, with cells to type over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, PUBLIC_TABLES
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import Figure, Words
from narrator.document import Cell
from narrator.filling.cell_styles import protect, unlock
from narrator.filling.validations import amount_check, list_check
from narrator.intake.merging import is_of_list
from narrator.number import Money
from narrator.spans import Text
from narrator.writers.look import Look
from narrator.writers.xlsx import WrittenSheet, excel_format, fill

SPARE = 5  # blank rows below a table by code, for items that are not there yet


@dataclass
class Placed:
    """Where the figures stand. cells: sheet and cell, by path. codes: of a table by code, the sheet, the column of its
    codes and its first and last row. scale: what a formula does to an amount that is typed in the unit of the data, to
    have it in the unit of the tables: "*10000", or ""."""

    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    codes: dict[str, tuple[str, str, int, int]] = field(default_factory=dict)
    scale: str = ""


def write_public_table(
    target: Worksheet,
    sheet: WrittenSheet,
    look: Look,
    money: Money,
    blank: Collection[str],
    lists: Mapping[str, str],
    placed: Placed,
) -> None:
    """Write a public table, its figures, codes and names of items to be typed over, and note where they stand.

    money: how the form prints amounts. blank: the figures that are still to be given, by path. lists: where the codes
    stand that may be chosen.
    """
    by_code = is_by_code(sheet.table.name)
    sheet = with_spare_rows(sheet) if by_code else sheet
    fill(target, sheet, look)
    first = len(sheet.above) + len(sheet.table.header) + 1
    last = first + len(sheet.table.body) - 1
    amounts = amount_check(f"金额（{money.unit.value}），只写数字")
    shown = excel_format(money.tables)
    target.add_data_validation(amounts)
    codes: list[str] = []
    for row, cells in enumerate(sheet.table.body, first):
        for cell in cells:
            here = target.cell(row, cell.column + 1)
            source = printed_value(cell)
            if by_code and isinstance(source, (Figure, Words)) and is_of_list(source.path):
                continue  # it has a row of its own on the sheets to type in
            match source:
                case Figure(path=path):
                    if path in blank:
                        here.value = None
                    here.number_format = shown
                    amounts.add(here)
                    placed.cells.setdefault(path, (target.title, here.coordinate))
                case Words(path=path) if by_code:
                    if path.rpartition(".")[0].endswith(ROWS):
                        codes.append(get_column_letter(cell.column + 1))
                case _ if not by_code or row <= last - SPARE:
                    continue
                case _ if cell.column > 1:
                    here.number_format = shown
                    amounts.add(here)
            unlock(here)
    if by_code and len({*codes}) < 2:
        column = codes[0] if codes else "A"
        placed.codes[sheet.table.name] = (target.title, column, first, last)
        choose = list_check(lists["支出功能分类"], "科目编码")
        target.add_data_validation(choose)
        choose.add(f"{column}{last - SPARE + 1}:{column}{last}")
        for code in range(first, last + 1) if codes else ():
            choose.add(f"{column}{code}")
    protect(target, rows=True)


def with_spare_rows(sheet: WrittenSheet) -> WrittenSheet:
    """Return a table with blank rows below it, for items that are not there yet."""
    table = sheet.table
    row = tuple(Cell(at, (Text(""),), column.align) for at, column in enumerate(table.columns))
    return replace(sheet, table=table._replace(body=(*table.body, *[row] * SPARE)))


def is_by_code(table: str) -> bool:
    """Return whether the rows of a table are items that the department chooses, a row each, as those of all tables of
    forms' own are."""
    return table not in PUBLIC_TABLES or (ROWS in PUBLIC_TABLES[table].fields and table != BY_ECONOMIC_CLASS)


def printed_value(cell: Cell) -> object:
    """Return what a cell of a table prints: a figure or words of the data; None when it is the form's own."""
    return next((span.source for text in cell.paragraphs for span in text.spans), None)
