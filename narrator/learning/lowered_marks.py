"""Numbers of a report whose base prints them a level lower than its marks say (编号降一级): whether the report does so too, and
its lines with the marks that a template writes for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from narrator.compose.numbering import LOWERED, MARKS
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.own_names import mark_of
from narrator.learning.table_places import around_tables

PART = 1  # the level of the headings of parts, which are counted by themselves
MARKED = re.compile(r"^(?:#{1,4} )?\[(" + "|".join(map(re.escape, MARKS)) + r")\]")
# As 1. is, by the first that has it
RAISED = {lower: mark for mark, lower in LOWERED.items() if mark != "1、"}


def are_lowered(blocks: Sequence[PrintedBlock]) -> bool:
    """Return whether most lines of a report that are the base's print their numbers a level lower than the base's templates say."""
    votes = 0
    for one in blocks:
        source = one.base.paragraph.source if one.base and one.base.paragraph else ""
        if one.level != PART and (own := MARKED.match(source)):
            printed = mark_of(one.text)[0]
            votes += printed == f"[{LOWERED.get(own[1])}] "
            votes -= printed == f"[{own[1]}] "
    return votes > 0


def raise_marks(blocks: Sequence[PrintedBlock]) -> None:
    """Give the lines of a report whose numbers are lowered those that the base's templates write for them. What stands around
    tables is printed as it is; titles that are headings are numbered."""
    fixed = around_tables(blocks)
    for one in blocks:
        mark, rest = mark_of(one.text)
        raised = RAISED.get(mark.strip("[] "))
        counted = one.level > PART or (not one.level and one.number not in fixed)
        if one.line is not None and counted and raised:
            one.line = replace(one.line, text=f"{raised}{rest}")
