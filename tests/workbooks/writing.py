"""Writes drawn tables into an .xlsx with openpyxl, as a layout says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .layouts import Layout
from .tables import Amount, Code, Drawn, Entry, drawn_tables

PLAIN = Layout()
FULL = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
SPREAD = {"编": "{0}.15部门{1}", "GK": "GK{0:02}", "Sheet": "Sheet{0}"}


def save_workbook(path: Path, raw: dict[str, Any], layout: Layout = PLAIN) -> Path:
    """The nine tables of RAW as a workbook at PATH."""
    book = Workbook()
    book.remove(book.worksheets[0])
    if layout.cover:
        sheet = book.create_sheet("封面")
        sheet["B3"] = f"{raw['部门']['名称']}"
        sheet["B5"] = "部门决算公开报表"
        sheet = book.create_sheet("目录")
        for number, one in enumerate(drawn_tables(raw, layout), 1):
            sheet.cell(number, 1).value = f"公开{number:02}表"
            sheet.cell(number, 2).value = one.title
    row = layout.top + 1
    for number, one in enumerate(drawn_tables(raw, layout), 1):
        if layout.sheets != "一" or number == 1:
            name = SPREAD.get(layout.sheets, "{1}").format(number, one.title)
            sheet = book.create_sheet("全部公开表" if layout.sheets == "一" else name[:31])
            row = layout.top + 1
        row = write_table(sheet, row, number, one, raw, layout) + 2
    book.save(path)
    return path


def write_table(
    sheet: Worksheet, row: int, number: int, table: Drawn, raw: dict[str, Any], layout: Layout
) -> int:
    """Write TABLE, the how-manieth it is, from ROW on; the row behind it."""
    first = layout.left + 1
    width = len(table.header[0])
    sheet.cell(row, first).value = table.title
    if layout.merged and width > 1:
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=first + width - 1)
    row += 1
    last = first + width - 1
    sheet.cell(row, last).value = f"公开{number:02}表"
    row += 1
    if layout.whose:
        sheet.cell(row, first).value = f"部门：{raw['部门']['名称']}"
        if width > 2:
            sheet.cell(row, first + 1).value = f"{raw['年度']}年度"
    if layout.stated:
        sheet.cell(row, last).value = f"金额单位：{layout.unit}"
    row += 1
    scale = factor(raw["金额单位"], layout.unit)
    for line in (*table.header, *table.body):
        for column, entry in enumerate(line):
            value = shown(entry, layout, scale)
            if value not in ("<", "^"):
                sheet.cell(row, first + column).value = value
        if layout.merged:
            merge(sheet, row, first, line)
        row += 1
    if layout.merged:
        merge_down(sheet, row - len(table.body) - len(table.header), first, table.header)
    if layout.notes:
        sheet.cell(row, first).value = f"注：本表反映部门本年度的{table.title.removesuffix('表')}情况。"
        row += 1
    return row


def factor(data: str, unit: str) -> Decimal:
    """What an amount of the data is multiplied by to be in UNIT."""
    if data == unit:
        return Decimal(1)
    return Decimal(10_000) if unit == "元" else Decimal("0.0001")


def shown(entry: Entry, layout: Layout, scale: Decimal) -> object:
    """ENTRY as it stands in its cell."""
    if isinstance(entry, Code):
        return int(entry.digits) if layout.codes == "数" else entry.digits
    if not isinstance(entry, Amount):
        return entry if entry else None
    if not entry.value:
        return layout.nothing or None
    number = (entry.value * scale).normalize()
    text = f"{number:f}"
    match layout.numbers:
        case "数":
            return float(text) if len(text.replace(".", "").lstrip("-0")) <= 15 else text
        case "逗":
            return f"{Decimal(text):,f}"
        case "全":
            return text.translate(FULL)
        case _:
            return text


def merge(sheet: Worksheet, row: int, first: int, line: list[Any]) -> None:
    """Merge the cells of LINE that are one with those at their left."""
    at = 0
    while at < len(line):
        end = at + 1
        while end < len(line) and line[end] == "<":
            end += 1
        if end - at > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first + at, end_column=first + end - 1)
        at = end


def merge_down(sheet: Worksheet, row: int, first: int, header: list[list[str]]) -> None:
    """Merge the cells of HEADER, which begins in ROW, that are one with those above."""
    for column in range(len(header[0])):
        for number, line in enumerate(header[:-1]):
            if line[column] not in ("<", "^") and header[number + 1][column] == "^":
                sheet.merge_cells(
                    start_row=row + number,
                    end_row=row + number + 1,
                    start_column=first + column,
                    end_column=first + column,
                )
