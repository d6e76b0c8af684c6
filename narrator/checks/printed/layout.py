"""A form's table layout read backwards: which printed cell is which figure of the data.

The layout (a form's tables/*.toml) says what the table looks like; nothing here knows one form from another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from narrator.checks.printed.grid import plain
from narrator.disclosure.model import public_table
from narrator.form import Layout

EXPRESSION = re.compile(r"\{\{\s*(.*?)\s*\}\}")
LOOP = re.compile(r"\{%-?\s*for\s+(\S+)\s+in\s+(\S+?)\s*-?%\}")
END = re.compile(r"\{%-?\s*endfor\s*-?%\}")
ALIGN = re.compile(r"^[左中右][:：]\s*")
BAR = re.compile(r"\|(?![^{}]*\}\})")  # between cells, not before a filter
STEP = re.compile(r'\.?([^.\[\]"\']+)|\[["\']([^"\']+)["\']\]')


@dataclass(frozen=True)
class Place:
    """A cell of a layout. literal: what it prints always (compared plainly), or ""; path: the names of the
    figure or text that it prints, or (); own: whether it is not merged into another; item: whether it prints an
    item of the row's list itself, a name."""

    literal: str = ""
    path: tuple[str, ...] = ()
    own: bool = True
    item: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a layout. loop: the path of the list whose items it prints one by one, or ()."""

    places: tuple[Place, ...]
    loop: tuple[str, ...] = ()

    @cached_property
    def printed(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The columns that print something of the data, each with its path."""
        return tuple((at, place.path) for at, place in enumerate(self.places) if place.path and place.own)

    @cached_property
    def labels(self) -> dict[int, str]:
        """The words and codes by which this row is known, by column; line numbers (行次) are none."""
        return {
            at: place.literal
            for at, place in enumerate(self.places)
            if place.literal and place.own and not (place.literal.isdigit() and len(place.literal) < 3)
        } or {at: place.literal for at, place in enumerate(self.places) if place.literal and place.own}

    @cached_property
    def spans(self) -> dict[tuple[int, ...], str]:
        """The words that it prints always, each by the columns over which its cell runs."""
        own = [at for at, place in enumerate(self.places) if place.own]
        ends = [*own[1:], len(self.places)]
        return {
            (at, *(column for column in range(at + 1, end) if self.places[column].literal == word)): word
            for at, end in zip(own, ends, strict=True)
            if (word := self.places[at].literal)
        }


@dataclass(frozen=True)
class Backwards:
    """A layout read backwards. name: of its file. number: 收入支出总表. title: without its numbering mark. words: all that
    it prints always."""

    name: str
    number: str
    title: str
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    notes: tuple[str, ...]
    words: frozenset[str]

    @cached_property
    def table(self) -> str:
        """The name of the public table that this is, or ""."""
        return public_table(self.name)

    @property
    def label(self) -> str:
        """What the form calls this table: 支出决算表, or its name when the form numbers none."""
        return self.number or self.name

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words that its header prints always."""
        return frozenset(place.literal for line in self.header for place in line.places if place.literal)


@lru_cache(maxsize=64)
def backwards(name: str, layout: Layout) -> Backwards:
    """LAYOUT, the file NAME of a form, read backwards."""
    header, body = tuple(lines(layout.header)), tuple(lines(layout.body))
    words = frozenset(
        place.literal for line in (*header, *body) for place in line.places if len(place.literal) > 1
    )
    title = plain(re.sub(r"^\[.*?\]\s*", "", layout.title))
    return Backwards(name, plain(layout.number), title, header, body, layout.notes, words)


def lines(source: str) -> list[Row]:
    """The rows of SOURCE, a grid of a layout."""
    found: list[Row] = []
    variable: str = ""
    listed: tuple[str, ...] = ()
    for text in source.split("\n"):
        if loop := LOOP.search(text):
            variable, listed = loop.group(1), names(loop.group(2))
        elif END.search(text):
            variable, listed = "", ()
        elif text.strip():
            found.append(row(text, found[-1] if found else None, variable, listed))
    return found


def row(text: str, above: Row | None, variable: str, listed: tuple[str, ...]) -> Row:
    if text.lstrip().startswith("&"):
        text = text.replace("&", "", 1)
    places: list[Place] = []
    for at, source in enumerate(BAR.split(text)):
        source = source.strip()
        if source == "<" and places:
            places.append(Place(places[-1].literal, places[-1].path, own=False))
        elif source == "^" and above is not None:
            places.append(Place(above.places[at].literal, above.places[at].path, own=False))
        else:
            places.append(place(source, variable))
    return Row(tuple(places), listed)


def place(source: str, variable: str) -> Place:
    source = ALIGN.sub("", source.removeprefix("=^").strip())
    expression = EXPRESSION.fullmatch(source)
    if expression is None or "|" in source:
        return Place(plain(source)) if "{{" not in source else Place()
    path = names(expression.group(1).split(" or ")[0].strip())
    if variable and path == (variable,):
        return Place(item=True)
    return Place(path=path[1:] if variable and path[:1] == (variable,) else path)


def names(expression: str) -> tuple[str, ...]:
    """The names in an expression: 基本支出表.各科目["301"].决算数."""
    return tuple(one or other for one, other in STEP.findall(expression))
