"""The blocks of a document as HTML, a section for the pages of each layout."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from narrator.document import Contents, Document, Heading, Paragraph, Spread, Table, headings
from narrator.writers.docx.section import sections
from narrator.writers.html.css import css_classes
from narrator.writers.html.grid import write_grid
from narrator.writers.html.inline import Marks, inline, letters
from narrator.writers.look import Look

_DEEPEST = 6  # HTML has headings down to this level


def write_pages(document: Document, look: Look) -> str:
    """Return what stands within the main element of a page."""
    parts = []
    for name, blocks in write_sections(document, look, Marks()):
        parts += [f'<section class="{name}">\n', *blocks, "</section>\n"]
    return "".join(parts)


def write_sections(document: Document, look: Look, marks: Marks) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the sections of a document: the classes of each, and its blocks, each written when it is asked for, in order.

    marks: what is marked in it.
    """
    writing = _Writing(document, look, marks)
    cut = sections(document, look)
    counted = next((at for at, section in enumerate(cut) if section.first_number == 1), 0)
    for at, section in enumerate(cut):
        name = ("front " if at < counted else "") + writing.classes["页面版式", section.layout.name]
        yield name, map(writing.write_block, section.blocks)


class _Writing:
    """One document being written: how far its headings and its tables are numbered."""

    def __init__(self, document: Document, look: Look, marks: Marks) -> None:
        self.document = document
        self.look = look
        self.marks = marks
        self.classes = css_classes(look)
        self.headings = count(1)
        self.tables = count(1)

    def write_block(self, block: object) -> str:
        """Return one block as HTML. Raises TypeError for what is none."""
        match block:
            case Heading():
                name = f"heading{next(self.headings)}"
                return self.marks.write(write_heading, block, name, self.classes["段落样式", block.style])
            case Paragraph():
                return self.marks.write(write_paragraph, block, self.classes["段落样式", block.style])
            case Spread():
                return self.marks.write(write_spread, block, self.classes["段落样式", block.style])
            case Contents(levels):
                return "".join(self.write_contents(levels))
            case Table():
                style = self.classes["表格样式", block.style]
                return self.marks.write(write_grid, block, f"{style} grid{next(self.tables)}")
        raise TypeError(block)

    def write_contents(self, levels: int) -> Iterator[str]:
        """Yield the table of contents: links to the headings down to that level."""
        yield '<nav aria-label="目录"><ul>\n'
        for number, heading in enumerate(headings(self.document), 1):
            if heading.level <= levels:
                style = self.look.known_to_word(f"toc {heading.level}")
                name = f' class="{self.classes["段落样式", style.name]}"' if style else ""
                line = letters(" ".join(heading.listed.split("\n")))
                yield f'<li{name}><a href="#heading{number}">{line}</a></li>\n'
        yield "</ul></nav>\n"


def write_heading(block: Heading, name: str, style: str, marks: Marks) -> str:
    """Return a heading under its name. style: its class."""
    tag = f"h{min(block.level, _DEEPEST)}"
    return f'<{tag} id="{name}" class="{style}">{inline(block.text, marks)}</{tag}>\n'


def write_paragraph(block: Paragraph, style: str, marks: Marks) -> str:
    """Return a paragraph. style: its class."""
    return f'<p class="{style}">{inline(block.text, marks)}</p>\n'


def write_spread(block: Spread, style: str, marks: Marks) -> str:
    """Return the texts of a line. style: its class."""
    inside = "".join(f"<span>{inline(text, marks)}</span>" for text in block.texts)
    return f'<p class="spread {style}">{inside}</p>\n'
