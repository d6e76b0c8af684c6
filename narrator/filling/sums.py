"""Which figures of data are sums of which others: what the workbook to fill in adds up beside what is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.relation import (
    MINUS,
    ROWS,
    TOTAL,
    Declared,
    Levels,
    Sum,
    bindings,
    figures_below,
    fill_gaps,
    place_steps,
)
from narrator.disclosure.value import Figure, Record

NEXT = dict(zip((0, 3, 5), (3, 5, 7), strict=True))  # digits of a code → those of the codes one level below


@dataclass(frozen=True)
class Summed:
    """A figure that is the sum of others. whole, parts: their paths; a part that is taken off has a minus before it.
    said: what people call the sum. code: of a sum over the rows one level below, the code that these begin with ("" for
    all classes); None for another sum."""

    whole: str
    parts: tuple[str, ...]
    said: str
    code: str | None = None


def find_sums(disclosure: Record, declared: Sequence[Declared]) -> Iterator[Summed]:
    """Yield the sums that the relations declare between figures that the disclosure has."""
    for relation in (relation for one in declared for relation in one.relations):
        match relation:
            case Sum(partial="", stated=False):
                yield from sums_of_relation(disclosure, relation)
            case Levels(stated=False):
                yield from sums_of_levels(disclosure, relation)


def sums_of_relation(disclosure: Record, relation: Sum) -> Iterator[Summed]:
    """Yield the sums of one relation: one for every figure that its whole stands for."""
    whole = place_steps(relation.whole)
    for bound, figure in bindings(disclosure, whole):
        if not isinstance(figure, Figure):
            continue
        parts = [
            (MINUS if part.startswith(MINUS) else "") + one.path
            for part in relation.parts
            for one in figures_below(disclosure, fill_gaps(place_steps(part), whole, bound))
        ]
        if parts:
            yield Summed(figure.path, tuple(parts), relation.name)


def sums_of_levels(disclosure: Record, relation: Levels) -> Iterator[Summed]:
    """Yield the sums down the columns of a table by code: 合计 of the 类, a 类 of its 款, a 款 of its 项."""
    table = disclosure.record(relation.table)
    rows, total = table.coded(ROWS).rows, table.get(TOTAL)
    lowest = next(length for length, level in LEVELS.items() if level == relation.lowest)
    for column in relation.columns:
        for code, row in [("", total), *rows.items()]:
            if not isinstance(row, Record) or len(code) >= lowest:
                continue
            length = NEXT[len(code)]
            below = [one for at, one in rows.items() if len(at) == length and at.startswith(code)]
            parts = [part.path for one in below if isinstance(part := one[column], Figure)]
            whole = row[column]
            if parts and isinstance(whole, Figure):
                yield Summed(whole.path, tuple(parts), f"各{LEVELS[length]}之和", code)
