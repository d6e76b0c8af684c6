"""A public table that was composed: which figure stands in each of its cells is known from where the cell comes from.

Its words need only say the same: in a form that is wrong they may not. What they say is found once for all tables of one frame,
which is what the form itself prints of a table: its header, its rows, and one row for all that are printed by code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.public_tables import TWO_SIDED
from narrator.disclosure.value import Figure, Words, split_path
from narrator.document import Origin, Row, Table
from narrator.number import read_digits
from narrator.tables.header import Header, read_header
from narrator.tables.plain import plain
from narrator.tables.public import (
    DASHES,
    NUMBER,
    Group,
    column_called,
    fill_blanks,
    groups,
    is_merged,
    lines_of,
    printed_at,
    side_of,
    tell_strange_columns,
    without_blanks,
)
from narrator.tables.row_names import Named, RowNames, code_in_cells
from narrator.tables.table_as_read import Printed, PublicTable, Sheet
from narrator.tables.unit import find_unit, units_over
from narrator.tables.vocabulary import FigurePlace, Vocabulary, full_path, place_of_path

MOST = 200  # frames that are kept of a form, which has dozens


class UncertainCellError(Exception):
    """Raised where a cell does not say what a reader would see in it."""


def composed_table(sheet: Sheet, table: Table, name: str, vocabulary: Vocabulary) -> PublicTable | None:
    """Return what a sheet says that prints, cell by cell, a table which was composed as the public table of a name, as
    `read_as` returns it; None where that is not certain."""
    rows = sheet.rows
    if name not in vocabulary.tables or not rows or not rows[0]:
        return None
    public = PublicTable(vocabulary.own.get(name, name), sheet, layout=name, share=1.0)
    frame, places = frame_of(table, public.name)
    known = vocabulary.frames.get((name, frame))
    if known is None:
        try:
            take_by_words(public, table, vocabulary)
        except UncertainCellError:
            return None
        if len(vocabulary.frames) < MOST and (found := known_frame(public, table, frame, places, vocabulary)):
            vocabulary.frames[name, frame] = found
    else:
        public.header = known.header
        public.unit = find_unit(reversed(lines_of(sheet)), rows[: known.header.rows], sheet.below)
        for number, taken in known.taken(places):
            taken.take(public, number, table.rows[number])
    header = public.header
    units = units_over(
        rows[: header.rows], [at for at, column in enumerate(header.columns) if column.kind == "数"]
    )
    if len(public.figures) != sum([[*map(type, row.origins)].count(Figure) for row in table.rows]) or (
        public.unit and units - {public.unit}
    ):
        return None  # there are more than one in a place, or outside the columns with figures; or two units are stated
    tell_strange_columns(public, header)
    fill_blanks(public, header)
    return public


# ---- what its words say ----


def take_by_words(public: PublicTable, table: Table, vocabulary: Vocabulary) -> None:
    """Keep what a table prints, as its words say it. Raises UncertainCellError where these say something else than the cells are."""
    sheet, words = public.sheet, vocabulary.tables[public.layout]
    rows = sheet.rows
    header = public.header = read_header(rows, public.name, words)
    public.unit = find_unit(reversed(lines_of(sheet)), rows[: header.rows], sheet.below)
    numbers = numbers_of_rows(header, rows)
    origins = [figures_in(row) for row in table.rows]
    for group in groups(header.columns):
        names = RowNames(
            public.name, group.side or side_of(group, rows[header.rows :], public.name, words), words
        )
        for number in numbers:
            take_row(public, number, group, origins[number], names)


def numbers_of_rows(header: Header, rows: Sequence[Sequence[str]]) -> list[int]:
    """Return the numbers of the rows of a table that may print figures: its header may stand there again where a page begins."""
    over = rows[: header.rows]
    return [*header.shared, *(at for at in range(header.rows, len(rows)) if rows[at] not in over)]


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
    named = Named() if crossed or not (group.codes or group.names) else names.find(codes, label)
    row_name = ""
    for at, column in places:
        path = origins[at].path
        place = place_in(path, public.name)
        if place is None or (column.row or named.row, column.column or crossed) != (place.row, place.column):
            raise UncertainCellError
        row_name = place.row
        beside = "" if crossed and column.row else label
        public.figures[path] = printed_at(public, number, at, path, beside, code, place)
    if row_name.isdigit():
        keep_name(public, number, (group.names or group.codes)[0], row_name, named.name)


def name_path(public: PublicTable, parts: FigurePlace) -> str:
    """Return the path of the name of a row by code in which a figure of those parts stands."""
    return full_path(public.name, FigurePlace("", parts.row, ITEM_NAME))


def keep_name(public: PublicTable, number: int, column: int, code: str, label: str) -> None:
    """Keep the label of a row by code as its name, which stands in a column, unless it is blank or the code itself."""
    if label.strip() and plain(label) != code:
        parts = FigurePlace("", code, ITEM_NAME)
        public.names[full_path(public.name, parts)] = Printed(
            without_blanks(label), None, number, column, parts=parts
        )


def put_printed(
    public: PublicTable,
    number: int,
    string: str,
    column: int,
    path: str,
    label: str,
    code: str,
    parts: FigurePlace,
) -> None:
    """Keep what a cell prints as the figure at a path, see `printed_at`."""
    text = string.strip()
    if text not in DASHES and NUMBER.fullmatch(text) is None:
        public.figures[path] = printed_at(public, number, column, path, label, code, parts)
        return
    found = None if text in DASHES else read_digits(text)
    public.figures[path] = Printed(text, found, number, column, label, code, parts)


# ---- the frame of a table ----

CODE, NAME, BLANK = range(3)  # what stands in a cell of a row by code that is no figure
FrameRow = tuple[object, ...]  # how the row is cut, whether it is one by code, and its cells


def frame_of(table: Table, name: str) -> tuple[tuple[FrameRow, ...], list[int]]:
    """Return what the form itself prints of a composed table that is the one of a name: of a row its words and the paths of its
    figures, of the rows by code of one line one for all; and of each row of the table which of these it is."""
    found: list[FrameRow] = []
    places: list[int] = []
    for row in table.rows:
        one = coded_row(row, name) or (row.cut, False, *map(words_or_path, row.strings, row.origins))
        if not (one[1] and found and found[-1] == one):
            found.append(one)
        places.append(len(found) - 1)
    return tuple(found), places


def words_or_path(string: str, origin: Origin) -> str:
    """Return what is the same of a cell in all tables of its form: its words, or of a figure the path."""
    return origin.path if type(origin) is Figure else string


def coded_row(row: Row, name: str) -> FrameRow | None:
    """Return what is the same of all rows by code that a line of the form prints in the table of a name; None of any other row, and
    where the form says something beside the code."""
    code, codes = "", list[str]()
    cells: list[str | int] = []
    for string, origin in zip(row.strings, row.origins, strict=True):
        if type(origin) is Figure:
            place = place_in(origin.path, name)
            if place is None or place.row != (code or place.row):
                return None
            code = place.row
            cells.append(place.column)
        elif type(origin) is Words:
            is_name = origin.path.endswith(ITEM_NAME)
            cells.append(NAME if is_name else CODE)
            codes += [] if is_name else [string]
        elif string:
            return None
        else:
            cells.append(BLANK)
    if codes != [code] or len(code) not in LEVELS or not code.isdigit():
        return None
    return (row.cut, True, *cells)


class FixedCell(NamedTuple):
    """A figure in a row that the form prints always: in which cell of the row and which column of the table it stands, and what it is,
    see `Printed`."""

    cell: int
    column: int
    path: str
    label: str
    code: str
    parts: FigurePlace


class FixedRow(NamedTuple):
    """What a row that the form prints always prints in a group of columns. names: of codes, by path."""

    cells: list[FixedCell]
    names: dict[str, Printed]

    def take(self, public: PublicTable, number: int, row: Row) -> None:
        """Keep it in a table where it is the row of a number."""
        strings = row.strings
        for cell, column, path, label, code, parts in self.cells:
            put_printed(public, number, strings[cell], column, path, label, code, parts)
        for path, one in self.names.items():
            public.names[path] = one._replace(row=number)


class CodedRow(NamedTuple):
    """What a row by code, each of whose cells is in one column, prints in a group of columns: in which are the code, the name and the
    figures."""

    code: int
    name: int
    figures: list[int]

    def take(self, public: PublicTable, number: int, row: Row) -> None:
        """Keep it in a table where it is the row of a number."""
        strings, origins = row.strings, row.origins
        code, label = strings[self.code], strings[self.name]
        label = label if label.strip() else code
        for at in self.figures:
            path = origins[at].path  # type: ignore[union-attr]
            if parts := place_in(path, public.name):
                put_printed(public, number, strings[at], at, path, label, code, parts)
        keep_name(public, number, self.name, code, label)


class KnownFrame(NamedTuple):
    """What tables of a frame say: their header, and what each of its rows prints, by groups of columns; None where that is nothing. rows:
    of the frame, those that may print figures."""

    header: Header
    groups: list[list[FixedRow | CodedRow | None]]

    def taken(self, places: Sequence[int]) -> Iterator[tuple[int, FixedRow | CodedRow]]:
        """Yield what there is to take from a table, of whose rows it is known which of the frame they are, each with the number of its
        row, in the order in which it is read."""
        shared, below = self.header.shared, range(self.header.rows, len(places))
        for rows in self.groups:
            for number in (*shared, *below):
                if (taken := rows[places[number]]) is not None:
                    yield number, taken


def coded_row_of(row: Row, frame: FrameRow, group: Group, width: int) -> CodedRow | None:
    """Return what the rows by code of a frame, one of which is given, print in a group of columns; None where that is not certain.
    width: of their table."""
    kinds = dict(zip([cell[0] for cell in row.cut.cells], frame[2:], strict=True))
    is_plain = len(kinds) == width and all(columns == rows == 1 for _, _, columns, rows in row.cut.cells)
    is_named = [kinds.get(at) for at in group.codes] == [CODE] and all(
        kinds.get(at) == NAME for at in group.names
    )
    is_known = all(column.column and not column.row for _, column in group.figures)
    if not (is_plain and is_named and is_known and len(group.names) < 2):
        return None
    code, name = group.codes[0], (group.names or group.codes)[0]
    return CodedRow(code, name, [at for at, _ in group.figures])


def known_frame(
    public: PublicTable,
    table: Table,
    frame: Sequence[FrameRow],
    places: Sequence[int],
    vocabulary: Vocabulary,
) -> KnownFrame | None:
    """Return what all tables of a frame say, as one of them that was read by its words does; None where the data that they are
    filled with might change that."""
    header, top = public.header, public.sheet.rows[: public.header.rows]
    if public.unread or read_header(top, public.name, vocabulary.tables[public.layout]) != header:
        return None  # what a column is for shows in what stands below
    columns = groups(header.columns)
    group_of = {at: number for number, group in enumerate(columns) for at, _ in group.figures}
    known: list[list[FixedRow | CodedRow | None]] = [[None] * len(frame) for _ in columns]
    coded = {number: one for number, one in enumerate(frame) if one[1]}
    if coded and (public.name in TWO_SIDED or min(coded) < header.rows):
        return None
    for number in coded:
        row = table.rows[places.index(number)]
        for at, group in enumerate(columns):
            if (found := coded_row_of(row, frame[number], group, len(table.columns))) is None:
                return None
            known[at][number] = found
    fixed: dict[tuple[int, int], FixedRow] = {}  # by group and row of the frame
    for path, one in public.figures.items():
        if (place := places[one.row]) not in coded:
            taken = fixed.setdefault((group_of[one.column], place), FixedRow([], {}))
            cell = next(at for at, cut in enumerate(table.rows[one.row].cut.cells) if cut[0] == one.column)
            taken.cells.append(FixedCell(cell, one.column, path, one.label, one.code, one.parts))
            taken.names.update(
                (name, public.names[name]) for name in [name_path(public, one.parts)] if name in public.names
            )
    for (at, place), taken in fixed.items():
        known[at][place] = taken
    return KnownFrame(header, known)


@lru_cache(maxsize=20_000)
def place_in(path: str, table: str) -> FigurePlace | None:
    """Return where the figure at a path stands in a table; None when it is none of it."""
    name, *below = map(str, split_path(path))
    return place_of_path(tuple(below)) if name == table and below else None
