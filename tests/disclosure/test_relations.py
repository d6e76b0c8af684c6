"""The sums that every form shares, against the tables themselves: whatever a table has to add up is added up."""

from __future__ import annotations

import pytest

from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.relation import Levels, Sum
from narrator.disclosure.relations import RELATIONS

SUMS = {"本年收入合计", "本年支出合计", "结余分配", "使用非财政拨款结余", "总计"}


def parts(whole: str) -> list[set[str]]:
    """Return the parts of each of the sums that stand at a place."""
    return [
        set(one.parts)
        for rule in RELATIONS
        for one in rule.relations
        if isinstance(one, Sum) and one.whole == whole
    ]


def items(table: str, side: str) -> list[str]:
    """Return the rows on a side of a table that are neither sums nor left over from year to year."""
    rows = PUBLIC_TABLES[table].fields[side]
    assert isinstance(rows, RecordShape)
    return [row for row in rows.fields if row not in SUMS and "结转和结余" not in row]


@pytest.mark.parametrize(
    ("table", "side", "column", "many"),
    [
        ("收入支出总表", "收入", "决算数", 8),
        ("收入支出总表", "支出", "决算数", 26),
        ("财政拨款收支总表", "收入", "决算数", 3),
        ("财政拨款收支总表", "支出", "合计", 26),
        ("财政拨款收支总表", "支出", "一般公共预算财政拨款", 26),
        ("财政拨款收支总表", "支出", "政府性基金预算财政拨款", 26),
        ("财政拨款收支总表", "支出", "国有资本经营预算财政拨款", 26),
    ],
)
def test_all_rows_of_a_side_are_added_up(table: str, side: str, column: str, many: int) -> None:
    rows = {f"{table}.{side}.{row}.{column}" for row in items(table, side)}
    assert len(rows) == many
    assert rows in parts(f"{table}.{side}.本年{side}合计.{column}")


# The columns of the Ministry's tables: their sum, and what it is the sum of.
COLUMNS = {
    "收入决算表": ("本年收入合计", "财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入"),
    "支出决算表": ("本年支出合计", "基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出"),
    "一般公共预算支出表": ("小计", "基本支出 项目支出"),
    "政府性基金表": ("本年支出", "基本支出 项目支出"),
    "国有资本经营表": ("本年支出", "基本支出 项目支出"),
}  # fmt: skip
FLOWS = {"政府性基金表": {"年初结转和结余", "本年收入", "年末结转和结余"}}


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_adds_up_across_and_down(table: str) -> None:
    whole, columns = COLUMNS[table]
    for row in ("合计", "各科目.*"):
        assert {f"{table}.{row}.{one}" for one in columns.split()} in parts(f"{table}.{row}.{whole}")
    down = [
        {*one.columns}
        for rule in RELATIONS
        for one in rule.relations
        if isinstance(one, Levels) and one.table == table and not one.stated
    ]
    assert down == [{whole, *columns.split()} | FLOWS.get(table, set())]
