"""The .xlsx writer: the public tables of a report as a workbook for the website, a sheet each, in the form's layout.

Every cell shows what the report's table prints: amounts are numbers with a format of as many decimals, everything
else is text and never a formula. Built on openpyxl; the same document gives the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.value import Figure
from narrator.document import Block, Cell, Document, Heading, Page, Paragraph, Spread, Table
from narrator.number import read_digits
from narrator.number_format import NumberFormat
from narrator.problem import Problem, Unusable
from narrator.spans import Text
from narrator.writers.docx import looks
from narrator.writers.look import Look, PageLayout, ParagraphStyle, TableStyle
from narrator.writers.saving_times import EPOCH, remove_times
from narrator.writers.wrapping import height_of

NUMBER = re.compile(
    r"-?(?:[0-9]{1,15}|[0-9]{1,3}(?P<grouped>(?:,[0-9]{3}){1,4}))(?:\.(?P<decimals>[0-9]{1,6}))?"
)
ALIGNMENTS = {"左": "left", "中": "center", "右": "right", "两端": "left"}
PAPERS = {11906: 9, 16838: 8}  # Excel's numbers of A4 and A3, by the width of the upright paper (dxa)
DXA_PER_INCH = 1440
PIXELS_PER_MM = 96 / 25.4
CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # begins what Excel takes for a character's number: _x0041_
LONGEST = 31  # characters of a sheet's name


@dataclass(frozen=True)
class WrittenSheet:
    """What goes onto a sheet: the table, the blocks above and below it, and the page that it is printed on."""

    table: Table
    above: Sequence[Heading | Paragraph | Spread]
    below: Sequence[Paragraph]
    layout: str

    @property
    def name(self) -> str:
        """The number that the form gives the table, such as 支出决算表, or the table's name."""
        numbers = [
            block.text.string
            for block in self.above
            if isinstance(block, Paragraph) and block.style == "表号"
        ]
        return (numbers[0] if numbers else self.table.name)[:LONGEST]


def write(document: Document, styles: Mapping[str, object], snapshot: Sequence[bytes] = ()) -> bytes:
    """Return the public tables of a document as an .xlsx, in the look that a parsed styles.toml describes.

    Raises Unusable when the document has none, or names a style that the styles lack.
    """
    look = looks(styles)[0]
    if missing := look.missing(document):
        raise Unusable(missing)
    found = list(sheets(document, public_names(document)))
    if not found:
        raise Unusable([Problem("", "报告里没有公开表，做不成工作簿", "把报告文件的后缀改成.docx")])
    book = begin_book(document.title)
    for one in found:
        fill(book.create_sheet(one.name), one, look)
    return pack_workbook(book)


def begin_book(title: str) -> Workbook:
    """Return a workbook without sheets that tells nobody who made it, or when."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = ""
    book.properties.created = book.properties.modified = EPOCH
    return book


def public_names(document: Document) -> frozenset[str]:
    """Return the names of the tables of a document that are published as the public ones are: those, and what a form has of
    its own in their style."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    styles = {table.style for table in tables if table.name in PUBLIC_TABLES}
    return frozenset(table.name for table in tables if table.style in styles)


def sheets(document: Document, names: Collection[str]) -> Iterator[WrittenSheet]:
    """Return the tables of those names in a document, each with what stands on its page above and below it."""
    above: list[Heading | Paragraph | Spread] = []
    layout = ""
    blocks = document.blocks
    for at, block in enumerate(blocks):
        match block:
            case Page():
                above, layout = [], block.layout
            case Table():
                if block.name in names:
                    yield WrittenSheet(block, above, list(notes(blocks[at + 1 :])), layout)
                above = []
            case Heading() | Paragraph() | Spread():
                above.append(block)


