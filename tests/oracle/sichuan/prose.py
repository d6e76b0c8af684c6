"""The prose of the 四川2023 report, section by section, from the fact sheet of the form."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..central.attachments import report, titles
from ..central.claims import Manner, change
from ..central.prose import explained, kind, owned, vehicles
from ..claims import completion
from ..cursor import Cursor
from ..data import FUNDS, Data
from ..grants import classes
from ..number import money
from ..prose import block, inline
from ..shanghai.claims import share
from ..shanghai.prose import EXPENSES, INCOMES, expenses, purposes, there
from ..three import ABROAD, CARS, GUESTS, NAMES, TABLE, amount, count
from . import claims

TERMS = (
    "财政拨款收入", "事业收入", "经营收入", "其他收入", "使用非财政拨款结余（含专用结余）", "年初结转和结余", "结余分配", "年末结转和结余",
), ("基本支出", "项目支出", "经营支出", "“三公”经费", "机关运行经费")  # fmt: skip
UNITS = ("行政单位", "参照公务员法管理的事业单位", "其他事业单位")
SORTS = ("轿车", "越野车", "载客汽车")
# Kinds of cars, and whether one of which there are none is told of.
VEHICLES = (
    ("副部（省）级及以上领导用车", "副省级以上领导干部用车", False),
    ("主要负责人用车", "主要领导干部用车", True),
    ("机要通信用车", "机要通信用车", True),
    ("应急保障用车", "应急保障用车", True),
    ("执法执勤用车", "执法执勤用车", False),
    ("特种专业技术用车", "特种专业技术用车", False),
    ("离退休干部服务用车", "离退休干部用车", False),
)
GENERAL = "一般公共预算财政拨款支出"
OF_GENERAL = ("一般公共预算支出表", "合计")
BOUGHT, KEPT = "公务用车购置费", "公务用车运行维护费"


def cover(c: Cursor, data: Data) -> None:
    c.name(data.department)
    c.read("\n", data.year, f"年度{kind(data)}决算\n公开时间：")
    c.name(data.text("部门", "公布日期"))
    c.note(r"\n目\s*录\n")


def overview(c: Cursor, data: Data) -> None:
    c.note(r"第一部分\s*")
    c.words(f"{kind(data)}概况\n一、主要职责\n（一）主要职能。\n")
    for number, duty in enumerate(data.dig("部门", "主要职责"), 1):
        c.words(f"{number}.")
        block(c, duty, f"部门.主要职责[{number}]")
        c.line()
    c.read("（二）", data.year, "年重点工作完成情况。\n")
    block(c, data.dig("部门", "重点工作完成情况"), "部门.重点工作完成情况")
    c.words("\n二、机构设置\n")
    c.name(data.department)
    units = data.dig("部门", "决算单位")
    if len(units) < 2:
        c.words("无下属二级预算单位。\n")
        return
    counts = [data.count("部门", "下属单位", name) for name in UNITS]
    c.read("下属二级预算单位", str(sum(counts)), "个，其中")
    for place, (name, number) in enumerate(zip(UNITS, counts, strict=True)):
        c.read(f"{'，' if place else ''}{name}", str(number), "个")
    c.words("。纳入")
    c.name(data.department)
    c.read("", data.year, f"年度{kind(data)}决算编制范围的二级预算单位包括：\n")
    for place, unit in enumerate(units, 1):
        c.words(f"{place}.")
        c.name(unit.strip())
        c.line()


def heading(c: Cursor, data: Data) -> None:
    c.note(r"第二部分\s*")
    c.read("", data.year, f"年度{kind(data)}决算情况说明\n")


def total(c: Cursor, data: Data) -> None:
    c.words("收入支出决算总体情况说明\n")
    both(c, data, "收入支出总表", "年度", "收、支总计", "收入总计与上年相比")


def granted(c: Cursor, data: Data) -> None:
    c.words("财政拨款收入支出决算总体情况说明\n")
    both(c, data, "财政拨款收支总表", "年", "财政拨款收、支总计", "财政拨款收入支出总计与上年相比")


def both(c: Cursor, data: Data, table: str, year: str, what: str, slot: str) -> None:
    path = (table, "收入", "总计", "决算数")
    c.read("", data.year, f"{year}{what}均为", money(data.printed(*path)), "万元。")
    change(c, data, path, slot, claims.totals(what))
    c.words("。\n")


def income(c: Cursor, data: Data) -> None:
    def came(name: str) -> Fraction:
        return data.printed("收入支出总表", "收入", name, "决算数")

    c.words("收入决算情况说明\n")
    names = (*(f"{fund}收入" for fund in FUNDS), *INCOMES[1:])
    every(c, data, "本年收入合计", came("本年收入合计"), {name: came(name) for name in names})


def spending(c: Cursor, data: Data) -> None:
    def spent(name: str) -> Fraction:
        return data.printed("支出决算表", "合计", name)

    c.words("支出决算情况说明\n")
    every(c, data, "本年支出合计", spent("本年支出合计"), {name: spent(name) for name in EXPENSES})


def every(c: Cursor, data: Data, what: str, whole: Fraction, amounts: dict[str, Fraction]) -> None:
    """…本年…合计…万元，其中：…, each of AMOUNTS with its share in the WHOLE, those that are nothing too."""
    c.read("", data.year, f"年{what}", money(whole), "万元，其中：")
    for place, (name, one) in enumerate(amounts.items()):
        c.read(f"{'；' if place else ''}{name}", money(one), "万元，")
        share(c, one, whole)
    c.words("。\n")


def general(c: Cursor, data: Data) -> None:
    path = (*OF_GENERAL, "小计")
    spent = data.printed(*path)
    c.words(f"{GENERAL}决算情况说明\n（一）{GENERAL}决算总体情况\n")
    c.read("", data.year, f"年{GENERAL}", money(spent), "万元，")
    share(c, spent, data.printed("支出决算表", "合计", "本年支出合计"), "本年支出合计")
    c.words("。")
    change(c, data, path, f"{GENERAL}与上年相比", claims.GENERAL)
    c.words(f"。\n（二）{GENERAL}决算结构情况\n")
    c.read("", data.year, f"年{GENERAL}", money(spent), "万元")
    purposes(c, data, spent, "")
    c.words(f"。\n（三）{GENERAL}决算具体情况\n")
    c.read("", data.year, "年一般公共预算支出决算数为", money(spent), "万元")
    budget = data.stated(*OF_GENERAL, "全年预算数")
    completion(c, data, [data.exact(*path)], budget, claims.RATE, published=False)
    items = [
        row for row in data.rows("一般公共预算支出表", 7) if there(data, row.path, ("小计", "全年预算数"))
    ]
    c.words("。其中：\n" if items else "。\n")
    for number, row in enumerate(items, 1):
        c.words(f"{number}.")
        classes(c, data, "一般公共预算支出表", row.code)
        c.words("：")
        slot = f"{row.code}{row.name}与预算相比"
        claims.item(c, data, data.exact(*row.path, "小计"), data.stated(*row.path, "全年预算数"), slot)
        c.words("。\n")


def basic(c: Cursor, data: Data) -> None:
    what = "一般公共预算财政拨款基本支出"
    c.words(f"{what}决算情况说明\n")
    c.read("", data.year, f"年{what}", money(data.printed(*OF_GENERAL, "基本支出")), "万元，其中：\n")
    for name, kinds in (("人员经费", ("301", "303")), ("公用经费", ("302", "307", "310", "312", "399"))):
        expenses(c, data, name, kinds, "，主要包括：")
        c.words("。\n")


def three(c: Cursor, data: Data) -> None:
    spent, planned = amount(data, "合计"), amount(data, "合计", "预算数")
    c.words("财政拨款“三公”经费支出决算情况说明\n（一）“三公”经费财政拨款支出决算总体情况说明\n")
    c.read("", data.year, "年“三公”经费财政拨款支出决算为", money(spent), "万元")
    completed(c, data, "合计")
    change(c, data, (TABLE, "合计", "决算数"), "三公经费与上年相比", claims.ALL)
    c.words("。")
    claims.differing(c, data, spent, planned, "三公经费与预算相比")
    c.words("\n（二）“三公”经费财政拨款支出决算具体情况说明\n")
    c.read("", data.year, "年“三公”经费财政拨款支出决算中，")
    for place, (row, name) in enumerate(NAMES.items()):
        c.read(f"{'；' if place else ''}{name}支出决算", money(amount(data, row)), "万元，")
        share(c, amount(data, row), spent)
    c.words("。具体情况如下：\n")
    abroad(c, data)
    cars(c, data)
    guests(c, data)


def completed(c: Cursor, data: Data, row: str) -> None:
    """，完成预算…%"""
    final, planned = (data.exact(TABLE, row, column) for column in ("决算数", "预算数"))
    completion(c, data, [final], planned, claims.RATE)


def changed(c: Cursor, data: Data, path: tuple[str, ...], slot: str, manner: Manner = claims.ITEM) -> None:
    """比…年增加…。主要原因是…。"""
    change(c, data, path, slot, manner)
    c.words("。")


def used(
    c: Cursor,
    data: Data,
    spent: Fraction | int,
    path: Sequence[str],
    lead: str,
    tail: str = "。",
    none: str = "",
) -> None:
    """LEAD, the text at PATH and TAIL where something was SPENT, and NONE where nothing was."""
    if not spent:
        c.words(none) if none else None
        return
    c.words(lead)
    inline(c, data.dig(*path), tail, ".".join(path))
    c.words(tail)


def abroad(c: Cursor, data: Data) -> None:
    spent = amount(data, ABROAD)
    c.read("1.因公出国（境）经费支出", money(spent), "万元")
    completed(c, data, ABROAD)
    c.read("。全年安排因公出国（境）团组", count(data, ABROAD, "团组数"), "次，出国（境）", count(data, ABROAD, "人次"), "人。")  # fmt: skip
    c.words("因公出国（境）支出决算")
    changed(c, data, (TABLE, ABROAD, "决算数"), f"{ABROAD}与上年相比")
    used(c, data, spent, (TABLE, ABROAD, "开支内容"), "开支内容包括：")
    c.line()


def cars(c: Cursor, data: Data) -> None:
    c.read(f"2.{NAMES[CARS]}支出", money(amount(data, CARS)), "万元")
    completed(c, data, CARS)
    c.words(f"。{NAMES[CARS]}支出决算")
    changed(c, data, (TABLE, CARS, "决算数"), f"{CARS}与上年相比")
    spent = amount(data, BOUGHT)
    c.read("\n其中：公务用车购置支出", money(spent), "万元。全年按规定更新购置公务用车", count(data, BOUGHT, "购置数"), "辆，其中：")  # fmt: skip
    for place, name in enumerate(SORTS):
        number = str(data.count("购置公务用车", name, "辆数"))
        price = money(data.printed("购置公务用车", name, "金额"))
        c.read(f"{'，' if place else ''}{name}", number, "辆、金额", price, "万元")
    used(c, data, spent, (TABLE, BOUGHT, "主要用于"), "，主要用于", none="。")
    c.read(
        "截至", data.year, f"年12月31日，{kind(data)}共有公务用车", count(data, KEPT, "保有量"), "辆，其中："
    )
    for place, name in enumerate(SORTS):
        c.read(f"{'、' if place else ''}{name}", count(data, KEPT, name), "辆")
    c.read(f"。\n{KEPT}支出", money(amount(data, KEPT)), "万元。")
    tail = "所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。"
    used(c, data, amount(data, KEPT), (TABLE, KEPT, "主要用于"), "主要用于", tail)
    c.line()


def guests(c: Cursor, data: Data) -> None:
    foreign = amount(data, GUESTS, "外事接待费")
    ours = amount(data, GUESTS) - foreign
    c.read(f"3.{GUESTS}支出", money(amount(data, GUESTS)), "万元")
    completed(c, data, GUESTS)
    c.words(f"。{GUESTS}支出决算")
    changed(c, data, (TABLE, GUESTS, "决算数"), f"{GUESTS}与上年相比")
    c.read("其中：\n国内公务接待支出", money(ours), "万元")
    c.words("，主要用于执行公务、开展业务活动开支的交通费、住宿费、用餐费等") if ours else None
    visits, visitors = (data.count(TABLE, GUESTS, f"外事接待{name}") for name in ("批次", "人数"))
    all_visits, all_visitors = (data.count(TABLE, GUESTS, f"国内公务接待{name}") for name in ("批次", "人数"))
    c.read(
        "。国内公务接待", str(all_visits - visits), "批次，", str(all_visitors - visitors), "人次（不包括陪同人员），共计支出",
        money(ours), "万元",
    )  # fmt: skip
    used(c, data, ours, (TABLE, GUESTS, "国内接待内容"), "，具体内容包括：", none="。")
    c.read(
        "\n外事接待支出", money(foreign), "万元，外事接待", str(visits), "批次，", str(visitors), "人，共计支出", money(foreign), "万元",
    )  # fmt: skip
    used(c, data, foreign, (TABLE, GUESTS, "外宾接待主要用于"), "，主要用于", none="。")
    c.line()


def fund(c: Cursor, data: Data) -> None:
    other(c, data, "政府性基金预算", "政府性基金表")


def capital(c: Cursor, data: Data) -> None:
    other(c, data, "国有资本经营预算", "国有资本经营表")


def other(c: Cursor, data: Data, what: str, table: str) -> None:
    c.words(f"{what}支出决算情况说明\n")
    c.read("", data.year, f"年{what}财政拨款支出", money(data.printed(table, "合计", "本年支出")), "万元。\n")


def matters(c: Cursor, data: Data) -> None:
    c.words("其他重要事项的情况说明\n（一）机关运行经费支出情况\n")
    running(c, data)
    c.words("（二）政府采购支出情况\n")
    procurement(c, data)
    c.words("（三）国有资产占有使用情况\n")
    assets(c, data)
    c.words("（四）预算绩效管理情况\n")
    performance(c, data)


def running(c: Cursor, data: Data) -> None:
    if data.text("部门", "单位性质") == "事业单位":
        c.name(data.department)
        c.words("为事业单位，按规定未使用机关运行的相关科目。\n")
        return
    c.read("", data.year, "年，")
    c.name(data.department)
    c.read("机关运行经费支出", money(data.printed("机关运行经费", "决算数")), "万元，")
    changed(c, data, ("机关运行经费", "决算数"), "机关运行经费与上年相比")
    c.line()


def procurement(c: Cursor, data: Data) -> None:
    def bought(name: str) -> Fraction:
        return data.printed("政府采购", name)

    whole = bought("总额")
    c.read("", data.year, "年，")
    c.name(data.department)
    c.read("政府采购支出总额", money(whole), "万元，其中：")
    for place, name in enumerate(("货物", "工程", "服务")):
        c.read(f"{'、' if place else ''}政府采购{name}支出", money(bought(f"{name}支出")), "万元")
    c.words("。")
    used(c, data, whole, ("政府采购", "主要用于采购"), "主要用于")
    for lead, name in (("", "授予中小企业合同金额"), ("，其中：", "授予小微企业合同金额")):
        c.read(f"{lead}{name}", money(bought(name)), "万元，")
        share(c, bought(name), whole, "政府采购支出总额")
    c.words("。\n")


def assets(c: Cursor, data: Data) -> None:
    vehicles(c, data)
    for name, field, always in VEHICLES:
        if always or owned(data, field) != "0":
            c.read(name, owned(data, field), "辆、")
    c.read("其他用车", owned(data, "其他用车"), "辆")
    others = data.count("国有资产占用", "其他用车")
    used(c, data, others, ("国有资产占用", "其他用车主要是"), "，其他用车主要是用于", none="。")
    c.read("单价100万元（含）以上设备（不含车辆）", owned(data, "单价100万元（含）以上设备"), "台（套）。\n")


def performance(c: Cursor, data: Data) -> None:
    told: list[str] = data.dig("预算绩效", "事前绩效评估项目") or []
    c.read(f"根据预算绩效管理要求，本{kind(data)}在", data.year, "年度预算编制阶段，")
    c.words("组织对" if told else "没有项目开展预算事前绩效评估")
    for place, name in enumerate(told):
        c.words("、") if place else None
        c.name(name.strip())
    if told:
        c.read("等", str(len(told)), "个项目") if len(told) > 1 else c.words("项目")
        c.words("开展了预算事前绩效评估")
    c.read(
        "，对", str(data.count("预算绩效", "编制绩效目标项目数")), "个项目编制了绩效目标，预算执行过程中，选取",
        str(data.count("预算绩效", "绩效监控项目数")), "个项目开展绩效监控，年终执行完毕后，对",
        str(len(data.dig("预算绩效", "项目") or [])), "个项目开展了绩效自评。（自评报告见第四部分附件）\n",
    )  # fmt: skip


def glossary(c: Cursor, data: Data) -> None:
    c.note(r"第三部分\s*名词解释\n")
    explained(c, data, TERMS, lambda number: f"{number}.")


def attachments(c: Cursor, data: Data) -> None:
    """Part four: reports in prose, then a table for each project, of which this reads what stands above it."""
    c.note(r"第四部分\s*附件\n附件1\s*")
    c.words(f"{kind(data)}整体支出绩效自评报告\n")
    report(c, data, "整体自评报告")
    reports = "各项目自评报告"
    for number, one in enumerate(data.dig("预算绩效", reports) or []):
        c.note(rf"附件{number + 2}\s*")
        c.read("", data.year, "年")
        c.name(one["项目"].strip())
        c.words("项目支出绩效自评报告\n")
        report(c, data, reports, number, "各节")
    titles(c, data, "部门预算项目支出绩效自评表")
