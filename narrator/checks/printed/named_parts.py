"""The parts of a sentence that name what they tell of, 其中：人员经费…；公用经费…, in the order in which a report has them.

Used where a line does not fit its pattern: what a part says is then held against the part of the form with its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from narrator.checks.printed.pattern_pieces import CLAUSE, Piece
from narrator.checks.printed.printed_order import with_the_unstated
from narrator.checks.printed.sentence_parts import ITEM, LEAST, SENTENCE, split

MARK, COLON = ";", ":"  # behind each of several parts, and before the first of them


def with_parts_in_order(found: Sequence[Piece], string: str) -> list[Piece]:
    """Return a pattern with the named parts of each of its sentences in the order in which a string has them; the same pieces where
    that is the form's."""
    if MARK not in string:  # as in most
        return [*found]
    ordered: list[Piece] = []
    for sentence in split(found, SENTENCE):
        begin, parts = divide_sentence(sentence)
        places = [place_of_name(part, string) for part in parts]
        stated = sorted((place, at) for at, place in enumerate(places) if place is not None)
        numbers = with_the_unstated([at for _, at in stated], len(parts), range(len(parts)))
        if numbers == sorted(numbers) or not all(ends_with_mark(part) for part in parts):
            ordered += sentence
            continue
        marks = [part[-1].literal[-1] for part in parts]
        ordered += begin
        for at, mark in zip(numbers, marks, strict=True):
            *pieces, last = parts[at]
            ordered += [*pieces, Piece("literal", last.literal[:-1] + mark)]
    return ordered


def divide_sentence(sentence: Sequence[Piece]) -> tuple[list[Piece], list[list[Piece]]]:
    """Return what a sentence begins with, and its parts behind that: the first of them is made as the second one."""
    first, *others = split(sentence, ITEM)
    at = len(first) - len(others[0]) if others else -1
    if at < 0 or [one.kind for one in first[at:]] != [one.kind for one in others[0]]:
        return [], [first, *others]
    before, mark, name = first[at].literal.rpartition(COLON)
    if not name:
        return [], [first, *others]
    begin = [*first[:at], *([Piece("literal", before + mark)] if mark else [])]
    return begin, [[replace(first[at], literal=name) if mark else first[at], *first[at + 1 :]], *others]


def place_of_name(part: Sequence[Piece], string: str) -> int | None:
    """Return where a clause of a string begins as a part does, with words that are enough to know it by; None where none does, or
    several do."""
    name = part[0].literal if part and part[0].kind == "literal" and not part[0].item else ""
    if len(name) < LEAST:
        return None
    places = (string.find(f"{mark}{name}") for mark in CLAUSE if f"{mark}{name}" in string)
    at = min(places, default=-1) + 1
    begins = string[at:].startswith(name)
    return at if begins and not any(f"{mark}{name}" in string[at:] for mark in CLAUSE) else None


def ends_with_mark(part: Sequence[Piece]) -> bool:
    """Return whether a part ends with a mark of the form's own."""
    return part[-1].kind == "literal" and part[-1].literal[-1] in CLAUSE
