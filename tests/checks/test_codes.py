"""The names of the economic items that a form prints."""

from __future__ import annotations

from narrator import build
from narrator.checks.data.codes import standard
from narrator.form import load


def test_the_names_that_a_form_prints_are_read_from_its_table() -> None:
    names = standard(build.blueprint(load("辽宁2023"), "基本支出表"))
    assert (names["301"], names["30101"], names["30309"]) == ("工资福利支出", "基本工资", "奖励金")
    assert all(len(code) in (3, 5) and name and "{" not in name for code, name in names.items())


def test_a_form_without_that_table_prints_none() -> None:
    assert standard(None) == {}
