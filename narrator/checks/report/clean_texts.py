"""The texts of a report in which the rules on words may find something. Each text is judged by itself and once: most are those of a form
and of the classification, and a report is checked again and again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from narrator.checks.printed.lines import Line
from narrator.checks.report.hygiene import printed_texts
from narrator.checks.report.report_rules import RULES, WordRule, Words
from narrator.number import MoneyUnit

IN_WORDS = tuple(rule.in_words for rule in RULES if isinstance(rule, WordRule))
SOMEWHERE = (("", ""),)  # of a text by itself it is not asked where it stands


def take_doubtful(lines: Sequence[Line], words: Iterable[tuple[str, str]]) -> Words:
    """Return those lines and words of tables of a report in its form's words in which a rule on words may find something. words: see
    `hygiene.printed_texts`."""
    doubtful = [line for line in lines if not is_clean_line(line.text, line.heading, line.unit)]
    texts = printed_texts(doubtful, [(place, text) for place, text in words if not is_clean_text(text)])
    return Words(doubtful, texts, lines)


@lru_cache(maxsize=20_000)
def is_clean_line(text: str, heading: bool, unit: MoneyUnit) -> bool:
    """Return whether the rules on words find nothing in a line alone, nor anything that only other lines may show to be no mistake."""
    return is_clean(Words([Line(1, text, heading, unit=unit)], {text: SOMEWHERE}))


@lru_cache(maxsize=20_000)
def is_clean_text(text: str) -> bool:
    """Return whether the rules on words find nothing in a text that a table prints."""
    return is_clean(Words([], {text: SOMEWHERE}))


def is_clean(words: Words) -> bool:
    """Return whether no rule on words finds anything in words by themselves."""
    return not any(any(find(words)) for find in IN_WORDS)
