"""Literal numbering of headings and paragraphs, as official documents have it (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

from narrator.numerals import write_numeral

# The marks that a template writes, and the level that each counts on; a mark without a level counts alone. Attachments
# stand above all: what is in one is numbered by itself.
MARKS = {"一、": 1, "（一）": 2, "1.": 3, "1、": 3, "（1）": 4, "①": 5, "附表1": None, "附件1": 0}
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"  # there are more, which few fonts have
BELOW = {
    mark: [
        other for other, lower in MARKS.items() if level is not None and lower is not None and lower > level
    ]
    for mark, level in MARKS.items()
}
# What a form prints for them whose parts are numbered 一、: all that is in a part stands a level lower.
LOWERED = {
    "一、": "（一）",
    "（一）": "1.",
    "1.": "（1）",
    "1、": "（1）",
    "附表1": "附表1",
    "附件1": "附件1",
}


class Numbering:
    """The numbers given so far. They count by themselves: when an item is not there, the next one takes its
    number.

    lowered: whether the marks below the headings of parts are printed one level lower.
    """

    def __init__(self, lowered: bool = False) -> None:
        self.lowered = lowered
        self.counts: dict[str, int] = {}
        self.parts = 0

    def restart(self) -> None:
        """Begin a new part of the report: every level starts at 1 again, attachments and their tables go on."""
        self.counts = {mark: n for mark, n in self.counts.items() if not MARKS[mark]}

    def part(self, mark: str) -> str:
        """Return the number of the next of the parts that are numbered, in the style of a mark."""
        self.parts += 1
        return written(mark, self.parts)

    def next(self, mark: str) -> str:
        """Return the next number in the style of a mark; numbers on the levels below it start again. Raises ValueError when
        no number stands a level lower."""
        if self.lowered:
            if mark not in LOWERED:
                raise ValueError(f"编号降一级的格式里没有比“{mark}”更低的编号")
            mark = LOWERED[mark]
        self.counts[mark] = number = self.counts.get(mark, 0) + 1
        for other in BELOW[mark]:
            self.counts.pop(other, None)
        return written(mark, number)


def written(mark: str, number: int) -> str:
    """Return a number in the style of a mark."""
    if "一" in mark:
        return mark.replace("一", write_numeral(number))
    if mark in CIRCLED:
        return CIRCLED[number - 1] if number <= len(CIRCLED) else f"({number})"
    return mark.replace("1", str(number)) + ("" if MARKS[mark] else "　")
