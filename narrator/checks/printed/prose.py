"""The prose of a printed report: what its lines claim, and what was left unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from narrator.cache import NO_CACHE, Cache
from narrator.checks.printed.heads_of_rows import row_told_of
from narrator.checks.printed.lines import Line, line_texts
from narrator.checks.printed.matching import Node, compiled, matched
from narrator.checks.printed.own_captures import Asked, own_captures
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.pattern_pieces import (
    Capture,
    Clauses,
    Options,
    Piece,
    clauses_of,
    every,
    every_capture,
    unmarked,
)
from narrator.checks.printed.printed_order import ToldRow
from narrator.checks.printed.raw_data import MADE_UP
from narrator.checks.printed.statement import Statement
from narrator.disclosure.value import Figure
from narrator.document import Block, Document, Heading
from narrator.number import Amount
from narrator.regex import HAN
from narrator.sources import Said
from narrator.spans import Span, Text
from narrator.tables.plain import plain, unnumbered

WORDS = re.compile(f"[{HAN}]+")
GRAM = 3  # letters
ASKED = re.compile("【[^【】]*】")
UNREAD = object()


@dataclass
class Wanted:
    """A line that the form would print. spans: where the parts of its text come from. read: what strings were found to
    capture as this line, None for one that does not fit. row: the path of the row with whose names it begins, "" when it begins
    otherwise."""

    row = ""

    text: str
    pieces: list[Piece]
    heading: bool
    spans: tuple[Span, ...] = ()
    read: dict[str, tuple[Capture, ...] | None] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def said(self) -> str:
        """What it says itself, in plain form and without its number."""
        return unnumbered(plain(self.text))

    @cached_property
    def begin(self) -> str:
        """The form's own words with which it begins."""
        return self.pieces[0].literal if self.pieces and self.pieces[0].kind == "literal" else ""

    @cached_property
    def end(self) -> str:
        """The form's own words with which it ends."""
        return self.pieces[-1].literal if self.pieces and self.pieces[-1].kind == "literal" else ""

    @cached_property
    def longest(self) -> str:
        """The longest of the form's own words in it, outside its choices."""
        return longest(self.pieces)

    @cached_property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """Words of the form's of which a string has one of each: the longest of all, and of each choice those of its
        options. A line that is a choice alone does not say nothing, which an option may."""
        alone = len(self.pieces) == 1
        choices = [longest_of_options(one.unfilled, not alone) for one in self.pieces if one.kind == "choice"]
        return tuple([one for one in [(self.longest,), *choices] if all(one)])

    @cached_property
    def names(self) -> list[str]:
        """The names in it that the tables print, outside its choices."""
        return [one.literal for one in self.pieces if one.kind == "free" and is_printed_name(one)]

    @cached_property
    def start(self) -> Node | None:
        """Where its pattern begins. None where it has no pieces."""
        return compiled(self.pieces)

    @cached_property
    def clauses(self) -> Clauses:
        """The form's own words in it."""
        return clauses_of(self.pieces)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Its words in pieces of a few letters; what is only asked for (【请填写…】) is none of them."""
        return grams(plain(ASKED.sub("，", self.text)))

    @cached_property
    def written(self) -> bool:
        """Whether it has nothing of the form's but a mark; a made-up name is anybody's."""
        return (
            all(one.kind != "choice" for one in self.pieces)
            and sum(len(one.literal) for one in self.pieces if one.literal != MADE_UP) <= 1
        )

    def may_be_about(self, string: str) -> bool:
        """Return whether a string may be about what this line is about, see `may_be_about`."""
        return may_be_about(self.pieces, string)

    def has_names(self, string: str) -> bool:
        """Return whether all its names stand in a string."""
        return all(map(string.__contains__, self.names))

    def begins(self, string: str) -> bool:
        """Return whether a string begins as this line does and has the longest of its words, as most lines do not; none does
        that has nothing of the form's."""
        if string == self.said:
            return self.says_itself
        return string.startswith(self.begin) and self.longest in string and not self.written

    @property
    def says_itself(self) -> bool:
        """Whether what it says itself may be read as it."""
        return not self.written

    def may_be(self, string: str) -> bool:
        """Return whether a string begins and ends as this line does, has the words that are needed, and can be told to be
        it by words of the form's.
        """
        if not (string.startswith(self.begin) and string.endswith(self.end)) or self.written:
            return False
        return not string or all(any(map(string.__contains__, words)) for words in self.needed)

    def captures(self, string: str) -> tuple[Capture, ...] | None:
        """Return what a string captures as this line; None when it is not this line. No string is read twice: the lines of
        a report are compared with one another's neighbours, and again when it is composed anew."""
        found = self.read.get(string, UNREAD)
        if found is UNREAD:
            found = self.read[string] = matched(self.start, string) if self.may_be(string) else None
        return found  # type: ignore[return-value]

    def captures_named(self, string: str) -> tuple[Capture, ...] | None:
        """Return what a string captures as this line with all the names that the tables print; None when it is not that."""
        found = self.captures(string) if self.begins(string) and self.has_names(string) else None
        return found if found is not None and has_all_names(found) else None


