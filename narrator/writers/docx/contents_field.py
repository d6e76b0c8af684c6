"""The table of contents: a field that Word can make anew, filled with links to the headings.

It lists no page numbers: only a layout engine knows them, and a wrong one is worse than none. Where the contents
number a heading that has no number on its page, Word could not make them anew: the field is locked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.document import Contents, Heading
from narrator.writers.docx.escapes import attribute
from narrator.writers.docx.look import Look
from narrator.writers.docx.paragraph import bookmark
from narrator.writers.docx.run import run

# \\o: headings of these levels; \\n: without page numbers; \\h: as links; \\z: none in web view either;
# \\u: also paragraphs whose level in the outline is given otherwise, which our table titles are.
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"{lock}/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{levels}" \\n \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def contents(block: Contents, headings: Sequence[Heading], look: Look, numbers: Iterator[int]) -> str:
    """Return the table of contents, which lists the headings of the document in Word's styles toc 1, toc 2 …

    headings: all of the document, in order. numbers: the ids of content controls, of which it takes one.
    Word sets the contents in those styles whenever it makes them anew, so they are used from the start,
    whatever style the block names.
    """
    # Numbered before any is left out: a heading's bookmark counts all of them.
    listed = [
        (number, heading) for number, heading in enumerate(headings, 1) if heading.level <= block.levels
    ]
    lock = ' w:fldLock="true"' if any(heading.number for _, heading in listed) else ""
    field = _FIELD.format(levels=block.levels, lock=lock)
    paragraphs = []
    for place, (number, heading) in enumerate(listed, 1):
        paragraphs.append(
            f"<w:p><w:pPr>{_style(heading.level, look)}</w:pPr>{field if place == 1 else ''}"
            f'<w:hyperlink w:anchor="{bookmark(number)}" w:history="1">{run(_line(heading))}</w:hyperlink>'
            f"{_END if place == len(listed) else ''}</w:p>"
        )
    if not listed:
        paragraphs.append(f"<w:p><w:pPr>{_style(1, look)}</w:pPr>{field}{_END}</w:p>")
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{next(numbers)}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{''.join(paragraphs)}</w:sdtContent></w:sdt>"
    )


def _style(level: int, look: Look) -> str:
    """Return the reference to Word's own style for entries of that level; "" when the form has none."""
    style = look.known_to_word(f"toc {level}")
    return f'<w:pStyle w:val="{attribute(style.identifier)}"/>' if style else ""


def _line(heading: Heading) -> str:
    """Return the text of a heading on one line, as Word itself lists a heading that has a line break."""
    string = heading.listed
    return string if string.isprintable() else " ".join(string.split("\n"))
