"""公开01表 to 公开09表, each made of the items by sums of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from .catalogue import ECONOMIC, ECONOMIC_ITEMS
from .items import Flow, Item, filled, levels
from .pens import Pen

FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
THREE = ("因公出国（境）费", "公务接待费", "公务用车运行维护费", "公务用车购置费")


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

    rows = {code: {"科目名称": pen.name(name, code), **row(code)} for code, name in levels(items)}
    return {"合计": row(""), "各科目": rows}


def income(pen: Pen, items: Sequence[Item], granted: Sequence[Flow], others: Flow) -> dict[str, Any]:

    def row(code: str) -> dict[str, Any]:
        grant = sum(flow.of(code, flow.income) for flow in granted)
        other = others.of(code, others.income)
        return filled(
            pen, {"本年收入合计": grant + other, "财政拨款收入": grant, others.source: other}, "本年收入合计"
        )

    rows = {code: {"科目名称": pen.name(name, code), **row(code)} for code, name in levels(items)}
    return {"合计": row(""), "各科目": rows}


def balance(
    pen: Pen,
    items: Sequence[Item],
    granted: Sequence[Flow],
    others: Flow,
    last: Callable[[int], Decimal | None],
) -> dict[str, Any]:
    flows = [*granted, others]
    before, left = (sum(sum(getattr(flow, name)) for flow in flows) for name in ("before", "left"))
    spent = sum(item.spent for item in items)
    use = before // 2
    incomes = {f"{fund}收入": sum(flow.income) for fund, flow in zip(FUNDS, granted, strict=True)}
    incomes[others.source] = sum(others.income)
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
            **{
                name: {"决算数": pen.cell(fen)}
                for name, fen in incomes.items()
                if fen or name == "本年收入合计"
            },
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
    came, before, left, spent = (
        [sum(getattr(flow, name)) for flow in granted] for name in ("income", "before", "left", "spent")
    )

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
            **{
                f"年初{fund}结转和结余": {"决算数": pen.cell(fen)}
                for fund, fen in zip(FUNDS, before, strict=True)
            },
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

    rows = {code: {"科目名称": pen.name(name, code), **row(code)} for code, name in levels(flow.items)}
    return {"合计": row(""), "各科目": rows}


def economic(pen: Pen, total: int) -> dict[str, Any]:
    """公开06表: TOTAL spread over some 款, a few of them with nothing."""
    draw = pen.draw
    codes = sorted(
        draw(st.lists(st.sampled_from(sorted(ECONOMIC_ITEMS)), min_size=1, max_size=8, unique=True))
    )
    amounts: dict[str, int] = {}
    rest = total
    for code in codes[1:]:
        amounts[code] = min(rest, pen.money())
        rest -= amounts[code]
    amounts[codes[0]] = rest
    kinds = {code[:3] for code in codes}
    rows = {
        code: sum(fen for item, fen in amounts.items() if item.startswith(code)) for code in kinds
    } | amounts
    people = rows.get("301", 0) + rows.get("303", 0)
    named = ECONOMIC | ECONOMIC_ITEMS
    return {
        "各科目": {
            code: {"科目名称": named[code], "决算数": pen.cell(fen)} for code, fen in sorted(rows.items())
        },
        "人员经费合计": pen.cell(people),
        "公用经费合计": pen.cell(total - people),
    }


def three(pen: Pen, last: Callable[[int], Decimal | None]) -> dict[str, Any]:
    """三公经费表"""
    final = [pen.money() for _ in THREE]
    planned = [pen.near(fen, null=False) or 0 for fen in final]

    def row(finals: Sequence[int], budgets: Sequence[int], **more: object) -> dict[str, Any]:
        return {
            "预算数": pen.cell(sum(budgets)),
            "决算数": pen.cell(sum(finals)),
            "上年决算数": last(sum(finals)),
            **more,
        }

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
