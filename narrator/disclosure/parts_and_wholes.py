"""What the relations that every form shares say of parts and wholes: of which columns a column is the sum, or a part, and
which sums stand beside their parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product

from narrator.disclosure.lookup import ANY
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.relation import MINUS, ROWS, AtMost, Declared, Sum, place_steps
from narrator.disclosure.relations import RELATIONS

SideBySide = Sequence[tuple[str, tuple[str, ...]]]  # sums, each with its parts: names of fields of one record


def common_sums_of(whole: str) -> tuple[Sum, ...]:
    """Return the common sums that the figure at a place is."""
    found = (one for rule in RELATIONS for one in rule.relations)
    return tuple(one for one in found if isinstance(one, Sum) and one.whole == whole)


@lru_cache(maxsize=100)
def row_parts(table: str, column: str) -> tuple[str, ...]:
    """Return the columns of which one column of a table by code is the sum in every row; none when it is no sum."""
    return tuple(
        place_steps(part)[-1]
        for one in common_sums_of(f"{table}.{ROWS}.{ANY}.{column}")
        for part in one.parts
    )


@lru_cache(maxsize=8)
def columns_within(whole: str) -> Mapping[str, Mapping[str, str]]:
    """Return the tables by code of whose rows each is part of that of another table, the whole, with their columns, each
    with that of the whole.
    """
    found: dict[str, dict[str, str]] = {}
    for one in (one for rule in RELATIONS for one in rule.relations if isinstance(one, AtMost)):
        for part, bound in product(map(place_steps, one.parts), map(place_steps, one.bounds)):
            if bound[:-1] == (whole, ROWS, ANY) == (whole, *part[1:-1]):
                found.setdefault(part[0], {})[part[-1]] = bound[-1]
    return found


@lru_cache(maxsize=8)
def side_by_side(own: tuple[Declared, ...] = ()) -> SideBySide:
    """Return the sums of public tables whose parts stand beside them in a row or a column: the common ones
    and those that a form declares itself. Where a table prints such a sum, it prints the parts.
    """
    found = [
        (whole, parts)
        for rule in (*RELATIONS, *own)
        for one in rule.relations
        if isinstance(one, Sum) and public_table(one.whole) and not (one.stated or one.quiet)
        for whole, parts in names_of_sum(one)
    ]
    return tuple(dict.fromkeys(found))


def names_of_sum(relation: Sum) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name of the sum and those of its parts, if they differ in one and the same step of their places."""
    whole, parts = place_steps(relation.whole), [place_steps(part) for part in relation.parts]
    if any(len(part) != len(whole) for part in parts) or any(one.startswith(MINUS) for one in relation.parts):
        return
    differ = {tuple(at for at, step in enumerate(part) if step != whole[at]) for part in parts}
    if len(differ) == 1 and len(places := differ.pop()) == 1:
        yield whole[places[0]], tuple(part[places[0]] for part in parts)
