"""Lines and controls of a .docx, however Word, WPS and people have left them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from narrator.readers import controls, package

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def read(body: str) -> list[str]:
    """The lines of BODY, the text of a control in [tag:…]."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
    found = []
    for line in controls.read(package.opened(Path("a.docx"), file.getvalue())).lines:
        ends = Counter(control.end for control in line.controls if control.end > control.start)
        text = ""
        for at in range(len(line.text) + 1):
            text += "]" * ends[at]
            for control in sorted(line.controls, key=lambda c: -c.end):
                if control.start == at:
                    text += f"[{control.tag}:{']' if control.end == at else ''}"
            text += line.text[at : at + 1]
        found.append(text)
    return found


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def sdt(tag: str, content: str, more: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
TOC = p(FIELD("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + FIELD("separate") + r("目录一"))


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (p(r("甲") + r("乙")), ["甲乙"]),
        (p(r("因：") + sdt("原因", r("人") + r("少")) + r("。")), ["因：[原因:人少]。"]),
        (sdt("块", p(r("一")) + p(r("二"))), ["[块:一]", "[块:二]"]),
        (sdt("块", p(r("一"))) + p(r("后")), ["[块:一]", "后"]),
        (p(sdt("外", r("甲") + sdt("内", r("乙")))), ["[外:甲[内:乙]]"]),
        (p(sdt("空", "")), ["[空:]"]),
        (p(""), []),
        (
            p(r("留") + "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>" + f"<w:ins>{r('加')}</w:ins>"),
            ["留加"],
        ),
        (p(f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>"), ["新"]),
        (p(r("一"), "<w:rPr><w:del/></w:rPr>") + p(r("二")), ["一二"]),
        (p(r("一"), "<w:rPr><w:ins/></w:rPr>") + p(r("二")), ["一", "二"]),
        (p(f"<w:hyperlink>{r('链')}</w:hyperlink><w:smartTag>{r('标')}</w:smartTag>"), ["链标"]),
        (
            p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>"),
            ["甲\t乙\n丙-"],
        ),
        (p("<w:ruby><w:rt>" + r("jia") + "</w:rt><w:rubyBase>" + r("甲") + "</w:rubyBase></w:ruby>"), ["甲"]),
        (p(r("图") + "<w:r><w:drawing/></w:r>"), ["图\ufffc"]),
        (
            p(
                "<w:r><w:pict><v:textbox><w:txbxContent>"
                + p(r("框"))
                + "</w:txbxContent></v:textbox></w:pict></w:r>"
            ),
            ["框"],
        ),
        (
            p(
                f"<mc:AlternateContent><mc:Choice>{r('一')}</mc:Choice><mc:Fallback>{r('一')}</mc:Fallback></mc:AlternateContent>"
            ),
            ["一"],
        ),
        (TOC + p(r("目录二") + FIELD("end")) + p(r("正文")), ["正文"]),
        (
            sdt(
                "", p(r("目录")), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
            )
            + p(r("正文")),
            ["正文"],
        ),
        (
            p(
                FIELD("begin")
                + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
                + FIELD("separate")
                + r("3")
                + FIELD("end")
            ),
            ["3"],
        ),
        (
            "<w:tbl><w:tr><w:tc>"
            + p(r("行"))
            + "</w:tc><w:tc>"
            + p(r("1"))
            + p(r("2"))
            + "</w:tc></w:tr></w:tbl>",
            ["行", "1", "2"],
        ),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('删'))}</w:tc></w:tr></w:tbl>", []),
        (p("<w:r><w:t>a</w:t><w:rPr><w:vanish/></w:rPr></w:r>"), ["a"]),
    ],
)
def test_read(body: str, lines: list[str]) -> None:
    assert read(body) == lines


def test_places() -> None:
    heading = p(r("一、收入"), '<w:outlineLvl w:val="1"/>')
    row = "<w:tbl><w:tr><w:tc>" + p(r("总计")) + "</w:tc><w:tc>" + p(r("851.17")) + "</w:tc></w:tr></w:tbl>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {NAMES}><w:body>{heading}{row}</w:body></w:document>"
        )
    lines = controls.read(package.opened(Path("a.docx"), file.getvalue())).lines
    assert [(line.place, line.row) for line in lines] == [
        ("一、收入", ""),
        ("一、收入", "总计"),
        ("一、收入", "总计"),
    ]


@pytest.mark.parametrize(
    ("listed", "stray"),
    [
        ("收入决算表", False),
        ("收入决算表 7", False),
        ("收入决算表……7", False),
        ("十二、收入决算表", False),  # numbered in the contents alone
        ("（三）收入决算表…7", False),
        ("附表1　收入决算表", False),
        ("收入决算表2023", False),
        ("二、支出决算表", True),
        ("收入二、决算表", True),
        ("收入决算表二、", True),
        ("甲、收入决算表", True),
    ],
)
def test_lines_of_the_contents(listed: str, stray: bool) -> None:
    lines = [controls.Line("正文"), controls.Line("收入 决算表")]
    assert list(controls.strays([listed], lines)) == ([f"目录里的“{listed}”"] if stray else [])
