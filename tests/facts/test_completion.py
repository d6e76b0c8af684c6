"""完成: every situation, published and unpublished budgets, and when a difference is none."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given, settings

from facts.notation import AMOUNTS, cents, completion, derived, fact, formulas, half_up, printed, rate
from narrator.facts.completion import COMPLETION, SITUATIONS


@pytest.mark.parametrize(
    ("final", "budget", "said"),
    [
        ("1.66", "~0.50838", "大于 1.15 326.53"),
        ("1.66", "0.50838", "大于 1.15 325.49"),  # were the budget printed as 0.51
        ("12", "10", "大于 2.00 120.00"),
        ("8", "10", "小于 2.00 80.00"),
        ("0", "10", "小于 10.00 0.00"),
        ("10", "10", "持平 0.00 100.00"),
        ("5", "0", "未安排预算 5.00"),
        ("0", "0", "未安排未支出 0.00"),
        ("0.004", "0", "未安排未支出 0.00"),
        ("0.005", "0", "未安排预算 0.01"),
        ("-0.004", "0", "未安排未支出 0.00"),
        ("-0.005", "0", "负数小于 0.01"),
        ("5", "0.004", "未安排预算 5.00"),
        ("5", "~0.004", "大于 5.00 125000.00"),
        # What prints as nothing does not complete a budget of a few 元.
        ("0", "~0.004", "未安排未支出 0.00"),
        ("0", "~0.0049", "未安排未支出 0.00"),
        ("0", "~-0.0049", "未安排未支出 0.00"),
        ("0", "~0.005", "小于 0.01 0.00"),
        ("0.005", "~0.005", "持平 0.00 100.00"),
        # A rate of 100.00 % is not said of figures that differ.
        ("304.14", "304.15", "略小于 0.01"),
        ("304.15", "304.14", "略大于 0.01"),
        ("299.99", "~300", "略小于 0.01"),
        ("100.01", "100", "大于 0.01 100.01"),
        ("99.99", "100", "小于 0.01 99.99"),
        ("200.01", "200", "大于 0.01 100.01"),
        ("199.99", "200", "略小于 0.01"),
        ("199.98", "200", "小于 0.02 99.99"),
        ("200.02", "200.01", "略大于 0.01"),
        ("100000", "99996", "略大于 4.00"),
        ("99996", "100000", "略小于 4.00"),
        ("200", "~199.995", "略大于 0.01"),
        ("5", "-1", "负数大于 6.00"),
        ("-1", "5", "负数小于 6.00"),
        ("-1", "-2", "负数大于 1.00"),
        ("-2", "-1", "负数小于 1.00"),
        ("-1", "-1", "负数持平 0.00"),
        ("5", "null", "无预算数"),
        # Rounding one side alone makes no difference where there is none.
        ("1.085", "~1.085", "持平 0.00 100.00"),
        ("1.085", "~1.085001", "持平 0.00 100.00"),
        ("1.085", "~1.084999", "大于 0.01 100.46"),
        ("1.085", "~1.08", "大于 0.01 100.93"),
        ("1.084", "~1.085", "小于 0.01 99.54"),
        ("1.084", "~1.084999", "持平 0.00 100.00"),
        ("0.004", "~0.004", "未安排未支出 0.00"),
        ("-0.005", "~-0.005", "负数持平 0.00"),
        # Sums of what was printed, and what they were before anything was rounded.
        ("52.345+0", "~52.345", "持平 0.00 100.00"),
        ("0.004+0.004", "~0.008", "未安排未支出 0.00"),
        ("0.005+0.005", "~0.01", "持平 0.00 100.00"),
        ("0.005+0.005", "~0.011", "大于 0.01 181.82"),
        ("0.004+0.004+-0.008", "~0", "负数持平 0.00"),
        ("1.66+0", "~0.50838", "大于 1.15 326.53"),
        ("1+2", "1.5+1.5", "持平 0.00 100.00"),
    ],
)
def test_situations(final, budget, said):
    assert completion(final, budget) == said


def test_every_situation_can_be_reached():
    cases = "12 10|8 10|304.15 304.14|304.14 304.15|10 10|5 0|0 0|5 -1|-1 5|-1 -1|5 null"
    assert [completion(*case.split()).split()[0] for case in cases.split("|")] == list(SITUATIONS)


def expected(final: str, budget: str, exact: bool) -> str:
    """What is said of a completed budget; exact: the document does not print it, so it counts as it is."""
    spent = Fraction(cents(final), 100)
    planned = Fraction(budget) if exact else Fraction(cents(budget), 100)
    gap = 0 if Fraction(final) == Fraction(budget) else half_up((spent - planned) * 100)
    which = "持平" if not gap else "大于" if gap > 0 else "小于"
    amount = printed(abs(gap))
    if not spent and not gap:
        return f"未安排未支出 {amount}"
    if spent < 0 or planned < 0:
        return f"负数{which} {amount}"
    if not planned:
        return f"未安排预算 {amount}"
    if gap and rate(spent, planned) == "100.00":
        return f"略{which} {amount}"
    return f"{which} {amount} {'100.00' if not gap else rate(spent, planned)}"


@settings(max_examples=400)
@given(AMOUNTS, AMOUNTS)
@example("0.005", "0.014999")
def test_a_published_budget_counts_as_printed(final, budget):
    assert completion(final, budget) == expected(final, budget, exact=False)


@settings(max_examples=400)
@given(AMOUNTS, AMOUNTS)
@example("1.66", "0.50838")
@example("0", "0.004")
@example("0", "-0.004")
@example("0.01", "0.0051")
@example("300", "299.9949")
@example("1.085", "1.085")
@example("-0.005", "0")
def test_an_unpublished_budget_counts_exactly(final, budget):
    assert completion(final, f"~{budget}") == expected(final, budget, exact=True)


@settings(max_examples=200)
@given(AMOUNTS, AMOUNTS)
def test_a_situation_gives_the_blanks_that_it_promises_and_its_direction_is_true(final, budget):
    found = fact(COMPLETION, final, budget)
    situation = SITUATIONS[found.situation]
    assert set(situation.blanks) <= found.blanks.keys()
    gap = 0 if Fraction(final) == Fraction(budget) else cents(final) - cents(budget)
    assert situation.direction == (gap > 0) - (gap < 0)
    assert [one.path for one in found.operands] == [f"数.{final}", f"数.{budget}"]
    assert all(one.operands == found.operands for one in derived(found))


def test_without_a_budget_there_is_nothing_to_complete():
    found = fact(COMPLETION, "5", "null")
    assert tuple(found.blanks) == SITUATIONS["无预算数"].blanks == ("决算数",)
    assert [one.path for one in found.operands] == ["数.5", "数.null"]


@pytest.mark.parametrize(
    ("final", "budget", "rated", "gap"),
    [
        ("1.66", "~0.50838", "1.66 ÷ 0.50838", "1.66 − 0.50838"),
        ("8", "~10", "8.00 ÷ 10.00", "10.00 − 8.00"),
        ("10", "10.004", "10.00 与 10.00 相等", "10.00 − 10.00"),
        ("1.085", "~1.085", "1.09 与 1.085 相等", "1.085 − 1.09"),
        ("5", "0", None, "5.00 − 0.00"),
        ("-1", "5", None, "5.00 − -1.00"),
    ],
)
def test_formulas_are_told_in_the_figures_that_were_used(final, budget, rated, gap):
    assert formulas(COMPLETION, final, budget) == {"差额": gap, **({"完成率": rated} if rated else {})}


def test_only_amounts_are_completed():
    with pytest.raises(TypeError, match=r"^数\.3个不是金额$"):
        completion("3个", "1")
    with pytest.raises(TypeError, match=r"^数\.95分不是金额$"):
        completion("1", "95分")
