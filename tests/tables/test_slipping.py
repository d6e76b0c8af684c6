"""Names and figures that slipped against one another are told by the sums, from the row on where it begins."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.tables.public import Sheet, read_public_table
from narrator.tables.slipping import find_slip, judged, take_out_slipped

from .test_public import WORDS

CODES = ["206", "20601", "2060101", "2060102", "208", "20805", "2080501", "2080505", "221", "22102", "2210201", "2210203"]  # fmt: skip
VALUES = [
    "30.00",
    "30.00",
    "20.00",
    "10.00",
    "12.00",
    "12.00",
    "5.00",
    "7.00",
    "9.00",
    "9.00",
    "6.00",
    "3.00",
]
HEAD = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]


def sheet(values: list[str]) -> Sheet:
    rows = [[code, f"科目{code}", value, value, ""] for code, value in zip(CODES, values, strict=True)]
    total = ["合计", "合计", "51.00", "51.00", ""]
    return Sheet([*HEAD, *rows, total], ("一般公共预算财政拨款支出决算表",))


@pytest.mark.parametrize("at", [0, 1, 2, 4, 6])
def test_a_slip_is_found_where_it_begins(at: int) -> None:
    for values in ([*VALUES[:at], "", *VALUES[at:-1]], [*VALUES[:at], *VALUES[at + 1 :], ""]):
        table = read_public_table(sheet(values), WORDS)
        slip = find_slip(table)
        assert slip is not None
        assert abs(slip.row - 1 - at) <= 1
        take_out_slipped(table, slip)
        assert table.unread[-1].kind == "错"
        assert all(one.row < slip.row for one in table.figures.values() if one.parts.row.isdigit())
        assert "一般公共预算支出表.合计.小计" in table.figures


@pytest.mark.parametrize("at", [0, 2, 4, 6])
def test_a_sum_at_the_end_slips_along(at: int) -> None:
    whole = sheet(VALUES)
    values = [row[2] for row in whole.rows[1:]]
    up, down = [*values[:at], *values[at + 1 :], ""], [*values[:at], "", *values[at:-1]]
    for moved in (up, down):
        rows = [[*row[:2], value, value, ""] for row, value in zip(whole.rows[1:], moved, strict=True)]
        table = read_public_table(Sheet([*HEAD, *rows], whole.above), WORDS)
        slip = find_slip(table)
        assert slip is not None
        rest = take_out_slipped(table, slip)
        assert "一般公共预算支出表.合计.小计" in rest
        assert "一般公共预算支出表.合计.小计" not in table.figures


def test_where_a_figure_most_likely_belongs_is_known() -> None:
    table = read_public_table(sheet([*VALUES[:4], "", *VALUES[4:-1]]), WORDS)
    slip = find_slip(table)
    assert slip is not None
    rest = take_out_slipped(table, slip)
    for code, value in list(zip(CODES, VALUES, strict=True))[4:-1]:
        assert rest[f"一般公共预算支出表.各科目.{code}.小计"] == Decimal(value)


def test_other_faults_are_no_slip() -> None:
    assert find_slip(read_public_table(sheet(VALUES), WORDS)) is None
    for at in range(len(VALUES)):
        wrong = [*VALUES[:at], "77.00", *VALUES[at + 1 :]]
        assert find_slip(read_public_table(sheet(wrong), WORDS)) is None
    mixed = [*reversed(VALUES)]
    assert find_slip(read_public_table(sheet(mixed), WORDS)) is None


def test_sums_agree_within_tails() -> None:
    assert judged({"": Decimal("1.01"), "206": Decimal("1.00")}) == (0, 1)
    assert judged({"": Decimal("1.03"), "206": Decimal("1.00")}) == (1, 0)
    assert judged({"": Decimal("0.01"), "206": Decimal(0)}) == (0, 0)
    assert judged({"206": Decimal(5), "20601": None}) == (0, 0)
