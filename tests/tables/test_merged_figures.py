"""A number that stands in one cell over the places of several figures is none of theirs, as nobody knows whose it is."""

from __future__ import annotations

import pytest

from narrator.document import Cell, Column, Table
from narrator.spans import Text
from narrator.tables.matrix import merged_areas
from narrator.tables.merged_figures import take_out_merged
from narrator.tables.table_as_read import Area
from tables.test_public import EXPENSE, read

TEXT = "科目编码|科目名称|本年支出合计|基本支出|项目支出;206|甲|9|4|5;20601|乙|9|4|5;2060101|丙|9|4|0.00;2060102|丁|9||5"


@pytest.mark.parametrize(
    ("areas", "taken"),
    [
        ((), []),
        ([((1, 2), (2, 2))], ["206.本年支出合计", "20601.本年支出合计"]),
        ([((1, 3), (1, 4))], ["206.基本支出", "206.项目支出"]),
        ([((1, 2), (2, 2)), ((1, 3), (3, 3))], ["206.本年支出合计", "20601.本年支出合计", "206.基本支出", "20601.基本支出", "2060101.基本支出"]),
        ([((0, 2), (1, 2)), ((1, 1), (1, 2))], []),  # with a word of the header, with the name
        ([((3, 4), (4, 4))], []),  # a nought beside a number: cells that print something each are not one
        ([((3, 4), (3, 4)), ((4, 3), (4, 3))], []),
    ],
)  # fmt: skip
def test_figures_that_share_a_cell_are_taken_out(areas: list[Area], taken: list[str]) -> None:
    table = read(TEXT, EXPENSE)
    table.sheet.merged = areas
    paths = [f"支出决算表.各科目.{one}" for one in taken]
    assert take_out_merged(table) == paths
    assert not table.figures.keys() & set(paths)
    assert len(table.unread) == (len(areas) if taken else 0)
    assert {path for one in table.unread for path in (one.path, one.until)} <= set(paths)


def test_areas_of_a_table_are_those_of_its_cells_that_run_over_others() -> None:
    def row(*cells: tuple[int, int, int]) -> tuple[Cell, ...]:
        return tuple(Cell(at, (Text("甲"),), "左", columns, rows) for at, columns, rows in cells)

    table = Table(
        "甲",
        (Column(1, "左"),) * 3,
        (row((0, 2, 1), (2, 1, 1)),),
        (row((0, 1, 2), (1, 2, 1)), row((1, 1, 1))),
        "",
    )
    assert merged_areas(table) == [((0, 0), (0, 1)), ((1, 0), (2, 0)), ((1, 1), (1, 2))]
