"""ST-2: no sentence keeps a year of another report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.lines import Line
from narrator.checks.report.prose_places import at_line
from narrator.tables.plain import plain

# What can only be of this year, and what can only be of the year before.
THIS = re.compile(
    r"(\d{4})(?<![\d与比较同]\d{4})年度(?:部门|单位)?(?:决算(?!数)|\"?三公|(?<!元,\d{4}年度)无|预算绩效|政府采购|[^,。;]{0,4}编制范围)|截至(\d{4})年12月31日|(\d{4})年末"
)
LAST = re.compile(
    r"(?:与|比|较|同)(?:上年)?\(?(\d{4})年度?\)?(?:决算数?|支出|收入)?(?:相比|增加|减少|增长|下降|降低|持平)"
    r"|(?:增加|减少)[\d,.]{1,20}万?元,(\d{4})年度无"
)


def check_years(
    lines: Sequence[Line], year: int, told: Callable[[], Iterable[tuple[int, str]]] = tuple
) -> Iterator[Finding]:
    """Return the years in lines, of a report on a year, that are not those of which they speak. told: gives those that are told
    already, behind the numbers of their lines; asked where there are any."""
    stated = [(line, years_in(plain(line.text))) for line in lines if "年" in line.text]
    for kind, wanted, meant in ((0, year, "报告的年度"), (1, year - 1, "上年")):
        for line, years in stated:
            for one, words in years[kind]:
                if one != wanted and (line.number, str(one)) not in {*told()}:
                    sides = (at_line(line, words), Side(meant, str(wanted)))
                    what = f"这里写的是{one}年，应当是{wanted}年"
                    yield Finding(Level.HINT, f"年度（“{words[:16]}”）", what, "核对年度", sides)


@lru_cache(maxsize=20_000)
def years_in(text: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the years in a line in plain form that can only be this one, and those that can only be the year before, each with its
    words."""
    this, last = (
        [(int(next(filter(None, found.groups()))), found.group()) for found in pattern.finditer(text)]
        for pattern in (THIS, LAST)
    )
    return this, last
