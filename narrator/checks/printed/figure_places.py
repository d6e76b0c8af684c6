"""Where a figure that a finding names stands in a report, and the report as it would be with another number there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from narrator.checks.printed.lines import numbered_texts
from narrator.checks.printed.table_data import Reading
from narrator.checks.wrong_figures import PARAGRAPH, NamedFigure, Row
from narrator.disclosure.parts_and_wholes import row_parts
from narrator.disclosure.public_tables import public_table
from narrator.document import Block, Cell, Document, Heading, Paragraph, Table
from narrator.number import read_digits
from narrator.sources import Slot
from narrator.spans import Span, Text
from narrator.tables.money_unit import number_in
from narrator.tables.plain import DASHES, plain
from narrator.tables.table_as_read import Printed
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS

DIGITS = re.compile(r"(?<![\d.,])-?\d[\d,]*+(?:\.\d++)?+")


def put_number(
    document: Document, tables: Reading, figure: NamedFigure, number: Decimal | None
) -> Document | None:
    """Return a document with another number, or nothing, where a figure stands; None when it is not certain which digits of it that
    are. tables: what its tables say. number: of an amount in 万元."""
    paragraph = PARAGRAPH.fullmatch(figure.path)
    if paragraph and figure.printed is not None and number is not None:
        return put_in_paragraph(document, int(paragraph[1]), figure.printed, number)
    found = find_cell(tables, figure)
    blocks = [block for block in document.blocks if isinstance(block, Table)]
    if found is None or found.table >= len(blocks):
        return None
    return put_in_cell(document, blocks[found.table], found, number)


def put_in_paragraph(document: Document, number: int, printed: Decimal, right: Decimal) -> Document | None:
    """Return a document with another number in a paragraph, counted as findings count them; None when the printed one
    does not stand there, or more than once."""
    for at, block, text in numbered_texts(document):
        if at == number and isinstance(block, Heading | Paragraph):
            found = [one for one in DIGITS.finditer(text.string) if read_digits(one.group()) == printed]
            if len(found) != 1:
                return None
            return with_block(document, block, block._replace(text=replace_digits(text, found[0], right)))
    return None


def rows_printed_below(tables: Reading, path: str) -> list[Row]:
    """Return the row by code in which a figure is printed, or 合计, and those below it, each with the figures of which another one is the
    sum; none of what stands elsewhere."""
    public = tables.public.get(public_table(path))
    cell = public.figures.get(path) if public else None
    if public is None or cell is None or public.name not in TOTAL_COLUMNS:
        return []
    code = code_of_row(cell)
    if code is None:
        return []
    columns = row_parts(public.name, TOTAL_COLUMNS[public.name])
    rows: dict[str, dict[str, NamedFigure]] = {}
    for place, one in public.figures.items():
        below = code_of_row(one)
        if below is not None and below.startswith(code) and one.parts.column in columns:
            amount = None if one.number is None else one.number * public.factor
            rows.setdefault(below, {})[one.parts.column] = NamedFigure(place, amount)
    return [rows[below] for below in sorted(rows)]


def code_of_row(printed: Printed) -> str | None:
    """Return the code of the row in which a figure of a public table is printed, "" for 合计; None when it is no row by code."""
    row = printed.parts.row
    return row if row.isdigit() else "" if row == SUM else None


class FoundCell(NamedTuple):
    """A cell of a report: the number of its table, of its row, from 0, and its column; None for the one that prints the number
    in that row. printed: the number; None of a blank one. factor: by how much its number is multiplied for 万元."""

    table: int
    row: int
    column: int | None
    printed: Decimal | None
    factor: Decimal


def find_cell(tables: Reading, figure: NamedFigure) -> FoundCell | None:
    """Return the cell in which a figure is printed; None when that is not known."""
    public = tables.public.get(public_table(figure.path))
    cell = public.figures.get(figure.path) if public else None
    if public is not None and cell is not None:
        table = next((at for at, rows in enumerate(tables.grids) if rows is public.sheet.rows), None)
        amount = None if cell.number is None else cell.number * public.factor
        if table is not None and amount == figure.printed:
            return FoundCell(table, cell.row, cell.column, cell.number, public.factor)
    elif (row := tables.rows.get(figure.path)) is not None:
        for table, rows in enumerate(tables.grids):
            for at, one in enumerate(rows):
                if one is row:
                    return FoundCell(table, at, None, figure.printed, Decimal(1))
    return None


def put_in_cell(
    document: Document, block: Table, found: FoundCell, number: Decimal | None
) -> Document | None:
    """Return a document with another number, or nothing, in a cell of a table; None when that does not print the figure alone."""
    rows: list[Sequence[Cell]] = [*block.rows]
    row = rows[found.row]
    right = None if number is None else number / found.factor
    if found.printed is None:
        texts = [
            (spot, Text("" if right is None else f"{right:f}")) for spot in blank_spots(row, found.column)
        ]
    else:
        spots = spots_with(found.printed, row, found.column)
        texts = [(spot, replace_digits(text, digits, right)) for spot, text, digits in spots]
    if len(texts) != 1:
        return None
    [(spot, text)] = texts
    rows[found.row] = (*row[:spot], row[spot]._replace(paragraphs=(text,)), *row[spot + 1 :])
    over = len(block.header)
    changed = block._replace(header=tuple(rows[:over]), body=tuple(rows[over:]))
    return with_block(document, block, changed)


def spots_with(
    printed: Decimal, row: Sequence[Cell], column: int | None
) -> Iterator[tuple[int, Text, re.Match[str]]]:
    """Yield the cells of a row that print a number alone, or with %, each with its text and its digits. column: that the cell covers; None
    for any."""
    for spot, (first, texts, _, columns, _) in enumerate(row):
        if (column is None or first <= column < first + columns) and len(texts) == 1:
            text = without_brackets(texts[0])
            found = DIGITS.search(text.string)
            if (
                found
                and text.string.strip().removesuffix("%") == found.group()
                and read_digits(found.group()) == printed
            ):
                yield spot, text, found


def without_brackets(text: Text) -> Text:
    """Return a text with a minus instead of the brackets where it is nothing but digits in such, which is less than nought."""
    printed = plain(text.string)
    return Text(number_in(printed, "")) if printed.startswith("(") else text


def blank_spots(row: Sequence[Cell], column: int | None) -> Iterator[int]:
    """Yield the cells of a row that cover a column and print nothing, or a dash."""
    for spot, (first, texts, _, columns, _) in enumerate(row):
        here = column is not None and first <= column < first + columns
        if here and all(plain(text.string) in DASHES for text in texts):
            yield spot


def replace_digits(text: Text, found: re.Match[str], number: Decimal | None) -> Text:
    """Return a text with a number in the place of the digits that were found in it, with as many decimals at least. Of its spans
    those of what writers wrote stay, where the digits are not theirs."""
    if number is None:
        return Text("")
    old, (begin, end) = found.group(), found.span()
    decimals = len(old.partition(".")[2])
    separated = "," if "," in old else ""
    new = f"{number:{separated}f}"
    if len(new.partition(".")[2]) < decimals:
        new = f"{number:{separated}.{decimals}f}"
    longer = len(new) - len(old)
    spans = [
        one if one.end <= begin else Span(one.start + longer, one.end + longer, one.source)
        for one in text.spans
        if isinstance(one.source, Slot) and (one.end <= begin or one.start >= end)
    ]
    return Text(text.string[:begin] + new + text.string[end:], tuple(spans))


def with_block(document: Document, old: Block, new: Block) -> Document:
    """Return a document with a block in the place of another one of it."""
    return document._replace(blocks=tuple([new if block is old else block for block in document.blocks]))
