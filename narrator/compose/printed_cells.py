"""What the cells of a composed table print: a table that was composed with a specimen becomes a blueprint, since the spans of
its cells say from where their words came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from narrator.disclosure.branch_shapes import OF_CODE, CodedShape, RecordShape
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.value import Count, Figure, Step, Words, Year, split_path
from narrator.document import Block, Cell, Heading, Paragraph, Table
from narrator.facts.operand import leaf_paths
from narrator.form.table_layout import Layout
from narrator.sources import Derived, Slot, Source
from narrator.spans import GAP, Text, gapped
from narrator.tables.blueprint import EACH, OWN, Blueprint, BlueprintCell, BlueprintRow, Names
from narrator.tables.plain import plain, unnumbered
from narrator.tables.row_names import part_label

LEVELS = ("类", "款", "项")
# What says of which row by code a row is, below the row's path
NAMING = ((), (ITEM_NAME,), *((name,) for name in OF_CODE))


class Surveyed(NamedTuple):
    """A table as it was composed: its blocks, and the lines of its layout's file that its rows come from."""

    blocks: tuple[Block, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]

    @property
    def table(self) -> Table:
        """The table among the blocks."""
        return next(block for block in self.blocks if isinstance(block, Table))


def make_blueprint(model: RecordShape, name: str, layout: Layout, composed: Sequence[Surveyed]) -> Blueprint:
    """Return what a layout prints.

    name: of the table. composed: it as it was composed, once or for each item of a list in the model.
    """
    owner = owner_of(composed)
    first = composed[0]
    table = first.table
    header, body = (
        [
            make_row(places, line, owner, model)
            for places, line in zip(spread_cells(rows, len(table.columns)), lines, strict=True)
        ]
        for rows, lines in ((table.header, first.header), (table.body, first.body))
    )
    heading = next((block for block in first.blocks if isinstance(block, Heading)), None)
    below = first.blocks[first.blocks.index(table) + 1 :]
    notes = [block.text for block in below if isinstance(block, Paragraph)]
    return Blueprint(
        name,
        plain(layout.number),
        unnumbered(plain(gapped(heading.text))) if heading else "",
        tuple(header),
        tuple(join_rows_of_loops(body)),
        tuple(notes),
        owner[:-1],
        layout.label or name,
    )


class CellValue(NamedTuple):
    """The one value that a cell prints: the names on the way to it, and its words. with_code: whether it is the name of a row and
    the code stands before it."""

    steps: tuple[Step, ...]
    words: str
    with_code: bool = False

    @property
    def names(self) -> Names:
        """The names on the way to the value, numbers of items as words."""
        return tuple(map(str, self.steps))


def value_of_cell(cell: Cell) -> CellValue | None:
    """Return the one value that a cell prints, of a row by code its name behind the code; None when it prints words of the form, or
    other values together."""
    if len(cell.paragraphs) != 1 or len(cell.paragraphs[0].spans) != 1:
        return name_behind_code(cell.paragraphs[0]) if len(cell.paragraphs) == 1 else None
    string, [span] = cell.paragraphs[0]
    if (span.start, span.end) != (0, len(string)):
        return None
    match span.source:
        case Figure(path=path) | Words(path=path) | Year(path=path) | Slot(name=path):
            return CellValue(split_path(path), string)
        case _:
            return None


def name_behind_code(text: Text) -> CellValue | None:
    """Return the name of a row by code, where a text is the code and that name, as a reader of tables parts them; None of another."""
    parts = [(text.string[start:end], source) for start, end, source in text.spans]
    match parts:
        case [(code, Words(path=item)), (name, Words(path=path))]:
            steps = split_path(path)
            is_item = steps == (*split_path(item), ITEM_NAME) and steps[-2] == code
            return (
                CellValue(steps, name, True) if is_item and part_label(text.string) == (code, name) else None
            )
        case _:
            return None


def paths_behind(printed: Iterable[Source]) -> Iterator[str]:
    """Return the paths of all the figures among what a cell prints, and of those that it is reckoned from."""
    for source in printed:
        if isinstance(source, (Figure, Derived)):
            yield from leaf_paths(source)


def owner_of(composed: Sequence[Surveyed]) -> Names:
    """Return the first item of the list for each of whose items a table was composed, such as 预算绩效 项目
    1; () when it was not composed for the items of a list.
    """
    if len(composed) < 2:
        return ()
    firsts: list[Counter[tuple[Names, int]]] = []
    for one in composed:
        found: Counter[tuple[Names, int]] = Counter()
        for row in one.table.body:
            for cell in row:
                source = value_of_cell(cell)
                at = (
                    next((n for n, step in enumerate(source.steps) if isinstance(step, int)), 0)
                    if source
                    else 0
                )
                if source and at:
                    found[(source.names[:at], int(source.steps[at]))] += 1
        firsts.append(found)
    if not all(firsts):
        return ()
    owners = [max(found, key=found.__getitem__) for found in firsts]
    lists = {names for names, _ in owners}
    if len(lists) > 1 or len({number for _, number in owners}) < len(owners):
        return ()
    return (*owners[0][0], str(owners[0][1]))


