"""Reads a report back as its lines: every paragraph and cell with the content controls in it and the looks
that people gave it; and as the layout of its pages and tables.

Tracked insertions count and tracked deletions do not, as if all were accepted. The table of contents is
left out; pictures are told by a mark. Whatever controls are in the file are told: whose they are, and
whether they are ours, `writing` finds out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple
from xml.etree.ElementTree import Element

from narrator.readers.formatting import Look, Styles, stated
from narrator.readers.label import row_label
from narrator.readers.package import Package, W, refuse_damaged

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"

LETTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}sym": PICTURE,
    f"{W}object": PICTURE,
}
BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")  # lines end here as well
PAGE_NUMBER = re.compile(r"[\s—–－-]*(?:第?\s*\d*\s*页?)?(?:[\s/，,]*共?\s*\d+\s*页)?[\s—–－-]*")
NUMBER = re.compile(
    r"^[（(]?(?:[一二三四五六七八九十百]+|\d+)[）)、.．]|^附表\d+"
)  # that a heading begins with
PICTURES = {f"{W}drawing", f"{W}pict"}
SKIPPED = {
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "rPr",
        "pPr",
        "sdtPr",
        "sdtEndPr",
        "rt",
    )
} | {f"{W}{name}" for name in ("tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "tblPrEx")}


class Control(NamedTuple):
    """The characters START to END of a line stand in a content control.

    tag: its tag, or "" when the program that saved the file took it away. prompting: Word shows a prompt
    in it, because nobody has written there. number: of the control in the file; one that holds several
    paragraphs is in each of their lines.
    """

    start: int
    end: int
    tag: str
    prompting: bool = False
    number: int = 0


class Line(NamedTuple):
    """A paragraph of the document or of a cell. place: the heading above it. row: what its row in a table
    begins with, or "". cell: the number of its cell; 0 outside tables. looks: formatting that somebody added.
    """

    text: str
    controls: tuple[Control, ...] = ()
    place: str = ""
    row: str = ""
    cell: int = 0
    looks: tuple[Look, ...] = ()


class Layout(NamedTuple):
    """The pages and tables of a report.

    sections: of each, the width and height of its paper and its margins (top, right, bottom, left), in
    twentieths of a point. tables: of each, its rows, a character a cell: - for a whole one, v for one that goes
    on in the row below, | for that.
    """

    sections: tuple[tuple[int, ...], ...] = ()
    tables: tuple[tuple[str, ...], ...] = ()


class Contents(NamedTuple):
    """What a report says. notes: what people added beside the text: comments, footnotes, page headers."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    layout: Layout = Layout()


def read(package: Package) -> Contents:
    """The lines of the report in PACKAGE. Raises Unusable when it is damaged or no Word document."""
    root = package.xml("word/document.xml")
    body = root.find(f"{W}body")
    if body is None:
        if root.tag.startswith(STRICT):
            package.refuse("文件是“Strict Open XML”格式", "在Word里另存为普通的“Word 文档（.docx）”")
        refuse_damaged(package.path)
    try:
        sheet = package.xml("word/styles.xml") if "word/styles.xml" in package.names else ()
        reader = Reader(headings(sheet), Styles(sheet))
        lines = tuple(reader.read(body))
        layout = Layout(tuple(reader.sections), tuple(reader.tables))
        return Contents(lines, (*notes(package), *strays(reader.contents, lines)), layout)
    except RecursionError:
        package.refuse("文件里的内容套得太深", "不要打开来历不明的文件")


def headings(sheet: Iterable[Element]) -> frozenset[str]:
    """The styles of SHEET that make a paragraph a heading; LibreOffice keeps the outline there alone."""
    styles = (one for one in sheet if one.tag == f"{W}style")
    return frozenset(style.get(f"{W}styleId", "") for style in styles if outlined(style.find(f"{W}pPr")))


def outlined(properties: Element | None) -> bool:
    """Whether PROPERTIES give a paragraph a level in the outline."""
    level = None if properties is None else properties.find(f"{W}outlineLvl")
    return level is not None and level.get(f"{W}val", "9") < "9"


