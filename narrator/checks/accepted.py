"""Findings that a unit accepts: it has looked into them, and data.json says why (已核实)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from narrator.checks.finding import Finding
from narrator.disclosure.value import Record, Words
from narrator.phrases.words import says_anything


def reasons_of(disclosure: Record | None) -> Mapping[str, Words]:
    """Return the reasons for which a disclosure accepts findings, by the keys of the findings."""
    accepted = disclosure.get("已核实") if disclosure else None
    return accepted.texts() if isinstance(accepted, Record) else {}


def with_acceptance(finding: Finding, reasons: Mapping[str, Words]) -> Finding:
    """Return a finding with the reason for which the unit accepts it, when there is one that says something."""
    reason = reasons.get(finding.key) if reasons else None
    if reason and says_anything(reason.text):
        return replace(finding, accepted=" ".join(reason.text.split()))
    return finding
