"""Places in raw data, the nested mappings and lists that data.json would hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from narrator.disclosure.value import join_path
from narrator.number import LARGEST, LEAST

MADE_UP = "某某"  # stands for a name that no table prints


def counts(name: str) -> bool:
    """Return whether a step of a path counts the items of a list; codes are names."""
    return name.isdigit() and len(name) < 3


@lru_cache(maxsize=20_000)
def path_of(names: tuple[str, ...]) -> str:
    """Return names as a path of the data; numbers count the items of a list, codes are names."""
    path = ""
    for name in names:
        path = f"{path}[{name}]" if counts(name) else join_path(path, name)
    return path


def create(raw: dict[str, Any], names: Sequence[str]) -> Any:
    """Return the record at the names below raw data, made when it is not there; numbers count the items of a
    list.
    """
    here: Any = raw
    for name, after in pairwise((*names, "")):
        if isinstance(here, list):
            while len(here) < int(name):
                here.append({})
            here = here[int(name) - 1]
        else:
            if name not in here:
                here[name] = [] if counts(after) else {}
            here = here[name]
    return here


def store(raw: dict[str, Any], names: Sequence[str], value: object) -> None:
    """Put a value into raw data at the end of the names that lead to it, making what is not there yet: a number at the
    end is that of an item of a list, those before it that are not there yet are ""."""
    *above, last = names
    if not above or not counts(last):
        create(raw, above)[last] = value
        return
    items = create(raw, above[:-1]).setdefault(above[-1], [])
    if isinstance(items, list):
        items.extend([""] * (int(last) - len(items)))
        items[int(last) - 1] = value
    else:  # names that are numbers: texts by name
        items[last] = value


def copy_containers(raw: Any) -> Any:
    """Return raw data with mappings and lists of their own; what they hold never changes."""
    if isinstance(raw, dict):
        return {
            name: copy_containers(value) if isinstance(value, (dict, list)) else value
            for name, value in raw.items()
        }
    return [copy_containers(value) for value in raw] if isinstance(raw, list) else raw


def with_values(raw: dict[str, Any], values: Iterable[tuple[Sequence[str], object]]) -> dict[str, Any]:
    """Return raw data with more values, each at the end of the names that lead to it; what has none of them stays as it is."""
    found = dict(raw)
    own: set[str] = set()
    for names, value in values:
        if names[0] in found and names[0] not in own:
            found[names[0]] = copy_containers(found[names[0]])
        own.add(names[0])
        store(found, names, value)
    return found


def within_limits(number: Decimal) -> Decimal:
    """Return a number as data may hold it: an amount that prints as the limit of all amounts was below it,
    and rounded.
    """
    return (LARGEST - LEAST).copy_sign(number) if number.copy_abs() == LARGEST else number
