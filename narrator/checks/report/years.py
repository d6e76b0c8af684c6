"""ST-2: no sentence keeps a year of another report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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


def check_years(lines: Sequence[Line], year: int) -> Iterator[Finding]:
    """Return the years in lines, of a report on a year, that are not those of which they speak."""
    texts = [(line, plain(line.text)) for line in lines if "年" in line.text]
    for pattern, wanted, meant in ((THIS, year, "报告的年度"), (LAST, year - 1, "上年")):
        for line, text in texts:
            for found in pattern.finditer(text):
                stated = next(one for one in found.groups() if one)
                if int(stated) != wanted:
                    sides = (at_line(line, found.group()), Side(meant, str(wanted)))
                    what = f"这里写的是{stated}年，应当是{wanted}年"
                    yield Finding(Level.HINT, f"年度（“{found.group()[:16]}”）", what, "核对年度", sides)
