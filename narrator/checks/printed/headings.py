"""The headings of a report that has no styles for them: known by their numbers, their places, and the contents."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from narrator.checks.printed.contents import STYLE, unpaged
from narrator.document import Document, Heading, Paragraph
from narrator.tables.plain import plain, unnumbered

LONGEST = 50  # letters of a heading
# How headings are numbered, from the first level down, in plain form.
LEVELS = (
    re.compile(r"第[一二三四五六七八九十]+部分"),
    re.compile(r"[一二三四五六七八九十]{1,5}、"),
    re.compile(r"\([一二三四五六七八九十]+\)"),
)
SENTENCE = re.compile(r"[。;；！？:：]|\d万元")
# Letters by which a mistake may lengthen a title, and how much of it is the same all the same
FEW, NEARLY = 4, 0.85
FEWEST = 3  # headings that have a style make a report whose headings have one


def with_headings(document: Document) -> Document:
    """Return a document with its headings known as such, where no style says so: the paragraphs that the
    contents list, with their numbers or without, and short numbered ones of the levels that the contents
    have.
    """
    if sum(isinstance(block, Heading) for block in document.blocks) >= FEWEST:
        return document
    levels = levels_in_contents(document)
    deepest = max(levels.values(), default=0)

    def level_in(block: Paragraph) -> int:
        """Return the level of the heading that a paragraph is; 0 for one that is none."""
        text = plain(block.text.string)
        if block.style == STYLE or not 1 < len(text) <= LONGEST:
            return 0
        if text in levels:
            return levels[text]
        own = level_of_number(text)
        is_sentence = SENTENCE.search(block.text.string.strip().rstrip("。"))
        return own if own <= deepest and not is_sentence else 0

    blocks = (
        Heading(level, block.text, "")
        if isinstance(block, Paragraph) and (level := level_in(block))
        else block
        for block in document.blocks
    )
    return document._replace(blocks=tuple(blocks))


def levels_in_contents(document: Document) -> dict[str, int]:
    """Return the levels of the headings that the contents list with a number, by their words in plain form, with the number and
    without; a paragraph that is one with a mistake is among them."""
    listed = [
        unpaged(block.text.string)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.style == STYLE and block.text.string.strip()
    ]
    levels = {
        name: level
        for line in listed
        for name in (line, unnumbered(line))
        if (level := level_of_number(line))
    }
    texts = [
        plain(block.text.string)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.style != STYLE
    ]
    for line in listed:  # a title with a mistake
        if line not in texts and unnumbered(line) not in texts and (level := level_of_number(line)):
            near = [text for text in texts if len(text) <= LONGEST and is_nearly(text, unnumbered(line))]
            levels.update(dict.fromkeys(near[:1], level))
    return levels


def is_nearly(text: str, name: str) -> bool:
    """Return whether a text without its number is a name but for a few letters."""
    other = unnumbered(text)
    most = 2 * sum(map(name.__contains__, other))  # of the letters of both: no more can be the same
    return (
        abs(len(other) - len(name)) <= FEW
        and most >= NEARLY * (len(other) + len(name))
        and SequenceMatcher(None, other, name).ratio() >= NEARLY
    )


def level_of_number(text: str) -> int:
    """Return the level of the number that a text in plain form begins with: 1 for 第一部分, 2 for 一、; 0 for
    none.
    """
    return next((at for at, pattern in enumerate(LEVELS, 1) if pattern.match(text)), 0)
