"""A report that was changed since it was made explains itself as it was made, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.desk import SCIENCE, Desk, swap, typed
from narrator.commands.explain import explain_file


@pytest.fixture
def made(desk: Desk) -> Desk:
    assert desk.render() == 0
    return desk


def test_a_report_as_it_was_made_says_nothing_of_changes(made: Desk) -> None:
    assert made.run("explain", made.report) == 0
    assert made.err == ""


def test_a_figure_whose_sentence_was_altered(made: Desk) -> None:
    assert made.run("explain", made.report, "26.99") == 0
    before = made.out
    made.edit(swap("减少26.99万元", "减少36.99万元"))
    assert made.run("explain", made.report, "26.99") == 0
    assert made.out == before
    assert "报告里已经没有这一句：“" in made.err
    assert "26.99万元" in made.err
    assert "报告生成以后改过1处" in made.err


def test_a_figure_whose_sentence_was_not(made: Desk) -> None:
    made.edit(typed(f"原因.{SCIENCE}", "会展改期"), swap("政府采购支出情况。", "政府采购情况。"))
    assert made.run("explain", made.report, "26.99") == 0
    assert len(made.err.splitlines()) == 1
    assert "报告生成以后改过2处，这里说的是生成时的。请用 narrator pull 看改了什么。" in made.err


def test_relations_are_told_of_a_figure_once_the_forms_own_too() -> None:
    data = Path(__file__).parents[2] / "samples" / "上海市某区某局2024" / "data.json"
    told = explain_file(data).lines
    lines = [line.strip() for line in told]
    assert "不大于：政府采购 总额－政府采购 预留项目中小企业成交金额（PR-10）" in lines
    at = lines.index("等于：本年收入合计＋使用非财政拨款结余＋年初结转和结余（T1-3）")
    assert lines[at - 1].startswith("5122.079035  收入支出总表.收入.总计.决算数（收入支出决算总表，")
    assert lines[at + 1] == "等于：收入支出总表 支出 总计（T1-5）"
    assert "财政拨款 2070904 本年支出合计不大于：支出决算表 2070904 本年支出合计（X-8）" in lines
    assert "上年数，本年数是：机关运行经费 决算数" in lines
    assert lines.count(lines[at]) == 1
