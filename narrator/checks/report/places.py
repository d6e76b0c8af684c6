"""What a finding on prose calls its places."""

from __future__ import annotations

from narrator.checks.finding import Side
from narrator.checks.printed.piece import Capture
from narrator.checks.printed.prose import Claim

MOST = 24  # letters of a sentence that are enough to find it


def here(claim: Claim, text: str) -> Side:
    """Return what a claim prints, with its place."""
    return Side(f"正文{claim.line.place}“{excerpt(claim.text)}”", text, claim.line.place)


def subject_of(capture: Capture) -> str:
    """Return the beginning of what was printed and captured, as a finding calls it."""
    return f"“{excerpt(capture.text)}”"


def excerpt(text: str, most: int = MOST) -> str:
    return f"{text[:most]}…" if len(text) > most else text
