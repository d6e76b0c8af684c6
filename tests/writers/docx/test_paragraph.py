"""Headings, paragraphs and spread lines."""

from narrator.document import Heading, Page, Paragraph, Spread
from narrator.spans import Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_headings_carry_their_level_and_a_bookmark_each(write):
    package = write(
        Heading(1, Text("第一部分"), "部分标题"),
        Heading(2, Text("一、"), "一级标题"),
        Heading(2, Text("表"), "表标题"),
    )
    assert package.values("p", "pPr", "pStyle") == ["Heading1", "Heading2", "表标题"]
    assert package.values("p", "pPr", "outlineLvl") == ["0", "1", "1"]
    names = package.values("p", "bookmarkStart", attribute="name")
    assert names == ["_Toc000000001", "_Toc000000002", "_Toc000000003"]
    starts = package.values("p", "bookmarkStart", attribute="id")
    assert starts == package.values("p", "bookmarkEnd", attribute="id")
    assert len(set(starts)) == 3


def test_a_paragraph_says_only_the_name_of_its_style(write):
    package = write(Paragraph(Text("甲"), "小标题段"), Paragraph(Text("乙"), "正文"))
    properties = package.all("p", "pPr")
    assert [[child.get(f"{W}val") for child in found] for found in properties] == [["小标题段"], ["Normal"]]


def stops(package) -> list[tuple[str, int]]:
    return [(tab.get(f"{W}val"), int(tab.get(f"{W}pos"))) for tab in package.all("tabs", "tab")]


def test_a_spread_line_ends_at_the_margin_of_its_page(write):
    for layout in ("竖表", "横表"):
        package = write(Page(layout), Spread((Text("部门：某局"), Text("2023年度"), Text("万元")), "表头行"))
        size, margin = package.all("sectPr", "pgSz")[0], package.all("sectPr", "pgMar")[0]
        width = int(size.get(f"{W}w")) - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))
        assert stops(package) == [("center", width // 2), ("right", width)]
        assert package.paragraphs == ["部门：某局\t2023年度\t万元"]


def test_a_long_text_at_the_left_moves_the_middle(write):
    long = Spread((Text("部门：" + "很长的名字" * 5), Text("2023年度"), Text("万元")), "表头行")
    package = write(Page("竖表"), long)
    (_, middle), (_, right) = stops(package)
    em = 210  # 五号: 10.5 points
    assert middle - 3 * em > 28 * em  # the middle text begins where the left one has ended …
    assert middle + 3 * em < right - 2 * em  # … and ends where the right one begins


def test_the_unit_is_never_broken_when_the_line_is_too_short(write):
    name = "部门：" + "很长的名字" * 8
    package = write(Page("竖表"), Spread((Text(name), Text("2023年度"), Text("金额单位：万元")), "表头行"))
    assert package.paragraphs == [f"{name}\n\t2023年度\t金额单位：万元"]
    (_, middle), (_, right) = stops(package)
    assert middle == right // 2


def test_a_spread_line_of_two_texts_has_nothing_at_the_right(write):
    assert write(Spread((Text("甲"), Text("乙")), "表头行")).paragraphs == ["甲\t乙"]
