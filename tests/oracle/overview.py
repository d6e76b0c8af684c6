"""The cover and part one: the department, its duties, its units."""

from __future__ import annotations

from collections.abc import Callable

from .cursor import Cursor
from .data import Data
from .number import chinese
from .prose import block


def cover(c: Cursor, data: Data) -> None:
    c.name(data.department)
    c.line()
    c.read("", data.year, f"年度{data.kind}决算\n")
    c.note(r"目\s*录\n")


def overview(c: Cursor, data: Data) -> None:
    c.note(r"第一部分\s*")
    c.name(data.department)
    c.words("概况\n")
    c.words("一、主要职责\n")
    duties(c, data)
    c.words(f"二、{data.kind}决算单位构成\n")
    c.words("纳入")
    c.name(data.department)
    c.read("", data.year, f"年{data.kind}决算编制范围的预算单位包括：\n")
    for unit in data.dig("部门", "决算单位"):
        c.name(unit.strip())
        c.line()


def duties(
    c: Cursor, data: Data, mark: Callable[[int], str] = lambda number: f"（{chinese(number)}）"
) -> None:
    """The duties, each after the MARK of its number."""
    for number, duty in enumerate(data.dig("部门", "主要职责"), 1):
        c.words(mark(number))
        block(c, duty, f"部门.主要职责[{number}]")
        c.line()
