"""A printed enumeration is divided into its items, whatever marks stand between them and within them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from narrator import form, form_knowledge
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.divided_lists import divide_by_other_marks, divide_items, words_around_items
from narrator.checks.report.enumerations import AMOUNT_OF_ITEM, check_amount_of_item, is_off_by_a_letter
from narrator.document import Document
from narrator.phrases.entries import BETWEEN, PhraseTable

from ..reports import as_read, before, findings, original, replaced, told
from ..telling import in_full
from ..test_wrong_figures import news

NAMES, QUOTED, AMOUNTS = (
    ("上海2024", "主要包括"),
    ("中央2023", "开展部门评价"),
    ("辽宁2023", "基本支出构成"),
)
Kind = tuple[str, str]


def table(kind: Kind) -> PhraseTable:
    return form_knowledge.book(form.load(kind[0]))[kind[1]]


@pytest.mark.parametrize(
    ("kind", "text", "expected", "items"),
    [
        (NAMES, "", [], []),
        (NAMES, "办公费", [], ["办公费"]),
        (NAMES, "办公费、印刷费、水费", [], ["办公费", "印刷费", "水费"]),
        (NAMES, "、办公费、、水费、", [], ["办公费", "水费"]),
        (NAMES, "办公费,水费;电费", [], ["办公费,水费;电费"]),
        # an item that is known may have the mark in it; of two that fit it is the longer one
        (NAMES, "办公费、水、电费、邮电费", ["水、电费"], ["办公费", "水、电费", "邮电费"]),
        (NAMES, "水、电、煤费、邮电费", ["水、电", "水、电、煤费"], ["水、电、煤费", "邮电费"]),
        (NAMES, "邮电费、水、电费", ["水、电费"], ["邮电费", "水、电费"]),
        (NAMES, "水、电费用、邮电费", ["水、电费"], ["水", "电费用", "邮电费"]),
        (QUOTED, '"甲""乙丙"', [], ['"甲"', '"乙丙"']),
        (QUOTED, '"甲"、"乙丙"等', [], ['"甲"', '"乙丙"']),
        (QUOTED, "甲、乙", [], []),
        (QUOTED, '"甲"乙"丙""丁"', ['"甲"乙"丙"'], ['"甲"乙"丙"', '"丁"']),
        (QUOTED, '"丁""甲"乙"丙"', ['"甲"乙"丙"'], ['"丁"', '"甲"乙"丙"']),
        (AMOUNTS, "工资5.00万元;商品2.00万元", [], ["工资5.00万元", "商品2.00万元"]),
        # one mark is easily set for another, unless an item has one of them
        (AMOUNTS, "工资5.00万元,商品2.00万元。补助1.00万元", [], ["工资5.00万元", "商品2.00万元", "补助1.00万元"]),
        (AMOUNTS, "工资5.00万元,商品2.00万元", ["工资5.00万元", "商品2.00万元"], ["工资5.00万元", "商品2.00万元"]),
        (AMOUNTS, "工资,津贴5.00万元;商品2.00万元", ["工资,津贴5.00万元"], ["工资,津贴5.00万元", "商品2.00万元"]),
        (AMOUNTS, "工资,津贴5.00万元;商品2.00万元", [], ["工资", "津贴5.00万元", "商品2.00万元"]),
        (AMOUNTS, "工资;津贴5.00万元;商品2.00万元", ["工资;津贴5.00万元"], ["工资;津贴5.00万元", "商品2.00万元"]),
    ],
)  # fmt: skip
def test_an_enumeration_is_divided_into_its_items(
    kind: Kind, text: str, expected: list[str], items: list[str]
) -> None:
    assert divide_items(text, table(kind), expected) == items


def test_items_that_nothing_stands_between_are_one() -> None:
    names = table(NAMES)
    between = replace(names.entries[BETWEEN], pieces=())
    assert divide_items("办公费、水费", replace(names, entries={**names.entries, BETWEEN: between})) == [
        "办公费、水费"
    ]


def test_what_stands_around_each_item_is_known() -> None:
    assert [words_around_items(table(kind)) for kind in (NAMES, QUOTED, AMOUNTS)] == [
        ("", ""),
        ('"', '"'),
        ("", "万元"),
    ]


def test_other_marks_between_items_and_a_word_behind_the_last_are_no_part_of_them() -> None:
    def divided(*printed: str) -> list[str]:
        return list(divide_by_other_marks(printed, ["办公费", "水费", "等级费等", "甲,乙"]))

    assert divided("办公费,水费", "电费") == ["办公费", "水费", "电费"]
    assert divided("甲,乙", "办公费,电费") == ["甲,乙", "办公费,电费"]
    assert divided("水费等", "办公费等") == ["水费等", "办公费"]
    assert divided("等级费等") == ["等级费等"]
    assert [*divide_by_other_marks(["甲,乙"], ["甲", "甲,乙", "乙"])] == ["甲,乙"]


@pytest.mark.parametrize(
    ("listed", "told_of_it"),
    [
        ("办公费{amount}万元、", []),
        ("办公费{yuan}元、", []),
        ("办公费9999.99万元、", ["PR-1 正文与表不同"]),
        ("办公费、办公费、", ["PR-8 同一项列举了2次"]),
        ("办公费，", ["PR-8 列举的各项之间标点不同"]),
    ],
)
def test_items_may_be_listed_with_their_amounts_and_once(listed: str, told_of_it: list[str]) -> None:
    name, path = "上海2024", "基本支出表.各科目.30201.决算数"
    amount = as_read(original(name), name=name).tables.shown[path]
    listed = listed.format(amount=amount, yuan=f"{Decimal(amount) * 10_000:f}")
    found = news(replaced(original(name), "办公费、", listed), name)
    assert [f"{one.rule} {one.what}" for one in found if one.rule[:2] == "PR"] == told_of_it
    assert not {"HY-8"} & {one.rule for one in found}
    marks = {one.hint for one in found if one.what == "列举的各项之间标点不同"}
    assert marks <= {"用同样的标点隔开"}


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [
        ("房公积金", "住房公积金", True),
        ("住公积金", "住房公积金", True),
        ("住房积金", "住房公积金", True),
        ("住房公积", "住房公积金", True),
        ("住房公积积金", "住房公积金", True),
        ("住房公枳金", "住房公积金", True),
        ("住公金", "住房公积金", False),
        ("办公设备购置", "专用设备购置", False),
        ("印花费", "印刷费", False),  # too short to tell
    ],
)
def test_a_name_is_off_by_a_letter(one: str, other: str, off: bool) -> None:
    assert is_off_by_a_letter(one, other) is off


def test_an_item_whose_name_is_off_by_a_letter_is_listed_and_misspelt() -> None:
    report = replaced(original("上海2024"), "住房公积金、", "房公积金、")
    anew = told(findings(report, None, "上海2024")) - before("上海2024")
    assert [(what, sides[1]) for _, what, sides in anew] == [("列举的名称与别处不同", "表中：住房公积金")]


ITEM = "基本支出表.各科目.30201.决算数"


@pytest.mark.parametrize(
    ("stated", "printed", "wrong"),
    [
        ("5.00万元", "5.00", False), ("50000元", "5.00", False), ("5.0万元", "5.00", False), ("1,234.50万元", "1,234.50", False),
        ("5.01万元", "5.00", True), ("5.00元", "5.00", True), ("50000万元", "5.00", True),
        ("5.00万元", "", False), ("5.00万元", "—", False),  # nobody knows it
    ],
)  # fmt: skip
def test_the_amount_behind_an_item_is_that_of_the_table(stated: str, printed: str, wrong: bool) -> None:
    text = f"办公费{stated}"
    amount = AMOUNT_OF_ITEM.search(text)
    assert amount is not None
    known = Known(Reading(cells={ITEM: "公开06表 30201"}, shown={ITEM: printed}), Document("", ()), tuple)
    claim = Claim(Line(7, "主要包括", False), "主要包括", ())
    assert in_full(check_amount_of_item(amount, ITEM, claim, known)) == (
        "错误 PR-1 公开06表 30201（“办公费”）\n    正文与表不同。核对正文和表，改正填错的一处。\n"
        f"    正文“主要包括”：{amount[1]} ＠第7段\n    公开06表 30201：{printed} ＠{ITEM}\n"
        if wrong
        else ""
    )
    assert [*check_amount_of_item(amount, "", claim, known)] == []
