"""Changes single values in the text of data.json, and leaves every other character as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from narrator.disclosure.value import Step, join_path, split_path
from narrator.readers.positions import extents

LONG = 100  # characters of a list that is better written a line for each item
Value = str | Sequence[str] | dict[str, object]


def joined(steps: Sequence[Step], path: str = "") -> str:
    """The path that goes on from PATH through STEPS."""
    for step in steps:
        path = f"{path}[{step}]" if isinstance(step, int) else join_path(path, step)
    return path


def value(raw: object, path: str) -> str | None:
    """The text at PATH in RAW, parsed JSON, with one paragraph a line; None when there is none."""
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
    """The name under which the text at PATH stands; for an item of a list the path itself."""
    try:
        last = split_path(path)[-1]
    except (ValueError, IndexError):
        return path.partition(".")[2]
    return last if isinstance(last, str) else path


def put(text: str, path: str, value: Value) -> str:
    """The JSON TEXT with VALUE at PATH, which need not be there yet.

    A text is a string; one of several paragraphs is a list, as it is when it was a list before. Raises
    LookupError when there is no place for it: an item that its list does not have.
    """
    here = extents(text)
    *above, last = split_path(path)
    path = joined((*above, last))
    if path in here:
        return replaced(text, path, value, here)
    if isinstance(last, int):
        raise LookupError(path)
    holder = ""
    for number, step in enumerate(above):
        inner = joined((step,), holder)
        if inner not in here:
            if isinstance(step, int):
                raise LookupError(path)
            rest: Value = {last: value}
            for name in reversed(above[number + 1 :]):
                if isinstance(name, int):
                    raise LookupError(path)
                rest = {name: rest}
            return inserted(text, here[holder], step, rest)
        holder = inner
    return inserted(text, here[holder], last, value)


def replaced(text: str, path: str, value: Value, here: dict[str, tuple[int, int]]) -> str:
    start, end = here[path]
    old = json.loads(text[start:end])
    if isinstance(old, list) and isinstance(value, str):
        value = value.split("\n") if value else []
    if isinstance(old, list) and not isinstance(value, (str, dict)) and len(old) == len(value):
        for number in range(len(old), 0, -1):  # from behind, so that places before stay where they are
            first, last = here[f"{path}[{number}]"]
            if old[number - 1] != value[number - 1]:
                text = text[:first] + dumps(value[number - 1]) + text[last:]
        return text
    wide = "\n" in text[start:end]
    return text[:start] + written(text, start, value, wide) + text[end:]


def inserted(text: str, holder: tuple[int, int], name: str, value: Value) -> str:
    """TEXT with the member NAME at the end of the object HOLDER. Raises LookupError when that is none."""
    start, end = holder
    if text[start] != "{":
        raise LookupError(name)
    inside = text[start + 1 : end - 1]
    line = newline(text)
    if inside.strip():
        last = start + 1 + len(inside.rstrip())
        space = inside[: len(inside) - len(inside.lstrip())]
        between = line + space.rpartition("\n")[2] if "\n" in space else " "
        member = written(text, start, value, "\n" in space, between)
        return f"{text[:last]},{between}{dumps(name)}: {member}{text[last:]}"
    outer = indent(text, start)
    inner = line + outer + unit(text)
    member = written(text, start, value, True, inner)
    return f"{text[: start + 1]}{inner}{dumps(name)}: {member}{line}{outer}{text[end - 1 :]}"


def written(text: str, at: int, value: Value, wide: bool, lead: str = "") -> str:
    """VALUE as JSON, for the place AT of TEXT; LEAD: the line break and the indentation of its line."""
    if isinstance(value, str):
        if "\n" not in value:
            return dumps(value)
        value = value.split("\n")
    lead = lead or newline(text) + indent(text, at)
    inner = lead + unit(text) if "\n" in lead else lead
    if isinstance(value, dict):
        members = [f"{dumps(name)}: {written(text, at, one, wide, inner)}" for name, one in value.items()]  # type: ignore[arg-type]
        if "\n" not in lead or not members:
            return f"{{{', '.join(members)}}}"
        return "{" + inner + f",{inner}".join(members) + lead + "}"
    items = [dumps(item) for item in value]
    if not items or not ((wide and "\n" in lead) or sum(map(len, items)) > LONG):
        return f"[{', '.join(items)}]"
    return "[" + inner + f",{inner}".join(items) + lead + "]"


def dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def indent(text: str, at: int) -> str:
    """How far the line of TEXT that holds AT is indented."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def unit(text: str) -> str:
    """What TEXT indents by, as its first member does."""
    found = re.match(r"\s*\{[ \t\r]*\n([ \t]+)", text)
    return found[1] if found else "  "
