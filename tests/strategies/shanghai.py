"""Disclosures that the 上海2024 form accepts: those of the other strategies, and what that form asks for in addition."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from . import texts
from .accounts import any_disclosure
from .changes import PAIRS as OTHERS
from .changes import dig, money

# Rows that say how they changed: the subject of the claim → where the row stands, this year's column.
PAIRS = {
    "收入总计与上年相比": ("收入支出总表.收入.总计", "决算数"),
    "财政拨款收入支出总计与上年相比": ("财政拨款收支总表.收入.总计", "决算数"),
    "一般公共预算财政拨款支出与上年相比": ("一般公共预算支出表.合计", "小计"),
    "三公经费": ("三公经费表.合计", "决算数"),
    "因公出国（境）费": ("三公经费表.因公出国（境）费", "决算数"),
    "公务用车购置及运行费": ("三公经费表.公务用车购置及运行费", "决算数"),
    "公务接待费": ("三公经费表.公务接待费", "决算数"),
    "机关运行经费与上年相比": ("机关运行经费", "决算数"),
}
SLOTS = (
    "收入总计与上年相比", "财政拨款收入支出总计与上年相比", "一般公共预算财政拨款支出与上年相比", "一般公共预算财政拨款支出与年初预算相比",
    "三公经费与预算相比", "因公出国（境）费与上年相比", "公务用车购置及运行费与上年相比", "公务接待费与上年相比", "机关运行经费与上年相比",
)  # fmt: skip
RESERVED = (
    "面向中小企业预留项目预算金额", "面向小微企业预留项目预算金额", "预留项目中小企业成交金额", "预留项目小微企业成交金额",
    "其他项目中小企业成交金额",
)  # fmt: skip
COUNTS = ("评级为优", "评级为良", "评级为合格", "评级为不合格", "发现问题", "已经完成整改", "正在整改")
USES = (("因公出国（境）费", "开支内容"), ("公务用车购置费", "主要用于"), ("公务接待费", "主要用于"))


@st.composite
def district(draw: DrawFn, base: SearchStrategy[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A disclosure drawn from BASE with all that 上海2024 asks for; 辽宁2023 accepts it too."""
    raw = draw(any_disclosure() if base is None else base)
    raw["格式"] = "上海2024"
    amounts = compared(draw, raw, PAIRS)
    text = st.one_of(st.sampled_from(texts.PLAIN), texts.ANY)
    # The form's table has no such rows, and a row with money that no table prints is refused.
    items = raw["基本支出表"]["各科目"]
    raw["基本支出表"]["各科目"] = {
        code: row for code, row in items.items() if code[:3] not in ("307", "312", "399")
    }
    for row, name in USES:
        raw["三公经费表"][row][name] = draw(text)
    department = raw["部门"]
    if draw(st.booleans()):
        department["机构设置"] = draw(text)
    noted = draw(st.lists(st.sampled_from(department["决算单位"]), unique=True))
    department["决算单位备注"] = {name.strip(): draw(text) for name in noted}
    raw["政府采购"] |= {name: draw(amounts) for name in RESERVED}
    raw["国有资产占用"]["部级领导干部用车"] = draw(st.integers(0, 9))
    raw["名词解释"] |= {name: draw(text) for name in ("事业收入", "经营收入", "其他收入")}
    raw["预算绩效管理"] = {
        "制度名称": draw(
            st.lists(st.one_of(st.just("《预算绩效管理办法》"), texts.NAME), min_size=1, max_size=3)
        ),
        "工作机制": draw(st.one_of(st.sampled_from(texts.PLAIN), texts.TEXT)),
        **{
            name: {"项目数": draw(st.integers(0, 99)), "预算金额": draw(amounts)}
            for name in ("编报绩效目标", "绩效跟踪评价", "绩效自评")
        },
    }
    raw["预算绩效管理"]["绩效自评"] |= {
        "平均得分": Decimal(draw(st.integers(0, 10_000))).scaleb(-2),
        **{name: draw(st.integers(0, 99)) for name in COUNTS},
    }
    raw["原因"] |= {slot: draw(texts.REASON) for slot in SLOTS if draw(st.integers(0, 3))}
    return raw


def compared(
    draw: DrawFn, raw: dict[str, Any], pairs: Mapping[str, tuple[str, str]]
) -> SearchStrategy[Decimal]:
    """The amounts in RAW, once the rows of PAIRS have figures of last year, all spending has a budget, and now and then
    nothing was spent on 三公."""
    amounts = st.sampled_from([Decimal(0), *(holder[key] for holder, key, _ in money(raw))])
    for path, now in pairs.values():
        row = dig(raw, path)
        row["上年决算数"] = draw(st.one_of(st.just(row[now]), st.just(Decimal(0)), amounts, st.none()))
    total = raw["一般公共预算支出表"]["合计"]
    total["年初预算数"] = draw(st.one_of(st.just(total["小计"]), amounts, st.none()))
    if draw(st.integers(0, 9)) == 0:
        for row in raw["三公经费表"].values():
            row |= {"预算数": Decimal(0), "决算数": Decimal(0)}
    return amounts


SHARED = OTHERS.keys() & PAIRS.keys()  # what both forms compare with last year
