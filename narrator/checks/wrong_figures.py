"""One wrong figure breaks many rules: it is told once, with the findings that follow from it.

A figure is taken to be the wrong one where what is checked, a report or data, breaks fewer rules and no other with one other number
in its place: tried out on that itself, so that whatever is wrong besides is told as before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from narrator.checks.finding import Finding, Level, Side, name_findings
from narrator.number import CENT, decimals, given_decimals, read_digits, rounded

PARAGRAPH = re.compile(r"第(\d+)段")
TRIED = 12  # figures of what is checked that are tried out
AT_ONCE = 4  # of those that may explain the same findings
FEWEST = 2  # findings that one figure explains, and that ask the same number of it
MANY = 4  # findings that one figure explains for each that is told then of a sentence which was judged by it
NEAR = Decimal("0.05")  # how far numbers are apart that are the same but for tails
SHOWN = 6  # sides of what a figure is against
GRAVITY = {Level.TAIL: 0, Level.UNCHECKED: 1, Level.HINT: 2, Level.ERROR: 3}
TAKEN_OFF = "减"  # before the name of what a sum takes off
OF_EDITS = "SN-"  # rules by which a report differs from its data, as one that is put right may
ZERO = Decimal(0)
COUNTED = re.compile(r"〔\d+〕$")  # behind a subject that several findings have
Checked = TypeVar("Checked")  # a report, or data


class NamedFigure(NamedTuple):
    """A figure as a finding names it. path: of a place in data, a cell, or a paragraph (第12段). printed: the number that stands there;
    of an amount in 万元; None for a blank."""

    path: str
    printed: Decimal | None


Row = Mapping[str, NamedFigure]  # figures by column


class Trying(NamedTuple, Generic[Checked]):
    """How other numbers are tried out. put: gives what is checked with another number where a figure stands, or with a blank; None when it
    can not be put there. judge: gives what the rules find in that. rows: give the row by code in which a figure stands, and those below it,
    each by column with the figures of which another one is the sum."""

    put: Callable[[Checked, NamedFigure, Decimal | None], Checked | None]
    judge: Callable[[Checked], list[Finding]]
    rows: Callable[[Checked, str], Sequence[Row]] = lambda *_: ()


@dataclass(frozen=True)
class Explanation(Generic[Checked]):
    """That one figure explains findings. figure: it. right: the number that agrees with the rest. changed: what is checked, with that
    number. left: what is told there in the place of each finding, by its identity; None for nothing. gone: those that are told no more,
    or as something less grave. unveiled: what is told then of sentences that could not be judged before, or were by a wrong figure. places: those
    of all figures that are changed."""

    figure: NamedFigure
    right: Decimal
    changed: Checked
    left: Mapping[int, Finding | None]
    gone: Sequence[Finding]
    unveiled: Sequence[Finding]
    places: Collection[str]

    @property
    def explained(self) -> int:
        """How much less grave it makes what is found."""
        return sum(how_grave(one) - how_grave(self.left[id(one)]) for one in self.gone)

    @property
    def level(self) -> Level:
        """The gravest level of what is explained."""
        return max((one.level for one in self.gone), key=lambda level: GRAVITY[level])

    @property
    def tails(self) -> list[Finding]:
        """What rounding leaves of those that are gone, so that a number beside it would do as well."""
        return [tail for one in self.gone if (tail := self.left[id(one)])]


def tell_wrong_figures_once(
    found: list[Finding], checked: Checked, trying: Trying[Checked], told: Sequence[Finding] = ()
) -> list[Finding]:
    """Return what was found in what is checked, each figure that explains several findings told once. told: those findings that tell
    of such already."""
    told = [*told]
    tried: set[tuple[NamedFigure, Decimal]] = set()
    while len(tried) < TRIED:
        left = untold(found, told)
        alike = next((those for those in figures_that_may_be_wrong(left) if not tried.issuperset(those)), [])
        chosen = [one for one in alike if one not in tried][:AT_ONCE]
        if not chosen:
            break
        tried.update(chosen)
        explained = [try_out(one, left, checked, trying) for one in chosen]
        best = clearest([one for one in explained if one is not None])
        others = other_numbers(best, left, tried) if best else []
        tried.update(others)
        rivals = [try_out(one, left, checked, trying) for one in others]
        best = clearest([one for one in (best, *rivals) if one is not None])
        if best is not None:
            finding = tell_wrong_figure(best)
            told.append(finding)
            found, checked = with_explanation(found, best, finding), best.changed
    return found


def untold(found: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """Return findings without those that tell of a cause already."""
    return [one for one in found if not any(one is other for other in told)]


def figures_that_may_be_wrong(found: Sequence[Finding]) -> list[list[tuple[NamedFigure, Decimal]]]:
    """Return the figures that may be what several findings come from, each with the number that would agree with what it is
    compared with: first those of which most findings ask the same, or doubt that there should be one; those of which as many do
    together."""
    asking = [[(figure, right) for figure, right, _ in asked_numbers(one)] for one in found]
    noughts = any(not figure.printed for those in asking for figure, _ in those)
    blanks = {side.path for one in found for side in one.every_side if not side.value} if noughts else ()
    asked = Counter(
        one for those in asking for one in {(as_blank(figure, blanks), right) for figure, right in those}
    )
    doubted = Counter(path for one in found for path in doubted_figures(one))
    numbers: dict[NamedFigure, list[tuple[Decimal, int]]] = defaultdict(list)
    for (figure, number), count in asked.items():
        numbers[figure].append((number, count))
    alike = {
        (figure, right): doubted[figure.path]
        + sum(count for number, count in numbers[figure] if abs(number - right) <= NEAR)
        for figure, right in asked
    }
    several = [one for one in asked if alike[one] >= FEWEST]
    if not several:
        return []
    about = Counter(path for one in found for path in places_spoken_of(one))

    def weight(one: tuple[NamedFigure, Decimal]) -> tuple[int, int]:
        """Return how many findings ask for a number, and how many speak of its place."""
        return asked[one] + doubted[one[0].path], about[one[0].path]

    return [[*those] for _, those in groupby(sorted(several, key=weight, reverse=True), weight)]


def as_blank(figure: NamedFigure, blanks: Collection[str]) -> NamedFigure:
    """Return a figure as the blank that other findings say it is, where it is nought. blanks: the places of such."""
    return NamedFigure(figure.path, None) if not figure.printed and figure.path in blanks else figure


def is_same_or_blank(named: NamedFigure, figure: NamedFigure) -> bool:
    """Return whether a figure that a finding names is another one, or that as nought which is blank."""
    return named == figure or (named.path == figure.path and not named.printed and figure.printed is None)


def other_numbers(
    best: Explanation[Checked], found: Sequence[Finding], tried: Collection[tuple[NamedFigure, Decimal]]
) -> list[tuple[NamedFigure, Decimal]]:
    """Return other numbers that are asked of the figure of an explanation, by findings that it leaves."""
    gone = set(map(id, best.gone))
    asked = [
        (figure, right)
        for one in found
        if id(one) not in gone
        for figure, right, _ in asked_numbers(one)
        if figure == best.figure and (figure, right) not in tried
    ]
    return [*dict.fromkeys(asked)][:AT_ONCE]


def places_spoken_of(finding: Finding) -> set[str]:
    """Return the places that a finding speaks of."""
    return {one.path for one in finding.every_side if one.path}


def asked_numbers(finding: Finding) -> Iterator[tuple[NamedFigure, Decimal, Side | None]]:
    """Yield the figures of a finding with two sides, each with the number with which the sides would agree, and the side that says
    just that number; None where it is a part of a sum."""
    if finding.level is Level.TAIL or finding.accepted or len(finding.sides) != 2:
        return
    numbers = [number_of_side(one) for one in finding.sides]
    for side, other, mine, right in zip(
        finding.sides, finding.sides[::-1], numbers, numbers[::-1], strict=True
    ):
        if mine is None or right is None or side.value.endswith("%") != other.value.endswith("%"):
            continue
        if figure := figure_of_side(side):
            yield figure, right, other
        gap = right - mine
        for part in (*side.parts, *side.blanks):
            if figure := figure_of_side(part):
                more = -gap if part.name.startswith(TAKEN_OFF) else gap
                yield figure, (figure.printed or ZERO) + more, None


def doubted_figures(finding: Finding) -> Iterator[str]:
    """Yield the places of figures of which a finding says that there should be one, or none, but not which."""
    if finding.level is Level.ERROR and not finding.accepted:
        yield from (
            one.path
            for one in finding.sides
            if number_of_side(one) is None and is_place_of_figure(one.path) and "." in one.path
        )


def figure_of_side(side: Side) -> NamedFigure | None:
    """Return the figure that a side states, or that it says is blank; None when it is no figure's."""
    number = number_of_side(side)
    if number is None or not is_place_of_figure(side.path):
        return None
    return NamedFigure(side.path, number if side.value else None)


