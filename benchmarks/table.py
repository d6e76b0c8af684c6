"""Tables for the terminal, in which a Chinese character takes two columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

Row = Sequence[str]


class Table(NamedTuple):
    """A table with a heading row; its first column is aligned left, the others right."""

    head: Row
    rows: Sequence[Row]

    def __str__(self) -> str:
        every = [self.head, *self.rows]
        widths = [max(map(columns, cells)) for cells in zip(*every, strict=True)]
        rule = "─" * (sum(widths) + 3 * len(widths) - 3)
        lines = [
            "   ".join(
                cell + space if place == 0 else space + cell
                for place, (cell, space) in enumerate(
                    (cell, " " * (width - columns(cell))) for cell, width in zip(row, widths, strict=True)
                )
            )
            for row in every
        ]
        return "\n".join([lines[0], rule, *lines[1:]])


def columns(string: str) -> int:
    """How many columns of a terminal STRING takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in string)


def shown(seconds: float) -> str:
    """SECONDS in the unit that suits them."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1000:.1f} ms" if seconds >= 0.002 else f"{seconds * 1000:.2f} ms"
