"""Data that a report may have been made from: what its tables print, made fit to compose from.

What can not be is left out, what no table prints is made up: only the sentences are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any

from narrator.cache import NO_CACHE, Cache
from narrator.checks.printed.printed_order import Unlisted
from narrator.checks.printed.prose import Prose
from narrator.checks.printed.raw_data import MADE_UP, copy_containers, counts, path_of, with_values
from narrator.checks.printed.table_data import Reading
from narrator.disclosure import reading
from narrator.disclosure.branch_shapes import CODE_LENGTHS, CodedShape, ListShape, RecordShape
from narrator.disclosure.classification import classification_of
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.lookup import count_choices, shape_at
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.disclosure.value import Record, Words, split_path
from narrator.form import FORMS, Form
from narrator.tables.plain import plain

BRANCHES = (RecordShape, CodedShape, ListShape)
NO_MEMBERS: Mapping[str, Any] = {}
OWN = "自评表中的名称"  # of a project: most likely its name in the prose as well


def possible(
    tables: Reading,
    model: RecordShape,
    made_up: int = 1,
    items: int = 0,
    before: Mapping[str, Any] = NO_MEMBERS,
    cache: Cache = NO_CACHE,
) -> tuple[dict[str, Any], Record]:
    """Return data to compose from: what tables print, without what can not be (a score of 1094), of which
    `data` tells.

    made_up: the amount, and the count, that stands where no table prints one. items: how many items a list has at
    least that no table prints; one of records within an item of another. Unless that is 0, choices that no table prints
    are made otherwise, by each item of a list in another way, and lists that tables print have an item for each choice.
    before: such data made of the same tables, whose members are kept where they are equal: what was read of them is in
    the cache.
    """
    raw = same_members(completed(model, tables.raw, tables.cells, made_up, items), before)
    disclosure, problems = reading.read(raw, model, cache=cache, compare_names=False)
    wrong = [
        one.where for one in problems if one.where in tables.cells and not one.where.endswith("科目名称")
    ]
    if wrong:
        rest = copy_containers(tables.raw)
        for where in wrong:
            drop(rest, [str(step) for step in split_path(where)])
        raw = same_members(completed(model, rest, tables.cells, made_up, items), before)
        disclosure, _ = reading.read(raw, model, cache=cache, compare_names=False)
    return raw, disclosure


def same_members(raw: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return raw data with the very members of others where they are equal, which a cache knows by that."""
    return {name: before[name] if before.get(name) == member else member for name, member in raw.items()}


def with_choices(tables: Reading, prose: Prose) -> Reading:
    """Return what tables print with the names that the prose states and they do not (部门.称谓), but for those of
    lists: what a sentence chose by one of them is known."""
    stated = (
        ([*map(str, split_path(source.path))], capture.text)
        for claim in prose.claims
        for capture in claim.every
        if isinstance(source := capture.piece.source, Words)
        and source.path not in tables.cells
        and "[" not in source.path
    )
    return replace(tables, raw=with_values(tables.raw, stated))


def with_unlisted_rows(tables: Reading, unlisted: Iterable[Unlisted]) -> tuple[Reading, tuple[str, ...]]:
    """Return what tables print with rows for what the prose tells of and they do not have, without a figure, and the paths of these
    rows: a budget of which nothing was spent has no row. Its code is that of the classification, or else any below that of
    the row above it."""
    listed = classification_of(int(tables.raw["年度"])).functional
    raw = copy_containers(tables.raw)
    added = []
    for one in unlisted:
        rows = raw
        for step in split_path(one.rows):
            rows = rows.setdefault(step, {})
        blank = dict.fromkeys({name for row in rows.values() for name in row} - {ITEM_NAME}, Decimal(0))
        code = ""
        for name, length in zip(one.names, CODE_LENGTHS, strict=False):
            below = [other for other in rows if len(other) == length and other.startswith(code)]
            found = next(
                (other for other in below if plain(str(rows[other].get(ITEM_NAME, ""))) == name), None
            )
            may_be = (new for new in codes_from_last(code, length) if new not in rows)
            known = (
                new
                for new in listed
                if len(new) == length and new.startswith(code) and plain(listed[new]) == name
            )
            code = found or next(chain(known, may_be))
            if not found:
                rows[code] = {**blank, ITEM_NAME: name}
                added.append(f"{one.rows}.{code}")
    return replace(tables, raw=raw), tuple(added)


def codes_from_last(code: str, length: int) -> Iterator[str]:
    """Yield the codes of some length that begin with a code, from the last one on."""
    rest = length - len(code)
    return (f"{code}{number:0{rest}}" for number in reversed(range(10**rest)))


