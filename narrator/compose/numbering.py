"""Literal numbering of headings and paragraphs, as official documents have it (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

from narrator.numerals import write_numeral

# The marks that a template writes, and the level that each counts on; a mark without a level counts alone.
MARKS = {"一、": 1, "（一）": 2, "1.": 3, "1、": 3, "（1）": 4, "附表1": None}


class Numbering:
    """The numbers given so far. They count by themselves: when an item is not there, the next one takes its
    number.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def restart(self) -> None:
        """Begin a new part of the report: every level starts at 1 again."""
        self.counts = {mark: n for mark, n in self.counts.items() if MARKS[mark] is None}

    def next(self, mark: str) -> str:
        """Return the next number in the style of a mark; numbers on the levels below it start again."""
        level = MARKS[mark]
        self.counts[mark] = number = self.counts.get(mark, 0) + 1
        if level is not None:
            for other, other_level in MARKS.items():
                if other_level is not None and other_level > level:
                    self.counts.pop(other, None)
        if "一" in mark:
            return mark.replace("一", write_numeral(number))
        return mark.replace("1", str(number)) + ("　" if level is None else "")
