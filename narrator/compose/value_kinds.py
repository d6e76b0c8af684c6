"""What an expression of a template may be, without any data: a shape of the data model, or what a template writes or makes
itself. Every value that there is while a report is made is of one of these kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TypeVar

from jinja2 import nodes

from narrator.disclosure.branch_shapes import LEVELS, CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape

MANY, SOME = 40, 5  # rows that a list of the data may have, and one below a row


@dataclass(frozen=True)
class Strings:
    """One of a few known strings: what a template writes itself, or loops over."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Plain:
    """A number (or true, false, none) that a template writes itself, or counts."""

    value: object


@dataclass(frozen=True)
class Made:
    """A text that is made and can only be printed. joined: by ~, so that it may name something; said: in the words of a table
    of the phrasebook, so that it may not name a reason; whole: it is a table, or holds one."""

    joined: bool = False
    said: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Written:
    """A list that a template writes itself: what stands in it."""

    items: tuple[Kind, ...]


@dataclass(frozen=True)
class Rows:
    """A list that a filter leaves: what each of its items may be."""

    item: Kind


@dataclass(frozen=True)
class Fields:
    """Named values that are no data: those of a loop, and of a row that 各列 makes."""

    description: str
    fields: Mapping[str, Kind] = field(hash=False)


@dataclass(frozen=True)
class Either:
    """One of several kinds, none of them an `Either`."""

    kinds: tuple[Kind, ...]


# What an expression may be: a shape of the data, what a template writes or makes, or None where nothing can be said, since
# something was told of it, or it never happens.
Kind = Shape | Strings | Plain | Made | Written | Rows | Fields | Either | None
Names = Mapping[str, Kind]
AnyShape = TypeVar("AnyShape", bound=Shape)
RECORDS = (RecordShape, Fields)
LISTS = (CodedShape, ListShape, Rows)  # as filters and functions have them; the last is no data
TRUTH = Either((Plain(True), Plain(False)))
LOOP = Fields(
    "loop",
    {**dict.fromkeys(("index", "index0", "revindex", "length"), Plain(1)), "first": TRUTH, "last": TRUTH},
)


def length_of_list(node: nodes.Node, kind: Kind) -> int:
    """Return how many rows a list in a template may well have."""
    match node:
        case nodes.List(items=items) | nodes.Tuple(items=items):
            return len(items)
        case nodes.Filter(name="第"):
            return 1
        case nodes.Filter(name="各列", args=columns):
            return len(columns)
        case nodes.Filter(node=nodes.Expr() as of, args=arguments):
            narrowed = bool(arguments) and node.name not in ("有数", "取列")
            return min(SOME if narrowed else MANY, length_of_list(of, kind))
    return len(kind.items) if isinstance(kind, Written) else MANY


def alternatives(kind: Kind) -> tuple[Kind, ...]:
    """Return the kinds one of which a value has."""
    return kind.kinds if isinstance(kind, Either) else (kind,)


def either(kinds: Iterable[Kind]) -> Kind:
    """Return the kind of what is of one of those kinds, strings together; None where nothing can be said of one of them, or
    there is none."""
    found: dict[int, Kind] = {}
    strings: dict[str, None] = {}
    for kind in kinds:
        for one in alternatives(kind):
            if one is None:
                return None
            if isinstance(one, Strings):
                strings |= dict.fromkeys(one.values)
            elif isinstance(one, Shape) or one not in found.values():
                found[id(one)] = one
    told = [*found.values(), *([Strings(tuple(strings))] if strings else [])]
    return told[0] if len(told) == 1 else Either(tuple(told)) if told else None


def item_of(kind: Kind) -> Kind:
    """Return what an item of a list may be; None for what is no list, or has none."""
    match kind:
        case CodedShape():
            return shape_of_row(kind)
        case ListShape(item=item) | Rows(item=item):
            return item
        case Written(items=items):
            return either(items)
    return None


def known_strings(kind: Kind) -> tuple[str, ...]:
    """Return the strings one of which a value is; () when it may be something else."""
    return kind.values if isinstance(kind, Strings) else ()


def true_part(kind: Kind) -> tuple[Kind, ...]:
    """Return what a value may be that counts as true."""
    return tuple(part for one in alternatives(kind) if (part := _counting(one, True)) is not NEVER)


def false_part(kind: Kind) -> tuple[Kind, ...]:
    """Return what a value may be that counts as false: what is empty."""
    return tuple(part for one in alternatives(kind) if (part := _counting(one, False)) is not NEVER)


NEVER = Plain("never")


def _counting(kind: Kind, true: bool) -> Kind:
    """Return what a value of a kind may be that counts so; NEVER when none does."""
    match kind:
        case Strings(values=values):
            found = tuple(value for value in values if bool(value) is true)
            return Strings(found) if found else NEVER
        case Plain(value=value):
            return kind if bool(value) is true else NEVER
        case Written(items=items):
            return kind if bool(items) is true else NEVER
        case NameShape() | ProseShape() | CodedShape() | ListShape() | TextsShape() | Rows() | Made() | None:
            return kind
    return kind if true else NEVER  # figures, years and records


def copy_shape(shape: AnyShape) -> AnyShape:
    """Return a shape that is like another, and is itself another one in all its parts."""
    match shape:
        case RecordShape(fields=fields):
            return replace(shape, fields={name: copy_shape(field) for name, field in fields.items()})
        case CodedShape(row=row):
            return replace(shape, row=copy_shape(row))
        case ListShape(item=item):
            return replace(shape, item=copy_shape(item))
    return copy(shape)


def shape_of_row(shape: CodedShape, level: str = "") -> RecordShape:
    """Return the shape of a row by code, with what reading adds to it. level: the one of the rows; "" for any of them, of
    which none is known to stand below another."""
    name = NameShape()
    above: dict[str, Shape] = {}
    for one in LEVELS.values():
        row = replace(shape.row, fields={**shape.row.fields, "科目编码": name, "级次": name, **above})
        if level in ("", one):
            break
        above[one] = row
    return row
