"""Which row of a table a sentence tells of that names it: the one with the names that the sentence states.

Where it stands among the others only tells which row is meant by a name that is written wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from narrator.regex import compile_later

# In plain form; what stands behind a name in the same sentence is none of it.
NAME_BEFORE_FIGURE = compile_later(r"[^\d:,;。]{1,40}(?<!-)(?=-?\d)")
FORBIDDEN = re.compile("[:,;。]")
# Where a part of a line may begin, with the number of an item before it.
BEGINNING = compile_later(r"[:,;。](?:\(?[\d一二三四五六七八九十]{1,4}[).、])?")
QUOTES = '"'  # in plain form, around a name
LONGEST = 40  # letters of a name
AMOUNT = compile_later(r"(?<![\d.])\d{1,15}\.\d{1,6}(?![\d.])")
ALIKE = 0.5  # how much of two names alike are the same


class Stated(NamedTuple):
    """What names a row: its names, that of its class first, and the amounts beside them that are not zero. behind: the letter or mark
    that stands behind the names."""

    names: tuple[str, ...]
    amounts: frozenset[str]
    behind: str


@lru_cache(maxsize=2_000)
def find_stated_rows(string: str, marks: tuple[str, ...]) -> tuple[Stated, ...]:
    """Return what the parts of a string in plain form name that begin as in `read_stated_row`, each with the amounts up to the next
    one. Words that are no part of the form may stand before one (经过核算，), and paragraphs may have been joined."""
    starts = [0, *(found.end() for found in BEGINNING.finditer(string))]
    found = [(at, one) for at in starts if (one := read_stated_row(string, marks, at))]
    ends = [*(at for at, _ in found[1:]), len(string)][: len(found)]
    with_ends = zip(found, ends, strict=True)
    return tuple([one._replace(amounts=amounts_stated(string[at:end])) for (at, one), end in with_ends])


def read_stated_row(string: str, marks: Sequence[str], at: int = 0) -> Stated | None:
    """Return what a string in plain form names that begins, from a place on, with names before each of some marks, "(类)"; before a
    mark that is "" stands a figure. None when it begins otherwise."""
    names = []
    for mark in marks:
        if mark:
            end = string.find(mark, at, at + LONGEST + len(mark))
        else:
            found = NAME_BEFORE_FIGURE.match(string, at)
            end = found.end() if found else -1
        if end <= at or FORBIDDEN.search(string, at, end):
            return None
        names.append(string[at:end].strip(QUOTES))
        at = end + len(mark)
    return Stated(tuple(names), amounts_stated(string[at:]), string[at : at + 1])


def amounts_stated(string: str) -> frozenset[str]:
    """Return the amounts in a string in plain form that are not zero."""
    return frozenset(one for one in AMOUNT.findall(string.replace(",", "")) if one.strip("0."))


def match_rows(stated: Sequence[Stated], rows: Sequence[Stated]) -> list[int | None]:
    """Return for each thing stated, in order, which of the rows it tells of, no row twice; None where it tells of none, or again of
    one."""
    found: list[int | None] = [None] * len(stated)
    named: dict[tuple[str, ...], list[int]] = {}
    for at, one in enumerate(stated):
        named.setdefault(one.names, []).append(at)
    for number, row in enumerate(rows):
        if places := named.get(row.names):
            # Of two with the same names the one with its amounts: the other may be another row's, its names copied.
            best = max(places, key=lambda at: len(stated[at].amounts & row.amounts))
            places.remove(best)
            found[best] = number
    names = {row.names for row in rows}
    while True:
        taken = {number for number in found if number is not None}
        pairs = [
            (likeness, -at, number)
            for at, one in enumerate(stated)
            if found[at] is None
            for number, row in enumerate(rows)
            if number not in taken
            and (one.names not in names or one.amounts & row.amounts)
            and (likeness := measure_row_likeness(one, row, is_in_place(at, number, found, len(rows))))
        ]
        if not pairs:
            return found
        _, at, number = max(pairs)
        found[-at] = number


def is_in_place(at: int, number: int, found: Sequence[int | None], many: int) -> bool:
    """Return whether what stands in a place stands where a row does: right behind what tells of the row before it, or right before
    what tells of the next one. many: how many rows there are."""
    before = found[at - 1] if at else -1
    after = found[at + 1] if at + 1 < len(found) else many
    return before == number - 1 or after == number + 1


def measure_row_likeness(one: Stated, row: Stated, in_place: bool) -> float:
    """Return how likely it is that what is stated, in other names, is a row: 0 where it is not."""
    if len(one.names) != len(row.names):
        return 0  # of another level
    *above, name = one.names
    *above_row, name_of_row = row.names
    same = len(one.amounts & row.amounts)
    shared = sum(mine == its for mine, its in zip(one.names, row.names, strict=True))
    if same and (shared or in_place):
        return 4 + same + shared
    if name == name_of_row and 2 * shared >= len(row.names):
        return 3 + shared
    if not in_place:
        return 0
    alike = measure_name_likeness(name, name_of_row) if above == above_row else 0
    if above == above_row and (above or alike >= ALIKE):
        return 1 + alike
    whole = measure_name_likeness("".join(one.names), "".join(row.names))
    return whole if whole >= (1 + ALIKE) / 2 else 0


def measure_name_likeness(one: str, other: str) -> float:
    """Return how much of two names is the same, in order: 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
