"""Looking up the shape of a place in the data."""

from __future__ import annotations

from collections.abc import Sequence

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.shape import Shape


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
