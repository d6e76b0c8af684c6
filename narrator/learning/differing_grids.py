"""Which public tables a report prints with other columns, rows or zeros than the base, and what their layouts say instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from narrator.compose.composition import FAULTS, Composer
from narrator.disclosure.branch_shapes import OF_CODE
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import Record
from narrator.document import Table
from narrator.form import Form
from narrator.form.table_layout import Layout
from narrator.learning.own_columns import OwnColumn
from narrator.learning.own_grids import GridWriter
from narrator.phrases.entries import Book
from narrator.problem import Unusable
from narrator.tables.blueprint import EACH, Blueprint
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.plain import DASHES, plain
from narrator.tables.table_as_read import PublicTable
from narrator.toml import quote

ZEROS = {*DASHES, "0", "0.0", "0.00"}
NARROW = 1.0  # mm; no column of a layout is as narrow


class Grids:
    """The grids of the tables of a report beside those of the base.

    zero: what most amounts of zero print in the report's tables. own: the names of the tables with rows of their own.
    """

    def __init__(
        self,
        tables: Mapping[str, Table],
        public: Mapping[str, PublicTable],
        words: Callable[[str], str],
        own: Callable[[str, str, str, str], str],
        own_column: Callable[[OwnColumn], str],
    ) -> None:
        self.tables = tables
        self.own: set[str] = set()
        self.written = {
            name: GridWriter(tables[name], one, words, own, own_column)
            for name, one in public.items()
            if name in tables
        }
        self.zeros = {name: one.zeros() for name, one in self.written.items()}
        printed = Counter(
            plain(one.text) for table in public.values() for one in table.figures.values() if not one.number
        )
        self.zero = max(sorted(printed), key=printed.__getitem__, default="")

    def slipped(self) -> set[str]:
        """Return the names of the tables in which words of the header stand in a row of figures."""
        return {name for name, one in self.written.items() if one.is_slipped}

    def lines(self, base: Form, record: Record, book: Book) -> dict[str, list[str]]:
        """Return what the layouts of the tables say that the base's do not. record: last year's data. book: the base's."""
        composer = Composer(record, base, book)
        return {
            name: list(self.lines_of(name, base.layouts[name], compose_table(composer, name)))
            for name in self.written
            if name in base.layouts
        }

    def lines_of(self, name: str, layout: Layout, made: Table | None) -> Iterator[str]:
        """Yield what the layout of a table says otherwise than the base's. made: the table as the base prints it; None when it
        can not."""
        table, writer = self.tables[name], self.written[name]
        rows, head = matrix(table), writer.head
        width = len(layout.widths)
        slipped = writer.is_slipped and len(writer.columns) == width
        if not slipped and (made is None or normal_rows(rows) != normal_rows(matrix(made))):
            grid = writer.write(layout)
            base_rows = matrix(made) if made else []
            base_head = len(made.header) if made else 0
            if len(grid.aligns) != width or grid.aligns != list(layout.aligns):
                yield f'"列宽" = [{", ".join(map(str, column_widths_of(table, layout)))}]'
                yield f'"对齐" = [{", ".join(map(quote, grid.aligns))}]'
                width = len(grid.aligns)
            headed = base_head != head or normal_rows(rows[:head]) != normal_rows(base_rows[:base_head])
            if headed:
                yield from grid_lines("表头", grid.header)
            if (
                made is None
                or (headed and writer.tells_nothing())
                or normal_rows(rows[head:]) != normal_rows(base_rows[base_head:])
                or width != len(layout.widths)
            ):
                yield from grid_lines("表体", grid.body)
                self.own.add(name)
        zeros = [self.zero if one is None else one for one in self.zeros[name]]
        if len(zeros) == width and {*zeros} != {self.zero}:
            yield f'"零值" = [{", ".join(map(quote, zeros))}]'

    def unprinted(self, blueprints: Mapping[str, Blueprint], codes: Sequence[str]) -> set[str]:
        """Return the patterns of the figures that the base prints in tables, and the report does not in its own. codes: those
        of economic classification, each of which has a row of 基本支出表."""
        found: set[str] = set()
        for name in self.own:
            wanted = set(paths_of_figures(blueprints[name])) if name in blueprints else set()
            if name == BY_ECONOMIC_CLASS:
                wanted |= {f"{BY_ECONOMIC_CLASS}.{ROWS}.{code}.决算数" for code in codes}
            printed = self.written[name].printed()
            if f"{BY_ECONOMIC_CLASS}.{ROWS}.{EACH}.决算数" in printed:  # those that have an amount
                wanted = {one for one in wanted if not one.startswith(f"{BY_ECONOMIC_CLASS}.{ROWS}.")}
            found |= wanted - printed
        return found

    def printed(self) -> set[str]:
        """Return the paths of the figures that the report's own grids print."""
        return {path for name in self.own for path in self.written[name].printed()}


def paths_of_figures(blueprint: Blueprint) -> Iterator[str]:
    """Yield the paths of the figures that a table prints; of items by code those of any (*)."""
    for row in blueprint.body:
        for _, path in row.printed:
            if path[-1] not in (*OF_CODE, "科目名称", "级次"):
                yield ".".join((*row.loop, EACH, *path) if row.loop else path)


def compose_table(composer: Composer, name: str) -> Table | None:
    """Return a table as a form prints it; None when it can not print the data."""
    try:
        blocks = composer.table(name)
    except (*FAULTS, Unusable):
        return None
    return next(block for block in blocks if isinstance(block, Table))


def grid_lines(key: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield an entry of a layout that is a grid."""
    yield f"{quote(key)} = '''"
    yield from lines
    yield "'''"


def normal_rows(rows: Matrix) -> list[list[str]]:
    """Return rows as they are compared: however zeros are printed."""
    return [["" if (text := plain(cell)) in ZEROS else text for cell in row] for row in rows]


def column_widths_of(table: Table, layout: Layout) -> list[float]:
    """Return the widths of the columns of a printed table, in mm; where it does not say them, they share those of the base's
    layout."""
    stated = [max(column.width, NARROW) for column in table.columns]
    return (
        stated
        if all(column.width for column in table.columns)
        else [round(sum(layout.widths) / len(stated), 1)] * len(stated)
    )