class Reader:
    """One pass over a part: the line being read, the controls open in it, the fields open around it.

    titles: the names of the styles that make a heading. styles: all of them.
    """

    def __init__(self, titles: frozenset[str] = frozenset(), styles: Styles | None = None) -> None:
        self.titles = titles
        self.styles = styles or Styles()
        self.style: Mapping[str, str] = {}  # what the style of the paragraph being read says
        self.looks: list[Look] = []
        self.sections: list[tuple[int, ...]] = []
        self.tables: list[tuple[str, ...]] = []
        self.rows: list[list[str]] = []  # of each table that is open
        self.done: list[Line] = []
        self.pieces: list[str] = []
        self.length = 0
        self.controls: list[Control] = []
        self.open: list[Control] = []  # END is not known yet
        self.numbers = count(1)
        self.fields: list[str] = []  # the instructions of the fields that are open
        self.heading = ""
        self.cells = count(1)
        self.cell = 0  # the number of the table cell being read
        self.contents: list[str] = []  # what stands in the table of contents
        self.within_contents = False

    def read(self, part: Element) -> list[Line]:
        for child in part:
            self.visit(child)
        self.close_line()
        if self.looks and self.done:  # of an empty paragraph at the end
            self.done[-1] = self.done[-1]._replace(looks=(*self.done[-1].looks, *self.looks))
        return self.done

    def visit(self, element: Element) -> None:
        tag = element.tag
        if tag == f"{W}r":
            self.run(element)
        elif tag == f"{W}p":
            self.paragraph(element)
        elif tag == f"{W}t" or tag == MATH_TEXT:
            self.write(element.text or "")
        elif tag in LETTERS:
            self.write(LETTERS[tag])
            if tag == f"{W}br" and element.get(f"{W}type") in ("page", "column"):
                self.looks.append(Look(-1, -1, "分页"))
        elif tag == f"{W}instrText":
            if self.fields:
                self.fields[-1] += element.text or ""
        elif tag == f"{W}fldChar":
            self.field(element.get(f"{W}fldCharType", ""))
        elif tag == f"{W}sectPr":
            self.section(element)
        elif tag in SKIPPED:
            pass
        elif tag == f"{W}sdt":
            self.control(element)
        elif tag == f"{W}tbl":
            self.table(element)
        elif tag == f"{W}tr":
            if element.find(f"{W}trPr/{W}del") is None:
                self.table_row(element)
        elif tag == f"{W}tc":
            self.table_cell(element)
        elif tag in PICTURES:
            self.picture(element)
        elif tag == f"{MC}AlternateContent":
            chosen = element.find(f"{MC}Choice")
            self.all(element.find(f"{MC}Fallback") if chosen is None else chosen)
        else:
            self.all(element)

    def all(self, element: Element | None) -> None:
        for child in element if element is not None else ():
            self.visit(child)

    def write(self, text: str) -> None:
        listed = any(instruction.lstrip().startswith("TOC") for instruction in self.fields)
        if self.within_contents or not listed:
            self.pieces.append(text.translate(BREAKS))
            self.length += len(text)

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "end" and self.fields:
            self.fields.pop()

    def run(self, element: Element) -> None:
        start = self.length
        self.all(element)
        properties = element.find(f"{W}rPr")
        if properties is not None and self.length > start and not "".join(self.pieces[-1:]).isspace():
            looks = self.styles.odd(properties, self.style)
            self.looks += [Look(start, self.length, what) for what in looks]

    def section(self, element: Element) -> None:
        page, margins = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
        names = ("w", "h"), ("top", "right", "bottom", "left")
        self.sections.append(
            tuple(length(part, name) for part, of in zip((page, margins), names, strict=True) for name in of)
        )

    def paragraph(self, element: Element) -> None:
        properties = element.find(f"{W}pPr")
        self.style = self.styles.paragraph(properties)
        self.all(element)
        if self.length:
            self.looks += [Look(-1, -1, what) for what in self.styles.odd(properties, self.style)]
        section = None if properties is None else properties.find(f"{W}sectPr")
        if section is not None:
            self.section(section)
        # A paragraph mark that was deleted with changes tracked: the next paragraph goes on in this line.
        if element.find(f"{W}pPr/{W}rPr/{W}del") is None:
            self.close_line(element)

    def close_line(self, paragraph: Element | None = None) -> None:
        self.controls += [control._replace(end=self.length) for control in self.open]
        self.open = [control._replace(start=0) for control in self.open]
        text = "".join(self.pieces)
        controls = tuple(sorted(self.controls))
        if text and paragraph is not None and self.is_heading(paragraph.find(f"{W}pPr")):
            self.heading = text
        if text.strip() or controls:
            self.done.append(Line(text, controls, self.heading, "", self.cell, tuple(self.looks)))
            self.looks = []
        self.looks = [look for look in self.looks if look.start < 0]  # a page break is told with what follows
        self.pieces, self.length, self.controls = [], 0, []

    def is_heading(self, properties: Element | None) -> bool:
        style = None if properties is None else properties.find(f"{W}pStyle")
        return outlined(properties) or (style is not None and style.get(f"{W}val") in self.titles)

    def control(self, element: Element) -> None:
        properties = element.find(f"{W}sdtPr")
        tag, prompting = "", False
        if properties is not None:
            gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
            if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
                self.table_of_contents(element)
                return
            named = properties.find(f"{W}tag")
            tag = "" if named is None else named.get(f"{W}val", "")
            shown = properties.find(f"{W}showingPlcHdr")
            prompting = shown is not None and shown.get(f"{W}val", "1") not in ("0", "false", "off")
        lines = len(self.done)
        self.open.append(Control(self.length, 0, tag, prompting, next(self.numbers)))
        self.all(element.find(f"{W}sdtContent"))
        control = self.open.pop()
        if len(self.done) == lines or self.length > control.start:  # else it ended with its last paragraph
            self.controls.append(control._replace(end=self.length))

    def table_of_contents(self, element: Element) -> None:
        inner = Reader()
        inner.within_contents = True
        content = element.find(f"{W}sdtContent")
        self.contents += [line.text for line in inner.read(content)] if content is not None else []
        self.sections += inner.sections  # LibreOffice has the one end in there that begins after it

    def picture(self, element: Element) -> None:
        """A picture, or a text box: its paragraphs are lines of their own, after the one it hangs on."""
        boxes = list(element.iter(f"{W}txbxContent"))
        if not boxes:
            self.write(PICTURE)
        for box in boxes:
            inner = Reader(self.titles, self.styles)
            inner.heading, inner.numbers = self.heading, self.numbers
            self.done += inner.read(box)

    def table(self, element: Element) -> None:
        self.rows.append([])
        self.all(element)
        self.tables.append(tuple(self.rows.pop()))

    def table_row(self, element: Element) -> None:
        if self.rows:
            self.rows[-1].append("")
        first = len(self.done)
        self.all(element)
        row = self.done[first:]
        label = row_label(line.text for line in row if not line.controls)
        self.done[first:] = [line._replace(row=label) for line in row]

    def table_cell(self, element: Element) -> None:
        properties = element.find(f"{W}tcPr")
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += merged(properties)
        if stated(properties).get("shd"):
            self.looks.append(Look(-1, -1, "底纹"))
        around, self.cell = self.cell, next(self.cells)
        self.all(element)
        self.cell = around


