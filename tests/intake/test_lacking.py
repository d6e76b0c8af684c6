"""What is told of rows and columns that a workbook lacks, and not of what is told already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from strategies.render import SAMPLE

from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources


def told(folder: Path, change: Callable[[Worksheet], object], sheet: str = "GK03") -> list[str]:
    """What is told of the sample's tables with a change in one of them, 支出决算表."""
    path = folder / "公开表.xlsx"
    book = openpyxl.load_workbook(SAMPLE / "公开表.xlsx")
    change(book[sheet])
    book.save(path)
    return [one.what for one in import_file(Sources(path), None, folder / "data.json").problems]


def test_columns_that_were_exchanged_are_not_lacking(tmp_path: Path) -> None:
    def exchange(sheet: Worksheet) -> None:
        heads = {
            one.value: one
            for row in sheet.iter_rows()
            for one in row
            if one.value in ("基本支出", "项目支出")
        }
        heads["基本支出"].value, heads["项目支出"].value = "项目支出", "基本支出"

    assert told(tmp_path, exchange) == ["“项目支出”和“基本支出”两列的数互换了，没有取"]


def test_the_rows_above_a_mistyped_code_are_lacking_in_no_other_table(tmp_path: Path) -> None:
    def mistype(sheet: Worksheet) -> None:
        name = next(one for row in sheet.iter_rows() for one in row if one.value == "行政运行")
        sheet.cell(name.row, 1).value = "207"

    assert told(tmp_path, mistype) == ["“行政运行”这里的编码是2070101，公开05表里是2060101"]


def test_a_row_that_stands_there_twice_is_told(tmp_path: Path) -> None:
    def repeat(sheet: Worksheet) -> None:
        name = next(one for row in sheet.iter_rows() for one in row if one.value == "行政运行")
        sheet.insert_rows(name.row + 1)
        for cell in sheet[name.row]:
            sheet.cell(name.row + 1, cell.column).value = cell.value

    [what] = told(tmp_path, repeat)
    assert what.startswith("这一行前面已经有了，没有取：206 01 ")


def test_a_class_of_basic_expense_that_is_more_than_the_rows_below_it_is_told(tmp_path: Path) -> None:
    def empty(sheet: Worksheet) -> None:
        name = next(one for row in sheet.iter_rows() for one in row if one.value == "基本工资")
        for cell in sheet[name.row][name.column - 2 : name.column + 1]:
            cell.value = None

    assert told(tmp_path, empty, "GK06") == ["301比下面各行之和多2118200元"]
