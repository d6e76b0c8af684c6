"""Sections: which blocks share a page layout, and the w:sectPr and footers that say so."""

from __future__ import annotations

from typing import NamedTuple

from narrator.document import Block, Document, Page
from narrator.writers.docx.escapes import DECLARATION, RELATIONSHIPS, WORD, attribute
from narrator.writers.look import DEFAULT_LAYOUT, PAGE_NUMBER, Look, PageLayout

NUMBERED = "rIdNumbered"
BLANK = "rIdBlank"


class Section(NamedTuple):
    """Blocks on pages of one layout.

    footer: the id of its footer, or "" for the footer of the section before, of which there is none.
    first_number: the number of its first page, or 0 to go on counting.
    """

    layout: PageLayout
    blocks: tuple[Block, ...]
    footer: str
    first_number: int

    @property
    def properties(self) -> str:
        """The section's w:sectPr."""
        layout = self.layout
        footer = f'<w:footerReference w:type="default" r:id="{self.footer}"/>' if self.footer else ""
        orient = ' w:orient="landscape"' if layout.landscape else ""
        start = f'<w:pgNumType w:start="{self.first_number}"/>' if self.first_number else ""
        centred = '<w:vAlign w:val="center"/>' if layout.centred else ""
        return (
            f'<w:sectPr>{footer}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{layout.width}" w:h="{layout.height}"{orient}/>'
            f'<w:pgMar w:top="{layout.top}" w:right="{layout.right}" w:bottom="{layout.bottom}" '
            f'w:left="{layout.left}" w:header="720" w:footer="{layout.footer}" w:gutter="0"/>'
            f'{start}<w:cols w:space="720"/>{centred}</w:sectPr>'
        )


def sections(document: Document, look: Look) -> list[Section]:
    """Return the sections of a document: one from each Page to the next; one that would be empty is left out."""
    groups: list[tuple[PageLayout, list[Block]]] = []
    for block in document.blocks:
        if isinstance(block, Page):
            groups.append((look.pages[block.layout], []))
        else:
            if not groups:
                groups.append((look.pages[DEFAULT_LAYOUT], []))
            groups[-1][1].append(block)
    found: list[Section] = []
    counting = False
    for layout, blocks in groups:
        if not blocks:
            continue
        # A section without a footer of its own takes over the one before, so "none" may need saying.
        footer = NUMBERED if layout.numbered else BLANK if counting else ""
        first = layout.first_number if layout.numbered and not counting else 0
        counting = counting or layout.numbered
        found.append(Section(layout, tuple(blocks), footer, first))
    if not found:
        layout = groups[-1][0] if groups else look.pages[DEFAULT_LAYOUT]
        found.append(Section(layout, (), "", 0))
    return found


def numbered_footer(look: Look) -> str:
    """Return the part of a .docx, as XML, that is a footer with the page number in the form — 1 — (GB/T 9704-2012, 7.5)."""
    dash = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    return _footer(
        look,
        dash.format("— ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + dash.format(" —"),
    )


def blank_footer(look: Look) -> str:
    """Return the part of a .docx, as XML, that is a footer with nothing in it."""
    return _footer(look, "")


def _footer(look: Look, content: str) -> str:
    """Return the XML of a footer with that content, in the style of page numbers."""
    style = look.known_to_word(PAGE_NUMBER)
    name = f'<w:pPr><w:pStyle w:val="{attribute(style.identifier)}"/></w:pPr>' if style else ""
    return (
        f'{DECLARATION}<w:ftr xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"><w:p>{name}{content}</w:p></w:ftr>'
    )
