"""The markup of a form's prose: lines of a rendered template become blocks of a document.

# text       heading of a part (level 1);  ##, ###, #### the levels below
@样式 text   a paragraph in that style;    @页 版式  a new page;   @目录  the contents
[一、] text  numbered: [一、] [（一）] [1.] [1、] [（1）] [①] [附表1] [附件1]
text         a paragraph; lines that follow one another are one paragraph, an empty line ends it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from narrator.cache import NO_CACHE, Cache
from narrator.compose.language import Budget
from narrator.compose.numbering import MARKS, Numbering
from narrator.compose.pieces import Pieces, parts_of, words_alone
from narrator.disclosure.value import Figure, Words, Year
from narrator.document import Block, Contents, Heading, Page, Paragraph
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
from narrator.spans import GAP, Fragment, Text, join, new_tuple, paragraphs

BLANK = " \t"  # what does not count at the ends of a line
LISTED = 2  # levels of headings in the contents
FRAGMENTS = frozenset((str, Text, Figure, Derived, Year))  # what stands in a text as it is
HEADING_STYLES = {1: "部分标题", 2: "一级标题", 3: "二级标题", 4: "三级标题"}
MOST = 2_000  # values in a paragraph, each told with the whole of it; the largest real one has fifty
MARK = compile_later(r"\[(" + "|".join(map(re.escape, MARKS)) + r")\]\s*")
LIKE_MARK = compile_later(
    r"\[[^\[\]{}\s]{1,5}\]|[\[［【](?:" + "|".join(map(re.escape, MARKS)) + r")[\]］】]"
)
PREFIX = compile_later(r"(#{1,4})\s+|@(\S+)(?:\s+|$)")


Made = TypeVar("Made")


class TableHeading(NamedTuple):
    """The heading of a table, of level 2, which is numbered in the order of the report.

    made: what its template made. style: the name of its look. mark: numbers it in the contents only ([一、]); "" for no
    number.
    """

    made: str | Pieces
    style: str
    mark: str


class Blocks(tuple[Block | TableHeading, ...]):
    """Blocks that a template function made whole, such as a table with its heading."""


class Markup:
    """Reads the markup of one report, counting its numbers as it goes."""

    def __init__(
        self, speaker: Speaker, budget: Budget, cache: Cache = NO_CACHE, lowered: bool = False
    ) -> None:
        self.speaker = speaker
        self.budget = budget
        self.cache = cache
        self.numbering = Numbering(lowered)

    def blocks(self, made: str | Pieces) -> list[Block]:
        """Return the blocks of what a template made."""
        return [block for pieces in split_blocks(parts_of(made)) for block in self.block(pieces)]

    def block(self, pieces: list[object]) -> Sequence[Block]:
        """Return the blocks that one paragraph of what a template made comes to."""
        depth, name = 0, ""
        if type(pieces[0]) is str:
            depth, name, words = read_prefix(pieces[0])
            if depth or name:
                if name and not words and pieces[0].endswith(name) and len(pieces) > 1:
                    name += GAP  # no name of a style: a value goes on with it
                pieces = [words, *pieces[1:]] if words else pieces[1:]
                if name == "页":
                    return [self.cache.call(Page, "".join(map(words_alone, pieces)).strip())]
                if name == "目录":
                    return [self.cache.call(Contents, LISTED, "目录")]
        if len(pieces) == 1 and isinstance(pieces[0], Blocks):
            return self.numbered(pieces[0])
        if depth == 1:
            self.numbering.restart()
        listed, pieces = self.count(pieces, depth == 1)
        style = HEADING_STYLES[depth] if depth else name or "正文"
        path = self.speaker.reasons.path
        return self.noted(*self.cache.call(write_blocks, depth, style, path, listed, *pieces))

    def numbered(self, made: Blocks) -> tuple[Block, ...]:
        """Return blocks that a template function made, with the heading of the table numbered."""
        return tuple(self.heading(one) if isinstance(one, TableHeading) else one for one in made)

    def heading(self, title: TableHeading) -> Heading:
        """Return the heading of a table with its number. Raises ValueError when there is no such mark."""
        number = MARK.fullmatch(title.mark)
        if title.mark and not number:
            raise ValueError(f"没有“{title.mark}”这种自动编号")
        listed = self.numbering.next(number.group(1)) if number else ""
        return self.cache.call(Heading, 2, self.text(parts_of(title.made)), title.style, listed)

    def text(self, pieces: list[object]) -> Text:
        """Return words and values, as `parts_of` gives them, as text: numbered, every value with its source."""
        listed, pieces = self.count(pieces)
        return self.noted(*self.cache.call(write_text, self.speaker.reasons.path, listed, *pieces))

    def count(self, pieces: list[object], part: bool = False) -> tuple[str, list[object]]:
        """Return the number of words and values that begin with a mark, "" for others, and what is behind the mark. part:
        whether they are the heading of a part, which are counted through the whole report. Raises ValueError, in Chinese,
        when there are too many."""
        if len(pieces) > MOST:
            raise ValueError(f"一段里的数和文字有{len(pieces)}处，太多了；在 for 里空一行，分成几段")
        if Derived in {*map(type, pieces)}:  # each of its operands is told, wherever it is printed
            self.budget.spend(sum([len(one.operands) for one in pieces if isinstance(one, Derived)]))
        mark, words = read_mark(pieces[0]) if pieces and type(pieces[0]) is str else ("", "")
        if not mark:
            return "", pieces
        listed = self.numbering.part(mark) if part else self.numbering.next(mark)
        return listed, [words, *pieces[1:]] if words else pieces[1:]

    def noted(self, made: Made, missing: list[Problem], problems: list[Problem]) -> Made:
        """Return what was made; keep what is missing in it, and its problems."""
        self.speaker.missing += missing
        self.speaker.problems += problems
        return made


def split_blocks(parts: Sequence[object]) -> Iterator[list[object]]:
    """Return the words and values of each paragraph, which a line without any ends: the lines of it in one, without the white
    space at their ends."""
    block: list[object] = []
    for part in parts:
        if type(part) is not str:
            block.append(part)
            continue
        words, *others = split_words(part)
        if words:
            block.append(words)
        for words in others:
            if block := without_margins(block):
                yield block
            block = [words] if words else []
    if block := without_margins(block):
        yield block


@lru_cache(maxsize=2000)
def split_words(words: str) -> tuple[str, ...]:
    """Return words of a form between two values, cut where a paragraph ends: the lines of each in one, without the white space
    at their ends."""
    found = []
    for lines in re.split(r"\n\s*\n", words):
        first, *others = lines.split("\n")
        if others:
            *inner, last = others
            first = "".join([first.rstrip(BLANK), *[line.strip(BLANK) for line in inner], last.lstrip(BLANK)])
        found.append(first)
    return tuple(found)


def without_margins(block: list[object]) -> list[object]:
    """Return the words and values of a paragraph without the white space at its ends."""
    if block and type(block[0]) is str:
        words = block[0].lstrip(BLANK)
        block = [words, *block[1:]] if words else block[1:]
    if block and type(block[-1]) is str:
        words = block[-1].rstrip(BLANK)
        block = [*block[:-1], words] if words else block[:-1]
    return block


@lru_cache(maxsize=2000)
def read_prefix(words: str) -> tuple[int, str, str]:
    """Return the level of the heading that the words of a form begin, 0 for none; the name behind an @, "" for none; and the
    words behind that. Raises ValueError, in Chinese, for words that begin so and are none of these."""
    found = PREFIX.match(words)
    if not found:
        if words.startswith("#"):
            raise ValueError(f"“{words[:20]}”不是标题：最多写{max(HEADING_STYLES)}个#，空一格再写标题")
        if words.startswith("@"):
            raise ValueError(f"“{words[:20]}”：@后面没有写段落样式")
        return 0, "", words
    return len(found.group(1) or ""), found.group(2) or "", words[found.end() :]


@lru_cache(maxsize=2000)
def read_mark(words: str) -> tuple[str, str]:
    """Return the mark of a number that the words of a form begin with, "" for none, and the words behind it. Raises ValueError,
    in Chinese, for what looks like a mark and is none."""
    if found := MARK.match(words):
        return found.group(1), words[found.end() :]
    if found := LIKE_MARK.match(words):
        raise ValueError(f"没有“{found.group()}”这种自动编号")
    return "", words


def write_blocks(
    depth: int, style: str, reasons: str, listed: str, *values: object
) -> tuple[list[Block], list[Problem], list[Problem]]:
    """Return the paragraphs of words and values, or headings of a depth, each line of a text one; and the rest as `write_text`."""
    text, missing, unfilled = write_text(reasons, listed, *values)
    made: list[Block] = []
    for line in paragraphs(text):
        if line.string:
            made.append(Heading(depth, line, style) if depth else Paragraph(line, style))
    return made, missing, unfilled


def write_text(reasons: str, listed: str, *values: object) -> tuple[Text, list[Problem], list[Problem]]:
    """Return a paragraph of those words and values behind its number, the texts that are missing in it, and the figures that
    nobody has filled in. reasons: where those of the data stand. Raises TypeError for a table, which stands alone."""
    if len(values) == 1 and type(values[0]) is str:  # words of the form alone
        return new_tuple(Text, (listed + values[0], ())), [], []
    pieces: list[Fragment] = [listed] if listed else []
    missing: list[Problem] = []
    unfilled: list[Problem] = []
    for at, value in enumerate(values):
        if type(value) is Figure and is_unfilled(value):
            unfilled.append(tell_unfilled(value, "填上"))
            pieces.append(UNFILLED.from_source(value))
        elif type(value) in FRAGMENTS:  # as most are
            pieces.append(value)  # type: ignore[arg-type]
        elif isinstance(value, Words) and value.kind != "文字":
            pieces.append(value)
        elif isinstance(value, Words):
            after = values[at + 1] if at + 1 < len(values) else ""
            behind = str(after) if isinstance(after, (str, Figure, Derived)) else ""
            pieces.append(fill_slot(value, join_words(pieces), behind, reasons, missing))
        elif isinstance(value, Blocks):
            raise TypeError("表要单独写成一段")
        else:
            pieces.append(print_in_prose(value))
    return join(pieces), missing, unfilled
