"""Tables as plain matrices of texts: what a reader of tables is given, whatever file they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from narrator.document import Cell, Document, Row, Table

Matrix = list[list[str]]  # row by row; the text of a merged cell stands in all its places


def matrix(table: Table) -> Matrix:
    """Return the texts of a table, row by row; a merged cell stands in all its places."""
    rows = [*table.header, *table.body]
    width = len(table.columns)
    places = [[""] * width for _ in rows]
    for number, row in enumerate(rows):
        for column, text, columns, down in cell_texts(row):
            if columns == down == 1:  # as most cells are
                places[number][column] = text
                continue
            for line in places[number : number + down]:
                line[column : column + columns] = [text] * len(line[column : column + columns])
    return places


def cell_texts(row: Sequence[Cell]) -> list[tuple[int, str, int, int]]:
    """Return the cells of a row: of each its column, its text, its columns and its rows."""
    if type(row) is Row:
        both = zip(row.cut.cells, row.strings, strict=True)
        return [(column, text, columns, down) for (column, _, columns, down), text in both]
    return [
        (
            column,
            "\n".join([part.string for part in texts]) if len(texts) != 1 else texts[0].string,
            columns,
            down,
        )
        for column, texts, _, columns, down in row
    ]


def merged_areas(table: Table) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the areas of a table whose cells are one, by their first and last rows and columns, from 0."""
    return [
        ((number, column), (number + down - 1, column + columns - 1))
        for number, row in enumerate((*table.header, *table.body))
        for column, columns, down in cell_places(row)
        if columns > 1 or down > 1
    ]


def cell_places(row: Sequence[Cell]) -> list[tuple[int, int, int]]:
    """Return where the cells of a row stand: of each its column, its columns and its rows."""
    if type(row) is Row:
        return [(column, columns, down) for column, _, columns, down in row.cut.cells]
    return [(column, columns, down) for column, _, _, columns, down in row]


def matrices(document: Document) -> list[Matrix]:
    """Return the texts of the tables of a document, in order."""
    return [matrix(block) for block in document.blocks if isinstance(block, Table)]
