"""The letters of a report as learning compares and reads them: marks of one width, no gaps around numbers, no slips of the pen."""

from __future__ import annotations

import re

from narrator.checks.printed.repairs import REPAIRS

WIDTHS = str.maketrans(
    {"（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "％": "%", "．": ".", "　": " "}
)
GAP = re.compile(r"(?<=[\d%.]) +(?=[^\d\sA-Za-z])|(?<=[^\d\sA-Za-z]) +(?=\d)")
# An option that was left is told by a rule of its own
OF_SLIPS = [one for one in REPAIRS if one.certain or not one.rule]
# What the sentence goes on with
PARTED = re.compile(r"(?:(?<=\d万元)|(?<=\d元))。(?=完成(?:年初|全年|调整)?预算)")


def narrow_marks(text: str) -> str:
    """Return a text with marks of half width, letter by letter."""
    return text.translate(WIDTHS)


def without_gaps(text: str) -> str:
    """Return a text without the blanks that some set around numbers: 2024 年度 is 2024年度."""
    return GAP.sub("", text)


def as_meant(text: str) -> str:
    """Return a text without gaps, and with what it surely lacks: 增长13.95 is 增长13.95%, of 下降（增长） one is left."""
    text = without_gaps(text)
    text = PARTED.sub("，", text)
    for one in OF_SLIPS:
        for found in reversed([*one.found.finditer(narrow_marks(text))]):
            meant = one.meant if isinstance(one.meant, str) else one.meant(found)
            if meant != found[0]:
                text = text[: found.start()] + meant + text[found.end() :]
    return text
