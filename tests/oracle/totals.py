"""Part two, 一、收入支出决算总体情况说明."""

from __future__ import annotations

from .claims import Clause, change, share
from .cursor import Cursor
from .data import FUNDS, Data
from .number import half_up, money
from .prose import inline

SOURCES = (
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
    "使用非财政拨款结余",
    "年初结转和结余",
)


def totals(c: Cursor, data: Data) -> None:
    c.words("一、收入支出决算总体情况说明\n")
    income(c, data)
    spending(c, data)
    c.read(
        "（三）年末结转和结余",
        money(data.printed("收入支出总表", "支出", "年末结转和结余", "决算数")),
        "万元。\n",
    )
    slot = "年末结转和结余与上年相比"
    against_last_year(c, data, "支出", "年末结转和结余", "今年结转结余", slot, "结转结余")


def income(c: Cursor, data: Data) -> None:
    total = data.printed("收入支出总表", "收入", "总计", "决算数")
    c.read("（一）收入总计", money(total), "万元，包括：\n")
    granted = data.printed("收入决算表", "合计", "财政拨款收入")  # a figure that a table prints is that cell
    grants = [data.printed("收入支出总表", "收入", f"{fund}收入", "决算数") for fund in FUNDS]
    c.read("1.财政拨款收入", money(granted), "万元，")
    share(c, granted, total, "收入总计")
    c.words("。其中：")
    for place, (fund, amount) in enumerate(zip(FUNDS, grants, strict=True)):
        c.read(f"{'，' if place else ''}{fund}收入", money(amount), "万元")
    c.words("。\n")
    for number, name in enumerate(SOURCES, 2):
        amount = data.printed("收入支出总表", "收入", name, "决算数")
        c.read(f"{number}.{name.replace('年初', '上年')}", money(amount), "万元，")
        share(c, amount, total, "收入总计")
        c.words("。\n")
    against_last_year(c, data, "收入", "总计", "今年收入总计", "收入总计与上年相比", "收入")


def spending(c: Cursor, data: Data) -> None:
    total = data.printed("收入支出总表", "支出", "总计", "决算数")
    c.read("（二）支出总计", money(total), "万元，包括：\n")
    for number, name in enumerate(
        ["基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"], 1
    ):
        amount = data.printed("支出决算表", "合计", name)
        c.read(f"{number}.{name}", money(amount), "万元，")
        share(c, amount, total, "支出总计")
        c.words("。")
        if number == 1:
            basic(c, data)
        elif number == 2 and amount:
            c.words("主要包括")
            inline(c, data.dig("项目支出主要包括"), "等业务支出。", "项目支出主要包括")
            c.words("等业务支出。")
        c.line()
    against_last_year(c, data, "支出", "总计", "今年支出", "支出总计与上年相比", "支出")


def basic(c: Cursor, data: Data) -> None:
    """What basic spending consists of: the 类 of 06 that have money."""
    kinds = [(row.name, half_up(data.exact(*row.path, "决算数"))) for row in data.rows("基本支出表", 3)]
    kinds = [(name, amount) for name, amount in kinds if amount]
    if kinds:
        c.words("主要是为保障机构正常运转、完成日常工作任务而发生的各项支出")
        # The parts are those of table 06, of the general public budget alone: what other money paid is not among them.
        of_general = data.printed("一般公共预算支出表", "合计", "基本支出")
        if data.printed("支出决算表", "合计", "基本支出") == of_general:
            c.words("，其中：")
        else:
            c.read("。其中，一般公共预算财政拨款基本支出", money(of_general), "万元，包括：")
    for place, (name, amount) in enumerate(kinds):
        c.words("；") if place else None
        c.name(name)
        c.read("", money(amount), "万元")
    c.words("。") if kinds else None


def against_last_year(c: Cursor, data: Data, side: str, row: str, subject: str, slot: str, item: str) -> None:
    now = data.printed("收入支出总表", side, row, "决算数")
    before = data.stated("收入支出总表", side, row, "上年决算数")
    c.words("与上年相比，")
    last = None if before is None else half_up(before)
    change(c, data, now, last, Clause(slot, "，主要原因："), subject, item=item)
    c.words("。\n")
