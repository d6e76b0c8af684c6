"""PR-9: the trips, guests and cars that “三公” money was spent on, beside the money."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.data.accounts import Accounts
from narrator.checks.finding import Finding, Level

STATED = (
    ("因公出国（境）费", "决算数", ("团组数", "人次")),
    ("公务接待费", "决算数", ("国内公务接待批次", "国内公务接待人数")),
    ("公务接待费", "外事接待费", ("外事接待批次", "外事接待人数")),
    ("公务用车购置费", "决算数", ("购置数",)),
)


def check_occasions(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks PR-9: where money was spent on a trip, a guest or a car (三公), their number is more than zero; where
    none was spent, it is zero."""
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
