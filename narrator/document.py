"""The report as a tree of immutable nodes: what is written, where each piece comes from, no file format.

Composed by `compose`, read by `checks`, turned into files by `writers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple, cast

from narrator.sources import Slot, Source
from narrator.spans import Text, text_from

Texts = tuple[Text, ...]  # the paragraphs of a cell
NOTHING: Texts = (Text(),)
# What a cell comes from: None, as words of the form; one source, all that it says; or several, and then they are in its
# paragraphs.
Origin = Source | Texts | None


class Heading(NamedTuple):
    """A heading of the outline.

    level: 1 is a part (第一部分), 2 a section (一、), and so on down.
    style: the name of its look.
    number: what stands before it in the contents, and not on its page; mostly "".
    page: the number of the page that it stands on, for the contents; "" when that is not known.
    """

    level: int
    text: Text
    style: str
    number: str = ""
    page: str = ""

    @property
    def listed(self) -> str:
        """The heading as the contents have it."""
        return self.number + self.text.string


class Paragraph(NamedTuple):
    """A paragraph in the look that its style names."""

    text: Text
    style: str


class Spread(NamedTuple):
    """One line of up to three texts: at the left, in the middle, at the right."""

    texts: tuple[Text, ...]
    style: str


class Contents(NamedTuple):
    """The table of contents: it lists the headings down to that level.

    live: whether it is written for a program that fills in the numbers of pages as it prints, as ordinary lines.
    """

    levels: int
    style: str
    live: bool = False


ALIGNMENTS = ("左", "中", "右")


class Cell(NamedTuple):
    """A cell of a table. It begins in a column (counted from 0) and covers so many columns and rows. align: one of `ALIGNMENTS`."""

    column: int
    paragraphs: tuple[Text, ...]
    align: str
    columns: int = 1
    rows: int = 1


CutCell = tuple[int, str, int, int]  # the column, how it is aligned, the columns and the rows of a cell


class Cut:
    """How a row is cut into cells: of each the column, how it is aligned, its columns and its rows.

    Most rows of a report are cut as a line of its form says, and equal cuts are mostly one object: what was made for one is
    found again by its identity. is_grid: whether each cell is in a column and a row of its own, from the first column on.
    """

    __slots__ = ("cells", "is_grid")

    def __init__(self, cells: tuple[CutCell, ...]) -> None:
        self.cells = cells
        self.is_grid = all(
            (column, columns, rows) == (at, 1, 1) for at, (column, _, columns, rows) in enumerate(cells)
        )


@lru_cache(maxsize=1000)
def cut_as(cells: tuple[CutCell, ...]) -> Cut:
    """Return how a row of such cells is cut."""
    return Cut(cells)


class Row(Sequence[Cell]):
    """A row of a table: the cells that begin in it. They are made when somebody asks for them: whoever goes through all
    rows of a report sees to the lists that they are made of.

    strings: what each cell says, its paragraphs joined by line ends. origins: what each comes from, see `Origin`.
    complex: the origins that are texts, by the number of their cell; nothing that a writer wrote is elsewhere.
    """

    __slots__ = ("_cells", "complex", "cut", "origins", "strings")

    def __init__(self, cut: Cut, strings: Sequence[str], origins: Sequence[Origin]) -> None:
        self.cut, self.strings, self.origins = cut, strings, origins
        self.complex: dict[int, Texts] = {}
        if tuple in {*map(type, origins)}:  # a set is quicker than looking at one type after the other
            self.complex = {
                at: cast(Texts, texts) for at, texts in enumerate(origins) if type(texts) is tuple
            }
        self._cells: tuple[Cell, ...] | None = None

    @classmethod
    def of(cls, cells: Sequence[Cell]) -> Row:
        """Return the row of these cells."""
        settled = [settle(cell.paragraphs) for cell in cells]
        cut = cut_as(tuple([(cell.column, cell.align, cell.columns, cell.rows) for cell in cells]))
        return cls(cut, [string for string, _ in settled], [origin for _, origin in settled])

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells."""
        if self._cells is None:
            self._cells = tuple(
                Cell(column, texts, align, columns, rows)
                for (column, align, columns, rows), texts in zip(self.cut.cells, self.texts(), strict=True)
            )
        return self._cells

    def texts(self) -> list[Texts]:
        """Return the paragraphs of each cell."""
        return [unsettle(string, origin) for string, origin in zip(self.strings, self.origins, strict=True)]

    def lines(self) -> Sequence[str | Text]:
        """Return its paragraphs: those that come from one source, or from the form, as words alone."""
        if not self.complex:
            return self.strings
        return [line for at, string in enumerate(self.strings) for line in self.complex.get(at) or (string,)]

    def complex_texts(self) -> list[Text]:
        """Return the texts of the cells that come from more than one source, or from what a writer wrote or is to write."""
        return [*chain.from_iterable(self.complex.values())]

    def sources(self) -> Sequence[Origin]:
        """Return what its texts come from, and what is no source besides."""
        if not self.complex:
            return self.origins
        return [*self.origins, *[span.source for text in self.complex_texts() for span in text.spans]]

    def __getitem__(self, at: Any) -> Any:
        return self.cells[at]

    def __len__(self) -> int:
        return len(self.strings)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cells)

    def __eq__(self, other: object) -> bool:
        return self.cells == tuple(other) if isinstance(other, (Row, tuple)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.cells)

    def __repr__(self) -> str:
        return repr(self.cells)


