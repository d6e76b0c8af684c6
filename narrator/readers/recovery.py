"""All that keeps a text from being JSON, in one run: behind each mistake the text is read on as it was meant to be.

What was meant is only guessed to find the next mistake; nothing of a text with a mistake is ever used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import east_asian_width

from narrator.bounds import LARGEST_TEXT
from narrator.problem import Problem
from narrator.readers.positions import TOKEN
from narrator.readers.syntax import ENDED, MISSING, NAMELESS, Mend, SyntaxMistake, explain_mistake, line_end

MOST_SLIPS = 50  # that one run tells
MOST_WORK = 4 * LARGEST_TEXT  # characters that are read for them, again and again
BEFORE, AROUND = 30, 60  # characters of a long line that are shown before a mistake, and altogether


class Mended:
    """A text with edits in it, of which every position is known in the text as it was."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.made: list[tuple[int, int, int]] = []  # from where, up to where, and by how much longer

    def edit(self, edits: Sequence[Mend]) -> None:
        """Make edits, which do not overlap."""
        for start, end, text in sorted(edits, reverse=True):
            longer = len(text) - (end - start)
            self.text = self.text[:start] + text + self.text[end:]
            self.made = [
                (a + longer, b + longer, more) if a >= end else (a, b, more) for a, b, more in self.made
            ]
            self.made.append((start, start + len(text), longer))

    def origin(self, position: int) -> int:
        """Return where the character at a position stood in the text as it was."""
        return max(position - sum(longer for _, end, longer in self.made if position >= end), 0)

    def is_made(self, position: int) -> bool:
        """Return whether an edit put the character at a position there, or took away one beside it."""
        return any(start - 1 <= position < max(end, start + 1) for start, end, _ in self.made)


def find_mistakes(text: str) -> list[Problem]:
    """Return everything that keeps a text from being JSON, as far as one can read on, each with its line; [] when it
    is JSON."""
    if not text.strip():
        return [Problem("", "文件是空的", "检查是不是选错了文件")]
    mistakes = sorted(gather_mistakes(text), key=lambda mistake: mistake.position)
    lines = groupby(mistakes, key=lambda mistake: (text.count("\n", 0, mistake.position) + 1, mistake.hint))
    return [line_problem(text, line, list(together)) for (line, _), together in lines]


def gather_mistakes(text: str) -> Iterator[SyntaxMistake]:
    """Yield the mistakes of a text, each with its position in it, in the order in which a parser meets them.

    What stands right behind a mistake, or can not be told and stands in its line, is taken for the same one.
    """
    mended = Mended(text)
    work = told = reached = 0
    line_before, sure = -1, True
    for _ in range(2 * MOST_SLIPS):
        work += len(mended.text)
        try:
            json.loads(mended.text, parse_float=str, parse_int=str)
            return
        except RecursionError:
            return
        except json.JSONDecodeError as error:
            mistake = explain_mistake(error)
        place = mended.origin(mistake.position)
        line = text.count("\n", 0, place)
        at_end = mistake.position == len(mended.text)
        if at_end:
            mistake = find_unclosed(mended.text) or mistake
            place = mended.origin(mistake.position)
        if not sure and is_shifted(mended.text, mistake):
            return  # a bracket was guessed wrong
        is_same = line == line_before and (not mistake.edits or not text[min(reached, place) : place].strip())
        is_same = is_same or mended.is_made(mistake.position)
        if not (is_same or (at_end and not sure)):
            yield mistake._replace(position=place)
            told += 1
        if told == MOST_SLIPS or work > MOST_WORK or at_end:
            return
        edits = mistake.edits if mistake.edits and not is_same else stand_in(mended.text, mistake.position)
        sure = sure and bool(mistake.edits) and mistake.what not in (MISSING, ENDED)
        line_before = line
        reached = mended.origin(max((edit.end for edit in mistake.edits), default=mistake.position))
        if not edits:
            return
        mended.edit(edits)


def is_shifted(text: str, mistake: SyntaxMistake) -> bool:
    """Return whether a mistake is that a line, whole in itself, is no member where members are expected, or no item."""
    before = text[text.rfind("\n", 0, mistake.position) + 1 : mistake.position].strip()
    is_first = not before or (before.count('"') == 2 and before[0] == before[-1] == '"')
    return mistake.what in (MISSING, NAMELESS) and is_first


