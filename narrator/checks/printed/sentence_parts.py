"""A line that does not fit its pattern as a whole: sentence by sentence, item by item, then clause by clause.

What is left over is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import NamedTuple

from narrator.checks.printed.lines import Line
from narrator.checks.printed.matching import compiled, match_to
from narrator.checks.printed.pattern_pieces import (
    CLAUSE,
    Capture,
    Piece,
    composed_wording,
    cut_at,
    every_capture,
    least,
    skeleton,
)
from narrator.checks.printed.prose import Claim, Prose, may_be_about
from narrator.checks.printed.reworded import choices, find_piece_places, read_reworded, says_flat
from narrator.phrases.entries import Book
from narrator.sources import Said
from narrator.tables.public import NUMBER

LEAST = 4  # letters of the form's own that a pattern must have to be recognised by
SENTENCE, ITEM = "。", "。;"
STEPS = (SENTENCE, ITEM, CLAUSE)  # sentence by sentence, then item by item, then clause by clause
ANY_OF = {marks: re.compile(f"[{marks}]") for marks in STEPS}
DECIMALS, AMOUNT_BLANK = re.compile(r"\d\.\d"), re.compile("…(?:万?元|%)")
NEXT = 8  # parts of a line among which a part of the form is looked for


class Gap(NamedTuple):
    """Pieces of a pattern for which nothing was found, and the words that stand in their place."""

    pieces: list[Piece]
    text: str


def split(found: Sequence[Piece], marks: str) -> list[list[Piece]]:
    """Return a pattern cut behind each of the marks in the form's own words."""
    parts: list[list[Piece]] = [[]]
    for piece in found:
        if piece.kind != "literal":
            parts[-1].append(piece)
            continue
        for word in cut_at(piece.literal, marks):
            parts[-1].append(Piece("literal", word))
            if word[-1] in marks:
                parts.append([])
    return [part for part in parts if part]


def read_by_parts(
    prose: Prose, line: Line, found: Sequence[Piece], string: str, marks: Sequence[str], book: Book
) -> None:
    """Read a string, a part of a line, by the parts of its pattern, cut behind the first of the marks; what
    is left of both is read again by smaller parts, or told.
    """
    at = 0
    waiting: list[Piece] = []
    read: list[Claim | Gap] = []
    cut = split(found, marks[0])
    names = {one.literal for part in cut for one in part if one.item and len(one.literal) > 1}
    for part in cut:
        # A short part (占7.74%;) is known by standing right behind the one before it.
        short = least(part) < LEAST
        hit = (
            None
            if short and (waiting or not at)
            else place_of(part, string, at, marks[0], 1 if short else NEXT, names, part is cut[-1])
        )
        if hit is None:
            waiting += part
            continue
        start, captures, end = hit
        read += [Gap(waiting, string[at:start]), Claim(line, string[start:end], captures)]
        waiting = []
        at = end
    read.append(Gap(waiting, string[at:]))
    for one in with_moved_words(read, book):
        if isinstance(one, Claim):
            prose.claims.append(one)
        else:
            remainder(prose, line, one.pieces, one.text, marks, book)


def with_moved_words(read: Sequence[Claim | Gap], book: Book) -> Iterator[Claim | Gap]:
    """Yield what was read of a string, in order; words for which nothing is left of the pattern stand, behind …, with the pieces
    that are about them: its parts may come in another order than the form's."""
    moved: dict[int, int] = {}
    for at, one in enumerate(read):
        if isinstance(one, Gap) and not one.pieces and one.text.strip(CLAUSE):
            homes = (
                number
                for number, other in enumerate(read)
                if isinstance(other, Gap) and other.pieces and is_said_in(other, one.text, book)
            )
            if (home := next(homes, None)) is not None:
                moved[at] = home
    for at, one in enumerate(read):
        if isinstance(one, Gap) and at in moved.values():
            words = [
                other.text
                for away, other in enumerate(read)
                if moved.get(away) == at and isinstance(other, Gap)
            ]
            yield Gap(one.pieces, "…".join(filter(None, [one.text, *words])))
        elif at not in moved:
            yield one


def is_said_in(gap: Gap, words: str, book: Book) -> bool:
    """Return whether something that the pieces of a gap are about stands in words, and not in the gap itself."""
    places = find_piece_places(gap.pieces, choices(gap.pieces, book))
    return any(one.subject and one.subject in words and one.subject not in gap.text for one in places)


