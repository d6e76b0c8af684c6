"""What a check found: which rule, how much it matters, both sides with their places, what to do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from narrator.problem import shorten_numbers

FILL_IN = "填上以后再核对"  # what to do about figures that are not there
MOST_NAMED = 3  # findings that another one names


class Level(Enum):
    """How much a finding matters; the value is what the user reads (RULES, "What a finding says")."""

    ERROR = "错误"
    HINT = "提醒"
    TAIL = "尾差"
    UNCHECKED = "不能核对"


# There are hundreds of sides and findings: Final is checked by mypy, where frozen would cost every one of them.
@dataclass(slots=True, unsafe_hash=True)
class Side:
    """One side of a comparison.

    name: what a reader calls it, such as 「支出决算表 206 项目支出」.
    value: as it stands there, such as 48.06; "" when nothing stands there.
    path: its place in the data, or in the report; "" for what was computed from its parts.
    blanks: the parts that are blank or nought, of which nothing is said.
    """

    name: Final[str]
    value: Final[str]
    path: Final[str] = ""
    parts: Final[tuple[Side, ...]] = ()
    blanks: Final[tuple[Side, ...]] = ()

    def __str__(self) -> str:
        return f"{self.name}：{self.value or '（没有填）'}"


@dataclass(slots=True, unsafe_hash=True)
class Finding:
    """One thing that a rule found.

    subject: what it is about, such as 「支出决算表 206 项目支出」; with the rule's id it is the finding's key, which
        stays the same when the figures change.
    what: what is wrong, one Chinese clause without a full stop; it does not say which side is right.
    hint: what to do, one Chinese clause without a full stop.
    difference: how far the sides are apart, such as 「0.01万元」.
    rule: the id; filled in by the list of rules.
    accepted: the reason with which the unit accepts it (已核实), or "".
    absent: whether it tells of a public table that the report must have and that is not there.
    """

    level: Final[Level]
    subject: Final[str]
    what: Final[str]
    hint: Final[str]
    sides: Final[tuple[Side, ...]] = ()
    difference: Final[str] = ""
    rule: Final[str] = ""
    accepted: Final[str] = ""
    absent: Final[bool] = False

    @property
    def key(self) -> str:
        """The name under which a unit accepts this finding in data.json; a number without end in it is cut short."""
        return f"{self.rule} {shorten_numbers(self.subject)}"

    @property
    def described(self) -> str:
        """What is wrong, with what both sides say."""
        sides = "；".join(map(str, self.sides))
        return f"{self.what}（{sides}）" if sides else self.what

    def of_rule(self, rule: str) -> Finding:
        """Return the same as what the rule with that id found."""
        return replace(self, rule=rule)

    @property
    def sides_and_parts(self) -> list[Side]:
        """Its sides, each with its parts behind it."""
        return [one for side in self.sides for one in (side, *side.parts)]

    @property
    def every_side(self) -> list[Side]:
        """Its sides, each with its parts behind it, those that are blank as well."""
        return [one for side in self.sides for one in (side, *side.parts, *side.blanks)]

    @property
    def counts(self) -> bool:
        """Whether the report can not go public with it: an error, or a table that is not there, and nobody has accepted it."""
        return (self.level is Level.ERROR or self.absent) and not self.accepted


def unchecked(subject: str, why: str, hint: str, *sides: Side) -> Finding:
    """Return that something can not be checked, and why."""
    return Finding(Level.UNCHECKED, subject, why, hint, sides)


def tell_blanks_once(found: Iterable[Finding]) -> list[Finding]:
    """Return findings in which a figure that is not there is told once: what else can not be checked for want of
    figures that are told already is named in the finding that tells them.
    """
    kept: list[Finding] = []
    told: dict[str, int] = {}  # the place of the finding that tells of a figure, by the figure's name
    besides: dict[int, list[Finding]] = defaultdict(list)
    for finding in found:
        names = [side.name for side in finding.sides]
        if finding.level is Level.UNCHECKED and finding.hint == FILL_IN and names:
            if told.keys() >= {*names}:
                besides[told[names[0]]].append(finding)
                continue
            told = dict.fromkeys(names, len(kept)) | told
        kept.append(finding)
    for at, others in besides.items():
        kept[at] = replace(kept[at], what=f"{kept[at].what}，因此也不能核对{name_findings(others)}")
    return kept


def name_findings(found: Sequence[Finding]) -> str:
    """Return the names of the first of some findings and, where they are more, how many they are."""
    more = f"等{len(found)}处" if len(found) > MOST_NAMED else ""
    return "、".join(one.key for one in found[:MOST_NAMED]) + more


def unique(found: Iterable[Finding]) -> Iterator[Finding]:
    """Return findings without those that say the same of the same; keys that would be equal are counted."""
    seen: Counter[str] = Counter()
    said: set[tuple[object, ...]] = set()
    for finding in found:
        key = finding.key
        same = (key, finding.what, tuple([(side.name, side.value) for side in finding.sides]))
        if same in said:
            continue
        said.add(same)
        seen[key] += 1
        yield finding if seen[key] == 1 else replace(finding, subject=f"{finding.subject}〔{seen[key]}〕")
