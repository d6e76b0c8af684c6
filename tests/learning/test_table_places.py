"""Which lines belong to a table and are no paragraphs of the report: its title, the line above it, its notes."""

from __future__ import annotations

import pytest

from narrator.disclosure.value import Listing, Record, Words
from narrator.document import Cell, Column, Document, Heading, Paragraph, Table
from narrator.learning.counterparts import printed_blocks
from narrator.learning.inventory import Branch, Element, TemplateParagraph
from narrator.learning.table_places import around_tables, headed_tables, is_left_out, parted_tables
from narrator.spans import Text

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


@pytest.mark.parametrize(
    ("opening", "units", "left_out"),
    [
        ("", 3, True),
        ("{% for 有 in 部门.决算单位 | 第(2) %}", 3, True),
        ("{% for 有 in 部门.决算单位 | 第(2) %}", 1, False),  # the base does not print it of one unit either
        ("{% for 有 in 有基金 | 第(1) %}", 1, True),
    ],
)
def test_a_table_is_left_out_when_the_report_has_what_the_base_prints_it_for(
    opening: str, units: int, left_out: bool
) -> None:
    unit = TemplateParagraph(1, '{{ 表("决算单位") }}')
    element = Element("", Branch(opening, [unit]) if opening else unit, (), 0)
    listed = Record({"决算单位": Listing([Words("某馆", "", "文字")] * units)}, "部门")
    record = Record({"部门": listed}, "")
    assert is_left_out(unit, element, ["收入支出总表"], record) is left_out
    assert not is_left_out(unit, element, ["决算单位"], record)


@pytest.mark.parametrize(("line", "parted"), [("", False), ("第二张如下。", True)])
def test_tables_with_a_line_of_the_reports_own_between_them_are_printed_one_by_one(
    line: str, parted: bool
) -> None:
    names = ["收入决算表", "支出决算表"]
    own = [Paragraph(Text(line), "正文")] if line else []
    blocks = printed_blocks(Document("", (Heading(1, Text("第二部分　决算表"), ""), TABLE, *own, TABLE)))
    headed = headed_tables(blocks, names, around_tables(blocks))
    element = Element(
        "",
        Branch('{% for 表名 in ["收入决算表", "支出决算表"] %}', [TemplateParagraph(1, "{{ 表(表名) }}")]),
        (),
        0,
    )
    assert bool(parted_tables([element], names, headed)) is parted
