"""Amounts of sentences in 万元 whose unit has lost a letter, or has a wrong one: 3869.22元 where a table prints 3869.22万元. They are read
as what they are; of the unit `word_mistakes` tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from narrator.checks.printed.lines import Line
from narrator.checks.printed.repairs import IN_WAN, IN_YI, IN_YUAN, is_of_each, repaired
from narrator.number import MoneyUnit, read_digits
from narrator.tables.plain import plain, unnumbered
from narrator.tables.table_as_read import PublicTable

IN_OTHER_UNIT = re.compile(r"[\d亿]\s*元")


def correct_mistyped_units(lines: Sequence[Line], tables: Iterable[PublicTable]) -> None:
    """Read the lines of a report in 万元 with that unit where another one can only be a slip, see `is_slip`, by what its tables
    print."""
    if not IN_OTHER_UNIT.search("\n".join([line.text for line in lines])):  # as in most reports
        return
    printed = {
        abs(one.number) * table.factor
        for table in tables
        for one in table.figures.values()
        if one.number and not one.counted
    }

    def correct(found: re.Match[str]) -> str:
        """Return an amount with the unit that it is in."""
        return f"{found['number']}{MoneyUnit.WAN.value}" if is_slip(found, printed) else found.group()

    for line in lines:
        if line.unit is MoneyUnit.WAN and IN_OTHER_UNIT.search(line.text):
            text = plain(line.text)
            for one in (IN_YUAN, IN_YI):
                text = one.found.sub(correct, text)
            line.plain = repaired(unnumbered(text), line.unit)


def is_slip(found: re.Match[str], printed: Collection[Decimal]) -> bool:
    """Return whether an amount can only be in 万元: a table prints its number, or it is more than all that the tables print. printed:
    their numbers, in 万元."""
    number, wan_in_unit = read_digits(found["number"]), IN_WAN[found["unit"]]
    too_much = wan_in_unit > 1 and number * wan_in_unit > max(printed, default=number)
    return not is_of_each(found) and (number in printed or too_much)
