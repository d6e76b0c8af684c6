"""Whether a printed rate may be that of its part and its whole, each rounded by itself."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from narrator.checks.finding import Level
from narrator.number import Amount
from narrator.sources import Fact


def operands_of_rate(name: str, fact: Fact) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Return the part and the whole behind a rate, each with how far it may be from the exact one."""
    pair = {"比例": ("部分", "整体"), "完成率": ("决算数", "预算数"), "变动率": ("变动额", "上年"),
            "上年比例": ("上年部分", "上年整体"), "变动倍数": ("变动额", "上年"), "相当倍数": ("本年", "上年")}[name]  # fmt: skip
    if "变动数" in fact.blanks and name == "变动率":
        pair = ("变动数", "上年")
    values = [fact.blanks[one].value for one in pair]  # type: ignore[union-attr]
    numbers = [
        value.published.fraction if isinstance(value, Amount) else Fraction(str(value)) for value in values
    ]
    tails = [Fraction(value.money.step) / 2 if isinstance(value, Amount) else Fraction(0) for value in values]
    return numbers[0], tails[0] * (2 if name in ("变动率", "变动倍数") else 1), numbers[1], tails[1]


def judge_ratio(
    printed: Decimal,
    part: Fraction,
    part_tail: Fraction,
    whole: Fraction,
    whole_tail: Fraction,
    scale: int = 100,
) -> Level:
    """Return how wrong a printed rate is as part ÷ whole: a tail when rounding explains the difference, else an error.

    scale: 100 for a rate in per cent, 1 for a number of times.
    """
    exponent = printed.as_tuple().exponent
    step = Fraction(1, 10 ** max(0, -exponent if isinstance(exponent, int) else 0)) / 2
    least, most = part - part_tail, part + part_tail
    smallest, largest = whole - whole_tail, whole + whole_tail
    if largest <= 0:
        return Level.ERROR
    if smallest <= 0:  # the exact whole may be as little as anything
        return (
            Level.TAIL if least <= 0 or least / largest * scale - step <= Fraction(printed) else Level.ERROR
        )
    low = min(least / largest, least / smallest) * scale - step
    high = max(most / smallest, most / largest) * scale + step
    return Level.TAIL if low <= Fraction(printed) <= high else Level.ERROR
