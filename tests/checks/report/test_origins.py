"""A report that carries its data, and was edited in Word: what no longer is what the data give (origins.txt).

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from labels import LABELS

from narrator.checks.printed.lines import Line, printed_lines
from narrator.checks.report.origin import check_prose_as_made, name_of_row, tell_differences
from narrator.document import Block, Cell, Document, Heading, Paragraph, Spread, Table
from narrator.sources import Slot
from narrator.spans import Text
from narrator.tables.matrix import matrices

from ..alterations import placed, row, said, table
from ..reports import findings, original, replaced, without
from ..small import document as plain_document
from ..telling import Golden, in_full

GOLDEN = Golden(Path(__file__).with_name("origins.txt"))
REASON = "人员变动，人员减少"
SUMMARY = "科技活动周、产学研对接专项"


def where(document: Document, words: str) -> int:
    return next(
        n
        for n, block in enumerate(document.blocks)
        if isinstance(block, (Heading, Paragraph)) and words in block.text.string
    )


def inserted(document: Document, words: str, *blocks: Block) -> Document:
    """DOCUMENT with BLOCKS behind the paragraph in which WORDS first stand."""
    at = where(document, words)
    return placed(document, at, document.blocks[at], *blocks)


def bare(document: Document) -> Document:
    """DOCUMENT without its content controls, as after copying it into another file."""

    def block(one: Block) -> Block:
        return one._replace(text=Text(one.text.string)) if isinstance(one, (Heading, Paragraph)) else one

    return document._replace(blocks=tuple(map(block, document.blocks)))


def rewritten(document: Document, words: str, new: str) -> Document:
    """DOCUMENT with NEW in every content control that says WORDS."""

    def put(text: Text) -> Text:
        for span in text.spans:
            if isinstance(span.source, Slot) and text.string[span.start : span.end] == words:
                longer = len(new) - len(words)
                moved = tuple(
                    one._replace(
                        start=one.start + longer * (one.start >= span.end),
                        end=one.end + longer * (one.end >= span.end),
                    )
                    for one in text.spans
                )
                return Text(text.string[: span.start] + new + text.string[span.end :], moved)
        return text

    def block(one: Block) -> Block:
        match one:
            case Heading() | Paragraph():
                return one._replace(text=put(one.text))
            case Spread():
                return one._replace(texts=tuple(map(put, one.texts)))
            case _:
                return one

    changed = document._replace(blocks=tuple(map(block, document.blocks)))
    assert changed != document, words
    return changed


def narrower(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    return [*rows[:-1]]


CHANGES: dict[str, Callable[[Document], Document]] = {
    "什么也没有改": lambda one: one,
    "没有控件": bare,
    "写的人改了原因": lambda one: rewritten(one, REASON, "人员退休，经费减少"),
    "没有控件，又改了原因": lambda one: bare(rewritten(one, REASON, "人员退休，经费减少")),
    "改了格式的话": lambda one: replaced(one, "占支出总计的94.35%", "占总支出的94.35%"),
    "改了正文的数": lambda one: replaced(one, "收入总计851.17万元，包括", "收入总计851.71万元，包括"),
    "改了标题": lambda one: replaced(one, "三、支出决算表", "三、支出表"),
    "删了一段": lambda one: without(one, "2.上级补助收入"),
    "删了写的人的一段": lambda one: without(one, "（二）统筹推进"),
    "删了三段": lambda one: without(one, "2.上级补助收入", "3.事业收入", "4.经营收入"),
    "加了一段": lambda one: inserted(one, "2.上级补助收入", said("另有专项收入0.00万元。")),
    "在写的人的文字后加了一段": lambda one: inserted(one, "一是开展大型科普宣传活动", said("另外还做了宣传。")),
    "加了一段空的": lambda one: inserted(one, "2.上级补助收入", said(" ")),
    "删了一段又加了一段": lambda one: inserted(without(one, "2.上级补助收入"), "3.事业收入", said("另有专项收入0.00万元。")),
    "换了两段": lambda one: inserted(without(one, "2.上级补助收入"), "3.事业收入", said("2.上级补助收入0.00万元，占收入总计的0.00%。")),
    "改了很长的一段": lambda one: replaced(one, "参照公务员法管理的事业单位运行", "参公事业单位运行"),
    "只改了空格和标点的宽窄": lambda one: replaced(one, "收入总计851.17万元，包括：", "收入 总计851.17万元,包括:"),
    "改了表里的数": lambda one: replaced(one, "619.33", "619.34"),
    "改了表里的空白": lambda one: table(one, "三公经费表", lambda rows: [row("合计", "", "5.00"), *rows[1:]]),
    "改了表头": lambda one: replaced(one, "行次", "序号"),
    "改了写的人填的格": lambda one: replaced(one, "提高全民素质", "提高科学素质"),
    "少了一行": lambda one: table(one, "支出决算表", narrower),
    "一行写了两次": lambda one: table(one, "支出决算表", lambda rows: [*rows, rows[-1]]),
    "少了一张表": lambda one: without(one, "国有资本经营表"),
    "多了一张表": lambda one: inserted(one, "无财政评价项目", next(b for b in one.blocks if isinstance(b, Table))),
}  # fmt: skip


@pytest.mark.parametrize("title", CHANGES)
def test_what_was_edited_is_told_as_it_was_reviewed(title: str, accept: bool) -> None:
    document = CHANGES[title](original())
    told = (
        in_full(tell_differences(printed_lines(document), matrices(document), original(), LABELS))
        or "没有不同\n"
    )
    GOLDEN.holds(title, told, accept, list(CHANGES))


def test_a_row_that_is_there_twice_is_told_once() -> None:
    document = CHANGES["一行写了两次"](original())
    found = [one for one in findings(document, original()) if "2210201" in one.subject or one.rule == "SN-2"]
    assert [f"{one.rule} {one.what}" for one in found] == ["AD-1 编码2210201不止一行"]


ROWS = [
    ["项目", "行次", "金额", "项目", "行次", "金额"],
    ["一、财政拨款收入", "1", "5.00", "一、一般公共服务支出", "31", ""],
    ["", "2", "", "九、卫生健康支出", "39", "3.00"],
    ["资金", "年度资金总额", "9.00", "", "", ""],
    ["资金", "其他资金", "1.00", "", "", ""],
    ["2080501", "离退休", "1.00", "1.00", "", ""],
    ["208", "2080502", "离退休费", "1.00", "", ""],
    ["7", "8", "9.00", "", "", ""],
    ["", "", "", "", "", ""],
]


@pytest.mark.parametrize(
    ("at", "name", "words"),
    [
        (1, "一、财政拨款收入", "一、财政拨款收入"),
        (2, "九、卫生健康支出", "九、卫生健康支出"),  # its number is no name
        (3, "年度资金总额", "年度资金总额"),  # nor is that of its group
        (4, "其他资金", "其他资金"),
        (5, "2080501", "2080501 离退休"),
        (6, "208", "208"),
        (7, "7", "7"),
        (8, "", ""),
    ],
)
def test_a_row_is_called_by_its_code_or_by_its_own_name(at: int, name: str, words: str) -> None:
    assert name_of_row(ROWS, at) == (name, words)


@pytest.mark.parametrize("title", ["一行写了两次", "合计写了两次"])
def test_a_row_that_is_told_to_be_there_twice_is_not_told_beside_the_data(title: str) -> None:
    code = "合计" if title.startswith("合计") else "2210201"

    def twice(rows: list[Any]) -> list[Any]:
        return [again for row in rows for again in [row] * (1 + (row[0].paragraphs[0].string == code))]

    found = findings(table(original(), "支出决算表", twice), original())
    said = [one for one in found if one.rule == "SN-2" or one.what in ("这一行重复了", "编码2210201不止一行")]
    assert len(said) == 1


def test_a_line_between_many_that_are_alike_is_told_by_itself() -> None:
    """However often a line comes again, of which a quick comparison of long texts takes no notice."""
    many = ["无。"] * 100
    lines = [Line(at, text, False) for at, text in enumerate([*many, "多的一段。", *many])]
    [found] = check_prose_as_made(lines, plain_document(*many, *many))
    assert [side.value for side in found.sides] == ["多的一段。", ""]
