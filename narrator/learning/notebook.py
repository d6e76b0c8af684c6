"""What the paragraphs that a report words itself are written with, and what is noted as they are: figures that are asked about,
and data that only sentences say."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, OF_FUND
from narrator.disclosure.value import Coded, Figure, Listing, Record, Words
from narrator.facts.operand import Publication
from narrator.learning.data_place import AMOUNT, DataPlace
from narrator.learning.inventory import ComposedBlock
from narrator.learning.phrase_tables import Phrases, free_name
from narrator.learning.traced_numbers import DataPlaces
from narrator.number import MoneyUnit, in_wan, rounded
from narrator.phrases.entries import Book
from narrator.regex import HAN_LETTER
from narrator.sources import Said
from narrator.tables.vocabulary import SET_ASIDE

CALL = re.compile(r"^(\w+)\((.*)\)$", re.S)
REASON = re.compile(r"原因=(.+)", re.S)
OF_A_YEAR = re.compile("^年(?=[^度初末中底终均报])")  # what is left of 2024年 before other words
TOTAL_ROW = re.compile(r"\.(?:总计|本年收入合计|本年支出合计)\.(?:决算数|合计)$")


@dataclass
class Asked:
    """A figure that is asked about. sentence: where it stands. number: as printed. name: what it is called until somebody
    says what it is. candidates: the places that it may be."""

    sentence: str
    number: str
    name: str
    candidates: tuple[DataPlace, ...]


@dataclass
class Hint:
    """What the base says of figures: a kind of fact, of the figures at these paths, and how its reason is called in a
    template."""

    kind: str
    paths: tuple[str, ...]
    reason: str


class Notebook:
    """What the paragraphs of a report are written with as those of a template, and what is noted on the way.

    year: of the accounts. department: its name, "" when the report does not say it. rows: names of rows, by path. answers:
    what a person said of figures that were asked about, by the sentence and the number as printed. publication: what a reader knows of
    figures. record: last year's data.
    """

    def __init__(
        self,
        places: DataPlaces,
        phrases: Phrases,
        hints: list[Hint],
        year: int,
        department: str,
        rows: Mapping[str, Mapping[str, str]],
        answers: Mapping[tuple[str, str], str],
        publication: Publication,
        record: Record,
    ) -> None:
        self.publication, self.record = publication, record
        self.places, self.phrases, self.hints = places, phrases, hints
        self.year, self.department, self.rows, self.answers = year, department, rows, answers
        self.asked: list[Asked] = []
        self.stated: dict[str, object] = {}  # data that only sentences say, by path
        self.own: dict[str, tuple[str, str]] = {}  # kind and description of data of its own, by path
        self.unprinted: set[str] = set()  # patterns of budgets that no sentence prints
        self.told: tuple[str, DataPlace] | None = (
            None  # the total of a table that was told last, and in which section
        )

    def own_place(
        self, words: str, kind: str, value: object, description: str, row: str = ""
    ) -> tuple[str, str]:
        """Return the path and the expression of a new figure or text of the data, named by the words before it. row: of which
        row or item it is, "" for none."""
        name = self.name_of(words, kind)
        if not row:
            path = free_name(f"其他数据.{name}", self.own)
            self.own[path] = (kind, description)
            self.stated[path] = value
            return path, path
        known = {f"{row}.{one}" for one in self.fields_of_rows.get(row, ())}
        free = free_name(f"{row}.{name}", known.union(self.stated))
        self.own[f"{pattern_of_row(row)}.{free.rpartition('.')[2]}"] = (kind, description)
        self.stated[free] = value
        return free, f"项.{free.rpartition('.')[2]}"

    @cached_property
    def fields_of_rows(self) -> dict[str, frozenset[str]]:
        """What the rows by code and the items of lists have already, by their paths."""
        return {one.path: frozenset(one.fields) for one in rows_below(self.record)}

    def name_of(self, words: str, kind: str) -> str:
        """Return what something new of the data is called by the words before or over it. kind: what it is called without any."""
        name = "".join(HAN_LETTER.findall(words))[-16:]
        name = OF_A_YEAR.sub("", name) or kind
        if kind == "百分数" and name.endswith("的"):
            name = f"{name}比例"
        # Else what stands under such a word of a table would have to be it.
        return f"{name}金额" if any(name in aside for aside in SET_ASIDE.values()) else name

    def stated_data(self) -> Iterator[tuple[str, object]]:
        """Yield what only sentences say, by path, as data hold it: amounts in 万元."""
        unit = self.publication.money.unit
        kinds = {one.path: one.kind for one in self.places.all()}
        for path, value in self.stated.items():
            row, _, name = path.rpartition(".")
            declared = self.own.get(path) or self.own.get(f"{pattern_of_row(row)}.{name}") or ("", "")
            is_amount = AMOUNT in (kinds.get(path), declared[0])
            if is_amount and isinstance(value, Decimal) and unit is MoneyUnit.YUAN:
                yield path, in_wan(rounded(value), unit)
            else:
                yield path, value

    def note_total(self, section: str, place: DataPlace) -> None:
        """Note that a section told of a figure, when that is the total of a side of a table."""
        if TOTAL_ROW.search(place.path):
            self.told = (section, place)

    def total_of(self, section: str) -> DataPlace | None:
        """Return the total of a side of a table that a section told of last; None when it told of none."""
        return self.told[1] if self.told and self.told[0] == section else None

    def state_unplanned(self, path: str) -> None:
        """Note that there was no budget at a path: zero, when the data have such a place and no table says it."""
        if any(one.path == path and one.value is None for one in self.places.all()):
            self.stated.setdefault(path, Decimal(0))

    def is_free(self, place: DataPlace, number: object) -> bool:
        """Return whether a place may have a number: the data do not say another one for it."""
        return place.value is not None or self.stated.get(place.path, number) == number


def pattern_of_row(row: str) -> str:
    """Return the pattern of the paths of all rows of which one is at a path: 预算绩效.项目.[], 支出决算表.各科目.*."""
    return f"{row.rpartition('[')[0]}.[]" if row.endswith("]") else f"{row.rpartition('.')[0]}.*"


def free_item(path: str, taken: Container[str]) -> str:
    """Return the path of the next item of a list."""
    number = 1
    while f"{path}[{number}]" in taken:
        number += 1
    return f"{path}[{number}]"


def find_hints(lines: Sequence[ComposedBlock], book: Book) -> Iterator[Hint]:
    """Yield what the base says of which figures: the facts of its sentences. book: the base's."""
    for line in lines:
        for one in line.filled:
            call = CALL.match(one.source)
            said = next(
                (
                    span.source
                    for span in line.text.spans
                    if isinstance(span.source, Said) and (span.start, span.end) == (one.start, one.end)
                ),
                None,
            )
            kind = table.kind if call and (table := book.get(call[1])) else None
            if call is None or said is None or kind is None:
                continue
            paths = tuple(operand.path for operand in said.fact.operands if isinstance(operand, Figure))
            if len(paths) == 2:
                reason = REASON.search(call[2])
                yield Hint(kind.name, paths, reason[1].removesuffix(")").strip() if reason else "")


