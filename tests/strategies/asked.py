"""What the forms that go on from 中央2023 ask for beside the public tables, added to a disclosure: figures that follow from
its tables as they must, others and texts as somebody types them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

Raw = dict[str, Any]
NIL = Decimal(0)
INCOMES = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
EXPENSES = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
CARS = ("轿车", "越野车", "载客汽车")
THREE = "三公经费表"
GUESTS, BOUGHT, RUNNING = (f"{THREE}.{name}" for name in ("公务接待费", "公务用车购置费", "公务用车运行维护费"))  # fmt: skip
GRANTS, GENERAL, BASIC = "财政拨款收支总表", "一般公共预算支出表", "基本支出表"
# What is compared with last year's, beside the columns 上年决算数: where it stands → this year's.
LAST_YEARS = {
    f"{GRANTS}.支出.年末财政拨款结转和结余.上年一般公共预算财政拨款": f"{GRANTS}.支出.年末财政拨款结转和结余.一般公共预算财政拨款",
    f"{BASIC}.上年人员经费合计": f"{BASIC}.人员经费合计",
    f"{BASIC}.上年公用经费合计": f"{BASIC}.公用经费合计",
    "政府性基金表.合计.上年本年收入": "政府性基金表.合计.本年收入",
    "政府性基金表.合计.上年本年支出": "政府性基金表.合计.本年支出",
    "国有资本经营表.合计.上年本年支出": "国有资本经营表.合计.本年支出",
    f"{GENERAL}.合计.上年决算数": f"{GENERAL}.合计.小计",
    f"{GRANTS}.收入.一般公共预算财政拨款.年初预算数": f"{GRANTS}.收入.一般公共预算财政拨款.决算数",
    **{
        f"{row}.上年决算数": f"{row}.决算数"
        for row in (
            "收入支出总表.收入.本年收入合计", "收入支出总表.支出.本年支出合计", "收入支出总表.支出.年末结转和结余",
            f"{GRANTS}.收入.总计", f"{GRANTS}.收入.一般公共预算财政拨款", BOUGHT, RUNNING, GUESTS, f"{THREE}.合计",
            f"{THREE}.因公出国（境）费", f"{THREE}.公务用车购置及运行费", "机关运行经费", "会议费", "培训费",
        )
    },
}  # fmt: skip
TEXTS = (
    "部门.机构设置", f"{THREE}.因公出国（境）费.开支内容", f"{GUESTS}.外宾接待主要用于", f"{GUESTS}.主要用于", f"{GUESTS}.国内接待内容",
    f"{BOUGHT}.主要用于", f"{RUNNING}.主要用于", "国有资产占用.其他用车主要是", "会议费.召开", "培训费.开展", "节庆活动.举办",
    "机关运行经费.主要用于", "政府采购.主要用于采购", "专项和转移支付支出", "空表说明", "部门.重点工作完成情况", "预算绩效.评价情况",
    "预算绩效.部门评价结果", "预算绩效.自评结果", "预算绩效.重点绩效评价结果",
)  # fmt: skip
COUNTS = (
    "会议费.人次", "培训费.人次", "预算绩效.一级项目数", "预算绩效.二级项目数", "预算绩效.自评表自评.项目数", "预算绩效.第三方自评.项目数",
    "预算绩效.编制绩效目标项目数", "预算绩效.绩效监控项目数", "部门.下属单位.行政单位", "部门.下属单位.参照公务员法管理的事业单位",
    "部门.下属单位.其他事业单位",
)  # fmt: skip
AMOUNTS = ("节庆活动.金额", "预算绩效.自评资金", "预算绩效.自评表自评.资金", "预算绩效.第三方自评.资金")
REPORTS = ("部门评价报告", "整体自评报告", "项目自评报告")


class Hand(NamedTuple):
    """Who fills in what is asked: texts, one line of it (a name), amounts, counts, and what a figure is compared with."""

    text: Callable[[], Any]
    name: Callable[[], str]
    amount: Callable[[], Decimal]
    count: Callable[[], int]
    beside: Callable[[Decimal], Decimal | None]


def ask(raw: Raw, hand: Hand) -> Raw:
    """Return RAW with all that the forms ask for and it does not say yet."""
    give(raw, "部门.称谓", "部门")
    give(raw, "部门.单位性质", "行政单位")
    give(raw, "部门.公布日期", "2024年8月15日")
    give(raw, "部门.联系电话", "023-12345678")
    items = table(raw, BASIC)["各科目"]
    for name, code in (("会议费", "30215"), ("培训费", "30216")):
        give(raw, f"{name}.决算数", figure(items.get(code, {}), "决算数"))
    for place in TEXTS:
        give(raw, place, hand.text())
    for place in COUNTS:
        give(raw, place, hand.count())
    for place in AMOUNTS:
        give(raw, place, hand.amount())
    for place, now in LAST_YEARS.items():
        give(raw, now, NIL)
        give(raw, place, hand.beside(at(raw, now)))
    for name in REPORTS:
        give(raw, f"预算绩效.{name}", [{"标题": hand.name(), "段落": [hand.text()]}])
    sections = [{"标题": hand.name(), "段落": [hand.text()]}]
    give(raw, "预算绩效.各项目自评报告", [{"项目": hand.name(), "各节": sections}])
    give(raw, "民生支出", [hand.text()])
    give(raw, "预算绩效.事前绩效评估项目", [hand.name(), hand.name()])
    for number, one in enumerate(raw["预算绩效"].get("重点评价项目", [])):
        one.setdefault("资金性质", ("一般公共预算", "政府性基金预算")[number % 2])
    guests(raw)
    cars(raw)
    budgets(raw, hand)
    units(raw)
    details(raw)
    return raw


def guests(raw: Raw) -> None:
    """No reception abroad: all is at home. Of foreign guests there are no more than of all."""
    row = dig(raw, GUESTS)
    row["外事接待费"] = min(figure(row, "外事接待费"), figure(row, "决算数"))
    for name in ("批次", "人数"):
        row[f"外事接待{name}"] = min(row.get(f"外事接待{name}", 0), row.get(f"国内公务接待{name}", 0))
    for name, none in (("批次", 0), ("人数", 0), ("费", NIL)):
        give(raw, f"{GUESTS}.国（境）外公务接待{name}", none)
    give(raw, f"{GUESTS}.国内接待费", at(raw, f"{GUESTS}.决算数"))


def cars(raw: Raw) -> None:
    """All cars are of the first kind, and all of 机关运行经费 is of administrative units."""
    for place, number in ((BOUGHT, "购置数"), (RUNNING, "保有量")):
        first = CARS[0]
        whole = dig(raw, place).get(number, 0)
        for kind in CARS:
            if place == RUNNING:
                give(raw, f"{place}.{kind}", whole if kind == first else 0)
                continue
            give(raw, f"购置公务用车.{kind}.辆数", whole if kind == first else 0)
            give(raw, f"购置公务用车.{kind}.金额", at(raw, f"{place}.决算数") if kind == first else NIL)
    give(raw, "机关运行经费.行政单位", at(raw, "机关运行经费.决算数"))
    give(raw, "机关运行经费.参照公务员法管理事业单位", NIL)


def budgets(raw: Raw, hand: Hand) -> None:
    """年初预算数 of each 类 of 一般公共预算支出表, the sum of what its 项 have, and in all; 全年预算数 of each 项, and in all."""
    rows = table(raw, GENERAL)["各科目"]
    adjusted = planned = NIL
    for code, row in rows.items():
        if len(code) == 3:
            below = [one.get("年初预算数") for other, one in rows.items() if len(other) == 7 and other.startswith(code)]  # fmt: skip
            row.setdefault("年初预算数", sum((one for one in below if one is not None), NIL))
            planned += row["年初预算数"] or NIL
        elif len(code) == 7:
            row.setdefault("全年预算数", hand.beside(figure(row, "小计")))
            adjusted += row["全年预算数"] or NIL
    give(raw, f"{GENERAL}.合计.全年预算数", adjusted)
    give(raw, f"{GENERAL}.合计.年初预算数", planned)


def units(raw: Raw) -> None:
    """What the first unit received and spent of its own money, and the second one all the rest."""
    for name, source, total, columns in (
        ("各单位收入", "收入决算表", "本年收入合计", INCOMES),
        ("各单位支出", "支出决算表", "本年支出合计", EXPENSES),
    ):
        whole = table(raw, source)["合计"]
        parts = columns[:1], columns[1:]
        listed = []
        for number, own in enumerate(parts, 1):
            shares = {column: figure(whole, column) for column in own}
            rest = NIL if number == 1 else figure(whole, total) - sum(figure(whole, one) for one in columns)
            listed.append({"单位名称": f"第{number}单位", total: sum(shares.values(), rest), **shares})
        give(raw, name, listed)


def details(raw: Raw) -> None:
    """Grants by economic class: 基本支出 as 基本支出表 has it, all 项目支出 as 委托业务费; and the projects of each 项."""
    general, fund, capital = (
        table(raw, name)["合计"] for name in (GENERAL, "政府性基金表", "国有资本经营表")
    )
    spent = {
        "一般公共预算项目支出": figure(general, "项目支出"),
        "政府性基金基本支出": figure(fund, "基本支出"),
        "政府性基金项目支出": figure(fund, "项目支出"),
        "国有资本经营支出": figure(capital, "本年支出"),
    }
    rows = {
        code: {"科目名称": row.get("科目名称", ""), "一般公共预算基本支出": figure(row, "决算数")}
        for code, row in table(raw, BASIC)["各科目"].items()
    }
    for code, name in (("302", "商品和服务支出"), ("30227", "委托业务费")):
        rows.setdefault(code, {"科目名称": name})
        rows[code] |= spent
    whole = {"一般公共预算基本支出": figure(general, "基本支出"), **spent}
    for row in (*rows.values(), whole):
        add_up(row, "一般公共预算小计", ("一般公共预算基本支出", "一般公共预算项目支出"))
        add_up(row, "政府性基金小计", ("政府性基金基本支出", "政府性基金项目支出"))
        add_up(row, "财政拨款合计", ("一般公共预算小计", "政府性基金小计", "国有资本经营支出"))
    give(raw, "财政拨款支出明细表", {"合计": whole, "各科目": dict(sorted(rows.items()))})
    listed: dict[str, Any] = {}
    for code, row in table(raw, GENERAL)["各科目"].items():
        if figure(row, "项目支出"):
            listed[code] = {"科目名称": row.get("科目名称", ""), "项目支出": figure(row, "项目支出")}
            if len(code) == 7:
                listed[code]["各项目"] = [
                    {"名称": f"{row.get('科目名称', code)}项目", "金额": figure(row, "项目支出")}
                ]
    whole = {"项目支出": figure(general, "项目支出")}
    give(raw, "一般公共预算项目支出表", {"合计": whole, "各科目": listed})


def add_up(row: Raw, whole: str, parts: Sequence[str]) -> None:
    row[whole] = sum((figure(row, part) for part in parts), NIL)


def table(raw: Raw, name: str) -> Raw:
    found: Raw = raw[name]
    return found


def figure(row: Mapping[str, Any], name: str) -> Decimal:
    """The amount NAME in ROW; a blank is zero."""
    return row.get(name) or NIL


def dig(raw: Raw, place: str) -> Raw:
    for name in place.split("."):
        raw = raw[name]
    return raw


def at(raw: Raw, place: str) -> Decimal:
    """The amount at PLACE; zero where there is none."""
    found: Any = raw
    for name in place.split("."):
        found = found.get(name) or {} if isinstance(found, dict) else {}
    return found or NIL


def give(raw: Raw, place: str, value: object) -> None:
    """VALUE stands at PLACE, unless something is there already."""
    *above, last = place.split(".")
    for name in above:
        raw = raw.setdefault(name, {})
    raw.setdefault(last, value)