def notes(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Return the notes that blocks begin with."""
    for block in blocks:
        if not isinstance(block, Paragraph) or block.style != "表注":
            return
        yield block


def fill(target: Worksheet, sheet: WrittenSheet, look: Look) -> None:
    """Write a sheet onto an empty worksheet."""
    table, width = sheet.table, len(sheet.table.columns)
    style = look.tables[table.style]
    row = 1
    for block in sheet.above:
        put_line(target, row, width, block, look)
        row += 1
    first = row
    for cells in table.rows:
        for cell in cells:
            put_cell(target, row, cell, style)
        target.row_dimensions[row].height = row_height(table, cells, style)
        row += 1
    rule(target, first, row - 1, width, style)
    whole = sum(column.width for column in table.columns) * PIXELS_PER_MM
    for note in sheet.below:
        put_line(target, row, width, note, look)
        high = height_of(note.text.string, whole, look.paragraphs[note.style].half_points / 2)
        target.row_dimensions[row].height = max(high, target.row_dimensions[row].height or 0)
        row += 1
    for number, column in enumerate(table.columns, 1):
        target.column_dimensions[get_column_letter(number)].width = round(
            (column.width * PIXELS_PER_MM - 5) / 7, 2
        )
    set_page(target, look.pages[sheet.layout] if sheet.layout else None, first + len(table.header) - 1)
    if table.body:
        target.freeze_panes = f"A{first + len(table.header)}"


def row_height(table: Table, cells: Sequence[Cell], style: TableStyle) -> float:
    """Return how many points high a row is: as the form says, or more where its texts wrap."""
    high = [style.row_height / 20]
    for cell in cells:
        if cell.rows == 1:
            words = "\n".join(text.string for text in cell.paragraphs)
            across = table.columns[cell.column : cell.column + cell.columns]
            width = sum(column.width for column in across) * PIXELS_PER_MM
            high.append(height_of(words, width, style.text.half_points / 2))
    return max(high)


def put_line(
    target: Worksheet, row: int, width: int, block: Heading | Paragraph | Spread, look: Look
) -> None:
    """Write a line above or below the table, as wide as it is, into a row."""
    style = look.paragraphs[block.style]
    if isinstance(block, Spread):
        for text, (column, end), align in zip(
            block.texts, thirds(width, block.texts), ("left", "center", "right"), strict=False
        ):
            put_text(target, row, column, text.string, font(style), align)
            join_cells(target, row, column, row, end)
    else:
        wraps = block.style == "表注"
        put_text(target, row, 1, block.text.string, font(style), ALIGNMENTS[style.align], wraps)
        join_cells(target, row, 1, row, width)
    target.row_dimensions[row].height = (
        max(style.line / 20, style.half_points / 2 * 1.4) + (style.before + style.after) / 20
    )


def thirds(width: int, texts: Sequence[Text]) -> list[tuple[int, int]]:
    """Return the columns, first and last, for texts at the left, in the middle and at the right of a line
    that is so many columns wide.
    """
    if len(texts) == 1 or width == 1:
        return [(1, width)]
    if width == 2 or len(texts) == 2:
        return [(1, 1), (2, width)]
    side = max(1, width // 3)
    return [(1, side), (side + 1, width - side), (width - side + 1, width)]


def put_cell(target: Worksheet, row: int, cell: Cell, style: TableStyle) -> None:
    """Write a cell of a table that begins in a row."""
    words = "\n".join(text.string for text in cell.paragraphs)
    column = cell.column + 1
    put_text(target, row, column, words, font(style.text), ALIGNMENTS[cell.align], True)
    if amount := printed_number(cell, words):
        number, shown = amount
        target.cell(row, column, number).number_format = shown
    join_cells(target, row, column, row + cell.rows - 1, column + cell.columns - 1)


def printed_number(cell: Cell, words: str) -> tuple[Decimal, str] | None:
    """Return the number that a cell prints as given words, and the format in which Excel shows it so; None when it is
    text, such as a code.
    """
    found = NUMBER.fullmatch(words)
    figure = any(isinstance(span.source, Figure) for text in cell.paragraphs for span in text.spans)
    if found is None or not (figure or len(words) < 3):  # the numbers of rows and columns are short
        return None
    decimals = len(found["decimals"] or "")
    shown = NumberFormat(decimals, decimals, found["grouped"] is not None)
    return read_digits(words), excel_format(shown)


def excel_format(format: NumberFormat) -> str:
    """Return the format of Excel that shows numbers as a form's format writes them: #,##0.00."""
    whole = "#,##0" if format.grouped else "0"
    return f"{whole}.{'0' * format.least}{'#' * (format.places - format.least)}" if format.places else whole


def put_text(
    target: Worksheet, row: int, column: int, words: str, face: Font, align: str, wraps: bool = False
) -> None:
    """Write words as text, whatever they begin with, into a cell of the worksheet."""
    cell = target.cell(row, column, words or None)
    if words:
        put_literal(cell, words)
        cell.number_format = "@"
    cell.font = face
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wraps)


def put_literal(cell: SheetCell, words: str) -> None:
    """Write words as text into a cell, whatever they begin with: never a formula, never a character's number."""
    cell.value = CODED.sub("_x005F_", words)
    cell.data_type = "s"


def join_cells(target: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Merge a range of cells, unless it is a single one."""
    if (top, left) != (bottom, right):
        target.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def font(style: ParagraphStyle) -> Font:
    """Return the font of a style of paragraphs for a cell."""
    return Font(name=style.chinese_font, size=style.half_points / 2, bold=style.bold)


def rule(target: Worksheet, first: int, last: int, width: int, style: TableStyle) -> None:
    """Draw the lines of a table that takes the rows from first to last."""
    thin, thick = (
        Side(style="medium" if eighths >= 12 else "thin") if eighths else Side()
        for eighths in (style.inner_rule, style.outer_rule)
    )
    for row in range(first, last + 1):
        for column in range(1, width + 1):
            target.cell(row, column).border = Border(
                left=thick if column == 1 else thin,
                right=thick if column == width else thin,
                top=thick if row == first else thin,
                bottom=thick if row == last else thin,
            )


def set_page(target: Worksheet, page: PageLayout | None, last_header: int) -> None:
    """Have the worksheet printed on a page, as wide as it, with the rows up to the last of the header on
    every sheet of paper.
    """
    setup = target.page_setup
    setup.fitToWidth, setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.print_title_rows = f"1:{last_header}"
    target.print_options.horizontalCentered = True
    footer = target.HeaderFooter.oddFooter
    assert footer is not None  # openpyxl's stubs do not know it
    footer.center.text = "— &P —"
    if page is None:
        return
    setup.orientation = "landscape" if page.landscape else "portrait"
    setup.paperSize = PAPERS.get(min(page.width, page.height), 9)
    margins = target.page_margins
    margins.top, margins.bottom = page.top / DXA_PER_INCH, page.bottom / DXA_PER_INCH
    margins.left, margins.right = page.left / DXA_PER_INCH, page.right / DXA_PER_INCH
    margins.header, margins.footer = 0.3, page.footer / DXA_PER_INCH


def pack_workbook(book: Workbook) -> bytes:
    """Return a workbook as a file without the times at which its parts were written."""
    made = io.BytesIO()
    book.save(made)
    return remove_times(made.getvalue())
