"""Lines of a printed report in which several paragraphs of the form stand one behind the other: somebody deleted the
end of a paragraph. Used before the lines are read, so that what a writer wrote at the end of the first one does not
swallow the second."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace

from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Wanted
from narrator.tables.plain import MARK, plain

END = re.compile("[。：:](?=.)")  # behind which a paragraph may begin
BEGIN = 3  # letters by which the beginning of a paragraph is known at a glance
NUMBERED = re.compile(r"[\d（(一二三四五六七八九十]")
LONGEST_MARK = 16  # letters
MOST = 40  # places in one line that are looked at


def separate_lines(
    lines: Sequence[Line], wanted: Sequence[Wanted], is_whole: Callable[[Line], bool]
) -> list[Line]:
    """Return the lines, those cut in which several of the wanted lines stand, each of them whole.

    is_whole: whether a line is one of the wanted ones.
    """
    own = {one.said for one in wanted}
    doubtful = [not (one.written or one.heading or one.own or one.plain in own) for one in lines]
    if not any(doubtful):
        return [*lines]
    begins = {one.begin[:BEGIN] for one in wanted if len(one.begin) >= BEGIN}
    both = zip(lines, doubtful, strict=True)
    return [
        part
        for line, is_doubtful in both
        for part in (cut_joined(line, begins, is_whole) if is_doubtful else [line])
    ]


def cut_joined(line: Line, begins: Set[str], is_whole: Callable[[Line], bool]) -> list[Line]:
    """Return the lines that stand in a line: the line itself when it is not made of several whole ones."""
    ends = list(places(line.text, begins))
    hopeless: set[int] = set()  # the places from which on no cut makes whole lines: each is tried once

    def lines_from(start: int) -> list[Line]:
        """Return the whole lines that a text is made of from a place on; [] when no cut makes whole ones."""
        for end in (*ends, len(line.text)):
            if end <= start or end in hopeless or (start, end) == (0, len(line.text)):
                continue
            part = replace(line, text=line.text[start:end])
            if is_whole(part):
                rest = lines_from(end) if end < len(line.text) else []
                if rest or end == len(line.text):
                    return [part, *rest]
        hopeless.add(start)
        return []

    return (lines_from(0) if ends else []) or [line]


def places(text: str, begins: Set[str]) -> Iterator[int]:
    """Return the places in a text where a paragraph may begin: with a number, or as one of the wanted lines does, by
    its first letters."""
    for found in list(END.finditer(text))[:MOST]:
        place = found.end()
        numbered = NUMBERED.match(text, place)
        if (numbered and MARK.match(plain(text[place : place + LONGEST_MARK]))) or (
            text[place : place + BEGIN] in begins
        ):
            yield place
