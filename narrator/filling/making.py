"""Makes the workbook to fill in: the public tables as the form prints them, and sheets with a row for every typed value.

Only cells to type in are unlocked (there is no password: the lock is against slips). Built on openpyxl.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.model import PUBLIC_TABLES
from narrator.disclosure.number_shapes import (
    AmountShape,
    CountShape,
    NumberShape,
    PercentageShape,
    ScoreShape,
)
from narrator.disclosure.relation import MINUS, ROWS
from narrator.disclosure.text_shapes import NameShape
from narrator.disclosure.value import Figure, Words
from narrator.document import Block, Cell, Document, Text
from narrator.filling.layout import CODES, COLUMNS, PLACE, STORE, SUMS, TYPED, Kept, Row, store_lines
from narrator.filling.sums import Summed
from narrator.writers.docx.look import Look
from narrator.writers.xlsx import Sheet, begin_book, fill, put_literal, sheets

SPARE = 5  # blank rows below a table by code, for items that are not there yet
FACE = "宋体"
TITLE, SAID, SUM, WORDS, AMOUNT, NUMBER = "标题格", "说明格", "加总格", "填文字格", "填金额格", "填数格"
TOP = Alignment(horizontal="center", vertical="center", wrap_text=True)
TO_TYPE = PatternFill("solid", fgColor="FFF9DB")
TITLES = PatternFill("solid", fgColor="E8EEF4")
WRONG = PatternFill("solid", bgColor="F8B4B4")
THIN = Side(style="thin", color="BBBBBB")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LINE, MOST_LINES = (
    15.0,
    26,
)  # points of a line, and how many a row may have: Excel's are at most 409 points high
LARGEST = "1000000000000"
TAIL = Decimal("0.005")  # 万元 that rounding leaves of one printed amount
LONGEST_LIST = 255  # characters of choices that a validation holds itself


@dataclass
class Placed:
    """Where the figures of the public tables stand. cells: sheet and cell, by path. codes: of a table by code, the
    sheet, the column of its codes and its first and last row."""

    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    codes: dict[str, tuple[str, str, int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """What goes into a workbook. tables: the blocks of the public tables in the order of the form. blank: the figures
    that are still to be given, by path. rows: of each sheet to type in. sums: what adds up. codes: the items that may be
    chosen, by what they classify. title: of the file."""

    tables: Sequence[Sequence[Block]]
    blank: Collection[str]
    rows: Mapping[str, Sequence[Row]]
    sums: Sequence[Summed]
    codes: Mapping[str, Mapping[str, str]]
    title: str


def make_workbook(content: Content, look: Look) -> Workbook:
    """Return the workbook without the data that it was made from."""
    book = begin_book(content.title)
    for style in named_styles():
        book.add_named_style(style)
    placed = Placed()
    for name in COLUMNS:
        fill_rows(book.create_sheet(name), name, content.rows.get(name, ()), placed)
    lists = code_ranges(content.codes)
    for blocks in content.tables:
        for one in sheets(Document("", tuple(blocks))):
            fill_table(book.create_sheet(one.name), one, look, content.blank, lists, placed)
    fill_sums(book, content.sums, placed)
    fill_codes(book.create_sheet(CODES), content.codes)
    return book


def add_kept(book: Workbook, kept: Kept) -> None:
    """Put what a workbook was made from into a hidden sheet."""
    hide(book.create_sheet(STORE), store_lines(kept))


def named_styles() -> Iterator[NamedStyle]:
    """Yield how cells look that are no part of a public table. One style for many cells: each made anew costs time."""
    face, right = Font(name=FACE, size=11), Alignment(horizontal="right", vertical="center")
    wrapped = Alignment(vertical="center", wrap_text=True)
    open_to_all = Protection(locked=False)
    yield NamedStyle(TITLE, font=Font(name=FACE, size=11, bold=True), border=BOX, fill=TITLES, alignment=TOP)
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
    cell = target.cell(row, column)
    assert not isinstance(cell, MergedCell)
    if words:
        put_literal(cell, words)
    cell.style = style


# ---- the public tables ----


def fill_table(
    target: Worksheet,
    sheet: Sheet,
    look: Look,
    blank: Collection[str],
    lists: Mapping[str, str],
    placed: Placed,
) -> None:
    """Write a public table, its figures, codes and names of items to be typed over, and note where they stand."""
    table = sheet.table
    by_code = is_by_code(table.name)
    if by_code:
        rows = tuple(
            tuple(Cell(at, (Text(""),), column.align) for at, column in enumerate(table.columns))
            for _ in range(SPARE)
        )
        sheet = Sheet(table._replace(body=(*table.body, *rows)), sheet.above, sheet.below, sheet.layout)
    fill(target, sheet, look)
    first = len(sheet.above) + len(table.header) + 1
    last = first + len(sheet.table.body) - 1
    amounts = amount_check("金额（万元），只写数字")
    target.add_data_validation(amounts)
    codes: list[str] = []
    for row, cells in enumerate(sheet.table.body, first):
        for cell in cells:
            here = target.cell(row, cell.column + 1)
            assert not isinstance(here, MergedCell)
            match source_of(cell):
                case Figure(path=path):
                    if path in blank:
                        here.value = None
                    here.number_format = "0.00"
                    amounts.add(here)
                    placed.cells.setdefault(path, (target.title, here.coordinate))
                case Words(path=path) if by_code:
                    if path.rpartition(".")[0].endswith(ROWS):
                        codes.append(here.column_letter)
                case _ if not by_code or row <= last - SPARE:
                    continue
                case _ if cell.column > 1:
                    here.number_format = "0.00"
                    amounts.add(here)
            unlock(here)
    if by_code and len({*codes}) < 2:
        column = codes[0] if codes else "A"
        placed.codes[table.name] = (target.title, column, first, last)
        choose = list_check(lists["支出功能分类"], "科目编码")
        target.add_data_validation(choose)
        choose.add(f"{column}{last - SPARE + 1}:{column}{last}")
        for code in range(first, last + 1) if codes else ():
            choose.add(f"{column}{code}")
    protect(target, rows=True)


def is_by_code(table: str) -> bool:
    """Return whether the rows of a public table are items that the department chooses, a row each."""
    return ROWS in PUBLIC_TABLES[table].fields and table != "基本支出表"


def source_of(cell: Cell) -> object:
    """Return what a cell of a table prints: a figure or words of the data; None when it is the form's own."""
    return next((span.source for text in cell.paragraphs for span in text.spans), None)


