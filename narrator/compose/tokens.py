"""Tokens: how values pass through a template without ever becoming template text.

A template's output is a string of the form's own words in which every value stands as a token. So what
a person wrote is never read as markup, and each value keeps its source.
"""

from __future__ import annotations

from collections.abc import Iterable

from narrator.cache import NO_CACHE, Cache
from narrator.compose.language import VALUE, Budget
from narrator.document import Text
from narrator.regex import compile_later
from narrator.sources import Derived

OPEN, CLOSE = "\ue000", "\ue001"
TOKEN = compile_later(f"({OPEN}[0-9]+{CLOSE})")


class Joined(str):
    """What a template joined from values: a value too, and never read as the form's own words."""

    __slots__ = ()


class Tokens:
    """The values of one rendering, each under its token.

    budget: what all the templates of a report may do together. cache: of what filters made of the same lists before.
    """

    def __init__(self, budget: Budget | None = None, cache: Cache = NO_CACHE) -> None:
        self.values: dict[str, object] = {}
        self.budget = budget or Budget()
        self.cache = cache

    @classmethod
    def of(cls, values: Iterable[object]) -> Tokens:
        """Return the tokens of a rendering that is done, by the values in the order in which they were put."""
        tokens = cls()
        tokens.values = {f"{OPEN}{number}{CLOSE}": value for number, value in enumerate(values)}
        return tokens

    def put(self, value: object) -> str:
        """Return a token for a value."""
        self.budget.spend(VALUE + len(value.operands) if isinstance(value, Derived) else VALUE)
        token = f"{OPEN}{len(self.values)}{CLOSE}"
        self.values[token] = value
        return token

    def split(self, rendered: str) -> list[object]:
        """Return a rendered template as literal strings and values in order; empty strings are left out."""
        if OPEN not in rendered:
            return [rendered] if rendered else []
        words, *parts = rendered.split(OPEN)
        pieces: list[object] = [words] if words else []
        for part in parts:
            number, closing, words = part.partition(CLOSE)
            if closing and number.isdecimal():
                pieces.append(self.values[f"{OPEN}{number}{CLOSE}"])
            else:  # a character of the form itself, which opens nothing
                words = f"{OPEN}{part}"
            if words:
                pieces.append(words)
        return pieces

    def plain(self, value: object) -> str:
        """Return a value as words alone: a text without its sources, and the form's own words without tokens."""
        if isinstance(value, Text):
            return value.string
        if type(value) is str and OPEN in value:
            return "".join(self.plain(piece) for piece in self.split(value))
        return str(value)

    def settled(self, value: object) -> object:
        """Return a value as a function may have it: words with tokens in them as words alone."""
        return Joined(self.plain(value)) if type(value) is str and OPEN in value else value
