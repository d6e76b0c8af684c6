"""The styles of a report with all that they inherit: levels of headings, lines of contents, looks, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from narrator.readers.docx.formatting import CALLED, DEFAULTS, HIDDEN, read_stated_looks
from narrator.readers.docx.package import W
from narrator.regex import compile_later

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTENTS = compile_later(r"toc\s*\d", re.IGNORECASE)  # how the styles of lines of contents are called
STYLE, VALUE, TYPE, DEFAULT, KEY = f"{W}style", f"{W}val", f"{W}type", f"{W}default", f"{W}styleId"
DEFAULT_LOOKS = f"{W}rPrDefault/{W}rPr"
NAME, BASE, OUTLINE, RUN_STYLE = f"{W}name", f"{W}basedOn", f"{W}outlineLvl", f"{W}rStyle"
RUN_LOOKS, PARAGRAPH_LOOKS, TABLE_LOOKS = f"{W}rPr", f"{W}pPr", f"{W}tblStylePr"
VANISH = f"{W}{HIDDEN}"
# As every program that people write reports with puts down a style, and one of tables.
END, BEGIN, OF_TABLES = b"</w:style>", b"<w:style ", re.compile(rb'\s*<w:style [^<>]*w:type="table"')


def without_tables(sheet: bytes) -> bytes:
    """Return styles, as XML, without those of tables: nine tenths of what Word writes, of which nothing is asked unless a style
    hides text."""
    if HIDDEN.encode() in sheet or b"!" in sheet:  # as a comment has
        return sheet
    *styles, rest = sheet.split(END)
    kept = [one for one in styles if not (OF_TABLES.match(one) and one.count(BEGIN) == 1)]
    return END.join([*kept, rest])


class Stylesheet:
    """What each style of a report says, with what it is based on.

    contents: the identifiers of those of lines of contents. hides: whether any style hides text. What each says of looks is
    read once somebody asks for it: a report has dozens of styles, and uses a few.
    """

    def __init__(self, sheet: Iterable[Element] = ()) -> None:
        self.stated: dict[str, list[Element]] = {}  # by identifier, where a style says something of looks
        self.outlines: dict[str, str] = {}
        self.bases: dict[str, str] = {}
        self.defaults: dict[str, str] = {}
        self.usual = ""  # the style of a paragraph that names none
        self.contents: set[str] = set()
        self.own_look = lru_cache(maxsize=None)(self.read_own)
        self.look = lru_cache(maxsize=None)(self.resolve)
        self.level = lru_cache(maxsize=None)(self.level_of)
        hiding = []
        for element in sheet:
            if element.tag == STYLE:
                key = self.add_style(element)
                if next(element.iter(VANISH), None) is not None:
                    hiding.append(key)
            elif element.tag == f"{W}docDefaults":
                self.defaults = read_stated_looks(element.find(DEFAULT_LOOKS))
        self.hides = any(look.get(HIDDEN) for look in (self.defaults, *map(self.own_look, hiding)))

    def add_style(self, element: Element) -> str:
        """Take what a style says itself, and return its identifier."""
        key = element.get(KEY, "")
        if element.get(TYPE) == "paragraph" and element.get(DEFAULT) in ("1", "true"):
            self.usual = key
        stated = self.stated.setdefault(key, [])
        for part in element.iterchildren(NAME, BASE, RUN_LOOKS, PARAGRAPH_LOOKS, TABLE_LOOKS):
            tag = part.tag
            if tag == NAME:
                if CONTENTS.fullmatch(part.get(VALUE, "")):
                    self.contents.add(key)
            elif tag == BASE:
                self.bases[key] = part.get(VALUE, "")
            else:
                stated.append(part)
                if (outline := next(part.iterchildren(OUTLINE), None)) is not None:
                    self.outlines[key] = outline.get(VALUE, "")
        return key

    def read_own(self, key: str) -> Mapping[str, str]:
        """Return what a style says of looks itself."""
        found: dict[str, str] = {}
        parts = self.stated.get(key, ())
        for part in parts:
            if part.tag != TABLE_LOOKS:
                found |= read_stated_looks(part)
        # Which rows and columns a part of a table hides depends on the table: a style that may hide text is told.
        inside = (part.find(RUN_LOOKS) for part in parts if part.tag == TABLE_LOOKS)
        return found | ({HIDDEN: "1"} if any(read_stated_looks(one).get(HIDDEN) for one in inside) else {})

    def lineage(self, key: str) -> Iterator[str]:
        """Return a style and those that it is based on, nearest first; each once, whatever the file says."""
        seen: set[str] = set()
        while key and key not in seen:
            yield key
            seen.add(key)
            key = self.bases.get(key, "")

    def level_of(self, key: str) -> int:
        """Return the level of the headings in a style, from 1; 0 when it makes none."""
        return next((level_from(self.outlines[one]) for one in self.lineage(key) if one in self.outlines), 0)

    def resolve(self, key: str) -> Mapping[str, str]:
        """Return what a style says of looks."""
        found: dict[str, str] = {}
        for one in self.lineage(key):
            found = {**self.own_look(one), **found}
        return found

    def paragraph_look(self, style: str) -> Mapping[str, str]:
        """Return what the style that a paragraph names says of looks; the usual one when it names none ("")."""
        return self.look(style or self.usual)

    def run_look(self, properties: Element) -> Mapping[str, str]:
        """Return what the properties of a run say of looks, with the style that they name."""
        own = read_stated_looks(properties)
        style = properties.find(RUN_STYLE)
        return own if style is None else {**self.look(style.get(VALUE, "")), **own}

    def hidden(self, own: Mapping[str, str], base: Mapping[str, str], table: Mapping[str, str]) -> bool:
        """Return whether text is hidden whose run says `own` in a paragraph whose style says `base`, within a table whose
        style says `table`."""
        styles = (own, base, table, self.defaults)
        return bool(next((one[HIDDEN] for one in styles if HIDDEN in one), ""))

    def odd(self, own: Mapping[str, str], base: Mapping[str, str]) -> Iterator[str]:
        """Return what `own` says and `base`, the style of the paragraph, does not, in words."""
        for name, value in own.items():
            if name != HIDDEN and value != base.get(name, self.defaults.get(name, DEFAULTS.get(name, ""))):
                yield CALLED[name]


def level_from(outline: str) -> int:
    """Return the level of a heading (1 … 9) by what its w:outlineLvl says; 0 for one of body text."""
    return (
        int(outline) + 1
        if outline.isascii() and outline.isdigit() and len(outline) == 1 and outline < "9"
        else 0
    )
