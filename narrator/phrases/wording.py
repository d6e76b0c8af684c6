"""Reads a wording, literal words with blanks, as a phrasebook entry states it."""

from __future__ import annotations

import re

from narrator.regex import compile_later
from narrator.sources import Blank

BLANK = compile_later(r"\{\{\s*([^\s{}]+)\s*\}\}")


def parse(text: str) -> tuple[str | Blank, ...]:
    """Return a text cut into literals and blanks, in order. Raises ValueError in Chinese for braces that are
    no blank.
    """
    parts = BLANK.split(text)  # words, a name, words, a name, … words
    pieces = [Blank(part) if at % 2 else part for at, part in enumerate(parts)]
    for piece in pieces:
        if isinstance(piece, str) and re.search(r"[{}\n]", piece):
            raise ValueError(f"“{piece.strip()}”里有多余的花括号或换行；空格只能写成 {{{{ 名称 }}}}")
    return tuple(piece for piece in pieces if piece)
