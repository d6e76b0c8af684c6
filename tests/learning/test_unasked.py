"""What a form requires and data do not say is found wherever it stands, once for each item that lacks it."""

from __future__ import annotations

from narrator.form import load
from narrator.learning.unasked import find_unasked


def test_what_is_required_and_not_there_is_named_as_data_toml_does() -> None:
    shape = load("中央2023").model
    everything = set(find_unasked(shape, {}))
    assert "部门" in everything
    raw = {"部门": {"名称": "某局"}, "预算绩效": {"项目": [{"名称": "甲"}, {"名称": "乙"}]}}
    found = set(find_unasked(shape, raw))
    assert "部门.名称" not in found
    assert "部门" not in found
    assert "预算绩效.项目.[].主管部门" in found
    assert "预算绩效.项目.[].名称" not in found
