"""What speaks for a place of the data besides the words before a number, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.learning.data_place import AMOUNT, DataPlace
from narrator.learning.place_words import favour, is_of_time, is_opposed

ROW = "三公经费表.公务接待费"
GUESTS = DataPlace("", f"{ROW}.决算数", None, AMOUNT, "公务接待费", ROW, "“三公”经费支出决算表")


def much(place: DataPlace, near: str, heading: str = "", row: str = "") -> float:
    return favour(place, near, f"{heading}\n{near}" if heading else near, row)


def test_words_that_name_the_table_and_not_the_row_speak_against_it() -> None:
    bare = replace(GUESTS, title="")
    for near in ("三公经费决算中公务接待费", "三公经费公务接待"):
        assert much(GUESTS, near) == much(bare, near)
    for near in ("三公经费", "三公经费支出决算数"):
        assert much(GUESTS, near) < much(bare, near)


def test_what_speaks_for_a_place() -> None:
    assert much(GUESTS, "公务接待费支出", row=ROW) > much(
        GUESTS, "公务接待费支出"
    )  # the sentence is of its row
    assert much(GUESTS, "支出", row=ROW) > much(replace(GUESTS, row=""), "支出", row="三公经费表.公务")
    assert much(GUESTS, "公务接待费") > much(GUESTS, "公务接待")  # letter by letter, and as its name ends
    assert much(GUESTS, "接待", "三公经费支出决算情况") > much(GUESTS, "接待", "机关运行经费")
    assert much(GUESTS, "接待", "三公经费") > much(GUESTS, "接待")


@pytest.mark.parametrize(
    ("column", "near", "may"),
    [
        ("决算数", "支出", True),
        ("决算数", "上年支出", False),
        ("上年决算数", "去年支出", True),
        ("上年决算数", "支出", False),
        ("预算数", "年初预算安排", True),
        ("决算数", "预算数", False),
        ("预算数", "支出", False),
    ],
)
def test_last_years_and_a_budget_are_said_to_be_so(column: str, near: str, may: bool) -> None:
    assert is_of_time(f"{ROW}.{column}", near) == may


@pytest.mark.parametrize(
    ("row", "near", "opposed"),
    [
        ("年初结转和结余", "年末结转和结余", True),
        ("年末结转和结余", "年末结转和结余", False),
        ("年初结转和结余", "年初预算", False),
        ("基本支出", "项目支出", True),
        ("基本支出", "基本支出和项目支出", False),
        ("公务用车购置费", "运行维护费", True),
        ("公务接待费", "项目支出", False),
    ],
)
def test_the_one_is_not_the_other(row: str, near: str, opposed: bool) -> None:
    assert is_opposed(f"三公经费表.{row}.决算数", near) == opposed
