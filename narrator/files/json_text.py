"""Data as JSON text, as people write it: a row of figures on one line, everything else a line each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

WIDE = 200  # characters of a line of figures


def dumps(value: object, indent: str = "") -> str:
    """Return a value as JSON text with the given indent; every number with the digits that it has."""
    if not isinstance(value, (dict, list)):
        return scalar(value)
    items = list(member_texts(value, f"{indent}  "))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    if not items:
        return opening + closing
    simple = all(
        not isinstance(one, (dict, list)) for one in (value.values() if isinstance(value, dict) else value)
    )
    figures = isinstance(value, dict) and any(not isinstance(one, str) for one in value.values())
    if simple and figures and indent and sum(map(len, items)) < WIDE:
        return f"{opening} {', '.join(items)} {closing}"
    lines = f",\n{indent}  ".join(items)
    return f"{opening}\n{indent}  {lines}\n{indent}{closing}"


def member_texts(value: dict[str, object] | list[object], indent: str) -> Iterator[str]:
    """Return what stands between the brackets of an object or a list, each member as JSON text with the given indent."""
    if isinstance(value, dict):
        return (f"{scalar(name)}: {dumps(one, indent)}" for name, one in value.items())
    return (dumps(one, indent) for one in value)


def scalar(value: object) -> str:
    """Return a value as JSON text on one line; a number with the digits that it has."""
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
