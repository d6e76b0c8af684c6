"""A public table that was composed: which figure stands in each of its cells is known from where the cell comes from, and its words
need only say the same: in a form that is wrong they may not."""

from __future__ import annotations

from functools import lru_cache

from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.value import Figure, split_path
from narrator.document import Row, Table
from narrator.tables.header import read_header
from narrator.tables.header_column import Group
from narrator.tables.money_unit import find_money_unit, money_units_over
from narrator.tables.plain import plain
from narrator.tables.public import (
    column_called,
    fill_blanks,
    is_merged,
    lines_of,
    printed_at,
    tell_strange_columns,
    without_blanks,
)
from narrator.tables.row_names import Named, RowNames, code_in_cells
from narrator.tables.table_as_read import Printed, PublicTable, Sheet
from narrator.tables.table_sides import side_of
from narrator.tables.vocabulary import FigurePlace, Vocabulary, full_path, place_of_path


class UncertainCellError(Exception):
    """Raised where a cell does not say what a reader would see in it."""


def composed_table(sheet: Sheet, table: Table, name: str, vocabulary: Vocabulary) -> PublicTable | None:
    """Return what a sheet says that prints, cell by cell, a table which was composed as the public table of a name, as
    `read_as` returns it; None where that is not certain."""
    rows, words = sheet.rows, vocabulary.tables.get(name)
    if words is None or not rows or not rows[0]:
        return None
    public = PublicTable(vocabulary.own.get(name, name), sheet, layout=name, share=1.0)
    header = public.header = read_header(rows, public.name, words)
    public.unit = find_money_unit(reversed(lines_of(sheet)), rows[: header.rows], sheet.below)
    over = rows[: header.rows]
    numbers = [*header.shared, *(at for at in range(header.rows, len(rows)) if rows[at] not in over)]
    origins = [figures_in(row) for row in table.rows]
    try:
        for group in header.groups:
            names = RowNames(
                public.name, group.side or side_of(group, rows[header.rows :], public.name, words), words
            )
            for number in numbers:
                take_row(public, number, group, origins[number], names)
    except UncertainCellError:
        return None
    units = money_units_over(over, header.places)
    if len(public.figures) != sum(map(len, origins)) or (public.unit and units - {public.unit}):
        return None  # there are more than one in a place, or outside the columns with figures; or two units are stated
    tell_strange_columns(public, header)
    fill_blanks(public, header)
    return public


def figures_in(row: Row) -> dict[int, Figure]:
    """Return the figures that a composed row prints, by column."""
    both = zip(row.cut.cells, row.origins, strict=True)
    return {cell[0]: origin for cell, origin in both if type(origin) is Figure}


def take_row(
    public: PublicTable, number: int, group: Group, origins: dict[int, Figure], names: RowNames
) -> None:
    """Keep what a row prints in a group of columns. Raises UncertainCellError, also where its words name another row or column."""
    row = public.sheet.rows[number]
    codes = [row[at] for at in group.codes]
    labels = [row[at] for at in group.names] or codes
    label = next((text for text in (*labels, *codes) if text.strip()), "")
    places = [(at, column) for at, column in group.figures if at in origins]
    if len(places) != len(group.figures):
        others = (at for at, column in group.figures if not is_merged(row, at, label, column))
        if places or (any(row[at].strip() for at in others) and len({*row}) > 1):
            raise UncertainCellError
        return
    code = code_in_cells(codes)
    crossed = "" if any(column.column for _, column in places) else column_called(label, names.words)
    named = Named() if crossed or not (group.codes or group.names) else names.find(codes, label, code)
    row_name = ""
    for at, column in places:
        path = origins[at].path
        place = place_in(path, public.name)
        if place is None or (column.row or named.row, column.column or crossed) != (place.row, place.column):
            raise UncertainCellError
        row_name = place.row
        beside = "" if crossed and column.row else label
        public.figures[path] = printed_at(public, number, at, path, beside, code, place)
    if row_name.isdigit() and named.name.strip() and plain(named.name) != row_name:
        parts = FigurePlace("", row_name, ITEM_NAME)
        at = (group.names or group.codes)[0]
        name = without_blanks(named.name)
        public.names[full_path(public.name, parts)] = Printed(name, None, number, at, parts=parts)


@lru_cache(maxsize=100_000)
def place_in(path: str, table: str) -> FigurePlace | None:
    """Return where the figure at a path stands in a table; None when it is none of it."""
    name, *below = map(str, split_path(path))
    return place_of_path(tuple(below)) if name == table and below else None
