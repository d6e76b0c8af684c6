"""What holds between figures of a disclosure: kinds of relations, and how their places are written.

A place is a path of data.json with gaps (`支出决算表.各科目.*.基本支出`): * stands for any one name, the same on both
sides of a relation; 类, 款 and 项 behind 各科目 for every row of that level, and [] for every item of a list. What of
these the other side does not have, is added up. The common relations are declared in `relations`, those of a form in
its data.toml; `checks` judge by them, `next` carries last year's figures, `lint` asks for the parts of a printed sum,
`explain` names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Union

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.lookup import ANY, ITEMS
from narrator.disclosure.number_shapes import CountShape, ScoreShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import Coded, Figure, Listing, Record, Value

ROWS, TOTAL = "各科目", "合计"
LENGTHS = {level: length for length, level in LEVELS.items()}  # 类, 款, 项 → digits of their codes
GAPS = frozenset((ANY, ITEMS, *LENGTHS))  # steps that stand for any of several
# What people call the sum of the rows below one, by its level; 合计 has none.
LEVEL_SUMS = {"": "各类之和", "类": "所属各款之和", "款": "所属各项之和"}
BELOW = "所属科目之和"  # and that of the nearest rows below one that are given
MINUS = "-"
# The rules of the relations that a form declares, unless it says another
SUMMED, NOT_GREATER = "GS-1", "GS-2"
UNSAID = (ROWS, "决算数")  # steps that the public tables do not print beside a figure
LONGEST_UNIT = 3  # characters: 人次
Steps = tuple[str, ...]


@lru_cache(maxsize=4096)
def place_steps(place: str) -> Steps:
    """Return the names and gaps of a place, without the minus of what is taken off."""
    return tuple(place.removeprefix(MINUS).split("."))


# A relation is declared once and is no other one, whatever that says: what is known of it is found by its identity. To hash the
# places of all relations takes longer than to see that they hold.


@dataclass(frozen=True, eq=False)
class Sum:
    """The figure at one place, the whole, is the sum of those at others, the parts; a part with a minus
    before it is taken off.

    said: what people call the sum; "" for the names of the parts.
    mark: what tells this sum from another of the same figure.
    partial: why the parts may be less than the whole, or "": they may not.
    usual: why both may differ, or "".
    stated: whether only parts that are given count, and nothing is asked where there are none.
    quiet: whether nothing is said where figures are missing, as of last year's.
    rows: for some parts the rows one of which there is when the part has money: a blank part without any was
        not even rounded.
    more: whether a form declares it beside the common sums of the figure, and not in their place.
    amount: the whole where no figure states it: what 分值 make.
    instead: for a step of a part that is not filled in those that stand for it, if one of them is.
    listed: whether nothing is asked where nothing is listed at the last of the parts.
    """

    whole: str
    parts: tuple[str, ...]
    said: str = ""
    mark: str = ""
    partial: str = ""
    usual: str = ""
    stated: bool = False
    quiet: bool = False
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: bool = False
    amount: int | None = None
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listed: bool = False

    @property
    def name(self) -> str:
        """What people call the sum: 「基本支出＋项目支出」."""
        return self.said or "".join(signed_name(self.whole, part) for part in self.parts).removeprefix("＋")


@dataclass(frozen=True, eq=False)
class Levels:
    """In every one of some columns of a table: 合计, where there is one, = the 类, a 类 = its 款, a 款 = its
    项.

    lowest: the level below which there is none. partial: why the rows below may be less, or "". stated: whether only
    rows count that are given, a 类 adding up the nearest of those below it, and 合计 is not asked.
    """

    table: str
    columns: tuple[str, ...]
    mark: str = ""
    lowest: str = "项"
    partial: str = ""
    stated: bool = False


@dataclass(frozen=True, eq=False)
class Equal:
    """The figures at two places, left and right, are one.

    partial: why the left one may be less than the right one, or "".
    why: why it can not be more, then.
    usual: why both may differ, or "".
    apart: whether they are rounded in two ways (公开01表 rounds each class by itself, a class of 公开03表 is a sum
        of rounded rows).
    stated: whether nothing is asked where the right one is not given.
    quiet: as of a sum.
    """

    left: str
    right: str
    partial: str = ""
    why: str = ""
    usual: str = ""
    apart: bool = False
    stated: bool = False
    quiet: bool = False


@dataclass(frozen=True, eq=False)
class AtMost:
    """The sum of the figures at some places, the parts, is not greater than that of those at others, the
    bounds.

    why: in which way.
    name: what people call several parts.
    bound: what they call several bounds.
    usual: why it may be greater, or "".
    apart: as of equals, where rows of two tables are compared.
    stated: whether nothing is asked where a part or a bound is not given.
    """

    parts: tuple[str, ...]
    bounds: tuple[str, ...]
    why: str = ""
    name: str = ""
    bound: str = ""
    usual: str = ""
    apart: bool = False
    stated: bool = False


@dataclass(frozen=True, eq=False)
class LastYear:
    """The figure at one place is last year's of the one at another, which is this year's, now."""

    place: str
    now: str


Relation = Union[Sum, Levels, Equal, AtMost, LastYear]


def members_of(relation: Relation) -> set[str]:
    """Return the members of data in which the figures of a relation stand."""
    match relation:
        case Sum(whole=whole, parts=parts, rows=rows):
            places = [whole, *parts, *chain.from_iterable(rows.values())]
        case Levels(table=table):
            places = [table]
        case Equal(left=left, right=right):
            places = [left, right]
        case AtMost(parts=parts, bounds=bounds):
            places = [*parts, *bounds]
        case LastYear(place=place, now=now):
            places = [place, now]
    return {place_steps(place)[0] for place in places}


class Declared(NamedTuple):
    """Relations of one rule: its id, what it is about and its formula, for people."""

    id: str
    title: str
    formula: str
    relations: tuple[Relation, ...]


def signed_name(whole: str, part: str) -> str:
    """Return what people call a part where it is added to others that make a whole: ＋基本支出, －本年支出."""
    sign = "－" if part.startswith(MINUS) else "＋"
    return f"{sign}{' '.join(differing_steps(place_steps(whole), place_steps(part)))}"


def in_words(place: str) -> str:
    """Return a place as people say it, its gaps in words: 支出明细表.各科目.*.小计 is 「支出明细表 每个科目 小计」."""
    said: list[str] = []
    for step in place_steps(place):
        if step in LENGTHS or (step == ANY and said[-1:] == [ROWS]):
            said[-1:] = ["每个科目" if step == ANY else f"每一{step}"]
        else:
            said.append({ANY: "每一行", ITEMS: "每一项"}.get(step, step))
    return " ".join(said)


def differing_steps(whole: Steps, part: Steps) -> Steps:
    """Return the steps of a part by which it differs from the whole, as people say them."""
    start = count_common_steps(whole, part[:-1])
    end = len(part) - count_common_steps(whole[start:][::-1], part[start + 1 :][::-1])
    said = tuple(step for step in part[start:end] if step not in (*UNSAID, ANY, ITEMS, *LENGTHS))
    return said or part[-1:]


@lru_cache(maxsize=4096)
def last_gap(steps: Steps) -> int:
    """Return how many steps there are up to the last gap that a relation shares, that gap included; 0 without
    one.
    """
    return max((at for at, step in enumerate(steps, 1) if step in (ANY, ITEMS)), default=0)


def count_common_steps(one: Steps, other: Steps) -> int:
    """Return how many steps two places have in common from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


