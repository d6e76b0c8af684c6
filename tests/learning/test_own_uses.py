"""Where the texts of what money was used for begin and end."""

from __future__ import annotations

import pytest

from narrator.learning.own_uses import find_uses


@pytest.mark.parametrize(
    ("flat", "texts"),
    [
        ("主要用于办公楼维修、培训等支出。", ["办公楼维修、培训"]),
        ("主要是水费,电费等;主要问题及原因:人手不足", ["水费,电费", "人手不足"]),
        ("主要用于人员工资等,比上年增加3万元。", ["人员工资"]),  # a figure: only the clause
        ("开支内容包括:设备购置。改进措施:加强管理。", ["设备购置", "加强管理"]),
        ("12万元,包括:水费、电费。开支内容包括:无。", ["水费、电费", "无"]),
        ("主要是3万元,主要为水。", []),  # a figure; too short
        ("主要用于" + "字" * 300 + "等业务支出。", ["字" * 300]),
        ("主要用于" + "字" * 301 + "。", []),
        ("主要用于" + "字" * 50 + "," + "字" * 300 + "。", ["字" * 50]),
        ("主要用于主要是办公。", ["主要是办公"]),  # no text within a text
    ],
)
def test_a_text_ends_with_its_sentence_or_clause(flat: str, texts: list[str]) -> None:
    assert [flat[start:end] for _, start, end in find_uses(flat)] == texts
