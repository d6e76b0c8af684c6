"""What becomes a text of the data: a sentence that is all there is under a heading, and in which nothing was learned."""

from __future__ import annotations

import pytest

from learning.test_own_facts import notebook_of
from narrator.document import Block, Document, Heading, Paragraph
from narrator.learning.counterparts import printed_blocks
from narrator.learning.data_place import YEARLY
from narrator.learning.form_entries import FormEntry
from narrator.learning.inventory import Element, TemplateParagraph
from narrator.learning.report_entries import (
    alone_under_headings,
    called_next,
    gather_rows,
    is_plain,
    write_text_of_report,
)
from narrator.spans import Text

TOLD = "按工作安排，民生项目都已完成。"


@pytest.mark.parametrize(
    ("lines", "alone"),
    [
        (["# 一、民生", TOLD, "# 二、其他"], {1}),
        (["# 一、民生", TOLD], {1}),
        (["# 一、民生", TOLD, TOLD], set()),
        (["# 一、民生", "# 二、其他"], set()),
        ([TOLD, TOLD], set()),
    ],
)
def test_a_paragraph_alone_under_a_heading(lines: list[str], alone: set[int]) -> None:
    blocks: list[Block] = [
        Heading(2, Text(one[2:]), "") if one.startswith("#") else Paragraph(Text(one), "") for one in lines
    ]
    assert set(alone_under_headings(printed_blocks(Document("", tuple(blocks))), set())) == alone


@pytest.mark.parametrize(
    ("source", "text", "plain"),
    [
        (TOLD, TOLD, True),
        ("{{ 年度 }}年已完成。", "2023年已完成。", False),
        ("指财政当年拨付的资金。", "指财政当年拨付的资金。", False),  # what the heading means
        ("详见附件", "详见附件", False),
    ],
)
def test_what_nothing_was_learned_of_is_plain(source: str, text: str, plain: bool) -> None:
    assert is_plain(FormEntry(source), text) is plain


@pytest.mark.parametrize(
    ("codes", "families"),
    [
        ("201 2010101 205 2050803", 1),  # each type with its items
        ("201 205 2010101 2050803", 2),  # all types, then all items
        ("2010101 2050803 201 205", 2),
        ("201 205", 1),
    ],
)
def test_types_and_items_are_one_loop_only_when_items_stand_below_their_type(
    codes: str, families: int
) -> None:
    entries = [FormEntry("{{ 项.科目名称 }}", row=f"支出决算表.各科目.{code}") for code in codes.split()]
    gathered = gather_rows(entries)
    assert [one.row for one in gathered] == [one.row for one in entries]
    assert len({one.family for one in gathered}) == families


FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
CALLS = [
    Element("", TemplateParagraph(at, f'{{{{ 某种支出(表{at}, "本年支出", "{fund}") }}}}'), (), at)
    for at, fund in enumerate(FUNDS)
]


@pytest.mark.parametrize(
    ("text", "last", "called"),
    [
        ("本部门2023年度无国有资本经营预算财政拨款支出。", None, 2),
        ("本部门2023年度无政府性基金预算财政拨款支出。", 2, 1),
        ("按功能分类科目分，包括：", None, 0),
        ("按功能分类科目分，包括：", 1, 1),
    ],
)
def test_a_paragraph_is_of_the_call_that_gives_its_words(text: str, last: int | None, called: int) -> None:
    assert called_next(CALLS, None if last is None else CALLS[last], text) is CALLS[called]


def test_a_paragraph_that_nothing_calls_goes_on_with_the_last() -> None:
    assert called_next([], CALLS[1], "支出") is CALLS[1]


@pytest.mark.parametrize("kind", ["文字", YEARLY])
def test_a_text_is_of_the_year_where_it_tells_of_projects_and_its_heading_is_kept(kind: str) -> None:
    notebook = notebook_of({})
    lines: tuple[Block, ...] = (Heading(3, Text("一、评价结论"), ""), Paragraph(Text("得分为96分。"), ""))
    for one in printed_blocks(Document("", lines)):
        write_text_of_report(one, notebook, kind)
    assert [stated for stated, _ in notebook.own.values()] == ["名称", kind]
