"""The prose of a printed report: what its lines claim, and what was left unread."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrator.checks.printed.lines import Line, line_texts
from narrator.checks.printed.matching import Node, compiled
from narrator.checks.printed.pattern import pieces
from narrator.checks.printed.piece import Capture, Piece, unmarked
from narrator.document import Document, Heading
from narrator.phrases.table import Book


@dataclass
class Wanted:
    """A line that the form would print."""

    text: str
    pieces: list[Piece]
    heading: bool
    start: Node | None = None
    begin: str = ""
    end: str = ""

    def __post_init__(self) -> None:
        self.start = compiled(self.pieces)
        if self.pieces and self.pieces[0].kind == "字":
            self.begin = self.pieces[0].literal
        if self.pieces and self.pieces[-1].kind == "字":
            self.end = self.pieces[-1].literal

    def may_be(self, string: str) -> bool:
        """Whether STRING begins and ends as this line does."""
        return string.startswith(self.begin) and string.endswith(self.end)


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


def wanted_lines(document: Document, book: Book) -> list[Wanted]:
    """The lines of the composed DOCUMENT as patterns."""
    found: list[Wanted] = []
    for block in document.blocks:
        for text in line_texts(block):
            if text.string.strip() or text.spans:
                found.append(Wanted(text.string, unmarked(pieces(text, book)), isinstance(block, Heading)))
    return found
