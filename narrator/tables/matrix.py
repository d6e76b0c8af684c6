"""Tables as plain matrices of texts: what a reader of tables is given, whatever file they stand in."""

from __future__ import annotations

from narrator.document import Document, Table

Matrix = list[list[str]]  # row by row; the text of a merged cell stands in all its places


def matrix(table: Table) -> Matrix:
    """Return the texts of a table, row by row; a merged cell stands in all its places."""
    width = len(table.columns)
    places = [[""] * width for _ in table.rows]
    for number, row in enumerate(table.rows):
        if row.cut.is_grid:  # as most rows are
            places[number][: len(row.strings)] = row.strings
            continue
        for (column, _, columns, down), text in zip(row.cut.cells, row.strings, strict=True):
            for line in places[number : number + down]:
                line[column : column + columns] = [text] * len(line[column : column + columns])
    return places


def merged_areas(table: Table) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the areas of a table whose cells are one, by their first and last rows and columns, from 0."""
    return [
        ((number, column), (number + down - 1, column + columns - 1))
        for number, row in enumerate(table.rows)
        if not row.cut.is_grid
        for column, _, columns, down in row.cut.cells
        if columns > 1 or down > 1
    ]


def matrices(document: Document) -> list[Matrix]:
    """Return the texts of the tables of a document, in order."""
    return [matrix(block) for block in document.blocks if isinstance(block, Table)]
