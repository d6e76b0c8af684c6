"""The prose of the 中央2023 report, section by section, from the fact sheet of the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from ..claims import PROJECT
from ..claims import completion as project_completion
from ..cursor import Cursor
from ..data import FUNDS, Data
from ..grants import classes
from ..matters import MONEY, budgets, of, quoted
from ..number import chinese, half_up, money, points
from ..overview import duties
from ..prose import block, inline
from ..shanghai.claims import share
from ..shanghai.prose import EXPENSES, INCOMES, columns, expenses, purposes, there
from ..three import ABROAD, CARS, GUESTS, NAMES, TABLE, amount, count
from .claims import GENERAL, RUNNING, SPENDING, THREE, change, completion, whole

TERMS = (
    "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入", "使用非财政拨款结余（含专用结余）",
    "年初结转和结余", "结余分配", "年末结转和结余",
), ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出", "“三公”经费", "机关运行经费")  # fmt: skip
VEHICLES = {
    "副部（省）级及以上领导用车": "副省级以上领导干部用车",
    "主要负责人用车": "主要领导干部用车",
    "机要通信用车": "机要通信用车",
    "应急保障用车": "应急保障用车",
    "执法执勤用车": "执法执勤用车",
    "特种专业技术用车": "特种专业技术用车",
    "离退休干部服务用车": "离退休干部用车",
    "其他用车": "其他用车",
}


def kind(data: Data) -> str:
    """部门, or 单位 where a single unit reports."""
    return data.text("部门", "称谓")


def cover(c: Cursor, data: Data) -> None:
    c.name(data.department)
    c.line()
    c.read("", data.year, f"年度{kind(data)}决算\n")
    if date := data.text("部门", "公布日期"):
        c.name(date)
        c.line()
    c.note(r"目\s*录\n")


def overview(c: Cursor, data: Data) -> None:
    c.note(r"第一部分\s*")
    c.name(data.department)
    c.words(f"概况\n一、{kind(data)}职责\n")
    duties(c, data)
    c.words("二、机构设置\n")
    if len(data.dig("部门", "决算单位")) < 2:
        block(c, data.dig("部门", "机构设置"), "部门.机构设置")
        c.line()
        return
    c.words("从决算单位构成看，")
    c.name(data.department)
    c.words(f"{kind(data)}决算包括：")
    c.name(data.department)
    c.words("本级决算和所属事业单位决算。\n纳入")
    c.name(data.department)
    c.read("", data.year, f"年度{kind(data)}决算编制范围的二级预算单位包括：\n")


def heading(c: Cursor, data: Data) -> None:
    c.note(r"第三部分\s*")
    c.name(data.department)
    c.read("", data.year, f"年度{kind(data)}决算情况说明\n")


def total(c: Cursor, data: Data) -> None:
    c.words("收入支出决算总体情况说明\n")
    both(c, data, "收入支出总表", "收、支总计", "收入总计与上年相比")


def granted(c: Cursor, data: Data) -> None:
    c.words("财政拨款收入支出决算总体情况说明\n")
    both(c, data, "财政拨款收支总表", "财政拨款收、支总计", "财政拨款收入支出总计与上年相比")


def both(c: Cursor, data: Data, table: str, what: str, slot: str) -> None:
    path = (table, "收入", "总计", "决算数")
    c.read("", data.year, f"年度{what}均为", money(data.printed(*path)), "万元。")
    change(c, data, path, slot, whole(what))
    c.words("。\n")


def income(c: Cursor, data: Data) -> None:
    c.words("收入决算情况说明\n")
    columns(c, data, ("收入决算表", "合计"), "本年收入合计", INCOMES)


def spending(c: Cursor, data: Data) -> None:
    c.words("支出决算情况说明\n")
    columns(c, data, ("支出决算表", "合计"), "本年支出合计", EXPENSES)


def general(c: Cursor, data: Data) -> None:
    path = ("一般公共预算支出表", "合计", "小计")
    spent = data.printed(*path)
    c.words(f"{GENERAL}决算情况说明\n（一）{GENERAL}决算总体情况。\n")
    c.read("", data.year, f"年度{GENERAL}", money(spent), "万元，")
    share(c, spent, data.printed("支出决算表", "合计", "本年支出合计"), "本年支出合计")
    c.words("。")
    change(c, data, path, f"{GENERAL}与上年相比", SPENDING)
    c.words(f"。\n（二）{GENERAL}决算结构情况。\n")
    c.read("", data.year, f"年度{GENERAL}", money(spent), "万元")
    purposes(c, data, spent)
    c.words(f"。\n（三）{GENERAL}决算具体情况。\n")
    c.read("", data.year, f"年度{GENERAL}")
    completion(c, data, spent, data.stated(*path[:-1], "年初预算数"), initial=True)
    items = [
        row for row in data.rows("一般公共预算支出表", 7) if there(data, row.path, ("小计", "年初预算数"))
    ]
    c.words("。其中：\n" if items else "。\n")
    for number, row in enumerate(items, 1):
        named(c, data, "一般公共预算支出表", number, row.code)
        slot = f"{row.code}{row.name}与年初预算相比"
        completion(
            c,
            data,
            data.printed(*row.path, "小计"),
            data.stated(*row.path, "年初预算数"),
            initial=True,
            slot=slot,
        )
        c.words("。\n")


def named(c: Cursor, data: Data, table: str, number: int, code: str) -> None:
    """1.…（类）…（款）…（项）。"""
    c.words(f"{number}.")
    classes(c, data, table, code)
    c.words("。")


def basic(c: Cursor, data: Data) -> None:
    c.words("一般公共预算财政拨款基本支出决算情况说明\n")
    total_ = data.printed("一般公共预算支出表", "合计", "基本支出")
    c.read("", data.year, "年度一般公共预算财政拨款基本支出", money(total_), "万元，其中：\n")
    for name, kinds, end in (
        ("人员经费", ("301", "303"), "；\n"),
        ("公用经费", ("302", "307", "310", "312", "399"), "。\n"),
    ):
        expenses(c, data, name, kinds, "，主要包括")
        c.words(end)


def fund(c: Cursor, data: Data) -> None:
    flows = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")
    c.words(f"{FUNDS[1]}收入支出决算情况说明\n")
    if not has(data, "政府性基金表", flows):
        without(c, data, f"{FUNDS[1]}收入，也没有使用{FUNDS[1]}安排的支出")
        return
    one, two, three_, four = (money(data.printed("政府性基金表", "合计", name)) for name in flows)
    c.read("", data.year, f"年度{FUNDS[1]}年初结转和结余", one, "万元，本年收入", two, "万元，本年支出", three_, "万元，年末结转和结余", four, "万元。")  # fmt: skip
    spent_on(c, data, "政府性基金表")


def capital(c: Cursor, data: Data) -> None:
    c.words(f"{FUNDS[2]}支出决算情况说明\n")
    if not has(data, "国有资本经营表", ("本年支出",)):
        without(c, data, f"使用{FUNDS[2]}安排的支出", "没有")
        return
    spent = money(data.printed("国有资本经营表", "合计", "本年支出"))
    c.read("", data.year, f"年度{FUNDS[2]}支出", spent, "万元。")
    spent_on(c, data, "国有资本经营表")


def has(data: Data, table: str, columns: Sequence[str]) -> bool:
    """Whether TABLE has anything that does not print as zero in one of COLUMNS."""
    return any(
        there(data, row, columns) for row in ((table, "合计"), *(row.path for row in data.rows(table)))
    )


def without(c: Cursor, data: Data, what: str, lead: str = "没有") -> None:
    c.name(data.department)
    c.read("", data.year, f"年度{lead}{what}。\n")


def spent_on(c: Cursor, data: Data, table: str) -> None:
    """具体情况如下：, and the 项 with money, each with what it was for."""
    items = [row for row in data.rows(table, 7) if data.printed(*row.path, "本年支出")]
    c.words("具体情况如下：\n" if items else "\n")
    for number, row in enumerate(items, 1):
        named(c, data, table, number, row.code)
        c.read("支出决算为", money(data.printed(*row.path, "本年支出")), "万元，主要用于")
        inline(c, data.dig(*row.path, "主要用途"), "。", f"{'.'.join(row.path)}.主要用途")
        c.words("。\n")


def three(c: Cursor, data: Data) -> None:
    c.words("财政拨款“三公”经费支出决算情况说明\n")
    if not any(there(data, (TABLE, row), ("预算数", "决算数", "上年决算数")) for row in ("合计", *NAMES)):
        without(c, data, "财政拨款“三公”经费支出")
        return
    c.words("（一）“三公”经费财政拨款支出决算总体情况说明。\n")
    c.read("", data.year, "年度“三公”经费财政拨款支出")
    compared(c, data, "合计", "三公经费")
    c.words("\n（二）“三公”经费财政拨款支出决算具体情况说明。\n")
    c.read("", data.year, "年度“三公”经费财政拨款支出决算中，")
    for place, (row, name) in enumerate(NAMES.items()):
        c.read(f"{'；' if place else ''}{name}支出决算", money(amount(data, row)), "万元，")
        share(c, amount(data, row), amount(data, "合计"))
    c.words("。具体情况如下：\n")
    abroad(c, data)
    cars(c, data)
    guests(c, data)


def compared(c: Cursor, data: Data, row: str, slot: str) -> None:
    """…预算为…万元，支出决算为…万元，完成预算的…%。…较上年…。"""
    planned = data.stated(TABLE, row, "预算数")
    completion(c, data, amount(data, row), planned or Fraction(0), initial=False, slot=f"{slot}与预算相比")
    c.words("。")
    change(c, data, (TABLE, row, "决算数"), f"{slot}与上年相比", THREE)
    c.words("。")


def abroad(c: Cursor, data: Data) -> None:
    c.words(f"1.{ABROAD}")
    compared(c, data, ABROAD, ABROAD)
    c.read("全年安排因公出国（境）团组", count(data, ABROAD, "团组数"), "个，累计", count(data, ABROAD, "人次"), "人次。")  # fmt: skip
    if amount(data, ABROAD):
        c.words("开支内容包括：")
        inline(c, data.dig(TABLE, ABROAD, "开支内容"), "。", f"{TABLE}.{ABROAD}.开支内容")
        c.words("。")
    c.line()


def cars(c: Cursor, data: Data) -> None:
    bought, kept = "公务用车购置费", "公务用车运行维护费"
    c.words(f"2.{NAMES[CARS]}")
    compared(c, data, CARS, CARS)
    c.words("其中：\n")
    c.read("公务用车购置支出", money(amount(data, bought)), "万元，购置公务用车", count(data, bought, "购置数"), "辆。\n")  # fmt: skip
    c.read(f"{kept}支出", money(amount(data, kept)), "万元")
    used(c, data, amount(data, kept), kept, "主要用于", "等支出。")
    c.read("", data.year, "年期末，开支财政拨款的公务用车保有量为", count(data, kept, "保有量"), "辆。\n")


def guests(c: Cursor, data: Data) -> None:
    foreign = amount(data, GUESTS, "外事接待费")
    others = amount(data, GUESTS) - foreign
    c.words(f"3.{GUESTS}")
    compared(c, data, GUESTS, GUESTS)
    c.read("其中：\n外宾接待支出", money(foreign), "万元")
    used(c, data, foreign, GUESTS, "外宾接待主要用于", "。")
    visits, visitors = (data.count(TABLE, GUESTS, f"外事接待{name}") for name in ("批次", "人数"))
    c.read("", data.year, "年共接待国（境）外来访团组", str(visits), "个、来访外宾", str(visitors), "人次（不包括陪同人员）。\n")  # fmt: skip
    c.read("其他国内公务接待支出", money(others), "万元")
    used(c, data, others, GUESTS, "主要用于", "。")
    left, left_visitors = (
        str(data.count(TABLE, GUESTS, f"国内公务接待{name}") - less)
        for name, less in (("批次", visits), ("人数", visitors))
    )
    c.read(
        "", data.year, "年共接待国内来访团组", left, "个、来宾", left_visitors, "人次（不包括陪同人员）。\n"
    )


def used(c: Cursor, data: Data, money_: Fraction, row: str, name: str, tail: str) -> None:
    """，主要用于… where there is money, and TAIL; 。 where there is none."""
    if not money_:
        c.words("。")
        return
    c.words("，主要用于")
    inline(c, data.dig(TABLE, row, name), tail, f"{TABLE}.{row}.{name}")
    c.words(tail)


def running(c: Cursor, data: Data) -> None:
    c.words("机关运行经费支出说明\n")
    running_cost(c, data)


def running_cost(c: Cursor, data: Data) -> None:
    if data.text("部门", "单位性质") == "事业单位":
        c.words(f"本{kind(data)}不是行政单位，也不是参照公务员法管理的事业单位，没有机关运行经费。\n")
        return
    c.read("", data.year, "年度机关运行经费支出", money(data.printed("机关运行经费", "决算数")), "万元，")
    change(c, data, ("机关运行经费", "决算数"), "机关运行经费与上年相比", RUNNING)
    c.words("。\n")


def procurement(c: Cursor, data: Data) -> None:
    c.words("政府采购支出说明\n")
    purchases(c, data)


def purchases(c: Cursor, data: Data) -> None:
    def bought(name: str) -> Fraction:
        return data.printed("政府采购", name)

    c.read(
        "", data.year, "年度政府采购支出总额", money(bought("总额")), "万元，其中：政府采购货物支出", money(bought("货物支出")),
        "万元、政府采购工程支出", money(bought("工程支出")), "万元、政府采购服务支出", money(bought("服务支出")), "万元。",
    )  # fmt: skip
    small = bought("授予中小企业合同金额")
    c.read("授予中小企业合同金额", money(small), "万元，")
    share(c, small, bought("总额"), "政府采购支出总额")
    c.read("，其中：授予小微企业合同金额", money(bought("授予小微企业合同金额")), "万元，")
    share(c, bought("授予小微企业合同金额"), small, "授予中小企业合同金额")
    for place, name in enumerate(("货物", "工程", "服务")):
        c.words(f"{'，' if place else '；'}{name}采购授予中小企业合同金额")
        share(c, bought(f"{name}采购授予中小企业合同金额"), bought(f"{name}支出"), f"{name}支出金额")
    c.words("。\n")


def assets(c: Cursor, data: Data) -> None:
    c.words("国有资产占用情况说明\n")
    belongings(c, data)


def owned(data: Data, name: str) -> str:
    return str(data.count("国有资产占用", name))


def vehicles(c: Cursor, data: Data) -> None:
    c.read("截至", data.year, "年12月31日，")
    c.name(data.department)
    c.read("共有车辆", owned(data, "车辆"), "辆，其中：")


def belongings(c: Cursor, data: Data) -> None:
    vehicles(c, data)
    for place, (name, field) in enumerate(VEHICLES.items()):
        c.read(f"{'、' if place else ''}{name}", owned(data, field), "辆")
    if data.count("国有资产占用", "其他用车"):
        c.words("，其他用车主要是")
        inline(c, data.dig("国有资产占用", "其他用车主要是"), "；", "国有资产占用.其他用车主要是")
    c.read(
        "；单价100万元（含）以上设备（不含车辆）", owned(data, "单价100万元（含）以上设备"), "台（套）。\n"
    )


def performance(c: Cursor, data: Data) -> None:
    items: list[Any] = data.dig("预算绩效", "项目") or []
    judged: list[Any] = data.dig("预算绩效", "重点评价项目") or []
    c.words("预算绩效情况说明\n（一）预算绩效管理工作开展情况。\n根据预算绩效管理要求，")
    c.name(data.department)
    c.read("组织对", data.year, "年度一般公共预算项目支出全面开展绩效自评，")
    if data.raw["格式"] == "湖南2023":
        c.read("共涉及项目", str(len(of(items, "一般公共预算"))), "个，资金")
    else:
        c.read("其中，一级项目", str(data.count("预算绩效", "一级项目数")), "个，二级项目", str(data.count("预算绩效", "二级项目数")), "个，共涉及资金")  # fmt: skip
    c.read("", money(data.printed("预算绩效", "自评资金")), "万元，")
    project_share(c, data, data.printed("预算绩效", "自评资金"), "一般公共预算支出表", "一般公共预算")
    for name, table in (("政府性基金预算", "政府性基金表"), ("国有资本经营预算", "国有资本经营表")):
        if ours := of(items, name):
            c.read("组织对", data.year, "年度", str(len(ours)), f"个{name}项目开展绩效自评，共涉及资金", budgets(data, ours), "万元，")  # fmt: skip
            project_share(c, data, Fraction(budgets(data, ours)), table, name)
    if judged:
        c.words("组织对")
        quoted(c, judged)
        c.words("项目开展了部门评价，涉及一般公共预算支出")
        c.read("", money(spent(data, of(judged, "一般公共预算"))), "万元，政府性基金预算支出")
        c.read("", money(spent(data, of(judged, "政府性基金预算"))), "万元。从评价情况来看，")
        block(c, data.dig("预算绩效", "评价情况"), "预算绩效.评价情况")
        c.line()
    c.words(f"（二）{kind(data)}决算中项目绩效自评结果。\n")
    c.name(data.department)
    c.words(f"今年在{kind(data)}决算中")
    c.words("公开" if items else "没有公开项目绩效自评结果。\n")
    if items:
        quoted(c, items)
        c.words("项目绩效自评结果。\n")
    for number in range(len(items)):
        project(c, data, number)
    c.words("（三）部门评价项目绩效评价结果。\n")
    if judged:
        block(c, data.dig("预算绩效", "部门评价结果"), "预算绩效.部门评价结果")
        c.line()
    else:
        c.read(f"本{kind(data)}", data.year, "年度没有开展部门评价项目。\n")


def project_share(c: Cursor, data: Data, money_: Fraction, table: str, name: str) -> None:
    share(c, money_, data.printed(table, "合计", "项目支出"), f"{name}项目支出总额")
    c.words("。\n")


def spent(data: Data, items: Sequence[Any]) -> Fraction:
    return sum((half_up(Fraction(one["资金"]) / data.scale) for one in items), Fraction(0))


def project(c: Cursor, data: Data, number: int) -> None:
    path = ("预算绩效", "项目", number)
    name = data.text(*path, "名称")
    c.words(f"{number + 1}.“")
    c.name(name)
    c.words("”项目绩效自评综述：根据年初设定的绩效目标，“")
    c.name(name)
    score = points(Fraction(data.dig(*path, "总分")))
    budget, done = (data.exact(*path, *MONEY, one) for one in ("全年预算数", "全年执行数"))
    c.read("”项目绩效自评得分为", score, "分。项目全年预算数为", money(budget), "万元，执行数为", money(done), "万元，")  # fmt: skip
    project_completion(c, data, [done], budget, PROJECT)
    for lead, told in (
        ("。项目绩效目标完成情况：", "绩效目标完成情况"),
        ("发现的主要问题及原因：", "发现的主要问题及原因"),
        ("下一步改进措施：", "下一步改进措施"),
    ):
        if told == "绩效目标完成情况" or data.lines(*path, told):
            c.words(lead)
            block(c, data.dig(*path, told), f"预算绩效.项目[{number + 1}].{told}")
    c.line()


def glossary(c: Cursor, data: Data) -> None:
    c.note(r"第四部分\s*名词解释\n")
    explained(c, data, TERMS, lambda number: f"{chinese(number)}、")


def explained(
    c: Cursor, data: Data, terms: tuple[Sequence[str], Sequence[str]], mark: Callable[[int], str]
) -> None:
    """The first TERMS, the 项 that money was spent on, and the other TERMS, each after the MARK of its number."""
    number = 0
    for some in terms:
        for term in some:
            number += 1
            c.words(f"{mark(number)}{term}：指")
            c.note(r"[^\n]+。\n")
        if some is terms[0]:
            for row in data.rows("支出决算表", 7):
                number += 1
                c.words(mark(number))
                classes(c, data, "支出决算表", row.code)
                c.words("：")
                block(c, data.dig("名词解释", "科目", row.code), f"名词解释.科目.{row.code}")
                c.line()
