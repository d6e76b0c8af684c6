"""The markup of a form's prose: lines of a rendered template become blocks of a document.

# text       heading of a part (level 1);  ##, ###, #### the levels below
@样式 text   a paragraph in that style;    @页 版式  a new page;   @目录  the contents
[一、] text  numbered: [一、] [（一）] [1.] [1、] [（1）] [①] [附表1] [附件1]
text         a paragraph; lines that follow one another are one paragraph, an empty line ends it
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from narrator.cache import NO_CACHE, Cache
from narrator.compose.numbering import MARKS, Numbering
from narrator.compose.tokens import OPEN, Tokens
from narrator.disclosure.value import Figure, Words
from narrator.document import Block, Contents, Heading, Page, Paragraph, Text, join, paragraphs
from narrator.phrases.engine import (
    UNFILLED,
    Speaker,
    fill_slot,
    is_unfilled,
    join_words,
    print_in_prose,
    tell_unfilled,
)
from narrator.problem import Problem
from narrator.regex import compile_later
from narrator.sources import Derived

LISTED = 2  # levels of headings in the contents
HEADING_STYLES = {1: "部分标题", 2: "一级标题", 3: "二级标题", 4: "三级标题"}
MOST = 2_000  # values in a paragraph, each told with the whole of it; the largest real one has fifty
MARK = compile_later(r"\[(" + "|".join(map(re.escape, MARKS)) + r")\]\s*")
PREFIX = compile_later(r"(#{1,4})\s+|@(\S+)(?:\s+|$)")


class TableHeading(NamedTuple):
    """The heading of a table, of level 2, which is numbered in the order of the report.

    source: its rendered template, whose values are in the tokens. style: the name of its look. mark: numbers it in the
    contents only ([一、]); "" for no number.
    """

    source: str
    tokens: Tokens
    style: str
    mark: str


class Blocks(tuple[Block | TableHeading, ...]):
    """Blocks that a template function made whole, such as a table with its heading."""


class Markup:
    """Reads the markup of one report, counting its numbers as it goes."""

    def __init__(self, speaker: Speaker, cache: Cache = NO_CACHE, lowered: bool = False) -> None:
        self.speaker = speaker
        self.cache = cache
        self.numbering = Numbering(lowered)

    def blocks(self, rendered: str, tokens: Tokens) -> Iterator[Block]:
        """Return the blocks of a rendered template, whose values are in the tokens."""
        for lines in re.split(r"\n\s*\n", rendered):
            source = "".join(line.strip(" \t") for line in lines.split("\n"))
            if source:
                yield from self.block(source, tokens)

    def block(self, source: str, tokens: Tokens) -> Iterator[Block]:
        """Return the blocks that one paragraph of the rendered template makes."""
        prefix = PREFIX.match(source)
        name = prefix.group(2) if prefix else None
        depth = len(prefix.group(1) or "") if prefix else 0
        if prefix:
            source = source[prefix.end() :]
        if name == "页":
            yield self.cache.call(Page, source.strip())
            return
        if name == "目录":
            yield self.cache.call(Contents, LISTED, "目录")
            return
        pieces = tokens.split(source)
        if len(pieces) == 1 and isinstance(pieces[0], Blocks):
            yield from self.numbered(pieces[0])
            return
        if depth == 1:
            self.numbering.restart()
        for text in self.cache.call(paragraphs, self.text(source, tokens, depth == 1)):
            if text.string:
                yield (
                    self.cache.call(Heading, depth, text, HEADING_STYLES[depth])
                    if depth
                    else self.cache.call(Paragraph, text, name or "正文")
                )

    def numbered(self, made: Blocks) -> tuple[Block, ...]:
        """Return blocks that a template function made, with the heading of the table numbered."""
        return tuple(self.heading(one) if isinstance(one, TableHeading) else one for one in made)

    def heading(self, title: TableHeading) -> Heading:
        """Return the heading of a table with its number. Raises ValueError when there is no such mark."""
        number = MARK.fullmatch(title.mark)
        if title.mark and not number:
            raise ValueError(f"没有“{title.mark}”这种自动编号")
        listed = self.numbering.next(number.group(1)) if number else ""
        return self.cache.call(Heading, 2, self.text(title.source, title.tokens), title.style, listed)

    def text(self, source: str, tokens: Tokens, part: bool = False) -> Text:
        """Return a paragraph of the rendered template as text: numbered, every value with its source. part: whether it
        is the heading of a part, which are counted through the whole report."""
        number = MARK.match(source)
        listed = ""
        if number:
            mark = number.group(1)
            listed = self.numbering.part(mark) if part else self.numbering.next(mark)
            source = source[number.end() :]
        if OPEN not in source:  # words of the form alone
            return self.cache.call(Text, listed + source)
        values = tokens.split(source)
        if len(values) > MOST:
            raise ValueError(f"一段里的数和文字有{len(values)}处，太多了；在 for 里空一行，分成几段")
        text, missing, problems = self.cache.call(write_text, self.speaker.reasons.path, listed, *values)
        self.speaker.missing += missing
        self.speaker.problems += problems
        return text


def write_text(reasons: str, listed: str, *values: object) -> tuple[Text, list[Problem], list[Problem]]:
    """Return a paragraph of those words and values behind its number, the texts that are missing in it, and the figures that
    nobody has filled in. reasons: where those of the data stand."""
    pieces: list[Text | str] = [listed] if listed else []
    missing: list[Problem] = []
    unfilled: list[Problem] = []
    for at, value in enumerate(values):
        if type(value) is str or isinstance(value, (Text, str)):  # as most are
            pieces.append(value)
        elif isinstance(value, Words) and value.kind == "文字":
            after = values[at + 1] if at + 1 < len(values) else ""
            if isinstance(after, (Figure, Derived)):  # a number goes on with the sentence
                after = print_in_prose(after).string
            behind = after if isinstance(after, str) else ""
            pieces.append(fill_slot(value, join_words(pieces), behind, reasons, missing))
        elif isinstance(value, Figure) and is_unfilled(value):
            unfilled.append(tell_unfilled(value, "填上"))
            pieces.append(UNFILLED.from_source(value))
        elif isinstance(value, Blocks):
            raise TypeError("表要单独写成一段")
        else:
            pieces.append(print_in_prose(value))
    return join(pieces), missing, unfilled
