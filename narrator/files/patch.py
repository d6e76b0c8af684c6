"""Changes single values in the text of data.json, and leaves every other character as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from narrator.disclosure.value import Step, path_of_steps, split_path
from narrator.files.json_text import scalar
from narrator.readers import positions
from narrator.readers.positions import TokenKind, extents

LONG = 100  # characters of a list that is better written a line for each item
Value = str | Decimal | None | Sequence[str]
Member = Value | dict[str, "Member"]


def value(raw: object, path: str) -> str | None:
    """Return the text at a path of parsed JSON, with one paragraph a line; None when there is none."""
    try:
        steps = split_path(path)
    except ValueError:
        return None
    for step in steps:
        raw = take_step(raw, step)
    parts = raw if isinstance(raw, list) else [raw]
    texts = [part for part in parts if isinstance(part, str)]
    if len(texts) < len(parts):
        return None
    lines = (line.strip() for text in texts for line in text.replace("\t", " ").splitlines())
    return "\n".join(line for line in lines if line)


def take_step(raw: object, step: Step) -> object:
    """Return what stands under a name, or as the item of that number, of parsed JSON; None when nothing does."""
    if isinstance(step, int):
        return raw[step - 1] if isinstance(raw, list) and 0 < step <= len(raw) else None
    return raw.get(step) if isinstance(raw, dict) else None


def last_name(path: str) -> str:
    """Return the name under which the text at a path stands; for an item of a list the path itself."""
    try:
        last = split_path(path)[-1]
    except (ValueError, IndexError):
        return path.partition(".")[2]
    return last if isinstance(last, str) else path


class Replacement(NamedTuple):
    """The characters of a text from `start` up to `end`, and what comes in their place."""

    start: int
    end: int
    text: str


def put_value(text: str, path: str, value: Value) -> str:
    """Return the text of data.json with a value at a path, which need not be there yet.

    A text is a string; one of several paragraphs is a list, as it is when it was a list before. A number is a
    Decimal and keeps its digits; None is null. Raises LookupError when there is no place for it: an item that its
    list does not have.
    """
    return put_all(text, {path: value})


def put_all(text: str, values: Mapping[str, Value]) -> str:
    """Return the text of data.json with values at their paths, as if `put_value` one after another. Raises
    LookupError, too.

    Where values stand is found only once: a report may have thousands of reasons.
    """
    if not values:
        return text
    cuts = sorted(find_replacements(text, values))
    if any(cut.end > after.start for cut, after in pairwise(cuts)):  # a value within another one
        for path, value in values.items():
            text = put_value(text, path, value)
        return text
    return apply_replacements(text, cuts)


def apply_replacements(text: str, cuts: Iterable[Replacement]) -> str:
    """Return the text after the cuts, which are in order and do not overlap."""
    pieces, at = [], 0
    for cut in cuts:
        pieces += [text[at : cut.start], cut.text]
        at = cut.end
    return "".join([*pieces, text[at:]])


def take_out_members(text: str, paths: Iterable[str]) -> str:
    """Return the text of data.json without the members at the paths; what it does not have is no error.

    With a member goes the comma that parted it from the one before, or from the one behind when it was the first.
    """
    wanted = {path_of_steps(split_path(path)) for path in paths}
    if not wanted:
        return text
    cuts: list[Replacement] = []
    holders: list[Holder] = []  # the objects and lists that are open, innermost last
    for kind, step, match in positions.value_tokens(text):
        if kind is TokenKind.NAME:
            holders[-1].name = match.start()
            continue
        if kind is TokenKind.VALUE:
            path = path_of_steps([] if step is None else [step], holders[-1].path if holders else "")
            if match.group() in "[{":
                holders.append(Holder(path, []))
                continue
        else:
            closed = holders.pop()
            path = closed.path
            cuts += leftovers(text, closed.members, match.start())
        if holders and holders[-1].name is not None:
            holders[-1].members.append((holders[-1].name, match.end(), path in wanted))
            holders[-1].name = None
    kept: list[Replacement] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if not kept or cut.start >= kept[-1].end:  # not within one that goes as a whole
            kept.append(cut)
    return apply_replacements(text, kept)


@dataclass
class Holder:
    """An object or a list that is being read. members: of an object: from, to, whether to be taken out. name: where
    the member begins whose value is being read."""

    path: str
    members: list[tuple[int, int, bool]]
    name: int | None = None


def leftovers(text: str, members: Sequence[tuple[int, int, bool]], end: int) -> Iterator[Replacement]:
    """Yield what to cut from an object, which ends at that place of the text, for the marked ones of its members to go."""
    last = None  # the end of the member before that stays
    for at, (start, stop, taken) in enumerate(members):
        if not taken:
            last = stop
        elif last is not None:
            yield Replacement(last, stop, "")
            last = stop
        else:
            after = members[at + 1][0] if at + 1 < len(members) else None
            yield Replacement(start, len(text[:end].rstrip()) if after is None else after, "")


def find_replacements(text: str, values: Mapping[str, Value]) -> Iterator[Replacement]:
    """Return what to change in the text for values to stand at their paths. Raises LookupError."""
    here = extents(text, map(split_path, values))
    new: dict[str, dict[str, Member]] = {}  # members that are not there yet, by the object that gets them
    for steps, value in ((split_path(path), value) for path, value in values.items()):
        if (path := path_of_steps(steps)) in here:
            yield replace_value(text, path, value, here)
            continue
        depth = next(n for n in range(len(steps)) if path_of_steps(steps[: n + 1]) not in here)
        holder = path_of_steps(steps[:depth])
        if text[here[holder][0]] != "{" or not put_below(new.setdefault(holder, {}), steps[depth:], value):
            raise LookupError(path)
    for holder, members in new.items():
        yield insert_members(text, here[holder], members)


def put_below(members: dict[str, Member], steps: Sequence[Step], value: Value) -> bool:
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


def replace_value(text: str, path: str, value: Value, here: Mapping[str, tuple[int, int]]) -> Replacement:
    """Return the change of a value that is there already. Of a list of as many items only the items that
    differ change.
    """
    start, end = here[path]
    old, shown = json.loads(text[start:end]), text[start:end]
    if isinstance(old, list) and isinstance(value, str):
        value = value.split("\n") if value else []
    if isinstance(old, list) and isinstance(value, Sequence) and len(old) == len(value):
        for number in range(len(old), 0, -1):  # from behind, so that places before stay where they are
            first, last = here[f"{path}[{number}]"]
            if old[number - 1] != value[number - 1]:
                shown = shown[: first - start] + scalar(value[number - 1]) + shown[last - start :]
        return Replacement(start, end, shown)
    return Replacement(start, end, write_json(text, start, value, "\n" in shown))


def insert_members(text: str, holder: tuple[int, int], members: Mapping[str, Member]) -> Replacement:
    """Return the change that puts members at the end of an object."""
    start, end = holder
    inside = text[start + 1 : end - 1]
    line = line_break_of(text)
    if inside.strip():
        last = start + 1 + len(inside.rstrip())
        space = inside[: len(inside) - len(inside.lstrip())]
        between = line + space.rpartition("\n")[2] if "\n" in space else " "
        made = name_members(text, start, members, "\n" in space, between)
        return Replacement(last, last, "".join(f",{between}{member}" for member in made))
    outer = indent_of_line(text, start)
    inner = line + outer + indent_unit(text)
    made = name_members(text, start, members, True, inner)
    return Replacement(start + 1, end - 1, f"{inner}{f',{inner}'.join(made)}{line}{outer}")


def name_members(text: str, at: int, members: Mapping[str, Member], wide: bool, lead: str) -> list[str]:
    """Return members as JSON, each with its name."""
    return [f"{scalar(name)}: {write_json(text, at, one, wide, lead)}" for name, one in members.items()]


def write_json(text: str, at: int, value: Member, wide: bool, lead: str = "") -> str:
    """Return a value as JSON for that place of the text. lead: the line break and the indentation of its line."""
    if isinstance(value, str):
        if "\n" not in value:
            return scalar(value)
        value = value.split("\n")
    if value is None or isinstance(value, Decimal):
        return scalar(value)
    lead = lead or line_break_of(text) + indent_of_line(text, at)
    inner = lead + indent_unit(text) if "\n" in lead else lead
    if isinstance(value, dict):
        members = name_members(text, at, value, wide, inner)
        if "\n" in lead and is_row_of_figures(value):
            return f"{{ {', '.join(members)} }}"
        if "\n" not in lead or not members:
            return f"{{{', '.join(members)}}}"
        return "{" + inner + f",{inner}".join(members) + lead + "}"
    items = [scalar(item) for item in value]
    if not items or not ((wide and "\n" in lead) or sum(map(len, items)) > LONG):
        return f"[{', '.join(items)}]"
    return "[" + inner + f",{inner}".join(items) + lead + "]"


def is_row_of_figures(value: Mapping[str, Member]) -> bool:
    """Return whether the value is a row of figures, which people write on one line."""
    numbers = any(one is None or isinstance(one, Decimal) for one in value.values())
    return numbers and all(one is None or isinstance(one, (str, Decimal)) for one in value.values())


def line_break_of(text: str) -> str:
    """Return the line break that the text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def indent_of_line(text: str, at: int) -> str:
    """Return how far the line that holds that place of the text is indented."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def indent_unit(text: str) -> str:
    """Return what the text indents by, as its first member does."""
    found = re.match(r"\s*\{[ \t\r]*\n([ \t]+)", text)
    return found[1] if found else "  "
