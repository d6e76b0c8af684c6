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
    """The place from which a table slipped: its row and column in the table, from 0, and the name of the row.

    step: by how many rows the figures stand too low; -1 when they stand a row too high. total: whether 合计, which
    stands below, slipped as well.
    """

    row: int
    column: int
    name: str
    step: int = 1
    total: bool = False


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
    wrong, _ = judged(values)
    if wrong < MANY or len(values) > LONGEST:
        return None
    best: tuple[int, Slip] | None = None
    for column, many in columns.items():
        blocks = [many]
        if whole is not None and whole.column == column and whole.row > many[-1].row:
            blocks.insert(
                len(blocks) if whole.number else 0, [*many, whole]
            )  # a blank one has most likely slipped
        for block in blocks:
            for at, first in enumerate(many):
                for step in (1, -1):
                    left, right = judged({**values, **undone(block[at:], step)})
                    if right >= MANY and (best is None or left < best[0]):
                        name = first.label or first.parts.row
                        best = left, Slip(first.row, first.column, name, step, block is not many)
    return best[1] if best is not None and best[0] * 4 <= wrong else None


def undone(slipped: Sequence[Printed], step: int) -> Values:
    """Return slipped figures, in their order, by the code to which they belong ("" of 合计); None of what is lost."""
    numbers = [one.number or Decimal(0) for one in slipped]
    moved: list[Decimal | None] = [*numbers[1:], None] if step > 0 else [None, *numbers[:-1]]
    codes = ["" if one.parts.row == SUM else one.parts.row for one in slipped]
    return dict(zip(codes, moved, strict=True))


def judged(values: Values) -> tuple[int, int]:
    """Return how many values, by code, are not the sums of those one level below, and how many are, those
    left out that rounding alone may make so; of what is not known nothing is said.
    """
    below: dict[str, list[Decimal | None]] = defaultdict(list)
    for code, value in values.items():
        if code:
            above = code[: max((length for length in LEVELS if length < len(code)), default=0)]
            below[above].append(value)
    wrong = right = 0
    for code, parts in below.items():
        total = values.get(code)
        known = [part for part in parts if part is not None]
        if total is not None and len(known) == len(parts):
            tail = TAIL * (len(parts) + 1)
            agrees = abs(total - sum(known, Decimal(0))) <= tail
            wrong += not agrees
            right += agrees and abs(total) > tail
    return wrong, right


def take_out_slipped(table: PublicTable, slip: Slip) -> dict[str, Decimal | None]:
    """Take the figures from a slip on out of a table, in its block of columns, and return by their paths the numbers
    that would stand there without it, None for a blank: most likely, but not for certain. Where that number was lost,
    it is the one that stands there.
    """
    columns: dict[int, list[tuple[str, Printed]]] = defaultdict(list)
    for path, one in sorted(table.figures.items(), key=lambda item: item[1].row):
        here = one.column == slip.column or table.name != "基本支出表"
        if here and one.row >= slip.row and (one.parts.row.isdigit() or slip.total):
            columns[one.column].append((path, one))
    rest: dict[str, Decimal | None] = {}
    for many in columns.values():
        moved = undone([one for _, one in many], slip.step).values()
        for (path, one), number in zip(many, moved, strict=True):
            rest[path] = one.number if number is None else number or None
    for path in rest:
        del table.figures[path]
    table.unread.append(Unread("错", slip.name, slip.row, slip.column))
    return rest
