"""Which line of the base a heading of a report is."""

from __future__ import annotations

import pytest

from narrator.checks.printed.lines import Line
from narrator.document import Heading, Text
from narrator.learning.counterparts import PrintedBlock, place_parts
from narrator.learning.inventory import Composed


@pytest.mark.parametrize(
    ("title", "base"),
    [
        ("上海市规划局2024年度部门决算表", "第二部分　某区规划局2024年度部门决算表"),
        ("某区规划局 2024年部门决算表", "第二部分　某区规划局2024年度部门决算表"),
        ("某区规划局2024年度部门决算表说明", None),
        ("某区规划局部门决算表", None),
        ("第二部分　2024年度部门决算表", None),
    ],
)
def test_a_part_is_known_by_what_it_says_behind_the_year(title: str, base: str | None) -> None:
    lines = [
        Composed(None, Text(text), 1, "")
        for text in ("第二部分　某区规划局2024年度部门决算表", "第三部分　某区规划局2024年度部门决算情况说明")
    ]
    block = PrintedBlock(0, Heading(1, Text(title), ""), Line(0, title, True), 1)
    place_parts([block], lines)
    assert (block.base.text.string if block.base else None) == base
