"""Takes figures from the public tables of a workbook: which table is which, in which unit, what was not understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from narrator.checks.printed.misplaced import take_out_misplaced
from narrator.checks.printed.misunderstood_rows import tell_misplaced
from narrator.checks.printed.slip_evidence import evidence_within
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, PUBLIC_TABLES, public_table
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import join_path, split_path
from narrator.intake.amounts import exact_amount
from narrator.intake.cutting import CutTable, cut_tables
from narrator.intake.faulty_tables import (
    find_doubled_tables,
    find_faulty_cells,
    find_merged_figures,
    find_mistaken_money_units,
    find_percentages,
)
from narrator.intake.found_table import FoundTable
from narrator.intake.heading import TablesHeading, read_heading
from narrator.intake.listed_items import match_items
from narrator.intake.parent_rows import add_parents
from narrator.number import MoneyUnit
from narrator.problem import Problem, Severity, Unusable
from narrator.readers.workbook import Workbook
from narrator.tables.blank_sums import take_out_blank_sums
from narrator.tables.money_unit import say_money_units_apart
from narrator.tables.public import read_public_table, titled_as
from narrator.tables.row_tables import read_by_rows
from narrator.tables.table_as_read import Fault, PublicTable, Sheet, Unread
from narrator.tables.title_rows import compact_text, is_title_row
from narrator.tables.two_in_one import find_second_tables
from narrator.tables.vocabulary import Vocabulary

CHECK = "核对这张表"
MISPLACED = (Fault.SLIPPED, Fault.BLANK)  # what stands in rows slipped, or a row is blank
UNLIKE = 0.2  # how much less of a table must be understood than of another that claims to be the same


@dataclass
class Taken:
    """What was taken from the public tables of a workbook.

    unit: in which the figures are.
    figures: by path; a blank cell is zero.
    blanks: the figures whose cells are blank.
    names: the names of items, by path.
    items: those of lists below rows by code, by the path of the list.
    places: where each stands, such as 公开03表!D9.
    tables: which were read, with the sheet of each.
    computed: the rows that the tables leave out and that were added up.
    unsure: the tables that have rows which were not understood.
    heading: whose tables they are.
    told: what else there is to say.
    found: the tables as they were read.
    """

    path: Path
    unit: MoneyUnit
    heading: TablesHeading
    figures: dict[str, Decimal] = field(default_factory=dict)
    blanks: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[dict[str, str | Decimal]]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    computed: list[str] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)
    told: list[Problem] = field(default_factory=list)
    found: list[FoundTable] = field(default_factory=list)


def take_tables(
    book: Workbook,
    vocabulary: Vocabulary,
    wanted: MoneyUnit | None = None,
    stated: MoneyUnit | None = None,
    known: object = None,
) -> Taken:
    """Return what the public tables of a workbook say.

    wanted: the unit in which the figures are to be; that of the tables when it is None. stated: the unit of tables
    above which none stands. known: the parsed data into which the figures go; None for new ones. Raises Unusable
    with every problem: none of the tables, two that claim to be the same and differ, cells without a value that can
    be used.
    """
    read = list(read_found_tables(book, vocabulary))
    found, unlike = part_unlike([one for one in read if one.table.name])
    found, empty = part_empty(found)
    if not found:
        hint = "选有公开表的Excel文件；每张表上面要有标题，例如“支出决算表”"
        raise Unusable([Problem("", "里面没有一张公开表", hint, file=str(book.path))])
    units = money_units_of_tables(found, stated or wanted)
    taken = Taken(book.path, wanted or units[found[0].table.name], read_heading(one.cut for one in found))
    problems = [
        *find_faulty_cells(found),
        *find_doubled_tables(found),
        *find_merged_figures(found),
        *find_percentages(found),
    ]
    problems += find_mistaken_money_units(found, units)
    leave_out_misplaced(found)
    for one in in_order_of_data(found):
        put_figures(taken, one, units[one.table.name])
    untaken = {one.table.name for one in found if lacks_rows(one.table)}
    for table in untaken:
        taken.told += leave_out_below(taken, table)
    taken.computed = add_parents(taken.figures, untaken)
    taken.unsure = untaken | {
        one.table.name for one in found if any(left.kind == Fault.ROW for left in one.table.unread)
    }
    share_names(taken)
    items_left = [left for one in found for left in put_items(taken, one, units[one.table.name], known)]
    taken.told += [
        *untold_money_units(found, units, stated or wanted),
        *tell_unread(found),
        *items_left,
        *tell_ignored(book, read, vocabulary),
        *told_unlike(unlike),
        *told_empty(empty),
    ]
    if problems:
        raise Unusable(with_file(problems, book.path))
    taken.told = with_file(taken.told, book.path)
    taken.found = found
    return taken


def read_found_tables(book: Workbook, vocabulary: Vocabulary) -> Iterator[FoundTable]:
    """Yield the tables that stand on the sheets of a workbook, in their order, each with what it was read to say."""
    for grid in book.grids:
        for found in cut_tables(grid):
            for cut in part_sheet_table(found, vocabulary):
                above = (cut.grid.name, *cut.above)
                sheet = Sheet(cut.rows, above, cut.below, cut.grid.name, cut.merged)
                yield FoundTable(cut, read_table(sheet, vocabulary))


def lacks_rows(table: PublicTable) -> bool:
    """Return whether figures of rows were left out of a table: those that slipped, or, for a column that was not understood,
    those of a block of 基本支出表, which has but one and rows of its own."""
    kinds = {one.kind for one in table.unread}
    return not kinds.isdisjoint(MISPLACED) or (table.name == BY_ECONOMIC_CLASS and Fault.COLUMN in kinds)


def leave_out_below(taken: Taken, table: str) -> Iterator[Problem]:
    """Take out of what was taken the rows by code of a table whose class or group was not taken, though the table prints it: they would
    be asked for it. Yield that those that print an amount were not taken."""
    rows = {
        path: code for path in taken.figures if public_table(path) == table and (code := code_of_path(path))
    }
    there = {code for path, code in rows.items() if taken.figures[path]}
    printed = {code_of_path(path) for path in taken.names if public_table(path) == table}
    lost: dict[str, str] = {}  # the place of the first amount of each row, by its code
    for path, code in rows.items():
        below = any(code[:level] in printed - there for level in LEVELS if level < len(code))
        if below and taken.figures.pop(path):
            lost.setdefault(code, taken.places[path])
    if lost:
        (first, place), *others = lost.items()
        many, those = (f"{first}等{len(lost)}行", "这几行") if others else (f"{first}这一行", "它")
        yield Problem(
            place, f"{many}的上级没有取，{those}也没有取", "改正上级的行以后再取一次", Severity.WARNING
        )


def leave_out_misplaced(found: list[FoundTable]) -> None:
    """Take the figures that slipped against their names out of the tables, and those of blank rows, or of blank sums, that should
    have some."""
    public = {one.table.name: one.table for one in reversed(found)}
    reading = Reading(public=public)
    for one in found:
        take_out_misplaced(one.table, reading)
        take_out_blank_sums(one.table, evidence_within(one.table, reading))


def read_table(sheet: Sheet, vocabulary: Vocabulary) -> PublicTable:
    """Return what a sheet says, as the public table that it is, by its rows alone or by rows and columns."""
    return read_by_rows(sheet, vocabulary) or read_public_table(sheet, vocabulary)


def part_sheet_table(cut: CutTable, vocabulary: Vocabulary) -> Iterator[CutTable]:
    """Yield a table of a sheet, in parts where another public one begins without a title; what stands above the first one is said
    of all but for titles."""
    starts = find_second_tables(Sheet(cut.rows, (cut.grid.name, *cut.above)), vocabulary)
    bounds = (0, *starts, len(cut.rows))
    untitled = tuple(line for line in cut.above if not is_title_row([compact_text(line)]))
    for start, end in pairwise(bounds):
        above, below = untitled if start else cut.above, cut.below if end == bounds[-1] else ()
        yield replace(cut, top=cut.top + start, rows=cut.rows[start:end], above=above, below=below)


def with_file(problems: list[Problem], path: Path) -> list[Problem]:
    """Return the problems as those of the file."""
    return [Problem(one.where, one.what, one.hint, one.severity, str(path)) for one in problems]


def part_unlike(found: list[FoundTable]) -> tuple[list[FoundTable], list[FoundTable]]:
    """Return the tables without, and then those, of which another one with the same title is much more like it: a
    明细表 beside the table itself."""
    best: dict[str, float] = {}
    for one in found:
        best[one.table.name] = max(one.table.share, best.get(one.table.name, 0.0))
    unlike = [one for one in found if one.table.share < best[one.table.name] - UNLIKE]
    return [one for one in found if one not in unlike], unlike


def told_unlike(unlike: list[FoundTable]) -> Iterator[Problem]:
    """Yield the tables that were not taken since another one is much more like what their titles say."""
    for one in unlike:
        what = f"这张表的标题像{one.table.name}，列和行不像，没有取"
        yield Problem(one.cut.address(0, 0), what, "看一看；是明细表一类的就不用管", Severity.WARNING)


def part_empty(found: list[FoundTable]) -> tuple[list[FoundTable], list[FoundTable]]:
    """Return the tables without, and then those, that print no figure, or only noughts, beside one that prints some and claims to
    be the same: the form's own table, left above or beside the one that was filled in."""
    filled = {one.table.name for one in found if not is_empty(one.table)}
    empty = [one for one in found if one.table.name in filled and is_empty(one.table)]
    return [one for one in found if one not in empty], empty


