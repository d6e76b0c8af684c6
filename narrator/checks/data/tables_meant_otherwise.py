"""Public tables of data that were typed in 元 where 金额单位 says 万元, or the other way round, or with two columns in one another's
place: that is told once, and not with all figures that do not agree for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from narrator.checks.data.accounts import ZERO, Accounts, amounts_in
from narrator.checks.data.magnitude import RULE
from narrator.checks.finding import Finding, Level, Side, name_findings
from narrator.disclosure.parts_and_wholes import row_parts
from narrator.disclosure.public_tables import PUBLIC_TABLES, public_table
from narrator.disclosure.relation import TOTAL
from narrator.disclosure.value import Coded, Figure, Listing, Record, Value, of_kind
from narrator.number import EXACT, HALF_CENT, YUAN_PER_WAN, Amount, MoneyUnit
from narrator.tables.money_unit import find_far_off
from narrator.tables.vocabulary import TOTAL_COLUMNS

FEWEST = 2  # errors that a table in the other unit makes
MANY = 4  # that two columns in one another's place make: fewer may be of a row or two
EVERY_ROW, BELOW = "各行", "合计下面各行"
LEFT = 4  # of so many errors one may be left: of other faults


def tell_tables_meant_otherwise(
    found: list[Finding], accounts: Accounts, judge: Callable[[Accounts], list[Finding]]
) -> tuple[list[Finding], list[Finding], Accounts]:
    """Return what tells of tables that are meant otherwise, what else is found in accounts, and the accounts with these as they are meant.
    found: in the accounts as they are. judge: finds what is wrong in accounts."""
    told: list[Finding] = []
    if len(errors_of(found)) < FEWEST:
        return told, found, accounts
    for table in find_tables_far_off(accounts):
        other, wrong = in_other_unit(accounts, table), errors_of(found, table)
        if len(wrong) >= FEWEST and is_better(left := judge(other), wrong, table):
            told.append(tell_other_unit(accounts, table))
            found, accounts = left, other
    for table, one, two in possible_columns(accounts):
        wrong = errors_of(found, table)
        if len(wrong) < MANY:
            continue
        rows, left, other = try_exchange(accounts, table, (one, two), len(wrong), judge)
        if is_better(left, wrong, table):
            told.append(tell_columns(accounts, table, rows, (one, two), wrong))
            found, accounts = left, other
    return told, found, accounts


def try_exchange(
    accounts: Accounts,
    table: str,
    columns: tuple[str, str],
    wrong: int,
    judge: Callable[[Accounts], list[Finding]],
) -> tuple[str, list[Finding], Accounts]:
    """Return in which rows two columns of a table are exchanged with the fewest errors left, what is found then, and the accounts with
    that. wrong: how many errors the table has as it is."""
    tried = []
    for rows in (EVERY_ROW, BELOW):
        other = with_columns_exchanged(accounts, table, rows, *columns)
        tried.append((rows, judge(other), other))
        if len(errors_of(tried[0][1], table)) >= wrong:
            break  # nothing is better for it
    return min(tried, key=lambda one: len(errors_of(one[1], table)))


def is_better(left: Sequence[Finding], wrong: Sequence[Finding], table: str) -> bool:
    """Return whether hardly any of the errors of a table is left."""
    return len(errors_of(left, table)) * LEFT <= len(wrong)


def find_tables_far_off(accounts: Accounts) -> list[str]:
    """Return the names of the public tables that may be in the other unit."""
    data = accounts.disclosure
    largest = {
        name: max(map(abs, amounts_in(data[name])), default=ZERO) for name in PUBLIC_TABLES if name in data
    }
    return find_far_off(largest, largest if accounts.in_yuan else ())


def in_other_unit(accounts: Accounts, table: str) -> Accounts:
    """Return accounts with a table as it is meant. Amounts in 万元 among others in 元 are those that were rounded."""
    factor = YUAN_PER_WAN if accounts.in_yuan else 1 / YUAN_PER_WAN
    rounded: dict[str, Decimal] = {}

    def multiply(fields: Mapping[str, Value]) -> dict[str, Value]:
        """Return the fields of a record with all amounts in them multiplied."""
        changed = dict(fields)
        for name, one in fields.items():
            match one:
                case Figure(value=Amount(wan=amount, money=money), path=path, given=given):
                    changed[name] = Figure(Amount(EXACT.multiply(amount, factor), money), path, given)
                    rounded[path] = HALF_CENT
        return changed

    other = with_table(accounts, table, change_records(accounts.disclosure[table], multiply))
    return replace(other, loose={**accounts.loose, **rounded}) if accounts.in_yuan else other


def possible_columns(accounts: Accounts) -> Iterator[tuple[str, str, str]]:
    """Yield the tables, each with two columns that are parts of the same one and may be in one another's place: both have amounts."""
    for table, total in TOTAL_COLUMNS.items():
        top = accounts.record(table).get(TOTAL) if table in accounts.disclosure else None
        if isinstance(top, Record):
            parts = [name for name in row_parts(table, total) if name in top]
            filled = [name for name in parts if top.figure(name).value]
            for one, two in combinations(filled, 2):
                yield table, one, two


