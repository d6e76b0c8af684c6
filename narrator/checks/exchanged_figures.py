"""Figures of two columns that were exchanged in a row by code, or in that and the rows below it, and those of two rows, in one column or in
all, are told once: where what is checked, a report or data, breaks fewer rules and no other with them exchanged back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice

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
    """Yield figures, each of which findings ask to be what another one of its row, or else of its column, is, and the other to be what it is;
    each with that number, and what may have been exchanged: in the row, or in all below it as well; those two, or all of the two rows;
    first those of the upper rows."""
    of_rows: dict[str, dict[NamedFigure, list[Decimal]]] = {}  # the numbers, by row and by figure
    of_columns: dict[tuple[str, str], dict[NamedFigure, list[Decimal]]] = {}
    for finding in found:
        for figure, right, _ in asked_numbers(finding):
            row, _, column = figure.path.rpartition(".")
            if row:
                of_rows.setdefault(row, {}).setdefault(figure, []).append(right)
                table = row.partition(".")[0]
                of_columns.setdefault((table, column), {}).setdefault(figure, []).append(right)
    figures = [*(of_rows[row] for row in sorted(of_rows, key=len)), *of_columns.values()]
    ways: dict[frozenset[tuple[NamedFigure, NamedFigure]], tuple[tuple[NamedFigure, Decimal], Exchange]] = {}
    for asked, other in chain.from_iterable(map(crossing, figures)):
        for pairs in ways_to_exchange(asked[0], other, checked, trying):
            ways.setdefault(frozenset(pairs), (asked, pairs))
    yield from islice(ways.values(), MOST_TRIED)


def crossing(
    asked: Mapping[NamedFigure, Sequence[Decimal]],
) -> Iterator[tuple[tuple[NamedFigure, Decimal], NamedFigure]]:
    """Yield figures that are asked to be, but for a tail, what another one is, which is asked to be what they are; each with the number that is
    asked, and the other figure. asked: the numbers, by figure."""
    figures = [*asked]
    printed = [one.printed or ZERO for one in figures]
    for at, other, wanted in find_crossing(printed, [*asked.values()]):
        yield (figures[at], wanted), figures[other]


def find_crossing(
    printed: Sequence[Decimal], asked: Sequence[Sequence[Decimal]]
) -> Iterator[tuple[int, int, Decimal]]:
    """Yield where two different numbers stand each of which is asked to be, but for a tail, what the other one is; with what is asked of
    the first. asked: what each of those that are printed should be."""
    in_order = sorted((number, at) for at, number in enumerate(printed))
    for at, numbers in enumerate(asked):
        near: dict[int, Decimal] = {}
        for number in numbers:
            for its, other in islice(in_order, bisect_left(in_order, (number - NEAR, 0)), None):
                if its > number + NEAR:
                    break
                if other > at:
                    near.setdefault(other, number)
        for other in sorted(near):
            back = any(abs(number - printed[at]) <= NEAR for number in asked[other])
            if back and printed[at] != printed[other]:
                yield at, other, near[other]


def ways_to_exchange(
    one: NamedFigure, other: NamedFigure, checked: Checked, trying: Trying[Checked]
) -> Iterator[Exchange]:
    """Yield what may have been exchanged where two figures were, of one row or of one column."""
    names = name_in_row(one), name_in_row(other)
    if are_of_one_row(one, other):
        rows = [each for each in trying.rows(checked, one.path) if each.keys() >= {*names}]
        for many in dict.fromkeys((1, len(rows))) if rows else ():
            yield [(each[names[0]], each[names[1]]) for each in rows[:many]]
    else:
        yield [(one, other)]
        for mine, its in zip(
            trying.rows(checked, one.path)[:1], trying.rows(checked, other.path)[:1], strict=False
        ):
            yield [
                (one, other),
                *((mine[name], its[name]) for name in mine if name in its and name != names[0]),
            ]


def are_of_one_row(one: NamedFigure, other: NamedFigure) -> bool:
    """Return whether two figures stand in one row."""
    return one.path.rpartition(".")[0] == other.path.rpartition(".")[0]


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
    """Return the finding that figures of two columns, or of two rows, were exchanged."""
    one, two = pairs[0]
    column, other = name_in_row(one), name_in_row(two)
    first, mine = next(
        (finding, side)
        for finding in explained.gone
        for side in finding.every_side
        if side.path == one.path  # a sentence may call a blank nought
    )
    row = mine.name.removesuffix(column)
    few = len(pairs) == 1
    hint = "先核对这两个数" if few else "先核对这几行的这两列"
    if are_of_one_row(one, two):
        is_of_all = one.path.rpartition(".")[0].endswith(f".{TOTAL}")
        where = "这一行" if few else "各行" if is_of_all else "这一行和它下面各行"
        what, its = f"{where}“{column}”和“{other}”的数互换了", f"{row}{other}"
    else:
        names = [each.path.split(".")[-2] for each in (one, two)]
        what = f"“{names[0]}”和“{names[1]}”{f'的“{column}”' if few else '两行的数'}互换了"
        its, hint = mine.name.replace(names[0], names[1]), hint if few else "先核对这两行的数"
    number = "" if two.printed is None else f"{two.printed:f}"
    return replace(
        first,
        level=explained.level,
        subject=mine.name,
        what=f"{what}，换回来就都对得上，现在因为它对不上的有{name_findings(explained.gone)}",
        hint=hint,
        sides=(mine, Side(its, number, two.path)),
        difference="",
    )
