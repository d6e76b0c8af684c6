"""A .docx on which nobody has worked since it was written: every part is, to the byte, what its document gives.

What a reader sees in such a file is known from the document, whose texts still say where they come from; nothing needs to be
read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from narrator.disclosure.text_shapes import UNPRINTABLE
from narrator.document import (
    CONTENTS,
    Block,
    Contents,
    Document,
    Heading,
    Page,
    Paragraph,
    Spread,
    Table,
    headings,
)
from narrator.problem import Unusable
from narrator.regex import compile_later
from narrator.sources import Slot
from narrator.spans import Text, join
from narrator.writers.docx import looks, own_parts
from narrator.writers.docx.archive import SNAPSHOT_PARTS, package_parts
from narrator.writers.docx.contents_field import listed_words
from narrator.writers.docx.escapes import legal
from narrator.writers.docx.paragraph import is_too_long
from narrator.writers.look import DEFAULT_LAYOUT, Look

MAIN = "word/document.xml"
# The number of a page as the contents show it, and the number of the bookmark that it stands for.
NUMBERED = b" PAGEREF _Toc"
PAGE = re.compile(
    NUMBERED + rb"([0-9]{9}) \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
    rb"<w:r><w:t>([0-9]{1,4})</w:t>"
)
LONGEST = 200  # bytes of a match
TABLE = b"<w:tbl>"
ENDS = "\v\x85\u2028\u2029"  # what a reader takes for the end of a line
LINES = str.maketrans(dict.fromkeys(ENDS, "\n"))
# What is read otherwise than it was written. Of what does not print most is an ideographic space.
OTHERWISE = compile_later(f"{UNPRINTABLE.pattern[:-1]}\r{ENDS}]")


def untouched(
    read: Callable[[str], bytes], names: Sequence[str], document: Document, styles: Mapping[str, object]
) -> Document | None:
    """Return a document as a reader sees it in a package, when that is what is written of it, whatever it carries along;
    None when it is not.

    read: gives a part of the package by its name, one of `names`. styles: a parsed styles.toml.
    """
    if MAIN not in names or not all(map(names.__contains__, SNAPSHOT_PARTS)):
        return None
    main = read(MAIN)
    paged = with_pages(document, main)
    try:
        parts = package_parts(paged.title, *own_parts(paged, styles), [b""] * len(SNAPSHOT_PARTS))
    except (Unusable, ValueError):  # which no report was written of
        return None
    if sorted(names) != sorted(part.name for part in parts):
        return None
    for part in sorted(parts, key=lambda part: part.name != MAIN):  # which is the first to be touched
        if part.name not in SNAPSHOT_PARTS:
            content = main if part.name == MAIN else read(part.name)
            if not is_made_of(content, part.pieces):
                return None
    return seen(paged, looks(styles)[0])


def is_made_of(content: bytes, pieces: Iterable[bytes]) -> bool:
    """Return whether some pieces, one behind the other, are the whole content. The rest is not asked for once they are not."""
    at = 0
    for piece in pieces:
        if not content.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(content)


def with_pages(document: Document, main: bytes) -> Document:
    """Return a document with the numbers of pages that the contents in a main part list, by the places of the headings."""
    # The contents stand before the tables, which are most of the report: those are not gone through letter by letter.
    end = main.find(TABLE)
    first, last = main.find(NUMBERED, 0, end), main.rfind(NUMBERED, 0, end)
    listed = main[first : last + LONGEST] if first >= 0 else b""
    pages = {int(number): page.decode() for number, page in PAGE.findall(listed)}
    if not pages:
        return document
    blocks: list[Block] = []
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            number += 1
            block = block._replace(page=pages.get(number, ""))
        blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def seen(document: Document, look: Look) -> Document | None:
    """Return a document as a reader sees it who reads what is written of it, its texts with all their sources; None where
    that is not certain: of texts that a file holds otherwise."""
    try:
        return Document(as_read(document.title), tuple(blocks_seen(document, look)))
    except ValueError:
        return None


def blocks_seen(document: Document, look: Look) -> Iterator[Block]:
    """Yield the blocks that a reader sees. Raises ValueError as `text_as_read` does."""
    tables = 0
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                text = text_as_read(block.text)
                if text is None:
                    continue
                level = block.level if isinstance(block, Heading) else look.paragraphs[block.style].outline
                if level:
                    yield Heading(level, text, block.style)
                else:
                    yield block if text is block.text else Paragraph(text, block.style)
            case Spread():
                style, layout = look.paragraphs[block.style], look.pages[DEFAULT_LAYOUT]
                first, *others = block.texts
                gap = "\n" if is_too_long(block, style, layout) else ""
                whole = join([first, gap, *(part for one in others for part in ("\t", one))])
                if (text := text_as_read(whole)) is not None:
                    yield (
                        Heading(style.outline, text, block.style)
                        if style.outline
                        else Paragraph(text, block.style)
                    )
            case Contents():
                if block.live:
                    raise ValueError("no report that was read")
                for heading in headings(document, block.levels):
                    page = f"\t{heading.page}" if heading.page else ""
                    words = as_read(listed_words(heading)) + page
                    if words.strip():
                        yield Paragraph(Text(words), CONTENTS)
            case Table():
                if block.columns and (block.header or block.body):
                    tables += 1
                    yield table_seen(block, f"第{tables}张表")
            case Page():
                layout = look.pages[block.layout]


def table_seen(block: Table, name: str) -> Table:
    """Return a table with a name as a reader sees it. Raises ValueError as `as_read` does."""
    for stretch in block.stretches:
        whole = "".join(stretch.strings)
        if not whole.isprintable() and OTHERWISE.search(whole):
            raise ValueError("a file holds it otherwise")
        if (" " in whole or not whole.isprintable()) and any(map(str.isspace, stretch.strings)):
            raise ValueError("a file holds no blank paragraph of a cell")
        for number, cell in stretch.complex.values():
            texts = block.rows[number].complex[cell]
            if not all(text.string.strip() for text in texts) and len(texts) > 1:
                raise ValueError("a file holds no blank paragraph of a cell")
    return block._replace(name=name, style="")


def text_as_read(text: Text) -> Text | None:
    """Return the text of a paragraph as it is read; None of a blank one, which nobody sees. Raises ValueError as `as_read`
    does, and for what a writer wrote that is blank."""
    if not text.string.strip():
        if any(isinstance(span.source, Slot) for span in text.spans):
            raise ValueError("a control stands there")
        return None
    string = as_read(text.string)
    return text if string is text.string else text._replace(string=string)


def as_read(string: str) -> str:
    """Return a string as it is read where it was written. Raises ValueError when that is not as long."""
    if string.isprintable() or not OTHERWISE.search(string):
        return string
    if "\r" in string:
        raise ValueError("two characters may be one line end")
    return legal(string.translate(LINES))
