"""What relations compare, as far as numbers alone tell whether they hold: made once for the relations of a form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from narrator.disclosure.lookup import ANY
from narrator.disclosure.relation import (
    GAPS,
    MINUS,
    ROWS,
    TOTAL,
    AtMost,
    Declared,
    Equal,
    Levels,
    Relation,
    Sum,
    place_steps,
    shared_gaps,
)
from narrator.disclosure.relations import RELATIONS


class Comparison(NamedTuple):
    """The numbers at the places on the left, added up, beside those on the right, for everything that the gaps of the first one stand
    for. gaps: how many these are; None where no place has any."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    gaps: int | None


@dataclass
class Tree:
    """Places by their steps: those whose last step comes next, and what is below other steps and below gaps."""

    places: dict[str, str] = field(default_factory=dict)
    below: dict[str, Tree] = field(default_factory=dict)
    gaps: dict[str, Tree] = field(default_factory=dict)


class Plan(NamedTuple):
    """What relations compare, and all the places of that."""

    comparisons: dict[Relation, Comparison]
    tree: Tree


@lru_cache(maxsize=64)
def plan_comparisons(own: tuple[Declared, ...]) -> Plan:
    """Return what the common relations compare, and a form's own."""
    relations = chain.from_iterable(declared.relations for declared in (*RELATIONS, *own))
    comparisons = {one: found for one in relations if (found := compared_by(one))}
    return Plan(
        comparisons, grow_tree(place for one in comparisons.values() for place in one.left + one.right)
    )


def compared_by(relation: Relation) -> Comparison | None:
    """Return what a relation compares; None where numbers alone do not tell whether it holds."""
    match relation:
        case Sum(parts=parts):
            taken = tuple(part.removeprefix(MINUS) for part in parts if part.startswith(MINUS))
            left, right = (relation.whole, *taken), tuple(one for one in parts if not one.startswith(MINUS))
        case Equal():
            left, right = (relation.left,), (relation.right,)
        case AtMost(bounds=bounds) if not any(one.startswith(MINUS) for one in bounds):
            left, right = relation.parts, bounds
        case Levels(table=table, columns=columns, stated=False):
            rows = tuple(f"{table}.{ROWS}.{ANY}.{column}" for column in columns)
            return Comparison(tuple(f"{table}.{TOTAL}.{column}" for column in columns), rows, 0)
        case _:
            return None
    steps = [place_steps(place) for place in left + right]
    gaps = [sum(step in GAPS for step in one) for one in steps]
    for one, its in zip(steps, gaps, strict=True):
        shared = [(gap.here, gap.there) for gap in shared_gaps(one, steps[0])]
        if shared != [(gap, gap) for gap in range(gaps[0])] or one[-1] in GAPS:
            return None
        if its > gaps[0] and not isinstance(relation, Sum):
            return None  # of which only the first figure counts
    return Comparison(left, right, gaps[0] if any(gaps) else None)


def grow_tree(places: Iterable[str]) -> Tree:
    """Return the tree of places, none of which ends with a gap."""
    root = Tree()
    for place in places:
        *above, last = place_steps(place)
        tree = root
        for step in above:
            tree = (tree.gaps if step in GAPS else tree.below).setdefault(step, Tree())
        tree.places[last] = place
    return root
