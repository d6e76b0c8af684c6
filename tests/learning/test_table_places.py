"""Which lines belong to a table and are no paragraphs of the report: its title, the line above it, its notes."""

from __future__ import annotations

import pytest

from narrator.document import Cell, Column, Document, Heading, Paragraph, Table, Text
from narrator.learning.counterparts import printed_blocks
from narrator.learning.table_places import around_tables

TABLE = Table("表", (Column(0, ""),), (), ((Cell(0, (Text("项目"),), ""),),), "")


@pytest.mark.parametrize(
    ("above", "belong"),
    [
        (["（2024年度）"], {1, 2}),
        (["公开02表", "单位：万元"], {1, 2, 3}),
        (["本部门2024年度的情况如下。"], set()),
    ],
)
def test_the_lines_above_a_table_are_its_own_as_far_as_they_say_nothing(
    above: list[str], belong: set[int]
) -> None:
    lines = [Paragraph(Text(line), "正文") for line in above]
    title = Heading(2, Text("附表1　项目支出绩效自评表"), "表标题")
    document = Document("", (Heading(1, Text("第五部分　附件"), "部分标题"), title, *lines, TABLE))
    assert around_tables(printed_blocks(document)) == belong
