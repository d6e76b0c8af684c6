"""What a report holds beside its lines is told, each with what it is."""

from __future__ import annotations

import pytest

from narrator.document import CONTENTS, Document, Paragraph
from narrator.edits.beside_text import find_beside_text, find_stray_contents
from narrator.readers.docx.docx_report import Report
from narrator.sources import Hidden
from narrator.spans import Span, Text


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
    body = (Paragraph(Text("正文"), ""), Paragraph(Text("收入 决算表"), ""))
    document = Document("", (Paragraph(Text(listed), CONTENTS), *body))
    assert list(find_stray_contents(document)) == ([listed] if stray else [])


def test_a_title_that_was_edited_is_told() -> None:
    report = Report(Document("新的标题", ()))
    (problem,) = find_beside_text(report, "标题")
    assert "由“标题”改成了“新的标题”" in problem.what
    assert not list(find_beside_text(report, "新的标题"))
    assert not list(find_beside_text(report, None))


def test_files_within_the_file_are_told() -> None:
    inside = Paragraph(Text("", (Span(0, 0, Hidden("")), Span(0, 0, Hidden("密文")))), "")
    told = [problem.what for problem in find_beside_text(Report(Document("", (inside,))))]
    assert told == [
        "嵌着另一份文件（altChunk），里面的内容没有读，没有采用",
        "有隐藏的文字“密文”，读者看不见，没有采用",
    ]
