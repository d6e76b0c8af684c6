"""What every case is told in full, word for word (told.txt). `pytest --accept` writes it anew, for review."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from narrator.checks import listing
from narrator.checks.data.rules import check_accounts
from narrator.checks.finding import Finding
from narrator.checks.printed.lines import Line

from .cases import CASES, STANDARD
from .notation import accounts
from .report.test_hygiene import TELLS, TEXTS
from .telling import Golden

GOLDEN = Golden(Path(__file__).with_name("told.txt"))
LINES = [(rule, failing) for rule, failing, _ in TEXTS]
FAILING = list(dict.fromkeys([*((rule, failing) for rule, _, failing, _ in CASES), *LINES]))
TITLES = [f"{rule} {failing}" for rule, failing in FAILING]


def lines(findings: Iterable[Finding]) -> str:
    return "".join(f"{text}\n" for _, text in listing.list_findings(list(findings), lambda path: None))


def found(rule: str, failing: str) -> list[Finding]:
    """What RULE finds in FAILING: a line, or accounts."""
    if (rule, failing) in LINES:
        return list(TELLS[rule]([Line(7, failing, False)]))
    return [one for one in check_accounts(accounts(failing, standard=STANDARD)) if one.rule == rule]


@pytest.mark.parametrize("rule", list(dict.fromkeys(rule for rule, _ in FAILING)))
def test_what_a_rule_finds_is_told_as_it_was_reviewed(rule: str, accept: bool) -> None:
    told = {f"{rule} {failing}": lines(found(rule, failing)) for one, failing in FAILING if one == rule}
    GOLDEN.hold(told, accept, TITLES)


def test_the_file_holds_nothing_else() -> None:
    assert list(GOLDEN.read()) == TITLES
