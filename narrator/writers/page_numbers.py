"""The numbers of the pages that headings stand on, for the contents: only a program that lays pages out knows them.

LibreOffice fills references to pages as it lays a report out, though not those inside a table of contents, which it takes
as it finds them. So it is given the report with its contents as ordinary lines: what it makes of that as a .docx tells the
numbers, and as a .pdf it has them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

from narrator.document import Block, Contents, Document, Heading, Page
from narrator.problem import Problem, Unusable
from narrator.writers import docx, office
from narrator.writers.docx.contents_field import UNKNOWN
from narrator.writers.docx.escapes import WORD
from narrator.writers.docx.paragraph import bookmark
from narrator.writers.look import DEFAULT_LAYOUT

_PURPOSE = "问目录的页码"
_REFERENCE = re.compile(r"^\s*+PAGEREF\s++(\S++)")


def have_pages_filled(document: Document) -> Document:
    """Return a document whose contents LibreOffice fills with the numbers of pages as it prints them."""
    blocks = [
        block._replace(live=True) if isinstance(block, Contents) else block for block in document.blocks
    ]
    return document._replace(blocks=tuple(blocks))


def number_pages(document: Document, styles: Mapping[str, object]) -> Document:
    """Return a document whose headings have the numbers of their pages, as LibreOffice lays it out; one without contents
    as it is.

    A heading on a page that prints no number has none. Raises Unusable when LibreOffice is not there or does not tell,
    and with every problem of the styles.
    """
    listed = [block.levels for block in document.blocks if isinstance(block, Contents)]
    if not listed:
        return document
    look = docx.looks(styles)[0]
    report = docx.write(have_pages_filled(document), styles)
    told = read_references(office.convert(report, ".docx", _PURPOSE))
    blocks: list[Block] = []
    number, numbered = 0, look.pages[DEFAULT_LAYOUT].numbered if DEFAULT_LAYOUT in look.pages else False
    for block in document.blocks:
        if isinstance(block, Page):
            numbered = look.pages[block.layout].numbered
        elif isinstance(block, Heading):
            number += 1
            page = told.get(bookmark(number), "")
            if block.level <= max(listed) and (not page.isdecimal() or page == UNKNOWN):
                raise Unusable([Problem("", "LibreOffice没有说出目录的页码", "换一个新一点的LibreOffice")])
            block = block._replace(page=page if numbered else "")
        blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def read_references(report: bytes) -> dict[str, str]:
    """Return what a .docx shows for its references to pages, by the name of the bookmark. Raises Unusable."""
    shown: dict[str, str] = {}
    name = ""
    try:
        with zipfile.ZipFile(io.BytesIO(report)) as package:
            body = ElementTree.fromstring(package.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        raise Unusable([Problem("", f"{_PURPOSE}，LibreOffice做出的文件打不开", "看看它能不能用")]) from None
    for element in body.iter():
        if element.tag == f"{{{WORD}}}instrText":
            found = _REFERENCE.match(element.text or "")
            name = found[1] if found else name
        elif element.tag == f"{{{WORD}}}t" and name:
            shown[name] = shown.get(name, "") + (element.text or "")
        elif element.tag == f"{{{WORD}}}fldChar" and element.get(f"{{{WORD}}}fldCharType") == "end":
            name = ""
    return shown
