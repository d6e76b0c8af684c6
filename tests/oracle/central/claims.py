"""The claims of the 中央2023 form: changes against last year, completion of budgets.

Every figure is printed, the budgets too, so all are computed from what is printed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..claims import read_rate
from ..cursor import Claim, Cursor
from ..data import Data
from ..number import half_up, money, per_cent
from ..prose import reason
from ..shanghai.claims import compare, figures, nearly


class Manner(NamedTuple):
    """How a sentence says a change. {} stands for last year's number.

    lead: what it begins with where figures differ or are equal. more, less: 增加, 减少. equal: instead of LEAD and the
    rest where they are equal. before, now: what last year and this year are called where they have no rate. none: what
    there was none of. unknown: where there is nothing to compare with. cause: what the reason follows; "" where none is said.
    """

    lead: str
    more: str
    less: str
    equal: str
    before: str
    now: str
    none: str
    unknown: str
    cause: str


def whole(subject: str) -> Manner:
    """How two totals that are equal change together."""
    return Manner(
        f"与{{}}年度相比，{subject}", "各增加", "各减少", f"与{{}}年度相比，{subject}持平", "{}年度", "本年度",
        "收支", f"{subject}无可比的{{}}年度决算数", "。主要是",
    )  # fmt: skip


GENERAL = "一般公共预算财政拨款支出"
SPENDING = Manner(
    f"与{{}}年度相比，{GENERAL}", "增加", "减少", f"与{{}}年度相比，{GENERAL}持平", "上年", "本年", "此项支出",
    f"与{{}}年度相比，{GENERAL}无可比数据", "。主要是",
)  # fmt: skip
THREE = Manner(
    "较上年",
    "增加",
    "减少",
    "与上年持平",
    "上年",
    "本年度",
    "此项支出",
    "无可比的上年数据",
    "。主要原因是",
)
RUNNING = Manner(
    "比{}年度", "增加", "减少", "与{}年度持平", "{}年度", "本年度", "此项支出", "无可比的{}年度决算数", "。主要原因是",
)  # fmt: skip


def change(c: Cursor, data: Data, path: tuple[str, ...], slot: str, manner: Manner) -> None:
    """The figure at PATH against last year's beside it. A reason is given only where they differ, or may be where there
    is nothing to compare with."""
    now, before, year = figures(data, path)
    text = data.dig("原因", slot)
    direction = compare(now, before)
    if before is None or direction is None:
        dated(c, manner.unknown, year)
        c.claims.append(Claim(slot, None, "", ""))
        reason(c, text, slot, False, manner.cause, "") if manner.cause else None
        return
    if not direction:
        dated(c, manner.equal, year)
        c.claims.append(Claim(slot, 0, money(Fraction(0)), ""))
        return
    amount, rate = money(abs(now - before)), ""
    dated(c, manner.lead, year)
    c.read(manner.more if direction > 0 else manner.less, amount, "万元，")
    if before > 0 and now >= 0:
        rate = read_rate(c, now, before)
    elif not before:
        dated(c, f"{manner.before}无{manner.none}", year)
    else:
        dated(c, f"{manner.before if before < 0 else manner.now}为负数，不计算增减率", year)
    c.claims.append(Claim(slot, direction, amount, rate))
    reason(c, text, slot, True, manner.cause, "") if manner.cause else None


def dated(c: Cursor, words: str, year: str) -> None:
    """WORDS stand here, with YEAR for their {}."""
    head, *rest = words.split("{}")
    c.read(head, year, *rest) if rest else c.words(head)


def completion(
    c: Cursor, data: Data, spent: Fraction, stated: Fraction | None, initial: bool, slot: str = ""
) -> None:
    """…预算为…万元，支出决算为…万元，完成…预算的…%。决算数大于（小于）…预算数的主要原因是…

    stated: the budget, None where there is none to compare with. initial: whether it is 年初预算. slot: of the reason; ""
    where the sentence does not say how the figures differ.
    """
    what = "年初预算" if initial else "预算"
    if stated is None:
        # The total is called …支出 before this.
        c.read("支出决算为" if slot else "决算为", money(spent), f"万元，无可比的{what}数")
        reason(c, data.dig("原因", slot), slot, False, "的主要原因是", "") if slot else None
        return
    planned = half_up(stated)
    direction = compare(spent, planned)
    unplanned = "年初未安排预算" if initial else "未安排预算"
    if not planned and not spent:
        c.words(f"{unplanned}，当年未发生支出")
        return
    if not planned and spent > 0:
        c.read(f"{unplanned}，支出决算为", money(spent), "万元")
    else:
        c.read(f"{what}为", money(planned), "万元，支出决算为", money(spent), "万元")
        rated(c, spent, planned, what, tells=not slot)
    if slot:
        if not direction:
            c.words(f"。决算数与{what}数持平")
            return
        c.words(f"。决算数{'大' if direction > 0 else '小'}于{what}数")
        reason(c, data.dig("原因", slot), slot, True, "的主要原因是", "")


def rated(c: Cursor, spent: Fraction, planned: Fraction, what: str, tells: bool) -> None:
    """，完成…的…%, or what stands in its place. tells: whether it must say itself how figures without a rate differ."""
    if spent < 0 or planned < 0:
        if tells and spent == planned:
            c.words(f"，决算数与{what}数持平")
        elif tells:
            c.read(f"，比{what}数{'多' if spent > planned else '少'}", money(abs(spent - planned)), "万元")
    elif nearly(spent, planned):
        c.words(f"，略超{what}" if spent > planned else f"，基本完成{what}")
    else:
        c.read(f"，完成{what}的", per_cent(spent / planned), "%")
