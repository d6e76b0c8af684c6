"""Rows by code that a public table of a report lacks and another has: lent, so that the sentences on them are read.

What is lent is not judged. That the row is not there is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import reduce
from itertools import combinations
from typing import Any, NamedTuple

from narrator.checks.printed.raw_data import create
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import CODE_LENGTHS, CodedShape
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.parts_and_wholes import columns_within, row_parts
from narrator.disclosure.public_tables import BY_FUNCTION, PUBLIC_TABLES
from narrator.disclosure.relation import ROWS, TOTAL
from narrator.disclosure.value import join_path
from narrator.number import MoneyUnit
from narrator.tables.plain import plain
from narrator.tables.row_names import ITEM_IN_PROSE
from narrator.tables.table_as_read import Fault
from narrator.tables.vocabulary import TOTAL_COLUMNS

INCOME, EXPENSE, GRANTED = "收入决算表", "支出决算表", "一般公共预算支出表"
# What is spent of one kind of money stands in the table of all expense as well.
PARTS_OF_EXPENSE = columns_within(EXPENSE)
# A table by code that may be absent, and the one that has its rows, with the columns that say nearly the same.
LENDERS = {
    GRANTED: (EXPENSE, {there: own for own, there in PARTS_OF_EXPENSE[GRANTED].items()}),
    EXPENSE: (GRANTED, PARTS_OF_EXPENSE[GRANTED]),
}
CodedRows = Mapping[str, Mapping[str, Any]]  # by code, and by column
LEVELLED = 2  # lengths of codes, of a table whose rows stand below one another
LONGEST, GROUP = 7, 5  # digits of the code of an item, and of that of its group
MOST_TOGETHER = 4  # rows that may be lost below one
NO_ITEMS: Mapping[str, str] = {}
MISTYPED = "AD-1"  # the rule of a row that is there under another code


class MissingRow(NamedTuple):
    """A row by code that a table lacks, of that code; or codes, one above the other. what: how it shows. hint: what to do. rule: of
    which it is a finding."""

    table: str
    code: str
    what: str
    hint: str = "补上这一行，或者改正编码"
    rule: str = "ST-4"


def lend_tables(reading: Reading) -> None:
    """Give a table of expense by code that is not in the report the rows of the one that is."""
    for lacking, (there, columns) in LENDERS.items():
        if lacking in reading.lacking and there not in reading.lacking:
            for code in reading.raw[there].get(ROWS, {}):
                lend_row(reading, lacking, there, code, columns)


def lend_rows(reading: Reading, told_items: Mapping[str, str] = NO_ITEMS) -> list[MissingRow]:
    """Give a table by code the rows that it lacks, and return each once: that it is not there is all that is wrong. Of a table
    that slipped that is told, and none is returned.

    What is spent of one kind of money stands in the table of all expense as well. Above a row stand those of its class
    and group, where a table prints such at all. told_items: the names of the items that the prose tells of, by code.
    """
    tables = [name for name, one in reading.blueprints.items() if one.table and name not in reading.lacking]
    printed = {name: rows_read(reading, name) for name in tables}
    found: list[MissingRow] = []
    told: set[tuple[str, str]] = set()  # tables, each with the code of a row that has another one there
    if expense := printed.get(EXPENSE):
        parts = [(there, columns, printed.get(there, {})) for there, columns in PARTS_OF_EXPENSE.items()]
        gone: list[str] = []
        for there, columns, rows in parts:
            spent = list(lend_spent_rows(reading, there, columns, rows, expense, gone))
            told |= {(there, one.code) for one in spent if one.rule == MISTYPED}
            found += spent
        for table in (INCOME, *PARTS_OF_EXPENSE):
            left = left_of_expense(expense, [part for part in parts if part[0] != table])
            found += lend_lost_rows(
                reading, table, printed.get(table, {}), left if table != INCOME else expense
            )
        earned = {code: row[ITEM_NAME] for code, row in printed.get(INCOME, {}).items() if ITEM_NAME in row}
        income = reading.blueprints[INCOME].label if earned else ""
        for lender, named in ((income, earned), ("正文", told_items)):
            items = {code: {ITEM_NAME: name} for code, name in named.items() if code not in expense}
            for table in (INCOME, EXPENSE, *PARTS_OF_EXPENSE) if items else ():
                if len({len(code) for code in printed.get(table, ())}) < LEVELLED:
                    continue  # it lists classes alone
                found += lend_lost_rows(reading, table, rows_read(reading, table), items, lender)
    of_all = {len(code) for name in BY_FUNCTION for code in printed.get(name, ())}
    for table, rows in printed.items():
        now = rows_read(reading, table)
        own = columns_with_content(now)
        levels = {len(code) for code in now}
        if table in BY_FUNCTION and len(levels) >= LEVELLED:
            levels = of_all  # the only row of a level may be the one that is not there
        lengths = sorted(levels.intersection(lengths_of_codes(table)))
        for code in now:
            above = [code[:length] for length in lengths] if len(code) in lengths else []
            if lacking := [one for one in above if not has_row(reading, table, one)]:
                words = "、".join(lacking)
                if (
                    code in rows and (table, lacking[-1]) not in told
                ):  # of one that was lent another table tells
                    found.append(MissingRow(table, words, f"有{code}，却没有它上级的{words}这一行"))
                for one in reversed(lacking):
                    lend_row_above(reading, table, one, printed.values())
                    leave_unread(reading, table, one, own)
    return [one for one in found if not has_slipped(reading, one.table)]


def lengths_of_codes(table: str) -> Sequence[int]:
    """Return how many digits the codes of a table may have: other than most those of 基本支出表."""
    shape = PUBLIC_TABLES[table].fields.get(ROWS) if table in PUBLIC_TABLES else None
    return shape.lengths if isinstance(shape, CodedShape) else CODE_LENGTHS


def lend_spent_rows(
    reading: Reading,
    there: str,
    columns: Mapping[str, str],
    rows: CodedRows,
    expense: CodedRows,
    gone: list[str],
) -> Iterator[MissingRow]:
    """Give the table of all expense the rows of the table of one kind of money that it lacks, and yield each: under the code
    that it has there where it is only that, which the other table lacks then.

    columns: of the table and of that of all expense. gone: the codes of which no row below is there either, which are told with it;
    those that are found are added.
    """
    own = columns_with_content(expense)
    for code, row in rows.items():
        if has_row(reading, EXPENSE, code) or not any(row.get(column) for column in columns):
            continue
        name, label = row.get(ITEM_NAME, ""), reading.blueprints[there].label
        if other := named_otherwise(expense, name, code, rows):
            what = f"“{name}”这里的编码是{other}，{label}里是{code}"
            yield MissingRow(EXPENSE, other, what, "核对编码", MISTYPED)
        elif not any(code.startswith(one) for one in gone):
            gone += [code] if is_gone(code, expense) else []
            yield MissingRow(EXPENSE, code, f"没有{words_of_lost(code, name, rows, gone)}，{label}里有")
        lend_row(reading, EXPENSE, there, code, columns)
        leave_unread(reading, EXPENSE, code, own)


def is_gone(code: str, rows: CodedRows) -> bool:
    """Return whether a table has no row of a code and none below it."""
    return not any(one.startswith(code) for one in rows)


def words_of_lost(code: str, name: str, there: CodedRows, gone: Collection[str]) -> str:
    """Return what a table lacks that has no row of a code, and, of those that are gone, none of the rows below that another one has."""
    below = code in gone and any(one.startswith(code) and one != code for one in there)
    return f"“{code} {name}”这一行" + ("和它下面的各行" if below else "")


def items_told(lines: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    """Return the items (项) that lines in plain form tell of behind their groups (款), of those names by code."""
    found = (one for line in lines if "(类)" in line for one in ITEM_IN_PROSE.finditer(line))
    told = {(one["group"], one["item"]) for one in found}
    items = {item for _, item in told}
    return {
        code: name
        for code, name in names.items()
        if len(code) == LONGEST
        and plain(name) in items
        and (plain(names.get(code[:GROUP], "")), plain(name)) in told
    }


def lend_lost_rows(
    reading: Reading, table: str, rows: CodedRows, expense: CodedRows, namer: str = ""
) -> Iterator[MissingRow]:
    """Give a table the rows of the table of all expense that it lost, and yield each: one that stands below a row
    whose sums are short, in every column by what a row may hold.

    Of several that the other table has, it is the one that holds just what is short. namer: who tells of
    them where they are no rows of that table but names, without amounts: a row is lost where the only one of them is.
    """
    whole, columns = TOTAL_COLUMNS[table], {} if namer else PARTS_OF_EXPENSE.get(table, {})
    lender = namer or reading.blueprints[EXPENSE].label
    lengths, unit = sorted({len(code) for code in rows}), reading.raw.get("金额单位", MoneyUnit.WAN.value)
    own, total = columns_with_content(rows), reading.raw.get(table, {}).get(TOTAL, {})
    every = row_parts(table, whole)
    parts = [one for one in every if one in own or one in total]
    above = dict(zip(lengths, (0, *lengths), strict=False))  # how long the codes of the level above one are
    inside: dict[str, list[str]] = defaultdict(list)
    for one in rows:
        inside[one[: above[len(one)]]].append(one)
    for code, row in {"": total, **rows}.items() if rows else ():
        level = next((length for length in lengths if length > len(code)), 0)
        if not level or whole not in row:
            continue
        below = inside[code]
        paths = (reduce(join_path, (table, ROWS, one, whole)) for one in below)
        unread = reading.unread and not reading.unread.isdisjoint(paths)
        if unread and not has_slipped(reading, table):
            continue
        # Each of them is rounded, and so are the row that is lost and its sum.
        near = reading.step / 2 * (len(below) + 3)
        if row[whole] - sum([rows[one].get(whole, 0) for one in below]) <= near:
            continue
        short = {
            column: row.get(column, 0) - sum(rows[one].get(column, 0) for one in below)
            for column in (whole, *parts)
        }
        beside = reduce(join_path, (table, ROWS, code) if code else (table, TOTAL))
        seen = all(join_path(beside, column) in reading.cells for column in every)
        wide = reading.step / 2 * (sum(bool(row.get(column)) for column in every) + 1)
        if every and seen and abs(row[whole] - sum(row.get(column, 0) for column in every)) > wide:
            continue  # the row itself does not add up: no other one makes it do so
        added = sum(short[column] for column in parts) if parts else short[whole]
        if min(short.values()) < -near or abs(short[whole] - added) > near * len(short):
            continue
        lost = {
            one: [other.get(there, 0) - short[here] for here, there in columns.items() if here in short]
            for one, other in expense.items()
            if len(one) == level and one.startswith(code)
            if is_gone(one, rows)
        }
        may = [one for one, more in lost.items() if all(number >= -near for number in more)]
        just = [one for one in may if columns and max(lost[one]) <= near]
        if len(found := just or may) == 1:
            name = expense[found[0]].get(ITEM_NAME, "")
            what = words_of_lost(found[0], name, expense, found)
            what = f"没有{what}，{lender}里有，上级比下面各行之和多{short[whole]:f}{unit}"
            yield MissingRow(table, found[0], what)
            held = {column: max(number, 0) for column, number in short.items()}
            create_row(reading, table, found[0]).update({ITEM_NAME: name, **held} if name else held)
            leave_unread(reading, table, found[0], own)
            for one in () if namer else expense:
                if len(one) in lengths and one.startswith(found[0]) and one != found[0]:
                    lend_row(reading, table, EXPENSE, one, {there: here for here, there in columns.items()})
                    leave_unread(reading, table, one, own)
        elif not namer and (
            several := find_several(lost, [short[one] for one in columns if one in short], near)
        ):
            words = "、".join(f"“{one} {expense[one].get(ITEM_NAME, '')}”" for one in several)
            what = f"没有{words}这{len(several)}行，{lender}里有，上级比下面各行之和多{short[whole]:f}{unit}"
            yield MissingRow(table, "、".join(several), what, "补上漏了的行，或者改正编码")
            for one in several:
                lend_row(reading, table, EXPENSE, one, {there: here for here, there in columns.items()})
                leave_unread(reading, table, one, own)


def find_several(
    lost: Mapping[str, Sequence[Decimal]], short: Sequence[Decimal], near: Decimal
) -> Sequence[str]:
    """Return which of the rows that another table has are lost together: those that hold just what is short, or all, where each is
    needed for that; and where nobody knows what each should hold, all. None where there are many, or it may be some or others.

    lost: how much more than what is short each of them holds."""
    if not 1 < len(lost) <= MOST_TOGETHER:
        return ()
    if not short:
        return tuple(lost)

    def beyond(some: Collection[str]) -> list[Decimal]:
        """Return how much more than what is short rows hold together, column by column."""
        return [sum((lost[one][at] for one in some), (len(some) - 1) * gap) for at, gap in enumerate(short)]

    far = near * len(lost)
    sets = [some for many in range(2, len(lost) + 1) for some in combinations(lost, many)]
    just = [some for some in sets if max(map(abs, beyond(some))) <= far]
    if len(just) == 1:
        return just[0]
    needed = all(min(beyond([one for one in lost if one != left])) < -far for left in lost)
    return tuple(lost) if not just and needed and min(beyond(lost)) >= -far else ()


def left_of_expense(
    expense: CodedRows, parts: Iterable[tuple[str, Mapping[str, str], CodedRows]]
) -> CodedRows:
    """Return the rows of the table of all expense with what is left of them without some kinds of money, those of which something
    is. parts: of each kind its table, its columns with those of all expense, its rows."""
    found = {code: dict(row) for code, row in expense.items()}
    for _, columns, rows in parts:
        for code, row in rows.items():
            for own, there in columns.items() if code in found else ():
                if there in found[code]:
                    found[code][there] -= row.get(own, 0)
    return {code: row for code, row in found.items() if row == expense[code] or is_left(row)}


def is_left(row: Mapping[str, Any]) -> bool:
    """Return whether a row has an amount above nought."""
    return any(isinstance(number, Decimal) and number > 0 for number in row.values())


def lend_row_above(reading: Reading, table: str, code: str, names: Iterable[CodedRows]) -> None:
    """Give a table a row by code that those below it want above them: with the sums of the next level below, and the
    name that one of other tables gives it."""
    rows = rows_read(reading, table)
    level = min(len(one) for one in rows if len(one) > len(code) and one.startswith(code))
    below = [row for one, row in rows.items() if len(one) == level and one.startswith(code)]
    columns = columns_with_content(rows) - {ITEM_NAME}
    sums = {column: sum((row.get(column, 0) for row in below), Decimal(0)) for column in columns}
    named = [name for other in names if (name := other.get(code, {}).get(ITEM_NAME))]
    create_row(reading, table, code).update(sums | ({ITEM_NAME: named[0]} if named else {}))


def rows_read(reading: Reading, table: str) -> dict[str, dict[str, Any]]:
    """Return the rows by code that were read of a table, as they are now; none that another table prints part of."""
    rows = reading.raw.get(table, {}).get(ROWS, {})
    own = reading.codes.get(table, rows)
    return {code: row for code, row in rows.items() if code in own}


def has_row(reading: Reading, table: str, code: str) -> bool:
    """Return whether a table has a row of that code by now, read or lent."""
    return code in reading.codes.get(table, reading.raw.get(table, {}).get(ROWS, {}))


def named_otherwise(printed: CodedRows, name: str, code: str, there: Mapping[str, Any]) -> str | None:
    """Return the code beside which the name of another table's row is printed, when that table does not have it; None
    when there is none of its level.
    """
    return next(
        (
            other
            for other, row in printed.items()
            if name and row.get(ITEM_NAME) == name and len(other) == len(code) and other not in there
        ),
        None,
    )


def has_slipped(reading: Reading, table: str) -> bool:
    """Return whether figures of a table slipped against its names: with these a row may have been lost, and what is kept of the
    others is what they most likely are."""
    public = reading.public.get(table)
    return public is not None and any(one.kind == Fault.SLIPPED and not one.path for one in public.unread)


def create_row(reading: Reading, table: str, code: str) -> dict[str, Any]:
    """Return the row by code of a table, to put in it what is lent; it is one of the table's then."""
    reading.codes.setdefault(table, {*reading.raw.get(table, {}).get(ROWS, {})}).add(code)
    row: dict[str, Any] = create(reading.raw, (table, ROWS, code))
    return row


def leave_unread(reading: Reading, table: str, code: str, columns: Set[str]) -> None:
    """Keep that nothing is known of a row by code: what the other rows of the table have in their columns."""
    create_row(reading, table, code)
    reading.unread |= {reduce(join_path, (table, ROWS, code, name)) for name in columns}


def columns_with_content(rows: CodedRows) -> Set[str]:
    """Return the columns in which the rows of a table have anything, their names among them."""
    return {ITEM_NAME}.union(*rows.values())


def lend_row(reading: Reading, lacking: str, there: str, code: str, columns: Mapping[str, str]) -> None:
    """Give a table a row of another's: the sentences on it are composed, and so each is known for what it is, and
    nothing is judged. columns: those that say nearly the same, by the other's.
    """
    row, path = reading.raw[there][ROWS][code], reduce(join_path, (lacking, ROWS, code))
    lent = create_row(reading, lacking, code)
    lent |= {ITEM_NAME: row[ITEM_NAME]} if ITEM_NAME in row else {}
    lent |= {own: row[column] for column, own in columns.items() if column in row}
    reading.unread |= {join_path(path, own) for own in columns.values()}
