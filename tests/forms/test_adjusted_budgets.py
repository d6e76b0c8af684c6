"""全年预算数 beside 年初预算数: what a form declares, what it says of both, and what check asks of them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator import form as forms
from narrator.checks.data.accounts import Accounts
from narrator.checks.data.rules import check_accounts
from narrator.checks.finding import Finding
from narrator.commands.explain import explain_file
from narrator.commands.lint import prove_form
from narrator.disclosure import reading
from narrator.form import Form

from .documents import LIAONING, ROOT, composed, plain, put, raw
from .test_choices import finished
from .test_overlays import CARS, load, overlay, rewrite, told_of, wrong

HANDBOOK = (ROOT / "docs" / "格式手册.md").read_text("utf-8").partition("## 全年预算数")[2]
DATA, WORDS, SAID = re.findall(r"^```\w+\n(.*?)^```$", HANDBOOK, re.DOTALL | re.MULTILINE)[:3]
THREE, GENERAL = "三公经费表", "一般公共预算支出表"
CARS_ROW, RUNNING = "公务用车购置及运行费", "公务用车运行维护费"
ALL = {f"{THREE}.{name}.全年预算数": Decimal("4.00") for name in ("合计", CARS_ROW, RUNNING)}
ALL |= {
    f"{THREE}.{name}.全年预算数": Decimal(0) for name in ("因公出国（境）费", "公务接待费", "公务用车购置费")
}


def adjusting(folder: Path, data: str = DATA, words: str = WORDS, used: str = SAID) -> Form:
    """A form in FOLDER with the budgets, words and sentences of the handbook."""
    folder.mkdir(exist_ok=True)
    template = f'{{% include "沿用/{CARS}" %}}\n\n{used}'
    overlay(folder, data_toml=data, phrasebook_toml=words, **{CARS: template})
    forms.load.cache_clear()
    return load(folder)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return adjusting(tmp_path_factory.mktemp("格式"))


def found(form: Form, values: dict[str, object]) -> list[Finding]:
    """What the rules find in VALUES alone, in 万元."""
    data: dict[str, Any] = {"金额单位": "万元", "年度": Decimal(2023)}
    disclosure, _ = reading.read(put(data, values), form.model)
    rules = check_accounts(Accounts(disclosure, model=form.model, own=form.relations))
    return [one for one in rules if any(re.search("年.?预算数", side.path) for side in one.sides)]


def test_each_row_gets_the_field(form: Form) -> None:
    assert prove_form(form).problems == []
    rows = form.model.fields[THREE].fields  # type: ignore[attr-defined]
    assert len(rows) == 6
    assert all("全年预算数" in row.fields for row in rows.values())


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        ("4.00", "“三公”经费全年预算为4.00万元，支出决算为3.65万元，完成全年预算的91.25%。"),
        ("3.65", "“三公”经费全年预算为3.65万元，支出决算为3.65万元，完成全年预算的100.00%。"),
        ("0", "“三公”经费全年未安排预算，支出决算为3.65万元。"),
    ],
)
def test_what_is_said(budget: str, said: str, form: Form) -> None:
    data = put(raw(LIAONING), {**ALL, f"{THREE}.合计.全年预算数": Decimal(budget)})
    assert said in plain(composed(data, str(form.folder)).document)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("合计.全年预算数, 主", "合计.预算数, 主", []),  # that may be either
        ("完成全年预算的{{", "完成年初预算的{{", []),  # which names both
        ("全年预算为", "年初预算为", ["“完成全年预算”说的是年初预算，给的是全年预算数"]),
    ],
)
def test_words_for_another_budget(old: str, new: str, told: list[str], tmp_path: Path) -> None:
    words = WORDS.replace(old, new)
    if told:
        words = words.replace("全年预算", "年初预算").replace('["完成年初预算"]', '["完成全年预算"]')
    form = adjusting(tmp_path, words=words, used=SAID.replace(old, new))
    assert [line.partition(" ")[2] for line in wrong(form)] == told


def test_a_budget_that_was_passed_is_no_changed_one(tmp_path: Path) -> None:
    used = SAID.replace(f"{THREE}.合计.决算数, {THREE}.合计.全", f"{GENERAL}.合计.小计, {GENERAL}.合计.年初")
    form = adjusting(tmp_path, used=used.replace("年初年", "年初"))
    assert [line.partition(" ")[2] for line in wrong(form)] == [
        "“完成全年预算”说的是全年预算，给的是年初预算数"
    ]


CENTS = st.integers(0, 5_000_000)


@given(
    st.lists(st.lists(CENTS, min_size=1, max_size=3), min_size=1, max_size=3),
    st.integers(-3, 3),
    st.integers(-3, 3),
    st.sampled_from(["年初预算数", "全年预算数"]),
)
def test_budgets_add_up_level_by_level(
    form: Form, classes: list[list[int]], gap: int, slip: int, column: str
) -> None:
    """The oracle counts in 0.01: any difference of exact budgets beyond rounding is told, and nothing else is."""
    values: dict[str, object] = {}
    sums = [sum(items) for items in classes]
    sums[0] += slip
    for at, items in enumerate(classes):
        code = f"20{at + 1}"
        values[f"{GENERAL}.各科目.{code}.{column}"] = Decimal(sums[at]).scaleb(-2)
        for number, item in enumerate(items, 1):
            values[f"{GENERAL}.各科目.{code}01{number:02}.{column}"] = Decimal(item).scaleb(-2)
            values[f"{GENERAL}.各科目.{code}01.科目名称"] = "某款"
    values[f"{GENERAL}.合计.{column}"] = Decimal(sum(sums) + gap).scaleb(-2)
    told = {one.subject for one in found(form, values)}
    wanted = set()
    if gap:
        wanted.add(f"{GENERAL} 合计 {column} 按类")
    if gap + slip:
        wanted.add(f"{GENERAL} 合计 {column} 按科目")
    if slip:
        wanted.add(f"{GENERAL} 201 {column} 按所属科目")
    assert told == wanted


@pytest.mark.parametrize(
    ("values", "rules"),
    [
        ({}, []),
        ({f"{THREE}.合计.全年预算数": Decimal(5)}, ["T7-1"]),
        ({f"{THREE}.{RUNNING}.全年预算数": Decimal(5)}, ["T7-2"]),
        ({f"{THREE}.公务接待费.决算数": Decimal(1)}, ["PR-5"]),
        ({f"{GENERAL}.合计.小计": Decimal(8), f"{GENERAL}.合计.全年预算数": Decimal(7)}, ["PR-5"]),
        ({f"{GENERAL}.合计.小计": Decimal(8)}, []),
    ],
)  # fmt: skip
def test_what_is_asked_of_a_changed_budget(values: dict[str, object], rules: list[str], form: Form) -> None:
    assert sorted(one.rule for one in found(form, {**ALL, **values})) == rules


def test_a_finished_report_is_checked_and_explained(tmp_path: Path) -> None:
    form = adjusting(tmp_path)
    report = finished(tmp_path, ALL, str(form.folder))
    before = told_of(report)
    told = "\n".join(explain_file(report, "91.25")[0])
    assert "91.25% = 3.65 ÷ 4.00" in told
    assert "三公经费表.合计.全年预算数" in told
    rewrite(report, "91.25", "92.25")
    assert ("PR-5", "92.25", "91.25") in [one for one in told_of(report) if one not in before]


def test_a_form_without_it_is_not_told_of_it(tmp_path: Path) -> None:
    report = finished(tmp_path, {}, "辽宁2023")
    told = "\n".join(explain_file(report, "3.65")[0])
    assert "三公经费表.合计.决算数" in told
    assert "全年预算数" not in told
