"""The rules on words need only look at the texts in which each of them, alone, finds something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest

from narrator.checks.finding import Finding
from narrator.checks.printed.lines import Line
from narrator.checks.printed.table_data import Reading
from narrator.checks.report import clean_texts, hygiene
from narrator.checks.report.clean_texts import without_clean_lines, without_clean_texts
from narrator.checks.report.punctuation import check_marks
from narrator.checks.report.word_mistakes import check_word_mistakes
from narrator.commands import report_check

from .test_hygiene import TEXTS
from .test_known_reports import HOME, complete, written

YUAN, WAN = "支出决算合计5000元，用于培训。", "收入决算合计12.00万元，用于培训。"


def found(lines: Sequence[Line], texts: hygiene.Places, every: Sequence[Line]) -> list[Finding]:
    return [
        *chain(
            hygiene.check_placeholders(texts),
            hygiene.check_options(lines),
            hygiene.check_repeated_words(texts),
            hygiene.check_doubled_marks(lines, texts),
            check_word_mistakes(lines, (), every),
            check_marks(lines),
        )
    ]


def lines_of(texts: Sequence[str]) -> list[Line]:
    bare = [text.replace("‹", "").replace("›", "") for text in texts]
    return [Line(number, text, heading=number % 7 == 0) for number, text in enumerate(bare, 1)]


@pytest.mark.parametrize(
    "texts",
    [
        [text for _, *both in TEXTS for text in both],
        [text for _, wrong, _ in TEXTS for text in (wrong, WAN)],
        [YUAN, *[WAN] * 9],
        [YUAN, YUAN, WAN],
    ],
)
def test_all_is_told_by_the_texts_that_are_not_clean(texts: list[str]) -> None:
    lines = lines_of(texts)
    reading = Reading(shown={f"表.{line.number}": line.text for line in lines[::3]})
    reading.cells = {path: f"表 {path[2:]}" for path in reading.shown}
    places = hygiene.printed_texts(lines, reading.words)
    doubtful = without_clean_lines(lines)
    assert found(doubtful, without_clean_texts(lines, reading.words), lines) == found(lines, places, lines)
    assert len(doubtful) < len(lines)


def test_a_text_in_which_nothing_was_found_is_not_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = written(tmp_path, complete(HOME), HOME)
    first = report_check.check_report(report).findings
    monkeypatch.delattr(clean_texts, "check_marks")
    assert report_check.check_report(report).findings == first
