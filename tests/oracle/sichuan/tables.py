"""The tables of the 四川2023 report: 公开01表 to 公开13表."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..central.overlays import CAPITAL, FUND, SIX, THREE, Public
from ..central.tables import FLOWS, Rows
from ..central.tables import tables as public
from ..data import Data
from ..report import Grid, Paragraph
from ..tables import cell

BASIC = "一般公共预算财政拨款基本支出决算表"
TABLES = tuple(
    one._replace(number=f"公开{number:02d}表")
    for number, one in enumerate(
        (
            *SIX[:4],
            Public("财政拨款支出明细表", "财政拨款支出决算明细表"),
            SIX[4],
            Public("一般公共预算支出明细表", "一般公共预算财政拨款支出决算明细表"),
            SIX[5]._replace(title=BASIC),
            Public("一般公共预算项目支出表", "一般公共预算财政拨款项目支出决算表"),
            FUND,
            Public("国有资本经营收支表", "国有资本经营预算财政拨款收入支出决算表"),
            CAPITAL,
            THREE,
        ),
        1,
    )
)
ECONOMIC, FUNCTIONAL = "经济分类科目编码", "功能分类科目编码"
DETAILS = "财政拨款支出明细表"
GENERAL = ("一般公共预算小计", "一般公共预算基本支出", "一般公共预算项目支出")
FUNDED = ("政府性基金小计", "政府性基金基本支出", "政府性基金项目支出")


def tables(blocks: Sequence[Paragraph | Grid], data: Data) -> Iterator[str]:
    """The faults of part five, BLOCKS."""
    yield from public(blocks, data, TABLES, "第五部分附表", tells=False, own=OWN)


def by_code(data: Data, table: str, columns: Sequence[str], some: bool = False) -> list[tuple[str, ...]]:
    """合计 and the rows of TABLE in its COLUMNS. some: those alone that have something in one, and those that they are in."""
    listed = list(data.rows(table))
    full = [row.code for row in listed if any(data.printed(*row.path, name) for name in columns)]
    rows = [
        (row.code, row.name, *(cell(data, *row.path, name) for name in columns))
        for row in listed
        if not some or any(code.startswith(row.code) for code in full)
    ]
    return [("合计", "合计", *(cell(data, table, "合计", name) for name in columns)), *rows]


def details(data: Data) -> list[tuple[str, ...]]:
    heads = (ECONOMIC, "科目名称", "合计", *["一般公共预算财政拨款"] * 3, *["政府性基金预算财政拨款"] * 3)
    parts = ("小计", "基本支出", "项目支出") * 2
    capital = "国有资本经营预算财政拨款"
    columns = ("财政拨款合计", *GENERAL, *FUNDED, "国有资本经营支出")
    return [(*heads, capital), (*heads[:3], *parts, capital), *by_code(data, DETAILS, columns)]


def general_details(data: Data) -> list[tuple[str, ...]]:
    heads = (ECONOMIC, "科目名称", "合计", "基本支出", "项目支出")
    return [heads, *by_code(data, DETAILS, GENERAL, some=True)]


def projects(data: Data) -> list[tuple[str, ...]]:
    """The 类, 款 and 项, and below each 项 what its projects are called."""
    table = "一般公共预算项目支出表"
    first, *rows = by_code(data, table, ["项目支出"])
    found = [(FUNCTIONAL, "科目名称（项目）", "合计"), first]
    for row in rows:
        path = (table, "各科目", row[0], "各项目")
        names = [one["名称"].strip() for one in data.dig(*path) or []]
        below = [("", name, cell(data, *path, at, "金额")) for at, name in enumerate(names)]  # type: ignore[arg-type]
        found += [row, *below]
    return found


def capital_flows(data: Data) -> list[tuple[str, ...]]:
    return [(FUNCTIONAL, "科目名称", *FLOWS), *by_code(data, "国有资本经营表", FLOWS)]


OWN: dict[str, Rows] = {
    DETAILS: details,
    "一般公共预算支出明细表": general_details,
    "一般公共预算项目支出表": projects,
    "国有资本经营收支表": capital_flows,
}
