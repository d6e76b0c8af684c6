"""The rows of a table as they stand in a file: read at a glance where they hold plain texts in cells and nothing else,
and arranged into a table, each cell in its columns and over the rows that it covers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from narrator.document import Column, Cut, CutCell, Origin, Row, Table, cut_as
from narrator.readers.docx.formatting import NAMES as LOOKS
from narrator.readers.docx.package import W
from narrator.readers.docx.passage import (
    CONTENT,
    CONTROL,
    GONE,
    LETTERS,
    MATH_TEXT,
    MC,
    PICTURES,
    TEXT,
    Letters,
)
from narrator.readers.docx.table_parts import move_cell

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.etree import _Element as Element

TABLE, ROW, CELL, SECTION, FOREIGN = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}sectPr", f"{W}altChunk"
BEFORE, SPAN, MERGE, VALUE = f"{W}gridBefore", f"{W}gridSpan", f"{W}vMerge", f"{W}val"
CONTROLLED_ROW = f"{CONTENT}/{ROW}"
MOST_COLUMNS = 200
# Whatever makes more of a table than plain texts in cells: rows in which none of it is are read at a glance.
OTHERS = [
    "sym",
    "fldChar",
    "fldSimple",
    "instrText",
    "rt",
    "cellDel",
    "hidden",
    "pPrChange",
    "rPrChange",
    "tcPrChange",
    "rStyle",
]
UNUSUAL = (
    *LETTERS, *PICTURES, *GONE, *LOOKS, MATH_TEXT, CONTROL, TABLE, BEFORE, SECTION, FOREIGN, f"{MC}AlternateContent",
    *(f"{W}{name}" for name in OTHERS),
)  # fmt: skip
IN_TABLES = (ROW, TEXT, CELL, SPAN, MERGE, *UNUSUAL)


class FileCell(NamedTuple):
    """A cell as it stands in its file. span: how many columns it covers. merge: "" for a whole one, "restart" for one that goes on
    below, "continue" for that. string, origin: as of `Row`."""

    span: int
    merge: str
    string: str
    origin: Origin


class FileRow(NamedTuple):
    """A row of a table as it stands in its file. before: how many columns it leaves out before its first cell. spans and so on: of
    each of its cells, see `FileCell`."""

    before: int
    spans: tuple[int, ...]
    merges: tuple[str, ...]
    strings: Sequence[str]
    origins: Sequence[Origin]


class FileRowDraft:
    """A row that is read at a glance. plain: whether it holds a plain text in each cell and nothing else, so far."""

    def __init__(self, element: Element, plain: bool, letters: Letters) -> None:
        self.element, self.plain, self.letters = element, plain, letters
        self.spans: list[int] = []
        self.merges: list[str] = []
        self.strings: list[str] = []
        self.begin_cell()  # of what stands before the first one

    def begin_cell(self) -> None:
        """Begin another cell."""
        self.spans.append(1)
        self.merges.append("")
        self.strings.append("")

    def row(self) -> FileRow:
        """Return the row, which is at its end."""
        strings = self.strings[1:]
        if not "".join(strings).isprintable():
            strings = [one if one.isprintable() else one.translate(self.letters) for one in strings]
        strings = ["" if one.isspace() else one for one in strings]
        return FileRow(0, tuple(self.spans[1:]), tuple(self.merges[1:]), strings, [None] * len(strings))


@lru_cache(maxsize=1)
def rows_with_paragraphs() -> XPath:
    """Return what finds the rows of a table in which a cell has more than one paragraph."""
    from lxml.etree import XPath

    return XPath("w:tr[w:tc/descendant::w:p[2]]", namespaces={"w": W[1:-1]})


def glance(table: Element, letters: Letters) -> list[FileRowDraft] | None:
    """Return the rows of a table, those with plain texts and nothing else as they are read. None when the table is
    not made of rows alone. letters: what is read for letters of its texts."""
    drafts: list[FileRowDraft] = []
    draft = FileRowDraft(table, False, letters)  # of what stands before the first row
    several = set(rows_with_paragraphs()(table))
    for one in table.iter(*IN_TABLES):
        tag = one.tag
        if tag == CELL:
            if draft.plain:
                draft.begin_cell()
        elif tag == TEXT:
            draft.strings[-1] += one.text or ""
        elif tag == ROW:
            draft = FileRowDraft(one, one not in several, letters)
            drafts.append(draft)
        elif tag == SPAN:
            draft.spans[-1] = max(read_count(one, 1), 1)
        elif tag == MERGE:
            draft.merges[-1] = one.get(VALUE, "continue")
        elif (tag == TABLE and one is not table) or (tag == CONTROL and one.find(CONTROLLED_ROW) is not None):
            return None
        elif tag != TABLE:
            draft.plain = False
    return drafts


def cells_of_frame(table: Element) -> list[Element]:
    """Return the cells of a table that is none, but a frame around others, as web pages set them: each of its rows has but one
    cell, and a table stands in one of them. Return nothing for any other."""
    cells = [row.findall(CELL) for row in table.findall(ROW)]
    alone = [row[0] for row in cells if len(row) == 1]
    return alone if len(alone) == len(cells) and any(one.find(TABLE) is not None for one in alone) else []


def count_columns(rows: Sequence[FileRow]) -> int:
    """Return how many columns the longest of some rows reaches over."""
    return min(max([row.before + sum(row.spans) for row in rows]), MOST_COLUMNS)


def extents_of_cells(rows: Sequence[FileRow]) -> Iterator[tuple[int, int]]:
    """Yield where each cell of some rows begins and ends in the grid of their table."""
    for row in rows:
        column = row.before
        for span in row.spans:
            yield column, column + span
            column += span


def arrange(name: str, rows: Sequence[FileRow], width: int, slivers: Collection[int]) -> Table:
    """Return the table of rows, with every cell in its columns and over the rows that it covers.

    width: how many columns there are. slivers: those that are none, see `table_parts`.
    """
    edges: Sequence[int] = range(2 * MOST_COLUMNS + 1)
    if slivers:
        edges = [column - len([one for one in slivers if one < column]) for column in edges]
    heights = find_heights(rows, edges)
    body = [arrange_row(row, heights.get(number)) for number, row in enumerate(rows)]
    if slivers:
        edges = edges[: width + 1]
        body, width = [Row.of([move_cell(cell, edges) for cell in row]) for row in body], edges[width]
    return Table(name, (Column(0, ""),) * width, (), tuple(body), "")


def find_heights(rows: Sequence[FileRow], edges: Sequence[int]) -> dict[int, dict[int, int]]:
    """Return how many rows those cells cover that go on below, by the number of their row and their own in it; 0 for one that is part
    of another. edges: where each column of the rows stands in the table."""
    heights: dict[int, dict[int, int]] = defaultdict(dict)
    begun: dict[int, tuple[int, int]] = {}  # column → row and number of the cell that goes on there
    for number, row in enumerate(rows):
        if not begun and not any(row.merges):  # as of most rows
            continue
        cells = whole_cut(row.before, row.spans).cells
        for at, ((column, *_), merge) in enumerate(zip(cells, row.merges, strict=True)):
            here = edges[column]
            if merge and merge != "restart" and here in begun:
                above, which = begun[here]
                heights[above][which] = number - above + 1
                heights[number][at] = 0
            elif merge:
                begun[here] = (number, at)
            elif here in begun:
                del begun[here]
    return heights


def arrange_row(row: FileRow, heights: Mapping[int, int] | None) -> Row:
    """Return a row with its cells in their columns. heights: see `find_heights`; None when all are whole."""
    cut = whole_cut(row.before, row.spans)
    if not heights:
        return Row(cut, row.strings, row.origins)
    kept = [at for at in range(len(cut.cells)) if heights.get(at, 1)]
    cells = tuple([(*cut.cells[at][:-1], heights.get(at, 1)) for at in kept])
    return Row(cut_as(cells), [row.strings[at] for at in kept], [row.origins[at] for at in kept])


@lru_cache(maxsize=1000)
def whole_cut(before: int, spans: Sequence[int]) -> Cut:
    """Return how a row of whole cells is cut. before, spans: see `FileRow`."""
    cells: list[CutCell] = []
    column = before
    for span in spans:
        cells.append((column, "", span, 1))
        column = min(column + span, MOST_COLUMNS)
    return cut_as(tuple(cells))


class Signs(dict[str, str]):
    """The sign of a cell in a `ReportLayout`, by its merge: whatever is not the first of a merged one goes on."""

    def __missing__(self, merge: str) -> str:
        return "|"


SIGNS = Signs({"": "-", "restart": "v"})


def signs_of(rows: Sequence[FileRow]) -> tuple[str, ...]:
    """Return rows as a `ReportLayout` has them, a character a cell."""
    return tuple("".join(map(SIGNS.__getitem__, row.merges)) for row in rows)


def read_count(element: Element | None, otherwise: int) -> int:
    """Return the number that an element says, at most MOST_COLUMNS; `otherwise` when it says none."""
    said = "" if element is None else element.get(VALUE, "")
    return min(int(said), MOST_COLUMNS) if said.isascii() and said.isdigit() and len(said) < 6 else otherwise
