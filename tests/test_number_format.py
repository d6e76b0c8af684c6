"""Number formats: CLDR patterns, judged by babel; and what amounts and rates print in them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import parse_pattern
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.facts.operand import Publication
from narrator.number import MONEY, Amount, Money, MoneyUnit, Rate, rounded
from narrator.number_format import SMALLEST, ZEROS, NumberFormat, count_decimals

PATTERNS = ["0", "0.0", "0.00", "0.##", "0.0#", "#,##0", "#,##0.00", "#,##0.0##"]


@settings(max_examples=200)
@given(st.sampled_from(PATTERNS), st.decimals("-1e9", "1e9", places=6))
def test_a_number_is_written_as_babel_writes_it(pattern: str, number: Decimal) -> None:
    ours = NumberFormat.of(pattern)
    exact = rounded(number, Decimal(1).scaleb(-ours.places))
    assert ours.write(exact) == parse_pattern(pattern).apply(exact, "zh_CN")


@pytest.mark.parametrize("pattern", ["", "0.", "#.00", "00.00", "0,0.00", "#,##0.00%", "0.0000000", "0.#0", "¤0.00", "0.00;-0.00", "甲"])  # fmt: skip
def test_a_pattern_that_is_none_of_ours(pattern: str) -> None:
    with pytest.raises(ValueError, match="数的格式写成"):
        NumberFormat.of(pattern)


def test_a_pattern_with_as_many_decimals_as_there_may_be() -> None:
    assert NumberFormat.of("0.000000") == NumberFormat(6, 6)
    assert NumberFormat.of("#,##0.0#####") == NumberFormat(6, 1, grouped=True)


def test_what_a_wording_may_write_out() -> None:
    assert (ZEROS[:3], SMALLEST[:3]) == (("0", "0.0", "0.00"), ("1", "0.1", "0.01"))


YUAN = Money(MoneyUnit.YUAN, NumberFormat.of("#,##0.00"), NumberFormat.of("#,##0.00"))
TENTH = Money(MoneyUnit.WAN, NumberFormat.of("0.0"), NumberFormat.of("#,##0.0"), "0")


@pytest.mark.parametrize(
    ("wan", "money", "said", "tabulated"),
    [
        ("1234.5678", MONEY, "1234.57", "1234.57"),
        ("0.004", MONEY, "0.00", "—"),
        ("-0.004", MONEY, "0.00", "—"),
        ("1234.5678", YUAN, "12,345,678.00", "12,345,678.00"),
        ("0.000001", YUAN, "0.01", "0.01"),
        ("0", YUAN, "0.00", "—"),
        ("1234.55", TENTH, "1234.6", "1,234.6"),
        ("-1234.55", TENTH, "-1234.6", "-1,234.6"),
        ("0.04", TENTH, "0", "—"),
        ("0.05", TENTH, "0.1", "0.1"),
    ],
)
def test_an_amount_as_its_form_prints_it(wan: str, money: Money, said: str, tabulated: str) -> None:
    amount = Amount(Decimal(wan), money)
    assert (str(amount), amount.tabulated("—")) == (said, tabulated)
    assert str(amount.published) == said
    assert bool(amount.published) == (said not in ("0", "0.00"))


@settings(max_examples=100)
@given(
    st.decimals("-1e5", "1e5", places=6)
    | st.sampled_from([Decimal(0), Decimal("0.00"), Decimal("0.004"), Decimal("5.5")])
)
def test_a_table_prints_an_amount_in_the_pattern_of_its_form(wan: Decimal) -> None:
    for money, pattern in ((MONEY, "0.00"), (YUAN, "#,##0.00"), (TENTH, "#,##0.0")):
        number = wan if money.unit is MoneyUnit.WAN else wan * 10000
        exact = rounded(number, Decimal(1).scaleb(-money.tables.places))
        written = parse_pattern(pattern).apply(exact, "zh_CN")
        amount = Amount(wan, money)
        assert amount.tabulated() == written
        assert amount.tabulated("—") == (written if exact else "—")


@pytest.mark.parametrize(
    ("wan", "money", "whole"),
    [
        ("1.23", MONEY, None),
        ("1.234500", MONEY, "1.2345"),
        ("1.25", TENTH, "1.25"),
        ("1.20", TENTH, None),
        ("1.234567", YUAN, None),
        ("1.23456", Money(MoneyUnit.YUAN, NumberFormat.of("0")), "12345.6"),
    ],
)
def test_an_amount_with_all_its_decimals_where_it_prints_with_fewer(
    wan: str, money: Money, whole: str | None
) -> None:
    assert money.unrounded(Decimal(wan)) == whole


def test_an_amount_that_is_read_prints_as_its_form_has_it() -> None:
    assert str(Amount.of(Decimal("12345.5"), MoneyUnit.YUAN, YUAN)) == "12,345.50"
    assert str(Amount.of(Decimal("1.25"), money=TENTH)) == "1.3"


@given(st.decimals(-1000, 1000, places=6), st.decimals(-1000, 1000, places=6))
@settings(max_examples=50)
def test_what_is_computed_is_printed_alike(one: Decimal, other: Decimal) -> None:
    first, second = Amount(one, TENTH), Amount(other, TENTH)
    for made in (first + second, first - second, -first, abs(first), first.published):
        assert made.money is TENTH
    assert (first.published + second.published).published == first.published + second.published


def test_a_rate_as_its_form_prints_it() -> None:
    third = Fraction(1, 3)
    patterns = ("0", "0.0", "0.00", "0.##")
    assert [str(Rate(third, NumberFormat.of(one))) for one in patterns] == ["33", "33.3", "33.33", "33.33"]
    assert [str(Rate(Fraction(1), NumberFormat.of(one))) for one in patterns] == [
        "100",
        "100.0",
        "100.00",
        "100",
    ]
    assert str(Rate(Fraction(5, 1000), NumberFormat.of("0"))) == "1", "half up"
    assert str(Rate.of(Fraction(1), Fraction(3), NumberFormat.of("0.0"))) == "33.3"
    assert str(Publication(rates=NumberFormat.of("0.0")).rate(Fraction(1), Fraction(3))) == "33.3"


def test_how_many_decimals_a_printed_number_has() -> None:
    printed = ("12", "12%", "0.5", "1,234.50", "33.333%", "-0.0001")
    assert [count_decimals(text) for text in printed] == [0, 0, 1, 2, 3, 4]


def test_nothing_is_written_as_its_form_writes_it() -> None:
    dash = NumberFormat(2, 2, zero="—")
    assert [*map(dash.write, [Decimal(0), Decimal("0.00"), Decimal("0.01")])] == ["—", "—", "0.01"]
    assert NumberFormat(1, 0).write(Decimal("0.0")) == "0"
