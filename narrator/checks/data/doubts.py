"""Where the numbers of accounts alone do not tell that a relation holds, as they nearly always do: there the figures are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from itertools import repeat

from narrator.checks.data.accounts import ZERO, Accounts
from narrator.checks.data.known_numbers import KnownNumbers
from narrator.disclosure.relation import AtMost, Equal, Levels, Relation, Steps, Sum


def where_doubtful(accounts: Accounts, relation: Relation) -> Collection[Steps] | None:
    """Return for what the gaps of a relation stand where its numbers are not all known, or do not agree with it; None where numbers
    alone do not tell that."""
    compared = accounts.plan.comparisons.get(relation)
    if compared is None or isinstance(relation, Levels):
        return None
    known, (left, right, gaps) = accounts.known, compared
    match relation:
        case Equal():
            pass  # as most are
        case AtMost(stated=True) if any(map(known.is_blank, right)) or all(map(known.is_blank, left)):
            return ()  # nothing is asked
        case Sum(instead=instead) if instead and any(map(known.blanks.get, left[1:] + right)):
            return None  # other figures may stand for these
        case Sum(stated=True) if all(map(known.is_blank, left + right)):
            return ()  # nothing is filled in
    if gaps is None:
        return () if agree(relation, sum_single(known, left), sum_single(known, right)) else ((),)
    wholes, parts = sum_columns(known, left, gaps), sum_columns(known, right, gaps)
    bounds = parts if isinstance(relation, Sum) and relation.amount is not None else wholes
    return {one for one in bounds if not agree(relation, wholes.get(one, ZERO), parts.get(one, ZERO))}


def sum_single(known: KnownNumbers, places: Iterable[str]) -> Decimal:
    """Return what the numbers at places without gaps add up to."""
    return sum(map(known.single.get, places, repeat(ZERO)), ZERO)


def sum_columns(known: KnownNumbers, places: Iterable[str], gaps: int) -> Mapping[Steps, Decimal]:
    """Return what the numbers at places add up to, by what the first gaps stand for; see `Comparison`."""
    found: dict[Steps, Decimal] = {}
    for place in places:
        column = known.column(place)
        if not found and len(next(iter(column), ())) == gaps:  # as most that come first
            found.update(column)
            continue
        for bound, number in column.items():
            shared = bound[:gaps]
            found[shared] = found.get(shared, ZERO) + number
    return found


def agree(relation: Relation, left: Decimal, right: Decimal) -> bool:
    """Return whether the numbers on both sides of a relation are known and agree with it."""
    if isinstance(relation, AtMost):
        return is_within(left, right)
    amount = relation.amount if isinstance(relation, Sum) else None
    return left == right if amount is None else left + amount == right


def is_within(part: Decimal, bound: Decimal) -> bool:
    """Return whether a part is known, not negative, and not greater than a bound that is known."""
    return not (part.is_nan() or bound.is_nan()) and ZERO <= part <= bound
