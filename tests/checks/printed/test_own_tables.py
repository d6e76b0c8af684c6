"""Tables row by row, in a form of a few cells: what is read from them, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import permutations
from typing import Any

import pytest
from forms.complete import complete

from narrator.checks.printed.own_tables import OwnTable, counted
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import DataShape
from narrator.document import Block, Cell, Column, Document, Table
from narrator.number import Money, MoneyUnit
from narrator.spans import Text
from narrator.tables.matrix import matrix

from ..alterations import table
from ..reports import as_read, before, findings, made, original
from ..reports import told as reported
from ..small import MODEL, grid, surveyed, told

FEW = "甲、总计 | {{ 收入支出总表.收入.总计 }};乙、其他 | {{ 收入支出总表.收入.其他 }}"
ITEMS = "合计 | < | {{ 一般公共预算支出表.合计 }};{% for 行 in 一般公共预算支出表.各科目 %};{{ 行.科目编码 }} | {{ 行.科目名称 }} | {{ 行.小计 }};{% endfor %}"
PROJECT = "名称 | {{ 项.名称 }} | 总分 | {{ 项.总分 }};三级指标 | 分值 | 完成 | {{ 项.完成 }};{% for 件 in 项.指标 %};{{ 件.名称 }} | {{ 件.分值 }} | - | -;{% endfor %};执行率 | {{ 项.执行率 }} | 目标 | {{ 项.目标 }}"


def read(body: str, text: str, header: str = "", name: str = "收入支出总表", title: str = "", item: int = 1, at: int = 1) -> Reading:  # fmt: skip
    reading = Reading()
    blueprint = surveyed(name, body, header, title, owner="项目")
    OwnTable(reading, blueprint, MODEL, item, at).read(grid(text))
    return reading


def few(text: str) -> tuple[dict[str, Any], list[str]]:
    """What is read of a table of two rows, and what is told."""
    reading = read(FEW, text)
    return reading.raw.get("收入支出总表", {}).get("收入", {}), told(reading)


def test_a_figure_is_read_where_its_row_stands() -> None:
    reading = read(FEW, "甲、总计|1,234.50;乙、其他|")
    assert reading.raw == {"收入支出总表": {"收入": {"总计": Decimal("1234.50")}}}
    assert reading.cells == {"收入支出总表.收入.总计": "公开01表 收入 总计", "收入支出总表.收入.其他": "公开01表 收入 其他"}  # fmt: skip
    assert reading.shown == {"收入支出总表.收入.总计": "1,234.50", "收入支出总表.收入.其他": ""}
    assert told(reading) == []


@pytest.mark.parametrize(
    ("text", "raw", "findings"),
    [
        ("甲、总计|5;乙、其他|-3.00", {"总计": 5, "其他": -3}, []),
        ("甲、总计|-;乙、其他|—", {}, []),
        ("甲、总计|／;乙、其他|无", {}, []),
        ("甲、总计|--;乙、其他|５", {"其他": 5}, []),
        ("甲、总计|五;乙、其他|5", {"其他": 5}, ["不能核对 公开01表 收入 总计 “五”不是数。填数字。 表中：五"]),
        ("甲、总计|5%;乙、其他|5", {"其他": 5}, ["不能核对 公开01表 收入 总计 “5%”不是数。填数字。 表中：5%"]),
        ("甲、总计|1,23;乙、其他|5", {"其他": 5}, ["不能核对 公开01表 收入 总计 “1,23”不是数。填数字。 表中：1,23"]),
        (
            "甲、总计|一二三四五六七八九十一二三四五六七八九十多;乙、其他|5", {"其他": 5},
            ["不能核对 公开01表 收入 总计 “一二三四五六七八九十一二三四五六七八九十”不是数。填数字。 表中：一二三四五六七八九十一二三四五六七八九十多"],
        ),
        # a row that the form does not have, before, between and behind; a blank one says nothing
        ("丙|7;甲、总计|5;乙、其他|6", {"总计": 5, "其他": 6}, ["不能核对 公开01表 “丙 7” 格式里没有这一行。核对这一行。"]),
        ("甲、总计|5;丙|丙;乙、其他|6", {"总计": 5, "其他": 6}, ["不能核对 公开01表 “丙” 格式里没有这一行。核对这一行。"]),
        ("甲、总计|5;乙、其他|6;丙|;|", {"总计": 5, "其他": 6}, ["不能核对 公开01表 “丙” 格式里没有这一行。核对这一行。"]),
        ("甲、总计|5;|;乙、其他|6;|", {"总计": 5, "其他": 6}, []),
        (
            "甲、总计|5;乙、其他|6;一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十|一二三四五六七八九十多", {"总计": 5, "其他": 6},
            ["不能核对 公开01表 “一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十 一二三四五六七八九” 格式里没有这一行。核对这一行。"],
        ),
        # rows that are missing
        ("甲、总计|5", {"总计": 5}, ["错误 ST-4 公开01表 乙、其他 没有“乙、其他”这一行。照格式补上。"]),
        ("乙、其他|6", {"其他": 6}, ["错误 ST-4 公开01表 甲、总计 没有“甲、总计”这一行。照格式补上。"]),
        # rows in another order, and rows that stand where those do that are not there
        ("乙、其他|6;甲、总计|5", {"总计": 5, "其他": 6}, ["提醒 ST-4 公开01表 “乙、其他” 各行的次序与格式不同。照格式的次序排。"]),
        ("甲、总|5;乙、其他|6", {"总计": 5, "其他": 6}, ["错误 ST-4 公开01表 甲、总计 这里应当是“甲、总计”。照格式改正。 公开01表：甲、总 格式：甲、总计"]),
        ("甲、总计|5;|6;|", {"总计": 5, "其他": 6}, ["错误 ST-4 公开01表 乙、其他 这里应当是“乙、其他”。照格式改正。 公开01表：（空白） 格式：乙、其他"]),
        ("丙|5;丁|6", {}, [
            "错误 ST-4 公开01表 甲、总计 没有“甲、总计”这一行。照格式补上。", "错误 ST-4 公开01表 乙、其他 没有“乙、其他”这一行。照格式补上。",
            "不能核对 公开01表 “丙 5” 格式里没有这一行。核对这一行。", "不能核对 公开01表 “丁 6” 格式里没有这一行。核对这一行。",
        ]),
        ("甲、总计|5|6;乙、其他|7|8", {}, ["不能核对 公开01表 这张表有3列，格式是2列。核对表的列。"]),
        ("", {}, ["不能核对 公开01表 这张表有0列，格式是2列。核对表的列。"]),
    ],
)  # fmt: skip
def test_a_table_is_read_as_far_as_it_is_the_forms(text: str, raw: dict[str, Any], findings: list[str]) -> None:  # fmt: skip
    assert few(text) == (raw, findings)


@pytest.mark.parametrize(
    "rows",
    ["甲、总计|5;甲、总计|7;乙、其他|6", "甲、总计|5;乙、其他|6;甲、总计|7", "甲、总计|5;|;甲、总计|7;乙、其他|6"],
)  # fmt: skip
def test_a_row_that_stands_there_twice_is_told_as_such(rows: str) -> None:
    assert few(rows) == ({"总计": 5, "其他": 6}, ["错误 ST-4 公开01表 “甲、总计 7” 这一行重复了。删去一行。"])


def test_a_figure_that_stands_twice_in_one_table_is_the_last_one_and_no_other_table_s() -> None:
    twice = "甲 | {{ 收入支出总表.收入.总计 }};乙 | {{ 收入支出总表.收入.总计 }}"
    reading = read(twice, "甲|5;乙|6")
    assert reading.raw == {"收入支出总表": {"收入": {"总计": 6}}}
    assert told(reading) == []


def test_a_row_stands_there_twice_when_all_its_words_do() -> None:
    body = "甲 | {{ 收入支出总表.收入.总计 }} | 乙 | {{ 收入支出总表.收入.其他 }}"
    assert told(read(body, "甲|5|乙|6;甲|5|丙|6")) == ["不能核对 公开01表 “甲 5 丙 6” 格式里没有这一行。核对这一行。"]  # fmt: skip
    blank = "{{ 收入支出总表.收入.总计 }} | {{ 收入支出总表.收入.其他 }}"
    assert told(read(blank, "5|6;7|8")) == ["不能核对 公开01表 “7 8” 格式里没有这一行。核对这一行。"]
    # of an item, when all that stands in it does
    other = read("甲 | {{ 项.名称 }}", "甲|子;甲|丑;甲|子", name="自评表", title="自评表")
    assert told(other) == [
        "不能核对 自评表（第1张） “甲 丑” 格式里没有这一行。核对这一行。",
        "错误 ST-4 自评表（第1张） “甲 子” 这一行重复了。删去一行。",
    ]


FUNDING = "名称 | {{ 项.名称 }};甲 | {{ 项.总分 }};乙 | {{ 项.完成 }};丙 | {{ 项.执行率 }};丁 | {{ 项.目标 }}"


def funding(text: str) -> tuple[dict[str, Any], list[str], set[str]]:
    """What is read of a table of an item, what is told, and of which figures nothing is known."""
    reading = read(FUNDING, text, title="自评表", name="自评表")
    [item] = reading.raw["预算绩效"]["项目"]
    return item, told(reading), reading.lost


@pytest.mark.parametrize(
    "rows",
    ["丙|3;名称|某项;甲|1;乙|2;丁|好", "名称|某项;乙|2;甲|1;丙|3;丁|好", "名称|某项;甲|1;丁|好;乙|2;丙|3", "甲|1;乙|2;丙|3;丁|好;名称|某项"],
)  # fmt: skip
def test_rows_in_another_order_are_read_by_their_names_and_told_once(rows: str) -> None:
    item, found, lost = funding(rows)
    assert item == {"名称": "某项", "总分": 1, "完成": 2, "执行率": 3, "目标": "好"}
    [only] = found
    assert "各行的次序与格式不同" in only
    assert not lost


def test_of_a_figure_whose_row_is_not_there_nothing_is_known() -> None:
    item, found, lost = funding("名称|某项;乙|2;丙|3")
    assert item == {"名称": "某项", "完成": 2, "执行率": 3}
    assert found == [
        "错误 ST-4 自评表（第1张） 甲 没有“甲”这一行。照格式补上。",
        "错误 ST-4 自评表（第1张） 丁 没有“丁”这一行。照格式补上。",
    ]
    assert lost == {"预算绩效.项目[1].总分"}  # what people write is no figure


@pytest.mark.parametrize("between", ["", " ", "-"])
def test_a_code_and_a_name_may_stand_in_one_cell(between: str) -> None:
    rows = f"{{{{ 行.科目编码 }}}}{between}{{{{ 行.科目名称 }}}} | {{{{ 行.小计 }}}}"
    body = f"{{% for 行 in 一般公共预算支出表.各科目 %}};{rows};{{% endfor %}}"
    reading = read(body, f"206{between}科学|5;20601{between}管理|3;管理|2", name="一般公共预算支出表")
    assert reading.raw["一般公共预算支出表"]["各科目"] == {
        "206": {"科目名称": "科学", "小计": 5},
        "20601": {"科目名称": "管理", "小计": 3},
    }
    assert told(reading) == ["不能核对 公开05表 “管理 2” 格式里没有这一行。核对这一行。"]


def test_a_row_may_stand_behind_others_but_not_too_far() -> None:
    assert few("甲、总计|5" + ";|" * 39 + ";乙、其他|6")[0] == {"总计": 5, "其他": 6}
    assert few("甲、总计|5" + ";|" * 40 + ";乙、其他|6")[0] == {"总计": 5}


def test_a_row_of_which_half_of_the_words_agree_is_told_and_read() -> None:
    body = "甲 | {{ 收入支出总表.收入.总计 }} | 乙 | 丙;丁 | {{ 收入支出总表.收入.其他 }} | 戊 | 己"
    assert told(read(body, "甲|5|乙|丙;丁|6|戊|己")) == []
    reading = read(body, "甲|5|乙|变;|6|戊|变")
    assert told(reading) == [
        "错误 ST-4 公开01表 丙 这里应当是“丙”。照格式改正。 公开01表：变 格式：丙",
        "错误 ST-4 公开01表 丁、己 这里应当是“丁、己”。照格式改正。 公开01表：（空白）、变 格式：丁、己",
    ]
    assert reading.raw == {"收入支出总表": {"收入": {"总计": 5, "其他": 6}}}
    two = "甲 | {{ 收入支出总表.收入.总计 }} | 乙 | {{ 收入支出总表.收入.其他 }}"
    reading = read(two, "甲|5||6")
    assert told(reading) == ["错误 ST-4 公开01表 乙 这里应当是“乙”。照格式改正。 公开01表：（空白） 格式：乙"]  # fmt: skip
    assert reading.raw == {"收入支出总表": {"收入": {"总计": 5, "其他": 6}}}
    both = "甲 | {{ 收入支出总表.收入.总计 }} | 乙 | 丙 | 丁"
    assert told(read(both, "甲|5|乙|变|")) == [
        "错误 ST-4 公开01表 丙、丁 这里应当是“丙、丁”。照格式改正。 公开01表：变、（空白） 格式：丙、丁"
    ]
    assert "没有" in told(read(both, "甲|5|变|变|"))[1]
    # only the next row may be misspelt: one behind it is not guessed
    assert told(read(two, "别的|1|话|2;甲|5||6")) == [
        "错误 ST-4 公开01表 甲、乙 没有“甲、乙”这一行。照格式补上。",
        "不能核对 公开01表 “别的 1 话 2” 格式里没有这一行。核对这一行。",
        "不能核对 公开01表 “甲 5 6” 格式里没有这一行。核对这一行。",
    ]


def test_a_row_without_words_is_the_next_one() -> None:
    body = "{{ 收入支出总表.收入.总计 }} | {{ 收入支出总表.收入.其他 }}"
    assert read(body, "5|6").raw == {"收入支出总表": {"收入": {"总计": 5, "其他": 6}}}
    long = "甲" * 39 + " | {{ 收入支出总表.收入.总计 }} | 乙乙"
    assert told(read(f"丙 | 丙 | 丙;{body} | ;{long}", "丙|丙|丙")) == [
        "错误 ST-4 公开01表 数据行 没有“数据行”这一行。照格式补上。",
        f"错误 ST-4 公开01表 {'甲' * 39}、 没有“{'甲' * 39}、”这一行。照格式补上。",
    ]


def test_the_header_is_read_as_far_as_half_of_it_is_there() -> None:
    header = "项目 | 决算数;栏次 | 1"
    assert told(read(FEW, "项目|决算数;栏次|1;甲、总计|5;乙、其他|6", header)) == []
    reading = read(FEW, "项目|预算数;栏次|1;甲、总计|5;乙、其他|6", header)
    assert told(reading) == ["错误 ST-4 公开01表 表头 决算数 表头里没有“决算数”。照格式改正表头。"]
    assert reading.raw == {"收入支出总表": {"收入": {"总计": 5, "其他": 6}}}
    assert told(read(FEW, "甲、总计|5;乙、其他|6", header)) == []
    assert read(FEW, "甲、总计|5;乙、其他|6", "项目 | 决算数").raw == {"收入支出总表": {"收入": {"总计": 5, "其他": 6}}}  # fmt: skip
    assert told(read("甲 | 乙 | 丙", "项|乙|丙;甲|乙|丙", "项 | 目 | 数")) != []
    three = read("甲 | 乙 | 丙", "变|变|数;甲|乙|丙", "项 | 目 | 数")
    assert told(three) == ["不能核对 公开01表 “变 数” 格式里没有这一行。核对这一行。"]
    assert told(read("甲 | 乙", "变|化", "项 | 目"))[:2] == [
        "错误 ST-4 公开01表 表头 目 表头里没有“目”。照格式改正表头。",
        "错误 ST-4 公开01表 表头 项 表头里没有“项”。照格式改正表头。",
    ]
    # the sum of an empty table is no line of the header that is left out
    assert told(read("合计 | {{ 收入支出总表.收入.总计 }}", "项目|决算数;合计|", header)) == []
    merged = read(FEW, "项目|项目;甲、总计|5;乙、其他|6", "项目 | <")
    assert told(merged) == []
    blank = read(FEW, "甲、总计|5;乙、其他|6", "{{ 年度 }} | {{ 年度 }}")
    assert blank.raw == {"收入支出总表": {"收入": {"总计": 5, "其他": 6}}}


HEADER = "项目 | < | 支出 | < | 合计;编码 | 名称 | 基本 | 项目 | ^"
WIDE = "甲 | 乙 | {{ 收入支出总表.收入.总计 }} | {{ 收入支出总表.收入.其他 }} | 丙"


@pytest.mark.parametrize(
    ("header", "findings"),
    [
        ("项目|项目|支出|支出|合计;编码|名称|基本|项目|合计", []),
        (
            "支出|支出|项目|项目|合计;编码|名称|基本|项目|合计",
            [
                "错误 ST-4 公开01表 表头 项目 表头的这几列应当是“项目、支出”。照格式改正表头。 公开01表 第1、3列：支出、项目 格式：项目、支出",
            ],
        ),
        # a word that is wrong as well is told by itself
        (
            "项目|项目|支出|支出|合计;编码|基本|名称|变|合计",
            [
                "错误 ST-4 公开01表 表头 项目 表头里没有“项目”。照格式改正表头。",
                "错误 ST-4 公开01表 表头 名称 表头的这几列应当是“名称、基本”。照格式改正表头。 公开01表 第2、3列：基本、名称 格式：名称、基本",
            ],
        ),
        # cells merged otherwise, or not at all
        ("项目||支出||合计;编码|名称|基本|项目|", []),
        ("|项目||支出|合计;编码|名称|基本|项目|合计", []),
        ("项目|支出|支出|支出|合计;编码|名称|基本|项目|合计", []),
        ("项目|项目|项目|支出|合计;编码|名称|基本|项目|合计", []),
        ("项目|项目|支出|支出|;编码|名称|基本|项目|合计", ["错误 ST-4 公开01表 表头 合计 表头里没有“合计”。照格式改正表头。"]),
        # of the words that are beside their columns, those are told instead of which another stands there
        ("项目|项目|支出|支出|合计;编码|名称||基本|项目", ["错误 ST-4 公开01表 表头 项目 表头的这一列应当是“项目”。照格式改正表头。 公开01表 第4列：基本 格式：项目"]),
    ],
)  # fmt: skip
def test_words_of_the_header_stand_in_their_columns(header: str, findings: list[str]) -> None:
    row = "甲|乙|5|6|丙"
    reading = read(WIDE, f"{header};{row}", HEADER)
    assert told(reading) == findings
    assert reading.raw == {"收入支出总表": {"收入": {"总计": 5, "其他": 6}}}


def test_columns_whose_words_are_all_there_are_read_by_them() -> None:
    reading = read(WIDE, "项目|项目|支出|支出|合计;编码|名称|项目|基本|合计;甲|乙|5|6|丙", HEADER)
    assert told(reading) == ["提醒 ST-4 公开01表 表头 各列的次序与格式不同，数是照表头读的。照格式的次序排。"]
    assert reading.raw == {"收入支出总表": {"收入": {"总计": 6, "其他": 5}}}


def test_words_of_a_header_of_other_columns_are_not_looked_for_by_column() -> None:
    assert told(read("甲 | 乙", "目|项|数;甲|乙|丙", "项 | 目")) == [
        "不能核对 公开01表 这张表有3列，格式是2列。核对表的列。"
    ]


def test_rows_by_code_are_read_by_their_codes() -> None:
    reading = read(
        ITEMS,
        "合计|合计|9;206|科学技术支出|5;20601|管理\n事务|5;2060101|行政运行|",
        name="一般公共预算支出表",
    )
    assert reading.raw == {
        "一般公共预算支出表": {
            "合计": 9,
            "各科目": {
                "206": {"科目名称": "科学技术支出", "小计": 5},
                "20601": {"科目名称": "管理事务", "小计": 5},
                "2060101": {"科目名称": "行政运行"},
            },
        }
    }
    assert reading.cells["一般公共预算支出表.各科目.206.小计"] == "公开05表 各科目 206 小计"
    assert "一般公共预算支出表.各科目.206.科目编码" not in reading.cells
    assert told(reading) == []


@pytest.mark.parametrize(
    ("rows", "codes", "findings"),
    [
        ("206|甲|5;206|乙|6;207|丙|7", ["206", "207"], ["错误 AD-1 公开05表 206 编码206不止一行。留下一行。"]),
        ("20|甲|5;207|丙|7", ["207"], ["不能核对 公开05表 “20 甲 5” 格式里没有这一行。核对这一行。"]),
        ("20601011|甲|5;2060|甲|;二〇六|乙|6;20601|丁|", ["20601"], [
            "不能核对 公开05表 “20601011 甲 5” 格式里没有这一行。核对这一行。",
            "不能核对 公开05表 “2060 甲” 格式里没有这一行。核对这一行。",
            "不能核对 公开05表 “二〇六 乙 6” 格式里没有这一行。核对这一行。",
        ]),
        ("２０６|甲|5;||;2 07|丙|7", ["206", "207"], []),
    ],
)  # fmt: skip
def test_a_row_without_a_code_and_a_code_with_two_rows_are_told(rows: str, codes: list[str], findings: list[str]) -> None:  # fmt: skip
    reading = read(ITEMS, f"合计|合计|9;{rows}", name="一般公共预算支出表")
    assert list(reading.raw["一般公共预算支出表"]["各科目"]) == codes
    assert told(reading) == findings


def test_a_blank_row_of_a_code_is_a_row_all_the_same() -> None:
    reading = read(ITEMS, "合计|合计|9;206||;206|甲|5", name="一般公共预算支出表")
    assert told(reading) == ["错误 AD-1 公开05表 206 编码206不止一行。留下一行。"]


def test_rows_end_where_the_next_row_of_the_form_stands() -> None:
    body = ITEMS + ";总计 | < | {{ 收入支出总表.收入.总计 }}"
    reading = read(body, "合计|合计|9;206|甲|5;总计|总计|8;207|乙|6", name="一般公共预算支出表")
    assert reading.raw == {
        "一般公共预算支出表": {"合计": 9, "各科目": {"206": {"科目名称": "甲", "小计": 5}}},
        "收入支出总表": {"收入": {"总计": 8}},
    }
    assert told(reading) == ["不能核对 公开05表 “207 乙 6” 格式里没有这一行。核对这一行。"]
    two = "{% for 行 in 一般公共预算支出表.各科目 %};{{ 行.科目编码 }} | {{ 行.小计 }};{% endfor %};甲 | 乙"
    assert told(read(two, "206|5;甲|丙", name="一般公共预算支出表")) == [
        "错误 ST-4 公开05表 甲、乙 没有“甲、乙”这一行。照格式补上。",
        "不能核对 公开05表 “甲 丙” 格式里没有这一行。核对这一行。",
    ]


def test_a_row_of_the_same_words_before_the_rows_by_code_does_not_end_them() -> None:
    first, last = "合计 | {{ 收入支出总表.收入.总计 }}", "合计 | {{ 收入支出总表.收入.其他 }}"
    rows = "{% for 行 in 一般公共预算支出表.各科目 %};{{ 行.科目编码 }} | {{ 行.小计 }};{% endfor %}"
    reading = read(f"{first};{rows};{last}", "合计|5;206|7;合计|6", name="一般公共预算支出表")
    assert reading.raw == {
        "收入支出总表": {"收入": {"总计": 5, "其他": 6}},
        "一般公共预算支出表": {"各科目": {"206": {"小计": 7}}},
    }
    assert told(reading) == []


USED = "{% for 行 in 一般公共预算支出表.各科目 %};{{ 行.科目编码 }} | {{ 行.科目名称 }} | {{ 行.小计 }};{% for 件 in 行.各用途 %}; | {{ 件.名称 }} | {{ 件.金额 }};{% endfor %};{% endfor %};总计 | < | {{ 收入支出总表.收入.总计 }}"


def test_rows_of_items_stand_below_the_row_of_their_code() -> None:
    text = "206|科学|5;|子|2;|丑|3;207|文化|4;208|社保|1;|寅|1;总计|总计|10"
    reading = read(USED, text, name="一般公共预算支出表")
    assert reading.raw == {
        "一般公共预算支出表": {
            "各科目": {
                "206": {
                    "科目名称": "科学",
                    "小计": 5,
                    "各用途": [{"名称": "子", "金额": 2}, {"名称": "丑", "金额": 3}],
                },
                "207": {"科目名称": "文化", "小计": 4},
                "208": {"科目名称": "社保", "小计": 1, "各用途": [{"名称": "寅", "金额": 1}]},
            }
        },
        "收入支出总表": {"收入": {"总计": 10}},
    }
    path = "一般公共预算支出表.各科目.206"
    assert reading.cells[f"{path}.各用途[2].金额"] == "公开05表 各科目 206 各用途 第2项 金额"
    assert reading.rows[f"{path}.小计"] == ["206", "科学", "5"]
    assert reading.rows[f"{path}.各用途[1].金额"] == ["", "子", "2"]
    assert reading.rows["收入支出总表.收入.总计"] == ["总计", "总计", "10"]
    assert told(reading) == []


def test_a_row_of_an_item_above_all_codes_is_strange() -> None:
    reading = read(USED, "|子|2;206|科学|5;总计|总计|5", name="一般公共预算支出表")
    assert reading.raw["一般公共预算支出表"] == {"各科目": {"206": {"科目名称": "科学", "小计": 5}}}
    assert told(reading) == ["不能核对 公开05表 “子 2” 格式里没有这一行。核对这一行。"]


def test_amounts_are_in_the_unit_of_the_form_and_other_numbers_are_what_they_are() -> None:
    reading = Reading()
    model = DataShape(fields=MODEL.fields, money=Money(MoneyUnit.YUAN))
    blueprint = surveyed("收入支出总表", "甲 | {{ 收入支出总表.收入.总计 }} | {{ 部门.人数 }}")
    OwnTable(reading, blueprint, model).read(grid("甲|50,000.00|12"))
    assert reading.raw == {"收入支出总表": {"收入": {"总计": 5}}, "部门": {"人数": 12}}


def test_what_is_no_number_was_not_read() -> None:
    assert read(FEW, "甲、总计|五;乙、其他|6").unread == {"收入支出总表.收入.总计"}


def project(text: str, at: int = 1) -> Reading:
    return read(PROJECT, text, name="自评表", title="项目自评表", item=2, at=at)  # fmt: skip


def test_a_table_of_an_item_is_read_into_that_item() -> None:
    reading = project(
        "名称|科技 活动|总分|96;三级指标|分值|完成|94.12%;子|10|-|-;丑||-|-;执行率|94%|目标|甲\n乙"
    )
    assert reading.raw == {
        "预算绩效": {
            "项目": [
                {},
                {
                    "名称": "科技 活动",
                    "总分": 96,
                    "完成": Decimal("94.12"),
                    "指标": [{"名称": "子", "分值": 10}, {"名称": "丑"}],
                    "执行率": 94,
                    "目标": "甲\n乙",
                },
            ]
        }
    }
    assert reading.cells == {
        "预算绩效.项目[2].名称": "项目自评表（第1张） 名称",
        "预算绩效.项目[2].总分": "项目自评表（第1张） 总分",
        "预算绩效.项目[2].完成": "项目自评表（第1张） 完成",
        "预算绩效.项目[2].指标[1].名称": "项目自评表（第1张） 指标 第1项 名称",
        "预算绩效.项目[2].指标[1].分值": "项目自评表（第1张） 指标 第1项 分值",
        "预算绩效.项目[2].指标[2].名称": "项目自评表（第1张） 指标 第2项 名称",
        "预算绩效.项目[2].指标[2].分值": "项目自评表（第1张） 指标 第2项 分值",
        "预算绩效.项目[2].执行率": "项目自评表（第1张） 执行率",
        "预算绩效.项目[2].目标": "项目自评表（第1张） 目标",
    }
    assert told(reading) == []


LARGE = "名称 | {{ 项.名称 }} | 总分 | {{ 项.总分 }};完成 | {{ 项.完成 }} | - | -;指标甲 | 分值 | - | -;{% for 件 in 项.指标 %};{{ 件.名称 }} | {{ 件.分值 }} | - | -;{% endfor %};执行率 | {{ 项.执行率 }} | - | -;目标 | {{ 项.目标 }} | - | -"
LINES = ["名称|科技|总分|96", "完成|94|-|-", "指标甲|分值|-|-", "子|10|-|-", "丑|20|-|-", "执行率|94|-|-", "目标|好|-|-"]  # fmt: skip
READ = {"名称": "科技", "总分": 96, "完成": 94, "指标": [{"名称": "子", "分值": 10}, {"名称": "丑", "分值": 20}], "执行率": 94, "目标": "好"}  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "fields", "findings", "lost"),
    [
        (LINES, READ, [], set()),
        # the upper part is not there: the indicators are no rows of it
        (LINES[5:], {"执行率": 94, "目标": "好", "指标": [{}]}, ["错误 ST-4 自评表（第1张） 名称、总分……指标甲、分值 没有从“名称、总分”到“指标甲、分值”的各行。照格式补上。"], {"总分", "完成", "指标[1].分值"}),
        # nor is the lower one
        (LINES[:2], {"名称": "科技", "总分": 96, "完成": 94, "指标": [{}]}, ["错误 ST-4 自评表（第1张） 指标甲、分值……目标 没有从“指标甲、分值”到“目标”的各行。照格式补上。"], {"指标[1].分值", "执行率"}),
        # one or two rows are told each by itself, and the list ends where the next row that is there stands
        ([*LINES[:5], LINES[6]], {name: one for name, one in READ.items() if name != "执行率"}, ["错误 ST-4 自评表（第1张） 执行率 没有“执行率”这一行。照格式补上。"], {"执行率"}),
        (LINES[2:], {name: one for name, one in READ.items() if name not in ("名称", "总分", "完成")}, ["错误 ST-4 自评表（第1张） 名称、总分 没有“名称、总分”这一行。照格式补上。", "错误 ST-4 自评表（第1张） 完成 没有“完成”这一行。照格式补上。"], {"总分", "完成"}),
    ],
)  # fmt: skip
def test_rows_of_a_table_that_are_all_missing_are_told_once_and_their_lists_are_not_known(
    lines: list[str], fields: dict[str, Any], findings: list[str], lost: set[str]
) -> None:
    reading = read(LARGE, ";".join(lines), name="自评表")
    assert told(reading) == findings
    assert reading.raw == {"预算绩效": {"项目": [fields]}}
    assert reading.lost == {f"预算绩效.项目[1].{one}" for one in lost}


def test_a_table_of_an_item_is_called_by_its_title_and_number() -> None:
    assert told(project("名称|甲|总分|高;三级指标|分值|完成|;执行率||目标|", at=3)) == [
        "不能核对 项目自评表（第3张） 总分 “高”不是数。填数字。 表中：高"
    ]
    nameless = read("甲 | 乙", "丙|丁|戊", name="自评表")
    assert told(nameless)[0].startswith("不能核对 自评表（第1张） 这张表有3列")


def test_names_one_by_one_are_read_into_their_list() -> None:
    body = "{% for 名 in 预算绩效.单位 %};{{ 名 }} | 甲;{% endfor %}"
    reading = read(body, "某局|甲;|甲; 某\n所 |甲", name="单位表", title="单位")
    assert reading.raw == {"预算绩效": {"单位": ["某局", "某所"]}}
    assert reading.shown == {"预算绩效.单位[1]": "某局", "预算绩效.单位[2]": "某所"}
    assert reading.cells == {
        "预算绩效.单位[1]": "单位（第1张） 第1项",
        "预算绩效.单位[2]": "单位（第1张） 第2项",
    }


def test_a_list_of_names_may_stand_anywhere_and_other_lists_are_none() -> None:
    deep = "{% for 名 in 预算绩效.名单.领导 %};{{ 名 }} | 甲;{% endfor %}"
    reading = read(deep, "张 三|甲;李四|甲", name="名单", title="名单")
    assert reading.raw == {"预算绩效": {"名单": {"领导": ["张 三", "李四"]}}}
    assert [*reading.rows] == []
    texts = "{% for 条 in 预算绩效.要求 %};{{ 条 }} | 甲;{% endfor %}"
    assert read(texts, "某项|甲", name="要求", title="要求").raw == {}


def test_a_table_of_an_item_may_print_what_is_no_item_s() -> None:
    body = "名称 | {{ 项.名称 }} | 总计 | {{ 收入支出总表.收入.总计 }}"
    reading = read(body, "名称|甲|总计|5", name="自评表", title="自评表", item=2)
    assert reading.cells["收入支出总表.收入.总计"] == "自评表（第1张） 收入 总计"
    assert reading.raw == {"预算绩效": {"项目": [{}, {"名称": "甲"}]}, "收入支出总表": {"收入": {"总计": 5}}}


def test_a_step_of_a_path_is_called_as_readers_do() -> None:
    assert [counted(name) for name in ("2", "99", "206", "指标")] == ["第2项", "第99项", "206", "指标"]


def test_two_tables_that_print_one_figure_print_it_alike() -> None:
    reading, names = Reading(), "甲、总计 | {{ 收入支出总表.收入.总计 }};乙、名称 | {{ 部门.名称 }}"
    for text in ("甲、总计|5;乙、名称|某局", "甲、总计|5.00;乙、名称|某局", "甲、总计|6.00;乙、名称|"):
        OwnTable(reading, surveyed("收入支出总表", names), MODEL).read(grid(text))
    hint = "同一处，两张表印得不一样。核对两张表，改正一处。"
    assert told(reading) == [
        f"错误 X-7 公开01表 收入 总计 {hint} 公开01表 收入 总计：5 公开01表 收入 总计：6.00",
        f"错误 AD-1 公开01表 名称 {hint} 公开01表 名称：某局 公开01表 名称：（空白）",
    ]


@pytest.mark.parametrize("nothing", ["", "-", "0.00", "—"])
def test_a_dash_and_a_blank_are_nought(nothing: str) -> None:
    reading = Reading()
    for text in (f"甲、总计|{nothing};乙、其他|6", "甲、总计|0;乙、其他|6.00"):
        OwnTable(reading, surveyed("收入支出总表", FEW), MODEL).read(grid(text))
    assert told(reading) == []


def test_what_is_wrong_with_one_header_is_told_beside_what_is_wrong_with_another() -> None:
    reading = Reading()
    for _ in range(2):
        one = surveyed("收入支出总表", FEW, "项目 | 决算数;栏次 | 1")
        OwnTable(reading, one, MODEL).read(grid("项目|预算数;栏次|1;甲、总计|5;乙、其他|6"))
    assert len(told(reading)) == 2


def test_a_table_that_prints_nothing_first_is_told_as_blank() -> None:
    reading, names = Reading(), "甲、总计 | {{ 收入支出总表.收入.总计 }};乙、名称 | {{ 部门.名称 }}"
    for text in ("甲、总计|;乙、名称|", "甲、总计|5.00;乙、名称|某局"):
        OwnTable(reading, surveyed("收入支出总表", names), MODEL).read(grid(text))
    hint = "同一处，两张表印得不一样。核对两张表，改正一处。"
    assert told(reading) == [
        f"错误 X-7 公开01表 收入 总计 {hint} 公开01表 收入 总计：（空白） 公开01表 收入 总计：5.00",
        f"错误 AD-1 公开01表 名称 {hint} 公开01表 名称：（空白） 公开01表 名称：某局",
    ]


# ---- a table that its rows alone tell of, laid out otherwise than in the form ----

ROWS_ALONE = "重庆2023"  # which has “三公” beside what is not of it, in one table
Texts = list[list[str]]


def in_one_block(rows: Texts) -> Texts:
    return [row[:4] for row in rows] + [[row[4], row[5], "", row[6]] for row in rows[2:]]


def without_numbers(rows: Texts) -> Texts:
    return [[*row[:1], *row[2:5], *row[6:]] for row in rows]


def in_other_order(rows: Texts) -> Texts:
    return [[*row[4:], *row[:4]] for row in rows]


@cache
def report_by_rows() -> Document:
    return made(complete(ROWS_ALONE), ROWS_ALONE)


def laid_out(change: Callable[[Texts], Texts]) -> Document:
    """The report with the table of which CHANGE says how it stands."""
    blocks: list[Block] = []
    for block in report_by_rows().blocks:
        if isinstance(block, Table) and block.name == "三公经费表":
            rows = change([[*row] for row in matrix(block)])
            body = tuple(tuple(Cell(at, (Text(text),), "左") for at, text in enumerate(row)) for row in rows)
            columns = tuple(Column(25, "左") for _ in rows[0])
            blocks.append(block._replace(columns=columns, header=(), body=body))
        else:
            blocks.append(block)
    return report_by_rows()._replace(blocks=tuple(blocks))


def told_anew(document: Document) -> list[str]:
    """What is found in a report that is not in the one that was made, as it stands there."""
    before = {one.key for one in findings(report_by_rows(), name=ROWS_ALONE)}
    found = [one for one in findings(document, name=ROWS_ALONE) if one.key not in before]
    return [f"{one.level.value} {one.rule} {one.subject} {one.what}" for one in found]


OTHERWISE = "提醒 ST-4 公开09表 排法 行和列的排法与格式不同，数是照行名和表头读的"


@pytest.mark.parametrize("change", [in_one_block, without_numbers, in_other_order])
def test_a_table_by_rows_is_read_however_they_stand(change: Callable[[Texts], Texts]) -> None:
    document = laid_out(change)
    assert told_anew(document) == [OTHERWISE]
    read, wanted = (as_read(one, name=ROWS_ALONE).tables.shown for one in (document, report_by_rows()))
    figures = {path: text for path, text in wanted.items() if text}
    assert figures.items() <= read.items()


def test_what_a_table_by_rows_lacks_is_told_and_what_the_form_lacks_is_not_read() -> None:
    def spoilt(rows: Texts) -> Texts:
        rows = in_other_order(rows)
        rows[4][0] = "（二）别的单位"
        return rows

    told_lines = told_anew(laid_out(spoilt))
    assert OTHERWISE in told_lines
    assert [one for one in told_lines if "没有“" in one] == [
        "错误 ST-4 公开09表 参照公务员法管理事业单位 没有“参照公务员法管理事业单位”这一行"
    ]
    assert [one for one in told_lines if "格式里没有" in one] == [
        "不能核对 读 公开09表 “(二)别的单位 0.00” 格式里没有这一行"
    ]


def test_a_table_by_rows_without_a_column_is_told_of_the_column_alone() -> None:
    def without_budgets(rows: Texts) -> Texts:
        return [[*row[:2], *row[3:]] for row in rows]

    document = laid_out(without_budgets)
    told_lines = told_anew(document)
    assert as_read(document, name=ROWS_ALONE).tables.shown["三公经费表.合计.决算数"]
    assert "错误 ST-4 公开09表 表头 预算数 表头里没有“预算数”" in told_lines
    assert not [one for one in told_lines if "这一行" in one]


def test_a_figure_of_a_table_by_rows_is_held_against_the_prose_however_it_stands() -> None:
    def wrong(rows: Texts) -> Texts:
        rows = in_one_block(rows)
        [row] = [one for one in rows if "（一）支出合计" in one[0]]
        row[3] = "99.99"
        return rows

    told_lines = told_anew(laid_out(wrong))
    assert [one for one in told_lines if one.startswith("错误") and "公开09表 合计" in one]


@pytest.mark.parametrize("line", ["年初预算收入金额", "年初预算支出金额"])
def test_a_budget_that_is_blank_in_an_overall_table_is_told(line: str) -> None:
    def change(rows: list[Any]) -> list[Any]:
        return [
            tuple(cell if line in cell.paragraphs[0].string else blanked(cell) for cell in row)
            if line in row[0].paragraphs[0].string
            else row
            for row in rows
        ]

    new = reported(findings(table(original(), "部门整体绩效自评表", change))) - before()
    [(key, what, _)] = new
    assert key == f"PF-6 预算绩效 整体自评 第1项 {line}"
    assert what == "这一格空着，应当有数"


def blanked(cell: Cell) -> Cell:
    return cell._replace(paragraphs=(Text(""),))


LISTED = "{% for 行 in 一般公共预算支出表.各科目 %};{{ 行.科目编码 }} | {{ 行.科目名称 }} | {{ 行.小计 }};{% endfor %}"


@pytest.mark.parametrize("order", [*permutations(range(3))])
@pytest.mark.parametrize("line", ["", "栏次 | < | 1"])
def test_columns_are_read_by_the_words_over_them(order: tuple[int, ...], line: str) -> None:
    header = "编码 | 名称 | 金额" + (f";{line}" if line else "")
    rows = [["编码", "名称", "金额"], ["201", "甲", "5"], ["20101", "乙", "3"]]
    text = ";".join("|".join(row[at] for at in order) for row in rows)
    reading = read(LISTED, text, header, name="明细表")
    assert reading.raw == read(LISTED, ";".join(map("|".join, rows)), header, name="明细表").raw
    hint = ["提醒 ST-4 明细表（第1张） 表头 各列的次序与格式不同，数是照表头读的。照格式的次序排。"]
    assert told(reading) == ([] if order == (0, 1, 2) else hint)
