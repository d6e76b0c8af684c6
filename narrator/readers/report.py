"""Reads a finished report (.docx) as a document: what is printed, whoever made it, and no formatting.

Headings are known by their outline levels, the table of contents by its styles. What a reader does not see
(deleted text, field codes) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

from narrator.document import Block, Cell, Column, Document, Heading, Paragraph, Span, Table, Text
from narrator.readers import package
from narrator.readers.package import Package, W, refuse_damaged
from narrator.sources import Slot

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SKIPPED = frozenset(
    [*(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText")), FALLBACK]
    + [f"{W}{name}" for name in ("tblPr", "tblGrid", "trPr", "tcPr")]
)
PARAGRAPH, RUN, TABLE, ROW, CELL = f"{W}p", f"{W}r", f"{W}tbl", f"{W}tr", f"{W}tc"
PROPERTIES, ROW_PROPERTIES, CELL_PROPERTIES = f"{W}pPr", f"{W}trPr", f"{W}tcPr"
STYLE, OUTLINE, VALUE = f"{W}pStyle", f"{W}outlineLvl", f"{W}val"
GRID_COLUMNS, WIDTH = f"{W}tblGrid/{W}gridCol", f"{W}w"
HAIR = 20  # twips, a third of a millimetre; no column of a table is as narrow
BEFORE, SPAN, MERGE = f"{W}gridBefore", f"{W}gridSpan", f"{W}vMerge"
TEXT, TAB, BREAKS, HYPHEN, CONTROL = f"{W}t", f"{W}tab", (f"{W}br", f"{W}cr"), f"{W}noBreakHyphen", f"{W}sdt"
CONTENTS = re.compile(r"toc\s*\d", re.IGNORECASE)
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
DEEPEST = 40  # tables in tables, controls in controls
MOST_CELLS = 2_000_000
MOST_COLUMNS = 200
EMPTY = Text()


def read(path: Path) -> Document:
    """The report PATH as a document. Raises Unusable: no .docx, damaged, encrypted, beyond all bounds."""
    return document(package.load(path))


def document(opened: Package) -> Document:
    """The report in OPENED as a document. Raises Unusable."""
    if DOCUMENT not in opened.names:
        opened.refuse("这不是Word文件（.docx）", "检查是不是选错了文件")
    body = opened.xml(DOCUMENT).find(f"{W}body")
    if body is None:
        refuse_damaged(opened.path)
    sheet = opened.xml(STYLES).findall(f"{W}style") if STYLES in opened.names else []
    blocks = tuple(Body(opened, levels(sheet), contents_styles(sheet)).blocks(body, 0))
    if not any(isinstance(block, Table) for block in blocks):
        opened.refuse("文件里没有表格，不像是决算报告", "检查是不是选错了文件")
    return Document(opened.path.stem, blocks)


def levels(sheet: Sequence[Element]) -> dict[str, int]:
    """The outline levels (1 …) of the paragraph styles that have one, those that they inherit included."""
    own: dict[str, int] = {}
    base: dict[str, str] = {}
    for style in sheet:
        key = style.get(f"{W}styleId", "")
        outline, based = style.find(f"{W}pPr/{W}outlineLvl"), style.find(f"{W}basedOn")
        if outline is not None and outline.get(f"{W}val", "").isdigit():
            own[key] = int(outline.get(f"{W}val", "")) + 1
        if based is not None:
            base[key] = based.get(f"{W}val", "")
    found = dict(own)
    for key in base:
        above, seen = key, set()
        while above not in own and above in base and above not in seen:
            seen.add(above)
            above = base[above]
        if above in own:
            found[key] = own[above]
    return {key: level for key, level in found.items() if level <= 9}


def contents_styles(sheet: Sequence[Element]) -> frozenset[str]:
    """The styles of the lines of a table of contents (toc 1, toc 2 …), by their identifiers."""
    found = set()
    for style in sheet:
        name = style.find(f"{W}name")
        if name is not None and CONTENTS.fullmatch(name.get(f"{W}val", "")):
            found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)


class Body:
    """Reads the blocks of one document."""

    def __init__(self, opened: Package, levels: dict[str, int], contents: frozenset[str]) -> None:
        self.opened, self.levels, self.contents = opened, levels, contents
        self.cells = 0
        self.tables = 0

    def blocks(self, element: Element, depth: int) -> Iterator[Block]:
        for one in element:
            tag = one.tag
            if tag == PARAGRAPH:
                yield from self.paragraph(one)
            elif tag == TABLE:
                self.tables += 1
                yield self.table(one, f"第{self.tables}张表", depth)
            elif tag not in SKIPPED and depth < DEEPEST:
                yield from self.blocks(one, depth + 1)

    def paragraph(self, element: Element) -> Iterator[Block]:
        text = text_of(element)
        if not text.string.strip():
            return
        look = child(element, PROPERTIES)
        style, outline = child(look, STYLE), child(look, OUTLINE)
        name = "" if style is None else style.get(VALUE, "")
        if name in self.contents:
            yield Paragraph(text, "目录")
            return
        stated = "" if outline is None else outline.get(VALUE, "")
        level = int(stated) + 1 if stated.isdigit() else self.levels.get(name, 0)
        yield Heading(level, text, name) if 0 < level <= 9 else Paragraph(text, name)

    def table(self, element: Element, name: str, depth: int) -> Table:
        rows: list[tuple[Cell, ...]] = []
        merged: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that runs on there
        width = 0
        for row in rows_of(element, depth):
            cells: list[Cell] = []
            column = whole(child(child(row, ROW_PROPERTIES), BEFORE), 0)
            for cell in cells_of(row, depth):
                look, span, merge = cell.find(CELL_PROPERTIES), 1, ""
                for one in () if look is None else look:
                    tag = one.tag
                    if tag == SPAN:
                        span = max(whole(one, 1), 1)
                    elif tag == MERGE:
                        merge = one.get(VALUE, "continue")
                if merge and merge != "restart" and column in merged:
                    at, place = merged[column]
                    above = rows[at][place]
                    rows[at] = (
                        *rows[at][:place],
                        above._replace(rows=len(rows) - at + 1),
                        *rows[at][place + 1 :],
                    )
                else:
                    merged.pop(column, None)
                    if merge:
                        merged[column] = (len(rows), len(cells))
                    cells.append(Cell(column, self.texts(cell, depth), "", span))
                column = min(column + span, MOST_COLUMNS)
            width = max(width, column)
            rows.append(tuple(cells))
        self.cells += len(rows) * width
        if self.cells > MOST_CELLS:
            self.opened.refuse("表格大得不正常，不像是决算报告", "检查是不是选错了文件")
        if slivers := set(narrow(element)):
            edges = [column - len([one for one in slivers if one < column]) for column in range(width + 1)]
            rows, width = [tuple(moved(cell, edges) for cell in row) for row in rows], edges[width]
        return Table(name, (Column(0, ""),) * width, (), tuple(rows), "")

    def texts(self, element: Element, depth: int) -> tuple[Text, ...]:
        """The paragraphs in ELEMENT, a cell or what stands in one; of a table in a cell its texts are the cell's."""
        if depth >= DEEPEST:
            return ()
        found: list[Text] = []
        for one in element:
            tag = one.tag
            if tag == PARAGRAPH:
                text = text_of(one)
                if text.string and not text.string.isspace():
                    found.append(text)
            elif tag == TABLE:
                self.tables += 1
                table = self.table(one, f"第{self.tables}张表", depth + 1)
                found += [text for row in table.body for inner in row for text in inner.paragraphs]
            elif tag not in SKIPPED:
                found += self.texts(one, depth + 1)
        return tuple(found)


