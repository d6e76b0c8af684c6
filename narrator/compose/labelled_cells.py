"""What stands above and beside each cell of a form's table, and the names on the way to its figure. The proofs of tables
(columns) read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import path_of_steps, split_path
from narrator.tables.blueprint import OWN, Blueprint, BlueprintCell, BlueprintRow

# The names on the way to a value; the first goes as far as the last list (支出决算表.各科目.*)
Steps = tuple[str, ...]
ORDINAL = re.compile(
    r"其中[：:]|[一二三四五六七八九十]{1,5}、|[（(](?:[一二三四五六七八九十]{1,5}|\d{1,5})[）)]|\d{1,5}[、.．]"
)
UNIT = re.compile(r"[（(](?:万元|元)[）)]$")
DASHES = ("-", "—")  # a cell that prints nothing on purpose


@dataclass
class ValueCell:
    """A cell that prints one value: what the names on the way to it are, and what its place says of it.

    shapes: what each of its steps but the first is taken from. meant: the names that it should have, as far as its place
    tells. loop: whether it is printed for each item of a list.
    """

    line: int
    column: int
    steps: Steps
    shapes: list[Shape]
    labels: list[str]
    code: str
    loop: bool = False
    meant: Steps = ()

    @property
    def record(self) -> RecordShape:
        """What the value is a field of."""
        last = self.shapes[-1]
        return last if isinstance(last, RecordShape) else RecordShape()

    @property
    def is_amount(self) -> bool:
        """Whether the value is an amount of money."""
        return isinstance(self.record.fields.get(self.steps[-1]), AmountShape)


@dataclass
class BlankCell:
    """A cell that prints nothing, and what its place says of it."""

    line: int
    heads: list[str]
    names: list[str]  # its row's label and code


class LayoutMistake(NamedTuple):
    """What is wrong on a line of a layout's file, and what to do."""

    line: int
    what: str
    hint: str


def cells_with_values(blueprint: Blueprint, model: RecordShape) -> Iterator[ValueCell | BlankCell]:
    """Return the cells of a table that print one value, or nothing. model: the data that the table prints."""
    columns = headings_of_columns(blueprint)
    above: dict[int, str] = {}
    for row in blueprint.body:
        label = code = ""
        for at, place in enumerate(row.places):
            heads = [above.get(at, ""), *(columns[at] if at < len(columns) else ())]
            if place.above:
                label = ""
            elif place.path:
                if place.own and (found := steps_to_value(place, model)):
                    labels = [head for head in (*heads, label) if head]
                    yield ValueCell(row.line, at, *found, labels, code, bool(row.loop))
            elif not place.filled:
                name = said(place.text)
                if not name and place.own:
                    yield BlankCell(row.line, heads, [label, code])
                if name.isdigit():
                    code = name
                elif name not in DASHES:
                    label = name
                    above |= {at: name} if name else {}


def steps_to_value(place: BlueprintCell, model: RecordShape) -> tuple[Steps, list[Shape]] | None:
    """Return the names on the way to what a cell prints, and what each but the first is taken from; None when
    it is an item of a list itself.
    """
    names = place.path[1:] if place.path[0] == OWN else place.path
    base = place.base or names[:1]
    rest = names if place.base else names[1:]
    if not rest:
        return None
    containers = [shape_at(model, (*base, *rest[:at])) for at in range(len(rest))]
    shapes = [shape for shape in containers if shape is not None]
    return ((path_of_steps(base), *rest), shapes) if len(shapes) == len(rest) else None


def steps_of_operands(row: BlueprintRow) -> Iterator[Steps]:
    """Return the names on the way to the figures that cells of a row are reckoned from."""
    bases = {place.base for place in row.places if place.base}
    for place in row.places:
        for path in place.sources:
            names = tuple(map(str, split_path(path)))
            for base in bases:
                if names[: len(base) - 1] == base[:-1] and len(names) > len(base):
                    yield (path_of_steps(base), *names[len(base) :])
                    break
            else:
                yield names


def headings_of_columns(blueprint: Blueprint) -> Sequence[Sequence[str]]:
    """Return what stands above each column in the header of a table, the lowest first."""
    width = max((len(row.places) for row in blueprint.header), default=0)
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in blueprint.header:
        for at, place in enumerate(row.places):
            name = said(place.text)
            if name and name not in columns[at]:
                columns[at].insert(0, name)
    return columns


def said(text: str) -> str:
    """Return what the words of a cell say, without their number and their unit."""
    text = text.strip()
    while found := ORDINAL.match(text):
        text = text[found.end() :].strip()
    return UNIT.sub("", text).rstrip("：:").replace(" ", "").replace("　", "")
