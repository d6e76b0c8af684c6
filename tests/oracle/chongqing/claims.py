"""The claims of the 重庆2023 form: changes against last year's figures and against the budget, and what comes to each.

A budget that no table prints counts exactly; all other figures count as they are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..claims import read_rate
from ..cursor import Claim, Cursor
from ..data import Data
from ..number import half_up, money
from ..prose import reason

Path = Sequence[str]
FINAL, SPENT, PLANNED = "上年决算数", "上年支出数", "年初预算数"


def against(
    c: Cursor,
    data: Data,
    now: Path,
    before: Path,
    slot: str,
    base: str = FINAL,
    none: str = "上年无此项支出",
    lead: str = "，主要原因是",
    published: bool = True,
) -> None:
    """较上年决算数增加…万元，增长…%: the figure at NOW against the one at BEFORE, which the sentence calls BASE.

    none: what it says where that one is zero. lead: what the reason follows, which is asked for where nothing changed, too.
    published: whether a reader knows the figure at BEFORE.
    """
    stated = data.stated(*before)
    direction, amount, rate = None, "", ""
    if stated is None:
        c.words(f"无可比的{base}")
    else:
        this, last = data.printed(*now), half_up(stated) if published else stated
        gap = Fraction(0) if data.exact(*now) == stated else half_up(this - last)
        direction, amount = (gap > 0) - (gap < 0), money(abs(gap))
        if not direction:
            c.words(f"较{base}无增减")
        else:
            c.read(f"较{base}{'增加' if direction > 0 else '减少'}", amount, "万元，")
            if last > 0 and this >= 0:
                rate = read_rate(c, last + gap, last)
            else:
                c.words(none if not last else f"{base if last < 0 else '本年'}为负数，不计算增减率")
    if base != PLANNED:
        c.claims.append(Claim(slot, direction, amount, rate))
    reason(c, data.dig("原因", slot), slot, direction is not None, lead, "")


def each(c: Cursor, lead: str, amount: Fraction, things: int, unit: str, nothing: str, name: str) -> None:
    """LEAD and what AMOUNT, in UNIT, comes to for each of so many THINGS. nothing: what is said where there are none and
    yet an amount. name: what it is called that can not be reckoned then."""
    if amount and not things:
        c.words(f"{nothing}，不计算{lead}")
    elif amount < 0:
        c.words(f"{name}为负数，不计算{lead}")
    else:
        scale = 10_000 if unit == "元" else 1
        c.words(lead)
        c.figure(money(amount * scale / (things or 1)), "均")
        c.words(unit)
