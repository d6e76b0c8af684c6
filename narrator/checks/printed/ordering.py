"""Which things of a list stand in the order of another one: lines of a report, rows of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def find_in_order(numbers: Sequence[int]) -> set[int]:
    """Return as many of the numbers, each of which is there once, as stand in ascending order."""
    ends: list[int] = []  # the least number that ends so many in order
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    found = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
