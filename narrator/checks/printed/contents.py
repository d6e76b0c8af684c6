"""The contents of a report whose lines have no style that says so: typed by hand, or pasted without their look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from narrator.document import Block, Document, Heading, Paragraph, Table
from narrator.tables.plain import plain, unnumbered

TITLE = STYLE = "目录"
DIGITS = "0123456789０１２３４５６７８９"
DOTS = ".．…·"
LONGEST = 80  # letters of a line of the contents
FEWEST = 2  # lines that come again make contents


def with_contents(document: Document) -> Document:
    """Return a document with the lines of its contents known as such, where no style says so."""
    blocks = document.blocks
    if any(isinstance(block, Paragraph) and block.style == STYLE for block in blocks):
        return document
    listed = contents_among(blocks)
    return document._replace(
        blocks=tuple(
            Paragraph(block.text, STYLE)
            if at in listed and isinstance(block, (Heading, Paragraph))
            else block
            for at, block in enumerate(blocks)
        )
    )


def contents_among(blocks: Sequence[Block]) -> range:
    """Return which blocks are lines of contents: those between the line 目录 and where the first of them that
    comes again does so, the last ones that come again in no line and in no first row of a table left out. Most of them must come again.
    """
    names = [
        unpaged(block.text.string) if isinstance(block, (Heading, Paragraph)) else "" for block in blocks
    ]
    begin = names.index(TITLE) + 1 if TITLE in names else len(names)
    again = repeats(names)
    stop = next((at for at in range(begin, len(names)) if not 0 < len(names[at]) <= LONGEST), len(names))
    end = next((again[at] for at in range(begin, stop) if begin < again[at] <= stop), begin)
    inside = titles_in_tables(blocks)
    while end > begin and not again[end - 1] and bare_title(names[end - 1]) not in inside:
        end -= 1
    repeated = sum(again[at] > 0 for at in range(begin, end))
    return range(begin, end if repeated >= FEWEST and repeated * 2 > end - begin else begin)


def titles_in_tables(blocks: Sequence[Block]) -> set[str]:
    """Return what stands in the first rows of tables, where some bear their titles, in plain form."""
    first = (row for block in blocks if isinstance(block, Table) for row in block.rows[:1])
    return {bare_title(plain(text.string)) for row in first for cell in row for text in cell.paragraphs}


def bare_title(line: str) -> str:
    """Return a title in plain form without its number and the marks around it."""
    return unnumbered(line).strip("《》")


def repeats(names: Sequence[str]) -> list[int]:
    """Return where each of the names comes next, 0 when it does not; a name that does not come again with its
    number may without it.
    """
    counts = Counter(names)
    found = [0] * len(names)
    places: dict[str, int] = {}
    for at in range(len(names) - 1, -1, -1):
        name = names[at] if counts[names[at]] > 1 else unnumbered(names[at])
        if name:
            found[at] = places.get(name, 0)
            places[name] = at
    return found


def unpaged(text: str) -> str:
    """Return a line of the contents in plain form and without the number of its page."""
    return plain(text.rstrip().rstrip(DIGITS).rstrip().rstrip(DOTS + " \t\u3000\xa0"))
