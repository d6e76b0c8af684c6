"""Plain text: headings and paragraphs as lines, tables as rows with tabs between the columns.

For reading a report in a terminal, for comparing two of them, and for tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrator.document import (
    Cell,
    Contents,
    Document,
    Heading,
    Page,
    Paragraph,
    Spread,
    Table,
    headings,
)


def write(document: Document) -> str:
    """Return a document as lines: a blank line where a page begins and around tables, a line break at the end."""
    lines: list[str] = []
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                lines.append(block.text.string)
            case Spread():
                lines.append("\t".join(part.string for part in block.texts))
            case Contents():
                lines += [_line(heading.listed) for heading in headings(document, block.levels)]
            case Table():
                lines += ["", *_rows(block), ""]
            case Page():
                lines.append("")
    return "\n".join(lines).strip("\n") + "\n"


def _rows(table: Table) -> Iterator[str]:
    """Return each row of a table as a line, its columns apart by tabs."""
    for row in table.rows:
        texts = [""] * len(table.columns)
        for cell in row:
            texts[cell.column] = _words(cell)
        yield "\t".join(texts)


def _words(cell: Cell) -> str:
    """Return the paragraphs of a cell on one line, so that a row stays a row."""
    return " ".join(_line(paragraph.string) for paragraph in cell.paragraphs)


def _line(string: str) -> str:
    """Return a text on one line."""
    return string if string.isprintable() else " ".join(string.split())