def is_empty(table: PublicTable) -> bool:
    """Return whether a table prints no figure but noughts, and nothing else that may be one."""
    strange = any(one.kind != Fault.ROW or re.search(r"\d", one.what) for one in table.unread)
    return not (strange or table.items or any(one.number for one in table.figures.values()))


def told_empty(empty: list[FoundTable]) -> Iterator[Problem]:
    """Yield the tables that were not taken since they are empty and another one of the same title is not."""
    for one in empty:
        what = f"这张{one.table.name}是空的，另有一张填了数，这张没有取"
        yield Problem(one.cut.address(0, 0), what, "看一看；没有用就删掉", Severity.WARNING)


def in_order_of_data(found: list[FoundTable]) -> Iterator[FoundTable]:
    """Yield the tables in the order of the data, those of a form's own last; those that print the same one together."""
    names = dict.fromkeys((*PUBLIC_TABLES, *(one.table.name for one in found)))
    yield from (one for name in names for one in found if one.table.name == name)


def money_units_of_tables(found: list[FoundTable], stated: MoneyUnit | None) -> dict[str, MoneyUnit]:
    """Return the unit of each table: what stands above it, or above most of the others, or what is stated; else 万元."""
    units = {one.table.name: MoneyUnit(one.table.unit) for one in found if one.table.unit}
    usual = Counter(units.values()).most_common(1)
    other = stated or (usual[0][0] if usual else MoneyUnit.WAN)
    if usual and not stated:
        other = usual[0][0]
    return {one.table.name: units.get(one.table.name, other) for one in found}


