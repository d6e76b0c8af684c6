"""A report that was changed since it was made explains itself as it was made, and says so."""

from __future__ import annotations

import pytest

from commands.desk import SCIENCE, Desk, swap, typed


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
