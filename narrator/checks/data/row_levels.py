"""Whether the rows of a table by code add up level by level: 合计 = the 类, a 类 = its 款, a 款 = its 项."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import product, repeat
from typing import NamedTuple

from narrator.checks.data.accounts import ZERO, Accounts, CodedRows, add_up
from narrator.checks.data.compare import adds_up_as_usual, ease_errors, tell_wrong_sum
from narrator.checks.data.known_numbers import NO_NUMBERS, number_of_value
from narrator.checks.data.strange_figures import may_lack
from narrator.checks.finding import Finding, Level, unchecked
from narrator.disclosure.branch_shapes import LEVELS, code_above
from narrator.disclosure.relation import BELOW, LENGTHS, LEVEL_SUMS, Levels, Steps
from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.value import Figure, Record

# A row that is off by a tail is the odd one when so many others are exact, each the sum of several amounts.
ENOUGH, SEVERAL = 10, 2
ODD = "，各表里别的类、款都正好是所属各行之和"
RowFigure = tuple[str, str, str]  # of a figure in a row: its table, its code and its column
ODD_HINT = "核对这一行和下面的各行，多半有一个数不对"


class KnownColumn(NamedTuple):
    """The numbers in a column of a table by code: that of 合计, None where there is none, and those of the rows by their codes."""

    top: Decimal | None
    rows: Mapping[Steps, Decimal]


def judge_levels(accounts: Accounts, relation: Levels) -> Iterator[Finding]:
    """Return where the rows of a table do not add up level by level."""
    rows = accounts.rows_by_level(relation.table)
    lowest = LENGTHS[relation.lowest]
    columns = known_columns(accounts, relation)
    for code, row in rows.by_code.items():
        under = rows.below.get(code, [])
        if len(code) == lowest:
            continue
        if relation.stated:
            yield from judge_stated(accounts, rows, code, relation)
            continue
        if not under:
            yield from lacks_parts(accounts, row, relation.columns[0], code)
            continue
        bounds = [(one,) for one in under]
        doubtful = [
            column
            for column, (top, known) in columns.items()
            if (known.get((code,)) if code else top) != sum(map(known.get, bounds, repeat(ZERO)), ZERO)
        ]
        if not doubtful:  # as mostly
            continue
        leaves, below = [rows.leaves[one] for one in under], [rows.by_code[one] for one in under]
        for column in doubtful:
            whole = row.fields.get(column)
            parts = [(part, False) for one in below if isinstance(part := one.fields.get(column), Figure)]
            if isinstance(whole, Figure) and not adds_up_as_usual(accounts, whole, parts):
                total, cells = accounts.stated(whole), [accounts.stated(one) for one, _ in parts]
                if may_lack(accounts, total, cells):
                    continue
                said = LEVEL_SUMS[LEVELS.get(len(code), "")]
                # 类 and 款 are the same sums of leaves; 合计 is rounded by itself (RULES, "Where tails come from").
                alike = bool(code) or leaves == [1]
                for found in tell_wrong_sum(
                    total, cells, said, f"{total.name}{relation.mark}", leaves, alike
                ):
                    if (
                        code
                        and found.level is Level.TAIL
                        and is_odd_one(accounts, relation, (relation.table, code, column))
                    ):
                        found = replace(found, level=Level.HINT, what=f"{found.what}{ODD}", hint=ODD_HINT)
                    yield found


def known_columns(accounts: Accounts, relation: Levels) -> dict[str, KnownColumn]:
    """Return what is known of the numbers in the columns of a table; nothing where they were not gathered."""
    compared = accounts.plan.comparisons.get(relation)
    if compared is None:
        return dict.fromkeys(relation.columns, KnownColumn(None, NO_NUMBERS))
    known = accounts.known
    return {
        column: KnownColumn(known.single.get(total), known.column(rows))
        for column, total, rows in zip(relation.columns, compared.left, compared.right, strict=True)
    }


def is_odd_one(accounts: Accounts, relation: Levels, place: RowFigure) -> bool:
    """Return whether a row, by its table, code and a column, is the only one that is not the sum of the printed rows below
    it, or it and the one above it are, of all tables with such rows, and the others are not few. Whoever rounds each row
    by itself has more of them, so that this is hardly a tail.

    A row that has money in but one row below it tells nothing, and the same amounts in two tables or columns are one sum.
    """
    exact: set[tuple[str, tuple[Decimal, ...]]] = set()
    odd: list[RowFigure] = []
    for table, columns in tables_down_to(relation.lowest):
        rows = accounts.rows_by_level(table)
        sums = (code for code in rows.below if code and code in rows.by_code)
        for code, column in product(sums, columns):
            whole = rows.by_code[code].fields.get(column)
            parts = [rows.by_code[under].fields.get(column) for under in rows.below[code]]
            known = [
                (part, number)
                for part in parts
                if isinstance(part, Figure) and (number := number_of_value(part.value))
            ]
            if not isinstance(whole, Figure) or len(known) < SEVERAL:
                continue
            if adds_up_as_usual(accounts, whole, [(part, False) for part, _ in known]):
                exact.add((code, tuple(number for _, number in known)))
            else:
                odd.append((table, code, column))
    return len(exact) >= ENOUGH and place in odd and is_of_one_figure(odd)


@lru_cache
def tables_down_to(lowest: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the public tables that add up level by level down to the lowest one, each with its columns."""
    known = (one for rule in RELATIONS for one in rule.relations)
    return tuple(
        (one.table, one.columns)
        for one in known
        if isinstance(one, Levels) and one.lowest == lowest and not one.stated
    )


def is_of_one_figure(odd: Sequence[RowFigure]) -> bool:
    """Return whether one figure stands in all of some sums of rows: as the whole of one, a part of the other."""
    match odd:
        case [_]:
            return True
        case [(table, one, column), (same, other, alike)]:
            return (table, column) == (same, alike) and code_above(other) == one
        case _:
            return False


def judge_stated(accounts: Accounts, rows: CodedRows, code: str, relation: Levels) -> Iterator[Finding]:
    """Return where the row of a code is not the sum of the nearest rows below it, of those that are given."""
    for column in relation.columns:
        whole = rows.by_code[code].fields.get(column)
        if not (code and isinstance(whole, Figure) and whole.given and whole.value is not None):
            continue
        parts = list(nearest_given(rows, code, column))
        if parts and not adds_up_as_usual(accounts, whole, [(one, False) for one in parts]):
            total, cells = accounts.stated(whole), [accounts.stated(one) for one in parts]
            less = add_up(cell.number or ZERO for cell in cells) < (total.number or ZERO)
            found = tell_wrong_sum(total, cells, BELOW, f"{total.name}{relation.mark}")
            yield from ease_errors(found, relation.partial if less else "", False)


def nearest_given(rows: CodedRows, code: str, column: str) -> Iterator[Figure]:
    """Return the figures of a column in the nearest rows below a code that give one."""
    for under in rows.below.get(code, ()):
        figure = rows.by_code[under].fields.get(column)
        if isinstance(figure, Figure) and figure.given and figure.value is not None:
            yield figure
        else:
            yield from nearest_given(rows, under, column)


def lacks_parts(accounts: Accounts, row: Record, column: str, code: str) -> Iterator[Finding]:
    """Return the finding that a row has no rows below it where it should have some; nothing where it is zero itself."""
    total = accounts.of(row, column)
    if total.number:
        level = {0: "类", 3: "款", 5: "项"}[len(code)]
        what, hint = f"下面没有{level}一级的行，不能逐级相加", f"补上{level}一级的行"
        yield unchecked(accounts.called(row.path), what, hint, total.side)
