"""`sound`: disclosures of tests/strategies that agree with themselves in every respect that rules look at.

`strategies.consistent` makes tables that add up; what it draws at will (scores, rates, budgets, cars) is set
here to what follows from the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from strategies import consistent
from strategies.pens import SPELLINGS
from strategies.shanghai import district

from narrator.disclosure.public_tables import OF_FUND


@st.composite
def sound(draw: DrawFn, **options: Any) -> dict[str, Any]:
    raw = draw(consistent(**options))
    scale = Decimal(10000) if raw["金额单位"] == "元" else Decimal(1)
    budgets(raw, scale)
    assets, three = raw["国有资产占用"], raw["三公经费表"]
    three["公务用车运行维护费"]["保有量"] = assets["车辆"]
    last_year(raw)
    running = raw["基本支出表"]["公用经费合计"]
    raw["机关运行经费"]["决算数"] = min(raw["机关运行经费"]["决算数"], running)
    bought = raw["政府采购"]
    bought["授予中小企业合同金额"] = min(bought["授予中小企业合同金额"], bought["总额"])
    performance = raw["预算绩效"]
    for number, project in enumerate(performance["项目"], 1):
        project["名称"] = draw(st.sampled_from(SPELLINGS)).format(f"项目{number}")
        money = project["资金"]["年度资金总额"]
        money["执行率"] = quotient(money["全年执行数"], money["全年预算数"])
        if money["执行率"] is None:
            del money["执行率"]
        if project["指标"]:
            project["指标"] = project["指标"][:1]
            money.update(分值=Decimal(10), 得分=Decimal(9))
            project["指标"][0].update(分值=Decimal(90), 得分=Decimal(80))
            project["总分"] = Decimal(89)
    for unit in performance["整体自评"]:
        for task in unit["年度主要任务"]:
            task.update(分值=Decimal(5), 得分=Decimal(5))
            task["项目执行率"] = quotient(task["项目执行金额"], task["项目下达金额"])
            if task["项目执行率"] is None:
                del task["项目执行率"]
        if unit["指标"]:
            unit["指标"] = unit["指标"][:1]
            rest = Decimal(100 - 5 * len(unit["年度主要任务"]))
            unit["指标"][0].update(分值=rest, 得分=rest)
            unit["总评价得分"] = Decimal(100)
    return raw


CARS = (
    "部级领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车", "离退休干部用车", "其他用车",
)  # fmt: skip
UNPRINTED = ("307", "312", "399")  # 公开06表 of 上海2024 has no such rows


@st.composite
def sound_district(draw: DrawFn, **options: Any) -> dict[str, Any]:
    """The same for 上海2024."""
    printed = sound(**options).filter(
        lambda raw: not any(code.startswith(UNPRINTED) for code in raw["基本支出表"]["各科目"])
    )
    raw = draw(district(printed))
    assets = raw["国有资产占用"]
    assets["副省级以上领导干部用车"] = assets["部级领导干部用车"]  # the other form's name for the same
    assets["车辆"] = sum(assets.get(name, 0) for name in CARS)
    raw["三公经费表"]["公务用车运行维护费"]["保有量"] = assets["车辆"]
    last_year(raw)
    stated = [
        row["年初预算数"] for row in raw["一般公共预算支出表"]["各科目"].values() if "年初预算数" in row
    ]
    raw["一般公共预算支出表"]["合计"]["年初预算数"] = total(stated)
    own = raw["预算绩效管理"]["绩效自评"]
    own["项目数"] = sum(own[name] for name in ("评级为优", "评级为良", "评级为合格", "评级为不合格"))
    own["发现问题"] = own["已经完成整改"] + own["正在整改"]
    return raw


def last_year(raw: dict[str, Any]) -> None:
    """Make last year's totals those of last year's parts."""
    both = raw["收入支出总表"]
    both["支出"]["总计"]["上年决算数"] = both["收入"]["总计"]["上年决算数"]
    three = raw["三公经费表"]
    names = ("因公出国（境）费", "公务接待费", "公务用车购置及运行费")
    three["合计"]["上年决算数"] = total([three[name].get("上年决算数") for name in names])


def total(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of AMOUNTS; None when there are none, or one of them is not known."""
    known = [one for one in amounts if one is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None


def quotient(part: Decimal, whole: Decimal) -> Decimal | None:
    """PART ÷ WHOLE as a table states it: of the printed amounts, in per cent."""
    if not whole or part / whole > 10**6:
        return None
    return (part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def budgets(raw: dict[str, Any], scale: Decimal) -> None:
    """Make the stated budget the sum of what the items state."""
    stated = list(item_budgets(raw))
    total = raw["财政拨款收支总表"]["支出"]["本年支出合计"]
    if any(one is None for one in stated):
        total["年初预算数"] = None
    elif stated:
        whole = sum(stated, Decimal(0))
        total.update(年初预算数=whole, 基本支出年初预算数=whole, 项目支出年初预算数=Decimal(0))
    if total["年初预算数"] is None or not stated:
        total.update(年初预算数=None, 基本支出年初预算数=None, 项目支出年初预算数=None)


def item_budgets(raw: dict[str, Any]) -> Iterator[Decimal | None]:
    for table in OF_FUND:
        for row in raw[table]["各科目"].values():
            if "年初预算数" in row:
                yield row["年初预算数"]
