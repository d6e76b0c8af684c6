"""PR-5, PR-9, PR-10 as far as data states them: budgets, cars, procurement, running costs.

A report prints what follows from these; when they disagree in the data, its prose disagrees with itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.checks.data.accounts import ZERO, Accounts, Cell, code, written
from narrator.checks.data.compare import CHECK_BOTH, adds_up, at_most, together
from narrator.checks.finding import Finding, Level, Side
from narrator.disclosure.value import Count, Figure

MIXED = "项目支出年初没有预算，只有项目支出的科目却有年初预算"
MIXED_HINT = "核对；年初预算和全年预算不要混用"
BY_FUND = ("一般公共预算支出表", "政府性基金表", "国有资本经营表")
PURCHASES = ("货物支出", "工程支出", "服务支出")
# What forms that ask for it call what is reserved for small and middle firms, and what they were awarded of it.
RESERVED = ("面向中小企业预留项目预算金额", "预留项目中小企业成交金额")
# What forms call the cars of leaders of the highest rank.
SENIOR = ("副省级以上领导干部用车", "部级领导干部用车")


def budgets(a: Accounts) -> Iterator[Finding]:
    """PR-5: the budgets of the items add up to the stated budget (财政拨款收支总表 年初预算数)."""
    names = ("本年支出合计", "年初预算数")
    total = a.cell("财政拨款收支总表", "支出", *names)
    parts = [
        a.cell("财政拨款收支总表", "支出", "本年支出合计", f"{kind}年初预算数")
        for kind in ("基本支出", "项目支出")
    ]
    if total.given:
        yield from adds_up(total, parts, "基本支出＋项目支出的年初预算", f"{total.name} 按基本和项目支出")
    yield from planned(a, total, BY_FUND)


def general_budget(a: Accounts) -> Iterator[Finding]:
    """PR-5: the budgets of the items of 一般公共预算支出表 add up to the one stated for them together."""
    yield from planned(a, a.cell("一般公共预算支出表", "合计", "年初预算数"), BY_FUND[:1])


def planned(a: Accounts, total: Cell, tables: Sequence[str]) -> Iterator[Finding]:
    """The budgets that the items of TABLES state add up to TOTAL."""
    cells = [a.of(row, "年初预算数") for table in tables for row in a.rows(table) if len(code(row)) == 7]
    given = [cell for cell in cells if cell.given]
    if total.wan is None or not given:
        return
    for finding in adds_up(total, given, "各项科目年初预算数之和", f"{total.name} 按科目"):
        summed = sum((cell.wan for cell in given if cell.wan is not None), ZERO)
        if finding.level is Level.ERROR and summed < total.wan:
            # An item with a budget on which nothing was spent need not be in the public tables.
            hint = "核对；可能是有预算而没有支出的科目没有列出"
            yield Finding(Level.HINT, finding.subject, finding.what, hint, finding.sides, finding.difference)
        else:
            yield finding


def mixed(a: Accounts) -> Iterator[Finding]:
    """PR-6: where no projects were budgeted for, no item that has only projects has an initial budget: what stands
    there then is its 全年预算."""
    total = a.cell("财政拨款收支总表", "支出", "本年支出合计", "项目支出年初预算数")
    parts = [
        cell
        for table in BY_FUND
        for row in a.rows(table)
        if len(code(row)) == 7 and (cell := a.of(row, "年初预算数")).wan
        if a.of(row, "项目支出").wan and not a.of(row, "基本支出").wan
    ]
    if total.given and total.wan == 0 and parts:
        yield Finding(
            Level.HINT, total.name, MIXED, MIXED_HINT,
            (total.side, Side("只有项目支出的科目的年初预算", written(sum((cell.wan for cell in parts if cell.wan), ZERO)), parts=tuple(cell.side for cell in parts))),
        )  # fmt: skip


def fleet(a: Accounts) -> Iterator[Finding]:
    """PR-9: the cars that 三公经费表 counts (保有量) are those of 国有资产占用."""
    if not a.holds("国有资产占用"):
        return
    kept, cars = count(a, "三公经费表", "公务用车运行维护费", "保有量"), count(a, "国有资产占用", "车辆")
    if not kept.given or not cars.given:
        return
    left, right = number(kept), number(cars)
    sides = (
        Side(a.called(kept.path), str(left), kept.path),
        Side(a.called(cars.path), str(right), cars.path),
    )
    subject = f"{a.called(kept.path)}与{a.called(cars.path)}"
    if left > right:
        yield Finding(
            Level.ERROR, subject, "用财政拨款养的车比全部车辆还多", CHECK_BOTH, sides, f"{left - right}辆"
        )
    elif left < right:
        hint = "核对；有车辆不用财政拨款开支的可以不同"
        yield Finding(Level.HINT, subject, f"两边相差{right - left}辆", hint, sides, f"{right - left}辆")


# Counts of what is part of something, or holds one of it at least.
WITHIN = (
    ("公务接待费", "外事接待批次", "国内公务接待批次", "而外事接待是其中的一部分"),
    ("公务接待费", "外事接待人数", "国内公务接待人数", "而外事接待是其中的一部分"),
    ("公务接待费", "国内公务接待批次", "国内公务接待人数", "而一批至少一人"),
    ("公务接待费", "外事接待批次", "外事接待人数", "而一批至少一人"),
    ("因公出国（境）费", "团组数", "人次", "而一个团组至少一人"),
)


def within(a: Accounts) -> Iterator[Finding]:
    """PR-9: the receptions of guests from abroad are among all; no group is without people."""
    for name, less, more, why in WITHIN:
        small, large = count(a, "三公经费表", name, less), count(a, "三公经费表", name, more)
        gap = number(small) - number(large)
        if small.given and large.given and gap > 0:
            sides = tuple(Side(a.called(one.path), str(one), one.path) for one in (small, large))
            what = f"前者比后者多{gap}，{why}"
            yield Finding(Level.HINT, f"{sides[0].name}与{more}", what, "核对个数", sides, str(gap))
    foreign, money = (a.cell("三公经费表", "公务接待费", name) for name in ("外事接待费", "决算数"))
    if None not in (foreign.wan, money.wan):
        hint, why = "核对；外事接待费是公务接待费的一部分", "而外事接待是其中的一部分"
        yield from at_most(foreign, money, level=Level.HINT, hint=hint, why=why)


STATED = (
    ("因公出国（境）费", "决算数", ("团组数", "人次")),
    ("公务接待费", "决算数", ("国内公务接待批次", "国内公务接待人数")),
    ("公务接待费", "外事接待费", ("外事接待批次", "外事接待人数")),
    ("公务用车购置费", "决算数", ("购置数",)),
)


def occasions(a: Accounts) -> Iterator[Finding]:
    """PR-9: where money was spent on 三公, there are 团组, 批次, 人次, 辆; where none was, there are none."""
    for name, column, counts in STATED:
        money = a.cell("三公经费表", name, column)
        for one in counts:
            figure = count(a, "三公经费表", name, one)
            if (
                not (money.given or money.path in a.cells)  # a blank of a printed table is zero
                or not figure.given
                or money.wan is None
                or bool(money.wan) == bool(number(figure))
            ):
                continue
            side = Side(a.called(figure.path), str(figure), figure.path)
            what = "有支出而个数为零" if money.wan else "没有支出而个数不为零"
            yield Finding(
                Level.HINT, f"{a.called(figure.path)}与{column}", what, "核对个数和金额", (money.side, side)
            )


def running_costs(a: Accounts) -> Iterator[Finding]:
    """PR-10: 机关运行经费 is a part of 06 公用经费."""
    if a.holds("机关运行经费"):
        cell = a.cell("机关运行经费", "决算数")
        why = "而机关运行经费只是行政单位和参公单位的公用经费"
        yield from at_most(cell, a.cell("基本支出表", "公用经费合计"), why=why)


def purchases(a: Accounts) -> Iterator[Finding]:
    """PR-10: 采购 = 货物 + 工程 + 服务; 小微 ≤ 中小企业 ≤ 总额."""
    if not a.holds("政府采购"):
        return

    def cell(name: str) -> Cell:
        return a.cell("政府采购", name)

    yield from adds_up(cell("总额"), [cell(name) for name in PURCHASES], "货物＋工程＋服务")
    yield from at_most(
        cell("授予小微企业合同金额"), cell("授予中小企业合同金额"), why="而小微企业是中小企业的一部分"
    )
    yield from at_most(cell("授予中小企业合同金额"), cell("总额"), why="而授予中小企业的是采购总额的一部分")
    for kind in PURCHASES:
        small = cell(f"{kind[:2]}采购授予中小企业合同金额")
        hint = "核对；合同跨年支付的可以大于当年支出"
        yield from at_most(small, cell(kind), level=Level.HINT, hint=hint)


def reserved(a: Accounts) -> Iterator[Finding]:
    """PR-10: what is reserved for small firms is reserved for small and middle ones; what was awarded of it is not
    more; what small and middle firms were awarded is part of all."""
    bought = a.record("政府采购")
    if RESERVED[0] not in bought:
        return
    small, middle = ("面向小微企业预留项目预算金额", "预留项目小微企业成交金额"), RESERVED
    hint = "核对金额"
    for less, more, why in (
        (small[0], middle[0], "而小微企业是中小企业的一部分"),
        (small[1], small[0], "而成交的是预留的一部分"),
        (middle[1], middle[0], "而成交的是预留的一部分"),
    ):
        yield from at_most(a.of(bought, less), a.of(bought, more), level=Level.HINT, hint=hint, why=why)
    awarded = [a.of(bought, name) for name in (middle[1], "其他项目中小企业成交金额")]
    if all(cell.wan is not None for cell in awarded):
        whole = together(awarded, "中小企业成交金额之和")
        total = a.of(bought, "总额")
        why = "而中小企业成交的是采购总额的一部分"
        yield from at_most(whole, total, whole.tail + total.tail, Level.HINT, hint, why)


def cars(a: Accounts) -> Iterator[Finding]:
    """PR-10: the kinds of cars that the form names add up; what two forms call differently counts once."""
    if not a.holds("国有资产占用"):
        return
    total = count(a, "国有资产占用", "车辆")
    if a.unread(total):
        return
    names = [name for name in a.record("国有资产占用") if name.endswith("用车")]
    senior = {name: number(count(a, "国有资产占用", name)) for name in names if name in SENIOR}
    most = max(senior, key=senior.__getitem__, default="")
    kinds = [count(a, "国有资产占用", name) for name in names if name not in SENIOR or name == most]
    gap = number(total) - sum(map(number, kinds))
    if gap:
        parts = tuple(Side(a.called(kind.path), str(kind), kind.path) for kind in kinds if number(kind))
        sides = (
            Side(a.called(total.path), str(total), total.path),
            Side("各种用车之和", str(sum(map(number, kinds))), parts=parts),
        )
        yield Finding(
            Level.ERROR, a.called(total.path), f"两边相差{abs(gap)}辆", CHECK_BOTH, sides, f"{abs(gap)}辆"
        )


def count(a: Accounts, *names: str) -> Figure:
    figure = a.record(*names[:-1])[names[-1]]
    assert isinstance(figure, Figure)
    return figure


def number(figure: Figure) -> int:
    return figure.value.number if isinstance(figure.value, Count) else 0
