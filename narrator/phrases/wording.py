"""A wording: literal words with blanks, as a phrasebook entry states it."""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANK = re.compile(r"\{\{\s*([^\s{}]+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in a wording that NAME fills."""

    name: str


@dataclass(frozen=True)
class Wording:
    """What a phrasebook entry says.

    pieces: literal strings and blanks in order.
    rule: the table and the entry, such as 「与上年相比.减少」.
    file, line: where the entry stands.
    """

    pieces: tuple[str | Blank, ...]
    rule: str
    file: str
    line: int

    @property
    def blanks(self) -> tuple[str, ...]:
        return tuple(piece.name for piece in self.pieces if isinstance(piece, Blank))

    @property
    def literal(self) -> str:
        """The words without the blanks."""
        return "…".join(piece for piece in self.pieces if isinstance(piece, str))

    def __str__(self) -> str:
        return "".join(p if isinstance(p, str) else f"{{{{ {p.name} }}}}" for p in self.pieces)


def parse(text: str) -> tuple[str | Blank, ...]:
    """TEXT cut into literals and blanks. Raises ValueError in Chinese for braces that are no blank."""
    parts = BLANK.split(text)  # words, a name, words, a name, … words
    pieces = [Blank(part) if at % 2 else part for at, part in enumerate(parts)]
    for piece in pieces:
        if isinstance(piece, str) and re.search(r"[{}\n]", piece):
            raise ValueError(f"“{piece.strip()}”里有多余的花括号或换行；空格只能写成 {{{{ 名称 }}}}")
    return tuple(piece for piece in pieces if piece)
