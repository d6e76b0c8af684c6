"""Figures and names that slipped in the public tables of a report, judged by what its other tables print.

`report_tables` takes out what slipped before anything is judged; `intake` does so with the tables of last year's report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from narrator.checks.printed.missing_rows import EXPENSE, GRANTED, INCOME
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.classification import Classification, class_rows
from narrator.disclosure.public_tables import (
    BY_ECONOMIC_CLASS,
    FUNDS,
    THREE_EXPENSES,
    TWO_SIDED,
    public_table,
)
from narrator.disclosure.relation import AtMost, Equal, Sum
from narrator.disclosure.relations import ALIKE, BY_FUND, FINAL, PART_OF_THREE, RELATIONS
from narrator.number import CENT
from narrator.tables.blank_rows import take_out_blank_rows
from narrator.tables.class_slips import WHOLE, class_slips
from narrator.tables.label_slips import MANY, straighten
from narrator.tables.plain import plain
from narrator.tables.slipping import Slip, find_slip, take_out_slipped
from narrator.tables.sum_slips import AddedUp, SumEvidence, find_sum_slips
from narrator.tables.table_as_read import PublicTable
from narrator.tables.vocabulary import TOTAL_COLUMNS, Vocabulary

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


def take_out_misplaced(
    table: PublicTable, reading: Reading, lines: Sequence[str] = ()
) -> dict[str, Decimal | None]:
    """Take the figures that slipped, or that a blank row should have, out of a table, and note where. Return by their paths
    the numbers that most likely belong there, None for a blank. lines: the prose.
    """
    slip = slip_of(table, lines, reading)
    least = 2 * reading.step / table.factor
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
    least = reading.step / table.factor
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
            found[here] = printed.number * other.factor / table.factor
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
    least = reading.step / table.factor
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
        factor = detailed.factor / table.factor
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


def most_by_code(table: PublicTable, reading: Reading) -> dict[str, Decimal]:
    """Return the most that figures of 基本支出表 may be, by code, in its unit, as 三公经费表 says (X-9); {} of others."""
    whole = reading.public.get(THREE_EXPENSES)
    if table.name != BY_ECONOMIC_CLASS or whole is None:
        return {}
    figures = {
        code: whole.figures.get(f"{THREE_EXPENSES}.{name}.决算数") for code, name in PART_OF_THREE.items()
    }
    factor = whole.factor / table.factor
    return {code: one.number * factor for code, one in figures.items() if one and one.number is not None}


def usual_by_code(table: PublicTable, reading: Reading) -> dict[str, Decimal]:
    """Return what the figures of a table by code usually are, by code, in its unit, as another table by code says: there
    the same rows, or the items that pay for those of 基本支出表 (X-10); {} of others."""
    whole, column = LIKE_BY_CODE.get(table.name, ("", ""))
    other = reading.public.get(whole)
    if other is None:
        return {}
    factor = other.factor / table.factor
    codes = {one.parts.row for one in table.figures.values() if one.parts.row.isdigit()}
    found = {code: other.figures.get(f"{whole}.各科目.{ALIKE.get(code, code)}.{column}") for code in codes}
    return {code: one.number * factor for code, one in found.items() if one and one.number}
