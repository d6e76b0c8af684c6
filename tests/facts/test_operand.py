"""Operands: printed or exact, shown in formulas, summed and averaged."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.notation import AMOUNTS, PUBLICATION, cents, figure, half_up, printed
from narrator.disclosure.value import Count, Figure, Percentage
from narrator.facts.operand import (
    PartTooLarge,
    Publication,
    difference,
    exact,
    leaf_figures,
    leaf_paths,
    mean,
    name,
    total,
)
from narrator.number import Amount, Money, Rate, Score
from narrator.number_format import NumberFormat
from narrator.sources import Derived


def at(path: str, number: str = "1.005") -> Figure:
    return Figure(Amount.of(Decimal(number)), path)


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("一般公共预算支出表.各科目.2060101.年初预算数", False),
        ("一般公共预算支出表.合计.年初预算数", False),
        ("一般公共预算支出表.合计.小计", True),
        ("财政拨款收支总表.支出.合计.年初预算数", True),
        ("财政拨款收支总表.支出.本年支出合计.年初预算数", False),
        ("前.财政拨款收支总表.支出.本年支出合计.年初预算数", True),
    ],
)
def test_patterns_say_what_the_form_does_not_print(path, published):
    form = Publication(["一般公共预算支出表.*.年初预算数", "财政拨款收支总表.支出.本年支出合计.年初预算数"])
    assert form.holds(at(path)) is published
    assert form.amount(at(path)).fraction == (Fraction("1.01") if published else Fraction("1.005"))
    assert form.number(at(path)) == (Fraction("1.01") if published else Fraction("1.005"))
    assert form.shown(at(path)) == ("1.01" if published else "1.005")


def test_everything_is_published_when_the_form_says_nothing():
    assert Publication().holds(at("一般公共预算支出表.合计.年初预算数"))
    assert Publication().unpublished == ()


def test_a_path_is_published_unless_a_pattern_has_it() -> None:
    form = Publication(["基本支出表.各科目.312*"])
    assert not form.prints("基本支出表.各科目.31201.决算数")
    assert form.prints("基本支出表.各科目.31101.决算数")


def test_what_was_derived_is_published():
    assert Publication(["*"]).holds(Derived(Amount.of(1), "1", ()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("851.17", "851.17"), ("10.005", "10.01"), ("~0.50838", "0.50838"), ("~0.5", "0.50"), ("~0.51", "0.51"), ("~10", "10.00"),
        ("~-0.001", "-0.001"), ("-0.001", "0.00"), ("3个", "3"), ("95.90分", "95.9"), ("1+2", "3.00"), ("~1234567", "1234567.00"),
    ],
)  # fmt: skip
def test_how_a_figure_stands_in_a_formula(text, shown):
    assert PUBLICATION.shown(figure(text)) == shown


@pytest.mark.parametrize(
    ("text", "number"), [("3个", "3"), ("95.9分", "95.9"), ("1.005", "1.01"), ("~1.005", "1.005")]
)
def test_plain_numbers(text, number):
    assert PUBLICATION.number(figure(text)) == Fraction(number)


def test_what_a_figure_is_called():
    assert name(figure("1")) == "数.1"
    assert name(figure("1+2")) == "“1.00 + 2.00”"


# ---- sums ----


@settings(max_examples=200)
@given(st.lists(st.decimals(-1000, 1000, places=6).map(str), max_size=6))
def test_a_sum_adds_printed_figures(numbers):
    found = total(map(figure, numbers), PUBLICATION)
    assert str(found) == printed(sum(map(cents, numbers)))
    assert found.formula == (" + ".join(printed(cents(number)) for number in numbers) or "0")
    assert [one.path for one in found.operands] == [f"数.{number}" for number in numbers]
    assert exact(found).fraction == sum(map(Fraction, numbers))


@settings(max_examples=100)
@given(st.lists(st.decimals(0, 1000, places=6).map(str), min_size=1, max_size=6))
def test_a_sum_adds_unpublished_figures_exactly(numbers):
    found = total([figure(f"~{number}") for number in numbers], PUBLICATION)
    assert found.value.fraction == exact(found).fraction == sum(map(Fraction, numbers))


def test_a_sum_of_sums_remembers_the_exact_amounts():
    assert exact(total([figure("0.004+0.004"), figure("0.004")], PUBLICATION)).fraction == Fraction("0.012")
    assert exact(figure("0.004+0.004+-0.008")) == Amount.of(0)
    assert exact(Derived(Amount.of(5), "5", ())) == Amount.of(5)
    assert exact(figure("~1.005")) == Amount.of(Decimal("1.005"))


def test_counts_are_added_as_counts():
    found = total([figure("2个"), figure("3个")], PUBLICATION)
    assert (found.value, found.formula) == (Count(5), "2 + 3")
    assert [one.path for one in found.operands] == ["数.2个", "数.3个"]
    assert found.exact is None


@settings(max_examples=50)
@given(AMOUNTS, AMOUNTS)
def test_a_difference_is_that_of_the_printed_figures(one, other):
    low, high = sorted((one, other), key=cents)
    found = difference(figure(high), figure(low), PUBLICATION)
    assert found.value.fraction * 100 == cents(high) - cents(low)
    assert exact(found).fraction == Fraction(high) - Fraction(low)
    if cents(high) > cents(low) and cents(high):
        with pytest.raises(PartTooLarge) as told:
            difference(figure(low), figure(high), PUBLICATION)
        formula = f"{PUBLICATION.shown(figure(low))} − {PUBLICATION.shown(figure(high))}"
        assert str(told.value) == f"数.{high}比数.{low}大，不能相减（{formula}）"
        assert (told.value.whole, told.value.part) == (figure(low), figure(high))


def test_nothing_may_be_taken_from_a_negative_amount():
    found = difference(figure("-1.37"), figure("0"), PUBLICATION)
    assert (str(found.value), found.formula) == ("-1.37", "-1.37 − 0.00")
    assert ([one.path for one in found.operands], found.rest) == (["数.-1.37", "数.0"], True)


def test_counts_are_taken_off_as_counts():
    found = difference(figure("5个"), figure("3个"), PUBLICATION)
    assert (found.value, found.formula) == (Count(2), "5 − 3")
    assert ([one.path for one in found.operands], found.rest) == (["数.5个", "数.3个"], True)


@pytest.mark.parametrize("texts", [["1", "1个"], ["2个", "1"], ["95分", "90分"]])
def test_a_difference_of_different_things_is_none(texts):
    with pytest.raises(TypeError, match=r"^数\..*不是金额$"):
        difference(*map(figure, texts), PUBLICATION)


def test_nothing_adds_up_to_no_money():
    found = total([], PUBLICATION)
    assert (found.value, found.formula, found.operands) == (Amount.of(0), "0", ())


def test_a_sum_is_printed_as_its_form_prints_amounts():
    tenths = Money(prose=NumberFormat.of("0.0"))
    parts = [Figure(Amount(Decimal(number), tenths), "某处") for number in ("1.24", "2.25")]
    found = total(parts, Publication(money=tenths))
    assert [str(one) for one in (found, exact(found))] == ["3.5", "3.5"]  # 1.2 + 2.3, and 3.49
    assert str(total([], Publication(money=tenths))) == "0.0"


@pytest.mark.parametrize("texts", [["1", "2个"], ["2个", "1"], ["95分"], ["null"]])
def test_a_sum_of_different_things_is_none(texts):
    with pytest.raises(TypeError, match=r"^数\..*不是金额$"):
        total(map(figure, texts), PUBLICATION)


def test_rates_have_no_exact_amount():
    with pytest.raises(TypeError, match=r"^“1 ÷ 2”不是金额$"):
        exact(Derived(Rate(Fraction(1, 2)), "1 ÷ 2", ()))
    with pytest.raises(TypeError, match=r"^率不能参加这样的计算$"):
        PUBLICATION.number(Figure(Percentage(Decimal(62)), "率"))


def test_a_row_that_is_not_published_takes_its_figures_along():
    publication = Publication(["基本支出表.各科目.30310", "收入支出总表.支出.债务*支出"])
    hidden = [
        "基本支出表.各科目.30310.决算数",
        "收入支出总表.支出.债务付息支出.决算数",
        "基本支出表.各科目.30310",
    ]
    assert not any(map(publication.prints, hidden))
    assert all(
        map(
            publication.prints,
            ["基本支出表.各科目.3031.决算数", "基本支出表.各科目.303101", "收入支出总表.支出.总计.决算数"],
        )
    )


# ---- means ----


@settings(max_examples=100)
@given(st.lists(st.integers(0, 10000), min_size=1, max_size=6))
def test_a_mean_is_exact_until_it_is_printed(hundredths):
    texts = [f"{number / 100:.2f}" for number in hundredths]
    found = mean([figure(f"{text}分") for text in texts], PUBLICATION)
    average = Fraction(sum(hundredths), len(hundredths) * 100)
    assert found.value == Score(average)
    assert Fraction(str(found)) == Fraction(half_up(average * 100), 100)
    assert len(found.operands) == len(texts)


def test_the_mean_of_the_sample():
    found = mean([figure("95.9分"), figure("99.84分")], PUBLICATION)
    assert (str(found), found.formula) == ("97.87", "(95.9 + 99.84) ÷ 2")


def test_the_mean_of_nothing_is_nought():
    found = mean([], PUBLICATION)
    assert (found.value, found.formula, found.operands) == (Score(Fraction(0)), "0", ())


def test_the_figures_that_an_operand_comes_from() -> None:
    one, other, third = at("甲"), at("乙"), at("丙", "2.01")
    whole = difference(total([third, one], PUBLICATION), other, PUBLICATION)
    assert list(leaf_figures(whole)) == [third, one, other]
    assert list(leaf_paths(whole)) == ["丙", "甲", "乙"]
    assert list(leaf_figures(one)) == [one]
