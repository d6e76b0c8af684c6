"""The claims that sentences are made of: changes, completion of budgets, shares.

Every function reads one claim and judges it against the rules (DESIGN "Numbers" and "Wordings", RULES
PR-3 to PR-7). Figures are compared as a reader knows them: `printed` for what is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from .cursor import Claim, Cursor
from .data import Data
from .number import half_up, money, per_cent
from .prose import reason


class Clause(NamedTuple):
    """How a sentence joins its reason: between LEAD and TAIL; SLOT names it under 原因 in data.json. EQUAL: whether it may
    say one where the figures do not differ."""

    slot: str
    lead: str
    tail: str = ""
    equal: bool = True


def change(
    c: Cursor,
    data: Data,
    now: Fraction,
    before: Fraction | None,
    clause: Clause,
    subject: str,
    against: bool = False,
    item: str = "此项支出",
) -> None:
    """NOW against BEFORE (None: there is no such figure), both printed; against: the sentence says 比上年.
    item: what there was none of last year, where that was zero.
    """
    text = data.dig("原因", clause.slot)
    c.words(subject) if subject else None
    if before is None:
        c.words("无可比的上年数据" if against else "无可比数据")
        c.claims.append(Claim(clause.slot, None, "", ""))
        reason(c, text, clause.slot, False, clause.lead, clause.tail)
        return
    difference = now - before
    direction = (difference > 0) - (difference < 0)
    amount, rate = money(abs(difference)), ""
    if not direction:
        c.words("与上年持平" if against else "持平")
    else:
        up = direction > 0
        c.words(("比上年" if against else "") + ("增加" if up else "减少"))
        c.read("", amount, "万元，")
        if before > 0 and now >= 0:
            rate = read_rate(c, now, before, "降低")
        elif before == 0:
            c.words(f"上年无{item}")
        else:
            c.words(f"{'上' if before < 0 else '本'}年为负数，不计算增减率")
    c.claims.append(Claim(clause.slot, direction, amount, rate))
    reason(c, text, clause.slot, direction != 0, clause.lead, clause.tail)


def read_rate(c: Cursor, now: Fraction, before: Fraction, fell: str = "下降") -> str:
    """增长…% or FELL…%, and which rate; a rate that prints as zero is called 不足."""
    rate = per_cent(abs(now - before) / before)
    if rate == "0.00":
        c.words("增幅不足0.01%" if now > before else "降幅不足0.01%")
    else:
        c.read("增长" if now > before else fell, rate, "%")
    return rate


class Words(NamedTuple):
    """How a sentence says completion. over, under, equal: after a rate, or after 年初未安排预算; nearly_over and
    nearly_under: in the place of a rate that prints as 100.00 % although the figures differ, {} is the gap.
    """

    rate: str
    unbudgeted: str
    over: str
    under: str
    equal: str
    none: str
    nearly_over: str
    nearly_under: str
    negative_over: str
    negative_under: str
    negative_equal: str


BUDGET = Words(
    "完成预算的", "年初未安排预算",
    "，决算数大于预算数", "，决算数小于预算数", "，决算数与预算数持平", "无可比的预算数",
    "略超预算，决算数比预算数多{}万元", "基本完成预算，决算数比预算数少{}万元",
    "决算数比预算数多{}万元", "决算数比预算数少{}万元", "决算数与预算数持平",
)  # fmt: skip
ITEM = Words(
    "完成年初预算的", "年初未安排预算", "，决算数与年初预算数存在差异", "，决算数与年初预算数存在差异",
    "，决算数与年初预算数持平", "无可比的年初预算数",
    "略超年初预算，比年初预算数多{}万元，决算数与年初预算数存在差异",
    "基本完成年初预算，比年初预算数少{}万元，决算数与年初预算数存在差异",
    "比年初预算数多{}万元，决算数与年初预算数存在差异", "比年初预算数少{}万元，决算数与年初预算数存在差异", "决算数与年初预算数持平",
)  # fmt: skip
INITIAL = Words(
    "完成年初预算的", "年初未安排预算", "", "", "", "无可比的年初预算数",
    "略超年初预算，比年初预算数多{}万元", "基本完成年初预算，比年初预算数少{}万元",
    "决算数比年初预算数多{}万元", "决算数比年初预算数少{}万元", "决算数与年初预算数持平",
)  # fmt: skip
PROJECT = Words(
    "完成预算的", "全年未安排预算", "", "", "", "无预算数",
    "略超预算，比预算多{}万元", "基本完成预算，比预算少{}万元", "比预算多{}万元", "比预算少{}万元", "与预算持平",
)  # fmt: skip


def completion(
    c: Cursor,
    data: Data,
    final: Sequence[Fraction],
    budget: Fraction | None,
    words: Words,
    clause: Clause | None = None,
    published: bool = True,
) -> None:
    """How far FINAL completes BUDGET (both exact; the parts of FINAL are published each by itself).

    published: whether the report prints the budget too; if not, it counts exactly. Figures that are the
    same are equal, even when only one of them is rounded. What prints as 0.00 completes no budget wholly, and no rate
    of 100.00 % stands beside figures that differ.
    """
    text = data.dig("原因", clause.slot) if clause else None
    if budget is None:
        c.words(words.none)
        if clause:
            reason(c, text, clause.slot, False, clause.lead, clause.tail)
        return
    spent = sum(map(half_up, final), Fraction(0))
    planned = half_up(budget) if published else budget
    gap = half_up(spent - planned)
    if sum(final) == budget:
        gap = Fraction(0)
    direction = (gap > 0) - (gap < 0)
    planned = planned if spent or direction else Fraction(0)
    if spent < 0 or planned < 0:
        differ(c, [words.negative_equal, words.negative_over, words.negative_under][direction], gap)
    elif planned and direction and per_cent(spent / planned) == "100.00":
        differ(c, words.nearly_over if direction > 0 else words.nearly_under, gap)
    else:
        if planned:
            c.read(words.rate, per_cent(spent / planned if direction else Fraction(1)), "%")
        else:
            c.words(words.unbudgeted)
        relation = [words.equal, words.over, words.under][direction]
        c.words(relation) if relation else None
        if words is INITIAL and not planned and not direction:
            c.words("，当年未发生支出")
    if clause and (direction or clause.equal):
        reason(c, text, clause.slot, direction != 0, clause.lead, clause.tail)


def differ(c: Cursor, said: str, gap: Fraction) -> None:
    """SAID stands here, with the GAP for its {}."""
    head, _, rest = said.partition("{}")
    c.read(head, money(abs(gap)), rest) if rest else c.words(head)


def share(c: Cursor, part: Fraction, whole: Fraction, of: str) -> None:
    """PART in WHOLE, both as printed. Nothing of nothing is 0.00%; of nothing else
    there is no share, and a negative figure has none."""
    if whole > 0 > part:
        c.words(f"为负数，不计算占{of}的比例")
    elif whole > 0:
        c.read(f"占{of}的", per_cent(part / whole), "%")
    elif not whole and not part:
        c.read(f"占{of}的", "0.00", "%")
    else:
        c.words(f"不计算占{of}的比例")
