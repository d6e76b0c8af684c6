"""Tables in several parts: one that has rows in its midst which are printed again on every page is written as one
below the other, with a seam between them (see `writers.docx.table`); and the columns that such parts have.

LibreOffice saves each part with the columns that its own cells need, and parts edges that differ by a hair.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from narrator.document import Cell, Column, Table
from narrator.readers.docx.package import W
from narrator.readers.docx.passage import PROPERTIES, RUN, RUN_PROPERTIES

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

GRID_COLUMNS, WIDTH = f"{W}tblGrid/{W}gridCol", f"{W}w"
SPACING, SECTION = f"{PROPERTIES}/{W}spacing", f"{PROPERTIES}/{W}sectPr"
THIN = 17  # twips; between the height of a seam and that of any other paragraph
MM_PER_TWIP = 25.4 / 1440
HAIR = 20  # twips, a third of a millimetre; no column of a table is as narrow
NARROW = 170  # twips, 3 mm: what is between the border of some rows and that of others, dragged aside, is no column either


def is_seam(paragraph: Element) -> bool:
    """Return whether a paragraph does nothing but hold two parts of a table apart, of which the second begins with rows
    that are printed again on every page."""
    spacing = paragraph.find(SPACING)
    if spacing is None or paragraph.find(SECTION) is not None:
        return False
    line = spacing.get(f"{W}line", "")
    thin = line.isascii() and line.isdigit() and len(line) < 3 and int(line) < THIN
    return thin and all(one.tag == RUN_PROPERTIES for run in paragraph.iterfind(RUN) for one in run)


def find_column_edges(table: Element, slivers: Collection[int]) -> list[int]:
    """Return where the columns of a table begin, from its left side, and where the last ends, in twips, as its grid says;
    nothing when it does not say it of each. slivers: what is no column, and leaves out its edge."""
    edges = [0]
    reached = 0
    for at, width in enumerate(find_widths(table)):
        if width is None:
            return []
        reached += width
        if at not in slivers:
            edges.append(reached)
    return edges


def find_slivers(table: Element, cells: Callable[[], Iterable[tuple[int, int]]]) -> set[int]:
    """Return the columns of the grid of a table that are no column, by number: as narrow as a hair, or so narrow that a border was
    dragged aside there, and no cell has but such ones. cells: of each where it begins and ends in the grid."""
    widths = [*enumerate(find_widths(table))]
    hairs = {at for at, width in widths if width is not None and width < HAIR}
    narrow = {at for at, width in widths if width is not None and width < NARROW}
    for start, end in cells() if narrow - hairs else ():
        if narrow.issuperset(range(start, end)):
            narrow.difference_update(range(start, end))
    return narrow | hairs


def find_widths(table: Element) -> Iterator[int | None]:
    """Return the widths of the columns of a table in twips, as its grid says; None for what is no number."""
    for column in table.iterfind(GRID_COLUMNS):
        said = column.get(WIDTH, "")
        yield int(said) if said.isascii() and said.isdigit() and len(said) < 6 else None


def join_parts(
    above: Table, upper: Sequence[int], below: Table, lower: Sequence[int]
) -> tuple[Table, Sequence[int]]:
    """Return two parts of a table as one, and its edges: it has the columns of both.

    upper, lower: the edges of the parts (see `find_column_edges`). Parts whose grids do not say where their columns are stay
    as they are, one below the other.
    """
    if len(upper) != len(above.columns) + 1 or len(lower) != len(below.columns) + 1:
        columns = max(above.columns, below.columns, key=len)
        return above._replace(columns=columns, body=above.body + below.body), max(upper, lower, key=len)
    edges: list[int] = []
    for edge in sorted([*upper, *lower]):
        if not edges or edge - edges[-1] >= HAIR:
            edges.append(edge)
    body: list[Sequence[Cell]] = []
    for part, own in ((above, upper), (below, lower)):
        now = [max(at for at, edge in enumerate(edges) if edge <= one) for one in own]
        stays = now == list(range(len(now)))
        body += part.body if stays else [tuple(move_cell(cell, now) for cell in row) for row in part.body]
    joined = above._replace(columns=(Column(0, ""),) * (len(edges) - 1), body=tuple(body))
    return set_widths(joined, edges), edges


def set_widths(table: Table, edges: Sequence[int]) -> Table:
    """Return a table with the widths of its columns, in mm, when edges say where each begins and ends (see `find_column_edges`)."""
    if len(edges) != len(table.columns) + 1:
        return table
    return table._replace(
        columns=tuple(Column(round((end - begin) * MM_PER_TWIP, 1), "") for begin, end in pairwise(edges))
    )


def move_cell(cell: Cell, edges: Sequence[int]) -> Cell:
    """Return a cell where the edges of its columns are now."""
    start, end = edges[cell.column], edges[min(cell.column + cell.columns, len(edges) - 1)]
    return cell._replace(column=start, columns=max(end - start, 1))