# ---- sums ----


def fill_sums(book: Workbook, sums: Iterable[Summed], placed: Placed) -> None:
    """Write the sheet of sums: what was given, what its parts add up to, and a mark where both differ; the cell in the
    table turns red then, too."""
    target = book.create_sheet(SUMS)
    titles = {"表": 16, "哪个数": 44, "怎么加": 36, "填的": 14, "加起来": 14, "差": 12, "": 8}
    begin_sheet(target, titles)
    row = 2
    for one in sums:
        formula = formula_of(one, placed)
        if one.whole not in placed.cells or not formula:
            continue
        sheet, cell = placed.cells[one.whole]
        name = " ".join(step for step in one.whole.split(".")[1:] if step != ROWS)
        tail = TAIL * (len(one.parts) + 1)
        values = (
            sheet,
            f"{name}（{cell}）",
            one.said,
            f"={at((sheet, cell))}",
            f"={formula}",
            f"=ROUND(D{row}-E{row},6)",
            f'=IF(F{row}=0,"",IF(ABS(F{row})<={tail},"尾差","不符"))',
        )
        for column, value in enumerate(values, 1):
            target.cell(row, column, value).style = SUM if 4 <= column <= 6 else SAID
        rule = marked([f'{at((SUMS, f"$G${row}"))}="不符"'])
        book[sheet].conditional_formatting.add(cell, rule)
        row += 1
    target.conditional_formatting.add(f"A2:G{max(row - 1, 2)}", marked(['$G2="不符"']))
    target.auto_filter.ref = f"A1:G{max(row - 1, 2)}"
    protect(target)


