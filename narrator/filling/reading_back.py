"""Reads a workbook that was filled in back into the data that it was made from.

What nobody changed in it changes nothing: the public tables are compared with what they said when they were made, a
typed value with the one that stood there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.value import split_path
from narrator.files.patch import Value, put_all, take_out_members
from narrator.filling.layout import AGAIN, STORE, Kept, read_stored_rows
from narrator.filling.table_changes import find_lost, had_row, merge_tables, public_part
from narrator.filling.typed_cells import (
    add_blanks,
    add_typed,
    find_confirmed,
    paragraphs_of,
    read_typed_cells,
    typed_columns,
)
from narrator.intake.merging import NOTHING, MergedData, value_at
from narrator.intake.owner import refuse_other_owner
from narrator.intake.taking import take_tables
from narrator.number import MoneyUnit, plain_digits
from narrator.problem import Problem, Severity, Unusable, excerpt
from narrator.readers.json import parse, parse_members
from narrator.readers.workbook import Workbook
from narrator.tables.vocabulary import Vocabulary
from narrator.texts.status import add_records


@dataclass(frozen=True)
class FilledWorkbook:
    """A workbook that was filled in. kept: what it was made from. text: data.json with what it says now. merged: what
    that changed. computed: the rows that are not in its tables and were added up. places: where each value stands. records: of
    the stale reasons that were confirmed, by path. told: what there is to look at."""

    kept: Kept
    text: str
    merged: MergedData
    computed: Sequence[str] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[Problem] = ()


def find_kept(book: Workbook) -> Kept | None:
    """Return what a workbook was made from; None when narrator did not make it. Raises Unusable when that is lost."""
    for grid in (*book.hidden, *book.grids):
        if grid.name == STORE and (kept := read_stored_rows([row[0] for row in grid.texts if row])):
            return kept
    if any(grid.name == STORE for grid in (*book.hidden, *book.grids)) or any(map(typed_columns, book.grids)):
        what = f"这是填报工作簿，可是里面带着的数据（隐藏的工作表“{STORE}”）没有了，或者坏了"
        raise Unusable([Problem("", what, AGAIN + "，把填的抄过去", file=str(book.path))])
    return None


def read_filled(book: Workbook, kept: Kept, model: RecordShape, vocabulary: Vocabulary) -> FilledWorkbook:
    """Return what a workbook says that was made from the data kept in it, read by the model.

    Raises Unusable with every problem: a cell that can not be used, a table that can not be read.
    """
    raw = parse_members(kept.text)
    unit = MoneyUnit.YUAN if raw.get("金额单位") == MoneyUnit.YUAN.value else MoneyUnit.WAN
    typed, problems, told = read_typed_cells(book)
    taken, merged, wrong = None, MergedData(kept.text), list[Problem]()
    try:
        taken = take_tables(public_part(book), vocabulary, unit, known=raw)
        refuse_other_owner(taken, raw)
        merged = merge_tables(kept, taken, model)
    except Unusable as error:
        wrong += error.problems  # what was typed is looked at all the same, so that all is told at once
    for path, one in typed.items():
        shape = shape_at(model, [str(step) for step in split_path(path)])
        try:
            add_typed(merged, raw, path, shape, one.text, unit)
        except ValueError as error:
            problems.append(Problem(one.place, f"“{excerpt(one.text)}”{error}", "改正，或者空着"))
        except LookupError:
            told.append(Problem(one.place, "这一行已经从表里去掉了，没有取", "", Severity.WARNING))
    add_blanks(merged, raw, model)
    records, unclear = find_confirmed(book, kept)
    records = {path: record for path, record in records.items() if path not in merged.changed}
    told += unclear
    try:
        merged.text = add_records(
            put_all(take_out_members(kept.text, merged.removed), merged.values), records
        )
    except LookupError as error:
        problems.append(Problem(str(error), "数据里没有地方放这一处", AGAIN))
    wrong += (one._replace(file=str(book.path)) for one in problems)
    if wrong or taken is None:
        raise Unusable(wrong)
    told = [one._replace(file=str(book.path)) for one in told]
    places = taken.places | {path: one.place for path, one in typed.items()}
    computed = [row for row in taken.computed if not had_row(kept, row)]
    lost = [one._replace(file=str(book.path)) for one in find_lost(kept, taken, merged)]
    return FilledWorkbook(kept, merged.text, merged, computed, places, records, [*taken.told, *told, *lost])


def apply_changes(filled: FilledWorkbook, text: str, path: Path) -> str:
    """Return the text of a data file with what a workbook changes that was made from it, or from an earlier state.

    Raises Unusable where both changed the same place, each in its own way.
    """
    base, mine = parse(filled.kept.text), parse(text)
    merged = filled.merged
    problems = []
    values: dict[str, Value] = {}
    for place, value in merged.values.items():
        before, now = value_at(base, place), value_at(mine, place)
        if now != before and now != value:
            what = f"工作簿和数据都改了，改得不同：工作簿里是“{value_in_words(value)}”，数据里是“{value_in_words(now)}”"
            cell = filled.places.get(place, "")
            problems.append(Problem(place, what, f"改成一样的（工作簿里在{cell}）" if cell else "改成一样的"))
        values[place] = value
    removed = [place for place in merged.removed if value_at(mine, place) is not NOTHING]
    for place in removed:
        if value_at(mine, place) != value_at(base, place):
            problems.append(Problem(place, "工作簿里去掉了，数据里改了", "在数据里去掉，或者在工作簿里补上"))
    if problems:
        raise Unusable(one._replace(file=str(path)) for one in problems)
    return add_records(put_all(take_out_members(text, removed), values), filled.records)


def value_in_words(value: object) -> str:
    """Return a value as people say it, no longer than a line."""
    if value is NOTHING or value is None:
        return "没有"
    return plain_digits(value) if isinstance(value, Decimal) else "；".join(paragraphs_of(value))[:40]
