"""What the tables of a report that prints just what was composed say, and where each of their cells comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.table_data import Reading
from narrator.checks.printed.table_sources import name_cell, says_what_it_is, take_own_names
from narrator.tables.blueprint import Blueprint, BlueprintCell, BlueprintRow

ECONOMIC = Blueprint("基本支出表", "公开06表", "一般公共预算财政拨款基本支出决算表", (), (), label="公开06表")


def test_names_that_a_form_prints_are_kept_where_no_table_prints_any() -> None:
    path, other = (f"基本支出表.各科目.{code}.科目名称" for code in ("301", "30101"))
    reading = Reading(cells={other: "公开06表 30101 科目名称"}, shown={other: "工资"}, step=Decimal("0.01"))
    take_own_names({"301": "工资福利支出", "30101": "基本工资"}, ECONOMIC, reading)
    assert reading.cells == {path: "公开06表 301 科目名称", other: "公开06表 30101 科目名称"}
    assert reading.shown == {path: "工资福利支出", other: "工资"}


def test_a_table_without_a_number_bears_its_name() -> None:
    reading = Reading(step=Decimal("0.01"))
    take_own_names({"301": "工资福利支出"}, Blueprint("基本支出表", "", "", (), ()), reading)
    assert reading.cells == {"基本支出表.各科目.301.科目名称": "基本支出表 301 科目名称"}
    empty = Reading(step=Decimal("0.01"))
    take_own_names({}, ECONOMIC, empty)
    assert (empty.cells, empty.shown) == ({}, {})


@pytest.mark.parametrize(
    ("path", "own", "name"),
    [
        ("支出决算表.各科目.206.项目支出", 1, "公开03表 206 项目支出"),
        ("支出决算表.合计.本年支出合计", 2, "公开03表 合计 本年支出合计"),
        ("预算绩效.金额", 1, "自评表 金额"),
        ("预算绩效.项目[2].资金.金额", 1, "自评表 项目 第2项 资金 金额"),
        ("预算绩效.项目[2].资金.金额", 3, "自评表 资金 金额"),
        ("预算绩效.项目[2]", 3, "自评表 第2项"),  # what is left is always named
        ("预算绩效.项目[2]", 1, "自评表 第2项"),
    ],
)
def test_a_cell_is_called_by_its_table_and_what_of_its_path_that_does_not_say(
    path: str, own: int, name: str
) -> None:
    assert name_cell(path, "公开03表", "自评表", own) == name


def row(*cells: BlueprintCell) -> BlueprintRow:
    return BlueprintRow(cells)


NAMED = row(BlueprintCell("项目名称"), BlueprintCell(path=("项", "名称")))
FIGURE = row(BlueprintCell("金额"), BlueprintCell(path=("项", "金额")))
HEAD = (row(BlueprintCell("项目"), BlueprintCell()),)


@pytest.mark.parametrize(
    ("blueprint", "says"),
    [
        (Blueprint("自评表", "", "自评表", (), ()), True),
        (Blueprint("自评表", "公开11表", "", (), ()), True),
        (Blueprint("自评表", "", "", HEAD, ()), True),
        (Blueprint("自评表", "", "", (), (NAMED,)), False),
        (Blueprint("自评表", "", "自评表", (), (NAMED, FIGURE), owner=("预算绩效", "项目")), True),
        (Blueprint("自评表", "", "自评表", (), (FIGURE, NAMED), owner=("预算绩效", "项目")), True),
        (Blueprint("自评表", "", "自评表", (), (FIGURE,), owner=("预算绩效", "项目")), False),
        (Blueprint("自评表", "", "", (), (NAMED,), owner=("预算绩效", "项目")), False),
        (Blueprint("自评表", "", "自评表", (), (FIGURE,)), True),
    ],
)
def test_a_table_says_what_it_is_by_words_of_its_own_and_the_name_of_its_item(
    blueprint: Blueprint, says: bool
) -> None:
    assert says_what_it_is(blueprint) is says