def settle(texts: Texts) -> tuple[str, Origin]:
    """Return what a cell with these paragraphs says, and what that comes from."""
    if len(texts) == 1:
        string, spans = texts[0]
        if not spans:
            return string, None
        start, end, source = spans[0]
        if len(spans) == 1 and not start and end == len(string) and type(source) is not Slot:
            return string, source
    return "\n".join([text.string for text in texts]), texts


def unsettle(string: str, origin: Origin) -> Texts:
    """Return the paragraphs of a cell, see `settle`."""
    if origin is None:
        return (Text(string),) if string else NOTHING
    return origin if type(origin) is tuple else (text_from(string, origin),)  # type: ignore[arg-type, return-value]


class Column(NamedTuple):
    """A column of a table. width: mm; align: 左, 中 or 右."""

    width: float
    align: str


MANY = 50  # rows that are seen to at once


class Stretch(NamedTuple):
    """Rows of a table one below the other: the number of the first, how they are cut, and what their cells say, row by row. What
    was made for those cuts serves whatever stands in the cells; there are few of a form.

    complex: of each cell that is so (see `Row`), by its place among the strings, the numbers of its row and in that.
    """

    first: int
    cuts: tuple[Cut, ...]
    strings: list[str]
    complex: dict[int, tuple[int, int]]

    @classmethod
    def of(cls, first: int, rows: Sequence[Row]) -> Stretch:
        """Return rows of which the first has that number."""
        complex: dict[int, tuple[int, int]] = {}
        reached = 0
        for number, row in enumerate(rows, first):
            for cell in row.complex:
                complex[reached + cell] = number, cell
            reached += len(row.strings)
        strings = [*chain.from_iterable([row.strings for row in rows])]
        return cls(first, tuple([row.cut for row in rows]), strings, complex)


class TableFields(NamedTuple):
    """What a table is made of, see `Table`."""

    name: str
    columns: tuple[Column, ...]
    header: tuple[Sequence[Cell], ...]
    body: tuple[Sequence[Cell], ...]
    style: str
    kept: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()


class Table(TableFields):
    """A table; a row is the cells that begin in it, in order. The header rows repeat on every page.

    kept: the numbers of body rows (from 0) that stay on a page with the row after them. heads: of those that head the
    rows below and are printed again on every page that those reach; no cell covers one of them and another row.
    """

    @cached_property
    def rows(self) -> list[Row]:
        """Its rows, those of the header first."""
        return [row if type(row) is Row else Row.of(row) for row in (*self.header, *self.body)]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Its rows, some dozens at a time. The first of the body begins one, as does each of the `heads`."""
        first, end = len(self.header), len(self.rows)
        begins = sorted({0, *range(first, end, MANY), *(first + head for head in self.heads)})
        return [Stretch.of(begin, self.rows[begin:stop]) for begin, stop in pairwise((*begins, end))]


class Page(NamedTuple):
    """What follows starts on a new page of the named layout."""

    layout: str


PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for a picture in a text that was read
CONTENTS = "目录"  # the style of a paragraph that is a line of the contents, in a report that was read

Block = Heading | Paragraph | Spread | Contents | Table | Page


class Document(NamedTuple):
    """A whole report. title and subject are its properties (a file manager shows them)."""

    title: str
    blocks: tuple[Block, ...]


def headings(document: Document, levels: int = 9) -> list[Heading]:
    """Return the headings of a document down to that level, in order."""
    return [b for b in document.blocks if isinstance(b, Heading) and b.level <= levels]


def texts(document: Document) -> Iterator[Text]:
    """Return every text of a document, see `texts_in`."""
    return texts_in(document.blocks)


def sources_of_document(document: Document) -> Iterator[Origin]:
    """Return what every text of a document comes from, and what is no source besides; no cell is made for it."""
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield from row.sources()
        else:
            yield from (span.source for text in texts_in([block]) for span in text.spans)


def texts_in(blocks: Iterable[Block]) -> Iterator[Text]:
    """Return every text of the blocks in reading order, those in tables included, but for those of blank cells."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Spread():
                yield from block.texts
            case Table():
                for row in block.rows:
                    for inside in row.texts():
                        yield from inside if inside is not NOTHING else ()
            case Contents() | Page():
                pass
