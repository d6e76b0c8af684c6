"""How paragraphs are set: what they state themselves counts more than their styles, and those more than the file's defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.readers.docx import package
from narrator.readers.docx.blocks import Setting
from narrator.readers.docx.docx_report import read_package
from narrator.readers.docx.typesetting import TypesetBody

from .notation import p, parts, r, style, tbl, tc, tr, zipped

SONG, HEI = '<w:rFonts w:eastAsia="宋体" w:ascii="Arial"/>', '<w:rFonts w:eastAsia="黑体"/>'
SHEET = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + style("父", f'<w:pPr><w:jc w:val="both"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr><w:rPr>{SONG}<w:b/></w:rPr>')
    + style("子", '<w:basedOn w:val="父"/><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr>')
    + style("字", f"<w:rPr>{HEI}</w:rPr>", "character")
)  # fmt: skip
SON = '<w:pStyle w:val="子"/>'


def settings(body: str) -> dict[int, list[Setting]]:
    opened = package.open_package(Path("a.docx"), zipped(parts(body, {"styles": SHEET})))
    return {at: list(several) for at, several in read_package(opened, TypesetBody).layout.settings.items()}


def test_a_style_says_what_it_is_based_on_says() -> None:
    assert settings(p(r("收入总计"), SON)) == {0: [Setting(4, "宋体", "", 32, True, "both", 560, 0, 0, 200)]}


def test_what_a_run_states_counts_for_its_letters() -> None:
    few, many = r("收入", HEI), r("支出12决算", '<w:rStyle w:val="字"/><w:sz w:val="24"/><w:b w:val="0"/>')
    (one,) = settings(p(few + many, SON))[0]
    assert (one.chinese_font, one.latin_font, one.half_points, one.bold) == ("黑体", "Arial", 24, False)


@pytest.mark.parametrize(
    ("spacing", "line"),
    [
        ('w:line="240" w:lineRule="auto"', 0),
        ('w:line="360" w:lineRule="auto"', 620),  # one and a half lines of 1.3 times 16 points
        ('w:line="400" w:lineRule="atLeast"', 400),
        ('w:before="120"', 560),
    ],
)
def test_lines_are_single_or_of_a_fixed_height(spacing: str, line: int) -> None:
    (one,) = settings(p(r("收入"), f"{SON}<w:spacing {spacing}/>"))[0]
    assert one.line == line


def test_an_indent_is_counted_in_letters_however_it_is_made() -> None:
    stated = {
        f"{SON}": 200,
        f'{SON}<w:ind w:firstLine="320"/>': 100,
        f'{SON}<w:ind w:firstLineChars="0" w:firstLine="0"/>': 0,
    }
    assert {look: settings(p(r("收入"), look))[0][0].first_indent for look in stated} == stated
    assert settings(p(r("　　收入"), f'{SON}<w:ind w:firstLine="0"/>'))[0][0].first_indent == 200


def test_nothing_is_said_of_a_text_that_nobody_set() -> None:
    assert settings(p(r("收入")) + p("") + p(r("支出", '<w:sz w:val="28"/>'))) == {
        1: [Setting(2, "", "", 28, False, "left", 420, 0, 0, 0)]
    }


def test_the_texts_of_a_table_belong_to_it() -> None:
    body = p(r("一", SONG)) + tbl(tr(tc(p(r("二三", HEI))), tc(p("")))) + p(r("四", SONG))
    assert {at: [one.letters for one in several] for at, several in settings(body).items()} == {
        0: [1],
        1: [2],
        2: [1],
    }


def test_a_section_ends_behind_the_paragraph_that_says_so() -> None:
    page = '<w:sectPr><w:pgSz w:w="{}" w:h="{}"/></w:sectPr>'.format
    body = (
        p(r("一"))
        + p(r("二"), page(1, 2))
        + tbl(tr(tc(p(r("三")))))
        + p("", page(4, 3))
        + p(r("四"))
        + page(1, 2)
    )
    layout = read_package(package.open_package(Path("a.docx"), zipped(parts(body)))).layout
    assert layout.ends == (2, 3, 4)
    assert [one[:2] for one in layout.sections] == [(1, 2), (4, 3), (1, 2)]
