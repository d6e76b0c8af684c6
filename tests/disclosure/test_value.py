"""Paths: every place of data.json has one of its own, whatever its name holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrator.disclosure.value import Percentage, join_path

quick = settings(max_examples=300)

# Names made of what a path is made of, and of what nobody sees.
names = st.text(st.sampled_from('甲乙1.[]"\\ u{0}A\n\u200b'), max_size=5)


def path(steps: list[str | int]) -> str:
    found = ""
    for step in steps:
        found = join_path(found, step) if isinstance(step, str) else f"{found}[{step}]"
    return found


@pytest.mark.parametrize(
    ("above", "name", "joined"),
    [
        ("", "年度", "年度"),
        ("收入支出总表.收入", "总计", "收入支出总表.收入.总计"),
        ("收入决算表.各科目", "2060101", "收入决算表.各科目.2060101"),
        ("三公经费表", "因公出国（境）费", "三公经费表.因公出国（境）费"),
        ("原因", "一.二", '原因["一.二"]'),
        ("原因", "甲[1]", '原因["甲[1]"]'),
        ("", "年度 ", '["年度 "]'),
        ("部门", "", '部门[""]'),
        ("部门", '名"称\\', '部门["名\\"称\\\\"]'),
        ("部门", "名\n称\u200b", '部门["名\\u{A}称\\u{200B}"]'),
    ],
)
def test_a_name_that_would_not_read_as_one_part_is_quoted(above, name, joined):
    assert join_path(above, name) == joined


@quick
@given(*[st.lists(names | st.integers(1, 3), max_size=4)] * 2)
@example(["甲", "乙"], ["甲.乙"])
@example(["甲", 1], ["甲[1]"])
@example(["\n"], ["\\u{A}"])
@example(["甲", ""], ["甲"])
def test_no_two_places_share_a_path(one, other):
    assert (path(one) == path(other)) == (one == other)


@quick
@given(st.lists(names, max_size=4))
def test_a_path_is_one_line_that_a_terminal_shows(steps):
    assert path(steps).isprintable()


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("62", "62%"),
        ("100.00", "100.00%"),
        ("-0.00", "0.00%"),
        ("-1.50", "-1.50%"),
        ("1E+2", "100%"),
        ("0", "0%"),
    ],
)
def test_a_percentage_prints_as_it_was_given_but_never_below_zero_by_nothing(given, printed):
    assert str(Percentage(Decimal(given))) == printed
