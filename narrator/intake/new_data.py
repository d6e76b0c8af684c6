"""Data.json begun anew from tables: the figures in the order of the model, and an empty place for all that must be written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from narrator import form as forms
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.number_shapes import NumberShape
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import split_path
from narrator.files.json_text import dumps
from narrator.form import Form, form_data
from narrator.form.form_choice import choose_by_department
from narrator.intake.merging import choose_figures, has_place, live_rows
from narrator.intake.owner import one_department, one_year
from narrator.intake.taking import Taken
from narrator.number import MoneyUnit


def data_from(taken: Taken, form: Form | None, name: str = "") -> tuple[str, Form | None, str]:
    """Return the text of new data made from tables, their form, and its name.

    form: None for the one that fits the department's name, if only one does. name: by which the form was asked for.
    Raises Unusable: tables of several years or departments.
    """
    department = one_department(taken)
    year = one_year(taken)
    chosen = name or choose_by_department(department, year)
    form = form or (forms.load(chosen) if chosen else None)
    model = form.model if form else form_data.known_model()
    figures, names = taken.figures, taken.names
    text = begin_data(model, figures, names, taken.unit, year, department, chosen, taken.items)
    return text, form, chosen


def begin_data(
    model: RecordShape,
    figures: Mapping[str, Decimal],
    names: Mapping[str, str],
    unit: MoneyUnit,
    year: int | None,
    department: str,
    form: str,
    items: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """Return the text of a new data.json with the figures and names of items at their paths, and ITEMS, lists below rows by
    code, at theirs.

    What a form must have and no table says is there, empty: null for a number, so that none can be forgotten. year:
    None and department, form: "" when they are not known.
    """
    made: dict[str, object] = {"格式": form} if form else {}
    made |= {"年度": None if year is None else Decimal(year), "金额单位": unit.value}
    for name, shape in model.fields.items():
        if name in PUBLIC_TABLES or (shape.required and name not in ("格式", "年度", "金额单位")):
            made[name] = {} if name in PUBLIC_TABLES else empty_place(shape)
    part = made.get("部门")
    if isinstance(part, dict) and department:
        part["名称"] = department
    for path, value in choose_figures({}, model, figures, names, live_rows(figures)):
        put_at_names(made, [str(step) for step in split_path(path)], value)
    for path, listed in items.items():
        if has_place(model, path):
            put_at_names(made, [str(step) for step in split_path(path)], listed)
    for name in PUBLIC_TABLES:
        add_empty_places(made[name], model.fields[name])
    made["原因"] = {}
    return dumps(in_order_of_model(made, model)) + "\n"


def empty_place(shape: Shape) -> object:
    """Return what stands where something of this shape is still to be written."""
    match shape:
        case RecordShape():
            return {name: empty_place(inner) for name, inner in shape.fields.items() if inner.required}
        case ListShape():
            return []
        case CodedShape() | TextsShape():
            return {}
        case NumberShape():
            return None
        case _:
            return ""


def add_empty_places(made: object, shape: Shape) -> None:
    """Put into a part of the data an empty place for what must be written there and is not."""
    if not isinstance(made, dict):
        return
    match shape:
        case RecordShape():
            for name, inner in shape.fields.items():
                if inner.required and name not in made:
                    made[name] = empty_place(inner)
                elif name in made:
                    add_empty_places(made[name], inner)
        case _:
            pass  # names of rows by code come from the classification


def put_at_names(made: dict[str, Any], steps: list[str], value: object) -> None:
    """Put a value at the end of the names that lead to it."""
    for step in steps[:-1]:
        made = made.setdefault(step, {})
    made[steps[-1]] = value


def in_order_of_model(made: object, shape: Shape) -> object:
    """Return a part of the data with its members in the order of the model, rows by code in the order of their codes."""
    if not isinstance(made, dict):
        return made
    match shape:
        case RecordShape():
            first = {
                name: in_order_of_model(made[name], inner)
                for name, inner in shape.fields.items()
                if name in made
            }
            return first | {name: value for name, value in made.items() if name not in first}
        case CodedShape():
            return {code: in_order_of_model(made[code], shape.row) for code in sorted(made)}
        case _:
            return made
