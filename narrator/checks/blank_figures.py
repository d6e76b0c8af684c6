"""Blanks of a table that others say should be amounts are told once together: where what is checked, a report or data, breaks fewer rules
and no other with those amounts in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from narrator.checks.finding import MOST_NAMED, Finding, Level, Side, name_findings
from narrator.checks.wrong_figures import (
    NEAR,
    SHOWN,
    Checked,
    Explanation,
    NamedFigure,
    Trying,
    as_blank,
    asked_numbers,
    digits_to_tell,
    explain,
    figure_of_side,
    places_spoken_of,
    untold,
    with_explanation,
)

SEVERAL = 2  # blanks that are told together
# What counts how much: that a figure is as much, that a sum is, and that a sum lacks it in which nothing else is blank that may be an amount.
OF_FIGURE, OF_SUM, OF_ONLY_BLANK = 2, 3, 4
Filled = Mapping[NamedFigure, Decimal]  # what others say that blanks should be


def tell_blank_figures_once(
    found: list[Finding], checked: Checked, trying: Trying[Checked], told: Sequence[Finding] = ()
) -> tuple[list[Finding], Checked, list[Finding]]:
    """Return what was found in what is checked, the blanks of each table told once where they are several; what is checked with them
    filled in; and the findings that tell of such. told: those that do so already."""
    told = [*told]
    for filled in numbers_of_blanks(untold(found, told)):
        other: Checked | None = checked
        for figure, right in filled.items():
            other = None if other is None else trying.put(other, figure, right)
        first = next(iter(filled.items()))
        places = [one.path for one in filled]
        best = None if other is None else explain(first, untold(found, told), other, trying, places)
        if best is not None:
            finding = tell_blanks(best, filled)
            told.append(finding)
            found, checked = with_explanation(found, best, finding), best.changed
    return found, checked, told


def numbers_of_blanks(found: Sequence[Finding]) -> list[Filled]:
    """Return the blanks of each table that findings compare with amounts, where there are several, each with what most ask of it; of numbers
    that are the same but for a tail the one that is stated somewhere. Where no error speaks of one of them, other amounts there are only
    usual: what adds up with the blanks would not with those."""
    comparing = [one for one in found if one.level is not Level.TAIL and len(one.sides) == 2]
    places = {side.path for one in comparing for side in one.every_side if not side.value and side.path}
    asked: dict[NamedFigure, Counter[Decimal]] = defaultdict(Counter)
    stated: dict[NamedFigure, Counter[Decimal]] = defaultdict(Counter)
    for one in comparing if places else ():
        for figure, right, side in asked_numbers(one):
            figure = as_blank(figure, places)
            if figure.printed is None and side is not None and right > 0:
                asked[figure][right] += OF_SUM if side.parts else OF_FIGURE
                if not side.parts:
                    stated[figure][right] += 1
    columns = {column_of_blank(figure) for figure in asked}
    for one in comparing if asked else ():
        lacking = [
            (as_blank(figure, places), right)
            for figure, right, side in asked_numbers(one)
            if side is None and column_of_blank(figure) in columns
        ]
        if len(lacking) == 1 and lacking[0][0].printed is None and lacking[0][1] > 0:
            asked[lacking[0][0]][lacking[0][1]] += OF_ONLY_BLANK
    tables: dict[str, dict[NamedFigure, Decimal]] = defaultdict(dict)
    for figure, numbers in asked.items():
        most, _ = numbers.most_common(1)[0]
        near = (number for number, _ in stated[figure].most_common() if abs(number - most) <= NEAR)
        tables[figure.path.partition(".")[0]][figure] = next(near, most)
    wrong = {path for one in comparing if one.level is Level.ERROR for path in places_spoken_of(one)}
    several = (blanks for blanks in tables.values() if len(blanks) >= SEVERAL)
    return [blanks for blanks in several if any(figure.path in wrong for figure in blanks)]


def column_of_blank(figure: NamedFigure) -> tuple[str, str]:
    """Return the table and the column in which a figure stands."""
    return figure.path.partition(".")[0], figure.path.rpartition(".")[2]


def tell_blanks(explained: Explanation[Checked], filled: Filled) -> Finding:
    """Return the finding that several cells are blank."""
    names: dict[NamedFigure | None, Side] = {}
    for finding in explained.gone:
        for side in finding.every_side:
            names.setdefault(figure_of_side(side), side)
    first = explained.gone[0]
    few = len(filled) <= MOST_NAMED
    fill = f"依次填{'、'.join(map(digits_to_tell, filled.values()))}" if few else "照同一行、同一列的数填上"
    nearly = "（或者差一个尾数）" if explained.tails else ""
    blanks = [names[figure] for figure in filled if figure in names]
    columns = {column_of_blank(figure) for figure in filled}
    where = f"的“{columns.pop()[1]}”这一列" if len(columns) == 1 and not few else ""
    return replace(
        first,
        level=explained.level,
        subject=blanks[0].name,
        what=f"这张表{where}有{len(filled)}格空着，{fill}{nearly}就都对得上，现在因为它们对不上的有{name_findings(explained.gone)}",
        hint="先核对这几格",
        sides=tuple(blanks[:SHOWN]),
        difference="",
    )
