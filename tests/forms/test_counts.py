"""Numbers of things in a form: how they changed, and what an amount comes to for each (个数变动, 均摊)."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from narrator import form as forms
from narrator.commands.lint import prove_form
from narrator.form import Form
from narrator.problem import Unusable

from .documents import ROOT, composed, plain, put, raw, written
from .test_overlays import CARS, load, overlay, rewrite, told_of, wrong

HANDBOOK = (ROOT / "docs" / "格式手册.md").read_text("utf-8").partition("## 个数的增减和均摊")[2]
DATA, WORDS, SAID = re.findall(r"^```\w+\n(.*?)^```$", HANDBOOK, re.DOTALL | re.MULTILINE)[:3]
CARS_BEFORE = "三公经费表.公务用车运行维护费.上年保有量"
CARS_NOW = "三公经费表.公务用车运行维护费.保有量"


def counting(folder: Path, data: str = DATA, words: str = WORDS, used: str = SAID) -> Form:
    folder.mkdir(exist_ok=True)
    overlay(
        folder,
        "上海2024",
        data_toml=data,
        phrasebook_toml=words,
        **{CARS: f'{{% include "沿用/{CARS}" %}}\n\n{used}'},
    )
    forms.load.cache_clear()
    return load(folder)


def said(form: Form, now: int, before: int | None) -> str:
    values: dict[str, object] = {
        CARS_NOW: Decimal(now),
        CARS_BEFORE: None if before is None else Decimal(before),
    }
    values["三公经费表.公务用车运行维护费.决算数"] = Decimal(36500)
    return plain(composed(put(raw(), values), str(form.folder)).document)


def test_what_is_said_of_a_number(tmp_path: Path) -> None:
    form = counting(tmp_path)
    assert prove_form(form).problems == []
    assert "公务用车保有量比上年增加2辆，增长40.00%。车均运行维护费5214.29元。" in said(form, 7, 5)
    assert "公务用车保有量比上年减少1辆" in said(form, 4, 5)
    assert "公务用车保有量与上年持平" in said(form, 5, 5)
    assert "公务用车保有量无可比数据" in said(form, 5, None)


def test_last_years_number_is_never_guessed(tmp_path: Path) -> None:
    form = counting(tmp_path)
    with pytest.raises(Unusable, match=f"{CARS_BEFORE}.*：有一句话要用这个数，但没有填"):
        composed(raw(), str(form.folder))
    assert any(
        "没有填会当作零" in line
        for line in wrong(counting(tmp_path / "另", DATA.replace("可比个数", "个数")))
    )


def test_it_is_checked_in_the_finished_report(tmp_path: Path) -> None:
    form = counting(tmp_path)
    data = put(
        raw(),
        {
            CARS_NOW: Decimal(7),
            CARS_BEFORE: Decimal(5),
            "三公经费表.公务用车运行维护费.决算数": Decimal(36500),
        },
    )
    report = written(tmp_path, data, form.folder)
    before = told_of(report)
    rewrite(report, "5214.29", "5314.29")
    assert ("PR-2", "5314.29", "5214.29") in [one for one in told_of(report) if one not in before]
