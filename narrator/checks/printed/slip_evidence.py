"""What the figures of a public table of a report are judged by before anybody says that they slipped: the relations that every form
shares, with what its other tables print, and what its prose lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from narrator.checks.printed.missing_rows import EXPENSE, GRANTED, INCOME
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import codes_below
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, public_table
from narrator.disclosure.relation import MINUS, ROWS, AtMost, Equal, Levels, Sum
from narrator.disclosure.relations import RELATIONS
from narrator.tables.plain import plain
from narrator.tables.slip_board import ZERO, Evidence, FigureRelation
from narrator.tables.table_as_read import Fault, PublicTable
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS, FigurePlace, full_path

# The tables by code whose rows usually have the figures of another one.
ALIKE_BY_CODE = {GRANTED: EXPENSE, EXPENSE: GRANTED, INCOME: EXPENSE}
OF_INCOME = ".收入."  # in the path of an income of a two-sided table, which is blank where there was none
ANY = "*"
CLASS = 3  # digits of the code of a class
LISTED = 3  # items that a line names before it is a list of them
BETWEEN = re.compile(r"[、,;:。\d.]+(?:万?元)?")  # what stands between the items of a list, in plain form
SPENT_FOR = "支出"  # behind the name of an item: 办公设备购置支出
BEFORE, BEHIND = re.compile("包括|用于|其中|有|含"), re.compile(r"等.{0,4}")


class Stated(NamedTuple):
    """What a common relation says of a public table. own, others: the places in it and in other tables, added up (1) or taken
    off; rows: what stands before a * in them, "" where there is none. whole: whether the first of its own is the sum of the
    others, without which it says nothing."""

    declared: Equal | Sum | AtMost
    own: Sequence[tuple[str, int]]
    others: Sequence[tuple[str, int]]
    rows: str
    whole: bool


def evidence_of(table: PublicTable, reading: Reading, lines: Sequence[str]) -> Evidence:
    """Return what the figures of a table of a report are judged by. lines: its prose, in plain form."""
    relations = [one for levels in levels_of(table.name) for one in levels_within(levels, table)]
    stated = stated_of(table.name)
    rows = rows_by_place(table, {one.rows for one in stated if one.rows})
    for one in stated:
        relations += relations_stated(one, rows, table, reading)
    listed = items_listed(table, lines) if table.name == BY_ECONOMIC_CLASS and lines else {}
    usual = dict(usual_by_code(table, reading))
    return Evidence(relations, listed, usual, reading.step / table.factor)


def evidence_within(table: PublicTable, reading: Reading) -> Evidence:
    """Return what the figures of a table of a report are judged by of themselves, whatever stands elsewhere."""
    relations = [one for levels in levels_of(table.name) for one in levels_within(levels, table)]
    stated = [one for one in stated_of(table.name) if not one.others]
    rows = rows_by_place(table, {one.rows for one in stated if one.rows})
    for one in stated:
        relations += relations_stated(one, rows, table, reading)
    return Evidence(relations, {}, {}, reading.step / table.factor)


@lru_cache(maxsize=16)
def levels_of(table: str) -> tuple[Levels, ...]:
    """Return the common relations by which rows of a table by code add up to those above them."""
    declared = chain.from_iterable(rule.relations for rule in RELATIONS)
    levels = (one for one in declared if isinstance(one, Levels))
    return tuple(one for one in levels if one.table == table and not one.partial and not one.stated)


@lru_cache(maxsize=16)
def stated_of(table: str) -> tuple[Stated, ...]:
    """Return what the other common relations say of a public table, apart from those that may well not hold."""
    found: list[Stated] = []
    for one in chain.from_iterable(rule.relations for rule in RELATIONS):
        match one:
            case Sum(partial="", usual="", stated=False, quiet=False):
                places = [(one.whole, -1), *map(signed, one.parts)]
            case Equal(partial="", quiet=False):
                places = [(one.left, 1), (one.right, -1)]
            case AtMost(usual="", stated=False):
                places = [*((part, 1) for part in one.parts), *((bound, -1) for bound in one.bounds)]
            case _:
                continue
        own = [pair for pair in places if public_table(pair[0]) == table]
        others = [pair for pair in places if public_table(pair[0]) != table]
        if own:
            before, star, _ = own[0][0].partition(ANY)
            whole = isinstance(one, Sum) and own[0] == places[0]
            found.append(Stated(one, own, others, before if star else "", whole))
    return tuple(found)


def signed(part: str) -> tuple[str, int]:
    """Return the place of a part of a sum, and whether it is added or taken off."""
    return part.removeprefix(MINUS), -1 if part.startswith(MINUS) else 1


def levels_within(one: Levels, table: PublicTable) -> Iterator[FigureRelation]:
    """Yield that in columns of a table by code each row is the sum of those one level below, and 合计 of all classes."""
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    bearing: set[str] = set()
    for path, printed in table.figures.items():
        row, column = printed.parts.row, printed.parts.column
        if row.isdigit() or row == SUM:
            columns[column]["" if row == SUM else row] = path
            bearing |= {column} if printed.number else set()
    for paths in (columns[column] for column in one.columns if column in bearing):
        for code, parts in codes_below(paths).items():
            if code in paths:
                yield FigureRelation([(paths[code], -1), *((paths[part], 1) for part in parts)])


def rows_by_place(table: PublicTable, places: Iterable[str]) -> Mapping[str, Iterable[str]]:
    """Return the names that may stand for a * in a path of a table, by what stands before it: one of some places."""
    return {
        before: dict.fromkeys(
            path[len(before) :].partition(".")[0] for path in table.figures if path.startswith(before)
        )
        for before in places
    }


def relations_stated(
    one: Stated, rows: Mapping[str, Iterable[str]], table: PublicTable, reading: Reading
) -> Iterator[FigureRelation]:
    """Yield what a relation says of the figures of a table, once for each row that may stand for *; what other tables print is known."""
    at_most, figures = isinstance(one.declared, AtMost), table.figures
    usual = isinstance(one.declared, Equal) and one.declared.usual != ""
    for row in rows.get(one.rows, ()) if one.rows else [ANY]:
        terms = [(place.replace(ANY, row), sign) for place, sign in one.own]
        there = [path for path, _ in terms if path in figures]
        if not there or (one.whole and there[0] != terms[0][0]):
            continue
        due = ZERO
        for place, sign in one.others:
            path = place.replace(ANY, row)
            printed = None if usual and is_lacking(path, reading) else number_elsewhere(path, table, reading)
            known = printed is not None or (at_most and sign > 0)
            if not known:
                break
            if printed:
                due = due - printed if sign > 0 else due + printed
        else:
            yield FigureRelation(terms, due, at_most, usual)


def is_lacking(path: str, reading: Reading) -> bool:
    """Return whether the table of a path has no figure there, not even a blank one."""
    other = reading.public.get(public_table(path))
    return other is None or path not in other.figures


def number_elsewhere(path: str, table: PublicTable, reading: Reading) -> Decimal | None:
    """Return what another table of a report prints at a path, in the unit of a table; None when that is not known. What is blank in
    a table by code or among incomes, and a code of which it has no row, is nought."""
    other = reading.public.get(public_table(path))
    if other is None:
        return None
    printed = other.figures.get(path)
    if printed is None or printed.number is None:
        slipped = printed is None and any(one.kind == Fault.SLIPPED for one in other.unread)
        coded = f".{ROWS}." in path or (
            printed is not None and (other.name in TOTAL_COLUMNS or OF_INCOME in path)
        )
        return ZERO if coded and not slipped else None
    return printed.number if other.unit == table.unit else printed.number * other.factor / table.factor


def usual_by_code(table: PublicTable, reading: Reading) -> Iterator[tuple[str, Decimal]]:
    """Yield what the figures of a table by code usually are, by path, as another table says of the same rows."""
    other = reading.public.get(ALIKE_BY_CODE.get(table.name, ""))
    if other is None:
        return
    for path, one in table.figures.items():
        if one.parts.row.isdigit() and one.parts.column == TOTAL_COLUMNS[table.name]:
            place = FigurePlace("", one.parts.row, TOTAL_COLUMNS[other.name])
            usual = number_elsewhere(full_path(other.name, place), table, reading)
            if usual:
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
    # Most names stand nowhere, and most lines name none of the others: those are not cut into what they may list.
    said = list(filter("\n".join(lines).__contains__, names))
    naming = (line for line in lines if sum(map(line.__contains__, said)) >= LISTED)
    lists = [found for line in naming if len(found := names_in(line, names)) >= LISTED]
    listed: dict[str, bool] = {}
    for above in {code[:CLASS] for code in items}:
        below = {path: name for code, (path, name) in items.items() if code.startswith(above)}
        most = max((found.intersection(below.values()) for found in lists), key=len, default=set())
        if most:
            listed |= {path: name in most for path, name in below.items()}
    return listed


def names_in(line: str, names: Set[str]) -> set[str]:
    """Return which of some names are items of a list in a line, in plain form: as they are, or as what was spent for them."""
    parts = BETWEEN.split(line)
    listed = {BEHIND.sub("", BEFORE.split(part)[-1]) for part in parts} | set(parts)
    return {name for name in names if name in listed or f"{name}{SPENT_FOR}" in listed}
