"""Sections: paper, margins, page numbers, and where one ends."""

import pytest

from narrator.document import Contents, Page, Paragraph, Spread
from narrator.spans import Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT = Paragraph(Text("甲"), "正文")


def pages(package):
    """Direction, first page number and footer of every section."""
    found = []
    for section in package.all("sectPr"):
        size, number = section.find(f"{W}pgSz"), section.find(f"{W}pgNumType")
        footer = section.find(f"{W}footerReference")
        wide = int(size.get(f"{W}w")) > int(size.get(f"{W}h"))
        assert (size.get(f"{W}orient") == "landscape") == wide
        found.append(
            (
                "横" if wide else "竖",
                number.get(f"{W}start") if number is not None else None,
                footer.get(f"{R}id") if footer is not None else None,
            )
        )
    return found


def report(*layouts):
    return [block for layout in layouts for block in (Page(layout), TEXT)]


def test_numbers_begin_with_the_first_numbered_page_and_go_on(write):
    package = write(*report("封面", "目录", "正文", "扉页", "竖表", "横表", "正文"))
    assert pages(package) == [
        ("竖", None, None),
        ("竖", None, None),
        ("竖", "1", "rIdNumbered"),
        ("竖", None, "rIdNumbered"),
        ("竖", None, "rIdNumbered"),
        ("横", None, "rIdNumbered"),
        ("竖", None, "rIdNumbered"),
    ]


def test_a_page_without_number_after_numbered_ones_says_so(write):
    package = write(*report("正文", "封面", "正文"))
    assert pages(package) == [
        ("竖", "1", "rIdNumbered"),
        ("竖", None, "rIdBlank"),
        ("竖", None, "rIdNumbered"),
    ]
    assert package.text(package.xml("word/footer2.xml")) == ""


def test_the_page_number_stands_between_dashes(write):
    package = write(*report("正文"))
    footer = package.xml("word/footer1.xml")
    assert package.text(footer) == "— 1 —"
    assert footer.find(f".//{W}instrText").text.strip() == "PAGE"
    assert "word/footer2.xml" not in package.parts


def test_without_numbered_pages_there_is_no_footer(write):
    assert not [name for name in write(*report("封面")).parts if "footer" in name]


def test_every_page_begins_a_section_even_of_the_same_layout(write):
    package = write(*report("竖表", "竖表"))
    assert package.values("sectPr", "type") == ["nextPage", "nextPage"]
    assert package.paragraphs == ["甲", "甲"]


def test_pages_with_nothing_on_them_are_left_out(write):
    package = write(Page("封面"), Page("正文"), TEXT, Page("横表"))
    assert pages(package) == [("竖", "1", "rIdNumbered")]
    assert package.paragraphs == ["甲"]


def test_a_document_may_be_empty(write):
    assert [child.tag.removeprefix(W) for child in write().body] == ["p", "sectPr"]
    assert pages(write(Page("横表"))) == [("横", None, None)]


def test_what_stands_before_the_first_page_is_body_text(write):
    assert pages(write(TEXT)) == pages(write(Page("正文"), TEXT))


def test_sections_end_in_their_last_paragraph(write):
    for last in (TEXT, Spread((Text("甲"),), "表头行")):
        package = write(Page("封面"), last, Page("正文"), TEXT)
        first, second, end = package.body
        assert first.find(f"{W}pPr")[-1].tag == f"{W}sectPr"
        assert second.find(f"{W}pPr/{W}sectPr") is None
        assert end.tag == f"{W}sectPr"


def test_a_section_that_ends_in_no_paragraph_gets_one_of_one_point(table, write):
    for last in (table("甲"), Contents(2, "目录")):
        for blocks in ((last,), (last, Page("正文"), TEXT)):
            package = write(Page("竖表"), *blocks)
            carrier = package.body[1]
            properties = carrier.find(f"{W}pPr")
            spacing = properties.find(f"{W}spacing")
            assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("20", "exact")
            assert properties.find(f"{W}rPr/{W}sz").get(f"{W}val") == "2"
            assert (properties.find(f"{W}sectPr") is not None) == (len(blocks) > 1)


@pytest.mark.parametrize(("layout", "centred"), [("扉页", True), ("正文", False)])
def test_title_pages_are_centred_between_top_and_bottom(layout, centred, write):
    assert write(*report(layout)).values("sectPr", "vAlign") == (["center"] if centred else [])


def test_body_pages_follow_the_standard(write):
    """GB/T 9704-2012, 5.2: 天头 37 mm, 订口 28 mm, 版心 156 mm by 225 mm."""
    (margin,) = write(*report("正文")).all("sectPr", "pgMar")
    sides = {
        side: round(int(margin.get(W + side)) * 25.4 / 1440) for side in ("top", "left", "bottom", "right")
    }
    assert sides == {"top": 37, "left": 28, "bottom": 35, "right": 26}
