"""Two items whose amounts the prose has the other way round are told once, whatever the other tables have."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from tables.test_public import words

from narrator.checks.finding import Level
from narrator.checks.printed.exchanged_items import take_out_exchanged_items
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import Across, PublicTable, Sheet

from ..reports import before, findings, original
from .test_misplaced import exchanged

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = {"2080501": "5.00", "2080502": "7.00", "2080505": "9.00", "2210203": "6.00"}


def table(rows: dict[str, str]) -> PublicTable:
    """A table in which all is basic expense; a row is called by the last digits of its code."""
    body = [[code, f"科目{code[5:]}", amount, amount, ""] for code, amount in rows.items()]
    return read_public_table(Sheet([HEAD, *body], ("一般公共预算财政拨款支出决算表",)), words())


def said(**amounts: str) -> list[str]:
    """Lines that tell amounts of items, by the last digits of their codes."""
    return [
        f"某类(类)某款(款)科目{name[1:]}(项)年初预算为1,003.00万元,支出决算为{amount}万元。"
        for name, amount in amounts.items()
    ]


def test_two_items_of_which_the_prose_tells_the_amounts_of_one_another_are_taken_out() -> None:
    read = table(ROWS | {"2080501": "7.00", "2080502": "5.00"})
    meant = take_out_exchanged_items(read, said(_01="5.00", _02="7.00", _05="9.00"))
    path = "一般公共预算支出表.各科目.{}.{}".format
    assert meant == {
        path("2080501", "小计"): Decimal("5.00"), path("2080501", "基本支出"): Decimal("5.00"), path("2080501", "项目支出"): None,
        path("2080502", "小计"): Decimal("7.00"), path("2080502", "基本支出"): Decimal("7.00"), path("2080502", "项目支出"): None,
    }  # fmt: skip
    assert not meant.keys() & read.figures.keys()
    [told] = read.unread
    assert (told.what, told.until, told.across) == ("科目01", "科目02", Across.SAID)


def test_two_pairs_of_items_are_told_each() -> None:
    rows = {"2080501": "1005.00", "2080502": "7.00", "2210203": "6.00", "2210204": "8.00"}
    read = table(rows)
    assert take_out_exchanged_items(read, said(_01="7.00", _02="1,005.00", _03="8.00", _04="6.00"))
    assert read.figures == {}
    assert [(one.what, one.until) for one in read.unread] == [("科目01", "科目02"), ("科目03", "科目04")]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (ROWS, said(_01="5.00", _02="7.00")),
        (ROWS, said(_01="7.00")),
        (ROWS, said(_01="7.00", _02="6.50")),  # one that is wrong besides
        (ROWS, said(_01="7.00", _02="9.00", _05="5.00")),  # in a ring
        (ROWS, []),
        (ROWS | {"2080502": "5.00"}, said(_01="9.00", _02="9.00", _05="5.00")),  # with one of two
        (ROWS | {"2210203": "5.00", "2080501": "6.00"}, said(_01="5.00", _03="6.00")),  # of another group
    ],
)
def test_other_items_are_not(rows: dict[str, str], lines: Sequence[str]) -> None:
    read = table(rows)
    assert take_out_exchanged_items(read, lines) == {}
    assert read.unread == []
    assert len(read.figures) == 3 * len(rows)


def test_two_items_are_known_where_the_prose_calls_one_by_another_name() -> None:
    read = table(ROWS | {"2080501": "7.00", "2080502": "5.00"})
    lines = [*said(_01="5.00", _05="9.00"), "某类(类)某款(款)另一名称(项)支出决算为7.00万元。"]
    assert take_out_exchanged_items(read, lines)
    assert take_out_exchanged_items(table(ROWS), lines) == {}


@pytest.mark.parametrize(
    ("one", "other"), [("2080501", "2080505"), ("2080505", "2080506"), ("2101101", "2101102")]
)
@pytest.mark.parametrize(
    "tables", [("支出决算表", "一般公共预算支出表"), ("收入决算表", "支出决算表", "一般公共预算支出表")]
)
def test_items_that_are_exchanged_in_all_tables_are_told_once(
    one: str, other: str, tables: Sequence[str]
) -> None:
    document = original()
    for name in tables:
        document = exchanged(document, name, one, other)
    known = {(key, what) for key, what, _ in before()}
    [only] = [
        one for one in findings(document) if one.level is not Level.TAIL and (one.key, one.what) not in known
    ]
    assert only.what.endswith("在正文和表里的数互换了")
    assert only.subject.startswith("公开05表")
