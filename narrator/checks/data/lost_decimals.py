"""Amounts that lost their decimals on the way: of two sides that differ, the figure without decimals that would explain it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from narrator.checks.data.accounts import AccountCell, number_in_words
from narrator.number import EXACT, decimals

HUNDRED = Decimal(100)


def find_lost_decimals(left: AccountCell, parts: Sequence[AccountCell], gap: Decimal, near: Decimal) -> str:
    """Return which figure looks as if its point (69748 for 697.48) or its decimals (697 for 697.48) were lost, in words
    to follow others; "" when none does, or several may have lost their decimals.

    left: the one side. parts: the figures that add up to the other. gap: by how much the left side is larger. near: how
    far both sides may be apart, like gap in 万元.
    """
    bare: list[str] = []
    for cell, wanted in ((left, -gap), *((part, gap) for part in parts)):
        if not cell.number or cell.unit != "万元":
            continue
        meant = EXACT.add(cell.number, wanted)  # with which both sides agree
        if meant <= 0 or meant == meant.to_integral_value():
            continue
        if abs(EXACT.subtract(meant, EXACT.divide(cell.number, HUNDRED))) <= near:
            return (
                f"；{cell.name}像是漏了小数点：{number_in_words(cell.number)}，应当是{number_in_words(meant)}"
            )
        whole = not cell.exact and decimals(cell.number) == 0  # of amounts in 元 it says nothing
        if whole and cell.number in (meant.to_integral_value(way) for way in (ROUND_DOWN, ROUND_HALF_UP)):
            bare.append(
                f"；{cell.name}没有小数，像是漏了：{number_in_words(cell.number)}，应当是{number_in_words(meant)}"
            )
    return bare[0] if len(bare) == 1 else ""