class ComposedLine(Wanted):
    """A line that was composed: it knows what it says itself, and its pattern is made when another string is held against
    it. asked: of which wordings alone it is asked what it says itself; None for all of it."""

    def __init__(self, text: Text, heading: bool, patterns: Patterns, asked: Asked = None) -> None:
        self.text, self.spans, self.heading, self.read = text.string, text.spans, heading, {}
        self.source, self.patterns, self.asked = text, patterns, asked

    @cached_property
    def pieces(self) -> list[Piece]:  # type: ignore[override]
        """Its pattern, without the number that it begins with."""
        return [*unmarked(self.patterns.pieces(self.source))]

    @cached_property
    def begin(self) -> str:
        """See `Wanted`; the rest of the pattern is made when a string begins so."""
        first = next(unmarked(self.patterns.each_piece(self.source)), None)
        return first.literal if first is not None and first.kind == "literal" else ""

    def has_names(self, string: str) -> bool:
        """Return whether all its names stand in a string, as they do in what it says itself."""
        return string == self.said or super().has_names(string)

    @cached_property
    def own(self) -> tuple[Capture, ...] | None:
        """What it captures of what it says itself; None where that is not certain, or it has nothing of the form's but a mark."""
        found = own_captures(self.source, self.patterns, self.asked)
        return None if found is None or is_written_line(self.said, found) else found

    @cached_property
    def row(self) -> str:  # type: ignore[override]
        """See `Wanted`."""
        return row_told_of(self.source)

    @property
    def says_itself(self) -> bool:
        """See `Wanted`; mostly no pattern is made for that."""
        return self.own is not None or super().says_itself

    def captures(self, string: str) -> tuple[Capture, ...] | None:
        """Return what a string captures, see `Wanted`. None when it does not fit."""
        own = self.own if string == self.said else None
        return super().captures(string) if own is None else own


def is_printed_name(piece: Piece) -> bool:
    """Return whether a piece is a name that the tables print."""
    return piece.literal not in ("", MADE_UP)


def has_all_names(captures: Sequence[Capture]) -> bool:
    """Return whether captures have all the names of their pattern that the tables print."""
    return all(one.text == one.piece.literal for one in every_capture(captures) if is_printed_name(one.piece))


def is_written_line(string: str, captures: Sequence[Capture]) -> bool:
    """Return whether a line, of which all that is captured is known, has nothing of the form's but a mark."""
    free = [one for one in captures if not is_printed_name(one.piece)]
    choice = any(one.piece.kind == "choice" for one in free)
    return not choice and len(string) - sum(len(one.text) for one in free) <= 1


def may_be_about(pieces: Sequence[Piece], string: str) -> bool:
    """Return whether a string may be about the row of the tables that a pattern is about: it has one of its names, or one of
    its amounts, where it has both; another name with other amounts is another row."""
    items = [one.literal for one in pieces if one.item and one.literal]
    sources = (one.source for one in pieces if one.kind == "number")
    amounts = (str(one) for one in sources if isinstance(one, Figure) and isinstance(one.value, Amount))
    stated = [one for one in amounts if one.strip("0.")]  # a zero says nothing
    if not items or not stated:
        return True
    bare = string.replace(",", "")
    return any(name in string for name in items) or any(one in bare for one in stated)


