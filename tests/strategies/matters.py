"""What a disclosure holds beside the nine tables: procurement, cars, evaluations, reasons."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from .catalogue import REASONS
from .items import Item
from .pens import Pen

CARS = [
    "副省级以上领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
    "特种专业技术用车", "离退休干部用车", "其他用车",
]  # fmt: skip


def procurement(pen: Pen) -> dict[str, Any]:
    spent = {kind: pen.money() for kind in ("货物", "工程", "服务")}
    small = {kind: min(fen, pen.money()) for kind, fen in spent.items()}
    return {
        "总额": pen.cell(sum(spent.values())),
        **{f"{kind}支出": pen.cell(fen) for kind, fen in spent.items()},
        "授予中小企业合同金额": pen.cell(sum(small.values())),
        "授予小微企业合同金额": pen.cell(sum(small.values()) // 2),
        **{f"{kind}采购授予中小企业合同金额": pen.cell(fen) for kind, fen in small.items()},
    }


def assets(pen: Pen) -> dict[str, int]:
    cars = {name: pen.draw(st.integers(0, 9)) for name in CARS}
    return {"车辆": sum(cars.values()), **cars, "单价100万元（含）以上设备": pen.draw(st.integers(0, 3))}


def score(pen: Pen, most: str = "100") -> Decimal:
    """What was scored of MOST points: never more (PF-7)."""
    return Decimal(pen.draw(st.integers(0, int(Decimal(most) * 100)))).scaleb(-2)


def project(pen: Pen) -> dict[str, Any]:
    draw = pen.draw
    spent = pen.money()
    budget = pen.near(spent, null=False) or 0
    money = {"年初预算数": pen.cell(budget), "全年预算数": pen.cell(budget), "全年执行数": pen.cell(spent)}
    one: dict[str, Any] = {
        "名称": pen.name("科技活动周"),
        "主管部门": pen.name("某市科学技术局"),
        "实施单位": pen.name("某市第1中心"),
        "资金性质": draw(st.sampled_from(("一般公共预算", "政府性基金预算", "国有资本经营预算"))),
        "资金": {
            "年度资金总额": {**money, "分值": Decimal(10), "执行率": Decimal(min(spent * 10_000 // budget, 10**9) if budget else 0).scaleb(-2), "得分": score(pen, "10")},
            "当年财政拨款": money,
        },
        "总分": score(pen),
    }  # fmt: skip
    for name in ("预期目标", "实际完成情况", "绩效目标完成情况", "发现的主要问题及原因", "下一步改进措施"):
        if draw(st.integers(0, 3)):
            one[name] = pen.prose()
    one["指标"] = [
        {
            "一级指标": "产出指标", "二级指标": draw(st.sampled_from(("数量指标", "质量指标"))), "三级指标": pen.name("培训人次"),
            "年度指标值": "≥", "实际完成值": "1", "分值": Decimal(9), "得分": score(pen, "9"), "偏差原因分析及改进措施": pen.prose(),
        }
        for _ in range(draw(st.integers(0, 3)))
    ]  # fmt: skip
    return one


def unit_evaluation(pen: Pen) -> dict[str, Any]:
    draw = pen.draw
    amount = pen.money()
    return {
        "部门（单位）名称": pen.name("212001某市科学技术局"),
        "年初预算收入金额": pen.cell(amount),
        "年初预算支出金额": pen.cell(amount),
        "年度主要任务": [
            {
                "对应项目": pen.name("人员经费"), "项目下达金额": pen.cell(amount), "项目执行金额": pen.cell(pen.money()),
                "项目执行率": Decimal("99.50"), "得分": score(pen),
            }
            for _ in range(draw(st.integers(0, 2)))
        ],
        "年初总体目标": pen.prose(),
        "全年完成情况": pen.prose(),
        "指标": [
            {
                "一级指标": "预算执行", "二级指标": draw(st.sampled_from(("效率", "管理"))), "三级指标": "预算执行率", "运算符号": "<=",
                "指标值": "5", "度量单位": "%", "全年完成值": "1", "分值": Decimal("1.6"), "得分": score(pen, "1.6"), "改进措施": pen.prose(),
            }
            for _ in range(draw(st.integers(0, 2)))
        ],
        "总评价得分": score(pen),
    }  # fmt: skip


def reasons(pen: Pen, items: Sequence[Item]) -> dict[str, Any]:
    slots = [*REASONS, *(f"{item.code}{pen.name(item.names[2])}与年初预算相比" for item in items)]
    return {slot: pen.reason() for slot in slots if pen.draw(st.integers(0, 3))}