def is_place_of_figure(path: str) -> bool:
    """Return whether a place is that of one figure, in a table, or of a paragraph."""
    return ("." in path and "、" not in path) or PARAGRAPH.fullmatch(path) is not None


def number_of_side(side: Side) -> Decimal | None:
    """Return the number that a side states, nought where it says that a figure of a table is blank; None when it states none."""
    if not side.value and "." in side.path:
        return ZERO
    try:
        return read_digits(side.value.removesuffix("%"))
    except InvalidOperation:
        return None


def try_out(
    asked: tuple[NamedFigure, Decimal],
    found: Sequence[Finding],
    checked: Checked,
    trying: Trying[Checked],
) -> Explanation[Checked] | None:
    """Return how one figure explains findings; None where another number in its place leaves all but one of them, or breaks another
    rule."""
    figure, right = asked
    other = trying.put(checked, figure, right) if right >= 0 else None
    return None if other is None else explain(asked, found, other, trying, [figure.path])


def explain(
    asked: tuple[NamedFigure, Decimal],
    found: Sequence[Finding],
    other: Checked,
    trying: Trying[Checked],
    places: Collection[str],
) -> Explanation[Checked] | None:
    """Return how a change explains findings: one that puts the number that is asked where a figure stands, or that and others at some
    places; None as of one figure."""
    figure, right = asked
    after = trying.judge(other)
    before, left = identify(found, asked), identify(after, asked)
    worse: list[Finding] = []
    for name, one in left.items():
        old = before.get(name)
        is_of_blanks = figure.printed is None and (
            how_grave(old) > 0  # it was told as if they were nought
            or (one.level is Level.HINT and places_spoken_of(one) <= {*places})  # tails of what was filled in
        )
        if how_grave(one) > how_grave(old) and not is_of_blanks and not one.rule.startswith(OF_EDITS):
            worse.append(one)
    instead = {id(one): left.get(name) for name, one in before.items()}
    gone = [one for one in found if how_grave(one) > how_grave(instead[id(one)])]
    if len(gone) < FEWEST or any(one.accepted for one in gone):
        return None
    unjudged = {path for one in gone if one.level is Level.UNCHECKED for path in places_spoken_of(one)}
    misjudged = {sentence_of(one) for one in gone} if len(gone) >= MANY * len(worse) else set()
    unveiled = [
        one
        for one in worse
        if is_of_prose(one)
        and (
            figure.printed is None
            or not unjudged.isdisjoint(places_spoken_of(one))
            or sentence_of(one) in misjudged
        )
    ]
    return Explanation(figure, right, other, instead, gone, unveiled, places) if unveiled == worse else None


