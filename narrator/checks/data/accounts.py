"""The figures as the rules see them: cells that know their names, their places and how exact they are."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from narrator.checks.finding import Side
from narrator.checks.naming import called
from narrator.disclosure.model import public_table
from narrator.disclosure.value import Coded, Figure, Listing, Record, Value, Words
from narrator.number import Amount, Unit, decimals, plain, rounded

HALF = Decimal("0.005")  # 万元: how far a printed amount may be from the exact one
ZERO = Decimal(0)


class Cell(NamedTuple):
    """An amount of the accounts, in 万元.

    wan: None when there is no such figure (null), or nobody has filled it in.
    given: False when nothing stands there; `wan` is zero then, or None where a blank could be a slip.
    blank_rounds: whether a blank may hide an amount that would print as 0.00.
    exact: whether it is known in 元, and so was not rounded at all.
    loose: how far it may be from the exact amount, when that is not what rounding leaves.
    """

    name: str
    wan: Decimal | None
    path: str
    given: bool
    blank_rounds: bool = False
    exact: bool = False
    loose: Decimal | None = None

    @property
    def tail(self) -> Decimal:
        """How far the exact amount may be from this one: 0.005, or 0 when it is known to be exact.

        More decimals than are printed were not rounded. A blank in data.json is zero; a blank in a
        report may have been 0.00 (RULES, "Tolerance").
        """
        if self.loose is not None:
            return self.loose
        if self.exact or (not self.given and not self.blank_rounds):
            return ZERO
        return HALF if self.wan is None or decimals(self.wan) <= 2 else ZERO

    @property
    def null(self) -> bool:
        """Whether it is said that there is no such figure."""
        return self.given and self.wan is None

    @property
    def side(self) -> Side:
        value = "" if not self.given else "null" if self.wan is None else written(self.wan)
        return Side(self.name, value, self.path)


@dataclass(frozen=True)
class Accounts:
    """What the rules read.

    standard: the names of the economic items (部门预算支出经济分类科目) that the form prints, by code.
    printed: whether this was read from a printed report, whose blanks may be amounts below 0.005 万元.
    cells: the paths of all that its tables print, blank or not.
    loose: how far amounts that were not printed, but follow from others, may be from the exact ones, by path.
    labels: what the form in use calls its public tables (支出决算表), by their names; see `Form.labels`.
    asked: the amounts that rules have asked for, by path; most are asked for again.
    """

    disclosure: Record
    standard: Mapping[str, str] = field(default_factory=dict)
    printed: bool = False
    cells: Container[str] = frozenset()
    loose: Mapping[str, Decimal] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    asked: dict[str, Cell] = field(default_factory=dict, init=False, repr=False, compare=False)

    def called(self, path: str) -> str:
        """Return what a reader of the form in use calls PATH."""
        return called(path, self.labels.get(public_table(path), ""))

    def label(self, table: str) -> str:
        """Return what the form in use calls the public TABLE: 支出决算表, or its name when the form numbers none."""
        return self.labels.get(table, table)

    def record(self, *names: str) -> Record:
        """The record at the path NAMES, each of the model."""
        value: Value = self.disclosure
        for name in names:
            assert isinstance(value, Record)
            value = value[name]
        assert isinstance(value, Record)
        return value

    def cell(self, *names: str) -> Cell:
        """The amount at the path NAMES."""
        return self.of(self.record(*names[:-1]), names[-1])

    def of(self, record: Record, name: str) -> Cell:
        """The amount NAME of RECORD."""
        figure = record[name]
        assert isinstance(figure, Figure)
        path = figure.path
        found = self.asked.get(path)
        if found is None:
            value = None if self.unread(figure) else figure.value
            amount = value.wan if isinstance(value, Amount) else None
            loose = self.loose.get(path)
            found = Cell(self.called(path), amount, path, figure.given, self.printed, self.exact, loose)
            self.asked[path] = found
        return found

    def unread(self, figure: Figure) -> bool:
        """Whether FIGURE is one that only the prose of a report states, and was not understood there: it is no zero."""
        return self.printed and not (figure.given or figure.path in self.cells)

    @cached_property
    def exact(self) -> bool:
        """Whether the amounts are given in 元: such are not rounded."""
        return not self.printed and str(self.disclosure["金额单位"]) == Unit.YUAN.value

    def rows(self, table: str) -> list[Record]:
        """The rows by code of TABLE."""
        return self.items(table, "各科目")

    def row(self, table: str, code: str) -> Record | None:
        """The row of TABLE with CODE, or None when it has none."""
        rows = self.record(table)["各科目"]
        return rows.rows.get(code) if isinstance(rows, Coded) else None

    def items(self, *names: str) -> list[Record]:
        """The records of the list at the path NAMES."""
        value = self.record(*names[:-1])[names[-1]]
        assert isinstance(value, Listing)
        return [item for item in value if isinstance(item, Record)]

    def holds(self, *names: str) -> bool:
        """Whether the data gives anything below the path NAMES."""
        return anything(self.record(*names))


def anything(value: Value) -> bool:
    """Whether the data gives anything in VALUE."""
    match value:
        case Record():
            return any(anything(part) for name, part in value.fields.items() if name not in ("类", "款"))
        case Listing():
            return bool(value)
        case Figure() | Words():
            return value.given
        case _:
            return True


def code(row: Record) -> str:
    return str(row["科目编码"])


def written(wan: Decimal) -> str:
    """WAN, an amount in 万元, as a finding tells it: two decimals, or all that it has."""
    exact = plain(wan)
    return exact if decimals(wan) > 2 else f"{rounded(wan):f}"
