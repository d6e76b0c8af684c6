"""Pieces: what a template makes, the form's own words and the values between them. No value becomes template text.

So what a person wrote is never read as markup, and each value keeps its source.
"""

from __future__ import annotations

from collections.abc import Iterable

from narrator.spans import Text


class Joined(str):
    """What a template joined from values: a value too, and never read as the form's own words."""

    __slots__ = ()


class Pieces:
    """What a template, or a macro, made with values in it. parts: the form's own words and the values, in order; no words are
    empty, or follow others."""

    __slots__ = ("parts",)

    def __init__(self, parts: list[object]) -> None:
        self.parts = parts

    def __str__(self) -> str:
        """Return the words alone: of a text without its sources."""
        return "".join([words_alone(part) for part in self.parts])

    def __len__(self) -> int:
        """Return how many characters its own words have, and values it has."""
        return sum([len(part) if type(part) is str else 1 for part in self.parts])


def put_together(made: Iterable[object]) -> str | Pieces:
    """Return what was made one after the other: words of the form alone, or with values between them."""
    parts: list[object] = []
    words = ""
    for one in made:
        if type(one) is str:
            words += one
            continue
        for part in one.parts if type(one) is Pieces else (one,):
            if type(part) is str:
                words += part
                continue
            if words:
                parts.append(words)
                words = ""
            parts.append(part)
    if not parts:
        return words
    if words:
        parts.append(words)
    return Pieces(parts)


def parts_of(made: str | Pieces) -> list[object]:
    """Return the words and the values of what a template made."""
    if type(made) is Pieces:
        return made.parts
    return [made] if made else []


def words_alone(value: object) -> str:
    """Return a value as words alone: a text without its sources."""
    return value.string if isinstance(value, Text) else str(value)


def settle_words(value: object) -> object:
    """Return a value as a function may have it: what a macro made with values in it as words alone."""
    return Joined(value) if type(value) is Pieces else value
