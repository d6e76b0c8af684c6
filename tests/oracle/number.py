"""Rounding and printing, written anew with fractions: half up, away from zero, never -0.00."""

from __future__ import annotations

from fractions import Fraction


def steps(value: Fraction, scale: int) -> int:
    """VALUE in steps of 1/SCALE, rounded half away from zero."""
    size = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    return -size if value < 0 else size


def half_up(value: Fraction, places: int = 2) -> Fraction:
    """VALUE rounded half away from zero to PLACES decimals."""
    return Fraction(steps(value, 10**places), 10**places)


def money(value: Fraction) -> str:
    """VALUE as the document prints an amount in 万元, or a rate in per cent: two decimals, no 千分位."""
    cents = steps(value, 100)
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02d}"


def per_cent(ratio: Fraction) -> str:
    return money(ratio * 100)


def points(value: Fraction) -> str:
    """VALUE as a mark is printed: two decimals at most, none that are zeros at the end."""
    text = money(value)
    return text.rstrip("0").rstrip(".")


def chinese(number: int) -> str:
    """NUMBER (1 to 99) as numbering has it: 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[ones] if ones else "")
