"""How cells of a workbook to fill in look that are no part of a public table, and which of them are locked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from narrator.writers.xlsx import put_literal

FACE, SIZE = "宋体", 11
TITLE, SAID, SUM, WORDS, AMOUNT, NUMBER = "标题格", "说明格", "加总格", "填文字格", "填金额格", "填数格"
TOP = Alignment(horizontal="center", vertical="center", wrap_text=True)
TO_TYPE = PatternFill("solid", fgColor="FFF9DB")
TITLES = PatternFill("solid", fgColor="E8EEF4")
THIN = Side(style="thin", color="BBBBBB")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def named_styles() -> Iterator[NamedStyle]:
    """Yield how cells look that are no part of a public table. One style for many cells: each made anew costs time."""
    face, right = Font(name=FACE, size=SIZE), Alignment(horizontal="right", vertical="center")
    wrapped = Alignment(vertical="center", wrap_text=True)
    open_to_all = Protection(locked=False)
    yield NamedStyle(
        TITLE, font=Font(name=FACE, size=SIZE, bold=True), border=BOX, fill=TITLES, alignment=TOP
    )
    yield NamedStyle(SAID, font=face, border=BOX, alignment=wrapped, number_format="@")
    yield NamedStyle(SUM, font=face, border=BOX, alignment=right, number_format="0.00")
    for name, align, shown in (
        (WORDS, wrapped, "@"),
        (AMOUNT, right, "0.00####"),
        (NUMBER, right, "General"),
    ):
        style = NamedStyle(name, font=face, border=BOX, fill=TO_TYPE, alignment=align, number_format=shown)
        style.protection = open_to_all
        yield style


def put_words(target: Worksheet, row: int, column: int, words: str, style: str) -> None:
    """Write words as text, whatever they begin with, in one of the named styles."""
    cell = target.cell(row, column, words or None)
    if words:
        put_literal(cell, words)
    cell.style = style


def begin_sheet(target: Worksheet, titles: Mapping[str, int]) -> None:
    """Write the titles of the columns of a sheet, which stay in sight and are printed on every page."""
    for column, (title, width) in enumerate(titles.items(), 1):
        put_words(target, 1, column, title, TITLE)
        target.column_dimensions[get_column_letter(column)].width = width
    target.freeze_panes = "A2"
    target.print_title_rows = "1:1"
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", 9
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def unlock(cell: StyleableObject) -> None:
    """Let people type in a cell, and show that they can."""
    cell.protection = Protection(locked=False)
    cell.fill = TO_TYPE


def protect(target: Worksheet, rows: bool = False) -> None:
    """Lock a sheet but for its unlocked cells, without a password. rows: whether rows may be put in."""
    lock = target.protection
    lock.sheet = True
    lock.formatColumns = lock.formatRows = lock.autoFilter = lock.sort = False  # may be done
    lock.insertRows = lock.deleteRows = not rows
