"""Exact numbers against an oracle that knows only fractions; every limit from both sides."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrator.number import (
    ZERO,
    Amount,
    MoneyUnit,
    Rate,
    Score,
    decimals,
    given_decimals,
    half_up,
    plain_digits,
    read_digits,
)

quick = settings(max_examples=200)

WAN, YUAN = MoneyUnit.WAN, MoneyUnit.YUAN
wan_amounts = st.decimals(-(10**12) + 1, 10**12 - 1, places=6)
yuan_amounts = st.decimals(-(10**16) + 1, 10**16 - 1, places=2)
fractions = st.fractions(max_denominator=10**9)


def by_hand(value: Fraction, places: int = 2) -> str:
    """VALUE rounded half away from zero, written out digit by digit, as a person with a pencil does."""
    units = floor(abs(value) * 10**places + Fraction(1, 2))
    digits = str(units).rjust(places + 1, "0")
    sign = "-" if value < 0 and units else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


# ---- what is printed ----


@pytest.mark.parametrize(
    ("number", "given"),
    [("62", 0), ("100.00", 2), ("0.5", 1), ("-0.120", 3), ("1E+2", 0), ("NaN", 0), ("Infinity", 0)],
)
def test_with_how_many_decimals_a_number_was_given(number, given):
    assert given_decimals(Decimal(number)) == given


def test_printed_digits_are_read_with_and_without_commas():
    assert [*map(read_digits, ["1,234,567.80", "12.50", "-3"])] == [
        Decimal("1234567.80"),
        Decimal("12.50"),
        Decimal(-3),
    ]
    with pytest.raises(decimal.InvalidOperation):
        read_digits("八成")


# ---- rounding ----


@quick
@given(fractions, st.integers(0, 6))
@example(Fraction(1, 200), 2)
@example(Fraction(-1, 200), 2)
@example(Fraction(-49, 10000), 2)
@example(Fraction(1, 8), 2)
@example(Fraction(0), 2)
def test_half_up_rounds_as_a_person_does(value, places):
    rounded = half_up(value, places)
    assert f"{rounded:f}" == by_hand(value, places)
    assert rounded.as_tuple().exponent == -places


@quick
@given(wan_amounts)
@example(Decimal("-0.005"))
@example(Decimal("-0.004999"))
@example(Decimal("0.125"))
@example(Decimal("0.135"))
@example(Decimal("-0.000001"))
@example(Decimal("999999999999.999999"))
@example(Decimal("-0"))
def test_an_amount_prints_half_up(number):
    amount = Amount.of(number)
    assert str(amount) == by_hand(Fraction(number))
    assert amount.published.fraction == Fraction(by_hand(Fraction(number)))
    assert str(amount.published) == str(amount)


@quick
@given(yuan_amounts)
@example(Decimal("50"))
@example(Decimal("-49.99"))
@example(Decimal("9999999999999999.99"))
def test_an_amount_in_yuan_is_the_same_money_in_wan(number):
    amount = Amount.of(number, YUAN)
    assert amount.fraction == Fraction(number) / 10000
    assert str(amount) == by_hand(Fraction(number) / 10000)


@quick
@given(st.fractions(-(10**6), 10**6, max_denominator=10**6))
@example(Fraction(-1, 20001))
@example(Fraction(1, 20000))
def test_a_rate_prints_in_per_cent(ratio):
    assert str(Rate(ratio)) == by_hand(ratio * 100)


def test_a_rate_of_the_smallest_and_the_largest_amounts_keeps_every_digit():
    rate = Rate.of(
        Amount.of(Decimal("999999999999.999999")).fraction, Amount.of(Decimal("0.000001")).fraction
    )
    assert str(rate) == "99999999999999999900.00"


@pytest.mark.parametrize("rounding", [decimal.ROUND_FLOOR, decimal.ROUND_DOWN, decimal.ROUND_HALF_EVEN])
def test_the_program_around_can_not_change_the_rounding(rounding):
    with decimal.localcontext(decimal.Context(prec=2, rounding=rounding)):
        assert str(Amount.of(Decimal("1234.565"))) == "1234.57"
        assert str(Amount.of(Decimal("-0.001"))) == "0.00"
        assert str(Amount.of(Decimal("-0.001")).published) == "0.00"
        assert str(Amount.of(Decimal("12345600.50"), YUAN)) == "1234.56"
        assert str(Rate(Fraction(-1, 10**6))) == "0.00"
        assert str(Rate(Fraction(123456, 100))) == "123456.00"
        assert str(Score.of(Decimal("97.87"))) == "97.87"
        assert plain_digits(Decimal("-0.00")) == "0"
        assert plain_digits(Decimal("12345.600")) == "12345.6"


# ---- what may enter ----


@pytest.mark.parametrize("number", [1.0, 0.0, True, False, "1", None, Fraction(1)])
def test_only_exact_numbers_enter(number):
    with pytest.raises(TypeError, match=f"an amount is a Decimal or an int, not {type(number).__name__}"):
        Amount.of(number)


@pytest.mark.parametrize("number", [96.0, 96, True, "96", None])
def test_only_a_decimal_is_a_score(number):
    with pytest.raises(TypeError, match=f"a score is a Decimal, not {type(number).__name__}"):
        Score.of(number)


@pytest.mark.parametrize("unit", MoneyUnit)
@pytest.mark.parametrize("number", ["NaN", "-NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_amount(number, unit):
    with pytest.raises(ValueError, match=r"^不是一个确定的数$"):
        Amount.of(Decimal(number), unit)


def test_the_units_are_named_as_in_the_data():
    assert {unit.value: unit.decimals for unit in MoneyUnit} == {"元": 2, "万元": 6}


def test_the_unit_is_wan_when_nobody_says():
    assert Amount.of(Decimal("1.5")) == Amount.of(Decimal("1.5"), WAN) == Amount.of(Decimal("15000"), YUAN)
    assert Amount.of(7) == Amount.of(Decimal(7))


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        ("0.000001", WAN),
        ("0.0000010000000", WAN),
        ("0.01", YUAN),
        ("0.0100000", YUAN),
        ("1E-6", WAN),
        ("1E-2", YUAN),
        ("1." + "0" * 200, WAN),
        ("0E-999999", YUAN),
        ("0E+999999", WAN),
        ("999999999999.999999", WAN),
        ("-999999999999.999999", WAN),
        ("9999999999999999.99", YUAN),
        ("-9999999999999999.99", YUAN),
        ("9E+11", WAN),
    ],
)
def test_as_many_digits_as_the_unit_allows(number, unit):
    expected = Fraction(Decimal(number)) / (10000 if unit is YUAN else 1)
    assert Amount.of(Decimal(number), unit).fraction == expected


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        ("0.0000001", WAN),
        ("1.2345678", WAN),
        ("-0.0000001", WAN),
        ("0.001", YUAN),
        ("-12.345", YUAN),
        ("1E-7", WAN),
        ("1E-3", YUAN),
        ("1E-400", WAN),
        ("1E-999999999", WAN),
        ("1." + "0" * 65 + "1", WAN),  # beyond the digits of any context
        ("0.00" + "9" * 80, YUAN),
    ],
)
def test_more_decimals_than_the_unit_allows(number, unit):
    with pytest.raises(ValueError, match=f"^小数位太多，以{unit.value}计最多{unit.decimals}位$"):
        Amount.of(Decimal(number), unit)


@pytest.mark.parametrize(
    ("number", "unit"),
    [
        ("1E+12", WAN),
        ("1000000000000.00", WAN),
        ("-1E+12", WAN),
        ("1E+16", YUAN),
        ("-1E+16", YUAN),
        ("1000000000000.5", WAN),
        ("1E+20", WAN),
        ("1E+21", WAN),
        ("1E+400", WAN),
        ("1E+999999999", YUAN),
        ("9" * 5000, WAN),
    ],
)
def test_more_than_any_state_spends(number, unit):
    with pytest.raises(ValueError, match=r"^数太大$"):
        Amount.of(Decimal(number), unit)


@quick
@given(st.text("0123456789", min_size=1, max_size=70), st.integers(-80, 80))
@example("1000", -3)
@example("0", -9)
@example("10", -1)
def test_decimals_are_counted_without_zeros_at_the_end(digits, exponent):
    number = Decimal(f"{digits}E{exponent}")
    needed = next(count for count in range(200) if (Fraction(number) * 10**count).denominator == 1)
    assert decimals(number) == needed


# ---- arithmetic ----


@quick
@given(wan_amounts, wan_amounts)
def test_amounts_add_and_compare_exactly(left, right):
    one, other = Amount.of(left), Amount.of(right)
    assert (one + other).fraction == Fraction(left) + Fraction(right)
    assert (one - other).fraction == Fraction(left) - Fraction(right)
    assert (-one).fraction == -Fraction(left)
    assert abs(one).fraction == abs(Fraction(left))
    assert (one < other, one <= other, one == other) == (left < right, left <= right, left == right)
    assert bool(one) == (left != 0)


def test_zero_has_no_sign():
    for nought in ("-0", "-0.00", "-0.000"):
        assert not Amount.of(Decimal(nought)).wan.is_signed()
    nothing = Amount.of(Decimal("1.5")) - Amount.of(Decimal("1.5"))
    assert nothing == ZERO
    assert not nothing
    assert [str(amount) for amount in (nothing, -nothing, -ZERO, Amount.of(Decimal("-0.00")))] == ["0.00"] * 4
    assert hash(nothing) == hash(Amount.of(Decimal("-0.00")))


@pytest.mark.parametrize("other", [1, Decimal(1), 1.0, Rate(Fraction(1)), Score(Fraction(1))])
def test_amounts_mix_with_nothing_else(other):
    with pytest.raises((TypeError, AttributeError)):
        ZERO + other
    assert other != ZERO


@quick
@given(fractions, fractions.filter(bool), fractions)
def test_a_rate_is_part_by_whole(part, whole, other):
    assert Rate.of(part, whole).ratio * whole == part
    assert (Rate(part) < Rate(other)) == (part < other)
    assert (Rate(part) >= Rate(other)) == (part >= other)


def test_a_base_of_zero_has_no_rate():
    with pytest.raises(ZeroDivisionError):
        Rate.of(Fraction(1), Fraction(0))


# ---- scores ----


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("0", "0"), ("-0.00", "0"), ("0.01", "0.01"), ("96", "96"), ("96.00", "96"), ("95.90", "95.9"),
        ("97.87", "97.87"), ("99.99", "99.99"), ("100", "100"), ("1E+2", "100"), ("100.00", "100"),
        ("13.3" + "0" * 80, "13.3"),
    ],
)  # fmt: skip
def test_a_score_prints_without_zeros_at_the_end(number, printed):
    assert str(Score.of(Decimal(number))) == printed


def test_the_number_of_a_score_is_exact_but_for_a_mean():
    assert Score.of(Decimal("97.870")).number == Decimal("97.87")
    assert abs(Score(Fraction(200, 3)).number * 3 - 200) < Decimal("1e-20")


def test_an_average_score_is_rounded_half_up():
    assert str(Score(Fraction(3817, 40))) == "95.43"  # 95.425
    assert str(Score(Fraction(200, 3))) == "66.67"


@pytest.mark.parametrize(
    "number", ["-0.01", "100.01", "101", "-1", "NaN", "sNaN", "Infinity", "-Infinity", "1E+999999999"]
)
def test_a_score_beyond_its_bounds(number):
    with pytest.raises(ValueError, match=r"^分数要在0到100之间$"):
        Score.of(Decimal(number))


@pytest.mark.parametrize("number", ["0.001", "95.125", "1E-999999999", "99." + "0" * 65 + "1"])
def test_a_score_with_three_decimals(number):
    with pytest.raises(ValueError, match=r"^分数最多两位小数$"):
        Score.of(Decimal(number))


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("0", "0"),
        ("-0.00", "0"),
        ("1E+3", "1000"),
        ("100", "100"),
        ("0.500", "0.5"),
        ("-12.340", "-12.34"),
        ("1E-6", "0.000001"),
    ],
)
def test_plain_digits(number, digits):
    assert plain_digits(Decimal(number)) == digits
