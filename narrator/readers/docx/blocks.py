"""Reads the body of a report: every paragraph and table in order, whoever made it.

Headings are known by their outline levels, their own or those that their styles inherit; lines of the table of
contents by their field, their frame or their styles. Text boxes follow the paragraph that they hang on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from narrator.document import CONTENTS, NOTHING, Block, Heading, Paragraph, Row, Table, settle, texts_in
from narrator.readers.docx.formatting import read_stated_looks
from narrator.readers.docx.package import WRONG_FILE, Package, W
from narrator.readers.docx.passage import (
    BREAKS,
    CONTROL,
    GONE,
    MC,
    PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    SILENT,
    TEXT,
    Letters,
    Passage,
)
from narrator.readers.docx.stylesheet import Stylesheet, level_from
from narrator.readers.docx.table_parts import (
    find_column_edges,
    find_slivers,
    is_seam,
    join_parts,
    set_widths,
)
from narrator.readers.docx.table_rows import (
    BEFORE,
    CELL,
    FOREIGN,
    MERGE,
    ROW,
    SECTION,
    SPAN,
    TABLE,
    VALUE,
    FileCell,
    FileRow,
    FileRowDraft,
    arrange,
    cells_of_frame,
    count_columns,
    extents_of_cells,
    glance,
    read_count,
    signs_of,
)
from narrator.readers.zipped import UNTRUSTED
from narrator.sources import Hidden
from narrator.spans import Span, Text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PARAGRAPH, ROW_PROPERTIES, CELL_PROPERTIES = f"{W}p", f"{W}trPr", f"{W}tcPr"
STYLE, OUTLINE = f"{W}pStyle", f"{W}outlineLvl"
TABLE_STYLE = f"{W}tblPr/{W}tblStyle"
MOST_CELLS = 2_000_000
# What says nothing in a paragraph, about its looks, and about those of a run: with no more than that it is plain.
MARKERS = {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr")}
PARAGRAPH_LOOKS = {
    f"{W}{name}" for name in ("spacing", "ind", "keepNext", "keepLines", "widowControl", "tabs", "snapToGrid")
}
RUN_LOOKS = {f"{W}{name}" for name in ("rFonts", "kern", "lang", "bCs", "iCs", "szCs")}


class Setting(NamedTuple):
    """How most letters of a paragraph are set. letters: how many it has.

    chinese_font, latin_font: "" where nothing is said of it. half_points: of the type. align: left, center, right or both.
    line: fixed spacing of lines in twentieths of a point, 0 for single. before, after: in twentieths of a point.
    first_indent: in hundredths of a character, blanks that were typed included.
    """

    letters: int
    chinese_font: str
    latin_font: str
    half_points: int
    bold: bool
    align: str
    line: int
    before: int
    after: int
    first_indent: int


class ReportLayout(NamedTuple):
    """The pages and tables of a report.

    sections: of each, the width and height of its paper and its margins (top, right, bottom, left), in
    twentieths of a point. tables: of each, its rows, a character a cell: - for a whole one, v for one that goes
    on in the row below, | for that. ends: how many blocks of the document stand before the end of each section.
    settings: how the paragraphs in each block are set, by its place, where that was read (`typesetting`).
    """

    sections: tuple[tuple[int, ...], ...] = ()
    tables: tuple[tuple[str, ...], ...] = ()
    ends: tuple[int, ...] = ()
    settings: Mapping[int, Sequence[Setting]] = {}


class Body:
    """Reads the blocks of one part of a package. letters: what is read for letters of its texts, see `AS_SEEN`."""

    def __init__(self, package: Package, styles: Stylesheet, letters: Letters = BREAKS) -> None:
        self.package, self.styles, self.letters = package, styles, letters
        self.passage = Passage(styles, letters)
        self.blocks: list[Block] = []
        self.sections: list[tuple[int, ...]] = []
        self.tables: list[tuple[str, ...]] = []
        self.ends: list[int] = []
        self.settings: dict[int, list[Setting]] = {}
        self.cells = 0
        self.numbers = count(1)  # of the tables
        self.texts: list[Text] | None = None  # of the cell that is being read; None outside tables
        self.seam = False  # whether what comes goes on in the table before it
        self.edges: Sequence[int] = ()  # of the columns of that table, in twips

    def read(self, elements: Iterable[Element]) -> None:
        """Read elements and whatever stands in them. Raises Unusable when it is nested too deeply, or too large."""
        try:
            self.all(elements)
            self.end(None)
        except RecursionError:
            self.package.refuse("文件里的内容套得太深", UNTRUSTED)
        if self.passage.spans and self.blocks:  # of an empty paragraph at the end
            self.blocks[-1] = mark_last_text(self.blocks[-1], tuple(self.passage.spans))

    def all(self, elements: Iterable[Element]) -> None:
        """Read elements of the body, or all in one of them: paragraphs, tables, what controls hold, sections."""
        for one in elements:
            tag = one.tag
            if tag == PARAGRAPH:
                self.paragraph(one)
            elif tag == TABLE:
                self.table(one)
            elif tag == CONTROL:
                for content in self.passage.control(one):
                    self.all(content)
            elif tag == SECTION:
                self.end_section(one)
            elif tag == FOREIGN:
                self.place(Text("", (Span(0, 0, Hidden("")),)), "", "", False)
            elif tag == f"{MC}AlternateContent":
                chosen = one.find(f"{MC}Choice")
                chosen = one.find(f"{MC}Fallback") if chosen is None else chosen
                self.all(chosen if chosen is not None else one)
            elif tag not in SILENT:
                self.all(one)

    # ---- paragraphs ----

    def paragraph(self, element: Element) -> None:
        """Read a paragraph; one whose mark was deleted with changes tracked goes on in the next."""
        if self.texts is None:
            self.seam = bool(self.blocks) and isinstance(self.blocks[-1], Table) and is_seam(element)
            if self.seam:
                return
        if self.is_plain and self.plain_paragraph(element):
            return
        properties = element.find(PROPERTIES)
        style = None if properties is None else properties.find(STYLE)
        self.passage.look = self.styles.paragraph_look("" if style is None else style.get(VALUE, ""))
        self.passage.read(element)
        # A paragraph mark that was deleted with changes tracked: the next paragraph goes on in this one.
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is None or all(one.tag not in GONE for one in mark):
            self.end(properties)
        section = None if properties is None else properties.find(SECTION)
        if section is not None:
            self.end_section(section)

    def end_section(self, element: Element) -> None:
        """Note the measures of a section with all the blocks so far that stand in none before."""
        self.sections.append(read_measures(element))
        self.ends.append(len(self.blocks))

    @property
    def is_plain(self) -> bool:
        """Return whether nothing is open around what comes, nor noted for it, so that it may be read at a glance."""
        passage = self.passage
        return not (
            passage.open
            or passage.fields
            or passage.lists
            or passage.spans
            or passage.length
            or self.styles.hides
        )

    def plain_paragraph(self, element: Element) -> bool:
        """Read a paragraph when it holds plain runs of text and nothing else, and return whether that was so."""
        string, style, outline = "", "", ""
        for one in element:
            tag = one.tag
            if tag == RUN:
                for part in one:
                    if part.tag == TEXT:
                        string += part.text or ""
                    elif part.tag != RUN_PROPERTIES or any(look.tag not in RUN_LOOKS for look in part):
                        return False
            elif tag == PROPERTIES:
                for part in one:
                    if part.tag == STYLE:
                        style = part.get(VALUE, "")
                    elif part.tag == OUTLINE:
                        outline = part.get(VALUE, "")
                    elif part.tag not in PARAGRAPH_LOOKS:
                        return False
            elif tag not in MARKERS:
                return False
        if string and not string.isprintable():
            string = string.translate(self.letters)
        self.passage.taken += 1
        self.place(Text(string), style, outline, False)
        return True

    def end(self, properties: Element | None) -> None:
        """End the paragraph with these properties, whose text was read, and read the text boxes that hang on it."""
        listed, boxes, self.passage.boxes = self.passage.listed, self.passage.boxes, []
        text = self.passage.take(properties)
        style = None if properties is None else properties.find(STYLE)
        outline = None if properties is None else properties.find(OUTLINE)
        self.place(
            text,
            "" if style is None else style.get(VALUE, ""),
            "" if outline is None else outline.get(VALUE, ""),
            listed,
        )
        for box in boxes:
            self.box(box)

    def place(self, text: Text, style: str, outline: str, listed: bool) -> None:
        """Put the text of a paragraph where it stands.

        style: the identifier of its style. outline: the level in the outline that it states itself, or "". listed: whether
        it is a line of the contents.
        """
        if not text.spans and not text.string.strip():
            return
        if self.texts is not None:
            self.texts.append(text)
            return
        level = level_from(outline) if outline else self.styles.level(style or self.styles.usual)
        if listed or style in self.styles.contents:
            self.blocks.append(Paragraph(text, CONTENTS))
        elif level and text.string.strip():
            self.blocks.append(Heading(level, text, style))
        else:
            self.blocks.append(Paragraph(text, style))

    def box(self, element: Element) -> None:
        """Read the inside of a text box, which follows the paragraph that it hangs on."""
        inner = Body(self.package, self.styles, self.letters)
        inner.passage.numbers, inner.numbers = self.passage.numbers, self.numbers
        inner.all(element)
        inner.end(None)
        if self.texts is None:
            self.blocks += inner.blocks
        else:
            self.texts += texts_in(inner.blocks)

    # ---- tables ----

    def table(self, element: Element) -> None:
        """Read a table; one whose rows were all deleted is none, one behind a seam goes on in the table before it. What stands in
        a frame is read as if it stood there alone."""
        if self.passage.length:
            self.end(None)
        found = glance(element, self.letters) if self.is_plain else None
        if found is None and self.texts is None and (framed := cells_of_frame(element)):
            self.seam = False
            for cell in framed:
                self.all(cell)
            return
        above = self.blocks[-1] if self.seam and self.texts is None else None
        self.seam = False
        name = "" if isinstance(above, Table) else f"第{next(self.numbers)}张表"
        around, self.texts = self.texts, None
        outer = self.passage.table_look
        if self.styles.hides:
            style = element.find(TABLE_STYLE)
            self.passage.table_look = {} if style is None else self.styles.look(style.get(VALUE, ""))
        self.passage.taken += found is not None
        read = self.rows(element) if found is None else map(self.finished_row, found)
        rows = [row for row in read if row is not None]
        self.texts, self.passage.table_look = around, outer
        if not rows:
            return
        width = count_columns(rows)
        self.cells += len(rows) * width
        if self.cells > MOST_CELLS:
            self.package.refuse("表格大得不正常，不像是决算报告", WRONG_FILE)
        slivers = find_slivers(element, lambda: extents_of_cells(rows))
        edges = find_column_edges(element, slivers)
        table = set_widths(arrange(name, rows, width, slivers), edges)
        self.tables.append(signs_of(rows))
        if isinstance(above, Table):
            self.tables[-2:] = [self.tables[-2] + self.tables[-1]]
            self.blocks[-1], self.edges = join_parts(above, self.edges, table, edges)
        elif self.texts is None:
            self.blocks.append(table)
            self.edges = edges
        else:
            self.texts += texts_in([table])

    def rows(self, element: Element) -> Iterator[FileRow | None]:
        """Return the rows of a table, also those in controls. None for one that was deleted with changes tracked."""
        for one in element:
            if one.tag == ROW:
                yield self.row(one)
            elif one.tag == CONTROL:
                for content in self.passage.control(one):
                    yield from self.rows(content)
            elif one.tag not in SILENT:
                yield from self.rows(one)

    def finished_row(self, draft: FileRowDraft) -> FileRow | None:
        """Return a row that was read at a glance: with care where it holds more, or where a cell before it has left something
        to be noted with what follows. None when it was deleted with changes tracked."""
        return draft.row() if draft.plain and self.is_plain else self.row(draft.element)

    def row(self, element: Element) -> FileRow | None:
        """Return a row; None when it was deleted with changes tracked."""
        properties = element.find(ROW_PROPERTIES)
        if properties is not None and properties.find(f"{W}del") is not None:
            return None
        before = None if properties is None else properties.find(BEFORE)
        cells = [*self.cells_of_row(element)]
        return FileRow(read_count(before, 0), *(zip(*cells, strict=True) if cells else [()] * 4))

    def cells_of_row(self, row: Element) -> Iterator[FileCell]:
        """Return the cells of a row, also those in controls."""
        for one in row:
            if one.tag == CELL:
                if (cell := self.cell(one)) is not None:
                    yield cell
            elif one.tag == CONTROL:
                for content in self.passage.control(one):
                    yield from self.cells_of_row(content)
            elif one.tag not in SILENT:
                yield from self.cells_of_row(one)

    def cell(self, element: Element) -> FileCell | None:
        """Return a cell; None when it was deleted with changes tracked."""
        span, merge = 1, ""
        properties = element.find(CELL_PROPERTIES)
        for one in properties if properties is not None else ():
            if one.tag == SPAN:
                span = max(read_count(one, 1), 1)
            elif one.tag == MERGE:
                merge = one.get(VALUE, "continue")
            elif one.tag == f"{W}cellDel":
                return None
        if read_stated_looks(properties).get("shd"):
            self.passage.mark("底纹")
        around, self.texts = self.texts, []
        self.all(element)
        if self.passage.length:
            self.end(None)
        texts, self.texts = self.texts, around
        return FileCell(span, merge, *settle(tuple(texts) or NOTHING))


def mark_last_text(block: Block, spans: tuple[Span, ...]) -> Block:
    """Return a block with more spans, which tell of looks, over its last text."""
    if isinstance(block, (Heading, Paragraph)):
        return block._replace(text=Text(block.text.string, block.text.spans + spans))
    if isinstance(block, Table) and (row := block.rows[-1]) and row[-1].paragraphs != NOTHING:
        *before, last = row[-1].paragraphs
        cell = row[-1]._replace(paragraphs=(*before, Text(last.string, last.spans + spans)))
        return block._replace(body=(*block.body[:-1], Row.of((*row[:-1], cell))))
    return block


def read_measures(section: Element) -> tuple[int, ...]:
    """Return the measures of a section as `ReportLayout` has them."""
    page, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    names = ("w", "h"), ("top", "right", "bottom", "left")
    return tuple(
        read_length(part, name) for part, of in zip((page, margins), names, strict=True) for name in of
    )


def read_length(element: Element | None, name: str) -> int:
    """Return an attribute in twentieths of a point; 0 when the element says none."""
    value = "" if element is None else element.get(f"{W}{name}", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0
