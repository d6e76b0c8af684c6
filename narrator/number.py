"""Exact numbers: amounts in 万元, rates in per cent. The one place that rounds.

An amount enters through `Amount.of`, keeps its exact value, and is rounded only when it is printed:
once, half up, to the decimals of the form, which are two unless it says otherwise (DESIGN, "Numbers").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from functools import cached_property, lru_cache, total_ordering
from typing import Final

from narrator.number_format import TWO_DECIMALS, NumberFormat

CENT = Decimal("0.01")
NO_CENTS = Decimal("0.00")  # and never -0.00
HALF_CENT = Decimal("0.005")  # how far a number printed with two decimals may be from the exact one
# 万元: far beyond the state budget, so anything from there on is a mistake
LARGEST = Decimal(10) ** 12
MOST_DIGITS = LARGEST.adjusted()  # before the point
LEAST = Decimal("0.000001")  # 万元, or 0.01 元: the smallest part of an amount that data may state
YUAN_PER_WAN = Decimal(10_000)
LARGEST_IN_YUAN = LARGEST * YUAN_PER_WAN
# Wide enough that no sum, difference or quantize of legal amounts can lose a digit.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


Exact = Decimal | int | Fraction


class MoneyUnit(Enum):
    """The unit in which a file states its amounts; the value is its name in data.json."""

    YUAN = "元"
    WAN = "万元"

    __hash__ = (
        object.__hash__
    )  # there is one of each; Enum's own is Python, and they are asked for all the time

    @property
    def decimals(self) -> int:
        """How many decimals an amount in this unit may have; both units reach down to 0.01 元."""
        return 2 if self is MoneyUnit.YUAN else 6


WAN = MoneyUnit.WAN  # a member of an Enum is looked up in Python each time that it is named


def in_wan(number: Decimal, unit: MoneyUnit) -> Decimal:
    """Return a number of 元 or 万元 as one of 万元, exact."""
    return number if unit is MoneyUnit.WAN else EXACT.divide(number, YUAN_PER_WAN)


def half_up(value: Fraction, decimals: int = 2) -> Decimal:
    """Return the value rounded half away from zero to that many decimals, from its exact value; never -0."""
    number, whole = value.as_integer_ratio()
    magnitude, rest = divmod(abs(number) * 10**decimals, whole)
    if 2 * rest >= whole:
        magnitude += 1
    return Decimal(-magnitude if number < 0 else magnitude).scaleb(-decimals, EXACT)


def rounded(number: Decimal, step: Decimal = CENT) -> Decimal:
    """Return the number rounded half up to two decimals, or to those of another step; never -0.00."""
    return EXACT.plus(number if number.same_quantum(step) else number.quantize(step, context=EXACT))


def read_digits(printed: str) -> Decimal:
    """Return the number that is printed as digits, with or without commas for thousands. Raises InvalidOperation for what is
    no number."""
    return Decimal(printed.replace(",", ""))


def given_decimals(number: Decimal) -> int:
    """Return with how many decimals a number was given: 62 has none, 100.00 two."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def decimals(number: Decimal) -> int:
    """Return how many decimals the number needs, zeros at its end not counted, however long it is."""
    _, digits, exponent = number.as_tuple()
    if not number or not isinstance(exponent, int):
        return 0
    end = len(digits)
    while not digits[end - 1]:
        end -= 1
    return max(0, -exponent - (len(digits) - end))


@dataclass(frozen=True)
class Money:
    """How a form prints amounts: in which unit, and as which number in sentences and in tables, both with as many
    decimals. zero: what a sentence prints for an amount that rounds to zero; None for the number's own format.
    """

    unit: MoneyUnit = MoneyUnit.WAN
    prose: NumberFormat = TWO_DECIMALS
    tables: NumberFormat = TWO_DECIMALS
    zero: str | None = None

    @cached_property
    def step(self) -> Decimal:
        """The smallest amount that is printed, in 万元."""
        return Decimal(1).scaleb(-self.prose.places - (4 if self.unit is MoneyUnit.YUAN else 0))

    def number(self, wan: Decimal) -> Decimal:
        """Return the number that is printed for an amount in 万元, in the unit of the form."""
        printed = rounded(wan, self.step)
        return printed if self.unit is MoneyUnit.WAN else EXACT.multiply(printed, YUAN_PER_WAN)

    def unrounded(self, wan: Decimal) -> str | None:
        """Return an amount in 万元 with all its decimals, in the unit of the form; None when it prints with all of them."""
        if wan.same_quantum(self.step) or wan == rounded(wan, self.step):
            return None
        return plain_digits(wan if self.unit is MoneyUnit.WAN else EXACT.multiply(wan, YUAN_PER_WAN))

    def say(self, wan: Decimal) -> str:
        """Return an amount in 万元 as a sentence prints it."""
        number = self.number(wan)
        return self.prose.write(number) if number or self.zero is None else self.zero

    def tabulate(self, wan: Decimal) -> str:
        """Return an amount in 万元 as a table prints it."""
        return self.tables.write(self.number(wan))


MONEY = Money()  # 万元 with two decimals, as most forms print them


