"""Titles of pictures that were left out of a report."""

from __future__ import annotations

import pytest

from narrator.checks.printed.lines import printed_lines
from narrator.checks.report.pictures import find_missing_pictures
from narrator.document import PICTURE, Block, Cell, Column, Document, Heading, Paragraph, Table
from narrator.spans import Text

from ..telling import in_full

IN_TABLE = Table("", (Column(100, "中"),), (), (((Cell(0, (Text(PICTURE),), "中")),),), "表")


def told(*blocks: Block | str) -> str:
    document = Document("", tuple(Paragraph(Text(b), "正文") if isinstance(b, str) else b for b in blocks))
    return in_full(find_missing_pictures(printed_lines(document), document))


@pytest.mark.parametrize(
    "title", ["（图1：收入决算结构图）（饼状图）", "图2 支出决算总体情况", "图一、收支变动"]
)
def test_a_title_without_its_picture_is_told(title: str) -> None:
    shown = told("收入决算如下。", title, "支出决算如下。")
    assert shown.startswith("提醒  图\n    有1个图题，报告里没有图。把图放上，或者删去图题。\n")
    assert "＠第2段" in shown
    assert told("收入决算如下。", title, PICTURE) == ""
    assert told(title, IN_TABLE) == ""
    assert told(f"{PICTURE}{title}") == ""


def test_titles_and_pictures_are_counted() -> None:
    assert "有3个图题，报告里只有1张图" in told("图1：甲", PICTURE, "图2：乙", "图3：丙")


def test_what_is_no_title_of_a_picture_is_none() -> None:
    assert (
        told("图1所示的是收入，图2所示的是支出。", "图书资料购置情况", Heading(2, Text("图1 甲"), "节")) == ""
    )
