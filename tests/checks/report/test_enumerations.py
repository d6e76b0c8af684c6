"""A printed enumeration is divided into its items, whatever marks stand between them and within them."""

from __future__ import annotations

import pytest

from narrator import form, form_knowledge
from narrator.checks.report.enumerations import divide_items, words_around_items
from narrator.phrases.entries import PhraseTable

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
        (AMOUNTS, "工资,津贴5.00万元;商品2.00万元", ["工资,津贴5.00万元"], ["工资,津贴5.00万元", "商品2.00万元"]),
        (AMOUNTS, "工资,津贴5.00万元;商品2.00万元", [], ["工资", "津贴5.00万元", "商品2.00万元"]),
        (AMOUNTS, "工资;津贴5.00万元;商品2.00万元", ["工资;津贴5.00万元"], ["工资;津贴5.00万元", "商品2.00万元"]),
    ],
)  # fmt: skip
def test_an_enumeration_is_divided_into_its_items(
    kind: Kind, text: str, expected: list[str], items: list[str]
) -> None:
    assert divide_items(text, table(kind), expected) == items


def test_what_stands_around_each_item_is_known() -> None:
    assert [words_around_items(table(kind)) for kind in (NAMES, QUOTED, AMOUNTS)] == [
        ("", ""),
        ('"', '"'),
        ("", "万元"),
    ]
