"""完成: a final figure against its budget, as 完成年初预算的…% and 决算数大于（小于）预算数 say it."""

from __future__ import annotations

from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication, exact
from narrator.sources import Derived, Fact, Operand

PAIR = ("决算数", "预算数")
FULL = (*PAIR, "完成率", "差额")
WHOLE = 100  # the rate that says, beside figures that differ, that they do not

SITUATIONS = {
    "大于": Situation("决算数大于预算数，预算数大于零", FULL, 1),
    "小于": Situation("决算数小于预算数，决算数不小于零", FULL, -1),
    "略大于": Situation("决算数大于预算数，但完成率印出来是100.00%", (*PAIR, "差额"), 1),
    "略小于": Situation("决算数小于预算数，但完成率印出来是100.00%", (*PAIR, "差额"), -1),
    "持平": Situation("决算数与预算数之差印出来是0.00，预算数大于零", (*PAIR, "完成率"), 0),
    "未安排预算": Situation("预算数为零，有支出：没有完成率", ("决算数", "差额"), 1),
    "未安排未支出": Situation("预算数为零或者印出来是0.00，也没有支出：没有完成率", (), 0),
    "负数大于": Situation("决算数或预算数小于零，决算数大于预算数：不说完成率", (*PAIR, "差额"), 1),
    "负数小于": Situation("决算数或预算数小于零，决算数小于预算数：不说完成率", (*PAIR, "差额"), -1),
    "负数持平": Situation("决算数或预算数小于零，两数相等：不说完成率", PAIR, 0),
    "无预算数": Situation("没有可以相比的预算数（预算数填null）", ("决算数",)),
}


def derive(publication: Publication, final: Operand, budget: Operand) -> Fact:
    """Return how far a final figure (决算数) completes its budget (年初预算数), both in 万元.

    They are equal when their exact amounts are, or when their difference prints as 0.00: rounding one
    side alone must not make a difference where there is none. What prints as 0.00 completes nothing:
    there is no rate of 100.00 % for it, be there a budget of a few 元 that no table prints. Nor have figures
    that differ a rate that prints as 100.00 %.
    """
    if budget.value is None:
        return Fact("无预算数", {"决算数": final}, (final, budget))
    spent, planned = publication.amount(final), publication.amount(budget)
    same = exact(final) == exact(budget)
    difference = (spent - spent if same else spent - planned).published
    more = difference.wan > 0
    shown = (publication.shown(final), publication.shown(budget))
    gap = Derived(abs(difference), " − ".join(shown if more else shown[::-1]), (final, budget))
    blanks: dict[str, Operand] = {"决算数": final, "预算数": budget, "差额": gap}
    if not (spent or difference):
        situation = "未安排未支出"
    elif spent.wan < 0 or planned.wan < 0:
        situation = "负数" + ("持平" if not difference else "大于" if more else "小于")
    elif not planned:
        situation = "未安排预算"
    elif not difference:
        situation = "持平"
        blanks["完成率"] = Derived(publication.rate(1, 1), f"{shown[0]} 与 {shown[1]} 相等", (final, budget))
    else:
        situation = "大于" if more else "小于"
        rate = publication.rate(spent.wan, planned.wan)
        if rate.per_cent == WHOLE:
            return Fact(f"略{situation}", blanks, (final, budget))
        blanks["完成率"] = Derived(rate, f"{shown[0]} ÷ {shown[1]}", (final, budget))
    return Fact(situation, blanks, (final, budget))


COMPLETION = Kind("完成", PAIR, SITUATIONS, derive, ("金额", "金额"), clause=True)
