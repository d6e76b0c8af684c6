"""Parts one, three and four of the 上海2024 report, sentence by sentence in the words of the published form."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..cursor import Cursor
from ..data import Data
from ..grants import classes
from ..number import chinese, half_up, money, points
from ..overview import duties
from ..prose import block, inline
from ..three import ABROAD, CARS, GUESTS, NAMES, TABLE, amount, count
from .claims import budget, cause, change, completed, relation, share

INCOMES = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
EXPENSES = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
VEHICLES = (
    "部级领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车",
    "离退休干部用车", "其他用车",
)  # fmt: skip
TERMS = (
    "财政拨款收入", "事业收入", "经营收入", "其他收入", "年初结转和结余", "年末结转和结余", "基本支出", "项目支出", "经营支出",
    "“三公”经费", "机关运行经费",
)  # fmt: skip


def overview(c: Cursor, data: Data) -> None:
    c.note(r"第一部分\s*")
    c.name(data.department)
    c.words("概况\n一、主要职能\n")
    duties(c, data)
    if len(data.dig("部门", "决算单位")) < 2:
        c.words("二、机构设置\n")
        block(c, data.dig("部门", "机构设置"), "部门.机构设置")
        c.line()
        return
    c.words(f"二、{data.kind}决算单位构成\n从预算单位构成看，")
    c.name(data.department)
    c.words(f"{data.kind}决算包括：")
    c.name(data.department)
    c.words("本级决算、下属行政事业单位决算。\n纳入")
    c.name(data.department)
    c.read("", data.year, f"年度{data.kind}决算编制范围的单位包括：\n")


def heading(c: Cursor, data: Data) -> None:
    c.note(r"第三部分\s*")
    c.name(data.department)
    c.read("", data.year, f"年度{data.kind}决算情况说明\n")


def total(c: Cursor, data: Data) -> None:
    c.words("一、收入支出决算总体情况说明\n")
    both(c, data, "收入支出总表", "收入支出总计", "收入总计与上年相比", "收支")


def granted(c: Cursor, data: Data) -> None:
    c.words("四、财政拨款收入支出决算总体情况说明\n")
    both(
        c, data, "财政拨款收支总表", "财政拨款收入支出总计", "财政拨款收入支出总计与上年相比", "财政拨款收支"
    )


def both(c: Cursor, data: Data, table: str, what: str, slot: str, item: str) -> None:
    path = (table, "收入", "总计", "决算数")
    c.name(data.department)
    c.read("", data.year, f"年度{what}", money(data.printed(*path)), "万元。")
    change(c, data, path, slot, what, "与", "。主要原因：", item)
    c.words("。\n")


def income(c: Cursor, data: Data) -> None:
    c.words("二、收入决算情况说明\n")
    columns(c, data, ("收入决算表", "合计"), "本年收入合计", INCOMES)


def spending(c: Cursor, data: Data) -> None:
    c.words("三、支出决算情况说明\n")
    columns(c, data, ("支出决算表", "合计"), "本年支出合计", EXPENSES)


def columns(c: Cursor, data: Data, row: tuple[str, str], whole: str, names: Sequence[str]) -> None:
    """…合计…万元，其中：…; what is zero is not listed."""
    all_of_it = data.printed(*row, whole)
    c.read(whole, money(all_of_it), "万元")
    listed = [(name, amount) for name in names if (amount := data.printed(*row, name))]
    for place, (name, amount) in enumerate(listed):
        c.read(f"{'；' if place else '，其中：'}{name}", money(amount), "万元，")
        share(c, amount, all_of_it)
    c.words("。\n")


def general(c: Cursor, data: Data) -> None:
    path, what = ("一般公共预算支出表", "合计", "小计"), "一般公共预算财政拨款支出"
    spent = data.printed(*path)
    c.words(f"五、{what}决算情况说明\n（一）{what}决算总体情况\n")
    c.read(what, money(spent), "万元，")
    share(c, spent, data.printed("支出决算表", "合计", "本年支出合计"), "本年支出合计")
    c.words("。")
    change(c, data, path, f"{what}与上年相比", what, "与", "。主要原因：")
    c.words(f"。\n（二）{what}决算结构情况\n")
    c.read(what, money(spent), "万元")
    purposes(c, data, spent)
    c.words(f"。\n（三）{what}决算具体情况\n")
    budget(c, data, path, f"{what}与年初预算相比", what, rate=True)
    c.words("。")
    items(c, data, "一般公共预算支出表", "小计", "其中：", "")


def purposes(c: Cursor, data: Data, spent: Fraction, mark: str = "（类）") -> None:
    """，主要用于以下方面：…; the 类 with money, MARK after the name of each, and its share in SPENT."""
    kinds = [
        (row, amount)
        for row in data.rows("一般公共预算支出表", 3)
        if (amount := data.printed(*row.path, "小计"))
    ]
    for place, (row, amount) in enumerate(kinds):
        c.words("；" if place else "，主要用于以下方面：")
        c.name(row.name)
        c.read(mark, money(amount), "万元，")
        share(c, amount, spent)


def items(c: Cursor, data: Data, table: str, column: str, lead: str, none: str) -> None:
    """The 项 with money or a budget; before them LEAD, or NONE where there is none."""
    found = [row for row in data.rows(table, 7) if there(data, row.path, (column, "年初预算数"))]
    c.words(lead if found else none) if found or none else None
    c.line()
    for number, row in enumerate(found, 1):
        c.words(f"{number}、")
        classes(c, data, table, row.code)
        c.words("。主要用于：")
        inline(c, data.dig(*row.path, "主要用途"), "。", f"{'.'.join(row.path)}.主要用途")
        c.words("。")
        budget(c, data, (*row.path, column), f"{row.code}{row.name}与年初预算相比")
        c.words("。\n")


def basic(c: Cursor, data: Data) -> None:
    c.words("六、一般公共预算财政拨款基本支出决算情况说明\n")
    c.read(
        "一般公共预算财政拨款基本支出",
        money(data.printed("一般公共预算支出表", "合计", "基本支出")),
        "万元。其中：",
    )
    for name, kinds, end in (("人员经费", ("301", "303"), "；"), ("公用经费", ("302", "310"), "。\n")):
        expenses(c, data, name, kinds, "，主要包括：")
        c.words(end)


def expenses(c: Cursor, data: Data, name: str, kinds: tuple[str, ...], lead: str) -> None:
    """NAME…万元, and after LEAD the 款 of KINDS that have money."""
    c.read(name, money(data.printed("基本支出表", f"{name}合计")), "万元")
    listed = [
        row
        for row in data.rows("基本支出表", 5)
        if row.code.startswith(kinds) and data.printed(*row.path, "决算数")
    ]
    for place, row in enumerate(listed):
        c.words("、" if place else lead)
        c.name(row.name)


def three(c: Cursor, data: Data) -> None:
    c.words("七、财政拨款“三公”经费支出决算情况说明\n")
    spent, planned = amount(data, "合计"), amount(data, "合计", "预算数")
    columns = ("预算数", "决算数", "上年决算数")
    if not any(there(data, (TABLE, row), columns) for row in ("合计", *NAMES)):
        nothing(c, data, "“三公”经费财政拨款支出")
        return
    c.words("（一）“三公”经费财政拨款支出决算总体情况说明。\n")
    c.words("“三公”经费财政拨款支出")
    if not planned and not spent:
        c.words("年初未安排预算，当年未发生支出")
    elif spent > 0 == planned:
        c.read("年初未安排预算，支出决算为", money(spent), "万元")
    else:
        c.read("年初预算为", money(planned), "万元，支出决算为", money(spent), "万元，")
        completed(c, spent, planned)
    for place, (row, name) in enumerate(NAMES.items()):
        c.words("；" if place else "，其中：")
        c.read(f"{name}{'支出' if place else ''}决算为", money(amount(data, row)), "万元，")
        completed(c, amount(data, row), amount(data, row, "预算数"))
    c.read("。", data.year, "年度“三公”经费支出")
    relation(c, data, spent, planned, "三公经费与预算相比")
    c.words("。\n")
    c.read("", data.year, "年度")
    change(c, data, (TABLE, "合计", "决算数"), "三公经费", "“三公”经费财政拨款支出决算数", "比")
    for place, (row, name) in enumerate(NAMES.items()):
        c.words("；" if place else "，其中：")
        change(c, data, (TABLE, row, "决算数"), row, f"{name}支出决算", "")
    c.words("。")
    for row, name in NAMES.items():
        cause(c, data, (TABLE, row, "决算数"), f"{row}与上年相比", f"{name}支出")
    c.line()
    details(c, data, spent)


def details(c: Cursor, data: Data, spent: Fraction) -> None:
    c.words("（二）“三公”经费财政拨款支出决算具体情况说明。\n“三公”经费财政拨款支出决算中，")
    for place, (row, name) in enumerate(NAMES.items()):
        c.read(f"{'；' if place else ''}{name}支出决算", money(amount(data, row)), "万元，")
        share(c, amount(data, row), spent)
    c.words("。具体情况如下：\n")
    c.read(f"1、{ABROAD}支出", money(amount(data, ABROAD)), "万元。")
    c.read(
        "全年安排因公出国（境）团组",
        count(data, ABROAD, "团组数"),
        "个、累计",
        count(data, ABROAD, "人次"),
        "人次。",
    )
    use(c, data, ABROAD, "开支内容", "开支内容包括：", "。")
    c.line()
    c.read(f"2、{NAMES[CARS]}支出", money(amount(data, CARS)), "万元。其中：\n")
    bought, kept = "公务用车购置费", "公务用车运行维护费"
    c.read("公务用车购置支出为", money(amount(data, bought)), "万元。")
    use(c, data, bought, "主要用于", "主要用于", "，")
    c.read("购置公务用车", count(data, bought, "购置数"), "辆。\n")
    c.read("公务用车运行维护支出", money(amount(data, kept)), "万元。")
    use(c, data, kept, "主要用于", "主要用于", "。")
    c.read("", data.year, "年，")
    c.name(data.department)
    c.read("所属各预算单位开支财政拨款的公务用车保有量为", count(data, kept, "保有量"), "辆。\n")
    c.read(f"3、{GUESTS}支出", money(amount(data, GUESTS)), "万元。其中：\n")
    c.read(
        "国内公务接待支出", money(amount(data, GUESTS)), "万元（含外宾接待支出",
        money(amount(data, GUESTS, "外事接待费")), "万元）。",
    )  # fmt: skip
    use(c, data, GUESTS, "主要用于", "主要用于", "，")
    c.read(
        "公务接待", count(data, GUESTS, "国内公务接待批次"), "批次、", count(data, GUESTS, "国内公务接待人数"),
        "人次，其中：接待外宾", count(data, GUESTS, "外事接待批次"), "批次、", count(data, GUESTS, "外事接待人数"), "人次。\n",
    )  # fmt: skip


def use(c: Cursor, data: Data, row: str, name: str, lead: str, tail: str) -> None:
    """What the money of a row was used for, where there was any."""
    if amount(data, row):
        c.words(lead)
        inline(c, data.dig(TABLE, row, name), tail, f"{TABLE}.{row}.{name}")
        c.words(tail)


def there(data: Data, row: tuple[str, ...], columns: Sequence[str]) -> bool:
    """Whether one of COLUMNS of ROW does not print as zero: then something is said of it."""
    return any(half_up(data.stated(*row, name) or Fraction(0)) for name in columns)


def nothing(c: Cursor, data: Data, what: str) -> None:
    c.name(data.department)
    c.read("", data.year, f"年度无{what}。\n")


def fund(c: Cursor, data: Data) -> None:
    other(c, data, "八", "政府性基金表", "政府性基金预算财政拨款")


def capital(c: Cursor, data: Data) -> None:
    other(c, data, "九", "国有资本经营表", "国有资本经营预算财政拨款")


def other(c: Cursor, data: Data, number: str, table: str, what: str) -> None:
    c.words(f"{number}、{what}收入支出决算情况说明\n")
    came, spent = (data.printed(table, "合计", name) for name in ("本年收入", "本年支出"))
    columns = ("本年收入", "本年支出", "年初预算数")
    if not came and not spent and not any(there(data, row.path, columns) for row in data.rows(table)):
        nothing(c, data, f"{what}收入和支出")
        return
    c.read(f"{what}收入", money(came), "万元，支出", money(spent), "万元")
    items(c, data, table, "本年支出", "，支出具体情况如下：", "。")


def performance(c: Cursor, data: Data) -> None:
    part = "预算绩效管理"
    year = data.year

    def number(*path: str) -> str:
        return str(data.count(part, *path))

    def planned(*path: str) -> str:
        return money(data.printed(part, *path, "预算金额"))

    c.words("十、预算绩效管理情况\n")
    c.name(data.department)
    c.read("", year, "年度预算绩效管理工作开展情况如下：")
    rules = data.dig(part, "制度名称")
    c.words(f"本{data.kind}" + ("建立了如下预算绩效管理制度：" if rules else "尚未建立预算绩效管理制度"))
    for place, rule in enumerate(rules):
        c.words("、") if place else None
        c.name(rule.strip())
    c.words("，建立了")
    tail = "的预算绩效管理工作机制；"
    inline(c, data.dig(part, "工作机制"), tail, f"{part}.工作机制")
    one, two, three_ = "编报绩效目标", "绩效跟踪评价", "绩效自评"
    c.read(
        f"{tail}全过程绩效管理实施情况：编报绩效目标的", year, "年度项目", number(one, "项目数"), "个，涉及预算金额", planned(one),
        "万元；绩效跟踪评价的", year, "年度项目", number(two, "项目数"), "个，涉及预算金额", planned(two),
        "万元；绩效自评的", year, "年度项目", number(three_, "项目数"), "个，涉及预算金额", planned(three_),
        "万元，平均得分", points(Fraction(data.dig(part, three_, "平均得分"))),
        "分（其中，绩效评级为“优”的项目", number(three_, "评级为优"), "个；绩效评级为“良”的项目", number(three_, "评级为良"),
        "个；绩效评级为“合格”的项目", number(three_, "评级为合格"), "个；绩效评级为“不合格”的项目", number(three_, "评级为不合格"),
        "个。绩效自评中共发现问题", number(three_, "发现问题"), "个，已经完成整改的", number(three_, "已经完成整改"),
        "个，正在整改的", number(three_, "正在整改"), "个）。\n",
    )  # fmt: skip


def matters(c: Cursor, data: Data) -> None:
    c.words("十一、其他重要事项的情况说明\n（一）机关运行经费支出情况\n")
    running = ("机关运行经费", "决算数")
    if there(data, ("机关运行经费",), ("决算数", "上年决算数")):
        c.read("机关运行经费支出", money(data.printed(*running)), "万元，")
        change(c, data, running, "机关运行经费与上年相比", "", "比", "。主要原因是")
        c.words("。\n")
    else:
        nothing(c, data, "机关运行经费支出")
    c.words("（二）政府采购支出情况\n")

    def bought(name: str) -> str:
        return money(data.printed("政府采购", name))

    c.name(data.department)
    c.read(
        "", data.year, "年度政府采购金额（以合同签订为准）为", bought("总额"), "万元，其中：货物采购金额", bought("货物支出"),
        "万元、工程采购金额", bought("工程支出"), "万元、服务采购金额", bought("服务支出"), "万元。\n",
    )  # fmt: skip
    c.read(
        "", data.year, f"年度本{data.kind}面向中小企业预留政府采购项目预算金额", bought("面向中小企业预留项目预算金额"),
        "万元，面向小微企业预留政府采购项目预算金额", bought("面向小微企业预留项目预算金额"),
        "万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额", bought("预留项目中小企业成交金额"),
        "万元；在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额", bought("预留项目小微企业成交金额"),
        "万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额", bought("其他项目中小企业成交金额"), "万元。\n",
    )  # fmt: skip
    c.words("（三）国有资产占有使用情况说明\n")
    c.read("截至", data.year, "年12月31日，")
    c.name(data.department)

    def owned(name: str) -> str:
        return str(data.count("国有资产占用", name))

    c.read("共有车辆", owned("车辆"), "辆，其中：")
    for place, name in enumerate(VEHICLES):
        c.read(f"{'、' if place else ''}{name}", owned(name), "辆")
    c.read("。单价100万元（含）以上设备（不含车辆）", owned("单价100万元（含）以上设备"), "台（套）。\n")


def glossary(c: Cursor, data: Data) -> None:
    c.note(r"第四部分\s*名词解释\n")
    for number, term in enumerate(TERMS, 1):
        c.words(f"{chinese(number)}、{term}：指")
        # What is prescribed for the term, and perhaps what the unit says of its own; both end in a full stop.
        c.note(r"[^\n。]+。")
        if term in ("事业收入", "经营收入", "其他收入") and data.printed("收入决算表", "合计", term):
            c.words("主要是：")
            inline(c, data.dig("名词解释", term), "收入等。", f"名词解释.{term}")
            c.words("收入等。")
        elif term == "“三公”经费":
            c.note(r"其中：[^\n。]+。")
        c.line()
