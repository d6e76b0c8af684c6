"""A form's own table by code, with columns in groups, and a date on its cover."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from narrator import form as forms
from narrator.commands.lint import prove
from narrator.form import Form

from .documents import LIAONING, ROOT, composed, plain, put, raw, written
from .test_overlays import CARS, load, overlay, told_of, wrong

HANDBOOK = (ROOT / "docs" / "格式手册.md").read_text("utf-8").partition("## 封面上的年月")[2]
DATE, PRINTED, DATA, LAYOUT = re.findall(r"^```\w+\n(.*?)^```$", HANDBOOK, re.DOTALL | re.MULTILINE)[:4]
TABLE = "项目支出明细表"


def detailed(folder: Path, layout: str = LAYOUT, data: str = DATA) -> Form:
    template = f'{{% include "沿用/{CARS}" %}}\n\n{PRINTED}\n{{{{ 表("{TABLE}") }}}}\n'
    overlay(folder, data_toml=DATE + data, **{CARS: template, f"tables/{TABLE}.toml": layout})
    forms.load.cache_clear()
    return load(folder)


def rows(**amounts: str) -> dict[str, Any]:
    """The sample with a table of one 类, one 款 and two 项, of those AMOUNTS."""
    table = {
        code.removeprefix("_"): {
            "科目名称": f"科目{code}",
            "金额": Decimal(amount),
            "本年收入": {"基本支出": Decimal(1), "项目支出": Decimal(2)},
        }
        for code, amount in amounts.items()
        if code != "合计"
    }
    values = {
        TABLE: {"各科目": table, "合计": {"金额": Decimal(amounts["合计"])}},
        "部门.公布日期": "2024-08",
    }
    return put(raw(LIAONING), values)


RIGHT = {"_206": "5", "_20601": "5", "_2060101": "2", "_2060102": "3", "合计": "5"}


def test_it_is_proved_and_printed(tmp_path: Path) -> None:
    form = detailed(tmp_path)
    assert prove(form)[0] == []
    text = plain(composed(rows(**RIGHT), str(form.folder)).document)
    assert "二〇二四年八月" in text
    assert re.search(r"2060102\s+科目_2060102\s+3.00\s+1.00\s+2.00", text)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("金额 | 本年收入 | < | 年末结转 | <", "金额 | 年末结转 | < | 本年收入 | <", "“年末结转”这一格印的是“本年收入”"),
        ("^ | ^ | ^ | 基本支出 | 项目支出", "^ | ^ | ^ | 项目支出 | 基本支出", "“项目支出”这一格印的是“基本支出”"),
        ("科目.年末结转.项目支出", "科目.年末结转.基本支出", "“项目支出”这一格印的是“基本支出”"),
    ],
)  # fmt: skip
def test_a_column_in_another_place(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in LAYOUT
    assert any(told in line for line in wrong(detailed(tmp_path, LAYOUT.replace(old, new, 1))))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"_2060101": "1"}, ["GS-1"]),
        ({"_206": "6", "合计": "6"}, ["GS-1"]),
        ({"合计": "9"}, ["GS-1"]),
    ],
)
def test_its_levels_are_checked_in_the_finished_report(
    changes: dict[str, str], found: list[str], tmp_path: Path
) -> None:
    form = detailed(tmp_path)
    report = written(tmp_path, rows(**{**RIGHT, **changes}), form.folder)
    assert [one[0] for one in told_of(report) if one[0].startswith("GS")] == found


def test_rows_by_code_stand_where_they_belong(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="按编码的行写在“各科目”下面，不写在“明细”下面"):
        detailed(tmp_path, data=DATA.replace("各科目.*.金额", "明细.*.金额")).model  # noqa: B018
