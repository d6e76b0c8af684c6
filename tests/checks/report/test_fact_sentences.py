"""What a sentence in words for another situation than that of its figures may say all the same: by hand-made facts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.fact_sentences import (
    differs_unrounded,
    in_times,
    least_gap,
    misstated_operand,
    of_project,
    says_as_much,
)
from narrator.disclosure.value import Count, Figure, Listing
from narrator.document import Document
from narrator.facts.kinds import KINDS
from narrator.facts.operand import Publication, total
from narrator.number import CENT, Amount
from narrator.sources import Derived, Fact

PUBLICATION = Publication()
HALF, WHOLE = Decimal("0.005"), Decimal(100)


def figure(number: str | None, path: str) -> Figure:
    return Figure(None if number is None else Amount(Decimal(number)), path)


def fact(kind: str, one: str | None, other: str | None) -> Fact:
    return KINDS[kind].fact(PUBLICATION, figure(one, "表.甲"), figure(other, "表.乙"))


def said(chosen: str) -> Capture:
    return Capture(Piece("choice"), "某", frozenset(chosen.split()))


def figures(stated: Mapping[str, str]) -> dict[str, Capture]:
    return {name: Capture(Piece("number", source=name), text) for name, text in stated.items()}


def unrounded(
    kind: str,
    pair: tuple[str | None, str | None],
    chosen: str,
    stated: Mapping[str, str],
    step: Decimal = CENT,
) -> bool:
    """Whether a sentence that states figures may be right of figures that print as a PAIR."""
    return differs_unrounded(KINDS[kind], fact(kind, *pair), said(chosen), figures(stated), step)


@pytest.mark.parametrize(
    ("amount", "step", "may_be"),
    [
        ("0.01", "0.01", True), ("0.02", "0.01", False), ("0.00", "0.01", False), ("-0.01", "0.01", False), ("若干", "0.01", False),
        ("0.1", "0.1", True), ("0.2", "0.1", False), ("0.01", "0.1", True), ("1", "1", True), ("2", "1", False),
    ],
)  # fmt: skip
def test_amounts_that_print_alike_differ_by_what_rounding_leaves(
    amount: str, step: str, may_be: bool
) -> None:
    for chosen in ("增加", "减少", "略增"):
        assert unrounded("变动", ("5.00", "5.00"), chosen, {"变动额": amount}, Decimal(step)) is may_be
    for chosen in ("持平", "增加 减少", "增加 持平", "无上年数"):
        assert not unrounded("变动", ("5.00", "5.00"), chosen, {"变动额": amount}, Decimal(step))
    for pair in (("5.00", "5.01"), ("5.00", "4.99"), ("5.00", None)):  # these do not print alike
        assert not unrounded("变动", pair, "增加", {"变动额": amount}, Decimal(step))


@pytest.mark.parametrize(
    ("points", "may_be"),
    [("0.01", True), ("0.02", False), ("0.1", True), ("0.2", False), ("1", True), ("2", False), ("0", False), ("若干", False)],
)  # fmt: skip
def test_points_differ_by_the_last_of_their_own_decimals(points: str, may_be: bool) -> None:
    assert unrounded("变动", ("5.00", "5.00"), "增加", {"变动点数": points}) is may_be
    assert unrounded("变动", ("5.00", "5.00"), "增加", {"变动点数": points, "变动额": "0.01"}) is may_be
    assert not unrounded("变动", ("5.00", "5.00"), "增加", {"变动点数": points, "差额": "0.02"})


@pytest.mark.parametrize(
    ("chosen", "rate", "may_be"),
    [
        ("大于", "100.50", True), ("小于", "100.50", False), ("大于", "99.50", False), ("小于", "99.50", True),
        # 1.005 of 0.995, and the other way round
        ("大于", "101.01", True), ("大于", "101.02", False), ("小于", "99.00", True), ("小于", "98.99", False),
        ("大于", "100.00", False), ("小于", "100.00", False), ("大于", "若干", False), ("大于", "", False),
        ("大于 小于", "100.50", False), ("持平", "100.50", False), ("无预算数", "100.50", False),
    ],
)  # fmt: skip
def test_a_completion_rate_may_tell_that_amounts_which_print_alike_differ(
    chosen: str, rate: str, may_be: bool
) -> None:
    stated = {"完成率": rate} if rate else {}
    assert unrounded("完成", ("1.00", "1.00"), chosen, stated) is may_be
    assert not unrounded("完成", ("1.01", "1.00"), chosen, stated)
    assert not unrounded("完成", ("0.00", "0.00"), chosen, stated)  # no rate is of nothing
    assert not unrounded("完成", ("1.00", "1.00"), chosen, {**stated, "差额": "0.02"})


amounts = st.integers(10, 9_999).map(lambda number: Decimal(number).scaleb(-3))


@settings(max_examples=40, deadline=None)
@given(amounts, st.integers(-9, 9))
def test_a_rate_reckoned_from_exact_amounts_is_one_that_may_be(final: Decimal, more: int) -> None:
    """And one beyond all of those that print alike is none."""
    budget = final + Decimal(more).scaleb(-3)
    printed = final.quantize(CENT, ROUND_HALF_UP)
    assume(budget.quantize(CENT, ROUND_HALF_UP) == printed and final != budget)
    rate = (final / budget * WHOLE).quantize(CENT, ROUND_HALF_UP)
    assume(rate != WHOLE)
    pair = (str(printed), str(printed))
    assert unrounded("完成", pair, "大于" if final > budget else "小于", {"完成率": str(rate)})
    assert not unrounded("完成", pair, "小于" if final > budget else "大于", {"完成率": str(rate)})
    most = (printed + HALF) / (printed - HALF) * WHOLE
    beyond = most.quantize(CENT, ROUND_HALF_UP) + CENT
    assert not unrounded("完成", pair, "大于", {"完成率": str(beyond)})


def test_the_least_that_rounding_leaves_is_of_points_their_last_decimal() -> None:
    for text, points in (("1.00", "0.01"), ("1.5", "0.1"), ("3", "1")):
        [part] = figures({"某": text}).values()
        assert least_gap("变动点数", part, Decimal("0.1")) == Decimal(points)
        assert least_gap("变动额", part, Decimal("0.1")) == Decimal("0.1")


@pytest.mark.parametrize(
    ("pair", "chosen", "stated", "as_much"),
    [
        (("33.16", "0.00"), "大于", "", True),
        (("33.16", "0.00"), "大于 略大于", "决算数 预算数", True),
        (("33.16", "0.00"), "大于", "完成率", False),  # of nothing
        (("33.16", "0.00"), "大于", "决算数 完成率", False),
        (("33.16", "0.00"), "小于", "", False),
        (("33.16", "0.00"), "略大于", "", False),  # which says more
        (("33.16", "0.00"), "持平", "", False),
        (("0.00", "0.00"), "持平", "", True),
        (("0.00", "0.00"), "大于", "", False),
        (("5.00", "8.00"), "小于", "完成率", True),
        (("5.00", None), "无预算数", "", False),  # that nothing is compared is no direction
    ],
)  # fmt: skip
def test_the_plain_words_of_a_direction_are_true_of_all_that_goes_there(
    pair: tuple[str, str | None], chosen: str, stated: str, as_much: bool
) -> None:
    kind, own = KINDS["完成"], fact("完成", *pair)
    assert says_as_much(kind, own, said(chosen), figures(dict.fromkeys(stated.split(), "1.00"))) is as_much
    every = figures(dict.fromkeys(own.blanks, "1.00"))  # those that the form's own words may have
    assert says_as_much(kind, own, said(chosen), every) is (as_much or stated in ("完成率", "决算数 完成率"))


def test_a_rate_in_per_cent_is_a_number_of_times() -> None:
    grown = fact("变动", "9.00", "2.00")
    times, rate = in_times("变动倍数", grown), grown.blanks["变动率"]
    assert isinstance(times, Derived)
    assert isinstance(rate, Derived)
    assert (str(rate), str(times), times.formula) == ("350.00", "3.5", rate.formula)
    assert in_times("变动率", fact("变动", "9.00", "2.00")) is None
    assert in_times("变动倍数", fact("变动", "9.00", "0.00")) is None  # of nothing there is none
    assert in_times("变动倍数", fact("完成", "9.00", "2.00")) is None


@pytest.mark.parametrize(
    ("chosen", "stated", "misstated"),
    [
        ("大于", {"决算数": "12.00"}, "决算数"),
        ("小于", {"决算数": "4.00"}, "决算数"),
        ("大于", {"决算数": "4.00"}, ""),  # its words are wrong by its own figure, too
        ("大于", {"预算数": "3.00"}, "预算数"),
        ("大于", {"决算数": "5.00", "预算数": "3.00"}, "预算数"),
        ("大于", {"决算数": "12.00", "预算数": "3.00"}, ""),  # which of both is wrong is not known
        ("小于", {"决算数": "5.0", "预算数": "10.00"}, ""),  # as it is
        ("大于", {"决算数": "若干"}, ""),
        ("大于", {"完成率": "120.00"}, ""),
    ],
)  # fmt: skip
def test_where_one_figure_is_misstated_the_words_follow_from_it(
    chosen: str, stated: dict[str, str], misstated: str
) -> None:
    known = Known(Reading(), Document("", ()), tuple)
    found = misstated_operand(
        KINDS["完成"], fact("完成", "5.00", "10.00"), said(chosen), figures(stated), known
    )
    assert {name: one.text for name, one in found.items()} == (
        {misstated: stated[misstated]} if misstated else {}
    )


def test_a_number_of_things_is_misstated_by_another_number() -> None:
    kind, known = KINDS["个数变动"], Known(Reading(), Document("", ()), tuple)
    things = kind.fact(PUBLICATION, Figure(Count(5), "表.甲"), Figure(Count(3), "表.乙"))
    assert misstated_operand(kind, things, said("增加"), figures({"本年": "5", "上年": "3"}), known) == {}
    assert [*misstated_operand(kind, things, said("减少"), figures({"本年": "2"}), known)] == ["本年"]


def test_a_sum_is_not_misstated_by_a_sentence_that_prints_it_otherwise() -> None:
    parts = (figure("2.00", "表.甲"), figure("3.00", "表.乙"))
    summed = KINDS["完成"].fact(PUBLICATION, total(parts, PUBLICATION), figure("10.00", "表.丙"))
    known = Known(Reading(), Document("", ()), tuple)
    assert misstated_operand(KINDS["完成"], summed, said("大于"), figures({"决算数": "12.00"}), known) == {}


def test_a_fact_is_about_a_project_whose_money_it_is_reckoned_from() -> None:
    own, other = figure("2.00", "预算绩效.项目[0].金额"), figure("3.00", "表.乙")
    assert of_project(Fact("某", {}, (other, own)))
    assert of_project(Fact("某", {}, (total((other, own), PUBLICATION),)))
    assert of_project(Fact("某", {}, (Listing(()), own)))
    assert not of_project(Fact("某", {}, (other, total((other, other), PUBLICATION), Listing(()))))
    assert not of_project(Fact("某", {}, ()))
