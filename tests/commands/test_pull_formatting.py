"""Formatting that people changed in Word is told, not thrown away; what programs rewrite by themselves is not."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from commands.desk import SCIENCE, Desk, control, swap, typed, untagged

PART = "（二）政府采购支出情况。"
RUN = re.compile(r"<w:r>(?:<w:rPr>(?P<own>(?:(?!</w:rPr>).)*)</w:rPr>)?(?P<text><w:t[ >])")
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
SECTION = re.compile(r"<w:sectPr>(?:(?!</w:sectPr>).)*</w:sectPr>")


@pytest.fixture
def word(rendered: Desk) -> Desk:
    return rendered


def dressed(text: str, look: str) -> Callable[[str], str]:
    """An edit that gives the run that begins with TEXT the LOOK."""

    def edit(xml: str) -> str:
        start = xml.rindex("<w:r>", 0, xml.index(f">{text}"))
        return xml[:start] + RUN.sub(rf"<w:r><w:rPr>\g<own>{look}</w:rPr>\g<text>", xml[start:], count=1)

    return edit


def paragraph(text: str, properties: str) -> Callable[[str], str]:
    """An edit that gives the paragraph of TEXT more PROPERTIES."""

    def edit(xml: str) -> str:
        at = xml.index("</w:pPr>", xml.rindex("<w:pPr>", 0, xml.index(f">{text}")))
        return xml[:at] + properties + xml[at:]

    return edit


def last_columns_gone(xml: str) -> str:
    """Every last cell of the first table's rows is deleted."""
    start, end = xml.index("<w:tbl>"), xml.index("</w:tbl>")
    table = re.sub(r"<w:tc>(?:(?!<w:tc>).)*</w:tc></w:tr>", "</w:tr>", xml[start:end])
    return xml[:start] + table + xml[end:]


