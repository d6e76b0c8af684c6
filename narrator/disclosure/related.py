"""What a figure of the data has to do with others: the relations in which it stands. `explain` tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from narrator.disclosure.branch_shapes import LEVELS, code_above
from narrator.disclosure.lookup import ANY, ITEMS
from narrator.disclosure.relation import (
    BELOW,
    LENGTHS,
    LEVEL_SUMS,
    MINUS,
    ROWS,
    TOTAL,
    AtMost,
    Declared,
    Equal,
    LastYear,
    Levels,
    Relation,
    Steps,
    Sum,
    fill_gaps,
    place_steps,
)
from narrator.disclosure.value import join_path, split_path

EQUALS, COUNTED_IN, NOT_ABOVE, NOT_BELOW, SAME, USUALLY_SAME, LAST_YEAR_OF = (
    "等于", "计入", "不大于", "不小于", "等于", "通常等于", "上年数，本年数是",
)  # fmt: skip
ALL = "各项"


class Related(NamedTuple):
    """A relation in which a figure stands.

    kind: what the figure is to the others. said: what people call them, or "". places: their paths when they have no
    such name, each with a minus before it when it is taken off; a gap that the figure leaves open is 各项. rule: the id
    of the rule.
    """

    kind: str
    said: str
    places: tuple[str, ...]
    rule: str


def find_related(path: str, declared: Iterable[Declared]) -> Iterator[Related]:
    """Return the relations in which the figure at a path stands, in the order in which they are declared."""
    seen: set[tuple[str, str, tuple[str, ...]]] = set()
    for rule in declared:
        for relation in rule.relations:
            for kind, said, places in relate(path, relation):
                if (kind, said, places) not in seen:
                    seen.add((kind, said, places))
                    yield Related(kind, said, places, rule.id)


def relate(path: str, relation: Relation) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Return what a relation says of the figure at a path: the kind, what people call the others, and their paths."""
    match relation:
        case Sum(whole=whole, parts=parts):
            if bind_gaps(path, whole) is not None:
                yield EQUALS, relation.name, ()
            for part in parts:
                if (bound := bind_gaps(path, part)) is not None and relation.amount is None:
                    yield COUNTED_IN, "", (follow_gaps(whole, part, bound),)
                elif bound is not None:
                    yield COUNTED_IN, f"满分{relation.amount}", ()
        case Levels():
            yield from relate_levels(path, relation)
        case Equal(left=left, right=right, usual=usual):
            for one, other in ((left, right), (right, left)):
                if (bound := bind_gaps(path, one)) is not None:
                    yield USUALLY_SAME if usual else SAME, "", (follow_gaps(other, one, bound),)
        case AtMost():
            yield from relate_bounds(path, relation)
        case LastYear(place=place, now=now):
            if (bound := bind_gaps(path, place)) is not None:
                yield LAST_YEAR_OF, "", (follow_gaps(now, place, bound),)


def relate_bounds(path: str, relation: AtMost) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Return what the figure at a path is not greater than, alone or together with others, whose name stands before;
    and what is not greater than it alone.
    """
    parts, bounds = relation.parts, relation.bounds
    for part in parts:
        if (bound := bind_gaps(path, part)) is not None:
            together = relation.name.format(*bound) or "合计" if len(parts) > 1 else ""
            yield f"{together}{NOT_ABOVE}", "", tuple(follow_gaps(one, part, bound) for one in bounds)
    match bounds:
        case [only] if (bound := bind_gaps(path, only)) is not None:
            name = relation.name.format(*bound)
            yield NOT_BELOW, name, () if name else tuple(follow_gaps(part, only, bound) for part in parts)
        case _:
            return


def relate_levels(path: str, relation: Levels) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Return what stands above and below the figure at a path, in a table whose rows add up level by level."""
    match [*map(str, split_path(path))]:
        case [relation.table, row, column] if (
            row == TOTAL and column in relation.columns and not relation.stated
        ):
            yield EQUALS, LEVEL_SUMS[""], ()
        case [relation.table, rows, code, column] if rows == ROWS and column in relation.columns:
            level = LEVELS.get(len(code))
            if level and level in LEVEL_SUMS and level != relation.lowest:
                yield EQUALS, BELOW if relation.stated else LEVEL_SUMS[level], ()
            if relation.stated:
                return  # in which of the rows above it is counted depends on which are given
            above = code_above(code)
            where = (ROWS, above) if above else (TOTAL,)
            yield COUNTED_IN, "", (".".join((relation.table, *where, column)),)
        case _:
            return


def bind_gaps(path: str, place: str) -> Steps | None:
    """Return what the gaps of a place stand for in a path; None when the path is none of that place."""
    steps, names = split_path(path), place_steps(place)
    if len(names) != len(steps):
        return None
    bound: list[str] = []
    for step, wanted in zip(steps, names, strict=True):
        name = str(step)
        if wanted == (ITEMS if isinstance(step, int) else ANY) or LENGTHS.get(wanted) == len(name):
            bound.append(name)
        elif name != wanted or isinstance(step, int):
            return None
    return tuple(bound)


def follow_gaps(place: str, known: str, bound: Steps) -> str:
    """Return the path of a place whose gaps stand for what they do in a known place; its minus stays before it."""
    path = ""
    for step, gap in zip(
        fill_gaps(place_steps(place), place_steps(known), bound), place_steps(place), strict=True
    ):
        open_gap = step in (ANY, ITEMS)
        path = (
            f"{path}[{step}]" if gap == ITEMS and not open_gap else join_path(path, ALL if open_gap else step)
        )
    return f"{MINUS}{path}" if place.startswith(MINUS) else path
