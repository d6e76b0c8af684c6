"""Cuts a sheet of a workbook into the tables that stand on it, each with the lines above and below it.

Sheets of finance systems begin anywhere and hold one table or several, under a title, the table's number and a line
with the unit's name, the year and the unit of amounts. Nothing is said here of what a table is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrator.disclosure.clean_text import take_out_unseen
from narrator.readers.workbook.grids import Area, Grid
from narrator.tables.header import is_amount
from narrator.tables.public import SIGNED
from narrator.tables.title_rows import NOTE, compact_text, is_first_row, is_title_row

LONG = 28  # characters of a line that is no name of a row


@dataclass(frozen=True)
class CutTable:
    """A table on a sheet. grid: the sheet. top, left: where its first cell stands, from 0. rows: its cells. above,
    below: the lines above (the nearest last) and below it."""

    grid: Grid
    top: int
    left: int
    rows: list[list[str]]
    above: tuple[str, ...]
    below: tuple[str, ...]

    def address(self, row: int, column: int) -> str:
        """Return where the cell at a row and a column of the table stands: 公开03表!D9."""
        return self.grid.address(self.top + row, self.left + column)

    @property
    def merged(self) -> tuple[Area, ...]:
        """The areas of cells of the table that are one, by their first and last cells."""
        return tuple(
            ((top - self.top, left - self.left), (bottom - self.top, right - self.left))
            for (top, left), (bottom, right) in self.grid.marks.merged
        )

    def fault(self, row: int, column: int) -> str:
        """Return why the cell at a row and a column of the table has no value that can be used; "" when it
        has.
        """
        return self.grid.marks.faults.get((self.top + row, self.left + column), "")

    def is_percentage(self, row: int, column: int) -> bool:
        """Return whether the cell at a row and a column of the table shows its number as a percentage."""
        return (self.top + row, self.left + column) in self.grid.marks.percents


def cut_tables(grid: Grid) -> list[CutTable]:
    """Return the tables on a grid, from the top down; none on a cover, on contents, on an empty sheet."""
    seen = [list(map(take_out_unseen, row)) for row in grid.texts]
    texts = [list(map(compact_text, row)) for row in seen]
    lines = [list(dict.fromkeys(filter(None, row))) for row in texts]
    starts = [number for number, line in enumerate(lines) if is_title_row(line)]
    bounds = [0, *(number for number in starts if number), len(lines)]
    cuts: list[CutTable] = []
    waiting: list[str] = []  # lines of a part without a table: they belong to the next one
    for first, end in pairwise(bounds):
        found = cut_table(lines, first, end)
        if found is None:
            waiting += raw_lines(seen[first:end])
            continue
        top, bottom = found
        rows = seen[top:bottom]
        columns = [at for at in range(len(rows[0])) if any(row[at].strip() for row in rows)]
        above = raw_lines(seen[first:top])
        below = raw_lines(seen[bottom:end])
        inside = [row[columns[0] : columns[-1] + 1] for row in rows]
        cuts.append(CutTable(grid, top, columns[0], inside, (*waiting, *above), tuple(below)))
        waiting = []
    return cuts


def raw_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the texts of the rows in their order, a merged cell once."""
    return [text for row in rows for text in dict.fromkeys(cell.strip() for cell in row) if text]


def cut_table(lines: Sequence[Sequence[str]], first: int, end: int) -> tuple[int, int] | None:
    """Return the rows, the first and one behind the last, of the next table among lines; None when there is
    none.
    """
    top = next((number for number in range(first, end) if is_first_row(lines[number])), None)
    if top is None:
        return None
    bottom = top + 1
    for number in range(top, end):
        if is_note(lines[number]):
            if any(map(has_amount_beside, lines[number:end])):
                continue  # its other half stands below
            break
        if lines[number]:
            bottom = number + 1
    return (top, bottom) if bottom - top > 1 else None


def has_amount_beside(line: Sequence[str]) -> bool:
    """Return whether a row of compact texts prints an amount beside something else."""
    return len(line) > 1 and any(map(is_amount, line))


def is_note(line: Sequence[str]) -> bool:
    """Return whether a row of texts stands below a table: one text that is a remark, or who signs."""
    if len(line) == 1 and (NOTE.match(line[0]) or len(line[0]) > LONG):
        return True
    return bool(line) and all(map(SIGNED.fullmatch, line))