def sentence_of(finding: Finding) -> tuple[str, str]:
    """Return what a finding quotes first, and where that stands."""
    return (finding.sides[0].name, finding.sides[0].path) if finding.sides else ("", "")


def is_of_prose(finding: Finding) -> bool:
    """Return whether a finding is on a sentence."""
    return bool(finding.sides) and PARAGRAPH.fullmatch(finding.sides[0].path) is not None


def how_grave(finding: Finding | None) -> int:
    """Return how grave a finding is; none is as little as a tail."""
    return GRAVITY[finding.level] if finding else 0


def identify(
    found: Sequence[Finding], asked: tuple[NamedFigure, Decimal]
) -> dict[tuple[object, ...], Finding]:
    """Return findings by what they are about, whether a figure is as it is printed or is the number that is asked."""
    figure, right = asked
    identified: dict[tuple[object, ...], Finding] = {}
    alike: Counter[tuple[object, ...]] = Counter()
    for one in found:
        subject = COUNTED.sub("", one.subject).replace(str(right), "")
        if figure.printed is not None:
            subject = subject.replace(str(figure.printed), "")
        about = one.rule, subject, tuple(side.path for side in one.sides)
        alike[about] += 1
        identified[(*about, alike[about])] = one
    return identified


def clearest(explained: Sequence[Explanation[Checked]]) -> Explanation[Checked] | None:
    """Return the explanation that explains most, of those by one figure the one that leaves the fewest tails; None when there is
    none, or another figure explains as much and some of the same."""
    if not explained:
        return None
    best, *others = sorted(explained, key=lambda one: (-one.explained, len(one.tails)))
    gone = set(map(id, best.gone))
    rivals = (one for one in others if one.explained == best.explained and one.figure != best.figure)
    return None if any(not gone.isdisjoint(map(id, one.gone)) for one in rivals) else best


