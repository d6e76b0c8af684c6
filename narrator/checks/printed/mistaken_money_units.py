"""Public tables of a report whose figures are in 元 under a line that says 万元, or nothing, or the other way round: it shows in what the
prose says and the other tables print. They are read in the unit that they are in, and that is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.misplaced import board_of
from narrator.checks.printed.table_data import Reading
from narrator.number import MoneyUnit, in_wan, rounded
from narrator.regex import compile_later
from narrator.tables.money_unit import find_far_off
from narrator.tables.slip_board import ENOUGH
from narrator.tables.slipping import LEFT
from narrator.tables.table_as_read import Fault, PublicTable

AMOUNT = compile_later(r"(?<![\d.])(\d{1,15}(?:\.\d{1,6})?)(万?元)")


def correct_money_units(reading: Reading, lines: Sequence[str]) -> None:
    """Take the figures of public tables for what only so agrees with the prose or with the others, 元 or 万元, and tell of each. lines:
    the prose."""
    for table, stated in find_misstated(reading, lines):
        reading.misstated.append(table.name)
        table.unread = [one for one in table.unread if one.kind != Fault.MONEY_UNIT]  # of which this tells
        label = reading.blueprints[table.name].label
        sides = (Side(label, f"单位：{stated}" if stated else ""), Side("照别处", f"单位：{table.unit}"))
        hint = f"把数换成{MoneyUnit.WAN.value}，或者改正单位；下面按{table.unit}核对"
        what = say_misstated(table, stated)
        reading.findings.append(Finding(Level.ERROR, f"{label} 单位", what, hint, sides, rule="HY-6"))


def find_misstated(reading: Reading, lines: Sequence[str] = ()) -> Iterator[tuple[PublicTable, str]]:
    """Yield the public tables whose figures agree with the prose, or with the others, only in the other unit, which they have then,
    each with the one that it states, "" for none."""
    said = amounts_of(lines)
    for table in reading.public.values():
        stated = table.unit
        if is_said_otherwise(table, said):
            table.unit = other_unit(stated)
            yield table, stated
    for table in find_tables_apart(reading.public):
        stated, wrong = table.unit, board_of(table, reading, lines).wrong
        table.unit = other_unit(stated)
        if wrong < ENOUGH or board_of(table, reading, lines).wrong * LEFT > wrong:
            table.unit = stated
        else:
            yield table, stated


def other_unit(unit: str) -> str:
    """Return 万元 for 元, and 元 for anything else."""
    return MoneyUnit.WAN.value if unit == MoneyUnit.YUAN.value else MoneyUnit.YUAN.value


def amounts_of(lines: Sequence[str]) -> Set[Decimal]:
    """Return the amounts that lines in plain form state with their unit, in 万元."""
    found = (one for line in lines for one in AMOUNT.finditer(line.replace(",", "")))
    return {in_wan(Decimal(one[1]), MoneyUnit(one[2])) for one in found}


def is_said_otherwise(table: PublicTable, said: Set[Decimal]) -> bool:
    """Return whether amounts that are said, in 万元, have figures of a table, half of them or the largest among them, in the unit that
    it does not state, and none in the one that it does."""
    stated, other = table.unit or MoneyUnit.WAN.value, other_unit(table.unit)
    numbers = [abs(one.number) for one in table.figures.values() if one.number and not one.counted]
    if any(said_in(number, stated, said) for number in numbers):
        return False
    found = [number for number in numbers if said_in(number, other, said)]
    return len(found) >= ENOUGH and (len(found) * 2 >= len(numbers) or max(numbers) in found)


def said_in(number: Decimal, unit: str, said: Set[Decimal]) -> bool:
    """Return whether amounts that are said, in 万元, have a number in a unit, and it does not print as nought."""
    amount = rounded(in_wan(number, MoneyUnit(unit)))
    return bool(amount) and amount in said


def say_misstated(table: PublicTable, stated: str) -> str:
    """Return what is wrong with a table in another unit than the stated one, "" for none."""
    return f"这张表的数是以{table.unit}计的，{f'单位写的是{stated}' if stated else '没有写单位'}"


def find_tables_apart(tables: Mapping[str, PublicTable]) -> Iterator[PublicTable]:
    """Yield the tables that may be in the other unit."""
    largest = {
        name: max((abs(one.number) for one in table.figures.values() if one.number), default=Decimal(0))
        * table.factor
        for name, table in tables.items()
    }
    in_yuan = {name for name, table in tables.items() if table.unit == MoneyUnit.YUAN.value}
    for name in find_far_off(largest, in_yuan):
        yield tables[name]
