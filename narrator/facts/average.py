"""均摊: what an amount comes to for each of a number of things: 人均接待费, 车均运行维护费."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from narrator.facts.count_change import counted_number
from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication
from narrator.number import YUAN_PER_WAN, Amount, Money, MoneyUnit, half_up, in_wan
from narrator.number_format import TWO_DECIMALS
from narrator.sources import Derived, Fact, Operand

GIVEN = ("总额", "个数")
# What a wording may say of an average: in 元, or in 万元, both with two decimals.
UNITS = {"均值元": Money(MoneyUnit.YUAN), "均值万元": Money(MoneyUnit.WAN, TWO_DECIMALS)}

SITUATIONS = {
    "有": Situation("个数大于零，总额不小于零", (*GIVEN, *UNITS)),
    "为负": Situation("个数大于零，总额小于零：不说均值", GIVEN),
    "无": Situation("个数为零，总额不为零：没有均值", GIVEN),
    "都没有": Situation("个数和总额都为零：均值写零", (*GIVEN, *UNITS)),
}


def derive(publication: Publication, whole: Operand, number: Operand) -> Fact:
    """Return what an amount, as it is printed, comes to for each of a number of things; nothing for none of them is
    nothing.

    Raises TypeError, in Chinese, when the first is no amount or the second no number of things.
    """
    amount, things = publication.amount(whole), counted_number(number)
    blanks: dict[str, Operand] = {"总额": whole, "个数": number}
    if amount and not things:
        return Fact("无", blanks, (whole, number))
    if amount.wan < 0:
        return Fact("为负", blanks, (whole, number))
    for name, money in UNITS.items():
        scale = 1 if money.unit is MoneyUnit.WAN else int(YUAN_PER_WAN)
        quotient = half_up(Fraction(amount.fraction * scale, max(things, 1)))
        factor = scale if amount.money.unit is MoneyUnit.WAN else Decimal(scale) / YUAN_PER_WAN
        formula = f"{publication.shown(whole)}{f' × {factor}' if factor != 1 else ''} ÷ {things}"
        blanks[name] = Derived(Amount(in_wan(quotient, money.unit), money), formula, (whole, number))
    return Fact("有" if things else "都没有", blanks, (whole, number))


AVERAGE = Kind("均摊", GIVEN, SITUATIONS, derive, ("金额", "个数"))
