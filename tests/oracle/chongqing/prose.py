"""The prose of the 重庆2023 report, section by section, from the fact sheet of the form."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from ..central.attachments import titles
from ..central.claims import Manner, change
from ..central.prose import VEHICLES, has, kind
from ..cursor import Cursor
from ..data import FUNDS, Data
from ..number import chinese, money
from ..overview import duties
from ..prose import block, inline
from ..shanghai.claims import share
from ..shanghai.prose import there
from ..three import ABROAD, GUESTS, TABLE, amount, count
from .claims import PLANNED, SPENT, against, each

TERMS = (
    "财政拨款收入", "事业收入", "经营收入", "其他收入", "使用非财政拨款结余（含专用结余）", "年初结转和结余", "结余分配", "年末结转和结余",
    "基本支出", "项目支出", "经营支出", "“三公”经费", "机关运行经费",
)  # fmt: skip
KINDS = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "其他资本性支出")
# The columns of 公开02表 and 公开03表, and those of them of which nothing is said where there is nothing.
INCOMES = {"财政拨款收入": False, "上级补助收入": True, "事业收入": False, "经营收入": False, "附属单位上缴收入": True, "其他收入": False}  # fmt: skip
EXPENSES = {"基本支出": False, "项目支出": False, "上缴上级支出": True, "经营支出": False, "对附属单位补助支出": True}  # fmt: skip
ALL, GRANTS = "收入支出总表", "财政拨款收支总表"
GENERAL = "一般公共预算支出表"
NEXT = "。主要原因是"
BOUGHT, KEPT = "公务用车购置费", "公务用车运行维护费"
BOTH = "财政拨款收、支总计"
# How they change together.
TOGETHER = Manner(
    f"与{{}}年相比，{BOTH}", "各增加", "各减少", f"与{{}}年相比，{BOTH}持平", "{}年", "本年度", "收支", f"{BOTH}无可比的{{}}年决算数", NEXT,
)  # fmt: skip


def overview(c: Cursor, data: Data) -> None:
    c.words(f"{kind(data)}基本情况\n（一）职能职责。\n")
    duties(c, data, "{}.".format)
    c.words("（二）机构设置。\n")
    block(c, data.dig("部门", "机构设置"), "部门.机构设置")
    c.words("\n（三）单位构成。\n")
    units: list[str] = data.dig("部门", "决算单位")
    if len(units) < 2:
        c.read(f"本{kind(data)}", data.year, "年度决算编制时无独立核算的二级预算单位。\n")
        return
    c.read(f"从预算单位构成看，纳入本{kind(data)}", data.year, "年度决算编制的二级预算单位主要包括：")
    listed(c, [unit.strip() for unit in units])
    c.words("。\n")


def listed(c: Cursor, names: Sequence[str]) -> None:
    for place, name in enumerate(names):
        c.words("、") if place else None
        c.name(name)


def accounts(c: Cursor, data: Data) -> None:
    c.words(f"{kind(data)}决算情况说明\n（一）收入支出决算总体情况说明。\n")
    total(c, data)
    c.words("（二）财政拨款收入支出决算总体情况说明。\n")
    granted(c, data)
    c.words("（三）一般公共预算财政拨款收入支出决算情况说明。\n")
    general(c, data)
    c.words("（四）一般公共预算财政拨款基本支出决算情况说明。\n")
    basic(c, data)
    c.words("（五）政府性基金预算收支决算情况说明。\n")
    fund(c, data)
    c.words("（六）国有资本经营预算财政拨款支出决算情况说明。\n")
    capital(c, data)


def total(c: Cursor, data: Data) -> None:
    def of(side: str, row: str) -> str:
        return money(data.printed(ALL, side, row, "决算数"))

    whole = (ALL, "收入", "总计")
    c.read("1.总体情况。", data.year, "年度收入总计", of("收入", "总计"), "万元，支出总计", of("支出", "总计"), "万元。收支")  # fmt: skip
    against(c, data, (*whole, "决算数"), (*whole, "上年决算数"), "收入总计与上年相比", none="上年无收支")
    c.words("。\n2.收入情况。")
    columns(c, data, "收入", INCOMES)
    c.read("此外，使用非财政拨款结余（含专用结余）", of("收入", "使用非财政拨款结余"), "万元，年初结转和结余", of("收入", "年初结转和结余"), "万元。\n3.支出情况。")  # fmt: skip
    columns(c, data, "支出", EXPENSES)
    c.read("此外，结余分配", of("支出", "结余分配"), "万元。\n4.结转结余情况。")
    left = (ALL, "支出", "年末结转和结余")
    c.read("", data.year, "年度年末结转和结余", of("支出", "年末结转和结余"), "万元，")
    against(c, data, (*left, "决算数"), (*left, "上年决算数"), "年末结转和结余与上年相比", none="上年无结转结余")  # fmt: skip
    c.words("。\n")


def columns(c: Cursor, data: Data, side: str, names: dict[str, bool]) -> None:
    """…合计…万元，较上年决算数…。其中：…万元，占…%；…。"""
    row, whole = (f"{side}决算表", "合计"), f"本年{side}合计"
    all_of_it = data.printed(*row, whole)
    c.read("", data.year, f"年度{side}合计", money(all_of_it), "万元，")
    against(c, data, (*row, whole), (ALL, side, whole, "上年决算数"), f"{whole}与上年相比", none=f"上年无{side}")  # fmt: skip
    c.words("。其中：")
    said = [name for name, seldom in names.items() if not seldom or data.printed(*row, name)]
    for place, name in enumerate(said):
        part = data.printed(*row, name)
        c.read(f"{'；' if place else ''}{name}", money(part), "万元，")
        share(c, part, all_of_it)
    c.words("。")


def granted(c: Cursor, data: Data) -> None:
    path = (GRANTS, "收入", "总计", "决算数")
    c.read("", data.year, f"年度{BOTH}", money(data.printed(*path)), "万元。")
    change(c, data, path, "财政拨款收入支出总计与上年相比", TOGETHER)
    c.words("。\n")


def general(c: Cursor, data: Data) -> None:
    fund, year = FUNDS[0], data.year
    came, spent, left = (GRANTS, "收入", fund), (GENERAL, "合计"), (GRANTS, "支出", "年末财政拨款结转和结余")
    opening = data.printed(GRANTS, "收入", f"年初{fund}结转和结余", "决算数")

    def twice(now: str, row: tuple[str, ...], what: str) -> None:
        none = "上年无此项收入" if what == "收入" else "上年无此项支出"
        against(c, data, (*row, now), (*row, "上年决算数"), f"{fund}{what}与上年相比", none=none, lead=NEXT)
        c.words("。")
        planned = f"{fund}{what}与年初预算相比"
        against(c, data, (*row, now), (*row, PLANNED), planned, PLANNED, "年初未安排预算", NEXT, published=False)  # fmt: skip

    c.read("1.收入情况。", year, f"年度{fund}收入", money(data.printed(*came, "决算数")), "万元，")
    twice("决算数", came, "收入")
    c.read("。此外，年初财政拨款结转和结余", money(opening), "万元。\n2.支出情况。")
    c.read("", year, f"年度{fund}支出", money(data.printed(*spent, "小计")), "万元，")
    twice("小计", spent, "支出")
    c.read("。\n3.结转结余情况。", year, f"年度年末{fund}结转和结余", money(data.printed(*left, fund)), "万元，")  # fmt: skip
    slot = f"{fund}年末结转和结余与上年相比"
    against(c, data, (*left, fund), (*left, f"上年{fund}"), slot, none="上年无结转结余", lead=NEXT)
    c.read(f"。\n4.比较情况。本{kind(data)}", year, f"年度{fund}支出")
    rows = [row for row in data.rows(GENERAL, 3) if there(data, row.path, ("小计", PLANNED))]
    c.words("主要用于以下几个方面：\n" if rows else "为零。\n")
    for number, row in enumerate(rows, 1):
        part = data.printed(*row.path, "小计")
        c.words(f"（{number}）")
        c.name(row.name)
        c.read("", money(part), "万元，")
        share(c, part, data.printed(*spent, "小计"))
        c.words("，")
        slot = f"{row.code}{row.name}与年初预算相比"
        against(c, data, (*row.path, "小计"), (*row.path, PLANNED), slot, PLANNED, "年初未安排预算", published=False)  # fmt: skip
        c.words("。\n")


def basic(c: Cursor, data: Data) -> None:
    c.read("", data.year, f"年度{FUNDS[0]}基本支出", money(data.printed(GENERAL, "合计", "基本支出")), "万元。其中：")  # fmt: skip
    for name, codes in (("人员经费", ("301", "303")), ("公用经费", ("302", "307", "310", "312", "399"))):
        table, whole = "基本支出表", f"{name}合计"
        c.read(name, money(data.printed(table, whole)), "万元，")
        against(c, data, (table, whole), (table, f"上年{whole}"), f"{name}与上年相比")
        c.words("。")
        rows = [row for row in data.rows(table, 5) if row.code.startswith(codes) and data.printed(*row.path, "决算数")]  # fmt: skip
        if rows:
            c.words(f"{name}用途主要包括")
            listed(c, [row.name for row in rows])
            c.words("。")
    c.line()


def fund(c: Cursor, data: Data) -> None:
    flows = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")
    if not has(data, "政府性基金表", flows):
        without(c, data, f"{FUNDS[1]}收支")
        return
    row = ("政府性基金表", "合计")
    opening, came, spent, closing = (money(data.printed(*row, name)) for name in flows)
    c.read("", data.year, f"年度{FUNDS[1]}年初结转和结余", opening, "万元，年末结转和结余", closing, "万元。")
    for what, said in (("收入", came), ("支出", spent)):
        c.read(f"本年{what}", said, "万元，")
        slot = f"{FUNDS[1]}{what}与上年相比"
        against(c, data, (*row, f"本年{what}"), (*row, f"上年本年{what}"), slot, none=f"上年无此项{what}")
        c.words("。")
    c.line()


def capital(c: Cursor, data: Data) -> None:
    row, name = ("国有资本经营表", "合计"), "本年支出"
    if not has(data, row[0], (name,)):
        without(c, data, f"{FUNDS[2]}支出")
        return
    c.read("", data.year, f"年度{FUNDS[2]}支出", money(data.printed(*row, name)), "万元，")
    against(c, data, (*row, name), (*row, f"上年{name}"), f"{FUNDS[2]}支出与上年相比")
    c.words("。\n")


def without(c: Cursor, data: Data, what: str) -> None:
    c.read(f"本{kind(data)}", data.year, f"年度无{what}。\n")


def three(c: Cursor, data: Data) -> None:
    c.words("“三公”经费情况说明\n（一）“三公”经费支出总体情况说明。\n")
    c.read("", data.year, "年度“三公”经费支出共计", money(amount(data, "合计")), "万元，")
    twice(c, data, "合计", "三公经费")
    c.words("（二）“三公”经费分项支出情况。\n")
    c.read("", data.year, f"年度本{kind(data)}")
    part(c, data, ABROAD, "因公出国（境）费用", "开支内容", "，主要是用于")
    part(c, data, BOUGHT, "公务车购置费", "主要用于", "，主要是用于")
    end = "等所需车辆的燃料费、维修费、过桥过路费、保险费等。"
    part(c, data, KEPT, "公务车运行维护费", "主要用于", "，主要用于", end)
    part(c, data, GUESTS, GUESTS, "主要用于", "，主要用于")
    c.words("（三）“三公”经费实物量情况。\n")
    numbers(c, data)


def part(c: Cursor, data: Data, row: str, name: str, use: str, lead: str, end: str = "。") -> None:
    """…万元，主要用于…。费用支出较年初预算数…。较上年支出数…。 What it was for is said where anything was spent."""
    c.read(name, money(amount(data, row)), "万元")
    if amount(data, row):
        c.words(lead)
        inline(c, data.dig(TABLE, row, use), end, f"{TABLE}.{row}.{use}")
    c.words((end if amount(data, row) else "。") + "费用支出")
    twice(c, data, row, row)


def twice(c: Cursor, data: Data, row: str, slot: str) -> None:
    now = (TABLE, row, "决算数")
    against(c, data, now, (TABLE, row, "预算数"), f"{slot}与预算相比", PLANNED, "年初未安排预算")
    c.words("。")
    against(c, data, now, (TABLE, row, "上年决算数"), f"{slot}与上年相比", SPENT)
    c.words("。\n")


def numbers(c: Cursor, data: Data) -> None:
    def guests(which: str) -> tuple[str, str]:
        return count(data, GUESTS, f"{which}批次"), count(data, GUESTS, f"{which}人数")

    home, foreign, overseas = map(guests, ("国内公务接待", "外事接待", "国（境）外公务接待"))
    c.read(
        "", data.year, f"年度本{kind(data)}因公出国（境）共计", count(data, ABROAD, "团组数"), "个团组，", count(data, ABROAD, "人次"),
        "人；公务用车购置", count(data, BOUGHT, "购置数"), "辆，公务车保有量为", count(data, KEPT, "保有量"),
        "辆；国内公务接待", home[0], "批次", home[1], "人，其中：国内外事接待", foreign[0], "批次，", foreign[1],
        "人；国（境）外公务接待", overseas[0], "批次，", overseas[1], "人。",
    )  # fmt: skip
    c.read("", data.year, f"年本{kind(data)}")
    guests_ = data.count(TABLE, GUESTS, "国内公务接待人数") + data.count(
        TABLE, GUESTS, "国（境）外公务接待人数"
    )
    each(c, "人均接待费", amount(data, GUESTS), guests_, "元", "没有接待人数", GUESTS)
    c.words("，")
    bought, kept = data.count(TABLE, BOUGHT, "购置数"), data.count(TABLE, KEPT, "保有量")
    each(c, "车均购置费", amount(data, BOUGHT), bought, "万元", "没有购置公务用车", "购置费")
    c.words("，")
    each(c, "车均维护费", amount(data, KEPT), kept, "万元", "年末没有公务用车", "运行维护费")
    c.words("。\n")


def matters(c: Cursor, data: Data) -> None:
    c.words("其他需要说明的事项\n（一）财政拨款会议费和培训费情况说明。\n")
    for name in ("会议费", "培训费"):
        c.read(f"本年度{name}支出", money(data.printed(name, "决算数")), "万元，")
        against(c, data, (name, "决算数"), (name, "上年决算数"), f"{name}与上年相比")
        c.words("。")
    c.words("\n（二）机关运行经费情况说明。\n")
    running(c, data)
    c.words("（三）国有资产占用情况说明。\n")
    belongings(c, data)
    c.words("（四）政府采购支出情况说明。\n")
    procurement(c, data)


def running(c: Cursor, data: Data) -> None:
    if data.text("部门", "单位性质") == "事业单位":
        c.words("按照部门决算列报口径，我单位不在机关运行经费统计范围之内。\n")
        return
    name = "机关运行经费"
    spent = data.printed(name, "决算数")
    c.read("", data.year, f"年度本{kind(data)}{name}支出", money(spent), "万元")
    if spent:
        c.words(f"，{name}主要用于开支")
        inline(c, data.dig(name, "主要用于"), "。", f"{name}.主要用于")
    c.words(f"。{name}")
    against(c, data, (name, "决算数"), (name, "上年决算数"), f"{name}与上年相比", SPENT)
    c.words("。\n")


def belongings(c: Cursor, data: Data) -> None:
    def owned(name: str) -> str:
        return str(data.count("国有资产占用", name))

    c.read("截至", data.year, f"年12月31日，本{kind(data)}共有车辆", owned("车辆"), "辆，其中")
    for place, (name, field) in enumerate(VEHICLES.items()):
        c.read(f"{'、' if 0 < place < 5 else '，'}{name}", owned(field), "辆")
    c.read("。单价100万元（含）以上设备（不含车辆）", owned("单价100万元（含）以上设备"), "台（套）。\n")


def procurement(c: Cursor, data: Data) -> None:
    def bought(name: str) -> Fraction:
        return data.printed("政府采购", name)

    whole = bought("总额")
    if not whole:
        c.read("", data.year, f"年度我{kind(data)}未发生政府采购事项，无相关经费支出。\n")
        return
    c.read(
        "", data.year, f"年度我{kind(data)}政府采购支出总额", money(whole), "万元，其中：政府采购货物支出", money(bought("货物支出")),
        "万元、政府采购工程支出", money(bought("工程支出")), "万元、政府采购服务支出", money(bought("服务支出")), "万元。",
    )  # fmt: skip
    for name, lead in (("授予中小企业合同金额", ""), ("授予小微企业合同金额", "，其中：")):
        c.read(f"{lead}{name}", money(bought(name)), "万元，")
        share(c, bought(name), whole, "政府采购支出总额")
    c.words("。主要用于采购")
    inline(c, data.dig("政府采购", "主要用于采购"), "。", "政府采购.主要用于采购")
    c.words("。\n")


def performance(c: Cursor, data: Data) -> None:
    part, items = "预算绩效", data.dig("预算绩效", "项目") or []

    def told(name: str) -> tuple[str, str]:
        return str(data.count(part, name, "项目数")), money(data.printed(part, name, "资金"))

    forms, others = told("自评表自评"), told("第三方自评")
    c.read(
        "", data.year, "年度预算绩效管理情况说明\n（一）预算绩效管理工作开展情况。\n根据预算绩效管理要求，"
    )
    c.read(
        f"本{kind(data)}对{kind(data)}整体和", str(len(items)), "个项目开展了绩效自评，其中，以填报自评表形式开展自评", forms[0],
        "项，涉及资金", forms[1], "万元；以委托第三方形式开展绩效自评", others[0], "项，涉及资金", others[1], "万元。\n",
    )  # fmt: skip
    c.words("（二）绩效自评结果。\n")
    number = 1
    if items:
        c.words("1.绩效目标自评表。见附表。\n")
        number += 1
    if report := data.dig(part, "自评报告或案例"):
        c.words(f"{number}.绩效自评报告或案例。\n")
        number += 1
        for place, paragraph in enumerate(report, 1):
            block(c, paragraph, f"{part}.自评报告或案例[{place}]")
            c.line()
    c.words(f"{number}.关于绩效自评结果的说明。")
    result(c, data, "自评结果")
    c.words("（三）重点绩效评价结果。\n")
    result(c, data, "重点绩效评价结果")


def result(c: Cursor, data: Data, name: str) -> None:
    block(c, data.dig("预算绩效", name), f"预算绩效.{name}")
    c.line()


def glossary(c: Cursor, data: Data) -> None:
    c.words("专业名词解释\n")
    said: list[Any] = [f"{term}：指" for term in TERMS]
    said += [f"{name}（支出经济分类科目类级）：反映" for name in KINDS]
    for number, words in enumerate(said, 1):
        c.words(f"（{chinese(number)}）{words}")
        c.note(r"[^\n]+。\n")


def contact(c: Cursor, data: Data) -> None:
    c.words("决算公开联系方式及信息反馈渠道\n本单位决算公开信息反馈和联系方式：")
    c.name(data.text("部门", "联系电话"))
    c.words("。\n")


def attached(c: Cursor, data: Data) -> None:
    titles(c, data, "项目支出绩效自评表")
