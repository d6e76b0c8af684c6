"""Reads a .docx back with the standard library alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .report import Grid, Paragraph, Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(content: bytes) -> Report:
    """The report in a .docx file: its paragraphs, without those of the contents, and its tables."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    return [block for block in joined(blocks(body)) if isinstance(block, Grid) or block.text]


def joined(found: Iterable[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """The blocks, with tables that only a paragraph without a word holds apart as one: Word can print rows again on every
    page only when a table begins with them."""
    made: list[Paragraph | Grid] = []
    for block in found:
        above = made[-2] if len(made) > 1 and made[-1] == Paragraph("", 0) else None
        if isinstance(block, Grid) and isinstance(above, Grid):
            made[-2:] = [Grid(above.rows + block.rows)]
        else:
            made.append(block)
    return made


def blocks(parent: Element) -> Iterator[Paragraph | Grid]:
    for child in parent:
        if child.tag == f"{W}p":
            level = child.find(f"{W}pPr/{W}outlineLvl")
            text = words(child)
            if child.find(f"{W}pPr/{W}tabs") is not None:
                # Of texts that stand beside each other, one that is too long has a line of its own.
                text = text.replace("\n\t", "\t")
            yield Paragraph(text, 0 if level is None else int(level.get(f"{W}val", "")) + 1)
        elif child.tag == f"{W}tbl":
            yield grid(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent") and child.find(f"{W}sdtPr/{W}docPartObj") is None:
            yield from blocks(child)


def words(node: Element) -> str:
    """The text of a paragraph, tabs and line breaks as such."""
    pieces = []
    for part in node.iter():
        if part.tag == f"{W}t":
            pieces.append(part.text or "")
        elif part.tag == f"{W}tab" and not part.attrib:  # one with attributes is a tab stop
            pieces.append("\t")
        elif part.tag == f"{W}br":
            pieces.append("\n")
    return "".join(pieces)


def grid(table: Element) -> Grid:
    rows: list[tuple[str, ...]] = []
    for row in table.findall(f"{W}tr"):
        cells: list[str] = []
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = "\n".join(words(paragraph) for paragraph in cell.findall(f"{W}p"))
            if merge is not None and merge.get(f"{W}val") != "restart":
                text = rows[-1][len(cells)]
            cells += [text] * (1 if span is None else int(span.get(f"{W}val", "")))
        rows.append(tuple(cells))
    return Grid(tuple(rows))
