"""Puts figures of tables into data.json that are there already: what the tables say changes, no other character does.

An item that left a table takes what people wrote in its row, and the figures that no table holds, along into 停用, and
gets them back when it comes again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from narrator.disclosure.branch_shapes import CodedShape, RecordShape
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import IDLE
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.relation import ROWS
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import join_path, path_of_steps, split_path
from narrator.files.patch import Value, put_all, take_out_members
from narrator.number import plain_digits
from narrator.readers.json import parse

NOTHING = object()


@dataclass
class MergedData:
    """Data with the figures of tables.

    text: data.json.
    changed: what stood there before, by path, and what does now; NOTHING where nothing stood.
    gone: the rows that the tables do not have any more, with what was kept of each.
    returned: what was kept of rows that are there again.
    unsure: the rows that the tables may not have any more: some of theirs were not understood.
    silent: figures of the data on which the tables are silent.
    values, removed: all that is put into the data, and all that is taken out, by path.
    """

    text: str
    changed: dict[str, tuple[object, Value]] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)
    returned: dict[str, str] = field(default_factory=dict)
    unsure: list[str] = field(default_factory=list)
    silent: dict[str, Decimal] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)


def merge_figures(
    text: str,
    model: RecordShape,
    figures: Mapping[str, Decimal],
    names: Mapping[str, str],
    same: Collection[str] = (),
    listed: Collection[str] | None = None,
    unsure: Collection[str] = (),
) -> MergedData:
    """Return the text of data.json with figures and names of items at their paths, and what that changed.

    figures: all that the tables hold, zero where a cell is blank; such a zero is written only where data.json says
    otherwise, or must say something. same: figures that nobody changed in tables made from these data; what the data
    say of them stays, which may be more exact. listed: the rows by code that such tables had; None when any may be gone.
    unsure: the tables of which no row is taken out, since they have rows that were not understood.
    """
    raw = parse(text)
    live = live_rows(figures)
    merged = MergedData(text)
    for path, value in choose_figures(raw, model, figures, names, live):
        old = value_at(raw, path)
        if old != value and path not in same:
            merged.changed[path] = (old, value)
    kept: dict[str, str] = {}
    columns = {str(split_path(path)[3 if is_coded(path) else -1]) for path in figures}
    for path in gone_rows(raw, figures):
        if listed is not None and path not in listed:
            continue
        if split_path(path)[0] in unsure:
            merged.unsure.append(path)
            continue
        texts = dict(texts_beside_figures(path, value_at(raw, path), columns))
        merged.gone[path] = list(texts.values())
        kept |= texts
    merged.returned = dict(to_return(raw, live))
    merged.silent = dict(silent_rows(raw, model, figures))
    merged.values = {path: value for path, (_, value) in merged.changed.items()}
    merged.values |= {join_path(IDLE, path): value for path, value in kept.items()}
    merged.values |= {path: as_row_has_it(model, path, value) for path, value in merged.returned.items()}
    merged.removed = [*merged.gone, *(join_path(IDLE, path) for path in merged.returned)]
    merged.text = put_all(take_out_members(text, merged.removed), merged.values)
    return merged


def value_at(raw: object, path: str) -> object:
    """Return what the parsed data have at a path; NOTHING when there is nothing."""
    try:
        steps = split_path(path)
    except ValueError:
        return NOTHING
    for step in steps:
        if isinstance(raw, dict) and step in raw:
            raw = raw[str(step)]
        elif isinstance(raw, list) and isinstance(step, int) and 0 < step <= len(raw):
            raw = raw[step - 1]
        else:
            return NOTHING
    return raw


def live_rows(figures: Mapping[str, Decimal]) -> frozenset[str]:
    """Return the paths of the rows by code that have a figure which is not zero."""
    return frozenset(row for path, value in figures.items() if value and (row := row_path(path)))


def is_coded(path: str) -> bool:
    """Return whether a figure stands in a row by code."""
    return split_path(path)[1:2] == (ROWS,)


def is_of_list(path: str) -> bool:
    """Return whether a figure or a text belongs to an item of a list."""
    return any(isinstance(step, int) for step in split_path(path))


def row_path(path: str) -> str:
    """Return the path of the row by code that a figure stands in; "" when its table is not by code."""
    steps = split_path(path)
    return path_of_steps(steps[:3]) if steps[1:2] == (ROWS,) else ""


def choose_figures(
    raw: object,
    model: RecordShape,
    figures: Mapping[str, Decimal],
    names: Mapping[str, str],
    live: frozenset[str],
) -> Iterator[tuple[str, Decimal | str]]:
    """Yield the figures and names that the data are to hold, with their paths, row by row with the name first.

    A figure for which the model has no place is none of them: another form asks for it.
    """
    named: set[str] = set()
    for path, value in figures.items():
        if not has_place(model, path):
            continue
        row = row_path(path)
        if row and row not in live and value_at(raw, row) is NOTHING:
            continue  # a row that a form lists though there is nothing in it
        if row and row not in named:
            named.add(row)
            if (name := join_path(row, ITEM_NAME)) in names:
                yield name, names[name]
        if value or value_at(raw, path) is not NOTHING or must_stand(raw, model, path):
            yield path, value


def has_place(model: RecordShape, path: str) -> bool:
    """Return whether a model has a place for the figure at a path."""
    return shape_at(model, [str(step) for step in split_path(path)]) is not None


def must_stand(raw: object, model: Shape, path: str) -> bool:
    """Return whether the data must say something at a path: it is required, and what holds it is there or required."""
    here: object = raw
    shape = model
    for step in map(str, split_path(path)):
        match shape:
            case RecordShape(fields=fields) if step in fields:
                shape = fields[step]
                inside = here.get(step, NOTHING) if isinstance(here, dict) else NOTHING
                if inside is NOTHING and not shape.required:
                    return False
                here = inside
            case CodedShape(row=row):
                shape = row
                here = here.get(step, {}) if isinstance(here, dict) else {}
            case _:
                return False
    return shape.required


def gone_rows(raw: object, figures: Mapping[str, Decimal]) -> Iterator[str]:
    """Yield the paths of the rows by code that data.json has and the tables that were read do not list."""
    listed = {*map(row_path, figures)}
    for table in dict.fromkeys(str(split_path(path)[0]) for path in figures):
        rows = value_at(raw, join_path(table, ROWS))
        for code in rows if isinstance(rows, dict) else ():
            path = join_path(join_path(table, ROWS), code)
            if path not in listed:
                yield path


def texts_beside_figures(path: str, row: object, columns: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what a row holds beside what the tables print, as texts, with their paths."""
    for name, value in row.items() if isinstance(row, dict) else ():
        if name not in columns and name != ITEM_NAME and value not in (None, "", []):
            lines = value if isinstance(value, list) else [value]
            yield (
                join_path(path, name),
                "\n".join(plain_digits(one) if isinstance(one, Decimal) else str(one) for one in lines),
            )


