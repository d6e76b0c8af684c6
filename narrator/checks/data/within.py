"""T: each public table agrees with itself (收入支出总表 to 国有资本经营表).

Source of the sums: the notes and column relations of the 部门决算报表 of the Ministry of Finance, as the
catalogue (docs/勾稽规则.md, T1-1 … T9-1) states them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from narrator.checks.data.accounts import Accounts, Cell, code
from narrator.checks.data.compare import adds_up, half_null, same
from narrator.checks.data.sums import (
    classes,
    economic_total,
    flows,
    levels_add_up,
    rows_add_up,
    three_total,
    total_of,
)
from narrator.checks.finding import Finding, Level, unchecked
from narrator.disclosure.classification import class_rows
from narrator.disclosure.model import FUNDS
from narrator.disclosure.value import Record

SOURCES = (
    *(f"{fund}收入" for fund in FUNDS),
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
)
INCOME = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
EXPENSE = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
BASIC = ("基本支出", "项目支出")
LAST = "上年决算数"  # which no table prints: what prose does not state either is not asked for


def balance_sources(a: Accounts) -> Iterator[Finding]:
    """T1-1"""
    total = a.cell("收入支出总表", "收入", "本年收入合计", "决算数")
    yield from adds_up(
        total, [a.cell("收入支出总表", "收入", name, "决算数") for name in SOURCES], "八项收入之和"
    )


def balance_classes(a: Accounts) -> Iterator[Finding]:
    """T1-2"""
    total = a.cell("收入支出总表", "支出", "本年支出合计", "决算数")
    yield from adds_up(total, classes(a, "收入支出总表", "决算数", "支出决算表"), "各类支出之和")


def balance_income(a: Accounts) -> Iterator[Finding]:
    """T1-3"""
    names = ("本年收入合计", "使用非财政拨款结余", "年初结转和结余")
    yield from total_of(a, "收入支出总表", "收入", "总计", "决算数", names)


def balance_expense(a: Accounts) -> Iterator[Finding]:
    """T1-4"""
    names = ("本年支出合计", "结余分配", "年末结转和结余")
    yield from total_of(a, "收入支出总表", "支出", "总计", "决算数", names)


def balance_totals(a: Accounts) -> Iterator[Finding]:
    """T1-5"""
    for column in ("决算数", LAST):
        income, expense = (a.cell("收入支出总表", side, "总计", column) for side in ("收入", "支出"))
        if column != LAST or None not in (income.wan, expense.wan):
            yield from same(income, expense)
        else:
            yield from half_null(income, [expense], f"{income.name}与{expense.name}")


def income_rows(a: Accounts) -> Iterator[Finding]:
    """T2-1"""
    return rows_add_up(a, "收入决算表", "本年收入合计", INCOME)


def income_levels(a: Accounts) -> Iterator[Finding]:
    """T2-2"""
    return levels_add_up(a, "收入决算表", ("本年收入合计", *INCOME))


def expense_rows(a: Accounts) -> Iterator[Finding]:
    """T3-1"""
    return rows_add_up(a, "支出决算表", "本年支出合计", EXPENSE)


def expense_levels(a: Accounts) -> Iterator[Finding]:
    """T3-2"""
    return levels_add_up(a, "支出决算表", ("本年支出合计", *EXPENSE))


def grant_rows(a: Accounts) -> Iterator[Finding]:
    """T4-1"""
    expense = a.record("财政拨款收支总表", "支出")
    for name in (*class_rows().values(), "本年支出合计", "年末财政拨款结转和结余", "总计"):
        row = expense[name]
        assert isinstance(row, Record)
        total = a.of(row, "合计")
        parts = [a.of(row, fund) for fund in FUNDS]
        if total.given or any(part.given for part in parts):
            yield from adds_up(total, parts, "三种资金之和", f"{total.name} 横向")
    for column in ("合计", *FUNDS):
        total = a.cell("财政拨款收支总表", "支出", "本年支出合计", column)
        yield from adds_up(
            total,
            classes(a, "财政拨款收支总表", column, "一般公共预算支出表", "政府性基金表", "国有资本经营表"),
            "各类支出之和",
            f"{total.name} 纵向",
        )


def grant_totals(a: Accounts) -> Iterator[Finding]:
    """T4-2"""
    income, expense = ("财政拨款收支总表", "收入"), ("财政拨款收支总表", "支出")
    yield from same(a.cell(*income, "总计", "决算数"), a.cell(*expense, "总计", "合计"))
    yield from total_of(a, *income, "总计", "决算数", ("本年收入合计", "年初财政拨款结转和结余"))
    yield from total_of(a, *income, "本年收入合计", "决算数", FUNDS)
    yield from total_of(
        a, *income, "年初财政拨款结转和结余", "决算数", [f"年初{fund}结转和结余" for fund in FUNDS]
    )
    for column in ("合计", *FUNDS):
        yield from total_of(a, *expense, "总计", column, ("本年支出合计", "年末财政拨款结转和结余"))
    for fund in FUNDS:
        total = a.cell(*expense, "总计", fund)
        parts = [a.cell(*income, name, "决算数") for name in (fund, f"年初{fund}结转和结余")]
        yield from adds_up(total, parts, f"{fund}本年收入＋年初结转", f"{total.name} 收支相等")


def general_rows(a: Accounts) -> Iterator[Finding]:
    """T5-1"""
    yield from rows_add_up(a, "一般公共预算支出表", "小计", BASIC, " 横向")
    yield from levels_add_up(a, "一般公共预算支出表", ("小计", *BASIC), " 纵向")


def economic_levels(a: Accounts) -> Iterator[Finding]:
    """T6-1"""
    below: dict[str, list[Cell]] = defaultdict(list)
    for row in a.rows("基本支出表"):
        if len(code(row)) == 5:
            below[code(row)[:3]].append(a.of(row, "决算数"))
    for row in a.rows("基本支出表"):
        if len(code(row)) == 3:
            total = a.of(row, "决算数")
            if below[code(row)]:
                yield from adds_up(total, below[code(row)], "所属各款之和")
            elif total.wan:
                yield unchecked(total.name, "这一类下面没有款", "补上各款", total.side)


def people(a: Accounts) -> Iterator[Finding]:
    """T6-2"""
    yield from economic_total(a, "人员经费合计", ("301", "303"))


def running(a: Accounts) -> Iterator[Finding]:
    """T6-3"""
    yield from economic_total(a, "公用经费合计", ("302", "307", "310", "312", "399"))


def three(a: Accounts) -> Iterator[Finding]:
    """T7-1"""
    names = ("因公出国（境）费", "公务接待费", "公务用车购置及运行费")
    yield from three_total(a, "合计", names)
    total, *parts = (a.cell("三公经费表", name, LAST) for name in ("合计", *names))
    yield from half_null(total, parts)
    known = [part for part in parts if part.wan is not None]
    if total.wan is not None and known and all(part.given for part in parts):
        found = list(adds_up(total, known, "＋".join(names)))
        if len(known) < len(parts) and any(one.level is Level.ERROR for one in found):
            yield from adds_up(total, parts, "＋".join(names))  # which says that it can not tell
        else:
            yield from found


def cars(a: Accounts) -> Iterator[Finding]:
    """T7-2"""
    yield from three_total(a, "公务用车购置及运行费", ("公务用车购置费", "公务用车运行维护费"))


def fund_rows(a: Accounts) -> Iterator[Finding]:
    """T8-1"""
    yield from rows_add_up(a, "政府性基金表", "本年支出", BASIC, " 横向")
    yield from flows(a, "政府性基金表")
    columns = ("年初结转和结余", "本年收入", "本年支出", *BASIC, "年末结转和结余")
    yield from levels_add_up(a, "政府性基金表", columns, " 纵向")


def capital_rows(a: Accounts) -> Iterator[Finding]:
    """T9-1"""
    yield from rows_add_up(a, "国有资本经营表", "本年支出", BASIC, " 横向")
    yield from levels_add_up(a, "国有资本经营表", ("本年支出", *BASIC), " 纵向")


# ---- what the rules above are made of ----
