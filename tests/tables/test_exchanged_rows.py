"""Rows whose figures were exchanged, two or three, are told once, by their names, and nothing that is wrong so is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import pytest

from narrator.checks.printed.slip_evidence import evidence_of
from narrator.checks.printed.table_data import Reading
from narrator.tables.exchanged_rows import take_out_exchanged_rows
from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Board, FigureRelation
from narrator.tables.table_as_read import Across, PublicTable, Sheet

from .test_moved_columns import DUE, HEAD, PLACE, ROWS
from .test_public import words


def table(rows: Mapping[str, Sequence[str]]) -> PublicTable:
    lines = [[code, code if code == "合计" else f"科目{code}", *row] for code, row in rows.items()]
    return read_public_table(Sheet([HEAD, *lines], ("一般公共预算财政拨款支出决算表",)), words())


def board(read: PublicTable) -> Board:
    """What is known of a table: its sums, what 基本支出表 has, and of each class what 财政拨款收支总表 has."""
    due = [
        FigureRelation([(PLACE(f"各科目.{code}", "小计"), 1)], Decimal(ROWS[code][0]))
        for code in ("206", "208")
    ]
    known = evidence_of(read, Reading(public={read.name: read}), ())
    return Board(read, known._replace(relations=[*known.relations, *DUE, *due]))


@pytest.mark.parametrize("pair", [pair for pair in combinations(ROWS, 2) if ROWS[pair[0]] != ROWS[pair[1]]])
def test_two_rows_whose_figures_were_exchanged_are_told_with_what_belongs_there(
    pair: tuple[str, str],
) -> None:
    one, other = pair
    read = table(ROWS | {one: ROWS[other], other: ROWS[one]})
    meant = take_out_exchanged_rows(board(read))
    if pair == (
        "2060101",
        "2060102",
    ):  # which add up to the same: that others have less of one may be their fault
        assert meant == {}
        return
    if not meant:  # rows of the same figures stand beside one of them, and may be the ones
        assert sum(row in (ROWS[one], ROWS[other]) for row in ROWS.values()) > 2
        return
    assert {path.split(".")[-2]: 0 for path in meant} == {one: 0, other: 0}
    for path, number in meant.items():
        *_, code, column = path.split(".")
        assert number == (
            Decimal(text) if (text := ROWS[code][("小计", "基本支出", "项目支出").index(column)]) else None
        )
        assert path not in read.figures
    [told] = read.unread
    assert told.across is Across.ROWS
    assert [told.what, told.until] == [code if code == "合计" else f"科目{code}" for code in pair]


@pytest.mark.parametrize("one", ["206", "20601", "2060101", "2060102"])
def test_figures_that_stand_in_the_blank_row_of_another_name_are_told(one: str) -> None:
    blank = ["", "", ""]
    read = table(ROWS | {"2080599": ROWS[one], one: blank})
    meant = take_out_exchanged_rows(board(read))
    numbers = {path.rpartition(".")[2]: number for path, number in meant.items() if f".{one}." in path}
    assert numbers == {
        column: Decimal(text) if text else None
        for column, text in zip(("小计", "基本支出", "项目支出"), ROWS[one], strict=True)
        if column in numbers
    }
    assert any(numbers.values())
    [told] = read.unread
    assert (told.across, told.what, told.until) == (Across.ROWS, f"科目{one}", "科目2080599")


@pytest.mark.parametrize("turn", [1, 2])
def test_three_rows_each_with_the_figures_of_another_are_told_with_what_belongs_there(turn: int) -> None:
    known = 0
    triples = [three for three in combinations(ROWS, 3) if len({tuple(ROWS[one]) for one in three}) == 3]
    for three in triples:
        turned = {one: ROWS[three[(at + turn) % 3]] for at, one in enumerate(three)}
        read = table(ROWS | turned)
        meant = take_out_exchanged_rows(board(read))
        if not meant:
            continue
        known += 1
        for path, number in meant.items():
            *_, code, column = path.split(".")
            text = ROWS[code][("小计", "基本支出", "项目支出").index(column)]
            assert number == (Decimal(text) if text else None), three
        [told] = read.unread
        assert told.across is Across.THREE_ROWS
        assert [told.what, told.between, told.until] == [
            one if one == "合计" else f"科目{one}" for one in three
        ]
    assert known >= len(triples) // 3


def test_other_faults_are_no_exchange_of_rows() -> None:
    assert take_out_exchanged_rows(board(table(ROWS))) == {}
    for code, row in ROWS.items():
        for wrong in (["0.00", *row[1:]], ["77.00", "70.00", "7.00"], [row[1], row[0], row[2]]):
            assert take_out_exchanged_rows(board(table(ROWS | {code: wrong}))) == {}, code
