"""Two items of 一般公共预算支出表 whose amounts the prose has the other way round: nothing but the prose tells it where the other tables
have them as this one does. Whether the tables are wrong or the prose, nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from narrator.regex import compile_later
from narrator.tables.plain import plain
from narrator.tables.table_as_read import Across, Fault, Printed, PublicTable, Unread
from narrator.tables.vocabulary import TOTAL_COLUMNS

AMOUNT = compile_later(r"(?<![\d.])\d+\.\d\d(?!\d)")  # in plain form, as a line prints it
ITEM = compile_later(r"(?<![^()])([^()]++)\(项\)")
LONGEST, GROUP = 7, 5  # digits of the code of an item, and of that of its group


def take_out_exchanged_items(table: PublicTable, lines: Iterable[str]) -> dict[str, Decimal | None]:
    """Take the figures of two items (项) of one group, of which the prose tells those of one another, out of a table, and note it. Return by
    their paths the numbers as the prose has them, None for a blank; nothing where there are no such two. lines: the prose, in plain form."""
    items = printed_items(table)
    said = said_of_items(items, lines)
    doubtful = [one for one in items if said[plain(one.label)] and not is_said(one, one, said)]
    pairs = [
        (one, other)
        for one, other in combinations(doubtful, 2)
        if one.parts.row[:GROUP] == other.parts.row[:GROUP]
        and is_said(one, other, said)
        and is_said(other, one, said)
    ]
    many = Counter(one.row for pair in pairs for one in pair)
    found: dict[str, Decimal | None] = {}
    for upper, lower in pairs:
        if many[upper.row] == many[lower.row] == 1:  # else nobody knows of which other one
            found |= exchange_figures(table, upper.row, lower.row)
            told = Unread(
                Fault.SLIPPED, upper.label, upper.row, upper.column, until=lower.label, across=Across.SAID
            )
            table.unread.append(told)
    return found


def exchange_figures(table: PublicTable, one: int, other: int) -> dict[str, Decimal | None]:
    """Take the figures of two rows out of a table. Return by their paths those of the other row, None for a blank."""
    numbers = {(printed.row, printed.column): printed.number for printed in table.figures.values()}
    turned = {one: other, other: one}
    taken = {path: printed for path, printed in table.figures.items() if printed.row in turned}
    for path in taken:
        del table.figures[path]
    return {path: numbers.get((turned[printed.row], printed.column)) for path, printed in taken.items()}


def printed_items(table: PublicTable) -> Sequence[Printed]:
    """Return what a table prints as the amounts of its items (项), from its first row to its last."""
    amounts = [
        one
        for one in table.figures.values()
        if one.number and one.parts.column == TOTAL_COLUMNS[table.name] and len(one.parts.row) == LONGEST
    ]
    return sorted(amounts, key=lambda one: one.row)


def is_said(one: Printed, other: Printed, said: Mapping[str, set[str]]) -> bool:
    """Return whether the prose tells the amount of one item of another one."""
    return f"{one.number:.2f}" in said[plain(other.label)]


def said_of_items(items: Sequence[Printed], lines: Iterable[str]) -> Mapping[str, set[str]]:
    """Return the amounts that lines tell of each item, by its name; of one that they do not name, those of names that no item bears."""
    said = amounts_said(lines)
    names = {plain(one.label) for one in items}
    others = {amount for name, amounts in said.items() if name not in names for amount in amounts}
    return {name: said.get(name, others) for name in names}


def amounts_said(lines: Iterable[str]) -> dict[str, set[str]]:
    """Return the amounts that lines, in plain form, tell of items (项), by the name of the item."""
    said: dict[str, set[str]] = {}
    for line in lines:
        for name in ITEM.findall(line):
            said.setdefault(name, set()).update(AMOUNT.findall(line.replace(",", "")))
    return said
