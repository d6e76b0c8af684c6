"""Disclosures that the 四川2023 form accepts: those of 中央2023, and what the form asks for in addition."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from . import asked, texts
from .central import PAIRS, central
from .changes import money

FORM = "四川2023"
ALL = "三公经费与上年相比"  # is told without a reason
SLOTS = (*(slot for slot in PAIRS if slot != ALL), "三公经费与预算相比")


@st.composite
def sichuan(draw: DrawFn, base: SearchStrategy[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A disclosure drawn from BASE with all that 四川2023 asks for."""
    raw: dict[str, Any] = draw(central(base, (FORM,)))
    known = [holder[key] for holder, key, _ in money(raw) if holder[key]]
    amounts = st.sampled_from([Decimal(0), *known])
    text = st.one_of(st.sampled_from(texts.PLAIN), texts.ANY)
    items = raw[asked.GENERAL]["各科目"]
    planned = st.one_of(amounts, st.none())
    raw["部门"]["重点工作完成情况"] = draw(texts.TEXT)
    raw[asked.GENERAL]["合计"]["全年预算数"] = draw(
        st.one_of(planned, st.just(raw[asked.GENERAL]["合计"]["小计"]))
    )
    asked.ask(
        raw,
        asked.Hand(
            lambda: draw(text),
            lambda: draw(texts.NAME),
            lambda: draw(amounts),
            lambda: draw(st.integers(0, 9)),
            lambda now: draw(st.one_of(st.just(now), planned)),
        ),
    )
    for kind in asked.CARS:
        raw["购置公务用车"][kind] = {"辆数": draw(st.integers(0, 9)), "金额": draw(amounts)}
        raw["三公经费表"]["公务用车运行维护费"][kind] = draw(st.integers(0, 9))
    for row in raw["财政拨款支出明细表"]["各科目"].values():
        row |= {
            name: draw(amounts) for name in draw(st.sets(st.sampled_from(sorted(row.keys() - {"科目名称"}))))
        }
    raw["一般公共预算项目支出表"]["各科目"] = {
        code: {"科目名称": row["科目名称"], "项目支出": asked.figure(row, "项目支出")}
        for code, row in items.items()
    }
    for code, row in raw["一般公共预算项目支出表"]["各科目"].items():
        if len(code) == 7:
            row["各项目"] = [
                {"名称": draw(texts.NAME), "金额": draw(amounts)} for _ in range(draw(st.integers(0, 2)))
            ]
    for name in ("整体自评报告", "各项目自评报告"):
        raw["预算绩效"][name] *= (
            draw(st.integers(1, 3)) if name == "整体自评报告" else draw(st.integers(0, 2))
        )
    told = raw["预算绩效"]["事前绩效评估项目"]
    raw["预算绩效"]["事前绩效评估项目"] = told[: draw(st.integers(0, 2))]
    # A sum of what has nothing to do with one another may be more than an amount can be.
    most = max(map(abs, known), default=Decimal(0))
    for holder, key, _ in list(money(raw)):
        if holder[key] is not None and abs(holder[key]) > most:
            holder[key] = draw(amounts)
    raw["原因"] |= {slot: draw(texts.REASON) for slot in slots(raw) if draw(st.integers(0, 3))}
    return raw


def slots(raw: dict[str, Any]) -> list[str]:
    """What a reason may be given for in RAW."""
    items = raw[asked.GENERAL]["各科目"].items()
    return [*SLOTS, *(f"{code}{row['科目名称']}与预算相比" for code, row in items if len(code) == 7)]
