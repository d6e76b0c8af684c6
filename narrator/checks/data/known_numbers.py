"""The numbers at the places that relations compare, gathered in one walk through a disclosure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from decimal import Decimal

from narrator.checks.data.comparisons import Tree
from narrator.disclosure.lookup import ITEMS
from narrator.disclosure.relation import Steps, inside
from narrator.disclosure.value import Coded, Count, Figure, Record, Value
from narrator.number import Amount, Score

UNKNOWN = Decimal("NaN")  # no number equals it, and a sum with it is unknown as well
NO_NUMBERS: Mapping[Steps, Decimal] = {}


def number_of_value(value: object) -> Decimal | None:
    """Return the number of a value: an amount in 万元, how many things, or points; None of anything else."""
    if value is None:
        return None
    if type(value) is Amount:
        return value.wan
    if isinstance(value, Score):
        return value.number
    return Decimal(value.number) if isinstance(value, Count) else None


class KnownNumbers:
    """The numbers of figures, `UNKNOWN` of one that has none or was not read. single: by places without gaps. columns: by other places,
    and by what their gaps stand for. blanks: how many figures at a place are not given. read: the paths of those that are nought where
    they are not given; None for all."""

    def __init__(self, disclosure: Record, tree: Tree, read: Container[str] | None) -> None:
        self.single: dict[str, Decimal] = {}
        self.columns: dict[str, dict[Steps, Decimal]] = defaultdict(dict)
        self.blanks: dict[str, int] = defaultdict(int)
        self.read = read
        self.gather(disclosure, tree, ())

    def gather(self, value: Value, tree: Tree, bound: Steps) -> None:
        """Gather the numbers at the places of a tree below a value. bound: what the gaps above stand for."""
        read, blanks, single, columns = self.read, self.blanks, self.single, self.columns
        names: Mapping[str, Value] = (
            value.fields
            if type(value) is Record
            else value.rows
            if type(value) is Coded
            else dict(inside(value, ITEMS))
        )
        for name, place in tree.places.items():
            figure = names.get(name)
            if type(figure) is Figure:
                known = figure.value
                number = known.wan if type(known) is Amount else number_of_value(known)
                if not figure.given:
                    blanks[place] += 1
                    if number or not (read is None or figure.path in read):
                        number = None  # a blank is a nought, if anything
                if number is None:
                    number = UNKNOWN
                if bound:
                    columns[place][bound] = number
                else:
                    single[place] = number
        for name, below in tree.below.items():
            if (inner := names.get(name)) is not None:
                self.gather(inner, below, bound)
        for gap, below in tree.gaps.items():
            for name, inner in inside(value, gap):
                self.gather(inner, below, (*bound, name))

    def column(self, place: str) -> Mapping[Steps, Decimal]:
        """Return the numbers at a place, by what its gaps stand for."""
        return {(): self.single[place]} if place in self.single else self.columns.get(place, NO_NUMBERS)

    def is_blank(self, place: str) -> bool:
        """Return whether no figure at a place is given."""
        return self.blanks.get(place, 0) == (place in self.single or len(self.columns.get(place, ())))