def spread_cells(
    rows: Sequence[Sequence[Cell]], width: int
) -> list[list[tuple[BlueprintCell, CellValue | None]]]:
    """Return the cells of rows in all the places that they cover, each with the one value that it prints. None for a value
    where a cell prints none, or several."""
    places: list[list[tuple[BlueprintCell, CellValue | None]]] = [
        [(BlueprintCell(), None)] * width for _ in rows
    ]
    for number, row in enumerate(rows):
        for cell in row:
            printed = [span.source for text in cell.paragraphs for span in text.spans]
            words = "" if printed else "\n".join([text.string for text in cell.paragraphs])
            counted = any(isinstance(one, Figure) and isinstance(one.value, Count) for one in printed)
            source = value_of_cell(cell) if printed else None
            place = BlueprintCell(
                words,
                sources=tuple(paths_behind(printed)),
                filled=bool(printed),
                counted=counted,
                mixed=bool(printed) and source is None and is_mixed(cell),
            )
            for down in range(cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    begins = not down and column == cell.column
                    covered = place if begins else replace(place, own=False, above=down > 0)
                    places[number + down][column] = (covered, source)
    return places


def is_mixed(cell: Cell) -> bool:
    """Return whether a cell that prints something of the data prints something else as well: words of the form, or more of the data."""
    return plain(GAP.join(map(gapped, cell.paragraphs))) != GAP


def make_row(
    places: Sequence[tuple[BlueprintCell, CellValue | None]], line: int, owner: Names, model: RecordShape
) -> BlueprintRow:
    """Return the row with the given places. line: where it stands. owner: the item for which its table was
    composed.
    """
    item = item_of_row(places, owner, model)
    listed = item[:-1]
    if owner and listed[: len(owner)] == owner:
        listed = (OWN, *listed[len(owner) :])
    return BlueprintRow(
        tuple(name_place(place, source, item, owner) for place, source in places), listed, item[-1:], line
    )


def item_of_row(
    places: Sequence[tuple[BlueprintCell, CellValue | None]], owner: Names, model: RecordShape
) -> Names:
    """The item of a list that a row is about: 支出决算表 各科目 201; () when a form prints the row for no list.

    An item by number is one always; a row by code is one where the code or its name comes from the data, too.
    """
    found: Counter[Names] = Counter()
    told = {place.text for place, _ in places if place.text}
    for place, source in places:
        if source is None or not place.own:
            continue
        names = source.names
        begin = len(owner) if owner and names[: len(owner)] == owner else 0
        for at in range(len(names), begin, -1):
            if isinstance(source.steps[at - 1], int):
                found[names[:at]] += 1
                break
            if at > 1 and isinstance(shape_at(model, names[: at - 1]), CodedShape):
                if names[at - 1] not in told and names[at:] in NAMING:
                    found[names[:at]] += len(places)  # more than all the figures of other rows
                else:
                    found[names[:at]] += 0
                break
    item, many = found.most_common(1)[0] if found else ((), 0)
    return item if many else ()


def name_place(place: BlueprintCell, source: CellValue | None, item: Names, owner: Names) -> BlueprintCell:
    """Return a place with the names of what it prints.

    source: what it prints. item: the item of a list that its row is for. owner: the item for which its table
    was composed.
    """
    if source is None:
        return place
    names = source.names
    if item and names[: len(item)] == item:
        base, path = (*item[:-1], EACH), names[len(item) :]
        if not path and source.words in (item[-1], *LEVELS):
            path = ("科目编码",) if source.words == item[-1] else ("级次",)
        return replace(place, path=path, base=base, item=not path, with_code=source.with_code)
    if owner and names[: len(owner)] == owner:
        return replace(place, path=(OWN, *names[len(owner) :]), base=(*owner[:-1], EACH))
    return place if item else replace(place, path=names)


def join_rows_of_loops(rows: Sequence[BlueprintRow]) -> Iterator[BlueprintRow]:
    """Return rows in which those that one loop printed are one; words that are not the same in all of them
    are none.
    """
    found: dict[object, BlueprintRow] = {}
    for number, row in enumerate(rows):
        paths = tuple(place.path for place in row.places)
        key = (row.line, row.loop, paths) if row.loop else number
        first = found.setdefault(key, row)
        if first is not row:
            places = [
                one if one.text == other.text else replace(one, text="")
                for one, other in zip(first.places, row.places, strict=True)
            ]
            found[key] = replace(first, places=tuple(places), keys=first.keys + row.keys)
    yield from found.values()
