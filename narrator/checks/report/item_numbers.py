"""ST-3: the numbers of headings and items follow one another: none is left out, none comes twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.lines import Line
from narrator.checks.report.places import at_line
from narrator.numerals import read_numeral
from narrator.tables.plain import plain

CHINESE = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
# From the highest level down: a number begins anew below each of a higher level.
LEVELS = (
    re.compile(rf"第({CHINESE})部分"),
    re.compile(rf"({CHINESE})、"),
    re.compile(rf"\(({CHINESE})\)"),
    re.compile(r"(\d{1,2})[.、](?!\d)"),
    re.compile(r"\((\d{1,2})\)"),
)
CHINESE_LEVELS = 2  # the last of them that is written in Chinese: below, a list of one item may begin anew


def numbering(lines: Sequence[Line]) -> Iterator[Finding]:
    """Return the numbers of lines that skip one or come again."""
    last: list[int] = [0] * len(LEVELS)
    for line in lines:
        text = plain(line.text)
        for level, pattern in enumerate(LEVELS):
            found = pattern.match(text)
            if found is None:
                continue
            number, before = read_numeral(found.group(1)), last[level]
            again = number == before == 1 and level <= CHINESE_LEVELS
            if again or (number != 1 and number != before + 1 and before):
                what = (
                    f"“{found.group()}”前面已经有了"
                    if number == before
                    else f"前面是{before}，这里是{number}"
                )
                side = at_line(line, line.text.strip()[:30])
                hint = "核对序号，逐个接着编"
                yield Finding(Level.HINT, f"“{text[:20]}”的序号", what, hint, (side,), rule="ST-3")
            last[level] = number
            last[level + 1 :] = [0] * (len(LEVELS) - level - 1)
            break
