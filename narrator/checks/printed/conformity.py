"""ST-4: a public table has the columns and rows of the form, under the form's names.

What was read is compared with the form's blueprint; reading itself does not go by the form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from narrator.checks.finding import MOST_NAMED, Finding, Level, Side, unchecked
from narrator.checks.printed.table_columns import (
    column_at,
    columns_read,
    find_missing_columns,
    find_missing_names,
    has_row_over_it,
    label_columns_of_blocks,
    lost_columns,
    path_in,
    strange_places,
    tell_missing_column,
)
from narrator.disclosure.branch_shapes import code_above
from narrator.disclosure.classification import class_rows
from narrator.numerals import read_numeral
from narrator.tables.blueprint import Blueprint
from narrator.tables.label_slips import MANY
from narrator.tables.plain import ITEM_MARK, plain
from narrator.tables.public import read_as
from narrator.tables.row_names import part_label
from narrator.tables.slip_board import Cell
from narrator.tables.table_as_read import Fault, Printed, PublicTable, Unread
from narrator.tables.vocabulary import SUM, Vocabulary, bare, place_of_path

FIX = "照格式改正"
MANY_ROWS = "一两三"
NO_SUCH_ROW = "格式里没有这一行"


class WantedRow(NamedTuple):
    """A row of the form that a table has: the name that stands there, in plain form, the label that the form has, its code,
    and what is wrong with it."""

    name: str
    label: str
    code: str
    finding: Finding | None


def deviations(table: PublicTable, blueprint: Blueprint) -> Iterator[Finding]:
    """Return where a table is not as the form has it. Of the columns of one with as many as the form has, its header tells
    (`header_words.compare_header`)."""
    if len(table.header.columns) != len(blueprint.body[0].places):
        yield from find_missing_columns(table, blueprint)
        yield from find_missing_names(table, blueprint)
    yield from label_columns_of_blocks(table, blueprint)
    rows = compare_rows(table, blueprint)
    yield from rows.missing
    yield from rows.misnamed


class ComparedRows(NamedTuple):
    """What is told of the rows of a table beside those of the form: which it does not have, and which it calls otherwise."""

    missing: list[Finding]
    misnamed: list[Finding]


def compare_rows(table: PublicTable, blueprint: Blueprint) -> ComparedRows:
    """Return the rows of the form's table that a table does not have, or calls otherwise."""
    have = columns_read(table)
    marks = cache(partial(marks_of_rows, table))  # asked of few tables
    slipped = [one for one in table.unread if one.kind == Fault.SLIPPED]
    blank = {plain(one.what) for one in table.unread if one.kind == Fault.BLANK}
    strange = {(one.side, one.label): one for one in rows_in_place(table, blueprint)}
    lost = lost_columns(table, blueprint) if have else {}
    missing = [tell_missing_column(name, blueprint.label) for name in lost.values()]
    unread = {*strange_places(table, blueprint), *lost}
    named: dict[int, list[WantedRow]] = defaultdict(list)
    gap: list[list[tuple[str, str]]] = []  # the rows, one behind the other, that are not there
    last: dict[int, int] = {}  # the row in which the figure of the form's row before stands, by its column
    disordered = ""
    for row in blueprint.body:
        if row.loop:
            continue
        done: set[str] = set()
        absent: list[tuple[str, str]] = []
        headed: dict[str, list[str]] = defaultdict(list)  # by what stands over columns, those not there
        for at, below in row.figures:
            label, code = row.names[at], below[1] if below[0] == "各科目" else ""
            place = place_of_path(below)
            printed = table.figures.get(path_in(table.name, below))
            key = label or f"{place.row} {place.column}"
            if key in done or (printed is None and column_at(below) not in have):
                continue
            done.add(key)
            told = slipped or plain(label) in blank or (place.side, label) in strange or at in unread
            if printed is None and told:
                continue  # of which that tells
            if printed is None and has_row_over_it(row, at):
                headed[place.row].append(place.column)
                continue
            if printed is None:
                absent.append((code, label))
                continue
            name = plain(printed.label)
            wrong = is_misnamed(printed, label, code, marks)
            disordered = disordered or (name if printed.row < last.get(printed.column, 0) else "")
            last[printed.column] = printed.row
            finding = tell_misnamed_row(blueprint.label, name, label) if wrong else None
            named[printed.column].append(WantedRow(name, label, code, finding))
        missing += missing_columns(table, headed, blueprint.label) if headed else ()
        if absent:
            gap.append(absent)
        elif done:
            missing += missing_rows(gap, blueprint.label)
            gap = []
    missing += missing_rows(gap, blueprint.label)
    misnamed = [
        tell_misnamed_row(blueprint.label, one.unread.what, one.label)
        for one in strange.values()
        if not one.of_class
    ]
    for many in named.values():
        misnamed += joined(many, blueprint.label)
    if disordered and not (slipped or misnamed or numbers_grow(marks())):
        misnamed.append(tell_disordered(f"{blueprint.label} “{disordered}”"))
    return ComparedRows(missing, misnamed)


