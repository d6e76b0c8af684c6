"""The table of contents: a real field that is already filled."""

import pytest

from narrator.document import Contents, Heading, Paragraph, Span, Text
from narrator.sources import Slot

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = (
    Heading(1, Text("第一部分　概况"), "部分标题"),
    Heading(2, Text("一、职责 & “三公”"), "一级标题"),
    Heading(3, Text("（一）总体情况"), "二级标题"),
    Heading(2, Text("自评表\n（2023年度）", (Span(0, 3, Slot("名称")),)), "附表标题"),
)


def entries(package):
    """Style, bookmark and text of each entry."""
    return [
        (
            paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"),
            paragraph.find(f"{W}hyperlink").get(f"{W}anchor"),
            package.text(paragraph),
        )
        for paragraph in package.all("sdt", "sdtContent", "p")
        if paragraph.find(f"{W}hyperlink") is not None
    ]


def test_entries_are_the_headings_down_to_the_level(write):
    assert entries(write(Contents(2, "目录"), *HEADINGS)) == [
        ("TOC1", "_Toc000000001", "第一部分　概况"),
        ("TOC2", "_Toc000000002", "一、职责 & “三公”"),
        ("TOC2", "_Toc000000004", "自评表 （2023年度）"),
    ]
    assert [text for _, _, text in entries(write(Contents(1, "目录"), *HEADINGS))] == ["第一部分　概况"]


def test_a_number_that_only_the_contents_have_stays_when_word_makes_fields_anew(write):
    numbered = HEADINGS[1]._replace(text=Text("总表"), number="一、")
    package = write(Contents(2, "目录"), HEADINGS[0], numbered)
    assert [text for _, _, text in entries(package)] == ["第一部分　概况", "一、总表"]
    assert [package.text(p) for p in package.all("p") if p.find(f"{W}bookmarkStart") is not None] == [
        "第一部分　概况",
        "总表",
    ]
    locks = [
        [field.get(f"{W}fldLock") for field in one.all("fldChar") if field.get(f"{W}fldCharType") == "begin"]
        for one in (
            package,
            write(Contents(1, "目录"), *HEADINGS, numbered),
            write(Contents(2, "目录"), *HEADINGS),
        )
    ]
    assert [one[0] for one in locks] == ["true", None, None]


def test_every_link_leads_to_the_heading_that_it_names(write):
    package = write(Contents(2, "目录"), *HEADINGS)
    for _, anchor, text in entries(package):
        (heading,) = [
            paragraph
            for paragraph in package.all("p")
            if any(mark.get(f"{W}name") == anchor for mark in paragraph.findall(f"{W}bookmarkStart"))
        ]
        assert package.text(heading).replace("\n", " ") == text


@pytest.mark.parametrize("headings", [HEADINGS, HEADINGS[:1], ()])
def test_the_field_begins_separates_and_ends_once_in_order(headings, write):
    package = write(Contents(2, "目录"), *headings)
    assert package.values("fldChar", attribute="fldCharType") == ["begin", "separate", "end"]
    (instruction,) = package.all("instrText")
    assert instruction.text.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z", "\\u"]
    inside = [part.tag for p in package.all("sdtContent", "p") for part in p.iter() if part.tag.startswith(W)]
    assert inside.count(f"{W}fldChar") == 3


def test_word_knows_it_as_contents_and_does_not_ask_on_opening(write):
    package = write(Contents(2, "目录"), *HEADINGS)
    assert package.values("docPartObj", "docPartGallery") == ["Table of Contents"]
    assert b"updateFields" not in package.parts["word/settings.xml"]
    assert b"dirty" not in package.parts["word/document.xml"]


def test_the_contents_hold_no_controls_of_slots(write):
    package = write(Contents(2, "目录"), *HEADINGS)
    assert not package.all("sdtContent", "p", "hyperlink", "sdt")
    assert package.values("sdtPr", "tag") == ["名称"]


def test_contents_may_stand_last_and_alone(write):
    assert [child.tag.removeprefix(W) for child in write(Contents(2, "目录")).body] == ["sdt", "p", "sectPr"]
    assert write(Contents(2, "目录"), Paragraph(Text("甲"), "正文")).paragraphs == ["甲"]
