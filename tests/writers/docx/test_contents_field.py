"""The table of contents: a real field that is already filled."""

import pytest

from narrator.document import Contents, Heading, Paragraph
from narrator.sources import Slot
from narrator.spans import Span, Text

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


def test_the_lines_have_the_pages_that_the_headings_have(write):
    paged = [one._replace(page=page) for one, page in zip(HEADINGS, ("1", "12", "13", ""), strict=True)]
    package = write(Contents(2, "目录"), *paged)
    assert [text for _, _, text in entries(package)] == [
        "第一部分　概况\t1",
        "一、职责 & “三公”\t12",
        "自评表 （2023年度）",  # whose page is not known
    ]
    references = [one.text.split() for one in package.all("hyperlink", "r", "instrText")]
    assert references == [["PAGEREF", "_Toc000000001", "\\h"], ["PAGEREF", "_Toc000000002", "\\h"]]
    assert set(zip(*(package.values("sdtContent", "p", "pPr", "tabs", "tab", attribute=one) for one in ("val", "leader")), strict=True)) == {("right", "dot")}  # fmt: skip
    size, margin = package.all("sectPr", "pgSz")[0], package.all("sectPr", "pgMar")[0]
    width = int(size.get(f"{W}w")) - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))
    assert set(package.values("sdtContent", "p", "pPr", "tabs", "tab", attribute="pos")) == {str(width)}


def test_live_contents_are_ordinary_lines_with_references_to_fill_in(write):
    package = write(Contents(2, "目录", live=True), *HEADINGS)
    assert not package.all("sdt", "sdtPr", "docPartObj")
    assert not package.all("hyperlink")
    assert package.paragraphs[:3] == ["第一部分　概况\t0", "一、职责 & “三公”\t0", "自评表 （2023年度）\t0"]


def test_headings_say_how_they_are_listed_where_the_contents_alone_number_them(write):
    """Then Word takes them from there, and not from the words on the page, when it makes the contents anew."""
    table = Heading(2, Text('收入"总"表'), "表标题", "一、")
    package = write(Contents(2, "目录"), HEADINGS[0], table, HEADINGS[1])
    instructions = [one.text for one in package.all("instrText")]
    assert instructions[0].split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z", "\\f"]
    assert instructions[1:] == [' TC "一、收入\\"总\\"表" \\l 2 ']
    assert package.values("fldChar", attribute="fldLock")[0] is None
    assert package.paragraphs[:3] == ["第一部分　概况", '收入"总"表', "一、职责 & “三公”"], (
        "nothing of it is seen"
    )
