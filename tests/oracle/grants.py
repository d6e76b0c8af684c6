"""Part two, 二、财政拨款支出决算情况说明."""

from __future__ import annotations

from fractions import Fraction

from .claims import INITIAL, ITEM, Clause, change, completion
from .cursor import Cursor
from .data import FUNDS, Data, Row
from .number import half_up, money
from .prose import inline

TABLES = ("一般公共预算支出表", "政府性基金表", "国有资本经营表")  # of the FUNDS
SPENT = ("小计", "本年支出", "本年支出")


def grants(c: Cursor, data: Data) -> None:
    c.words("二、财政拨款支出决算情况说明\n")
    general(c, data)
    for number, fund, table, column in zip("二三四", FUNDS, TABLES, SPENT, strict=True):
        c.words(f"（{number}）{fund}支出情况。\n")
        total = data.printed(table, "合计", column)
        kinds = said(data, table, column, 3)
        if total or kinds:
            c.read("", data.year, f"年度{fund}支出", money(total), "万元。")
            by_function(c, data, table, column, kinds)
        else:
            c.read(f"本{data.kind}", data.year, f"年度无{fund}支出。\n")


def said(data: Data, table: str, column: str, length: int, within: str = "") -> list[Row]:
    """The rows of TABLE with codes of LENGTH digits WITHIN a code of which something is said: that have money or a
    budget, or stand above others that have. What was budgeted and not spent is said too."""
    rows = list(data.rows(table, None, within))
    there = [
        row.code
        for row in rows
        if data.printed(*row.path, column) or half_up(data.stated(*row.path, "年初预算数") or Fraction(0))
    ]
    return [
        row for row in rows if len(row.code) == length and any(code.startswith(row.code) for code in there)
    ]


def general(c: Cursor, data: Data) -> None:
    path = ("财政拨款收支总表", "支出", "本年支出合计")
    total = data.exact(*path, "合计")
    basic, projects = (
        [data.exact(table, "合计", name) for table in TABLES] for name in ("基本支出", "项目支出")
    )
    c.words("（一）总体情况。\n")
    c.read(
        "", data.year, "年度财政拨款支出", money(total), "万元，其中：基本支出", money(sum(map(half_up, basic), Fraction(0))),
        "万元，项目支出", money(sum(map(half_up, projects), Fraction(0))), "万元。与上年相比，",
    )  # fmt: skip
    before = data.stated(*path, "上年决算数")
    clause = Clause("财政拨款支出与上年相比", "，主要原因：")
    change(c, data, half_up(total), None if before is None else half_up(before), clause, "财政拨款支出")
    c.read("。与年初预算相比，", data.year, "年度财政拨款支出")
    completion(c, data, [total], data.stated(*path, "年初预算数"), INITIAL, published=False)
    c.words("，其中：基本支出")
    completion(c, data, basic, data.stated(*path, "基本支出年初预算数"), INITIAL, published=False)
    c.words("，项目支出")
    completion(c, data, projects, data.stated(*path, "项目支出年初预算数"), INITIAL, published=False)
    c.words("。\n")


def by_function(c: Cursor, data: Data, table: str, column: str, kinds: list[Row]) -> None:
    """The 类 of which something is said, and in each the 项."""
    c.words("按支出功能分类科目分，包括：\n" if kinds else "\n")
    for number, kind in enumerate(kinds, 1):
        c.words(f"{number}.")
        c.name(kind.name)
        c.read("", money(data.printed(*kind.path, column)), "万元")
        items = said(data, table, column, 7, kind.code)
        c.words("，具体包括：\n" if items else "。\n")
        for place, row in enumerate(items, 1):
            c.words(f"（{place}）")
            item(c, data, row, table, column)


def item(c: Cursor, data: Data, row: Row, table: str, column: str) -> None:
    spent = data.exact(*row.path, column)
    classes(c, data, table, row.code)
    c.read("", money(spent), "万元，")
    if half_up(spent):
        c.words("主要是")
        inline(c, data.dig(*row.path, "主要用途"), "等支出，", f"{'.'.join(row.path)}.主要用途")
        c.words("等支出，")
    clause = Clause(f"{row.code}{row.name}与年初预算相比", "的主要原因是")
    completion(c, data, [spent], data.stated(*row.path, "年初预算数"), ITEM, clause, published=False)
    c.words("。\n")


def classes(c: Cursor, data: Data, table: str, code: str) -> None:
    """…（类）…（款）…（项）, of a row of TABLE."""
    for length, level in ((3, "（类）"), (5, "（款）"), (7, "（项）")):
        c.name(data.text(table, "各科目", code[:length], "科目名称"))
        c.words(level)
