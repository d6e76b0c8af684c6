"""Completes data: the name (科目名称) of an item that data.json gives by its code alone, from the classification."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from narrator.cache import NO_CACHE, Cache
from narrator.disclosure import classification
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.relation import ROWS
from narrator.disclosure.shape import Repeated

ITEM_NAME = "科目名称"


def add_item_names(raw: object, cache: Cache = NO_CACHE) -> object:
    """Return the JSON of a whole disclosure with the 科目名称 of every row that has none and whose code the
    classification of its year lists.

    The same object when there is no such row. A code that is not listed is left without a name.
    """
    if not isinstance(raw, dict):
        return raw
    bare = [
        name
        for name, table in raw.items()
        if isinstance(table, dict)
        and isinstance(rows := table.get(ROWS), dict)
        and any(map(is_bare, rows.values()))
    ]
    if not bare:
        return raw
    year = raw.get("年度")
    listed = classification.classification_of(
        int(year) if isinstance(year, (int, Decimal)) and 0 < year < 10_000 else 0
    )
    tables = {
        name: cache.call(
            name_items, raw[name], listed.economic if name == BY_ECONOMIC_CLASS else listed.functional
        )
        for name in bare
    }
    return rebuilt(raw, tables)


def name_items(table: dict[str, Any], names: Mapping[str, str]) -> dict[str, object]:
    """Return a table whose rows bear names."""
    return rebuilt(table, {ROWS: name_rows(table[ROWS], names)})


def is_bare(row: object) -> bool:
    """Return whether a row bears no name."""
    return isinstance(row, dict) and ITEM_NAME not in row


def name_rows(rows: dict[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Return rows by code with names where they have none."""
    return rebuilt(
        rows,
        {
            code: rebuilt(row, {ITEM_NAME: names[code]})
            for code, row in rows.items()
            if isinstance(row, dict) and is_bare(row) and code in names
        },
    )


def rebuilt(members: dict[str, object], others: Mapping[str, object]) -> dict[str, object]:
    """Return a JSON object with other members instead of those it had; what it held more than once stays
    known.
    """
    return Repeated({**members, **others}, getattr(members, "repeated", ()))
