"""How a report prints numbers is told by most of them, and by none that are too few."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.document import Cell, Column, Document, Paragraph, Table
from narrator.form import load
from narrator.form.number_formats import find_number_formats, restate_wordings, with_number_formats
from narrator.form_knowledge import book
from narrator.learning.drafting import with_wordings
from narrator.spans import Text

SENTENCES = {
    "两位": "收入851.17万元，支出803.10万元，结转48.07万元，占94.35%、5.65%、3.10%。",
    "一位": "收入851.2万元，支出803.1万元，结转48.1万元，占94.4%、5.6%、3.1%。",
    "千分位": "收入1,851.17万元，支出1,803.10万元，结转48.07万元。",
    "元": "收入8,511,700.00元，支出8,031,000.00元，结转480,700.00元，占94.35%，人均1.20万元；2.10元、3.10元、4.00元。",
    "零": "接待费0万元，出国费0万元，购置费0万元，运行费1.20万元、2.30万元、3.40万元。",
    "零比例": "货物占0%、工程占0%、服务占0%，收入占94.35%、5.65%、3.10%。",
    "零比例两位": "货物占0.00%、工程占0.00%、服务占0.00%，收入占94.35%、5.65%、3.10%。",
}


def report(sentence: str, *cells: str) -> Document:
    rows = tuple((Cell(0, (Text(cell),), ""),) for cell in cells)
    table = Table("表", (Column(0, ""),), (), rows, "")
    return Document("", (Paragraph(Text(SENTENCES[sentence]), ""), table))


@pytest.mark.parametrize(
    ("document", "stated"),
    [
        (report("两位", "851.17", "803.10", "48.07"), {}),
        (report("两位"), {}),
        (
            report("一位", "851.2", "803.1", "48.1"),
            {"金额格式": "0.0", "百分数格式": "0.0"},
        ),
        (report("两位", "1,851.17", "1,803.10", "48.07"), {"表中金额格式": "#,##0.00"}),
        (report("千分位", "1851.17", "803.10", "48.07"), {"表中金额格式": "0.00", "金额格式": "#,##0.00"}),
        (
            report("元", "8,511,700.00", "8,031,000.00", "480,700.00"),
            {"金额单位": "元", "金额格式": "#,##0.00"},
        ),
        (report("零比例"), {"百分数零值": "0"}),
        (report("零比例两位"), {}),
        (report("零", "1.20", "2.30", "3.40"), {"正文零值": "0"}),
    ],
)
def test_what_differs_from_the_base_is_stated(document: Document, stated: dict[str, str]) -> None:
    base = load("中央2023")
    found = find_number_formats(document, base)
    assert found == stated
    adapted = with_number_formats(base, found)
    assert (adapted == base) is not bool(stated)
    assert find_number_formats(document, adapted) == {}


@pytest.mark.parametrize(("sentences", "said"), [("零比例", "占0%"), ("一位", "占0.0%"), ("两位", "占0.00%")])
def test_what_the_base_writes_out_is_written_as_the_report_prints_it(
    sentences: str, said: str, tmp_path: Path
) -> None:
    base = load("中央2023")
    adapted = with_number_formats(base, find_number_formats(report(sentences), base))
    draft = with_wordings(adapted, list(restate_wordings(book(base), adapted.printing)), tmp_path)
    assert str(book(draft)["占"].entries["全为零"]) == said


def test_one_zero_tells_that_it_is_not_printed_as_the_base_prints_it() -> None:
    document = Document("", (Paragraph(Text("收入851.17万元，接待费0.00万元。"), ""),))
    assert find_number_formats(document, load("四川2023"))["正文零值"] == "0.00"
    assert "正文零值" not in find_number_formats(document, load("中央2023"))
