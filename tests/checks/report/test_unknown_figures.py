"""A figure whose cell is blank, or whose row is not there, is told once and is no nought in what is said of it besides."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from forms.complete import complete

from narrator.checks.finding import Level
from narrator.document import Cell, Document, Table
from narrator.spans import Text

from ..reports import findings, made

NAME = "中央2023"
OWN = "项目支出绩效自评表"
Row = tuple[Cell, ...]
Change = Callable[[list[Row]], list[Row]]


@cache
def report() -> Document:
    return made(complete(NAME), NAME)


def altered(name: str, change: Change, number: int = 0) -> Document:
    """The report with the rows of one of its tables as CHANGE has them."""
    tables = [at for at, one in enumerate(report().blocks) if isinstance(one, Table) and one.name == name]
    at = tables[number]
    block = report().blocks[at]
    assert isinstance(block, Table)
    changed = block._replace(body=tuple(change([*block.body])))
    return report()._replace(blocks=(*report().blocks[:at], changed, *report().blocks[at + 1 :]))


def news(document: Document) -> list[str]:
    """What DOCUMENT is told of, without tails."""
    found = (one for one in findings(document, name=NAME) if one.level is not Level.TAIL)
    return [f"{one.level.value} {one.key} {one.what}" for one in found]


def words(row: Row) -> str:
    return "".join(text.string for cell in row for text in cell.paragraphs)


def place(rows: list[Row], name: str) -> int:
    return next(at for at, row in enumerate(rows) if name in words(row))


def drop(name: str) -> Change:
    return lambda rows: [row for at, row in enumerate(rows) if at != place(rows, name)]


def put(name: str, old: str, new: str, nth: int = 0) -> Change:
    """In the row in which NAME stands, NEW instead of OLD in the NTH cell that has it."""

    def change(rows: list[Row]) -> list[Row]:
        at = place(rows, name)
        row = [*rows[at]]
        cell = [number for number, one in enumerate(row) if words((one,)) == old][nth]
        row[cell] = row[cell]._replace(paragraphs=(Text(new),))
        return [*rows[:at], tuple(row), *rows[at + 1 :]]

    return change


def again(name: str) -> Change:
    return lambda rows: [*rows[: (at := place(rows, name)) + 1], *rows[at:]]


def exchange(one: int, other: int) -> Change:
    """The figures of two columns exchanged, which stand in cells of their own."""

    def change(rows: list[Row]) -> list[Row]:
        changed = []
        for row in rows:
            cells = {cell.column: at for at, cell in enumerate(row)}
            mine, its = row[cells[one]], row[cells[other]]
            pair = {
                cells[one]: mine._replace(paragraphs=plainly(its)),
                cells[other]: its._replace(paragraphs=plainly(mine)),
            }
            changed.append(tuple(pair.get(at, cell) for at, cell in enumerate(row)))
        return changed

    return change


def plainly(cell: Cell) -> tuple[Text, ...]:
    """What stands in a cell, as somebody types it."""
    return tuple(Text(one.string) for one in cell.paragraphs)


def test_a_budget_that_is_blank_makes_no_sentence_wrong() -> None:
    [only] = news(altered("三公经费表", put("47.00", "15.00", "")))
    assert only.startswith("错误 T7-1 公开09表 因公出国（境）费 预算数 这一格空着，填15.00就都对得上")


@pytest.mark.parametrize(
    ("number", "name", "told"),
    [
        (1, "其他资金", "“其他资金”这一行"),
        (2, "年度资金总额", "“年度资金总额:”这一行"),
        (2, "其中：当年财政拨款", "“其中:当年财政拨款”这一行"),
    ],
)
def test_a_row_that_is_not_there_is_told_and_no_sum_of_it(number: int, name: str, told: str) -> None:
    [only] = news(altered(OWN, drop(name), number))
    assert only.startswith("错误 ST-4 ")
    assert only.endswith(f" 没有{told}")


@pytest.mark.parametrize("name", ["度资金总额：", "年度资金总：", ""])
def test_a_row_by_another_name_in_its_place_is_read(name: str) -> None:
    [only] = news(altered(OWN, put("年度资金总额：", "年度资金总额：", name), 3))
    assert only == f"错误 ST-4 {OWN}（第4张） 年度资金总额: 这里应当是“年度资金总额:”"


def test_a_row_that_stands_there_twice_is_told_as_that() -> None:
    [only] = news(altered(OWN, again("其中：当年财政拨款")))
    assert only.endswith(" 这一行重复了")


def test_parts_that_are_all_blank_beside_a_total_are_told() -> None:
    [only] = news(altered(OWN, put("其中：当年财政拨款", "148.63", "")))
    assert only == "提醒 PF-2 项目“文化市场监管” 资金 年度资金总额 全年执行数 总额有数，下面的各项都没有填"


def test_a_rate_beside_a_blank_is_not_judged() -> None:
    change = put("年度资金总额", "86.00", "", 2)
    assert not any("百分点" in one or "PR-" in one for one in news(altered(OWN, change, 3)))
    assert any(one.startswith("不能核对 PF-4 项目“旅游节庆宣传”") for one in news(altered(OWN, change, 3)))


def test_an_amount_with_more_decimals_than_those_of_all_such_tables_is_told() -> None:
    [only] = news(altered(OWN, put("其中：当年财政拨款", "86.00", "86.000"), 3))
    assert only.endswith("有3位小数，这种表里别的数都是2位")


def test_a_row_of_figures_alone_that_stands_there_twice_is_told() -> None:
    [only] = news(altered("三公经费表", again("47.00")))
    assert only == "错误 ST-4 公开09表 “47.00 15.00 30.00 18.00 12.00 2.00 42.24” 这一行重复了"


def test_a_row_of_several_blocks_that_stands_there_twice_is_told_once() -> None:
    [only] = news(altered("基本支出表", again("津贴补贴")))
    assert only == "错误 AD-1 公开06表 30102 编码30102、30202、30702都不止一行"


def test_figures_of_two_columns_that_were_exchanged_in_all_rows_are_told_once() -> None:
    [only] = news(altered("收入决算表", exchange(3, 8)))
    assert only.startswith("错误 X-3 公开02表 合计 财政拨款收入 各行“财政拨款收入”和“其他收入”的数互换了")


def test_what_was_exchanged_is_no_part_of_a_sum() -> None:
    [only] = news(altered("政府性基金表", exchange(2, 4)))
    assert only == "错误 ST-4 公开07表 年初结转和结余 “年初结转和结余”和“本年支出”两列的数互换了"
