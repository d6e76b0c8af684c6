"""What the tables of a printed report say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from narrator.checks.finding import Finding
from narrator.checks.printed.grid import Grid
from narrator.checks.printed.layout import Backwards


@dataclass
class Reading:
    """What the tables of a report say.

    raw: the data, as data.json would hold it. cells: the path of everything that a table prints, blank cells
    too → what a reader calls the place. shown: what is printed there, by path. grids: the tables by layout.
    used: the numbers of the blocks that belong to tables that were recognised (titles, lines, notes).
    """

    raw: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    found: list[tuple[Backwards, Grid, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
