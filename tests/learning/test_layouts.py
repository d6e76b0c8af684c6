"""What stands around a table is stated where it is not as the base has it: the number of a title too."""

from __future__ import annotations

import pytest

from narrator.checks.printed.lines import Line
from narrator.document import Heading, Text
from narrator.form import load
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.layouts import differing


@pytest.mark.parametrize(
    ("base", "title", "stated"),
    [
        ("上海2024", "收入决算表", []),
        ("上海2024", "二、收入决算表", ['"标题" = "[一、] 收入决算表"', '"目录编号" = ""']),
        ("中央2023", "二、收入决算表", []),
        ("中央2023", "收入决算表", ['"标题" = "收入决算表"']),
    ],
)
def test_a_title_is_numbered_as_printed(base: str, title: str, stated: list[str]) -> None:
    block = PrintedBlock(0, Heading(2, Text(title), ""), Line(0, title, True), 2)
    layout = load(base).layouts["收入决算表"]
    lines = differing(layout, [block], [], {}, lambda text: text)
    assert [line for line in lines if not line.startswith('"表注"')] == stated
