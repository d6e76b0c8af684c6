"""The lines of a report beside the lines that the base composes: which paragraph of which template prints each.

Lines are looked for by the base's own sentences, wherever they stand: another form has them in another order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from narrator.checks.printed.alignment import has_enough_words
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.pattern_pieces import Capture, every, unmarked
from narrator.checks.printed.prose import Wanted, has_all_names
from narrator.disclosure.model import TERMS
from narrator.disclosure.value import Words
from narrator.document import CONTENTS, Block, Document, Heading, Paragraph, Spread, Table
from narrator.learning.inventory import ComposedBlock
from narrator.learning.plain_letters import narrow_marks
from narrator.number import MoneyUnit
from narrator.regex import YEAR_OF_ACCOUNTS
from narrator.sources import Slot
from narrator.tables.plain import plain, unnumbered

FIGURE = re.compile(r"\d[\d,.]*")
TOLD = re.compile(r"\d(?:万?元|%)")
MARKS = re.compile(r"[。;,]|:$")
YEAR = re.compile(YEAR_OF_ACCOUNTS)
HEADS = re.compile(r"\([一二三四五六七八九十]+\)[^。;:,\d]{4,30}[。:]?")
SHORTEST = 3  # letters of what the heading of a part is of
NEAR, SECTION = 1.0, 2.0  # what it counts to stand where the base has it next, and under the base's heading


@dataclass(eq=False)
class PrintedBlock:
    """A block of a report.

    number: counts the blocks.
    line: of its text, as `check` reads it; None of a table.
    level: of a heading, else 0.
    base: the line of the base that it is; None when it is none.
    captures: what was read in it.
    section: the heading above, as it is printed.
    below: the line below that which heads some paragraphs of the section ((一)政府采购支出情况), "" for none.
    """

    number: int
    block: Block
    line: Line | None = None
    level: int = 0
    base: ComposedBlock | None = None
    captures: tuple[Capture, ...] = ()
    section: str = ""
    below: str = ""

    @property
    def text(self) -> str:
        """What it prints; "" of a table."""
        return self.line.text if self.line else ""


@dataclass
class Wants:
    """The lines that the base composes, each as a pattern, and the place of the heading over it (-1 for none)."""

    lines: list[ComposedBlock]
    wanted: list[Wanted] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)


def as_patterns(composed: list[ComposedBlock], patterns: Patterns) -> Wants:
    """Return composed lines as patterns."""
    found, section = Wants(composed), -1
    for at, one in enumerate(composed):
        pieces = [*unmarked(patterns.each_piece(one.text))]
        found.wanted.append(Wanted(one.text.string, pieces, one.heading > 0, one.text.spans))
        section = at if one.heading else section
        found.sections.append(section)
    return found


def printed_blocks(document: Document, unit: MoneyUnit = MoneyUnit.WAN) -> list[PrintedBlock]:
    """Return the blocks of a report in order, without its contents. The headings of the document are known. unit: in which it
    prints amounts."""
    found: list[PrintedBlock] = []
    section = below = ""
    for number, block in enumerate(document.blocks):
        match block:
            case Paragraph(style=style) if style == CONTENTS:
                continue
            case Heading(text=whole) | Paragraph(text=whole):
                text = whole.string
            case Spread(texts=several):
                text = "\t".join(one.string for one in several)
            case Table():
                found.append(PrintedBlock(number, block, section=section))
                continue
            case _:
                continue
        if text.strip():
            level = block.level if isinstance(block, Heading) else 0
            line = Line(number, text.strip(), level > 0, unit=unit)
            found.append(PrintedBlock(number, block, line, level, section=section, below=below))
            section, below = (text.strip(), "") if level else (section, below)
            below = text.strip() if HEADS.fullmatch(narrow_marks(text.strip())) else below
    return found


def place_lines(printed: Sequence[PrintedBlock], several: Sequence[Wants]) -> None:
    """Put each line of a report beside the line of the base that it is. several: what the base composes when there is
    something, and when there is nothing; the first that fits counts."""
    for base in several:
        last, section = -1, -1
        for one in printed:
            if one.line is None or one.base is not None:
                continue
            best: tuple[float, int, tuple[Capture, ...]] | None = None
            for at, captures in fitting_lines(one.line, one.level, base):
                score = NEAR * (last < at <= last + 3) + SECTION * (base.sections[at] == section)
                score += 3 * has_all_names(captures) - abs(at - last) / (10 * len(base.lines))
                if best is None or score > best[0]:
                    best = score, at, captures
            if best is None:
                section = -1 if one.level else section
                continue
            _, last, one.captures = best
            one.base = base.lines[last]
            section = last if one.level else section
    for base in several:
        place_texts(printed, base)


def release_reworded(printed: Sequence[PrintedBlock], made: Sequence[ComposedBlock]) -> None:
    """Take the lines that a report says in other words than the base away from it; other figures are no other words. Of
    a loop they stay, when one of its lines is said as the base does: no row is printed twice. made: what the base
    composes of the report's data."""
    said: dict[int, set[str]] = {}
    for line in made:
        if line.paragraph and (words := words_without_figures(line.text.string)):
            said.setdefault(line.paragraph.number, set()).add(words)
    otherwise: dict[int, list[PrintedBlock]] = {}
    same: Counter[int] = Counter()
    for one in printed:
        if one.base is None or one.base.paragraph is None or one.base.paragraph.blank or one.line is None:
            continue
        number = one.base.paragraph.number
        if words_without_figures(one.line.plain) in said.get(number, ()):
            same[number] += 1
        else:
            otherwise.setdefault(number, []).append(one)
    for (
        number,
        lines,
    ) in otherwise.items():  # what the data do not let it compose at all can not be held against it
        for one in lines if number in said and not same[number] else ():
            one.base, one.captures = None, ()


