"""Where the values of a JSON text stand: path → line. Only asked when there is something to tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from enum import Enum, auto

from narrator.disclosure.value import join_path

TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


class Kind(Enum):
    """What a token does: name a member; be or begin a value; end an object or a list."""

    NAME = auto()
    VALUE = auto()
    END = auto()


class Open:
    """An object or a list whose end the scan has not reached yet.

    key: the path of the member whose name was read and whose value was not. number: of the last item.
    """

    def __init__(self, path: str, is_object: bool) -> None:
        self.path = path
        self.is_object = is_object
        self.key: str | None = None
        self.number = 0


def lines(text: str) -> dict[str, int]:
    """The line (from 1) of every value in the JSON document TEXT, by path: 公开01表.收入.总计, 项目[2].名称.

    TEXT is known to be JSON. A member stands where its name stands. Of a repeated name only the last counts.
    """
    found: dict[str, int] = {}
    line, reached = 1, 0
    for kind, path, match in steps(text):
        line += text.count("\n", reached, match.start())
        reached = match.start()
        if kind is Kind.NAME:
            if path in found:
                forget(found, path)
            found[path] = line
        elif kind is Kind.VALUE and path:
            found.setdefault(path, line)  # a member stands where its name does
    return found


def steps(text: str) -> Iterator[tuple[Kind, str, re.Match[str]]]:
    """The tokens of the JSON document TEXT that name, begin (or are) and end a value, each with its path."""
    above: list[Open] = []  # innermost last; no recursion, so no depth is too deep
    for match in TOKEN.finditer(text):
        token = match.group()
        if token in "]}":
            yield Kind.END, above.pop().path, match
            continue
        if token in ",:":
            continue
        path, inside = "", above[-1] if above else None
        if inside is not None and inside.is_object:
            if inside.key is None:
                inside.key = join_path(inside.path, json.loads(token))
                yield Kind.NAME, inside.key, match
                continue
            path, inside.key = inside.key, None
        elif inside is not None:
            inside.number += 1
            path = f"{inside.path}[{inside.number}]"
        yield Kind.VALUE, path, match
        if token in "[{":
            above.append(Open(path, token == "{"))


def forget(found: dict[str, int], path: str) -> None:
    """Take from FOUND what stands below PATH: a later member of the same name replaces it."""
    below = (f"{path}.", f"{path}[")
    for stale in [other for other in found if other.startswith(below)]:
        del found[stale]


def place(path: str, where: dict[str, int]) -> int | None:
    """The line of PATH, or of the nearest part that holds it when the file does not have it."""
    while path:
        if path in where:
            return where[path]
        # A cut may fall into a quoted name; what is left then is no path, and is cut again.
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None


def extents(text: str) -> dict[str, tuple[int, int]]:
    """Where every value in the JSON document TEXT begins and ends, by path; the whole has the path "".

    TEXT is known to be JSON in which no name is repeated.
    """
    found: dict[str, tuple[int, int]] = {}
    starts: list[int] = []  # of what is open
    for kind, path, match in steps(text):
        if kind is Kind.END:
            found[path] = (starts.pop(), match.end())
        elif kind is Kind.VALUE and match.group() in "[{":
            starts.append(match.start())
        elif kind is Kind.VALUE:
            found[path] = match.span()
    return found
