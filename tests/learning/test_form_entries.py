"""Paragraphs of a report on items become a loop on those of which there is something to say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.disclosure import reading
from narrator.disclosure.value import Listing, Record
from narrator.form import load
from narrator.learning.form_entries import FormEntry, filters_for_rows, find_outvoted, write_loop

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
    same = [FormEntry(SCORED, row=one, figure=figure) for one in told]
    assert write_loop(same, ITEMS).startswith(f"{opening}\n{SCORED}")


def test_the_loop_says_what_most_of_its_rows_say() -> None:
    another, silent = SCORED.replace("评价得分", "评定得分"), SCORED.replace("项目评价", "")
    said = [
        (another, False),
        (SCORED, False),
        (SCORED, False),
        (another + "优。", False),
        *[(silent, True)] * 3,
    ]
    same = [
        FormEntry(text, row=f"项目[{at % 2 + 1}]", figure="得分", text=text, silent=nothing)
        for at, (text, nothing) in enumerate(said)
    ]
    assert write_loop(same, ITEMS) == f"{{% for 项 in 项目 %}}\n{SCORED}\n\n{{% endfor %}}"
    assert find_outvoted(same) == {another, another + "优。"}
    assert write_loop(same[-1:], ITEMS).startswith(f'{{% for 项 in 项目 | 有数("得分") %}}\n{silent}\n')


def test_items_of_people_and_of_running_are_told_apart() -> None:
    rows = {
        code: {"科目名称": code, "决算数": Decimal("1.00")}
        for code in ("301", "30101", "302", "30201", "303", "30301")
    }
    record = reading.read({"金额单位": "万元", "基本支出表": {"各科目": rows}}, load("中央2023").model)[0]
    table = "基本支出表.各科目"
    kept = {
        codes: filters_for_rows(table, {f"{table}.{code}" for code in codes.split()}, record)
        for codes in ("30101 30301", "30201", "30101 30201 30301")
    }
    assert kept == {
        "30101 30301": ' | 款级("301", "303") | 有数("决算数")',
        "30201": ' | 款级("302", "307", "310", "312", "399") | 有数("决算数")',
        "30101 30201 30301": ' | 款级 | 有数("决算数")',
    }
