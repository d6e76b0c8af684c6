"""Headings, paragraphs and spread lines as w:p elements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from narrator.document import Heading, Paragraph, Spread
from narrator.writers.docx.escapes import attribute, count_latin
from narrator.writers.docx.run import runs
from narrator.writers.look import PageLayout, ParagraphStyle

# Stands where the format demands a paragraph and nobody wrote one: one point high, so that it can not
# be what starts a new page.
_HAIRLINE = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{high}" w:lineRule="exact"/>'
    '<w:ind w:leftChars="0" w:left="0" w:firstLineChars="0" w:firstLine="0"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>{section}</w:pPr></w:p>'
)


GAP = 2  # em: the least that lies between the texts of a line, together
HAIR = 20  # twentieths of a point
SEAM = 14  # less than any other paragraph: by that, the two tables beside it are known to be one


def hairline(section: str = "", high: int = HAIR) -> str:
    """Return an empty paragraph one point high. section: the sectPr of the section that ends with it, or "". high: another
    height, in twentieths of a point."""
    return _HAIRLINE.format(section=section, high=high)


def bookmark(number: int) -> str:
    """Return the name of the bookmark around a heading, in Word's own form; headings are counted from 1."""
    return f"_Toc{number:09d}"


def heading(
    block: Heading, style: ParagraphStyle, number: int, numbers: Iterator[int], section: str, entry: str = ""
) -> str:
    """Return a heading as a paragraph with its level in the outline and a bookmark for the contents to lead to.

    entry: the field that says how the contents list it, or "" when they take it as it stands.
    """
    # The level is the tree's; said here too, because it decides what a new table of contents lists.
    return (
        f'{opening(style)}<w:outlineLvl w:val="{block.level - 1}"/>{section}</w:pPr>'
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(number)}"/>'
        f'{entry}{runs(block.text, numbers)}<w:bookmarkEnd w:id="{number}"/></w:p>'
    )


def paragraph(block: Paragraph, style: ParagraphStyle, numbers: Iterator[int], section: str) -> str:
    """Return a paragraph that says nothing of its look but the name of its style."""
    return f"{opening(style)}{section}</w:pPr>{runs(block.text, numbers)}</w:p>"


@lru_cache(maxsize=1000)
def opening(style: ParagraphStyle) -> str:
    """Return how a paragraph in a style begins."""
    return f'<w:p><w:pPr><w:pStyle w:val="{attribute(style.identifier)}"/>'


def spread(
    block: Spread, style: ParagraphStyle, layout: PageLayout, numbers: Iterator[int], section: str
) -> str:
    """Return up to three texts as one line: the second is centred on a tab stop, the third right-aligned on
    another. When the line is too short for all of them, the first has a line of its own: what it would push to the next
    line, the unit of the amounts, would be broken wherever that ends.
    """
    width = layout.text_width
    widths = [_width(text.string, style) for text in block.texts]
    parts = [runs(text, numbers) for text in block.texts]
    if is_too_long(block, style, layout):
        parts[0] += "<w:r><w:br/></w:r>"
        widths[0] = 0
    middle = _middle(widths, width)
    return (
        f'{opening(style)}<w:tabs><w:tab w:val="center" w:pos="{middle}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        f"{section}</w:pPr>{'<w:r><w:tab/></w:r>'.join(parts)}</w:p>"
    )


def is_too_long(block: Spread, style: ParagraphStyle, layout: PageLayout) -> bool:
    """Return whether the texts of a line have no room beside each other on a page."""
    whole = sum(_width(text.string, style) for text in block.texts)
    return len(block.texts) > 1 and whole + GAP * style.half_points * 10 > layout.text_width


def _middle(widths: list[int], width: int) -> int:
    """Return where the second text has its centre: in the middle of the line, unless the first reaches there.

    A text that reaches past a tab stop pushes the next text on to the stop after it, and the third text
    then falls to a second line: so a long name of a unit moves the stop.
    """
    left, centre, right = (*widths, 0, 0, 0)[:3]
    if left + centre // 2 < width // 2:
        return width // 2
    return max(width // 2, min((left + width - right) // 2, width - 1))


def _width(string: str, style: ParagraphStyle) -> int:
    """Return about how wide a text is, in twentieths of a point: a Chinese character is as wide as it is high,
    a Latin one half of that.
    """
    em = style.half_points * 10
    latin = count_latin(string)
    return latin * (em // 2) + (len(string) - latin) * em
