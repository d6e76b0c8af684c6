"""Sums of a public table that are blank though what they are the sum of is not: left out by somebody, and no nought."""

from __future__ import annotations

from narrator.tables.slip_board import ZERO, Evidence, has_gap
from narrator.tables.table_as_read import Fault, PublicTable, Unread


def take_out_blank_sums(table: PublicTable, evidence: Evidence) -> None:
    """Take the figures out of a table that are blank and stand alone on one side of a relation whose other side comes to an amount,
    and note each. evidence: what the table is judged by of itself."""
    blank = {path for path, one in table.figures.items() if one.number is None}
    found: dict[str, None] = {}
    for terms, due, at_most, usual in evidence.relations if blank else ():
        for sign in (1, -1):
            alone, others = ([path for path, own in terms if (own == sign) == same] for same in (True, False))
            if at_most or usual or due or len(alone) != 1 or not blank.issuperset(alone):
                continue
            numbers = [one.number for path in others if (one := table.figures.get(path)) and one.number]
            if has_gap(abs(sum(numbers, ZERO)), evidence.tail * (len(others) + 1), at_most):
                found[alone[0]] = None
    for path in found:
        one = table.figures.pop(path)
        label = one.parts.row or one.label
        table.unread.append(Unread(Fault.BLANK, f"{label} {one.parts.column}", one.row, one.column, path))