# ---- figures at a place ----


def follow_names(value: Value, steps: Steps) -> tuple[Value | None, int]:
    """Return what the names at the beginning of steps lead to from a value, and how many names these are, as most steps are; None
    where nothing stands there."""
    for at, step in enumerate(steps):
        if step in GAPS:
            return value, at
        if type(value) is Record:
            inner = value.fields.get(step)
        elif type(value) is Coded:
            inner = value.rows.get(step)
        else:
            return value, at
        if inner is None:
            return None, at
        value = inner
    return value, len(steps)


def bindings(value: Value, steps: Steps) -> list[tuple[Steps, Value]]:
    """Return what stands at the steps below a value, each with what the gaps stand for, in the order of the
    data.
    """
    start, at = follow_names(value, steps)
    found: list[tuple[Steps, Value]] = [] if start is None else [((), start)]
    for step in steps[at:] if found else ():
        gap = step in GAPS
        found = [
            ((*bound, name) if gap else bound, inner)
            for bound, one in found
            for name, inner in inside(one, step)
        ]
    return found


def inside(value: Value, step: str) -> Iterable[tuple[str, Value]]:
    """Return what a step leads to from a value, each with its name; nothing where there is no such thing."""
    match value:
        case Record(fields=fields):
            if step in fields:  # as most steps are
                return [(step, fields[step])]
            if step == ANY:
                return [(name, one) for name, one in fields.items() if isinstance(one, Record)]
        case Coded(rows=rows):
            if step == ANY:
                return rows.items()
            if step in LENGTHS:
                return [(code, row) for code, row in rows.items() if len(code) == LENGTHS[step]]
            if step in rows:
                return [(step, rows[step])]
        case Listing():
            if step == ITEMS:
                return [(str(number), item) for number, item in enumerate(value, 1)]
            if step.isdigit() and 0 < int(step) <= len(value):
                return [(step, value[int(step) - 1])]
    return ()


class SharedGap(NamedTuple):
    """A gap of steps that is one of a whole as well: at which of the steps, which of their gaps, which of those of the whole."""

    at: int
    here: int
    there: int


@lru_cache(maxsize=4096)
def shared_gaps(steps: Steps, whole: Steps) -> tuple[SharedGap, ...]:
    """Return the gaps that steps share with a whole: a * is the same name wherever it stands; an item is the same only of
    the same list.
    """
    mine, others = ([at for at, step in enumerate(one) if step in GAPS] for one in (steps, whole))
    same = count_common_steps(steps, whole)
    found: list[SharedGap] = []
    for kind in (ANY, ITEMS):
        here = [gap for gap, at in enumerate(mine) if steps[at] == kind and (kind == ANY or at < same)]
        there = [gap for gap, at in enumerate(others) if whole[at] == kind]
        found += [SharedGap(mine[gap], gap, other) for gap, other in zip(here, there, strict=False)]
    return tuple(found)


def fill_gaps(steps: Steps, whole: Steps, bound: Steps) -> Steps:
    """Return steps with the gaps filled that they share with a whole, whose gaps stand for what is bound."""
    filled = list(steps)
    for gap in shared_gaps(steps, whole) if bound else ():
        filled[gap.at] = bound[gap.there]
    return tuple(filled)


def figures_below(value: Value, steps: Steps) -> list[Figure]:
    """Return the figures at the steps below a value."""
    start, at = follow_names(value, steps)
    if at == len(steps) or start is None:
        return [start] if isinstance(start, Figure) else []
    return [one for _, one in bindings(start, steps[at:]) if isinstance(one, Figure)]


def unit_of(shape: Shape | None) -> str:
    """Return the unit of what a shape counts: what its description says in brackets at its end (辆, 个); 个
    otherwise, and 分 of points.
    """
    if isinstance(shape, ScoreShape):
        return "分"
    said = shape.description.rpartition("（")[2] if isinstance(shape, CountShape) else ""
    return said[:-1] if said.endswith("）") and len(said) <= LONGEST_UNIT + 1 else "个"
