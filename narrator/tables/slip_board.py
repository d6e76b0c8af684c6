"""The cells of a public table with what is known of their numbers: which of them add up, what other tables print for them, what is
usual. Numbers are put into cells, or taken out, and it is told how much is wrong then."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from narrator.tables.money_unit import WITH_UNIT
from narrator.tables.plain import plain
from narrator.tables.table_as_read import Fault, PublicTable

ZERO, INFINITE = Decimal(0), Decimal("Infinity")
BLANK = Decimal("-0")  # what a cell that prints nothing adds, known from a printed nought by being this one
ENOUGH = 2  # relations that must hold without a slip and do not with it
Cell = tuple[int, int]  # row and column in the table, from 0


class FigureRelation(NamedTuple):
    """Figures of a table, by path, added up or taken off (1, -1), are an amount, or no more than it. usual: whether they need not be."""

    terms: Sequence[tuple[str, int]]
    due: Decimal = ZERO
    at_most: bool = False
    usual: bool = False


class Evidence(NamedTuple):
    """What the figures of a table are judged by, by path and in its unit. listed: whether the prose lists an item. usual: what
    a figure usually is. tail: what rounding leaves for each of them."""

    relations: Sequence[FigureRelation]
    listed: Mapping[str, bool]
    usual: Mapping[str, Decimal]
    tail: Decimal


def shows_nothing_wrong(table: PublicTable, evidence: Evidence) -> bool:
    """Return whether all that the figures of a table are judged by holds, and none stands beside no name: no `Board` of them tells more."""
    figures, tail = table.figures, evidence.tail
    for terms, due, at_most, _ in evidence.relations:
        gap, many = -due, 0
        for path, sign in terms:
            printed = figures.get(path)
            many += printed is not None
            if printed is not None and printed.number:
                gap = gap + printed.number if sign > 0 else gap - printed.number
        if has_gap(gap, tail * max(2, many), at_most):
            return False
    if any(bool(figures[path].number) != listed for path, listed in evidence.listed.items()):
        return False
    astray = find_astray(table, {(one.row, one.column) for one in figures.values()})
    return not any(number and is_nameless(cell, table) for cell, number in astray.items())


def has_gap(gap: Decimal, tail: Decimal, at_most: bool) -> bool:
    """Return whether numbers are further apart than rounding leaves; those that are at most as much may be less."""
    return gap > tail or (gap < -tail and not at_most)


class CellRelation(NamedTuple):
    """A relation between cells, and by how much they may be apart. gap: what they make together as the table stands, less what is due.
    partial: whether the table lacks a figure of it."""

    cells: Mapping[Cell, int]
    gap: Decimal
    tail: Decimal
    at_most: bool = False
    partial: bool = False
    usual: bool = False

    @property
    def blames(self) -> bool:
        """Whether it is the fault of the table where the relation does not hold: what another one has more of, or usually as much, may
        as well be that one's."""
        return not (self.at_most or self.usual)

    def fails(self, gap: Decimal | None = None) -> bool:
        """Return whether the relation does not hold by a gap; None for the one as the table stands."""
        gap = self.gap if gap is None else gap
        return has_gap(gap, self.tail, self.at_most)


