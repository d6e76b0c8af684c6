"""Of which figures a printed rate is, and how exact they are."""

from __future__ import annotations

from fractions import Fraction

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
