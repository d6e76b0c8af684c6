"""The main part: every block of the document in order, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from narrator.document import Contents, Document, Heading, Paragraph, Spread, Table, headings
from narrator.writers.docx.contents_field import contents, entry, is_listed_by_entries, is_listed_by_style
from narrator.writers.docx.escapes import DECLARATION, RELATIONSHIPS, WORD
from narrator.writers.docx.fitting import fit_table
from narrator.writers.docx.paragraph import hairline, heading, paragraph, spread
from narrator.writers.docx.section import Section
from narrator.writers.docx.table import table
from narrator.writers.look import Look

LONG = 30_000  # bytes that are written at once; for longer pieces the system would give and take memory each time


def body(document: Document, sections: list[Section], look: Look) -> Iterator[bytes]:
    """Return word/document.xml, in UTF-8 and in pieces, for a document that has been cut into sections."""
    gathered: list[bytes] = []
    length = 0
    for piece in pieces(document, sections, look):
        gathered.append(piece)
        length += len(piece)
        if length > LONG:
            yield b"".join(gathered)
            gathered, length = [], 0
    yield b"".join(gathered)


def pieces(document: Document, sections: list[Section], look: Look) -> Iterator[bytes]:
    """Return the main part in pieces."""
    writing = _Writing(document, look)
    yield f'{DECLARATION}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"><w:body>'.encode()
    for section in sections[:-1]:
        yield from writing.blocks(section, section.properties)
    # The last section's properties stand in the body itself, not in a paragraph.
    yield from writing.blocks(sections[-1], "")
    yield f"{sections[-1].properties}</w:body></w:document>".encode()


class _Writing:
    """One document being written: how far its headings and its content controls are numbered."""

    def __init__(self, document: Document, look: Look) -> None:
        self.look = look
        self.headings = headings(document)
        levels = max((block.levels for block in document.blocks if isinstance(block, Contents)), default=0)
        # The level down to which a heading says itself how the contents list it; 0 when they take it as it stands.
        self.entries = levels if is_listed_by_entries(self.headings, levels) else 0
        self.bookmarks = count(1)
        self.controls = count(1)

    def blocks(self, section: Section, properties: str) -> Iterator[bytes]:
        """Return the blocks of a section. Its properties stand in its last paragraph, unless they are ""."""
        look, layout, controls = self.look, section.layout, self.controls
        last = len(section.blocks) - 1
        open_ended = True  # until a paragraph ends the section, as every section must
        after_table = False
        for place, block in enumerate(section.blocks):
            ending = properties if place == last else ""
            match block:
                case Heading():
                    number = next(self.bookmarks)
                    said = block.level <= self.entries and not is_listed_by_style(block, look)
                    style = look.paragraphs[block.style]
                    listed = entry(block) if said else ""
                    yield heading(block, style, number, controls, ending, listed).encode()
                case Paragraph():
                    yield paragraph(block, look.paragraphs[block.style], controls, ending).encode()
                case Spread():
                    yield spread(block, look.paragraphs[block.style], layout, controls, ending).encode()
                case Contents():
                    yield contents(block, self.headings, look, layout, controls).encode()
                case Table():
                    if after_table:
                        yield hairline().encode()  # two tables that touch would become one
                    beside = [*section.blocks[:place], *section.blocks[place + 1 :]]
                    yield from table(block, fit_table(block, beside, look, layout), layout, controls)
            after_table = isinstance(block, Table)
            open_ended = isinstance(block, (Table, Contents))
        if open_ended:
            yield hairline(properties).encode()
