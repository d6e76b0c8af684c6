"""变动, 倍数变动: a figure against last year's, as 与上年相比 says it, in per cent, or in times (倍) where it is as much more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication, exact
from narrator.number import Multiple
from narrator.number_format import SMALLEST
from narrator.sources import Derived, Fact, Operand

PAIR = ("本年", "上年")
AMOUNT = (*PAIR, "变动额")
RATE = (*AMOUNT, "变动率")
# How many times as much more (增长1.2倍), and how many times as much it is (是上年的2.2倍).
TIMES = (*RATE, "变动倍数", "相当倍数")
MANIFOLD = "成倍增加"

SITUATIONS = {
    "增加": Situation("上年大于零，本年比上年多", RATE, 1),
    "减少": Situation("上年大于零，本年比上年少，仍大于零", RATE, -1),
    "略增": Situation("比上年多，但变动率印出来是0.00%", AMOUNT, 1, SMALLEST),
    "略减": Situation("比上年少，但变动率印出来是0.00%", AMOUNT, -1, SMALLEST),
    MANIFOLD: Situation("比上年多，变动率超过1000%", TIMES, 1),
    "持平": Situation("变动额印出来是0.00", PAIR, 0),
    "从零增加": Situation("上年为零，本年大于零：没有变动率", AMOUNT, 1),
    "从零减少": Situation("上年为零，本年小于零：没有变动率", AMOUNT, -1),
    "减少到零": Situation("上年大于零，本年为零", RATE, -1),
    "减少到负": Situation("上年大于零，本年小于零：不说变动率", AMOUNT, -1),
    "负数增加": Situation("上年小于零，本年比上年多：不说变动率", AMOUNT, 1),
    "负数减少": Situation("上年小于零，本年比上年少：不说变动率", AMOUNT, -1),
    "无上年数": Situation("没有可以相比的上年数（上年决算数填null）", ("本年",)),
}
IN_TIMES = {
    **SITUATIONS,
    "增加": replace(SITUATIONS["增加"], meaning="上年大于零，本年比上年多，变动率不到100%"),
    MANIFOLD: replace(SITUATIONS[MANIFOLD], meaning="上年大于零，变动率是100%以上"),
}


def derive(publication: Publication, now: Operand, before: Operand) -> Fact:
    """Return how this year's figure changed against last year's, both in 万元.

    The amount of the change is computed from the published amounts, the rate from it and last year's
    published amount. A base of zero or less has no rate (DESIGN, "Numbers").
    """
    return compare_amounts(publication, now, before, lambda ratio: ratio > 10)


def derive_in_times(publication: Publication, now: Operand, before: Operand) -> Fact:
    """Return the same, where 成倍增加 begins at as much more as there was last year."""
    return compare_amounts(publication, now, before, lambda ratio: ratio >= 1)


def compare_amounts(
    publication: Publication, now: Operand, before: Operand, is_manifold: Callable[[Fraction], bool]
) -> Fact:
    """Return how this year's figure changed against last year's. is_manifold: whether an increase of so many times the
    base is 成倍增加."""
    if before.value is None:
        return Fact("无上年数", {"本年": now}, (now, before))
    this, last = publication.amount(now), publication.amount(before)
    same = exact(now) == exact(before)  # even where only one of them is rounded
    difference = (this - this if same else this - last).published
    blanks: dict[str, Operand] = {"本年": now, "上年": before}
    if not difference:
        return Fact("持平", blanks, (now, before))
    more = difference.wan > 0
    shown = (publication.shown(now), publication.shown(before))
    high, low = shown if more else shown[::-1]
    blanks["变动额"] = Derived(abs(difference), f"{high} − {low}", (now, before))
    if last.wan <= 0:
        base = "负数" if last else "从零"
        return Fact(base + ("增加" if more else "减少"), blanks, (now, before))
    if this.wan < 0:
        return Fact("减少到负", blanks, (now, before))
    rate = publication.rate(abs(difference).wan, last.wan)
    formula = f"{abs(difference)} ÷ {shown[1]}"
    blanks["变动率"] = Derived(rate, formula, (now, before))
    if not rate.per_cent:
        del blanks["变动率"]
        return Fact("略增" if more else "略减", blanks, (now, before))
    if not this:
        return Fact("减少到零", blanks, (now, before))
    if not more:
        return Fact("减少", blanks, (now, before))
    if not is_manifold(rate.ratio):
        return Fact("增加", blanks, (now, before))
    blanks["变动倍数"] = Derived(Multiple(rate.ratio), formula, (now, before))
    whole = Multiple(this.fraction / last.fraction)
    blanks["相当倍数"] = Derived(whole, f"{shown[0]} ÷ {shown[1]}", (now, before))
    return Fact(MANIFOLD, blanks, (now, before))


CHANGE = Kind("变动", PAIR, SITUATIONS, derive, ("金额", "金额"), moves=True, clause=True)
CHANGE_IN_TIMES = Kind("倍数变动", PAIR, IN_TIMES, derive_in_times, ("金额", "金额"), moves=True, clause=True)
