"""What an expression of a template may be, without any data: a shape of the data model, or what a template writes itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TypeVar

from jinja2 import nodes

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.number_shapes import CountShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape

LOOP = RecordShape(
    "loop", fields={name: CountShape() for name in ("index", "index0", "revindex", "length", "first", "last")}
)
MANY, SOME = 40, 5  # rows that a list of the data may have, and one below a row


@dataclass(frozen=True)
class Strings:
    """One of a few known strings: what a template writes itself, or loops over."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Tuples:
    """The rows of a list that a template writes itself, by column: what each column may be."""

    columns: tuple[Kind, ...]


@dataclass(frozen=True)
class Plain:
    """A number (or true, false, none) that a template writes itself."""

    value: object


# What an expression may be: a shape of the data, what a template writes, or None where nothing can be said.
Kind = Shape | Strings | Tuples | Plain | None
Names = Mapping[str, Kind]
AnyShape = TypeVar("AnyShape", bound=Shape)


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
    return len(kind.values) if isinstance(kind, Strings) else MANY


def common_kind(kinds: Sequence[Kind]) -> Kind:
    """Return what all of the kinds are: strings together, shapes if they are alike; None where nothing can be
    said. Shapes from several places make one that has none.
    """
    strings = [kind for kind in kinds if isinstance(kind, Strings)]
    if kinds and len(strings) == len(kinds):
        return Strings(tuple(value for kind in strings for value in kind.values))
    shapes = [kind for kind in kinds if isinstance(kind, Shape)]
    alike = len(shapes) == len(kinds) and len({type(shape) for shape in shapes}) == 1
    if not alike or not isinstance(shapes[0], RecordShape):
        return (shapes[0] if len({*map(id, shapes)}) == 1 else copy_shape(shapes[0])) if alike else None
    shared = {
        name: field
        for name, field in shapes[0].fields.items()
        if all(isinstance(one, RecordShape) and name in one.fields for one in shapes)
    }
    found = replace(shapes[0], fields=shared)
    return found if len({*map(id, shapes)}) == 1 else copy_shape(found)


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


def shape_of_row(shape: CodedShape) -> RecordShape:
    """Return the shape of a row by code, with what reading adds to it."""
    name = NameShape()
    above = replace(shape.row, fields={**shape.row.fields, "科目编码": name, "级次": name})
    return replace(above, fields={**above.fields, "类": above, "款": above})
