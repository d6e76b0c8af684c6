"""Writing single values into data.json: texts and figures that somebody typed, nothing else touched.

A value that was changed by somebody else since it was read is not written over: both are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from narrator import build
from narrator.commands.saving import refuse_workbook, remember_records, save
from narrator.commands.wanted import is_missing
from narrator.compose.composition import Composition
from narrator.data_file import Opened, open_text, require_source
from narrator.disclosure.branch_shapes import TextsShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import MODEL
from narrator.disclosure.value import split_path
from narrator.files import patch, whole
from narrator.files.lock import locked
from narrator.filling.typed_cells import add_blanks, add_typed, is_path, paragraphs_of
from narrator.intake.merging import MergedData, value_at
from narrator.number import MoneyUnit
from narrator.problem import Problem, Unusable
from narrator.readers import json


class TypedText(NamedTuple):
    """What somebody typed for a place of the data. was: what stood there when they began, as `value_as_typed` tells it.
    text: what they want to stand there; of a text one paragraph a line."""

    path: str
    was: str
    text: str


class WrittenText(NamedTuple):
    """What was written. before: the text of the data as it was. after: the data file as it is now. composition: the
    report on it; None when the data make none yet."""

    before: str
    after: Opened
    composition: Composition | None


class Conflict(NamedTuple):
    """A place that somebody else changed meanwhile. typed: what was typed. now: what stands there."""

    path: str
    typed: str
    now: str


class Conflicting(Exception):
    """Raised when somebody else changed what was typed over; nothing is written then."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__("、".join(one.path for one in conflicts))


def value_as_typed(raw: object, path: str) -> str:
    """Return what stands at a path of parsed JSON, as somebody types it: a number with its digits, a text with one
    paragraph a line; "" for nothing."""
    value = value_at(raw, path)
    return f"{value:f}" if isinstance(value, Decimal) else patch.value(raw, path) or ""


def write_typed(
    data: Path,
    typed: Sequence[TypedText],
    form_name: str | None = None,
    phrasebook: Path | None = None,
    known: Opened | None = None,
) -> WrittenText:
    """Write what was typed into the data file; return what was done.

    known: the file as it was opened last; it is not read again when it still holds the same text. Texts are remembered
    with what they were written for. Raises Conflicting, and Unusable with all that can not be
    written; nothing is written then.
    """
    refuse_workbook(data)
    with locked(data):
        opened = known or build.open_data(data, form_name)
        cache = opened.cache
        if known is not None and whole.read(data) != known.text.encode():
            opened = build.open_data(data, form_name, cache)
        text = merge_typed(opened, typed)
        after = open_text(data, json.parse(text, cache), text, form_name, cache=cache)
        paths = {one.path for one in typed}
        wrong = [one for one in after.problems if one.where in paths and not is_missing(after.raw, one)]
        if wrong:
            raise Unusable(wrong)
        composition: Composition | None = None
        try:
            source = require_source(after, phrasebook)
            composition = build.report(source)
            noted = remember_records(source, composition.document, {})[0].text
        except Unusable:
            noted = text  # of data that make no report, nobody knows what a text was written for
        if noted != text:
            after = open_text(data, json.parse(noted, cache), noted, form_name, cache=cache)
        save(opened, noted)
    return WrittenText(opened.text, after, composition)


def merge_typed(opened: Opened, typed: Sequence[TypedText]) -> str:
    """Return the text of the data with what was typed. Raises Conflicting, and Unusable."""
    raw, model = opened.raw, opened.form.model if opened.form else MODEL
    stated = raw.get("金额单位") if isinstance(raw, dict) else None
    unit = MoneyUnit.YUAN if stated == MoneyUnit.YUAN.value else MoneyUnit.WAN
    merged = MergedData("", {}, {}, {}, [], {})
    problems: list[Problem] = []
    conflicts: list[Conflict] = []
    for one in typed:
        steps = [str(step) for step in split_path(one.path)] if is_path(one.path) else []
        shape = shape_at(model, steps) if steps else None
        if shape is None and not isinstance(shape_at(model, steps[:-1]), TextsShape):
            problems.append(Problem(one.path, "数据里没有这一处", "刷新页面再写"))
            continue
        now = value_as_typed(raw, one.path)
        if paragraphs_of(now) not in (paragraphs_of(one.was), paragraphs_of(one.text)):
            conflicts.append(Conflict(one.path, one.text, now))
            continue
        try:
            add_typed(merged, raw, one.path, shape, one.text.strip(), unit)
        except ValueError as error:
            problems.append(Problem(one.path, f"“{one.text}”{error}", "照数据的写法填"))
    if problems:
        raise Unusable(problems)
    if conflicts:
        raise Conflicting(conflicts)
    add_blanks(merged, raw, model)
    try:
        return patch.put_all(patch.take_out_members(opened.text, merged.removed), merged.values)
    except LookupError as error:
        raise Unusable([Problem(str(error), "数据里没有地方放", "在数据里改")]) from None
