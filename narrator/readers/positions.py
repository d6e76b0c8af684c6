"""Where the values of a JSON text stand: path → line. Only asked when there is something to tell."""

from __future__ import annotations

import re
from json.decoder import scanstring  # type: ignore[attr-defined]

SPACE = re.compile(r"[ \t\n\r]*")
SCALAR = re.compile(r"[^\s,\]}]+")


def lines(text: str) -> dict[str, int]:
    """The line (from 1) of every value in the JSON document TEXT, by path: 公开01表.收入.总计, 项目[2].名称.

    TEXT is known to be JSON. Of a repeated key the last line counts.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    found: dict[str, int] = {}
    index = 0  # the line that the scan has reached; positions only grow

    def line(position: int) -> int:
        nonlocal index
        while index + 1 < len(starts) and starts[index + 1] <= position:
            index += 1
        return index + 1

    def skip(position: int) -> int:
        match = SPACE.match(text, position)
        return match.end() if match else position

    def value(position: int, path: str) -> int:
        """Note what stands at POSITION under PATH; returns where it ends."""
        opening = text[position]
        if opening == '"':
            return int(scanstring(text, position + 1)[1])
        if opening not in "{[":
            match = SCALAR.match(text, position)
            return match.end() if match else position + 1
        position, number = skip(position + 1), 0
        while text[position] not in "}]":
            number += 1
            if opening == "{":
                name, position_after = scanstring(text, position + 1)
                here = f"{path}.{name}" if path else name
                found[here] = line(position)
                position = skip(skip(position_after) + 1)
            else:
                here = f"{path}[{number}]"
                found[here] = line(position)
            position = skip(value(position, here))
            if text[position] == ",":
                position = skip(position + 1)
        return position + 1

    value(skip(1 if text.startswith("\ufeff") else 0), "")
    return found


def place(path: str, where: dict[str, int]) -> int | None:
    """The line of PATH, or of the nearest part that holds it when the file does not have it."""
    while path:
        if path in where:
            return where[path]
        cut = max(path.rfind("."), path.rfind("["))
        path = path[: max(cut, 0)]
    return None
