"""The columns of a public table of a report beside those that the form has: which are not there, which were not understood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache, reduce

from narrator.checks.finding import Finding, Level, unchecked
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, TWO_SIDED
from narrator.disclosure.value import join_path, split_path
from narrator.tables.blueprint import Blueprint, BlueprintRow, Names
from narrator.tables.plain import plain
from narrator.tables.table_as_read import Fault, PublicTable
from narrator.tables.vocabulary import place_of_path

SideColumn = tuple[str, str]  # a column of figures, on a side of its table (收入, 支出), "" where it has none


def find_missing_columns(table: PublicTable, blueprint: Blueprint) -> Iterator[Finding]:
    """Return the columns of figures of the form's table that a table does not have, each once."""
    have = columns_read(table)
    wanted: dict[SideColumn, str] = {}
    for row in blueprint.body:
        for at, below in row.figures:
            side, column = column_at(below)
            head = column if has_row_over_it(row, at) else head_of(blueprint, at) or column
            wanted.setdefault((side, column), f"{side} {head}" if side else head)
    nameless = nameless_sides(table)
    for (side, column), head in wanted.items():
        if have and (side, column) not in have and side not in nameless:
            yield tell_missing_column(head, blueprint.label)


def find_missing_names(table: PublicTable, blueprint: Blueprint) -> Iterator[Finding]:
    """Return that a table by code has no names, as the form's has."""
    coded = any(one.parts.row.isdigit() for one in table.figures.values())
    names = any(
        row.loop and place.path[-1:] == (ITEM_NAME,) for row in blueprint.body for place in row.places
    )
    has_column = any(column.kind == "名称" for column in table.header.columns)
    if coded and names and not table.names and not has_column:
        yield tell_missing_column(ITEM_NAME, blueprint.label)


def nameless_sides(table: PublicTable) -> Set[str]:
    """Return the sides of a table whose rows have no names, so that none of their figures was read."""
    columns = table.header.columns if table.name in TWO_SIDED else ()
    figures = {column.side for column in columns if column.kind == "数"}
    return figures - {column.side for column in columns if column.kind in ("编码", "名称")}


def label_columns_of_blocks(table: PublicTable, blueprint: Blueprint) -> Iterator[Finding]:
    """Return that a 基本支出表 with the figures of all its blocks lacks codes or names of one, as the others have them: left
    out, or under another word."""
    if table.name != BY_ECONOMIC_CLASS:
        return
    figures = {at for row in blueprint.body if not row.loop for at, _ in row.figures}
    if len(figures) != len(table.header.figures):
        return
    labels = [head_of(blueprint, at) for at in range(len(blueprint.body[0].places)) if at not in figures]
    have = [plain(column.words[-1]) for column in table.header.columns if column.words]
    for word in dict.fromkeys(labels):
        if 0 < have.count(plain(word)) < labels.count(word):
            yield tell_missing_column(word, blueprint.label)


def column_at(below: Names) -> SideColumn:
    """Return the column of a figure, by its path below the table."""
    place = place_of_path(below)
    return place.side, place.column


@lru_cache(maxsize=20_000)
def path_in(table: str, below: Names) -> str:
    """Return the path of a figure of a table, by its path below that."""
    return reduce(join_path, (table, *below))


def columns_read(table: PublicTable) -> Set[SideColumn]:
    """Return the columns of which figures were read of a table."""
    return {(printed.parts.side, printed.parts.column) for printed in table.figures.values()}


def has_row_over_it(row: BlueprintRow, at: int) -> bool:
    """Return whether a figure of the form's has the name of its row over it: the words over its column are that."""
    return not row.loop and not row.names[at]


def head_of(blueprint: Blueprint, at: int) -> str:
    """Return the lowest words over a column of the form's table."""
    return next(reversed(words_over(blueprint, at)), "")


def words_over(blueprint: Blueprint, at: int) -> list[str]:
    """Return the words over a column of the form's table, from the top; its number (栏次) is none of them."""
    words = (row.places[at].text for row in blueprint.header)
    return [word for word in words if word and not word.isdigit()]


def tell_missing_column(name: str, table: str) -> Finding:
    """Return that a column of the form was not read of a table."""
    what = f"没有读到“{name}”这一列"
    return Finding(Level.ERROR, f"{table} 表头 {name}", what, "照格式补上，或者改正表头", rule="ST-4")


def lost_columns(table: PublicTable, blueprint: Blueprint) -> dict[int, str]:
    """Return the columns of the form's 基本支出表 of which a table has the names of the rows and not one of the figures, by
    what stands over them: a table of other than its width, as there are names without a column at their right."""
    if table.name != BY_ECONOMIC_CLASS:
        return {}
    figures: dict[int, list[bool]] = defaultdict(list)
    for row in blueprint.body:
        for at, below in row.figures if not row.loop else ():
            figures[at].append(path_in(table.name, below) in table.figures)
    names = sum(column.kind == "名称" for column in table.header.columns)
    narrower = len(table.header.columns) < len(blueprint.body[0].places)
    if not narrower or names != len(figures):
        return {}
    return {
        at: " ".join(dict.fromkeys(words_over(blueprint, at)))
        for at, printed in figures.items()
        if not any(printed)
    }


def take_out_other_columns(table: PublicTable, blueprint: Blueprint, model: RecordShape) -> Iterator[Finding]:
    """Take columns that the form's table has not and that print a figure which its data do not have (全年预算数 of “三公”) out of a table,
    with what they print of the data (上年决算数 of 合计), and return of each that it was not checked. Nothing where it has none of the form's
    columns. model: what data the form has."""
    own = {column_at(below)[1] for row in blueprint.body for _, below in row.figures}
    have = {one.parts.column for one in table.figures.values()}
    others = have - own if have & own else ()
    in_others = {path: one for path, one in table.figures.items() if one.parts.column in others}
    strange = {
        one.column
        for path, one in in_others.items()
        if shape_at(model, [str(step) for step in split_path(path)]) is None
    }
    told: dict[str, None] = {}
    gone = dict.fromkeys(path for path, one in in_others.items() if one.column in strange)
    for path in gone:
        printed = table.figures.pop(path)
        told[next(reversed(table.header.columns[printed.column].words), printed.parts.column)] = None
    table.unread[:] = [one for one in table.unread if one.path not in gone]  # nor what is no number there
    for word in told:
        what, hint = "格式里没有这一列，没有核对", "核对；格式不要的，照格式删去"
        yield unchecked(f"{blueprint.label} “{word}”", what, hint)


def strange_places(table: PublicTable, blueprint: Blueprint) -> frozenset[int]:
    """Return the columns of the form that a table as wide has, and that were not understood, of which that tells."""
    if len(table.header.columns) != len(blueprint.body[0].places):
        return frozenset()
    return frozenset(one.column for one in table.unread if one.kind == Fault.COLUMN)


def strange_columns(table: PublicTable, blueprint: Blueprint) -> list[Finding]:
    """Return the columns of a table that were not understood, of which nothing was read, each once."""
    columns = table.header.columns
    strange = dict.fromkeys(one.column for one in table.unread if one.kind == Fault.COLUMN)
    nameless = nameless_sides(table)
    found = []
    for at in strange:
        name = f"{blueprint.label} “{''.join(columns[at].words) or f'第{at + 1}列'}”"
        if columns[at].side in nameless:
            found.append(
                unchecked(name, f"没有读懂这一列，“{columns[at].side}”没有名称", "补上各行名称的一列")
            )
        else:
            found.append(unchecked(name, "没有读懂这一列", "核对表头"))
    return found
