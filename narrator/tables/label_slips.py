"""Names and codes of a public table by code that slipped against one another: a cell too many or too few among the names,
and the rows below bear those of their neighbours. It shows in what the codes are called elsewhere; which of the two
stand beside the wrong figures, the sums of the table show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.tables.matrix import Matrix
from narrator.tables.plain import plain
from narrator.tables.public import read_as
from narrator.tables.row_names import code_in_cells
from narrator.tables.table_as_read import Fault, PublicTable, Sheet, Unread
from narrator.tables.vocabulary import Vocabulary

MANY = 3  # rows that bear a neighbour's name, and none between them its own, before anybody says that they slipped
Names = Mapping[str, Collection[str]]  # what a code may be called, in plain form


class Labelled(NamedTuple):
    """A row of a table that has a code or a name: where it stands, from 0, and both, the name in plain form."""

    row: int
    code: str
    name: str


def straighten(
    table: PublicTable, known: Names, vocabulary: Vocabulary, agrees: Callable[[PublicTable], bool]
) -> PublicTable:
    """Return a table by code read with its names, or its codes where only so the figures agree, as they would stand if
    they had not slipped, and the slip told; the table itself when they did not.

    known: what codes are called elsewhere. agrees: whether the sums of a table show no slip of its figures.
    """
    for codes, name in label_columns(table) if table.names or table.name == BY_ECONOMIC_CLASS else ():
        moved = straighten_block(table, codes, name, known, vocabulary, agrees)
        if moved is not table:
            return moved
    return table


def label_columns(table: PublicTable) -> list[tuple[list[int], int]]:
    """Return the blocks of a table that stand side by side, one in most: the columns of its codes, and that of its names."""
    return [(one.codes, one.names[0]) for one in table.header.blocks if one.codes and one.names]


def read_with_labels(table: PublicTable, cells: Matrix, vocabulary: Vocabulary) -> PublicTable | None:
    """Return a table read with other codes or names in its cells, and with what was told of such before; None when it can not be
    read so."""
    again = read_as(replace(table.sheet, rows=cells), table.layout, vocabulary)
    if again is not None:
        again.unread += [one for one in table.unread if one.kind in (Fault.CODE, Fault.NAME)]
    return again


def straighten_block(
    table: PublicTable,
    codes: Sequence[int],
    beside: int,
    known: Names,
    vocabulary: Vocabulary,
    agrees: Callable[[PublicTable], bool],
) -> PublicTable:
    """Return a table as `straighten` does, by the codes and the names of one of its blocks alone."""
    rows, called = table.sheet.rows, set().union(*known.values())
    labelled: list[Labelled] = []
    for at in range(table.header.rows, len(rows)):
        printed, name = [rows[at][one] for one in codes], plain(rows[at][beside])
        code = code_in_cells(printed)
        if len(code) in LEVELS or (name in called and not any(map(str.strip, printed))):
            labelled.append(Labelled(at, code, name))
    there = {one.code for one in labelled} - {""}
    for step in (1, -1):
        first, last = slipped_run(labelled, known, step)
        if last - first + 1 < MANY:
            continue
        run = labelled[first : last + 1]
        moved = read_again(
            table, [beside], edge_first(run, step), find_lost_name(run, known, step), vocabulary
        )
        if len(there) < len(labelled) or not agrees(table):  # a code that is there twice, or none
            dropped = edge_first(run, -step)[-1].code  # no row has it once the others have their own
            lost = lost_code(run, there - {dropped}, known, step)
            other = read_again(table, codes, edge_first(run, -step), lost, vocabulary)
            moved = other if agrees(other) else moved
        what = f"{run[0].code} {run[0].name}".strip()
        moved.unread.append(Unread(Fault.SLIPPED, what, run[0].row, beside, table.name))
        return moved
    return table


def slipped_run(labelled: Sequence[Labelled], known: Names, step: int) -> tuple[int, int]:
    """Return the first and the last of the rows that bear the name of the row above (step 1) or below (-1), of the longest
    such run without one that bears its own; (0, -1) when there is none."""
    best, first, last, many, most = (0, -1), 0, -1, 0, 0
    for at, one in enumerate(labelled):
        other = labelled[at - step] if 0 <= at - step < len(labelled) else None
        own = one.name in known.get(one.code, ())
        neighbours = other is not None and one.name in known.get(other.code, ())
        if neighbours and not own:
            first = first if many else at
            last, many = at, many + 1
        elif own and not neighbours:
            many = 0
        if many > most and many >= MANY:
            best, most = (first, last), many
    # Where the cell was lost, the row may bear what is nobody's, or nothing.
    edge = best[0] - 1 if step > 0 else best[1] + 1
    if most and 0 <= edge < len(labelled) and labelled[edge].name not in known.get(labelled[edge].code, ()):
        best = min(edge, best[0]), max(edge, best[1])
    return best


def edge_first(run: Sequence[Labelled], step: int) -> list[Labelled]:
    """Return the rows of a run from the one whose cell was lost on; each other one's stands in the row before it."""
    return [*run] if step < 0 else [*reversed(run)]


def find_lost_name(run: Sequence[Labelled], known: Names, step: int) -> str:
    """Return the name that was lost where names slipped, as it stands elsewhere; "" when that is not known."""
    return next(iter(known.get(edge_first(run, step)[0].code, ())), "")


def lost_code(run: Sequence[Labelled], there: Collection[str], known: Names, step: int) -> str:
    """Return the code that was lost where codes slipped: one that its row's name has elsewhere, not there in the table, and
    next to the row's own; "" when none is."""
    row = edge_first(run, -step)[0]
    may = sorted(code for code, names in known.items() if row.name in names and code not in there)
    near = [code for code in may if (code > row.code) == (step < 0)]
    return (near[0] if step < 0 else near[-1]) if near else ""


def read_again(
    table: PublicTable, columns: Sequence[int], rows: Sequence[Labelled], lost: str, vocabulary: Vocabulary
) -> PublicTable:
    """Return a table read with cells of some columns moved along rows: the first gets what was lost, each other one what
    stands in the row before it."""
    cells = [[*row] for row in table.sheet.rows]
    for at, one in enumerate(rows):
        for column in columns:
            cells[one.row][column] = table.sheet.rows[rows[at - 1].row][column] if at else lost
    sheet: Sheet = replace(table.sheet, rows=cells)
    again = read_as(sheet, table.layout or table.name, vocabulary)
    return table if again is None else again
