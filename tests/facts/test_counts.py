"""个数变动 and 均摊: numbers of things against last year's, and what an amount comes to for each of them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.notation import PUBLICATION, figure
from narrator.disclosure.value import Count, Figure
from narrator.facts.average import AVERAGE
from narrator.facts.count_change import COUNT_CHANGE
from narrator.facts.operand import Publication
from narrator.number import Amount, Money, MoneyUnit
from narrator.sources import Derived


def count(number: int | None) -> Figure:
    return Figure(None if number is None else Count(number), "甲")


@pytest.mark.parametrize(
    ("now", "before", "situation", "gap", "rate"),
    [
        (12, 10, "增加", "2", "20.00"),
        (10, 12, "减少", "2", "16.67"),
        (0, 12, "减少到零", "12", "100.00"),
        (3, 0, "从零增加", "3", None),
        (3, 3, "持平", None, None),
        (0, 0, "都没有", None, None),
        (3, None, "无上年数", None, None),
    ],
)
def test_a_change_of_a_number(
    now: int, before: int | None, situation: str, gap: str | None, rate: str | None
) -> None:
    fact = COUNT_CHANGE.fact(PUBLICATION, count(now), count(before))
    assert fact.situation == situation
    told = {name: str(value) for name, value in fact.blanks.items() if isinstance(value, Derived)}
    assert (told.get("变动数"), told.get("变动率")) == (gap, rate)
    assert set(fact.blanks) <= {*COUNT_CHANGE.situations[situation].blanks, "本年", "上年"}


@pytest.mark.parametrize("pair", [(figure("1"), count(1)), (count(1), figure("1"))])
def test_an_amount_is_no_number_of_things(pair: tuple[Figure, Figure]) -> None:
    with pytest.raises(TypeError, match="不是个数"):
        COUNT_CHANGE.fact(PUBLICATION, *pair)
    with pytest.raises(TypeError, match="不是"):
        AVERAGE.fact(PUBLICATION, pair[0], pair[0])


@settings(max_examples=50)
@given(st.decimals(0, 10_000, places=6), st.integers(1, 5000))
def test_an_average_is_reckoned_from_what_is_printed(whole: Decimal, things: int) -> None:
    fact = AVERAGE.fact(PUBLICATION, figure(str(whole)), count(things))
    printed = whole.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert str(fact.blanks["均值万元"]) == f"{(printed / things).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    assert (
        str(fact.blanks["均值元"])
        == f"{(printed * 10000 / things).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    )


def test_how_an_average_was_reckoned() -> None:
    fact = AVERAGE.fact(PUBLICATION, figure("3.65"), count(7))
    assert [(str(fact.blanks[name]), fact.blanks[name].formula) for name in ("均值元", "均值万元")] == [  # type: ignore[union-attr]
        ("5214.29", "3.65 × 10000 ÷ 7"), ("0.52", "3.65 ÷ 7"),
    ]  # fmt: skip
    yuan = Money(MoneyUnit.YUAN)
    exact = AVERAGE.fact(Publication(money=yuan), Figure(Amount(Decimal("3.65"), yuan), "甲"), count(7))
    assert [(str(exact.blanks[name]), exact.blanks[name].formula) for name in ("均值元", "均值万元")] == [  # type: ignore[union-attr]
        ("5214.29", "36500.00 ÷ 7"), ("0.52", "36500.00 × 0.0001 ÷ 7"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("whole", "things", "situation"),
    [
        ("5", 0, "无"),
        ("-5", 0, "无"),
        ("0", 0, "都没有"),
        ("0.004", 0, "都没有"),
        ("-5", 3, "为负"),
        ("0", 3, "有"),
    ],
)
def test_where_there_is_no_average(whole: str, things: int, situation: str) -> None:
    assert AVERAGE.fact(PUBLICATION, figure(whole), count(things)).situation == situation