def stand_in(text: str, position: int) -> tuple[Mend, ...]:
    """Return the edit that puts something in the place of the line of a position, for what stands there can not be
    told; none when a line is no member and no item."""
    begin = text.rfind("\n", 0, position) + 1
    end = line_end(text, position)
    line = text[begin:end].strip()
    holder = open_bracket(text[:begin])
    if not begin or not holder:
        return ()
    bare, comma = line.removesuffix(","), "," if line.endswith(",") else ""
    if bare.endswith(("{", "[")) and bare[:-1].rstrip()[-1:] in ("", ":"):
        put, comma = bare[-1], ""
    elif not any(char.isalnum() for char in bare) and bare.endswith(("}", "]")):
        return (Mend(begin, end, bare[-1] + comma),)
    else:
        put = "null"
        comma = "" if text[end:].lstrip()[:1] in ("}", "]") else ","
    return (Mend(begin, end, (f'"{begin}": ' if holder == "{" else "") + put + comma),)


def open_bracket(text: str) -> str:
    """Return the bracket in which a text ends; "" when nothing is open there."""
    above: list[str] = []
    for match in TOKEN.finditer(text):
        if match.group() in "[{":
            above.append(match.group())
        elif match.group() in "]}" and above:
            above.pop()
    return above[-1] if above else ""


def find_unclosed(text: str) -> SyntaxMistake | None:
    """Return the bracket in a text, all of it read, that nothing closes, when the indentation tells which one that is. None
    when it does not tell."""
    above: list[tuple[int, int]] = []  # of what is open: how far its line is indented, and where it begins
    for match in TOKEN.finditer(text):
        if match.group() in "[{":
            above.append((indentation(text, match.start()), match.start()))
        elif match.group() in "]}" and above:
            deep, begin = above.pop()
            line = text.rfind("\n", 0, match.start()) + 1
            if not text[line : match.start()].strip() and match.start() - line < deep:
                what, hint = f"的“{text[begin]}”没有合上", "在这一组的末尾补上括号"
                return SyntaxMistake(begin, what, hint)
    return None


def indentation(text: str, position: int) -> int:
    """Return how many blanks the line of a position begins with."""
    line = text[text.rfind("\n", 0, position) + 1 : position]
    return len(line) - len(line.lstrip())


def line_problem(text: str, number: int, mistakes: Sequence[SyntaxMistake]) -> Problem:
    """Return the mistakes of one kind in a line as a problem that shows the line."""
    first = mistakes[0]
    begin = text.rfind("\n", 0, first.position) + 1
    end = text.find("\n", first.position)
    line = text[begin : len(text) if end < 0 else end]
    columns = sorted({mistake.position - begin for mistake in mistakes})
    several = f"（这一行有{len(columns)}处）" if len(columns) > 1 else ""
    what = first.what if first.position == len(text) else f"第{columns[0] + 1}个字符处{first.what}"
    return Problem("", what + several, first.hint, line=number, shown=show_line(line, columns))


def show_line(line: str, columns: Sequence[int]) -> str:
    """Return a line as it stands, and below it a caret at each of the columns (from 0); a long one in part.

    "" for a line in which nothing stands.
    """
    if not line.strip():
        return ""
    start = max(columns[0] - BEFORE, 0) if len(line) > AROUND else 0
    part = line[start : start + AROUND]
    left = "…" if start else ""
    right = "…" if start + AROUND < len(line) else ""
    seen = "".join(char if char.isprintable() else " " if char.isspace() else "□" for char in part)
    spots = {column - start for column in columns}
    marks = "".join(
        "^" if at in spots else "　" if is_wide(char) else " " for at, char in enumerate(f"{seen} ")
    )
    lead = "　" if left else ""
    return f"{left}{seen}{right}".rstrip() + f"\n{lead}{marks}".rstrip()


def is_wide(char: str) -> bool:
    """Return whether a character takes the room of two letters where Chinese is written."""
    return east_asian_width(char) in "WFA"
