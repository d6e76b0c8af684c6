"""Disclosures that the 中央2023 form and its overlays accept: those of the other strategies, and what the form asks for in addition."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from . import texts
from .accounts import any_disclosure
from .asked import EXPENSES, INCOMES
from .shanghai import PAIRS as OTHERS
from .shanghai import compared

# Rows that say how they changed: the slot of the claim → where the row stands, this year's column.
PAIRS = {slot if "与" in slot else f"{slot}与上年相比": place for slot, place in OTHERS.items()}
SLOTS = (*PAIRS, *(f"{slot.removesuffix('与上年相比')}与预算相比" for slot, (path, _) in PAIRS.items() if path.startswith("三公")))  # fmt: skip
FORMS = (
    "中央2023", "中央2024", "湖北2023", "湖南2023", "广东2023", "贵州2023", "安徽2023", "安徽三公2023", "天津2023", "浙江2023",
)  # fmt: skip
OWN = {"各单位收入": ("本年收入合计", *INCOMES), "各单位支出": ("本年支出合计", *EXPENSES)}
KINDS = ("行政单位", "参照公务员法管理事业单位", "财政补助事业单位", "经费自理事业单位")
USES = (("因公出国（境）费", "开支内容"), ("公务接待费", "外宾接待主要用于"), ("公务接待费", "主要用于"))


@st.composite
def central(
    draw: DrawFn, base: SearchStrategy[dict[str, Any]] | None = None, forms: Sequence[str] = FORMS
) -> dict[str, Any]:
    """A disclosure drawn from BASE with all that one of FORMS asks for."""
    raw = draw(any_disclosure() if base is None else base)
    raw["格式"] = form = draw(st.sampled_from(forms))
    amounts = compared(draw, raw, PAIRS)
    if not any(row[name] for row in raw["三公经费表"].values() for name in ("预算数", "决算数")):
        raw["三公经费表"]["公务接待费"]["外事接待费"] = Decimal(0)
    text = st.one_of(st.sampled_from(texts.PLAIN), texts.ANY)
    for row, name in USES:
        raw["三公经费表"][row][name] = draw(text)
    # What is left of guests when those from abroad are taken away is printed: more than all can not be taken away.
    guests = raw["三公经费表"]["公务接待费"]
    if guests["外事接待费"] > guests["决算数"]:
        guests["外事接待费"] = guests["决算数"]
    for name in ("批次", "人数"):
        guests[f"外事接待{name}"] = min(guests[f"外事接待{name}"], guests[f"国内公务接待{name}"])
    department = raw["部门"]
    department["称谓"] = draw(st.sampled_from(("部门", "单位")))
    department["单位性质"] = draw(st.sampled_from(("行政单位", "事业单位")))
    if draw(st.booleans()):
        department |= {"公布日期": "2024年8月", "机构设置": draw(text)}
    named = draw(st.lists(st.sampled_from(department["决算单位"]), unique=True))
    department["决算单位性质"] = {name.strip(): draw(st.sampled_from(KINDS)) for name in named}
    raw["国有资产占用"]["其他用车主要是"] = draw(text)
    performance = raw["预算绩效"]
    performance |= {name: draw(st.integers(0, 9)) for name in ("一级项目数", "二级项目数")}
    performance |= {"自评资金": draw(amounts), "评价情况": draw(texts.TEXT)}
    for one in performance["重点评价项目"]:
        one["资金性质"] = draw(st.sampled_from(("一般公共预算", "政府性基金预算")))
    performance["部门评价报告"] = told(draw)
    raw |= more(draw, form, text, amounts)
    if form == "湖南2023":
        performance |= {"整体自评报告": told(draw, least=1), "项目自评报告": told(draw)}
    raw["原因"] |= {slot: draw(texts.REASON) for slot in SLOTS if draw(st.integers(0, 3))}
    return raw


def told(draw: DrawFn, least: int = 0) -> list[dict[str, Any]]:
    """The sections of a report in prose, at LEAST so many."""
    return [
        {"标题": draw(texts.NAME), "段落": [draw(st.sampled_from(texts.PLAIN))]}
        for _ in range(draw(st.integers(least, 2)))
    ]


def by_unit(draw: DrawFn, name: str, amounts: SearchStrategy[Decimal]) -> list[dict[str, Any]]:
    """What each of one or two units received or spent."""
    return [
        {"单位名称": f"第{number}单位", **{column: draw(amounts) for column in OWN[name]}}
        for number in range(1, draw(st.integers(1, 2)) + 1)
    ]


def more(
    draw: DrawFn, form: str, text: SearchStrategy[Any], amounts: SearchStrategy[Decimal]
) -> dict[str, Any]:
    """What an overlay asks for that 中央2023 does not."""
    match form:
        case "湖北2023":
            return {"专项和转移支付支出": draw(texts.TEXT)}
        case "湖南2023":
            spent = {
                what: {"决算数": draw(amounts), "人次": draw(st.integers(0, 99)), verb: draw(text)}
                for what, verb in (("会议费", "召开"), ("培训费", "开展"))
            }
            return spent | {"节庆活动": {"金额": draw(amounts), "举办": draw(text)}}
        case "天津2023":
            told = draw(st.lists(texts.TEXT, min_size=1, max_size=2))
            return {
                "各单位收入": by_unit(draw, "各单位收入", amounts),
                "空表说明": draw(texts.TEXT),
                "民生支出": told,
            }
        case "浙江2023":
            return {name: by_unit(draw, name, amounts) for name in OWN}
    return {}