@dataclass
class Claim:
    """A part of a line that was read: what it captured, and the printed words."""

    line: Line
    text: str
    captures: tuple[Capture, ...]

    @cached_property
    def every(self) -> list[Capture]:
        """Its captures and all inside them."""
        return [*every(self.captures)]


@dataclass
class Completion:
    """A claim about how much of a budget was spent, in other words than the form's: what a statement says in
    the place of the piece of the form that says it.
    """

    line: Line
    said: Said
    piece: Piece
    statement: Statement


class NamedAmount(NamedTuple):
    """An amount of a line behind the name of a figure of a table. words: with that name. path: of that figure. text: the amount as it is
    printed."""

    line: Line
    words: str
    path: str
    text: str


@dataclass
class Prose:
    """What was read. patterns: of the lines that were read by parts; named: the amounts that stand behind the name of a figure of a table, in
    the place of another one or of none, and are not what that prints; differs: printed words and the form's words in their place; reworded: the same, where the
    figures in them were read all the same; untold: the pieces of the form's sentences in the place of those that differ, of which not
    all was read; unread: printed words that no sentence of the form reads; absent: lines of the form that the report does not have; moved: lines that stand elsewhere than in the form; again: the
    rows of which it tells once more; left_out: those that a sentence leaves out which tells of all others; unlisted: the paths of rows that it tells of and their table does not have; unjudged: printed
    words that list figures of a public table which is not there, or was not all read, by table."""

    claims: list[Claim] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    patterns: list[tuple[Line, list[Piece]]] = field(default_factory=list)
    named: list[NamedAmount] = field(default_factory=list)
    reworded: list[tuple[Line, str, str]] = field(default_factory=list)
    differs: list[tuple[Line, str, str]] = field(default_factory=list)
    untold: list[Piece] = field(default_factory=list)
    unread: list[tuple[Line, str]] = field(default_factory=list)
    absent: list[Wanted] = field(default_factory=list)
    headings: list[tuple[Line, Wanted]] = field(default_factory=list)
    moved: list[Line] = field(default_factory=list)
    again: Sequence[ToldRow] = ()
    left_out: Sequence[ToldRow] = ()
    unlisted: tuple[str, ...] = ()
    unjudged: dict[str, list[tuple[Line, str]]] = field(default_factory=dict)

    def add(self, other: Prose) -> None:
        """Take what was read of the lines behind these by themselves, which has no headings."""
        self.claims += other.claims
        self.completions += other.completions
        self.patterns += other.patterns
        self.reworded += other.reworded
        self.differs += other.differs
        self.untold += other.untold
        self.unread += other.unread
        self.absent += other.absent


def longest(pieces: Iterable[Piece]) -> str:
    """Return the longest of the form's own words in pieces; "" when they have none."""
    return max([one.literal for one in pieces if one.kind == "literal"], key=len, default="")


@lru_cache(maxsize=200)
def longest_of_options(options: Options, silent: bool) -> tuple[str, ...]:
    """Return the longest of the form's own words in each of some options, each once; silent: of one that says nothing as well. A report
    says the same of many things."""
    return tuple(dict.fromkeys([longest(inner) for _, inner in options if inner or silent]))


@lru_cache(maxsize=4_000)
def grams(string: str) -> frozenset[str]:
    """Return the words of a string in plain form, in pieces of a few letters; figures and marks part words."""
    return frozenset(
        word[at : at + GRAM] for word in WORDS.findall(string) for at in range(len(word) - GRAM + 1)
    )


def wanted_lines(document: Document, patterns: Patterns, cache: Cache = NO_CACHE) -> list[Wanted]:
    """Return the lines of a composed document, made into patterns. cache: of another document with some of its blocks."""
    return [one for block in document.blocks for one in cache.call(wanted_of, block, patterns)]


def wanted_of(block: Block, patterns: Patterns) -> list[Wanted]:
    """Return the lines of a block of a composed document, made into patterns."""
    return [
        ComposedLine(text, isinstance(block, Heading), patterns)
        for text in line_texts(block)
        if text.string.strip() or text.spans
    ]
