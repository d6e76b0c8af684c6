"""Accounts with another number where one of their figures stands: to see what would be found then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from narrator.checks.data.accounts import ZERO, Accounts
from narrator.checks.wrong_figures import NamedFigure, Row
from narrator.disclosure.parts_and_wholes import row_parts
from narrator.disclosure.relation import ROWS, TOTAL
from narrator.disclosure.value import Coded, Figure, Listing, Record, Step, Value, split_path
from narrator.number import Amount
from narrator.tables.vocabulary import TOTAL_COLUMNS


def put_amount(accounts: Accounts, figure: NamedFigure, number: Decimal | None) -> Accounts | None:
    """Return accounts with another amount, in 万元, or a blank, where a figure stands; None where no amount of that name and number
    stands."""
    changed = with_amount(accounts.disclosure, split_path(figure.path), figure.printed, number)
    return replace(accounts, disclosure=changed) if isinstance(changed, Record) else None


def with_amount(
    whole: Value, steps: Sequence[Step], printed: Decimal | None, number: Decimal | None
) -> Value | None:
    """Return a value with another amount at the end of the steps into it; None where the printed one, or a blank, does not stand there."""
    match whole, steps:
        case Figure(value=Amount(wan=amount, money=money), path=path, given=given), []:
            if printed == (amount if given else None):
                return Figure(Amount(number or ZERO, money), path, number is not None)
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


def amounts_below(accounts: Accounts, path: str) -> list[Row]:
    """Return the row by code in which a figure stands, or 合计, and those below it, each with the amounts of which another one is the sum;
    none of what stands elsewhere."""
    table, *steps = split_path(path)
    if table not in TOTAL_COLUMNS or steps[:1] not in ([TOTAL], [ROWS]):
        return []
    code, column = ("", steps[1:]) if steps[0] == TOTAL else (str(steps[1]), steps[2:])
    if len(column) != 1:
        return []
    columns = row_parts(str(table), TOTAL_COLUMNS[str(table)])
    found = accounts.rows_by_level(str(table)).by_code
    return [
        {
            name: NamedFigure(one.path, one.value.wan if one.given else None)
            for name in columns
            if isinstance(one := row.fields.get(name), Figure) and isinstance(one.value, Amount)
        }
        for below, row in sorted(found.items())
        if below.startswith(code)
    ]
