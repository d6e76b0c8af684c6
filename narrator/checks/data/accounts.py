"""The figures as the rules see them: cells that know their names, their places and how exact they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from narrator.checks.data.comparisons import Plan, plan_comparisons
from narrator.checks.data.known_numbers import KnownNumbers, number_of_value
from narrator.checks.finding import Side
from narrator.checks.naming import called_in
from narrator.disclosure.branch_shapes import LEVELS, RecordShape, code_above, codes_below
from narrator.disclosure.classification import class_meant
from narrator.disclosure.lookup import ITEMS, shape_at
from narrator.disclosure.model import MODEL
from narrator.disclosure.public_tables import BY_FUNCTION, PUBLIC_TABLES
from narrator.disclosure.relation import (
    ROWS,
    TOTAL,
    Declared,
    Steps,
    Sum,
    bindings,
    figures_below,
    fill_gaps,
    last_gap,
    shared_gaps,
    unit_of,
)
from narrator.disclosure.relations import ADJUSTED, INITIAL
from narrator.disclosure.value import Coded, Count, Figure, Listing, Record, Value, split_path
from narrator.number import CENT, EXACT, HALF_CENT, Amount, MoneyUnit, Score, decimals, plain_digits, rounded
from narrator.tables.vocabulary import Strange

ZERO = Decimal(0)
# Below a row: what is not printed, and the rows above it
UNROUNDED = frozenset((INITIAL, ADJUSTED, *LEVELS.values()))
MANY, FEW = 20, 10  # of so many amounts, more than one in ten has 元 and 角 when they are not rounded
WAN = MoneyUnit.WAN.value


class AccountCell(NamedTuple):
    """A figure of the accounts: an amount in 万元, a number of things, or points.

    number: None when there is no such figure (null), nobody has filled it in, or it was not read.
    given: False when nothing stands there; `number` is zero then, or None where a blank could be a mistake.
    printed: whether it was read from a report, where a blank may hide an amount that would print as 0.00, or its form
        does not ask for it.
    exact: whether it is known in 元, or counted, and so was not rounded at all.
    loose: how far it may be from the exact amount, when that is not what rounding leaves.
    unit: 万元, or that of the things (辆, 个), or 分.
    """

    name: str
    number: Decimal | None
    path: str
    given: bool
    printed: bool = False
    exact: bool = False
    loose: Decimal | None = None
    unit: str = WAN

    @property
    def tail(self) -> Decimal:
        """How far the exact amount may be from this one: 0.005, or 0 when it is known to be exact.

        More decimals than are printed were not rounded. A blank in data.json is zero; a blank in a
        report may have been 0.00 (RULES, "Tolerance").
        """
        if self.loose is not None:
            return self.loose
        if self.exact or (not self.given and not self.printed):
            return ZERO
        return HALF_CENT if self.number is None or self.number == rounded(self.number) else ZERO

    @property
    def null(self) -> bool:
        """Whether it is said that there is no such figure; a report says that of none."""
        return self.given and self.number is None and not self.printed

    @property
    def side(self) -> Side:
        """Return the cell as a side of a finding: what it is called, its number in its unit, "null" or "", and its
        path.
        """
        value = (
            ""
            if not self.given
            else "null"
            if self.number is None
            else number_in_words(self.number, self.unit)
        )
        return Side(self.name, value, self.path)


class Gathered(NamedTuple):
    """The figures at a place, by what those of its gaps stand for that it shares with a whole."""

    steps: Steps
    whole: Steps
    found: dict[Steps, list[Figure]]

    def at(self, bound: Steps) -> list[Figure]:
        """Return the figures where the gaps of the whole stand for what is bound."""
        if bound:  # as in few
            bound = tuple([bound[gap.there] for gap in shared_gaps(self.steps, self.whole)])
        return self.found.get(bound, [])


@dataclass(frozen=True)
class Accounts:
    """What the rules read.

    standard: the names of the economic items (部门预算支出经济分类科目) that the form prints, by code.
    printed: whether this was read from a printed report, whose blanks may be amounts below 0.005 万元.
    cells: the paths of all that its tables print, blank or not.
    loose: how far amounts that were not printed, but follow from others, may be from the exact ones, by path.
    labels: what the form in use calls its public tables (支出决算表), by their names; see `Form.labels`.
    model: the data that its form asks for.
    own: the relations that its form declares.
    step: the smallest amount that its tables and sentences print, in 万元.
    strange: what of its tables was not understood.
    asked: the figures that rules have asked for, by path; most are asked for again.
    walked: the same of `bindings`, by steps. classes: of `miscoded`, by table.
    """

    disclosure: Record
    standard: Mapping[str, str] = field(default_factory=dict)
    printed: bool = False
    cells: Collection[str] = frozenset()
    loose: Mapping[str, Decimal] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    model: RecordShape = MODEL
    own: Sequence[Declared] = ()
    step: Decimal = CENT
    strange: Collection[Strange] = frozenset()
    asked: dict[str, AccountCell] = field(default_factory=dict, init=False, repr=False, compare=False)
    levels: dict[str, CodedRows] = field(default_factory=dict, init=False, repr=False, compare=False)
    classes: dict[str, Mapping[str, Record]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    walked: dict[Steps, list[tuple[Steps, Value]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def called(self, path: str) -> str:
        """Return what a reader of the form in use calls a path."""
        return called_in(path, self.labels)

    def label(self, table: str) -> str:
        """Return what the form in use calls a public table: 支出决算表, or its name when the form numbers
        none.
        """
        return self.labels.get(table, table)

    def record(self, *names: str) -> Record:
        """Return the record at the names on the way to it, each of the model."""
        return self.disclosure.record(*names)

    def cell(self, *names: str) -> AccountCell:
        """Return the amount at the names on the way to it."""
        return self.of(self.record(*names[:-1]), names[-1])

    def of(self, record: Record, name: str) -> AccountCell:
        """Return the figure of a record that has the given name."""
        return self.stated(record.figure(name))

    def stated(self, figure: Figure) -> AccountCell:
        """Return a figure as a cell."""
        path = figure.path
        found = self.asked.get(path)
        if found is None:
            value = None if self.unread(figure) else figure.value
            name, loose = self.called(path), self.loose.get(path, self.blur)
            printed = self.printed or self.is_unasked(figure)
            if isinstance(figure.value, (Count, Score)):
                number, unit = number_of_value(value), unit_of(shape_at(self.model, place_pattern(path)))
                found = AccountCell(
                    name, number, path, figure.given, printed, True, self.loose.get(path), unit
                )
            else:
                found = AccountCell(
                    name, number_of_value(value), path, figure.given, printed, self.exact, loose
                )
            self.asked[path] = found
        return found

    @cached_property
    def blur(self) -> Decimal | None:
        """How far the amounts of a report may be from the exact ones, in 万元; None for what two decimals leave."""
        return self.step / 2 if self.printed and self.step != CENT else None

    def first_at(self, place: Gathered, bound: Steps) -> AccountCell:
        """Return the first figure at a place where the gaps of its whole stand for what is bound; a blank where its row is
        not there, which is a zero unless the row is one of those `miscoded`.
        """
        for figure in place.at(bound):
            return self.stated(figure)
        steps = fill_gaps(place.steps, place.whole, bound)
        of_class = steps[0] in BY_FUNCTION and len(steps) > 2
        read = self.has_read(steps[0]) and not (of_class and steps[2] in self.miscoded(steps[0]))
        return AccountCell(self.called(".".join(steps)), ZERO if read else None, "", False, printed=not read)

    def bindings(self, steps: Steps) -> list[tuple[Steps, Value]]:
        """Return what stands at steps, each with what the gaps stand for; most relations are of the rows of few tables."""
        found = self.walked.get(steps)
        if found is None:
            found = self.walked[steps] = bindings(self.disclosure, steps)
        return found

    @cached_property
    def plan(self) -> Plan:
        """What the relations compare that hold for its form."""
        return plan_comparisons(tuple(self.own))

    @cached_property
    def known(self) -> KnownNumbers:
        """The numbers that the relations compare."""
        return KnownNumbers(self.disclosure, self.plan.tree, self.cells if self.printed else None)

    def figures(self, steps: Steps, whole: Steps) -> Gathered:
        """Return the figures at steps, by what the gaps stand for that they share with a whole."""
        end = last_gap(steps)
        if not end:  # as in most
            return Gathered(steps, whole, {(): figures_below(self.disclosure, steps)})
        shared, rest = shared_gaps(steps, whole), steps[end:]
        found: dict[Steps, list[Figure]] = {}
        for bound, value in self.bindings(steps[:end]):
            key = tuple([bound[gap.here] for gap in shared])
            found.setdefault(key, []).extend(figures_below(value, rest))
        return Gathered(steps, whole, found)

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The places of the sums that the form declares itself, instead of the common ones."""
        return frozenset(
            one.whole
            for declared in self.own
            for one in declared.relations
            if isinstance(one, Sum) and not one.more
        )

    def unread(self, figure: Figure) -> bool:
        """Return whether a figure is one that only the prose of a report states, and was not understood
        there: it is no zero.
        """
        return self.printed and not (figure.given or figure.path in self.cells)

    def is_unasked(self, figure: Figure) -> bool:
        """Return whether a figure is one that nobody has filled in, and that the form does not ask for though the common data do: of
        that nothing is said, as of what a report does not print.
        """
        if figure.given or figure.value is not None:
            return False
        place = place_pattern(figure.path)
        return is_required(MODEL, place) and not is_required(self.model, place)

    def has_read(self, table: str) -> bool:
        """Return whether anything of a table was read; of data.json everything is."""
        return not self.printed or table in self.tables

    @cached_property
    def tables(self) -> frozenset[str]:
        """The first names of the paths of all cells that were read."""
        return frozenset(path.partition(".")[0] for path in self.cells)

    @property
    def in_yuan(self) -> bool:
        """Whether the data say that their amounts are in 元."""
        return str(self.disclosure["金额单位"]) == MoneyUnit.YUAN.value

    @cached_property
    def exact(self) -> bool:
        """Whether the amounts are given in 元: such are not rounded, unless nearly all of them are whole hundreds of 元,
        which are amounts in 万元 of two decimals that somebody multiplied."""
        if self.printed or not self.in_yuan:
            return False
        tables = (self.disclosure[name] for name in PUBLIC_TABLES if name in self.disclosure)
        amounts = [one for table in tables for one in amounts_in(table) if one]
        return len(amounts) < MANY or FEW * sum(decimals(one) > 2 for one in amounts) > len(amounts)

    def rows(self, table: str) -> list[Record]:
        """Return the rows by code of a table."""
        return self.items(table, "各科目")

    @cached_property
    def paths_of_rows(self) -> frozenset[str]:
        """The places of the rows by code of functional items."""
        there = (table for table in BY_FUNCTION if table in self.disclosure)
        return frozenset(row.path for table in there for row in self.rows(table))

    def miscoded(self, table: str) -> Mapping[str, Record]:
        """Return the rows of classes (类) of a table whose code the list of the year does not have, by the code that has their name there,
        which is no other row's."""
        found = self.classes.get(table)
        if found is None:
            year, coded = self.disclosure.year("年度").number, self.rows_by_level(table)
            rows = [coded.by_code[one] for one in coded.below.get("", ())]
            meant = {class_meant(code(row), str(row["科目名称"]), year): row for row in rows}
            found = {one: row for one, row in meant.items() if one and one not in coded.by_code}
            self.classes[table] = found
        return found

    def rows_by_level(self, table: str) -> CodedRows:
        """Return the rows of a table, with what stands below each."""
        found = self.levels.get(table)
        if found is None:
            found = self.levels[table] = CodedRows(self.record(table))
        return found

    def items(self, *names: str) -> list[Record]:
        """Return the records of the list at the names on the way to it."""
        return self.disclosure.rows(*names)


