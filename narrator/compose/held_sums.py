"""Sums that a template writes though a public table holds them as a cell: the cell is rounded once, the sum of its
rounded parts may print another figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from narrator.compose.value_kinds import Kind, copy_shape
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.lookup import ANY, ITEMS
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.relation import MINUS, ROWS, Equal, Sum
from narrator.disclosure.relations import FOLLOWING, RELATIONS
from narrator.disclosure.shape import Shape
from narrator.facts.operand import Publication
from narrator.form import Form


class HeldSums:
    """The sums that the tables of a form hold, and the places of the figures that its templates name.

    fields: the data model of the form, in which every place has a shape of its own, by which it is known again
    however a template came to it.
    """

    def __init__(self, form: Form) -> None:
        model = copy_shape(form.declared_model.model)
        self.fields: Mapping[str, Shape] = model.fields
        self.places: dict[int, tuple[Shape, str]] = {}
        for name, shape in self.fields.items():
            self.note(shape, name)
        rules = (*RELATIONS, *form.sound_relations[0])
        declared = [*(one for rule in rules for one in rule.relations), *FOLLOWING]
        self.first: dict[str, str] = {}  # for a place that is equal to others, the one that stands for all
        for equal in declared:
            if isinstance(equal, Equal) and not (equal.partial or equal.usual):
                self.join(equal.left, equal.right)
        equal_to: dict[str, list[str]] = {}
        for place, first in self.first.items():
            equal_to.setdefault(first, []).append(place)
        self.prints = prints = Publication(form.unpublished).prints
        self.cells: dict[tuple[str, ...], str] = {}  # for the parts of a sum, the cell that holds it
        for one in declared:
            if not isinstance(one, Sum) or one.partial or one.usual or one.stated:
                continue
            if len(one.parts) < 2 or any(part.startswith(MINUS) for part in one.parts):
                continue
            same = [one.whole, *equal_to.get(self.known(one.whole), ())]
            held = next((place for place in same if public_table(place) and prints(place)), None)
            if held:
                self.cells.setdefault(self.parts(one.parts), held)

    def note(self, shape: Shape, place: str) -> None:
        """Note that a shape, and what is in it, stands at a place."""
        self.places[id(shape)] = shape, place
        inner: Iterator[tuple[str, Shape]]
        match shape:
            case RecordShape(fields=fields):
                inner = iter(fields.items())
            case CodedShape(row=row):
                inner = iter([(ANY, row)])
            case ListShape(item=item):
                inner = iter([(ITEMS, item)])
            case _:
                inner = iter(())
        for name, one in inner:
            self.note(one, f"{place}.{name}")

    def row(self, coded: CodedShape, code: str) -> CodedShape:
        """Return rows by code that have the shape of the one with that code, at its own place."""
        place = self.places.get(id(coded), (coded, ""))[1]
        found = copy_shape(coded)
        if place:
            self.note(found.row, f"{place}.{code}")
        return found

    def join(self, left: str, right: str) -> None:
        """Note that two places hold one figure."""
        one, other = self.known(left), self.known(right)
        for place in chain((left, right), [place for place, first in self.first.items() if first == other]):
            self.first[place] = one

    def known(self, place: str) -> str:
        """Return the place that stands for all that are equal to one."""
        return self.first.get(place, place)

    def parts(self, places: Sequence[str]) -> tuple[str, ...]:
        """Return what is the same for all ways to write the same parts."""
        return tuple(sorted(map(self.known, places)))

    def cell(self, operands: Sequence[Kind]) -> str | None:
        """Return the place of the cell that holds the sum of operands; None where no public table that the form
        prints does, or where an operand has no place of its own."""
        found = [self.places.get(id(one), (one, ""))[1] for one in operands]
        if not all(found):
            return None
        codes = {step for place in found for step in place.split(".") if step.isdigit()}
        for code in (
            (None, *codes) if len(codes) == 1 else (None,)
        ):  # what is said of every row, is of this one
            places = [place.replace(f".{code}.", f".{ANY}.") for place in found]
            if cell := self.cells.get(self.parts(places)):
                return cell.replace(f".{ANY}.", f".{code}.") if code else cell
        return None

    def total(self, column: Kind) -> str | None:
        """Return the place of the cell that holds the sum of a column of rows by code over all classes; None where no public
        table that the form prints does."""
        place = self.places.get(id(column), (column, ""))[1]
        whole = place.replace(f".{ROWS}.{ANY}.", ".合计.")
        held = whole != place and bool(public_table(whole)) and self.prints(whole)
        return whole if held and any(one == whole for _, one in self.places.values()) else None
