"""Rows by code that are blank though those below them are not, and columns that are blank but for their sum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.slip_evidence import evidence_of
from narrator.checks.printed.table_data import Reading
from narrator.tables.blank_rows import take_out_blank_columns, take_out_blank_rows, take_out_only_blank
from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Board
from narrator.tables.table_as_read import PublicTable, Sheet

from .test_public import words
from .test_slipping import ITEMS, LISTED, SPENT, economic

TITLE = "一般公共预算财政拨款支出决算表"
HEAD = ["科目编码", "科目名称", "小计", "基本支出", "项目支出"]
ROWS = {
    "合计": ["9.00", "6.00", "3.00"], "206": ["9.00", "6.00", "3.00"], "20601": ["9.00", "6.00", "3.00"],
    "2060101": ["5.00", "5.00", ""], "2060102": ["4.00", "1.00", "3.00"],
}  # fmt: skip


def table(blank: set[str], zero: str = "") -> PublicTable:
    """A table in which the rows BLANK print nothing, or ZERO."""
    rows = [
        [code, code if code == "合计" else f"科目{code}", *([zero] * 3 if code in blank else row)]
        for code, row in ROWS.items()
    ]
    return read_public_table(Sheet([HEAD, *rows], (TITLE,)), words())


@pytest.mark.parametrize("blank", [{"合计"}, {"206"}, {"20601"}, {"合计", "206"}, {"206", "20601"}])
def test_a_blank_row_is_told_once_and_what_it_should_be_is_known(blank: set[str]) -> None:
    read = table(blank)
    meant = take_out_blank_rows(read)
    places = {"合计" if code == "合计" else f"各科目.{code}" for code in blank}
    assert meant == {
        f"一般公共预算支出表.{place}.{column}": Decimal(number)
        for place in places
        for column, number in zip(HEAD[2:], ROWS["206"], strict=True)
    }
    assert len([one for one in read.unread if one.kind == "空"]) == len(blank)
    assert not meant.keys() & read.figures.keys()


@pytest.mark.parametrize(
    ("blank", "zero"), [(set(), ""), ({"2060101"}, ""), ({"206"}, "0.00"), ({*ROWS}, "")]
)
def test_rows_that_print_something_or_have_nothing_below_are_none(blank: set[str], zero: str) -> None:
    read = table(blank, zero)
    before = dict(read.figures)
    assert take_out_blank_rows(read) == {}
    assert read.figures == before


def test_a_row_whose_parts_are_no_more_than_rounding_leaves_is_not_blank_by_mistake() -> None:
    """0.003 and 0.002, each printed as 0.00 or 0.01, with nothing but their rounding below."""
    rows = [
        ["206", "科目206", "", "", ""],
        ["2060101", "甲", "0.01", "0.01", ""],
        ["2060102", "乙", "0.01", "", "0.01"],
    ]
    read = read_public_table(Sheet([HEAD, ["合计", "合计", "", "", ""], *rows], (TITLE,)), words())
    assert take_out_blank_rows(read) == {}


def only_blank(read: PublicTable, *lines: str) -> dict[str, Decimal | None]:
    return take_out_only_blank(Board(read, evidence_of(read, Reading(public={read.name: read}), lines)))


def without_column(at: int, total: str) -> PublicTable:
    """A table in which all rows by code print nothing in the column AT, and 合计 prints TOTAL there."""
    rows = [
        [code, code, *row[:at], total if code == "合计" else "", *row[at + 1 :]] for code, row in ROWS.items()
    ]
    return read_public_table(Sheet([HEAD, *rows], (TITLE,)), words())


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_column_that_is_blank_but_for_its_sum_is_told_once(at: int) -> None:
    read = without_column(at, ROWS["合计"][at])
    meant = take_out_blank_columns(Board(read, evidence_of(read, Reading(public={read.name: read}), ())))
    assert meant == {
        f"一般公共预算支出表.各科目.{code}.{HEAD[2 + at]}": Decimal(row[at]) if row[at] else None
        for code, row in ROWS.items()
        if code != "合计"
    }
    assert [(one.kind, one.what, one.across) for one in read.unread] == [("空", HEAD[2 + at], "各列")]
    assert not meant.keys() & read.figures.keys()


def test_a_column_without_a_sum_or_with_one_that_is_too_many_is_none() -> None:
    more = {code: [*row, "2.00" if code == "合计" else ""] for code, row in ROWS.items()}
    rows = [[code, code, *row] for code, row in more.items()]
    head = [*HEAD[:2], "本年支出合计", *HEAD[3:], "经营支出"]
    too_many = read_public_table(Sheet([head, *rows], ("支出决算表",)), words())
    for read in (without_column(1, ""), table(set()), table({*ROWS} - {"合计"}), too_many):
        board = Board(read, evidence_of(read, Reading(public={read.name: read}), ()))
        assert take_out_blank_columns(board) == {}


@pytest.mark.parametrize("code", ["2060101", "2060102", "合计"])
def test_the_only_row_that_is_wrong_is_told_where_it_is_blank(code: str) -> None:
    read = table({code})
    place = code if code == "合计" else f"各科目.{code}"
    assert only_blank(read) == {
        f"一般公共预算支出表.{place}.{column}": Decimal(number) if number else None
        for column, number in zip(HEAD[2:], ROWS[code], strict=True)
    }
    assert [(one.kind, one.what) for one in read.unread] == [
        ("空", code if code == "合计" else f"科目{code}")
    ]


def test_a_row_is_not_told_where_it_is_not_blank_or_another_one_may_be_wrong() -> None:
    assert only_blank(table({"2060101"}, "0.00")) == {}
    assert only_blank(table({"2060101", "2060102"})) == {}
    assert only_blank(table(set())) == {}
    less = [*SPENT[:3], "", *SPENT[4:]]
    assert only_blank(economic(less)) == {}  # any item of the class may be the one, or the class itself


def test_of_items_that_is_blank_which_the_prose_lists() -> None:
    for at, number in enumerate(SPENT):
        code = [*ITEMS][at]
        read = economic([*SPENT[:at], "", *SPENT[at + 1 :]])
        expected = {f"基本支出表.各科目.{code}.决算数": Decimal(number)} if Decimal(number or 0) > 1 else {}
        assert only_blank(read, LISTED) == expected, code
    more = [*SPENT[:3], "", "19.07", *SPENT[5:]]
    assert only_blank(economic(more), LISTED) == {}  # it would have to be less than nothing


def test_a_blank_row_is_not_told_where_a_sum_lacks_another_one() -> None:
    """Of “三公” without the row of what its cars cost to run, the row of what was bought is not what is missing."""
    head = ["项目", "预算数", "决算数"]
    rows = [["合计", "8.50", "7.50"], ["因公出国（境）费", "0.50", "0.50"], ["公务接待费", "2.00", "1.00"]]
    cars = [
        ["公务用车购置及运行费", "6.00", "6.00"],
        ["公务用车购置费", "", ""],
        ["公务用车运行维护费", "6.00", "6.00"],
    ]
    for many in (cars, cars[:2]):
        read = read_public_table(Sheet([head, *rows, *many], ("“三公”经费支出决算表",)), words())
        assert only_blank(read) == {}
    blank = [*rows[:2], ["公务接待费", "", ""]]
    read = read_public_table(Sheet([head, *blank, *cars], ("“三公”经费支出决算表",)), words())
    assert only_blank(read) == {
        "三公经费表.公务接待费.预算数": Decimal("2.00"), "三公经费表.公务接待费.决算数": Decimal("1.00")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("strange", "told"), [(["2.00", "1.00"], False), (["2.00", "0.90"], True), (["", ""], True)]
)
def test_a_row_that_stands_under_another_name_is_not_told_as_blank(strange: list[str], told: bool) -> None:
    """What the row lacks, one that was not understood prints: of that it is told."""
    rows = [
        ["项目", "预算数", "决算数"],
        ["合计", "8.50", "7.50"],
        ["因公出国（境）费", "0.50", "0.50"],
        ["公务接待费", "", ""],
        ["公务用车购置及运行费", "6.00", "6.00"],
        ["某某费用", *strange],
    ]
    read = read_public_table(Sheet(rows, ("“三公”经费支出决算表",)), words())
    assert [one.kind for one in read.unread] == ["行"]
    assert bool(only_blank(read)) == told
