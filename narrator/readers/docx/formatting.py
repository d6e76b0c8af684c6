"""Formatting that people gave single characters and paragraphs of a report: what its own styles do not say.

narrator's text says nothing of its look but the names of styles, and office programs keep it so when they
save it: whatever else is stated there, somebody has put in. Told are bold, italics, lines under and through
text, colours, size, sub- and superscript; alignment, page breaks and numbering of paragraphs; the colour of a
cell. Not told, because office programs change them by themselves: fonts, indents, spacing, rules of tables,
widths of columns, and the names of styles. Text that is hidden is no formatting: see `passage`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.readers.docx.package import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ON_OFF = {"b": "加粗", "i": "倾斜", "strike": "删除线", "dstrike": "删除线"}
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
HIDDEN = "vanish"
NAMES = {f"{W}{name}": name for name in (*CHARACTERS, *PARAGRAPHS, HIDDEN)}
CALLED = {**CHARACTERS, **PARAGRAPHS}


def read_stated_looks(properties: Element | None) -> dict[str, str]:
    """Return what the properties of a run, a paragraph or a cell say about the looks that are told; "" for a plain one."""
    found: dict[str, str] = {}
    for element in properties if properties is not None else ():
        name = NAMES.get(str(element.tag))
        if name is not None:
            value = read_stated_look(name, element)
            found[name] = "" if value in PLAIN.get(name, ()) else value
    return found


def read_stated_look(name: str, element: Element) -> str:
    """Return what an element says of a look; "" when it switches it off."""
    if name in ON_OFF or name in ("pageBreakBefore", HIDDEN):
        return "" if is_off(element) else "1"
    if name == "shd":
        return element.get(f"{W}fill", "auto").upper().replace("AUTO", "auto")
    if name == "numPr":
        number = element.find(f"{W}numId")
        return "" if number is None or number.get(f"{W}val") == "0" else "1"
    return element.get(f"{W}val", "")


def is_off(element: Element) -> bool:
    """Return whether an element that switches something on by being there says that it is off."""
    return element.get(f"{W}val", "1") in OFF
