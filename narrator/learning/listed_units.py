"""The units of a department that a report lists a line each, where its form prints them in a table or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from narrator.learning.counterparts import PrintedBlock
from narrator.learning.own_names import mark_of
from narrator.tables.plain import plain

PATH = "部门.决算单位"
LEAD = re.compile(r"单位(?:主要)?(?:包括|如下|有)[^。;:]{0,20}:$")  # what stands over them
ENDS = re.compile(r"[。;,]$")


def listed_units(blocks: Sequence[PrintedBlock]) -> dict[int, str]:
    """Return the units that lines list which are none of the base's, by the numbers of the lines; none when but one is listed:
    each has a number before it, and a sentence that says so stands over the first."""
    found = dict(units_below_leads(blocks))
    return found if len(found) > 1 else {}


def units_below_leads(blocks: Sequence[PrintedBlock]) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines below each sentence that says that units follow, up to the first that is no such line."""
    listed = False
    for one in blocks:
        mark, name = mark_of(one.text)
        if listed and mark and not one.level and one.base is None and not ENDS.search(plain(name)):
            yield one.number, name.strip()
        else:
            listed = not one.level and LEAD.search(plain(one.text)) is not None


def take_units(blocks: Sequence[PrintedBlock], data: dict[str, Any]) -> None:
    """Keep the units that lines list in data that have none."""
    if units := listed_units(blocks):
        owner, name = PATH.split(".")
        data.setdefault(owner, {}).setdefault(name, [*units.values()])
