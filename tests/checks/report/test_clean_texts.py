"""The rules on words need only look at the texts in which one of them, alone, finds something, and each says of itself that it is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from narrator.checks.finding import Finding
from narrator.checks.printed.lines import Line
from narrator.checks.printed.table_data import Reading
from narrator.checks.report import clean_texts, hygiene
from narrator.checks.report.clean_texts import take_doubtful
from narrator.checks.report.report_rules import RULES, InWords, WordRule, Words
from narrator.commands import report_check

from ..reports import as_read, original
from .test_hygiene import TEXTS
from .test_known_reports import HOME, complete, written

YUAN, WAN = "支出决算合计5000元，用于培训。", "收入决算合计12.00万元，用于培训。"
ON_WORDS = [rule for rule in RULES if isinstance(rule, WordRule)]


def found(words: Callable[[InWords], Words]) -> list[Finding]:
    report = replace(as_read(original()), words=words)
    return [one for rule in ON_WORDS for one in rule.find(report)]


def lines_of(texts: Sequence[str]) -> list[Line]:
    bare = [text.replace("‹", "").replace("›", "") for text in texts]
    return [Line(number, text, heading=number % 7 == 0) for number, text in enumerate(bare, 1)]


def test_each_rule_that_looks_at_words_says_so() -> None:
    """Else it would never see a text in which the others find nothing."""
    report = replace(as_read(original()), words=cast(Callable[[InWords], Words], None))
    for rule in RULES:
        if isinstance(rule, WordRule):
            with pytest.raises(TypeError):
                list(rule.find(report))
        else:
            list(rule.find(report))


@pytest.mark.parametrize(
    "texts",
    [
        [text for _, *both in TEXTS for text in both],
        [text for _, wrong, _ in TEXTS for text in (wrong, WAN)],
        [YUAN, *[WAN] * 9],
        [YUAN, YUAN, WAN],
        ["比上年减少5.00万元，增长3.00%。", WAN],
    ],
)
def test_all_is_told_by_the_texts_that_are_not_clean(texts: list[str]) -> None:
    lines = lines_of(texts)
    reading = Reading(shown={f"表.{line.number}": line.text for line in lines[::3]})
    reading.cells = {path: f"表 {path[2:]}" for path in reading.shown}
    doubtful = take_doubtful(lines, reading)
    every = Words(lines, hygiene.printed_texts(lines, reading.words), lines)
    assert found(doubtful) == found(lambda _: every)
    assert all(len(doubtful(rule.in_words).lines) < len(lines) for rule in ON_WORDS)


def test_a_text_in_which_nothing_was_found_is_not_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = written(tmp_path, complete(HOME), HOME)
    first = report_check.check_report(report).findings
    monkeypatch.delattr(clean_texts, "IN_WORDS")
    assert report_check.check_report(report).findings == first
