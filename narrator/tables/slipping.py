"""Names and figures of a public table that slipped against one another: a cell too many or too few, and all rows below
bear the figures of their neighbours. It shows in the sums of the table, which agree again once the slip is undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from narrator.disclosure.branch_shapes import LEVELS
from narrator.tables.public import Printed, PublicTable, Unread
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS

TAIL = Decimal("0.01")  # 万元, for each addend: what rounding leaves, and a little more
MANY = 3  # sums that do not agree before anybody asks whether the table slipped
LONGEST = 150  # rows of a table that is asked; each of them may be the first that slipped
Values = Mapping[str, Decimal | None]


class Slip(NamedTuple):
    """The place from which a table slipped: its row and column in the table, from 0, and the name of the row."""

    row: int
    column: int
    name: str


def find_slip(table: PublicTable) -> Slip | None:
    """Return where the figures of a table slipped against its codes; None when its sums agree, or would not
    agree either way.
    """
    total = TOTAL_COLUMNS.get(table.name)
    columns: dict[int, list[Printed]] = defaultdict(list)
    for printed in sorted(table.figures.values(), key=lambda one: one.row):
        if printed.parts.column == total and printed.parts.row.isdigit():
            columns[printed.column].append(printed)
    values = {one.parts.row: one.number or Decimal(0) for many in columns.values() for one in many}
    whole = next((one for one in table.figures.values() if one.parts == ("", SUM, total)), None)
    if whole is not None:
        values[""] = whole.number or Decimal(0)
    wrong = disagreements(values)
    if wrong < MANY or len(values) > LONGEST:
        return None
    best: tuple[int, Slip] | None = None
    for many in columns.values():
        for at, first in enumerate(many):
            for moved in (undone_down(many, at), undone_up(many, at)):
                left = disagreements({**values, **moved})
                if best is None or left < best[0]:
                    best = left, Slip(first.row, first.column, first.label or first.parts.row)
    return best[1] if best is not None and best[0] * 4 <= wrong else None


def undone_down(many: Sequence[Printed], at: int) -> Values:
    """Return figures, in their order, as they are when those from a place on stand a row too low."""
    numbers = [one.number or Decimal(0) for one in many[at + 1 :]]
    return dict(zip([one.parts.row for one in many[at:]], [*numbers, None], strict=True))


def undone_up(many: Sequence[Printed], at: int) -> Values:
    """Return figures, in their order, as they are when those from a place on stand a row too high."""
    numbers = [one.number or Decimal(0) for one in many[at:-1]]
    return dict(zip([one.parts.row for one in many[at:]], [None, *numbers], strict=True))


def disagreements(values: Values) -> int:
    """Return how many values, by code, are not the sums of those one level below; of what is not known
    nothing is said.
    """
    below: dict[str, list[Decimal | None]] = defaultdict(list)
    for code, value in values.items():
        if code:
            above = code[: max((length for length in LEVELS if length < len(code)), default=0)]
            below[above].append(value)
    count = 0
    for code, parts in below.items():
        total = values.get(code)
        known = [part for part in parts if part is not None]
        if total is not None and len(known) == len(parts):
            count += abs(total - sum(known, Decimal(0))) > TAIL * (len(parts) + 1)
    return count


def take_out_slipped(table: PublicTable, slip: Slip) -> dict[str, Printed]:
    """Take the figures from a slip on out of a table, in its block of columns, and return them: whose they
    are is not known.
    """
    rest = {
        path: one
        for path, one in table.figures.items()
        if one.row >= slip.row
        and one.parts.row.isdigit()
        and (one.column == slip.column or table.name != "基本支出表")
    }
    for path in rest:
        del table.figures[path]
    table.unread.append(Unread("错", slip.name, slip.row, slip.column))
    return rest
