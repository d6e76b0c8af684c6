"""Sums that are blank though what they are the sum of is not."""

from __future__ import annotations

import pytest

from narrator.checks.printed.slip_evidence import evidence_within
from narrator.checks.printed.table_data import Reading
from narrator.tables.blank_sums import take_out_blank_sums
from narrator.tables.public import read_public_table
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
