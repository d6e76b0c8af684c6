"""变动: every situation, each limit from both sides, and the whole of it against a pocket calculator."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given, settings

from facts.notation import AMOUNTS, cents, change, derived, fact, formulas, half_up, printed, rate
from narrator.facts.change import CHANGE, SITUATIONS


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("851.17", "878.16", "减少 26.99 3.07"),
        ("10", "8", "增加 2.00 25.00"),
        ("3", "1", "增加 2.00 200.00"),
        ("0", "5", "减少到零 5.00 100.00"),
        ("5", "0", "从零增加 5.00"),
        ("-5", "0", "从零减少 5.00"),
        ("-2", "5", "减少到负 7.00"),
        ("5", "-2", "负数增加 7.00"),
        ("-1", "-2", "负数增加 1.00"),
        ("0", "-2", "负数增加 2.00"),
        ("-3", "-2", "负数减少 1.00"),
        ("5", "null", "无上年数"),
        ("0", "null", "无上年数"),
        ("-5", "null", "无上年数"),
        ("5", "5", "持平"),
        ("0", "0", "持平"),
        ("-5", "-5", "持平"),
        # What prints as 0.00 is no change; what prints as 0.01 is one.
        ("0.004999", "0", "持平"),
        ("0.005", "0", "从零增加 0.01"),
        ("-0.004999", "0", "持平"),
        ("-0.005", "0", "从零减少 0.01"),
        ("10.004", "9.995", "持平"),
        ("10.005", "10.004", "增加 0.01 0.10"),
        ("10.004", "10.005", "减少 0.01 0.10"),
        ("0.004", "5", "减少到零 5.00 100.00"),
        ("-0.004", "5", "减少到零 5.00 100.00"),
        ("-0.005", "5", "减少到负 5.01"),
        ("5", "-0.004", "从零增加 5.00"),
        ("5", "-0.005", "负数增加 5.01"),
        # A rate that prints as 0.00 beside a change that does not.
        ("200.01", "200", "增加 0.01 0.01"),
        ("200.02", "200.01", "略增 0.01"),
        ("200", "200.01", "略减 0.01"),
        ("199.99", "200", "减少 0.01 0.01"),
        ("900000.01", "900000", "略增 0.01"),
        # A rate above 1000%.
        ("11", "1", "增加 10.00 1000.00"),
        ("11.01", "1", "成倍增加 10.01 1001.00 10.01 11.01"),
        ("110000.01", "10000", "成倍增加 100000.01 1000.00 10 11"),
        ("100", "0.03", "成倍增加 99.97 333233.33 3332.33 3333.33"),
    ],
)
def test_situations(now, before, said):
    assert change(now, before) == said


def test_every_situation_can_be_reached():
    cases = "10 8|8 10|200.02 200.01|200 200.01|99 1|1 1|1 0|-1 0|0 1|-1 1|1 -1|-2 -1|1 null"
    assert [change(*case.split()).split()[0] for case in cases.split("|")] == list(SITUATIONS)


def times(part: int, whole: int) -> str:
    """PART in WHOLE, with no zeros at the end of its two decimals."""
    hundredths = printed(half_up(Fraction(part, whole) * 100))
    return hundredths.rstrip("0").rstrip(".")


def expected(now: str, before: str) -> str:
    """What is said of a change, by a person with the two printed figures and a calculator."""
    this, last = cents(now), cents(before)
    change, up = abs(this - last), this > last
    if not change:
        return "持平"
    amount = printed(change)
    if last > 0 and this >= 0:
        per_cent = rate(change, last)
        if per_cent == "0.00":
            return f"{'略增' if up else '略减'} {amount}"
        if not this:
            return f"减少到零 {amount} {per_cent}"
        if up and change > 10 * last:
            return f"成倍增加 {amount} {per_cent} {times(change, last)} {times(this, last)}"
        return f"{'增加' if up else '减少'} {amount} {per_cent}"
    if last > 0:
        return f"减少到负 {amount}"
    return f"{'负数' if last else '从零'}{'增加' if up else '减少'} {amount}"


@settings(max_examples=400)
@given(AMOUNTS, AMOUNTS)
@example("0.005", "0.014999")
@example("999999999999.99", "0.01")
def test_a_pocket_calculator_agrees(now, before):
    assert change(now, before) == expected(now, before)


@pytest.mark.parametrize(
    ("now", "budget", "said"),
    [
        ("0.505", "~0.505", "持平"),
        ("0.005", "~0.005", "持平"),
        ("-0.005", "~-0.005", "持平"),
        ("0.505", "~0.504", "增加 0.01 1.98"),
        ("0.504", "~0.505", "减少 0.01 1.98"),
    ],
)
def test_what_is_the_same_is_no_change_where_one_of_them_is_not_printed(now, budget, said):
    assert change(now, budget) == said


@settings(max_examples=200)
@given(AMOUNTS, AMOUNTS)
def test_a_situation_gives_the_blanks_that_it_promises_and_its_direction_is_true(now, before):
    found = fact(CHANGE, now, before)
    situation = SITUATIONS[found.situation]
    assert tuple(found.blanks) == situation.blanks
    assert situation.direction == (cents(now) > cents(before)) - (cents(now) < cents(before))
    assert situation.differs == (cents(now) != cents(before))
    assert [one.path for one in found.operands] == [f"数.{now}", f"数.{before}"]
    assert all(one.operands == found.operands for one in derived(found))


@settings(max_examples=200)
@given(AMOUNTS, AMOUNTS)
def test_years_exchanged_turn_the_direction_and_keep_the_amount(now, before):
    there, back = fact(CHANGE, now, before), fact(CHANGE, before, now)
    assert SITUATIONS[there.situation].direction == -SITUATIONS[back.situation].direction
    assert str(there.blanks.get("变动额")) == str(back.blanks.get("变动额"))


def test_without_last_year_there_is_nothing_to_compare_with():
    found = fact(CHANGE, "5", "null")
    assert tuple(found.blanks) == SITUATIONS["无上年数"].blanks == ("本年",)
    assert [one.path for one in found.operands] == ["数.5", "数.null"]


@pytest.mark.parametrize(
    ("now", "before", "amount", "share"),
    [
        ("851.17", "878.16", "878.16 − 851.17", "26.99 ÷ 878.16"),
        ("10.005", "10.004", "10.01 − 10.00", "0.01 ÷ 10.00"),
        ("-2", "5", "5.00 − -2.00", None),
        ("5", "0", "5.00 − 0.00", None),
        ("200.02", "200.01", "200.02 − 200.01", None),
        ("~8.251234", "~8", "8.251234 − 8.00", "0.25 ÷ 8.00"),
    ],
)
def test_formulas_are_told_in_printed_figures(now, before, amount, share):
    wanted = {"变动额": amount, **({"变动率": share} if share else {})}
    assert formulas(CHANGE, now, before) == wanted


def test_a_figure_that_nobody_has_printed_counts_exactly():
    assert change("~1.0049", "~1.0001") == "持平"
    assert change("~1.0099", "~1.0001") == "增加 0.01 1.00"
    assert change("~1.0099", "1.0001") == "增加 0.01 1.00"


@pytest.mark.parametrize("bad", ["3个", "95分"])
def test_only_amounts_change(bad):
    with pytest.raises(TypeError, match=rf"^数\.{bad}不是金额$"):
        change(bad, "1")
    with pytest.raises(TypeError, match=rf"^数\.{bad}不是金额$"):
        change("1", bad)
