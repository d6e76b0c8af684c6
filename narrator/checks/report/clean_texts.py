"""The texts of a report in which the rules on words may find something. Each text is judged by itself and once: most are those of a form
and of the classification, and a report is checked again and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from narrator.checks.printed.lines import Line
from narrator.checks.printed.table_data import Reading, is_words
from narrator.checks.report.hygiene import printed_texts
from narrator.checks.report.report_rules import RULES, InWords, WordRule, Words
from narrator.number import MoneyUnit

IN_WORDS = tuple(rule.in_words for rule in RULES if isinstance(rule, WordRule))
SOMEWHERE = (("", ""),)  # of a text by itself it is not asked where it stands


def take_doubtful(lines: Sequence[Line], tables: Reading) -> Callable[[InWords], Words]:
    """Return what gives those lines of a report in its form's words, and those words of its tables, in which a rule on words may find
    something, by its `in_words`."""
    doubted = [
        (line, finding) for line in lines if (finding := found_in_line(line.text, line.heading, line.unit))
    ]
    found_in_cells = {text: finding for text in {*tables.shown.values()} if (finding := found_in_text(text))}
    told = tables.shown.items() if found_in_cells else ()
    cells = [
        (tables.cells[path], text, found_in_cells[text]) for path, text in told if text in found_in_cells
    ]

    def take(rule: InWords) -> Words:
        """Return the words in which one rule may find something."""
        taken = [line for line, finding in doubted if rule in finding]
        words = [(place, text) for place, text, finding in cells if rule in finding]
        return Words(taken, printed_texts(taken, words), lines)

    return take


@lru_cache(maxsize=20_000)
def found_in_line(text: str, heading: bool, unit: MoneyUnit) -> tuple[InWords, ...]:
    """Return the rules on words that find something in a line alone, or what only other lines may show to be no mistake."""
    return found_in(Words([Line(1, text, heading, unit=unit)], {text: SOMEWHERE}))


@lru_cache(maxsize=20_000)
def found_in_text(text: str) -> tuple[InWords, ...]:
    """Return the rules on words that find something in a text that a table prints."""
    return found_in(Words([], {text: SOMEWHERE})) if is_words(text) else ()


def found_in(words: Words) -> tuple[InWords, ...]:
    """Return the rules on words that find something in words by themselves."""
    return tuple([find for find in IN_WORDS if any(find(words))])
