"""Which row a sentence tells of that names it."""

from __future__ import annotations

import pytest

from narrator.checks.printed.stated_rows import Stated, amounts_stated, is_in_place, match_rows


@pytest.mark.parametrize(
    ("at", "number", "found", "many", "in_place"),
    [
        (0, 0, [None, None], 3, True),  # first of both
        (0, 1, [None, None], 3, False),
        (0, 2, [None, None], 3, False),
        (1, 2, [None, None], 3, True),  # last of both
        (1, 1, [None, None], 3, False),
        (0, 1, [None], 2, True),
        (1, 2, [1, None, None], 5, True),  # behind the row before it
        (1, 1, [1, None, None], 5, False),
        (1, 3, [1, None, None], 5, False),
        (1, 3, [None, None, 4], 5, True),  # before the next one
        (1, 4, [None, None, 4], 5, False),
        (1, 0, [None, None, None], 3, False),
    ],
)
def test_a_row_stands_behind_the_one_before_it_or_before_the_next(
    at: int, number: int, found: list[int | None], many: int, in_place: bool
) -> None:
    assert is_in_place(at, number, found, many) is in_place


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("教育(类)5.00万元", {"5.00"}),
        ("5.00万元,6.10万元", {"5.00", "6.10"}),
        ("1,234.50万元", {"1234.50"}),
        ("0.00万元", set()),
        ("0.01万元", {"0.01"}),
        ("10.00万元", {"10.00"}),
        ("5万元", set()),
        ("1.2.3", set()),
        ("", set()),
    ],
)
def test_amounts_are_those_with_decimals_that_are_not_zero(text: str, amounts: set[str]) -> None:
    assert amounts_stated(text) == amounts


def row(names: str, *amounts: str) -> Stated:
    return Stated(tuple(names.split()), frozenset(amounts), "")


def test_a_row_is_told_of_by_its_names_and_of_two_by_its_amounts() -> None:
    rows = [row("教育 普通", "5.00"), row("教育 职业", "6.00")]
    assert match_rows(rows, rows) == [0, 1]
    assert match_rows(rows[::-1], rows) == [1, 0]
    assert match_rows([row("教育 普通", "6.00"), row("教育 普通", "5.00")], rows[:1]) == [None, 0]
    assert match_rows([row("教育 普通"), row("教育 普通")], rows[:1]) == [0, None]
    assert match_rows([], rows) == match_rows([], []) == []
    assert match_rows(rows, []) == [None, None]


def test_a_name_that_is_written_wrong_is_the_row_of_its_place() -> None:
    rows = [row("教育 普通教育"), row("教育 职业教育"), row("科技 基础研究")]
    slips = [rows[0], row("教育 职业敎育"), rows[2]]
    assert match_rows(slips, rows) == [0, 1, 2]
    assert match_rows([row("教育 普通敎育"), *rows[1:]], rows) == [0, 1, 2]
    assert match_rows([*rows[:2], row("科技 基础硏究")], rows) == [0, 1, 2]
    assert match_rows([*rows[:2], row("卫生 医院")], rows) == [0, 1, None]
    assert match_rows([row("教育"), *rows[1:]], rows) == [None, 1, 2]  # of another level


def test_two_names_written_wrong_are_the_rows_of_which_they_have_the_amounts() -> None:
    rows = [row("教育 甲乙", "5.00"), row("教育 丙丁", "6.00")]
    assert match_rows([row("教育 戊己", "6.00"), row("教育 庚辛", "5.00")], rows) == [1, 0]
    assert match_rows([row("教育 戊己", "5.00"), row("教育 庚辛", "6.00")], rows) == [0, 1]
