"""A template adds up only what no public table holds: a sum that a table prints is told with the cell to use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from phrases.notation import SHIPPED

from compose.notation import ROOT
from compose.test_form_proof import found
from narrator.compose import form_proof
from narrator.disclosure.model import PURCHASES
from narrator.disclosure.public_tables import OF_FUND
from narrator.form import load
from narrator.phrases import book as books

# The sentence of 辽宁 as it was: three funds that were rounded by themselves, where 收入决算表 prints their sum.
OLD = (
    "{% set 收入 = 收入支出总表.收入 %}\n"
    "{% set 财政拨款收入 = 求和(收入.一般公共预算财政拨款收入.决算数, 收入.政府性基金预算财政拨款收入.决算数, "
    "收入.国有资本经营预算财政拨款收入.决算数) %}\n{{ 财政拨款收入 }}"
)
THREE = "三公经费表"


def told(report: str) -> list[str]:
    """The lines and cells of the sums that are refused in REPORT, and nothing else that is wrong with it."""
    lines = found(report)
    assert all(line.startswith("report.jinja ") and "这些数相加就是“" in line for line in lines), lines
    return [line.split()[1] + " " + line.split("“")[1].split("”")[0] for line in lines]


def added(*operands: str) -> str:
    return f"{{{{ 求和({', '.join(operands)}) }}}}"


FUNDS = [
    f"财政拨款收支总表.收入.{name}预算财政拨款.决算数" for name in ("国有资本经营", "一般公共", "政府性基金")
]


@pytest.mark.parametrize(
    ("report", "cells"),
    [
        (OLD, ["2 财政拨款收支总表.收入.本年收入合计.决算数"]),
        (added(*FUNDS), ["1 财政拨款收支总表.收入.本年收入合计.决算数"]),
        # 政府性基金表 says the same of its fund
        (added(FUNDS[0], FUNDS[1], "政府性基金表.合计.本年收入"), ["1 财政拨款收支总表.收入.本年收入合计.决算数"]),
        (added("基本支出表.人员经费合计", "基本支出表.公用经费合计"), ["1 一般公共预算支出表.合计.基本支出"]),
        ("甲\n" + added("支出决算表.各科目['201'].基本支出", "支出决算表.各科目['201'].项目支出"), []),
        ("甲\n" + added("一般公共预算支出表.各科目['201'].基本支出", "一般公共预算支出表.各科目['201'].项目支出"), ["2 一般公共预算支出表.各科目.201.小计"]),
        (
            "甲\n{% for 行 in 一般公共预算支出表.各科目 | 有数('小计') %}{{ 求和(行.基本支出, 行.项目支出) }}{% endfor %}",
            ["2 一般公共预算支出表.各科目.*.小计"],
        ),
        (
            f"{{% macro 两项(甲, 乙) %}}{{{{ 求和(甲.决算数, 乙) }}}}{{% endmacro %}}"
            f"{{{{ 两项({THREE}.公务用车购置费, {THREE}.公务用车运行维护费.决算数) }}}}",
            ["1 三公经费表.公务用车购置及运行费.决算数"],
        ),
    ],
)  # fmt: skip
def test_a_sum_that_a_table_holds(report: str, cells: list[str]) -> None:
    assert told(report) == cells


@pytest.mark.parametrize(
    "operands",
    [
        FUNDS[:2],
        [*FUNDS, FUNDS[0]],
        [f"{table}.合计.基本支出" for table in OF_FUND],
        [f"{THREE}.公务用车购置费.决算数", f"{THREE}.公务用车运行维护费.预算数"],
        ["一般公共预算支出表.各科目['201'].基本支出", "一般公共预算支出表.各科目['205'].项目支出"],
        [f"政府采购.{kind}" for kind in PURCHASES],
    ],
)
def test_what_no_table_holds_is_added_up(operands: list[str]) -> None:
    assert told(added(*operands)) == []


def test_figures_that_a_loop_names_one_by_one_have_no_place() -> None:
    names = "['公务用车购置费', '公务用车运行维护费']"
    report = f"{{% for 甲 in {names} %}}{{% for 乙 in {names} %}}{{{{ 求和({THREE}[甲].决算数, {THREE}[乙].决算数) }}}}"
    assert told(report + "{% endfor %}{% endfor %}") == []


def test_a_form_that_does_not_publish_the_cell_may_add_up(tmp_path: Path) -> None:
    pack = tmp_path / "某省2023"
    shutil.copytree(ROOT / "templates" / "辽宁2023", pack)
    shutil.copy(SHIPPED / "辽宁2023.toml", pack / "phrasebook.toml")
    main = pack / "report.jinja"
    before = len(main.read_text("utf-8").splitlines())
    total = "财政拨款收支总表.支出.本年支出合计"
    budget = added(*(f"{total}.{kind}年初预算数" for kind in ("基本支出", "项目支出")))
    main.write_text(f"{main.read_text('utf-8').rstrip()}\n\n{budget}\n\n{added(*FUNDS)}\n", "utf-8")
    form = load(f"{pack}/")
    book, problems = books.layer_books(form.phrasebooks())
    assert not problems
    lines = [one.line for one in form_proof.lint(form, book) if "这些数相加" in one.what]
    assert lines == [before + 4]  # the budget, which the tables of this form do not print, may be added up


@pytest.mark.parametrize("name", ["辽宁2023", "上海2024"])
def test_the_forms_that_ship_add_up_what_no_table_holds(name: str) -> None:
    form = load(name)
    assert form_proof.lint(form, books.layer_books(form.phrasebooks())[0]) == []
