"""How high the lines of a page and the rows of a table are, in twentieths of a point, reckoned without laying them out.

The reckoning is that of the widest fonts that stand in for those of a form, so that what fits by it fits in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from narrator.document import Cell, Heading, Paragraph, Spread, Table
from narrator.writers.docx.look import Look, PageLayout, ParagraphStyle, TableStyle

WIDEST = 0.64  # em: a digit in DejaVu Serif, which stands in where Times New Roman is not installed
FULL = 0.97  # of a line, as marks of punctuation stay with the words before them
_SINGLE = 1.35  # em: a line of single spacing


def line_height(style: ParagraphStyle) -> int:
    """Return how high a line in a style is."""
    return style.line or round(style.half_points * 10 * _SINGLE)


def count_lines(string: str, em: int, width: int) -> int:
    """Return how many lines a text takes in that width. em: the height of its characters."""
    if len(string) * em <= width and "\n" not in string:
        return 1  # as most cells of a table
    full = max(width // em, 1) * FULL * em  # of a line is used before a character goes on to the next
    lines = 0
    for line in string.split("\n"):
        latin = sum(map(str.isascii, line))
        long = (len(line) - latin + latin * WIDEST) * em
        lines += 1 if long <= width else -int(-long // full)
    return lines


def block_height(block: Heading | Paragraph | Spread, look: Look, layout: PageLayout) -> int:
    """Return how high a block other than a table is on a page of that layout."""
    style = look.paragraphs[block.style]
    lines = 1
    if not isinstance(block, Spread):
        em = style.half_points * 10
        indent = (style.first_indent + style.left_indent) * em // 100
        lines = count_lines(block.text.string, em, layout.text_width - indent)
    return lines * line_height(style) + style.before + style.after


def row_heights(block: Table, style: TableStyle, widths: Sequence[int]) -> list[int]:
    """Return how high each row of a table is, those of the header first, in columns of these widths.

    What a cell over several rows lacks makes the last of them higher, as Word and LibreOffice have it.
    """
    heights: list[int] = []
    reaching: list[
        tuple[int, int, int]
    ] = []  # of cells over several rows: the last one, the first one, how high
    for number, row in enumerate((*block.header, *block.body)):
        high = style.row_height
        for cell in row:
            if len(cell.paragraphs) != 1 or cell.rows > 1 or len(cell.paragraphs[0].string) > 1:
                need = cell_height(cell, style, widths)
                if cell.rows > 1:
                    reaching.append((number + cell.rows - 1, number, need))
                elif need > high:
                    high = need
        for last, first, need in reaching:
            if last == number:
                high = max(high, need - sum(heights[first:]))
        heights.append(high)
    return heights


def cell_height(cell: Cell, style: TableStyle, widths: Sequence[int]) -> int:
    """Return how high a cell must be for its text."""
    em = style.text.half_points * 10
    indent = style.right_indent if cell.align == "右" else 0
    width = sum(widths[cell.column : cell.column + cell.columns]) - 2 * style.side_margin - indent
    lines = sum(count_lines(text.string, em, width) for text in cell.paragraphs)
    return lines * line_height(style.text) + 2 * style.end_margin + rule_width(style)


def rule_width(style: TableStyle) -> int:
    """Return how wide the rules between rows are."""
    return style.inner_rule * 20 // 8


def total_height(blocks: Iterable[Heading | Paragraph | Spread], look: Look, layout: PageLayout) -> int:
    """Return how high blocks are, one below the other."""
    return sum(block_height(block, look, layout) for block in blocks)
