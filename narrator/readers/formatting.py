"""Formatting that people gave single characters and paragraphs of a report: what its own styles do not say.

narrator's text says nothing of its look but the names of styles, and office programs keep it so when they
save it: whatever else is stated there, somebody has put in. Told are bold, italics, lines under and through
text, hidden text, colours, size, sub- and superscript; alignment, page breaks and numbering of paragraphs;
the colour of a cell. Not told, because office programs change them by themselves: fonts, indents, spacing,
rules of tables, widths of columns, and the names of styles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from narrator.readers.package import W

ON_OFF = {"b": "加粗", "i": "倾斜", "strike": "删除线", "dstrike": "删除线", "vanish": "隐藏"}
VALUED = {"u": "下划线", "color": "颜色", "highlight": "突出显示", "sz": "字号", "vertAlign": "上下标"}
CHARACTERS = {**ON_OFF, **VALUED, "shd": "底纹"}
PARAGRAPHS = {"jc": "对齐", "pageBreakBefore": "分页", "numPr": "自动编号"}
OFF = ("0", "false", "off")
# Ways of saying nothing: what stands there anyway.
PLAIN = {
    "u": ("none",),
    "color": ("auto", "000000"),
    "highlight": ("none",),
    "vertAlign": ("baseline",),
    "jc": ("left", "start", "both"),
    "shd": ("auto", "FFFFFF"),
}
DEFAULTS = {"sz": "20"}
NAMES = {f"{W}{name}": name for name in (*CHARACTERS, *PARAGRAPHS)}


class Look(NamedTuple):
    """The characters START to END of a line have a look of their own, WHAT; -1 for what is about a paragraph."""

    start: int
    end: int
    what: str


def stated(properties: Element | None) -> dict[str, str]:
    """What PROPERTIES (of a run, a paragraph or a cell) say about the looks that are told; "" for a plain one."""
    found: dict[str, str] = {}
    for element in properties if properties is not None else ():
        name = NAMES.get(element.tag)
        if name is not None:
            value = said(name, element)
            found[name] = "" if value in PLAIN.get(name, ()) else value
    return found


def said(name: str, element: Element) -> str:
    if name in ON_OFF or name == "pageBreakBefore":
        return "" if element.get(f"{W}val", "1") in OFF else "1"
    if name == "shd":
        return element.get(f"{W}fill", "auto").upper().replace("AUTO", "auto")
    if name == "numPr":
        number = element.find(f"{W}numId")
        return "" if number is None or number.get(f"{W}val") == "0" else "1"
    return element.get(f"{W}val", "")


class Styles:
    """The styles of a report: what each of them says, with all that it is based on."""

    def __init__(self, sheet: Iterable[Element] = ()) -> None:
        self.own: dict[str, Element] = {}
        self.defaults: dict[str, str] = {}
        self.usual = ""  # the style of a paragraph that names none
        for element in sheet:
            if element.tag == f"{W}docDefaults":
                self.defaults = stated(element.find(f"{W}rPrDefault/{W}rPr"))
            elif element.tag == f"{W}style":
                name = element.get(f"{W}styleId", "")
                self.own[name] = element
                if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
                    self.usual = name
        self.look = lru_cache(maxsize=None)(self.resolved)

    def resolved(self, name: str) -> Mapping[str, str]:
        """What the style NAME says."""
        found: dict[str, str] = {}
        seen = set()
        while name in self.own and name not in seen:
            seen.add(name)
            style = self.own[name]
            mine = {**stated(style.find(f"{W}rPr")), **stated(style.find(f"{W}pPr"))}
            found = {**mine, **found}
            based = style.find(f"{W}basedOn")
            name = "" if based is None else based.get(f"{W}val", "")
        return found

    def paragraph(self, properties: Element | None) -> Mapping[str, str]:
        """What the style of a paragraph with PROPERTIES says."""
        style = None if properties is None else properties.find(f"{W}pStyle")
        return self.look(self.usual if style is None else style.get(f"{W}val", ""))

    def odd(self, properties: Element | None, base: Mapping[str, str]) -> Iterator[str]:
        """What PROPERTIES say of their own that BASE, the style of the paragraph, does not."""
        if properties is None:
            return
        own = stated(properties)
        style = properties.find(f"{W}rStyle")
        if style is not None:
            own = {**self.look(style.get(f"{W}val", "")), **own}
        for name, value in own.items():
            if value != base.get(name, self.defaults.get(name, DEFAULTS.get(name, ""))):
                yield CHARACTERS.get(name) or PARAGRAPHS[name]