def narrow(table: Element) -> Iterator[int]:
    """The columns of the grid of TABLE that are no column: LibreOffice parts edges that differ by a hair."""
    for number, column in enumerate(table.iterfind(GRID_COLUMNS)):
        width = column.get(WIDTH, "")
        if width.isdigit() and len(width) < 6 and int(width) < HAIR:
            yield number


def moved(cell: Cell, edges: Sequence[int]) -> Cell:
    """CELL where its EDGES are now."""
    start, end = edges[cell.column], edges[min(cell.column + cell.columns, len(edges) - 1)]
    return cell._replace(column=start, columns=max(end - start, 1))


def rows_of(element: Element, depth: int) -> Iterator[Element]:
    return inside(element, ROW, depth)


def cells_of(row: Element, depth: int) -> Iterator[Element]:
    return inside(row, CELL, depth)


def inside(element: Element, tag: str, depth: int) -> Iterator[Element]:
    """The children TAG of ELEMENT, also those in controls and in what was inserted."""
    for one in element:
        if one.tag == tag:
            yield one
        elif one.tag not in SKIPPED and one.tag not in (TABLE, PARAGRAPH, CELL) and depth < DEEPEST:
            yield from inside(one, tag, depth + 1)


def child(element: Element | None, tag: str) -> Element | None:
    """The first child TAG of ELEMENT."""
    return None if element is None else element.find(tag)


def whole(element: Element | None, otherwise: int) -> int:
    stated = "" if element is None else element.get(VALUE, "")
    return min(int(stated), MOST_COLUMNS) if stated.isdigit() and len(stated) < 6 else otherwise


def text_of(paragraph: Element) -> Text:
    """What a reader sees of PARAGRAPH; what stands in a content control that narrator named is from its slot."""
    pieces: list[str] = []
    for one in paragraph:  # most have runs of text and nothing else
        if one.tag == RUN:
            for part in one:
                if part.tag == TEXT:
                    pieces.append(part.text or "")
                elif part.tag not in SKIPPED:
                    return controlled(paragraph)
        elif one.tag not in SKIPPED:
            return controlled(paragraph)
    return Text("".join(pieces)) if pieces else EMPTY


def controlled(paragraph: Element) -> Text:
    """The same of a PARAGRAPH with tabs, breaks, content controls or whatever else in it."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    stack: list[tuple[Iterator[Element], int, str]] = [(iter(paragraph), 0, "")]
    while stack:
        children, begin, slot = stack[-1]
        for one in children:
            tag = one.tag
            if tag == TEXT:
                pieces.append(one.text or "")
            elif tag == TAB:
                pieces.append("\t")
            elif tag in BREAKS:
                pieces.append("\n")
            elif tag == HYPHEN:
                pieces.append("-")
            elif tag not in SKIPPED and len(one):
                name = child(child(one, f"{W}sdtPr"), f"{W}tag") if tag == CONTROL else None
                stack.append((iter(one), length, "" if name is None else name.get(VALUE, "")))
                break
            else:
                continue
            length += len(pieces[-1])
        else:
            stack.pop()
            if slot and length > begin:
                spans.append(Span(begin, length, Slot(slot)))
    return Text("".join(pieces), tuple(spans))