def to_return(raw: object, live: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what was kept of rows that the tables have again, with the paths where it belongs."""
    kept = value_at(raw, IDLE)
    for path, value in kept.items() if isinstance(kept, dict) else ():
        if path.rpartition(".")[0] in live and isinstance(value, str) and value_at(raw, path) is NOTHING:
            yield path, value


def as_row_has_it(model: RecordShape, path: str, value: str) -> Value:
    """Return what was kept as it is written in its row: a number where the model has one."""
    shape = shape_at(model, [str(step) for step in split_path(path)])
    return Decimal(value) if isinstance(shape, AmountShape) else value


def silent_rows(
    raw: object, model: RecordShape, figures: Mapping[str, Decimal]
) -> Iterator[tuple[str, Decimal]]:
    """Yield the figures of rows by name that the data have and the tables that were read do not show at all."""
    for table in dict.fromkeys(str(split_path(path)[0]) for path in figures):
        inside = value_at(raw, table)
        for path, value in numbers_below(table, inside):
            shape = shape_at(model, [str(step) for step in split_path(path)])
            printed = isinstance(shape, AmountShape) and shape.blank
            if printed and value and path not in figures and not is_coded(path):
                yield path, value


def numbers_below(path: str, value: object) -> Iterator[tuple[str, Decimal]]:
    """Yield the numbers in a part of the data, with their paths."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from numbers_below(join_path(path, name), inside)
    elif isinstance(value, Decimal):
        yield path, value
