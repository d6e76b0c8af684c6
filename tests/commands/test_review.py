"""The review sheet: what a check found, read back from the finished file."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.listing import verdict
from narrator.commands.data_check import Checked
from narrator.commands.review import HEADS, remark_rows, review_sheet, write_review
from narrator.problem import Unusable

FOUND = [
    Finding(
        Level.HINT, "“=1+1”", "像是\x0b错的", "看一看", (Side("正文第3段", "=HYPERLINK(1)"),), rule="HY-3"
    ),
    Finding(
        Level.ERROR,
        "公开03表 合计",
        "两边相差1.00万元",
        "核对",
        (Side("左", "5.00"), Side("和", "4.00", parts=(Side("甲", "1.00"), Side("乙", "3.00")))),
        "1.00万元",
        "T3-1",
    ),
    Finding(Level.TAIL, "公开03表 合计", "尾差", "不用改", rule="T3-2"),
    Finding(Level.ERROR, "公开02表 合计", "有错", "改正", rule="T2-1", accepted="核实过"),
    Finding(Level.UNCHECKED, "公开04表", "没有读懂", "人工核对", rule="读"),
]
CHECKED = Checked(
    FOUND, lambda path: None, titles={"公开03表": "公开03表 支出决算表", "公开04表": "公开04表 总表"}
)
ROWS = [
    ["1", "错误", "公开03表 支出决算表\n公开03表 合计", "两边相差1.00万元。", "左：5.00\n和：4.00（甲1.00＋乙3.00）", "核对。", "T3-1"],
    ["2", "提醒", "文字\n“=1+1”", "像是错的。", "正文第3段：=HYPERLINK(1)", "看一看。", "HY-3"],
    ["3", "不能核对", "公开04表 总表\n公开04表", "没有读懂。", "", "人工核对。", "读"],
]  # fmt: skip


def test_the_sheet_has_a_row_for_what_somebody_has_to_mend() -> None:
    assert [row.number for row in remark_rows(CHECKED)] == [1, 2, 3]


def test_a_document_reads_back() -> None:
    content = review_sheet(CHECKED, Path("报告.docx"), Path("意见.docx"))
    document = Document(io.BytesIO(content))
    assert [one.text for one in document.paragraphs] == ["报告.docx 审核意见", verdict(FOUND)]
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(HEADS), *ROWS]
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    assert document.core_properties.author == ""


def test_a_workbook_reads_back_and_holds_no_formula() -> None:
    book = load_workbook(io.BytesIO(review_sheet(CHECKED, Path("data.json"), Path("意见.XLSX"))))
    [sheet] = book.worksheets
    lines = [
        ["" if value is None else str(value) for value in line] for line in sheet.iter_rows(values_only=True)
    ]
    assert [lines[0][0], lines[1][0]] == ["data.json 审核意见", verdict(FOUND)]
    assert lines[2:] == [list(HEADS), *ROWS]
    assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert sheet.auto_filter.ref == "A3:G6"


def test_another_ending_and_a_file_that_is_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        Unusable, match=r"意见\.pdf：审核意见不能写成“\.pdf”文件。请把文件的后缀改成\.docx或\.xlsx。"
    ):
        review_sheet(CHECKED, Path("报告.docx"), Path("意见.pdf"))
    output = tmp_path / "意见.docx"
    write_review(CHECKED, Path("报告.docx"), output)
    before = output.read_bytes()
    with pytest.raises(Unusable, match="已经有这个文件，没有写"):
        write_review(CHECKED, Path("报告.docx"), output)
    assert output.read_bytes() == before
