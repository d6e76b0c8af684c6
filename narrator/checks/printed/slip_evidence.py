"""What the figures of a public table of a report are judged by before anybody says that they slipped: the relations that every form
shares, with what its other tables print, and what its prose lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from narrator.checks.printed.missing_rows import EXPENSE, GRANTED, INCOME
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import codes_below
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, FUNDS, TABLE_02_COLUMNS, public_table
from narrator.disclosure.relation import MINUS, ROWS, AtMost, Equal, Levels, Sum
from narrator.disclosure.relation import Relation as Declaration
from narrator.disclosure.relations import FINAL, RELATIONS
from narrator.tables.plain import plain
from narrator.tables.slip_board import ZERO, Evidence, Relation
from narrator.tables.table_as_read import PublicTable
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS, FigurePlace, full_path

# The tables by code whose rows usually have the figures of another one.
ALIKE_BY_CODE = {GRANTED: EXPENSE, EXPENSE: GRANTED, INCOME: EXPENSE}
# The incomes of 收入支出总表, and what is usually the same.
INCOMES = {
    **{f"收入支出总表.收入.{fund}收入.{FINAL}": f"财政拨款收支总表.收入.{fund}.{FINAL}" for fund in FUNDS},
    **{f"收入支出总表.收入.{name}.{FINAL}": f"{INCOME}.合计.{name}" for name in TABLE_02_COLUMNS[2:]},
}
ANY = "*"
CLASS = 3  # digits of the code of a class
LISTED = 3  # items that a line names before it is a list of them
BETWEEN = re.compile(r"[、,;:。\d.]+(?:万?元)?")  # what stands between the items of a list, in plain form
BEFORE, BEHIND = re.compile("包括|用于|其中|有|含"), re.compile(r"等.{0,4}")


def evidence_of(table: PublicTable, reading: Reading, lines: Sequence[str] = ()) -> Evidence:
    """Return what the figures of a table of a report are judged by. lines: its prose, in plain form."""
    tail = reading.step / table.factor
    usual: dict[str, Decimal] = {}
    relations: list[Relation] = []
    for one in relations_of(table.name):
        if isinstance(one, Levels):
            relations += levels_within(one, table)
        elif isinstance(one, Equal) and one.usual:
            usual |= {place: sign * due for [(place, sign)], due, _ in stated(one, table, reading)}
        else:
            relations += stated(one, table, reading)
    listed = items_listed(table, lines) if table.name == BY_ECONOMIC_CLASS and lines else {}
    return Evidence(relations, listed, usual | dict(usual_elsewhere(table, reading)), tail)


@lru_cache(maxsize=16)
def relations_of(table: str) -> tuple[Declaration, ...]:
    """Return the relations that every form shares and that say something of a public table, apart from those that may well not hold."""
    return tuple(
        one
        for one in chain.from_iterable(rule.relations for rule in RELATIONS)
        if table in tables_of(one) and not (isinstance(one, (Sum, AtMost)) and one.usual)
    )


def tables_of(one: Declaration) -> set[str]:
    """Return the public tables that a relation is about; none of one that tells no slip."""
    match one:
        case Levels(partial="", stated=False):
            return {one.table}
        case (
            Sum(partial="", stated=False, quiet=False) | Equal(partial="", quiet=False) | AtMost(stated=False)
        ):
            return {public_table(place.removeprefix(MINUS)) for place, _ in places_of(one)}
    return set()


def places_of(one: Declaration) -> Iterator[tuple[str, int]]:
    """Yield the places of a relation, and whether their figures are added up or taken off."""
    match one:
        case Sum(whole=whole, parts=parts):
            yield whole, -1
            for part in parts:
                yield part.removeprefix(MINUS), -1 if part.startswith(MINUS) else 1
        case Equal(left=left, right=right):
            yield from ((left, 1), (right, -1))
        case AtMost(parts=parts, bounds=bounds):
            yield from ((part, 1) for part in parts)
            yield from ((bound, -1) for bound in bounds)


def levels_within(one: Levels, table: PublicTable) -> Iterator[Relation]:
    """Yield that in columns of a table by code each row is the sum of those one level below, and 合计 of all classes."""
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for path, printed in table.figures.items():
        row = printed.parts.row
        if row.isdigit() or row == SUM:
            columns[printed.parts.column]["" if row == SUM else row] = path
    for column in one.columns:
        paths = columns.get(column, {})
        for code, parts in codes_below(paths).items():
            if code in paths:
                yield Relation([(paths[code], -1), *((paths[part], 1) for part in parts)])


def stated(one: Declaration, table: PublicTable, reading: Reading) -> Iterator[Relation]:
    """Yield what a relation says of the figures of a table, once for each row that may stand for *; what other tables print is known."""
    places = list(places_of(one))
    own = [place for place, _ in places if public_table(place) == table.name]
    rows = rows_for(own[0], table) if ANY in own[0] else [ANY]
    at_most = isinstance(one, AtMost)
    for row in rows:
        terms: list[tuple[str, int]] = []
        due: Decimal | None = ZERO
        for place, sign in places:
            path = place.replace(ANY, row)
            if public_table(place) == table.name:
                terms.append((path, sign))
                continue
            printed = printed_at(path, table, reading)
            known = printed is not None or (at_most and sign > 0)
            due = due - sign * (printed or ZERO) if known and due is not None else None
        if due is not None and any(path in table.figures for path, _ in terms):
            whole = terms[0][0]
            if (
                isinstance(one, Sum)
                and whole == places[0][0].replace(ANY, row)
                and whole not in table.figures
            ):
                continue
            yield Relation(terms, due, at_most)


def rows_for(place: str, table: PublicTable) -> Iterable[str]:
    """Return what may stand for * in a place of a table: the names of its rows there."""
    before, _, _ = place.partition(ANY)
    head = len(before.split(".")) - 1
    return dict.fromkeys(path.split(".")[head] for path in table.figures if path.startswith(before))


def printed_at(path: str, table: PublicTable, reading: Reading) -> Decimal | None:
    """Return what another table of a report prints at a path, in the unit of a table; None when that is not known. What is blank in
    a table by code, and a code of which it has no row, is nought."""
    other = reading.public.get(public_table(path))
    if other is None:
        return None
    printed = other.figures.get(path)
    if printed is None or printed.number is None:
        slipped = printed is None and any(one.kind == "错" for one in other.unread)
        coded = f".{ROWS}." in path or (printed is not None and other.name in TOTAL_COLUMNS)
        return ZERO if coded and not slipped else None
    return printed.number * other.factor / table.factor


def usual_elsewhere(table: PublicTable, reading: Reading) -> Iterator[tuple[str, Decimal]]:
    """Yield what the figures of a table usually are, by path, as another table says of the same rows."""
    other = reading.public.get(ALIKE_BY_CODE.get(table.name, table.name))
    for path, one in table.figures.items():
        there = INCOMES.get(path, "")
        if (
            other
            and other is not table
            and one.parts.row.isdigit()
            and one.parts.column == TOTAL_COLUMNS[table.name]
        ):
            there = full_path(other.name, FigurePlace("", one.parts.row, TOTAL_COLUMNS[other.name]))
        usual = printed_at(there, table, reading) if there else None
        if usual is not None and (usual or there in INCOMES.values()):
            yield path, usual


def items_listed(table: PublicTable, lines: Sequence[str]) -> dict[str, bool]:
    """Return the items of 基本支出表, by path, of those classes that lines, in plain form, list by name, and whether each item is
    listed. Of a class the line tells that lists most of it."""
    items = {
        one.parts.row: (path, plain(one.label))
        for path, one in table.figures.items()
        if one.parts.row.isdigit() and len(one.parts.row) > CLASS
    }
    names = {name for _, name in items.values()}
    # Most lines name none of them: those are not cut into what they may list.
    naming = (line for line in lines if sum(map(line.__contains__, names)) >= LISTED)
    lists = [found for line in naming if len(found := names_in(line) & names) >= LISTED]
    listed: dict[str, bool] = {}
    for above in {code[:CLASS] for code in items}:
        below = {path: name for code, (path, name) in items.items() if code.startswith(above)}
        most = max((found.intersection(below.values()) for found in lists), key=len, default=set())
        if most:
            listed |= {path: name in most for path, name in below.items()}
    return listed


def names_in(line: str) -> set[str]:
    """Return what may be the items of a list in a line, in plain form."""
    parts = BETWEEN.split(line)
    return {BEHIND.sub("", BEFORE.split(part)[-1]) for part in parts} | set(parts)
