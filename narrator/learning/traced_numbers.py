"""Where a printed number comes from: the places of the data that have its value, and of them the one that the words around
it mean.

A value stands in many cells (851.17 in twenty): the words decide, and where they do not, nothing is chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.related import SAME, find_related
from narrator.disclosure.relation import Declared
from narrator.disclosure.value import Coded, Figure, Listing, Record, split_path
from narrator.learning.data_place import (
    WEAK,
    DataPlace,
    kind_of_figure,
    member_expression,
    number_of_figure,
    telling_steps,
)
from narrator.learning.place_words import (
    favour,
    fit_place,
    is_named,
    is_of_other_money,
    is_of_time,
    is_opposed,
)
from narrator.tables.plain import plain
from narrator.tables.vocabulary import TOTAL_COLUMNS

OTHERS = "其他"  # 其他国内公务接待支出: not what it is besides
GENERAL = frozenset(["收入支出", "收入", "支出"])  # tables whose title says nothing of the money
FUND = re.compile("一般公共预算|政府性基金预算|国有资本经营预算")
OF_TABLES = re.compile(r"[\"']|决算|总表|明细表|表|\[[^\[\]]*+\]|\s|(?<=财政拨款)收入支出")
NAMED_SURELY = 0.9  # how well words must fit a place that has another value
SURE, APART = 0.42, 0.06  # how well words must fit, and how much better than those of the next place
TELLING = 4  # digits


@dataclass(frozen=True)
class Traced:
    """What a number was traced to. place: None when no place is certain. candidates: those that have its value, the
    likeliest first."""

    place: DataPlace | None
    candidates: tuple[DataPlace, ...] = ()


@dataclass
class DataPlaces:
    """All places of the data of a report. relations: what is equal by declaration is one place. said: words of the base
    before a figure, by its path."""

    everywhere: list[DataPlace]
    rows: Mapping[str, list[DataPlace]]
    relations: tuple[Declared, ...]
    same: dict[str, frozenset[str]] = field(default_factory=dict)
    listed: dict[str, list[DataPlace]] = field(default_factory=dict)

    @cached_property
    def alone(self) -> frozenset[str]:
        """What one place and no other is called."""
        called = Counter(steps[-1] for one in self.everywhere if (steps := telling_steps(one.path)))
        return frozenset(name for name, number in called.items() if number == 1)

    def all(self) -> Iterator[DataPlace]:
        """Yield all places, those of rows included."""
        yield from self.everywhere
        for row in self.rows.values():
            yield from row

    def equal(self, one: str, other: str) -> bool:
        """Return whether the figures at two paths are equal by declaration."""
        if one not in self.same:
            related = find_related(one, self.relations)
            self.same[one] = frozenset(
                r.places[0] for r in related if r.kind == SAME and not r.said and len(r.places) == 1
            )
        return one == other or other in self.same[one]

    def list_for(self, row: str) -> list[DataPlace]:
        """Return the places that a sentence may mean which tells of a row or item: that one's first. What another table calls by
        the name of that row (收入支出总表.支出.教育支出) is not meant: the sentence is printed of other rows, too."""
        if row not in self.listed:
            own = self.rows.get(row, ())
            elsewhere = (
                one for one in self.everywhere if not any(self.equal(mine.path, one.path) for mine in own)
            )
            self.listed[row] = [*own, *elsewhere]
        return self.listed[row]

    def main_figure(self, row: str) -> DataPlace | None:
        """Return the place of the total column of a row of a public table; None when the row has none."""
        column = TOTAL_COLUMNS.get(public_table(row), "")
        return next((one for one in self.list_for(row) if one.path == f"{row}.{column}"), None)

    def trace(self, number: Decimal, kind: str, near: str, wide: str, row: str = "") -> Traced:
        """Return where a number comes from. near: the words right before it; wide: those of its sentence and heading. row: of
        which row or item the sentence tells.

        A number that no table has is taken for a place without a value that the words name.
        """
        pool = [
            one
            for one in self.list_for(row)
            if one.kind == kind
            and is_of_time(one.path, near)
            and not is_of_other_money(one, near, wide)
            and not is_opposed(one.path, near)
            and (OTHERS not in near or OTHERS in one.label)
        ]
        weak = not is_telling(number)
        fitting = [
            one for one in pool if one.value == number and (not weak or is_named(one, near, wide, self.alone))
        ]
        unknown = [one for one in pool if one.value is None and is_named(one, near, wide, self.alone)]
        known = self.rank(fitting, near, wide, row)
        candidates = tuple(one for _, one in known[:6])
        place = None if weak else self.surest(known)
        if place is None:
            ranked = self.rank(fitting + unknown, near, wide, row)
            place = self.surest(ranked) or said_last(ranked, near, wide)
        if place is not None and (of_fund := find_of_fund(place, pool, number, wide)):
            return Traced(None, (of_fund, place))
        if (
            place is None and not candidates and not weak
        ):  # a mistake, or a figure of its own: a person says which
            others = self.rank((one for one in pool if one.value), near, wide, row)
            candidates = tuple(one for score, one in others[:1] if score >= NAMED_SURELY)
        return Traced(place, candidates)

    def surest(self, ranked: list[tuple[float, DataPlace]]) -> DataPlace | None:
        """Return the place that words certainly mean; None when they do not decide."""
        if not ranked:
            return None
        best, place = ranked[0]
        others = [score for score, one in ranked[1:] if not self.equal(place.path, one.path)]
        return place if best >= SURE and (not others or best - others[0] >= APART) else None

    def rank(
        self, pool: Iterable[DataPlace], near: str, wide: str, row: str
    ) -> list[tuple[float, DataPlace]]:
        """Return places by how well the words fit them, the best first."""
        found = [(fit_place(one, near, wide) + favour(one, near, wide, row), one) for one in pool]
        return sorted(found, key=lambda pair: -pair[0])


def said_last(ranked: Sequence[tuple[float, DataPlace]], near: str, wide: str) -> DataPlace | None:
    """Return the place of which what it is of was named last, of those that words mean alike and that are called the same
    (绩效自评的项目39个，涉及预算金额…); None when words mean others as well."""
    alike = [place for score, place in ranked if score >= SURE and score > ranked[0][0] - APART]
    steps = [telling_steps(place.path) for place in alike]
    if len(alike) < 2 or len({one[-1] for one in steps}) != 1 or any(len(one) < 2 for one in steps):
        return None
    words = plain(wide + near)
    said = sorted((words.rfind(plain(one[-2])), place.path) for one, place in zip(steps, alike, strict=True))
    last, path = said[-1]
    return next(one for one in alike if one.path == path) if last > max(said[-2][0], -1) else None


def find_of_fund(place: DataPlace, pool: Iterable[DataPlace], number: Decimal, wide: str) -> DataPlace | None:
    """Return the place with a number that is that of one fund, of which the paragraph tells, in the row that sums it up with
    others; None when there is none, or the row is no such."""
    row = place.path.rpartition(".")[0]
    for one in pool:
        above = one.path.rpartition(".")[0]
        fund = FUND.search(above) if one.value == number else None
        if fund and fund[0] in wide and above.replace(fund[0], "") == row:
            return one
    return None


def is_telling(number: Decimal) -> bool:
    """Return whether a number has so many digits that hardly two figures are the same by chance."""
    return len(number.normalize().as_tuple().digits) >= TELLING


def find_data_places(
    record: Record,
    model: RecordShape,
    titles: Mapping[str, str],
    relations: tuple[Declared, ...],
) -> DataPlaces:
    """Return all places of data that a model has. titles: of the public tables, by their names."""
    everywhere: list[DataPlace] = []
    rows: dict[str, list[DataPlace]] = {}

    def walk(value: object, expression: str, path: str, labels: tuple[str, ...], row: str) -> None:
        """Keep the places below a value, with how a template says them and what they are called."""
        match value:
            case Record():
                for name, inner in value.fields.items():
                    own = labels if name in WEAK else (*labels, name)
                    walk(
                        inner,
                        member_expression(expression, name),
                        f"{path}.{name}" if path else name,
                        own,
                        row,
                    )
            case Coded():
                for one in value.rows.values():
                    walk(one, "项", one.path, labels, one.path)
            case Listing():
                for item in value:
                    if isinstance(item, Record):
                        walk(item, "项", item.path, (labels[-1] if labels else "",), item.path)
            case Figure() if shape_at(model, [str(step) for step in split_path(value.path)]):
                label = "".join(labels)
                table = value.path.split(".")[0]
                title = OF_TABLES.sub("", titles.get(table, ""))
                number = number_of_figure(value)
                place = DataPlace(
                    expression, value.path, number, kind_of_figure(value, model), label, row, title
                )
                (rows.setdefault(row, []) if row else everywhere).append(place)

    for name, value in record.fields.items():
        title = OF_TABLES.sub("", titles[name]) if name in titles else name
        walk(value, name, name, () if title in GENERAL else (title,), "")
    return DataPlaces(everywhere, rows, relations)
