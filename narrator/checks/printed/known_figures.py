"""What a printed report is known to say: the figures of its tables, and those that only its prose states."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from narrator.checks.naming import called_in
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.raw_data import copy_containers, counts, create, store, within_limits
from narrator.checks.printed.table_data import Reading
from narrator.disclosure import reading
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.value import Count, Figure, Number, Percentage, Record, Words, split_path
from narrator.document import Document, texts
from narrator.facts.operand import Publication, leaf_paths
from narrator.number import Amount, Money, Multiple, Rate, Score, in_wan
from narrator.problem import Problem
from narrator.sources import Derived, Operand, Said, Slot, Source
from narrator.tables.plain import DASHES, plain

SPENT = "收入支出总表.支出.本年支出合计.决算数"
DEPARTMENT = "部门.名称"
# What stands for the name of a department in any report: no other name than its own.
STANDING_FOR_NAME = re.compile(r"[本我]?(?:部门|单位)|[本我](?:机关|系统|[局委办厅院校所站处])")
SAID = "正文所述"  # of a figure that no table prints
CHOSEN = "预算绩效.项目["  # whose 资金性质 no table prints
Value = Number | Rate | Multiple
Again = Callable[[], Sequence[Document]]


class Implied(NamedTuple):
    """An amount in 万元 that no table prints: as a sentence states it, or as it follows from one; None when
    it says that there is none.

    loose: how far what was reckoned from printed figures may be from the exact amount; None when it was not.
    """

    wan: Decimal | None
    loose: Decimal | None = None


@dataclass
class Known:
    """What tables and prose say.

    tables: what the tables print.
    said: what only the prose says, by path, with the claim that says it first.
    numbers: the figures among them.
    implied: what other sentences state of it, or what follows from them, by path.
    labels: what the form calls its public tables, see `Form.labels`.
    own: whether the report carries its data, which remember what its reasons were written for.
    standard: the names of the economic items that the form prints, by code.
    publication: what a reader of the form knows of a figure; all that stands in the report is printed.
    composed: the report that was composed from the tables.
    unlisted: the paths of rows that the prose tells of and their table does not have. unsaid: those of figures that no table prints and
    a sentence would state that is not there.
    data: those that tables and prose state together, where nothing had to be read for it.
    again: composes it once more with every choice that the report does not print made otherwise, in every
        way; figures that change depend on what is not known.
    """

    tables: Reading
    composed: Document
    again: Again
    standard: Mapping[str, str] = field(default_factory=dict)
    said: dict[str, tuple[str, Claim]] = field(default_factory=dict)
    numbers: dict[str, Figure] = field(default_factory=dict)
    implied: dict[str, Implied] = field(default_factory=dict)
    choices: Mapping[int, Sequence[Derived | None]] | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    publication: Publication = field(default_factory=Publication)
    unlisted: Sequence[str] = ()
    unsaid: frozenset[str] = frozenset()
    data: Record | None = None

    @property
    def money(self) -> Money:
        """How the form prints amounts."""
        return self.publication.money

    def called(self, path: str) -> str:
        """Return what a reader of the form calls a path."""
        return called_in(path, self.labels)

    def place(self, path: str) -> str:
        """Return where the figure at a path stands, as a reader calls it: the cell of a table, or that the prose states it."""
        return self.tables.cells.get(path) or f"{self.called(path)}（{SAID}）"

    def listen(self, prose: Prose) -> None:
        """Take from the prose what no table prints; the first place where something is said counts."""
        self.unlisted = prose.unlisted
        for claim in prose.claims:
            for capture in claim.every:
                source = capture.piece.source
                if isinstance(source, Words) and stands_for_name(source, capture.text):
                    continue
                if isinstance(source, Words) and source.path.endswith(".科目名称"):
                    continue  # which a code has is not said by the place where it stands
                if isinstance(source, (Figure, Words)) and source.path not in self.tables.cells:
                    self.said.setdefault(source.path, (capture.text, claim))
                    if isinstance(source, Figure):
                        self.numbers.setdefault(source.path, source)
                elif isinstance(source, Slot):
                    self.said.setdefault(source.name, (capture.text, claim))

    def value(self, operand: Operand) -> Value | None:
        """Return what an operand is, or None when the report does not say it."""
        if isinstance(operand, Figure):
            if operand.path in self.tables.unread:
                return None
            if operand.path in self.tables.cells:
                shown = self.tables.shown.get(operand.path, "0")
                if shown[:1].isdigit() or plain(shown) not in DASHES:
                    return operand.value
                # A blank of a public table is zero, and no other number; of another table it may not have been filled in.
                is_zero = public_table(operand.path) and not str(operand.value).strip("0.")
                return operand.value if is_zero else None
            return (
                read_value(self.said[operand.path][0], operand.value) if operand.path in self.said else None
            )
        if not operand.operands and not str(operand).strip("0."):
            return None  # of a list that is empty, or that no table prints
        values = [self.value(one) for one in operand.operands]
        if any(value is None for value in values):
            return None
        if all(isinstance(one, Figure) and one.path in self.tables.cells for one in operand.operands):
            return operand.value
        return compute_again(operand, [value for value in values if value is not None])

    def printed(self, path: str) -> Decimal | None:
        """Return the number that a table prints at a path, in the unit of the form; None when none prints one there."""
        text = self.tables.shown.get(path)
        return None if text is None else read_decimal(text)

    def says(self, source: Source) -> bool:
        """Return whether the report states what the source of a part of a composed text is."""
        match source:
            case Figure() | Derived():
                return self.value(source) is not None
            case Words(
                text, path, given=given
            ):  # a code stands in its own path; nobody has to choose a default
                stated = path in self.tables.cells or path in self.said or path.endswith(f".{text}")
                return stated or bool(text and not given)
            case Slot(name=name):
                return name in self.said
            case _:
                return True

    def fresh(self, operand: Operand) -> Operand | None:
        """Return an operand with the value that the report states, or None."""
        value = self.value(operand)
        if value is None:
            return None
        # What tables print is the value itself.
        return operand if value is operand.value else replace(operand, value=value)  # type: ignore[arg-type]

    def inferred(self, figure: Figure) -> Figure | None:
        """Return a figure with the value that a sentence implies, or None."""
        found = self.implied.get(figure.path)
        if found is None or found.wan is None:
            return None
        return replace(figure, value=Amount.of(within_limits(found.wan), money=self.money))

    def is_unsure(self, operand: Derived) -> bool:
        """Return whether an operand depends on choices that the report does not print (a project's 资金性质).

        Only asked where something does not agree: it takes composing the report once more.
        """
        paths = list(leaf_paths(operand))
        if paths and not any(path.startswith(CHOSEN) for path in paths):
            return False
        return len({str(one) for one in self.otherwise(operand)}) > 1

    def otherwise(self, operand: Derived) -> Sequence[Derived | None]:
        """Return an operand of the composed report, and what stands in its place however the choices are
        made; None where another report stands.
        """
        if self.choices is None:
            mine = list(find_derived(self.composed))
            columns: list[list[Derived | None]] = [[one] for one in mine]
            for document in self.again():
                others = list(find_derived(document))
                same = len(mine) == len(others)
                for at, column in enumerate(columns):
                    column.append(others[at] if same else None)
            self.choices = {id(one): column for one, column in zip(mine, columns, strict=True)}
        return self.choices.get(id(operand), [operand])

    def lacks_row(self, path: str) -> bool:
        """Return whether a path is that of a figure which a table would print if it had the row of which the prose tells."""
        row = next((row for row in self.unlisted if path.startswith(f"{row}.")), None)
        if row is None:
            return False
        rows, column = row.rpartition(".")[0], path.removeprefix(row)
        return any(cell.startswith(f"{rows}.") and cell.endswith(column) for cell in self.tables.cells)

    def raw(self) -> dict[str, Any]:
        """Return the data that tables and prose state together, for the rules on data; null is what was not read."""
        data: dict[str, Any] = copy_containers(self.tables.raw)
        for path in self.unlisted:
            create(data, [str(step) for step in split_path(path)])
        for path, (text, _) in self.said.items():
            if self.lacks_row(path):
                continue  # of these it is told that there is no row
            names = [str(step) for step in split_path(path)]
            listed = bool(names) and counts(names[-1])  # of a list of names no rule on data asks
            if names and not listed and names[0] not in ("原因", "金额单位", "格式", "年度"):
                if path not in self.numbers:
                    store(data, names, self.names.get(text, text))
                elif (number := self.stated(self.numbers[path], text)) is not None:
                    store(data, names, within_limits(number))
        for path in (*self.tables.unread, *self.unsaid):
            store(data, [str(step) for step in split_path(path)], None)
        for path, one in self.implied.items():
            store(data, [str(step) for step in split_path(path)], one.wan and within_limits(one.wan))
        return data

    def stated_data(self, model: RecordShape) -> tuple[Record, list[Problem]]:
        """Return the data that tables and prose state together, read by a model, and what is wrong with them."""
        return reading.read(self.raw(), model) if self.data is None else (self.data, [])

    def stated(self, figure: Figure, text: str) -> Decimal | None:
        """Return the number that a text states for a figure as data hold it: an amount in 万元; None when it is none."""
        return number_held(figure, text)

    def wan(self, text: str) -> Decimal | None:
        """Return the amount in 万元 that a text in plain form prints in the unit of the form; None when it prints none."""
        number = read_decimal(text)
        return number if number is None else in_wan(number, self.money.unit)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names that the tables print, by their plain form, in which the prose has them."""
        shown = self.tables.shown
        return {plain(text): text for path, text in shown.items() if text and path.endswith("名称")}

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures that the prose of the composed report prints, by path."""
        return {
            span.source.path: span.source
            for text in texts(self.composed)
            for span in text.spans
            if isinstance(span.source, Figure)
        }


def stands_for_name(words: Words, text: str) -> bool:
    """Return whether a text where a department's name may stand only stands for it (本部门)."""
    return words.path == DEPARTMENT and STANDING_FOR_NAME.fullmatch(text) is not None


def find_derived(document: Document) -> Iterator[Derived]:
    """Return the computed figures of a document, in order, those that a wording was chosen by too."""
    for text in texts(document):
        for span in text.spans:
            if isinstance(span.source, Derived):
                yield span.source
            elif isinstance(span.source, Said):
                yield from (one for one in span.source.fact.operands if isinstance(one, Derived))


def read_decimal(text: str) -> Decimal | None:
    """Return the number that a text in plain form prints; None when it is none."""
    digits = plain(text).removesuffix("%").replace(",", "")
    try:
        return Decimal(digits)
    except ArithmeticError:
        return None


def number_held(figure: Figure | Derived, text: str) -> Decimal | None:
    """Return the number that a text states for a figure as data hold it: an amount in 万元; None when it is none."""
    number = read_decimal(text)
    amount = figure.value if isinstance(figure.value, Amount) else None
    return number if number is None or amount is None else in_wan(number, amount.money.unit)


def read_value(text: str, like: Number | None) -> Value | None:
    """Return the number that a text prints, of the same kind as another value; an amount when that is none. None when it
    prints no number, or no count where one is meant."""
    number = read_decimal(text)
    try:
        match like:
            case _ if number is None:
                return None
            case Count():
                return Count(int(number)) if number == int(number) else None
            case Score():
                return Score.of(number)
            case Percentage():
                return Percentage(number)
            case Amount(money=money):
                return Amount.of(within_limits(number), money.unit, money)
            case _:
                return Amount.of(within_limits(number))
    except ValueError:
        return None


def compute_again(operand: Derived, values: list[Value]) -> Value | None:
    """Return values put together as a computed figure is from its operands: a sum, what is left of the first without the
    second, or a mean of scores; None when nothing is left."""
    if isinstance(operand.value, Score):
        points = [value.points for value in values if isinstance(value, Score)]
        return (
            Score(sum(points, Fraction(0)) / len(points)) if points and len(points) == len(values) else None
        )
    if isinstance(operand.value, Count):
        first, *others = [value.number for value in values if isinstance(value, Count)]
        count = first + (-sum(others) if operand.rest else sum(others))
        return Count(count) if count >= 0 else None
    amounts = [value.published for value in values if isinstance(value, Amount)]
    if isinstance(operand.value, Amount) and len(amounts) == len(values):
        if operand.rest:
            left = amounts[0] - amounts[1]
            return left if left.wan >= 0 else None
        return sum(amounts[1:], amounts[0])
    return None
