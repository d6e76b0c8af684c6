"""Workbooks are read as Excel shows them, whatever their kind; what is no workbook gets one message."""

from __future__ import annotations

import contextlib
import datetime
import functools
import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook as Made
from openpyxl.styles import PatternFill
from programs import LibreOffice, needs_office

from narrator.problem import Unusable
from narrator.readers.workbook import Grid, load
from narrator.readers.workbook.grids import column_letters, tell_runs
from narrator.readers.workbook.loading import cell_text


def refusal(path: Path) -> str:
    with pytest.raises(Unusable) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    assert problem.hint
    return problem.what


def saved(folder: Path, fill: Callable[[Made], None], name: str = "表.xlsx") -> Path:
    book = Made()
    fill(book)
    path = folder / name
    book.save(path)
    return path


def everything(book: Made) -> None:
    """A sheet with something of each kind, and one that is hidden."""
    sheet = book.worksheets[0]
    sheet.title = "支出决算表"
    sheet["B2"] = "支出决算表"
    sheet.merge_cells("B2:D3")
    rows = [
        [206, "科学技术支出", 851.1700000001, 0.1 + 0.2, True, datetime.date(2023, 12, 31)],
        ["２０６０１", "　行政运行 ", "1,234.50", "—"],
        [2060101, "隐藏的行", 12345678901.25],
    ]
    for number, values in enumerate(rows, 4):
        for column, value in enumerate(values, 2):
            sheet.cell(number, column).value = value
    sheet.row_dimensions[6].hidden = True
    sheet["D7"] = "=#REF!"
    sheet["D7"].data_type = "e"
    sheet["D7"].value = "#REF!"
    for row, (cell, shown) in enumerate(PERCENTS.items(), 4):
        sheet[cell] = row / 16
        sheet[cell].number_format = shown
    sheet["F8"] = "隐藏的列"
    sheet.column_dimensions["F"].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    book["底稿"]["A1"] = "不给人看"


# Cells at the right, and how they show their numbers; those of the first three as percentages.
PERCENTS = {"H4": "0%", "H5": "0.00%", "H6": "#,##0.0%_);[Red]-0.0%", "H7": '0.00"%"', "H8": "0.00"}
EXPECTED = [
    ["", "", "", "", "", "", "", ""],
    ["", "支出决算表", "支出决算表", "支出决算表", "", "", "", ""],
    ["", "支出决算表", "支出决算表", "支出决算表", "", "", "", ""],
    ["", "206", "科学技术支出", "851.1700000001", "0.3", "TRUE", "2023-12-31", "0.25"],
    ["", "２０６０１", "　行政运行 ", "1,234.50", "—", "", "", "0.3125"],
    ["", "2060101", "隐藏的行", "12345678901.25", "", "", "", "0.375"],
    ["", "", "", "#", "", "", "", "0.4375"],
    ["", "", "", "", "", "隐藏的列", "", "0.5"],
]


def assert_everything(path: Path) -> None:
    book = load(path)
    (grid,) = book.grids
    # an .ods has no truth values of its own
    assert [[text.replace("TRUE", "1") for text in row] for row in grid.texts] == [
        [text.replace("TRUE", "1") for text in row] for row in EXPECTED
    ]
    assert [one.name for one in book.hidden] == ["底稿"]
    assert grid.hidden == ["第6行", "F列"]
    assert grid.marks.faults == {(6, 3): "这一格是错误值#REF!"}
    assert grid.marks.percents == {(3, 7), (4, 7), (5, 7)}
    assert grid.address(6, 3) == "支出决算表!D7"


def test_every_kind_of_value(tmp_path: Path) -> None:
    assert_everything(saved(tmp_path, everything))


def test_a_formula_without_a_result_is_no_blank(tmp_path: Path) -> None:
    def fill(book: Made) -> None:
        book.worksheets[0].append([1, "=A1*2"])

    (grid,) = load(saved(tmp_path, fill)).grids
    assert grid.texts == [["1", "#"]]
    assert "没有存下算出来的数" in grid.marks.faults[0, 1]


@needs_office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_files_are_read_as_well(tmp_path: Path, libreoffice: LibreOffice, ending: str) -> None:
    """Every kind of value, and a formula by its stored result, as LibreOffice writes them."""

    def reckon(book: Made) -> None:
        book.worksheets[0].append([1.5, "=A1*2", "=1/0", '=""'])

    given = saved(tmp_path, everything), saved(tmp_path, reckon, "算式.xlsx")
    values, formulas = libreoffice.convert(ending, tmp_path, *given)
    if not values.exists():
        pytest.skip("this LibreOffice has no spreadsheets")
    assert_everything(values)
    (grid,) = load(formulas).grids
    assert grid.texts[0][:3] == ["1.5", "3", "#"]
    assert grid.marks.faults == {(0, 2): "这一格是错误值#DIV/0!"}


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_number_is_read_with_the_digits_that_excel_shows(number: object) -> None:
    shown = f"{float(str(number)):.15g}"
    assert "e" not in cell_text(float(str(number)))
    assert float(cell_text(float(str(number)))) == float(shown)


@pytest.mark.parametrize(
    ("value", "text"),
    [(851.17, "851.17"), (1e-7, "0.0000001"), (2060101.0, "2060101"), (1e20, "1" + "0" * 20)],
)
def test_a_number_has_no_exponent(value: float, text: str) -> None:
    assert cell_text(value) == text


