"""变动: a figure against last year's, as 与上年相比 says it."""

from __future__ import annotations

from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication
from narrator.number_format import SMALLEST
from narrator.sources import Derived, Fact, Operand

PAIR = ("本年", "上年")
AMOUNT = (*PAIR, "变动额")
RATE = (*AMOUNT, "变动率")

SITUATIONS = {
    "增加": Situation("上年大于零，本年比上年多", RATE, 1),
    "减少": Situation("上年大于零，本年比上年少，仍大于零", RATE, -1),
    "略增": Situation("比上年多，但变动率印出来是0.00%", AMOUNT, 1, SMALLEST),
    "略减": Situation("比上年少，但变动率印出来是0.00%", AMOUNT, -1, SMALLEST),
    "成倍增加": Situation("比上年多，变动率超过1000%", RATE, 1),
    "持平": Situation("变动额印出来是0.00", PAIR, 0),
    "从零增加": Situation("上年为零，本年大于零：没有变动率", AMOUNT, 1),
    "从零减少": Situation("上年为零，本年小于零：没有变动率", AMOUNT, -1),
    "减少到零": Situation("上年大于零，本年为零", RATE, -1),
    "减少到负": Situation("上年大于零，本年小于零：不说变动率", AMOUNT, -1),
    "负数增加": Situation("上年小于零，本年比上年多：不说变动率", AMOUNT, 1),
    "负数减少": Situation("上年小于零，本年比上年少：不说变动率", AMOUNT, -1),
    "无上年数": Situation("没有可以相比的上年数（上年决算数填null）", ("本年",)),
}


def derive(publication: Publication, now: Operand, before: Operand) -> Fact:
    """Return how this year's figure changed against last year's, both in 万元.

    The amount of the change is computed from the published amounts, the rate from it and last year's
    published amount. A base of zero or less has no rate (DESIGN, "Numbers").
    """
    if before.value is None:
        return Fact("无上年数", {"本年": now}, (now, before))
    this, last = publication.amount(now), publication.amount(before)
    difference = (this - last).published
    blanks: dict[str, Operand] = {"本年": now, "上年": before}
    if not difference:
        return Fact("持平", blanks, (now, before))
    more = this > last
    shown = (publication.shown(now), publication.shown(before))
    high, low = shown if more else shown[::-1]
    blanks["变动额"] = Derived(abs(difference), f"{high} − {low}", (now, before))
    if last.wan <= 0:
        base = "负数" if last else "从零"
        return Fact(base + ("增加" if more else "减少"), blanks, (now, before))
    if this.wan < 0:
        return Fact("减少到负", blanks, (now, before))
    rate = publication.rate(abs(difference).fraction, last.fraction)
    blanks["变动率"] = Derived(rate, f"{abs(difference)} ÷ {shown[1]}", (now, before))
    if not rate.per_cent:
        del blanks["变动率"]
        return Fact("略增" if more else "略减", blanks, (now, before))
    if not this:
        return Fact("减少到零", blanks, (now, before))
    if more:
        return Fact("成倍增加" if rate.ratio > 10 else "增加", blanks, (now, before))
    return Fact("减少", blanks, (now, before))


CHANGE = Kind("变动", PAIR, SITUATIONS, derive, ("金额", "金额"))