@total_ordering
@dataclass(
    slots=True, unsafe_hash=True
)  # there are thousands: Final is checked by mypy, where frozen would cost
class Amount:
    """A sum of money in 万元, exact; two of them are added, subtracted and compared exactly.

    money: how the form that it was read for prints it, and so to which decimals a reader knows it. What is computed
    from it has the same.
    """

    wan: Final[Decimal]
    money: Final[Money] = field(default=MONEY, compare=False, repr=False)

    @classmethod
    def of(cls, number: Decimal | int, unit: MoneyUnit = MoneyUnit.WAN, money: Money = MONEY) -> Amount:
        """Return the amount that a number states in that unit. money: how it is printed.

        Raises TypeError for anything but a Decimal or an int (floats are not exact), and ValueError with a
        Chinese message for NaN, infinities, numbers beyond any budget, and more decimals than the unit
        allows.
        """
        if (
            unit is WAN
            and type(number) is Decimal
            and number.same_quantum(CENT)
            and number.adjusted() < MOST_DIGITS
        ):
            return cls(number or NO_CENTS, money)  # as most are given
        if isinstance(number, bool) or not isinstance(number, (Decimal, int)):
            raise TypeError(f"an amount is a Decimal or an int, not {type(number).__name__}")
        value = Decimal(number)
        if not value.is_finite():
            raise ValueError("不是一个确定的数")
        if value.copy_abs() >= (LARGEST if unit is MoneyUnit.WAN else LARGEST_IN_YUAN):
            raise ValueError("数太大")
        if value != EXACT.quantize(value, LEAST if unit is MoneyUnit.WAN else CENT):
            raise ValueError(f"小数位太多，以{unit.value}计最多{unit.decimals}位")
        return cls(EXACT.plus(in_wan(value, unit)), money)

    @property
    def published(self) -> Amount:
        """The amount as a reader of the printed document knows it: rounded half up to 0.01 万元, or as its form has it."""
        if self.money is MONEY:
            return self if self.wan.same_quantum(CENT) else Amount(rounded(self.wan))
        return Amount(rounded(self.wan, self.money.step), self.money)

    def __add__(self, other: Amount) -> Amount:
        return Amount(EXACT.add(self.wan, other.wan), self.money)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(EXACT.subtract(self.wan, other.wan), self.money)

    def __neg__(self) -> Amount:
        return Amount(EXACT.minus(self.wan), self.money)

    def __abs__(self) -> Amount:
        return Amount(EXACT.abs(self.wan), self.money)

    @property
    def fraction(self) -> Fraction:
        """The amount in 万元 as a fraction, for proportions."""
        return Fraction(*self.wan.as_integer_ratio())  # which is quicker than Fraction(Decimal)

    def __lt__(self, other: Amount) -> bool:
        return self.wan < other.wan

    def __bool__(self) -> bool:
        return bool(self.wan)

    def __str__(self) -> str:
        """Return the amount as a sentence prints it, in 万元 with two decimals: 851.17, or as its form has it. Never -0.00."""
        if self.money is not MONEY:
            return self.money.say(self.wan)
        if not self.wan:
            return "0.00"
        return str(self.wan) if self.wan.same_quantum(CENT) else f"{rounded(self.wan):f}"  # as most are given

    def tabulated(self, zero: str | None = None) -> str:
        """Return the amount as a table prints it. zero: what it prints for an amount that rounds to zero; None for the
        number.
        """
        if zero is not None and not (self.wan and self.published.wan):  # most have nothing to round
            return zero
        return str(self) if self.money is MONEY else self.money.tabulate(self.wan)


ZERO = Amount(Decimal(0))


@total_ordering
@dataclass(slots=True, unsafe_hash=True)  # as of `Amount`
class Rate:
    """A proportion, exact. It prints in per cent, half up, and without the sign %: with two decimals, or as its form
    has it.
    """

    ratio: Final[Fraction]
    format: Final[NumberFormat] = field(default=TWO_DECIMALS, compare=False, repr=False)
    _per_cent: Decimal | None = field(default=None, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, part: Exact, whole: Exact, format: NumberFormat = TWO_DECIMALS) -> Rate:
        """Return the part divided by the whole. Raises ZeroDivisionError when the whole is zero, which has no
        rate.
        """
        number, divisor = part.as_integer_ratio()
        times, parts = whole.as_integer_ratio()
        return cls(
            Fraction(number * parts, divisor * times), format
        )  # one fraction, where part / whole makes three

    @property
    def per_cent(self) -> Decimal:
        """The number of per cent that is printed."""
        if self._per_cent is None:
            self._per_cent = half_up(self.ratio, self.format.places + 2).scaleb(2, EXACT)
        return self._per_cent

    def __lt__(self, other: Rate) -> bool:
        return self.ratio < other.ratio

    def __str__(self) -> str:
        return self.format.write(self.per_cent)


class Points(Rate):
    """How many percentage points (个百分点) lie between two percentages, exact; it prints as a rate does."""


@dataclass(frozen=True)
class Multiple:
    """How many times as much (倍), exact; it prints half up with two decimals at most, without zeros at its end: 1.2, 2."""

    ratio: Fraction

    @cached_property
    def printed(self) -> str:
        """The number as it is printed."""
        return plain_digits(half_up(self.ratio))

    def __str__(self) -> str:
        return self.printed


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
    def number(self) -> Decimal:
        """The points as a decimal number; those of a mean to as many digits as are reckoned with."""
        return EXACT.divide(Decimal(self.points.numerator), Decimal(self.points.denominator))

    @cached_property
    def printed(self) -> str:
        """The score as it is printed, rounded half up to two decimals."""
        return plain_digits(half_up(self.points))

    def __str__(self) -> str:
        return self.printed


@lru_cache(maxsize=10_001)  # as many as there are; a report has hundreds, and a dozen of them are different
def scored(number: Decimal) -> Score:
    """Return the score of a number from 0 to 100. Raises ValueError, in Chinese, for more than two decimals."""
    if decimals(number) > 2:
        raise ValueError("分数最多两位小数")
    return Score(Fraction(number))


def plain_digits(number: Decimal) -> str:
    """Return the number in plain digits, without an exponent and without zeros at the end of its decimals."""
    return f"{EXACT.plus(number.normalize(EXACT)):f}"
