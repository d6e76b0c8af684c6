"""What was changed in the public tables of a workbook to fill in since they were made, and what they lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from narrator.checks.naming import called
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.value import split_path
from narrator.filling.layout import OWN, Kept
from narrator.filling.typed_cells import typed_columns
from narrator.intake.merging import MergedData, is_of_list, merge_figures, row_path
from narrator.intake.taking import Taken
from narrator.number import plain_digits
from narrator.problem import Problem, Severity
from narrator.readers.workbook import Workbook

KEEP = "恢复删掉、改掉的行、列、表头或者工作表；真的没有了，在数据里改"


def public_part(book: Workbook) -> Workbook:
    """Return a workbook without the sheets that are no public tables."""
    grids = tuple(grid for grid in book.grids if grid.name not in OWN and not typed_columns(grid))
    return replace(book, grids=grids, hidden=tuple(grid for grid in book.hidden if grid.name not in OWN))


def printed_figures(taken: Taken) -> dict[str, str]:
    """Return what the cells of public tables say, by path; "" for a blank one."""
    return {
        path: "" if path in taken.blanks else plain_digits(amount) for path, amount in taken.figures.items()
    }


def merge_tables(kept: Kept, taken: Taken, model: RecordShape) -> MergedData:
    """Return the data with what was changed in the public tables."""
    same = {path for path, text in printed_figures(taken).items() if kept.figures.get(path) == text}
    # Items of lists are typed in rows of their own, and locked in the tables.
    same |= {path for path in taken.figures if was_given(kept, taken, path) or is_of_list(path)}
    names = {path: name for path, name in taken.names.items() if kept.names.get(path) != name}
    listed = {*map(row_path, kept.figures)}
    return merge_figures(kept.text, model, taken.figures, names, same, listed, taken.unsure)


def had_row(kept: Kept, row: str) -> bool:
    """Return whether a row, or the one figure that it is, was in the public tables when the workbook was made."""
    return row in kept.figures or any(path.startswith(f"{row}.") for path in kept.figures)


def was_given(kept: Kept, taken: Taken, path: str) -> bool:
    """Return whether a figure was added up now, and was given in the tables of the workbook when it was made."""
    return path in kept.figures and path not in taken.places


def find_lost(kept: Kept, taken: Taken, merged: MergedData) -> Iterator[Problem]:
    """Yield, table by table, what the public tables do not show any more though their rows and columns were not for
    anybody to take out; the data keep it."""
    gone = (*merged.gone, *merged.unsure)
    lost = [
        path
        for path in kept.figures
        if path not in taken.places and not any(path.startswith(f"{row}.") for row in gone)
    ]
    for table, group in groupby(lost, lambda path: str(split_path(path)[0])):
        paths = list(group)
        if table not in taken.tables:
            yield Problem(table, "这张表没有读到，没有取", KEEP, Severity.WARNING)
        else:
            more = f"等{len(paths)}个数" if len(paths) > 1 else ""
            what = f"表里没有{called(paths[0])}{more}了，数据里的没有动"
            yield Problem(taken.tables[table], what, KEEP, Severity.WARNING)