def tell_disordered(subject: str) -> Finding:
    """Return that the rows of a table stand in another order than the form's."""
    return Finding(Level.HINT, subject, "各行的次序与格式不同", "照格式的次序排", rule="ST-4")


def tell_rows_elsewhere(table: PublicTable, codes: Sequence[str], label: str) -> Iterator[Finding]:
    """Return that rows by code of a table stand elsewhere than below the row of the level above, told once. codes: of its rows, in the order
    in which they stand. label: of the table."""
    own, elsewhere = {*codes}, list[str]()
    before = ""  # the code of the row before that stands where it should
    for code in codes:
        above = code_above(code)
        if not before.startswith(above) and above in own:
            elsewhere.append(code)
        else:
            before = code
    if elsewhere:
        named = {one.parts.row: one.text.strip() for one in table.names.values()}
        rows = [
            f"“{code} {named[code]}”" if code in named else f"“{code}”" for code in elsewhere[:MOST_NAMED]
        ]
        many = f"等{len(elsewhere)}行" if len(elsewhere) > MOST_NAMED else ""
        what = f"{'、'.join(rows)}{many}不在上级科目的下面"
        subject = f"{label} {elsewhere[0]}"
        yield Finding(Level.HINT, subject, what, "照编码的次序排；编码错了的，改正编码", rule="ST-4")


def down_its_columns(table: PublicTable) -> Sequence[str]:
    """Return the codes of the rows of a table of which several stand beside one another, from the first to the last of each column."""
    rows = [one for one in table.figures.values() if one.parts.row.isdigit()]
    return [one.parts.row for one in sorted(rows, key=attrgetter("column", "row"))]


def missing_columns(table: PublicTable, headed: Mapping[str, Sequence[str]], label: str) -> Iterator[Finding]:
    """Return that a table lacks what the form has in columns: one of them, or all that have the same word over them.

    headed: the columns (预算数, 决算数) that are not there, by that word.
    """
    have = {printed.parts.row for printed in table.figures.values()}
    for word, columns in headed.items():
        if word not in have:
            yield Finding(Level.ERROR, f"{label} {word}", f"没有“{word}”", "照格式补上", rule="ST-4")
            continue
        for name in (f"{word} {column}" for column in columns):
            yield tell_missing_column(name, label)


def is_incomplete(table: PublicTable, blueprint: Blueprint) -> bool:
    """Return whether a column of the form's table, or its sum, was not read of a table that prints figures, or something in
    it that was not understood may be that. Of a table whose rows stand over columns each is a column."""
    places = [(at, below, row) for row in blueprint.body for at, below in row.figures]
    have = columns_read(table)
    rows = {printed.parts.row for printed in table.figures.values()}
    return bool(have) and (
        any(one.kind in (Fault.COLUMN, Fault.ROW) for one in table.unread)
        or any(
            column_at(below) not in have
            or place_of_path(below).row == SUM not in rows
            or (has_row_over_it(row, at) and path_in(table.name, below) not in table.figures)
            for at, below, row in places
        )
    )


class RowInPlace(NamedTuple):
    """A row that was not understood and stands in the place of one of the form's: the side and the label of that."""

    unread: Unread
    side: str
    label: str

    @property
    def of_class(self) -> bool:
        """Whether the form's row is that of a class, of which every year's list has its own."""
        return bare(self.label) in class_rows().values()


def rows_in_place(table: PublicTable, blueprint: Blueprint) -> Iterator[RowInPlace]:
    """Return the rows of a table that were not understood and stand just below the row that the form has before one which
    is not there."""
    header = table.header
    unread = {
        (header.columns[one.column].side, one.row): one for one in table.unread if one.kind == Fault.ROW
    }
    if not unread:
        return
    last: dict[str, int] = defaultdict(lambda: header.rows - 1)
    for row in blueprint.body:
        for at, below in row.figures if not row.loop else ():
            side, printed = (
                place_of_path(below).side,
                table.figures.get(path_in(table.name, below)),
            )
            if printed is not None:
                last[side] = printed.row
            elif one := unread.pop((side, last[side] + 1), None):
                last[side] += 1
                yield RowInPlace(one, side, row.names[at])


def restore_names(table: PublicTable, blueprint: Blueprint, vocabulary: Vocabulary) -> PublicTable:
    """Return a table read with the names that rows of it lack which stand just where the form has them, each told; the table itself
    where none does."""
    rows, header = table.sheet.rows, table.header
    found: dict[Cell, str] = {}
    for one in rows_in_place(table, blueprint):
        group = next((each for each in header.groups if one.unread.column in dict(each.figures)), None)
        beside = group.names if group else ()
        if group and beside and not any(rows[one.unread.row][at].strip() for at in (*beside, *group.codes)):
            found[one.unread.row, beside[0]] = one.label
    cells = [[*row] for row in rows] if found else []
    for (row, column), name in found.items():
        cells[row][column] = name
    again = (
        read_as(replace(table.sheet, rows=cells), table.layout or table.name, vocabulary) if found else None
    )
    if again is None:
        return table
    again.unread += [Unread(Fault.NAME, name, row, column) for (row, column), name in found.items()]
    return again


