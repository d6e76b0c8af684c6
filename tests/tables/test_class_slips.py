"""Figures of classes that slipped are told by what the tables by code print for the classes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Board, Evidence, FigureRelation
from narrator.tables.slipping import Slip, find_slipped_figures, take_out_slipped
from narrator.tables.table_as_read import PublicTable, Sheet

from .test_public import words

CLASSES = [
    "教育支出",
    "科学技术支出",
    "文化旅游体育与传媒支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "节能环保支出",
    "住房保障支出",
]
VALUES = ["", "619.33", "", "128.90", "41.36", "", ""]
MEANT = {"决算数": {name: Decimal(value or 0) for name, value in zip(CLASSES, VALUES, strict=True)}}
TAIL = Decimal("0.02")


def class_slips(table: PublicTable, meant: Mapping[str, Mapping[str, Decimal]]) -> list[Slip]:
    """Where the classes of a table slipped, by what other tables print for them, by column and name."""
    place = f"{table.name}.支出.{{}}.{{}}".format
    due = [
        FigureRelation([(place(name, column), 1)], number)
        for column, many in meant.items()
        for name, number in many.items()
    ]
    return find_slipped_figures(Board(table, Evidence(due, {}, {}, TAIL / 2)))


def read(values: list[str]) -> PublicTable:
    head = [["收入", "收入", "支出", "支出"], ["项目", "决算数", "项目", "决算数"]]
    rows = [["", "", name, value] for name, value in zip(CLASSES, values, strict=True)]
    rows[0][:2] = ["一、一般公共预算财政拨款收入", "789.59"]
    sums = ["本年收入合计", "789.59", "本年支出合计", "789.59"]
    return read_public_table(Sheet([*head, *rows, sums], ("收入支出决算总表",)), words())


@pytest.mark.parametrize(
    "values", [["", "", "619.33", "", "128.90", "41.36", ""], ["619.33", "", "128.90", "41.35", "", "", ""]]
)
def test_classes_that_slipped_are_taken_out_and_known_by_what_they_are(values: list[str]) -> None:
    table = read(values)
    [slip] = class_slips(table, MEANT)
    income = {path: one for path, one in table.figures.items() if one.parts.side == "收入"}
    rest = take_out_slipped(table, slip)
    for name, value in MEANT["决算数"].items():
        path = f"收入支出总表.支出.{name}.决算数"
        known = rest[path] if path in rest else table.figures[path].number
        assert abs((known or 0) - value) <= TAIL
    assert {path: one for path, one in table.figures.items() if one.parts.side == "收入"} == income
    assert [one.kind for one in table.unread] == ["错"]


@pytest.mark.parametrize("at", range(7))
def test_other_figures_are_no_slip(at: int) -> None:
    assert not class_slips(read(VALUES), MEANT)
    assert not class_slips(read([*VALUES[:at], "77.00", *VALUES[at + 1 :]]), MEANT)
    assert not class_slips(read([*reversed(VALUES)]), MEANT)
    assert not class_slips(read(VALUES), {})


BOTH = {
    "合计": [*VALUES[:5], "", "61.57", "851.20"],
    "一般公共预算财政拨款": ["", "619.33", "", "128.90", "41.36", "", "", "789.59"],
    "政府性基金预算财政拨款": ["", "", "", "", "", "", "61.57", "61.57"],
}
ROWS = [*CLASSES, "本年支出合计"]
BELOW = ["年末财政拨款结转和结余", "", "总计"]
DUE = {
    fund: {name: Decimal(one or 0) for name, one in zip(ROWS, many, strict=True)}
    for fund, many in BOTH.items()
}


@pytest.mark.parametrize("step", [1, -1])
def test_all_below_classes_that_slipped_to_the_end_slips_with_them_and_so_do_other_columns(step: int) -> None:
    whole = [[*many, "5.00", "", "856.20"] for many in BOTH.values()]
    moved = [[*one[:1], "", *one[1:-1]] if step > 0 else [*one[:2], *one[3:], ""] for one in whole]
    rows = [["", "", name, *values] for name, *values in zip([*ROWS, *BELOW], *moved, strict=True)]
    rows[0][:2] = ["一、一般公共预算财政拨款", "789.59"]
    head = [["收入", "收入", *["支出"] * 4], ["项目", "决算数", "项目", *BOTH]]
    table = read_public_table(Sheet([*head, *rows], ("财政拨款收入支出决算总表",)), words())
    [slip] = class_slips(table, DUE)
    assert slip.columns == (3, 4, 5)
    take_out_slipped(table, slip)
    assert [one.kind for one in table.unread] == ["错"]
    assert not [one for one in table.figures.values() if one.parts.row in (ROWS[-1], BELOW[0], BELOW[-1])]


def test_the_sum_below_classes_that_slipped_among_themselves_is_judged() -> None:
    table = read(["", "", "619.33", "", "128.90", "41.36", ""])
    due = {"决算数": {**MEANT["决算数"], ROWS[-1]: Decimal("789.59")}}
    [slip] = class_slips(table, due)
    take_out_slipped(table, slip)
    assert f"收入支出总表.支出.{ROWS[-1]}.决算数" in table.figures