def marked(formulas: list[str]) -> Rule:
    """Return the rule that a cell turns red where a formula holds."""
    return Rule(type="expression", dxf=DifferentialStyle(fill=WRONG), formula=formulas)


def formula_of(one: Summed, placed: Placed) -> str:
    """Return the formula of a sum; "" when a part of it stands in no table. Rows that are put in later are counted, too,
    where the rows one level below are known by their codes."""
    if any(part.removeprefix(MINUS) not in placed.cells for part in one.parts):
        return ""
    table = one.whole.partition(".")[0]
    if one.code is not None and table in placed.codes:
        sheet, column, first, last = placed.codes[table]
        letter = "".join(filter(str.isalpha, placed.cells[one.whole][1]))
        codes, amounts = (f"{at((sheet, f'${name}${first}'))}:${name}${last}" for name in (column, letter))
        begins = f'*(LEFT({codes},{len(one.code)})="{one.code}")' if one.code else ""
        length = min(length for length in LEVELS if length > len(one.code))
        return (
            f"SUMPRODUCT((LEN({codes})={length}){begins},{amounts})"
            if begins
            else (f"SUMPRODUCT(--(LEN({codes})={length}),{amounts})")
        )
    return "".join(
        ("-" if part.startswith(MINUS) else "+") + at(placed.cells[part.removeprefix(MINUS)])
        for part in one.parts
    ).removeprefix("+")


def at(place: tuple[str, str]) -> str:
    """Return a cell of a sheet as a formula names it."""
    return f"'{place[0].replace(chr(39), chr(39) * 2)}'!{place[1]}"


# ---- what is typed, a row each ----


def fill_rows(target: Worksheet, name: str, rows: Sequence[Row], placed: Placed) -> None:
    """Write a sheet to type in, and note where its figures stand."""
    titles = COLUMNS[name]
    begin_sheet(target, titles)
    typed = list(titles).index(TYPED) + 1
    checks: dict[str, DataValidation] = {}
    for number, row in enumerate(rows, 2):
        for column, title in enumerate(titles, 1):
            if column != typed:
                said = row.path if title == PLACE else row.said.get(title, "")
                put_words(target, number, column, said, SAID)
        here = target.cell(number, typed)
        assert not isinstance(here, MergedCell)
        put_typed(target, number, typed, row)
        words = {**row.said, TYPED: str(row.value or "")}
        target.row_dimensions[number].height = LINE * max(
            line_count(words.get(title, ""), width) for title, width in titles.items() if title != PLACE
        )
        if (check := check_of(row)) is not None:
            kind = checks.setdefault(f"{check.type}{check.formula1}{check.prompt}", check)
            kind.add(here)
        if isinstance(row.shape, NumberShape):
            placed.cells.setdefault(row.path, (target.title, here.coordinate))
    for check in checks.values():
        target.add_data_validation(check)
    target.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{max(len(rows) + 1, 2)}"
    target.column_dimensions[get_column_letter(list(titles).index(PLACE) + 1)].hidden = True
    protect(target)


