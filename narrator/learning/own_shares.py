"""Shares in a paragraph that a report words itself: of which whole they are."""

from __future__ import annotations

import re
from decimal import Decimal

from narrator.checks.printed.statement import StatedFigure
from narrator.learning.own_facts import write_fact
from narrator.learning.rewording import Rewording
from narrator.learning.stated_facts import SHARE, StatedFact


def write_share(rewording: Rewording, part: StatedFigure, found: re.Match[str]) -> int:
    """Write a share of something, and return where it ends; 0 when it can not be said of what."""
    if rewording.subject is None:
        return 0
    begin = rewording.flat.rfind("占", part.start, found.start())
    whole = rewording.text[begin + 1 : found.start()].removesuffix("比例").rstrip("的为比重")
    numbers = {found.span(): ("比例", Decimal(found[0]))}
    return write_fact(rewording, StatedFact(SHARE, begin, part.end, None, numbers, whole=whole))
