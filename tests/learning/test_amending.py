"""What check knows to be wrong is put right before it is learned; what it does not know stays."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.form import load
from narrator.form_knowledge import book
from narrator.learning.amending import amendments_of, is_borne_out, is_of_its_row, put_right, with_name

BUREAU = "某市规划和自然资源局"


def fault(what: str, printed: str, right: Side, rule: str = "PR-3", subject: str = "") -> Finding:
    return Finding(Level.ERROR, subject, what, "", (Side("正文“…”", printed, "第7段"), right), rule=rule)


@pytest.mark.parametrize(
    ("text", "found", "right"),
    [
        (
            "占本年支出合计的99.86%，",
            fault("比例与算得的不同", "99.86", Side("974 ÷ 975", "99.87")),
            "占本年支出合计的99.87%，",
        ),
        (
            "支出5377.64万元。其中：",
            fault("正文与表不同", "5377.64", Side("合计 基本支出", "5364.75", "一般公共预算支出表.合计.基本支出")),
            "支出5364.75万元。其中：",
        ),
        (  # which of two is meant, nobody knows
            "支出0.88万元，占0.88%。",
            fault("比例与算得的不同", "0.88", Side("1 ÷ 2", "0.89")),
            "支出0.88万元，占0.88%。",
        ),
        (  # which of two sentences is right, neither
            "支出5.00万元。",
            fault("前后不同", "5.00", Side("正文“…”", "6.00", "第3段")),
            "支出5.00万元。",
        ),
        (  # last year's figure is none that should stand in the place of a rate
            "增加5.00万元，增长100.00%。",
            fault("上年数不大于零，不能有变动率", "100.00%", Side("推出的上年数", "0.00"), "PR-7"),
            "增加5.00万元，增长100.00%。",
        ),
        (
            "年初预算为0万元，完成年初预算的95.89%。",
            fault("年初预算数为零，不能有完成率；95.89%是对全年预算的", "95.89%", Side("年初预算数", "0.00"), "PR-6"),
            "年初预算为0万元，完成全年预算的95.89%。",
        ),
        (
            "出国费0.00万元，完成预算的0.00%；接待费0.39万元，完成预算的13.68%。",
            fault("说法与数不符：没有完成率", "完成预算的0.00%", Side("决算数0.00", "未安排未支出"), "PR-6"),
            "出国费0.00万元，年初未安排预算；接待费0.39万元，完成预算的13.68%。",
        ),
        (  # 2024年度 stands where the base has a name, and is none
            "2024年度政府采购支出总额1.00万元。",
            fault("两处名称不同", "2024年度", Side("正文", BUREAU, "第1段"), "ST-2", "部门 名称（“…”）"),
            "2024年度政府采购支出总额1.00万元。",
        ),
        (
            "某市规划局2024年度决算表",
            fault("两处名称不同", "某市规划局", Side("正文", BUREAU, "第1段"), "ST-2", "部门 名称（“…”）"),
            f"{BUREAU}2024年度决算表",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_put_right_where_check_knows_how(text: str, found: Finding, right: str) -> None:
    for one in amendments_of(found, book(load("上海2024"))):
        assert one.line == 7
        text = put_right(text, one)
    assert text == right


def test_the_departments_name_is_put_right_wherever_another_and_stands_in_it() -> None:
    assert with_name("某市规划与自然资源局所属单位", BUREAU) == f"{BUREAU}所属单位"
    assert with_name("某市规划和自然资源局部门（单位）共有车辆", BUREAU) == f"{BUREAU}共有车辆"
    assert with_name("某市规划国土局", BUREAU) == "某市规划国土局"


@pytest.mark.parametrize(("printed", "other"), [("14683.39", True), ("1,468,339.00", False), ("无", False)])
def test_a_number_of_another_column_of_the_row_is_no_fault_that_is_put_right(
    printed: str, other: bool
) -> None:
    row = {"预算数": Decimal("14683.39"), "决算数": Decimal("27312.52")}
    side = Side("公开09表 公务接待费 决算数", "27312.52", "三公经费表.公务接待费.决算数")
    assert is_of_its_row(fault("正文与表不同", printed, side), {"三公经费表": {"公务接待费": row}}) is other
    assert not is_of_its_row(fault("正文与表不同", printed, side), {})


@pytest.mark.parametrize(
    ("printed", "follows"),
    [
        ("80.95%", True),
        ("37.47%", True),
        ("60.58%", False),
        ("135.16", False),
        ("无", False),
        ("31641.01", True),
        ("8624.00", True),
        ("7173.97", False),
        ("12.00", False),
    ],
)
def test_a_number_that_its_own_paragraph_bears_out_is_no_fault_that_is_put_right(
    printed: str, follows: bool
) -> None:
    text = "支出预算为39,089.01万元，支出决算为31641.01万元，完成预算的80.95%。较上年增加8624.00万元，增长37.47%。出国12.00万元。"
    assert is_borne_out(text, "", printed) is follows
    assert not is_borne_out(
        text, text.replace("完成预算", "完成全年预算"), printed
    )  # the words were wrong, not the number