def misnamed_rows(table: PublicTable, blueprint: Blueprint) -> Iterator[Finding]:
    """Return the rows of a table that were not understood and of which, in a report of the form, `deviations` tells."""
    for one in rows_in_place(table, blueprint):
        if not one.of_class:
            yield unchecked(f"{blueprint.label} “{one.unread.what}”", NO_SUCH_ROW, "核对这一行")


def missing_rows(gap: Sequence[Sequence[tuple[str, str]]], table: str) -> Iterator[Finding]:
    """Return that a table does not have some rows of the form, one behind the other: each, or all in one where it was cut
    short or lost a piece.

    gap: of each row the codes, "" where there are none, and the names of those of its blocks, side by side, that are not
    there.
    """
    if len(gap) >= MANY:
        first, last = (" ".join(filter(None, one[0])) for one in (gap[0], gap[-1]))
        what = f"从“{first}”起到“{last}”的{len(gap)}行都没有"
        yield Finding(Level.ERROR, f"{table} “{first}”起", what, "照格式补上", rule="ST-4")
        return
    for absent in gap:
        between = "、" if len(absent) == 1 else " "
        words = [between.join(filter(None, one)) for one in absent]
        what = f"没有{'、'.join(f'“{one}”' for one in words)}这一行"
        yield Finding(Level.ERROR, f"{table} {'、'.join(words)}", what, "照格式补上", rule="ST-4")


def joined(many: Sequence[WantedRow], table: str) -> Iterator[Finding]:
    """Return what is wrong with the names of rows in their order: those that slipped, which bear the names of their
    neighbours, in one finding."""
    runs: dict[int, int] = {}  # where each begins, and where it ends
    for step in (1, -1):
        slipped = [
            one.finding is not None and 0 <= at - step < len(many) and one.name == many[at - step].label
            for at, one in enumerate(many)
        ]
        for told, group in groupby(range(len(many)), key=slipped.__getitem__):
            places = [*group]
            if told and len(places) >= MANY:
                runs[places[0]] = places[-1]
    last = -1
    for at, one in enumerate(many):
        if at in runs:
            last = max(last, runs[at])
            yield slip_of_rows(table, f"{one.code} {one.name}".strip(), "编码和名称")
        elif one.finding is not None and at > last:
            yield one.finding


def slip_of_rows(table: str, first: str, what: str, hint: str = "", until: str = "", by: int = 1) -> Finding:
    """Return that what stands in the rows of a table slipped by one or a few from a first one on, or from a later one, until another."""
    begins = f"“{first}”到“{until}”之间的一行" if until else f"“{first}”这一行"
    many = MANY_ROWS[by - 1]
    said = f"从{begins}起，{what}错开了{many}行"
    hint = f"核对这一行前后，是不是多了或者少了{many}格{hint}；改正以后再核对"
    return Finding(Level.ERROR, f"{table} “{first}”起", said, hint, rule="ST-4")


def tell_misnamed_row(table: str, shown: str, label: str) -> Finding:
    """Return that a row of a table has another name than the label of the form's row."""
    sides = (Side(table, shown), Side("格式", label))
    return Finding(Level.ERROR, f"{table} {label}", f"这里应当是“{label}”", FIX, sides, rule="ST-4")


def is_misnamed(
    printed: Printed, label: str, code: str, marks: Callable[[], Mapping[Cell, Sequence[int]]]
) -> bool:
    """Return whether something else stands beside a printed row than the label, or the code, of the form's row.

    Another number before a name is none where it is one more than that of the row above, or one less than that of the row below, or
    all numbers of the table grow (`marks`): rows may be added or left out. Nor is a code before it (208社会保障和就业支出).
    """
    name = plain(printed.label)
    if not label or name in (label, code):
        return False
    _, word = part_label(bare(name))
    if word != bare(label):
        return True
    mark, above, below = marks().get((printed.row, printed.column), (0, 0, 0))
    return mark not in (above + 1, below - 1) and not numbers_grow(marks())


def numbers_grow(marks: Mapping[Cell, Sequence[int]]) -> bool:
    """Return whether the numbers before the names of rows, see `marks_of_rows`, grow from row to row, or begin anew with 一."""
    return all(number > above or number == 1 for number, above, _ in marks.values())


def marks_of_rows(table: PublicTable) -> Mapping[Cell, Sequence[int]]:
    """Return the numbers before the names of rows of a table (一、二、三、) by the cells of their figures, each with those of the rows
    above and below in the same column and on the same side, 0 where there are none."""
    columns: dict[tuple[str, int], list[tuple[Cell, int]]] = defaultdict(list)
    for printed in sorted(table.figures.values(), key=lambda one: one.row):
        if found := ITEM_MARK.match(plain(printed.label)):
            number, cell = read_numeral(found.group(1)), (printed.row, printed.column)
            columns[(printed.parts.side, printed.column)].append((cell, number))
    found_marks: dict[Cell, Sequence[int]] = {}
    for rows in columns.values():
        numbers = [0, *(number for _, number in rows), 0]
        found_marks |= {
            cell: (numbers[at + 1], numbers[at], numbers[at + 2]) for at, (cell, _) in enumerate(rows)
        }
    return found_marks
