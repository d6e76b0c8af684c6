"""Places in raw data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from narrator.checks.printed.raw_data import (
    copy_containers,
    counts,
    create,
    path_of,
    store,
    with_values,
    within_limits,
)
from narrator.number import LARGEST, LEAST


def test_numbers_count_items_and_codes_are_names() -> None:
    assert [counts(name) for name in ("1", "99", "100", "206", "甲", "")] == [True, True, False, False, False, False]  # fmt: skip
    assert path_of(("项目", "1", "指标", "12", "分值")) == "项目[1].指标[12].分值"
    assert path_of(("一般公共预算支出表", "各科目", "206", "小计")) == "一般公共预算支出表.各科目.206.小计"
    assert path_of(("甲", "乙.丙")) == '甲["乙.丙"]'
    assert path_of(()) == ""


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


def test_a_number_at_the_end_is_that_of_an_item() -> None:
    raw: dict[str, Any] = {"名词解释": {"12": "甲"}}
    store(raw, ["部门", "主要职责", "2"], "乙")
    store(raw, ["部门", "主要职责", "1"], "丙")
    store(raw, ["部门", "主要职责", "3"], "丁")
    store(raw, ["名词解释", "13"], "戊")
    assert raw == {"部门": {"主要职责": ["丙", "乙", "丁"]}, "名词解释": {"12": "甲", "13": "戊"}}


def test_a_copy_has_mappings_and_lists_of_its_own() -> None:
    raw = {"甲": [{"乙": 1}], "丙": {"丁": "戊"}}
    other = copy_containers(raw)
    assert other == raw
    other["甲"][0]["乙"] = other["丙"]["丁"] = 2
    other["甲"].append(3)
    assert raw == {"甲": [{"乙": 1}], "丙": {"丁": "戊"}}


def test_an_amount_that_prints_as_the_limit_was_below_it() -> None:
    assert within_limits(LARGEST) == LARGEST - LEAST
    assert within_limits(-LARGEST) == LEAST - LARGEST
    assert within_limits(Decimal(5)) == 5
    assert within_limits(LARGEST - LEAST) == LARGEST - LEAST


def test_of_data_with_more_values_only_what_has_them_is_copied() -> None:
    raw: dict[str, Any] = {"甲": {"数": "1", "下": {"数": "2"}}, "乙": {"数": "3"}, "丙": "4"}
    values = [(["甲", "下", "数"], "5"), (["甲", "另"], "6"), (["丁", "数"], "7"), (["丙"], "8")]
    found = with_values(raw, values)
    assert found == {
        "甲": {"数": "1", "下": {"数": "5"}, "另": "6"},
        "乙": {"数": "3"},
        "丙": "8",
        "丁": {"数": "7"},
    }
    assert raw == {"甲": {"数": "1", "下": {"数": "2"}}, "乙": {"数": "3"}, "丙": "4"}
    assert found["乙"] is raw["乙"]
