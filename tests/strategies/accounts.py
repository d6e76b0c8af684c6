"""Whole disclosures as raw data: `consistent` ones, whose tables add up, and `hostile` ones.

Both are built the same way, from 分 (0.01 元) of single items up: by sums where tables add up, and with
figures drawn at will in their places where they do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from . import texts
from .catalogue import CAPITAL, ECONOMIC, ECONOMIC_ITEMS, FUND, GENERAL, REASONS

FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
TABLES = ("公开05表", "公开08表", "公开09表")
CENT = 10_000  # 分 in 0.01 万元
# Money that an item may have, in 分: nothing, what prints as 0.00, halves of what prints, round sums, any sum.
MONEY = st.one_of(
    st.just(0),
    st.integers(1, 3 * CENT),
    st.integers(0, 10**5).map(lambda n: n * CENT + CENT // 2),
    st.integers(1, 10**6).map(lambda n: n * CENT),
    st.integers(1, 10**11),
)
NEAR = ("same", "zero", "cent", "less", "tiny", "double", "many", "other", "null")
CARS = "副省级以上领导干部用车 主要领导干部用车 机要通信用车 应急保障用车 执法执勤用车 特种专业技术用车 离退休干部用车 其他用车".split()
THREE = ("因公出国（境）费", "公务接待费", "公务用车运行维护费", "公务用车购置费")


class Pen:
    """Writes what a disclosure holds. rounded: 万元 with two decimals in every cell, as software exports it."""

    def __init__(self, draw: DrawFn, unit: str, rounded: bool) -> None:
        self.draw, self.unit, self.rounded = draw, unit, rounded

    def exact(self, fen: int) -> Decimal:
        return Decimal(fen).scaleb(-2 if self.unit == "元" else -6)

    def cell(self, fen: int) -> Decimal:
        """FEN as a cell of a table states it."""
        amount = self.exact(fen)
        return amount.quantize(Decimal("0.01"), ROUND_HALF_UP) if self.rounded and self.unit == "万元" else amount

    def budget(self, fen: int | None) -> Decimal | None:
        """A budget that no table prints: exact."""
        return None if fen is None else self.exact(fen)

    def asked(self, fen: int | None) -> Decimal | None:
        return None if fen is None else self.cell(fen)

    def money(self) -> int:
        return self.draw(MONEY)

    def near(self, fen: int, null: bool = True) -> int | None:
        """What FEN may be compared with: the same, nothing, nearly the same, anything."""
        kind = self.draw(st.sampled_from(NEAR if null else NEAR[:-1]))
        match kind:
            case "same":
                return fen
            case "zero":
                return 0
            case "cent":
                return fen + CENT
            case "less":
                return max(0, fen - CENT)
            case "tiny":
                return max(0, fen + self.draw(st.integers(-CENT // 2, CENT // 2)))
            case "double":
                return fen * 2
            case "many":
                return fen // 13
            case "null":
                return None
            case _:
                return self.money()

    def prose(self) -> str | list[str]:
        return self.draw(st.sampled_from(texts.PLAIN))

    def reason(self) -> str | list[str]:
        return self.draw(texts.REASON)

    def name(self, usual: str) -> str:
        return usual


class WildPen(Pen):
    """Writes figures that have nothing to do with one another, and texts that look like something else."""

    def __init__(self, draw: DrawFn, unit: str) -> None:
        super().__init__(draw, unit, False)
        self.pool = st.sampled_from(draw(st.lists(WILD[unit], min_size=2, max_size=8)))
        self.names: dict[str, str] = {}
        self.wild = draw(st.booleans())

    def cell(self, fen: int) -> Decimal:
        return self.draw(self.pool)

    def budget(self, fen: int | None) -> Decimal | None:
        return None if fen is None else self.draw(self.pool)

    def prose(self) -> str | list[str]:
        return self.draw(texts.ANY)

    def reason(self) -> str | list[str]:
        return self.draw(texts.ANY)

    def name(self, usual: str) -> str:
        if not self.wild:
            return usual
        return self.names.setdefault(usual, self.draw(texts.NAME))


EDGES = [0, 1, 2, 49, 50, 51, 99, 100, 101, 4999, 5000, 5001, 9999, 10_000, 10_001, 10**9, 10**18 - 1, 10**18 - 5000]
FEN = st.one_of(
    st.sampled_from(EDGES + [-edge for edge in EDGES]), st.integers(1 - 10**18, 10**18 - 1), st.integers(-(10**7), 10**7)
)
WILD = {"元": FEN.map(lambda fen: Decimal(fen).scaleb(-2)), "万元": FEN.map(lambda fen: Decimal(fen).scaleb(-6))}


@dataclass
class Item:
    """A 项 with what was spent on it, in 分. basic, projects: by fund; other: of other money, by column of 03."""

    code: str
    names: tuple[str, str, str]
    fund: int
    basic: int
    projects: int
    other: dict[str, int]

    @property
    def granted(self) -> int:
        return self.basic + self.projects

    @property
    def spent(self) -> int:
        return self.granted + sum(self.other.values())


@st.composite
def consistent(draw: DrawFn, unit: str | None = None, rounded: bool | None = None, new: bool | None = None) -> dict[str, Any]:
    """A disclosure whose tables add up but for 尾差. new: no figure of last year is there."""
    unit = unit or draw(st.sampled_from(("元", "万元")))
    pen = Pen(draw, unit, draw(st.booleans()) if rounded is None else rounded)
    return spared(disclosure(pen, draw(st.integers(0, 9)) == 0 if new is None else new))


@st.composite
def hostile(draw: DrawFn) -> dict[str, Any]:
    """A disclosure of legal values that have nothing to do with one another."""
    return spared(disclosure(WildPen(draw, draw(st.sampled_from(("元", "万元")))), False))


def spared(raw: dict[str, Any]) -> dict[str, Any]:
    """RAW without what meets a fault that is known: each has its failing test in tests/test_report.py."""
    scale = 10_000 if raw["金额单位"] == "元" else 1

    def prints(amount: Decimal | None) -> bool:
        return abs(amount or 0) / scale >= Decimal("0.005")

    for fund, table in enumerate(TABLES):
        column, rows = "本年支出" if fund else "小计", raw[table]["各科目"]
        for code in [code for code in rows if len(code) == 3]:
            items = [row for below, row in rows.items() if len(below) == 7 and below.startswith(code)]
            if prints(rows[code][column]) and not any(prints(row[column]) or prints(row["年初预算数"]) for row in items):
                items[0]["年初预算数"] = Decimal(scale)  # K5: 具体包括： and nothing after it
    total = raw["公开04表"]["支出"]["本年支出合计"]
    for name in ("基本支出", "项目支出"):
        if total[f"{name}年初预算数"] == sum(raw[table]["合计"].get(name, 0) for table in TABLES):
            total[f"{name}年初预算数"] = None  # K6: a sum of rounded parts is not seen to equal its budget
    return raw


def disclosure(pen: Pen, new: bool) -> dict[str, Any]:
    draw = pen.draw
    items = sorted(chosen(pen, GENERAL, 0, 6) + chosen(pen, FUND, 1, 2) + chosen(pen, CAPITAL, 2, 1), key=lambda item: item.code)

    def last(fen: int) -> Decimal | None:
        before = pen.near(fen, null=False)
        return None if new else pen.asked(before)

    granted = [Flow(pen, [(item, item.granted) for item in items if item.fund == fund]) for fund in range(3)]
    others = Flow(pen, [(item, item.spent - item.granted) for item in items])
    projects = [project(pen) for _ in range(draw(st.integers(0, 5)))]
    return {
        "格式": "辽宁2023",
        "年度": Decimal(draw(st.integers(2000, 2999)) if isinstance(pen, WildPen) else draw(st.integers(2022, 2026))),
        "金额单位": pen.unit,
        "部门": {
            "名称": pen.name("某市科学技术局"),
            "级次": draw(st.sampled_from(("中央", "省", "市", "县", "区", "乡镇"))),
            "主要职责": [pen.prose() for _ in range(draw(st.integers(1, 12)))],
            "决算单位": [pen.name(f"某市第{number}中心") for number in range(draw(st.integers(1, 3)))],
        },
        "公开01表": balance(pen, items, granted, others, last),
        "公开02表": income(pen, items, granted, others),
        "公开03表": expense(pen, items),
        "公开04表": grant_balance(pen, items, granted, last),
        "公开05表": grant_table(pen, 0, granted[0]),
        "公开06表": economic(pen, sum(item.basic for item in items if item.fund == 0)),
        "公开07表": three(pen, last),
        "公开08表": grant_table(pen, 1, granted[1]),
        "公开09表": grant_table(pen, 2, granted[2]),
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


def chosen(pen: Pen, catalogue: dict[str, tuple[str, str, str]], fund: int, most: int) -> list[Item]:
    draw = pen.draw
    items = []
    for code in draw(st.lists(st.sampled_from(sorted(catalogue)), max_size=most, unique=True)):
        other = {}
        if fund == 0 and not draw(st.integers(0, 3)):
            other = {name: pen.money() for name in ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出") if draw(st.booleans())}
        items.append(Item(code, catalogue[code], fund, pen.money(), pen.money(), other))
    return items


class Flow:
    """One kind of money: what ITEMS spent of it, and with the carry-overs what came in for each, in 分."""

    def __init__(self, pen: Pen, spent: Sequence[tuple[Item, int]]) -> None:
        self.items = [item for item, _ in spent]
        self.spent = [amount for _, amount in spent]
        total = sum(self.spent)
        flows = bool(total) and not pen.draw(st.integers(0, 2))
        self.left = [pen.money() if flows and not place else 0 for place in range(len(spent))]
        rest = min(pen.money(), total) if flows else 0
        self.before = []
        for amount in self.spent:
            self.before.append(min(rest, amount))
            rest -= self.before[-1]
        self.income = [
            amount + left - before for amount, left, before in zip(self.spent, self.left, self.before, strict=True)
        ]

    def of(self, code: str, what: Sequence[int]) -> int:
        """The sum of WHAT over the items whose codes begin with CODE."""
        return sum(amount for item, amount in zip(self.items, what, strict=True) if item.code.startswith(code))


def filled(pen: Pen, row: dict[str, int], *needed: str) -> dict[str, Any]:
    """ROW with its cells written; a zero is a blank, except in the columns NEEDED."""
    return {name: pen.cell(fen) for name, fen in row.items() if fen or name in needed}


def levels(items: Sequence[Item]) -> list[tuple[str, str]]:
    """The rows that ITEMS make: every code with its name, from 类 to 项."""
    return sorted({(item.code[:length], item.names[place]) for item in items for place, length in enumerate((3, 5, 7))})


def expense(pen: Pen, items: Sequence[Item]) -> dict[str, Any]:
    def row(code: str) -> dict[str, Any]:
        below = [item for item in items if item.code.startswith(code)]
        columns = {
            name: sum(item.other.get(name, 0) for item in below)
            for name in ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
        }
        columns["基本支出"] += sum(item.basic for item in below)
        columns["项目支出"] += sum(item.projects for item in below)
        return filled(pen, {"本年支出合计": sum(columns.values()), **columns}, "本年支出合计")

    rows = {code: {"科目名称": pen.name(name), **row(code)} for code, name in levels(items)}
    return {"合计": row(""), "各科目": rows}


SOURCES = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")


def income(pen: Pen, items: Sequence[Item], granted: Sequence[Flow], others: Flow) -> dict[str, Any]:
    source = others.__dict__.setdefault("source", pen.draw(st.sampled_from(SOURCES)))

    def row(code: str) -> dict[str, Any]:
        grant = sum(flow.of(code, flow.income) for flow in granted)
        other = others.of(code, others.income)
        return filled(pen, {"本年收入合计": grant + other, "财政拨款收入": grant, source: other}, "本年收入合计")

    rows = {code: {"科目名称": pen.name(name), **row(code)} for code, name in levels(items)}
    return {"合计": row(""), "各科目": rows}


def balance(
    pen: Pen, items: Sequence[Item], granted: Sequence[Flow], others: Flow, last: Callable[[int], Decimal | None]
) -> dict[str, Any]:
    flows = [*granted, others]
    before, left = (sum(sum(getattr(flow, name)) for flow in flows) for name in ("before", "left"))
    spent = sum(item.spent for item in items)
    use = before // 2
    incomes = {f"{fund}收入": sum(flow.income) for fund, flow in zip(FUNDS, granted, strict=True)}
    source = others.__dict__.setdefault("source", pen.draw(st.sampled_from(SOURCES)))
    incomes[source] = sum(others.income)
    came = sum(incomes.values())
    total = came + before
    incomes |= {"本年收入合计": came, "使用非财政拨款结余": use, "年初结转和结余": before - use}
    classes: dict[str, int] = {}
    for item in items:
        classes[item.names[0]] = classes.get(item.names[0], 0) + item.spent
    year_before = last(total)
    expenses = classes | {"本年支出合计": spent, "总计": spent + left}
    return {
        "收入": {
            **{name: {"决算数": pen.cell(fen)} for name, fen in incomes.items() if fen or name == "本年收入合计"},
            "总计": {"决算数": pen.cell(total), "上年决算数": year_before},
        },
        "支出": {
            **{name: {"决算数": pen.cell(fen)} for name, fen in expenses.items()},
            "年末结转和结余": {"决算数": pen.cell(left), "上年决算数": last(left)},
            "总计": {"决算数": pen.cell(spent + left), "上年决算数": year_before},
        },
    }


def grant_balance(
    pen: Pen, items: Sequence[Item], granted: Sequence[Flow], last: Callable[[int], Decimal | None]
) -> dict[str, Any]:
    came, before, left, spent = ([sum(getattr(flow, name)) for flow in granted] for name in ("income", "before", "left", "spent"))

    def row(amounts: Sequence[int]) -> dict[str, Any]:
        return filled(pen, {"合计": sum(amounts), **dict(zip(FUNDS, amounts, strict=True))}, "合计")

    classes: dict[str, list[int]] = {}
    for item in items:
        classes.setdefault(item.names[0], [0, 0, 0])[item.fund] += item.granted
    basic, projects = (sum(getattr(item, name) for item in items) for name in ("basic", "projects"))
    return {
        "收入": {
            **{fund: {"决算数": pen.cell(fen)} for fund, fen in zip(FUNDS, came, strict=True) if fen},
            "本年收入合计": {"决算数": pen.cell(sum(came))},
            "年初财政拨款结转和结余": {"决算数": pen.cell(sum(before))},
            **{f"年初{fund}结转和结余": {"决算数": pen.cell(fen)} for fund, fen in zip(FUNDS, before, strict=True)},
            "总计": {"决算数": pen.cell(sum(came) + sum(before))},
        },
        "支出": {
            **{name: row(amounts) for name, amounts in classes.items()},
            "本年支出合计": {
                **row(spent),
                "上年决算数": last(sum(spent)),
                "年初预算数": pen.budget(pen.near(sum(spent))),
                "基本支出年初预算数": pen.budget(pen.near(basic)),
                "项目支出年初预算数": pen.budget(pen.near(projects)),
            },
            "年末财政拨款结转和结余": row(left),
            "总计": row([one + other for one, other in zip(spent, left, strict=True)]),
        },
    }


def grant_table(pen: Pen, fund: int, flow: Flow) -> dict[str, Any]:
    """公开05、08、09表"""
    total = "本年支出" if fund else "小计"

    def row(code: str) -> dict[str, Any]:
        below = [item for item in flow.items if item.code.startswith(code)]
        columns = {
            total: flow.of(code, flow.spent),
            "基本支出": sum(item.basic for item in below),
            "项目支出": sum(item.projects for item in below),
        }
        if fund:
            columns |= {"年初结转和结余": flow.of(code, flow.before), "本年收入": flow.of(code, flow.income)}
            columns |= {"年末结转和结余": flow.of(code, flow.left)}
        cells = filled(pen, columns, total)
        if len(code) == 7:
            cells["年初预算数"] = pen.budget(pen.near(columns[total]))
            if pen.draw(st.integers(0, 9)):
                cells["主要用途"] = pen.prose()
        return cells

    rows = {code: {"科目名称": pen.name(name), **row(code)} for code, name in levels(flow.items)}
    return {"合计": row(""), "各科目": rows}


def economic(pen: Pen, total: int) -> dict[str, Any]:
    """公开06表: TOTAL spread over some 款, a few of them with nothing."""
    draw = pen.draw
    codes = sorted(draw(st.lists(st.sampled_from(sorted(ECONOMIC_ITEMS)), min_size=1, max_size=8, unique=True)))
    amounts: dict[str, int] = {}
    rest = total
    for code in codes[1:]:
        amounts[code] = min(rest, pen.money())
        rest -= amounts[code]
    amounts[codes[0]] = rest
    kinds = {code[:3] for code in codes}
    rows = {code: sum(fen for item, fen in amounts.items() if item.startswith(code)) for code in kinds} | amounts
    people = rows.get("301", 0) + rows.get("303", 0)
    named = ECONOMIC | ECONOMIC_ITEMS
    return {
        "各科目": {code: {"科目名称": named[code], "决算数": pen.cell(fen)} for code, fen in sorted(rows.items())},
        "人员经费合计": pen.cell(people),
        "公用经费合计": pen.cell(total - people),
    }


def three(pen: Pen, last: Callable[[int], Decimal | None]) -> dict[str, Any]:
    """公开07表"""
    final = [pen.money() for _ in THREE]
    planned = [pen.near(fen, null=False) or 0 for fen in final]

    def row(finals: Sequence[int], budgets: Sequence[int], **more: object) -> dict[str, Any]:
        return {"预算数": pen.cell(sum(budgets)), "决算数": pen.cell(sum(finals)), "上年决算数": last(sum(finals)), **more}

    def counts(place: int, *names: str) -> dict[str, int]:
        return {name: pen.draw(st.integers(0, 40)) if final[place] else 0 for name in names}

    rows = [row([fen], [budget]) for fen, budget in zip(final, planned, strict=True)]
    rows[0] |= counts(0, "团组数", "人次")
    rows[1] |= counts(1, "国内公务接待批次", "国内公务接待人数", "外事接待批次", "外事接待人数")
    rows[1] |= {"外事接待费": pen.cell(final[1] // 3)}
    rows[2] |= {"主要用于": pen.prose(), **counts(2, "保有量")}
    rows[3] |= counts(3, "购置数")
    return {
        "合计": row(final, planned),
        **dict(zip(THREE, rows, strict=True)),
        "公务用车购置及运行费": row(final[2:], planned[2:]),
    }


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


def score(pen: Pen) -> Decimal:
    return Decimal(pen.draw(st.integers(0, 10_000))).scaleb(-2)


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
            "年度资金总额": {**money, "分值": Decimal(10), "执行率": Decimal(min(spent * 10_000 // budget, 10**9) if budget else 0).scaleb(-2), "得分": score(pen)},
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
            "年度指标值": "≥", "实际完成值": "1", "分值": Decimal(9), "得分": score(pen), "偏差原因分析及改进措施": pen.prose(),
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
                "指标值": "5", "度量单位": "%", "全年完成值": "1", "分值": Decimal("1.6"), "得分": score(pen), "改进措施": pen.prose(),
            }
            for _ in range(draw(st.integers(0, 2)))
        ],
        "总评价得分": score(pen),
    }  # fmt: skip


def reasons(pen: Pen, items: Sequence[Item]) -> dict[str, Any]:
    slots = [*REASONS, *(f"{item.code}{pen.name(item.names[2])}与年初预算相比" for item in items)]
    return {slot: pen.reason() for slot in slots if pen.draw(st.integers(0, 3))}


def any_disclosure() -> SearchStrategy[dict[str, Any]]:
    return st.one_of(consistent(), hostile())
