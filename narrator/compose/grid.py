"""The grid notation of table layouts: lines of cells become the rows of a table.

a | b      cells, separated by |; every line has as many as the table has columns
<          merges with the cell at its left
^          merges with the cell above
=^ text    merges with the cell above when both say the same, and so do all =^ cells at its left
左:text    aligned so, whatever the column says; also 中: and 右:
& a | b    the line stays on a page with the next one
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from narrator.compose.tokens import CLOSE, OPEN, TOKEN, Tokens
from narrator.disclosure.value import Figure, Words
from narrator.document import Cell, Slot, Span, Text, join, paragraphs
from narrator.number import Amount
from narrator.phrases.engine import shown

KEEP = "&"
EMPTY = Text()
MARKED = frozenset("<^=左中右")
ALIGN = re.compile(r"([左中右])[:：]")


@dataclass(slots=True, eq=False)
class Area:
    """A cell while its merges are found."""

    row: int
    column: int
    columns: int
    rows: int
    text: Text
    align: str


def rows(
    rendered: str, tokens: Tokens, aligns: Sequence[str], zero: str, align: str | None = None
) -> tuple[tuple[tuple[Cell, ...], ...], frozenset[int]]:
    """The rows of RENDERED, whose values are in TOKENS, and the numbers of those kept with the next.

    aligns: a column each; align: for all cells instead. zero: what an amount of zero prints.
    Raises ValueError in Chinese when a line does not have as many cells as there are columns, or a
    merge has nothing to merge with, or does not make a rectangle.
    """
    grid: list[list[Area]] = []
    areas: list[list[Area]] = []
    kept: set[int] = set()
    for line in rendered.split("\n"):
        if line and not line.isspace():
            if line.lstrip().startswith(KEEP):
                kept.add(len(grid))
                line = line.replace(KEEP, "", 1)
            add(line, tokens, aligns, zero, align, grid, areas)
    cells = tuple(
        [
            tuple(
                [
                    Cell(area.column, tuple(paragraphs(area.text)), area.align, area.columns, area.rows)
                    if "\n" in area.text.string
                    else Cell(area.column, (area.text,), area.align, area.columns, area.rows)
                    for area in starting
                ]
            )
            for starting in areas
        ]
    )
    return cells, frozenset(kept)


def add(
    line: str,
    tokens: Tokens,
    aligns: Sequence[str],
    zero: str,
    align: str | None,
    grid: list[list[Area]],
    areas: list[list[Area]],
) -> None:
    """Add the row LINE to GRID (who owns each position) and AREAS (the cells that begin in each row)."""
    sources = [source.strip() for source in line.split("|")]
    if len(sources) != len(aligns) or sources[0] == "<":
        raise ValueError(f"{widths_of(line, len(aligns))}：{TOKEN.sub('…', line).strip()[:40]}")
    number = len(grid)
    owners: list[Area] = []
    starting: list[Area] = []
    above = grid[-1] if grid else None
    same = True  # whether every =^ cell so far in this line merged
    for at, source in enumerate(sources):
        if source[:1] not in MARKED:  # as most cells are: no mark of the notation in front
            area = Area(number, at, 1, 1, cell_text(source, tokens, zero), align or aligns[at])
            owners.append(area)
            starting.append(area)
            continue
        if source == "<" or source == "^":
            neighbour = (owners[-1] if owners else None) if source == "<" else (above[at] if above else None)
            if neighbour is None:
                raise ValueError(f"“{source}”没有可以合并的格：{TOKEN.sub('…', line).strip()[:40]}")
            owners.append(neighbour)
            if neighbour.row == number:
                neighbour.columns = max(neighbour.columns, at - neighbour.column + 1)
            neighbour.rows = max(neighbour.rows, number - neighbour.row + 1)
            continue
        repeat = source.startswith("=^")
        if repeat:
            source = source[2:].strip()
        where = align or aligns[at]
        if source and source[0] in "左中右" and (mark := ALIGN.match(source)):
            where, source = mark.group(1), source[mark.end() :].strip()
        text = cell_text(source, tokens, zero)
        if repeat:
            if (
                same
                and above is not None
                and above[at].text.string == text.string
                and fits(above[at], sources, at)
            ):
                owner = above[at]
                owners.append(owner)
                owner.rows = max(owner.rows, number - owner.row + 1)
                # The merged cell shows the text once, and yet was made from every row's.
                owner.text = Text(owner.text.string, owner.text.spans + text.spans)
                continue
            same = False
        area = Area(number, at, 1, 1, text, where)
        owners.append(area)
        starting.append(area)
    if len(starting) < len(owners):
        rectangles(line, owners)
    grid.append(owners)
    areas.append(starting)


def rectangles(line: str, owners: Sequence[Area]) -> None:
    """Raises ValueError in Chinese when the merged cells among OWNERS, of the row LINE, are no rectangles."""
    at = 0
    while at < len(owners):
        owner, end = owners[at], at + owners[at].columns
        if (
            owner.column != at
            or any(other is not owner for other in owners[at:end])
            or owner in owners[end : end + 1]
        ):
            raise ValueError(f"合并的格不是一个长方形：{TOKEN.sub('…', line).strip()[:40]}")
        at = end


def fits(above: Area, sources: list[str], at: int) -> bool:
    """Whether the cell AT of a line is as wide as the one ABOVE, so that the two can merge."""
    end = at + 1
    while end < len(sources) and sources[end].strip() == "<":
        end += 1
    return above.column == at and above.columns == end - at


def widths_of(line: str, columns: int) -> str:
    """What is wrong with the cells of LINE in a grid of COLUMNS, or ""."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != columns:
        return f"这一行有{len(cells)}格，表有{columns}列"
    return "第一格没有左边的格可以合并" if cells[0] == "<" else ""


def cell_text(source: str, tokens: Tokens, zero: str) -> Text:
    """SOURCE as a table prints it: an amount of zero as ZERO, a missing figure or text as nothing."""
    if not source:
        return EMPTY
    if source[0] == OPEN and source.find(CLOSE) == len(source) - 1:  # as most cells are: one value
        return cell_value(tokens.values[int(source[1:-1])], zero)
    if OPEN not in source:
        return Text(source)
    return join(
        [piece if isinstance(piece, str) else cell_value(piece, zero) for piece in tokens.split(source)]
    )


def cell_value(value: object, zero: str) -> Text:
    if isinstance(value, Figure):
        string = str(value)
        if string == "0.00" and isinstance(value.value, Amount):
            string = zero
        return Text(string, (Span(0, len(string), value),))
    if isinstance(value, Words) and value.kind == "文字":
        return Text(value.text).from_source(Slot(value.path)) if value else Text()
    if isinstance(value, Text):
        return value
    return shown(value)
