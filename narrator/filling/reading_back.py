"""Reads a workbook that was filled in back into the data that it was made from.

What nobody changed in it changes nothing: the public tables are compared with what they said when they were made, a
typed value with the one that stood there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from narrator.checks.naming import called
from narrator.disclosure.branch_shapes import ListShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import public_table
from narrator.disclosure.number_shapes import AmountShape, NumberShape
from narrator.disclosure.shape import Shape, excerpt
from narrator.disclosure.text_shapes import NameShape
from narrator.disclosure.value import split_path
from narrator.files.patch import Value, put_all, take_out
from narrator.filling.layout import COLUMNS, NONE, OWN, PLACE, STORE, TYPED, Kept, stored
from narrator.intake.amounts import exact_amount
from narrator.intake.merging import NOTHING, Merged, is_coded, merge_figures, row_of, value_at
from narrator.intake.owner import refuse_others
from narrator.intake.taking import Taken, take_tables
from narrator.number import Unit, plain
from narrator.problem import Problem, Severity, Unusable
from narrator.readers.json import parse
from narrator.readers.workbook import Grid, Workbook
from narrator.tables.plain import plain as compact
from narrator.tables.public import NUMBER
from narrator.tables.vocabulary import Vocabulary

AGAIN = "用 narrator sheet 重新做一份填报工作簿"
KEEP = "恢复删掉、改掉的行、列、表头或者工作表；真的没有了，在数据里改"
NONES = frozenset([NONE, "没有", "null"])


@dataclass(frozen=True)
class Typed:
    """What stands in a cell to type in. place: such as 要填的!E5."""

    text: str
    place: str


@dataclass(frozen=True)
class Filled:
    """A workbook that was filled in. kept: what it was made from. text: data.json with what it says now. merged: what
    that changed. computed: the rows that are not in its tables and were added up. places: where each value stands. told:
    what there is to look at."""

    kept: Kept
    text: str
    merged: Merged
    computed: Sequence[str] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[Problem] = ()


def find_kept(book: Workbook) -> Kept | None:
    """Return what a workbook was made from; None when narrator did not make it. Raises Unusable when that is lost."""
    for grid in (*book.hidden, *book.grids):
        if grid.name == STORE and (kept := stored([row[0] for row in grid.texts if row])):
            return kept
    if any(grid.name == STORE for grid in (*book.hidden, *book.grids)) or any(map(typed_columns, book.grids)):
        what = f"这是填报工作簿，可是里面带着的数据（隐藏的工作表“{STORE}”）没有了，或者坏了"
        raise Unusable([Problem("", what, AGAIN + "，把填的抄过去", file=str(book.path))])
    return None


def read_filled(book: Workbook, kept: Kept, model: RecordShape, vocabulary: Vocabulary) -> Filled:
    """Return what a workbook says that was made from the data kept in it, read by the model.

    Raises Unusable with every problem: a cell that can not be used, a table that can not be read.
    """
    raw = parse(kept.text)
    assert isinstance(raw, dict)
    unit = Unit.YUAN if raw.get("金额单位") == Unit.YUAN.value else Unit.WAN
    typed, problems, told = read_typed(book)
    try:
        taken = take_tables(public_part(book), vocabulary, unit)
        refuse_others(taken, raw)
        merged = merge_tables(kept, taken, model)
    except Unusable as error:
        raise Unusable([*error.problems, *problems]) from error
    for path, one in typed.items():
        shape = shape_at(model, [str(step) for step in split_path(path)])
        try:
            add_typed(merged, raw, path, shape, one.text, unit)
        except ValueError as error:
            problems.append(Problem(one.place, f"“{excerpt(one.text)}”{error}", "改正，或者空着"))
        except LookupError:
            told.append(Problem(one.place, "这一行已经从表里去掉了，没有取", "", Severity.WARNING))
    try:
        merged.text = put_all(take_out(kept.text, merged.removed), merged.values)
    except LookupError as error:
        problems.append(Problem(str(error), "数据里没有地方放这一处", AGAIN))
    if problems:
        raise Unusable(replace(one, file=str(book.path)) for one in problems)
    told = [replace(one, file=str(book.path)) for one in told]
    places = taken.places | {path: one.place for path, one in typed.items()}
    computed = [row for row in taken.computed if not had_row(kept, row)]
    lost = [replace(one, file=str(book.path)) for one in find_lost(kept, taken, merged)]
    return Filled(kept, merged.text, merged, computed, places, [*taken.told, *told, *lost])


# ---- the public tables ----


def public_part(book: Workbook) -> Workbook:
    """Return a workbook without the sheets that are no public tables."""
    grids = tuple(grid for grid in book.grids if grid.name not in OWN and not typed_columns(grid))
    return replace(book, grids=grids, hidden=tuple(grid for grid in book.hidden if grid.name not in OWN))


def printed_figures(taken: Taken) -> dict[str, str]:
    """Return what the cells of public tables say, by path; "" for a blank one."""
    return {path: "" if path in taken.blanks else plain(amount) for path, amount in taken.figures.items()}


def merge_tables(kept: Kept, taken: Taken, model: RecordShape) -> Merged:
    """Return the data with what was changed in the public tables."""
    same = {path for path, text in printed_figures(taken).items() if kept.figures.get(path) == text}
    same |= {path for path in taken.figures if was_given(kept, taken, path)}
    names = {path: name for path, name in taken.names.items() if kept.names.get(path) != name}
    listed = {row_of(path) for path in kept.figures if is_coded(path)}
    return merge_figures(kept.text, model, taken.figures, names, same, listed, taken.unsure)


def had_row(kept: Kept, row: str) -> bool:
    """Return whether a row, or the one figure that it is, was in the public tables when the workbook was made."""
    return row in kept.figures or any(path.startswith(f"{row}.") for path in kept.figures)


def was_given(kept: Kept, taken: Taken, path: str) -> bool:
    """Return whether a figure was added up now, and was given in the tables of the workbook when it was made."""
    return path in kept.figures and path not in taken.places


def find_lost(kept: Kept, taken: Taken, merged: Merged) -> Iterator[Problem]:
    """Yield, table by table, what the public tables do not show any more though their rows and columns were not for
    anybody to take out; the data keep it."""
    gone = (*merged.gone, *merged.unsure)
    lost = [
        path
        for path in kept.figures
        if path not in taken.places and not any(path.startswith(f"{row}.") for row in gone)
    ]
    for table, group in groupby(lost, public_table):
        paths = list(group)
        if table not in taken.tables:
            yield Problem(table, "这张表没有读到，没有取", KEEP, Severity.WARNING)
        else:
            more = f"等{len(paths)}个数" if len(paths) > 1 else ""
            what = f"表里没有{called(paths[0])}{more}了，数据里的没有动"
            yield Problem(taken.tables[table], what, KEEP, Severity.WARNING)


# ---- what was typed ----


def typed_columns(grid: Grid) -> tuple[int, int, int] | None:
    """Return the row of the titles and the columns of what is typed and of the paths, from 0; None on another sheet."""
    for number, row in enumerate(grid.texts[:10]):
        if TYPED in row and PLACE in row:
            return number, row.index(TYPED), row.index(PLACE)
    return None


def read_typed(book: Workbook) -> tuple[dict[str, Typed], list[Problem], list[Problem]]:
    """Return what stands in the cells to type in, by path; what is wrong with them; and what else there is to say."""
    typed: dict[str, Typed] = {}
    problems: list[Problem] = []
    told: list[Problem] = []
    for grid, (top, column, path_column) in sheets_to_type(book):
        for number, row in enumerate(grid.texts[top + 1 :], top + 1):
            path, one = row[path_column].strip(), Typed(row[column].strip(), grid.address(number, column))
            if fault := grid.marks.faults.get((number, column)):
                problems.append(Problem(one.place, fault, "用Excel打开，算出结果再保存，或者直接填"))
            elif not path:
                if any(cell.strip() for cell in row):
                    what = "这一行是后来加的，不知道放到数据的哪里，没有取"
                    told.append(Problem(one.place, what, "填在原有的行里", Severity.WARNING))
            elif not is_path(path):
                problems.append(Problem(grid.address(number, path_column), "这一格不能改", AGAIN))
            elif (other := typed.setdefault(path, one)) is not one and other.text != one.text:
                what = f"这一行与{other.place}是同一处，填的不同"
                problems.append(Problem(one.place, what, "留下一行"))
    for name in COLUMNS:
        if not any(grid.name == name for grid, _ in sheets_to_type(book)):
            what = f"没有工作表“{name}”（改了名、删了，或者表头改了）"
            told.append(Problem("", what, "要从那里取就恢复它", Severity.WARNING))
    return typed, problems, told


def sheets_to_type(book: Workbook) -> Iterator[tuple[Grid, tuple[int, int, int]]]:
    """Yield the sheets to type in, each with its row of titles and its columns, see `typed_columns`."""
    for grid in book.grids:
        if (columns := typed_columns(grid)) is not None:
            yield grid, columns


def is_path(text: str) -> bool:
    """Return whether a text is a path of data.json."""
    try:
        return bool(split_path(text))
    except ValueError:
        return False


def add_typed(merged: Merged, raw: object, path: str, shape: Shape | None, text: str, unit: Unit) -> None:
    """Add a typed text to what is changed in the data, unless they say the same.

    Raises ValueError with a clause on the text when it is not what may stand there, LookupError when its row has gone.
    """
    old = value_at(raw, path)
    if isinstance(shape, NumberShape):
        new: Value | object = number_of(text, shape, unit) if text else NOTHING
        same = old == new or (new is NOTHING and shown_number(old, shape) is None)
    else:
        lines = lines_of(text)
        if isinstance(shape, NameShape) and len(lines) > 1:
            raise ValueError("有几行，这里只写一行")
        new = lines if isinstance(shape, ListShape) else "\n".join(lines)
        same = lines == lines_of(old)
    if same:
        return
    if any(path.startswith(f"{row}.") for row in merged.gone):
        raise LookupError(path)
    if new is NOTHING:
        merged.removed.append(path)
        merged.changed[path] = (old, "")
    else:
        merged.changed[path] = (old, new)  # type: ignore[assignment]
        merged.values[path] = new  # type: ignore[assignment]


def number_of(text: str, shape: NumberShape, unit: Unit) -> Decimal | None:
    """Return the number that a text writes, None for 无 where there need not be one. Raises ValueError."""
    if text in NONES:
        if isinstance(shape, AmountShape) and not shape.blank:
            return None
        raise ValueError("不是数，没有发生的填0")
    printed = compact(text).removesuffix("%")
    if not NUMBER.fullmatch(printed):
        raise ValueError("不是数")
    number = Decimal(printed.replace(",", ""))
    return exact_amount(number, unit, unit)[0] if isinstance(shape, AmountShape) else number


def shown_number(value: object, shape: Shape | None) -> Decimal | str | None:
    """Return a number of the data as the workbook shows it: 无 for one that there is not; None where nobody gave one."""
    if isinstance(value, Decimal):
        return value
    return NONE if value is None and isinstance(shape, AmountShape) and not shape.blank else None


def lines_of(value: object) -> list[str]:
    """Return the paragraphs of a text, or of a list of texts, without blanks around them and without empty ones."""
    parts = value if isinstance(value, list) else [value]
    lines = (
        line.strip()
        for part in parts
        if isinstance(part, str)
        for line in part.replace("\t", " ").splitlines()
    )
    return [line for line in lines if line]


def apply_changes(filled: Filled, text: str, path: Path) -> str:
    """Return the text of a data file with what a workbook changes that was made from it, or from an earlier state.

    Raises Unusable where both changed the same place, each in its own way.
    """
    base, mine = parse(filled.kept.text), parse(text)
    merged = filled.merged
    problems = []
    values: dict[str, Value] = {}
    for place, value in merged.values.items():
        before, now = value_at(base, place), value_at(mine, place)
        if now != before and now != value:
            what = f"工作簿和数据都改了，改得不同：工作簿里是“{said(value)}”，数据里是“{said(now)}”"
            cell = filled.places.get(place, "")
            problems.append(Problem(place, what, f"改成一样的（工作簿里在{cell}）" if cell else "改成一样的"))
        values[place] = value
    removed = [place for place in merged.removed if value_at(mine, place) is not NOTHING]
    for place in removed:
        if value_at(mine, place) != value_at(base, place):
            problems.append(Problem(place, "工作簿里去掉了，数据里改了", "在数据里去掉，或者在工作簿里补上"))
    if problems:
        raise Unusable(replace(one, file=str(path)) for one in problems)
    return put_all(take_out(text, removed), values)


def said(value: object) -> str:
    """Return a value as people say it, no longer than a line."""
    if value is NOTHING or value is None:
        return "没有"
    return plain(value) if isinstance(value, Decimal) else "；".join(lines_of(value))[:40]
