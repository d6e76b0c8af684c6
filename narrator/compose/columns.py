"""Proving without any data that a table prints what its columns and rows are called, and all that its sums add.

Every name on the way to a figure (公开07表.公务接待费.决算数) that a heading of its column or the label of its row
could mean must be the one that they say; no figure stands in a table twice; and where a sum is printed, so is
each of its parts (disclosure.model.SUMS).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jinja2 import nodes

from narrator.compose.cells import Cell, Grid, Members, Slip, Steps, Value, headings, placed
from narrator.disclosure.model import SUMS
from narrator.disclosure.shape import CodedShape, RecordShape


def slips(header: str, body: Sequence[nodes.Node], members: Members) -> Iterator[Slip]:
    """What is wrong with the table that HEADER and the syntax tree BODY make."""
    grid = Grid(body)
    cells = list(placed(grid, headings(header), members))
    printed = {cell.steps for cell in cells}
    for cell in cells:
        yield from misplaced(cell, printed)
    yield from uneven(cells)
    yield from repeated(cells)
    yield from partial(cells, grid, members)


def misplaced(cell: Cell, printed: set[Steps]) -> Iterator[Slip]:
    """Whether CELL prints another figure than the one that its column and its row are called."""
    meant = list(cell.steps)
    for at, shape in enumerate(cell.shapes, 1):
        name = cell.steps[at]
        if isinstance(shape, CodedShape) and len(cell.code) in shape.lengths and cell.code != name:
            meant[at] = cell.code
            yield Slip(cell.line, f"编码{cell.code}的行印的是“{name}”的数", f"改成“{cell.code}”")
        if not isinstance(shape, RecordShape):
            continue
        said = next((label for label in cell.labels if label in shape.fields), name)
        # A short label (一般公共预算财政拨款, under 年初结转和结余) is right when another cell has what it says in full.
        short = said in name and (*cell.steps[:at], said, *cell.steps[at + 1 :]) in printed
        if said != name and not short:
            meant[at] = said
            what = f"“{said}”这一格印的是“{name}”"
            yield Slip(cell.line, what, f"改成“{said}”，或者改正表头和行名")
    cell.meant = tuple(meant)


def uneven(cells: Sequence[Cell]) -> Iterator[Slip]:
    """Columns that print one thing of one record and another of another, though one of them has both."""
    first: dict[int, Cell] = {}
    for cell in cells:
        above = first.setdefault(cell.column, cell)
        one, other = above.meant[-1], cell.meant[-1]
        if one == other or above.meant[:-1] == cell.meant[:-1] or not (above.is_amount and cell.is_amount):
            continue
        if other in above.record.fields or one in cell.record.fields:
            cell.meant = (*cell.meant[:-1], one)
            what = f"这一列第{above.line}行印的是“{one}”，这一行印的是“{other}”"
            yield Slip(cell.line, what, "改成一样的")


def repeated(cells: Sequence[Cell]) -> Iterator[Slip]:
    """Amounts that stand in the table twice."""
    seen: dict[Steps, int] = {}
    for cell in cells:
        if cell.is_amount and cell.meant in seen:
            what = f"“{path(cell.meant)}”在这张表里印了两次，第{seen[cell.meant]}行已经有了"
            yield Slip(cell.line, what, "改成这一格该印的数")
        seen.setdefault(cell.meant, cell.line)


def partial(cells: Sequence[Cell], grid: Grid, members: Members) -> Iterator[Slip]:
    """Sums that CELLS print without all of their parts; what a function prints counts as printed."""
    used: dict[tuple[Steps, Steps], set[str]] = {}
    nested = (
        Value(node, value.within)
        for value in grid.values
        for node in (value.node, *value.node.find_all((nodes.Getattr, nodes.Getitem)))
    )
    paths = [found[0] for value in nested if (found := members.steps(value))]
    for steps in (*paths, *(cell.meant for cell in cells)):
        for at in range(1, len(steps)):
            used.setdefault((steps[:at], steps[at + 1 :]), set()).add(steps[at])
    told: set[tuple[Steps, Steps, str]] = set()
    for cell in cells:
        for at, shape in enumerate(cell.shapes, 1):
            place = (cell.meant[:at], cell.meant[at + 1 :])
            for total, parts in SUMS:
                if total != cell.meant[at] or not isinstance(shape, RecordShape) or (*place, total) in told:
                    continue
                lost = [part for part in parts if part not in used[place]]
                if lost and {total, *parts} <= shape.fields.keys():
                    told.add((*place, total))
                    named = "、".join(f"“{part}”" for part in lost)
                    what = f"印了“{total}”，没有印{named}，加起来不等于“{total}”"
                    yield Slip(cell.line, what, "补上没有印的")


def path(steps: Steps) -> str:
    return ".".join(step.partition("#")[0] for step in steps)