def row_names(record: Record) -> dict[str, dict[str, str]]:
    """Return the names of the rows by code of the tables of expense, and of the items of lists, by their paths."""
    found: dict[str, dict[str, str]] = {}
    for table in (*OF_FUND, "支出决算表", BY_ECONOMIC_CLASS):
        rows = record.at(table, "各科目") if table in record else None
        if isinstance(rows, Coded):
            names = {code: str(row["科目名称"]) for code, row in rows.rows.items()}
            for code, row in rows.rows.items():
                above = {"款": names.get(code[:5], ""), "类": names.get(code[:3], "")}
                found[row.path] = {"科目名称": names[code], **above}
    return found | dict(item_names(record))


def rows_below(record: Record) -> Iterator[Record]:
    """Yield the rows by code and the items of lists below a record, and what stands below them."""
    for value in record.fields.values():
        inner = [value] if isinstance(value, Record) else []
        if isinstance(value, (Coded, Listing)):
            inner = [one for one in value if isinstance(one, Record)]
            yield from inner
        if not isinstance(value, Coded):  # whose rows know those above them
            yield from (row for one in inner for row in rows_below(one))


def item_names(record: Record) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the names of the items of lists, by their paths."""
    for value in record.fields.values():
        if isinstance(value, Record):
            yield from item_names(value)
        elif isinstance(value, Listing):
            for item in value:
                if isinstance(item, Record) and isinstance(name := item.get("名称"), Words) and name:
                    yield item.path, {"名称": str(name)}
