"""What of the base stands in a learned form beside the paragraphs of a report's own: the conditions in which they are said."""

from __future__ import annotations

import pytest

from narrator.disclosure.value import Record
from narrator.learning.form_entries import FormEntry
from narrator.learning.inventory import Branch, Element, TemplateParagraph
from narrator.learning.overlay import make_runs
from narrator.learning.report_entries import part_elements

SECTION, NOTHING = TemplateParagraph(1, "## [一、] 三公"), TemplateParagraph(2, "{{ 无此收支(有数的) }}")
PARTS = [
    TemplateParagraph(3, "出国费{{ 出国.决算数 }}万元。"),
    TemplateParagraph(4, "接待费{{ 接待.决算数 }}万元。"),
]
CONDITION = Branch("{% for 有 in 有数的 | 第(1) %}", list(PARTS), "{% endfor %}")


def element(node: TemplateParagraph | Branch, order: int) -> Element:
    return Element("三公.jinja", node, (), order)


def test_paragraphs_between_those_of_a_condition_stand_in_it_and_the_line_that_heads_others_does_not() -> (
    None
):
    condition = element(CONDITION, 3)
    entries = [
        FormEntry(element=element(SECTION, 1), paragraph=SECTION),
        FormEntry(element=element(NOTHING, 2), paragraph=NOTHING),
        FormEntry("[（一）] 总体情况。"),
        FormEntry(element=condition, paragraph=PARTS[0]),
        FormEntry("购置车{{ 购置.决算数 }}万元。"),
        FormEntry(element=condition, paragraph=PARTS[1]),
        FormEntry("其中国内{{ 国内.决算数 }}万元。"),
        FormEntry("[（二）] 政府采购支出情况"),
        FormEntry("采购{{ 采购.总额 }}万元。"),
    ]
    found = part_elements(entries)
    told = [one.element.node.source if one.element else one.source for one in found]  # type: ignore[union-attr]
    begin, end = told.index(CONDITION.opening), told.index(CONDITION.closing)
    assert told[begin + 1 : end] == [
        "[（一）] 总体情况。",
        PARTS[0].source,
        "购置车{{ 购置.决算数 }}万元。",
        PARTS[1].source,
        "其中国内{{ 国内.决算数 }}万元。",
    ]
    assert found[begin].element is not None
    assert "接待.决算数" in found[begin].element.within  # what names it uses is given before it


@pytest.mark.parametrize(("own", "kept"), [("", True), ("三公经费{{ 三公.决算数 }}万元。", False)])
def test_what_the_base_says_under_headings_when_there_is_something_is_kept_where_nothing_else_is_said(
    own: str, kept: bool
) -> None:
    headed = Branch(
        CONDITION.opening, [TemplateParagraph(5, "### [（一）] 总体情况"), *PARTS], CONDITION.closing
    )
    following = TemplateParagraph(6, "## [一、] 基金")
    elements = [element(one, at) for at, one in enumerate((SECTION, NOTHING, headed, following))]
    entries = [
        *(FormEntry(element=one, paragraph=one.paragraphs[0]) for one in elements[:2]),
        *([FormEntry(own)] if own else ()),
        FormEntry(element=elements[3], paragraph=following),
    ]
    pieces = [one for run in make_runs(entries, elements, set(), Record({}, "")) for one in run.pieces]
    assert (elements[2] in pieces) is kept
