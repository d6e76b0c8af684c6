"""ST-3: the numbers of headings and items follow one another: none is left out, none comes twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from narrator.checks.finding import MOST_NAMED, Finding, Level
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.report.prose_places import LONG, SHORT, at_line
from narrator.document import headings
from narrator.numerals import read_numeral
from narrator.tables.plain import plain, unnumbered

CHINESE = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
# From the highest level down: a number begins anew below each of a higher level.
LEVELS = (
    re.compile(rf"第({CHINESE})部分"),
    re.compile(rf"({CHINESE})、"),
    re.compile(rf"\(({CHINESE})\)"),
    re.compile(r"(\d{1,2})[.、](?!\d)"),
    re.compile(r"\((\d{1,2})\)"),
)
# What stands above all but parts: what is in an attachment is numbered by itself.
ATTACHED_TABLE = re.compile(r"附表(\d{1,3})")
ATTACHMENT = re.compile(rf"附件(?:\d|{CHINESE})")
CHINESE_LEVELS = 2  # the last of them that is written in Chinese: below, a list of one item may begin anew


class ItemNumber(NamedTuple):
    """The number of a line: its level, from 0, and how it is written."""

    level: int
    number: int
    shown: str


class DisorderedRun(NamedTuple):
    """Numbers of items of one level from the first that does not come behind the one before it. before: that number. numbers: they.
    findings: on those that do not come behind one another."""

    before: int
    numbers: list[int]
    findings: list[Finding]

    @property
    def is_whole(self) -> bool:
        """Whether these are just the numbers that should stand there, in another order."""
        wanted = range(self.before + 1, self.before + 1 + len(self.numbers))
        return len(self.findings) > 1 and sorted(self.numbers) == [*wanted]


@lru_cache(maxsize=20_000)
def find_item_number(text: str) -> ItemNumber | None:
    """Return the number that a text in plain form begins with; None when it begins with none."""
    for level, pattern in enumerate(LEVELS):
        if found := pattern.match(text):
            return ItemNumber(level, read_numeral(found.group(1)), found.group())
    return None


def check_numbering(
    lines: Sequence[Line], wrong: Collection[int] = (), absent: Collection[tuple[int, int]] = ()
) -> Iterator[Finding]:
    """Return the numbers of lines that skip one or come again.

    wrong: the lines that have another number than the form's, of which another rule tells, as it does of tables that
    are not there. absent: their numbers, each with its level.
    """
    last: list[int] = [0] * len(LEVELS)
    doubted = [False] * len(LEVELS)
    runs: dict[int, DisorderedRun] = {}  # by level
    told: list[Finding] = []
    for line in lines:
        text = plain(line.text)
        if (found := find_item_number(text)) is None:
            if ATTACHMENT.match(text):
                last[1:] = [0] * (len(LEVELS) - 1)
            continue
        level, number, shown = found
        before = last[level]
        if not before or number == 1:
            runs.pop(level, None)
        doubtful, doubted[level] = doubted[level], line.number in wrong
        again = number == before == 1 and level <= CHINESE_LEVELS
        skips = before and number not in (1, before + 1, behind_absent(before, level, absent))
        if level in runs:
            runs[level].numbers.append(number)
        if (again or skips) and not (doubtful or doubted[level]):
            what = f"“{shown}”前面已经有了" if number == before else f"前面是{before}，这里是{number}"
            side = at_line(line, line.text.strip()[:LONG])
            finding = Finding(Level.HINT, f"“{text[:SHORT]}”的序号", what, "核对序号，逐个接着编", (side,))
            told.append(finding)
            runs.setdefault(level, DisorderedRun(before, [number], [])).findings.append(finding)
        if level in runs and runs[level].is_whole:
            number = max(runs[level].numbers)
            told = tell_run_once(told, runs.pop(level))
        last[level:] = [number, *[0] * (len(LEVELS) - level - 1)]
    yield from told


def behind_absent(before: int, level: int, absent: Collection[tuple[int, int]]) -> int:
    """Return the first number behind another one of a level that is none of the absent ones."""
    return next(one for one in count(before + 1) if (level, one) not in absent)


def tell_run_once(told: Sequence[Finding], run: DisorderedRun) -> list[Finding]:
    """Return findings with one in the place of those on a run of numbers."""
    first, others = run.findings[0], set(map(id, run.findings[1:]))
    numbers = "、".join(map(str, run.numbers))
    what = f"这里起的序号是{numbers}，次序不对"
    once = replace(first, what=what, sides=tuple(one.sides[0] for one in run.findings[:MOST_NAMED]))
    return [once if one is first else one for one in told if id(one) not in others]


def lines_continued(lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines whose number comes right behind that of another one, the last of their level before, each with that, by their
    places in the report."""
    found: dict[int, int] = {}
    last: list[tuple[int, int]] = [(0, 0)] * len(LEVELS)  # numbers, each with its line
    # The same of the last table that is attached: those are counted through the whole report.
    attached = (0, 0)
    for line in lines:
        if table := ATTACHED_TABLE.match(plain(line.text)):
            number = int(table[1])
            if number == attached[0] + 1 > 1:
                found[line.number] = attached[1]
            attached = number, line.number
        elif own := find_item_number(plain(line.text)):
            level, number, _ = own
            if number == last[level][0] + 1 > 1:
                found[line.number] = last[level][1]
            last[level:] = [(number, line.number), *[(0, 0)] * (len(LEVELS) - level - 1)]
    return found


def absent_numbers(known: Known) -> Iterator[tuple[int, int]]:
    """Return the numbers of the form's tables that are not there, each with its level."""
    titles = known.tables.lacking_titles
    for heading in headings(known.composed) if titles else ():
        text = plain(heading.text.string)
        if (found := find_item_number(text)) and unnumbered(text) in titles:
            yield found.level, found.number
