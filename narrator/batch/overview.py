"""汇总.xlsx: what came of every unit, a row each, with links to its files; and all that there is to say about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from narrator.batch.outcome import Outcome
from narrator.number import rounded
from narrator.problem import Problem
from narrator.writers.list_book import Link, ListBook

FILE_NAME = "汇总.xlsx"
# The columns and their widths, in letters.
HEADS = {
    "单位": 36, "状态": 12, "缺文字": 8, "过时": 8, "错误": 8, "提醒": 8, "报告错误": 10, "报告提醒": 10,
    "收入总计": 16, "收入比上年增减": 16, "收入增减率%": 10, "支出总计": 16, "支出比上年增减": 16, "支出增减率%": 10,
    "用时（秒）": 10, "这次": 10, "文件": 40,
}  # fmt: skip


def make_overview(outcomes: Sequence[Outcome], problems: Sequence[Problem]) -> bytes:
    """Return the workbook. problems: those of the folder as a whole."""
    book = ListBook("汇总")
    units = book.begin("单位", HEADS)
    for outcome in outcomes:
        units.put(tell_unit(outcome))
    told = book.begin("问题和说明", {"单位": 36, "状态": 12, "说明": 120})
    for problem in problems:
        told.put(["", "", str(problem)])
    for outcome in outcomes:
        for line in outcome.told:
            told.put([outcome.name, outcome.state.value, line])
    return book.save()


def tell_unit(outcome: Outcome) -> Iterator[object]:
    """Return the row of a unit; its files stand at the end, each a link."""
    done = outcome.state.is_done
    yield from (outcome.name, outcome.state.value)
    counts = (outcome.missing, outcome.stale, outcome.errors, outcome.hints)
    yield from (one if done else None for one in counts)
    yield from (outcome.report_errors, outcome.report_hints)
    yield from compare_years(outcome.amounts, "收入总计")
    yield from compare_years(outcome.amounts, "支出总计")
    yield from (outcome.seconds, "没有再做" if outcome.repeated else "新做")
    yield from (Link(file, file) for file in (outcome.files if done else ()))


def compare_years(amounts: Mapping[str, str], name: str) -> Sequence[Decimal | None]:
    """Return a total as printed, in 万元, its change on last year, and the rate of that in per cent; None where there is
    none."""
    if name not in amounts:
        return (None, None, None)
    now, before = rounded(Decimal(amounts[name])), amounts.get(f"上年{name}")
    if before is None:
        return (now, None, None)
    base = rounded(Decimal(before))
    return (now, now - base, rounded((now - base) / base * 100) if base > 0 else None)