def untold_money_units(
    found: list[FoundTable], units: Mapping[str, MoneyUnit], stated: MoneyUnit | None
) -> Iterator[Problem]:
    """Yield that nothing above some tables says in which unit they are, and which was taken."""
    silent = [one for one in found if not one.table.unit]
    if silent and len(silent) == len(found) and stated is None:
        what = "表上面没有写金额单位，当作万元读的"
        yield Problem("", what, "是元就加上 --unit 元 再运行一次", Severity.WARNING)
    elif silent and len(silent) < len(found):
        names = "、".join(one.cut.grid.name for one in silent)
        what = f"这几张表上面没有写金额单位，照其他表当作{units[silent[0].table.name].value}读的"
        yield Problem(names, what, "核对", Severity.WARNING)


def put_figures(taken: Taken, one: FoundTable, unit: MoneyUnit) -> None:
    """Put the figures and names of a table into what was taken, but for those that another one has told."""
    taken.tables.setdefault(one.table.name, one.cut.grid.name)
    rough: list[str] = []
    for path, printed in one.table.figures.items():
        if path in taken.figures:
            continue
        wanted = unit if printed.counted else taken.unit
        amount, cut = exact_amount(printed.number or Decimal(0), unit, wanted)
        taken.figures[path] = amount
        if not printed.text:
            taken.blanks.add(path)
        taken.places[path] = one.place(printed.row, printed.column)
        if cut:
            rough.append(taken.places[path])
    for path, printed in one.table.names.items():
        taken.names[path] = printed.text
        taken.places[path] = one.place(printed.row, printed.column)
    if rough:
        more = f"等{len(rough)}格" if len(rough) > 1 else ""
        what = f"小数超过{unit.decimals}位，取到{unit.decimals}位"
        taken.told.append(Problem(rough[0] + more, what, CHECK, Severity.WARNING))


def share_names(taken: Taken) -> None:
    """Give items that a table lists by code alone the name that another table has for the code."""
    known = {
        code_of_path(path): name
        for path, name in taken.names.items()
        if public_table(path) != BY_ECONOMIC_CLASS
    }
    for path in list(taken.figures):
        code = code_of_path(path)
        name = join_path(path.rpartition(".")[0], ITEM_NAME)
        if code in known and public_table(path) != BY_ECONOMIC_CLASS:
            taken.names.setdefault(name, known[code])


