"""Figures of two columns that were exchanged in a row by code, or in that and the rows below it, are told once: where what is checked, a
report or data, breaks fewer rules and no other with them exchanged back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from narrator.checks.finding import Finding, Side, name_findings
from narrator.checks.wrong_figures import (
    NEAR,
    ZERO,
    Checked,
    Explanation,
    NamedFigure,
    Trying,
    asked_numbers,
    clearest,
    explain,
    sides_and_parts,
    with_explanation,
)
from narrator.disclosure.relation import TOTAL

MOST_TRIED = 8  # exchanges that are tried out
Exchange = Sequence[tuple[NamedFigure, NamedFigure]]  # in each row, the one that is asked for first


def tell_exchanged_figures_once(
    found: list[Finding], checked: Checked, trying: Trying[Checked]
) -> tuple[list[Finding], Checked, Finding | None]:
    """Return what was found in what is checked, figures that were exchanged told once; what is checked with them exchanged back; and the
    finding that tells of them. As they are, and None, where none were."""
    explained: list[tuple[Explanation[Checked], Exchange]] = []
    for asked, pairs in possible_exchanges(found, checked, trying):
        other = exchange_back(checked, pairs, trying)
        places = [one.path for pair in pairs for one in pair]
        one = None if other is None else explain(asked, found, other, trying, places)
        explained += [(one, pairs)] if one else []
    best = clearest([one for one, _ in explained])
    if best is None:
        return found, checked, None
    finding = tell_exchange(best, next(pairs for one, pairs in explained if one is best))
    return with_explanation(found, best, finding), best.changed, finding


def possible_exchanges(
    found: Sequence[Finding], checked: Checked, trying: Trying[Checked]
) -> Iterator[tuple[tuple[NamedFigure, Decimal], Exchange]]:
    """Yield figures, each of which findings ask to be what another one of its row is, and the other to be what it is; each with that number,
    and what may have been exchanged: in the row, or in all below it as well; first those of the upper rows."""
    asked: dict[str, dict[NamedFigure, list[Decimal]]] = {}  # the numbers, by row and by figure
    for finding in found:
        for figure, right, _ in asked_numbers(finding):
            if row := figure.path.rpartition(".")[0]:
                asked.setdefault(row, {}).setdefault(figure, []).append(right)
    tried = 0
    for figures in (asked[row] for row in sorted(asked, key=len)):
        for one, other in combinations(figures, 2):
            mine, its = one.printed or ZERO, other.printed or ZERO
            wanted = next((number for number in figures[one] if abs(number - its) <= NEAR), None)
            if mine == its or wanted is None or all(abs(number - mine) > NEAR for number in figures[other]):
                continue
            names = name_in_row(one), name_in_row(other)
            rows = [each for each in trying.rows(checked, one.path) if each.keys() >= {*names}]
            for some in dict.fromkeys((1, len(rows))) if rows else ():
                if tried < MOST_TRIED:
                    tried += 1
                    yield (one, wanted), [(each[names[0]], each[names[1]]) for each in rows[:some]]


def name_in_row(figure: NamedFigure) -> str:
    """Return the name of a figure in its row."""
    return figure.path.rpartition(".")[2]


def exchange_back(checked: Checked, pairs: Exchange, trying: Trying[Checked]) -> Checked | None:
    """Return what is checked with the figures of each pair exchanged; None when one can not be put in the place of the other."""
    other: Checked | None = checked
    for one, two in pairs:
        for figure, number in ((one, two.printed), (two, one.printed)) if one.printed != two.printed else ():
            other = None if other is None else trying.put(other, figure, number)
    return other


def tell_exchange(explained: Explanation[Checked], pairs: Exchange) -> Finding:
    """Return the finding that figures of two columns were exchanged."""
    one, two = pairs[0]
    column, other = name_in_row(one), name_in_row(two)
    first, mine = next(
        (finding, side)
        for finding in explained.gone
        for side in sides_and_parts(finding)
        if side.path == one.path  # a sentence may call a blank nought
    )
    row = mine.name.removesuffix(column)
    is_of_all = one.path.rpartition(".")[0].endswith(f".{TOTAL}")
    where = "这一行" if len(pairs) == 1 else "各行" if is_of_all else "这一行和它下面各行"
    number = "" if two.printed is None else f"{two.printed:f}"
    return replace(
        first,
        level=explained.level,
        subject=mine.name,
        what=f"{where}“{column}”和“{other}”的数互换了，换回来就都对得上，现在因为它对不上的有{name_findings(explained.gone)}",
        hint="先核对这两个数" if len(pairs) == 1 else "先核对这几行的这两列",
        sides=(mine, Side(f"{row}{other}", number, two.path)),
        difference="",
    )
