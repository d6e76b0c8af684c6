"""Which rows of a table are rows by code."""

from __future__ import annotations

import pytest

from learning.test_unknown_tables import BY_CODE, table_of
from narrator.learning.coded_tables import find_coded_rows, read_coded_table

HEAD = ["科目编码", "科目名称", "金额"]
WHOLE = [HEAD, ["合计", "合计", "9"], ["205", "教育支出", "9"], ["20508", "进修及培训", "9"]]


def test_rows_by_code_stand_below_their_sum() -> None:
    rows = find_coded_rows(WHOLE)
    assert rows is not None
    assert (rows.first, rows.end, rows.codes, rows.name, rows.total) == (2, 4, ("205", "20508"), 1, 1)
    again = find_coded_rows([HEAD, *WHOLE[2:]])
    assert again is not None
    assert again.total is None


@pytest.mark.parametrize(
    "rows",
    [
        [*WHOLE, ["说明", "说明", "说明"]],  # something stands behind them
        [HEAD, WHOLE[1], WHOLE[3], ["20509", "其他", "1"]],  # the row above them lacks
        [*WHOLE[:2], WHOLE[3], WHOLE[2]],
        [*WHOLE[:3], ["", "其中", "1"], WHOLE[3]],
        WHOLE[:3],  # one row is no list
        [HEAD, ["1", "甲", "9"], ["2", "乙", "9"]],  # numbers, no codes
    ],
)
def test_other_rows_are_none(rows: list[list[str]]) -> None:
    assert find_coded_rows(rows) is None


def test_texts_that_nobody_would_read_again_make_it_another_table() -> None:
    assert read_coded_table(table_of(BY_CODE), "表") is not None
    assert read_coded_table(table_of(BY_CODE.replace("|2.00|", "|2.00|某事", 1)), "表") is None
