"""The text of paragraphs, however Word, WPS, LibreOffice and people have left it, and the controls in it."""

from __future__ import annotations

from collections import Counter

import pytest

from narrator.document import CONTENTS, Paragraph, Table, texts
from narrator.edits.report_lines import lines, slots_in_text
from narrator.sources import Formatting, Hidden

from .notation import field, p, r, read, sdt, style, tbl, tc, tr


def notated(body: str) -> list[str]:
    """The lines of BODY, the text of a control in [tag:…]."""
    found = []
    for line in lines(read(body)):
        ends = Counter(control.end for control in line.blanks if control.end > control.start)
        text = ""
        for at in range(len(line.text) + 1):
            text += "]" * ends[at]
            for control in sorted(line.blanks, key=lambda c: -c.end):
                if control.start == at:
                    text += f"[{control.name}:{']' if control.end == at else ''}"
            text += line.text[at : at + 1]
        found.append(text)
    return found


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
TOC = p(FIELD("begin") + "<w:r><w:instrText> TOC \\o </w:instrText></w:r>" + FIELD("separate") + r("目录一"))


@pytest.mark.parametrize(
    ("body", "said"),
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
            ["甲\t乙\n丙\u2011"],
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
        (p("<w:r><w:softHyphen/><w:t>a</w:t></w:r>"), ["\u00ada"]),
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r>"), []),
        (p(r("一"), "<w:rPr><w:moveFrom/></w:rPr>") + p(r("二")), ["一二"]),
        (p(f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{r('元')}"), ["x元"]),
        (p('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>'), ["①"]),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), ["√"]),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'), ["\ufffc"]),
        (p('<w:r><w:sym w:font="宋体" w:char="甲"/></w:r>'), ["\ufffc"]),
        (p(field("IF ", r("真"))), ["真"]),
        (p(field("IF </w:instrText></w:r>" + field("PAGE", r("3")) + "<w:r><w:instrText>", r("真"))), ["真"]),
        (p(f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>'), ["3"]),
        (p(r("甲\u2028乙\u0085丙")), ["甲\n乙\n丙"]),
        (
            p(
                r("前")
                + "<w:r><w:pict><v:textbox><w:txbxContent>"
                + p(r("框"))
                + "</w:txbxContent></v:textbox></w:pict></w:r>"
                + r("后")
            ),
            ["前后", "框"],
        ),
    ],
)
def test_read(body: str, said: list[str]) -> None:
    assert notated(body) == said


def test_places() -> None:
    heading = p(r("一、收入"), '<w:outlineLvl w:val="1"/>')
    table = tbl(tr(tc(p(r("总计"))), tc(p(r("851.17")))))
    assert [(line.place, line.row, line.cell) for line in lines(read(heading + table))] == [
        ("一、收入", "", 0),
        ("一、收入", "总计", 1),
        ("一、收入", "总计", 2),
    ]


def test_a_control_says_its_number_and_whether_it_prompts() -> None:
    (text,) = texts(read(p(sdt("甲", r("一")) + sdt("乙", r("二"), "<w:showingPlcHdr/>") + sdt("", r("三")))))
    assert [(one.name, one.filled, one.control) for one in slots_in_text(text)] == [
        ("甲", True, 1),
        ("乙", False, 2),
        ("", True, 3),
    ]


HIDES = style("藏", "<w:rPr><w:vanish/></w:rPr>") + style("也藏", '<w:basedOn w:val="藏"/>')
HIDES += style("字藏", "<w:rPr><w:vanish/></w:rPr>", "character")


@pytest.mark.parametrize(
    ("body", "seen", "hidden"),
    [
        (p(r("看") + r("不", "<w:vanish/>") + r("见", "<w:vanish/>") + r("得")), "看得", [(1, "不见")]),
        (p(r("看") + r("不", '<w:vanish w:val="0"/>')), "看不", []),
        (p(r("看") + r("目录里的页码", "<w:webHidden/>")), "看目录里的页码", []),
        (p(r("整段"), '<w:pStyle w:val="藏"/>'), "", [(0, "整段")]),
        (p(r("整段"), '<w:pStyle w:val="也藏"/>'), "", [(0, "整段")]),
        (
            p(r("整段") + r("露", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="也藏"/>'),
            "露",
            [(0, "整段")],
        ),
        (p(r("看") + r("不见", '<w:rStyle w:val="字藏"/>')), "看", [(1, "不见")]),
        (tbl(tr(tc(p(r("看") + r("不见", "<w:vanish/>"))))), "看", [(1, "不见")]),
        (tbl(tr(tc(p(r("不见"), '<w:pStyle w:val="藏"/>')))), "", [(0, "不见")]),
    ],
)
def test_hidden_text_is_no_text_and_is_noted(body: str, seen: str, hidden: list[tuple[int, str]]) -> None:
    (text,) = texts(read(body, styles=HIDES))
    assert text.string == seen
    spans = [span for span in text.spans if isinstance(span.source, Hidden)]
    assert [(span.start, span.source.words) for span in spans if isinstance(span.source, Hidden)] == hidden
    assert all(span.start == span.end for span in spans)


@pytest.mark.parametrize(
    ("body", "formats"),
    [
        (p(r("甲") + r("乙", "<w:b/>")), [(1, 2, "加粗")]),
        (p(r("甲", '<w:rFonts w:ascii="宋体"/><w:b w:val="0"/>')), []),
        (p(r("甲"), '<w:jc w:val="center"/>'), [(0, 0, "对齐")]),
        (p("<w:r><w:br w:type='page'/></w:r>") + p(r("甲")), [(0, 0, "分页")]),
        (p(r("甲")) + p("<w:r><w:br w:type='page'/></w:r>"), [(0, 0, "分页")]),
        (tbl(tr(tc(p(r("甲")), '<w:shd w:fill="FFFF00"/>'))), [(0, 0, "底纹")]),
        (tbl(tr(tc(p(r("甲"))))) + p("<w:r><w:br w:type='page'/></w:r>"), [(0, 0, "分页")]),
    ],
)
def test_formatting_that_was_given(body: str, formats: list[tuple[int, int, str]]) -> None:
    (text,) = texts(read(body))
    found = [(*span[:2], span.source.kind) for span in text.spans if isinstance(span.source, Formatting)]
    assert found == formats


def test_lines_of_the_contents_are_known_by_field_frame_and_style() -> None:
    frame = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = (
        sdt("", p(r("甲")), frame) + p(r("乙"), '<w:pStyle w:val="toc 1"/>') + p(field(r"TOC \\o", r("丙")))
    )
    document = read(body + p(r("丁")), styles=style("toc 1", ""))
    assert [
        (block.text.string, block.style == CONTENTS)
        for block in document.blocks
        if isinstance(block, Paragraph)
    ] == [
        ("甲", True),
        ("乙", True),
        ("丙", True),
        ("丁", False),
    ]
    assert lines(document)[0].text == "丁"


def test_accepted_deletions_in_tables() -> None:
    body = tbl(
        tr(tc(p(r("留"))), tc(p(r("删格")), '<w:cellDel w:id="1"/>')),
        tr(tc(p(r("删行"))), properties='<w:del w:id="2"/>'),
        tr(tc(p(r("加行"))), properties='<w:ins w:id="3"/>'),
    )
    (table,) = read(body).blocks
    assert isinstance(table, Table)
    assert [[cell.paragraphs[0].string for cell in row] for row in table.body] == [["留"], ["加行"]]
