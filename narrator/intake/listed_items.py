"""Items of lists that a table prints below its rows by code, and which of the data that are there they are: those of the same
name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from narrator.intake.merging import value_at
from narrator.tables.plain import plain
from narrator.tables.table_as_read import Item


class Left(NamedTuple):
    """What has no other side. lacking: the items that the data lack. beside: how many items the data have and a table does
    not print, by the path of their list."""

    lacking: Sequence[Item]
    beside: Mapping[str, int]


def match_items(items: Sequence[Item], known: object) -> tuple[list[tuple[Item, int]], Left]:
    """Return the items that are to be taken, each with its number in its list in the known data, and what is left. Where
    no data are known (None) all are to be taken, and have no number (0)."""
    if known is None:
        return [(item, 0) for item in items], Left((), {})
    met: dict[str, set[int]] = defaultdict(set)
    found: list[tuple[Item, int]] = []
    lacking: list[Item] = []
    for item in items:
        number = number_in_list(item, known, met[item.path])
        if number:
            met[item.path].add(number)
            found.append((item, number))
        else:
            lacking.append(item)
    lengths = {path: len(items_at(known, path)) - len(numbers) for path, numbers in met.items()}
    return found, Left(lacking, {path: more for path, more in lengths.items() if more})


def number_in_list(item: Item, known: object, met: set[int]) -> int:
    """Return which item of its list, from 1, the known data call like one that was read, of several the next that was not
    met; 0 when none is called so."""
    for number, one in enumerate(items_at(known, item.path), 1):
        name = one.get(item.inner.name) if isinstance(one, dict) else None
        if number not in met and plain(str(name)) == plain(item.name.text):
            return number
    return 0


def items_at(known: object, path: str) -> Sequence[object]:
    """Return the items of the list at a path of parsed data; none when there is no list."""
    found = value_at(known, path)
    return found if isinstance(found, list) else ()
