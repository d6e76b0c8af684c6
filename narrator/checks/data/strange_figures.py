"""What rules on sums and equal figures make of the figures of a report that were not understood: one that is not there may be
one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from narrator.checks.data.accounts import ZERO, AccountCell, Accounts, Gathered, add_up
from narrator.disclosure.relation import Steps, fill_gaps
from narrator.disclosure.value import split_path
from narrator.number import EXACT
from narrator.tables.vocabulary import COLUMN, ROW, place_of_path

MOST_STRANGE = 6  # figures that were not understood, of which it is asked what some of them make together


def may_have_more(total: AccountCell, parts: Iterable[AccountCell]) -> bool:
    """Return whether a total may be the sum of more than the parts of it that were read: what was not may be anything, only
    what was may be too much already."""
    known = [part.number for part in parts if part.number is not None]
    return total.number is None or min(known, default=ZERO) < 0 or add_up(known) <= total.number


def may_lack(accounts: Accounts, total: AccountCell, parts: Sequence[AccountCell]) -> bool:
    """Return whether what a sum of some parts is short of may stand in rows or columns that were not understood: some of the
    figures there are as much, or it is not known what they are."""
    if not accounts.strange or not may_have_more(total, parts):
        return False
    if total.number is None:
        return True
    numbers = [part.number for part in parts if part.number is not None]
    table, *names = map(str, split_path(total.path))
    own = place_of_path(tuple(names))
    kinds = set()
    for part in parts:
        there, *names = map(str, split_path(part.path))
        if there == table:
            is_beside = place_of_path(tuple(names)).row == own.row
            kinds.add((COLUMN, own.row) if is_beside else (ROW, own.column))
    amounts = [
        one.amount
        for one in accounts.strange
        if one.table == table
        and (not one.side or one.side == own.side)
        and any(one.kind == kind and one.place in ("", place) for kind, place in kinds)
    ]
    gap = EXACT.subtract(total.number, add_up(numbers))
    return can_fill(gap, amounts, accounts.step / 2 * (len(numbers) + len(amounts) + 1))


def can_fill(gap: Decimal, amounts: Sequence[Decimal | None], tail: Decimal) -> bool:
    """Return whether some of the amounts, added up or taken off, make a gap but for what rounding leaves; of many, or one that is not
    known, that is not asked."""
    if len(amounts) > MOST_STRANGE or None in amounts:
        return True
    sums = [ZERO]
    for amount in filter(None, amounts):
        sums += [EXACT.add(one, sign * amount) for one in sums for sign in (1, -1)]
    return any(abs(gap - one) <= tail for one in sums[1:])


def is_printed_elsewhere(accounts: Accounts, place: Gathered, bound: Steps, amount: Decimal) -> bool:
    """Return whether an amount stands, or may, in a row that was not understood, in the column of a place whose own row is not
    there."""
    if not accounts.strange:
        return False
    table, *names = fill_gaps(place.steps, place.whole, bound)
    own = place_of_path(tuple(names))
    return any(
        one.amount is None or abs(EXACT.subtract(one.amount, amount)) <= accounts.step
        for one in accounts.strange
        if (one.table, one.kind) == (table, ROW)
        and one.side in ("", own.side)
        and one.place in ("", own.column)
    )
