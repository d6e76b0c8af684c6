"""The lines of a report: what stands outside its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from narrator.checks.printed.contents import STYLE
from narrator.checks.printed.repairs import repaired
from narrator.document import Block, Document, Heading, Paragraph, Spread
from narrator.number import MoneyUnit
from narrator.spans import SlotSpan, Text, slot_spans
from narrator.tables.plain import plain, unnumbered

SECTION = 2  # the level of the headings 一、, 二、…
CONTROL = "\ue000"  # for private use: no text has it
CONTROLLED = re.compile(f"{CONTROL}[^{CONTROL}]*{CONTROL}")


@dataclass
class Line:
    """A line of the printed report.

    number: counts its paragraphs from 1. written: it is a writer's text alone. own: its plain form with a
    mark for each content control, "" when it has none. unit: in which the form prints amounts. row: the path of the row of a table
    that it tells of by its names, "" when it is not known to tell of one.
    """

    number: int
    text: str
    heading: bool
    written: bool = False
    own: str = ""
    unit: MoneyUnit = MoneyUnit.WAN
    plain: str = ""
    row: str = ""

    def __post_init__(self) -> None:
        self.plain = meant(self.text, self.unit)

    @property
    def place(self) -> str:
        """The place of the line, for people: 第12段."""
        return f"第{self.number}段"

    @property
    def outside(self) -> str:
        """What stands outside its content controls, in plain form."""
        return CONTROLLED.sub("", self.own) if self.own else self.plain


@lru_cache(maxsize=20_000)
def meant(text: str, unit: MoneyUnit) -> str:
    """Return a line in plain form, without its number and without mistakes that keep it from being read."""
    return repaired(unnumbered(plain(text)), unit)


NumberedText = tuple[int, Block, Text]  # a text outside tables and contents, behind its number and its block


def printed_lines(document: Document, unit: MoneyUnit = MoneyUnit.WAN) -> list[Line]:
    """Return the lines of a document without tables and contents; what stands in one line side by side is
    several. unit: in which the form prints amounts.
    """
    return make_lines(numbered_texts(document), unit)


def make_lines(texts: Iterable[NumberedText], unit: MoneyUnit) -> list[Line]:
    """Return the lines of the texts of a document, see `printed_lines`."""
    found: list[Line] = []
    for number, block, text in texts:
        slots = slot_spans(text)
        if not slots and "\t" not in text.string:  # as most are
            if text.string.strip():
                found.append(Line(number, text.string, isinstance(block, Heading), unit=unit))
            continue
        written = is_written(text, slots)
        owns = own(text, slots).split("\t")
        several = text.string.split("\t")
        for at, part in enumerate(several):
            if part.strip():
                mine = owns[at] if len(owns) == len(several) and CONTROL in owns[at] else ""
                found.append(Line(number, part, isinstance(block, Heading), written, plain(mine), unit))
    return found


def numbered_texts(document: Document) -> Iterator[NumberedText]:
    """Yield the texts of a document outside its tables and contents, each with its number, from 1, and its block."""
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style == STYLE:
            continue
        for text in line_texts(block):
            number += 1
            yield number, block, text


def section_headings(lines: Sequence[Line], document: Document) -> dict[str, str]:
    """Return for the place of each printed line the heading of its section, as it is printed: of 一、 or, before the
    first of these, of 第一部分. Lines before any heading have none."""
    levels = {
        text: block.level
        for block in document.blocks
        if isinstance(block, Heading)
        for text in texts_of(block)
    }
    found: dict[str, str] = {}
    heading = ""
    for line in lines:
        if line.heading and levels.get(line.text, SECTION + 1) <= SECTION:
            heading = line.text.strip()
        if heading:
            found[line.place] = heading
    return found


def is_written(text: Text, slots: Sequence[SlotSpan]) -> bool:
    """Return whether a text is a writer's, and of the form nothing but a number before it and a mark behind
    it. slots: what writers wrote of it.
    """
    outside, end = "", 0
    for start, stop, _ in slots:
        if end <= start < stop:
            outside += text.string[end:start]
            end = stop
    return end > 0 and len(unnumbered(plain(outside + text.string[end:]))) <= 1


def own(text: Text, slots: Sequence[SlotSpan]) -> str:
    """Return a text with a mark and the name of each content control that says something. slots: what writers wrote of it."""
    shown, end = "", 0
    for start, stop, slot in slots:
        if end <= start < stop:
            shown += f"{text.string[end:start]}{CONTROL}{slot.name}{CONTROL}"
            end = stop
    return shown + text.string[end:]


def line_texts(block: Block) -> tuple[Text, ...]:
    """Return the texts of a block; none of a table."""
    if isinstance(block, (Heading, Paragraph)):
        return (block.text,)
    return block.texts if isinstance(block, Spread) else ()


def texts_of(block: Block) -> list[str]:
    """Return the texts of a block as strings; none of a table."""
    return [text.string for text in line_texts(block)]
