"""Patterns of sentences: their pieces, and what was printed in the place of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from narrator.sources import Said, Source
from narrator.tables.plain import MARK

CLAUSE = "。,;:"  # the marks that end a clause


@dataclass(eq=False)
class Piece:
    """A part of a pattern.

    kind: literal (given words), number (any number), free (any text, most likely the given words), choice
    (one of several options), mark (any mark, or the end); when matching, closing (the end of an option) and
    finish (the end of a pattern).
    literal: the words. source: where it comes from: a figure, a name, a slot, what was said; the name of a
    blank in an option. options: the situations that a wording is for → the pieces of the wording. apart:
    whether white space parts it from what follows, which the plain form does not show. item: whether it is the name of
    an item (科目), as the tables have it. among: of a free one, the only texts that may stand there, when there are such.
    """

    kind: str
    literal: str = ""
    source: Source | str | None = None
    options: Options = ()
    least: int = 0
    apart: bool = False
    item: bool = False
    among: tuple[str, ...] = ()

    @property
    def unfilled(self) -> Options:
        """The options, it may be without what the template fills into them."""
        return self.options


Options = tuple[tuple[frozenset[str], tuple[Piece, ...]], ...]


class Chosen(Piece):
    """The place of a wording that was said in a composed text. own: what is captured of it as it was said, where that is known: the text,
    the situations and the parts of a capture, which knows its piece itself. options: see `Piece`; made once somebody asks for them, which
    few lines of a report do. unfilled: the same with blanks for what the template fills in, which all places of the wording have in
    common."""

    own: tuple[str, frozenset[str], tuple[Capture, ...]] | None = None

    def __init__(self, said: Said, unfilled: Options, make: Callable[[], Options]) -> None:
        super().__init__("choice", source=said)
        del self.options
        self._unfilled, self._make = unfilled, make

    @property
    def unfilled(self) -> Options:
        """What may be said there, with blanks."""
        return self._unfilled

    @cached_property
    def options(self) -> Options:  # type: ignore[override]
        """What may be said there."""
        return self._make()


# There are hundreds: Final is checked by mypy, where frozen would cost every one of them.
@dataclass(slots=True, unsafe_hash=True)
class Capture:
    """What was printed in the place of a piece. parts: the captures inside, for a choice; chosen: its situations."""

    piece: Final[Piece]
    text: Final[str]
    chosen: Final[frozenset[str]] = frozenset()
    parts: Final[tuple[Capture, ...]] = ()


class Clause(NamedTuple):
    """A clause of the form's own words, without the mark that ends it. length: in letters, with that."""

    words: str
    length: int


Clauses = tuple["Clause | tuple[Clauses, ...]", ...]  # of a pattern, those of a choice by its options


def clauses_of(found: Sequence[Piece]) -> Clauses:
    """Return the form's own words in a pattern, clause by clause; a letter alone is none."""
    clauses: list[Clause | tuple[Clauses, ...]] = []
    for piece in found:
        if piece.kind == "choice" and piece.options:
            clauses.append(tuple([clauses_of_option(inner) for _, inner in piece.options]))
        elif piece.kind == "literal":
            cut = [word for word in cut_at(piece.literal, CLAUSE) if len(word) > 1]
            clauses += [Clause(word.rstrip(CLAUSE), len(word)) for word in cut]
    return tuple(clauses)


@lru_cache(maxsize=1000)
def clauses_of_option(option: tuple[Piece, ...]) -> Clauses:
    """Return the form's own words in an option of a choice, which many lines have: in each row of a table the same is said."""
    return clauses_of(option)


@lru_cache(maxsize=4096)
def cut_at(words: str, marks: str) -> tuple[str, ...]:
    """Return words cut behind each of the marks."""
    found = []
    begin = 0
    for at, char in enumerate(words):
        if char in marks:
            found.append(words[begin : at + 1])
            begin = at + 1
    return tuple(found if begin == len(words) else [*found, words[begin:]])


def skeleton(found: Sequence[Piece]) -> str:
    """Return what a pattern says, for people: its own words, … for the rest, and what was composed of a choice."""
    shown = ""
    for piece in found:
        if piece.kind == "literal" or piece.among:
            shown += piece.literal
        elif piece.kind == "choice" and piece.options and not isinstance(piece.source, str):
            shown += skeleton(composed_wording(piece))
        else:
            shown += "" if shown.endswith("…") else "…"
    return shown


def composed_wording(choice: Piece) -> Sequence[Piece]:
    """Return the wording that was composed for a choice."""
    said = choice.source
    own = (
        inner for names, inner in choice.options if isinstance(said, Said) and said.fact.situation in names
    )
    return next(own, choice.options[0][1])


def unmarked(found: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a pattern without the number that it begins with."""
    for at, piece in enumerate(found):
        if (
            at
            or piece.kind != "literal"
            or piece.source is not None
            or not (mark := MARK.match(piece.literal))
        ):
            yield piece
        elif rest := piece.literal[mark.end() :]:
            yield Piece("literal", rest)


def every_capture(captures: Sequence[Capture]) -> Iterator[Capture]:
    """Return the figures and free texts among captures, those in choices too."""
    for capture in captures:
        if capture.piece.kind == "choice":
            yield from every_capture(capture.parts)
        else:
            yield capture


def least(found: Sequence[Piece]) -> int:
    """Return how many letters of the form's own words a pattern has at least."""
    total = 0
    for piece in found:
        if piece.kind == "literal":
            total += len(piece.literal)
        elif piece.among:
            total += min(map(len, piece.among))
        elif piece.kind == "choice" and piece.options:
            total += least_of_options(piece.options)
    return total


@lru_cache(maxsize=200)
def least_of_options(options: Options) -> int:
    """Return how many letters of the form's own words the shortest of some options has at least."""
    return min([least(inner) for _, inner in options])


def every(captures: Sequence[Capture]) -> Iterator[Capture]:
    """Return captures and all inside them."""
    for capture in captures:
        yield capture
        yield from every(capture.parts)


def direct(capture: Capture) -> list[Capture]:
    """Return what stands in the blanks of the wording that the capture of a choice says."""
    return [part for part in capture.parts if isinstance(part.piece.source, str)]