class Board:
    """The numbers of a table by cell, blank ones as nought, and the relations between them, by cell as well.

    paths: of the cells that are figures. nameless: those beside no name, which print nothing where all is right. noughts: the
    columns that print noughts, more of them than blanks.
    """

    def __init__(self, table: PublicTable, evidence: Evidence) -> None:
        self.table = table
        known = table.figures.keys() - table.garbled
        self.paths = {(one.row, one.column): path for path, one in table.figures.items() if path in known}
        cells = {path: cell for cell, path in self.paths.items()}
        numbers = {cell: table.figures[path].number for cell, path in self.paths.items()}
        self.numbers = {cell: BLANK if number is None else number for cell, number in numbers.items()}
        printed = [(column, number) for (_, column), number in numbers.items() if not number]
        noughts, blanks = (
            Counter(at for at, one in printed if (one is None) == is_blank) for is_blank in (False, True)
        )
        self.noughts = {column for column, many in noughts.items() if many > blanks[column]}
        self.numbers |= find_astray(table, self.paths)
        self.nameless = {cell for cell in self.numbers if cell not in self.paths and is_nameless(cell, table)}
        self.listed = {cells[path]: one for path, one in evidence.listed.items() if path in cells}
        self.usual = {cells[path]: one for path, one in evidence.usual.items() if path in cells}
        self.relations = [
            *relations_by_cell(evidence, cells, self.numbers, table),
            *(CellRelation({cell: 1}, self.numbers[cell], evidence.tail) for cell in self.nameless),
        ]
        if self.wrong or self.may_have_slipped:
            self.relations.sort(key=lambda one: sorted(one.cells))  # in whatever order the figures were read

    @cached_property
    def touching(self) -> Mapping[Cell, Sequence[tuple[int, int]]]:
        """Of each cell the relations of which it is, by their places, and how it counts in them."""
        found: dict[Cell, list[tuple[int, int]]] = defaultdict(list)
        for number, relation in enumerate(self.relations):
            for cell, sign in relation.cells.items():
                found[cell].append((number, sign))
        return found

    @cached_property
    def wrong(self) -> int:
        """How many of the relations do not hold."""
        return sum(one.fails() for one in self.relations)

    @cached_property
    def unusual(self) -> int:
        """How much is not as it usually is."""
        return sum(self.doubts(cell, number) for cell, number in self.numbers.items())

    @property
    def is_wrong_itself(self) -> bool:
        """Whether relations do not hold by the fault of the table."""
        return any(one.blames and one.fails() for one in self.relations)

    @property
    def may_have_slipped(self) -> bool:
        """Whether relations do not hold, or as many items are not as the prose lists them."""
        unlisted = sum(self.is_not_listed(cell, self.number(cell)) for cell in self.listed)
        return self.wrong + unlisted >= ENOUGH

    def with_numbers(self, meant: Mapping[str, Decimal | None]) -> Board:
        """Return the board as it would be with other figures, by path; of those that are None nothing is said any more."""
        cells = {path: cell for cell, path in self.paths.items()}
        moved = {cells[path]: number for path, number in meant.items()}
        board = copy(self)
        vars(board).pop("wrong", None)
        vars(board).pop("unusual", None)
        board.numbers = self.numbers | {cell: number or BLANK for cell, number in moved.items()}
        unknown = {cell for cell, number in moved.items() if number is None}
        board.relations = []
        for one in self.relations:
            changes = (sign * (board.numbers[cell] - self.numbers[cell]) for cell, sign in one.cells.items())
            tail = INFINITE if unknown & one.cells.keys() else one.tail
            board.relations.append(one._replace(gap=one.gap + sum(changes, ZERO), tail=tail))
        return board

    def number(self, cell: Cell) -> Decimal:
        """Return the number in a cell."""
        return self.numbers.get(cell, BLANK)

    def longest_tail(self, column: int) -> Decimal:
        """Return by how much the longest sum in a column may be off."""
        sums = (one for one in self.relations if not one.at_most and one.tail is not INFINITE)
        return max((one.tail for one in sums if {at for _, at in one.cells} == {column}), default=ZERO)

    def doubts(self, cell: Cell, number: Decimal | None) -> int:
        """Return how much of what is listed or usual a number in a cell is not, and whether it is blank where noughts are printed,
        or a nought where nothing is; of what is not known nothing is said."""
        if number is None:
            return 0
        if cell in self.nameless:
            return not number and number is not BLANK
        usual = self.usual.get(cell)
        blank = number is BLANK and cell[1] in self.noughts and cell in self.paths
        return self.is_not_listed(cell, number) + (usual is not None and usual != number) + blank

    def is_not_listed(self, cell: Cell, number: Decimal) -> bool:
        """Return whether a number is in a cell and the prose does not list it, or the prose does and there is none."""
        listed = self.listed.get(cell)
        return listed is not None and bool(number) != listed


class Trial:
    """Numbers of a board as they might stand: what they are, how many relations are wrong then, and how much is not as usual.

    None is a number that is not known: of relations with it nothing is said, see `settle`.
    """

    def __init__(self, board: Board, wrong: int, unusual: int) -> None:
        self.board = board
        self.numbers: dict[Cell, Decimal | None] = {}
        self.gaps: dict[int, Decimal] = {}
        self.unknown: dict[int, int] = defaultdict(int)
        self.wrong, self.unusual = wrong, unusual

    def put(self, cell: Cell, number: Decimal | None) -> None:
        """Put a number into a cell, in the place of the one that is there."""
        board = self.board
        before = self.numbers[cell] if cell in self.numbers else board.number(cell)
        self.numbers[cell] = number
        if not is_other(before, number):
            return
        change = (number or ZERO) - (before or ZERO)
        for at, sign in board.touching.get(cell, ()):
            relation, unknown = board.relations[at], self.unknown[at]
            gap = self.gaps.get(at, relation.gap)
            self.wrong -= not unknown and relation.fails(gap)
            unknown += (number is None) - (before is None)
            gap = gap + change if sign > 0 else gap - change
            self.gaps[at], self.unknown[at] = gap, unknown
            self.wrong += not unknown and relation.fails(gap)
        self.unusual += board.doubts(cell, number) - board.doubts(cell, before)

    def put_row(self, row: int, columns: Iterable[int], source: int | None) -> None:
        """Put into the cells of a row in some columns what another row prints there; None for what is not known."""
        for column in columns:
            self.put((row, column), None if source is None else self.board.number((source, column)))

    def is_wrong(self, at: int) -> bool:
        """Return whether a relation, by its place, does not hold now, of which all numbers are known."""
        relation = self.board.relations[at]
        return not self.unknown.get(at) and relation.fails(self.gaps.get(at, relation.gap))

    def is_told(self, cell: Cell) -> bool:
        """Return whether a cell has the number that a relation demands of which all else is known."""
        relations = ((at, self.board.relations[at]) for at, _ in self.board.touching.get(cell, ()))
        return any(
            not self.unknown.get(at) and not one.at_most and not one.fails(self.gaps.get(at, one.gap))
            for at, one in relations
        )

    def failing(self) -> Iterator[tuple[CellRelation, Decimal]]:
        """Yield the relations that are wrong now, each with its gap, of which all numbers are known."""
        for at, relation in enumerate(self.board.relations):
            if self.is_wrong(at):
                yield relation, self.gaps.get(at, relation.gap)

    def open(self, cells: Sequence[Cell]) -> tuple[int, int, dict[Cell, Decimal | None]]:
        """Take the numbers out of cells, and return what `settle` does of them."""
        for cell in cells:
            self.put(cell, None)
        return self.settle(cells)

    def settle(self, cells: Iterable[Cell]) -> tuple[int, int, dict[Cell, Decimal | None]]:
        """Return what the relations make of numbers that are not known: how many are wrong and how much is not usual by then,
        and the numbers, None where nothing tells them."""
        wrong, unusual = self.wrong, self.unusual
        found: dict[Cell, Decimal | None] = {}
        for cell in cells:
            printed = cell[1] in self.board.noughts and cell in self.board.paths
            nought = ZERO if printed else BLANK
            demands: list[tuple[Decimal, CellRelation]] = []
            for at, sign in self.board.touching.get(cell, ()):
                if self.unknown[at] == 1:
                    relation = self.board.relations[at]
                    demands.append((-sign * self.gaps.get(at, relation.gap), relation))
            best, least = None, (0, 0)
            for number, relation in demands:
                if relation.at_most:
                    continue
                number = nought if abs(number) <= relation.tail else number
                against = sum(one.fails(one.cells[cell] * (number - demand)) for demand, one in demands)
                left = against, self.board.doubts(cell, number)
                if best is None or left < least:
                    best, least = number, left
            found[cell] = best
            wrong += least[0]
            unusual += self.board.doubts(cell, best)
        return wrong, unusual, found


