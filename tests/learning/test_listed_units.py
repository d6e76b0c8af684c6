"""Units that a report lists a line each are those of the data, and its lines one loop."""

from __future__ import annotations

import pytest

from narrator.document import Block, Document, Heading, Paragraph
from narrator.learning.counterparts import printed_blocks
from narrator.learning.listed_units import listed_units, take_units
from narrator.spans import Text

LEAD = "某局下属单位2个。纳入某局2023年度部门决算编制范围的二级预算单位包括："


@pytest.mark.parametrize(
    ("lines", "units"),
    [
        (
            [LEAD, "1.某局（本级）", "2.某局图书馆", "# 二、其他", "1.某局博物馆"],
            ["某局（本级）", "某局图书馆"],
        ),
        ([LEAD, "1.某局（本级）", "其他情况。", "2.某局图书馆"], []),  # one is no list
        (["主要职责包括：", "1.拟订规划", "2.组织实施"], []),
        ([LEAD, "1.拟订规划；", "2.组织实施。"], []),
        ([LEAD, "某局（本级）", "某局图书馆"], []),
    ],
)
def test_numbered_lines_below_a_sentence_that_says_so_are_units(lines: list[str], units: list[str]) -> None:
    blocks: list[Block] = [
        Heading(2, Text(one[2:]), "") if one.startswith("#") else Paragraph(Text(one), "") for one in lines
    ]
    printed = printed_blocks(Document("", tuple(blocks)))
    assert [*listed_units(printed).values()] == units
    data: dict[str, dict[str, list[str]]] = {}
    take_units(printed, data)
    assert data == ({"部门": {"决算单位": units}} if units else {})
    kept = {"部门": {"决算单位": ["别的"]}}
    take_units(printed, kept)
    assert kept == {"部门": {"决算单位": ["别的"]}}
