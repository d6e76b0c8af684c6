"""The text of a paragraph as a reader sees it: controls, formatting and hidden words as spans over it.

Changes that are tracked count as accepted: what was inserted or moved here is there, what was deleted or moved
away is not. Of a field only the result is text; of ruby text what stands below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from narrator.disclosure.clean_text import WITHOUT_UNSEEN
from narrator.document import PICTURE
from narrator.readers.docx.formatting import is_off
from narrator.readers.docx.package import W
from narrator.readers.docx.stylesheet import Stylesheet
from narrator.sources import Formatting, Hidden, Slot
from narrator.spans import Span, Text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
RUN, TEXT, CONTROL, CONTENT = f"{W}r", f"{W}t", f"{W}sdt", f"{W}sdtContent"
PROPERTIES, RUN_PROPERTIES, BREAK = f"{W}pPr", f"{W}rPr", f"{W}br"
LETTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{W}softHyphen": "\N{SOFT HYPHEN}",
    f"{W}object": PICTURE,
}
PICTURES = {f"{W}drawing", f"{W}pict"}
Letters = Mapping[int, str | None]  # what is read for letters, by their numbers
BREAKS: Letters = dict.fromkeys(
    map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n"
)  # lines end here as well
AS_SEEN: Letters = {
    **BREAKS,
    **WITHOUT_UNSEEN,
}  # for those who compare what a reader sees; others keep what was written
# Marks that Word takes from fonts of pictures; others of those fonts are pictures.
SYMBOLS = {
    ("wingdings", 0xFC): "√", ("wingdings", 0xFB): "×", ("wingdings", 0xFE): "☑", ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□", ("wingdings 2", 0x50): "√", ("wingdings 2", 0x4F): "×",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0x51): "☒", ("wingdings 2", 0xA3): "□",
}  # fmt: skip
FONTS_OF_PICTURES = ("wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett")
GONE = {f"{W}del", f"{W}moveFrom"}  # with changes tracked
SILENT = {
    *GONE,
    f"{MC}Fallback",
    *(
        f"{W}{name}"
        for name in (
            "delText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr", "rt", "tblPr", "trPr", "tcPr", "tblGrid",
            "tblPrEx", "sectPr",
        )
    ),
}  # fmt: skip


class WordField:
    """A field that is open: its instruction, and whether its result has begun, which alone is text."""

    def __init__(self, instruction: str = "", shows: bool = False) -> None:
        self.instruction = instruction
        self.shows = shows

    @property
    def lists(self) -> bool:
        """Return whether its result is the table of contents."""
        return self.instruction.lstrip().upper().startswith("TOC")


class Passage:
    """The text that is being read, and what is open around it: controls, fields, the table of contents.

    A paragraph whose mark was deleted goes on in the next one, and controls and fields go over several: so one
    passage reads all paragraphs in order, and `take` says where one ends.
    """

    def __init__(self, styles: Stylesheet, letters: Letters = BREAKS) -> None:
        self.styles, self.letters = styles, letters
        self.numbers: Iterator[int] = count(1)  # of the controls
        self.look: Mapping[str, str] = {}  # of the style of the paragraph
        self.table_look: Mapping[str, str] = {}  # of the style of the table around it
        self.hides = False  # whether the run being read is hidden
        self.pieces: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.open: list[tuple[int, Slot]] = []  # the controls, each with where it began
        self.fields: list[WordField] = []
        self.lists = 0  # how many tables of contents are open around the text
        self.listed = False  # whether the text is of a table of contents
        self.boxes: list[Element] = []  # text boxes that hang on the paragraph
        self.taken = 0  # how many paragraphs were

    # ---- reading ----

    def read(self, element: Element) -> None:
        """Read the children of a paragraph, or of what stands in one."""
        for child in element:
            self.visit(child)

    def visit(self, element: Element) -> None:
        """Read an element within a paragraph: what it shows as text, and what of it people must know."""
        tag = element.tag
        if tag == RUN:
            self.run(element)
        elif tag in (TEXT, MATH_TEXT):
            self.write(element.text or "")
        elif tag in SILENT:
            pass
        elif tag in LETTERS:
            self.write(LETTERS[tag])
            if tag == BREAK and element.get(f"{W}type") in ("page", "column"):
                self.mark("分页")
        elif tag == CONTROL:
            for content in self.control(element):
                self.read(content)
        elif tag == f"{W}sym":
            self.write(read_symbol(element))
        elif tag == f"{W}fldChar":
            self.field(element.get(f"{W}fldCharType", ""))
        elif tag == f"{W}instrText":
            if self.fields:
                self.fields[-1].instruction += element.text or ""
        elif tag == f"{W}fldSimple":
            self.fields.append(WordField(element.get(f"{W}instr", ""), shows=True))
            self.read(element)
            self.fields.pop()
        elif tag in PICTURES:
            boxes = list(element.iter(f"{W}txbxContent"))
            self.boxes += boxes
            if not boxes:
                self.write(PICTURE)
        else:
            self.read(element)

    def run(self, element: Element) -> None:
        """Read a run: its text, whether it is hidden, and where it looks otherwise than its paragraph."""
        properties = element.find(RUN_PROPERTIES)
        own = {} if properties is None or not len(properties) else self.styles.run_look(properties)
        if own or self.styles.hides:
            self.hides = self.styles.hidden(own, self.look, self.table_look)
        start = self.length
        self.read(element)
        self.hides = False
        if own and self.length > start and not self.pieces[-1].isspace():
            odd = self.styles.odd(own, self.look)
            self.spans += [Span(start, self.length, Formatting(what)) for what in odd]

    def write(self, text: str) -> None:
        """Add a text to what is shown, unless it is hidden, or stands in what tells a field how to work."""
        if not text or not all(field.shows for field in self.fields):
            return
        if self.hides:
            self.hide(text)
            return
        if not text.isprintable():
            text = text.translate(self.letters)
        self.pieces.append(text)
        self.length += len(text)
        self.listed = self.listed or self.within_contents

    @property
    def within_contents(self) -> bool:
        """Return whether what is being read stands in a table of contents."""
        return self.lists > 0 or any(field.lists for field in self.fields)

    def hide(self, text: str) -> None:
        """Note a text that stands here and is not seen."""
        last = self.spans[-1] if self.spans else None
        if last is not None and last.start == self.length and isinstance(last.source, Hidden):
            self.spans.pop()
            text = last.source.words + text
        self.spans.append(Span(self.length, self.length, Hidden(text)))

    def mark(self, what: str) -> None:
        """Note that the paragraph, or its cell, was made to look so."""
        self.spans.append(Span(0, 0, Formatting(what, of_paragraph=True)))

    def field(self, kind: str) -> None:
        """Begin, part or end a field: what stands before `separate` only tells Word how to work."""
        if kind == "begin":
            self.fields.append(WordField())
        elif kind == "separate" and self.fields:
            self.fields[-1].shows = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def control(self, element: Element) -> Iterator[Element]:
        """Return the content of a control, to be read while the control is open; nothing when it has none."""
        properties = element.find(f"{W}sdtPr")
        gallery = None if properties is None else properties.find(f"{W}docPartObj/{W}docPartGallery")
        contents = gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
        if contents:
            self.lists += 1
        else:
            self.open.append((self.length, read_slot(properties, next(self.numbers))))
        taken = self.taken
        content = element.find(CONTENT)
        if content is not None:
            yield content
        if contents:
            self.lists -= 1
            return
        start, source = self.open.pop()
        if self.taken == taken or self.length > start:  # else it ended with its last paragraph
            self.spans.append(Span(start, self.length, source))

    # ---- the end of a paragraph ----

    def take(self, properties: Element | None = None) -> Text:
        """Return the text since the last paragraph ended, with the formatting that its properties state and the marks
        before it."""
        spans = self.spans + [Span(start, self.length, source) for start, source in self.open]
        self.open = [(0, source) for _, source in self.open]
        if properties is not None and self.length:
            own = self.styles.run_look(properties)
            spans += [
                Span(0, 0, Formatting(what, of_paragraph=True)) for what in self.styles.odd(own, self.look)
            ]
        text = Text("".join(self.pieces), tuple(sorted(spans, key=lambda span: span[:2])) if spans else ())
        self.taken += 1
        self.pieces, self.length, self.spans, self.listed = [], 0, [], False
        if not text.string.strip():  # a page break is told with what follows
            self.spans = [span for span in spans if is_of_paragraph(span)]
            text = Text(text.string, tuple(span for span in text.spans if not is_of_paragraph(span)))
        return text


def is_of_paragraph(span: Span) -> bool:
    """Return whether a span is formatting of a whole paragraph."""
    return isinstance(span.source, Formatting) and span.source.of_paragraph


def read_slot(properties: Element | None, number: int) -> Slot:
    """Return the slot that a control stands for: by its tag, "" when a program took it away; not filled when Word shows
    a prompt in it.

    number: of the control in the file.
    """
    if properties is None:
        return Slot("", True, number)
    named, shown = properties.find(f"{W}tag"), properties.find(f"{W}showingPlcHdr")
    return Slot("" if named is None else named.get(f"{W}val", ""), shown is None or is_off(shown), number)


def read_symbol(element: Element) -> str:
    """Return the letter that a w:sym shows, or PICTURE where its font makes a picture of it."""
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "").lower()
    try:
        number = int(code, 16)
    except ValueError:
        return PICTURE
    if font in FONTS_OF_PICTURES or 0xF000 <= number < 0xF100:
        return SYMBOLS.get((font, number & 0xFF), PICTURE)
    return chr(number) if 0x20 <= number < 0xD800 else PICTURE
