"""A report for the web: without the data that it carries, and told apart from others afterwards."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from commands.desk import INCOME, SCIENCE, Desk, control, last_year, saved, swap, typed, with_part
from narrator.edits.report_lines import lines
from narrator.readers.docx.docx_report import read_docx
from narrator.readers.docx.package import RELATIONS


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a report that may go public, and with the one that did."""
    desk = Desk(tmp_path_factory.mktemp("公开"))
    desk.accept()
    assert desk.run("publish", desk.report, "-o", desk.folder / "公开.docx") == 0, desk.err
    return desk


@pytest.fixture
def desk(finished: Desk, tmp_path: Path) -> Desk:
    """A desk with a report that may go public."""
    desk = finished.copied(tmp_path)
    (tmp_path / "公开.docx").unlink()
    return desk


@pytest.fixture
def public(finished: Desk, desk: Desk) -> Path:
    """The report on the desk as it went public."""
    return Path(shutil.copy(finished.folder / "公开.docx", desk.folder))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_data_are_left_out(desk: Desk, public: Path) -> None:
    before, after = parts(desk.report), parts(public)
    assert list(before) == list(after)
    assert "年初预算数" in before["customXml/item1.xml"].decode()
    budget = b"0.50838"  # is not published: the report prints the rate alone
    assert not [name for name, content in after.items() if budget in content]
    assert len(after["customXml/item1.xml"]) < 200


def test_no_controls_no_people_no_revisions(desk: Desk) -> None:
    """As Word leaves a report: who made it, for whom, with which template, and what was typed when."""
    core = "<dc:creator>王某某</dc:creator><cp:lastModifiedBy>李某某</cp:lastModifiedBy></cp:coreProperties>"
    app = "<Company>某某科技公司</Company><Manager>赵某某</Manager></Properties>"
    settings = '<w:rsids><w:rsidRoot w:val="00A77B3E"/></w:rsids></w:settings>'
    content = desk.report.read_bytes()
    content = saved(content, swap("</cp:coreProperties>", core), "docProps/core.xml")
    content = saved(content, swap("</Properties>", app), "docProps/app.xml")
    content = saved(content, swap("</w:settings>", settings), "word/settings.xml")
    content = saved(content, swap("<w:p>", '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">', 9))
    content = with_part(content, "people", "<w:people {}><w:person w:author='周某某'/></w:people>")
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/没有人看.xml", "<a>孙某某</a>")  # nothing leads to it
    desk.report.write_bytes(file.getvalue())
    public = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", public) == 0, desk.err
    whole = "\n".join(content.decode() for content in parts(public).values())
    for word in ("王某某", "李某某", "某某科技公司", "赵某某", "周某某", "孙某某", "rsid", "w:sdt", "people"):
        assert word not in whole, word
    assert "辽宁省朝阳市科学技术局2023年度部门决算</dc:title>" in whole
    assert OpenXmlValidator().validate(public).is_valid


def test_readers_of_others_find_every_text(desk: Desk, public: Path) -> None:
    """Paragraph by paragraph with python-docx, which loses what stands in controls, docx2python and mammoth."""
    import docx
    import mammoth
    from docx2python import docx2python

    wanted = [line.text for line in lines(read_docx(public).document)]
    assert [line.text for line in lines(read_docx(desk.report).document)] == wanted
    opened = docx.Document(str(public))
    cells = [cell for table in opened.tables for row in table.rows for cell in row.cells]
    paragraphs = [*opened.paragraphs, *(one for cell in cells for one in cell.paragraphs)]
    with public.open("rb") as file:
        others = mammoth.extract_raw_text(file).value, docx2python(public).text
    for found in ("\n".join(one.text for one in paragraphs), *others):
        words = "".join(found.split())
        assert [text for text in wanted if "".join(text.split()) not in words] == []


@pytest.mark.skipif(
    shutil.which("pandoc") is None and not os.environ.get("NARRATOR_TEST_ALL"),
    reason="pandoc is not installed",
)
def test_pandoc_finds_every_text(public: Path) -> None:
    done = subprocess.run(
        ["pandoc", public, "--to", "html"], capture_output=True, encoding="utf-8", check=True
    )
    words = "".join(html.unescape(re.sub(r"<[^>]*>", "", done.stdout)).split())
    wanted = [line.text for line in lines(read_docx(public).document)]
    assert [text for text in wanted if "".join(text.split()) not in words] == []


def test_it_is_valid_and_reads_as_before(desk: Desk, public: Path) -> None:
    assert OpenXmlValidator().validate(public).is_valid
    assert desk.run("diff", desk.report, public) == 0
    assert "没有不同" in desk.out
    assert desk.run("check", public) in (0, 1)
    told = desk.out
    # The same as of the report with its controls, but without its data and what they accept.
    empty = '<snapshot xmlns="urn:narrator:snapshot" form="辽宁2023"/>'
    desk.report.write_bytes(saved(desk.report.read_bytes(), lambda _: empty, "customXml/item1.xml"))
    desk.run("check", desk.report)
    assert told.replace(str(public), "") == desk.out.replace(str(desk.report), "")


