"""The grid notation of table layouts: lines of cells become the rows of a table.

a | b      cells, separated by |; every line has as many as the table has columns
<          merges with the cell at its left
^          merges with the cell above
=^ text    merges with the cell above when both say the same, and so do all =^ cells at its left
左:text    aligned so, whatever the column says; also 中: and 右:
& a | b    the line stays on a page with the next one
# a | b    so does this one, and it heads those below: it is printed again on every page that they reach, and no =^
           merges with it
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from narrator.compose.tokens import OPEN, TOKEN, Tokens
from narrator.disclosure.value import Figure, Words
from narrator.document import Cell, Text, join, paragraphs, text_from
from narrator.number import Amount
from narrator.phrases.engine import shown
from narrator.regex import compile_later
from narrator.sources import Derived, Slot

KEEP, HEAD = "&", "#"
MARKS = frozenset("<^=左中右")  # what a mark of the notation begins with
ALIGN = compile_later(r"([左中右])[:：]")
EMPTY = (Text(),)

Cells = list[list[Cell]]  # row by row, the cells that begin in it
Texts = tuple[Text, ...]  # the paragraphs of a cell
Place = tuple[int, int]  # a cell: its row, and the how-manieth it is there


class Grid(NamedTuple):
    """The rows of a grid. kept: the numbers of those that stay on a page with the next one. heads: of those that are
    printed again on every page that the rows below reach."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    kept: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()


class CellSource(NamedTuple):
    """A cell of a line: where it begins, how many columns it covers, how it is aligned, and what is to stand in it.

    up: "^" when it merges with the cell above, "=^" when it does so where both say the same; "" otherwise.
    """

    column: int
    columns: int
    align: str
    source: str
    up: str = ""

    def filled(self, texts: Texts) -> Cell:
        """Return the cell with what it says."""
        return Cell(self.column, texts, self.align, self.columns)


class LineSource(NamedTuple):
    """A line of a grid. kept, heads: as of `Grid`. rises: whether any of its cells may merge with the one above.
    source: all of it."""

    cells: tuple[CellSource, ...]
    kept: bool
    heads: bool
    rises: bool
    source: str


def rows(
    rendered: str, tokens: Tokens, aligns: Sequence[str], zeros: Sequence[str], align: str | None = None
) -> Grid:
    """Return a rendered grid.

    tokens: the values in it. aligns: a column each. align: for all cells instead. zeros: what an amount of
    zero prints, a column each. Raises ValueError in Chinese when a line does not have as many cells as there are columns, or
    a merge has nothing to merge with, does not make a rectangle, or reaches over a line that is printed again.
    """
    aligns = [align] * len(aligns) if align else aligns
    lines = (read_line(line, aligns) for line in rendered.split("\n") if line and not line.isspace())
    return make_grid(
        (line, [one.filled(cell_texts(one.source, tokens, zeros[one.column])) for one in line.cells])
        for line in lines
    )


def read_line(line: str, aligns: Sequence[str]) -> LineSource:
    """Return a line of a grid with so many columns, each aligned so. Raises ValueError in Chinese."""
    mark = line.lstrip()[0]
    kept, heads = mark in (KEEP, HEAD), mark == HEAD
    if kept:
        line = line.replace(mark, "", 1)
    sources = [source.strip() for source in line.split("|")]
    if len(sources) != len(aligns) or sources[0] == "<":
        raise ValueError(f"{widths_of(line, len(aligns))}：{shorten(line)}")
    if MARKS.isdisjoint([source[:1] for source in sources]):  # as in most lines
        plain = tuple([CellSource(at, 1, aligns[at], source) for at, source in enumerate(sources)])
        return LineSource(plain, kept, heads, False, line)
    cells: list[CellSource] = []
    for at, source in enumerate(sources):
        if source == "<":
            cells[-1] = cells[-1]._replace(columns=cells[-1].columns + 1)
            continue
        align, up = aligns[at], ""
        if source == "^":
            source, up = "", "^"
        elif source.startswith("=^"):
            source, up = source[2:].strip(), "=^"
        if up != "^" and (stated := ALIGN.match(source)):
            align, source = stated.group(1), source[stated.end() :].strip()
        cells.append(CellSource(at, 1, align, source, up))
    return LineSource(tuple(cells), kept, heads, any(cell.up for cell in cells), line)


def shorten(line: str) -> str:
    """Return the beginning of a line for a message, … for its values."""
    return TOKEN.sub("…", line).strip()[:40]


def make_grid(lines: Iterable[tuple[LineSource, list[Cell]]]) -> Grid:
    """Return the grid of lines, each with its cells as if nothing merged with the cell above. Raises ValueError as `rows` does."""
    cells: Cells = []
    above: (
        list[Place] | None
    ) = []  # None: the line above did not rise, and so its own cells stand in all columns
    kept: set[int] = set()
    heads: set[int] = set()
    for line, row in lines:
        headed = len(cells) - 1 in heads and not line.heads
        if line.kept:
            kept.add(len(cells))
        if line.heads:
            heads.add(len(cells))
        if line.rises:
            above = raise_cells(line, row, cells, own_places(cells) if above is None else above, headed)
        else:  # as most lines
            cells.append(row)
            above = None
    refuse_crossing(cells, heads)
    return Grid(tuple(map(tuple, cells)), frozenset(kept), frozenset(heads))


