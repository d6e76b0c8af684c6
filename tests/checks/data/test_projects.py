"""Projects of which money was spent are named, each by one name: on data of a few cells."""

from __future__ import annotations

import pytest

from narrator.checks.data.projects import check_absent_projects, check_project_names

from ..notation import accounts
from ..telling import in_full

SPENT, GOALS = "03.合计.项目支出=5", "预算绩效.年初批复绩效目标的项目数=1"


def test_where_money_was_spent_on_projects_there_is_one() -> None:
    assert in_full(check_absent_projects(accounts(f"{SPENT} {GOALS}"))) == (
        "提醒  公开03表 合计 项目支出与绩效自评\n"
        "    有项目支出，绩效自评的项目却一个也没有。在“预算绩效.项目”里填上项目；确实不用自评的，写进“已核实”。\n"
        "    公开03表 合计 项目支出：5.00 ＠支出决算表.合计.项目支出\n"
        "    预算绩效 年初批复绩效目标的项目数：1 ＠预算绩效.年初批复绩效目标的项目数\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        GOALS,
        f"03.合计.项目支出=0 {GOALS}",
        SPENT,  # data that say nothing of performance
        f"{SPENT} {GOALS} 预算绩效.项目.1.名称='甲'",
        "",
    ],
)
def test_where_nothing_was_spent_or_nothing_is_said_none_is_asked_for(data: str) -> None:
    assert [*check_absent_projects(accounts(data))] == []


@pytest.mark.parametrize(
    ("name", "other", "told"),
    [("甲", "乙", True), ("甲", "甲", False), ("甲", "", False), ("", "乙", False)],
)
def test_a_project_bears_one_name(name: str, other: str, told: bool) -> None:
    names = (("名称", name), ("自评表中的名称", other))
    data = " ".join(f"预算绩效.项目.2.{field}='{text}'" for field, text in names if text)
    found = in_full(check_project_names(accounts(f"预算绩效.项目.1.名称='丙' {data}")))
    assert found == (
        "错误  项目“甲”的名称\n"
        "    同一个项目用了两个名称。改成一样的名称。\n"
        "    正文中的项目名称：甲 ＠预算绩效.项目[2].名称\n"
        "    《项目支出绩效自评表》中的项目名称：乙 ＠预算绩效.项目[2].自评表中的名称\n"
        if told
        else ""
    )
