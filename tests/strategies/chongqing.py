"""Disclosures that the 重庆2023 form accepts: those of the other strategies, and what that form asks for in addition."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from . import asked, texts
from .accounts import any_disclosure
from .changes import money, places
from .tables import FUNDS

FORM = "重庆2023"
GENERAL, FUND, CAPITAL = FUNDS
# What says how it changed: the slot of the claim → where this year's figure stands, and where last year's does.
PAIRS = {
    **places(
        {
            "收入总计与上年相比": ("收入支出总表.收入.总计", "决算数"),
            "年末结转和结余与上年相比": ("收入支出总表.支出.年末结转和结余", "决算数"),
            "财政拨款收入支出总计与上年相比": (f"{asked.GRANTS}.收入.总计", "决算数"),
            f"{GENERAL}收入与上年相比": (f"{asked.GRANTS}.收入.{GENERAL}", "决算数"),
            f"{GENERAL}支出与上年相比": (f"{asked.GENERAL}.合计", "小计"),
            "三公经费与上年相比": ("三公经费表.合计", "决算数"),
            "因公出国（境）费与上年相比": ("三公经费表.因公出国（境）费", "决算数"),
            **{f"{place.split('.')[-1]}与上年相比": (place, "决算数") for place in (asked.GUESTS, asked.BOUGHT, asked.RUNNING)},
            **{f"{name}与上年相比": (name, "决算数") for name in ("会议费", "培训费", "机关运行经费")},
        }
    ),
    **{
        f"本年{side}合计与上年相比": (f"{side}决算表.合计.本年{side}合计", f"收入支出总表.{side}.本年{side}合计.上年决算数")
        for side in ("收入", "支出")
    },
    **{
        f"{slot}与上年相比": (f"{row}.{now}", f"{row}.上年{now}")
        for slot, row, now in (
            (f"{GENERAL}年末结转和结余", f"{asked.GRANTS}.支出.年末财政拨款结转和结余", GENERAL),
            ("人员经费", asked.BASIC, "人员经费合计"),
            ("公用经费", asked.BASIC, "公用经费合计"),
            (f"{FUND}收入", "政府性基金表.合计", "本年收入"),
            (f"{FUND}支出", "政府性基金表.合计", "本年支出"),
            (f"{CAPITAL}支出", "国有资本经营表.合计", "本年支出"),
        )
    },
}  # fmt: skip
# The same against the budget.
PLANNED = {
    f"{GENERAL}收入与年初预算相比": (f"{asked.GRANTS}.收入.{GENERAL}.决算数", f"{asked.GRANTS}.收入.{GENERAL}.年初预算数"),
    f"{GENERAL}支出与年初预算相比": (f"{asked.GENERAL}.合计.小计", f"{asked.GENERAL}.合计.年初预算数"),
    **{slot.replace("上年", "预算"): (now, now.replace("决算数", "预算数")) for slot, (now, _) in PAIRS.items() if now.startswith("三公")},
}  # fmt: skip
TEXTS = (
    "部门.机构设置", f"{asked.THREE}.因公出国（境）费.开支内容", f"{asked.GUESTS}.主要用于", f"{asked.BOUGHT}.主要用于",
    "机关运行经费.主要用于", "政府采购.主要用于采购",
)  # fmt: skip
WRITTEN = ("预算绩效.自评结果", "预算绩效.重点绩效评价结果")  # texts that the form can not do without
AMOUNTS = (
    "会议费.决算数", "培训费.决算数", "机关运行经费.行政单位", "机关运行经费.参照公务员法管理事业单位", f"{asked.GUESTS}.国内接待费",
    f"{asked.GUESTS}.国（境）外公务接待费", "预算绩效.自评表自评.资金", "预算绩效.第三方自评.资金",
)  # fmt: skip
COUNTS = (
    f"{asked.GUESTS}.国（境）外公务接待批次", f"{asked.GUESTS}.国（境）外公务接待人数", "预算绩效.自评表自评.项目数",
    "预算绩效.第三方自评.项目数",
)  # fmt: skip
LEAST = {"元": Decimal(30), "万元": Decimal("0.003")}  # less than what is printed


@st.composite
def chongqing(draw: DrawFn, base: SearchStrategy[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A disclosure drawn from BASE with all that 重庆2023 asks for."""
    raw = draw(any_disclosure() if base is None else base)
    raw["格式"] = FORM
    amounts = st.sampled_from([Decimal(0), *(holder[key] for holder, key, _ in money(raw) if holder[key])])
    text = st.one_of(st.sampled_from(texts.PLAIN), texts.ANY)
    raw["部门"] |= {
        "称谓": draw(st.sampled_from(("部门", "单位"))),
        "单位性质": draw(st.sampled_from(("行政单位", "行政单位", "事业单位"))),
        "联系电话": "023-12345678",
    }
    for names, value in (
        (TEXTS, text),
        (WRITTEN, texts.TEXT),
        (AMOUNTS, amounts),
        (COUNTS, st.integers(0, 9)),
    ):
        for place in names:
            asked.give(raw, place, draw(value))
    if draw(st.booleans()):
        raw["预算绩效"]["自评报告或案例"] = draw(st.lists(texts.TEXT, max_size=2))
    classes = {code: row for code, row in raw[asked.GENERAL]["各科目"].items() if len(code) == 3}
    rows = {f"{asked.GENERAL}.各科目.{code}" for code in classes}
    compared = {*PAIRS.values(), *PLANNED.values(), *((f"{row}.小计", f"{row}.年初预算数") for row in rows)}
    for now, before in sorted(compared):
        asked.give(raw, now, Decimal(0))
        figure = asked.at(raw, now)
        near = figure + LEAST[raw["金额单位"]] * draw(st.sampled_from((-1, 0, 0, 1)))
        other = draw(st.one_of(st.just(near if abs(figure) < 10**9 else figure), amounts, st.just(Decimal(0)), st.none()))  # fmt: skip
        asked.give(raw, before, other)
    slots = [*PAIRS, *PLANNED, *(f"{code}{row['科目名称']}与年初预算相比" for code, row in classes.items())]
    raw["原因"] |= {slot: draw(texts.REASON) for slot in slots if draw(st.integers(0, 3))}
    return raw
