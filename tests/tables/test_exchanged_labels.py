"""Two codes, or two names, that stand in the rows of one another are read as they should stand, and told once."""

from __future__ import annotations

from itertools import combinations

import pytest

from narrator.tables.exchanged_labels import exchange_labels
from narrator.tables.table_as_read import Across, PublicTable
from tables.test_mistyped_codes import GRANTED, KINDS, ROWS, table
from tables.test_public import EXPENSE, words

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
    return read, exchange_labels(read, [table(EXPENSE, ROWS)], words())


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
