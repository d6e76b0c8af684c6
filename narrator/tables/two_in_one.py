"""Two public tables that are one table in the file, as Word makes of them when the empty paragraph between them is deleted.

The second begins with its title in a row, or with its own header. Where neither makes another public table of what follows, it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.document import Block, Cell, Document, Table, texts_in
from narrator.tables.header import is_amount
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.public import NEAR, read_public_table
from narrator.tables.table_as_read import Sheet
from narrator.tables.title_rows import HEADLINE, compact_text, is_first_row, is_title_row, names_table
from narrator.tables.vocabulary import (
    CODES,
    LINE,
    NAMES,
    NUMBERS,
    SET_ASIDE,
    SIDES,
    Blueprints,
    Vocabulary,
    bare,
)

# Words that begin the rows of a header, and what else such a word ends with.
FIRST = frozenset([*CODES, *NAMES, *NUMBERS, *SIDES, *SET_ASIDE[BY_ECONOMIC_CLASS], LINE])
ENDINGS = ("科目编码", "科目名称")
LAST = frozenset("表）)" + "".join(word[-1] for word in (*FIRST, *ENDINGS)))  # letters of them, and of titles


def part_tables(document: Document, blueprints: Blueprints) -> Document:
    """Return a document in which no table of a file holds two public ones."""
    blocks: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, Table) or not may_hold_two(block):
            blocks.append(block)
            continue
        above = tuple(text.string for text in texts_in(blocks[-NEAR:]))
        starts = find_second_tables(
            Sheet(matrix(block), above), blueprints.vocabulary, lambda line: names_table(line, blueprints)
        )
        blocks += parts_at(block, starts) if starts else [block]
    return document._replace(blocks=tuple(blocks))


def may_hold_two(table: Table) -> bool:
    """Return whether a row of a table may be a title or of a header, by its first text, though one before it is not."""
    body = False
    for row in table.rows:
        first = next(filter(None, row.strings), "").rstrip()
        if first and first[-1] not in LAST:
            body = True
        elif (
            body
            and first
            and (bare(first) in FIRST or bare(first).endswith(ENDINGS) or is_title_row([compact_text(first)]))
        ):
            return True
    return False


def find_second_tables(
    sheet: Sheet, vocabulary: Vocabulary, is_title: Callable[[str], bool] = lambda _: False
) -> list[int]:
    """Return the rows of a sheet, from 0, at which another public table begins; none of most sheets.

    is_title: whether a line is the title of a table."""
    rows = sheet.rows
    lines = [[*dict.fromkeys(filter(None, map(compact_text, row)))] for row in rows]
    heads = [is_of_header(row) for row in rows]
    titles = [is_title_row(line) and any(map(is_title, line)) for line in lines]
    ends = [*(at for at in range(1, len(rows)) if titles[at] or (heads[at] and not heads[at - 1])), len(rows)]
    begin, starts = 0, list[int]()
    for at, end in pairwise(ends):
        if not any(map(is_first_row, lines[begin:at])):
            continue  # what stands there is above the first table
        if titles[at] or is_another(sheet, begin, at, end, heads, vocabulary):
            begin = first_line(lines, at, begin)
            starts.append(begin)
    return starts


def is_of_header(row: Sequence[str]) -> bool:
    """Return whether a row begins with a word of a header and prints no amount and no code."""
    first = bare(next((cell for cell in row if cell.strip()), ""))
    known = first in FIRST or first.endswith(ENDINGS)
    return known and len({*row} - {""}) > 1 and not any(map(is_amount, row))


def is_another(
    sheet: Sheet, begin: int, at: int, end: int, heads: Sequence[bool], vocabulary: Vocabulary
) -> bool:
    """Return whether the rows of a sheet from a header on are another public table than those before it: they are read as one,
    and the header is not the one of that table once more."""
    rows = sheet.rows
    own = [row for row, head in zip(rows[begin:at], heads[begin:at], strict=True) if head]
    again = [row for row, head in zip(rows[at:end], heads[at:end], strict=True) if head]
    if all(row in own for row in again):
        return False
    above = sheet.above if not begin else ()
    before = read_public_table(Sheet(rows[begin:at], above), vocabulary)
    second = read_public_table(Sheet(trimmed(rows[at:end])), vocabulary)
    return bool(second.name) and second.name != before.name


def first_line(lines: Sequence[Sequence[str]], at: int, least: int) -> int:
    """Return the first of the rows right above one that say what stands above a table: its number, its unit."""
    while at - 1 > least and lines[at - 1] and all(map(HEADLINE.fullmatch, lines[at - 1])):
        at -= 1
    return at


def trimmed(rows: Matrix) -> Matrix:
    """Return rows without the columns at their right that are blank."""
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell.strip()), default=0)
    return [row[:width] for row in rows]


def parts_at(table: Table, starts: Sequence[int]) -> Iterator[Table]:
    """Yield a table in parts that begin at some of its rows, each with the columns in which cells of its own begin."""
    for start, end in pairwise((0, *starts, len(table.rows))):
        part = table.rows[start:end]
        begins = sorted({cell.column for row in part for cell in row})
        places = {column: place for place, column in enumerate(begins)}
        body = tuple(
            tuple(narrowed(cell, places, end - at) for cell in row) for at, row in enumerate(part, start)
        )
        yield table._replace(columns=tuple(table.columns[at] for at in begins), header=(), body=body)


def narrowed(cell: Cell, places: dict[int, int], most: int) -> Cell:
    """Return a cell as it stands among fewer columns. places: those, by what they were. most: over how many rows it may go."""
    covered = [places[at] for at in range(cell.column, cell.column + cell.columns) if at in places]
    return cell._replace(column=covered[0], columns=len(covered), rows=min(cell.rows, most))
