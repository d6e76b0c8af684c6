"""Where a figure that a finding names stands, and the report with another number there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.figure_places import NamedFigure, put_number
from narrator.checks.printed.table_data import Reading
from narrator.document import Document, Heading, Paragraph
from narrator.sources import Slot
from narrator.spans import Span, Text

from ..reports import as_read, original


def put(figure: NamedFigure, number: str, document: Document, tables: Reading) -> tuple[str, ...] | None:
    """The texts of DOCUMENT that become others with NUMBER in the place of FIGURE; None when it can not be put there."""
    other = put_number(document, tables, figure, Decimal(number))
    if other is None:
        return None
    changed = [new for old, new in zip(document.blocks, other.blocks, strict=True) if new is not old]
    [block] = changed
    assert isinstance(block, Heading | Paragraph)
    return (block.text.string,)


@pytest.mark.parametrize(
    ("text", "printed", "number", "wanted"),
    [
        ("支出5.00万元，占3.00%", "5.00", "6", ("支出6.00万元，占3.00%",)),
        ("支出5.00万元，占3.00%", "3", "4.125", ("支出5.00万元，占4.125%",)),
        ("支出1,005.00万元", "1005.00", "2005.00", ("支出2,005.00万元",)),
        ("支出5.00万元，收入5.00万元", "5.00", "6.00", None),  # which of them?
        ("支出15.00万元", "5.00", "6.00", None),
    ],
)
def test_a_number_of_a_paragraph(
    text: str, printed: str, number: str, wanted: tuple[str, ...] | None
) -> None:
    document = Document("", (Paragraph(Text("第一段5.00"), "正文"), Paragraph(Text(text), "正文")))
    assert put(NamedFigure("第2段", Decimal(printed)), number, document, Reading()) == wanted


def test_what_a_writer_wrote_behind_a_number_stays_his() -> None:
    slot = Slot("原因.甲")
    text = Text("支出5.00万元，主要是人员", (Span(11, 15, slot),))
    document = Document("", (Paragraph(text, "正文"),))
    other = put_number(document, Reading(), NamedFigure("第1段", Decimal("5.00")), Decimal("15.00"))
    assert other is not None
    [block] = other.blocks
    assert isinstance(block, Paragraph)
    [span] = block.text.spans
    assert block.text.string[span.start : span.end] == text.string[11:15]


@pytest.mark.parametrize(
    ("path", "printed", "number"),
    [
        ("一般公共预算支出表.合计.小计", "851.17", "858.17"),
        ("预算绩效.项目[4].资金.年度资金总额.全年预算数", "47.00", "74.00"),
    ],
)
def test_a_number_of_a_cell_is_read_as_another(path: str, printed: str, number: str) -> None:
    read = as_read(original())
    other = put_number(read.document, read.tables, NamedFigure(path, Decimal(printed)), Decimal(number))
    assert other is not None
    now = as_read(other).tables
    assert {one for one in now.shown if now.shown[one] != read.tables.shown[one]} == {path}
    assert now.shown[path] == number


@pytest.mark.parametrize(
    ("path", "printed"),
    [("一般公共预算支出表.合计.小计", "851.18"), ("一般公共预算支出表.各科目.999.小计", "5.00")],
)
def test_what_is_not_printed_so_is_not_replaced(path: str, printed: str) -> None:
    read = as_read(original())
    assert put_number(read.document, read.tables, NamedFigure(path, Decimal(printed)), Decimal(1)) is None
