"""What every case is told in full, word for word (told.txt). `pytest --accept` writes it anew, for review."""

from __future__ import annotations

from pathlib import Path

from narrator.checks import listing
from narrator.checks.data.rules import check_accounts
from narrator.checks.finding import Finding
from narrator.checks.printed.lines import Line

from .cases import CASES, STANDARD
from .notation import accounts
from .test_hygiene import TELLS, TEXTS

GOLDEN = Path(__file__).parent / "told.txt"


def lines(findings: list[Finding]) -> str:
    return "".join(f"{text}\n" for _, text in listing.told(findings, lambda path: None))


def test_every_finding_is_told_as_it_was_reviewed(accept: bool) -> None:
    told = ""
    for rule, _, failing, _ in CASES:
        found = [one for one in check_accounts(accounts(failing, standard=STANDARD)) if one.rule == rule]
        told += f"# {failing}\n{lines(found)}"
    for rule, failing, _ in TEXTS:
        told += f"# {rule} {failing}\n{lines(list(TELLS[rule]([Line(7, failing, False)])))}"
    if accept:
        GOLDEN.write_text(told, "utf-8")
    assert told == GOLDEN.read_text("utf-8")
