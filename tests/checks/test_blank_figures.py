"""Several blanks of a table that others say should be amounts are told once together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.blank_figures import numbers_of_blanks
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.wrong_figures import NamedFigure
from narrator.document import Document, Table
from narrator.spans import Text

from .reports import original
from .test_wrong_figures import news

TABLE, NAME, TOTAL = "支出决算表", "上海2024", 2  # its third column is 本年支出合计


def without(
    document: Document, count: int, table: str = TABLE, column: int = TOTAL
) -> tuple[Document, list[str]]:
    """DOCUMENT without a column in the first rows by code of a table, and their codes."""
    [at] = [at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == table]
    block = document.blocks[at]
    assert isinstance(block, Table)
    rows = [row for row in block.body if row[0].paragraphs[0].string.isdigit()][:count]
    body = [
        (*row[:column], row[column]._replace(paragraphs=(Text(""),)), *row[column + 1 :])
        if row in rows
        else row
        for row in block.body
    ]
    blocks = (*document.blocks[:at], block._replace(body=tuple(body)), *document.blocks[at + 1 :])
    return document._replace(blocks=blocks), [row[0].paragraphs[0].string for row in rows]


def test_two_blanks_of_which_one_is_part_of_the_other_are_told_once() -> None:
    document, codes = without(original(NAME), 2)
    [only] = news(document, NAME)
    assert only.what.startswith("这张表有2格空着，依次填")
    assert [one.path for one in only.sides] == [f"{TABLE}.各科目.{code}.本年支出合计" for code in codes]


def test_of_many_blanks_the_first_are_named() -> None:
    document, codes = without(original(NAME), 7)
    [only] = news(document, NAME)
    assert only.what.startswith("这张表的“本年支出合计”这一列有7格空着，照同一行、同一列的数")
    assert [one.path for one in only.sides] == [f"{TABLE}.各科目.{code}.本年支出合计" for code in codes[:6]]


@pytest.mark.parametrize(
    ("table", "column", "name"), [("支出决算表", 3, "基本支出"), ("一般公共预算支出表", 2, "小计")]
)
def test_a_column_that_is_blank_but_for_its_sum_is_told_once(table: str, column: int, name: str) -> None:
    """Of 基本支出 other tables know only that it is no less than what 财政拨款 paid of it: the sum of its row says how much."""
    document, _ = without(original(NAME), 99, table, column)
    [only] = news(document, NAME)
    assert f"“{name}”这一列" in only.what


def test_what_a_sum_lacks_is_asked_of_its_only_blank() -> None:
    """In a column of which another figure is asked; a number beside one that is stated is taken for a tail of it."""

    def finding(*sides: Side) -> Finding:
        return Finding(Level.ERROR, "", "", "", sides, rule="T")

    one, two, other = (Side(name, "", f"表.各科目.{name}") for name in ("1.甲", "2.甲", "2.乙"))
    found = [
        finding(one, Side("别处", "5.00", "别表.合计.甲")),
        finding(one, Side("各款之和", "5.01", parts=(Side("款", "5.01", "表.各科目.11.甲"),))),
        finding(two, Side("别处", "3.00", "别表.1.甲")),
        finding(Side("和", "9.00", "表.各科目.2.丙"), Side("两项", "2.00", blanks=(two, other))),
    ]
    assert numbers_of_blanks(found) == [
        {NamedFigure(one.path, None): Decimal("5.00"), NamedFigure(two.path, None): Decimal("7.00")}
    ]
    assert numbers_of_blanks(found[:2]) == []
