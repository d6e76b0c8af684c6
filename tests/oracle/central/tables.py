"""The tables of the 中央2023 report: 公开01表 to 公开09表."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from .. import tables as usual
from ..data import FUNDS, Data
from ..number import chinese
from ..report import Grid, Paragraph, tight
from ..tables import BY_FUNCTION, cell, compare, compare_rows
from .overlays import Public

THREE = ("合计", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行维护费", "公务接待费")  # fmt: skip
ROUNDED = "2.本套报表金额单位转换时可能存在尾数误差。"
Rows = Callable[[Data], list[tuple[str, ...]]]
FLOWS = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")


def tables(
    blocks: Sequence[Paragraph | Grid],
    data: Data,
    wanted: Sequence[Public],
    title: str = "",
    tells: bool = True,
    own: Mapping[str, Rows] | None = None,
) -> Iterator[str]:
    """The faults of the part with the tables WANTED, BLOCKS. title: of the part, "" for that of 中央2023. tells: whether it says
    which of them are blank. own: the rows of tables that other forms do not have."""
    kind = data.text("部门", "称谓")
    texts = [block.text if isinstance(block, Paragraph) else "" for block in blocks]
    grids = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Grid)]
    head = title or f"第二部分{tight(data.department)}{data.year}年度{kind}决算表"
    yield from compare("这一部分的标题", tight(texts[0]), head)
    if len(grids) != len(wanted):
        yield f"有{len(grids)}张公开表，应当有{len(wanted)}张"
        return
    begins = [at - 2 - bool(one.number) for (at, _), one in zip(grids, wanted, strict=True)]
    for place, ((at, grid), one) in enumerate(zip(grids, wanted, strict=True), 1):
        end = [*begins, len(blocks)][place]
        yield from above(texts[begins[place - 1] : at], one, chinese(place) + "、", data)
        yield from below(texts[at + 1 : end], one, data, tells)
        yield from body(one.name, grid, data, own or OWN)


def above(texts: Sequence[str], one: Public, mark: str, data: Data) -> Iterator[str]:
    """The faults of TEXTS, the lines above the table ONE: its title after MARK, its number, whose and of which year it is."""
    owner = f"{data.text('部门', '称谓')}：{data.department}\t{data.year}年度\t金额单位：万元"
    lines = [f"{mark}{one.title}", *([one.number] if one.number else []), owner]
    yield from compare(f"{one.title} 表上", "｜".join(texts), "｜".join(lines))


def below(texts: Sequence[str], one: Public, data: Data, tells: bool = True) -> Iterator[str]:
    """The faults of TEXTS, the notes below the table ONE. tells: whether one says that it is blank."""
    kind = data.text("部门", "称谓")
    if not one.number:
        yield from compare(f"{one.title} 注", "｜".join(texts), "")
        return
    first, second, *_ = (*texts, "", "")
    if not re.match(f"注：(1\\.)?本表(按支出经济分类科目)?反映{kind}本年度", first):
        yield f"{one.title} 注：{first}"
    if one.name == "收入支出总表":
        yield from compare(f"{one.title} 第2条注", second, ROUNDED)
    notes = [text for text in texts if text.endswith("故本表为空。")]
    said = emptiness(data, one.name, kind) if tells else ""
    yield from compare(f"{one.title} 空表", "｜".join(notes), said)


def body(table: str, grid: Grid, data: Data, own: Mapping[str, Rows]) -> Iterator[str]:
    """The faults of one table, whose columns are those of the other forms but for “三公” and what is of its OWN."""
    if table == "收入支出总表":
        yield from usual.balance(grid, data)
    elif table == "财政拨款收支总表":
        yield from usual.grant_balance(grid, data)
    elif table == "基本支出表":
        yield from usual.economic(grid, data)
    elif table in own:
        yield from compare_rows(table, grid.rows, own[table](data))
    elif table in BY_FUNCTION:
        yield from usual.by_function(table, grid, data, BY_FUNCTION[table])
    else:
        yield from compare_rows(table, grid.rows, three(data))


def emptiness(data: Data, table: str, kind: str) -> str:
    """What is said below a table that has no figures, where the form says it."""
    columns = {"政府性基金表": FLOWS, "国有资本经营表": ("本年支出",)}.get(table, ())
    places = [(table, "合计"), *(row.path for row in data.rows(table))] if columns else []
    if not columns or any(cell(data, *place, name) for place in places for name in columns):
        return ""
    spent = f"使用{FUNDS[1 if table == '政府性基金表' else 2]}安排的支出"
    said = f"{FUNDS[1]}收入，也没有{spent}" if table == "政府性基金表" else spent
    return f"注：本{kind}{data.year}年度没有{said}，故本表为空。"


def three(data: Data) -> list[tuple[str, ...]]:
    """财政拨款“三公”经费支出决算表: one row, the budgets and then the final figures."""
    cars = "公务用车购置及运行维护费"
    heads = ("合计", "因公出国（境）费", cars, cars, cars, "公务接待费")
    below = ("合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费")
    figures = (cell(data, "三公经费表", row, column) for column in ("预算数", "决算数") for row in THREE)
    numbers = tuple(str(number) for number in range(1, 13))
    return [("预算数",) * 6 + ("决算数",) * 6, heads * 2, below * 2, numbers, tuple(figures)]


def by_unit(list_name: str, table: str) -> Rows:
    """The rows of a table that shows what each unit has of the columns of TABLE, as LIST_NAME tells."""

    def rows(data: Data) -> list[tuple[str, ...]]:
        columns = BY_FUNCTION[table]
        found = [("单位名称", *columns), ("合计", *(cell(data, table, "合计", name) for name in columns))]
        for number, one in enumerate(data.dig(list_name)):
            figures = (cell(data, list_name, number, name) for name in columns)  # type: ignore[arg-type]
            found.append((one["单位名称"].strip(), *figures))
        return found

    return rows


def of_projects(data: Data) -> list[tuple[str, ...]]:
    """项目支出决算表: the rows of 支出决算表 that have 项目支出, and those above them."""
    amounts = {row: cell(data, *row.path, "项目支出") for row in data.rows("支出决算表")}
    codes = [row.code for row, amount in amounts.items() if amount]
    listed = [row for row in amounts if any(code.startswith(row.code) for code in codes)]
    return [
        ("功能分类科目编码", "科目名称", "项目支出"),
        ("合计", "合计", cell(data, "支出决算表", "合计", "项目支出")),
        *((row.code, row.name, amounts[row]) for row in listed),
    ]


# Tables that provinces have of their own.
OWN: dict[str, Rows] = {
    "各单位收入": by_unit("各单位收入", "收入决算表"),
    "各单位支出": by_unit("各单位支出", "支出决算表"),
    "项目支出决算表": of_projects,
}
