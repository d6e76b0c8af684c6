"""The number that a line begins with, as a template writes it."""

from __future__ import annotations

import pytest

from narrator.learning.own_names import mark_of


@pytest.mark.parametrize(
    ("line", "mark", "rest"),
    [
        ("十二、其他说明", "[一、] ", "其他说明"),
        ("（三）　基本支出", "[（一）] ", "基本支出"),
        ("(三)基本支出", "[（一）] ", "基本支出"),
        ("12.公务接待费", "[1.] ", "公务接待费"),
        ("附表3　项目", "[附表1] ", "项目"),
        ("第二部分　决算表", "", "第二部分　决算表"),  # no mark of a template: the line says it itself
        ("12.5万元用于差旅", "", "12.5万元用于差旅"),
        ("概况", "", "概况"),
    ],
)
def test_the_number_before_a_line_is_written_as_a_template_writes_it(line: str, mark: str, rest: str) -> None:
    assert mark_of(line) == (mark, rest)
