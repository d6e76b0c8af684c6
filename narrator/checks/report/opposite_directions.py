"""PR-4: an amount and a rate of one change that are said to go opposite ways (减少5.00万元,增长3.00%)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Prose
from narrator.checks.printed.statement import MORE, find_opposites
from narrator.checks.report.fact_sentences import find_direction
from narrator.checks.report.prose_places import SHORT, at_line
from narrator.phrases.entries import Book
from narrator.sources import Said

# The word for the other direction that is said of the same: of an amount 增加 and 减少, of a rate the others.
OTHER_WAY = {"增加": "减少", "减少": "增加", "增长": "下降", "上升": "下降", "下降": "增长", "降低": "增长"}


def check_opposite_directions(
    lines: Sequence[Line], prose: Prose, known: Known, book: Book
) -> Iterator[Finding]:
    """Return what breaks PR-4: the amount and the rate of a change go the same way. Which of the two words is wrong is said
    where the figures show it."""
    for line in lines:
        for one in find_opposites(line.plain):
            claims = [
                (capture, capture.piece.source)
                for claim in prose.claims
                if claim.line is line and one.text in claim.text
                for capture in claim.every
                if isinstance(capture.piece.source, Said)
            ]
            ways = {way for each in claims if (way := find_direction(*each, known, book))}
            wrong = next((word for word in one[1:] if len(ways) == 1 and (word in MORE) != (1 in ways)), "")
            what = f"“{one.first}”和“{one.second}”说的方向相反"
            hint = f"照数把“{wrong}”改成“{OTHER_WAY[wrong]}”" if wrong else "核对增减，改正写错的一个"
            yield Finding(
                Level.ERROR, f"“{one.text[:SHORT]}”", what, hint, (at_line(line, one.text),), rule="PR-4"
            )