def place_parts(printed: Sequence[PrintedBlock], lines: Sequence[ComposedBlock]) -> None:
    """Put the headings of parts that end, behind the year, as those of the base do beside them: a part without its number
    or with another department's name is that part all the same. One that names no department where the base's does, or the
    other way round, is worded in its own way."""
    taken = {id(one.base) for one in printed}
    parts = {
        part: line
        for line in reversed(lines)
        if line.heading == 1 and id(line) not in taken and (part := part_named(line.text.string))
    }
    for one in printed:
        if one.level == 1 and one.base is None and (part := part_named(one.text)):
            one.base = parts.pop(part, None)


def part_named(heading: str) -> tuple[bool, str] | None:
    """Return whether the heading of a part names somebody before the year, and what it says behind it; None when it has no
    year, or next to nothing or a number behind it."""
    words = unnumbered(plain(heading))
    found = YEAR.search(words)
    if found is None:
        return None
    behind = words[found.end() :]
    return None if len(behind) < SHORTEST or FIGURE.search(behind) else (found.start() > 0, behind)


def words_without_figures(text: str) -> str:
    """Return a line without its figures, its marks and the number before it."""
    return FIGURE.sub("#", MARKS.sub("", unnumbered(plain(text))))


def fitting_lines(line: Line, level: int, base: Wants) -> Iterator[tuple[int, tuple[Capture, ...]]]:
    """Yield the places of the base's lines that a printed line may be, with what is read in it. level: of a heading, else 0."""
    for at, wanted in enumerate(base.wanted):
        if (base.lines[at].heading > 0) != (level > 0):
            continue
        if wanted.text and line.plain == plain(wanted.text):
            yield at, ()
        found = wanted.captures(line.plain)
        if found is None or (level and not has_all_names(found)):
            continue  # a heading that names something else is another heading
        if has_enough_words(line, wanted, found) and not any(map(is_no_term, every(found))):
            yield at, found


def is_no_term(capture: Capture) -> bool:
    """Return whether what stands in the place of what a term means says amounts or rates: it tells of the year."""
    source = capture.piece.source
    path = source.path if isinstance(source, Words) else source.name if isinstance(source, Slot) else ""
    return path.startswith(TERMS) and TOLD.search(capture.text) is not None


def place_texts(printed: Sequence[PrintedBlock], base: Wants) -> None:
    """Put the lines under a heading of the base beside the text that people write there, when the base has nothing else
    under it."""
    at = -1
    shown = {id(one.base.paragraph) for one in printed if one.base}
    cover = [
        line
        for line, section in zip(base.lines, base.sections, strict=True)
        if section < 0 and line.paragraph and line.paragraph.blank and id(line.paragraph) not in shown
    ]
    for one in printed:
        if one.level:
            break
        if one.base is None and one.line is not None and cover:
            one.base = cover.pop(0)
    for one in printed:
        if one.level:
            at = next((place for place, line in enumerate(base.lines) if line is one.base), -1)
        elif one.line is not None and one.base is None and at >= 0:
            under = [place for place, section in enumerate(base.sections) if section == at and place != at]
            if under and all(
                (paragraph := base.lines[place].paragraph) and paragraph.blank for place in under
            ):
                one.base = base.lines[under[0]]
