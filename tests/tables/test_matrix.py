"""The texts of a table as a matrix, however its rows are cut into cells."""

from __future__ import annotations

from narrator.document import Cell, Column, Table
from narrator.spans import Text
from narrator.tables.matrix import matrix


def row(*cells: tuple[int, str, int, int]) -> tuple[Cell, ...]:
    """A row of cells: of each its column, its paragraphs one per line, its columns and its rows."""
    return tuple(
        Cell(at, tuple(map(Text, words.split("\n"))), "左", columns, rows)
        for at, words, columns, rows in cells
    )


def table(*rows: tuple[Cell, ...], head: int = 0) -> Table:
    return Table("甲", (Column(1, "左"),) * 3, rows[:head], rows[head:], "")


def test_each_cell_stands_in_its_column() -> None:
    assert matrix(table(row((0, "甲", 1, 1), (1, "乙", 1, 1), (2, "丙", 1, 1)), head=1)) == [
        ["甲", "乙", "丙"]
    ]
    assert matrix(table(row((0, "甲", 1, 1), (1, "乙", 1, 1)))) == [["甲", "乙", ""]]
    assert matrix(table(row((1, "甲", 1, 1), (2, "乙", 1, 1)))) == [["", "甲", "乙"]]
    assert matrix(table(row((0, "甲", 1, 1), (2, "乙", 1, 1)))) == [["甲", "", "乙"]]


def test_a_merged_cell_stands_in_all_its_places() -> None:
    wide = row((0, "甲", 2, 1), (2, "乙", 1, 2))
    assert matrix(table(wide, row((0, "1", 1, 1), (1, "2", 1, 1)))) == [["甲", "甲", "乙"], ["1", "2", "乙"]]
    assert matrix(table(row((0, "甲", 1, 1), (1, "乙", 2, 1)))) == [["甲", "乙", "乙"]]
    high = row((0, "甲", 1, 2), (1, "乙", 1, 1), (2, "丙", 1, 1))
    assert matrix(table(high, row((1, "1", 1, 1)))) == [["甲", "乙", "丙"], ["甲", "1", ""]]


def test_the_paragraphs_of_a_cell_stand_in_its_lines() -> None:
    assert matrix(table(row((0, "甲\n乙", 1, 1), (1, "", 2, 1)))) == [["甲\n乙", "", ""]]
