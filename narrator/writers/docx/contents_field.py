"""The table of contents: a field that Word can make anew, filled with links to the headings.

Only a layout engine knows the numbers of pages, and a wrong one is worse than none: the lines have those that the headings
have (see `writers.page_numbers`), and none otherwise, until Word updates the field. Word does so when it is told to; nothing
asks on opening.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.document import Contents, Heading
from narrator.writers.docx.escapes import attribute, escape, legal
from narrator.writers.docx.paragraph import bookmark
from narrator.writers.docx.run import run
from narrator.writers.look import Look, PageLayout

# \\o: headings of these levels; \\h: as links; \\z: without page numbers in web view; \\u: also paragraphs whose level in
# the outline is given otherwise, which our table titles are. \\f instead of that: also what TC fields say.
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"{lock}/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{levels}" \\h \\z {others} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_PAGE = (
    '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{page}</w:t></w:r>' + _END
)
_QUOTES = str.maketrans({mark: f"\\{mark}" for mark in '\\"“”'})
UNKNOWN = "0"  # stands for the number of a page that is yet to be filled in


def contents(
    block: Contents, headings: Sequence[Heading], look: Look, layout: PageLayout, numbers: Iterator[int]
) -> str:
    """Return the table of contents, which lists the headings of the document in Word's styles toc 1, toc 2 …

    headings: all of the document, in order. layout: the page that the contents stand on. numbers: the ids of content
    controls, of which it takes one. Word sets the contents in those styles whenever it makes them anew, so they are used
    from the start, whatever style the block names.
    """
    # Numbered before any is left out: a heading's bookmark counts all of them.
    listed = [
        (number, heading) for number, heading in enumerate(headings, 1) if heading.level <= block.levels
    ]
    lines = [_line(heading, bookmark(number), block.live) for number, heading in listed]
    styles = [_style(heading.level, look, layout) for _, heading in listed]
    if block.live:
        return "".join(f"<w:p>{style}{line}</w:p>" for style, line in zip(styles, lines, strict=True))
    lock = any(heading.number and is_listed_by_style(heading, look) for _, heading in listed)
    others = "\\f" if is_listed_by_entries(headings, block.levels) else "\\u"
    field = _FIELD.format(levels=block.levels, others=others, lock=' w:fldLock="true"' if lock else "")
    lines = lines or [""]
    styles = styles or [_style(1, look, layout)]
    lines[0] = field + lines[0]
    lines[-1] += _END
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{next(numbers)}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + "".join(f"<w:p>{style}{line}</w:p>" for style, line in zip(styles, lines, strict=True))
        + "</w:sdtContent></w:sdt>"
    )


def is_listed_by_entries(headings: Sequence[Heading], levels: int) -> bool:
    """Return whether the contents, down to a level, number a heading that has no number on its page: when Word makes them
    anew, it can then not take what stands there, and what is listed is said in a field of its own."""
    return any(heading.number for heading in headings if heading.level <= levels)


def is_listed_by_style(heading: Heading, look: Look) -> bool:
    """Return whether Word lists a heading by its style, in the words that stand there."""
    return look.paragraphs[heading.style].word_name == f"heading {heading.level}"


def entry(heading: Heading) -> str:
    """Return the field that says how the contents list a heading; nothing of it is seen on the page."""
    words = attribute(listed_words(heading).translate(_QUOTES))
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    return (
        f'<w:r>{hidden}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{hidden}<w:instrText xml:space="preserve">'
        f' TC "{words}" \\l {heading.level} </w:instrText></w:r><w:r>{hidden}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def _line(heading: Heading, name: str, live: bool) -> str:
    """Return what a line of the contents holds: a link to the heading of that bookmark, and its page."""
    words, page = run(listed_words(heading)), heading.page
    if live:  # LibreOffice does not fill in what stands in a link
        return words + _PAGE.format(name=name, page=UNKNOWN)
    number = _PAGE.format(name=name, page=escape(legal(page))) if page else ""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{words}{number}</w:hyperlink>'


def _style(level: int, look: Look, layout: PageLayout) -> str:
    """Return how a line of that level looks: in Word's own style for it, when the form has that, and with the number of its
    page at the right margin, behind dots."""
    style = look.known_to_word(f"toc {level}")
    name = f'<w:pStyle w:val="{attribute(style.identifier)}"/>' if style else ""
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{layout.text_width}"/></w:tabs>'
    return f"<w:pPr>{name}{tab}</w:pPr>"


def listed_words(heading: Heading) -> str:
    """Return the text of a heading on one line, as Word itself lists a heading that has a line break."""
    string = heading.listed
    return string if string.isprintable() else " ".join(string.split("\n"))
