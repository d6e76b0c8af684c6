"""Changes to a disclosure: single figures of the sample, and all of one at once (swapped, scaled, in 元)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from .render import sample

# Decimals that are no sums of money.
PLAIN = {
    "年度", "分值", "得分", "总分", "总评价得分", "执行率", "项目执行率", "团组数", "人次", "国内公务接待批次",
    "国内公务接待人数", "外事接待批次", "外事接待人数", "保有量", "购置数", "年初批复绩效目标的项目数", "项目数", "平均得分",
    "评级为优", "评级为良", "评级为合格", "评级为不合格", "发现问题", "已经完成整改", "正在整改",
}  # fmt: skip
# Rows that say 与上年相比 or 比上年: the slot of the sentence → where the row stands, this year's column.
PAIRS = {
    "收入总计与上年相比": ("收入支出总表.收入.总计", "决算数"),
    "支出总计与上年相比": ("收入支出总表.支出.总计", "决算数"),
    "年末结转和结余与上年相比": ("收入支出总表.支出.年末结转和结余", "决算数"),
    "财政拨款支出与上年相比": ("财政拨款收支总表.支出.本年支出合计", "合计"),
    "因公出国（境）费与上年相比": ("三公经费表.因公出国（境）费", "决算数"),
    "公务接待费与上年相比": ("三公经费表.公务接待费", "决算数"),
    "公务用车购置及运行费与上年相比": ("三公经费表.公务用车购置及运行费", "决算数"),
    "机关运行经费与上年相比": ("机关运行经费", "决算数"),
}
# Figures of the sample that the 辽宁 form does not use.
UNUSED = {f"三公经费表.{row}.上年决算数" for row in ("合计", "公务用车运行维护费", "公务用车购置费")} | {
    "一般公共预算支出表.合计.上年决算数"
}
NEW = {
    "2010301": ("一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行"),
    "2060199": ("科学技术支出", "科学技术管理事务", "其他科学技术管理事务支出"),
    "2080899": ("社会保障和就业支出", "抚恤", "其他优抚支出"),
    "2299999": ("其他支出", "其他支出", "其他支出"),
}


def money(raw: Any, path: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Every amount in RAW: what holds it, under which key, and its path."""
    entries: Any = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for key, value in entries:
        here = f"{path}.{key}".removeprefix(".")
        if isinstance(value, Decimal) and key not in PLAIN:
            yield raw, key, here
        elif key != "国有资产占用":
            yield from money(value, here)


def multiplied(raw: Mapping[str, Any], change: Callable[[Decimal], Decimal]) -> dict[str, Any]:
    """RAW with CHANGE applied to every amount."""
    changed = deepcopy(dict(raw))
    for holder, key, _ in list(money(changed)):
        holder[key] = change(holder[key])
    return changed


def dig(raw: Any, path: str) -> Any:
    for name in path.split("."):
        raw = raw[name]
    return raw


def places(pairs: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Where this year's figure stands in each row of PAIRS, and last year's beside it."""
    return {slot: (f"{row}.{now}", f"{row}.上年决算数") for slot, (row, now) in pairs.items()}


def swapped(raw: Mapping[str, Any], pairs: Mapping[str, tuple[str, str]] = places(PAIRS)) -> dict[str, Any]:
    """RAW with this year's and last year's figures exchanged wherever a sentence compares them (PAIRS: where each stands)."""
    changed = deepcopy(dict(raw))
    for pair in pairs.values():
        (here, now), (there, before) = (cell(changed, path) for path in pair)
        here[now], there[before] = there[before], here[now]
    return changed


def cell(raw: Any, path: str) -> tuple[Any, str]:
    """What holds the figure at PATH, and under which key."""
    above, _, last = path.rpartition(".")
    return dig(raw, above), last


def shuffled(value: Any, chance: random.Random) -> Any:
    """VALUE with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(one, chance) for one in value] if isinstance(value, list) else value


class Change(NamedTuple):
    """A change to the sample: kind, what it concerns, and the data after it."""

    kind: str
    about: str
    raw: dict[str, Any]


@st.composite
def changes(draw: DrawFn) -> Change:
    kind = draw(st.sampled_from(("double", "same", "new unit", "no budget", "remove", "add", "year")))
    raw = sample(lean=kind != "double")
    items = [code for code in raw["一般公共预算支出表"]["各科目"] if len(code) == 7]
    about = ""
    match kind:
        case "double":
            places = [place for place in money(raw) if place[2] not in UNUSED and place[0][place[1]]]
            holder, key, about = draw(st.sampled_from(places))
            holder[key] *= 2
        case "same":
            about = draw(st.sampled_from(sorted(PAIRS)))
            path, now = PAIRS[about]
            row = dig(raw, path)
            row["上年决算数"] = row[now]
        case "new unit":
            for path, _ in PAIRS.values():
                dig(raw, path)["上年决算数"] = None
        case "no budget":
            about = draw(st.sampled_from(items))
            raw["一般公共预算支出表"]["各科目"][about]["年初预算数"] = Decimal(0)
        case "remove":
            about = draw(st.sampled_from(items))
            for table in ("收入决算表", "支出决算表", "一般公共预算支出表"):
                rows = raw[table]["各科目"]
                del rows[about]
                for code in (about[:5], about[:3]):
                    if not any(other.startswith(code) and len(other) > len(code) for other in rows):
                        del rows[code]
        case "add":
            about = draw(st.sampled_from(sorted(NEW)))
            amount = Decimal(draw(st.integers(1, 10**7))).scaleb(-2)
            for table, total in (
                ("收入决算表", "本年收入合计"),
                ("支出决算表", "本年支出合计"),
                ("一般公共预算支出表", "小计"),
            ):
                for length, name in zip((3, 5, 7), NEW[about], strict=True):
                    row = raw[table]["各科目"].setdefault(
                        about[:length], {"科目名称": name, total: Decimal(0)}
                    )
                    row[total] += amount
            raw["一般公共预算支出表"]["各科目"][about] |= {
                "年初预算数": draw(st.sampled_from((amount, Decimal(0), Decimal(50)))),
                "主要用途": "会议",
            }
        case "year":
            about = str(draw(st.integers(2020, 2030).filter(lambda year: year != 2023)))
            raw["年度"] = Decimal(about)
    return Change(kind, about, raw)
