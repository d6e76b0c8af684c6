"""Makes the workbook to fill in: the public tables as the form prints them, and sheets with a row for every typed value.

Only cells to type in are unlocked (there is no password: the lock is against mistakes). Built on openpyxl.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from narrator.document import Block, Document, Table
from narrator.filling.cell_styles import SAID, begin_sheet, named_styles, protect, put_words
from narrator.filling.layout import CODES, COLUMNS, STORE, Kept, TypedRow, store_lines
from narrator.filling.sum_sheet import fill_sums
from narrator.filling.sums import Summed
from narrator.filling.table_sheets import Placed, write_public_table
from narrator.filling.typed_sheets import fill_rows
from narrator.number import YUAN_PER_WAN, Money, MoneyUnit
from narrator.writers.look import Look
from narrator.writers.xlsx import begin_book, sheets


@dataclass(frozen=True)
class Content:
    """What goes into a workbook.

    tables: the blocks of the public tables in the order of the form, and of its own by code.
    blank: the figures that are still to be given, by path.
    rows: of each sheet to type in.
    sums: what adds up.
    codes: the items that may be chosen, by what they classify.
    title: of the file.
    money: how the tables print amounts.
    unit: in which others are typed.
    """

    tables: Sequence[Sequence[Block]]
    blank: Collection[str]
    rows: Mapping[str, Sequence[TypedRow]]
    sums: Sequence[Summed]
    codes: Mapping[str, Mapping[str, str]]
    title: str
    money: Money
    unit: MoneyUnit


def make_workbook(content: Content, look: Look) -> Workbook:
    """Return the workbook without the data that it was made from."""
    book = begin_book(content.title)
    for style in named_styles():
        book.add_named_style(style)
    placed = Placed(scale=scale_of(content.unit, content.money.unit))
    for name in COLUMNS:
        fill_rows(book.create_sheet(name), name, content.rows.get(name, ()), placed)
    lists = code_ranges(content.codes)
    for blocks in content.tables:
        for one in sheets(
            Document("", tuple(blocks)), [block.name for block in blocks if isinstance(block, Table)]
        ):
            write_public_table(
                book.create_sheet(one.name), one, look, content.money, content.blank, lists, placed
            )
    fill_sums(book, content.sums, placed, Decimal(5).scaleb(-content.money.tables.places - 1))
    fill_codes(book.create_sheet(CODES), content.codes)
    return book


def scale_of(typed: MoneyUnit, printed: MoneyUnit) -> str:
    """Return what a formula does to an amount in one unit to have it in another."""
    if typed is printed:
        return ""
    return f"{'*' if typed is MoneyUnit.WAN else '/'}{YUAN_PER_WAN}"


def add_kept(book: Workbook, kept: Kept) -> None:
    """Put what a workbook was made from into a hidden sheet."""
    hide(book.create_sheet(STORE), store_lines(kept))


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
