"""What a table's layout says of each cell without any data: the names on the way to its figure, and what stands
above and beside it. The proofs of tables (columns, labels) read it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jinja2 import nodes

from narrator.compose.grid_notation import ALIGN, KEEP
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.shape import Shape

Steps = tuple[str, ...]  # the names on the way to a value, the variable that it begins at first
TOKEN = re.compile("\ue000([0-9]+)\ue001")
ORDINAL = re.compile(
    r"其中[：:]|[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[、.．]"
)
UNIT = re.compile(r"[（(](?:万元|元)[）)]$")


@dataclass
class Value:
    """An expression that a cell prints. within: the loops around it, by the variables that they set."""

    node: nodes.Node
    within: Mapping[str, str]


class Loop(NamedTuple):
    """What a table lists row by row, and the filters that it goes through."""

    line: int
    value: Value
    filters: tuple[nodes.Filter, ...]


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
        self.numbers = itertools.count(1)
        self.loops: list[Loop] = []
        self.walk(body, {})
        self.end()

    def walk(self, body: Sequence[nodes.Node], within: Mapping[str, str]) -> None:
        for node in body:
            if isinstance(node, nodes.For):
                number = next(self.numbers)
                self.loops.append(loop(node, within))
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


def loop(node: nodes.For, within: Mapping[str, str]) -> Loop:
    """What NODE goes through, and by which filters."""
    listed = node.iter
    filters: list[nodes.Filter] = []
    while isinstance(listed, nodes.Filter) and listed.node is not None:
        filters.append(listed)
        listed = listed.node
    return Loop(node.lineno, Value(listed, within), tuple(filters))


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


@dataclass
class Blank:
    """A cell that prints nothing, and what its place says of it."""

    line: int
    heads: list[str]
    names: list[str]  # its row's label and code


class Slip(NamedTuple):
    """What is wrong on a line of a layout's file, and what to do."""

    line: int
    what: str
    hint: str


def placed(grid: Grid, columns: Sequence[Sequence[str]], members: Members) -> Iterator[Cell | Blank]:
    """The cells of GRID that print one value, or nothing, under the headings of COLUMNS."""
    above: dict[int, str] = {}
    for row in grid.rows:
        label = code = ""
        here = ""
        for at, cell in enumerate(row.cells):
            here = here if cell == "<" else cell
            name = plain(here)
            heads = [above.get(at, ""), *(columns[at] if at < len(columns) else ())]
            token = TOKEN.fullmatch(name)
            if token and cell != "<":
                value = grid.values[int(token.group(1))]
                if found := members.steps(value):
                    yield Cell(row.line, at, *found, [head for head in (*heads, label) if head], code)
            elif "\ue000" not in name:
                if not name and cell != "<":
                    yield Blank(row.line, heads, [label, code])
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
