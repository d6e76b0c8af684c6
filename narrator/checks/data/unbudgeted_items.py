"""PR-6 as far as data states it: projects without an initial budget (年初预算), and items of projects that have one.

A report prints what follows from both; when they disagree in the data, its prose disagrees with itself.
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
    """Return what breaks PR-6: when no projects were budgeted for at the beginning of the year, no item that has only
    projects has an initial budget (年初预算): what stands there then is the budget as it was later (全年预算)."""
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
