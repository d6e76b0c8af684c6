"""Rows by code that are blank though those below them are not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.tables.blank_rows import take_out_blank_rows
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import PublicTable, Sheet

from .test_public import words

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