def relations_by_cell(
    evidence: Evidence, cells: Mapping[str, Cell], numbers: Mapping[Cell, Decimal], table: PublicTable
) -> Iterator[CellRelation]:
    """Yield the relations of a table's figures by their cells, but those of which nobody knows all that is there."""
    garbled, strange = table.garbled, strange_rows(table)
    for stated, due, at_most, usual in evidence.relations:
        terms: dict[Cell, int] = {}
        gap = -due
        for path, sign in stated:
            cell = cells.get(path)
            if cell is not None:
                terms[cell] = sign
                gap = gap + numbers[cell] if sign > 0 else gap - numbers[cell]
        unknown = (garbled and any(path in garbled for path, _ in stated)) or (
            strange and may_have_strange_row(terms, len(stated), table, strange)
        )
        if terms and not unknown:
            tail, partial = evidence.tail * max(2, len(terms)), len(terms) < len(stated)
            yield CellRelation(terms, gap, tail, at_most, partial, usual)


def is_other(one: Decimal | None, other: Decimal | None) -> bool:
    """Return whether two cells print different numbers; blank ones and noughts do."""
    return one is not other and (one != other or one is BLANK or other is BLANK)


def find_astray(table: PublicTable, figures: Collection[Cell]) -> dict[Cell, Decimal]:
    """Return the numbers in the columns and rows of a table's figures that are none of them."""
    found: dict[Cell, Decimal] = {}
    columns = {column for _, column in figures}
    first = min((row for row, _ in figures), default=0)
    for row, cells in enumerate(table.sheet.rows[first:], first):
        for column in columns:
            if (row, column) not in figures:
                text = plain(cells[column]) if column < len(cells) else ""
                found[row, column] = (
                    Decimal(one[1].replace(",", "")) if (one := WITH_UNIT.fullmatch(text)) else BLANK
                )
    return found


def label_columns_of(column: int, table: PublicTable) -> list[int]:
    """Return the columns with the codes and names of the rows to which a column of figures belongs."""
    groups = table.header.groups
    return next(([*one.codes, *one.names] for one in groups if column in dict(one.figures)), [])


def is_nameless(cell: Cell, table: PublicTable) -> bool:
    """Return whether a number stands in a row that has neither code nor name."""
    labels = label_columns_of(cell[1], table)
    return bool(labels) and not any(table.sheet.rows[cell[0]][at].strip() for at in labels)


def strange_rows(table: PublicTable) -> list[Cell]:
    """Return the rows of a table that have a name and were not understood, each with a column of their figures."""
    cells = [(one.row, one.column) for one in table.unread if one.kind == Fault.ROW]
    return [cell for cell in cells if label_columns_of(cell[1], table) and not is_nameless(cell, table)]


def may_have_strange_row(
    terms: Mapping[Cell, int], many: int, table: PublicTable, strange: Sequence[Cell]
) -> bool:
    """Return whether a row that was not understood may be of a relation of so many figures: it stands between its rows, or one of these is missing."""
    rows = [row for row, _ in terms]
    sides = {tuple(label_columns_of(column, table)) for _, column in terms}
    return (
        many > 1
        and bool(terms)
        and any(
            tuple(label_columns_of(column, table)) in sides
            and (len(terms) < many or min(rows) < row < max(rows))
            for row, column in strange
        )
    )
