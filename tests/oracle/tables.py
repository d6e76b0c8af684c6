"""Part four: 公开01表 to 公开09表 print the data's figures, each in its cell, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from .data import CLASSES, FUNDS, Data
from .number import chinese, half_up, money
from .report import Grid, Paragraph, tight

# The public tables by the names that data.json gives them, in the order and with the numbers of 辽宁's form.
NAMES = (
    "收入支出总表",
    "收入决算表",
    "支出决算表",
    "财政拨款收支总表",
    "一般公共预算支出表",
    "基本支出表",
    "三公经费表",
    "政府性基金表",
    "国有资本经营表",
)
NUMBERS = {f"公开0{number}表": name for number, name in enumerate(NAMES, 1)}

TITLES = [
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表", "财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表",
]  # fmt: skip
# The columns of the tables by functional class: what data.json calls what the form heads so.
BY_FUNCTION = {
    "收入决算表": [
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    ],
    "支出决算表": ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
    "一般公共预算支出表": ["小计", "基本支出", "项目支出"],
    "政府性基金表": ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"],
    "国有资本经营表": ["本年支出", "基本支出", "项目支出"],
}
# 公开06表: the 款 of every 类, in the three columns of codes that the form has.
ECONOMIC = (
    ("301 01 02 03 06 07 08 09 10 11 12 13 14 99", "303 01 02 03 04 05 06 07 08 09 10 11 99"),
    ("302 01 02 03 04 05 06 07 08 09 11 12 13 14 15 16 17 18 24 25 26 27 28 29 31 39 40 99",),
    (
        "307 01 02",
        "310 01 02 03 05 06 07 08 09 10 11 12 13 19 21 22 99",
        "312 01 03 04 05 99",
        "399 07 08 09 10 99",
    ),
)
THREE = {
    "合计": "合计",
    "因公出国（境）费": "1、因公出国（境）费",
    "公务接待费": "2、公务接待费",
    "公务用车购置及运行费": "3、公务用车购置及运行费",
    "公务用车运行维护费": "其中：（1）公务用车运行维护费",
    "公务用车购置费": "（2）公务用车购置费",
}
HEADED = {("政府性基金表", "小计"): "本年支出", ("国有资本经营表", "合计"): "本年支出"}


def tables(blocks: Sequence[Paragraph | Grid], data: Data) -> Iterator[str]:
    """The faults of part four, BLOCKS."""
    grids: dict[str, Grid] = {}
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    headings = [tight(block.text) for block in blocks if isinstance(block, Paragraph) and block.level == 2]
    for before, block in pairwise(blocks):
        if (
            isinstance(block, Paragraph)
            and isinstance(before, Paragraph)
            and re.fullmatch(r"公开\d\d表", before.text)
        ):
            if before.text not in NUMBERS:
                yield f"没有这个表号：{before.text}"
                continue
            grids[NUMBERS[before.text]] = next(
                one for one in blocks[blocks.index(before) :] if isinstance(one, Grid)
            )
            if block.text != f"{data.kind}：{data.department}\t{data.year}年度\t金额单位：万元":
                yield f"{before.text} 表头行：{block.text}"
    for number, title in enumerate(TITLES, 1):
        if f"{chinese(number)}、{title}" not in headings:
            yield f"没有标题 {chinese(number)}、{title}"
    if tight(texts[0]) != f"第四部分{data.year}年度{data.kind}决算表":
        yield f"第四部分的标题：{texts[0]}"
    if tuple(grids) != NAMES:
        yield f"表不全：{'、'.join(grids)}"
        return
    yield from balance(grids["收入支出总表"], data)
    yield from grant_balance(grids["财政拨款收支总表"], data)
    for table, columns in BY_FUNCTION.items():
        yield from by_function(table, grids[table], data, columns)
    yield from economic(grids["基本支出表"], data)
    yield from three(grids["三公经费表"], data)


def cell(data: Data, *path: str) -> str:
    """The amount at PATH as a cell prints it."""
    return shown(data, data.exact(*path))


def shown(data: Data, amount: Fraction) -> str:
    """AMOUNT as a cell prints it, also where it prints as zero."""
    return money(amount) if half_up(amount) else data.zero


def compare(place: str, found: str, wanted: str) -> Iterator[str]:
    if found != wanted:
        yield f"{place}：印的是“{found}”，应当是“{wanted}”"


def numbered(names: Sequence[str]) -> dict[str, str]:
    """NAMES by the labels that the form gives them: 一、, 二、 …"""
    return {f"{chinese(number)}、{name}": name for number, name in enumerate(names, 1)}


def two_sided(
    table: str, grid: Grid, columns: Sequence[Sequence[int]], wanted: dict[tuple[str, str], list[str]]
) -> Iterator[str]:
    """What is wrong with the rows of GRID against WANTED: (side, label) → its figures.

    columns: for each side, where its label, its 行次 and its figures stand.
    """
    left = dict(wanted)
    line = 0
    for side, (label, number, *figures) in zip(("收入", "支出"), columns, strict=True):
        for row in grid.rows[3:]:
            line += 1
            key, found = (side, row[label]), [row[at] for at in figures]
            yield from compare(f"{table} 行次", row[number], str(line))
            if row[label] and key not in left:
                yield f"{table} {side}：没有“{row[label]}”这一行，或者重复了"
            yield from compare(
                f"{table} {side} {row[label]}", "｜".join(found), "｜".join(left.pop(key, [""] * len(found)))
            )
    for side, name in left:
        yield f"{table} {side}：缺少“{name}”这一行"


def balance(grid: Grid, data: Data) -> Iterator[str]:
    """收入支出总表"""
    incomes = [f"{fund}收入" for fund in FUNDS] + [
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    ]
    labels = {
        "收入": numbered(incomes)
        | {"使用非财政拨款结余(含专用结余)": "使用非财政拨款结余"}
        | {name: name for name in ("本年收入合计", "年初结转和结余", "总计")},
        "支出": numbered(CLASSES)
        | {name: name for name in ("本年支出合计", "结余分配", "年末结转和结余", "总计")},
    }
    wanted = {
        (side, label): [cell(data, "收入支出总表", side, name, "决算数")]
        for side, names in labels.items()
        for label, name in names.items()
    }
    yield from two_sided("收入支出总表", grid, [(0, 1, 2), (3, 4, 5)], wanted)
    yield from headed("收入支出总表", grid, ["收入"] * 3 + ["支出"] * 3, 0)
    yield from headed("收入支出总表", grid, ["项目", "行次", "金额"] * 2, 1)
    yield from headed("收入支出总表", grid, ["栏次", "", "1", "栏次", "", "2"], 2)


def grant_balance(grid: Grid, data: Data) -> Iterator[str]:
    """公开04表; below 年初财政拨款结转和结余 the names of the funds stand again, without a number."""
    incomes = numbered(FUNDS) | {name: name for name in ("本年收入合计", "年初财政拨款结转和结余", "总计")}
    incomes |= {fund: f"年初{fund}结转和结余" for fund in FUNDS}
    expenses = numbered(CLASSES) | {name: name for name in ("本年支出合计", "年末财政拨款结转和结余", "总计")}
    wanted = {
        ("收入", label): [cell(data, "财政拨款收支总表", "收入", name, "决算数")]
        for label, name in incomes.items()
    }
    wanted |= {
        ("支出", label): [cell(data, "财政拨款收支总表", "支出", name, column) for column in ("合计", *FUNDS)]
        for label, name in expenses.items()
    }
    yield from two_sided("财政拨款收支总表", grid, [(0, 1, 2), (3, 4, 5, 6, 7, 8)], wanted)
    yield from headed("财政拨款收支总表", grid, ["收入"] * 3 + ["支出"] * 6, 0)
    yield from headed("财政拨款收支总表", grid, ["项目", "行次", "金额", "项目", "行次", "合计", *FUNDS], 1)
    yield from headed("财政拨款收支总表", grid, ["栏次", "", "1", "栏次", "", *"2345"], 2)


def headed(table: str, grid: Grid, wanted: Sequence[str], row: int) -> Iterator[str]:
    yield from compare(f"{table} 表头", "、".join(grid.rows[row]), "、".join(wanted))


def by_function(table: str, grid: Grid, data: Data, columns: Sequence[str]) -> Iterator[str]:
    """公开02、03、05、08、09表: 合计, then the rows of the data in order of their codes."""
    heads = [HEADED.get((table, name), name) for name in grid.rows[1]]
    yield from compare(
        f"{table} 表头", "、".join(heads), "、".join(["功能分类科目编码", "科目名称", *columns])
    )
    numbers = ["栏次", "栏次", *(str(number) for number in range(1, len(columns) + 1))]
    yield from compare(f"{table} 栏次", "、".join(grid.rows[2]), "、".join(numbers))
    wanted = [("合计", "合计", *(cell(data, table, "合计", name) for name in columns))]
    for row in data.rows(table):
        wanted.append((row.code, row.name, *(cell(data, *row.path, name) for name in columns)))
    yield from compare_rows(table, grid.rows[3:], wanted)


def compare_rows(
    table: str, found: Sequence[Sequence[str]], wanted: Sequence[Sequence[str]]
) -> Iterator[str]:
    if len(found) != len(wanted):
        yield f"{table}：有{len(found)}行，应当有{len(wanted)}行"
    for one, other in zip(found, wanted, strict=False):
        yield from compare(f"{table} {other[0]}", "｜".join(one), "｜".join(other))


def economic(grid: Grid, data: Data) -> Iterator[str]:
    """公开06表: three columns of codes; a code of the data stands there once, under the name that the data gives it."""
    for at, column in zip((0, 3, 6), ECONOMIC, strict=True):
        codes = [
            code
            for one in column
            for kind, *items in [one.split()]
            for code in (kind, *(kind + item for item in items))
        ]
        yield from compare(
            "公开06表 编码", " ".join(row[at] for row in grid.rows[2:-1]).rstrip(), " ".join(codes)
        )
    yield from headed("基本支出表", grid, ["科目编码", "科目名称", "决算数"] * 3, 1)
    stands = {row[at]: (row[at + 1], row[at + 2]) for row in grid.rows[2:-1] for at in (0, 3, 6) if row[at]}
    for row in data.rows("基本支出表"):
        amount = cell(data, *row.path, "决算数")
        name, found = stands.pop(row.code, ("", ""))
        yield from compare(f"公开06表 {row.code}", f"{name}｜{found}", f"{row.name}｜{amount}")
    for code, (_, found) in stands.items():
        yield from compare(f"公开06表 {code}", found, data.zero)
    last = grid.rows[-1]
    yield from compare(
        "公开06表 人员经费合计",
        f"{last[0]}｜{last[2]}",
        f"人员经费合计｜{cell(data, '基本支出表', '人员经费合计')}",
    )
    yield from compare(
        "公开06表 公用经费合计",
        f"{last[3]}｜{last[8]}",
        f"公用经费合计｜{cell(data, '基本支出表', '公用经费合计')}",
    )


def three(grid: Grid, data: Data) -> Iterator[str]:
    """三公经费表"""
    yield from headed("三公经费表", grid, ["项目", "预算数", "决算数"], 0)
    wanted = [
        (label, *(cell(data, "三公经费表", name, column) for column in ("预算数", "决算数")))
        for name, label in THREE.items()
    ]
    yield from compare_rows("三公经费表", grid.rows[1:], wanted)
