"""An amount of a sentence with another unit than 万元 is read as what it is, and told of once."""

from __future__ import annotations

import pytest

from ..reports import before, findings, original, replaced, told


@pytest.mark.parametrize(
    ("old", "printed", "unit"),
    [
        ("基本支出3869.22万元", "基本支出3869.22元", "元"),  # which a table prints in 万元
        ("基本支出3869.22万元", "基本支出38692200.00元", "元"),
        ("年初预算为842.00万元", "年初预算为842.00亿元", "亿元"),  # more than everything that was spent
        ("年初预算为842.00万元", "年初预算为0.0842亿元", "亿元"),
    ],
)
def test_of_an_amount_in_another_unit_only_the_unit_is_wrong(old: str, printed: str, unit: str) -> None:
    found = told(findings(replaced(original("上海2024"), old, printed), None, "上海2024"))
    assert [what for _, what, _ in found - before("上海2024")] == [f"这里的金额以{unit}计，别处以万元计"]


@pytest.mark.parametrize("printed", ["基本支出3869.21元", "基本支出0.38亿元"])
def test_an_amount_in_another_unit_that_no_table_prints_is_wrong(printed: str) -> None:
    sample = original("上海2024")
    report = replaced(sample, "基本支出3869.22万元", printed)
    assert "PR-1" in {one.rule for one in findings(report, None, "上海2024")}


def test_what_each_costs_stays_in_its_unit() -> None:
    sample = original("上海2024")
    report = replaced(sample, "基本支出3869.22万元", "基本支出3869.22万元（人均3869.22元）")
    assert "以元计" not in "".join(one.what for one in findings(report, None, "上海2024"))
