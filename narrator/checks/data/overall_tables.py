"""PF-6, HY-8: the overall tables (整体绩效自评) agree with the accounts and with one another."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.data.accounts import Accounts, add_up
from narrator.checks.data.performance import UNITS
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.naming import called
from narrator.disclosure.value import Record
from narrator.number import rounded

BUDGETS = ("年初预算收入金额", "年初预算支出金额")
SHORT = 7  # letters: shorter names that differ in one are two names
FINAL = "整体自评表里的年初预算之和与年初预算数不同，却与本年支出合计相同，像是填成了决算数"


def check_indicators(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks HY-8: an indicator that several units have is written the same by all: no name is another one with
    a letter left out."""
    seen: dict[str, Record] = {}
    for unit in accounts.items(*UNITS):
        for row in unit.rows("指标"):
            seen.setdefault(str(row["三级指标"]), row)
    for name, row in seen.items():
        for at in range(len(name)) if len(name) > SHORT else ():
            less = name[:at] + name[at + 1 :]
            if less in seen:
                sides = tuple(
                    Side(called(one.path), str(one["三级指标"]), f"{one.path}.三级指标")
                    for one in (row, seen[less])
                )
                yield Finding(
                    Level.HINT, f"指标“{less}”", "像是同一个指标，名称差一个字", "改成一样的名称", sides
                )
                break


def check_unit_budgets(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks PF-6: the units' overall tables list the tasks on which they spent, and the budgets in them are filled in and
    are budgets, not what was spent in the end."""
    units = accounts.items(*UNITS)
    for budget in (accounts.of(unit, name) for unit in units for name in BUDGETS):
        if not budget.given and budget.path in accounts.cells:
            hint = "补上；没有预算的填0.00"
            yield Finding(Level.HINT, budget.name, "这一格空着，应当有数", hint, (budget.side,))
    spent = accounts.cell("收入支出总表", "支出", "本年支出合计", "决算数")
    if units and not any(unit.rows("年度主要任务") for unit in units):
        yield unchecked(spent.name, "整体绩效自评表里没有年度主要任务", "填上以后再核对")
    planned = [accounts.of(unit, "年初预算支出金额") for unit in units]
    stated = accounts.cell("财政拨款收支总表", "支出", "本年支出合计", "年初预算数")
    total = add_up(cell.number for cell in planned if cell.number is not None)
    # A final figure in the place of a budget: only told when it is plain to see.
    if (
        units
        and stated.number
        and spent.number
        and rounded(total) == rounded(spent.number) != rounded(stated.number)
    ):
        parts = tuple(cell.side for cell in planned)
        sides = (
            stated.side,
            Side("各单位年初预算支出金额之和", f"{rounded(total):f}", parts=parts),
            spent.side,
        )
        yield Finding(
            Level.HINT,
            f"{stated.name}与整体自评",
            FINAL,
            "核对年初预算",
            sides,
            f"{abs(rounded(total - stated.number)):f}万元",
        )