def with_columns_exchanged(accounts: Accounts, table: str, rows: str, one: str, two: str) -> Accounts:
    """Return accounts with the figures of two columns of a table in one another's place, in every row or in those below 合计."""

    def exchange(fields: Mapping[str, Value]) -> dict[str, Value]:
        """Return the fields of a record with the figures of both columns exchanged, where it has both."""
        mine, its = fields.get(one), fields.get(two)
        if not (isinstance(mine, Figure) and isinstance(its, Figure)):
            return {**fields}
        here, there = Figure(its.value, mine.path, its.given), Figure(mine.value, its.path, mine.given)
        return {**fields, one: here, two: there}

    changed = change_records(accounts.disclosure[table], exchange)
    if rows == BELOW and isinstance(changed, Record):
        changed = Record({**changed.fields, TOTAL: accounts.record(table, TOTAL)}, changed.path)
    return with_table(accounts, table, changed)


def with_table(accounts: Accounts, name: str, table: Value) -> Accounts:
    """Return accounts with another public table in the place of that name."""
    data = accounts.disclosure
    return replace(accounts, disclosure=Record({**data.fields, name: table}, data.path))


def change_records(value: Value, change: Callable[[Mapping[str, Value]], dict[str, Value]]) -> Value:
    """Return a value with all records in it changed. change: gives the fields of a record from what they were, those inside changed
    already."""
    match value:
        case Record(fields=fields, path=path):
            return Record(change({name: change_records(one, change) for name, one in fields.items()}), path)
        case Coded(rows=rows, blank=blank):
            changed = {code: change_records(row, change) for code, row in rows.items()}
            return Coded({code: of_kind(Record, row) for code, row in changed.items()}, blank)
        case Listing():
            return Listing(change_records(one, change) for one in value)
        case _:
            return value


def tell_columns(
    accounts: Accounts, table: str, rows: str, columns: tuple[str, str], wrong: Sequence[Finding]
) -> Finding:
    """Return that two columns of a table are in one another's place in some rows, from which the errors come that the table has now."""
    one, two = (accounts.cell(table, TOTAL, column) for column in columns)
    what = f"{rows}“{columns[0]}”和“{columns[1]}”的数互换了，换回来就都对得上"
    return Finding(
        Level.ERROR,
        one.name,
        f"{what}，现在因为它对不上的有{name_findings(wrong)}",
        "先核对这几行的这两列",
        (one.side, two.side),
        rule=wrong[0].rule,
    )


def errors_of(found: Sequence[Finding], table: str = "") -> list[Finding]:
    """Return the errors that nobody has accepted, those that speak of a public table."""
    return [
        one
        for one in found
        if one.level is Level.ERROR
        and not one.accepted
        and (not table or any(public_table(part.path) == table for part in one.sides_and_parts))
    ]


def tell_other_unit(accounts: Accounts, table: str) -> Finding:
    """Return that a table is in another unit than the data say."""
    stated, other = (MoneyUnit.YUAN, MoneyUnit.WAN) if accounts.in_yuan else (MoneyUnit.WAN, MoneyUnit.YUAN)
    label = accounts.label(table)
    return Finding(
        Level.ERROR,
        f"{label} 单位",
        f"这张表的数是以{other.value}计的，“金额单位”写的是{stated.value}",
        f"把这张表的数都换成{stated.value}；下面按{other.value}核对",
        (Side(label, f"以{other.value}计", table), Side("金额单位", stated.value, "金额单位")),
        rule=RULE,
    )
