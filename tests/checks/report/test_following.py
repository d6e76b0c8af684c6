"""A report that is not in the form it is most like is not held against that form; its figures are checked all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.printed.prose import Claim, may_be_about
from narrator.checks.report.enumerations import list_behind
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
