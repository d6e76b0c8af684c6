"""What may be among the figures of a report that were not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.checks.data.accounts import AccountCell, Accounts, Gathered
from narrator.checks.data.strange_figures import can_fill, is_printed_elsewhere, may_have_more, may_lack
from narrator.tables.vocabulary import COLUMN, ROW, Strange

from ..notation import accounts

TABLE = "支出决算表"
CENTS = st.integers(-900, 900).map(lambda number: Decimal(number).scaleb(-2))


def cell(number: str, path: str = f"{TABLE}.合计.基本支出") -> AccountCell:
    """A figure at a path; one of which no number is known where NUMBER is empty."""
    return AccountCell(path, Decimal(number) if number else None, path, True)


@pytest.mark.parametrize(
    ("total", "parts", "more"),
    [
        ("5", ["3", "2"], True),
        ("5", ["3", "1.99"], True),
        ("5", ["3", "2.01"], False),  # too much already
        ("5", ["9", "-0.01"], True),  # of what is below nought there may be more
        ("5", ["9", "0"], False),
        ("", ["9"], True),
        ("5", [""], True),
        ("5", ["", "6"], False),
        ("5", [], True),
        ("-1", [], False),
        ("0", [], True),
    ],
)
def test_a_total_may_have_more_parts_unless_they_are_too_much_already(
    total: str, parts: list[str], more: bool
) -> None:
    assert may_have_more(cell(total), map(cell, parts)) is more


@given(
    gap=CENTS, amounts=st.lists(CENTS, max_size=4), tail=st.sampled_from(["0", "0.01", "0.05"]).map(Decimal)
)
def test_a_gap_is_filled_by_some_of_the_amounts_added_or_taken_off(
    gap: Decimal, amounts: list[Decimal], tail: Decimal
) -> None:
    given = [one for one in amounts if one]
    signs = [each for each in product((0, 1, -1), repeat=len(given)) if any(each)]
    wanted = any(
        abs(gap - sum((sign * one for sign, one in zip(each, given, strict=True)), Decimal(0))) <= tail
        for each in signs
    )
    assert can_fill(gap, amounts, tail) is wanted


def with_strange(*strange: Strange, step: str = "0.01", text: str = "", printed: bool = False) -> Accounts:
    return replace(accounts(text, printed), strange=frozenset(strange), step=Decimal(step))


def lacks(total: AccountCell, parts: Sequence[AccountCell], *strange: Strange, step: str = "0.01") -> bool:
    return may_lack(with_strange(*strange, step=step), total, parts)


def strange(
    amount: str, kind: str = ROW, place: str = "基本支出", side: str = "", table: str = TABLE
) -> Strange:
    return Strange(table, kind, side, place, Decimal(amount) if amount else None)


def test_a_sum_may_lack_a_row_of_its_column_or_a_column_of_its_row() -> None:
    total = cell("5", f"{TABLE}.各科目.206.基本支出")
    below = [cell("2", f"{TABLE}.各科目.20601.基本支出")]
    beside = [cell("2", f"{TABLE}.各科目.206.项目支出")]
    column = strange("3", COLUMN, "206")
    assert lacks(total, below, strange("3"))
    assert lacks(total, below, strange("3", place=""))
    assert not lacks(total, below, strange("3", place="项目支出"))
    assert not lacks(total, below, column)
    assert lacks(total, beside, column)
    assert not lacks(total, beside, strange("3"))
    assert not lacks(total, beside, column._replace(place="207"))
    assert lacks(total, [*below, *beside], strange("1"))
    assert lacks(total, [*below, *beside], column._replace(amount=Decimal(1)))
    assert not lacks(total, below, strange("3", side="收入"))
    assert not lacks(total, below, strange("3", table="收入决算表"))
    assert not lacks(total, [], strange("5"))  # of no parts it is not known where they stand


def test_a_sum_lacks_what_it_is_short_of_but_for_what_rounding_leaves() -> None:
    """Half a step for each part, each figure that was not understood, and the total."""
    total, part = cell("5.00"), cell("2.00", f"{TABLE}.各科目.206.基本支出")
    assert lacks(total, [part], strange("2.99"))
    assert lacks(total, [part], strange("3.01"))
    assert lacks(total, [part], strange("2.985"))
    assert not lacks(total, [part], strange("2.984"))
    assert not lacks(total, [part], strange("3.016"))
    assert lacks(total, [part, part._replace(number=Decimal(0))], strange("2.98"))
    assert lacks(total, [part, part._replace(number=None)], strange("2.985"))
    assert not lacks(total, [part, part._replace(number=None)], strange("2.984"))
    assert lacks(total, [part], strange("2.98"), strange("100"))
    assert not lacks(total, [part], strange("2.979"), strange("100"))
    assert lacks(total, [part], strange("2.80"), step="0.20")
    assert not lacks(total, [part], strange("2.69"), step="0.20")


def test_what_is_not_known_may_be_lacking() -> None:
    total, part = cell("5"), cell("2", f"{TABLE}.各科目.206.基本支出")
    assert lacks(total._replace(number=None), [part], strange("9"))
    assert not lacks(total._replace(number=None), [part])
    assert lacks(total, [part], strange(""))
    assert not lacks(total, [part._replace(number=Decimal(6))], strange(""))
    assert not lacks(total, [part], strange("", place="项目支出"))
    assert not lacks(total, [part])


def elsewhere(
    amount: str, *known: Strange, steps: Sequence[str] = (TABLE, "合计", "基本支出"), step: str = "0.01"
) -> bool:
    place = Gathered(tuple(steps), tuple(steps), {})
    return is_printed_elsewhere(with_strange(*known, step=step), place, (), Decimal(amount))


def test_an_amount_may_stand_in_a_row_that_was_not_understood_in_its_column() -> None:
    assert elsewhere("5", strange("5"))
    assert elsewhere("5", strange("9"), strange("5"))
    assert not elsewhere("5")
    assert not elsewhere("5", strange("9"))
    assert elsewhere("5", strange(""))
    assert elsewhere("5", strange("5", place=""))
    assert not elsewhere("5", strange("5", place="项目支出"))
    assert not elsewhere("5", strange("", place="项目支出"))
    assert not elsewhere("5", strange("5", kind=COLUMN))
    assert not elsewhere("5", strange("5", kind=COLUMN, place=""))
    assert not elsewhere("5", strange("5", table="收入决算表"))
    assert not elsewhere("5", strange("5", side="支出"))
    sided = ("收入支出总表", "支出", "教育支出", "决算数")
    assert elsewhere("5", strange("5", ROW, "决算数", "支出", "收入支出总表"), steps=sided)
    assert elsewhere("5", strange("5", ROW, "决算数", "", "收入支出总表"), steps=sided)
    assert not elsewhere("5", strange("5", ROW, "决算数", "收入", "收入支出总表"), steps=sided)


def test_an_amount_may_be_another_one_but_for_a_step() -> None:
    assert elsewhere("5.00", strange("5.01"))
    assert elsewhere("5.00", strange("4.99"))
    assert not elsewhere("5.00", strange("5.02"))
    assert not elsewhere("5.00", strange("4.98"))
    assert elsewhere("5.00", strange("5.10"), step="0.10")
