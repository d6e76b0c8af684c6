"""PF-4: an 执行率 is 执行数 ÷ 预算数."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from narrator.checks.data.accounts import AccountCell, Accounts
from narrator.checks.data.compare import TAIL_HINT, judge_ratio, sum_of_cells
from narrator.checks.data.performance import PROJECTS, UNITS, name_project
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.naming import called
from narrator.disclosure.model import ALL_FUNDING, FUNDING
from narrator.disclosure.value import Figure, Percentage
from narrator.number import Rate, given_decimals, half_up, plain_digits


def check_execution_rates(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks PF-4: a rate of execution (执行率) is what was spent divided by the budget, as far as the rounding of
    both allows."""
    for project in accounts.items(*PROJECTS):
        for name in (ALL_FUNDING, *FUNDING):
            row = project.record("资金", name)
            cells = accounts.of(row, "全年执行数"), accounts.of(row, "全年预算数")
            subject = f"{name_project(project)} {name} 执行率"
            yield from check_execution_rate(subject, row.figure("执行率"), *cells)
            if name == ALL_FUNDING and row.figure("执行率").value is None:
                yield from tell_no_rate(subject, *cells)
    for unit in accounts.items(*UNITS):
        for task in unit.rows("年度主要任务"):
            cells = accounts.of(task, "项目执行金额"), accounts.of(task, "项目下达金额")
            subject = f"{unit['部门（单位）名称']}“{task['对应项目']}” 执行率"
            yield from check_execution_rate(subject, task.figure("项目执行率"), *cells)


def tell_no_rate(subject: str, spent: AccountCell, budget: AccountCell) -> Iterator[Finding]:
    """Return the finding that no 执行率 stands where there could be one."""
    if spent.given and budget.number:
        yield Finding(Level.HINT, subject, "没有填执行率", "补上", (spent.side, budget.side))
    elif spent.number and not budget.given:
        what = "有执行数，没有填预算数和执行率"
        yield Finding(Level.HINT, subject, what, "补上", (spent.side, budget.side))


def check_stated_rates(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks PF-4: the indicator 预算执行率 in a unit's overall table is what was spent on the unit's tasks divided
    by what they were given, be it written as 0.95 or as 95."""
    for unit in accounts.items(*UNITS):
        rows = [row for row in unit.rows("指标") if str(row["三级指标"]) == "预算执行率"]
        tasks = unit.rows("年度主要任务") if rows else []
        spent = [accounts.of(task, "项目执行金额") for task in tasks]
        planned = [accounts.of(task, "项目下达金额") for task in tasks]
        whole = sum_of_cells(planned, f"{unit['部门（单位）名称']} 项目下达金额之和")
        part = sum_of_cells(spent, f"{unit['部门（单位）名称']} 项目执行金额之和")
        for row in rows:
            stated = number_in_text(str(row["全年完成值"]).removesuffix("%"))
            if stated is None or not whole.number or part.number is None:
                continue
            rate = Fraction(part.number) / Fraction(whole.number)
            if not any(abs(Fraction(stated) - one) <= one / 100 for one in (rate, rate * 100)):
                name = f"{unit['部门（单位）名称']} 指标“预算执行率”"
                left = Side(f"{name} 全年完成值", str(row["全年完成值"]), f"{row.path}.全年完成值")
                right = Side(
                    "年度主要任务 执行金额÷下达金额",
                    f"{half_up(rate * 100):f}%",
                    parts=(part.side, whole.side),
                )
                yield Finding(
                    Level.HINT, name, "与年度主要任务的执行率不同", "核对两处的执行率", (left, right)
                )


def number_in_text(text: str) -> Decimal | None:
    """Return the number that a text writes; None when it is none, or not finite."""
    try:
        number = Decimal(text)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def check_execution_rate(
    subject: str, stated: Figure, spent: AccountCell, budget: AccountCell
) -> Iterator[Finding]:
    """Return where a rate (per cent) is stated and is not spent ÷ budget."""
    if isinstance(stated.value, Percentage):
        left = Side(called(stated.path), str(stated), stated.path)
        yield from judge_stated_rate(subject, left, stated.value.per_cent, spent, budget)


def judge_stated_rate(
    subject: str, left: Side, per_cent: Decimal, spent: AccountCell, budget: AccountCell
) -> Iterator[Finding]:
    """Return where the per cent that a side states is not spent ÷ budget, or there is no such rate. What the rounding of both
    allows is a tail.
    """
    sides = (left, spent.side, budget.side)
    # A blank beside a rate is no nought.
    is_blank = not spent.given and bool(per_cent) and bool(budget.number and budget.number > 0)
    if spent.number is None or is_blank or budget.number is None or not budget.given:
        yield unchecked(subject, "没有预算数或执行数，不能核对执行率", "填上以后再核对", *sides)
        return
    if budget.number <= 0:
        yield Finding(
            Level.HINT,
            subject,
            f"预算数{'为零' if not budget.number else '小于零'}，不应当有执行率",
            "把执行率空着",
            sides,
        )
        return
    places = given_decimals(per_cent)
    exact = Rate.of(spent.number * 100, budget.number).ratio
    if per_cent == half_up(exact, places):
        return
    right = half_up(exact, max(2, places))
    both = (left, Side("执行数÷预算数", f"{right:f}%", parts=(spent.side, budget.side)))
    gap = f"{plain_digits(abs(per_cent - right))}个百分点"
    part, whole = Fraction(spent.number), Fraction(budget.number)
    if judge_ratio(per_cent, part, Fraction(spent.tail), whole, Fraction(budget.tail)) is Level.TAIL:
        yield Finding(Level.TAIL, subject, f"两边相差{gap}，在四舍五入允许的范围内", TAIL_HINT, both, gap)
    else:
        yield Finding(Level.ERROR, subject, f"两边相差{gap}", "核对执行数、预算数和执行率", both, gap)
