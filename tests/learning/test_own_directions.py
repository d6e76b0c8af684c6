"""The words of a comparison that are data of their own."""

from __future__ import annotations

import re

import pytest

from narrator.learning.own_directions import find_directions

FIGURE = re.compile(r"\d[\d.]*")


@pytest.mark.parametrize(
    ("flat", "words"),
    [
        ("较上年增加3.00万元,增长5.00%。", ["增加", "增长"]),
        ("支出决算数大于年初预算数的主要原因是人员变动。", ["大于"]),
        ("比上年下降,主要原因是厉行节约。", ["下降"]),
        ("决算数小于预算数。", []),  # no figure and no reason: words of the form
        ("增加了5个项目,减少浪费。", ["增加"]),
        ("因人员增加,支出3.00万元。", []),
    ],
)
def test_a_direction_stands_before_a_figure_or_a_reason(flat: str, words: list[str]) -> None:
    figures = {found.start() for found in FIGURE.finditer(flat)}
    assert [found["word"] for found in find_directions(flat, figures)] == words
