"""Tables as w:tbl elements: widths, merged cells, header rows that repeat.

The bulk of a report is cells, so what cells have in common is made once and they are strings joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from narrator.document import Cell, Table
from narrator.writers.docx.escapes import attribute
from narrator.writers.docx.fitting import Fitted
from narrator.writers.docx.look import PageLayout
from narrator.writers.docx.paragraph import SEAM, hairline
from narrator.writers.docx.run import run, runs

ALIGNMENTS = ("左", "中", "右")
_FILLER = "左"
WHOLE = 0.2  # of the height of a page: a lower row stays in one piece, and leaves no more of a page empty


def table(block: Table, fitted: Fitted, layout: PageLayout, numbers: Iterator[int]) -> Iterator[str]:
    """Return a table no wider than the text of its page, in pieces; none when it has no rows. A high row may go on on the next page.

    Columns of a row that no cell covers become empty cells. numbers: gives each content control an id of
    its own. Raises ValueError, with the name of the table, when cells overlap or reach out of it.
    """
    if block.columns and (block.header or block.body):
        yield from _Writing(block, fitted, layout, numbers).xml()


class _Writing:
    """One table being written: what its cells have in common."""

    def __init__(self, block: Table, fitted: Fitted, layout: PageLayout, numbers: Iterator[int]) -> None:
        self.block = block
        self.style, self.widths, self.heights = fitted
        self.numbers = numbers
        self.whole = layout.text_height * WHOLE  # how high a row may be and stay in one piece
        self.openings: dict[tuple[int, int, str, str, bool], tuple[str, str]] = {}
        self.kept = False  # whether the row being written stays on a page with the next one
        self.asking = False  # whether there is a text in it that a writer wrote or is to write

    def xml(self) -> Iterator[str]:
        """Return the whole table, row by row. Word prints only a table's first rows again on every page, so one that has rows of that
        kind in its midst is several, one below the other, of which each begins with such rows."""
        block = self.block
        rows = [*block.header, *block.body]
        first = len(block.header)
        heads = {first + number for number in block.heads}
        self.again = {*range(first), *heads}
        starts = [0, *(row for row in sorted(heads) if row and row - 1 not in self.again), len(rows)]
        seam = hairline(high=SEAM)
        for start, end in pairwise(starts):
            if start:
                yield seam
            yield from self.part(rows, start, end, end == len(rows))

    def part(self, rows: Sequence[tuple[Cell, ...]], start: int, end: int, last: bool) -> Iterator[str]:
        """Return the rows from one up to another as a table. last: whether no part follows, which would draw the rule."""
        block, style = self.block, self.style
        height = f'<w:trHeight w:val="{style.row_height}" w:hRule="atLeast"/>' if style.row_height else ""
        rule = "" if last else '<w:tblBorders><w:bottom w:val="nil"/></w:tblBorders>'
        parts = [
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{attribute(style.name)}"/>'
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/>{rule}<w:tblLayout w:type="fixed"/>'
            f'<w:tblCaption w:val="{attribute(block.name)}"/></w:tblPr><w:tblGrid>',
            *(f'<w:gridCol w:w="{width}"/>' for width in self.widths),
            "</w:tblGrid>",
        ]
        header = f"<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>"
        whole = f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"
        split = f"<w:tr><w:trPr>{height}</w:trPr>" if height else "<w:tr>"
        merged: dict[int, tuple[int, int]] = {}
        heading = True  # only the first rows of a table are printed again
        for number in range(start, end):
            heading = heading and number in self.again
            parts.append(header if heading else whole if self.heights[number] <= self.whole else split)
            self.kept = heading or number - len(block.header) in block.kept
            self.asking = number in block.asking_rows
            merged = self.row(rows[number], merged, parts)
            parts.append("</w:tr>")
            yield "".join(parts)
            parts = []
        if merged:
            raise ValueError(f"table {block.name!r}: a cell covers more rows than there are")
        yield "</w:tbl>"

    def row(
        self, row: tuple[Cell, ...], merged: dict[int, tuple[int, int]], parts: list[str]
    ) -> dict[int, tuple[int, int]]:
        """Append the cells of a row to the parts; return what reaches down out of it.

        merged: for each column in which a cell from above goes on, its columns and how many rows it has
        left.
        """
        below = {column: (columns, left - 1) for column, (columns, left) in merged.items() if left > 1}
        at, kept, numbers, openings = 0, self.kept, self.numbers, self.openings
        for column, texts, align, columns, rows in row:
            if column != at:
                at = self.fill(at, column, merged, parts)
            if merged and not merged.keys().isdisjoint(range(column, column + columns)):
                raise ValueError(f"table {self.block.name!r}: cells overlap in column {column}")
            merge = ""
            if rows > 1:
                merge = '<w:vMerge w:val="restart"/>'
                below[column] = (columns, rows - 1)
            known = openings.get((column, columns, align, merge, kept))
            opening, paragraph = known or self.opening(column, columns, align, merge)
            if len(texts) == 1:
                shown = runs(texts[0], numbers) if self.asking else run(texts[0].string)
                parts.append(f"{opening}{paragraph}{shown}</w:p></w:tc>")
            else:
                inside = [f"{paragraph}{runs(text, numbers)}</w:p>" for text in texts]
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
