"""Two codes, or two names, that stand in the rows of one another are read as they should stand, and told once."""

from __future__ import annotations

from itertools import combinations

import pytest

from narrator.tables.exchanged_labels import exchange_labels
from narrator.tables.table_as_read import Across, PublicTable
from tables.test_mistyped_codes import GRANTED, KINDS, ROWS, labels_of, table
from tables.test_public import EXPENSE, words
from tables.test_public import read as read_cells

PAIRS = [*combinations([row.split("|")[0] for row in ROWS], 2)]


def printed(one: str, other: str, across: Across) -> tuple[str, ...]:
    """ROWS with the codes, or the names, of two of them exchanged."""
    rows = dict(row.split("|") for row in ROWS)
    turned = {one: other, other: one}
    if across is Across.CODES:
        return tuple(f"{turned.get(code, code)}|{name}" for code, name in rows.items())
    return tuple(f"{code}|{rows[turned.get(code, code)]}" for code in rows)


def read_again(rows: tuple[str, ...], kind: int = 1) -> tuple[PublicTable, PublicTable]:
    read = table(GRANTED, rows, kind)
    return read, exchange_labels(read, labels_of(table(EXPENSE, ROWS)), words())


@pytest.mark.parametrize("pair", PAIRS[::4])
@pytest.mark.parametrize("across", [Across.CODES, Across.NAMES])
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_two_that_were_exchanged_are_told_once(pair: tuple[str, str], across: Across, kind: int) -> None:
    _, found = read_again(printed(*pair, across), kind)
    right = table(GRANTED, ROWS, kind)
    assert {path: one.text for path, one in found.names.items()} == {
        path: one.text for path, one in right.names.items()
    }
    [told] = [one for one in found.unread if one.across]
    assert told.across is across
    names = dict(row.split("|") for row in ROWS)
    assert {told.path, told.what} == {names[code] for code in pair}


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.parametrize("across", [Across.CODES, Across.NAMES])
def test_three_that_were_turned_round_are_told_once(turn: int, across: Across) -> None:
    rows = dict(row.split("|") for row in ROWS)
    three = ["2070109", "2070204", "2080501"]
    turned = dict(zip(three, three[turn:] + three[:turn], strict=True))
    if across is Across.CODES:
        typed = tuple(f"{turned.get(code, code)}|{name}" for code, name in rows.items())
    else:
        typed = tuple(f"{code}|{rows[turned.get(code, code)]}" for code in rows)
    _, found = read_again(typed)
    assert {path: one.text for path, one in found.names.items()} == {
        path: one.text for path, one in table(GRANTED, ROWS).names.items()
    }
    [told] = [one for one in found.unread if one.across]
    assert told.across is across
    assert {told.path, told.what, told.between} == {rows[code] for code in three}


BLOCKS = "科目编码|科目名称|决算数|科目编码|科目名称|决算数"
BASIC = ("30101|基本工资|1.00|30201|办公费|2.00", "30102|津贴补贴|3.00|30202|印刷费|4.00", "30107|绩效工资|5.00|30205|水费|6.00")  # fmt: skip
ECONOMIC = {(code, name) for row in BASIC for code, name in ((row.split("|")[0:2]), (row.split("|")[3:5]))}


@pytest.mark.parametrize(("one", "other"), [("30101", "30102"), ("30201", "30205")])
@pytest.mark.parametrize("across", [Across.CODES, Across.NAMES])
def test_two_of_a_block_that_were_exchanged_are_told_once(one: str, other: str, across: Across) -> None:
    called = dict(ECONOMIC)
    turned = (one, other) if across is Across.CODES else (called[one], called[other])
    text = ";".join(BASIC).replace(turned[0], "甲").replace(turned[1], turned[0]).replace("甲", turned[1])
    title = "一般公共预算财政拨款基本支出决算表"
    found = exchange_labels(read_cells(f"{BLOCKS};{text}", title), ECONOMIC, words())
    right = read_cells(f"{BLOCKS};{';'.join(BASIC)}", title)
    assert {path: name.text for path, name in found.names.items()} == {
        path: name.text for path, name in right.names.items()
    }
    [told] = [each for each in found.unread if each.across]
    assert (told.across, {told.path, told.what}) == (across, {called[one], called[other]})


def test_what_may_be_right_stays() -> None:
    for rows in (
        ROWS,
        (*ROWS[:2], "2070109|行政运行", *ROWS[3:]),
        printed("2070101", "2070109", Across.NAMES)[:3],
    ):
        read, found = read_again(rows)
        assert found is read, rows
    mixed = (*ROWS[5:], *printed("2070101", "2070109", Across.CODES)[:5])  # in no order
    read, found = read_again(mixed)
    assert found is read