def otherwise(raw: dict[str, Any], model: RecordShape) -> Iterator[dict[str, Any]]:
    """Return raw data with the choices that tables do not print (a project's 资金性质) made otherwise, each
    in turn.
    """
    shape = shape_at(model, ("预算绩效", "项目", "1", "资金性质"))
    for choice in shape.choices[1:] if isinstance(shape, NameShape) else ():
        other = copy_containers(raw)
        for project in other.get("预算绩效", {}).get("项目", []):
            project["资金性质"] = choice
        yield other


def completed(
    shape: Shape, raw: Any, cells: Mapping[str, str], made_up: int, items: int = 0, at: tuple[str, ...] = ()
) -> Any:
    """Return raw data with something in every place that a report prints and they do not have, for composing
    alone; without what the shape does not name.

    MADE_UP stands for a name, and a made-up amount or count for one that no table prints: with 1 the sentences
    are composed that are there only when there is something, with 0 those that say that there was nothing.
    items: as in `possible`.
    """
    match shape:
        case RecordShape(fields=fields):
            given: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
            whole = {name: one for name, one in given.items() if name in fields}
            public = bool(at) and bool(public_table(at[0]))
            for name, inner in shape.besides_blanks if public else fields.items():
                if name in given and not isinstance(inner, BRANCHES):
                    continue  # as most are
                if (
                    name in given
                    or isinstance(inner, RecordShape)
                    or (items and isinstance(inner, ListShape))
                ):
                    there = given.get(name, [])  # a record that is not there has as little as a list
                    whole[name] = completed(inner, there, cells, made_up, items, (*at, name))
                elif isinstance(inner, AmountShape) and not inner.blank:
                    whole[name] = Decimal(made_up)
                elif isinstance(inner, (AmountShape, CountShape)):
                    whole[name] = Decimal(0 if path_of((*at, name)) in cells else made_up)
                elif isinstance(inner, ScoreShape):
                    whole[name] = Decimal(0)
                elif isinstance(inner, PercentageShape) and path_of((*at, name)) not in cells:
                    whole[name] = Decimal(made_up)
                elif isinstance(inner, NameShape) and name != OWN and (items or not inner.default):
                    several = inner.choices
                    whole[name] = (
                        several[turn(at) % len(several) if items else 0]
                        if several
                        else given.get(OWN, MADE_UP)
                    )
            return whole
        case CodedShape(row=row, lengths=lengths) if isinstance(raw, dict):
            # A row whose code was misread or that is not printed is named by the rows below it all the same.
            above = {code[:length] for code in raw for length in lengths}
            codes = sorted(above.union(raw))
            return {code: completed(row, raw.get(code), cells, made_up, items, (*at, code)) for code in codes}
        case ListShape(item=item) if isinstance(raw, list):
            least = count_choices(item) if items else 0
            if not raw:
                # Of records within an item one is enough: there are that many items around them already.
                within = isinstance(item, RecordShape) and any(map(counts, at))
                least = max(least, min(items, 1) if within else items)
            whole_list = [*raw, *({} for _ in range(len(raw), least))]
            made = 1 if items else made_up
            return [
                completed(item, one, cells, made, items, (*at, str(number)))
                for number, one in enumerate(whole_list, 1)
            ]
        case NameShape() | ProseShape() if raw == {}:
            return MADE_UP
        case _:
            return raw


def turn(at: tuple[str, ...]) -> int:
    """Return which choice is made at the names of a place when choices are made otherwise: each item of a list makes
    another one, and what is in no list the second."""
    return next((int(name) for name in reversed(at) if counts(name)), 1)


@lru_cache(maxsize=FORMS)
def composing_model(form: Form) -> RecordShape:
    """Return the data that a form's own templates may print, with nothing in it required: of the parts of the data the
    public tables and those that a file of the form names."""
    model = lenient_record(form.own_model)
    fields = {
        name: inner
        for name, inner in model.fields.items()
        if not isinstance(inner, BRANCHES) or public_table(name) or name in form.words
    }
    return replace(model, fields=fields)


@lru_cache(maxsize=FORMS)
def lenient_model(form: Form) -> RecordShape:
    """Return the data that a form asks for, with nothing in it required."""
    return lenient_record(form.model)


def lenient_record(shape: RecordShape) -> RecordShape:
    """Return a record in which nothing is required."""
    fields = {name: lenient(inner) for name, inner in shape.fields.items()}
    return replace(shape, required=False, fields=fields)


def lenient(shape: Shape) -> Shape:
    """Return a shape with nothing in it required."""
    match shape:
        case RecordShape():
            return lenient_record(shape)
        case CodedShape(row=row):
            return replace(shape, required=False, row=lenient_record(row))
        case ListShape(item=item):
            return replace(shape, required=False, item=lenient(item))
        case _:
            return replace(shape, required=False)


def drop(raw: Any, names: list[str]) -> None:
    """Take what stands at the names out of raw data."""
    for name in names[:-1]:
        raw = raw[int(name) - 1] if isinstance(raw, list) else raw.get(name, {})
    if isinstance(raw, dict):
        raw.pop(names[-1], None)