# ---- what is no workbook ----


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("表.csv", b"a,b", "CSV"),
        ("表.et", b"", "WPS"),
        ("表.xlsb", b"PK\x03\x04", "二进制工作簿"),
        ("表.docx", b"PK\x03\x04", "不是Excel文件"),
        ("表", b"", "不是Excel文件"),
        ("表.xlsx", b"", "空的"),
        ("表.xls", "<html><table><tr><td>支出</td></tr></table>".encode(), "网页"),
        ("表.xls", "﻿<?xml version='1.0'?><Workbook/>".encode(), "XML"),
        ("表.xls", "科目编码\t科目名称\n".encode("gbk"), "文本"),
        ("表.xlsx", b"%PDF-1.7", "PDF"),
        ("表.xlsx", b"PK\x03\x04 and nothing", "损坏"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
    ],
)
def test_other_files_get_one_message(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert what in refusal(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "没有这个文件" in refusal(tmp_path / "没有.xlsx")
    (tmp_path / "夹.xlsx").mkdir()
    assert "这是文件夹" in refusal(tmp_path / "夹.xlsx")


def rezipped(path: Path, changes: dict[str, bytes]) -> Path:
    """PATH with some of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as source, zipfile.ZipFile(path, "w", 8) as target:
        for name in source.namelist():
            target.writestr(name, changes.pop(name, None) or source.read(name))
        for name, content in changes.items():
            target.writestr(name, content)
    return path


def small(folder: Path) -> Path:
    return saved(folder, lambda book: book.worksheets[0].append(["合计", 1]))


SHEET = "xl/worksheets/sheet1.xml"


def test_a_bomb_is_refused_in_no_time(tmp_path: Path) -> None:
    path = rezipped(small(tmp_path), {SHEET: b" " * (70 * 1024 * 1024)})
    began = time.process_time()
    assert "大得不正常" in refusal(path)
    assert time.process_time() - began < 1


def test_a_bomb_among_the_texts_is_refused(tmp_path: Path) -> None:
    path = rezipped(small(tmp_path), {"xl/sharedStrings.xml": b" " * (70 * 1024 * 1024)})
    assert "大得不正常" in refusal(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    path = rezipped(small(tmp_path), {SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'})
    assert "DOCTYPE" in refusal(path)


def test_a_cell_in_the_farthest_corner_is_refused(tmp_path: Path) -> None:
    def fill(book: Made) -> None:
        book.worksheets[0]["A1"] = book.worksheets[0]["XFD1048576"] = 1

    assert "一直到第1048576行第16384列" in refusal(saved(tmp_path, fill))


def test_an_ods_that_repeats_a_cell_without_end_is_refused(tmp_path: Path) -> None:
    content = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
        '<table:table table:name="一"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "炸弹.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert "大得不正常" in refusal(path)


def test_a_hundred_thousand_empty_rows_are_nothing(tmp_path: Path) -> None:
    def fill(book: Made) -> None:
        sheet = book.worksheets[0]
        sheet["A1"] = "合计"
        sheet["C2"].fill = PatternFill("solid", "FFFF00")

    path = saved(tmp_path, fill)
    with zipfile.ZipFile(path) as archive:
        head, row, tail = re.split(r'(<row r="2">.*?</row>)', archive.read(SHEET).decode())
    rows = "".join(
        row.replace('"2"', f'"{number}"').replace("C2", f"C{number}") for number in range(2, 100_001)
    )
    rezipped(path, {SHEET: f"{head}{rows}{tail}".encode()})
    began = time.process_time()
    (grid,) = load(path).grids
    assert grid.texts == [["合计"]]
    assert time.process_time() - began < 5


def test_areas_that_lie_over_one_another_take_no_time_without_end(tmp_path: Path) -> None:
    path = small(tmp_path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(SHEET).decode()
    area = '<mergeCell ref="A1:XFD1048576"/>'
    path = rezipped(
        path,
        {
            SHEET: sheet.replace(
                "</sheetData>", f"</sheetData><mergeCells>{area * 5000}</mergeCells>"
            ).encode()
        },
    )
    began = time.process_time()
    assert load(path).grids[0].texts == [["合计", "合计"]]
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", ["xl/workbook.xml", SHEET, "xl/_rels/workbook.xml.rels"])
def test_a_part_that_is_no_xml_is_told(tmp_path: Path, name: str) -> None:
    assert "损坏" in refusal(rezipped(small(tmp_path), {name: b"\0\xff nonsense"}))


def test_a_word_file_by_another_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "Word" in refusal(path)


@functools.cache
def sound() -> bytes:
    file = io.BytesIO()
    book = Made()
    everything(book)
    book.save(file)
    return file.getvalue()


@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5))
def test_damage_anywhere_raises_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[float, int]]
) -> None:
    content = bytearray(sound())
    for where, byte in changes:
        content[int(where * len(content))] = byte
    path = tmp_path_factory.mktemp("坏") / "表.xlsx"
    path.write_bytes(content)
    with contextlib.suppress(Unusable):
        load(path)


# ---- places ----


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_rows_in_order_are_told_together() -> None:
    assert tell_runs([1, 2, 3, 7, 9, 10]) == ["1-3", "7", "9-10"]


def test_what_is_hidden_and_empty_is_not_told() -> None:
    from narrator.readers.workbook.grids import SheetMarks

    grid = Grid("一", [["a"], [""]], SheetMarks(hidden_rows=frozenset({1, 9}), hidden_columns=frozenset({4})))
    assert grid.hidden == []
