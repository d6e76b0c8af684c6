"""What is wrong with the public tables of a workbook, for which none of them is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from narrator.checks.printed.mistaken_money_units import find_misstated, say_misstated
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.intake.found_table import FoundTable
from narrator.number import MoneyUnit
from narrator.problem import Problem
from narrator.tables.merged_figures import take_out_merged
from narrator.tables.money_unit import say_no_number
from narrator.tables.table_as_read import Fault


def find_mistaken_money_units(found: list[FoundTable], units: Mapping[str, MoneyUnit]) -> Iterator[Problem]:
    """Yield the tables whose figures agree with the other tables only in another unit than theirs."""
    places = {one.table.name: one.cut.address(0, 0) for one in reversed(found)}
    public = {
        one.table.name: replace(one.table, unit=units[one.table.name].value)
        for one in reversed(found)
        if one.table.name in PUBLIC_TABLES
    }
    for table, stated in find_misstated(Reading(public=public)):
        yield Problem(places[table.name], say_misstated(table, stated), f"改正单位，或者把数换成{stated}")


def find_faulty_cells(found: list[FoundTable]) -> Iterator[Problem]:
    """Yield the cells where a figure should stand and none can be read."""
    for one in found:
        for unread in one.table.unread:
            if unread.kind == Fault.NUMBER:
                why = one.cut.fault(unread.row, unread.column)
                hint = "用Excel打开，算出结果再保存，或者填上数" if why else "改成数；没有就空着"
                yield Problem(
                    one.place(unread.row, unread.column),
                    why or say_no_number(unread.what, one.table.unit),
                    hint,
                )


def find_percentages(found: list[FoundTable]) -> Iterator[Problem]:
    """Yield the figures of public tables that show as percentages: 0.5 is 50% there, and no amount."""
    for one in found:
        for printed in one.table.figures.values():
            if printed.number and one.cut.is_percentage(printed.row, printed.column):
                shown = f"{(printed.number * 100).normalize():f}%"
                hint = "改成金额，格式改成数值；没有就空着"
                yield Problem(
                    one.place(printed.row, printed.column), f"这里是百分数（{shown}），不是金额", hint
                )


def find_merged_figures(found: list[FoundTable]) -> Iterator[Problem]:
    """Yield the merged cells of which nobody knows whose number they print."""
    for one in found:
        take_out_merged(one.table)
        for unread in one.table.unread:
            if unread.kind == Fault.MERGED:
                what = f"这里几个数的格合并成了一格，不知道{unread.what}是哪一格的数"
                yield Problem(one.place(unread.row, unread.column), what, "取消合并，各填各的数")


def find_doubled_tables(found: list[FoundTable]) -> Iterator[Problem]:
    """Yield that two tables claim to be the same one and say other figures in the columns that both have: a form may print
    what is spent in one and what comes in and goes out in another."""
    first: dict[str, FoundTable] = {}
    for one in found:
        other = first.setdefault(one.table.name, one)
        if other is one:
            continue
        both = columns_of_figures(one) & columns_of_figures(other)
        for path, printed in {**other.table.figures, **one.table.figures}.items():
            if printed.parts.column not in both:
                continue
            here, there = one.table.figures.get(path), other.table.figures.get(path)
            values = [(printed.number or Decimal(0)) if printed else Decimal(0) for printed in (here, there)]
            if values[0] != values[1]:
                places = "、".join(
                    f"{table.place(printed.row, printed.column)}是{printed.text or '空的'}"
                    for table, printed in ((other, there), (one, here))
                    if printed
                )
                what = f"工作表“{other.cut.grid.name}”和“{one.cut.grid.name}”都是{one.table.name}，数不同（{places}）"
                alike = columns_of_figures(one) == columns_of_figures(other)
                yield Problem("", what, "留下一张，删掉另一张" if alike else "改成一样的")
                break


def columns_of_figures(one: FoundTable) -> set[str]:
    """Return the columns in which a table prints figures."""
    return {printed.parts.column for printed in one.table.figures.values()}
