"""Names of items that data.json leaves out."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from disclosure.notation import GONE, TEXT, changed, told
from narrator.disclosure.item_names import add_item_names

ROW = "收入决算表.各科目"


def data(changes: dict[str, str | None]) -> Any:
    return json.loads(changed(changes), parse_float=Decimal)


def test_a_name_that_is_left_out_is_the_one_of_the_code() -> None:
    raw = data({f"{ROW}.2060101.科目名称": GONE, "基本支出表.各科目.30101.科目名称": GONE})
    named = add_item_names(raw)
    assert named["收入决算表"]["各科目"]["2060101"]["科目名称"] == "行政运行"  # type: ignore[index]
    assert named["基本支出表"]["各科目"]["30101"]["科目名称"] == "基本工资"  # type: ignore[index]
    assert "科目名称" not in raw["收入决算表"]["各科目"]["2060101"]  # what was read stays as it is


def test_the_list_is_that_of_the_year() -> None:
    row = '{"本年收入合计": 0}'
    for year, name in (("2023", None), ("2024", "社会工作事务")):
        raw = data({"年度": year, f"{ROW}.20139": row})
        assert add_item_names(raw)["收入决算表"]["各科目"]["20139"].get("科目名称") == name  # type: ignore[index]


def test_data_with_all_names_are_the_same_data() -> None:
    raw = json.loads(TEXT, parse_float=Decimal)
    assert add_item_names(raw) is raw


def test_no_name_is_missed_where_the_code_is_known() -> None:
    assert told({f"{ROW}.206.科目名称": GONE, f"{ROW}.2060101.科目名称": GONE}) == []


def test_what_is_no_disclosure_is_left_alone() -> None:
    for raw in (None, [], {"收入决算表": 1}, {"收入决算表": {"各科目": [1]}}, {"年度": "x", ROW: {}}):
        assert add_item_names(raw) is raw


def test_a_year_that_is_none_takes_the_first_list() -> None:
    for year in ("x", Decimal("1e400"), None):
        raw = {"年度": year, "收入决算表": {"各科目": {"201": {}}}}
        assert add_item_names(raw)["收入决算表"]["各科目"]["201"] == {"科目名称": "一般公共服务支出"}  # type: ignore[index]