CHANGES = {
    "bold": (dressed(PART, "<w:b/>"), "改了格式（加粗）"),
    "bold no more": (dressed("2023", '<w:b w:val="0"/><w:u w:val="single"/>'), "下划线"),
    "colour": (dressed(PART, '<w:color w:val="FF0000"/>'), "改了格式（颜色）"),
    "highlight": (dressed(PART, '<w:highlight w:val="yellow"/>'), "改了格式（突出显示）"),
    "struck out": (dressed(PART, "<w:strike/>"), "改了格式（删除线）"),
    "size": (dressed(PART, '<w:sz w:val="44"/>'), "改了格式（字号）"),
    "centred": (paragraph(PART, '<w:jc w:val="center"/>'), "改了格式（对齐）"),
    "new page": (paragraph(PART, "<w:pageBreakBefore/>"), "改了格式（分页）"),
    "numbered": (
        paragraph(PART, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        "改了格式（自动编号）",
    ),
    "page break": (
        lambda xml: xml[: (at := xml.rindex("<w:p>", 0, xml.index(f">{PART}")))] + BREAK + xml[at:],
        f"“{PART}”改了格式（分页）",
    ),
    "page break gone": (lambda xml: SECTION.sub("", xml, count=1), "分节符（换页）由"),
    "landscape": (swap('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"'), "第1节的纸张改了"),
    "margins": (swap('w:right="1474"', 'w:right="700"'), "第1节的页边距改了"),
    "cell shaded": (
        swap("</w:tcPr>", '<w:shd w:val="clear" w:fill="FFFF00"/></w:tcPr>'),
        "改了格式（底纹）",
    ),
    "column gone": (last_columns_gone, "第1个表格的单元格改了"),
    "row gone": (
        lambda xml: re.sub(r"<w:tr>(?:(?!<w:tr>).)*</w:tr></w:tbl>", "</w:tbl>", xml, count=1),
        "”这一行，没有采用",
    ),
    "table gone": (lambda xml: re.sub(r"<w:tbl>.*?</w:tbl>", "", xml, count=1), "表格由"),
}


@pytest.mark.parametrize("saves", [[], [untagged]], ids=["tagged", "untagged"])
@pytest.mark.parametrize("name", CHANGES)
def test_what_people_change_is_told_and_stops_the_run(
    word: Desk, name: str, saves: list[Callable[[str], str]]
) -> None:
    change, told = CHANGES[name]
    fresh = word.report.read_bytes()
    word.edit(change, *saves)
    before = word.files()
    assert word.pull() == 1
    assert told in word.err
    assert "没有采用" in word.err
    assert word.render() == 2
    assert told in word.err
    assert "改动会丢失" in word.err
    assert word.files() == before
    assert word.render("--overwrite") == 0
    assert word.report.read_bytes() == fresh
    assert word.report.with_name("报告.bak.docx").read_bytes() == before["报告.docx"]


def test_a_break_at_the_end_is_told(word: Desk) -> None:
    word.edit(lambda xml: BREAK.join(re.split(r"(?=<w:sectPr>(?:(?!<w:sectPr>).)*</w:body>)", xml)))
    assert word.pull() == 1
    assert "分页" in word.err


def test_what_is_alike_in_one_place_is_told_once(word: Desk) -> None:
    word.edit(lambda xml: xml.replace("</w:tcPr>", '<w:shd w:fill="D9D9D9"/></w:tcPr>'))
    assert word.pull() == 1
    assert len(word.err.splitlines()) < 250
    assert re.search(r"等\d+处改了格式（底纹）", word.err)


def test_the_look_of_what_is_in_a_control_is_the_writers(word: Desk) -> None:
    """Only its text counts: a highlight that shows what is new may go."""
    mark = '<w:r><w:rPr><w:b/><w:highlight w:val="yellow"/></w:rPr>'
    word.edit(typed(f"原因.{SCIENCE}", "会展改期"), lambda xml: marked(xml, mark))
    assert word.pull() == 0
    assert word.err == ""
    assert word.raw["原因"][SCIENCE] == "会展改期"


def marked(xml: str, mark: str) -> str:
    found = control(f"原因.{SCIENCE}").search(xml)
    assert found
    return xml[: found.start(1)] + found[1].replace("<w:r>", mark) + xml[found.end(1) :]


def test_what_programs_write_by_themselves_is_not_told(word: Desk) -> None:
    """As Word and WPS save a file that nobody touched: revision numbers, checked spelling, pages as they were
    last laid out, and what is so anyway said again.
    """
    own = (
        '<w:rFonts w:ascii="仿宋" w:hint="eastAsia"/><w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="false"/>'
        '<w:color w:val="auto"/><w:kern w:val="2"/><w:u w:val="none"/><w:highlight w:val="none"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vertAlign w:val="baseline"/><w:lang w:val="en-US"/>'
    )

    def saved_by_word(xml: str) -> str:
        xml = re.sub(r"<w:p>", '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">', xml)
        xml = re.sub(r"<w:tr>", '<w:tr w:rsidR="00A77B3E">', xml)
        xml = re.sub(r"(<w:t[ >])", r"<w:lastRenderedPageBreak/>\1", xml)
        xml = re.sub(r"(</w:tcPr>)", r'<w:shd w:val="clear" w:color="auto" w:fill="auto"/>\1', xml)
        xml = re.sub(r"</w:tblGrid>", '<w:gridCol w:w="12"/></w:tblGrid>', xml)
        xml = re.sub(
            r'(<w:pStyle w:val="Normal"/>)', r'\1<w:jc w:val="both"/><w:ind w:firstLineChars="200"/>', xml
        )
        xml = re.sub(r'w:right="1474"', 'w:right="1474" w:mirror="0"', xml)
        runs = r'(<w:pStyle w:val="Normal"/><w:jc[^>]*><w:ind[^>]*></w:pPr><w:r>)(?:<w:rPr>.*?</w:rPr>)?'
        xml = re.sub(runs, rf"\1<w:rPr>{own}</w:rPr>", xml)
        assert xml.count(own) > 10
        return xml

    word.edit(saved_by_word)
    assert word.pull() == 0, word.err
    assert word.err == ""
    assert word.render() == 0
    assert "没有变化" in word.out


def test_a_report_made_before_layouts_were_kept(word: Desk) -> None:
    from commands.desk import saved

    old = saved(
        word.report.read_bytes(), lambda xml: xml.replace('"版式":', '"旧式":'), "customXml/item2.xml"
    )
    word.report.write_bytes(old)
    assert word.pull() == 0
    assert word.err == ""
    assert word.render() == 0
