"""Amounts as data.json may hold them: exact, with no more decimals than the unit allows."""

from __future__ import annotations

from decimal import Decimal

from narrator.number import EXACT, YUAN_PER_WAN, MoneyUnit, plain_digits

NOISE = Decimal("0.000001")  # of an amount's last decimal: what is less is a float's, not the accountant's


def exact_amount(number: Decimal, unit: MoneyUnit, wanted: MoneyUnit) -> tuple[Decimal, bool]:
    """Return an amount stated in one unit as it is written in another, and whether more was cut off than noise.

    The number is rounded half up to the decimals of its own unit: 851.1700000001 万元 is 851.17.
    """
    step = Decimal(1).scaleb(-unit.decimals)
    rounded = number.quantize(step, context=EXACT)
    cut = abs(number - rounded) > step * NOISE * 1000
    if unit is not wanted:
        factor = YUAN_PER_WAN if unit is MoneyUnit.WAN else 1 / YUAN_PER_WAN
        rounded = EXACT.multiply(rounded, factor)
    return Decimal(plain_digits(rounded)) if rounded else Decimal(0), cut