def test_what_it_is_is_told(desk: Desk, public: Path) -> None:
    before = desk.files()
    for command in (
        ("render", desk.data, "-o", public),
        ("pull", public, desk.data),
        ("explain", public, "持平"),
        ("publish", desk.report, "-o", public),
    ):
        assert desk.run(*command) == 2
        assert "publish" in desk.err or "已经有这个文件" in desk.err
        assert desk.files() == before
    assert desk.run("render", desk.data, "-o", public, "--overwrite") == 0
    assert desk.run("explain", public, "持平") == 0


def test_texts_of_word_stay_in_it(desk: Desk) -> None:
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    public = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", public) == 0
    desk.report = public
    assert "局长写的" in desk.text()


def test_what_may_not_go_public(desk: Desk) -> None:
    desk.change(lambda raw: raw["原因"].pop(INCOME))
    assert desk.render() == 0
    public = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert "还没有写完" in desk.err
    desk.edit(
        typed(f"原因.{INCOME}", "人员减少"),
        swap("<w:r>", '<w:ins w:id="9" w:author="a"><w:r><w:t>加</w:t></w:r></w:ins><w:r>'),
    )
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert "还有修订" in desk.err
    assert "还没有写完" not in desk.err
    assert not public.exists()
    (desk.folder / "别的.docx").write_bytes(b"PK")
    assert desk.run("publish", desk.folder / "别的.docx", "-o", public) == 2
    assert "已损坏" in desk.err


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "</w:sectPr>", '<w:sectPrChange w:id="9" w:author="a"><w:sectPr/></w:sectPrChange></w:sectPr>'),
        ("word/document.xml", "</w:tblPr>", '<w:tblPrChange w:id="9" w:author="a"><w:tblPr/></w:tblPrChange></w:tblPr>'),
        ("word/document.xml", "<w:tcPr>", '<w:tcPr><w:cellMerge w:id="9" w:author="a" w:vMerge="rest"/>'),
        ("word/footer1.xml", "</w:p>", '<w:del w:id="9" w:author="a"><w:r><w:delText>内部</w:delText></w:r></w:del></w:p>'),
    ],
)  # fmt: skip
def test_changes_that_are_tracked_anywhere_stay_at_home(desk: Desk, part: str, old: str, new: str) -> None:
    public = desk.folder / "公开.docx"
    desk.report.write_bytes(saved(desk.report.read_bytes(), swap(old, new), part))
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert "还有修订" in desk.err
    assert not public.exists()


RUN = "<w:r><w:rPr>{}</w:rPr><w:t>内部掌握</w:t></w:r></w:p>"
HIDES = '<w:style w:type="character" w:styleId="藏"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'


def emptied(xml: str) -> str:
    """What Word shows when the text of a control is deleted."""
    found = control(f"原因.{SCIENCE}").search(xml)
    assert found
    prompt = "<w:r><w:t>单击或点击此处输入文字。</w:t></w:r>"
    return xml[: found.start(1)] + prompt + xml[found.end(1) :]


def hidden_by_style(content: bytes) -> bytes:
    content = saved(content, swap("</w:styles>", HIDES), "word/styles.xml")
    return saved(content, swap("</w:p>", RUN.format('<w:rStyle w:val="藏"/>')))


HIDES_TABLE = HIDES.replace('"character"', '"table"')
TABLE_STYLE = '<w:tblPr><w:tblStyle w:val="藏"/>'
OTHERS_CHANGE = (
    '<w:style w:styleId="q"><w:pPr><w:pPrChange w:id="3" w:author="王某某"/></w:pPr></w:style></w:styles>'
)
LINK = 'Type="{}hyperlink" Target="file:///C:/Users/王某某/底稿.docx" TargetMode="External"/></Relationships>'
PATH = r'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> INCLUDEPICTURE "D:\\内部</w:instrText></w:r>' \
    r'<w:r><w:instrText>\\图.png" </w:instrText><w:fldChar w:fldCharType="end"/></w:r></w:p>'  # fmt: skip


def hidden_by_the_style_of_a_table(content: bytes) -> bytes:
    content = saved(content, swap("</w:styles>", HIDES_TABLE), "word/styles.xml")
    return saved(content, lambda xml: re.sub("<w:tblPr>(?:<w:tblStyle[^>]*/>)?", TABLE_STYLE, xml, count=1))


def prompted(xml: str) -> str:
    """A prompt of somebody's own in the place of a text, as a control of a template shows it."""
    found = control(f"原因.{SCIENCE}").search(xml)
    assert found
    whole = found[0].replace(found[1], "<w:r><w:t>点这里写</w:t></w:r>")
    return xml.replace(found[0], whole.replace("</w:sdtPr>", "<w:showingPlcHdr/></w:sdtPr>"))


