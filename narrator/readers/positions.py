"""Where the values of a JSON text stand: path → line. Only asked when there is something to tell."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from narrator.disclosure.value import Step, join_path, split_parts, split_path
from narrator.regex import compile_later

NO_BLANK = compile_later(r"[^ \t\n\r]")
TOKEN = compile_later(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


class TokenKind(Enum):
    """What a token does: name a member; be or begin a value; end an object or a list."""

    NAME = auto()
    VALUE = auto()
    END = auto()


class Open:
    """An object or a list whose end the scan has not reached yet.

    key: the name of the member that was read and whose value was not. number: of the last item.
    """

    def __init__(self, is_object: bool) -> None:
        self.is_object = is_object
        self.key: str | None = None
        self.number = 0


class Lines(Mapping[str, int]):
    """The line (from 1) of every value of a JSON document, by path: 收入支出总表.收入.总计, 项目[2].名称.

    Kept as a tree: paths written out could be longer than the document by far.
    """

    def __init__(self) -> None:
        self.line = [0]  # of each value by its number; the whole document has the number 0
        self.inner: dict[
            tuple[int, Step], int
        ] = {}  # the number of a value and a step into it → the number there

    def add(self, holder: int, step: Step, line: int) -> int:
        """Note that a step leads from a value to one in that line, and return its number; one that stood there
        before is forgotten.

        holder: the number of the value that the step leads from.
        """
        number = len(self.line)
        self.line.append(line)
        self.inner[holder, step] = number
        return number

    def __getitem__(self, path: str) -> int:
        for split in (split_parts, split_path):  # a reason's name may stand in a path as it is
            at: int | None = 0
            with contextlib.suppress(ValueError):
                for step in split(path):
                    at = None if at is None else self.inner.get((at, step))
                if at:
                    return self.line[at]
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        paths = {0: ""}
        for (holder, step), number in sorted(self.inner.items(), key=lambda one: one[1]):
            if holder in paths:  # else it stood in a member that was replaced
                above = paths[holder]
                paths[number] = f"{above}[{step}]" if isinstance(step, int) else join_path(above, step)
                yield paths[number]

    def __len__(self) -> int:
        return sum(1 for _ in self)


@lru_cache(maxsize=2)
def line_numbers(text: str) -> Lines:
    """Return the lines of a text that is known to be JSON; it is read once, however often one asks.

    A member stands where its name stands. Of a repeated name only the last counts.
    """
    found = Lines()
    above: list[int] = []  # the numbers of what is open
    member, line, reached = 0, 1, 0
    for kind, step, match in value_tokens(text):
        if kind is TokenKind.END:
            above.pop()
            continue
        line += text.count("\n", reached, match.start())
        reached = match.start()
        if kind is TokenKind.NAME and step is not None:
            member = found.add(above[-1], step, line)
            continue
        value = member if isinstance(step, str) else 0 if step is None else found.add(above[-1], step, line)
        if match.group() in "[{":
            above.append(value)
    return found


def value_tokens(text: str) -> Iterator[tuple[TokenKind, Step | None, re.Match[str]]]:
    """Return the tokens of a JSON text that name, begin (or are) and end a value, each with the step that
    leads to it; None for the whole text and for an end.
    """
    above: list[Open] = []  # innermost last; no recursion, so no depth is too deep
    for match in TOKEN.finditer(text):
        token = match.group()
        if token in "]}":
            above.pop()
            yield TokenKind.END, None, match
            continue
        if token in ",:":
            continue
        step: Step | None = None
        inside = above[-1] if above else None
        if inside is not None and inside.is_object:
            if inside.key is None:
                inside.key = json.loads(token) if "\\" in token else token[1:-1]
                yield TokenKind.NAME, inside.key, match
                continue
            step, inside.key = inside.key, None
        elif inside is not None:
            inside.number += 1
            step = inside.number
        yield TokenKind.VALUE, step, match
        if token in "[{":
            above.append(Open(token == "{"))


def place(path: str, where: Mapping[str, int]) -> int | None:
    """Return the line of a path, or of the nearest part that holds it when the file does not have it; None for
    no path.
    """
    while path:
        if path in where:
            return where[path]
        # A cut may fall into a quoted name; what is left then is no path, and is cut again.
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None


def cut_parts(text: str, at: int) -> Iterator[tuple[Step, int, int]]:
    """Yield the members of the object, or the items of the list, that begins at that place of a text: the name or the
    number (from 1) of each, and where its value begins and ends.

    Python's own scanner goes over each value, so it is much quicker than `value_tokens`. Raises ValueError when that is no JSON.
    """
    scan = _scanner()
    end, number = {"{": "}", "[": "]"}[text[at]], 0
    at = _skip(text, at + 1)
    while (number == 0 and text[at : at + 1] != end) or (number and text[at : at + 1] == ","):
        at = _skip(text, at + bool(number))
        number += 1
        step: Step = number
        if end == "}":
            step, at = scan(text, at)
            at = _skip(text, at)
            if not isinstance(step, str) or text[at : at + 1] != ":":
                raise ValueError(text[at : at + 1])
            at = _skip(text, at + 1)
        _, stop = scan(text, at)
        yield step, at, stop
        at = _skip(text, stop)
    if text[at : at + 1] != end:
        raise ValueError(text[at : at + 1])


@lru_cache(maxsize=1)
def _scanner() -> Callable[[str, int], tuple[Any, int]]:
    """Return what reads the JSON value at a place of a text, and tells its end. Digits stay digits."""
    return json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str).raw_decode


def _skip(text: str, at: int) -> int:
    """Return where the next thing stands that is no blank."""
    found = NO_BLANK.search(text, at)
    return found.start() if found else len(text)


def extents(text: str, paths: Iterable[Sequence[Step]]) -> dict[str, tuple[int, int]]:
    """Return where the values at some paths of a JSON text, given by their steps, begin and end, and those around them, by
    path; of a list that is met every item, too. What is not there is left out.

    The text is known to be JSON in which no name is repeated.
    """
    wanted: dict[Step, Any] = {}
    for steps_there in paths:
        inside = wanted
        for step in steps_there:
            inside = inside.setdefault(step, {})
    start = _skip(text, 0)
    found = {"": (start, len(text.rstrip()))}
    unread: list[tuple[str, int, dict[Step, Any]]] = [("", start, wanted)]
    while unread:
        holder, at, within = unread.pop()
        is_list = text[at] == "["
        if not is_list and (text[at] != "{" or not within):
            continue
        for one, begin, end in cut_parts(text, at):
            if is_list or one in within:
                path = f"{holder}[{one}]" if is_list else join_path(holder, str(one))
                found[path] = (begin, end)
                if one in within:
                    unread.append((path, begin, within[one]))
    return found
