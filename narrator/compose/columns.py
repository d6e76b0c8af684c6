"""Proving without any data that a table prints what its columns and rows are called, and all that its sums add.

Every name on the way to a figure (公开07表.公务接待费.决算数) that a heading of its column or the label of its row
could mean must be the one that they say; no figure stands in a table twice; and where a sum is printed, so is
each of its parts (disclosure.model.SUMS).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from narrator.compose.grid import ALIGN, KEEP
from narrator.disclosure.model import SUMS
from narrator.disclosure.shape import AmountShape, CodedShape, RecordShape, Shape

Steps = tuple[str, ...]  # the names on the way to a value, the variable that it begins at first
TOKEN = re.compile("\ue000([0-9]+)\ue001")
ORDINAL = re.compile(
    r"其中[：:]|[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[、.．]"
)
UNIT = re.compile(r"[（(](?:万元|元)[）)]$")


@dataclass
class Value:
    """An expression that a cell prints. within: the loops around it, by the variables that they set."""

    node: nodes.Expr
    within: Mapping[str, str]


@dataclass
class Row:
    """A line of a grid: its cells, with tokens for what they print."""

    line: int
    cells: list[str]


@dataclass
class Members:
    """What every member that templates name is taken from, and under which name; filled by the linter."""

    known: dict[int, tuple[nodes.Node, Shape, str]] = field(default_factory=dict)

    def add(self, node: nodes.Node, of: Shape, name: str) -> None:
        self.known[id(node)] = (node, of, name)  # the node is kept, lest another gets its id

    def steps(self, value: Value) -> tuple[Steps, list[Shape]] | None:
        """The names on the way to VALUE, and what each but the first is taken from; None when it is no path."""
        node: nodes.Node = value.node
        names: list[str] = []
        shapes: list[Shape] = []
        while isinstance(node, (nodes.Getattr, nodes.Getitem)):
            if id(node) not in self.known:
                return None
            _, shape, name = self.known[id(node)]
            names.append(name)
            shapes.append(shape)
            node = node.node
        if not isinstance(node, nodes.Name) or not names:
            return None
        return (value.within.get(node.name, node.name), *reversed(names)), shapes[::-1]


class Grid:
    """The body of a table's layout, with what its cells print."""

    def __init__(self, body: Sequence[nodes.Node]) -> None:
        self.values: list[Value] = []
        self.rows: list[Row] = []
        self.text = ""
        self.line = 0
        self.loops = itertools.count(1)
        self.walk(body, {})
        self.end()

    def walk(self, body: Sequence[nodes.Node], within: Mapping[str, str]) -> None:
        for node in body:
            if isinstance(node, nodes.For):
                number = next(self.loops)
                names = [one.name for one in node.target.find_all(nodes.Name)]
                names += [node.target.name] if isinstance(node.target, nodes.Name) else []
                self.walk(node.body, {**within, **{name: f"{name}#{number}" for name in names}})
            elif isinstance(node, nodes.Output):
                for part in node.nodes:
                    self.put(part, within)

    def put(self, part: nodes.Expr, within: Mapping[str, str]) -> None:
        if not isinstance(part, nodes.TemplateData):
            self.line = self.line or part.lineno
            self.text += f"\ue000{len(self.values)}\ue001"
            self.values.append(Value(part, within))
            return
        for at, words in enumerate(part.data.split("\n")):
            if at:
                self.end()
            if words.strip():
                self.line = self.line or part.lineno + at
            self.text += words

    def end(self) -> None:
        """A line of the grid is complete."""
        if self.text.strip():
            cells = [cell.strip() for cell in self.text.replace(KEEP, "", 1).split("|")]
            self.rows.append(Row(self.line, cells))
        self.text, self.line = "", 0


@dataclass
class Cell:
    """A cell that prints one value: what the names on the way to it are, and what its place says of it.

    meant: the names that it should have, as far as its place tells.
    """

    line: int
    column: int
    steps: Steps
    shapes: list[Shape]
    labels: list[str]
    code: str
    meant: Steps = ()

    @property
    def record(self) -> RecordShape:
        """What the value is a field of."""
        last = self.shapes[-1]
        return last if isinstance(last, RecordShape) else RecordShape()

    @property
    def is_amount(self) -> bool:
        return isinstance(self.record.fields.get(self.steps[-1]), AmountShape)


