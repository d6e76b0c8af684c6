"""How help pages are laid out: in lines that the terminal has room for, where a Chinese character takes two cells.

It loads neither typer nor unicodedata: the page of all commands is there at once.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence

# Cells of a line: where nobody says; more, the eye loses the line; fewer, nothing fits.
USUAL, WIDEST, NARROWEST = 80, 120, 40
LEFT = 26  # cells of the names beside which there is room for what is told of them
GAP = "  "
WIDE = frozenset("“”‘’…—·×")  # besides what stands above this, two cells in a Chinese terminal
FIRST_WIDE = "\u2e80"
FEW = 12  # cells of a last line that are too few: the clause that it ends goes down with it
ENDS = "，。；：、）"  # of clauses
WORD = re.compile(r"\S+|\s+")
# What stays together in a line: a word, a path, an option, or one character; with the marks that begin or end no line.
UNIT = re.compile(r"[（“《【]*(?:[!-~]+|\S)[，。；：、）”》】！？…]*|\s+")


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return len(text) + sum(char >= FIRST_WIDE or char in WIDE for char in text)


def terminal_width() -> int:
    """Return how many cells a line of a help page may take: as many as the terminal has, up to where lines are still easy to
    read."""
    stated = os.environ.get("COLUMNS", "")
    width = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 5 else 0
    if not width:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError, AttributeError):  # printed into a file, or to a program
            width = 0
    # Some terminals go on to another line at the last cell.
    return max(min(width or USUAL, WIDEST), NARROWEST) - 1


def wrap(text: str, width: int, unit_pattern: re.Pattern[str] = UNIT) -> Iterator[str]:
    """Return the lines of a text that take no more cells than that, its own lines each by itself. unit_pattern: what stays
    together."""
    for line in text.split("\n"):
        lines = [""]
        for unit in unit_pattern.findall(line):
            if lines[-1] and cells(lines[-1] + unit) > width:
                lines.append(unit.lstrip())
            else:
                lines[-1] += unit
            while cells(lines[-1]) > width:  # a unit that is longer than a line
                fit = max(at for at in range(1, width + 1) if cells(lines[-1][:at]) <= width)
                lines[-1:] = [lines[-1][:fit], lines[-1][fit:]]
        if len(lines) > 1 and cells(lines[-1]) < FEW:
            end = 1 + max(lines[-2].rfind(mark, 0, -1) for mark in ENDS)
            above, below = lines[-2][:end], lines[-2][end:] + lines[-1]
            if cells(above) * 2 > width >= cells(below):
                lines[-2:] = [above, below]
        yield from (one.rstrip() for one in lines)


def lay_out_names(told: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Return the lines of names and what is told of each, one below the other: beside a short name, below a long one."""
    indent = len(GAP) * 2 + min(max((cells(name) for name, _ in told), default=0), LEFT)
    for name, words in told:
        first, *others = list(wrap(words, width - indent)) or [""]
        begun = f"{GAP}{name}"
        if cells(begun) + len(GAP) > indent:
            yield from (begun, f"{' ' * indent}{first}")
        else:
            yield f"{begun}{' ' * (indent - cells(begun))}{first}".rstrip()
        yield from (f"{' ' * indent}{line}" for line in others)


def lay_out_usage(command: str, pieces: str, width: int) -> Iterator[str]:
    """Return the lines of how a command is typed. pieces: what stands behind it, each with a blank before the next."""
    begun = f"用法： {command} "
    room = width - cells(begun)
    first, *others = wrap(pieces, room if room >= LEFT else width - len(GAP) * 2, WORD)
    if room < LEFT:
        first, others = "", [first, *others]
    yield f"{begun}{first}".rstrip()
    yield from (f"{' ' * (cells(begun) if first else len(GAP) * 2)}{one}" for one in others)


def lay_out_text(text: str, width: int) -> Iterator[str]:
    """Return the lines of a text below a heading."""
    yield from (f"{GAP}{line}".rstrip() for line in wrap(text, width - len(GAP)))
