"""Which lines of a printed report are certainly which lines of its form: those that say the same, word for word, once in
each. They part the others into stretches, and a block that was moved is known wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture
from narrator.checks.printed.prose import Wanted


def find_same_lines(
    lines: Sequence[Line],
    wanted: Sequence[Wanted],
    read: Callable[[Wanted, Line], tuple[Capture, ...] | None],
) -> dict[int, tuple[int, tuple[Capture, ...]]]:
    """Return for the place of each line that says what one wanted line says, and no other line, the place of that and what
    the line captures as it, in the order of the lines. read: what a line captures as a wanted one, None where that is not certain."""
    numbers = find_unique((one.said, number) for number, one in enumerate(wanted))
    places = find_unique((line.plain, place) for place, line in enumerate(lines) if not line.written)
    found = {}
    for words, place in places.items():
        number = numbers.get(words)
        if number is not None and (captures := read(wanted[number], lines[place])) is not None:
            found[place] = number, captures
    return found


def find_unique(places: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return where each of the words stands that stand in one place alone."""
    found: dict[str, int] = {}
    twice = set()
    for words, place in places:
        if found.setdefault(words, place) != place:
            twice.add(words)
    for words in twice:
        del found[words]
    return found
