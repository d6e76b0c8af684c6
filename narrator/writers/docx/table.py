"""Tables as w:tbl elements: widths, merged cells, header rows that repeat.

The bulk of a report is cells, so what cells have in common is made once and they are strings joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from narrator.document import Cell, Column, Table
from narrator.writers.docx.escapes import attribute
from narrator.writers.docx.look import PageLayout, TableStyle, dxa
from narrator.writers.docx.run import runs

ALIGNMENTS = ("左", "中", "右")
_FILLER = "左"
WIDEST = 0.64  # em: a digit in DejaVu Serif, which stands in where Times New Roman is not installed
LEAST = 0.6  # of its width that a column of words keeps


def table(block: Table, style: TableStyle, layout: PageLayout, numbers: Iterator[int]) -> str:
    """Return a table no wider than the text of its page; "" when it has no rows.

    Columns of a row that no cell covers become empty cells. numbers: gives each content control an id of
    its own. Raises ValueError, with the name of the table, when cells overlap or reach out of it.
    """
    if not block.columns or not (block.header or block.body):
        return ""
    return _Writing(block, style, layout, numbers).xml()


def widths(columns: Sequence[Column], available: int) -> list[int]:
    """Return the widths of the columns in twentieths of a point, all made smaller in proportion when they
    would exceed what is available.
    """
    total = sum(column.width for column in columns)
    scale = available / dxa(total) if dxa(total) > available else 1.0
    edges = [0]
    reached = 0.0
    for column in columns:
        reached += column.width
        # Edges are rounded, not widths, so that the widths add up to the table's.
        edges.append(min(round(reached * 1440 / 25.4 * scale), available))
    return [right - left for left, right in pairwise(edges)]


def needs(block: Table, style: TableStyle) -> dict[int, int]:
    """Return how wide each column must be, in twentieths of a point, for none of its figures to be broken into
    two lines, in the widest of the fonts that stand in for the one of the style.
    """
    longest: dict[int, int] = {}
    for row in block.body:
        for cell in row:
            if cell.align == "右" and cell.columns == 1 and len(cell.paragraphs) == 1:
                string = cell.paragraphs[0].string
                if len(string) > longest.get(cell.column, 0) and string.strip("-0123456789.") == "":
                    longest[cell.column] = len(string)
    around = 2 * style.side_margin + style.right_indent
    em = style.text.half_points * 10
    return {at: around + round((long - 0.5) * WIDEST * em) for at, long in longest.items()}


def roomy(widths: list[int], needs: Mapping[int, int]) -> list[int]:
    """Return the widths with columns that are narrower than they need made wider, at the cost of those that
    have room.
    """
    lack = {at: need - widths[at] for at, need in needs.items() if need > widths[at]}
    if not lack:
        return widths
    spare = [max(0, width - needs.get(at, round(width * LEAST))) for at, width in enumerate(widths)]
    share = min(1.0, sum(spare) / sum(lack.values()))  # of what is lacking, that there is
    wider = [width + round(lack.get(at, 0) * share) for at, width in enumerate(widths)]
    left = sum(wider) - sum(widths)
    for at, room in enumerate(spare):
        taken = round(left * room / total) if (total := sum(spare[at:])) else 0
        wider[at] -= taken
        left -= taken
    return wider


class _Writing:
    """One table being written: what its cells have in common."""

    def __init__(self, block: Table, style: TableStyle, layout: PageLayout, numbers: Iterator[int]) -> None:
        self.block = block
        self.style = style
        self.numbers = numbers
        self.widths = roomy(widths(block.columns, layout.text_width), needs(block, style))
        self.openings: dict[tuple[int, int, str, str, bool], tuple[str, str]] = {}
        self.kept = False  # whether the row being written stays on a page with the next one

    def xml(self) -> str:
        """Return the whole table."""
        block, style = self.block, self.style
        total = sum(self.widths)
        height = f'<w:trHeight w:val="{style.row_height}" w:hRule="atLeast"/>' if style.row_height else ""
        properties = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{attribute(style.name)}"/>'
            f'<w:tblW w:w="{total}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblCaption w:val="{attribute(block.name)}"/></w:tblPr>'
        )
        parts = [
            properties,
            "<w:tblGrid>",
            *(f'<w:gridCol w:w="{width}"/>' for width in self.widths),
            "</w:tblGrid>",
        ]
        header = f"<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>"
        body = f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"
        merged: dict[int, tuple[int, int]] = {}
        for number, row in enumerate((*block.header, *block.body), -len(block.header)):
            parts.append(header if number < 0 else body)
            self.kept = number in block.kept
            merged = self.row(row, merged, parts)
            parts.append("</w:tr>")
        if merged:
            raise ValueError(f"table {block.name!r}: a cell covers more rows than there are")
        parts.append("</w:tbl>")
        return "".join(parts)

    def row(
        self, row: tuple[Cell, ...], merged: dict[int, tuple[int, int]], parts: list[str]
    ) -> dict[int, tuple[int, int]]:
        """Append the cells of a row to the parts; return what reaches down out of it.

        merged: for each column in which a cell from above goes on, its columns and how many rows it has
        left.
        """
        below = {column: (columns, left - 1) for column, (columns, left) in merged.items() if left > 1}
        at = 0
        for cell in row:
            column, texts, align, columns, rows = cell
            if column != at:
                at = self.fill(at, column, merged, parts)
            if merged and not merged.keys().isdisjoint(range(column, column + columns)):
                raise ValueError(f"table {self.block.name!r}: cells overlap in column {column}")
            merge = ""
            if rows > 1:
                merge = '<w:vMerge w:val="restart"/>'
                below[column] = (columns, rows - 1)
            opening, paragraph = self.opening(column, columns, align, merge)
            if len(texts) == 1:
                parts.append(f"{opening}{paragraph}{runs(texts[0], self.numbers)}</w:p></w:tc>")
            else:
                inside = [f"{paragraph}{runs(text, self.numbers)}</w:p>" for text in texts]
                parts.append(f"{opening}{''.join(inside) or paragraph + '</w:p>'}</w:tc>")
            at += columns
        self.fill(at, len(self.widths), merged, parts)
        return below

    def fill(self, at: int, until: int, merged: dict[int, tuple[int, int]], parts: list[str]) -> int:
        """Append what stands from a column until the next cell, cells from above or empty ones; return the
        next column.
        """
        while at < until:
            columns, merge = 1, ""
            if at in merged:
                columns, merge = merged[at][0], "<w:vMerge/>"
            parts.append("".join(self.opening(at, columns, _FILLER, merge)) + "</w:p></w:tc>")
            at += columns
        if at > until:
            raise ValueError(f"table {self.block.name!r}: cells overlap or reach past column {until}")
        return at

    def opening(self, column: int, columns: int, align: str, merge: str) -> tuple[str, str]:
        """Return how a cell begins, and how each paragraph in it begins."""
        key = (column, columns, align, merge, self.kept)
        known = self.openings.get(key)
        if known is None:
            if align not in ALIGNMENTS or columns < 1:
                raise ValueError(
                    f"table {self.block.name!r}: no cell is aligned {align!r} over {columns} columns"
                )
            width = sum(self.widths[column : column + columns])
            span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
            name = attribute(self.style.cell_style(align))
            keep = "<w:keepNext/>" if self.kept else ""
            size = f'<w:tcW w:w="{width}" w:type="dxa"/>'
            known = self.openings[key] = (
                f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>",
                f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{keep}</w:pPr>',
            )
        return known
