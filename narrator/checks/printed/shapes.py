"""What the model of a form says about places in the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.checks.printed.layout import Backwards
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.shape import Shape


def owner_of(model: RecordShape, layout: Backwards) -> tuple[str, ...]:
    """The list in MODEL whose items LAYOUT prints, a table for each: what 项 stands for there."""
    wanted = {
        path[1]
        for line in layout.body
        for path in (line.loop, *(place.path for place in line.places))
        if path[:1] == ("项",)
    }
    for where, shape in lists(model, ()):
        if isinstance(shape.item, RecordShape) and wanted <= shape.item.fields.keys():
            return where
    return ("项",)


def lists(shape: Shape, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ListShape]]:
    """The lists of records in SHAPE, those in items not included."""
    if isinstance(shape, RecordShape):
        for name, inner in shape.fields.items():
            yield from lists(inner, (*at, name))
    elif isinstance(shape, ListShape) and isinstance(shape.item, RecordShape):
        yield at, shape


def shape_at(shape: Shape, path: Sequence[str]) -> Shape | None:
    """The shape of what stands at PATH below SHAPE, or None."""
    for name in path:
        match shape:
            case RecordShape(fields=fields) if name in fields:
                shape = fields[name]
            case CodedShape(row=row):
                shape = row
            case ListShape(item=item):
                shape = item
            case _:
                return None
    return shape
