"""How high the lines of a page and the rows of a table are, in twentieths of a point, reckoned without laying them out.

The reckoning is that of the widest fonts that stand in for those of a form, so that what fits by it fits in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import compress, count
from operator import gt
from typing import NamedTuple

from narrator.document import Cut, Heading, Paragraph, Spread, Table
from narrator.writers.docx.escapes import count_latin
from narrator.writers.docx.paragraph import is_too_long
from narrator.writers.look import Look, PageLayout, ParagraphStyle, TableStyle

WIDEST = 0.64  # em: a digit in DejaVu Serif, which stands in where Times New Roman is not installed
FIGURE = 14  # characters; no figure is longer
FULL = 0.97  # of a line, as marks of punctuation stay with the words before them
_SINGLE = 1.35  # em: a line of single spacing


def line_height(style: ParagraphStyle) -> int:
    """Return how high a line in a style is, in twentieths of a point."""
    return style.line or round(style.half_points * 10 * _SINGLE)


@lru_cache(maxsize=10_000)
def count_lines(string: str, em: int, width: int) -> int:
    """Return how many lines a text takes in a width, both in twentieths of a point. em: the height of its characters, which
    is the width of a Chinese one."""
    full = max(width // em, 1) * FULL * em  # of a line is used before a character goes on to the next
    lines = 0
    for line in string.split("\n"):
        latin = count_latin(line)
        long = (len(line) - latin + latin * WIDEST) * em
        lines += 1 if long <= width else -int(-long // full)
    return lines


def block_height(block: Heading | Paragraph | Spread, look: Look, layout: PageLayout) -> int:
    """Return how high a block other than a table is on a page of that layout, in twentieths of a point."""
    style = look.paragraphs[block.style]
    em = style.half_points * 10
    if isinstance(block, Spread):
        alone = is_too_long(block, style, layout)
        lines = 1 + (count_lines(block.texts[0].string, em, layout.text_width) if alone else 0)
    else:
        indent = (style.first_indent + style.left_indent) * em // 100
        lines = count_lines(block.text.string, em, layout.text_width - indent)
    return lines * line_height(style) + style.before + style.after


class RowNeeds(NamedTuple):
    """How high the rows of a table must be for their texts, those of the header first.

    reaching: of each cell over several rows the last of them, the first one, and how high they must be together.
    """

    rows: list[int]
    reaching: list[tuple[int, int, int]]

    def heights(self, least: int) -> list[int]:
        """Return how high each row is when none is lower than `least`. What a cell over several rows lacks makes the last
        of them higher, as Word and LibreOffice have it."""
        heights = [need if need > least else least for need in self.rows]
        for last, first, need in self.reaching:
            lacking = need - sum(heights[first : last + 1])
            if lacking > 0:
                heights[last] += lacking
        return heights


def row_needs(block: Table, style: TableStyle, widths: Sequence[int]) -> RowNeeds:
    """Return how high the rows of a table must be in columns of these widths."""
    em = style.text.half_points * 10
    line = line_height(style.text)
    around = lone_height(style) - line
    needs = [lone_height(style)] * len(block.rows)
    reaching: list[tuple[int, int, int]] = []
    columns, beside = tuple(widths), 2 * style.side_margin
    for first, cuts, strings, complex in block.stretches:
        room, short, rows, covered = measure_cells(cuts, columns, beside, style.right_indent, em)
        # Cells that may have more than one line; no others than complex ones have several paragraphs.
        long = compress(count(), map(gt, map(len, strings), short))
        for at in {*long, *complex} if complex else long:
            need = count_lines(strings[at], em, room[at]) * line + around
            number = first + rows[at]
            if covered[at] > 1:
                reaching.append((min(number + covered[at], len(needs)) - 1, number, need))
            elif need > needs[number]:
                needs[number] = need
    return RowNeeds(needs, sorted(reaching))


class Measures(NamedTuple):
    """Of each cell of a `Stretch` what `measure` returns, in which of its rows it begins, and over how many it goes."""

    room: list[int]
    short: list[int]
    rows: list[int]
    covered: list[int]


@lru_cache(maxsize=200)
def measure_cells(
    cuts: tuple[Cut, ...], widths: tuple[int, ...], around: int, indent: int, em: int
) -> Measures:
    """Return the measures of the cells of rows that are cut so. around, indent, em: as of `measure`."""
    found = Measures([], [], [], [])
    for number, cut in enumerate(cuts):
        room, short = measure(cut, widths, around, indent, em)
        found.room.extend(room)
        found.short.extend(short)
        found.rows.extend([number] * len(room))
        found.covered.extend([rows for _, _, _, rows in cut.cells])
    return found


@lru_cache(maxsize=1000)
def measure(
    cut: Cut, widths: tuple[int, ...], around: int, indent: int, em: int
) -> tuple[list[int], list[int]]:
    """Return how much room there is for a line in each cell of a row, and how many characters are surely on one line; a figure
    is so whatever its length (see `column_widths`).

    around, indent: what is left free beside a text, and right of a right-aligned one. em: the height of a character.
    """
    room, short = [], []
    for column, align, columns, _ in cut.cells:
        inside = sum(widths[column : column + columns]) - around
        room.append(inside - indent if align == "右" else inside)
        least = max((inside if columns == 1 else room[-1]) // em, 1)
        short.append(max(least, FIGURE) if align == "右" else least)
    return room, short


def lone_height(style: TableStyle) -> int:
    """Return how high a row is in which no cell has more than one line, in twentieths of a point."""
    return line_height(style.text) + 2 * style.end_margin + rule_width(style)


def rule_width(style: TableStyle) -> int:
    """Return how wide the rules between rows are, in twentieths of a point; styles have eighths."""
    return style.inner_rule * 20 // 8


def total_height(blocks: Iterable[Heading | Paragraph | Spread], look: Look, layout: PageLayout) -> int:
    """Return how high blocks are, one below the other, in twentieths of a point."""
    return sum(block_height(block, look, layout) for block in blocks)