def refuse_crossing(cells: Cells, heads: set[int]) -> None:
    """Refuse cells that reach into lines that are printed again, or out of them. Raises ValueError in Chinese."""
    edges = [row for row in range(1, len(cells)) if (row in heads) != (row - 1 in heads)] if heads else []
    for number, row in enumerate(cells):
        for cell in row:
            if cell.rows > 1 and any(number < edge < number + cell.rows for edge in edges):
                words = "".join(text.string for text in cell.paragraphs)[:20]
                raise ValueError(
                    f"“{HEAD}”的行每一页都印，“{words}”这一格不能从它合并到别的行，也不能合并到它里面"
                )


def own_places(cells: Cells) -> list[Place]:
    """Return the cell that stands in each column of the last row, of which none comes from above."""
    return [(len(cells) - 1, at) for at, cell in enumerate(cells[-1]) for _ in range(cell.columns)]


def raise_cells(
    line: LineSource, given: Sequence[Cell], cells: Cells, above: Sequence[Place], headed: bool
) -> list[Place]:
    """Add a line to the cells as a row, of which some may merge with the cells above, and return the cell that stands in each
    of its columns.

    given: its cells before that. above: what stands in the columns of the row above. headed: whether that one heads this.
    """
    number = len(cells)
    row: list[Cell] = []
    cells.append(row)
    owners: list[Place] = []
    same = not headed  # whether every =^ cell so far in this line merged
    for source, cell in zip(line.cells, given, strict=True):
        if source.up == "^":
            if not above:
                raise ValueError(f"“^”没有可以合并的格：{shorten(line.source)}")
            place = above[source.column]
            merge(cells, place)
        else:
            place = (number, len(row))
            over = above[source.column] if source.up and same and above else None
            if over and alike(cell, cells[over[0]][over[1]]):
                place = over
                merge(cells, place, cell.paragraphs)
            else:
                same = same and not source.up
                row.append(cell)
        owners += [place] * source.columns
    if min(owners)[0] < number:
        rectangles(line.source, owners, cells)
    return owners


def alike(cell: Cell, above: Cell) -> bool:
    """Return whether a cell says the same as the one above it and covers the same columns."""
    return (cell.column, cell.columns) == (above.column, above.columns) and [
        text.string for text in cell.paragraphs
    ] == [text.string for text in above.paragraphs]


def merge(cells: Cells, place: Place, repeated: Sequence[Text] = ()) -> None:
    """Have the cell at a place cover the last row as well, which repeats its text.

    A merged cell shows its text once, and yet was made from every row's.
    """
    row, which = place
    start, texts, align, columns, _ = cells[row][which]
    if repeated:
        both = zip(texts, repeated, strict=True)
        texts = tuple([Text(text.string, text.spans + other.spans) for text, other in both])
    cells[row][which] = Cell(start, texts, align, columns, len(cells) - row)


def rectangles(line: str, owners: Sequence[Place], cells: Cells) -> None:
    """Refuse merged cells that are no rectangles. owners: the cell in each column of the row that a line
    made.

    Raises ValueError in Chinese.
    """
    at, number = 0, len(cells) - 1
    while at < len(owners):
        row, which = owners[at]
        owner = cells[row][which]
        end = at + owner.columns
        if row < number and (
            owner.column != at
            or any(other != owners[at] for other in owners[at:end])
            or owners[at] in owners[end : end + 1]
        ):
            raise ValueError(f"合并的格不是一个长方形：{shorten(line)}")
        at = end


def widths_of(line: str, columns: int) -> str:
    """Return what is wrong with the cells of a line in a grid with so many columns, or ""."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != columns:
        return f"这一行有{len(cells)}格，表有{columns}列"
    return "第一格没有左边的格可以合并" if cells[0] == "<" else ""


def cell_texts(source: str, tokens: Tokens, zero: str) -> tuple[Text, ...]:
    """Return the paragraphs of a cell as a table prints it: an amount of zero as the form prints it, a
    missing figure or text as nothing.
    """
    if not source:
        return EMPTY
    if source in tokens.values:  # as most cells are: one value
        return value_texts(tokens.values[source], zero)
    if OPEN not in source:
        return (Text(source),)
    pieces = tokens.split(source)
    return split_paragraphs(join(one if isinstance(one, str) else cell_value(one, zero) for one in pieces))


def value_texts(value: object, zero: str) -> Texts:
    """Return the paragraphs of a cell that prints one value."""
    if type(value) is Figure:  # as most are
        amount = value.value
        return (text_from(amount.tabulated(zero) if isinstance(amount, Amount) else str(value), value),)
    return split_paragraphs(cell_value(value, zero))


def split_paragraphs(text: Text) -> Texts:
    """Return a text as the paragraphs of a cell."""
    return tuple(paragraphs(text)) if "\n" in text.string else (text,)


def cell_value(value: object, zero: str) -> Text:
    """Return a value as a table prints it, with its source."""
    if isinstance(value, Figure):
        return value_texts(value, zero)[0]
    if isinstance(value, Words):
        if value.kind != "文字":
            return text_from(value.text, value)
        return text_from(value.text, Slot(value.path)) if value.text else Text()
    if isinstance(value, Derived) and isinstance(value.value, Amount):
        return text_from(value.value.tabulated(), value)
    return shown(value)
