"""Rows of a public table that are blank though those below them are not, or though all that is wrong is that they are: filled in by
nobody, or a row too high or too low. And columns that are blank but for the sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from narrator.disclosure.branch_shapes import codes_below
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.number import CENT, read_digits
from narrator.tables.money_unit import WITH_UNIT
from narrator.tables.plain import plain
from narrator.tables.slip_board import BLANK, ENOUGH, ZERO, Board, Cell, Trial
from narrator.tables.slipping import strips_of
from narrator.tables.table_as_read import Across, Fault, Printed, PublicTable, Unread
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS

NEARLY_ALL = 4  # how many times more is wrong with a table while a column is blank


def take_out_blank_rows(table: PublicTable, tail: Decimal = CENT) -> dict[str, Decimal | None]:
    """Take the figures of rows by code, of 合计 as well, that are all blank though rows below add up to something out of a
    table, and note each row. Return what they should be by their paths: what those add up to. tail: what rounding leaves for
    each figure, in the unit of the table.
    """
    total = TOTAL_COLUMNS.get(table.name)
    if total is None or table.name == BY_ECONOMIC_CLASS:
        return {}
    rows = rows_by_code(table)
    if not any(all(one.number is None for _, one in row.values()) for row in rows.values()):
        return {}
    meant: dict[str, Decimal | None] = {}
    numbers = {code: {column: one.number for column, (_, one) in row.items()} for code, row in rows.items()}
    below = codes_below(rows)
    for code in sorted(below, key=len, reverse=True):  # 款 before 类
        row = rows.get(code, {})
        if not row or any(one.number is not None for _, one in row.values()):
            continue
        sums = {
            column: sum((numbers[part].get(column) or ZERO for part in below[code]), ZERO) for column in row
        }
        if abs(sums.get(total, ZERO)) > tail * (len(below[code]) + 1):
            numbers[code] = dict(sums)
            meant |= {path: sums[column] or None for column, (path, _) in row.items()}
            first = next(one for _, one in row.values())
            table.unread.append(Unread(Fault.BLANK, first.label or code or SUM, first.row, first.column))
    for path in meant:
        del table.figures[path]
    return meant


def take_out_blank_columns(board: Board) -> dict[str, Decimal | None]:
    """Take the figures of the rows by code out of a table that are blank in a column whose sum is not, and note each such column.
    Return what they should be by their paths; nothing where the table has but one row by code, or figures in none, or where much is
    wrong with it whatever stands there."""
    rows = {**rows_by_code(board.table)}
    sums = rows.pop("", {})
    if len(rows) < ENOUGH or not any(one.number for row in rows.values() for _, one in row.values()):
        return {}
    columns = {
        column: [row[column] for row in rows.values() if column in row]
        for column, (_, one) in sums.items()
        if one.number
    }
    blank = {
        column: cells for column, cells in columns.items() if all(one.number is None for _, one in cells)
    }
    cells = [(one.row, one.column) for column in blank.values() for _, one in column]
    if len(cells) < ENOUGH:
        return {}
    trial = Trial(board, board.wrong, board.unusual)
    *_, numbers = trial.open(cells)
    for cell, number in numbers.items():
        trial.put(cell, number)
    left = sum(not numbers.keys().isdisjoint(one.cells) for one, _ in trial.failing())
    if left * NEARLY_ALL >= board.wrong:
        return {}
    for column in blank:
        first = sums[column][1]
        board.table.unread.append(Unread(Fault.BLANK, column, first.row, first.column, across=Across.COLUMNS))
    meant = {board.paths[cell]: number or None for cell, number in numbers.items()}
    for path in meant:
        del board.table.figures[path]
    return meant


def take_out_only_blank(board: Board) -> dict[str, Decimal | None]:
    """Take the figures of the one row with whose numbers most of what is wrong with a table would agree out of it, if it is blank,
    and note it. Return what they should be by their paths; nothing where there is no such row, or another one would do as well,
    unless the blank one lacks several numbers, or a row that was not understood prints what it lacks."""
    for strip in strips_of(board) if board.wrong else ():
        opened = [open_row(board, row, strip.columns) for row in strip.rows]
        least = min(left for left, _ in opened)
        best = [numbers for left, numbers in opened if left == least and left[0] < board.wrong]
        blank = [
            one
            for one in best
            if print_nothing(board, one) and has_amount(one.values()) and is_missed(board, one)
            if not stand_in_strange_rows(board.table, one.values())
        ]
        if len(blank) == 1 and (len(best) == 1 or len(list(filter(None, blank[0].values()))) >= ENOUGH):
            meant = {board.paths[cell]: number or None for cell, number in blank[0].items()}
            row, column = min(blank[0])
            for path in meant:
                del board.table.figures[path]
            board.table.unread.append(Unread(Fault.BLANK, strip.labels[row], row, column))
            return meant
    return {}


def open_row(
    board: Board, row: int, columns: Sequence[int]
) -> tuple[tuple[int, int], Mapping[Cell, Decimal | None]]:
    """Return how much is wrong with a table by all but the numbers of a row in some columns, and how much is not as usual; and what
    these numbers should be by the relations, by cell."""
    *left, numbers = Trial(board, board.wrong, board.unusual).open([(row, column) for column in columns])
    return (left[0], left[1]), numbers


def print_nothing(board: Board, cells: Iterable[Cell]) -> bool:
    """Return whether cells are figures of a table, and print nothing."""
    return all(cell in board.paths and board.number(cell) is BLANK for cell in cells)


def stand_in_strange_rows(table: PublicTable, numbers: Iterable[Decimal | None]) -> bool:
    """Return whether rows of a table that were not understood print some numbers, all of them that are not nought."""
    rows = [table.sheet.rows[one.row] for one in table.unread if one.kind == Fault.ROW]
    printed = {
        read_digits(one[1]) for row in rows for cell in row if (one := WITH_UNIT.fullmatch(plain(cell)))
    }
    return bool(rows) and printed.issuperset(filter(None, numbers))


def is_missed(board: Board, cells: Iterable[Cell]) -> bool:
    """Return whether a relation that does not hold, and of which the table lacks no other figure, is about one of some cells."""
    touching = (board.relations[at] for cell in cells for at, _ in board.touching.get(cell, ()))
    return any(one.fails() and not one.partial and not one.usual for one in touching)


def has_amount(numbers: Iterable[Decimal | None]) -> bool:
    """Return whether one of some numbers is more than nought, and none less."""
    known = [number for number in numbers if number]
    return bool(known) and min(known) > 0


def rows_by_code(table: PublicTable) -> Mapping[str, dict[str, tuple[str, Printed]]]:
    """Return the rows of a table by code, 合计 by "", and of each the figures by column, with their paths, but what is
    no number."""
    garbled = table.garbled
    rows: dict[str, dict[str, tuple[str, Printed]]] = defaultdict(dict)
    for path, one in table.figures.items():
        if (one.parts.row.isdigit() or one.parts.row == SUM) and path not in garbled:
            rows["" if one.parts.row == SUM else one.parts.row][one.parts.column] = path, one
    return rows
