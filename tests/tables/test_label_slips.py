"""Names and codes that slipped against one another are read as they would stand had they not, and told once."""

from __future__ import annotations

import pytest

from narrator.tables.label_slips import straighten
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import PublicTable, Sheet

from .test_public import words
from .test_slipping import find_slip

NAMES = {
    "206": "科学技术支出", "20601": "科学技术管理事务", "2060101": "行政运行", "2060102": "一般行政管理事务", "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出", "2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出", "221": "住房保障支出",
    "22102": "住房改革支出", "2210201": "住房公积金", "2210203": "购房补贴",
}  # fmt: skip
VALUES = ["30", "30", "20", "10", "12", "12", "5", "7", "9", "9", "6", "3"]
KNOWN = {code: [name] for code, name in NAMES.items()}
HEAD = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]


def read(codes: list[str], names: list[str]) -> PublicTable:
    rows = [
        [code, name, f"{value}.00", f"{value}.00", ""]
        for code, name, value in zip(codes, names, VALUES, strict=True)
    ]
    total = ["合计", "合计", "51.00", "51.00", ""]
    return read_public_table(Sheet([*HEAD, *rows, total], ("一般公共预算财政拨款支出决算表",)), words())


def straight(table: PublicTable) -> PublicTable:
    return straighten(table, KNOWN, words(), lambda one: find_slip(one) is None)


def slipped(cells: list[str], at: int) -> list[list[str]]:
    """Cells that stand a row too high and too low from one on: the last is blank, or stands twice, or the first does."""
    up, down = [*cells[:at], *cells[at + 1 :]], cells[at:-1]
    return [[*up, ""], [*up, cells[-1]], [*cells[:at], cells[at], *down]]


@pytest.mark.parametrize("at", [1, 4, 6])
def test_names_and_codes_that_slipped_are_read_where_they_belong(at: int) -> None:
    codes, names = [*NAMES], [*NAMES.values()]
    whole = read(codes, names)
    moved = [read(codes, one) for one in slipped(names, at)]
    moved += [read(one, names) for one in slipped(codes, at)]
    for table in moved:
        found = straight(table)
        assert [(one.kind, abs(one.row - 1 - at) <= 1) for one in found.unread] == [("错", True)]
        assert {path: one.text for path, one in found.names.items()} == {
            path: one.text for path, one in whole.names.items()
        }
        assert {path: one.number for path, one in found.figures.items()} == {
            path: one.number for path, one in whole.figures.items()
        }


def test_other_names_are_no_slip() -> None:
    codes, names = [*NAMES], [*NAMES.values()]
    others = [names, [*reversed(names)], ["别的名称"] * 12, [*names[:2], names[3], names[2], *names[4:]]]
    for table in (read(codes, one) for one in others):
        assert straight(table) is table
    figures = read(codes, names)
    assert straight(figures).unread == []


def test_three_names_that_slipped_are_enough() -> None:
    codes, names = [*NAMES], [*NAMES.values()]
    for at in range(1, 8):
        for many, told in ((2, False), (3, True)):
            moved = [*names[:at], *names[at - 1 : at - 1 + many], *names[at + many :]]
            assert bool(straight(read(codes, moved)).unread) is told, (at, many)


@pytest.mark.parametrize("at", [2, 4, 7])
def test_of_several_codes_that_bear_the_name_of_the_lost_one_it_is_the_next(at: int) -> None:
    codes, names = [*NAMES], [*NAMES.values()]
    others = {names[at]: codes[at], names[-1]: codes[-1]}
    known = KNOWN | {f"{first}{code[1:]}": [name] for name, code in others.items() for first in "13"}
    for moved in slipped(codes, at):
        table = read(moved, names)
        found = straighten(table, known, words(), lambda one: find_slip(one) is None)
        assert [one.parts.row for one in found.names.values()] == codes
