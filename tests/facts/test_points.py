"""百分点变动 and 比重变动, against an oracle that counts in hundredths of a per cent; 倍数变动 against whole fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.notation import PUBLICATION, cents, figure, half_up, printed
from narrator.disclosure.value import Figure, Percentage
from narrator.facts.change import CHANGE, CHANGE_IN_TIMES
from narrator.facts.operand import Publication
from narrator.facts.points import POINT_CHANGE, SHARE_CHANGE
from narrator.number_format import NumberFormat
from narrator.sources import Fact

MONEY = st.one_of(
    st.integers(0, 400).map(lambda n: f"{n / 100:.2f}"), st.decimals(0, 10**6, places=6).map(str)
)


def per_cent(number: str | None) -> Figure:
    return Figure(None if number is None else Percentage(Decimal(number)), "甲")


def of_points(fact: Fact) -> str:
    return str(fact.blanks["变动点数"])


@settings(max_examples=60)
@given(st.integers(-3000, 30000), st.integers(-3000, 30000), st.integers(0, 2))
def test_points_between_two_percentages(now: int, before: int, places: int) -> None:
    figures = [per_cent(f"{Decimal(one).scaleb(-places)}") for one in (now, before)]
    fact = POINT_CHANGE.fact(PUBLICATION, *figures)
    assert fact.situation == ("增加" if now > before else "减少" if now < before else "持平")
    if now != before:
        assert of_points(fact) == printed(abs(now - before) * 10 ** (2 - places))
        assert set(POINT_CHANGE.situations[fact.situation].blanks) <= fact.blanks.keys()


def test_a_percentage_without_one_of_last_year() -> None:
    assert POINT_CHANGE.fact(PUBLICATION, per_cent("95"), per_cent(None)).situation == "无上年数"
    fact = POINT_CHANGE.fact(Publication(rates=NumberFormat.of("0.#")), per_cent("95.5"), per_cent("92.5"))
    assert (of_points(fact), fact.blanks["变动点数"].formula) == ("3", "95.5% − 92.5%")  # type: ignore[union-attr]
    with pytest.raises(TypeError, match="不是百分数"):
        POINT_CHANGE.fact(PUBLICATION, figure("1"), per_cent("1"))


@settings(max_examples=80)
@given(MONEY, MONEY, MONEY, MONEY)
def test_points_between_two_shares(part: str, whole: str, part_before: str, whole_before: str) -> None:
    """The oracle rounds every amount, then both shares, and only then takes one from the other."""
    fact = SHARE_CHANGE.fact(PUBLICATION, *map(figure, (part, whole, part_before, whole_before)))
    shares = [
        half_up(Fraction(cents(one), cents(all_of_it)) * 10000) if cents(all_of_it) else None
        for one, all_of_it in ((part, whole), (part_before, whole_before))
    ]
    now, before = shares
    if now is None or before is None:
        assert fact.situation == ("无比例" if now is None else "无上年比例")
        return
    assert fact.situation == ("增加" if now > before else "减少" if now < before else "持平")
    assert [str(fact.blanks[name]) for name in ("比例", "上年比例")] == [printed(now), printed(before)]
    if now != before:
        assert of_points(fact) == printed(abs(now - before))
        assert (
            fact.blanks["变动点数"].formula == f"{printed(max(now, before))}% − {printed(min(now, before))}%"
        )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("texts", "situation"),
    [
        (("1", "2", "null", "2"), "无上年比例"), (("1", "2", "1", "null"), "无上年比例"), (("1", "2", "-1", "2"), "无上年比例"),
        (("-1", "2", "1", "2"), "无比例"), (("1", "-2", "1", "2"), "无比例"), (("3个", "4个", "1个", "2个"), "增加"),
    ],
)  # fmt: skip
def test_where_there_is_no_share(texts: tuple[str, ...], situation: str) -> None:
    assert SHARE_CHANGE.fact(PUBLICATION, *map(figure, texts)).situation == situation


@settings(max_examples=80)
@given(MONEY, MONEY)
def test_how_many_times_as_much(now: str, before: str) -> None:
    fact = CHANGE_IN_TIMES.fact(PUBLICATION, figure(now), figure(before))
    usual = CHANGE.fact(PUBLICATION, figure(now), figure(before))
    this, last = cents(now), cents(before)
    manifold = last > 0 and this >= 2 * last
    assert (fact.situation == "成倍增加") == manifold
    assert usual.situation == (
        "成倍增加" if last > 0 and this > 11 * last else fact.situation if not manifold else "增加"
    )
    assert {*CHANGE_IN_TIMES.situations[fact.situation].blanks} <= fact.blanks.keys()
    for name in usual.blanks.keys() & fact.blanks.keys():
        assert str(usual.blanks[name]) == str(fact.blanks[name])
    if manifold:
        for name, part in (("变动倍数", this - last), ("相当倍数", this)):
            times = Decimal(half_up(Fraction(part, last) * 100)).scaleb(-2)
            assert Decimal(str(fact.blanks[name])) == times
            assert str(fact.blanks[name]) == f"{times.normalize():f}"


def test_a_half_is_rounded_up() -> None:
    fact = CHANGE_IN_TIMES.fact(PUBLICATION, figure("8.98"), figure("4.00"))  # 1.245 and 2.245
    assert [str(fact.blanks[name]) for name in ("变动倍数", "相当倍数")] == ["1.25", "2.25"]
    assert fact.blanks["变动倍数"].formula == "4.98 ÷ 4.00"  # type: ignore[union-attr]
