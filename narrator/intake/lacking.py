"""What the tables of a workbook lack: columns and rows by name of the form, which stay empty in the data, and rows by code that
another of its tables has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narrator.checks.printed.conformity import compare_rows
from narrator.checks.printed.missing_rows import GROUP, MISTYPED, MissingRow, lend_rows
from narrator.checks.printed.raw_data import store
from narrator.checks.printed.table_columns import find_missing_columns
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.public_tables import (
    BY_ECONOMIC_CLASS,
    BY_FUNCTION,
    THREE_EXPENSES,
    TWO_SIDED,
    public_table,
)
from narrator.disclosure.value import split_path
from narrator.intake.found_table import FoundTable
from narrator.intake.taking import Taken, code_of_path
from narrator.number import HALF_CENT, in_wan
from narrator.problem import Problem, Severity
from narrator.tables.table_as_read import Across, Fault, Printed
from narrator.tables.vocabulary import Blueprints

HINT = "有数就补上；没有数的不用管"
OF_COLUMNS = (Across.COLUMNS, Across.PAIR)  # what slipped, or was exchanged, and so was not taken


def tell_lacking(taken: Taken, blueprints: Blueprints, *, begun: bool = True) -> Iterator[Problem]:
    """Yield which columns of the form's tables, and which rows that have no codes, no sheet of a workbook has, and which rows by
    code one of them lacks beside the others.

    begun: whether data are begun with the tables; of rows without codes that data have and the tables do not,
    `import_lines.tell_silent` tells.
    """
    for name in taken.tables:
        blueprint = blueprints.find(name)
        parts = [one for one in taken.found if one.table.name == name]
        if blueprint is None or blueprint.by_row or not parts:
            continue
        table = replace(
            parts[0].table,
            figures=figures_of_sheets(parts),
            unread=[left for one in parts for left in one.table.unread],
        )
        strange = any(left.kind == Fault.COLUMN or left.across in OF_COLUMNS for left in table.unread)
        lacking = [] if strange else [*find_missing_columns(table, blueprint)]
        if begun and name in (*TWO_SIDED, THREE_EXPENSES):
            lacking += compare_rows(table, blueprint).missing
        for one in lacking:
            yield Problem(taken.tables[name], one.what, HINT, Severity.WARNING, str(taken.path))
    for row in find_missing_rows(taken, blueprints):
        yield Problem(taken.tables[row.table], row.what, row.hint, Severity.WARNING, str(taken.path))
    yield from tell_short_classes(taken)


def tell_short_classes(taken: Taken) -> Iterator[Problem]:
    """Yield which classes of 基本支出表 are more than the rows below them, by more than rounding leaves; no other table has those rows. Of
    one of which something was not understood, and of a class without rows below it, nothing is known."""
    sheets = [one for one in taken.found if one.table.name == BY_ECONOMIC_CLASS]
    if not sheets or any(one.table.unread for one in sheets):
        return
    paths = [path for path in taken.figures if public_table(path) == BY_ECONOMIC_CLASS]
    amounts = {code: taken.figures[path] for path in paths if (code := code_of_path(path))}
    for code, amount in amounts.items():
        below = [held for one, held in amounts.items() if len(one) == GROUP and one.startswith(code)]
        short = amount - sum(below)
        if len(code) < GROUP and below and in_wan(short, taken.unit) > HALF_CENT * (len(below) + 1):
            what = f"{code}比下面各行之和多{short:f}{taken.unit.value}"
            hint = "补上漏了的行，或者改正数"
            yield Problem(taken.tables[BY_ECONOMIC_CLASS], what, hint, Severity.WARNING, str(taken.path))


def find_missing_rows(taken: Taken, blueprints: Blueprints) -> list[MissingRow]:
    """Return the rows by code that a table lacks and another one has. Of tables of which something was not understood nothing is
    known.

    All is in the unit of what was taken.
    """
    names = [one for one in BY_FUNCTION if one in taken.tables and one not in taken.unsure]
    tables = {name: one for name in names if (one := blueprints.find(name))}
    reading = Reading(
        raw={"金额单位": taken.unit.value},
        blueprints=tables,
        found=[(one, [], (), ()) for one in tables.values()],
    )
    for path, value in (*taken.figures.items(), *taken.names.items()):
        steps = [str(step) for step in split_path(path)]
        if steps[0] in tables:
            store(reading.raw, steps, value)
    missing = lend_rows(reading)
    mistyped = [one.code for one in missing if one.rule == MISTYPED]
    # Above a code that is mistyped, and of no other table either.
    added = {*map(code_of_path, taken.computed)}
    return [
        one
        for one in missing
        if one.code not in added or not any(code.startswith(one.code) for code in mistyped)
    ]


def figures_of_sheets(parts: list[FoundTable]) -> dict[str, Printed]:
    """Return the figures of a table that several sheets print, by path."""
    figures: dict[str, Printed] = {}
    for one in reversed(parts):
        figures |= one.table.figures
    return figures
