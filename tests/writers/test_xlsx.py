"""The public tables as a workbook: what it shows is what the report prints, cell by cell; it is set up for printing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell as OpenCell
from openpyxl.utils import get_column_letter

from narrator import build
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.document import Cell, Document, Page, Paragraph, Spread, Table
from narrator.problem import Unusable
from narrator.readers.workbook import load
from narrator.spans import Text
from narrator.writers import WRITERS

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/data.json"))


def shown(cell: OpenCell) -> str:
    """What Excel shows in CELL: a number by its format, a text as it is."""
    if cell.value is None:
        return ""
    if cell.data_type == "n":
        decimals = len(cell.number_format.partition(".")[2])
        return f"{Decimal(repr(cell.value)):.{decimals}f}"
    assert cell.data_type == "s"
    return str(cell.value)


def printed(table: Table) -> dict[tuple[int, int], str]:
    """What TABLE prints, by the row and column in which each cell begins."""
    rows = enumerate((*table.header, *table.body))
    return {
        (number, cell.column): "\n".join(text.string for text in cell.paragraphs)
        for number, row in rows
        for cell in row
        if any(text.string for text in cell.paragraphs)
    }


def tables(document: Document) -> Iterator[tuple[Table, int, int]]:
    """The public tables, each with the numbers of lines above and below it."""
    above = 0
    for at, block in enumerate(document.blocks):
        if isinstance(block, Page):
            above = 0
        elif isinstance(block, Table) and block.name in PUBLIC_TABLES:
            below = 0
            for other in document.blocks[at + 1 :]:
                if not (isinstance(other, Paragraph) and other.style == "表注"):
                    break
                below += 1
            yield block, above, below
        else:
            above += 1


@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_a_workbook_shows_what_the_report_prints(data: Path) -> None:
    source = build.read(data)
    document = build.report(source).document
    book = openpyxl.load_workbook(io.BytesIO(build.write(document, source, ".xlsx")))
    found = list(tables(document))
    assert len(book.worksheets) == len(found) == 9
    for sheet, (table, above, below) in zip(book.worksheets, found, strict=True):
        assert sheet.max_row == above + len(table.header) + len(table.body) + below
        cells = {
            (cell.row - above - 1, cell.column - 1): shown(cell)
            for row in sheet.iter_rows(above + 1, sheet.max_row - below)
            for cell in row
            if isinstance(cell, OpenCell) and shown(cell)
        }
        assert cells == printed(table)
        merged = {str(area) for area in sheet.merged_cells.ranges if area.min_row > above}
        spans = sum(c.columns > 1 or c.rows > 1 for row in (*table.header, *table.body) for c in row)
        assert (
            len(
                [
                    area
                    for area in merged
                    if int("".join(filter(str.isdigit, area.split(":")[0]))) <= sheet.max_row - below
                ]
            )
            == spans
        )
        assert sheet.print_title_rows == f"$1:${above + len(table.header)}"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.page_setup.paperSize == 9
        wide = sum(column.width for column in table.columns) > 210
        assert sheet.page_setup.orientation == ("landscape" if wide else "portrait") or not wide


@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_a_workbook_is_read_back(data: Path, tmp_path: Path) -> None:
    source = build.read(data)
    document = build.report(source).document
    path = tmp_path / "公开表.xlsx"
    path.write_bytes(build.write(document, source, ".xlsx"))
    for grid, (table, above, _) in zip(load(path).grids, tables(document), strict=True):
        for (row, column), text in printed(table).items():
            read = grid.texts[row + above][column]
            assert read == text or Decimal(read) == Decimal(text)


@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_nothing_that_wraps_is_cut_off(data: Path) -> None:
    """Every cell has as many lines as its Chinese characters need, each a square of its size."""
    source = build.read(data)
    document = build.report(source).document
    book = openpyxl.load_workbook(io.BytesIO(build.write(document, source, ".xlsx")))
    wrapped = 0
    for sheet in book:
        merged = {area.coord.partition(":")[0]: area for area in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            area = merged.get(cell.coordinate)
            first, last = (area.min_col, area.max_col) if area else (cell.column, cell.column)
            if not cell.alignment.wrap_text or (area and area.size["rows"] > 1):
                continue
            letters = sum(not letter.isascii() for letter in cell.value)
            columns = [sheet.column_dimensions[get_column_letter(at)].width for at in range(first, last + 1)]
            width = sum(columns) * 7 * 0.75  # points; a character of a width has seven pixels
            wrapped += letters * cell.font.size > width
            lines = -(-letters * cell.font.size // width)
            assert lines * cell.font.size <= sheet.row_dimensions[cell.row].height, (sheet.title, cell.value)
    assert wrapped


def test_the_same_document_gives_the_same_bytes() -> None:
    source = build.read(SAMPLES[0])
    document = build.report(source).document
    assert build.write(document, source, ".xlsx") == build.write(document, source, ".xlsx")


def made(styles: Mapping[str, object], table: Table, *beside: Paragraph | Spread) -> openpyxl.Workbook:
    document = Document("标题", (Page("竖表"), *beside, table))
    return openpyxl.load_workbook(io.BytesIO(WRITERS[".xlsx"](document, styles, ())))


HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1+1",
    '=HYPERLINK("http://a")',
    "_x0041_",
    "<b>&amp;",
    "'单引号",
    " 空格 ",
    "1e5",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_never_formulas(
    styles: Mapping[str, object], table: Callable[..., Table], text: str, tmp_path: Path
) -> None:
    drawn = table("项目|金额\n---\n名|1.00", name=next(iter(PUBLIC_TABLES)))
    drawn = drawn._replace(body=((Cell(0, (Text(text),), "左"), Cell(1, (Text("1.00"),), "右")),))
    book = made(styles, drawn)
    assert book.worksheets[0]["A2"].data_type == "s"
    path = tmp_path / "表.xlsx"
    book.save(path)
    assert load(path).grids[0].texts[1][0] == text


@settings(max_examples=50)
@given(words=st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="_￾￿"), max_size=40))
def test_any_text_comes_back(styles: Mapping[str, object], words: str) -> None:
    drawn = Table(next(iter(PUBLIC_TABLES)), (), (), ((Cell(0, (Text(words),), "左"),),), "公开表")
    from narrator.document import Column

    assume(not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", words))  # a number is written as one
    sheet = made(styles, drawn._replace(columns=(Column(20, "左"),))).worksheets[0]
    assert (sheet["A1"].value or "") == words


def test_a_report_without_public_tables_makes_no_workbook(
    styles: Mapping[str, object], table: Callable[..., Table]
) -> None:
    with pytest.raises(Unusable, match="没有公开表"):
        made(styles, table("项目|金额\n---\n名|1.00", name="附表"))


def test_the_parts_bear_no_time() -> None:
    source = build.read(SAMPLES[0])
    content = build.write(build.report(source).document, source, ".xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")
