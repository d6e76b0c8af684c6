"""Which figures words before a number can not mean."""

from __future__ import annotations

import pytest

from narrator.learning.figures import AMOUNT, Place, is_of_other_money

SPENT = Place("", "支出决算表.合计.基本支出", None, AMOUNT, "基本支出")
TOTAL = Place("", "收入决算表.合计.财政拨款收入", None, AMOUNT, "收入决算表财政拨款收入")
PUBLIC = Place("", "一般公共预算支出表.合计.基本支出", None, AMOUNT, "一般公共预算财政拨款支出基本支出")


@pytest.mark.parametrize(
    ("place", "near", "wide", "other"),
    [
        (SPENT, "一般公共预算财政拨款基本支出", "基本支出\n一般公共预算财政拨款基本支出", True),
        (SPENT, "支出决算", "情况\n一般公共预算财政拨款支出年初预算为万元,支出决算", True),
        (SPENT, "基本支出", "财政拨款情况\n本年支出合计万元,其中:基本支出", False),
        (SPENT, "支出决算", "情况\n财政拨款支出万元。支出决算", False),
        (SPENT, "事业单位基本支出", "情况\n财政拨款支出万元,事业单位基本支出", False),
        (TOTAL, "财政拨款收入", "情况\n财政拨款收入", False),
        (TOTAL, "政府性基金收入", "情况\n政府性基金收入", True),
        (PUBLIC, "政府性基金基本支出", "情况\n政府性基金基本支出", False),
    ],
)
def test_a_table_of_all_money_has_no_figure_of_one(place: Place, near: str, wide: str, other: bool) -> None:
    assert is_of_other_money(place, near, wide) is other
