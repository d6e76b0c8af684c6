"""The catalogue is whole: every id has an input that fails and one that passes, and docs/勾稽规则.md tells it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrator.checks import listing
from narrator.checks.data import rules
from narrator.checks.finding import Level
from narrator.checks.report import report_rules as reports
from narrator.checks.rule import rule_ids, rule_texts
from narrator.disclosure.relation import NOT_GREATER, SUMMED
from narrator.document import Document, Paragraph
from narrator.spans import Text

from .cases import CASES
from .report import test_report
from .report.test_hygiene import TEXTS
from .reports import as_read, assert_catalogued, before, findings, original, replaced, told, without

DOCUMENT = Path(__file__).parents[2] / "docs" / "勾稽规则.md"
# The ids of the catalogue, as people write them to one another.
IDS = [
    *(f"T1-{n}" for n in range(1, 6)),
    *("T2-1", "T2-2", "T3-1", "T3-2", "T4-1", "T4-2", "T5-1", "T6-1", "T6-2", "T6-3"),
    *("T7-1", "T7-2", "T8-1", "T9-1"),
    *(f"X-{n}" for n in range(1, 12)),
    *(f"PR-{n}" for n in range(1, 11)),
    *("AD-1", "AD-2"),
    *(f"PF-{n}" for n in range(1, 8)),
    *(f"ST-{n}" for n in range(1, 6)),
    *(f"HY-{n}" for n in range(1, 9)),
]


def strange(document: Document) -> Document:
    """DOCUMENT with a sentence that states figures and is not the form's."""
    return document._replace(blocks=(*document.blocks, Paragraph(Text("另有专项资金12.34万元。"), "正文")))


# Rules on a whole report, and what makes a report fail them.
WHOLE: dict[str, Callable[[Document], Document]] = {
    "ST-1": lambda document: without(document, "一般公共预算支出表"),
    "ST-5": lambda document: without(document, "如本表为空"),
    "HY-7": test_report.with_zeros,
    "UN-1": lambda document: replaced(document, "支出35.52万元", "支出355200.00万元"),
    "SN-1": lambda document: replaced(document, "年度财政拨款支出", "年度财政支出"),
    "SN-2": lambda document: replaced(document, "619.33", "619.34"),
    "读": strange,
}


@pytest.mark.parametrize("rule", WHOLE)
def test_a_rule_on_a_whole_report_finds_what_fails_and_nothing_else(rule: str) -> None:
    document = original()
    made = document if rule.startswith("SN") else None
    altered = WHOLE[rule](document)
    assert rule in {one.rule for one in findings(altered, made)}
    assert rule not in {one.rule for one in findings(document, made)}
    assert_catalogued(as_read(altered, document))


def test_every_id_has_an_input_that_fails_and_one_that_passes() -> None:
    """A row of CASES and of ALTERED has both: the altered report, and the report as it was."""
    cases = {rule for rule, *_ in CASES}
    altered = {rule for rule, *_ in test_report.ALTERED}
    assert {*IDS, *WHOLE} - cases - altered - set(WHOLE) == set()
    sample = {key.split()[0] for key, *_ in before()}
    # Where the sample has a fault of its own, what passes is a case's.
    assert altered & sample <= cases | {rule for rule, *_ in TEXTS}


def test_every_rule_that_a_finding_may_bear_is_printed() -> None:
    printed = rule_ids(rules.RULES) | rule_ids(reports.RULES)
    assert printed == {*IDS, *WHOLE, SUMMED, NOT_GREATER}
    borne = {rule for rule, *_ in told(findings(strange(original())))}
    assert {key.split()[0] for key in borne} <= printed


def test_the_document_tells_the_catalogue(accept: bool) -> None:
    rows = [
        f"| {text.id} | {text.title} | {text.formula} |"
        for text in (*rule_texts(rules.RULES), *rule_texts(reports.RULES))
    ]
    table = "\n".join(["| 编号 | 规则 | 算式 |", "|---|---|---|", *rows, ""])
    written = DOCUMENT.read_text("utf-8")
    before = written[: written.index("| 编号 |")]
    if accept:
        DOCUMENT.write_text(before + table, "utf-8")
    assert DOCUMENT.read_text("utf-8") == before + table
    for level in Level:
        assert f"**{level.value}**" in before
    assert f"**{listing.ACCEPTED}**" in before
