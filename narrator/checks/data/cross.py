"""X: the public tables agree with one another.

Source: the 表间关系 of the 部门决算报表, as the catalogue (docs/勾稽规则.md, X-1 … X-10) states them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from narrator.checks.data.accounts import ZERO, Accounts, Cell, code
from narrator.checks.data.compare import adds_up, at_most, hinted, same, together
from narrator.checks.finding import Finding, Level
from narrator.disclosure.classification import class_rows
from narrator.disclosure.model import FUNDS
from narrator.number import EXACT, rounded

BY_FUND = (("一般公共预算支出表", "小计"), ("政府性基金表", "本年支出"), ("国有资本经营表", "本年支出"))
# 部门预算支出经济分类 in 基本支出表, and the functional item that usually pays for it.
ALIKE = {"30108": "2080505", "30109": "2080506", "30111": "2101103", "30113": "2210201", "30304": "2080801"}
THREE = {
    "30212": "因公出国（境）费",
    "31013": "公务用车购置费",
    "30231": "公务用车运行维护费",
    "30217": "公务接待费",
}


def income(a: Accounts) -> Iterator[Finding]:
    """X-1"""
    yield from same(
        a.cell("收入支出总表", "收入", "本年收入合计", "决算数"), a.cell("收入决算表", "合计", "本年收入合计")
    )


def expense(a: Accounts) -> Iterator[Finding]:
    """X-2"""
    yield from same(
        a.cell("收入支出总表", "支出", "本年支出合计", "决算数"), a.cell("支出决算表", "合计", "本年支出合计")
    )


def grants(a: Accounts) -> Iterator[Finding]:
    """X-3"""
    yield from same(
        a.cell("收入决算表", "合计", "财政拨款收入"),
        a.cell("财政拨款收支总表", "收入", "本年收入合计", "决算数"),
    )


def general(a: Accounts) -> Iterator[Finding]:
    """X-4"""
    yield from same(
        a.cell("财政拨款收支总表", "支出", "本年支出合计", FUNDS[0]),
        a.cell("一般公共预算支出表", "合计", "小计"),
    )


def funds(a: Accounts) -> Iterator[Finding]:
    """X-5"""
    for fund, table in zip(FUNDS[1:], ("政府性基金表", "国有资本经营表"), strict=True):
        yield from same(
            a.cell("财政拨款收支总表", "支出", "本年支出合计", fund), a.cell(table, "合计", "本年支出")
        )
        pairs = [
            (a.cell("财政拨款收支总表", "收入", fund, "决算数"), a.cell(table, "合计", "本年收入")),
            (
                a.cell("财政拨款收支总表", "收入", f"年初{fund}结转和结余", "决算数"),
                a.cell(table, "合计", "年初结转和结余"),
            ),
            (
                a.cell("财政拨款收支总表", "支出", "年末财政拨款结转和结余", fund),
                a.cell(table, "合计", "年末结转和结余"),
            ),
        ]
        for left, right in pairs:
            # 国有资本经营表 has only the columns of expense in most forms: what it does not state is not compared.
            if right.given or table == "政府性基金表":
                yield from same(left, right)


def basic(a: Accounts) -> Iterator[Finding]:
    """X-6"""
    parts = [a.cell("基本支出表", "人员经费合计"), a.cell("基本支出表", "公用经费合计")]
    yield from adds_up(a.cell("一般公共预算支出表", "合计", "基本支出"), parts, "人员经费合计＋公用经费合计")


def classes(a: Accounts) -> Iterator[Finding]:
    """X-7"""
    for table, column, detailed, total in (
        ("收入支出总表", "决算数", "支出决算表", "本年支出合计"),
        *(
            ("财政拨款收支总表", fund, name, whole)
            for fund, (name, whole) in zip(FUNDS, BY_FUND, strict=True)
        ),
    ):
        leaves = leaf_counts(a, detailed)
        for number, name in class_rows().items():
            left = a.cell(table, "支出", name, column)
            row = a.row(detailed, number)
            right = (
                Cell(f"{a.label(detailed)} {number} {total}", ZERO, "", False)
                if row is None
                else a.of(row, total)
            )
            if left.given or right.given:
                yield from same(left, right, left.tail + right.tail * max(leaves[number], 1))


def other_money(a: Accounts) -> Iterator[Finding]:
    """X-8"""
    for column, columns in (
        ("本年支出合计", [whole for _, whole in BY_FUND]),
        ("基本支出", ["基本支出"] * 3),
        ("项目支出", ["项目支出"] * 3),
    ):
        granted: dict[str, list[Cell]] = defaultdict(list)
        for (table, _), name in zip(BY_FUND, columns, strict=True):
            for row in a.rows(table):
                granted[code(row)].append(a.of(row, name))
        leaves = leaf_counts(a, "支出决算表")
        for number, cells in granted.items():
            over = a.row("支出决算表", number)
            whole = (
                Cell(f"{a.label('支出决算表')} {number} {column}", ZERO, "", False)
                if over is None
                else a.of(over, column)
            )
            small = cells[0] if len(cells) == 1 else together(cells, f"财政拨款 {number} {column}")
            tolerance = ZERO
            if (
                len(cells) > 1 or len(number) < 7
            ):  # of two rounded figures of one sum, the part can not be greater
                tolerance = (whole.tail + sum((cell.tail for cell in cells), ZERO)) * max(leaves[number], 1)
            yield from at_most(small, whole, tolerance, why="而财政拨款只是全部支出的一部分")


def three_and_economic(a: Accounts) -> Iterator[Finding]:
    """X-9"""
    for number, name in THREE.items():
        row = a.row("基本支出表", number)
        if row is not None:
            why = f"而{a.label('基本支出表')}只是一般公共预算的基本支出"
            yield from at_most(a.of(row, "决算数"), a.cell("三公经费表", name, "决算数"), why=why)


def alike(a: Accounts) -> Iterator[Finding]:
    """X-10"""
    for economic, functional in ALIKE.items():
        rows = a.row("基本支出表", economic), a.row("一般公共预算支出表", functional)
        left = (
            Cell(f"{a.label('基本支出表')} {economic}", ZERO, "", False)
            if rows[0] is None
            else a.of(rows[0], "决算数")
        )
        right = (
            Cell(f"{a.label('一般公共预算支出表')} {functional} 基本支出", ZERO, "", False)
            if rows[1] is None
            else a.of(rows[1], "基本支出")
        )
        if left.wan is None or right.wan is None or rounded(left.wan) == rounded(right.wan):
            continue
        gap = f"{rounded(abs(EXACT.subtract(left.wan, right.wan))):f}万元"
        yield Finding(
            Level.HINT, f"{left.name}与{right.name}", f"两边相差{gap}，通常相等", "核对；确有原因的可以不同",
            (left.side, right.side), gap,
        )  # fmt: skip


def carried_over(a: Accounts) -> Iterator[Finding]:
    """X-10: what was left at the end of last year is what this year began with."""
    begin = a.cell("收入支出总表", "收入", "年初结转和结余", "决算数")
    end = a.cell("收入支出总表", "支出", "年末结转和结余", "上年决算数")
    if end.wan is not None and begin.wan is not None:
        subject = f"{end.name}与{begin.name}"
        found = same(end, begin, end.tail + begin.tail, subject)
        yield from hinted(found, "核对；年初结转和结余有过调整的可以不同")


def leaf_counts(a: Accounts, table: str) -> dict[str, int]:
    """How many rows at the lowest level stand below each code of TABLE, itself included when it is one."""
    counts: dict[str, int] = defaultdict(int)
    numbers = {code(row) for row in a.rows(table)}
    inner = {number[:length] for number in numbers for length in (3, 5) if length < len(number)}
    for number in numbers - inner:
        for length in {3, 5, len(number)}:
            if length <= len(number):
                counts[number[:length]] += 1
    return counts
