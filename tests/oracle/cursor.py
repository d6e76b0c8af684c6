"""Reads prose from left to right against what must stand there, and notes what does not.

Every character of a part is consumed by exactly one piece, so nothing escapes: the form's own words, a
figure, a name, or what a writer wrote.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FIGURE = re.compile(r"[-−]*\d[\d,]*(?:\.\d+)?")


class Lost(Exception):
    """What stands here can not be read at all; the rest of the part is not judged."""


class Piece(NamedTuple):
    """kind: 词 (the form's words), 数 (a figure), 均 (one that is an average), 名 (a name), 话 (a writer's prose), 缺 (a placeholder)."""

    kind: str
    text: str


class Claim(NamedTuple):
    """A change that the prose states. direction: 1, 0 (持平) or -1, None when there is nothing to compare."""

    subject: str
    direction: int | None
    amount: str
    rate: str


class Cursor:
    """A place in TEXT, with the faults, the pieces and the claims so far. zero: how the form prints 0.00 in prose."""

    def __init__(self, text: str, zero: str = "0.00") -> None:
        self.text = text
        self.zero = zero
        self.at = 0
        self.faults: list[str] = []
        self.pieces: list[Piece] = []
        self.claims: list[Claim] = []

    def take(self, kind: str, text: str) -> None:
        self.pieces.append(Piece(kind, text))
        self.at += len(text)

    def fault(self, what: str) -> None:
        begin = max(0, self.at - 24)
        self.faults.append(f"…{self.text[begin : self.at]}⟨{self.text[self.at : self.at + 24]}⟩：{what}")

    def sees(self, literal: str) -> bool:
        return self.text.startswith(literal, self.at)

    def words(self, *alternatives: str) -> str:
        """One of ALTERNATIVES, words of the form, must stand here."""
        for literal in alternatives:
            if self.sees(literal):
                self.take("词", literal)
                return literal
        self.fault(f"应当是“{'”或“'.join(alternatives)}”")
        raise Lost

    def note(self, pattern: str) -> None:
        """Words that no rule prescribes: what PATTERN matches."""
        match = re.compile(pattern).match(self.text, self.at)
        if match is None:
            self.fault(f"应当是 {pattern}")
            raise Lost
        self.take("词", match.group())

    def name(self, text: str) -> None:
        """The name TEXT must stand here as it was typed."""
        if not self.sees(text):
            self.fault(f"应当是名称“{text}”")
            raise Lost
        self.take("名", text)

    def figure(self, expected: str, kind: str = "数") -> None:
        """A figure of this KIND must stand here, and be EXPECTED."""
        expected = self.zero if expected == "0.00" else expected
        match = FIGURE.match(self.text, self.at)
        if match is None:
            self.fault(f"应当是 {expected}")
            raise Lost
        if match.group() != expected:
            self.fault(f"应当是 {expected}")
        self.take(kind, match.group())

    def read(self, *pieces: str) -> None:
        """PIECES by turns: words of the form, a figure, words, …"""
        for place, piece in enumerate(pieces):
            if place % 2:
                self.figure(piece)
            elif piece:
                self.words(piece)

    def line(self) -> None:
        """The paragraph must end here."""
        self.words("\n")

    def end(self) -> None:
        if self.at < len(self.text):
            self.fault("这里应当结束了")
