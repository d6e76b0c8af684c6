"""The tables of a printed report, read into the same data that data.json holds.

What could not be read is told, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.naming import called
from narrator.checks.printed.blank_tables import lost_figures
from narrator.checks.printed.conformity import (
    deviations,
    is_incomplete,
    misnamed_rows,
    misunderstood,
)
from narrator.checks.printed.exchanged_titles import read_by_heads
from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.missing_rows import EXPENSE, GRANTED, INCOME, items_told, lend_rows, lend_tables
from narrator.checks.printed.raw import create, within_limits
from narrator.checks.printed.recognised_tables import recognise_tables, tell_unknown
from narrator.checks.printed.rows import Rows
from narrator.checks.printed.table_columns import strange_columns
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.classification import Classification, class_rows, classification_of
from narrator.disclosure.public_tables import (
    BY_ECONOMIC_CLASS,
    FUNDS,
    THREE_EXPENSES,
    TWO_SIDED,
    public_table,
)
from narrator.disclosure.relation import AtMost, Equal, Sum
from narrator.disclosure.relations import ALIKE, BY_FUND, FINAL, PART_OF_THREE, RELATIONS
from narrator.disclosure.value import split_path
from narrator.document import Document, Table
from narrator.form import Form
from narrator.number import CENT, Unit
from narrator.tables.blank_rows import take_out_blank_rows
from narrator.tables.blueprint import Blueprint, Names
from narrator.tables.class_slips import WHOLE, class_slips
from narrator.tables.label_slips import MANY, straighten
from narrator.tables.matrix import Matrix, matrices
from narrator.tables.plain import common, plain, unnumbered
from narrator.tables.slipping import Slip, find_slip, take_out_slipped
from narrator.tables.sum_slips import AddedUp, SumEvidence, find_sum_slips
from narrator.tables.table_as_read import PublicTable, Sheet
from narrator.tables.vocabulary import TOTAL_COLUMNS, Blueprints, Vocabulary, path_below

# The table whose rows usually have the figures of another one by code, with their column.
LIKE_BY_CODE = {
    BY_ECONOMIC_CLASS: (GRANTED, "基本支出"),
    GRANTED: (EXPENSE, TOTAL_COLUMNS[EXPENSE]),
    EXPENSE: (GRANTED, TOTAL_COLUMNS[GRANTED]),
    INCOME: (EXPENSE, TOTAL_COLUMNS[EXPENSE]),
}
BOTH = "财政拨款收支总表"
# The columns for the classes of the tables of both sides, and which column of which table by code has the same figures.
ALSO_BY_CODE = (
    ("收入支出总表", FINAL, "支出决算表", "本年支出合计"),
    *((BOTH, fund, *detailed) for fund, detailed in zip(FUNDS, BY_FUND, strict=True)),
)


def read_report_tables(
    document: Document,
    form: Form,
    blueprints: Blueprints,
    grids: Sequence[Matrix] | None = None,
    composed: Sequence[Table | None] = (),
) -> Reading:
    """Return the tables of a document, a report in a form: the public ones read by their meaning, those that
    the form adds by its blueprints.

    grids: as `matrices` gives them, when that was done already. composed: see `Reading`.
    """
    reading = Reading(
        {"金额单位": Unit.WAN.value, "格式": form.name},
        grids=matrices(document) if grids is None else [*grids],
        blueprints=blueprints,
        step=form.money.step,
        composed=composed,
    )
    starts = [unnumbered(plain(text)).lstrip('"') for block in document.blocks for text in texts_of(block)]
    items: dict[str, list[Matrix]] = {}
    unknown: list[Sheet] = []
    classes = classification_of(form.year)
    seen = recognise_tables(document, blueprints, reading)
    read_by_heads(seen, blueprints, reading)
    reading.blank = {name: reading.public.pop(name) for name in lost_figures(reading.public)}
    for blueprint, public, sheet, below, torn in seen:
        if torn or (public is not None and reading.blank.get(public.name) is public):
            continue  # of which that tells
        if blueprint is None:
            unknown += [sheet] if sheet.rows else []
        elif (public is not None and reading.public[public.name] is not public) or (
            blueprint.table and any(blueprint is one for one, *_ in reading.found)
        ):
            what = f"{blueprint.label}不止一张"
            reading.deviations.append(Finding(Level.ERROR, blueprint.label, what, "留下一张", rule="ST-1"))
        else:
            reading.found.append((blueprint, sheet.rows, sheet.above, tuple(below)))
            if public is not None:
                public = straighten_names(public, reading, blueprints.vocabulary, classes, starts)
                keep_table(public, blueprint, reading, starts)
            else:
                items.setdefault(blueprint.name, []).append(sheet.rows)
    for sheet in unknown:
        tell_unknown(sheet, reading)
    for name, alike in items.items():
        blueprint = blueprints[name]
        numbers = rank_by_prose([item_of_table(rows, blueprint, form.model) for rows in alike], starts)
        for at, (rows, number) in enumerate(zip(alike, numbers, strict=True), 1):
            Rows(reading, blueprint, form.model, ("项", str(number)), at, blueprint.owner).read(rows)
    for blueprint in blueprints.values():
        for path in rows_of_fixed_codes(blueprint):
            create(reading.raw, path)
    lend_tables(reading)
    lend_rows(reading, items_told(starts, classes.functional))
    return reading


def keep_table(table: PublicTable, blueprint: Blueprint, reading: Reading, lines: Sequence[str]) -> None:
    """Keep what a table says, in 万元, and tell where it is not as the form has it, or the prose, line by line, not
    as it.
    """
    factor = factor_of(table)
    slipped = take_out_misplaced(table, reading, lines)
    records: dict[Names, dict[str, Any]] = {}
    for path, printed in (*table.figures.items(), *table.names.items()):
        *above, last = (table.name, *path_below(table.name, printed.parts))
        if printed.number is None and (groups := printed.parts.column.count(".")):
            above = above[:-groups]  # a row may be without a group of columns: 合计 without 本年收入
        record = records.get(key := tuple(above))
        if record is None:
            record = records[key] = create(reading.raw, above)
        reading.cells[path] = called(path, blueprint.label)
        reading.shown[path] = printed.text
        if path in table.names:
            if printed.text:
                record[last] = printed.text
        elif printed.number is not None:
            record[last] = within_limits(printed.number * factor)
    for path, number in slipped.items():  # sentences are composed from them, and nothing is judged
        *above, last = map(str, split_path(path))
        reading.unread.add(path)
        if number is not None:
            create(reading.raw, above)[last] = within_limits(number * factor)
    for one in table.unread:
        if one.kind == "数":
            reading.unread.add(one.path)
            what, side = f"“{one.what}”不是数", Side("表中", plain(reading.shown[one.path]))
            reading.findings.append(unchecked(reading.cells[one.path], what, "填数字", side))
    reading.leave_out_strange(table)
    if is_incomplete(table, blueprint):
        reading.incomplete.append(blueprint.name)
    if any(one.kind == "空" for one in table.unread):
        reading.with_blank_rows.append(blueprint.name)
    before = len(reading.deviations)
    composed = reading.is_composed(table.sheet.rows)  # the form itself made it
    if not composed and table.header and len(table.header.columns) == len(blueprint.body[0].places):
        Rows(reading, blueprint, RecordShape(), (), by_meaning=True).after_header(table.sheet.rows)
    words = [one for one in reading.deviations[before:] if one.level is Level.ERROR]
    strange = strange_columns(table, blueprint)
    told = reading.instead if len(words) >= len(strange) else reading.findings
    told += strange
    reading.deviations += () if composed else deviations(table, blueprint)
    reading.findings += misunderstood(table, blueprint)
    reading.instead += misnamed_rows(table, blueprint)


def take_out_misplaced(
    table: PublicTable, reading: Reading, lines: Sequence[str] = ()
) -> dict[str, Decimal | None]:
    """Take the figures that slipped, or that a blank row should have, out of a table, and note where. Return by their paths
    the numbers that most likely belong there, None for a blank. lines: the prose.
    """
    slip = slip_of(table, lines, reading)
    least = 2 * reading.step / factor_of(table)
    slips = [slip] if slip else [*class_slips(table, meant_of(table, reading), least)]
    meant: Mapping[str, Decimal | None] = {}
    if not slips and table.name in (*TWO_SIDED, THREE_EXPENSES):
        slips, meant = find_sum_slips(table, known_sums(table, reading))
    slipped: dict[str, Decimal | None] = {}
    for each in slips:
        slipped |= take_out_slipped(table, each)
    slipped |= meant
    return slipped or take_out_blank_rows(table, max(least, CENT))


def known_sums(table: PublicTable, reading: Reading) -> SumEvidence:
    """Return what adds up within a public table whose rows have no codes, and what other tables print for its figures."""
    sums, equal, parts = relations_of(table.name)
    least = reading.step / factor_of(table)
    return SumEvidence(
        sums, printed_elsewhere(table, equal, reading), printed_elsewhere(table, parts, reading), least
    )


def printed_elsewhere(
    table: PublicTable, pairs: Iterable[tuple[str, str]], reading: Reading
) -> dict[str, Decimal]:
    """Return what stands at places of other tables for the figures of a table with which they are paired, in its unit."""
    found: dict[str, Decimal] = {}
    for here, there in pairs:
        other = reading.public.get(public_table(there))
        printed = other.figures.get(there) if other is not None else None
        if other is not None and printed is not None and printed.number is not None:
            found[here] = printed.number * factor_of(other) / factor_of(table)
    return found


Pairs = tuple[tuple[str, str], ...]


@lru_cache(maxsize=8)
def relations_of(table: str) -> tuple[tuple[AddedUp, ...], Pairs, Pairs]:
    """Return the sums within a public table, and its figures that other tables print as well, or a part of, each with the other's
    place."""
    sums: list[AddedUp] = []
    equal: list[tuple[str, str]] = []
    more: list[tuple[str, str]] = []
    for one in chain.from_iterable(rule.relations for rule in RELATIONS):
        match one:
            case Sum(whole=whole, parts=parts, partial="", usual="", stated=False, quiet=False):
                if {public_table(place) for place in (whole, *parts)} == {table}:
                    sums.append(AddedUp(whole, parts))
            case Equal(left=left, right=right, partial="", usual="", quiet=False):
                match [public_table(place) == table for place in (left, right)]:
                    case [True, True]:
                        sums.append(AddedUp(left, (right,)))
                    case [True, False]:
                        equal.append((left, right))
                    case [False, True]:
                        equal.append((right, left))
            case AtMost(parts=(part,), bounds=(bound,), usual="") if (
                public_table(bound) == table != public_table(part)
            ):
                more.append((bound, part))
    return tuple(sums), tuple(equal), tuple(more)


def slip_of(table: PublicTable, lines: Sequence[str], reading: Reading) -> Slip | None:
    """Return where the figures of a table of a report slipped; None when they did not. lines: its prose."""
    least = reading.step / factor_of(table)
    return find_slip(table, lines, most_by_code(table, reading), least, usual_by_code(table, reading))


def straighten_names(
    table: PublicTable,
    reading: Reading,
    vocabulary: Vocabulary,
    classes: Classification,
    lines: Sequence[str],
) -> PublicTable:
    """Return a table of a report with its names and codes as they would stand had they not slipped.

    Codes are called what the classification says, or what another table calls them, if that is not another one's name.
    """
    if table.name == BY_ECONOMIC_CLASS:
        return straighten_table(
            table,
            {code: {plain(name)} for code, name in classes.economic.items()},
            reading,
            vocabulary,
            lines,
        )
    standard = classes.functional
    strange = [
        one for one in table.names.values() if plain(one.text) != plain(standard.get(one.parts.row, ""))
    ]
    if len(strange) < MANY - 1:  # one more may have a code that is there twice
        return table
    known: dict[str, dict[str, None]] = {code: {plain(name): None} for code, name in standard.items()}
    names = {plain(name) for name in standard.values()}
    others = [one for one in reading.public.values() if one is not table and one.name != BY_ECONOMIC_CLASS]
    for one in chain.from_iterable(other.names.values() for other in others):
        code, name = one.parts.row, plain(one.text)
        if code not in standard or name not in names:
            known.setdefault(code, {})[name] = None
    return straighten_table(table, known, reading, vocabulary, lines)


def straighten_table(
    table: PublicTable,
    known: Mapping[str, Collection[str]],
    reading: Reading,
    vocabulary: Vocabulary,
    lines: Sequence[str],
) -> PublicTable:
    """Return a table of a report as `straighten_names` does, by what codes are called elsewhere, and keep it as what was read."""
    moved = straighten(table, known, vocabulary, lambda one: slip_of(one, lines, reading) is None)
    reading.public[table.name] = moved
    return moved


def meant_of(table: PublicTable, reading: Reading) -> dict[str, dict[str, Decimal]]:
    """Return what a table of both sides should print for the classes and their sum, by column and name, in its unit, as the tables by code
    have it (X-7); {} of others, and of columns of which there is no table by code."""
    names = class_rows()
    columns: dict[str, dict[str, Decimal]] = {}
    for whole, column, other, total in ALSO_BY_CODE:
        detailed = reading.public.get(other) if whole == table.name else None
        if detailed is None:
            continue
        factor = factor_of(detailed) / factor_of(table)
        paths = {name: f"{other}.各科目.{code}.{total}" for code, name in names.items()}
        if (sums := f"{other}.合计.{total}") in detailed.figures:
            paths[WHOLE] = sums
        found = {name: detailed.figures.get(path) for name, path in paths.items()}
        columns[column] = {
            name: one.number * factor if one and one.number else Decimal(0) for name, one in found.items()
        }
    if table.name == BOTH and columns:
        rows = (*names.values(), WHOLE)
        columns["合计"] = {
            name: sum((many[name] for many in columns.values()), Decimal(0))
            for name in rows
            if all(name in many for many in columns.values())
        }
    return columns


def factor_of(table: PublicTable) -> Decimal:
    """Return how many 万元 one is in a table."""
    return Decimal("0.0001") if table.unit == Unit.YUAN.value else Decimal(1)


def most_by_code(table: PublicTable, reading: Reading) -> dict[str, Decimal]:
    """Return the most that figures of 基本支出表 may be, by code, in its unit, as 三公经费表 says (X-9); {} of others."""
    whole = reading.public.get(THREE_EXPENSES)
    if table.name != BY_ECONOMIC_CLASS or whole is None:
        return {}
    figures = {
        code: whole.figures.get(f"{THREE_EXPENSES}.{name}.决算数") for code, name in PART_OF_THREE.items()
    }
    factor = factor_of(whole) / factor_of(table)
    return {code: one.number * factor for code, one in figures.items() if one and one.number is not None}


def usual_by_code(table: PublicTable, reading: Reading) -> dict[str, Decimal]:
    """Return what the figures of a table by code usually are, by code, in its unit, as another table by code says: there
    the same rows, or the items that pay for those of 基本支出表 (X-10); {} of others."""
    whole, column = LIKE_BY_CODE.get(table.name, ("", ""))
    other = reading.public.get(whole)
    if other is None:
        return {}
    factor = factor_of(other) / factor_of(table)
    codes = {one.parts.row for one in table.figures.values() if one.parts.row.isdigit()}
    found = {code: other.figures.get(f"{whole}.各科目.{ALIKE.get(code, code)}.{column}") for code in codes}
    return {code: one.number * factor for code, one in found.items() if one and one.number}


def rows_of_fixed_codes(layout: Blueprint) -> Iterator[tuple[str, ...]]:
    """Return the rows for fixed codes (基本支出表) that a layout prints always: composing asks for them,
    printed or not.
    """
    for line in layout.body if layout.table else ():
        for place in line.places:
            if not line.loop and len(place.path) == 4 and place.path[1] == "各科目":
                yield place.path[:3]


def item_of_table(rows: Matrix, blueprint: Blueprint, model: RecordShape) -> str:
    """Return the name of the item that a table is about; "" when it is about none."""
    scratch = Reading()
    # The rest would be read for nothing
    first = replace(blueprint, body=blueprint.body[: row_with_name(blueprint) + 1])
    Rows(scratch, first, model, ("项", "1"), 1, blueprint.owner).known(rows)
    return next((plain(text) for path, text in scratch.shown.items() if path.endswith("名称")), "")


def row_with_name(layout: Blueprint) -> int:
    """Return the first row of a layout that prints a name."""
    return next(
        (
            at
            for at, row in enumerate(layout.body)
            if any(place.path and place.path[-1].endswith("名称") for place in row.places)
        ),
        len(layout.body),
    )


def rank_by_prose(names: Sequence[str], starts: Sequence[str]) -> list[int]:
    """Return which item each of the tables with the given names is about, from 1 on: in the order in which
    the prose, given the beginnings of its paragraphs, tells of them; where it tells of none of them by name,
    in the order of the tables.
    """
    places = [most_like_name(name, starts) for name in names]
    if len(names) < 2 or None in places:
        return list(range(1, len(names) + 1))
    order = sorted(range(len(names)), key=lambda at: (places[at], at))
    return [order.index(at) + 1 for at in range(len(names))]


def most_like_name(name: str, starts: Sequence[str]) -> int | None:
    """Return which of the beginnings is most like a name, with half of its letters at least."""
    best, most = None, max(1, len(name) // 2)
    for number, start in enumerate(starts):
        if most < len(name) and start.startswith(name[: most + 1]):
            best, most = number, common(name, start)
    return best
