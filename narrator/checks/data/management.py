"""PF-2 where a form counts projects and problems (预算绩效管理) instead of listing them."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.data.accounts import Accounts
from narrator.checks.data.compare import CHECK_BOTH
from narrator.checks.data.performance import record
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.naming import called
from narrator.disclosure.value import Count, Figure

RATINGS = ("评级为优", "评级为良", "评级为合格", "评级为不合格")
MENDED = ("已经完成整改", "正在整改")


def counts(a: Accounts) -> Iterator[Finding]:
    """PF-2: every project has one rating, and every problem is mended or being mended."""
    if "预算绩效管理" in a.disclosure:
        own = record(a.disclosure, "预算绩效管理", "绩效自评")
        for total, parts in (("项目数", RATINGS), ("发现问题", MENDED)):
            whole = own[total]
            if not (isinstance(whole, Figure) and a.unread(whole)):
                yield from counted([own[name] for name in (total, *parts)], "＋".join(parts))


def counted(figures: list[object], said: str) -> Iterator[Finding]:
    """The first of FIGURES is the sum of the rest. More parts than the whole there can not be; fewer there may."""
    numbers = [
        one.value.number for one in figures if isinstance(one, Figure) and isinstance(one.value, Count)
    ]
    sides = [Side(called(one.path), str(one), one.path) for one in figures if isinstance(one, Figure)]
    if len(numbers) < len(figures):
        return
    whole, summed = numbers[0], sum(numbers[1:])
    if whole != summed:
        right = Side(said, str(summed), parts=tuple(sides[1:]))
        level, hint = (
            (Level.ERROR, CHECK_BOTH) if summed > whole else (Level.HINT, "核对；有没有列出的可以不同")
        )
        gap = f"{abs(whole - summed)}个"
        yield Finding(level, sides[0].name, f"两边相差{gap}", hint, (sides[0], right), gap)
