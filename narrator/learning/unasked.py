"""Data that the base requires and last year's report does not say: no sentence of the learned form has to have them, but for
those that it has of the base."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.lookup import ANY, ITEMS
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import Figure, Listing
from narrator.learning.form_entries import FormEntry
from narrator.learning.inventory import ComposedBlock
from narrator.learning.traced_numbers import DataPlaces
from narrator.sources import Derived, Said, Source


def find_unasked(shape: Shape, raw: Any, at: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the paths, as data.toml says them, of what a shape requires and raw data do not have."""
    match shape:
        case RecordShape(fields=fields):
            given: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
            for name, inner in fields.items():
                if name in given:
                    yield from find_unasked(inner, given[name], (*at, name))
                elif inner.required:
                    yield ".".join((*at, name))
        case ListShape(item=item) if isinstance(raw, list):
            for one in raw:
                yield from find_unasked(item, one, (*at, ITEMS))
        case CodedShape(row=row) if isinstance(raw, Mapping):
            for one in raw.values():
                yield from find_unasked(row, one, (*at, ANY))


def figures_said(lines: Sequence[ComposedBlock], paragraphs: Container[int]) -> set[str]:
    """Return the paths of the figures that paragraphs of the base say. paragraphs: the numbers of those that the report has."""
    found: set[str] = set()
    for line in lines:
        if line.paragraph is None or line.paragraph.number not in paragraphs:
            continue
        for span in line.text.spans:
            match span.source:
                case Said(fact=fact):
                    operands: Sequence[Source | Listing] = fact.operands
                case Derived(operands=operands):
                    pass
                case one:
                    operands = (one,)
            found |= {one.path for one in operands if isinstance(one, Figure)}
    return found


def find_zeros_printed(
    entries: Sequence[FormEntry], places: DataPlaces, unasked: Container[str]
) -> Iterator[str]:
    """Yield the paths of the figures that the report prints as zero in words of its own and the data do not have yet. unasked: of
    what the data should have and do not."""
    own = [one.source for one in entries if one.element is None]
    for place in places.everywhere:
        if place.path in unasked and place.value == 0 and any(place.expression in text for text in own):
            yield place.path
