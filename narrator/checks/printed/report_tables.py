"""The tables of a printed report, read into the same data that data.json holds.

What could not be read is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.naming import called
from narrator.checks.printed.conformity import (
    deviations,
    down_its_columns,
    misnamed_rows,
    restore_names,
    tell_rows_elsewhere,
)
from narrator.checks.printed.exchanged_titles import read_by_heads
from narrator.checks.printed.header_words import compare_header
from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.misplaced import find_blank_tables, straighten_names, take_out_all_misplaced
from narrator.checks.printed.missing_rows import items_told, lend_rows, lend_tables
from narrator.checks.printed.misspelt_names import (
    find_misnamed,
    find_numbered,
    find_right_names,
    lend_names,
    tell_numbered,
)
from narrator.checks.printed.mistaken_money_units import correct_money_units
from narrator.checks.printed.misunderstood_rows import codes_in_row, misunderstood
from narrator.checks.printed.own_tables import OwnTable
from narrator.checks.printed.raw_data import create, within_limits
from narrator.checks.printed.recognised_tables import recognise_tables, tell_unknown
from narrator.checks.printed.table_columns import strange_columns, take_out_other_columns
from narrator.checks.printed.table_data import Reading
from narrator.checks.printed.whole_amounts import take_out_whole_amounts
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.classification import classification_of
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import split_path
from narrator.document import Document, Table
from narrator.form import Form
from narrator.number import CENT, MoneyUnit, read_digits
from narrator.tables.blueprint import Blueprint, Names
from narrator.tables.matrix import Matrix, matrices
from narrator.tables.merged_figures import take_out_merged
from narrator.tables.money_unit import say_no_number
from narrator.tables.plain import PRINTED_NUMBER, common, plain, unnumbered
from narrator.tables.table_as_read import Across, Fault, PublicTable, Sheet
from narrator.tables.vocabulary import Blueprints, path_below


def read_report_tables(
    document: Document,
    form: Form,
    blueprints: Blueprints,
    grids: Sequence[Matrix] | None = None,
    composed: Sequence[Table | None] = (),
    slips: bool = True,
) -> Reading:
    """Return the tables of a document, a report in a form: the public ones read by their meaning, those that
    the form adds by its blueprints.

    grids: as `matrices` gives them, when that was done already. composed: see `Reading`. slips: whether figures that slipped
    are looked for, as is in vain where nothing need add up.
    """
    reading = Reading(
        {"金额单位": MoneyUnit.WAN.value, "格式": form.name},
        grids=matrices(document) if grids is None else [*grids],
        blueprints=blueprints,
        step=form.money.step,
        composed=composed,
    )
    starts = beginnings_of(document)
    items: dict[str, list[Matrix]] = {}
    unknown: dict[int, Sheet] = {}
    classes = classification_of(form.year)
    misspelt: dict[str, None] = {}  # the codes
    over: dict[str, tuple[str, ...]] = {}  # the lines over a table that is there again, by the layout's name
    seen = recognise_tables(document, blueprints, reading)
    read_by_heads(seen, blueprints, reading)
    if slips:
        seen = take_out_whole_amounts(seen, reading)
        correct_money_units(reading, starts)
    reading.blank = {name: reading.public.pop(name) for name in find_blank_tables(reading, starts)}
    # Each is judged by the others, and so all of them have the names and codes that they should.
    for at, (blueprint, public, *_) in enumerate(seen):
        if public is not None and reading.public.get(public.name) is public:
            if blueprint is not None and any(one.kind == Fault.ROW for one in public.unread):
                public = restore_names(public, blueprint, blueprints.vocabulary)
            public = straighten_names(public, reading, blueprints.vocabulary, classes, starts)
            seen[at] = seen[at]._replace(public=public)
    taken: dict[str, Mapping[str, Decimal | None]] = {
        name: dict.fromkeys(take_out_merged(one)) for name, one in reading.public.items()
    }
    for name, likely in take_out_all_misplaced(reading, starts).items() if slips else ():
        taken[name] = {**taken[name], **likely}
    for at, (blueprint, public, sheet, below, torn) in enumerate(seen):
        if torn or (public is not None and reading.blank.get(public.name) is public):
            continue  # of which that tells
        if blueprint is None:
            unknown |= {at: sheet} if sheet.rows else {}
        elif (public is not None and reading.public.get(public.name) is not public) or (
            blueprint.table and any(blueprint is one for one, *_ in reading.found)
        ):
            what = f"{blueprint.label}不止一张"
            reading.deviations.append(Finding(Level.ERROR, blueprint.label, what, "留下一张", rule="ST-1"))
            over[blueprint.name] = (*over.get(blueprint.name, ()), *sheet.above)
        else:
            above = (*over.get(blueprint.name, ()), *sheet.above)  # its title may stand over an empty copy
            reading.found.append((blueprint, sheet.rows, above, tuple(below)))
            if public is not None:
                reading.findings += take_out_other_columns(public, blueprint, form.model)
                right = find_right_names(public, reading, classes.functional)
                numbered = find_numbered(public, right) if right else []
                reading.findings += tell_numbered(public, numbered, blueprint.label)
                wrong = (path for path in right if path not in numbered)
                misspelt |= dict.fromkeys(public.names[path].parts.row for path in wrong)
                keep_table(public, blueprint, reading, taken[public.name], right)
                lend_names(public, reading, classes.economic, blueprint.label)
            else:
                items.setdefault(blueprint.name, []).append(sheet.rows)
    labels = {blueprint.data_table: blueprint.label for blueprint in blueprints.values()}
    for code in misspelt:
        reading.findings += find_misnamed(code, reading, labels)
    told: set[int] = set()  # those that are not understood of a table of the form, of which one finding tells
    for at, sheet in unknown.items():
        if (not sheet.above and at - 1 in told) or tell_unknown(sheet, reading):
            told.add(at)
    for name, alike in items.items():
        blueprint = blueprints[name]
        numbers = rank_by_prose([name_of_item(rows, blueprint, form.model) for rows in alike], starts)
        for at, (rows, number) in enumerate(zip(alike, numbers, strict=True), 1):
            OwnTable(reading, blueprint, form.model, number, at).read(rows)
    for blueprint in blueprints.values():
        for path in rows_of_fixed_codes(blueprint):
            create(reading.raw, path)
            reading.codes.setdefault(path[0], set()).add(path[2])
    lend_tables(reading)
    together = {
        (table.name, code)
        for table in reading.public.values()
        for one in table.unread
        if one.kind == Fault.ROW
        for code in codes_in_row(table, one)
    }
    for one in lend_rows(reading, items_told(starts, classes.functional)):
        if together.issuperset((one.table, code) for code in one.code.split("、")):
            continue  # of which that tells
        subject = f"{blueprints[one.table].label} {one.code}"
        reading.findings.append(Finding(Level.ERROR, subject, one.what, one.hint, rule=one.rule))
    return reading


def beginnings_of(document: Document) -> list[str]:
    """Return the lines of a document in plain form, without their numbers."""
    return [unnumbered(plain(text)).lstrip('"') for block in document.blocks for text in texts_of(block)]


def keep_table(
    table: PublicTable,
    blueprint: Blueprint,
    reading: Reading,
    slipped: Mapping[str, Decimal | None],
    right: Mapping[str, str],
) -> None:
    """Keep what a table says, in 万元, and tell where it is not as the form has it, or the prose, line by line, not
    as it. slipped: the numbers, by path, that most likely belong where figures were taken out. right: names that it should print, by
    their paths.
    """
    factor = table.factor
    records: dict[Names, dict[str, Any]] = {}
    label = blueprint.label
    cells = (*table.figures.values(), *table.names.values())
    reading.codes[table.name] = {row for one in cells if (row := one.parts.row).isdigit()}
    for path, printed in (*table.figures.items(), *table.names.items()):
        text, number, *_, parts, _ = printed
        *above, last = path_below(table.name, parts)
        if number is None and (groups := parts.column.count(".")):
            above = above[:-groups]  # a row may be without a group of columns: 合计 without 本年收入
        record = records.get(key := tuple(above))
        if record is None:
            record = records[key] = create(reading.raw, (table.name, *above))
        reading.cells[path] = called(path, label)
        reading.shown[path] = text
        if number is not None:
            record[last] = within_limits(number if factor == 1 else number * factor)
        elif path in table.names:
            record[last] = right.get(path, text)
    for path, number in slipped.items():  # sentences are composed from them, and nothing is judged
        *above, last = map(str, split_path(path))
        reading.unread.add(path)
        if number is not None:
            create(reading.raw, above)[last] = within_limits(number * factor)
    for one in table.unread:
        if one.kind == Fault.NUMBER:
            reading.unread.add(one.path)
            if one.path in table.figures:  # so that what sentences list of it is there
                *above, last = map(str, split_path(one.path))
                create(reading.raw, above)[last] = within_limits(likely_number(one.what) * factor)
            what, side = say_no_number(one.what, table.unit), Side("表中", plain(reading.shown[one.path]))
            reading.findings.append(unchecked(reading.cells[one.path], what, "填数字", side))
    reading.leave_out_strange(table)
    if any(one.kind in (Fault.BLANK, Fault.SLIPPED) for one in table.unread):
        reading.misplaced.append(blueprint.name)
    before = len(reading.deviations)
    composed = reading.is_composed(table.sheet.rows)  # the form itself made it
    if not composed and len(table.header.columns) == len(blueprint.body[0].places):
        pairs = [one for one in table.unread if one.across is Across.PAIR]
        moved = {plain(word) for one in pairs for word in (one.what, one.until)}
        header = compare_header(table.sheet.rows, blueprint, label, depth=table.header.rows, moved=moved)
        reading.deviations += header.findings
    words = [one for one in reading.deviations[before:] if one.level is Level.ERROR]
    strange = strange_columns(table, blueprint)
    told = reading.instead if len(words) >= len(strange) else reading.findings
    told += strange
    reading.deviations += () if composed else deviations(table, blueprint)
    reading.findings += misunderstood(table, blueprint)
    if not (composed or table.unread):
        beside = table.name == BY_ECONOMIC_CLASS
        codes = down_its_columns(table) if beside else [*reading.raw.get(table.name, {}).get(ROWS, ())]
        reading.findings += tell_rows_elsewhere(table, codes, label)
    reading.misstated += [table.name for one in table.unread if one.kind == Fault.MONEY_UNIT]
    reading.instead += misnamed_rows(table, blueprint)


def likely_number(printed: str) -> Decimal:
    """Return what a text that is no number most likely stands for: the first number in it (754.7O); an amount where there is none."""
    found = re.search(PRINTED_NUMBER, printed)
    return read_digits(found[0]) if found else CENT


def rows_of_fixed_codes(layout: Blueprint) -> Iterator[tuple[str, ...]]:
    """Return the rows for fixed codes (基本支出表) that a layout prints always: composing asks for them,
    printed or not.
    """
    for line in layout.body if layout.table else ():
        for place in line.places:
            if not line.loop and len(place.path) == 4 and place.path[1] == "各科目":
                yield place.path[:3]


def name_of_item(rows: Matrix, blueprint: Blueprint, model: RecordShape) -> str:
    """Return the name of the item that a table is about; "" when it is about none."""
    scratch = Reading()
    # The rest would be read for nothing
    first = replace(blueprint, body=blueprint.body[: row_with_name(blueprint) + 1])
    OwnTable(scratch, first, model).read_known(rows)
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
    """Return which of the beginnings, from 0, is most like a name; None when none has more than half of its letters."""
    best, most = None, max(1, len(name) // 2)
    for number, start in enumerate(starts):
        if most < len(name) and start.startswith(name[: most + 1]):
            best, most = number, common(name, start)
    return best
