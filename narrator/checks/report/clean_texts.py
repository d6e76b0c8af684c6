"""The texts of a report in which the rules on words may find something. Each text is judged by itself and once: most are those of a form
and of the classification, and a report is checked again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from narrator.checks.printed.lines import Line
from narrator.checks.printed.repairs import mistakes_in
from narrator.checks.printed.statement import find_opposites
from narrator.checks.report import hygiene
from narrator.checks.report.hygiene import Places
from narrator.checks.report.punctuation import check_marks
from narrator.checks.report.word_mistakes import check_word_mistakes
from narrator.number import MoneyUnit
from narrator.tables.plain import plain


def without_clean_lines(lines: Sequence[Line]) -> list[Line]:
    """Return those lines of a report in which the rules on words of lines find something."""
    return [line for line in lines if not is_clean_line(line.text, line.heading, line.unit)]


def without_clean_texts(lines: Iterable[Line], words: Iterable[tuple[str, str]]) -> Places:
    """Return those texts of a report in which the rules on words find something, see `hygiene.printed_texts`."""
    return hygiene.printed_texts(
        [line for line in lines if not is_clean_text(line.text)],
        [(place, text) for place, text in words if not is_clean_text(text)],
    )


@lru_cache(maxsize=20_000)
def is_clean_line(text: str, heading: bool, unit: MoneyUnit) -> bool:
    """Return whether the rules on words find nothing in a line alone, nor anything that only other lines may show to be no mistake."""
    lines = [Line(1, text, heading, unit=unit)]
    found = (
        mistakes_in([plain(text)]),
        hygiene.check_options(lines),
        hygiene.check_doubled_marks(lines, {}),
        check_word_mistakes(lines),
        check_marks(lines),
        find_opposites(lines[0].plain),
    )
    return not any(map(any, found))


@lru_cache(maxsize=20_000)
def is_clean_text(text: str) -> bool:
    """Return whether the rules on words find nothing in a text, in a line or in a table."""
    texts: Mapping[str, Sequence[tuple[str, str]]] = {text: [("", "")]}
    found = (
        hygiene.check_placeholders(texts),
        hygiene.check_repeated_words(texts),
        hygiene.check_doubled_marks([], texts),
    )
    return not any(map(any, found))
