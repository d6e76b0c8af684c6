"""Two figures of the prose that were exchanged, or the names before them, are told once: each is the one that the other should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from narrator.checks.exchanged_figures import find_crossing
from narrator.checks.finding import Finding, Level, name_findings
from narrator.checks.wrong_figures import NEAR, PARAGRAPH, number_of_side

AMOUNT, SHARE = "PR-1", "PR-3"  # the rules that such figures break
SHARE_OF = "的比例"  # behind what a finding on a share is about


class Stated(NamedTuple):
    """A figure of the prose that is another one than it should be: what tells of it, the number, and what it should be."""

    finding: Finding
    number: Decimal
    right: Decimal

    @property
    def paragraph(self) -> str:
        """Where it stands."""
        return self.finding.sides[0].path


def tell_exchanged_claims_once(found: Sequence[Finding]) -> list[Finding]:
    """Return what was found, with one finding in the place of those on two figures of the prose that were exchanged, and on what is
    wrong for it."""
    amounts = exchanged_pairs(found, AMOUNT)
    shares = [pair for pair in exchanged_pairs(found, SHARE) if pair[0].paragraph == pair[1].paragraph]
    instead: dict[int, Finding | None] = {}
    for pair in amounts:
        its = next((other for other in shares if are_shares_of(other, pair)), None)
        followed = [one for one in found if follows(one, pair) and id(one) not in instead]
        instead |= dict.fromkeys(map(id, followed))
        if its:
            shares.remove(its)
            instead |= {id(one.finding): None for one in its}
        first, other = (one.finding for one in pair)
        besides = "和它们的比例" if its else ""
        more = f"，因此对不上的还有{name_findings(followed)}" if followed else ""
        instead[id(first)] = replace(
            first,
            subject=f"{first.sides[1].name}与{other.sides[1].name}",
            what=f"这两个数{besides}在正文和表里互换了{more}",
            hint="核对正文和表，换过来；名称写错了的，改正名称",
            sides=(*first.sides, *other.sides),
        )
        instead[id(other)] = None
    for pair in shares:
        first, other = (one.finding for one in pair)
        instead[id(first)] = replace(
            first,
            subject=f"{first.subject.removesuffix(SHARE_OF)}与{other.subject}",
            what="这两个比例互换了",
            hint="换过来",
            sides=(*first.sides, *other.sides),
            difference="",
        )
        instead[id(other)] = None
    told = (instead.get(id(one), one) for one in found)
    return [one for one in told if one is not None]


def exchanged_pairs(found: Sequence[Finding], rule: str) -> list[tuple[Stated, Stated]]:
    """Return the figures of the prose that break a rule, two by two, each of which is what one other should be, and no third."""
    wrong = [*wrong_claims(found, rule)]
    crossing = find_crossing([one.number for one in wrong], [[one.right] for one in wrong])
    pairs = [(at, other) for at, other, _ in crossing]
    many = Counter(chain.from_iterable(pairs))
    return [(wrong[at], wrong[other]) for at, other in pairs if many[at] == many[other] == 1]


def wrong_claims(found: Sequence[Finding], rule: str) -> Iterator[Stated]:
    """Yield the figures of the prose that findings of a rule tell to be others than they should be, by more than tails."""
    for one in found:
        if one.rule == rule and one.level is Level.ERROR and len(one.sides) == 2 and not one.accepted:
            number, right = map(number_of_side, one.sides)
            in_prose = PARAGRAPH.fullmatch(one.sides[0].path)
            if in_prose and number is not None and right is not None and abs(number - right) > 2 * NEAR:
                yield Stated(one, number, right)


def are_shares_of(shares: Collection[Stated], amounts: Collection[Stated]) -> bool:
    """Return whether shares are those of amounts in the same paragraph, as the formula says from which they should be reckoned."""
    places = {one.paragraph for one in (*shares, *amounts)}
    reckoned = {one.finding.sides[1].name.partition(" ÷ ")[0] for one in shares}
    return len(places) == 1 and reckoned == {one.finding.sides[1].value for one in amounts}


def follows(finding: Finding, amounts: Collection[Stated]) -> bool:
    """Return whether a finding on a paragraph holds one of some amounts against something else there."""
    return any(
        finding is not one.finding
        and finding.sides[:1]
        and finding.sides[0].path == one.paragraph
        and finding.rule != AMOUNT
        and any(side.value == one.finding.sides[0].value for side in finding.sides[1:])
        for one in amounts
    )
