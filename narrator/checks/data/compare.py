"""Comparing figures with the catalogue's tolerance (RULES, "Tolerance"); every rule goes through here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from narrator.checks.data.accounts import (
    WAN,
    ZERO,
    AccountCell,
    Accounts,
    add_up,
    number_in_words,
)
from narrator.checks.data.known_numbers import number_of_value
from narrator.checks.data.lost_decimals import find_lost_decimals
from narrator.checks.finding import FILL_IN, Finding, Level, Side, unchecked
from narrator.disclosure.value import Figure
from narrator.number import EXACT, Amount, given_decimals, rounded

CHECK_BOTH = "核对两边的原始数据，改正填错的一处"
BOTH_OR_NONE = "核对：确实没有这个数的，两边都填null；有的，两边都填数"
TAIL_HINT = "四舍五入的尾差，一般不用改"
LONE_HINT = "核对这两个数，是不是有一个填错了，或者漏了别的项"
UNLIKELY_HINT = "核对这些数；尾差通常互相抵消，多半有一个数不对"


@dataclass(frozen=True)
class Tolerance:
    """How far two sides may be apart, in 万元.

    near: what the rounding of the figures that are compared explains. far: what it explains when each of the
    leaves below them, which were rounded as well, is off the same way: possible, but unlikely. blanks:
    whether what makes the difference between the two is blanks and zeros that may hide an amount. lone: whether a total has but
    one part, which should print as it does.
    """

    near: Decimal = ZERO
    far: Decimal = ZERO
    leaves: int = 0
    blanks: bool = False
    lone: bool = False

    def __add__(self, more: Decimal) -> Tolerance:
        return replace(self, near=self.near + more, far=self.far + more)


def tolerance_of(
    total: AccountCell, parts: Sequence[AccountCell], leaves: Sequence[int] = (), alike: bool = False
) -> Tolerance:
    """Return how far a total may be from the sum of its parts: half a unit for each figure that was rounded.

    A blank of a report is no rounded figure, and a zero is mostly none; that one hides an amount below half a unit
    is possible, but unlikely. leaves: how many rounded addends stand in each of the parts, when a part is itself a sum of
    rounded figures. alike: whether the total and a part that alone is filled in are one amount, rounded the
    same way: they should print alike, and what one rounding more explains is a hint.
    """
    counts = leaves or [1] * len(parts)
    stated = [part for part in parts if part.given and part.number]
    near = sum((part.tail for part in stated), total.tail)
    far = sum((part.tail * count for part, count in zip(parts, counts, strict=True)), total.tail)
    if alike and len(stated) == 1 and is_rounded(total) and is_rounded(stated[0]):
        blank = any(part.tail for part in parts if not part.number)
        return Tolerance(
            ZERO, far if blank else near, sum(counts), blanks=not leaves and blank, lone=not blank
        )
    return Tolerance(near, far, sum(counts), blanks=not leaves)


def is_rounded(cell: AccountCell) -> bool:
    """Return whether a cell states an amount that was rounded to what is printed, and was not reckoned from
    others.
    """
    return cell.loose is None and bool(cell.tail)


def adds_up_as_usual(accounts: Accounts, whole: Figure, parts: list[tuple[Figure, bool]]) -> bool:
    """Return whether a whole and its parts were all read and add up, as they nearly always do."""
    summed = ZERO
    for figure, taken in parts:
        value = figure.value
        number = value.wan if type(value) is Amount else number_of_value(value)
        if number is None or (not figure.given and accounts.unread(figure)):
            return False
        if number:
            summed = EXACT.subtract(summed, number) if taken else EXACT.add(summed, number)
    total = number_of_value(whole.value)
    return total == summed and (whole.given or not accounts.unread(whole))


def tell_wrong_sum(
    total: AccountCell,
    parts: Sequence[AccountCell],
    said: str,
    subject: str,
    leaves: Sequence[int] = (),
    alike: bool = False,
) -> Iterator[Finding]:
    """Return where a total is not the sum of its parts.

    said: what people call the sum (「基本支出＋项目支出」). leaves, alike: as of a tolerance.
    """
    addends = [part.number for part in parts if part.number is not None]
    if total.number is None or len(addends) < len(parts):
        yield from tell_not_given(subject, without_number([total, *parts]))
        return
    summed = add_up(addends)
    if summed == total.number:  # as it nearly always is
        return
    shown = tuple(part.side for part in parts if part.number)
    right = Side(said, number_in_words(summed, total.unit), parts=shown)
    tolerance = tolerance_of(total, parts, leaves, alike)
    gap = EXACT.subtract(total.number, summed)
    finding = tell_apart(total, abs(gap), tolerance, right, subject)
    if finding.level is not Level.TAIL:  # which no blank explains
        right = replace(right, blanks=tuple(part.side for part in parts if not part.number))
        finding = replace(finding, sides=(total.side, right))
    if finding.level is Level.ERROR and not any(cell.printed for cell in (total, *parts)):
        lost = find_lost_decimals(total, parts, gap, tolerance.near)
        finding = replace(finding, what=finding.what + lost)
    yield finding


def tell_unequal(
    left: AccountCell, right: AccountCell, tolerance: Tolerance = Tolerance()
) -> Iterator[Finding]:
    """Return where two cells, each rounded by itself, do not state the same figure.

    tolerance: what may lie between them when one is a sum of rounded addends; without one they must print
    alike, and be equal when both are known exactly. What was reckoned from printed figures may be off by
    more.
    """
    subject = f"{left.name}与{right.name}"
    if left.number is None or right.number is None:
        yield from tell_not_given(subject, without_number([left, right]))
        return
    if (left.tail or right.tail) and rounded(left.number) == rounded(right.number):
        return
    if gap := abs(EXACT.subtract(left.number, right.number)):
        yield tell_apart(left, gap, tolerance + slack(left, right), right.side, subject)


def slack(*cells: AccountCell) -> Decimal:
    """Return how far cells may be from what would be printed of them, because they were reckoned from printed
    figures.
    """
    return add_up(cell.loose for cell in cells if cell.loose is not None)


def tell_greater(
    small: AccountCell,
    large: AccountCell,
    tolerance: Tolerance = Tolerance(),
    *,
    why: str,
) -> Iterator[Finding]:
    """Return where a small cell, which is part of a large one, is greater. why: in which way it is a part."""
    subject = f"{small.name}与{large.name}"
    if small.number is None or large.number is None:
        yield from tell_not_given(subject, without_number([small, large]))
        return
    if (small.tail or large.tail) and rounded(small.number) <= rounded(large.number):
        return
    over = EXACT.subtract(small.number, large.number)
    if over > 0:
        difference = f"{number_in_words(over, small.unit)}{small.unit}"
        what = f"前者比后者多{difference}{f'，{why}' if why else ''}"
        sides = (small.side, large.side)
        yield grade_gap(over, tolerance + slack(small, large), subject, what, sides, difference)


def tell_negative(part: AccountCell) -> Iterator[Finding]:
    """Return that a cell, which is a part of another, is less than nothing."""
    if part.number is not None and part.number < 0:
        yield Finding(Level.ERROR, part.name, "这个数不会是负数", "核对，填正数", (part.side,))


def tell_apart(left: AccountCell, gap: Decimal, tolerance: Tolerance, side: Side, subject: str) -> Finding:
    """Return the finding that a cell and another side are so far apart; within the tolerance it is a tail."""
    difference = f"{number_in_words(gap, left.unit)}{left.unit}"
    return grade_gap(gap, tolerance, subject, f"两边相差{difference}", (left.side, side), difference)


def grade_gap(
    gap: Decimal,
    tolerance: Tolerance,
    subject: str,
    what: str,
    sides: tuple[Side, ...],
    difference: str,
) -> Finding:
    """Return the finding of a gap: a tail, what only many tails together explain, or an error."""
    if gap <= tolerance.near:
        return Finding(Level.TAIL, subject, what, TAIL_HINT, sides, difference)
    if gap <= tolerance.far:
        if tolerance.lone:
            explained = "只有一项有数，四舍五入以后多半印得一样"
        elif tolerance.blanks:
            explained = "要空着或者是零的格里有不到0.005万元的数才会差这么多"
        else:
            explained = f"要下面{tolerance.leaves}个数的尾差都偏向一边才会差这么多"
        hint = LONE_HINT if tolerance.lone else UNLIKELY_HINT
        return Finding(Level.HINT, subject, f"{what}，{explained}", hint, sides, difference)
    return Finding(Level.ERROR, subject, what, CHECK_BOTH, sides, difference)


def judge_ratio(
    printed: Decimal,
    part: Fraction,
    part_tail: Fraction,
    whole: Fraction,
    whole_tail: Fraction,
    scale: int = 100,
) -> Level:
    """Return how wrong a printed rate is as part ÷ whole: a tail when rounding explains the difference, else an error.

    scale: 100 for a rate in per cent, 1 for a number of times.
    """
    step = Fraction(1, 10 ** given_decimals(printed)) / 2
    least, most = part - part_tail, part + part_tail
    smallest, largest = whole - whole_tail, whole + whole_tail
    if largest <= 0:
        return Level.ERROR
    if smallest <= 0:  # the exact whole may be as little as anything
        return Level.TAIL if least < 0 or least / largest * scale - step <= Fraction(printed) else Level.ERROR
    low = min(least / largest, least / smallest) * scale - step
    high = max(most / smallest, most / largest) * scale + step
    return Level.TAIL if low <= Fraction(printed) <= high else Level.ERROR


def sum_of_cells(cells: Sequence[AccountCell], name: str) -> AccountCell:
    """Return the sum of cells as one."""
    known = [cell.number for cell in cells if cell.number is not None]
    return AccountCell(
        name,
        add_up(known) if len(known) == len(cells) else None,
        "、".join(cell.path for cell in cells),
        any(cell.given for cell in cells),
        any(cell.printed for cell in cells),
        all(cell.exact for cell in cells),
        unit=cells[0].unit if cells else WAN,
    )


def without_number(cells: Sequence[AccountCell]) -> list[AccountCell]:
    """Return those cells that have no number: null, not filled in where a blank could be a mistake, or not read."""
    return [cell for cell in cells if cell.number is None]


def tell_not_given(subject: str, missing: Sequence[AccountCell]) -> Iterator[Finding]:
    """Return that something can not be checked for want of the missing cells.

    What a report does not print can not be checked in any report: of that nothing is said.
    """
    if any(cell.printed for cell in missing):
        return
    names = "、".join(f"{cell.name}{'是null' if cell.null else '没有填'}" for cell in missing[:3])
    what = f"{names}{'等' if len(missing) > 3 else ''}"
    yield unchecked(subject, what, FILL_IN, *(cell.side for cell in missing))


def tell_half_null(total: AccountCell, parts: Sequence[AccountCell], subject: str) -> Iterator[Finding]:
    """Return where a total of parts is null and none of them is, or they are all null and it is not.

    Zero may stand beside null; a total of which a part is null may be null itself.
    """
    stated = [part for part in parts if part.number]
    nulls = [part for part in parts if part.null]
    if (total.null and stated and not nulls) or (total.number and len(nulls) == len(parts)):
        sides = (total.side, *(part.side for part in stated or parts))
        yield Finding(Level.ERROR, subject, "一边是null，另一边有数", BOTH_OR_NONE, sides)


def ease_errors(findings: Iterable[Finding], why: str, usual: bool) -> Iterator[Finding]:
    """Return findings in which what would be an error is a hint where there may be a reason for it.

    why: the reason. usual: whether both sides are the same as a rule only.
    """
    for finding in findings:
        if why and finding.level is Level.ERROR:
            what = f"{finding.what}，通常相等" if usual else finding.what
            finding = replace(finding, level=Level.HINT, what=what, hint=f"核对；{why}")
        yield finding
