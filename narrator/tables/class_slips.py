"""Classes and figures of a public table of both sides that slipped against one another: it shows in what the tables by code
print for the classes, which bear the same figures once the slip is undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from narrator.tables.slipping import MANY, ZERO, Slip
from narrator.tables.table_as_read import Printed, PublicTable

WHOLE = "本年支出合计"  # the row below the classes that is their sum
FITTING = 2  # figures that must stand where the slip would have them


def class_slips(
    table: PublicTable, meant: Mapping[str, Mapping[str, Decimal]], tail: Decimal
) -> Iterator[Slip]:
    """Return where the figures of classes slipped, in each column of a table where they did.

    meant: what other tables print for the classes and for their sum, by column and name of the class, in the unit of the
    table, 0 where they print none. tail: by how much figures that are the same may differ, in that unit. Where the sum
    below the classes is not what it should be, all that stands below slipped as well.
    """
    bottom = max((one.row for one in table.figures.values()), default=0)
    columns: dict[int, list[Printed]] = defaultdict(list)
    for printed in sorted(table.figures.values(), key=lambda one: one.row):
        if printed.parts.row in meant.get(printed.parts.column, ()):
            columns[printed.column].append(printed)
    found: list[Slip] = []
    for wanted in (find_run, follow_run):  # first the columns that show it by themselves
        for column, many in columns.items():
            if any(one.column == column for one in found):
                continue
            slip = wanted(many, [due_of(one, meant) for one in many], tail, found)
            if slip is None:
                continue
            wholes = [one for one in many if one.parts.row == WHOLE]
            if any(abs((one.number or ZERO) - due_of(one, meant)) > tail for one in wholes):
                # What is lost then is the last figure of the column, which no other table tells.
                slip = slip._replace(last=bottom, lost=None)
            found.append(slip)
    yield from found


def due_of(printed: Printed, meant: Mapping[str, Mapping[str, Decimal]]) -> Decimal:
    """Return what should stand where a figure does."""
    return meant[printed.parts.column][printed.parts.row]


def find_run(
    many: Sequence[Printed], due: Sequence[Decimal], tail: Decimal, found: Sequence[Slip]
) -> Slip | None:
    """Return where figures in their order slipped against what is due, their sum with them or not; None when they did not."""
    classes = [at for at, one in enumerate(many) if one.parts.row != WHOLE]
    slip = run_slipped(many, due, tail)
    if slip is None and len(classes) < len(many):
        slip = run_slipped([many[at] for at in classes], [due[at] for at in classes], tail)
    return slip


def follow_run(
    many: Sequence[Printed], due: Sequence[Decimal], tail: Decimal, found: Sequence[Slip]
) -> Slip | None:
    """Return the slip of figures of which too few are there to show it by themselves, where those of another column beside
    them slipped as they would have; None when they did not, or are right as they stand."""
    have = [one.number or ZERO for one in many]
    wrong = [at for at, (one, other) in enumerate(zip(have, due, strict=True)) if abs(one - other) > tail]
    for slip in found if wrong else ():
        below = [at for at, one in enumerate(many) if slip.row <= one.row <= slip.last]
        # The first that slipped down, and the last that slipped up, may bear anything.
        run = below[1:] if slip.step > 0 else below[:-1]
        fits = all(abs(have[at] - due[at - slip.step]) <= tail for at in run)
        if run and wrong[0] >= below[0] and wrong[-1] <= below[-1] and fits:
            return slip._replace(column=many[0].column, lost=None)
    return None


def run_slipped(many: Sequence[Printed], due: Sequence[Decimal], tail: Decimal) -> Slip | None:
    """Return where figures in their order slipped against what is due; None when they did not."""
    have = [one.number or ZERO for one in many]
    wrong = [at for at, (one, other) in enumerate(zip(have, due, strict=True)) if abs(one - other) > tail]
    if len(wrong) < MANY:
        return None
    first, last = wrong[0], wrong[-1]
    for step in (1, -1):
        # The first that slipped down, and the last that slipped up, may bear anything.
        run = range(first + 1, last + 1) if step > 0 else range(first, last)
        fits = [abs(have[at] - due[at - step]) <= tail for at in run]
        if all(fits) and sum(have[at] > tail for at in run) >= FITTING:
            start, end, lost = many[first], many[last], due[last if step > 0 else first]
            return Slip(start.row, start.column, start.label, step, end.row, lost)
    return None
