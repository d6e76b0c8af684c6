"""Which rows of a printed table are which lines of the form's: of a table that is read row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from narrator.checks.printed.header_words import is_row
from narrator.tables.blueprint import BlueprintRow, Names
from narrator.tables.matrix import Matrix
from narrator.tables.plain import DASHES
from narrator.tables.row_names import part_label

CODE_OF_ROW: Names = ("科目编码",)


def prints_codes(line: BlueprintRow) -> bool:
    """Return whether a line of the form's table prints rows by code."""
    return any(place.path == CODE_OF_ROW or place.with_code for place in line.places)


def words_of_line(line: BlueprintRow) -> str:
    """Return the words by which a line of the form's table is known; "" when there are none."""
    return "、".join(dict.fromkeys(own_words(line).values()))


def own_words(line: BlueprintRow) -> Mapping[int, str]:
    """Return the words of a line of the form's table by which it is known from others, by column: dashes only where it has no others."""
    return {at: word for at, word in line.labels.items() if word not in DASHES} or line.labels


def find_first(rows: Matrix, at: int, lines: Iterable[BlueprintRow]) -> int:
    """Return the row, from a place on, that is to the letter the first of some lines of the form's table that is there; the end of the
    rows when none is."""
    fixed = (line for line in lines if not line.loop)
    return next((n for line in fixed for n in range(at, len(rows)) if is_row(rows[n], line)), len(rows))


def places_of_lines(rows: Matrix, at: int, lines: Sequence[BlueprintRow]) -> dict[int, int]:
    """Return the rows, from a place on, that are lines of the form's table to the letter, each with the place of its line among them,
    in the order of the rows."""
    found: dict[int, int] = {}
    for which, line in enumerate(lines):
        alike = (number for number in range(at, len(rows)) if not line.loop and is_row(rows[number], line))
        number = next((one for one in alike if one not in found), None)
        if number is not None:
            found[number] = which
    return dict(sorted(found.items()))


def stands_in_place(rows: Matrix, at: int, lines: Sequence[BlueprintRow], begun: bool) -> bool:
    """Return whether the row at a place stands where the form has a line that is not there: just above the first of those that follow
    it, or at the end of a table of which something was read; and is none of these itself."""
    below = [row for row in rows[at + 1 :] if any(map(str.strip, row))]
    if at >= len(rows) or not any(map(str.strip, rows[at])) or find_first(rows, at, lines) == at:
        return False
    return is_row(below[0], lines[0]) if lines and below else begun and not lines and not below


def cells_by_path(row: Sequence[str], line: BlueprintRow) -> dict[Names, str]:
    """Return what the cells of a row print, by the paths that a line of the form's table has in their places; a code that
    stands before a name in one cell with it apart from that."""
    cells = {path: row[column] for column, path in line.printed}
    for column, path in line.printed:
        if line.places[column].with_code:
            cells[CODE_OF_ROW], cells[path] = part_label(row[column])
    return cells
