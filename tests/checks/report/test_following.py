"""A report that is not in the form it is most like is not held against that form; its figures are checked all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.printed.prose import Claim, Prose, Wanted, may_be_about
from narrator.checks.report.enumerations import list_behind
from narrator.checks.report.form_following import FEW, TITLE, WORDS, follows_form
from narrator.checks.report.inspection import check, spot_of
from narrator.disclosure.value import Figure
from narrator.document import Paragraph
from narrator.number import Amount
from narrator.spans import Text

from ..alterations import added
from ..reports import basis, findings, original, replaced
from ..test_every_rule import foreign
from .test_hygiene import line

OF_FORM = {"ST-3", "ST-4", "ST-5", "HY-4", "HY-7"}


def test_a_report_of_another_form_is_not_told_what_the_form_has() -> None:
    report = foreign(original())
    found = findings(report)
    assert not OF_FORM & {one.rule for one in found if one.counts}
    [told] = [one for one in found if one.subject == "公开格式"]
    assert "最像的是“辽宁2023”" in told.what
    assert "ST-4" in {one.rule for one in check(report, replace(basis(), named=True))}


def test_what_is_told_of_a_figure_by_its_form_and_by_its_words_alone_is_told_once() -> None:
    def spot(*sides: Side) -> tuple[str, str, str]:
        return spot_of(Finding(Level.ERROR, "甲", "不同", "改正", sides, rule="PR-7"))

    assert spot(Side("正文", "5.86", "第3段"), Side("算得", "6")) == ("PR-7", "第3段", "5.86")
    assert spot(Side("这句话", "5.86%", "第3段")) == ("PR-7", "第3段", "5.86")
    assert spot() == ("PR-7", "", "")


def test_the_tables_of_a_report_of_another_form_are_checked() -> None:
    report = replaced(foreign(original()), "619.33", "691.33")
    before = {one.key for one in findings(foreign(original())) if one.counts}
    assert {one.rule for one in findings(report) if one.counts and one.key not in before} & {"T1-2", "X-7"}


def test_a_figure_that_the_form_reads_as_well_is_told_once() -> None:
    """A sentence of the form is read by the form and by its words alone, one of no form's by these."""
    text = next(
        one.text.string
        for one in original().blocks
        if isinstance(one, Paragraph) and "增长65.91%" in one.text.string
    )
    other = [
        Paragraph(Text("甲类12.00万元，比上年增加2.00万元，增长30.00%。"), "正文"),
        Paragraph(Text(text.replace("65.91", "56.91")), "正文"),
    ]
    report = added(foreign(original()), "二、财政拨款支出决算情况说明", *other)
    told = [one.sides[0].value for one in findings(report) if one.rule == "PR-7" and one.counts]
    assert sorted(told) == ["30.00%", "56.91%"]


@pytest.mark.parametrize("name", ["本部门", "我局", "单位"])
def test_what_stands_for_a_department_is_no_name_of_it(name: str) -> None:
    report = replaced(original(), "辽宁省朝阳市科学技术局概况", f"{name}概况")
    assert not [
        one for one in findings(report) if f"：{name}" in "".join(map(str, one.sides)) and one.rule == "ST-2"
    ]


def test_a_list_behind_a_colon_is_the_list() -> None:
    one = line("其中：公用经费9.00万元，主要包括：办公费、印刷费；其他。")
    assert list_behind(Claim(one, "公用经费9.00万元,主要包括:", ())) == "办公费、印刷费"
    assert list_behind(Claim(one, "公用经费9.00万元,", ())) == ""


def test_a_row_in_a_paragraph_of_its_own_is_not_held_against_its_neighbour() -> None:
    wanted = [
        Piece("free", "教育支出", item=True),
        Piece("number", source=Figure(Amount.of(2), "一般公共预算支出表.各科目.205.小计")),
    ]
    assert not may_be_about(wanted, "一般公共服务支出635.96万元")
    assert may_be_about(wanted, "教育支出635.96万元")
    assert may_be_about(wanted, "一般公共服务支出2.00万元")


@pytest.mark.parametrize(
    ("strange", "headings", "lost_headings", "sentences", "lost_sentences", "follows"),
    [
        (FEW, 0, 9, 0, 9, True),  # hardly anything else
        (FEW + 1, 0, 9, 0, 9, False),
        (FEW + 1, 9, 0, 9, 0, True),
        (99, 75, 25, 60, 40, True),
        (99, 74, 26, 60, 40, False),
        (99, 75, 25, 59, 41, False),
        (99, 75, 25, 0, 0, True),
    ],
)
def test_a_report_follows_the_form_of_which_it_has_most(
    strange: int, headings: int, lost_headings: int, sentences: int, lost_sentences: int, follows: bool
) -> None:
    def wanted(count: int, words: str, heading: bool) -> list[Wanted]:
        return [Wanted(words, [Piece("literal", words)], heading)] * count

    titled = [line(f"一、第{at}项", at) for at in range(headings)]
    said = [line(f"第{at}句话", 1000 + at) for at in range(sentences)]
    prose = Prose(
        unread=[(line("收入5.00万元", 2000 + at), "收入5.00万元") for at in range(strange)],
        absent=[
            *wanted(lost_headings, "题" * TITLE, True),
            *wanted(lost_sentences, "字" * WORDS, False),
            *wanted(500, "题" * (TITLE - 1), True),  # which says too little
            *wanted(500, "字" * (WORDS - 1), False),
        ],
        claims=[Claim(one, one.plain, ()) for one in (*titled, *said)],
        headings=[(one, wanted(1, one.text, True)[0]) for one in titled],
    )
    assert follows_form(prose) is follows
