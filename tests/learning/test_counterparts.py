"""Which line of the base a heading of a report is."""

from __future__ import annotations

import pytest

from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.disclosure.value import Words
from narrator.document import Heading, Paragraph
from narrator.learning.counterparts import PrintedBlock, is_no_term, place_parts, release_reworded
from narrator.learning.inventory import ComposedBlock, TemplateParagraph
from narrator.spans import Text


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
        ComposedBlock(None, Text(text), 1, "")
        for text in ("第二部分　某区规划局2024年度部门决算表", "第三部分　某区规划局2024年度部门决算情况说明")
    ]
    block = PrintedBlock(0, Heading(1, Text(title), ""), Line(0, title, True), 1)
    place_parts([block], lines)
    assert (block.base.text.string if block.base else None) == base


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("名词解释.科目.2060404", "支出决算为41594.85万元，完成预算129.68%。", True),
        ("名词解释.科目.2060404", "反映除上述项目以外的支出。", False),
        ("原因.支出", "新增3.00万元。", False),
    ],
)
def test_what_a_term_means_says_no_amount(path: str, text: str, told: bool) -> None:
    piece = Piece("free", "某事", Words("某事", path, "文字"))
    assert is_no_term(Capture(piece, text)) is told


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("公用经费5.00万元，主要包括其他支出；", True),
        ("公用经费5.00万元主要包括其他支出：", True),
        ("公用经费5.00万元，主要包括：其他支出。", False),
    ],
)
def test_a_colon_within_a_line_is_another_wording_and_other_marks_are_none(text: str, same: bool) -> None:
    line = ComposedBlock(
        TemplateParagraph(1, "公用经费{{ 基本支出表.公用经费合计 }}万元。"),
        Text("公用经费3.00万元，主要包括其他支出。"),
        0,
        "",
    )
    block = PrintedBlock(0, Paragraph(Text(text), ""), Line(0, text, False), base=line)
    release_reworded([block], [line])
    assert (block.base is line) is same
