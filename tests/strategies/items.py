"""The single items that accounts are made of: what was spent on each, and what came in for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from .pens import Pen

SOURCES = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")


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


def chosen(pen: Pen, catalogue: dict[str, tuple[str, str, str]], fund: int, most: int) -> list[Item]:
    draw = pen.draw
    items = []
    for code in draw(st.lists(st.sampled_from(sorted(catalogue)), max_size=most, unique=True)):
        other = {}
        if fund == 0 and not draw(st.integers(0, 3)):
            other = {
                name: pen.money()
                for name in ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
                if draw(st.booleans())
            }
        items.append(Item(code, catalogue[code], fund, pen.money(), pen.money(), other))
    return items


class Flow:
    """One kind of money: what items spent of it, and with the carry-overs what came in for each, in 分.

    source: where money that is no grant came from.
    """

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
        self.source = pen.draw(st.sampled_from(SOURCES))
        self.income = [
            amount + left - before
            for amount, left, before in zip(self.spent, self.left, self.before, strict=True)
        ]

    def of(self, code: str, what: Sequence[int]) -> int:
        """The sum of WHAT over the items whose codes begin with CODE."""
        return sum(
            amount for item, amount in zip(self.items, what, strict=True) if item.code.startswith(code)
        )


def filled(pen: Pen, row: dict[str, int], *needed: str) -> dict[str, Any]:
    """ROW with its cells written; a zero is a blank, except in the columns NEEDED."""
    return {name: pen.cell(fen) for name, fen in row.items() if fen or name in needed}


def levels(items: Sequence[Item]) -> list[tuple[str, str]]:
    """The rows that ITEMS make: every code with its name, from 类 to 项."""
    return sorted(
        {(item.code[:length], item.names[place]) for item in items for place, length in enumerate((3, 5, 7))}
    )
