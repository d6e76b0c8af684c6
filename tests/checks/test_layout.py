"""Layouts read backwards, and places in raw data, on small inputs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from narrator.checks.printed.layout import Row, lines
from narrator.checks.printed.raw import LEAST, copied, counts, create, legal, path_of, store
from narrator.checks.printed.shapes import lists, owner_of, shape_at
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.text_shapes import NameShape
from narrator.number import LARGEST

from .small import MODEL, NAME, ROW, read_backwards


def shown(row: Row) -> list[str]:
    """The cells of ROW: words, or <names>; ~ before one that is merged into another."""
    return [
        ("" if place.own else "~") + (f"<{'.'.join(place.path)}>" if place.path else place.literal)
        for place in row.places
    ]


def cells(source: str) -> list[list[str]]:
    return [shown(row) for row in lines(source)]


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("收 入 | {{ 收入支出总表.收入.总计 }}", ["收入", "<收入支出总表.收入.总计>"]),
        ("{{基本支出表.各科目[\"301\"].决算数}} | {{ 甲['因公（境）'].乙 }}", ["<基本支出表.各科目.301.决算数>", "<甲.因公（境）.乙>"]),
        ("中:合计 | 左：甲 | 右: 乙", ["合计", "甲", "乙"]),
        ("中间 | 左 | 甲:乙", ["中间", "左", "甲:乙"]),
        ("甲 | < | <", ["甲", "~甲", "~甲"]),
        ("{{ 甲.乙 }} | <", ["<甲.乙>", "~<甲.乙>"]),
        ("< | 甲", ["<", "甲"]),
        ("^ | 甲", ["^", "甲"]),
        ("& 甲 & 乙 | 丙", ["甲&乙", "丙"]),
        ("  & 甲 | 乙", ["甲", "乙"]),
        ("=^ 甲 | =^ {{ 乙 }} | =乙", ["甲", "<乙>", "=乙"]),
        ("{{ 甲.乙 or 甲.丙 }}", ["<甲.乙>"]),
        ("{{ 甲|金额 }} | 乙", ["", "乙"]),
        ("共{{ 甲 }}项 | 乙", ["", "乙"]),
        ("（一）甲 |  | 乙", ["(一)甲", "", "乙"]),
        ("中:{{ 甲.乙 }}", ["<甲.乙>"]),
    ],
)  # fmt: skip
def test_a_row_of_a_layout_is_read_cell_by_cell(source: str, read: list[str]) -> None:
    assert cells(source) == [read]


def test_a_cell_may_be_the_one_above() -> None:
    assert cells("甲 | {{ 乙.丙 }} | 丁\n^ | ^ | 戊\n\n^ | ^ | ^") == [
        ["甲", "<乙.丙>", "丁"],
        ["~甲", "~<乙.丙>", "戊"],
        ["~甲", "~<乙.丙>", "~戊"],
    ]


def test_a_loop_names_the_list_and_its_items() -> None:
    found = lines(
        "甲\n{% for 行 in 支出决算表.各科目 %}\n{{ 行.科目编码 }} | {{ 行.小计 }} | {{ 别的.行 }}\n{%- endfor -%}\n{{ 行.小计 }}\n"
        '{%- for 件 in 项["指标"] -%}\n{{ 件.名称 }}\n{%endfor%}\n乙'
    )
    assert [row.loop for row in found] == [(), ("支出决算表", "各科目"), (), ("项", "指标"), ()]
    assert [shown(row) for row in found] == [["甲"], ["<科目编码>", "<小计>", "<别的.行>"], ["<行.小计>"], ["<名称>"], ["乙"]]  # fmt: skip


def test_a_row_is_known_by_its_words_and_not_by_its_line_number() -> None:
    def labels(source: str) -> dict[int, str]:
        return lines(source)[-1].labels

    assert labels("一、收入 | 12 | {{ 甲 }} | 支出 | <") == {0: "一、收入", 3: "支出"}
    assert labels("301 | 工资 | 9") == {0: "301", 1: "工资"}
    assert labels("栏次 | 1\n12 | < | 3") == {0: "12", 2: "3"}
    assert labels("{{ 甲 }} | <") == {}


def test_a_layout_has_its_title_without_the_mark_and_its_words() -> None:
    found = read_backwards(
        "三公经费表", "中:合 计 | {{ 甲 }};一 | 1", "项目 | 数", "[一、] 三公 [表]", "公开 07表"
    )
    assert (found.name, found.table, found.number, found.title) == (
        "三公经费表",
        "三公经费表",
        "三公经费表",
        "三公[表]",
    )
    assert [[shown(row) for row in rows] for rows in (found.header, found.body)] == [
        [["项目", "数"]],
        [["合计", "<甲>"], ["一", "1"]],
    ]
    assert found.words == {"合计", "项目"}
    for name in ("公开7表", "公开007表", "自评表", "公开07表乙", "甲公开07表"):
        assert read_backwards(name, "甲").table == ""


# ---- places in raw data ----


def test_numbers_count_items_and_codes_are_names() -> None:
    assert [counts(name) for name in ("1", "99", "100", "206", "甲", "")] == [True, True, False, False, False, False]  # fmt: skip
    assert path_of(["项目", "1", "指标", "12", "分值"]) == "项目[1].指标[12].分值"
    assert path_of(["一般公共预算支出表", "各科目", "206", "小计"]) == "一般公共预算支出表.各科目.206.小计"
    assert path_of(["甲", "乙.丙"]) == '甲["乙.丙"]'
    assert path_of([]) == ""


def test_what_is_not_there_is_made() -> None:
    raw: dict[str, Any] = {}
    store(raw, ["一般公共预算支出表", "各科目", "206", "小计"], 5)
    store(raw, ["项目", "2", "指标", "1", "分值"], 6)
    store(raw, ["项目", "1", "名称"], "甲")
    store(raw, ["项目", "2", "名称"], "乙")
    store(raw, ["年度"], 2023)
    assert raw == {
        "一般公共预算支出表": {"各科目": {"206": {"小计": 5}}},
        "项目": [{"名称": "甲"}, {"指标": [{"分值": 6}], "名称": "乙"}],
        "年度": 2023,
    }
    assert create(raw, ["项目", "1"]) is raw["项目"][0]
    assert create(raw, ["项目"]) is raw["项目"]


def test_a_copy_has_mappings_and_lists_of_its_own() -> None:
    raw = {"甲": [{"乙": 1}], "丙": {"丁": "戊"}}
    other = copied(raw)
    assert other == raw
    other["甲"][0]["乙"] = other["丙"]["丁"] = 2
    other["甲"].append(3)
    assert raw == {"甲": [{"乙": 1}], "丙": {"丁": "戊"}}


def test_an_amount_that_prints_as_the_limit_was_below_it() -> None:
    assert legal(LARGEST) == LARGEST - LEAST
    assert legal(-LARGEST) == LEAST - LARGEST
    assert legal(Decimal(5)) == 5
    assert legal(LARGEST - LEAST) == LARGEST - LEAST


# ---- places in the model ----


def test_what_stands_at_a_place_of_the_model() -> None:
    assert isinstance(shape_at(MODEL, ("一般公共预算支出表", "各科目")), CodedShape)
    assert shape_at(MODEL, ("一般公共预算支出表", "各科目", "206")) is ROW
    assert isinstance(shape_at(MODEL, ("一般公共预算支出表", "各科目", "206", "小计")), AmountShape)
    assert shape_at(MODEL, ("预算绩效", "单位", "3")) is NAME
    assert isinstance(shape_at(MODEL, ("预算绩效", "项目", "1", "指标", "2", "名称")), NameShape)
    assert shape_at(MODEL, ()) is MODEL
    for path in (
        ("没有",),
        ("收入支出总表", "没有"),
        ("部门", "名称", "甲"),
        ("一般公共预算支出表", "合计", "小计", "甲"),
    ):
        assert shape_at(MODEL, path) is None


def test_the_lists_of_records_are_known_and_not_those_in_items() -> None:
    found = dict(lists(MODEL, ()))
    assert list(found) == [("预算绩效", "整体自评"), ("预算绩效", "项目")]
    assert all(isinstance(one, ListShape) for one in found.values())
    assert [where for where, _ in lists(MODEL, ("甲",))] == [("甲", *where) for where in found]


def test_a_table_for_each_item_is_about_the_list_whose_items_have_what_it_prints() -> None:
    def owner(body: str, model: RecordShape = MODEL) -> tuple[str, ...]:
        return owner_of(model, read_backwards("自评表", body))

    assert owner("名称 | {{ 项.名称 }} | {{ 别的.资金 }}") == ("预算绩效", "整体自评")
    assert owner("名称 | {{ 项.名称 }} | {{ 项.总分 }}") == ("预算绩效", "项目")
    assert owner("名称 | {{ 项.名称 }};{% for 一 in 项.指标 %};{{ 一.名称 }};{% endfor %}") == (
        "预算绩效",
        "项目",
    )
    assert owner("名称 | {{ 项.没有 }}") == ("项",)
