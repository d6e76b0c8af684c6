"""Part two, 四、基本支出 and 五、其他重要事项."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from .claims import PROJECT, Clause, change, completion, share
from .cursor import Cursor
from .data import Data
from .number import half_up, money, points
from .prose import block

CARS = [
    "副省级以上领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
    "特种专业技术用车", "离退休干部用车", "其他用车",
]  # fmt: skip
MONEY = ("资金", "年度资金总额")


def basic(c: Cursor, data: Data) -> None:
    c.words("四、一般公共预算财政拨款基本支出决算情况说明\n")
    total = data.printed("一般公共预算支出表", "合计", "基本支出")
    c.read("", data.year, "年度一般公共预算财政拨款基本支出", money(total), "万元，其中：")
    for name, codes, total_name, end in (
        ("人员经费", ("301", "303"), "人员经费合计", "；日常"),
        ("公用经费", ("302", "307", "310", "312", "399"), "公用经费合计", "。\n"),
    ):
        c.read(name, money(data.printed("基本支出表", total_name)), "万元")
        rows = [row for row in data.rows("基本支出表", 5) if row.code.startswith(codes)]
        names = [row.name for row in rows if data.printed(*row.path, "决算数")]
        for place, one in enumerate(names):
            c.words("、" if place else "，主要包括")
            c.name(one)
        c.words("等") if len(names) > 1 else None
        c.words(end)


def matters(c: Cursor, data: Data) -> None:
    c.words("五、其他重要事项的情况说明\n")
    running(c, data)
    procurement(c, data)
    assets(c, data)
    c.words("（四）预算绩效情况。\n")
    evaluations(c, data)
    projects(c, data)
    for number, name in ((3, "部门评价结果"), (4, "财政评价结果")):
        c.words(f"{number}.{name}。\n")
        block(c, data.dig("预算绩效", name), f"预算绩效.{name}")
        c.line()


def running(c: Cursor, data: Data) -> None:
    c.words("（一）机关运行经费支出情况。\n")
    now, before = data.printed("机关运行经费", "决算数"), data.stated("机关运行经费", "上年决算数")
    c.read("", data.year, "年机关运行经费支出", money(now))
    c.words(
        f"万元（与{data.kind}决算中行政单位和参照公务员法管理事业单位财政拨款基本支出中公用经费之和一致），"
    )
    clause = Clause("机关运行经费与上年相比", "，主要原因是")
    change(c, data, now, None if before is None else half_up(before), clause, "", against=True)
    c.words("。\n")


def procurement(c: Cursor, data: Data) -> None:
    c.words("（二）政府采购支出情况。\n")
    got = {name: data.printed("政府采购", name) for name in data.raw["政府采购"]}
    kinds = ("货物", "工程", "服务")
    c.read("", data.year, "年政府采购支出总额", money(got["总额"]), "万元，其中：")
    for place, kind in enumerate(kinds):
        c.read(f"{'，' if place else ''}政府采购{kind}支出", money(got[f"{kind}支出"]), "万元")
    small, micro = got["授予中小企业合同金额"], got["授予小微企业合同金额"]
    c.read("。授予中小企业合同金额", money(small), "万元，")
    share(c, small, got["总额"], "政府采购支出总额")
    c.read("，其中：授予小微企业合同金额", money(micro), "万元，")
    share(c, micro, small, "中小企业采购支出总额")
    for kind in kinds:
        c.words(f"；{kind}采购授予中小企业合同金额")
        share(c, got[f"{kind}采购授予中小企业合同金额"], got[f"{kind}支出"], f"{kind}支出金额")
    c.words("。\n")


def assets(c: Cursor, data: Data) -> None:
    c.words("（三）国有资产占用情况。\n")
    c.read("截至", data.year, "年12月31日，共有车辆", str(data.count("国有资产占用", "车辆")), "辆，其中：")
    for place, kind in enumerate(CARS):
        c.read(f"{'，' if place else ''}{kind}", str(data.count("国有资产占用", kind)), "辆")
    equipment = data.count("国有资产占用", "单价100万元（含）以上设备")
    c.read("；单价100万元（含）以上设备（不含车辆）", str(equipment), "台（套）。\n")


def evaluations(c: Cursor, data: Data) -> None:
    c.words("1.绩效评价工作开展情况。\n")
    items: list[Any] = data.dig("预算绩效", "项目") or []
    units: list[Any] = data.dig("预算绩效", "整体自评") or []
    stressed: list[Any] = data.dig("预算绩效", "重点评价项目") or []
    kinds = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
    c.read(
        "根据预算绩效管理要求，本单位组织对",
        data.year,
        "年度预算项目支出全面开展绩效自评，共涉及预算支出项目",
    )
    c.read("", str(len(items)), "个（其中：")
    for place, kind in enumerate(kinds):
        c.read(f"{'，' if place else ''}{kind}项目", str(len(of(items, kind))), "个")
    c.read("），涉及资金", budgets(data, items), "万元（其中：")
    for place, kind in enumerate(kinds):
        c.read(f"{'，' if place else ''}{kind}资金", budgets(data, of(items, kind)), "万元")
    c.words("），自评覆盖率（开展绩效自评的项目数/年初批复绩效目标的项目数*100%）")
    approved = data.count("预算绩效", "年初批复绩效目标的项目数")
    if approved:
        c.read("达到", money(Fraction(len(items), approved) * 100), "%")
    else:
        c.words("无法计算" if items else "不作计算")
        c.words("，年初未批复绩效目标")
    c.words("，自评平均分（开展绩效自评的项目分数总和/开展绩效自评的项目数）")
    c.read("", mean([Fraction(one["总分"]) for one in items]), "分。\n")
    if units:
        total = sum((half_up(Fraction(one["年初预算支出金额"]) / data.scale) for one in units), Fraction(0))
        c.read("组织对", str(len(units)), "个单位开展整体绩效自评，涉及资金", money(total), "万元，")
        c.words("自评平均分" if len(units) > 1 else "自评得分")
        c.read(
            "",
            mean([Fraction(one["总评价得分"]) for one in units]),
            "分。《部门（单位）整体绩效自评表》见附件。\n",
        )
    else:
        c.words("未组织单位开展整体绩效自评。\n")
    total = sum((half_up(Fraction(one["资金"]) / data.scale) for one in stressed), Fraction(0))
    c.read("本单位组织开展重点绩效评价项目数量", str(len(stressed)), "个，涉及资金", money(total), "万元。")
    best, good = (sum(low <= one["得分"] < high for one in stressed) for low, high in ((90, 101), (80, 90)))
    c.read("", str(best), "个项目得分在90（含）-100分区间，", str(good), "个项目得分在80（含）-90分区间。\n")


def projects(c: Cursor, data: Data) -> None:
    c.words("2.项目绩效自评结果。\n")
    items: list[Any] = data.dig("预算绩效", "项目") or []
    c.read("本单位在", data.year, "年度")
    c.name(data.text("部门", "级次"))
    c.words(f"直{data.kind}决算中")
    c.words("反映" if items else "无需要反映的项目绩效自评结果")
    quoted(c, items)
    c.words("项目绩效自评结果") if items else None
    c.words("。\n")
    for number in range(len(items)):
        project(c, data, number)
    c.words("《预算（项目）政策绩效自评表》见附件。\n") if items else None


def quoted(c: Cursor, items: Sequence[Any]) -> None:
    """“…”“…”等…个"""
    for one in items:
        c.words("“")
        c.name(one["名称"].strip())
        c.words("”")
    if len(items) > 1:
        c.read("等", str(len(items)), "个")


def project(c: Cursor, data: Data, number: int) -> None:
    path = ("预算绩效", "项目", number)
    c.words(f"（{number + 1}）“")
    c.name(data.text(*path, "名称"))
    score = points(Fraction(data.dig(*path, "总分")))
    c.read("”项目自评综述：根据年初设定的绩效目标，项目自评得分", score, "分。项目全年预算数为")
    budget, spent = (data.exact(*path, *MONEY, name) for name in ("全年预算数", "全年执行数"))
    c.read("", money(budget), "万元，执行数为", money(spent), "万元，")
    completion(c, data, [spent], budget, PROJECT)
    c.words("。项目绩效目标完成情况：")
    block(c, data.dig(*path, "绩效目标完成情况"), f"预算绩效.项目[{number + 1}].绩效目标完成情况")
    for name, lead in (
        ("发现的主要问题及原因", "发现的主要问题及原因："),
        ("下一步改进措施", "下一步改进措施："),
    ):
        if data.lines(*path, name):
            c.words(lead)
            block(c, data.dig(*path, name), f"预算绩效.项目[{number + 1}].{name}")
    c.line()


def of(items: Sequence[Any], kind: str) -> list[Any]:
    return [one for one in items if one["资金性质"].strip() == kind]


def budgets(data: Data, items: Sequence[Any]) -> str:
    """The year's budgets of ITEMS added up, each as its evaluation prints it."""
    each = (half_up(Fraction(one["资金"]["年度资金总额"].get("全年预算数", 0)) / data.scale) for one in items)
    return money(sum(each, Fraction(0)))


def mean(scores: Sequence[Fraction]) -> str:
    return points(sum(scores, Fraction(0)) / len(scores)) if scores else "0"
