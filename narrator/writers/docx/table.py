"""Tables as w:tbl elements: widths, merged cells, header rows that repeat.

The bulk of a report is rows, so what stands around the texts of a row is made once for all that are cut alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from narrator.document import ALIGNMENTS, Cut, Stretch, Table
from narrator.spans import slot_spans
from narrator.writers.docx.escapes import attribute
from narrator.writers.docx.fitting import Fitted
from narrator.writers.docx.paragraph import SEAM, hairline
from narrator.writers.docx.run import kept_runs, runs
from narrator.writers.look import PageLayout

_FILLER = "左"
GAP = "\0"  # where a text is to stand in a frame: a character that XML can not hold
WHOLE = 0.2  # of the height of a page: a lower row stays in one piece, and leaves no more of a page empty


Kind = tuple[
    str, bool
]  # of a row: how it begins (heading, whole, split), and whether it stays on a page with the next one


class Frame(NamedTuple):
    """What stands around the texts of a row, or of several. xml: to be filled with them by `%`. reaching: of the cells that reach down
    out of it, by column, their columns and how many rows they have left."""

    xml: bytes
    reaching: Mapping[int, tuple[int, int]]


def table(block: Table, fitted: Fitted, layout: PageLayout, numbers: Iterator[int]) -> Iterator[bytes]:
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
        self.names = tuple([attribute(self.style.cell_style(align)) for align in ALIGNMENTS])

    def xml(self) -> Iterator[bytes]:
        """Return the whole table, row by row. Word prints only a table's first rows again on every page, so one that has rows of that
        kind in its midst is several, one below the other, of which each begins with such rows."""
        block = self.block
        rows = block.rows
        first = len(block.header)
        heads = {first + number for number in block.heads}
        self.again = {*range(first), *heads}
        starts = [0, *(row for row in sorted(heads) if row and row - 1 not in self.again), len(rows)]
        seam = hairline(high=SEAM).encode()
        for start, end in pairwise(starts):
            if start:
                yield seam
            yield from self.part(start, end, end == len(rows))

    def part(self, start: int, end: int, last: bool) -> Iterator[bytes]:
        """Return the rows from one up to another as a table. last: whether no part follows, which would draw the rule. Raises
        ValueError for a row whose cells do not fit."""
        block, style = self.block, self.style
        rule = "" if last else '<w:tblBorders><w:bottom w:val="nil"/></w:tblBorders>'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        opening = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{attribute(style.name)}"/>'
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/>{rule}<w:tblLayout w:type="fixed"/>'
            f'<w:tblCaption w:val="{attribute(block.name)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        yield opening.encode()
        above: Mapping[int, tuple[int, int]] = {}
        heading = True  # only the first rows of a table are printed again
        first, kept = len(block.header), block.kept
        for stretch in block.stretches:
            if not start <= stretch.first < end:
                continue
            kinds: list[Kind] = []
            for number in range(stretch.first, stretch.first + len(stretch.cuts)):
                heading = heading and number in self.again
                opened = "heading" if heading else "whole" if self.heights[number] <= self.whole else "split"
                kinds.append((opened, heading or number - first in kept))
            shape = block.name, self.names, tuple(self.widths), style.row_height
            around = frames(*shape, stretch.cuts, tuple(kinds), tuple(above.items()))
            yield around.xml % self.shown(stretch, kinds)
            above = around.reaching
        if above:
            raise ValueError(f"table {block.name!r}: a cell covers more rows than there are")
        yield b"</w:tbl>"

    def shown(self, stretch: Stretch, kinds: Sequence[Kind]) -> tuple[bytes, ...]:
        """Return what is to stand in the cells of rows, see `frames`."""
        shown = [*map(kept_runs.__getitem__, stretch.strings)]
        for at, (number, cell) in stretch.complex.items():
            row = self.block.rows[number]
            texts = row.complex[cell]
            if len(texts) == 1 and not slot_spans(texts[0]):
                continue
            opening = open_paragraph(self.names, row.cut.cells[cell][1], kinds[number - stretch.first][1])
            shown[at] = f"</w:p>{opening}".join([runs(text, self.numbers) for text in texts]).encode()
        return tuple(shown)


@lru_cache(maxsize=100)
def frames(
    table: str,
    names: tuple[str, ...],
    widths: tuple[int, ...],
    row_height: int,
    cuts: tuple[Cut, ...],
    kinds: tuple[Kind, ...],
    above: tuple[tuple[int, tuple[int, int]], ...],
) -> Frame:
    """Return what stands around the texts of rows that are cut so.

    row_height: of the style, 0 for none. above: of each cell from above that goes on, by its column, its columns and how many rows
    it has left. names and what is raised: see `frame`.
    """
    height = f'<w:trHeight w:val="{row_height}" w:hRule="atLeast"/>' if row_height else ""
    openings = {
        "heading": f"<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>".encode(),
        "whole": f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>".encode(),
        "split": f"<w:tr><w:trPr>{height}</w:trPr>".encode() if height else b"<w:tr>",
    }
    xml: list[bytes] = []
    merged = dict(above)
    for cut, (opened, kept) in zip(cuts, kinds, strict=True):
        over = tuple([(at, columns) for at, (columns, _) in merged.items()])
        around = frame(table, names, widths, cut, kept, over)
        xml += (openings[opened], around.xml)
        merged = {at: (columns, left - 1) for at, (columns, left) in merged.items() if left > 1}
        merged.update(around.reaching)
    return Frame(b"".join(xml), merged)


@lru_cache(maxsize=1000)
def frame(
    table: str,
    names: tuple[str, ...],
    widths: tuple[int, ...],
    cut: Cut,
    kept: bool,
    above: tuple[tuple[int, int], ...],
) -> Frame:
    """Return what stands around the texts of a row that is cut so, and what reaches down out of it. Of a form, and of columns as
    wide, there are a few.

    names: of the styles of its cells, in the order of `ALIGNMENTS`. kept: whether it stays on a page with the next one. above:
    the column and the columns of each cell from above that goes on.

    Raises ValueError, with the name of the table, when cells overlap or reach out of it.
    """
    parts: list[str] = []
    over = dict(above)
    at = 0

    def fill(until: int) -> None:
        """Append what stands until the next cell, cells from above or empty ones. Raises ValueError when these reach into it."""
        nonlocal at
        while at < until:
            columns, merge = (over[at], "<w:vMerge/>") if at in over else (1, "")
            parts.extend((opening(at, columns, _FILLER, merge), "</w:p></w:tc>"))
            at += columns
        if at > until:
            raise ValueError(f"table {table!r}: cells overlap or reach past column {until}")

    def opening(column: int, columns: int, align: str, merge: str) -> str:
        """Return how a cell begins, with its first paragraph. Raises ValueError for a width or an alignment that there is not."""
        if align not in ALIGNMENTS or columns < 1:
            raise ValueError(f"table {table!r}: no cell is aligned {align!r} over {columns} columns")
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        size = f'<w:tcW w:w="{sum(widths[column : column + columns])}" w:type="dxa"/>'
        return f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>{open_paragraph(names, align, kept)}"

    for column, align, columns, rows in cut.cells:
        fill(column)
        if not over.keys().isdisjoint(range(column, column + columns)):
            raise ValueError(f"table {table!r}: cells overlap in column {column}")
        merge = '<w:vMerge w:val="restart"/>' if rows > 1 else ""
        parts += (opening(column, columns, align, merge), GAP, "</w:p></w:tc>")
        at += columns
    fill(len(widths))
    xml = f"{''.join(parts)}</w:tr>".replace("%", "%%").replace(GAP, "%b")
    return Frame(
        xml.encode(), {column: (columns, rows - 1) for column, _, columns, rows in cut.cells if rows > 1}
    )


def open_paragraph(names: tuple[str, ...], align: str, kept: bool) -> str:
    """Return how a paragraph of a cell begins. names, kept: as of `frame`."""
    keep = "<w:keepNext/>" if kept else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{names[ALIGNMENTS.index(align)]}"/>{keep}</w:pPr>'
