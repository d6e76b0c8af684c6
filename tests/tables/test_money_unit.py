"""In which unit the amounts of a table are, by what stands around it."""

from __future__ import annotations

import pytest

from narrator.tables.money_unit import find_money_unit


@pytest.mark.parametrize(
    ("above", "header", "below", "unit"),
    [
        (["单位：万元"], [], [], "万元"),
        (["金额单位：元"], [], [], "元"),
        (["单位:人民币万元"], [], [], "万元"),
        (["单位 元"], [], [], "元"),
        (["部门：某局", "单位：元", "单位：万元"], [], [], "元"),  # the first that is given is the nearest
        (["单位：万元"], [["金额（元）"]], [], "万元"),
        (["编制单位：某局"], [], [], ""),
        ([], [["项目", "金额（元）"], ["项目", "决算数（单位：元）"]], [], "元"),
        ([], [["决算数（人民币万元）"]], [], "万元"),
        ([], [["决算数（万元）", "预算数（元）"]], [], ""),
        ([], [["决算数（万元）", "预算数（元）"]], ["单位：元"], ""),
        ([], [["决算数（万元）以下"]], [], ""),
        ([], [["决算数（万元"]], [], ""),
        ([], [], ["注：本表以“万元”为金额单位"], "万元"),
        ([], [], ["注：本表以万元为计量单位"], "万元"),
        ([], [], ["注：以元为单位，四舍五入。"], "元"),
        ([], [], ["注", "单位：“元”", "单位：万元"], "元"),
        ([], [], ["单位：人民币万元"], "万元"),
        ([], [], [], ""),
    ],
)
def test_the_unit_is_found(above: list[str], header: list[list[str]], below: list[str], unit: str) -> None:
    assert find_money_unit(above, header, below) == unit
