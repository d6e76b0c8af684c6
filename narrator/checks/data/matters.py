"""PR-6, PR-9 as far as data states them, where more is asked than what adds up: budgets, and what three kinds of
expense bought.

A report prints what follows from these; when they disagree in the data, its prose disagrees with itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.data.accounts import Accounts, code
from narrator.checks.data.compare import sum_of_cells
from narrator.checks.finding import Finding, Level, Side
from narrator.disclosure.public_tables import OF_FUND

MIXED = "项目支出年初没有预算，只有项目支出的科目却有年初预算"
MIXED_HINT = "核对；年初预算和全年预算不要混用"


def check_unbudgeted_items_in_data(accounts: Accounts) -> Iterator[Finding]:
    """PR-6: when no projects were budgeted for at the beginning of the year, no item that has only projects has an
    initial budget (年初预算): what stands there then is the budget as it was later (全年预算).
    """
    total = accounts.cell("财政拨款收支总表", "支出", "本年支出合计", "项目支出年初预算数")
    parts = [
        cell
        for table in OF_FUND
        for row in accounts.rows(table)
        if len(code(row)) == 7 and (cell := accounts.of(row, "年初预算数")).number
        if accounts.of(row, "项目支出").number and not accounts.of(row, "基本支出").number
    ]
    if total.given and total.number == 0 and parts:
        yield Finding(
            Level.HINT, total.name, MIXED, MIXED_HINT,
            (total.side, Side("只有项目支出的科目的年初预算", sum_of_cells(parts, "").side.value, parts=tuple(cell.side for cell in parts))),
        )  # fmt: skip


STATED = (
    ("因公出国（境）费", "决算数", ("团组数", "人次")),
    ("公务接待费", "决算数", ("国内公务接待批次", "国内公务接待人数")),
    ("公务接待费", "外事接待费", ("外事接待批次", "外事接待人数")),
    ("公务用车购置费", "决算数", ("购置数",)),
)


def check_occasions(accounts: Accounts) -> Iterator[Finding]:
    """PR-9: where money was spent on a trip, a guest or a car (三公), their number is more than zero; where none was
    spent, it is zero.
    """
    for name, column, counts in STATED:
        money = accounts.cell("三公经费表", name, column)
        for one in counts:
            number = accounts.cell("三公经费表", name, one)
            if (
                not (money.given or money.path in accounts.cells)  # a blank of a printed table is zero
                or not number.given
                or money.number is None
                or bool(money.number) == bool(number.number)
            ):
                continue
            what = "有支出而个数为零" if money.number else "没有支出而个数不为零"
            sides = (money.side, number.side)
            yield Finding(Level.HINT, f"{number.name}与{column}", what, "核对个数和金额", sides)
