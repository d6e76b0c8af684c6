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
    begins = {one.begin[:BEGIN] for one in wanted if len(one.begin) >= BEGIN}
    return [part for line in lines for part in cut(line, begins, is_whole)]


def cut(line: Line, begins: Set[str], is_whole: Callable[[Line], bool]) -> list[Line]:
    """Return the lines that stand in a line: the line itself when it is not made of several whole ones."""
    if line.written or line.heading or line.own:
        return [line]
    for place in places(line.text, begins):
        after = part_of(line, line.text[place:])
        if is_whole(part_of(line, line.text[:place])):
            rest = cut(after, begins, is_whole)
            if len(rest) > 1 or is_whole(after):
                return [part_of(line, line.text[:place]), *rest]
    return [line]


def part_of(line: Line, text: str) -> Line:
    """Return a part of a line as a line."""
    return replace(line, text=text)


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
