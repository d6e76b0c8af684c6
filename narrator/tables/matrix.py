"""Tables as plain matrices of texts: what a reader of tables is given, whatever file they stand in."""

from __future__ import annotations

from narrator.document import Document, Table

Matrix = list[list[str]]  # row by row; the text of a merged cell stands in all its places


def matrix(table: Table) -> Matrix:
    """Return the texts of a table, row by row; a merged cell stands in all its places."""
    rows = [*table.header, *table.body]
    width = len(table.columns)
    places = [[""] * width for _ in rows]
    for number, row in enumerate(rows):
        for column, paragraphs, _, columns, down in row:
            if len(paragraphs) == 1:
                text = paragraphs[0].string
            elif paragraphs:
                text = "\n".join([part.string for part in paragraphs])
            else:
                continue
            if columns == down == 1:  # as most cells are
                places[number][column] = text
                continue
            for line in places[number : number + down]:
                line[column : column + columns] = [text] * len(line[column : column + columns])
    return places


def matrices(document: Document) -> list[Matrix]:
    """Return the texts of the tables of a document, in order."""
    return [matrix(block) for block in document.blocks if isinstance(block, Table)]
