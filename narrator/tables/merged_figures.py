"""Figures of a public table that stand in one merged cell: whose the number is nobody knows."""

from __future__ import annotations

from narrator.tables.table_as_read import Fault, PublicTable, Unread


def take_out_merged(table: PublicTable) -> list[str]:
    """Take the figures that share one cell, if it prints a number and no nought, out of a table, and note each cell once. Return their
    paths."""
    taken: list[str] = []
    if not table.sheet.merged:
        return taken
    places = {(one.row, one.column): path for path, one in table.figures.items() if one.number}
    for (top, left), (bottom, right) in table.sheet.merged:
        cells = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        paths = list(dict.fromkeys(places[cell] for cell in cells if cell in places))
        if len(paths) > 1:
            first = table.figures[paths[0]]
            table.unread.append(
                Unread(Fault.MERGED, first.text, first.row, first.column, paths[0], paths[-1])
            )
            taken += paths
    for path in taken:
        del table.figures[path]
    return taken