def amounts_in(value: Value) -> Iterator[Decimal]:
    """Yield the amounts in a value of the data, in 万元, that tables print."""
    match value:
        case Figure(value=Amount(wan=amount)):
            yield amount
        case Record(fields=fields):
            for name, one in fields.items():
                if name not in UNROUNDED:
                    yield from amounts_in(one)
        case Listing():
            for one in value:
                yield from amounts_in(one)


class CodedRows:
    """The rows by code of a table.

    by_code: the rows; 合计 as "". below: the codes one level below each. leaves: how many rows at the lowest
    level stand below each code, itself included when it is one.
    """

    def __init__(self, table: Record) -> None:
        rows, top = table[ROWS], table.get(TOTAL)
        self.by_code: dict[str, Record] = dict(rows.rows) if isinstance(rows, Coded) else {}
        self.below = codes_below(self.by_code)
        self.leaves: dict[str, int] = defaultdict(int)
        for number in sorted(self.by_code, key=len, reverse=True):  # 项 before 款 before 类
            self.leaves[number] = self.leaves[number] or 1
            self.leaves[code_above(number)] += self.leaves[number]
        if isinstance(top, Record):
            self.by_code = {"": top, **self.by_code}


def add_up(numbers: Iterable[Decimal]) -> Decimal:
    """Return what numbers add up to, exactly; none of them are nought."""
    total = ZERO
    for number in numbers:
        total = EXACT.add(total, number)
    return total


def place_pattern(path: str) -> Steps:
    """Return the place of a path: 预算绩效.项目[2].名称 is that of 预算绩效.项目.[].名称."""
    return tuple(ITEMS if isinstance(step, int) else step for step in split_path(path))


def is_required(model: RecordShape, place: Steps) -> bool:
    """Return whether a model asks for what stands at a place, of which it may know nothing."""
    shape = shape_at(model, place)
    return shape is not None and shape.required


def code(row: Record) -> str:
    """Return the code (科目编码) of a row."""
    return str(row["科目编码"])


def number_in_words(number: Decimal, unit: str = WAN) -> str:
    """Return a number as a finding tells it: an amount with two decimals, or all that it has; things as they
    are counted.
    """
    return f"{cents:f}" if unit == WAN and (cents := rounded(number)) == number else plain_digits(number)
