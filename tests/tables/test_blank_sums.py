"""Sums that are blank though what they are the sum of is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.slip_evidence import evidence_within
from narrator.checks.printed.table_data import Reading
from narrator.tables.blank_sums import take_out_blank_sums
from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Evidence, FigureRelation
from narrator.tables.table_as_read import Sheet

from .test_blank_rows import HEAD, ROWS, TITLE
from .test_public import words


@pytest.mark.parametrize(
    ("code", "at", "taken"),
    [
        ("合计", 0, ["一般公共预算支出表.合计.小计"]),
        ("20601", 0, ["一般公共预算支出表.各科目.20601.小计"]),
        ("2060101", 0, ["一般公共预算支出表.各科目.2060101.小计"]),
        ("2060102", 1, []),  # any of several parts may be blank
        ("2060101", 2, []),  # and is
    ],
)
def test_a_blank_sum_of_an_amount_is_no_nought(code: str, at: int, taken: list[str]) -> None:
    cells = {one: [*row] for one, row in ROWS.items()}
    cells[code][at] = ""
    rows = [[one, one if one == "合计" else f"科目{one}", *row] for one, row in cells.items()]
    table = read_public_table(Sheet([HEAD, *rows], (TITLE,)), words())
    before = {*table.figures}
    take_out_blank_sums(table, evidence_within(table, Reading(public={table.name: table})))
    assert sorted(before - table.figures.keys()) == taken
    assert [one.path for one in table.unread if one.kind == "空"] == taken


ONE, OTHER, SUM = (
    "一般公共预算支出表.各科目.101.小计",
    "一般公共预算支出表.各科目.102.小计",
    "一般公共预算支出表.合计.小计",
)


def taken_out(numbers: dict[str, str], **relation: bool | Decimal) -> list[str]:
    """The places of the blanks that are taken out of a table of a few NUMBERS, of which one is the sum of the others."""
    rows = [[one, one if one == "合计" else f"科目{one}", *row] for one, row in ROWS.items()]
    table = read_public_table(Sheet([HEAD, *rows], (TITLE,)), words())
    some = next(iter(table.figures.values()))
    table.figures = {
        path: some._replace(number=Decimal(text) if text else None) for path, text in numbers.items()
    }
    table.unread = []
    terms = [(SUM, 1), (ONE, -1), (OTHER, -1)]
    take_out_blank_sums(table, Evidence([FigureRelation(terms, **relation)], {}, {}, Decimal("0.01")))  # type: ignore[arg-type]
    assert all(one.path not in table.figures for one in table.unread)
    return [one.path for one in table.unread]


@pytest.mark.parametrize(
    ("one", "other", "taken"),
    [
        ("5", "2", True), ("5", "", True), ("5", "-2", True), ("5", "-5", False), ("", "", False), ("0", "0", False),
        # but for 0.01 of each, and of the sum itself
        ("0.03", "", False), ("0.031", "", True), ("-0.03", "", False), ("-0.031", "", True), ("0.02", "0.01", False), ("0.02", "0.02", True),
    ],
)  # fmt: skip
def test_a_blank_sum_is_taken_out_where_the_others_come_to_an_amount(
    one: str, other: str, taken: bool
) -> None:
    assert taken_out({ONE: one, OTHER: other, SUM: ""}) == [SUM] * taken


def test_what_is_printed_or_one_of_several_or_need_not_be_is_left() -> None:
    assert taken_out({ONE: "5", OTHER: "2", SUM: "0"}) == []
    assert taken_out({ONE: "", OTHER: "2", SUM: "5"}) == []
    assert taken_out({ONE: "5", OTHER: "2"}) == []  # it is not there
    assert taken_out({ONE: "5", SUM: ""}) == [SUM]
    assert taken_out({ONE: "5", OTHER: "2", SUM: ""}, at_most=True) == []
    assert taken_out({ONE: "5", OTHER: "2", SUM: ""}, usual=True) == []
    assert taken_out({ONE: "5", OTHER: "2", SUM: ""}, due=Decimal(1)) == []
