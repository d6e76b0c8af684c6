"""占比: a part of a whole, in amounts or in things."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.notation import AMOUNTS, cents, derived, fact, formulas, rate, share
from narrator.facts.share import SHARE, SITUATIONS


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        ("1", "3", "有比例 33.33"),
        ("2", "3", "有比例 66.67"),
        ("0", "3", "有比例 0.00"),
        ("3", "3", "有比例 100.00"),
        ("4", "3", "有比例 133.33"),
        ("-1", "3", "部分为负"),
        ("-0.004", "3", "有比例 0.00"),
        ("0", "0", "全为零"),
        ("0.004", "0.004", "全为零"),
        ("0.005", "0.004", "无比例"),
        ("1", "0", "无比例"),
        ("-1", "0", "无比例"),
        ("1", "-3", "无比例"),
        ("0", "-3", "无比例"),
        ("0.005", "0.01", "有比例 100.00"),
        ("~0.005", "0.01", "有比例 50.00"),
        ("1", "~3.003", "有比例 33.30"),
        ("2个", "4个", "有比例 50.00"),
        ("0个", "0个", "全为零"),
        ("2个", "0个", "无比例"),
        ("1+2", "4", "有比例 75.00"),
    ],
)
def test_situations(part, whole, said):
    assert share(part, whole) == said


def test_every_situation_can_be_reached():
    assert [share(*case.split()).split()[0] for case in ("1 3", "-1 3", "0 0", "1 0")] == list(SITUATIONS)


@settings(max_examples=300)
@given(AMOUNTS, AMOUNTS)
def test_a_pocket_calculator_agrees(part, whole):
    base = cents(whole)
    if base > 0:
        said = f"有比例 {rate(cents(part), base)}" if cents(part) >= 0 else "部分为负"
    else:
        said = "无比例" if base or cents(part) else "全为零"
    assert share(part, whole) == said
    found = fact(SHARE, part, whole)
    assert tuple(found.blanks) == SITUATIONS[found.situation].blanks
    assert not SITUATIONS[found.situation].differs
    assert [one.path for one in found.operands] == [f"数.{part}", f"数.{whole}"]
    assert all(one.operands == found.operands for one in derived(found))


@settings(max_examples=100)
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_things_have_shares_too(part, whole):
    assert share(f"{part}个", f"{whole}个") == f"有比例 {rate(part, whole)}"


def test_the_formula_is_told_in_the_figures_that_were_used():
    assert formulas(SHARE, "1.234", "~3.003") == {"比例": "1.23 ÷ 3.003"}
    assert formulas(SHARE, "2个", "4个") == {"比例": "2 ÷ 4"}