def line_count(words: str, width: int) -> int:
    """Return how many lines a text takes in a column so many characters wide; a Chinese one is as wide as two. No more
    than Excel shows of a row."""
    lines = words.split("\n")
    wide = [sum(1 + (not one.isascii()) for one in line) for line in lines]
    return min(MOST_LINES, sum(max(1, -(-count // (width - 1))) for count in wide))


def put_typed(target: Worksheet, number: int, column: int, row: Row) -> None:
    """Write the value of a row, to be typed over."""
    if isinstance(row.shape, NumberShape):
        here = target.cell(number, column, row.value)
        here.style = AMOUNT if isinstance(row.shape, AmountShape) else NUMBER
    else:
        put_words(target, number, column, str(row.value or ""), WORDS)


def check_of(row: Row) -> DataValidation | None:
    """Return what may be typed in a row; None for any text."""
    match row.shape:
        case AmountShape(blank=blank):
            return amount_check("金额，只写数字" + ("" if blank else "；没有可比的数写“无”"), strict=blank)
        case CountShape():
            return number_check("whole", "0", "1000000000", "个数：0或正整数")
        case ScoreShape():
            return number_check("decimal", "0", "100", "分数：0到100")
        case PercentageShape():
            return number_check("decimal", "-100000000", "100000000", "百分号前面的数，例如62")
        case NameShape(choices=choices) if choices and len(",".join(choices)) < LONGEST_LIST:
            return list_check(f'"{",".join(choices)}"', "、".join(choices))
    return None


# ---- checks ----


def amount_check(told: str, strict: bool = True) -> DataValidation:
    """Return the check of cells that hold amounts. strict: whether nothing else may be typed."""
    check = number_check("decimal", f"-{LARGEST}", LARGEST, told)
    check.errorStyle = "stop" if strict else "warning"
    return check


def number_check(kind: Literal["whole", "decimal"], low: str, high: str, told: str) -> DataValidation:
    check = DataValidation(type=kind, operator="between", formula1=low, formula2=high, allow_blank=True)
    return tell(check, told)


def list_check(source: str, told: str) -> DataValidation:
    """Return the check of cells with something to choose; what is not in the list may stand there after a question."""
    check = tell(DataValidation(type="list", formula1=source, allow_blank=True), told)
    check.errorStyle = "warning"
    return check


def tell(check: DataValidation, told: str) -> DataValidation:
    """Return a check that says what it wants."""
    check.error, check.errorTitle, check.prompt = f"这里填{told}。", "填的不对", told
    check.showErrorMessage = check.showInputMessage = True
    return check


# ---- other sheets ----


def code_ranges(codes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return where the codes of each classification stand, as validations name it."""
    return {
        name: f"'{CODES}'!${get_column_letter(2 * number + 1)}$2:${get_column_letter(2 * number + 1)}${len(items) + 1}"
        for number, (name, items) in enumerate(codes.items())
    }


def fill_codes(target: Worksheet, codes: Mapping[str, Mapping[str, str]]) -> None:
    """Write the items that may be chosen, with their names, for people to look up."""
    begin_sheet(
        target, {title: width for name in codes for title, width in ((name, 14), (f"{name}名称", 40))}
    )
    for number, items in enumerate(codes.values()):
        for row, (code, name) in enumerate(items.items(), 2):
            for column, words in ((2 * number + 1, code), (2 * number + 2, name)):
                put_words(target, row, column, words, SAID)
    protect(target)


def hide(target: Worksheet, lines: Iterable[str]) -> None:
    """Write lines into a sheet that nobody sees."""
    for row, line in enumerate(lines, 1):
        cell = target.cell(row, 1, line or None)
        cell.data_type = "s" if line else "n"
    target.sheet_state = "hidden"
    protect(target)


def begin_sheet(target: Worksheet, titles: Mapping[str, int]) -> None:
    """Write the titles of the columns of a sheet, which stay in sight and are printed on every page."""
    for column, (title, width) in enumerate(titles.items(), 1):
        put_words(target, 1, column, title, TITLE)
        target.column_dimensions[get_column_letter(column)].width = width
    target.freeze_panes = "A2"
    target.print_title_rows = "1:1"
    target.page_setup.orientation, target.page_setup.paperSize = "landscape", 9
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    properties = target.sheet_properties.pageSetUpPr
    assert properties is not None
    properties.fitToPage = True


def unlock(cell: SheetCell) -> None:
    """Let people type in a cell, and show that they can."""
    cell.protection = Protection(locked=False)
    cell.fill = TO_TYPE


def protect(target: Worksheet, rows: bool = False) -> None:
    """Lock a sheet but for its unlocked cells, without a password. rows: whether rows may be put in."""
    lock = target.protection
    lock.sheet = True
    lock.formatColumns = lock.formatRows = lock.autoFilter = lock.sort = False  # may be done
    lock.insertRows = lock.deleteRows = not rows
