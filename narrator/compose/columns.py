"""Proving without any data that a table prints what its columns and rows are called, and all that its sums add.

Every name on the way to a figure (三公经费表.公务接待费.决算数) that a heading of its column or the label of its row
could mean must be the one that they say, to the letter; no figure stands in a table twice, and no cell that has a
figure's name beside or above it is blank; where a sum is printed, so is each of its parts (disclosure.relations, and what
the form declares),
and where rows by code are listed, so is each that the public table lists. What a form leaves out, it says in its
未公布.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from narrator.compose.labelled_cells import (
    BlankCell,
    LayoutMistake,
    Steps,
    ValueCell,
    cells_with_values,
    steps_of_operands,
)
from narrator.compose.specimen import codes_of_specimen
from narrator.disclosure.branch_shapes import LEVELS, CodedShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.parts_and_wholes import SideBySide
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, TWO_SIDED, public_table
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import path_of_steps
from narrator.tables.blueprint import Blueprint, BlueprintRow, Names
from narrator.tables.plain import ITEM_MARK
from narrator.tables.vocabulary import SIDES, SUM

SUMS_ELSEWHERE = {BY_ECONOMIC_CLASS: "一般公共预算支出表.合计.基本支出"}  # which has no sum of its own
MISPRINT = 2  # letters that a name may differ in and still be meant
OMITTED = "补上没有印的；本格式不列的，写进form.toml的“未公布”"


def find_mistakes_of_table(
    blueprint: Blueprint,
    model: RecordShape,
    prints: Callable[[str], bool],
    public: bool,
    together: SideBySide,
    other_years: frozenset[str],
) -> Iterator[LayoutMistake]:
    """Return what is wrong with a table that prints data of a model.

    together: the sums whose parts stand beside them. prints: whether the form publishes the figure at a path.
    public: whether it is one of the nine public tables, which have all rows and their sums; a table of the
    form's own may have a part of them. other_years: the rows that the year of the form does not have.
    """
    found = list(cells_with_values(blueprint, model))
    cells = [cell for cell in found if isinstance(cell, ValueCell)]
    printed = {cell.steps for cell in cells}
    for cell in cells:
        if cell.is_amount and not prints(path_through(cell.steps)):
            what = f"{path_through(cell.steps)}在form.toml的“未公布”里，这里却印了"
            yield LayoutMistake(cell.line, what, "从“未公布”里删去，或者这里不印")
        yield from find_misplaced_figure(cell, printed)
        yield from find_misnamed_labels(cell)
    yield from find_uneven(cells)
    yield from find_repeated_amounts(cells)
    yield from rows_with_number(blueprint.body)
    used = {steps[:at] for steps in figures_printed(cells, blueprint.body) for at in range(1, len(steps) + 1)}
    empty: set[Steps] = set()
    for line, name, steps in find_vacant(cells, [one for one in found if isinstance(one, BlankCell)], used):
        empty.add(steps)
        yield LayoutMistake(
            line, f"“{name}”这一格是空的，表里没有印{path_through(steps)}", "印上；不印的写一横“-”"
        )

    def known(steps: Steps) -> bool:
        """Return whether the figure with these steps is printed, told already, left out by the form, or not of its year."""
        told = any(steps[:at] in empty for at in range(1, len(steps) + 1))
        return told or steps in used or not (prints(path_through(steps)) and other_years.isdisjoint(steps))

    # What a public table holds may stand in part in a table of the form's own; it is proved where it is whole.
    lent = SUMS_ELSEWHERE.get(blueprint.table)
    own = [
        cell
        for cell in cells
        if path_through(cell.steps) != lent and (public or not public_table(cell.steps[0]))
    ]
    yield from find_partial_sums(own, known, together)
    yield from find_unlisted_rows(cells, known)
    if public:
        yield from find_headless_sums(own, known, together)
        yield from find_mixed_cells(blueprint.body)
        yield from find_uncounted_rows(own, blueprint.body, model)
        yield from find_unheaded_columns(own, blueprint.header)
        if blueprint.table in TWO_SIDED:
            yield from find_mixed_sides(own, blueprint.body)


def find_mixed_cells(body: Sequence[BlueprintRow]) -> Iterator[LayoutMistake]:
    """Return the cells that print something of the data and something else, from which nobody can read back a figure, or the
    name of its row."""
    for row in body:
        for place in row.places:
            if place.mixed and place.own and place.sources:
                names = "、".join(dict.fromkeys(place.sources))
                what = f"{names}和别的字、别的数印在同一格里，读不出来"
                yield LayoutMistake(row.line, what, "一格只印一个数，别的另印一格")
            elif place.mixed and place.own and row.figures and not row.loop:
                what = "这一行的名称里有数据填的字，读不出是哪一行"
                yield LayoutMistake(row.line, what, "行名写格式规定的字")


def find_unheaded_columns(
    cells: Sequence[ValueCell], header: Sequence[BlueprintRow]
) -> Iterator[LayoutMistake]:
    """Return the columns of amounts by code that nobody can read back: without a word over them, or with the words over them that
    stand over another one."""
    first: dict[tuple[Steps, tuple[str, ...]], ValueCell] = {}
    told: set[int] = set()
    for cell in cells:
        if not (cell.loop and cell.is_amount):
            continue
        texts = [row.places[cell.column].text for row in header]
        words = tuple([text for text in texts if text and not text.isdigit()])
        above = first.setdefault((cell.meant[:-1], words), cell)
        name, other = cell.meant[-1], above.meant[-1]
        if cell.column not in told and (other != name or not words):
            told.add(cell.column)
            what = f"“{name}”这一列的表头和“{other}”一样" if other != name else f"“{name}”这一列没有表头"
            line = header[0].line if header else cell.line
            yield LayoutMistake(line, f"{what}，读不出是哪一个数", f"表头写“{name}”")


def find_mixed_sides(cells: Sequence[ValueCell], body: Sequence[BlueprintRow]) -> Iterator[LayoutMistake]:
    """Return the first column in which both sides of a table (收入, 支出) stand in one list from which nobody can read them
    back: no row over each that says which, or under one heading figures of two names."""
    columns: dict[int, dict[str, list[ValueCell]]] = {}
    for cell in cells:
        if cell.is_amount and cell.meant[1] in SIDES:
            columns.setdefault(cell.column, {}).setdefault(cell.meant[1], []).append(cell)
    heads = {row.places[0].literal: row.line for row in body if not row.printed}
    for sides in columns.values():
        if len(sides) < len(SIDES):
            continue
        line = min(cell.line for some in sides.values() for cell in some)
        names = [{cell.meant[-1] for cell in sides[side]} for side in SIDES]
        if any(heads.get(side, line) >= some[0].line for side, some in sides.items()):
            hint = "上面各加一行“收入”“支出”，或者左右分开，各列各的"
            yield LayoutMistake(line, "收入、支出的各行印在同一列里，读不出哪几行是哪一边的", hint)
            return
        if names[0].isdisjoint(names[1]):
            said = "、".join(f"“{one}”" for one in sorted(names[0] | names[1]))
            yield LayoutMistake(
                line, f"收入、支出印在同一列里，印的却是{said}，读不出是哪一个", "左右分开，各列各的"
            )
            return


def find_misplaced_figure(cell: ValueCell, printed: set[Steps]) -> Iterator[LayoutMistake]:
    """Return that a cell prints another figure than the one that its column and its row are called, if it does."""
    meant = list(cell.steps)
    for at, shape in enumerate(cell.shapes, 1):
        name = cell.steps[at]
        if isinstance(shape, CodedShape) and len(cell.code) in shape.lengths and cell.code != name:
            meant[at] = cell.code
            yield LayoutMistake(cell.line, f"编码{cell.code}的行印的是“{name}”的数", f"改成“{cell.code}”")
        if not isinstance(shape, RecordShape):
            continue
        # Under a heading of several columns (本年收入), each has a name of its own.
        below = cell.steps[at + 1 :]
        said = next((label for label in cell.labels if label in shape.fields and label not in below), name)
        # A short label (一般公共预算财政拨款, under 年初结转和结余) is right when another cell has what it says in full.
        short = said in name and (*cell.steps[:at], said, *cell.steps[at + 1 :]) in printed
        if said != name and not short:
            meant[at] = said
            what = f"“{said}”这一格印的是“{name}”"
            yield LayoutMistake(cell.line, what, f"改成“{said}”，或者改正表头和行名")
    cell.meant = tuple(meant)


def find_uneven(cells: Sequence[ValueCell]) -> Iterator[LayoutMistake]:
    """Columns that print one thing of one record and another of another, though one of them has both."""
    first: dict[int, ValueCell] = {}
    for cell in cells:
        above = first.setdefault(cell.column, cell)
        one, other = above.meant[-1], cell.meant[-1]
        if one == other or above.meant[:-1] == cell.meant[:-1] or not (above.is_amount and cell.is_amount):
            continue
        if other in cell.labels:
            continue  # the row bears the very name of what it prints: 其中：外事接待费
        if other in above.record.fields or one in cell.record.fields:
            cell.meant = (*cell.meant[:-1], one)
            what = f"这一列第{above.line}行印的是“{one}”，这一行印的是“{other}”"
            yield LayoutMistake(cell.line, what, "改成一样的")


def find_repeated_amounts(cells: Sequence[ValueCell]) -> Iterator[LayoutMistake]:
    """Amounts that stand in the table twice."""
    seen: dict[Steps, int] = {}
    for cell in cells:
        if cell.is_amount and cell.meant in seen and not cell.loop:
            what = f"“{path_through(cell.meant)}”在这张表里印了两次，第{seen[cell.meant]}行已经有了"
            yield LayoutMistake(cell.line, what, "改成这一格该印的数")
        seen.setdefault(cell.meant, cell.line)


def rows_with_number(body: Sequence[BlueprintRow]) -> Iterator[LayoutMistake]:
    """Return the rows that bear the number (十、) of the row with a number above them in the same column."""
    above: dict[int, str] = {}
    for row in body:
        for at, place in enumerate(row.places):
            if place.own and (found := ITEM_MARK.match(place.text)):
                number = found.group(1)
                if above.get(at) == number:
                    what = f"“{place.text}”的序号“{number}”上面已经用了"
                    yield LayoutMistake(row.line, what, "改成下一个序号")
                above[at] = number


def find_misnamed_labels(cell: ValueCell) -> Iterator[LayoutMistake]:
    """Return the labels and headings of a cell that are nearly the name of what it should print, or the name
    of another code.
    """
    for step, shape in zip(cell.meant[1:], cell.shapes, strict=True):
        names = shape.names if isinstance(shape, CodedShape) else {}
        name = names.get(step, "") if isinstance(shape, CodedShape) else step
        for label in cell.labels:
            other = label in names.values() and name in names.values()
            if name not in cell.labels and label not in cell.meant and (other or is_misprint(label, name)):
                yield LayoutMistake(cell.line, f"“{label}”这一格印的是“{name}”的数", f"改成“{name}”")


def is_misprint(label: str, name: str) -> bool:
    """Return whether a label is a misprint of a name: as long, with one or two letters that differ, fewer
    than are alike.
    """
    label, name = unicodedata.normalize("NFKC", label), unicodedata.normalize("NFKC", name)
    differ = sum(one != other for one, other in zip(label, name, strict=False))
    return len(label) == len(name) and 0 < differ <= MISPRINT and 2 * differ < len(name)


def figures_printed(cells: Sequence[ValueCell], body: Sequence[BlueprintRow]) -> Iterator[Steps]:
    """Return the figures that a table prints: those that its cells should, and all that the functions in its
    body take.
    """
    yield from (cell.meant for cell in cells)
    for row in body:
        yield from steps_of_operands(row)


def find_vacant(
    cells: Sequence[ValueCell], blanks: Sequence[BlankCell], used: set[Steps]
) -> Iterator[tuple[int, str, Steps]]:
    """Return the blanks that have beside or above them the name of a figure that is not among those used:
    line, name, figure.

    What stands beside a blank may name any figure of the table; what stands above it, one of its own row.
    """
    places = {
        (cell.line, cell.meant[:at]): shape for cell in cells for at, shape in enumerate(cell.shapes, 1)
    }
    named = {id(shape): frozenset(names_of_amounts(shape)) for shape in places.values()}
    for blank in blanks:
        every = {*blank.names, *blank.heads}
        for (line, before), shape in places.items():
            found = named[id(shape)]
            if found.isdisjoint(every):
                continue
            for name in (*blank.names, *(blank.heads if line == blank.line else ())):
                if name in found and (*before, name) not in used:
                    yield blank.line, name, (*before, name)


def names_of_amounts(shape: Shape) -> Iterator[str]:
    """Return the names of the amounts of a shape, and of its rows or columns with amounts."""
    match shape:
        case RecordShape(fields=fields):
            yield from (name for name, one in fields.items() if isinstance(one, (AmountShape, RecordShape)))
        case CodedShape(names=names):
            yield from names


def sums_with_all_parts(
    cells: Sequence[ValueCell], together: SideBySide
) -> Iterator[tuple[ValueCell, int, RecordShape, str, tuple[str, ...]]]:
    """Return the sums that the records on the way to cells have all the parts of: the cell, where in its
    names the record's field stands, the record, the sum and its parts. together: the sums whose parts stand
    beside them.
    """
    held: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for cell in cells:
        for at, shape in enumerate(cell.shapes, 1):
            if not isinstance(shape, RecordShape):
                continue
            if (found := held.get(id(shape))) is None:
                found = held[id(shape)] = [one for one in together if prints_parts(shape, one[1])]
            yield from ((cell, at, shape, whole, parts) for whole, parts in found)


def prints_parts(shape: RecordShape, parts: tuple[str, ...]) -> bool:
    """Return whether a record has all the parts of a sum, none of which only prose states."""
    return {*parts} <= shape.fields.keys() and not any(is_asked(shape.fields[part]) for part in parts)


def is_asked(shape: Shape) -> bool:
    """Return whether a shape is an amount beside the public tables, which must be filled in where prose needs
    it.
    """
    return isinstance(shape, AmountShape) and not shape.blank


def find_partial_sums(
    cells: Sequence[ValueCell], known: Callable[[Steps], bool], together: SideBySide
) -> Iterator[LayoutMistake]:
    """Return the sums that cells print without all of their parts being known."""
    for cell, at, _, whole, parts in sums_with_all_parts(cells, together):
        if cell.meant[at] == whole:
            before, after = cell.meant[:at], cell.meant[at + 1 :]
            lost = "、".join(f"“{part}”" for part in parts if not known((*before, part, *after)))
            if lost:
                yield LayoutMistake(cell.line, f"印了“{whole}”，没有印{lost}，加起来不等于“{whole}”", OMITTED)


def find_headless_sums(
    cells: Sequence[ValueCell], known: Callable[[Steps], bool], together: SideBySide
) -> Iterator[LayoutMistake]:
    """Return the sums of which cells print parts, though the sum itself is not known; each is told once."""
    told: set[Steps] = set()
    for cell, at, shape, whole, parts in sums_with_all_parts(cells, together):
        part, above = cell.meant[at], (*cell.meant[:at], whole, *cell.meant[at + 1 :])
        if part not in parts or above in told or known(above):
            continue
        if whole in shape.fields and shape_at(shape, (whole, *cell.meant[at + 1 :])):
            told.add(above)
            yield LayoutMistake(cell.line, f"印了“{part}”，没有印加起来的“{whole}”", OMITTED)


def find_uncounted_rows(
    cells: Sequence[ValueCell], body: Sequence[BlueprintRow], model: RecordShape
) -> Iterator[LayoutMistake]:
    """Tables by code that print their 合计 without all of their rows, once each, or the rows without it."""
    totals = {cell.meant[:-2]: cell for cell in reversed(cells) if not cell.loop and cell.meant[-2] == SUM}
    lists: dict[Names, list[BlueprintRow]] = {}
    for row in body:
        if row.loop and isinstance(shape_at(model, row.loop), CodedShape):
            lists.setdefault(row.loop, []).append(row)
    for names, rows in lists.items():
        shape, above, listed = shape_at(model, names), shape_at(model, names[:-1]), path_of_steps(names)
        if isinstance(above, RecordShape) and SUM in above.fields and names[:-1] not in totals:
            yield LayoutMistake(rows[0].line, f"列了“{names[-1]}”，没有印“{SUM}”", f"补上{SUM}这一行")
        yield from find_doubled_rows(rows, listed)
        keys = {key for row in rows for key in row.keys}
        codes = codes_of_specimen(shape) if isinstance(shape, CodedShape) else []
        if lost := [code for code in codes if code not in keys]:
            yield LayoutMistake(rows[0].line, say_not_listed(lost, keys, listed), "去掉筛选，各行都列")
    printed = {*lists, *(cell.meant[:at] for cell in cells for at in range(1, len(cell.meant)))}
    for table, cell in totals.items():
        shape = cell.shapes[len(table) - 1]
        fields = shape.fields if isinstance(shape, RecordShape) else {}
        for name, field in fields.items():
            if isinstance(field, CodedShape) and (*table, name) not in printed:
                yield LayoutMistake(cell.line, f"印了“{SUM}”，没有列“{name}”", "补上 for 和各行")


def say_not_listed(lost: Sequence[str], keys: Set[str], listed: str) -> str:
    """Return what is wrong with a table that does not list the rows of some codes: whole levels of them are no part of its
    sum, but sentences and relations are about them. keys: the codes of the rows that it lists."""
    lengths = {len(code) for code in lost}
    kept = {*map(len, keys)}
    if not kept or kept & lengths:
        return f"这里只列“{listed}”的一部分，加起来不等于{SUM}"
    levels = "、".join(LEVELS[length] for length in sorted(lengths))
    return f"这里没有列“{listed}”的{levels}，正文里说到的、上下级加起来的行在表里就找不到"


def find_doubled_rows(rows: Sequence[BlueprintRow], listed: str) -> Iterator[LayoutMistake]:
    """Return those rows that list again what others have listed."""
    for number, row in enumerate(rows):
        for first in rows[:number]:
            if {*first.keys} & {*row.keys} and {path for _, path in first.printed} & {
                path for _, path in row.printed
            }:
                what = f"“{listed}”在这张表里列了两遍，第{first.line}行已经列了"
                yield LayoutMistake(row.line, what, "留下一遍")
                break


def find_unlisted_rows(cells: Sequence[ValueCell], known: Callable[[Steps], bool]) -> Iterator[LayoutMistake]:
    """Return the rows by code that the public table lists and that are not known, though cells list others."""
    listed: dict[tuple[Steps, Steps], dict[str, int]] = {}
    names: Mapping[str, str] = {}
    for cell in cells:
        for at, shape in enumerate(cell.shapes, 1):
            if isinstance(shape, CodedShape) and cell.meant[at] in shape.names:
                names = shape.names
                listed.setdefault((cell.meant[:at], cell.meant[at + 1 :]), {})[cell.meant[at]] = cell.line
    for (before, after), lines in listed.items():
        lost: dict[int, list[str]] = {}
        for code, name in names.items():
            if not known((*before, code, *after)):
                line = lines.get(code[:3], min(lines.values()))
                lost.setdefault(line, []).append(f"{code}“{name}”")
        for line, rows in lost.items():
            yield LayoutMistake(line, f"没有列{'、'.join(rows)}", OMITTED)


def path_through(steps: Steps) -> str:
    """Return steps as a path; the first of them may be one itself."""
    return path_of_steps(steps[1:], steps[0])
