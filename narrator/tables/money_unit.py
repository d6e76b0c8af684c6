"""The unit of the amounts of a public table, as something around it states it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from narrator.tables.matrix import Matrix
from narrator.tables.plain import PRINTED_NUMBER, plain

ABOVE = re.compile(r"单位:?(?:人民币)?(万元|元)")
HEADING = re.compile(r"\((?:单位:)?(?:人民币)?(万元|元)\)$")  # 金额(元)
BELOW = re.compile(r'单位:?(?:人民币)?"?(万元|元)|以"?(万元|元)"?为(?:金额|计量)?单位')
NOTE_MARK = r"(?:\*{1,3}|[①-⑳]|\[注?\d{1,2}\]|\(?注\d{0,2}\)?)?"  # behind a figure, of a note below its table
WITH_UNIT = re.compile(rf"[¥￥]?(-?{PRINTED_NUMBER})(万元|元)?{NOTE_MARK}")
# Less than nought, as accountants write it.
BRACKETED = re.compile(r"\((\d+(?:,\d{3})*\.\d+|\d{1,3}(?:,\d{3})+)\)")
YUAN = "元"
FAR = 1000  # times as much as others have, or as little, before anybody asks
TOP = 3  # rows of a table that may say what stands above others


def states_money_unit(line: str) -> bool:
    """Return whether a line says in which unit the amounts of a table are."""
    return ABOVE.search(plain(line)) is not None


def find_money_unit(above: Iterable[str], header: Matrix, below: Sequence[str]) -> str:
    """Return 万元 or 元 as the nearest line above a table says, else a cell of its first rows, else the words over its
    columns, else a line below it; "" when nothing does, or when the words over the columns differ."""
    for line in (*above, *(cell for row in header[:TOP] for cell in row)):
        if found := ABOVE.search(plain(line)):
            return found[1]
    over = money_units_over(header, range(len(header[0]) if header else 0))
    if over:
        return over.pop() if len(over) == 1 else ""
    return next((found[1] or found[2] for line in below if (found := BELOW.search(plain(line)))), "")


def number_in(printed: str, unit: str) -> str:
    """Return the digits of a number in plain form, alone or with the unit of its table or the mark of a note behind, with its sign,
    also of one in brackets; "" for anything else."""
    if printed.startswith("(") and (bracketed := BRACKETED.fullmatch(printed)):
        return f"-{bracketed[1]}"
    found = WITH_UNIT.fullmatch(printed)
    return found[1] if found and found[2] in (None, unit) else ""


def money_unit_of_figures(rows: Matrix, columns: Sequence[int]) -> str:
    """Return the unit that stands behind most of the numbers in some columns of rows; "" when most have none, or several units."""
    with_unit = [row for row in rows if YUAN in "".join(row)]  # most tables have none
    if not any(row[at].rstrip().endswith(YUAN) for row in with_unit for at in columns):
        return ""
    cells = (plain(row[at]) for row in rows for at in columns)
    found = Counter(one[2] or "" for cell in cells if (one := WITH_UNIT.fullmatch(cell)))
    [(unit, many)] = found.most_common(1) or [("", 0)]
    return unit if many * 2 > found.total() else ""


def money_units_over(header: Matrix, columns: Iterable[int]) -> set[str]:
    """Return the units that stand in the words over some columns."""
    cells = {row[at] for row in header for at in columns}
    return {found[1] for cell in cells if (found := HEADING.search(plain(cell)))}


def say_no_number(printed: str, unit: str) -> str:
    """Return why what stands in the place of a figure is not taken for one. unit: of its table."""
    other = WITH_UNIT.fullmatch(printed) and unit
    return f"“{printed}”的单位与这张表的不同，表是以{unit}计的" if other else f"“{printed}”不是数"


def say_money_units_apart(unit: str, other: str) -> str:
    """Return that a table whose figures are in one unit states another one as well."""
    return f"这张表的数是以{unit}计的，表头或者表上面写的是{other}"


def find_far_off(largest: Mapping[str, Decimal], in_yuan: Collection[str]) -> list[str]:
    """Return the names of the tables that may be in the other unit: those whose largest amount is far more than the middle one of the
    largest of all or, stated in 元, far less. largest: in 万元, by name, as the units that are stated make them. in_yuan: the names of
    those that state 元."""
    known = sorted(filter(None, largest.values()))
    if not known:
        return []
    usual = known[len(known) // 2]
    return [
        name
        for name, most in largest.items()
        if most and (most * FAR < usual if name in in_yuan else most > usual * FAR)
    ]
