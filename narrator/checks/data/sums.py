"""How the rows and columns of a public table add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from narrator.checks.data.accounts import Accounts, Cell, code
from narrator.checks.data.compare import adds_up
from narrator.checks.finding import Finding, unchecked
from narrator.disclosure.classification import class_rows
from narrator.disclosure.value import Record

LENGTHS = (3, 5, 7)  # 类, 款, 项


def classes(a: Accounts, table: str, column: str, *detailed: str) -> list[Cell]:
    """COLUMN of the functional classes of TABLE. Blank classes that no row of the DETAILED tables has are left
    out: nothing was spent there, so nothing was rounded."""
    known = {code(row) for name in detailed for row in a.rows(name)}
    cells = [(number, a.cell(table, "支出", name, column)) for number, name in class_rows().items()]
    return [cell for number, cell in cells if cell.given or number in known]


def total_of(
    a: Accounts, table: str, side: str, total: str, column: str, names: Sequence[str]
) -> Iterator[Finding]:
    """The row TOTAL is the sum of the rows NAMES, in COLUMN."""
    cell = a.cell(table, side, total, column)
    yield from adds_up(cell, [a.cell(table, side, name, column) for name in names], "＋".join(names))


def rows_add_up(
    a: Accounts, table: str, total: str, columns: Sequence[str], mark: str = ""
) -> Iterator[Finding]:
    """In every row of TABLE, 合计 too, TOTAL is the sum of COLUMNS."""
    for row in (a.record(table, "合计"), *a.rows(table)):
        cell = a.of(row, total)
        yield from adds_up(
            cell, [a.of(row, name) for name in columns], "＋".join(columns), f"{cell.name}{mark}"
        )


def flows(a: Accounts, table: str) -> Iterator[Finding]:
    """In every row: 年初结转和结余 + 本年收入 = 本年支出 + 年末结转和结余."""
    for row in (a.record(table, "合计"), *a.rows(table)):
        end, before = a.of(row, "年末结转和结余"), a.of(row, "年初结转和结余")
        came, spent = a.of(row, "本年收入"), a.of(row, "本年支出")
        less = spent._replace(name=f"减{spent.name}", wan=None if spent.wan is None else -spent.wan)
        yield from adds_up(
            end, [before, came, less], "年初结转和结余＋本年收入－本年支出", f"{end.name} 年初加收入减支出"
        )


def levels_add_up(a: Accounts, table: str, columns: Sequence[str], mark: str = "") -> Iterator[Finding]:
    """In every one of COLUMNS: 合计 = the 类, a 类 = its 款, a 款 = its 项."""
    rows = {code(row): row for row in a.rows(table)}
    below: dict[str, list[str]] = defaultdict(list)
    leaves: dict[str, int] = defaultdict(int)
    for number in rows:
        below[upper(number)].append(number)
    for number in sorted(rows, key=len, reverse=True):  # 项 before 款 before 类
        leaves[number] = leaves[number] or 1
        leaves[upper(number)] += leaves[number]
    top = a.record(table, "合计")
    for number, row in [("", top), *rows.items()]:
        if number and len(number) == LENGTHS[-1]:
            continue
        if not below[number]:
            yield from bare(a, row, columns[0], number)
            continue
        under = below[number]
        said = "各类之和" if not number else "所属各款之和" if len(number) == LENGTHS[0] else "所属各项之和"
        for column in columns:
            total = a.of(row, column)
            parts = [a.of(rows[one], column) for one in under]
            if total.given or any(part.given for part in parts):
                yield from adds_up(total, parts, said, f"{total.name}{mark}", [leaves[one] for one in under])


def upper(number: str) -> str:
    """The code of the level above: 2060101 → 20601 → 206 → "" (合计)."""
    return number[: max((length for length in LENGTHS if length < len(number)), default=0)]


def bare(a: Accounts, row: Record, column: str, number: str) -> Iterator[Finding]:
    """A row that should have rows below it and has none: nothing to add up, unless it is zero itself."""
    total = a.of(row, column)
    if total.wan:
        kind = "类" if not number else "款" if len(number) == LENGTHS[0] else "项"
        yield unchecked(
            a.called(row.path), f"下面没有{kind}一级的行，不能逐级相加", f"补上{kind}一级的行", total.side
        )


def economic_total(a: Accounts, total: str, codes: Sequence[str]) -> Iterator[Finding]:
    rows: Mapping[str, Record | None] = {number: a.row("基本支出表", number) for number in codes}
    cells = [a.of(row, "决算数") for row in rows.values() if row is not None]
    yield from adds_up(a.cell("基本支出表", total), cells, "＋".join(codes))


def three_total(a: Accounts, total: str, names: Sequence[str]) -> Iterator[Finding]:
    for column in ("预算数", "决算数"):
        cell = a.cell("三公经费表", total, column)
        yield from adds_up(cell, [a.cell("三公经费表", name, column) for name in names], "＋".join(names))