def place_of(
    part: Sequence[Piece],
    string: str,
    at: int,
    marks: str,
    most: int,
    names: Iterable[str],
    last: bool = False,
) -> tuple[int, tuple[Capture, ...], int] | None:
    """Return where a part stands in a string from a place on: at the beginning of one of the next few parts;
    what it captures there, and where it ends; None where it does not stand. Another mark may stand where the part ends. names:
    those of parts like it; where another's stands, it does not, and where its own stands at the beginning of one of them, only
    there. last: whether nothing of the pattern is behind it, so that a text at its end goes on to that of the string.
    """
    node = None
    behind = (found.end() for found in ANY_OF[marks].finditer(string, at, len(string) - 1))
    own = name_of(part)
    begin = part[0].literal if part[0].kind == "literal" and len(part) > 1 else ""
    starts = [*islice(chain([at], behind), most)]
    if own:
        its = [start for start in starts if string.startswith(own, start)]
        starts = its or [start for start in starts if not string.startswith(tuple(names), start)]
    for start in starts:
        if not string.startswith(begin, start):
            continue
        node = node or compiled(with_any_mark(part))
        found = match_to(node, string, start, False)
        if last and found is not None and found[1] < len(string):
            found = match_to(node, string, start, True) or found
        if (
            found is None
            or not may_be_about(part, string[start : found[1]])
            or bears_the_name_of_another(found[0], string)
        ):
            continue
        if found[1] == len(string) or string[found[1] - 1] in CLAUSE:
            return start, found[0], found[1]
    return None


def bears_the_name_of_another(captures: Sequence[Capture], string: str) -> bool:
    """Return whether another name than an item's is captured in its place, though a part of the string begins with its own: something is
    told besides, or is not told at all."""
    return any(
        one.piece.item
        and one.text != one.piece.literal
        and any(f"{mark}{one.piece.literal}" in string for mark in CLAUSE)
        for one in every_capture(captures)
    )


def with_any_mark(part: Sequence[Piece]) -> Sequence[Piece]:
    """Return a part that ends with any mark, or none, where it ends with one behind words or a figure of its
    own, or what it says of one.
    """
    last = part[-1]
    words = last.literal[:-1]
    if (
        last.kind != "literal"
        or last.literal[-1:] not in CLAUSE
        or not (words or (part[-2:-1] and ends_with_figure(part[-2])))
    ):
        return part
    return [
        *part[:-1],
        *([Piece("literal", words)] if words else []),
        Piece("mark", last.literal[-1]),
    ]


def ends_with_figure(piece: Piece) -> bool:
    """Return whether a piece is a figure, or says a fact without a reason behind it."""
    reasons = (one.source == "原因" for _, inner in piece.options for one in inner)
    return piece.kind == "number" or (piece.kind == "choice" and not any(reasons))


def name_of(part: Sequence[Piece]) -> str:
    """Return the name of the item that a part begins with; "" when it begins otherwise."""
    return part[0].literal if part and part[0].item else ""


def remainder(
    prose: Prose, line: Line, found: list[Piece], string: str, marks: Sequence[str], book: Book
) -> None:
    """Read the string that is left of a line, and for which pieces of a pattern are left: by the next marks, as a
    reworded sentence, or as what was not understood.
    """
    if not string.strip(CLAUSE) and not found:
        return
    if found and string.strip(CLAUSE) and not may_be_about(found, string):
        found = []
    wordless = found and (not least(found) or not skeleton(found).strip(f"…{CLAUSE}"))
    if wordless and all(piece.kind != "number" for piece in found):
        return  # a writer's text, and nothing of the form's but a mark
    if found and string and len(marks) > 1:
        read_by_parts(prose, line, found, string, marks[1:], book)
    elif found and string == skeleton(found):
        return  # too few words to be sure, and yet the same
    elif found and string.strip(CLAUSE):
        left = read_reworded(prose, line, found, string, book)
        if left.strip(CLAUSE):
            prose.differs.append((line, left, skeleton(with_likest_options(found, string))))
            prose.untold += found
        elif not says_flat(string, found, book):
            prose.reworded.append((line, string, skeleton(found)))
    elif found:
        prose.untold += found
        if least(found) >= LEAST:
            prose.differs.append((line, "", skeleton(found)))
    else:
        prose.differs.append((line, string, ""))


def with_likest_options(found: Sequence[Piece], string: str) -> list[Piece]:
    """Return a pattern with each of its choices in the wording that was composed, or, where that states no amount and a string does, in
    the one with amounts of which most stands in the string."""
    if not DECIMALS.search(string):
        return [*found]
    like = SequenceMatcher(None, b=NUMBER.sub("…", string), autojunk=False)

    def share(inner: Sequence[Piece]) -> float:
        """Return how much of a wording stands in the string, in order: 0 to 1."""
        words = skeleton(inner)
        like.set_seq1(words)
        return sum(block.size for block in like.get_matching_blocks()) / max(len(words), 1)

    pieces: list[Piece] = []
    for piece in found:
        options = [inner for _, inner in piece.options] if isinstance(piece.source, Said) else []
        if not options or states_amount(composed := composed_wording(piece)):
            pieces.append(piece)
        else:
            wordings: list[Sequence[Piece]] = [composed, *filter(states_amount, options)]
            likest = max(wordings, key=share)
            pieces += likest
    return pieces


def states_amount(found: Sequence[Piece]) -> bool:
    """Return whether a pattern states an amount or a rate, as it was composed."""
    return AMOUNT_BLANK.search(skeleton(found)) is not None