def length(element: Element | None, name: str) -> int:
    """The attribute NAME of ELEMENT in twentieths of a point; 0 when it says none."""
    value = "" if element is None else element.get(f"{W}{name}", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 0


def merged(properties: Element | None) -> str:
    """How a cell with PROPERTIES stands in its rows (see Layout)."""
    merge = None if properties is None else properties.find(f"{W}vMerge")
    if merge is None:
        return "-"
    return "v" if merge.get(f"{W}val") == "restart" else "|"


def strays(contents: Sequence[str], lines: Sequence[Line]) -> Iterator[str]:
    """The lines of the table of contents that are no heading's, whatever page numbers they have, and numbers before
    them that the contents alone may have."""
    known = {"目录", *("".join(line.text.split()) for line in lines)}
    for text in contents:
        name = "".join(text.split())
        names = {name, name.rstrip("0123456789.…")}
        if known.isdisjoint(names | {NUMBER.sub("", one) for one in names}):
            yield f"目录里的“{text.strip()}”"


def notes(package: Package) -> Iterator[str]:
    """What stands beside the text of PACKAGE, each with its kind; page numbers are no news."""
    for name in package.names:
        kind = re.fullmatch(r"word/(comments|footnotes|endnotes|header|footer)\d*\.xml", name)
        if kind is None:
            continue
        root = package.xml(name)
        called = {
            "comments": "批注",
            "footnotes": "脚注",
            "endnotes": "尾注",
            "header": "页眉",
            "footer": "页脚",
        }[kind[1]]
        parts = (
            [root] if kind[1] in ("header", "footer") else [part for part in root if not part.get(f"{W}type")]
        )
        for part in parts:
            text = " ".join(line.text.strip() for line in Reader().read(part))
            if not PAGE_NUMBER.fullmatch(text):
                yield f"{called}“{text}”"
