"""The tolerance, against an oracle of its own in 0.000001 万元 (whole numbers) and fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrator.checks.data.accounts import AccountCell
from narrator.checks.data.compare import Tolerance, judge_ratio, tell_greater, tell_unequal, tell_wrong_sum
from narrator.checks.data.rates import judge_stated_rate
from narrator.checks.finding import Level

MICRO = st.one_of(st.integers(-(10**9), 10**9), st.integers(-(10**5), 10**5).map(lambda n: n * 10_000))


def cell(micro: int, given: bool = True, printed: bool = False) -> AccountCell:
    return AccountCell("甲", Decimal(micro).scaleb(-6), "甲", given, printed)


def rounds(micro: int) -> bool:
    """Whether an amount with at most two decimals may have been rounded to them."""
    return micro % 10_000 == 0


def expected(gap: int, halves: int, with_leaves: int = 0) -> list[Level]:
    """What a GAP is: a tail up to half a unit for each figure compared, a hint up to one for each that was rounded."""
    if not gap:
        return []
    if abs(gap) <= 5_000 * halves:
        return [Level.TAIL]
    return [Level.HINT if abs(gap) <= 5_000 * with_leaves else Level.ERROR]


@given(
    st.lists(MICRO, max_size=12),
    st.one_of(st.integers(-70_000, 70_000), st.integers(-7, 7).map(lambda n: n * 10_000)),
)
@example([10_000, 10_000], 15_000)
@example([10_000, 10_000], 10_000)
@example([10_000, 10_000], 20_000)
@example([619_330_000], 10_000)
def test_a_sum_may_differ_by_half_a_unit_for_every_rounded_figure(parts: list[int], gap: int) -> None:
    """A zero is hardly a rounded figure: what only one explains is possible, but unlikely."""
    total = sum(parts) + gap
    halves = sum(map(rounds, filter(None, parts))) + rounds(total)
    assert [
        one.level for one in tell_wrong_sum(cell(total), [cell(part) for part in parts], "和", "甲")
    ] == expected(gap, halves, halves + parts.count(0))


@given(st.integers(0, 20), st.integers(-200_000, 200_000))
def test_a_blank_of_a_report_hardly_hides_a_tail_and_a_blank_of_the_data_hides_none(
    blanks: int, gap: int
) -> None:
    for printed in (False, True):
        parts = [cell(0, False, printed) for _ in range(blanks)]
        halves = rounds(gap)
        assert [one.level for one in tell_wrong_sum(cell(gap), parts, "和", "甲")] == expected(
            gap, halves, halves + (blanks if printed else 0)
        )


@given(
    st.integers(-(10**5), 10**5).map(lambda n: n * 10_000),
    st.integers(0, 4),
    st.integers(-9, 9),
    st.booleans(),
)
@example(51_320_000, 0, 1, True)
@example(51_320_000, 3, 2, True)
def test_a_part_that_alone_is_filled_in_prints_like_its_total(
    micro: int, blanks: int, gap: int, printed: bool
) -> None:
    """Half a unit for each may lie between both, which is told as a hint; a blank may hide an amount as well."""
    parts = [cell(micro, printed=printed), *(cell(0, False, printed) for _ in range(blanks))]
    total = cell(micro + gap * 10_000, printed=printed)
    hidden = 2 + (blanks if printed else 0)
    level = Level.HINT if abs(gap) * 2 <= hidden else Level.ERROR
    assert [one.level for one in tell_wrong_sum(total, parts, "和", "甲", alike=True)] == (
        [level] if gap else []
    )


@given(st.lists(st.tuples(st.integers(1, 9), MICRO), max_size=6), st.integers(-30, 30))
@example([(20, 400_000_000), (9, 1), (11, 20_000_000), (2, 30_000_000)], 6)
@example([(5, 10_000), (5, 10_000), (5, 10_000), (5, 10_000)], 6)
def test_a_part_that_is_a_sum_of_rounded_leaves_may_have_the_tails_of_all(
    parts: list[tuple[int, int]], cents: int
) -> None:
    """0.06 in four classes is no tail, however many rows stand below them."""
    total = sum(micro for _, micro in parts) + cents * 10_000
    halves = sum(rounds(micro) for _, micro in parts if micro) + rounds(total)
    with_leaves = sum(leaves for leaves, micro in parts if rounds(micro)) + rounds(total)
    found = tell_wrong_sum(
        cell(total), [cell(micro) for _, micro in parts], "和", "甲", leaves=[leaves for leaves, _ in parts]
    )
    assert [one.level for one in found] == expected(cents * 10_000, halves, with_leaves)


def cents(micro: int) -> int:
    """MICRO as printed, half away from zero, in 0.01 万元."""
    return (abs(micro) + 5_000) // 10_000 * (-1 if micro < 0 else 1)


@given(MICRO, st.one_of(st.integers(-15_000, 15_000), st.just(10_000), st.just(0)))
def test_two_totals_print_alike_or_are_equal(one: int, gap: int) -> None:
    other = one + gap
    alike = cents(one) == cents(other) and (rounds(one) or rounds(other))
    assert [f.level for f in tell_unequal(cell(one), cell(other))] == (
        [] if alike or not gap else [Level.ERROR]
    )


@given(MICRO, st.integers(-15_000, 25_000), st.integers(0, 3), st.integers(0, 2))
def test_a_part_is_not_greater_than_the_whole(small: int, gap: int, halves: int, more: int) -> None:
    large = small - gap
    printed = cents(small) <= cents(large) and (rounds(small) or rounds(large))
    wanted = [] if gap <= 0 or printed else expected(gap, halves, halves + more)
    near, far = (Decimal(5_000 * number).scaleb(-6) for number in (halves, halves + more))
    found = tell_greater(cell(small), cell(large), Tolerance(near, far, 3), why="")
    assert [one.level for one in found] == wanted


AMOUNT = st.integers(0, 10**5).map(lambda n: n * 10_000)


@given(AMOUNT, st.integers(1, 10**5).map(lambda n: n * 10_000), st.integers(-300, 300), st.integers(0, 2))
@example(161_700_000 // 10, 171_800_000 // 10, 0, 2)
def test_a_rate_is_right_when_some_exact_amounts_give_it(
    spent: int, budget: int, off: int, places: int
) -> None:
    unit = Fraction(1, 10**places)
    nearest = round(Fraction(spent * 100, budget) / unit)
    stated = Decimal(nearest + off).scaleb(-places)
    step = Fraction(1, 2) * unit
    lowest = Fraction((spent - 5_000) * 100, budget + 5_000) - step
    highest = Fraction((spent + 5_000) * 100, budget - 5_000) + step
    possible = lowest <= Fraction(stated) <= highest
    levels = {one.level for one in judge_stated_rate("率", cell(0).side, stated, cell(spent), cell(budget))}
    if not possible:
        assert levels == {Level.ERROR}
    elif abs(Fraction(stated) - Fraction(spent * 100, budget)) < step:
        assert levels == set()
    else:
        assert levels <= {Level.TAIL}


@given(st.integers(-10, 10), st.integers(0, 2), st.integers(0, 2))
def test_what_was_reckoned_from_printed_figures_may_be_off_by_their_rounding(
    gap: int, one: int, other: int
) -> None:
    def reckoned(cents: int, loose: int) -> AccountCell:
        return cell(cents * 10_000)._replace(loose=Decimal(loose).scaleb(-2) if loose else None)

    left, right = reckoned(500 + gap, one), reckoned(500, other)
    level = Level.TAIL if abs(gap) <= one + other else Level.ERROR
    assert [found.level for found in tell_unequal(left, right)] == ([level] if gap else [])
    assert [found.level for found in tell_greater(left, right, why="")] == ([level] if gap > 0 else [])


@pytest.mark.parametrize(
    ("printed", "part", "part_tail", "whole", "whole_tail", "explained"),
    [
        ("50.00", "0.50005", "0", "0.5", "0.5", True),  # of a whole of 1 at most, and of hardly anything
        ("50.00", "0.500051", "0", "0.5", "0.5", False),
        ("50.00", "0.50006", "0.00001", "0.5", "0.5", True),
        ("0.00", "0.005", "0.005", "0.005", "0.005", True),
        ("-1.00", "0.005", "0.005", "0.005", "0.005", False),  # of nothing or more, of more than nothing
        ("-1.00", "0.004", "0.005", "0.005", "0.005", True),
        ("0.00", "0", "0", "-0.005", "0.005", False),  # of nothing at most
        ("100.00", "-1", "0.005", "-1", "0.005", False),
        ("50", "0.505", "0", "1", "0", True),
        ("50", "0.5051", "0", "1", "0", False),
        ("50", "0.495", "0", "1", "0", True),
        ("50", "0.4949", "0", "1", "0", False),
    ],
)
def test_a_printed_rate_is_explained_by_rounding_or_is_not(
    printed: str, part: str, part_tail: str, whole: str, whole_tail: str, explained: bool
) -> None:
    rounding = judge_ratio(
        Decimal(printed), Fraction(part), Fraction(part_tail), Fraction(whole), Fraction(whole_tail)
    )
    assert rounding is (Level.TAIL if explained else Level.ERROR)


@pytest.mark.parametrize(
    ("printed", "explained"), [("1.5", True), ("1.55", True), ("1.56", False), ("2", True)]
)
def test_a_number_of_times_is_explained_by_rounding_or_is_not(printed: str, explained: bool) -> None:
    """31 is 1.55 times 20."""
    rounding = judge_ratio(Decimal(printed), Fraction(31), Fraction(0), Fraction(20), Fraction(0), 1)
    assert rounding is (Level.TAIL if explained else Level.ERROR)
