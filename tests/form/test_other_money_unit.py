"""A form in 元 is learned from a report in 元, from a base that prints 万元."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from forms.test_numbers import alter, in_yuan
from learning.measure import measure, published
from learning.test_shares import draw_pairs

from narrator.checks.finding import Level
from narrator.commands.learn import learn_form
from narrator.commands.report_check import check_report
from narrator.form import load
from narrator.form.other_money_unit import in_yuan as restated
from narrator.number import MoneyUnit


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("元")
    in_yuan(made, "中央2023")
    return made


@pytest.mark.parametrize(
    ("base", "start", "bare"), [("中央2023", 1, False), pytest.param("辽宁2023", 2, True, marks=pytest.mark.deep)]
)  # fmt: skip
def test_another_disclosure_in_yuan_is_told_as_the_form_tells_it(
    base: str, start: int, bare: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (pair,) = draw_pairs("中央2023", 1, start)
    for one in pair:
        one["格式"] = "./某省2024"
    share = measure("./某省2024", base, pair, bare)
    assert share.wrong == []
    assert share.same >= 0.95 * share.sentences > 200
    assert share.same_rows == share.rows > 250


def test_what_is_learned_states_the_unit_and_data_in_wan_yuan(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """To the last 元, be it of tables or of sentences alone."""
    monkeypatch.chdir(folder)
    (data, _) = draw_pairs("中央2023", 1, 1)[0]
    data["格式"] = "./某省2024"
    budgets = data["三公经费表"]["公务接待费"]
    budgets["上年决算数"] = budgets["决算数"] + Decimal("0.0123")
    (tmp_path / "去年.docx").write_bytes(published(data, False))
    learned = learn_form(tmp_path / "去年.docx", "某县2024", "中央2023", tmp_path)
    assert learned.problems == ()
    form = load("./某县2024", tmp_path)
    assert (form.money.unit, form.numbers["金额格式"]) == (MoneyUnit.YUAN, "#,##0.00")
    raw = learned.lesson.raw
    assert raw["金额单位"] == "万元"
    assert raw["支出决算表"]["合计"] == data["支出决算表"]["合计"]
    assert raw["三公经费表"]["公务接待费"]["上年决算数"] == budgets["上年决算数"]


@pytest.mark.parametrize(
    ("wan", "yuan"),
    [
        ("支出{{ 数 }}万元", "支出{{ 数 }}元"),
        ("金额单位：万元", "金额单位：元"),
        ("支出0.00万元，0万元", "支出0.00元，0元"),
        ("单价100万元（含）以上，50万元以上", "单价100万元（含）以上，50万元以上"),
        ("车均{{ 均值万元 }}万元", "车均{{ 均值万元 }}万元"),
    ],
)
def test_only_the_unit_of_amounts_is_another_one(wan: str, yuan: str) -> None:
    assert restated(wan) == yuan


def test_a_report_in_yuan_is_held_to_the_last_decimal_that_it_prints(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """10 元 more in a total are told, which two decimals of 万元 hide; the report is read by a form that prints 万元."""
    monkeypatch.chdir(folder)
    (data, _) = draw_pairs("中央2023", 1, 1)[0]
    data["格式"] = "./某省2024"
    report = tmp_path / "报告.docx"
    report.write_bytes(published(data, False))
    before = errors(report)
    total = data["收入支出总表"]["收入"]["总计"]["决算数"]
    alter(report, *(f"{one * 10_000:,.2f}元" for one in (total, total + Decimal("0.001"))))
    assert {rule for rule, _ in errors(report) - before} >= {"T1-3"}
    assert not [one for one in errors(report) if "单位" in "".join(one)]


def errors(report: Path) -> set[tuple[str, str]]:
    found = check_report(report, "中央2023").findings
    return {(one.rule, one.what) for one in found if one.level is Level.ERROR}
