"""The names of the economic items that a form prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from forms.documents import LIAONING, raw

from narrator import build
from narrator.checks.data.codes import standard
from narrator.commands.data_check import check_disclosure
from narrator.disclosure import reading
from narrator.form import load


def test_the_names_that_a_form_prints_are_read_from_its_table() -> None:
    names = standard(build.blueprint(load("辽宁2023"), "基本支出表"))
    assert (names["301"], names["30101"], names["30309"]) == ("工资福利支出", "基本工资", "奖励金")
    assert all(len(code) in (3, 5) and name and "{" not in name for code, name in names.items())


def test_a_form_without_that_table_prints_none() -> None:
    assert standard(None) == {}


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