UNFIT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "Word's prompt": (lambda content: saved(content, emptied), "还没有写完"),
    "a prompt of a template": (lambda content: saved(content, prompted), "还没有写完：“（2）科学"),
    "hidden by the style of a table": (hidden_by_the_style_of_a_table, "一、收入支出决算总表：有隐藏的文字“收入”"),
    "an empty comment": (
        lambda content: with_part(content, "comments", "<w:comments {}><w:comment w:author='王某某'/></w:comments>"),
        "还有空的批注",
    ),
    "a change in a style": (
        lambda content: saved(content, swap("</w:styles>", OTHERS_CHANGE), "word/styles.xml"), "还有修订"
    ),
    "a link to a file": (
        lambda content: saved(
            content, swap("</Relationships>", f'<Relationship Id="rIdL" {LINK.format(RELATIONS)}'), "word/_rels/document.xml.rels"
        ),
        "链接“file:///C:/Users/王某某/底稿.docx”",
    ),
    "a path in a field": (lambda content: saved(content, swap("</w:p>", PATH)), r"链接“D:\\内部\\图.png”"),
    "another's prompt": (
        lambda content: saved(content, swap("</w:p>", "<w:r><w:t>Click or tap here to enter text.</w:t></w:r></w:p>")),
        "还没有写完",
    ),
    "hidden": (lambda content: saved(content, swap("</w:p>", RUN.format("<w:vanish/>"))), "隐藏的文字“内部掌握”"),
    "hidden by style": (hidden_by_style, "隐藏的文字“内部掌握”"),
    "a comment": (
        lambda content: with_part(
            content, "comments", "<w:comments {}><w:comment><w:p><w:r><w:t>请再核</w:t></w:r></w:p></w:comment></w:comments>"
        ),
        "还有批注“请再核”",
    ),
    "a file in it": (lambda content: saved(content, swap("</w:p>", '</w:p><w:altChunk r:id="rId1"/>')), "altChunk"),
    "a figure": (lambda content: saved(content, swap("收入总计851.17万元", "收入总计951.17万元")), "951.17"),
}  # fmt: skip


TOGETHER = [  # those that do not meet in one place
    ("Word's prompt", "hidden by the style of a table", "an empty comment", "a change in a style", "a link to a file"),
    ("a prompt of a template", "hidden by style", "a comment", "a path in a field", "a file in it", "a figure"),
    ("another's prompt", "hidden"),
]  # fmt: skip


@pytest.mark.parametrize("names", TOGETHER, ids=" and ".join)
def test_what_is_unfinished_hidden_or_wrong_stays_at_home(desk: Desk, names: tuple[str, ...]) -> None:
    """All of it is told at once, each for an error."""
    for name in names:
        change, _ = UNFIT[name]
        desk.report.write_bytes(change(desk.report.read_bytes()))
    public = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", public) == 2
    lines = [line for line in desk.err.splitlines() if line.startswith("错误：")]
    for name in names:
        assert any(UNFIT[name][1] in line for line in lines), (name, desk.err)
    assert not public.exists()


def test_all_that_is_unfit_is_tried() -> None:
    assert sorted(name for names in TOGETHER for name in names) == sorted(UNFIT)


def test_what_may_not_be_final_may_not_be_published(desk: Desk) -> None:
    """A total of a table that does not add up, and a reason that was written for another figure."""
    desk.change(lambda raw: raw["收入决算表"]["合计"].update({"本年收入合计": 951.17}))
    assert desk.render() == 0
    public = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert "951.17" in desk.err
    desk.change(lambda raw: raw["收入决算表"]["合计"].update({"本年收入合计": 851.17}))
    desk.change(lambda raw: last_year(raw, "838.16"))
    assert desk.render() == 0
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert f"原因.{INCOME}：原因已过时" in desk.err
    assert not public.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("指导{{ 部门.名称 }}", "HY-1 正文 “{{”：还留着格式的提示"),
        ("增加（减少）一项", "HY-2 “"),
        ("单击或点击此处输入文字。", "还没有写完：“"),
        ("指导C{1}", ""),
    ],
)
def test_a_text_that_may_not_be_published_stops_the_final_report(desk: Desk, text: str, told: str) -> None:
    """What is found only in the report, since somebody wrote it so: the final report is refused as the public one is."""
    desk.change(lambda raw: raw["部门"].update({"主要职责": [text]}))
    refused = 2 if told else 0
    assert desk.render("--final") == refused, desk.err
    assert told in desk.err
    assert desk.render() == 0
    assert desk.run("publish", desk.report, "-o", desk.folder / "公开.docx") == refused, desk.err
    assert told in desk.err
    if told.startswith("HY-1"):
        name = told.partition("：")[0]
        desk.change(lambda raw: raw["已核实"].update({name: "系统里的变量就这样写"}))
        assert desk.render("--final") == 0, desk.err
        assert desk.run("publish", desk.report, "-o", desk.folder / "公开.docx") == 0, desk.err
