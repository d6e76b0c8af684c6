"""Whole files: valid, read by python-docx, opened and saved again by LibreOffice, and fast."""

import json
import re
import time
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from openxml_audit import FileFormat, OpenXmlValidator
from programs import needs_office

from narrator.document import Cell, Column, Contents, Document, Heading, Page, Paragraph, Spread, Table
from narrator.sources import Slot
from narrator.spans import Span, Text
from narrator.writers.docx import write as write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SNAPSHOT = [json.dumps({name: "某局 & <某科>"}, ensure_ascii=False).encode() for name in ("部门", "印出来的")]


def reason(before, words, after="。", filled=True):
    slot = Slot("原因." + before * 8, filled)  # long enough to be cut
    return Text(before + words + after, (Span(len(before), len(before + words), slot),))


@pytest.fixture(scope="module")
def report(table):
    """A report with one of everything: 9 pages when it is laid out."""
    lines = "\n".join(f"{n}、某某支出 | {n} | >{n * 37.13:.2f} | 某某支出 | {n + 38} |" for n in range(1, 39))
    header = "收入 | ← | ← | 支出 | ← | ←\n项目 | 行次 | =金额 | 项目 | 行次 | =金额\n↑ | 栏次 | =1 | ↑ | 栏次 | =2\n---\n"
    first = table(header + lines, (53, 9, 19, 51, 9, 19), name="收入支出决算总表")
    wide = table(
        "项目 | ←" + " | 金额" * 7 + "\n编码 | 名称" + " | ↑" * 7 + "\n---\n"
        + "\n".join(f"20{n:05d} | 机关事业单位基本养老保险缴费支出" + f" | >{n}.00" * 7 for n in range(60)),
        (25, 62, *[22] * 7),
    )  # fmt: skip
    cell = Cell(1, (Text("一、" + "开展科技活动，" * 60), reason("二、", "（请填写）", filled=False)), "左")
    goals = Table(
        "自评表", (Column(30, "中"), Column(130, "左")), (), ((Cell(0, (Text("目标"),), "中"), cell),), "附表"
    )
    line = Spread((Text("部门：某局"), Text("2023年度"), Text("金额单位：万元")), "表头行")
    return Document(
        "某局2023年度部门决算",
        (
            Page("封面"), Paragraph(Text("某局"), "封面单位"), Paragraph(Text("2023年度部门决算"), "封面标题"),
            Page("目录"), Paragraph(Text("目　录"), "目录标题"), Contents(2, "目录"),
            Page("正文"), Heading(1, Text("第一部分　概况"), "部分标题"), Heading(2, Text("一、职责"), "一级标题"),
            Paragraph(reason("主要原因：", "人员减少\n经费\t减少"), "正文"),
            Heading(3, Text("（一）总体情况"), "二级标题"), Heading(4, Text("1.收入"), "三级标题"),
            Paragraph(Text("（一）甲 & “乙” <丙>"), "小标题段"), Paragraph(Text("某中心"), "名单"),
            Page("扉页"), Heading(1, Text("第二部分　决算表"), "部分标题"),
            Page("竖表"), Heading(2, Text("收入支出决算总表"), "表标题"), Paragraph(Text("收入支出总表"), "表号"), line,
            first, Paragraph(Text("注：略。"), "表注"), Paragraph(Text("又注。"), "表注"), Paragraph(Text("三注。"), "表注"),
            Page("横表"), Heading(2, Text("收入决算表"), "表标题"), Paragraph(Text("收入决算表"), "表号"), line, wide,
            Page("附表竖"), Heading(2, Text("自评表"), "附表标题"), goals,
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def file(report, styles, tmp_path_factory):
    path = tmp_path_factory.mktemp("docx") / "报告.docx"
    path.write_bytes(write_docx(report, styles, SNAPSHOT))
    return path


@pytest.mark.parametrize(
    "version", [FileFormat.OFFICE_2010, FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365]
)
def test_it_is_valid(file, version):
    result = OpenXmlValidator(file_format=version, max_errors=0).validate(str(file))
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


def test_the_validator_would_see_a_wrong_order(file, tmp_path):
    """What the test above relies on: an element in the wrong place is found."""
    broken = tmp_path / "broken.docx"
    with ZipFile(file) as source, ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/styles.xml":
                content = re.sub(rb"(<w:spacing [^>]*/>)(<w:ind [^>]*/>)", rb"\2\1", content)
            target.writestr(name, content)
    assert not OpenXmlValidator().validate(str(broken)).is_valid


def test_python_docx_reads_it(file, report):
    opened = docx.Document(str(file))
    assert opened.core_properties.title == report.title
    assert opened.paragraphs[0].style.name == "封面单位"
    titles = [p.text for p in opened.paragraphs if p.style.name == "Heading 1"]
    assert titles == ["第一部分　概况", "第二部分　决算表"]
    directions = [section.orientation for section in opened.sections]
    assert directions == [WD_ORIENT.PORTRAIT] * 5 + [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    first, wide, goals = opened.tables
    assert (len(first.rows), len(first.columns)) == (41, 6)
    assert first.cell(0, 0)._tc is first.cell(0, 2)._tc
    assert first.cell(1, 0)._tc is first.cell(2, 0)._tc
    assert first.cell(40, 2).text == "1410.94"
    assert wide.style.name == "公开表"
    assert len(goals.cell(0, 1).paragraphs) == 2


def body(path):
    with ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")


def words(element):
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


@needs_office
def test_libreoffice_opens_and_saves_it_whole(file, libreoffice, tmp_path):
    [saved] = libreoffice.convert("docx:MS Word 2007 XML", tmp_path, file)
    before, after = body(file), body(saved)
    for count in ("tbl", "tr", "tblHeader", "cantSplit"):
        assert len(list(after.iter(W + count))) == len(list(before.iter(W + count))), count

    def cells(root):
        return [[words(cell) for cell in row.iter(f"{W}tc")] for row in root.iter(f"{W}tr")]

    def prose(root):
        return [words(p) for p in root.findall(f"{W}p") if words(p)]

    assert cells(after) == cells(before)
    assert prose(after) == prose(before)
    turned = [size.get(f"{W}orient") == "landscape" for size in after.iter(f"{W}pgSz")]
    assert turned == [False] * 5 + [True, False]
    links = [(link.get(f"{W}anchor"), words(link)) for link in before.iter(f"{W}hyperlink")]
    kept = [(link.get(f"{W}anchor"), words(link)) for link in after.iter(f"{W}hyperlink")]
    assert kept == links
    controls = [words(sdt) for sdt in after.iter(f"{W}sdt") if sdt.find(f"{W}sdtPr/{W}docPartObj") is None]
    assert controls == ["人员减少经费减少", "（请填写）"]
    with ZipFile(saved) as archive:
        kept = [ElementTree.fromstring(archive.read(f"customXml/item{at}.xml")).text for at in (1, 2)]
    assert sorted(text.encode() for text in kept) == sorted(SNAPSHOT)


@needs_office
def test_no_page_is_blank_and_long_tables_go_on(file, libreoffice, tmp_path):
    """封面, 目录, 正文, 扉页, 38 rows on one page, 60 rows on three, 自评表."""
    [pdf] = libreoffice.convert("pdf", tmp_path, file)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == 9


def test_it_is_fast_and_linear(styles):
    def report_of(rows):
        amounts = tuple(Cell(n, (Text("1234.56", (Span(0, 7, "数"),)),), "右") for n in range(1, 9))
        name = Cell(0, (Text("机关事业单位基本养老保险缴费支出"),), "左")
        grid = Table("表", (Column(25, "右"),) * 9, (), ((name, *amounts),) * rows, "公开表")
        return Document("题", (Page("横表"), grid))

    def seconds(document):
        times = []
        for _ in range(3):
            begun = time.process_time()
            write_docx(document, styles)
            times.append(time.process_time() - begun)
        return min(times)

    # Ten times what a quiet machine needs: this finds a square, not a busy neighbour.
    assert seconds(report_of(280)) < 0.1
    assert seconds(report_of(10_000)) < 3
