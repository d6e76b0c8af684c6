"""Whole disclosures as raw data: `consistent` ones, whose tables add up, and `hostile` ones.

Both are built the same way, from 分 (0.01 元) of single items up: by sums where tables add up, and with
figures drawn at will in their places where they do not.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from . import texts
from .catalogue import CAPITAL, FUND, GENERAL
from .items import Flow, chosen
from .matters import assets, procurement, project, reasons, score, unit_evaluation
from .pens import Pen, WildPen
from .tables import balance, economic, expense, grant_balance, grant_table, income, three


@st.composite
def consistent(
    draw: DrawFn, unit: str | None = None, rounded: bool | None = None, new: bool | None = None
) -> dict[str, Any]:
    """A disclosure whose tables add up but for 尾差. new: no figure of last year is there."""
    unit = unit or draw(st.sampled_from(("元", "万元")))
    pen = Pen(draw, unit, draw(st.booleans()) if rounded is None else rounded)
    return disclosure(pen, draw(st.integers(0, 9)) == 0 if new is None else new)


@st.composite
def hostile(draw: DrawFn) -> dict[str, Any]:
    """A disclosure of legal values that have nothing to do with one another."""
    return disclosure(WildPen(draw, draw(st.sampled_from(("元", "万元")))), False)


def disclosure(pen: Pen, new: bool) -> dict[str, Any]:
    draw = pen.draw
    items = sorted(
        chosen(pen, GENERAL, 0, 6) + chosen(pen, FUND, 1, 2) + chosen(pen, CAPITAL, 2, 1),
        key=lambda item: item.code,
    )

    def last(fen: int) -> Decimal | None:
        before = pen.near(fen, null=False)
        return None if new else pen.asked(before)

    granted = [Flow(pen, [(item, item.granted) for item in items if item.fund == fund]) for fund in range(3)]
    others = Flow(pen, [(item, item.spent - item.granted) for item in items])
    projects = [project(pen) for _ in range(draw(st.integers(0, 5)))]
    return {
        "格式": "辽宁2023",
        "年度": Decimal(
            draw(st.integers(2000, 2999)) if isinstance(pen, WildPen) else draw(st.integers(2022, 2026))
        ),
        "金额单位": pen.unit,
        "部门": {
            "名称": pen.name("某市科学技术局"),
            **draw(st.sampled_from(({}, {"称谓": "单位"}))),
            "级次": draw(st.sampled_from(("中央", "省", "市", "县", "区", "乡镇"))),
            "主要职责": [pen.prose() for _ in range(draw(st.integers(1, 12)))],
            "决算单位": [pen.name(f"某市第{number}中心") for number in range(draw(st.integers(1, 3)))],
        },
        "收入支出总表": balance(pen, items, granted, others, last),
        "收入决算表": income(pen, items, granted, others),
        "支出决算表": expense(pen, items),
        "财政拨款收支总表": grant_balance(pen, items, granted, last),
        "一般公共预算支出表": grant_table(pen, 0, granted[0]),
        "基本支出表": economic(pen, sum(item.basic for item in items if item.fund == 0)),
        "三公经费表": three(pen, last),
        "政府性基金表": grant_table(pen, 1, granted[1]),
        "国有资本经营表": grant_table(pen, 2, granted[2]),
        "项目支出主要包括": pen.prose(),
        "机关运行经费": {"决算数": pen.cell(running := pen.money()), "上年决算数": last(running)},
        "政府采购": procurement(pen),
        "国有资产占用": assets(pen),
        "预算绩效": {
            "年初批复绩效目标的项目数": draw(st.sampled_from((0, len(projects), len(projects) + 2))),
            "项目": projects,
            "整体自评": [unit_evaluation(pen) for _ in range(draw(st.integers(0, 3)))],
            "重点评价项目": [
                {"名称": pen.name("重点项目"), "资金": pen.cell(pen.money()), "得分": score(pen)}
                for _ in range(draw(st.integers(0, 3)))
            ],
            "部门评价结果": draw(texts.TEXT),
            "财政评价结果": "无财政评价项目。",
        },
        "原因": reasons(pen, items),
        "名词解释": {"科目": {item.code: pen.prose() for item in items if draw(st.integers(0, 9))}},
    }


def any_disclosure() -> SearchStrategy[dict[str, Any]]:
    return st.one_of(consistent(), hostile())
