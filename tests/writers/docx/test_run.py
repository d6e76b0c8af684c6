"""Text: nothing is lost, nothing breaks the file, and a writer's words stand in controls."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from narrator.document import Cell, Column, Heading, Paragraph, Table
from narrator.sources import Slot
from narrator.spans import Span, Text
from narrator.writers.docx.run import LONGEST_TAG, tag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEGAL = some.text(some.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(string=LEGAL)
@example(string="<&>\"'")
@example(string="]]>")
@example(string="&amp;&#10;")
@example(string=" 首尾的空格 ")
@example(string="　　全角")
@example(string="\u2028\u200b\ufeff")
@example(string="𠮷")
def test_any_text_comes_back_whole(string, write):
    assert write(Paragraph(Text(string), "正文")).paragraphs == [string]


def test_tabs_and_line_breaks_become_elements(write):
    package = write(Paragraph(Text("甲\t乙\n丙\r\n丁\v戊\r己"), "正文"))
    assert package.paragraphs == ["甲\t乙\n丙\n丁\n戊\n己"]
    assert len(package.all("r", "br")) == 4
    assert not any("\t" in (t.text or "") or "\n" in (t.text or "") for t in package.all("t"))


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0c", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_can_not_hold_shows_as_a_replacement_character(character, write):
    assert write(Paragraph(Text(f"甲{character}乙"), "正文")).paragraphs == ["甲\ufffd乙"]


def test_spaces_at_the_ends_are_preserved(write):
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for string, preserved in ((" 甲", True), ("甲 ", True), ("甲 乙", False)):
        (t,) = write(Paragraph(Text(string), "正文")).all("r", "t")
        assert (t.get(space) == "preserve") == preserved


def test_chinese_runs_ask_for_the_chinese_font(write):
    hints = write(Paragraph(Text("“三公”经费"), "正文")).values("r", "rPr", "rFonts", attribute="hint")
    assert hints == ["eastAsia"]
    for certain in (
        "851.17",
        "三公经费：增加（减少）0.01万元。",
        "㈠𠮷Ｗ﹏",
    ):  # in one font whatever the run says
        assert not write(Paragraph(Text(certain), "正文")).all("rPr")
    for either in ("…", "—", "·", "①", "±", "‘"):
        assert write(Paragraph(Text(f"甲{either}"), "正文")).all("rPr")


def controls(package):
    """Name, whether it is a placeholder, and text of every control outside the contents."""
    found = []
    for control in package.all("sdt"):
        properties = control.find(f"{W}sdtPr")
        name = properties.find(f"{W}tag").get(f"{W}val")
        assert properties.find(f"{W}alias").get(f"{W}val") == name
        placeholder = properties.find(f"{W}showingPlcHdr") is not None
        found.append((name, placeholder, package.text(control.find(f"{W}sdtContent"))))
    return found


def test_a_slot_is_a_control_around_just_its_characters(write):
    text = Text(
        "减少26.99万元，主要原因：人员减少。",
        (
            Span(0, 19, "措辞"),
            Span(2, 7, "数字"),
            Span(15, 19, Slot("原因.收入总计")),
        ),
    )
    package = write(Paragraph(text, "正文"))
    assert controls(package) == [("原因.收入总计", False, "人员减少")]
    assert package.paragraphs == [text.string]
    assert not package.all("highlight")


def test_an_unfilled_slot_is_a_yellow_placeholder(write):
    text = Text("原因：（请填写）。", (Span(3, 8, Slot("原因.甲", filled=False)),))
    package = write(Paragraph(text, "正文"))
    assert controls(package) == [("原因.甲", True, "（请填写）")]
    assert package.values("sdtContent", "r", "rPr", "highlight") == ["yellow"]
    assert len(package.all("highlight")) == 1


def test_slots_in_cells_and_headings(write):
    slot = Text("甲乙", (Span(1, 2, Slot("名称")),))
    grid = Table("表", (Column(20, "左"),), (), ((Cell(0, (slot, Text("x")), "左"),),), "公开表")
    package = write(Heading(1, slot, "部分标题"), grid)
    assert controls(package) == [("名称", False, "乙")] * 2


def test_slots_side_by_side_in_any_order_and_empty_ones(write):
    spans = (Span(2, 4, Slot("乙")), Span(0, 2, Slot("甲")), Span(4, 4, Slot("丙")))
    package = write(Paragraph(Text("一二三四", spans), "正文"))
    assert controls(package) == [("甲", False, "一二"), ("乙", False, "三四"), ("丙", False, "")]
    assert all(control.find(f"{W}r") is not None for control in package.all("sdtContent"))


def test_overlapping_slots_are_refused(write):
    text = Text("一二三", (Span(0, 2, Slot("甲")), Span(1, 3, Slot("乙"))))
    with pytest.raises(ValueError, match="乙"):
        write(Paragraph(text, "正文"))


def test_every_control_has_an_id_of_its_own(write):
    slot = Text("甲", (Span(0, 1, Slot("同一个")),))
    package = write(*[Paragraph(slot, "正文")] * 3)
    identifiers = [int(value) for value in package.values("sdtPr", "id")]
    assert len(set(identifiers)) == 3
    assert all(identifier > 0 for identifier in identifiers)


def test_a_name_with_markup_in_it(write):
    name = "项目.“<&>\"'\n甲"
    package = write(Paragraph(Text("甲", (Span(0, 1, Slot(name)),)), "正文"))
    assert controls(package) == [(name, False, "甲")]


def units(string: str) -> int:
    return len(string.encode("utf-16-le")) // 2


def test_short_names_are_their_own_tags():
    for name in ("原因.甲", "甲" * LONGEST_TAG, "𠮷" * (LONGEST_TAG // 2)):
        assert tag(name) == name


@given(some.text(some.characters(exclude_categories=["Cs"]), min_size=LONGEST_TAG + 1))
@example("𠮷" * 33)
@example("甲" + "𠮷" * 40)
def test_long_names_are_cut_and_still_differ(name):
    short = tag(name)
    assert units(short) <= LONGEST_TAG
    assert short == tag(name)
    assert tag(name + "甲") != short
