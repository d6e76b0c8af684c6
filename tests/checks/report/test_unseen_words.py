"""Words of a report that nobody sees on its pages are told with the heading above them."""

from __future__ import annotations

from narrator.checks.report.unseen_words import find_unseen_words
from narrator.document import Block, Cell, Column, Document, Heading, Paragraph, Table
from narrator.sources import Hidden, Slot
from narrator.spans import Span, Text

from ..telling import in_full


def hidden(words: str, at: int = 2) -> Text:
    return Text("一段话", (Span(0, 1, Slot("甲")), Span(at, at, Hidden(words))))


def told(*blocks: Block) -> str:
    return in_full(find_unseen_words(Document("", blocks)))


def test_hidden_words_are_told_where_they_stand() -> None:
    rows = [((Cell(0, (Text("甲"), hidden(" 改\n 过 ")), "左"),),), ((Cell(0, (hidden("又改"),), "左"),),)]
    table = Table("表", (Column(1, "左"),), *rows, "")
    assert told(
        Paragraph(hidden("内部掌握"), "封面"),
        Heading(1, Text("一、收入"), "标题"),
        Paragraph(Text("一段话"), "正文"),
        table,
        Heading(1, hidden("不公开"), "标题"),
        Paragraph(hidden(""), "正文"),
    ) == (
        "提醒  封面 看不见的文字\n    有隐藏的文字“内部掌握”，读者看不见。取消隐藏，或者删掉。\n"
        "提醒  一、收入 看不见的文字\n    有隐藏的文字“改 过”，读者看不见。取消隐藏，或者删掉。\n"
        "提醒  一、收入 看不见的文字\n    有隐藏的文字“又改”，读者看不见。取消隐藏，或者删掉。\n"
        "提醒  一段话 看不见的文字\n    有隐藏的文字“不公开”，读者看不见。取消隐藏，或者删掉。\n"
        "提醒  一段话 看不见的文字\n    嵌着另一份文件，里面的内容没有读。用Word打开报告再保存，把它变成报告自己的文字。\n"
    )
    assert told(Paragraph(Text("一段话"), "正文")) == ""
