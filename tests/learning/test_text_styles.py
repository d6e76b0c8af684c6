"""The texts of a report are set as it sets them, and its tables lie as they lie there: learned, printed and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from forms.documents import CENTRAL, raw, written
from workbooks.tables import NEW

from narrator.checks.printed.contents import with_contents
from narrator.checks.printed.headings import with_headings
from narrator.commands.forms import overlay_form
from narrator.document import Document, Table
from narrator.form import load
from narrator.learning.counterparts import printed_blocks
from narrator.learning.drafting import write_entries
from narrator.learning.table_pages import TablePages, find_table_pages
from narrator.learning.text_styles import find_text_styles, style_for_numbers
from narrator.readers.docx import package
from narrator.readers.docx.blocks import ReportLayout
from narrator.readers.docx.docx_report import read_package
from narrator.readers.docx.typesetting import TypesetBody

BASE = "中央2023"
ALTERED: dict[tuple[str, ...], dict[str, Any]] = {
    ("段落样式", "正文"): {"中文字体": "宋体", "西文字体": "Arial", "字号": "小四", "行距": 0, "首行缩进": 0, "对齐": "左"},
    ("段落样式", "一级标题"): {"中文字体": "微软雅黑", "字号": 17.5, "加粗": True, "行距": 40},
    ("表格样式", "公开表"): {"中文字体": "楷体", "字号": 7, "最小字号": 7, "行距": 9},
}  # fmt: skip


def read(path: Path) -> tuple[Document, ReportLayout, list[str]]:
    """The report in a file, its layout, and the names of its tables: of the nine that have columns of figures."""
    whole = read_package(package.load(path), TypesetBody)
    document = with_headings(with_contents(whole.document))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    public = iter(NEW)
    return document, whole.layout, [next(public, "") if len(one.columns) > 3 else "" for one in tables]


def learned(path: Path) -> tuple[dict[tuple[str, ...], dict[str, Any]], TablePages]:
    """The styles and the pages of tables that are learned from a report."""
    document, layout, names = read(path)
    texts = find_text_styles(printed_blocks(document), layout.settings, names, load(BASE))
    return texts, find_table_pages(document, layout, names, load(BASE))


def set_as_people_do(path: Path) -> None:
    """Set a report in the runs, typed blanks for an indent, and one table that lies across upright."""
    whole = docx.Document(str(path))
    for paragraph in whole.paragraphs:
        if paragraph.style.name == "Normal" and paragraph.runs:
            paragraph.paragraph_format.first_line_indent = 0
            paragraph.runs[0].text = f"　　{paragraph.runs[0].text}"
            for run in paragraph.runs:
                run.font.size, run.font.name = Pt(14), "Times New Roman"
                run._element.rPr.rFonts.set(qn("w:eastAsia"), "FangSong")
    section = next(one for one in whole.sections if one.page_width > one.page_height)
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    whole.save(str(path))


@pytest.fixture(scope="module")
def altered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("样")
    made = overlay_form("某地", load(BASE), folder)
    write_entries(made / "styles.toml", ALTERED)
    (made / "tables").mkdir()
    (made / "tables" / "收入支出总表.toml").write_text('"版面" = "横表"\n', "utf-8")
    return written(folder, raw(CENTRAL) | {"格式": "./某地"})


def test_a_report_that_looks_like_the_bases_states_nothing(tmp_path: Path) -> None:
    texts, pages = learned(written(tmp_path, raw(CENTRAL)))
    assert texts == {}
    assert pages.layouts == {}


def test_what_is_set_otherwise_is_learned_and_set_so_again(altered: Path, tmp_path: Path) -> None:
    texts, pages = learned(altered)
    assert {key: texts.get(key) for key in ALTERED} == ALTERED
    assert {name for _, name in texts} <= {name for _, name in ALTERED}
    assert pages.layouts["收入支出总表"][0] == '"版面" = "横表"'
    made = overlay_form("学的", load(BASE), tmp_path)
    write_entries(made / "styles.toml", texts)
    templates = {"tables/收入支出总表.toml": '"列宽" = [1]\n'}
    pages.state(templates)
    assert (
        templates["tables/收入支出总表.toml"] == '"版面" = "横表"\n"列宽" = [1]\n'
    )  # the report's own widths stay
    (made / "tables").mkdir()
    (made / "tables" / "收入支出总表.toml").write_text("\n".join(pages.layouts["收入支出总表"]), "utf-8")
    again = docx.Document(str(written(tmp_path, raw(CENTRAL) | {"格式": "./学的"})))
    body, cells = again.styles["Normal"], again.styles["公开表·左"]
    assert (body.font.size.pt, body.font.name, cells.font.size.pt) == (12, "Arial", 7)
    assert body._element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"
    first = next(one for one in again.sections if one.page_width > one.page_height)
    table = again.tables[[len(one.columns) > 3 for one in again.tables].index(True)]
    room = first.page_width - first.left_margin - first.right_margin
    assert 0.95 * room < sum(column.width for column in table.columns) <= room


def test_what_people_set_by_hand_is_learned(tmp_path: Path) -> None:
    path = written(tmp_path, raw(CENTRAL))
    set_as_people_do(path)
    texts, pages = learned(path)
    assert texts == {("段落样式", "正文"): {"中文字体": "仿宋", "字号": "四号"}}
    assert list(pages.layouts.values()) == [['"版面" = "竖表"']]


def test_numbers_above_tables_have_a_style_though_the_base_has_none_for_them() -> None:
    layout, base = '"表号" = "公开01表"\n', load("上海2024")
    [(key, entry)] = style_for_numbers([layout], base).items()
    assert (key, entry["对齐"], entry["字号"]) == (("段落样式", "表号"), "右", "五号")
    assert style_for_numbers(['"标题" = "总表"\n'], base) == {}
    assert style_for_numbers([layout], load("中央2023")) == {}
