"""Two disclosures of the same situations: the same names, items and directions of change, and other amounts, counts and
texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from narrator.disclosure.public_tables import OF_FUND, PUBLIC_TABLES

from .accounts import disclosure
from .asked import guests
from .changes import PLAIN
from .pens import CENT, Pen

Raw = dict[str, Any]
BUDGETS = ("年初预算数", "全年预算数")
STATED_BESIDE = ("上年", "年初", "全年")  # what no sum of a table has to do with
OTHERS = ("机关运行经费", "政府采购", "国有资产占用")  # drawn as well, for their sums
WAYS = {"same": (1, 1), "more": (1.05, 1.9), "less": (0.4, 0.97)}  # what last year's figure is of this year's
WHAT = [
    "人员",
    "会议",
    "培训",
    "设备",
    "维修",
    "租赁",
    "印刷",
    "差旅",
    "物业",
    "网络",
    "档案",
    "宣传",
    "调研",
    "应急",
    "车辆",
    "图书",
    "水电",
    "邮电",
    "保险",
    "翻译",
]
HOW = [
    "工作量变化",
    "安排有所调整",
    "按合同分期支付",
    "按实际需要列支",
    "跨年度实施",
    "按进度结算",
    "标准作了调整",
    "计划推迟实施",
    "统筹使用资金",
    "由上级统一安排",
]
CHOICES = {
    "格式",
    "金额单位",
    "称谓",
    "单位性质",
    "资金性质",
    "级次",
    "决算单位性质",
    "名称",
    "单位名称",
}  # texts that are no sentences


class PairedPen(Pen):
    """Writes one of two disclosures of which nothing is zero: what it draws is the structure, the amounts are of its own
    chance. chance: of its amounts."""

    def __init__(self, draw: DrawFn, chance: random.Random) -> None:
        super().__init__(draw, "万元", True)
        self.chance = chance

    def money(self) -> int:
        return self.chance.randint(2_000, 3_000_000) * CENT

    def near(self, fen: int, null: bool = True) -> int | None:
        low, high = WAYS[self.draw(st.sampled_from(("more", "less", "less", "more", "same")))]
        return round(fen * self.chance.uniform(low, high) / CENT) * CENT

    def name(self, usual: str, code: str = "") -> str:
        return usual


class Recorder:
    """Draws and remembers what it drew."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw, self.drawn = draw, list[Any]()

    def __call__(self, strategy: SearchStrategy[Any]) -> Any:
        self.drawn.append(self.draw(strategy))
        return self.drawn[-1]


@st.composite
def pairs(draw: DrawFn, sample: Mapping[str, Any]) -> tuple[Raw, Raw]:
    """Two disclosures with all that SAMPLE has, which is complete for a form."""
    seed = draw(st.integers(0, 2**32))
    recorder = Recorder(draw)
    first = disclosure(PairedPen(recorder, random.Random(seed)), False)  # type: ignore[arg-type]
    replayed = iter(recorder.drawn)
    second = disclosure(PairedPen(lambda strategy: deepcopy(next(replayed)), random.Random(seed + 1)), False)  # type: ignore[arg-type]
    ways = [draw(st.sampled_from(("more", "less"))) for _ in range(40)]
    return tuple(
        complete(one, {**sample, "年度": sample["年度"] + number}, random.Random(seed + 2 + number), ways)
        for number, one in enumerate((first, second))
    )  # type: ignore[return-value]


