"""Where the numbers of accounts alone do not tell that a relation holds, as they nearly always do: there the figures are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from itertools import repeat

from narrator.checks.data.accounts import ZERO, Accounts
from narrator.checks.data.known_numbers import KnownNumbers
from narrator.disclosure.relation import AtMost, Levels, Relation, Steps, Sum


def where_doubtful(accounts: Accounts, relation: Relation) -> Collection[Steps] | None:
    """Return for what the gaps of a relation stand where its numbers are not all known, or do not agree with it; None where numbers
    alone do not tell that."""
    compared = accounts.plan.comparisons.get(relation)
    if compared is None or isinstance(relation, Levels):
        return None
    known, parts = accounts.known, compared.left[1:] + compared.right
    match relation:
        case AtMost(stated=True) if any(map(known.is_blank, compared.right)) or all(
            map(known.is_blank, compared.left)
        ):
            return ()  # nothing is asked
        case Sum(instead=instead) if instead and any(map(known.blanks.get, parts)):
            return None  # other figures may stand for these
        case Sum(stated=True) if all(map(known.is_blank, compared.left + compared.right)):
            return ()  # nothing is filled in
    left, right = (sum_numbers(known, side, compared.gaps) for side in compared[:2])
    match relation:
        case AtMost():
            return {one for one, number in left.items() if not is_within(number, right.get(one, ZERO))}
        case Sum(amount=int(amount)):
            left = {one: left.get(one, ZERO) + amount for one in right}
    return {one for one, number in left.items() if number != right.get(one, ZERO)}


def sum_numbers(known: KnownNumbers, places: Iterable[str], gaps: int | None) -> Mapping[Steps, Decimal]:
    """Return what the numbers at places add up to, by what the first gaps stand for; see `Comparison`."""
    if gaps is None:
        return {(): sum(map(known.single.get, places, repeat(ZERO)), ZERO)}
    found: dict[Steps, Decimal] = {}
    for place in places:
        for bound, number in known.column(place).items():
            shared = bound[:gaps]
            found[shared] = found.get(shared, ZERO) + number
    return found


def is_within(part: Decimal, bound: Decimal) -> bool:
    """Return whether a part is known, not negative, and not greater than a bound that is known."""
    return not (part.is_nan() or bound.is_nan()) and ZERO <= part <= bound
