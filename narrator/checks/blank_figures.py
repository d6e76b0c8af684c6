"""Blanks of a table that others say should be amounts are told once together: where what is checked, a report or data, breaks fewer rules
and no other with those amounts in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from narrator.checks.finding import MOST_NAMED, Finding, Side, name_findings
from narrator.checks.wrong_figures import (
    SHOWN,
    Checked,
    Explanation,
    NamedFigure,
    Trying,
    asked_numbers,
    digits_to_tell,
    explain,
    figure_of_side,
    sides_and_parts,
    with_explanation,
)

SEVERAL = 2  # blanks that are told together
Filled = Mapping[NamedFigure, Decimal]  # what others say that blanks should be


def tell_blank_figures_once(
    found: list[Finding], checked: Checked, trying: Trying[Checked]
) -> tuple[list[Finding], Checked, list[Finding]]:
    """Return what was found in what is checked, the blanks of each table told once where they are several; what is checked with them
    filled in; and the findings that tell of them."""
    told: list[Finding] = []
    for filled in numbers_of_blanks(found):
        other: Checked | None = checked
        for figure, right in filled.items():
            other = None if other is None else trying.put(other, figure, right)
        first = next(iter(filled.items()))
        places = [one.path for one in filled]
        best = None if other is None else explain(first, found, other, trying, places)
        if best is not None:
            finding = tell_blanks(best, filled)
            told.append(finding)
            found, checked = with_explanation(found, best, finding), best.changed
    return found, checked, told


def numbers_of_blanks(found: Sequence[Finding]) -> list[Filled]:
    """Return the blanks of each table that findings compare with amounts, where there are several, each with what most ask of it; of as
    many what is a sum."""
    asked: dict[str, dict[NamedFigure, Counter[Decimal]]] = {}
    for one in found:
        for figure, right, side in asked_numbers(one):
            if figure.printed is None and side is not None and right > 0:
                numbers = asked.setdefault(figure.path.partition(".")[0], {}).setdefault(figure, Counter())
                numbers[right] += 2 + bool(side.parts)
    return [
        {figure: numbers.most_common(1)[0][0] for figure, numbers in blanks.items()}
        for blanks in asked.values()
        if len(blanks) >= SEVERAL
    ]


def tell_blanks(explained: Explanation[Checked], filled: Filled) -> Finding:
    """Return the finding that several cells are blank."""
    names: dict[NamedFigure | None, Side] = {}
    for finding in explained.gone:
        for side in sides_and_parts(finding):
            names.setdefault(figure_of_side(side), side)
    first = explained.gone[0]
    few = len(filled) <= MOST_NAMED
    fill = f"依次填{'、'.join(map(digits_to_tell, filled.values()))}" if few else "照同一行、同一列的数填上"
    nearly = "（或者差一个尾数）" if explained.tails else ""
    blanks = [names[figure] for figure in filled if figure in names]
    return replace(
        first,
        level=explained.level,
        subject=blanks[0].name,
        what=f"这张表有{len(filled)}格空着，{fill}{nearly}就都对得上，现在因为它们对不上的有{name_findings(explained.gone)}",
        hint="先核对这几格",
        sides=tuple(blanks[:SHOWN]),
        difference="",
    )
