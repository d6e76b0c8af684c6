"""Paragraphs of a report on items become a loop on those of which there is something to say."""

from __future__ import annotations

import pytest

from narrator.disclosure.value import Listing, Record
from narrator.learning.overlay import Entry, write_loop

SCORED = "“{{ 项.名称 }}”项目评价得分{{ 项.得分 }}分。"
ITEMS = Record({"项目": Listing([Record({}, "项目[1]"), Record({}, "项目[2]")])}, "")


@pytest.mark.parametrize(
    ("told", "figure", "opening"),
    [
        (["项目[1]"], "得分", '{% for 项 in 项目 | 有数("得分") %}'),
        (["项目[1]"], "", "{% for 项 in 项目 %}"),
        (["项目[1]", "项目[2]"], "得分", "{% for 项 in 项目 %}"),  # all have one: an item without lacks it
    ],
)
def test_items_that_the_report_does_not_tell_of_are_left_out(
    told: list[str], figure: str, opening: str
) -> None:
    same = [Entry(SCORED, row=one, figure=figure) for one in told]
    assert write_loop(same, ITEMS).startswith(f"{opening}\n{SCORED}")