def tell_wrong_figure(explained: Explanation[Checked]) -> Finding:
    """Return the finding of a figure that explains others: what it should be, and on the other sides what says so."""
    figure, right = explained.figure, explained.right
    asking = [
        (one, side)
        for one in explained.gone
        for named, number, side in asked_numbers(one)
        if number == right and is_same_or_blank(named, figure)
    ]
    first = next((one for one, _ in asking if one.sides[0].path == figure.path), asking[0][0])
    every = (side for one in (first, *explained.gone) for side in one.every_side)
    mine = next(side for side in every if figure_of_side(side) == figure)
    against = [side for _, side in asking if side]
    if mine not in first.sides:  # a part of a sum
        against = [*first.sides, *against]
    against = [side for side in against if side.path != figure.path]  # which may call a blank nought
    names = name_findings([one for one in explained.gone if one is not first])
    nearly = "（或者差一个尾数）" if explained.tails else ""
    in_prose = PARAGRAPH.fullmatch(figure.path)
    wrong = (
        f"{first.what}，改成" if in_prose else "这一格空着，填" if figure.printed is None else "这个数改成"
    )
    return replace(
        first,
        level=explained.level,
        subject=first.subject if in_prose else mine.name,
        what=f"{wrong}{digits_to_tell(right)}{nearly}就都对得上，现在因为它对不上的还有{names}",
        hint="先核对这一格" if figure.printed is None else "先核对这个数",
        sides=tuple(dict.fromkeys([mine, *against]))[: 1 + SHOWN],
    )


def digits_to_tell(number: Decimal) -> str:
    """Return a number as it is told, with no more decimals than it needs beyond the two of an amount."""
    return (
        f"{rounded(number):f}"
        if decimals(number) <= given_decimals(CENT) < given_decimals(number)
        else f"{number:f}"
    )


def with_explanation(
    found: Sequence[Finding], explained: Explanation[Checked], finding: Finding
) -> list[Finding]:
    """Return findings with one in the place of those that it explains. The others are told as they are once its figure is right,
    where they do not speak of that themselves."""
    gone = set(map(id, explained.gone))
    result: list[Finding] = []
    for one in found:
        of_figure = not places_spoken_of(one).isdisjoint(explained.places)
        rest = explained.left.get(id(one), one)
        if one is explained.gone[0]:
            result.append(finding)
        if id(one) in gone:
            result += [rest] if rest and not of_figure else []
        else:
            result.append(one if rest is None or of_figure else rest)
    return [*result, *explained.unveiled]
