"""What findings call a figure in an item of a list."""

from __future__ import annotations

import pytest

from narrator.checks.data.figure_names import name_in_list

from ..notation import accounts

PROJECTS = "预算绩效.项目.1.名称=甲 预算绩效.项目.2.名称=乙 预算绩效.项目.2.指标.1.三级指标=子 预算绩效.项目.2.指标.2.三级指标=丑 预算绩效.项目.3.总分=90"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("预算绩效.项目[1].总分", "项目“甲” 总分"),
        ("预算绩效.项目[2].资金.年度资金总额.得分", "项目“乙” 资金 年度资金总额 得分"),
        ("预算绩效.项目[3].总分", "项目第3项 总分"),
        ("预算绩效.项目[2].指标[2].分值", "项目“乙” 指标“丑” 分值"),
    ],
)
def test_a_figure_is_called_by_the_items_in_which_it_stands(path: str, name: str) -> None:
    assert name_in_list(accounts(PROJECTS), path) == name
