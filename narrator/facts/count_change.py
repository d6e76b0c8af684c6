"""个数变动: a number of things (批次, 辆, 人) against last year's."""

from __future__ import annotations

from narrator.disclosure.value import Count
from narrator.facts.change import PAIR
from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication, name
from narrator.sources import Derived, Fact, Operand

NUMBER = (*PAIR, "变动数")
RATE = (*NUMBER, "变动率")

SITUATIONS = {
    "增加": Situation("本年比上年多，上年有", RATE, 1),
    "减少": Situation("本年比上年少，本年还有", RATE, -1),
    "持平": Situation("两年一样多，都有", PAIR, 0),
    "从零增加": Situation("上年没有，本年有：没有变动率", NUMBER, 1),
    "减少到零": Situation("上年有，本年没有", RATE, -1),
    "都没有": Situation("两年都没有", (), 0),
    "无上年数": Situation("没有可以相比的上年数（上年的个数填null）", ("本年",)),
}


def derive(publication: Publication, now: Operand, before: Operand) -> Fact:
    """Return how this year's number of things changed against last year's; the rate is of last year's number.

    Raises TypeError, in Chinese, when one of them is no number of things.
    """
    this = counted_number(now)
    if before.value is None:
        return Fact("无上年数", {"本年": now}, (now, before))
    last = counted_number(before)
    blanks: dict[str, Operand] = {"本年": now, "上年": before}
    if this == last:
        return Fact("持平" if this else "都没有", blanks, (now, before))
    more, less = max(this, last), min(this, last)
    gap = more - less
    blanks["变动数"] = Derived(Count(gap), f"{more} − {less}", (now, before))
    if not last:
        return Fact("从零增加", blanks, (now, before))
    rate = publication.rate(gap, last)
    blanks["变动率"] = Derived(rate, f"{gap} ÷ {last}", (now, before))
    return Fact("增加" if this == more else "减少" if this else "减少到零", blanks, (now, before))


def counted_number(operand: Operand) -> int:
    """Return the number of an operand that counts things. Raises TypeError, in Chinese, when it does not."""
    if not isinstance(operand.value, Count):
        raise TypeError(f"{name(operand)}不是个数")
    return operand.value.number


COUNT_CHANGE = Kind("个数变动", PAIR, SITUATIONS, derive, ("个数", "可比个数"), moves=True, clause=True)
