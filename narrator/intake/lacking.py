"""What the tables of a workbook lack of those of the form: columns, and rows by name, which stay empty in the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narrator.checks.printed.conformity import compare_rows
from narrator.checks.printed.table_columns import find_missing_columns
from narrator.disclosure.public_tables import THREE_EXPENSES, TWO_SIDED
from narrator.intake.taking import FoundTable, Taken
from narrator.problem import Problem, Severity
from narrator.tables.table_as_read import Printed
from narrator.tables.vocabulary import COLUMN, Blueprints

HINT = "有数就补上；没有数的不用管"


def tell_lacking(taken: Taken, blueprints: Blueprints, *, begun: bool = True) -> Iterator[Problem]:
    """Yield which columns of the form's tables, and which rows that have no codes, no sheet of a workbook has.

    Rows by code are those that a department has. begun: whether data are begun with the tables; of rows that data have and the
    tables do not, `import_lines.tell_silent` tells.
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
        strange = any(left.kind == COLUMN for left in table.unread)
        lacking = [] if strange else [*find_missing_columns(table, blueprint)]
        if begun and name in (*TWO_SIDED, THREE_EXPENSES):
            lacking += compare_rows(table, blueprint).missing
        for one in lacking:
            yield Problem(taken.tables[name], one.what, HINT, Severity.WARNING, str(taken.path))


def figures_of_sheets(parts: list[FoundTable]) -> dict[str, Printed]:
    """Return the figures of a table that several sheets print, by path."""
    figures: dict[str, Printed] = {}
    for one in reversed(parts):
        figures |= one.table.figures
    return figures
