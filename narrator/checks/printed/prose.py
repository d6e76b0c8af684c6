"""The prose of a printed report: what its lines claim, and what was left unread."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from narrator.checks.printed.lines import Line, line_texts
from narrator.checks.printed.matching import Node, compiled
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.piece import Capture, Piece, unmarked
from narrator.document import Document, Heading, Span


@dataclass
class Wanted:
    """A line that the form would print. spans: where the parts of its text come from."""

    text: str
    pieces: list[Piece]
    heading: bool
    spans: tuple[Span, ...] = ()
    begin: str = ""
    end: str = ""

    def __post_init__(self) -> None:
        if self.pieces and self.pieces[0].kind == "literal":
            self.begin = self.pieces[0].literal
        if self.pieces and self.pieces[-1].kind == "literal":
            self.end = self.pieces[-1].literal

    @cached_property
    def start(self) -> Node | None:
        """Where its pattern begins."""
        return compiled(self.pieces)

    @cached_property
    def written(self) -> bool:
        """Whether it has nothing of the form's but a mark."""
        return (
            not any(piece.options for piece in self.pieces) and sum(len(p.literal) for p in self.pieces) <= 1
        )

    def may_be(self, string: str) -> bool:
        """Whether STRING begins and ends as this line does, and can be told to be it by words of the form's."""
        return string.startswith(self.begin) and string.endswith(self.end) and not self.written


@dataclass
class Claim:
    """A part of a line that was read: what it captured, and the printed words."""

    line: Line
    text: str
    captures: tuple[Capture, ...]


@dataclass
class Prose:
    """What was read. differs: printed words and the form's words in their place; unread: printed words that no
    sentence of the form reads; absent: lines of the form that the report does not have."""

    claims: list[Claim] = field(default_factory=list)
    differs: list[tuple[Line, str, str]] = field(default_factory=list)
    unread: list[tuple[Line, str]] = field(default_factory=list)
    absent: list[Wanted] = field(default_factory=list)
    headings: list[tuple[Line, Wanted]] = field(default_factory=list)


def wanted_lines(document: Document, patterns: Patterns) -> list[Wanted]:
    """The lines of the composed DOCUMENT, made into PATTERNS."""
    found: list[Wanted] = []
    for block in document.blocks:
        for text in line_texts(block):
            if text.string.strip() or text.spans:
                pieces = unmarked(patterns.pieces(text))
                found.append(Wanted(text.string, pieces, isinstance(block, Heading), text.spans))
    return found
