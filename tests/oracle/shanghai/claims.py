"""The claims of the 上海2024 form: changes against last year, completion of budgets, shares, nothing at all.

Every figure is printed, the budgets too, so all are computed from what is printed.
"""

from __future__ import annotations

from fractions import Fraction

from ..claims import read_rate
from ..cursor import Claim, Cursor
from ..data import Data
from ..number import half_up, money, per_cent
from ..prose import reason


def compare(now: Fraction, before: Fraction | None) -> int | None:
    """1, 0 or -1: what became of BEFORE, both as printed; None when there is nothing to compare with."""
    return None if before is None else (now > before) - (now < before)


def change(
    c: Cursor,
    data: Data,
    path: tuple[str, ...],
    slot: str,
    subject: str,
    against: str,
    lead: str = "",
    item: str = "此项支出",
) -> None:
    """The figure at PATH against last year's, in one of the form's ways.

    against: what stands before 增加: 与上年度相比，SUBJECT…; SUBJECT比上年度…; or "" where the sentence has said
    so. lead: what a reason follows; "" where none is said. item: what there was none of, where last year's is zero.
    """
    now, before, year = figures(data, path)
    direction = compare(now, before)
    text = data.dig("原因", slot)
    if before is None or direction is None:
        c.claims.append(Claim(slot, None, "", ""))
        c.words(subject) if subject else None
        c.read("无可比的", year, "年度决算数")
        if lead:
            reason(c, text, slot, False, lead, "")
        return
    if against == "与":
        c.read("与", year, "年度相比，")
    c.words(subject) if subject else None
    amount = money(abs(now - before))
    rate = ""
    if not direction:
        c.read("与", year, "年度持平") if against == "比" else c.words("持平")
        c.claims.append(Claim(slot, 0, amount, rate))
        return
    c.read("比", year, "年度") if against == "比" else None
    c.read("增加" if direction > 0 else "减少", amount, "万元，")
    if before > 0 and now >= 0:
        rate = read_rate(c, now, before)
    elif not before:
        c.read("", year, f"年度无{item}")
    elif before < 0:
        c.read("", year, "年度为负数，不计算增减率")
    else:
        c.words("本年度为负数，不计算增减率")
    c.claims.append(Claim(slot, direction, amount, rate))
    if lead:
        reason(c, text, slot, True, lead, "")


def cause(c: Cursor, data: Data, path: tuple[str, ...], slot: str, subject: str) -> None:
    """…增加（减少）的主要原因是…。 Nothing where nothing changed."""
    now, before, _ = figures(data, path)
    direction = compare(now, before)
    if direction:
        c.words(subject + ("增加" if direction > 0 else "减少"))
        reason(c, data.dig("原因", slot), slot, True, "的主要原因是", "")
        c.words("。")


def figures(data: Data, path: tuple[str, ...]) -> tuple[Fraction, Fraction | None, str]:
    """This year's figure at PATH, last year's beside it, both as printed; and which year that was."""
    before = data.stated(*path[:-1], "上年决算数")
    return data.printed(*path), None if before is None else half_up(before), str(int(data.year) - 1)


def relation(c: Cursor, data: Data, spent: Fraction, planned: Fraction, slot: str, what: str = "") -> None:
    """决算数大于（小于）预算数的主要原因：…; 决算数与预算数持平."""
    if spent == planned:
        c.words(f"{what}决算数与预算数持平")
        return
    c.words(f"{what}决算数{'大' if spent > planned else '小'}于预算数")
    reason(c, data.dig("原因", slot), slot, True, "的主要原因：", "")


def budget(
    c: Cursor, data: Data, path: tuple[str, ...], slot: str, what: str = "", rate: bool = False
) -> None:
    """…年初预算为…万元，支出决算为…万元。决算数大于（小于）预算数的主要原因：… rate: with 完成年初预算的…%."""
    spent = data.printed(*path)
    stated = data.stated(*path[:-1], "年初预算数")
    if stated is None:
        c.read(f"{what}支出决算为" if not rate else f"{what}决算为", money(spent), "万元，无可比的年初预算数")
        return
    planned = half_up(stated)
    if not planned and not spent:
        c.words(f"{what}年初未安排预算，当年未发生支出")
        return
    if not planned and spent > 0:
        c.read(f"{what}年初未安排预算，支出决算为", money(spent), "万元。")
    else:
        c.read(f"{what}年初预算为", money(planned), "万元，支出决算为", money(spent), "万元")
        if rate and planned > 0 and spent >= 0:
            if nearly(spent, planned):
                c.words("，略超年初预算" if spent > planned else "，基本完成年初预算")
            else:
                c.read("，完成年初预算的", per_cent(spent / planned), "%")
        c.words("。")
    relation(c, data, spent, planned, slot)


def completed(c: Cursor, spent: Fraction, planned: Fraction) -> None:
    """完成预算的…%."""
    if spent < 0 or planned < 0:
        if spent == planned:
            c.words("决算数与预算数持平")
        else:
            c.read(f"决算数比预算数{'多' if spent > planned else '少'}", money(abs(spent - planned)), "万元")
    elif planned and nearly(spent, planned):
        c.words("略超预算" if spent > planned else "基本完成预算")
    elif planned:
        c.read("完成预算的", per_cent(spent / planned), "%")
    else:
        c.words("年初未安排预算")


def nearly(spent: Fraction, planned: Fraction) -> bool:
    """Whether SPENT is not PLANNED, and yet 100.00 % of it as printed."""
    return spent != planned and per_cent(spent / planned) == "100.00"


def share(c: Cursor, part: Fraction, whole: Fraction, of: str = "") -> None:
    """占…的…%, or 占…%."""
    if whole > 0 > part:
        c.words(f"为负数，不计算占{of}的比例" if of else "为负数，不计算占比")
    elif whole <= 0 and (whole or part):
        c.words(f"不计算占{of}的比例" if of else "不计算占比")
    else:
        c.read(f"占{of}的" if of else "占", per_cent(part / whole if whole else whole), "%")
