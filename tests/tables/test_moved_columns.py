"""Figures under other heads than theirs are told once, and nothing that is wrong so is judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from narrator.checks.printed.slip_evidence import evidence_of
from narrator.checks.printed.table_data import Reading
from narrator.tables.moved_columns import take_out_moved_columns
from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Board, FigureRelation
from narrator.tables.table_as_read import Across, PublicTable, Sheet

from .test_public import words

HEAD = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = {
    "合计": ["14.00", "9.00", "5.00"], "206": ["9.00", "6.00", "3.00"], "20601": ["9.00", "6.00", "3.00"],
    "2060101": ["5.00", "5.00", ""], "2060102": ["4.00", "1.00", "3.00"], "208": ["5.00", "3.00", "2.00"],
    "20805": ["5.00", "3.00", "2.00"], "2080501": ["5.00", "3.00", "2.00"],
}  # fmt: skip
PLACE = "一般公共预算支出表.{}.{}".format
# What 基本支出表 and 支出决算表 have.
DUE = [
    FigureRelation([(PLACE("合计", "基本支出"), 1)], Decimal("9.00")),
    *(
        FigureRelation(
            [(PLACE(code if code == "合计" else f"各科目.{code}", column), 1)], Decimal(number or 0), True
        )
        for code, row in ROWS.items()
        for column, number in zip(("小计", "基本支出", "项目支出"), row, strict=True)
    ),
]


def table(change: Callable[[Sequence[str]], Sequence[str]]) -> PublicTable:
    rows = [[code, code if code == "合计" else f"科目{code}", *change(row)] for code, row in ROWS.items()]
    return read_public_table(Sheet([HEAD, *rows], ("一般公共预算财政拨款支出决算表",)), words())


def taken_out(read: PublicTable, due: Sequence[FigureRelation] = DUE, alone: bool = False) -> int:
    """How many figures are taken out of a table, all of which are what they should be."""
    known = evidence_of(read, Reading(public={read.name: read}), ())
    board = Board(read, known._replace(relations=[*known.relations, *due]))
    meant = take_out_moved_columns(board, lambda: alone)
    for path, number in meant.items():
        _, code, column = path.replace(".各科目", "").split(".")
        right = ROWS[code][("小计", "基本支出", "项目支出").index(column)]
        assert number == (Decimal(right) if right else None)
    return len(meant)


def exchanged(row: Sequence[str]) -> Sequence[str]:
    return [row[0], row[2], row[1]]


@pytest.mark.parametrize(
    ("change", "columns", "what", "until"),
    [
        (exchanged, 2, "基本支出", "项目支出"),
        (lambda row: [row[1], row[0], row[2]], 2, "小计", "基本支出"),
        (lambda row: ["", *row[:-1]], 3, "小计", ""),
        (lambda row: [*row[1:], ""], 3, "小计", ""),
    ],
)
def test_columns_whose_figures_stand_under_other_heads_are_told_once(
    change: Callable[[Sequence[str]], Sequence[str]], columns: int, what: str, until: str
) -> None:
    read = table(change)
    assert taken_out(read) == columns * len(ROWS)
    assert [(one.kind, one.what, one.until, one.across) for one in read.unread] == [
        ("错", what, until, Across.PAIR if until else Across.COLUMNS)
    ]


@pytest.mark.parametrize("code", [code for code, row in ROWS.items() if row[2]])
def test_a_row_whose_figures_stand_under_the_next_heads_is_told_once(code: str) -> None:
    for change in (lambda row: ["", *row[:-1]], lambda row: [*row[1:], ""]):
        read = table(lambda row, change=change: change(row) if row is ROWS[code] else row)  # type: ignore[misc]
        assert taken_out(read) == 3
        [one] = read.unread
        assert (one.what, one.across) == (code if code == "合计" else f"科目{code}", Across.ROW)


def test_a_row_that_slipped_by_a_column_is_told_beside_another_fault() -> None:
    wrong = {"208": ["6.00", "3.00", "2.00"], "2060102": ["", "4.00", "1.00"]}
    read = table(lambda row: next((one for code, one in wrong.items() if row is ROWS[code]), row))
    assert taken_out(read) == 3
    # A cell that is blank, and figures that nobody knows, are none.
    for other in (["4.00", "1.00", ""], ["4.00", "0.00", "3.00"], ["", "4.50", "1.00"]):
        assert taken_out(table(lambda row, other=other: other if row is ROWS["2060102"] else row)) == 0  # type: ignore[misc]


def test_a_nought_in_a_row_is_none_that_slipped_by_a_column() -> None:
    for code in ROWS:
        for at in range(3):
            read = table(
                lambda row, code=code, at=at: (
                    [*row[:at], "0.00", *row[at + 1 :]] if row is ROWS[code] else row
                )
            )  # type: ignore[misc]
            assert taken_out(read) == 0


def test_other_faults_are_none_of_columns() -> None:
    assert taken_out(table(lambda row: row)) == 0
    assert taken_out(table(lambda row: [f"{Decimal(row[0]) + 1}", *row[1:]])) == 0  # every sum is wrong
    assert taken_out(table(lambda row: exchanged(row) if row[1] == "1.00" else row)) == 0  # a single row


def test_of_two_tables_of_which_one_has_more_than_the_other_it_must_be_known_whose_fault_that_is() -> None:
    assert taken_out(table(exchanged), DUE[1:]) == 0
    assert taken_out(table(exchanged), DUE[1:], alone=True) == 2 * len(ROWS)
