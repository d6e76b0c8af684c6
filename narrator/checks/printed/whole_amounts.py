"""Public tables of a report that print whole 万元 where the others print decimals too: their figures are rounded, and agree with nothing
to the last digit."""

from __future__ import annotations

from collections.abc import Sequence

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.recognised_tables import Seen
from narrator.checks.printed.table_data import Reading
from narrator.number import MoneyUnit
from narrator.tables.table_as_read import PublicTable

ENOUGH = 10  # amounts of a table, none of them nought, that tell how it prints them
FEW = 5  # how many times as many are whole as are not


def take_out_whole_amounts(seen: Sequence[Seen], reading: Reading) -> list[Seen]:
    """Return the tables seen, those that print whole amounts taken for not understood: that is told of each, and nothing that hangs on
    them is judged. None where no other table has decimals, as in a report in whole 万元."""
    counts = {name: count_decimals_of(one) for name, one in reading.public.items()}
    whole = {name for name, (none, some) in counts.items() if none >= ENOUGH and some * FEW <= none}
    if not whole or not any(some > none for none, some in counts.values()):
        return [*seen]
    found: list[Seen] = []
    for one in seen:
        blueprint, public = one.blueprint, one.public
        if blueprint and public and public.name in whole and reading.public.get(public.name) is public:
            del reading.public[public.name]
            reading.torn.add(blueprint.name)
            what = "金额都没有小数，别的表有，与这张表有关的都没有核对"
            hint = "照原始数据写全小数"
            reading.findings.append(
                Finding(Level.ERROR, f"{blueprint.label} 小数位数", what, hint, rule="HY-6")
            )
            one = one._replace(public=None, torn=True)
        found.append(one)
    return found


def count_decimals_of(table: PublicTable) -> tuple[int, int]:
    """Return how many amounts of a table in 万元 have no decimals, and how many have some; noughts are none of them. They are counted until
    it is known that too many have some."""
    none = some = 0
    most = len(table.figures) // FEW
    for one in table.figures.values() if table.unit != MoneyUnit.YUAN.value else ():
        if one.number and not one.counted:
            if "." in one.text:
                some += 1
                if some > most:
                    break
            else:
                none += 1
    return none, some
