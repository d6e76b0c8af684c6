"""A specimen: a disclosure that holds everything that a form's data can hold, each value another.

A form's tables are known by composing them once with it (see survey).
"""

from __future__ import annotations

import itertools
from decimal import Decimal

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.lookup import count_choices
from narrator.disclosure.number_shapes import AmountShape, CountShape, NumberShape, ScoreShape, YearShape
from narrator.disclosure.parts_and_wholes import side_by_side
from narrator.disclosure.shape import DataReading, Shape
from narrator.disclosure.text_shapes import DateShape, NameShape, ProseShape
from narrator.disclosure.value import Record
from narrator.number import MoneyUnit

ITEMS = 3  # of every list, at least
SCORES = ("95", "85", "75", "65", "55")


def specimen(model: RecordShape, year: int) -> Record:
    """Return the specimen of a model for a year.

    Its lists have several items, one for each choice that items have. Of its rows by code, each level has
    several, and the lowest ones have but one of the parts of their sums each, so that no filter leaves them
    all.
    """
    maker = Maker(year)
    return model.read(maker.raw(model), "", DataReading(MoneyUnit.WAN))


class Maker:
    """Makes raw data, each value another."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.numbers = itertools.count(1)

    def raw(self, shape: Shape, at: int = 0) -> object:
        """Return raw data of a shape, which is part of an item of a list, if of one; `at` is the item's
        number from 0.
        """
        match shape:
            case RecordShape(fields=fields):
                return {name: self.raw(field, at) for name, field in fields.items()}
            case ListShape(item=item):
                return [self.raw(item, number) for number in range(max(ITEMS, count_choices(item)))]
            case CodedShape():
                return self.coded(shape)
            case NameShape(choices=several) if several:
                return several[at % len(several)]
            case DateShape():
                return f"{self.year}年1月{next(self.numbers) % 28 + 1}日"
            case NameShape():
                return f"名称{next(self.numbers)}"
            case ProseShape():
                return f"文字{next(self.numbers)}"
            case YearShape():
                return Decimal(self.year)
            case ScoreShape():
                return Decimal(SCORES[at % len(SCORES)])
            case CountShape():
                return Decimal(next(self.numbers))
            case NumberShape():
                return Decimal(next(self.numbers)) + Decimal("0.01")
            case _:  # texts under names that nobody knows beforehand
                return {}

    def coded(self, shape: CodedShape) -> dict[str, object]:
        """Return rows by code of a shape."""
        parts = sorted(parts_of_sums(shape.row))
        rows: dict[str, object] = {}
        lowest = itertools.cycle(parts) if parts else None
        for code in codes_of_specimen(shape):
            row = {name: self.raw(field) for name, field in shape.row.fields.items()}
            if code in shape.names:
                row["科目名称"] = shape.names[code]
            elif lowest is not None and len(code) == max(shape.lengths):
                only = next(lowest)
                row = {name: value for name, value in row.items() if name not in parts or name == only}
            rows[code] = row
        return rows


def codes_of_specimen(shape: CodedShape) -> list[str]:
    """Return the codes of the rows of a shape in a specimen: those that it names; else some of each level,
    below one of them as many as there are parts of its sums.
    """
    if shape.names:
        return [*shape.names]
    many = max(len(parts_of_sums(shape.row)), 2)
    codes = ["201", "20101", *(f"20101{number:02}" for number in range(1, many + 1))]
    codes += ["20102", "2010201", "202", "20201", "2020101", "2020102"]
    return [code for code in codes if len(code) in shape.lengths]


def parts_of_sums(row: RecordShape) -> set[str]:
    """Return the amounts of a row that are parts of one of its sums, and no sums themselves."""
    fields = row.fields.keys()
    sums = [(whole, parts) for whole, parts in side_by_side() if {whole, *parts} <= fields]
    wholes = {whole for whole, _ in sums}
    found = {part for _, parts in sums for part in parts} - wholes
    return {name for name in found if isinstance(row.fields[name], AmountShape)}
