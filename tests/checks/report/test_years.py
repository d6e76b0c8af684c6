"""Years that a sentence keeps of another report: what is of this year and what is of the year before, by the words beside it."""

from __future__ import annotations

import pytest

from narrator.checks.printed.lines import Line
from narrator.checks.report.years import check_years

from ..telling import in_full


def told(*texts: str) -> list[str]:
    found = check_years([Line(at, text, False) for at, text in enumerate(texts, 1)], 2023)
    return [f"{one.sides[0].value} {one.sides[1].name}{one.sides[1].value}" for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年度部门决算包括本级决算。", "2022年度部门决算 报告的年度2023"),
        ("2022 年度单位决算", "2022年度单位决算 报告的年度2023"),
        ("2022年度决算编制情况", "2022年度决算 报告的年度2023"),
        ("2022年度“三公”经费", '2022年度"三公 报告的年度2023'),
        ("2022年度无政府性基金收支。", "2022年度无 报告的年度2023"),
        ("2022年度预算绩效管理", "2022年度预算绩效 报告的年度2023"),
        ("2022年度政府采购支出", "2022年度政府采购 报告的年度2023"),
        ("纳入2022年度决算的编制范围", "2022年度决算 报告的年度2023"),
        ("截至2022年12月31日", "截至2022年12月31日 报告的年度2023"),
        ("2022年末结转", "2022年末 报告的年度2023"),
        ("与2021年度相比减少", "与2021年度相比 上年2022"),
        ("比2023年增加5.00万元", "比2023年增加 上年2022"),
        ("较上年（2021年度）决算数下降", "较上年(2021年度)决算数下降 上年2022"),
        ("增加5.00万元，2021年度无此项支出", "增加5.00万元,2021年度无 上年2022"),
    ],
)
def test_a_year_of_another_report_is_told(text: str, found: str) -> None:
    assert told(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "2023年度部门决算",
        "2022年度决算数为5.00万元",  # last year's figure
        "与2022年度决算相比增加",
        "比2022年增加5.00万元",
        "增加5.00万元，2022年度无此项支出",
        "截至2023年12月31日，2023年末",
        "12022年度决算",
        "2022年度收入",
        "按照2019年度的要求",
    ],
)
def test_a_year_that_may_be_so_is_not_told(text: str) -> None:
    assert told(text) == []


def test_each_is_told_with_what_should_stand_there() -> None:
    lines = [Line(7, "截至2020年12月31日，2021年度部门决算。", False)]
    assert in_full(check_years(lines, 2023)) == (
        "提醒  年度（“截至2020年12月31日”）\n    这里写的是2020年，应当是2023年。核对年度。\n"
        "    正文：截至2020年12月31日 ＠第7段\n    报告的年度：2023\n"
        "提醒  年度（“2021年度部门决算”）\n    这里写的是2021年，应当是2023年。核对年度。\n"
        "    正文“截至2020年12月31日，20…”：2021年度部门决算 ＠第7段\n    报告的年度：2023\n"
    )
    assert told("2021年度无收入", "与2020年度相比", "2021年末") == [
        "2021年度无 报告的年度2023",
        "2021年末 报告的年度2023",
        "与2020年度相比 上年2022",
    ]