def complete(drawn: Raw, sample: Mapping[str, Any], chance: random.Random, ways: list[str]) -> Raw:
    """What SAMPLE has, with the tables of DRAWN and new figures and texts in all other places."""
    texts = iter(sentences(chance))
    turns = iter(ways * 50)

    def anew(value: Any, name: str) -> Any:
        match value:
            case dict():
                return {key: anew(one, key) for key, one in value.items()}
            case list() if name == "决算单位" or name == "制度名称":
                return value
            case list():
                return [anew(one, name) for one in value]
            case str() if name in CHOICES or len(value) < 3:
                return value
            case str():
                return next(texts)
            case Decimal() if name in PLAIN or (value == value.to_integral_value() and value < 1000):
                return Decimal(chance.randint(3, 98))
            case Decimal():
                return amount(chance)
        return value

    def filled(here: Any, wanted: Mapping[str, Any]) -> Any:
        """HERE with what WANTED has besides, as rows of tables have it."""
        for name, value in wanted.items():
            if name == "各科目":
                continue
            if isinstance(value, dict) and isinstance(here.get(name), dict):
                filled(here[name], value)
            elif isinstance(value, Decimal) and not name.startswith(STATED_BESIDE):
                continue  # another amount would not add up
            elif (
                name not in here and isinstance(value, Decimal) and (main := main_of(here, name)) is not None
            ):
                low, high = WAYS[next(turns)]
                here[name] = (main * Decimal(chance.uniform(low, high))).quantize(
                    Decimal("0.01"), ROUND_HALF_UP
                )
            elif name not in here and not isinstance(value, dict):
                here[name] = anew(value, name)
        return here

    raw = {
        name: anew(value, name)
        for name, value in sample.items()
        if name not in (*PUBLIC_TABLES, "原因", "原因记录", "年度")
    }
    raw |= {"年度": sample["年度"], "金额单位": "万元", "部门": deepcopy(sample["部门"]), "原因": {}}
    for name in PUBLIC_TABLES:
        raw[name] = filled(drawn[name], sample.get(name, {}))
        rows = sample.get(name, {}).get("各科目", {})
        for code, row in raw[name].get("各科目", {}).items():
            if "主要用途" in row or (name in OF_FUND and len(code) == 7):
                row["主要用途"] = next(texts)
            for column in BUDGETS:
                wanted = any(column in one and len(other) == len(code) for other, one in rows.items())
                if wanted and row.get(column) is None and main_of(row, ""):
                    low, high = WAYS[next(turns)]
                    row[column] = (main_of(row, "") * Decimal(chance.uniform(low, high))).quantize(
                        Decimal("0.01")
                    )
        raw[name] = spread(raw[name], texts, chance)
    split_basic(raw["基本支出表"], chance)
    if "国内接待费" in sample["三公经费表"].get("公务接待费", {}):
        guests(raw)
    for name in OTHERS:
        raw[name] = {**raw.get(name, {}), **drawn[name]}
    cars = raw["国有资产占用"]
    kinds = [name for name, value in cars.items() if name.endswith("用车")]
    cars |= {name: Decimal(chance.randint(1, 9)) for name in kinds} | {
        "单价100万元（含）以上设备": Decimal(chance.randint(1, 30))
    }
    cars["车辆"] = sum((cars[name] for name in kinds), Decimal(0))
    raw["名词解释"] = {name: value for name, value in raw.get("名词解释", {}).items() if name != "科目"} | {
        "科目": {}
    }
    return raw


def spread(table: Any, texts: Iterator[str], chance: random.Random) -> Any:
    """TABLE with other texts and counts."""
    if not isinstance(table, dict):
        return table
    return {
        name: next(texts)
        if name in ("主要用于", "开支内容", "外宾接待主要用于")
        else Decimal(chance.randint(*((2, 7) if name.startswith("外事") else (8, 60))))
        if isinstance(value, int) and not isinstance(value, bool)
        else spread(value, texts, chance)
        for name, value in table.items()
    }


def split_basic(table: Raw, chance: random.Random) -> None:
    """Spread the basic expense of TABLE anew over its rows, something for each."""
    rows = table["各科目"]
    codes = [code for code in rows if len(code) == 5]
    rest = table["人员经费合计"] + table["公用经费合计"]
    for place, code in enumerate(codes):
        last = place == len(codes) - 1
        part = rest if last else (rest * Decimal(chance.uniform(0.1, 0.5))).quantize(Decimal("0.01"))
        rows[code]["决算数"] = part
        rest -= part
    for code in rows:
        if len(code) == 3:
            rows[code]["决算数"] = sum(
                (rows[one]["决算数"] for one in codes if one.startswith(code)), Decimal(0)
            )
    people = sum((rows[code]["决算数"] for code in ("301", "303") if code in rows), Decimal(0))
    total = sum((rows[code]["决算数"] for code in codes), Decimal(0))
    table |= {"人员经费合计": people, "公用经费合计": total - people}


def main_of(row: Mapping[str, Any], name: str) -> Any:
    """The figure of ROW with which one called NAME is compared; None when it has none."""
    for column in (
        name.removeprefix("上年").removeprefix("年初").removeprefix("全年"),
        "决算数",
        "小计",
        "合计",
        "本年支出合计",
        "本年支出",
    ):
        if isinstance(row.get(column), Decimal):
            return row[column]
    return None


def amount(chance: random.Random) -> Decimal:
    """An amount in 万元 as tables print it."""
    return Decimal(chance.randint(200, 9_000_000)).scaleb(-2)


def sentences(chance: random.Random, late: bool = False) -> Iterator[str]:
    """Texts that people may write, each another one; those that are LATE are others than those that are not."""
    every = [
        f"{one}{other}{how}"
        for one in WHAT
        for other in WHAT
        for how in HOW
        if (one < other) != late and one != other
    ]
    chance.shuffle(every)
    return iter(every)


def fill_texts(raw: Raw, missing: Callable[[Raw], list[str]], chance: random.Random) -> Raw:
    """RAW with a text in each place that MISSING names, until it names none."""
    texts = sentences(chance, late=True)
    while places := missing(raw):
        for path in places:
            *above, last = path.split(".")
            holder: Any = raw
            for name in above:
                holder = holder.setdefault(name, {})
            holder[last] = next(texts)
    return raw
