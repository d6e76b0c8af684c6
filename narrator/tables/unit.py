"""The unit of the amounts of a public table, as something around it states it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from narrator.tables.matrix import Matrix
from narrator.tables.plain import plain

ABOVE = re.compile(r"单位:?(?:人民币)?(万元|元)")
HEADING = re.compile(r"\((?:单位:)?(?:人民币)?(万元|元)\)$")  # 金额(元)
BELOW = re.compile(r'单位:?(?:人民币)?"?(万元|元)|以"?(万元|元)"?为(?:金额|计量)?单位')


TOP = 3  # rows of a table that may say what stands above others


def states_unit(line: str) -> bool:
    """Return whether a line says in which unit the amounts of a table are."""
    return ABOVE.search(plain(line)) is not None


def find_unit(above: Iterable[str], header: Matrix, below: Sequence[str]) -> str:
    """Return 万元 or 元 as the nearest line above a table says, else a cell of its first rows, else the words over its
    columns, else a line below it; "" when nothing does, or when the words over the columns differ."""
    for line in (*above, *(cell for row in header[:TOP] for cell in row)):
        if found := ABOVE.search(plain(line)):
            return found[1]
    over = {found[1] for row in header for cell in row if (found := HEADING.search(plain(cell)))}
    if over:
        return over.pop() if len(over) == 1 else ""
    return next((found[1] or found[2] for line in below if (found := BELOW.search(plain(line)))), "")
