"""What a workbook holds once it is read: its sheets as grids of texts, and where each cell stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

CellPosition = tuple[int, int]  # row and column, counted from 0
Area = tuple[CellPosition, CellPosition]  # first and last cell

LITERAL = re.compile(
    r'"[^"]{0,255}"|\\.|\[[^\]]{0,40}\]'
)  # in the code of a number format: what is printed as it is, colours


@dataclass(frozen=True)
class SheetMarks:
    """What a sheet says beside its cells' values.

    merged: areas of cells that are one. hidden_rows, hidden_columns: their numbers, from 0. faults: cells without
    a value that can be used, and why, in Chinese. end: the last row and column that hold a value. percents: cells that show
    their number as a percentage.
    """

    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    faults: Mapping[CellPosition, str] = field(default_factory=dict)
    end: CellPosition = (-1, -1)
    percents: frozenset[CellPosition] = frozenset()


@dataclass(frozen=True)
class Grid:
    """A sheet. texts: row by row from A1; the text of a merged cell stands in all its places. marks: see Marks."""

    name: str
    texts: list[list[str]]
    marks: SheetMarks = SheetMarks()

    def address(self, row: int, column: int) -> str:
        """Return where a cell stands, as an accountant says it: 支出决算表!D9. row, column: from 0."""
        return f"{self.name}!{column_letters(column)}{row + 1}"

    @property
    def hidden(self) -> list[str]:
        """What is hidden in it and holds something, in Chinese: 第5、6行, C列."""
        rows = [
            row + 1
            for row in sorted(self.marks.hidden_rows)
            if row < len(self.texts) and any(self.texts[row])
        ]
        columns = [
            column_letters(column)
            for column in sorted(self.marks.hidden_columns)
            if any(column < len(row) and row[column] for row in self.texts)
        ]
        told = [f"第{'、'.join(tell_runs(rows))}行"] if rows else []
        return told + ([f"{'、'.join(columns)}列"] if columns else [])


@dataclass(frozen=True)
class Workbook:
    """A workbook. grids: its visible sheets, in order. hidden: the sheets that are hidden."""

    path: Path
    grids: tuple[Grid, ...]
    hidden: tuple[Grid, ...] = ()


def column_letters(column: int) -> str:
    """Return the letters of a column (from 0) in Excel: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def tell_runs(numbers: list[int]) -> list[str]:
    """Return numbers in order, those that follow one another as 5-8."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [f"{first}" if first == last else f"{first}-{last}" for first, last in found]
