"""Adds up the rows that a table leaves out: 类 and 款 above items, 合计, 人员经费 and 公用经费. A row that is given stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import reduce
from itertools import pairwise

from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.relation import ROWS, TOTAL
from narrator.disclosure.value import join_path, split_path
from narrator.number import EXACT

PEOPLE = ("301", "303")  # 人员经费 in 部门预算支出经济分类; all the other classes are 公用经费
LEVELS = (7, 5, 3)


def add_parents(figures: dict[str, Decimal], untaken: Collection[str] = ()) -> list[str]:
    """Add the sums of rows that are not there to figures by path; return the paths of the rows that were added.

    untaken: the tables of which rows are there and were not taken; nothing is added to them.
    """
    tables: dict[str, dict[str, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    sums = set()
    for path, amount in figures.items():
        table, *steps = map(str, split_path(path))
        if table in untaken:
            continue
        if steps[0] == ROWS:
            tables[table][steps[1]][".".join(steps[2:])] = amount
        else:
            sums.add(join_path(table, steps[0]))
    added: list[str] = []
    for table, rows in tables.items():
        items = join_path(table, ROWS)
        for code in add_levels(rows):
            keep_row(figures, join_path(items, code), rows[code])
            added.append(join_path(items, code))
        classes = [code for code in rows if len(code) == 3]
        if table == BY_ECONOMIC_CLASS:
            people = [code for code in classes if code in PEOPLE]
            parts = (
                ("人员经费合计", people),
                ("公用经费合计", [code for code in classes if code not in PEOPLE]),
            )
            for name, codes in parts:
                if (path := join_path(table, name)) not in sums:
                    figures[path] = sum_amounts(rows[code].get("决算数", Decimal(0)) for code in codes)
                    added.append(path)
        elif (path := join_path(table, TOTAL)) not in sums:
            keep_row(figures, path, added_up(rows, classes))
            added.append(path)
    return added


def add_levels(rows: dict[str, dict[str, Decimal]]) -> list[str]:
    """Add the rows above those by code that are not there, from the lowest up; return their codes."""
    added: list[str] = []
    for below, level in pairwise(LEVELS):
        children: dict[str, list[str]] = defaultdict(list)
        for code in rows:
            if len(code) == below:
                children[code[:level]].append(code)
        for code, codes in children.items():
            if code not in rows:
                rows[code] = added_up(rows, codes)
                added.append(code)
    return sorted(added)


def added_up(rows: dict[str, dict[str, Decimal]], codes: Iterable[str]) -> dict[str, Decimal]:
    """Return the sum of the rows with these codes, column by column."""
    summed: dict[str, Decimal] = {}
    for code in codes:
        for column, amount in rows[code].items():
            summed[column] = EXACT.add(summed.get(column, Decimal(0)), amount)
    return summed


def sum_amounts(amounts: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of amounts."""
    found = Decimal(0)
    for amount in amounts:
        found = EXACT.add(found, amount)
    return found


def keep_row(figures: dict[str, Decimal], row: str, cells: dict[str, Decimal]) -> None:
    """Keep the cells of a row as figures, by the path of each."""
    for column, amount in cells.items():
        figures[reduce(join_path, column.split("."), row)] = amount