Slip = tuple[int, str, str]  # the line, what is wrong, and what to do


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


def placed(grid: Grid, columns: Sequence[Sequence[str]], members: Members) -> Iterator[Cell]:
    """The cells of GRID that print one value, under the headings of COLUMNS."""
    above: dict[int, str] = {}
    for row in grid.rows:
        label = code = ""
        here = ""
        for at, cell in enumerate(row.cells):
            here = here if cell == "<" else cell
            name = plain(here)
            token = TOKEN.fullmatch(name)
            if token and cell != "<":
                value = grid.values[int(token.group(1))]
                if found := members.steps(value):
                    heads = [above.get(at, ""), *(columns[at] if at < len(columns) else ()), label]
                    yield Cell(row.line, at, *found, [head for head in heads if head], code)
            elif "\ue000" not in name:
                if name.isdigit():
                    code = name
                else:
                    label = name
                    above |= {at: name} if name not in ("", "^", "-") else {}


def headings(header: str) -> list[list[str]]:
    """What stands above each column in the grid HEADER, the lowest first."""
    lines = [[cell.strip() for cell in line.replace(KEEP, "", 1).split("|")] for line in header.split("\n")]
    columns: list[list[str]] = []
    before: list[str] = []
    for line in lines:
        if line == [""]:
            continue
        cells: list[str] = []
        for at, cell in enumerate(line):
            if cell == "<":
                cells.append(cells[-1] if cells else "")
            elif cell == "^":
                cells.append(before[at] if at < len(before) else "")
            else:
                cells.append(plain(cell))
        before = cells
        columns += [[] for _ in range(len(cells) - len(columns))]
        for at, cell in enumerate(cells):
            if cell and cell not in columns[at]:
                columns[at].insert(0, cell)
    return columns


def plain(cell: str) -> str:
    """What CELL says, without its marks, its number and its unit."""
    cell = ALIGN.sub("", cell.removeprefix("=^").strip(), count=1).strip()
    while found := ORDINAL.match(cell):
        cell = cell[found.end() :].strip()
    return UNIT.sub("", cell).rstrip("：:").replace(" ", "").replace("　", "")


def misplaced(cell: Cell, printed: set[Steps]) -> Iterator[Slip]:
    """Whether CELL prints another figure than the one that its column and its row are called."""
    meant = list(cell.steps)
    for at, shape in enumerate(cell.shapes, 1):
        name = cell.steps[at]
        if isinstance(shape, CodedShape) and len(cell.code) in shape.lengths and cell.code != name:
            meant[at] = cell.code
            yield cell.line, f"编码{cell.code}的行印的是“{name}”的数", f"改成“{cell.code}”"
        if not isinstance(shape, RecordShape):
            continue
        said = next((label for label in cell.labels if label in shape.fields), name)
        # A short label (一般公共预算财政拨款, under 年初结转和结余) is right when another cell has what it says in full.
        short = said in name and (*cell.steps[:at], said, *cell.steps[at + 1 :]) in printed
        if said != name and not short:
            meant[at] = said
            yield cell.line, f"“{said}”这一格印的是“{name}”", f"改成“{said}”，或者改正表头和行名"
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
            yield cell.line, f"这一列第{above.line}行印的是“{one}”，这一行印的是“{other}”", "改成一样的"


def repeated(cells: Sequence[Cell]) -> Iterator[Slip]:
    """Amounts that stand in the table twice."""
    seen: dict[Steps, int] = {}
    for cell in cells:
        if cell.is_amount and cell.meant in seen:
            what = f"“{path(cell.meant)}”在这张表里印了两次，第{seen[cell.meant]}行已经有了"
            yield cell.line, what, "改成这一格该印的数"
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
                    yield cell.line, f"印了“{total}”，没有印{named}，加起来不等于“{total}”", "补上没有印的"


def path(steps: Steps) -> str:
    return ".".join(step.partition("#")[0] for step in steps)
