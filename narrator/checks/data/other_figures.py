"""Accounts with another number where one of their figures stands: to see what would be found then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from narrator.checks.data.accounts import Accounts
from narrator.checks.wrong_figures import NamedFigure
from narrator.disclosure.value import Coded, Figure, Listing, Record, Step, Value, split_path
from narrator.number import Amount


def put_amount(accounts: Accounts, figure: NamedFigure, number: Decimal) -> Accounts | None:
    """Return accounts with another amount, in 万元, where a figure stands; None where no amount of that name and number stands."""
    changed = with_amount(accounts.disclosure, split_path(figure.path), figure.printed, number)
    return replace(accounts, disclosure=changed) if isinstance(changed, Record) else None


def with_amount(
    whole: Value, steps: Sequence[Step], printed: Decimal | None, number: Decimal
) -> Value | None:
    """Return a value with another amount at the end of the steps into it; None where the printed one, or a blank, does not stand there."""
    match whole, steps:
        case Figure(value=Amount(money=money), path=path, given=False), [] if printed is None:
            return Figure(Amount(number, money), path)
        case Figure(value=Amount(wan=amount, money=money), path=path), [] if amount == printed:
            return Figure(Amount(number, money), path)
        case Record(fields=fields, path=path), [str(name), *rest] if name in fields:
            changed = with_amount(fields[name], rest, printed, number)
            return None if changed is None else Record({**fields, name: changed}, path)
        case Coded(rows=rows, blank=blank), [str(code), *rest] if code in rows:
            row = with_amount(rows[code], rest, printed, number)
            return Coded({**rows, code: row}, blank) if isinstance(row, Record) else None
        case Listing(), [int(at), *rest] if 0 < at <= len(whole):
            item = with_amount(whole[at - 1], rest, printed, number)
            return None if item is None else Listing((*whole[: at - 1], item, *whole[at:]))
    return None
