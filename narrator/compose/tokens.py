"""Tokens: how values pass through a template without ever becoming template text.

A template's output is a string of the form's own words in which every value stands as a token. So what
a person wrote is never read as markup, and each value keeps its source.
"""

from __future__ import annotations

import re

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")


class Tokens:
    """The values of one rendering, each under the number that its token carries."""

    def __init__(self) -> None:
        self.values: list[object] = []

    def put(self, value: object) -> str:
        """A token for VALUE."""
        self.values.append(value)
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"

    def split(self, rendered: str) -> list[object]:
        """RENDERED as literal strings and values in order; empty strings are left out."""
        pieces: list[object] = []
        at = 0
        for found in TOKEN.finditer(rendered):
            if found.start() > at:
                pieces.append(rendered[at : found.start()])
            pieces.append(self.values[int(found.group(1))])
            at = found.end()
        if at < len(rendered):
            pieces.append(rendered[at:])
        return pieces
