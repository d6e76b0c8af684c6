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

from collections.abc import Sequence
from typing import NamedTuple

from narrator.compose.tokens import OPEN, TOKEN, Tokens
from narrator.disclosure.value import Figure, Words
from narrator.document import Cell, Span, Text, join, paragraphs
from narrator.number import Amount
from narrator.phrases.engine import shown
from narrator.regex import compile_later
from narrator.sources import Derived, Slot

KEEP, HEAD = "&", "#"
MARKS = frozenset("<^=左中右")  # what a mark of the notation begins with
ALIGN = compile_later(r"([左中右])[:：]")
EMPTY = (Text(),)

Cells = list[list[Cell]]  # row by row, the cells that begin in it
Place = tuple[int, int]  # a cell: its row, and the how-manieth it is there


class Grid(NamedTuple):
    """The rows of a grid. kept: the numbers of those that stay on a page with the next one. heads: of those that are
    printed again on every page that the rows below reach."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    kept: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()


def rows(rendered: str, tokens: Tokens, aligns: Sequence[str], zero: str, align: str | None = None) -> Grid:
    """Return a rendered grid.

    tokens: the values in it. aligns: a column each. align: for all cells instead. zero: what an amount of
    zero prints. Raises ValueError in Chinese when a line does not have as many cells as there are columns, or
    a merge has nothing to merge with, does not make a rectangle, or reaches over a line that is printed again.
    """
    cells: Cells = []
    above: list[Place] = []
    kept: set[int] = set()
    heads: set[int] = set()
    aligns = [align] * len(aligns) if align else aligns
    for line in rendered.split("\n"):
        if line and not line.isspace():
            mark = line.lstrip()[0]
            if mark in (KEEP, HEAD):
                kept.add(len(cells))
                line = line.replace(mark, "", 1)
            if mark == HEAD:
                heads.add(len(cells))
            headed = len(cells) - 1 in heads and mark != HEAD
            above = add(line, tokens, aligns, zero, cells, above, headed)
    refuse_crossing(cells, heads)
    return Grid(tuple(map(tuple, cells)), frozenset(kept), frozenset(heads))


def refuse_crossing(cells: Cells, heads: set[int]) -> None:
    """Refuse cells that reach into lines that are printed again, or out of them. Raises ValueError in Chinese."""
    edges = [row for row in range(1, len(cells)) if (row in heads) != (row - 1 in heads)] if heads else []
    for number, row in enumerate(cells):
        for cell in row:
            if any(number < edge < number + cell.rows for edge in edges):
                words = "".join(text.string for text in cell.paragraphs)[:20]
                raise ValueError(
                    f"“{HEAD}”的行每一页都印，“{words}”这一格不能从它合并到别的行，也不能合并到它里面"
                )


def add(
    line: str,
    tokens: Tokens,
    aligns: Sequence[str],
    zero: str,
    cells: Cells,
    above: Sequence[Place],
    headed: bool = False,
) -> list[Place]:
    """Add a line to the cells as a row, and return the cell that stands in each of its columns.

    above: the same for the row above. headed: whether that one heads this.
    """
    sources = [source.strip() for source in line.split("|")]
    if len(sources) != len(aligns) or sources[0] == "<":
        raise ValueError(f"{widths_of(line, len(aligns))}：{TOKEN.sub('…', line).strip()[:40]}")
    number = len(cells)
    row: list[Cell] = []
    cells.append(row)
    if MARKS.isdisjoint([source[:1] for source in sources]):  # as in most lines
        row += [Cell(at, cell_texts(source, tokens, zero), aligns[at]) for at, source in enumerate(sources)]
        return [(number, at) for at in range(len(sources))]
    owners: list[Place] = []
    same = not headed  # whether every =^ cell so far in this line merged
    at = 0
    while at < len(sources):
        source, align, end = sources[at], aligns[at], at + 1
        while end < len(sources) and sources[end] == "<":
            end += 1
        if source == "^":
            if not above:
                raise ValueError(f"“^”没有可以合并的格：{TOKEN.sub('…', line).strip()[:40]}")
            place = above[at]
            merge(cells, place)
        else:
            place = (number, len(row))
            repeat = source.startswith("=^")
            if repeat:
                source = source[2:].strip()
            if mark := ALIGN.match(source):
                align, source = mark.group(1), source[mark.end() :].strip()
            cell = Cell(at, cell_texts(source, tokens, zero), align, end - at)
            if repeat and same and above and alike(cell, cells[above[at][0]][above[at][1]]):
                place = above[at]
                merge(cells, place, cell.paragraphs)
            else:
                same = same and not repeat
                row.append(cell)
        owners += [place] * (end - at)
        at = end
    if min(owners)[0] < number:
        rectangles(line, owners, cells)
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
    at = 0
    while at < len(owners):
        row, which = owners[at]
        owner = cells[row][which]
        end = at + owner.columns
        if (
            owner.column != at
            or any(other != owners[at] for other in owners[at:end])
            or owners[at] in owners[end : end + 1]
        ):
            raise ValueError(f"合并的格不是一个长方形：{TOKEN.sub('…', line).strip()[:40]}")
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
        text = cell_value(tokens.values[source], zero)
    elif OPEN not in source:
        return (Text(source),)
    else:
        text = join(
            [piece if isinstance(piece, str) else cell_value(piece, zero) for piece in tokens.split(source)]
        )
    return tuple(paragraphs(text)) if "\n" in text.string else (text,)


def cell_value(value: object, zero: str) -> Text:
    if isinstance(value, Figure):
        string = value.value.tabulated(zero) if isinstance(value.value, Amount) else str(value)
        return Text(string, (Span(0, len(string), value),))
    if isinstance(value, Derived) and isinstance(value.value, Amount):
        return Text(value.value.tabulated()).from_source(value)
    if isinstance(value, Words) and value.kind == "文字":
        return Text(value.text).from_source(Slot(value.path)) if value else Text()
    return shown(value)
