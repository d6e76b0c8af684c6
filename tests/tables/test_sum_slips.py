"""Rows that add up, and figures that slipped against them: told from the row where it begins, whichever columns it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Board, Evidence, FigureRelation
from narrator.tables.slipping import Slip, find_slipped_figures, take_out_slipped
from narrator.tables.table_as_read import PublicTable, Sheet

from .test_public import words

PLACE = "收入支出总表.收入.{}.决算数".format
INCOMES = ["一般公共预算财政拨款收入", "事业收入", "其他收入"]
NAMES = [*INCOMES, "本年收入合计", "使用非财政拨款结余", "", "年初结转和结余", "总计"]
VALUES = ["8.00", "3.00", "1.50", "12.50", "0.70", "", "2.00", "15.20"]


def added_up(whole: str, *parts: str) -> FigureRelation:
    return FigureRelation([(PLACE(whole), -1), *((PLACE(part), 1) for part in parts)])


SUMS = [
    added_up("本年收入合计", *INCOMES),
    added_up("总计", "本年收入合计", "使用非财政拨款结余", "年初结转和结余"),
]
DUE = [
    FigureRelation([(PLACE("本年收入合计"), 1)], Decimal("12.50")),
    FigureRelation([(PLACE("总计"), 1)], Decimal("15.20")),
    FigureRelation([(PLACE("事业收入"), 1)], Decimal("3.00")),
]


def find_slips(table: PublicTable, evidence: Evidence) -> list[Slip]:
    return find_slipped_figures(Board(table, evidence))


def known(*relations: FigureRelation) -> Evidence:
    return Evidence(relations, {}, {}, Decimal("0.01"))


KNOWN = known(*SUMS, *DUE)


def income(values: Sequence[str], names: Sequence[str] = NAMES) -> PublicTable:
    """收入支出总表 with its side of income alone."""
    rows = [
        ["收入", "收入"],
        ["项目", "决算数"],
        *([name, one] for name, one in zip(names, values, strict=True)),
    ]
    table = read_public_table(Sheet(rows, ("收入支出决算总表",)), words())
    assert table.name == "收入支出总表"
    return table


def moved(at: int, end: int, step: int) -> list[str]:
    inner = ["", *VALUES[at : end - 1]] if step > 0 else [*VALUES[at + 1 : end], ""]
    return [*VALUES[:at], *inner, *VALUES[end:]]


@pytest.mark.parametrize("step", [1, -1])
@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_slip_to_the_end_is_found_where_it_begins(at: int, step: int) -> None:
    table = income(moved(at, len(VALUES), step))
    [slip] = find_slips(table, KNOWN)
    assert (slip.name, slip.step) == (NAMES[at], step)
    meant = take_out_slipped(table, slip)
    assert {one.parts.row for one in table.figures.values()} <= {*NAMES[:at]}
    assert [one.kind for one in table.unread] == ["错"]  # and not the row that has no name
    # What was lost is known by what other tables print, and by what the others of its sum leave.
    assert {path: number for path, number in meant.items() if number} == {
        PLACE(name): Decimal(value) for name, value in list(zip(NAMES, VALUES, strict=True))[at:] if value
    }


def test_a_number_beside_no_name_that_a_sum_lacks_is_a_slip_from_one_of_the_blank_rows() -> None:
    names = [*INCOMES, "", "本年收入合计"]
    sums = known(SUMS[0])
    table = income(["", "8.00", "", "1.50", "9.50"], names)
    [slip] = find_slips(table, sums)
    assert (slip.name, slip.until, slip.step) == (INCOMES[0], INCOMES[2], 1)
    assert take_out_slipped(table, slip) == {
        PLACE(INCOMES[0]): None, PLACE(INCOMES[1]): None, PLACE(INCOMES[2]): Decimal("1.50")
    }  # fmt: skip
    assert [(one.kind, one.until) for one in table.unread] == [("错", INCOMES[2])]
    [only] = find_slips(income(["8.00", "3.00", "", "1.50", "12.50"], names), sums)
    assert (only.name, only.until) == (INCOMES[2], "")
    assert only.meant == {PLACE(INCOMES[2]): Decimal("1.50")}
    # Two that were exchanged, of which no sum lacks one.
    exchanged = known(SUMS[0], DUE[2], FigureRelation([(PLACE(INCOMES[0]), 1)], Decimal("8.00")))
    lines = ["3.00", "", "8.00", "", "11.00"], [INCOMES[0], INCOMES[2], INCOMES[1], "", "本年收入合计"]
    assert find_slips(income(*lines), exchanged) == []
    # Another number, one that no blank row can have lost, and one whose name was lost.
    assert find_slips(income(["", "8.00", "", "1.40", "9.50"], names), sums) == []
    assert find_slips(income(["8.00", "3.00", "2.00", "1.50", "14.50"], names), sums) == []
    strange = [*INCOMES, "财政专户管理资金收入", "本年收入合计"]
    assert find_slips(income(["", "8.00", "", "1.50", "9.50"], strange), sums) == []
    lost = [*INCOMES[:2], "", "本年收入合计"]
    assert find_slips(income(["", "8.00", "1.50", "9.50"], lost), sums) == []


def test_other_faults_are_no_slip() -> None:
    assert find_slips(income(VALUES), KNOWN) == []
    for at in range(len(VALUES)):
        wrong = [*VALUES[:at], "7.77", *VALUES[at + 1 :]]
        assert find_slips(income(wrong), KNOWN) == [], at
    for one in range(len(VALUES) - 1):
        wrong = [*VALUES]
        wrong[one], wrong[one + 1] = "7.77", "8.88"
        assert find_slips(income(wrong), KNOWN) == [], one


def test_a_figure_is_no_less_than_what_another_table_prints_of_it() -> None:
    values = moved(0, 3, 1)
    parts = [
        FigureRelation([(PLACE(name), -1)], -Decimal(value), True)
        for name, value in zip(INCOMES, VALUES, strict=False)
    ]
    [slip] = find_slips(income(values), known(SUMS[0], DUE[0], *parts))
    assert (slip.name, slip.last - slip.row) == (INCOMES[0], 2)


UNKNOWN = "人工智能收入"


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_row_whose_name_nobody_knows_did_not_slip_and_may_be_of_any_sum_around_it(at: int) -> None:
    # In place of a row, and beside all of them; what it prints fits the blank row below it, or 本年收入合计 above.
    for names, values in (
        ([*NAMES[:at], UNKNOWN, *NAMES[at + 1 :]], VALUES),
        ([*NAMES[:at], UNKNOWN, *NAMES[at:]], [*VALUES[:at], "0.90", *VALUES[at:]]),
    ):
        table = income(values, names)
        assert [one.kind for one in table.unread] == ["行"]
        assert find_slips(table, KNOWN) == []


def test_figures_that_slipped_below_a_row_whose_name_nobody_knows_are_told() -> None:
    names = [UNKNOWN, *NAMES[1:]]
    slips = find_slips(income(moved(1, len(VALUES), 1), names), KNOWN)
    assert [slip.name for slip in slips] == [NAMES[1]]
