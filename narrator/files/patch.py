"""Changes single values in the text of data.json, and leaves every other character as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from narrator.disclosure.value import Step, join_path, split_path
from narrator.readers.positions import extents

LONG = 100  # characters of a list that is better written a line for each item
Value = str | Sequence[str]
Member = Value | dict[str, "Member"]


def joined(steps: Sequence[Step], path: str = "") -> str:
    """Return the path that goes on from another path through those steps."""
    for step in steps:
        path = f"{path}[{step}]" if isinstance(step, int) else join_path(path, step)
    return path


def value(raw: object, path: str) -> str | None:
    """Return the text at a path of parsed JSON, with one paragraph a line; None when there is none."""
    try:
        for step in split_path(path):
            raw = raw[step - 1 if isinstance(step, int) else step]  # type: ignore[index]
    except (LookupError, TypeError, ValueError):
        return None
    parts = raw if isinstance(raw, list) else [raw]
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) < len(parts):
        return None
    lines = (line.strip() for text in texts for line in text.replace("\t", " ").splitlines())
    return "\n".join(line for line in lines if line)


def last_name(path: str) -> str:
    """Return the name under which the text at a path stands; for an item of a list the path itself."""
    try:
        last = split_path(path)[-1]
    except (ValueError, IndexError):
        return path.partition(".")[2]
    return last if isinstance(last, str) else path


class Cut(NamedTuple):
    """The characters of a text from `start` up to `end`, and what comes in their place."""

    start: int
    end: int
    text: str


def put(text: str, path: str, value: Value) -> str:
    """Return the text of data.json with a value at a path, which need not be there yet.

    A text is a string; one of several paragraphs is a list, as it is when it was a list before. Raises
    LookupError when there is no place for it: an item that its list does not have.
    """
    return put_all(text, {path: value})


def put_all(text: str, values: Mapping[str, Value]) -> str:
    """Return the text of data.json with values at their paths, as if `put` one after another. Raises
    LookupError, too.

    Where values stand is found only once: a report may have thousands of reasons.
    """
    cuts = sorted(changes(text, values))
    if any(cut.end > after.start for cut, after in pairwise(cuts)):  # a value within another one
        for path, value in values.items():
            text = put(text, path, value)
        return text
    pieces, at = [], 0
    for cut in cuts:
        pieces += [text[at : cut.start], cut.text]
        at = cut.end
    return "".join([*pieces, text[at:]])


def changes(text: str, values: Mapping[str, Value]) -> Iterator[Cut]:
    """Return what to change in the text for values to stand at their paths. Raises LookupError."""
    here = extents(text)
    new: dict[str, dict[str, Member]] = {}  # members that are not there yet, by the object that gets them
    for steps, value in ((split_path(path), value) for path, value in values.items()):
        if (path := joined(steps)) in here:
            yield replaced(text, path, value, here)
            continue
        depth = next(n for n in range(len(steps)) if joined(steps[: n + 1]) not in here)
        holder = joined(steps[:depth])
        if text[here[holder][0]] != "{" or not nested(new.setdefault(holder, {}), steps[depth:], value):
            raise LookupError(path)
    for holder, members in new.items():
        yield inserted(text, here[holder], members)


def nested(members: dict[str, Member], steps: Sequence[Step], value: Value) -> bool:
    """Put a value below the members, where the steps lead; return whether there is a place for it."""
    for step in steps[:-1]:
        inner = members.setdefault(step, {}) if isinstance(step, str) else None
        if not isinstance(inner, dict):
            return False
        members = inner
    last = steps[-1]
    if isinstance(last, str):
        members[last] = value
    return isinstance(last, str)


def replaced(text: str, path: str, value: Value, here: Mapping[str, tuple[int, int]]) -> Cut:
    """Return the change of a value that is there already. Of a list of as many items only the items that
    differ change.
    """
    start, end = here[path]
    old, shown = json.loads(text[start:end]), text[start:end]
    if isinstance(old, list) and isinstance(value, str):
        value = value.split("\n") if value else []
    if isinstance(old, list) and not isinstance(value, str) and len(old) == len(value):
        for number in range(len(old), 0, -1):  # from behind, so that places before stay where they are
            first, last = here[f"{path}[{number}]"]
            if old[number - 1] != value[number - 1]:
                shown = shown[: first - start] + dumps(value[number - 1]) + shown[last - start :]
        return Cut(start, end, shown)
    return Cut(start, end, written(text, start, value, "\n" in shown))


def inserted(text: str, holder: tuple[int, int], members: Mapping[str, Member]) -> Cut:
    """Return the change that puts members at the end of an object."""
    start, end = holder
    inside = text[start + 1 : end - 1]
    line = newline(text)
    if inside.strip():
        last = start + 1 + len(inside.rstrip())
        space = inside[: len(inside) - len(inside.lstrip())]
        between = line + space.rpartition("\n")[2] if "\n" in space else " "
        made = named(text, start, members, "\n" in space, between)
        return Cut(last, last, "".join(f",{between}{member}" for member in made))
    outer = indent(text, start)
    inner = line + outer + unit(text)
    made = named(text, start, members, True, inner)
    return Cut(start + 1, end - 1, f"{inner}{f',{inner}'.join(made)}{line}{outer}")


def named(text: str, at: int, members: Mapping[str, Member], wide: bool, lead: str) -> list[str]:
    """Return members as JSON, each with its name."""
    return [f"{dumps(name)}: {written(text, at, one, wide, lead)}" for name, one in members.items()]


def written(text: str, at: int, value: Member, wide: bool, lead: str = "") -> str:
    """Return a value as JSON for that place of the text. lead: the line break and the indentation of its line."""
    if isinstance(value, str):
        if "\n" not in value:
            return dumps(value)
        value = value.split("\n")
    lead = lead or newline(text) + indent(text, at)
    inner = lead + unit(text) if "\n" in lead else lead
    if isinstance(value, dict):
        members = named(text, at, value, wide, inner)
        if "\n" not in lead or not members:
            return f"{{{', '.join(members)}}}"
        return "{" + inner + f",{inner}".join(members) + lead + "}"
    items = [dumps(item) for item in value]
    if not items or not ((wide and "\n" in lead) or sum(map(len, items)) > LONG):
        return f"[{', '.join(items)}]"
    return "[" + inner + f",{inner}".join(items) + lead + "]"


def dumps(value: object) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def newline(text: str) -> str:
    """Return the line break that the text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def indent(text: str, at: int) -> str:
    """Return how far the line that holds that place of the text is indented."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def unit(text: str) -> str:
    """Return what the text indents by, as its first member does."""
    found = re.match(r"\s*\{[ \t\r]*\n([ \t]+)", text)
    return found[1] if found else "  "
