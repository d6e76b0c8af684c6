"""Looking up the shape of a place in the data, and how many choices a shape leaves."""

from __future__ import annotations

from collections.abc import Sequence

from narrator.disclosure.branch_shapes import LEVELS, CodedShape, ListShape, RecordShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape

ANY, ITEMS = "*", "[]"  # any one name, every item of a list


def shape_at(shape: Shape, path: Sequence[str]) -> Shape | None:
    """Return the shape of what stands at a path below a shape, or None.

    A step is a name, a code or its level (类, 款, 项), the number of an item or [], or * for any row.
    """
    for at, name in enumerate(path):
        match shape:
            case RecordShape(fields=fields) if name in fields:
                shape = fields[name]
            case RecordShape(fields=fields) if name == ANY:
                rest = [
                    shape_at(one, path[at + 1 :]) for one in fields.values() if isinstance(one, RecordShape)
                ]
                return next((one for one in rest if one is not None), None)
            case CodedShape(row=row, lengths=lengths) if name == ANY or has_level(name, lengths):
                shape = row
            case ListShape(item=item) if name == ITEMS or name.isdigit():
                shape = item
            case _:
                return None
    return shape


def has_level(name: str, lengths: Sequence[int]) -> bool:
    """Return whether a name is a code of one of the lengths, or the level of such codes."""
    return (len(name) in lengths and name.isdigit()) or any(LEVELS[length] == name for length in lengths)


def count_choices(shape: Shape) -> int:
    """Return how many options a name may be chosen from; of a record the most of any of its fields, 0 where nothing is
    chosen."""
    match shape:
        case NameShape(choices=several):
            return len(several)
        case RecordShape(fields=fields):
            return max(map(count_choices, fields.values()), default=0)
        case _:
            return 0