def put_items(taken: Taken, one: FoundTable, unit: MoneyUnit, known: object) -> Iterator[Problem]:
    """Put the items of lists of a table into what was taken: figures of those that the known data have, whole lists where no
    data are known. Yield what is not taken."""
    items, left = match_items(one.table.items, known)
    for item, number in items:
        amounts = {
            name: exact_amount(printed.number or Decimal(0), unit, taken.unit)[0]
            for name, printed in item.figures.items()
        }
        if not number:
            taken.items.setdefault(item.path, []).append({item.inner.name: item.name.text, **amounts})
            continue
        for name, amount in amounts.items():
            path = join_path(f"{item.path}[{number}]", name)
            taken.figures[path] = amount
            taken.places[path] = one.place(item.figures[name].row, item.figures[name].column)
    if left.lacking:
        first = left.lacking[0].name
        more = "等" if len(left.lacking) > 1 else ""
        what = f"科目下面的{len(left.lacking)}行没有取，数据里没有：{first.text}{more}"
        hint = f"在数据文件里，写在这个科目的“{left.lacking[0].inner.items}”里"
        yield Problem(one.place(first.row, first.column), what, hint, Severity.WARNING)
    for path, number in left.beside.items():
        what = f"数据里还有{number}项，表里没有，没有动"
        yield Problem(path, what, "核对；没有了就在数据里去掉", Severity.WARNING)


def tell_unread(found: list[FoundTable]) -> Iterator[Problem]:
    """Yield the rows and columns that were not understood, and so not taken."""
    for one in found:
        for left in one.table.unread:
            place = one.place(left.row, left.column)
            if left.kind == Fault.ROW:
                yield Problem(
                    place, f"这一行没有读懂，没有取：{left.what}", "改成表样里的名称或编码", Severity.WARNING
                )
            elif left.kind == Fault.COLUMN:
                yield Problem(place, f"这一列没有读懂，没有取：{left.what}", "照表样写表头", Severity.WARNING)
            elif left.kind == Fault.MONEY_UNIT:
                yield Problem(
                    place, say_money_units_apart(left.until, left.what), "核对单位", Severity.WARNING
                )
            elif left.kind in MISPLACED:
                told = tell_misplaced(left, one.table, "", prose=False)
                yield Problem(place, f"{told.what}，没有取", told.hint, Severity.WARNING)
            elif left.kind == Fault.AGAIN and is_to_be_told(one.table, left):
                yield Problem(place, f"这一行前面已经有了，没有取：{left.what}", CHECK, Severity.WARNING)


def is_to_be_told(table: PublicTable, left: Unread) -> bool:
    """Return whether somebody has to look at a row that is there again: one by code, or one that prints other figures than before, as
    合计 at the top and below does not. Of a row of several blocks the first tells."""
    if left.path.isdigit():
        codes = [one for one in table.unread if one.kind == Fault.AGAIN and one.row == left.row]
        return codes[0] is left
    texts = table.sheet.rows[left.row]
    before = [one for one in table.figures.values() if one.parts.row == left.path]
    return any(texts[one.column].strip() != one.text for one in before)


def tell_ignored(book: Workbook, read: list[FoundTable], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what of the workbook was not read, and what is hidden in what was."""
    for one in read:
        if one.table.name:
            continue
        where, titled = one.cut.address(0, 0), titled_as(one.table.sheet, vocabulary)
        what, hint = "这张表认不出是哪张公开表，没有取", "看一看；是公开表，就在上面写上标题"
        if titled in PUBLIC_TABLES:
            what = f"这张表的标题像是{titled}，表头和各行没有读懂，没有取"
            hint = "看一看；是这张表，就照表样写表头，合并的格不要拆开"
        yield Problem(where, what, hint, Severity.WARNING)
    if book.hidden:
        names = "、".join(f"“{grid.name}”" for grid in book.hidden)
        yield Problem("", f"隐藏的工作表{names}没有读", "看一看；要读，就取消隐藏", Severity.WARNING)
    used = {id(one.cut.grid): one.cut.grid for one in read if one.table.name}
    for grid in used.values():
        if grid.hidden:
            what = f"{'、'.join(grid.hidden)}是隐藏的，也取了"
            yield Problem(grid.name, what, "取消隐藏看一看", Severity.WARNING)


def code_of_path(path: str) -> str:
    """Return the code of the row that a figure stands in; "" when its table is not by code."""
    steps = split_path(path)
    return str(steps[2]) if len(steps) > 2 and steps[1] == ROWS else ""
