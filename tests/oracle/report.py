"""A finished report as the oracle reads it: paragraphs with their outline level, tables as grids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph outside tables. level: in the outline, 0 for body text."""

    text: str
    level: int = 0


class Grid(NamedTuple):
    """A table: every position of every row, a merged cell's text standing at each position it covers."""

    rows: tuple[tuple[str, ...], ...]


Report = Sequence[Paragraph | Grid]


def parts(report: Report) -> list[list[Paragraph | Grid]]:
    """REPORT cut before every heading of level 1: the cover and the five parts."""
    found: list[list[Paragraph | Grid]] = [[]]
    for block in report:
        if isinstance(block, Paragraph) and block.level == 1:
            found.append([])
        found[-1].append(block)
    return found


def tight(heading: str) -> str:
    """HEADING without its white space, which no rule prescribes."""
    return "".join(heading.split())
