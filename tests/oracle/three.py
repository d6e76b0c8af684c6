"""Part two, 三、财政拨款“三公”经费支出决算情况说明."""

from __future__ import annotations

from fractions import Fraction

from .claims import BUDGET, Clause, change, completion, share
from .cursor import Cursor
from .data import Data
from .number import half_up, money
from .prose import inline

TABLE = "三公经费表"
ABROAD, GUESTS, CARS = "因公出国（境）费", "公务接待费", "公务用车购置及运行费"
# In the other forms: by rows, what they are called.
NAMES = {ABROAD: ABROAD, CARS: "公务用车购置及运行维护费", GUESTS: GUESTS}
ALL = "“三公”经费支出"


def three(c: Cursor, data: Data) -> None:
    c.words("三、财政拨款“三公”经费支出决算情况说明\n")
    total = amount(data, "合计")
    c.read("", data.year, f"年度财政拨款安排的{ALL}", money(total), "万元，")
    budget(c, data, "合计", "三公经费与预算相比")
    c.words("。其中：")
    for place, name in enumerate((ABROAD, GUESTS, CARS)):
        c.read(f"{'，' if place else ''}{name}", money(amount(data, name)), "万元")
    c.words("。\n")
    beginning(c, data, 1, ABROAD)
    c.read(
        "",
        data.year,
        "年参加出国（境）团组",
        count(data, ABROAD, "团组数"),
        "个，累计",
        count(data, ABROAD, "人次"),
        "人次。",
    )
    c.read("", data.year, "年")
    last_year(c, data, ABROAD, ABROAD)
    beginning(c, data, 2, GUESTS)
    c.read(
        "", data.year, "年国内公务接待累计", count(data, GUESTS, "国内公务接待批次"), "批次、",
        count(data, GUESTS, "国内公务接待人数"), "人、", money(amount(data, GUESTS)),
        "万元。其中外事接待累计", count(data, GUESTS, "外事接待批次"), "批次、", count(data, GUESTS, "外事接待人数"), "人、",
        money(amount(data, GUESTS, "外事接待费")), "万元。",
    )  # fmt: skip
    c.read("", data.year, "年")
    last_year(c, data, GUESTS, GUESTS)
    beginning(c, data, 3, CARS)
    last_year(c, data, CARS, "")
    bought, kept = "公务用车购置费", "公务用车运行维护费"
    c.read(
        f"其中：{bought}", money(amount(data, bought)), "万元，当年购置公务用车", count(data, bought, "购置数"),
        f"辆。{kept}", money(amount(data, kept)), "万元，",
    )  # fmt: skip
    if amount(data, kept):
        c.words("主要用于")
        inline(c, data.dig(TABLE, kept, "主要用于"), "等，", f"{TABLE}.{kept}.主要用于")
        c.words("等，")
    c.read("截至年末使用财政拨款开支运行维护费的公务用车保有量", count(data, kept, "保有量"), "辆。\n")


def beginning(c: Cursor, data: Data, number: int, name: str) -> None:
    """N.名称…万元，占…的…%。完成预算的…%，决算数…预算数…。"""
    spent = amount(data, name)
    c.read(f"{number}.{name}", money(spent), "万元，")
    share(c, spent, amount(data, "合计"), ALL)
    c.words("。")
    budget(c, data, name, f"{name}与预算相比")
    c.words("。")


def budget(c: Cursor, data: Data, row: str, slot: str) -> None:
    final, planned = data.exact(TABLE, row, "决算数"), data.exact(TABLE, row, "预算数")
    completion(c, data, [final], planned, BUDGET, Clause(slot, "的主要原因是"))


def last_year(c: Cursor, data: Data, row: str, subject: str) -> None:
    before = data.stated(TABLE, row, "上年决算数")
    clause = Clause(f"{row}与上年相比", "，主要是", "等原因")
    now = amount(data, row)
    change(c, data, now, None if before is None else half_up(before), clause, subject, against=True)
    c.words("。\n")


def amount(data: Data, row: str, column: str = "决算数") -> Fraction:
    return data.printed(TABLE, row, column)


def count(data: Data, row: str, column: str) -> str:
    return str(data.count(TABLE, row, column))
