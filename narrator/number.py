"""Exact numbers: amounts in 万元, rates in per cent. The one place that rounds.

An amount enters through `Amount.of`, keeps its exact value, and is rounded only when it is printed:
once, half up, to two decimals (DESIGN, "Numbers").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache, total_ordering

CENT = Decimal("0.01")
LARGEST = (
    Decimal(10) ** 12
)  # 万元: far beyond the state budget, so anything from there on is a slip of the hand
YUAN_PER_WAN = Decimal(10_000)
LARGEST_IN_YUAN = LARGEST * YUAN_PER_WAN
# Wide enough that no sum, difference or quantize of legal amounts can lose a digit.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Unit(Enum):
    """The unit in which a file states its amounts; the value is its name in data.json."""

    YUAN = "元"
    WAN = "万元"

    @property
    def decimals(self) -> int:
        """How many decimals an amount in this unit may have; both units reach down to 0.01 元."""
        return 2 if self is Unit.YUAN else 6


def half_up(value: Fraction, decimals: int = 2) -> Decimal:
    """Return the value rounded half away from zero to that many decimals, from its exact value; never -0."""
    scale: int = 10**decimals
    magnitude, rest = divmod(abs(value.numerator) * scale, value.denominator)
    if 2 * rest >= value.denominator:
        magnitude += 1
    return Decimal(-magnitude if value < 0 else magnitude).scaleb(-decimals, EXACT)


def rounded(number: Decimal) -> Decimal:
    """Return the number rounded half up to two decimals; never -0.00."""
    return EXACT.plus(number.quantize(CENT, context=EXACT))


def decimals(number: Decimal) -> int:
    """Return how many decimals the number needs, zeros at its end not counted, however long it is."""
    _, digits, exponent = number.as_tuple()
    if not number or not isinstance(exponent, int) or exponent >= 0:
        return 0
    end = len(digits)
    while not digits[end - 1]:
        end -= 1
    return max(0, -exponent - (len(digits) - end))


@total_ordering
@dataclass(frozen=True)
class Amount:
    """A sum of money in 万元, exact; two of them are added, subtracted and compared exactly."""

    wan: Decimal

    @classmethod
    def of(cls, number: Decimal | int, unit: Unit = Unit.WAN) -> Amount:
        """Return the amount that a number states in that unit.

        Raises TypeError for anything but a Decimal or an int (floats are not exact), and ValueError with a
        Chinese message for NaN, infinities, numbers beyond any budget, and more decimals than the unit
        allows.
        """
        if isinstance(number, bool) or not isinstance(number, (Decimal, int)):
            raise TypeError(f"an amount is a Decimal or an int, not {type(number).__name__}")
        value = Decimal(number)
        if not value.is_finite():
            raise ValueError("不是一个确定的数")
        if value.copy_abs() >= (LARGEST if unit is Unit.WAN else LARGEST_IN_YUAN):
            raise ValueError("数太大")
        if decimals(value) > unit.decimals:
            raise ValueError(f"小数位太多，以{unit.value}计最多{unit.decimals}位")
        return cls(EXACT.plus(value if unit is Unit.WAN else EXACT.divide(value, YUAN_PER_WAN)))

    @property
    def published(self) -> Amount:
        """The amount as a reader of the printed document knows it: rounded half up to 0.01 万元."""
        return Amount(rounded(self.wan))

    def __add__(self, other: Amount) -> Amount:
        return Amount(EXACT.add(self.wan, other.wan))

    def __sub__(self, other: Amount) -> Amount:
        return Amount(EXACT.subtract(self.wan, other.wan))

    def __neg__(self) -> Amount:
        return Amount(EXACT.minus(self.wan))

    def __abs__(self) -> Amount:
        return Amount(EXACT.abs(self.wan))

    @property
    def fraction(self) -> Fraction:
        """The amount in 万元 as a fraction, for proportions."""
        return Fraction(self.wan)

    def __lt__(self, other: Amount) -> bool:
        return self.wan < other.wan

    def __bool__(self) -> bool:
        return bool(self.wan)

    def __str__(self) -> str:
        """Return the amount as the document prints it, in 万元 with two decimals: 851.17. Never -0.00."""
        return f"{rounded(self.wan):f}" if self.wan else "0.00"


ZERO = Amount(Decimal(0))


@total_ordering
@dataclass(frozen=True)
class Rate:
    """A proportion, exact. It prints in per cent with two decimals, half up, and without the sign %."""

    ratio: Fraction

    @classmethod
    def of(cls, part: Fraction, whole: Fraction) -> Rate:
        """Return the part divided by the whole. Raises ZeroDivisionError when the whole is zero, which has no
        rate.
        """
        return cls(part / whole)

    def __lt__(self, other: Rate) -> bool:
        return self.ratio < other.ratio

    def __str__(self) -> str:
        return f"{half_up(self.ratio * 100):.2f}"


@dataclass(frozen=True)
class Score:
    """A mark of a performance evaluation in points (分), exact; it prints without zeros at its end: 96, 97.87."""

    points: Fraction

    @classmethod
    def of(cls, number: Decimal) -> Score:
        """Return the score that a number states.

        Raises TypeError for anything but a Decimal, and ValueError with a Chinese message for a number
        outside of 0 to 100 or with more than two decimals.
        """
        if not isinstance(number, Decimal):
            raise TypeError(f"a score is a Decimal, not {type(number).__name__}")
        if not number.is_finite() or not 0 <= number <= 100:
            raise ValueError("分数要在0到100之间")
        return scored(number)

    @cached_property
    def printed(self) -> str:
        """The score as it is printed, rounded half up to two decimals."""
        return plain(half_up(self.points))

    def __str__(self) -> str:
        return self.printed


@lru_cache(maxsize=10_001)  # as many as there are; a report has hundreds, and a dozen of them are different
def scored(number: Decimal) -> Score:
    """Return the score of a number from 0 to 100. Raises ValueError, in Chinese, for more than two decimals."""
    if decimals(number) > 2:
        raise ValueError("分数最多两位小数")
    return Score(Fraction(number))


def plain(number: Decimal) -> str:
    """Return the number in plain digits, without an exponent and without zeros at the end of its decimals."""
    return f"{EXACT.plus(number.normalize(EXACT)):f}"
