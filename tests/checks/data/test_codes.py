"""The names of the economic items that a form prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from compose.notation import form, layout
from forms.documents import LIAONING, raw

from narrator import form_knowledge
from narrator.checks.data.codes import check_listed_names, standard
from narrator.checks.data.rules import check_accounts
from narrator.commands.data_check import check_disclosure
from narrator.disclosure import reading
from narrator.form import load

from ..notation import accounts
from ..telling import in_full


def test_the_names_that_a_form_prints_are_read_from_its_table() -> None:
    names = form_knowledge.standard_items(load("辽宁2023"))
    assert (names["301"], names["30101"], names["30309"]) == ("工资福利支出", "基本工资", "奖励金")
    assert all(len(code) in (3, 5) and name and "{" not in name for code, name in names.items())


@pytest.mark.parametrize(
    "body",
    [
        '301 | 工资 | {{ 基本支出表.各科目["301"].决算数 }}',
        "{% for 码 in ['301'] %}\n{{ 码 }} | 工资 | {{ 基本支出表.各科目[码].决算数 }}\n{% endfor %}",
    ],
)
def test_they_are_read_however_the_table_is_written(body: str) -> None:
    files = {"report.jinja": "{{ 表('基本支出表') }}", "tables/基本支出表.toml": layout(body)}
    assert form_knowledge.standard_items(form(files)) == {"301": "工资"}


def test_a_form_without_that_table_prints_none() -> None:
    assert standard(None) == form_knowledge.standard_items(form({"report.jinja": "甲"})) == {}


@pytest.mark.parametrize(
    ("year", "told"), [(2018, None), (2022, None), (2023, 2023), (2024, 2024), (2030, 2024)]
)
def test_names_are_those_of_a_list_that_is_not_of_a_later_year(year: int, told: int | None) -> None:
    data: Any = raw(LIAONING)
    data["年度"] = Decimal(year)
    form = load("辽宁2023")
    disclosure, problems = reading.read(data, form.model)
    assert problems == []
    hints = [one for one in check_disclosure(disclosure, form, None) if "与国家科目" in one.subject]
    assert {one.what.partition("年政府收支分类科目")[0] for one in hints} == ({str(told)} if told else set())


def test_a_code_that_a_list_has_no_more_is_told_with_its_name_before() -> None:
    """2010308 信访事务 is listed up to 2023."""
    rows = "03.20103.科目名称=政府办公厅（室）及相关机构事务 03.2010308.科目名称=信访事务 05.2010308.科目名称=信访事务 02.2010308.科目名称=''"

    def told(year: int) -> str:
        return in_full(check_listed_names(accounts(f"年度={year} {rows}")))

    assert told(2023) == ""
    assert told(2024) == (
        "提醒  2010308 科目名称与国家科目\n"
        "    2024年政府收支分类科目里没有2010308了，以前是“信访事务”。核对编码和名称。\n"
        "    公开03表 2010308 科目名称：信访事务 ＠支出决算表.各科目.2010308.科目名称\n"
        "    公开05表 2010308 科目名称：信访事务 ＠一般公共预算支出表.各科目.2010308.科目名称\n"
    )


def test_a_class_under_a_code_that_no_list_has_is_told_once_and_not_counted_as_none() -> None:
    """236 bears the name of 220: what 公开01表 says of that class is not asked of a row 220 that is not there."""

    def told(rows: str) -> tuple[str, list[str]]:
        asked = accounts(f"年度=2024 {rows}")
        crossed = [one.subject for one in check_accounts(asked) if one.rule == "X-7"]
        return in_full(check_listed_names(asked)), crossed

    name, rest = "自然资源海洋气象等支出", "01.支出.自然资源海洋气象等支出=446.16 03.236.本年支出合计=446.16"
    hint, crossed = told(f"{rest} 03.236.科目名称={name} 02.236.科目名称={name}")
    assert (hint, crossed) == (
        "提醒  236 科目编码与国家科目\n"
        f"    2024年政府收支分类科目里没有236，“{name}”是220。核对编码，连同它的款和项。\n"
        f"    公开02表 236 科目名称：{name} ＠收入决算表.各科目.236.科目名称\n"
        f"    公开03表 236 科目名称：{name} ＠支出决算表.各科目.236.科目名称\n",
        [],
    )
    missing = ["公开01表 支出 自然资源海洋气象等支出与公开03表 220 本年支出合计"]
    assert told(f"{rest} 03.236.科目名称=海洋支出") == ("", missing)
    assert told(f"{rest} 03.236.科目名称={name} 03.220.科目名称={name}") == ("", missing)
