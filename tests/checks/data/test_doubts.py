"""Where numbers alone tell that a relation holds, on data of a few cells: what agrees is not looked at again, all else is."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

import pytest

from narrator.checks.data.comparisons import Plan, compared_by, grow_tree
from narrator.checks.data.doubts import is_within, where_doubtful
from narrator.disclosure.relation import AtMost, Equal, Levels, Relation, Steps, Sum

from ..notation import accounts

WHOLE, BASIC, PROJECTS = (f"支出决算表.合计.{name}" for name in ("本年支出合计", "基本支出", "项目支出"))
ROW, BASIC_ROW, PROJECTS_ROW = (
    f"支出决算表.各科目.*.{name}" for name in ("本年支出合计", "基本支出", "项目支出")
)
ALONE: set[Steps] = {()}
NOWHERE: set[Steps] = set()


def doubtful(relation: Relation, data: str, printed: bool = False) -> Collection[Steps] | None:
    """Where a RELATION is doubtful, the only one of some accounts."""
    judged, compared = accounts(data, printed), compared_by(relation)
    plan = (
        Plan({relation: compared}, grow_tree(compared.left + compared.right))
        if compared
        else Plan({}, grow_tree(()))
    )
    judged.__dict__["plan"] = plan
    found = where_doubtful(judged, relation)
    return found if found is None else {*found}


def total(whole: str = "", basic: str = "", projects: str = "") -> str:
    cells = (("本年支出合计", whole), ("基本支出", basic), ("项目支出", projects))
    return " ".join(f"03.合计.{name}={number}" for name, number in cells if number)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (total("5", "3", "2"), NOWHERE), (total("5", "3", "3"), ALONE), (total("5", "3", "1"), ALONE), (total("5", "5"), NOWHERE),
        (total("5"), ALONE), (total("", "3"), ALONE), (total(), NOWHERE), (total("null", "3", "2"), ALONE), (total("5", "5", "null"), ALONE),
        (total("-1", "2", "-3"), NOWHERE),
    ],
)  # fmt: skip
def test_a_sum_of_numbers_that_add_up_holds(data: str, where: set[Steps]) -> None:
    assert doubtful(Sum(WHOLE, (BASIC, PROJECTS)), data) == where
    stated = doubtful(Sum(WHOLE, (BASIC, PROJECTS), stated=True), data)
    assert stated == where
    assert doubtful(Equal(WHOLE, BASIC), total("5", "5")) == NOWHERE
    assert doubtful(Equal(WHOLE, BASIC), total("5", "4.99")) == ALONE


def test_what_is_taken_off_is_added_to_the_whole() -> None:
    relation = Sum(WHOLE, (BASIC, f"-{PROJECTS}"))
    assert doubtful(relation, total("3", "5", "2")) == NOWHERE
    assert doubtful(relation, total("7", "5", "2")) == ALONE


def test_a_whole_that_no_figure_states_is_an_amount() -> None:
    relation = Sum("甲.没有", (BASIC, PROJECTS), amount=100)
    assert doubtful(relation, total("", "60", "40")) == NOWHERE
    assert doubtful(relation, total("", "60", "39.99")) == ALONE


def test_of_rows_each_is_doubtful_by_itself() -> None:
    relation = Sum(ROW, (BASIC_ROW, PROJECTS_ROW))
    data = "03.206.本年支出合计=5 03.206.基本支出=3 03.206.项目支出=2 03.208.本年支出合计=5 03.208.基本支出=4"
    assert doubtful(relation, data) == {("208",)}
    assert doubtful(relation, f"{data} 03.208.项目支出=1") == NOWHERE
    rows = Sum(WHOLE, (ROW,))
    assert doubtful(rows, f"{data} 03.合计.本年支出合计=10") == NOWHERE
    assert doubtful(rows, f"{data} 03.合计.本年支出合计=5") == ALONE


@pytest.mark.parametrize(
    ("part", "bound", "where", "stated"),
    [
        ("3", "5", NOWHERE, NOWHERE), ("5", "5", NOWHERE, NOWHERE), ("0", "5", NOWHERE, NOWHERE), ("0", "0", NOWHERE, NOWHERE),
        ("5.01", "5", ALONE, ALONE), ("-0.01", "5", ALONE, ALONE), ("null", "5", ALONE, ALONE), ("3", "null", ALONE, ALONE),
        ("3", "", ALONE, NOWHERE), ("-3", "", ALONE, NOWHERE), ("", "-3", ALONE, NOWHERE),
    ],
)  # fmt: skip
def test_a_part_is_not_greater_and_of_what_is_stated_both_must_be_given(
    part: str, bound: str, where: set[Steps], stated: set[Steps]
) -> None:
    data = total(bound, part)
    assert doubtful(AtMost((BASIC,), (WHOLE,)), data) == where
    assert doubtful(AtMost((BASIC,), (WHOLE,), stated=True), data) == stated


def test_of_several_bounds_one_that_is_blank_asks_nothing_and_so_do_parts_that_all_are() -> None:
    bounds = AtMost((BASIC,), (WHOLE, PROJECTS), stated=True)
    assert doubtful(bounds, total("1", "5", "")) == NOWHERE
    assert doubtful(bounds, total("1", "5", "1")) == ALONE
    parts = AtMost((BASIC, PROJECTS), (WHOLE,), stated=True)
    assert doubtful(parts, total("-1", "", "")) == NOWHERE
    assert doubtful(parts, total("1", "5", "")) == ALONE


def test_rows_are_within_those_of_the_same_code() -> None:
    relation = AtMost((BASIC_ROW,), (ROW,))
    data = "03.206.本年支出合计=5 03.206.基本支出=3 03.208.本年支出合计=2 03.208.基本支出=3"
    assert doubtful(relation, data) == {("208",)}


def test_a_row_that_is_not_there_is_nought() -> None:
    elsewhere = "收入决算表.各科目.*.本年收入合计"
    for amount, where in (("0", NOWHERE), ("1", {("206",)})):
        data = f"03.206.本年支出合计={amount}"
        assert doubtful(AtMost((ROW,), (elsewhere,)), data) == where
        assert doubtful(Equal(ROW, elsewhere), data) == where


def test_where_nothing_is_filled_in_of_what_is_stated_nothing_is_asked_whatever_a_report_does_not_print() -> (
    None
):
    assert doubtful(Sum(WHOLE, (BASIC, PROJECTS), stated=True), total(), printed=True) == NOWHERE
    assert doubtful(Sum(WHOLE, (BASIC, PROJECTS)), total(), printed=True) == ALONE


def test_where_others_stand_for_a_blank_the_figures_are_looked_at() -> None:
    relation = Sum(WHOLE, (BASIC, PROJECTS), instead={"项目支出": ("经营支出",)})
    assert doubtful(relation, total("5", "5")) is None
    assert doubtful(relation, total("5", "3", "2")) == NOWHERE
    assert doubtful(relation, total("", "3", "2")) == ALONE  # for the whole none stand
    taken = Sum(WHOLE, (BASIC, f"-{PROJECTS}"), instead={"项目支出": ("经营支出",)})
    assert doubtful(taken, total("5", "5")) is None


def test_levels_and_what_is_not_planned_are_looked_at() -> None:
    assert doubtful(Levels("支出决算表", ("本年支出合计",)), total("5", "3", "2")) is None
    assert doubtful(Equal("甲.[].数", "乙.[].数"), "") is None


@pytest.mark.parametrize(
    ("part", "bound", "within"),
    [("0", "0", True), ("1", "1", True), ("0.99", "1", True), ("1.01", "1", False), ("-1", "1", False), ("NaN", "1", False), ("1", "NaN", False)],
)  # fmt: skip
def test_a_part_is_within_its_bound(part: str, bound: str, within: bool) -> None:
    assert is_within(Decimal(part), Decimal(bound)) is within
