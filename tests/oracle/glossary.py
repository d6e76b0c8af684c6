"""Part three: the fixed terms of the form, then every 项 of 公开03表 with its explanation."""

from __future__ import annotations

from .cursor import Cursor
from .data import Data
from .prose import block

TERMS = [
    "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入", "使用非财政拨款结余",
    "上年结转和结余", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出", "“三公”经费",
    "机关运行经费",
]  # fmt: skip


def glossary(c: Cursor, data: Data) -> None:
    c.note(r"第三部分\s*名词解释\n")
    for number, term in enumerate(TERMS, 1):
        c.words(f"{number}.{term}：指")
        c.note(r"[^\n]+。\n")
    for row in data.rows("支出决算表", 7):
        c.words(f"{row.code}　")
        c.name(row.name)
        c.words("　")
        block(c, data.dig("名词解释", "科目", row.code), f"名词解释.科目.{row.code}")
        c.line()
