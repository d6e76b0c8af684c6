"""How the texts of a report are set: font, size, alignment, spacing. Only who learns a form from a report asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from narrator.document import Table
from narrator.readers.docx.blocks import Body, Setting
from narrator.readers.docx.formatting import is_off
from narrator.readers.docx.package import Package, W
from narrator.readers.docx.passage import PROPERTIES, RUN, RUN_PROPERTIES, TEXT, Letters
from narrator.readers.docx.stylesheet import Stylesheet

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHINESE, LATIN, SIZE, BOLD = "eastAsia", "ascii", "sz", "b"
LINE, BEFORE, AFTER, FIRST, ALIGN = "line", "before", "after", "firstLine", "jc"
CHARACTERS = "Chars"  # ends the names of lengths in hundredths of a character
SINGLE = 240  # what a single line counts, in 240ths
LEADING = 1.3  # of its type, a single line of Chinese letters
USUAL_SIZE = 20  # half points, where nothing says more
BLANK = "\u3000"  # of the width of a letter, at the beginning of a paragraph: an indent that was typed


class TypesetBody(Body):
    """Reads the blocks of a body, and how each is set."""

    def __init__(self, package: Package, styles: Stylesheet, letters: Letters) -> None:
        super().__init__(package, styles, letters)
        self.typesetter = Typesetter(package, styles)

    def paragraph(self, element: Element) -> None:
        """Read a paragraph, and note how it is set when it stands in no table."""
        place, outside = len(self.blocks), self.texts is None
        super().paragraph(element)
        if outside and len(self.blocks) > place:
            self.note(place, element)

    def table(self, element: Element) -> None:
        """Read a table, and note how each of its paragraphs is set."""
        outside = self.texts is None
        super().table(element)
        if outside and self.blocks and isinstance(self.blocks[-1], Table):
            for one in element.iter(f"{W}p"):
                self.note(len(self.blocks) - 1, one)

    def note(self, place: int, element: Element) -> None:
        """Note how a paragraph is set that stands in a block."""
        if (setting := self.typesetter.setting(element)) is not None:
            self.settings.setdefault(place, []).append(setting)


class Typesetter:
    """Says how paragraphs are set: what they state themselves, what their styles do, and what holds for the whole file."""

    def __init__(self, package: Package, styles: Stylesheet) -> None:
        self.styles = styles
        self.usual: dict[str, str] = {}
        self.own: dict[str, dict[str, str]] = {}
        self.fonts = dict(
            find_theme_fonts(next((package.root(part) for part in package.related("theme")), None))
        )
        for element in next((package.root(part) for part in package.related("styles")), ()):
            if element.tag == f"{W}docDefaults":
                for kind in ("rPr", "pPr"):
                    self.usual |= self.stated(element.find(f"{W}{kind}Default/{W}{kind}"))
            elif element.tag == f"{W}style":
                both = [self.stated(element.find(name)) for name in (PROPERTIES, RUN_PROPERTIES)]
                self.own[element.get(f"{W}styleId", "")] = both[0] | both[1]
        self.inherited = cache(self.resolve)

    def resolve(self, key: str) -> Mapping[str, str]:
        """Return what a style says, with those that it is based on."""
        found: dict[str, str] = {}
        for one in self.styles.lineage(key):
            found = self.own.get(one, {}) | found
        return found

    def setting(self, element: Element) -> Setting | None:
        """Return how most letters of a paragraph are set; None when nobody said of what size or in which font they are, so
        that a program chose, or when it has none."""
        properties = element.find(PROPERTIES)
        style = None if properties is None else properties.find(f"{W}pStyle")
        named = (style.get(f"{W}val", "") if style is not None else "") or self.styles.usual
        above = dict(self.inherited(named)) | self.stated(properties)
        runs: dict[str, Counter[str]] = {
            CHINESE: Counter(),
            LATIN: Counter(),
            SIZE: Counter(),
            BOLD: Counter(),
        }
        whole, chosen = "", 0
        for run in element.iter(RUN):
            text = "".join(part.text or "" for part in run.iter(TEXT))
            if not text:
                continue
            whole += text
            said = above | self.of_run(run.find(RUN_PROPERTIES))
            weight = len(text.strip())
            chosen += weight * bool(said.keys() & {CHINESE, SIZE})
            said = self.usual | said
            latin = sum(one.isascii() and one.isalnum() for one in text)
            for name, count in ((CHINESE, weight - latin), (LATIN, latin), (SIZE, weight), (BOLD, weight)):
                runs[name][said.get(name, "")] += count
        letters = len(whole.strip())
        if not letters or chosen * 2 <= letters:
            return None
        most = {
            name: max(found, key=found.__getitem__) if found.total() else "" for name, found in runs.items()
        }
        said = self.usual | above
        size = read_attribute_number(most[SIZE], USUAL_SIZE)
        typed = len(whole) - len(whole.lstrip(BLANK))
        return Setting(
            letters,
            most[CHINESE],
            most[LATIN],
            size,
            most[BOLD] == "1",
            {"start": "left", "end": "right", "distribute": "both"}.get(said.get(ALIGN, "left"), said.get(ALIGN, "left")),
            read_spacing(said, size),
            read_attribute_number(said.get(BEFORE, ""), 0),
            read_attribute_number(said.get(AFTER, ""), 0),
            read_indent(said, size) + 100 * typed,
        )  # fmt: skip

    def of_run(self, properties: Element | None) -> dict[str, str]:
        """Return what a run says of its type, with the style that it names."""
        style = None if properties is None else properties.find(f"{W}rStyle")
        named = {} if style is None else dict(self.inherited(style.get(f"{W}val", "")))
        return named | self.stated(properties)

    def stated(self, properties: Element | None) -> dict[str, str]:
        """Return what the properties of a run or a paragraph say of how it is set, by name."""
        found: dict[str, str] = {}
        for one in properties if properties is not None else ():
            tag = str(one.tag).removeprefix(W)
            if tag == "rFonts":
                for name in (CHINESE, LATIN):
                    font = one.get(f"{W}{name}") or self.fonts.get(one.get(f"{W}{name}Theme", ""), "")
                    found |= {name: font} if font else {}
            elif tag in (SIZE, ALIGN):
                found[tag] = one.get(f"{W}val", "")
            elif tag == BOLD:
                found[tag] = "" if is_off(one) else "1"
            elif tag in ("spacing", "ind"):
                said = {str(name).removeprefix(W): str(value) for name, value in one.attrib.items()}
                if FIRST in said or "hanging" in said:
                    said.setdefault(FIRST + CHARACTERS, "0")  # or that of a style would count
                found |= said
        return found


def find_theme_fonts(theme: Element | None) -> Iterable[tuple[str, str]]:
    """Yield the fonts that a theme names, by how the properties of a run call them (minorEastAsia)."""
    for kind in ("minor", "major") if theme is not None else ():
        fonts = theme.find(f".//{DRAWING}{kind}Font") if theme is not None else None
        if fonts is None:
            continue
        latin, chinese = (fonts.find(f"{DRAWING}{name}") for name in ("latin", "ea"))
        here = [one for one in fonts.findall(f"{DRAWING}font") if one.get("script") == "Hans"]
        yield f"{kind}HAnsi", "" if latin is None else latin.get("typeface", "")
        stated = "" if chinese is None else chinese.get("typeface", "")
        yield f"{kind}EastAsia", stated or (here[0].get("typeface", "") if here else "")


def read_spacing(said: Mapping[str, str], half_points: int) -> int:
    """Return the fixed spacing of lines, in twentieths of a point; 0 for single. Several lines are as many single ones."""
    line = read_attribute_number(said.get(LINE, ""), SINGLE)
    if said.get("lineRule", "auto") != "auto":
        return line
    return 0 if line <= SINGLE else round(half_points * 10 * LEADING * line / SINGLE / 10) * 10


def read_indent(said: Mapping[str, str], half_points: int) -> int:
    """Return the indent of a first line, in hundredths of a character."""
    letters = read_attribute_number(said.get(FIRST + CHARACTERS, ""), 0)
    return letters or round(read_attribute_number(said.get(FIRST, ""), 0) * 10 / max(half_points, 1))


def read_attribute_number(value: str, otherwise: int) -> int:
    """Return a number as an attribute says it; another one when it says none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise
