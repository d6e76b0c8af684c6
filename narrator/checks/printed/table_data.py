"""What the tables of a printed report say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from narrator.checks.finding import Finding
from narrator.disclosure.public_tables import THREE_EXPENSES
from narrator.disclosure.value import Step, split_path
from narrator.document import Table
from narrator.number import CENT, read_digits
from narrator.tables.blueprint import Blueprint
from narrator.tables.matrix import Matrix
from narrator.tables.money_unit import WITH_UNIT
from narrator.tables.plain import DASHES, plain, title_parts
from narrator.tables.table_as_read import Fault, PublicTable, Unread
from narrator.tables.vocabulary import COLUMN, ROW, Strange

FIGURE = re.compile(r"[-\d.,%]+")
OtherSteps = tuple[Step, ...]  # of a path: the place of one step, and all the others


class Cells(dict[str, str]):
    """What a reader calls the places of cells, by their paths. Few of them are ever called: of most it is only kept how to."""

    def call_later(self, paths: Iterable[str], name: Callable[[str], str]) -> None:
        """Take paths, of which a function says, when it is asked for, what a reader calls them."""
        self.update(dict.fromkeys(paths, name))  # type: ignore[arg-type]

    def __getitem__(self, path: str) -> str:
        found = super().__getitem__(path)
        return found if type(found) is str else found(path)  # type: ignore[operator]

    def get(self, path: str, default: Any = None) -> Any:
        """Return what a reader calls a path; the default where no table prints it."""
        try:
            return self[path]
        except KeyError:
            return default

    def items(self) -> Any:
        """Return the paths with what a reader calls them."""
        return {path: self[path] for path in self}.items()

    def values(self) -> Any:
        """Return what a reader calls the paths."""
        return map(self.__getitem__, self)


@dataclass
class Reading:
    """What the tables of a report say.

    raw: the data, as data.json would hold it.
    cells: the path of everything that a table prints, blank cells too → what a reader calls the place.
    shown: what is printed there, by path.
    rows: the row of its grid in which that stands, of tables that are read row by row.
    unread: where a number should stand and something else does: what it is nobody knows.
    lost: the paths of the figures of rows that the form prints always and its table here does not have.
    decimals: how many the amounts have that tables print which are read row by row, by the layout's name and by path.
    grids: the tables in order.
    found: those that were recognised, each with its blueprint and the lines above and below.
    blueprints: the tables of the form.
    deviations: where tables are not as the form has them, of which nothing follows for a report that is in
        another one.
    instead: what is told of such a report in the place of some of them.
    strange: the figures of public tables that were not understood.
    misplaced: those with figures that slipped, or a row that is blank and should not be.
    misstated: those whose figures are in another unit than they state.
    step: the smallest amount that it prints, in 万元.
    public: those tables that are public, or the form's own by code, as the reader of public tables read them,
        by their names.
    codes: of each public table by code those of its rows that it prints itself: of others another table may print part.
    torn: those that are there and could not be read, or not the rest of them, and so nothing was taken; a
        finding tells of each.
    blank: those, by name, that print no figure though others do that belong in them, of which nothing was
        taken either.
    retitled: those that stand under one another's titles: what stands below them may be the other one's.
    composed: of each of the grids the table that was composed, when it prints just that; () when nothing is
        known of it.
    """

    raw: dict[str, Any] = field(default_factory=dict)
    cells: Cells = field(default_factory=Cells)
    shown: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Sequence[str]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    decimals: dict[str, dict[str, int]] = field(default_factory=dict)
    found: list[tuple[Blueprint, Matrix, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    grids: list[Matrix] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    deviations: list[Finding] = field(default_factory=list)
    instead: list[Finding] = field(default_factory=list)
    strange: set[Strange] = field(default_factory=set)
    misplaced: list[str] = field(default_factory=list)
    misstated: list[str] = field(default_factory=list)
    blueprints: Mapping[str, Blueprint] = field(default_factory=dict)
    step: Decimal = CENT
    public: dict[str, PublicTable] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    blank: dict[str, PublicTable] = field(default_factory=dict)
    retitled: set[str] = field(default_factory=set)
    composed: Sequence[Table | None] = ()

    def leave_out_strange(self, table: PublicTable) -> None:
        """Keep which figures of a table were not understood; blank columns beside one that was not may be what it is, and so are
        not known either."""
        for one in table.unread:
            if one.kind in (Fault.COLUMN, Fault.ROW):
                self.strange |= {*find_strange(table, one)}
        if any(one.kind == Fault.COLUMN for one in table.unread):
            columns: dict[int, list[str]] = {}
            for path, printed in table.figures.items():
                columns.setdefault(printed.column, []).append(path)
            for paths in columns.values():
                if all(table.figures[path].number is None for path in paths):
                    self.unread.update(paths)

    @cached_property
    def lacking(self) -> list[str]:
        """The public tables of the form that were not read; once all tables are read."""
        read = {blueprint.name for blueprint, *_ in self.found}
        return [name for name, blueprint in self.blueprints.items() if blueprint.table and name not in read]

    def is_composed(self, rows: Matrix) -> bool:
        """Return whether a grid prints just what was composed as a table."""
        return any(rows is grid and made for grid, made in zip(self.grids, self.composed, strict=False))

    @cached_property
    def other_titles(self) -> list[tuple[Blueprint, str]]:
        """The tables over which the form's title does not stand, each with what stands there as its title, or ""; once all tables are
        read."""
        found = []
        for layout, _, above, _ in self.found:
            near = [part for text in above for part in title_parts(text)]
            if layout.title and not any(
                text == layout.title or text.startswith(f"{layout.title}(") for text in near
            ):
                shown = (text for text in reversed(above) if "表" in text and plain(text) != layout.number)
                found.append((layout, next(shown, "").strip()))
        return found

    @property
    def lacking_titles(self) -> frozenset[str]:
        """The titles of the public tables that were not read, in plain form."""
        return frozenset(self.blueprints[name].title for name in self.lacking)

    @cached_property
    def paths_in(self) -> Mapping[str, Sequence[str]]:
        """The paths of each table of the data at which something is printed; once all tables are read."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        begin = "."  # as no path does
        of_table: list[str] = []
        for path in self.shown:
            if not path.startswith(begin):  # what one table prints mostly stands together
                table = path.partition(".")[0]
                begin, of_table = f"{table}.", found[table]
            of_table.append(path)
        return found

    @cached_property
    def beside(self) -> Mapping[OtherSteps, Sequence[str]]:
        """The paths of the figures that tables print, by the place of each of their steps and all the others: those that stand beside
        one another, in another row or column, together; once all tables are read."""
        found: defaultdict[OtherSteps, list[str]] = defaultdict(list)
        for path in self.cells:
            if path not in self.unread:
                for others in each_without_a_step(path):
                    found[others].append(path)
        return found

    @cached_property
    def words(self) -> list[tuple[str, str]]:
        """What cells print that is no figure, with what a reader calls their places; once all tables are read."""
        return [(self.cells[path], text) for path, text in self.shown.items() if is_words(text)]


def each_without_a_step(path: str) -> Iterator[OtherSteps]:
    """Yield the steps of a path but for one of them, behind the place of that."""
    steps = split_path(path)
    return ((at, *steps[:at], *steps[at + 1 :]) for at in range(len(steps)))


def is_words(text: str) -> bool:
    """Return whether what a cell prints is no figure."""
    return len(text) > 1 and (
        text[0] > "9" or not FIGURE.fullmatch(text)
    )  # as of most words, no letter of a figure


def find_strange(table: PublicTable, unread: Unread) -> Iterator[Strange]:
    """Yield the figures of a column or a row of a table that was not understood, but noughts and percentages, which are no part of
    a sum."""
    rows, columns = table.sheet.rows, table.header.columns
    cells: set[tuple[int, int, str, str]] = set()  # with the side and the place of each
    if table.name == THREE_EXPENSES:
        places = (
            [(row, unread.column) for row in range(table.header.rows, len(rows))]
            if unread.kind == Fault.COLUMN
            else [(unread.row, at) for at in range(unread.column, len(columns))]
        )
        cells = {(*place, "", "") for place in places}
    elif unread.kind == Fault.COLUMN:
        cells = {(one.row, unread.column, one.parts.side, one.parts.row) for one in table.figures.values()}
    else:
        figures = (dict(group.figures) for group in table.header.groups)
        beside = next((places for places in figures if unread.column in places), ())
        cells = {(unread.row, at, columns[at].side, columns[at].column) for at in beside}
    for row, at, side, place in cells:
        printed = plain(rows[row][at])
        found = WITH_UNIT.fullmatch(printed)
        amount = read_digits(found[1]) * table.factor if found else None
        if amount or (found is None and printed not in DASHES and not printed.endswith("%")):
            kinds = (COLUMN, ROW) if table.name == THREE_EXPENSES else (unread.kind,)
            yield from (Strange(table.name, kind, side, place, amount) for kind in kinds)
