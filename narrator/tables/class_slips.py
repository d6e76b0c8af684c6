"""Classes and figures of a public table of both sides that slipped against one another: it shows in what the tables by code
print for the classes, which bear the same figures once the slip is undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from narrator.tables.public import Printed, PublicTable
from narrator.tables.slipping import MANY, ZERO, Slip

FITTING = 2  # figures that must stand where the slip would have them


def class_slips(
    table: PublicTable, meant: Mapping[str, Mapping[str, Decimal]], tail: Decimal
) -> Iterator[Slip]:
    """Return where the figures of classes slipped, in each column of a table where they did.

    meant: what other tables print for the classes, by column and name of the class, in the unit of the table, 0 where
    they print none. tail: by how much figures that are the same may differ, in that unit.
    """
    columns: dict[int, list[Printed]] = defaultdict(list)
    for printed in sorted(table.figures.values(), key=lambda one: one.row):
        if printed.parts.row in meant.get(printed.parts.column, ()):
            columns[printed.column].append(printed)
    for many in columns.values():
        due = [meant[one.parts.column][one.parts.row] for one in many]
        have = [one.number or ZERO for one in many]
        wrong = [at for at, (one, other) in enumerate(zip(have, due, strict=True)) if abs(one - other) > tail]
        if len(wrong) < MANY:
            continue
        first, last = wrong[0], wrong[-1]
        for step in (1, -1):
            # The first that slipped down, and the last that slipped up, may bear anything.
            run = range(first + 1, last + 1) if step > 0 else range(first, last)
            fits = [abs(have[at] - due[at - step]) <= tail for at in run]
            if all(fits) and sum(have[at] > tail for at in run) >= FITTING:
                start, end, lost = many[first], many[last], due[last if step > 0 else first]
                yield Slip(start.row, start.column, start.label, step, end.row, lost)
                break
