"""What a sentence states, read by its parts in any of the usual wordings: amount, base, direction, rate, share,
completion.

The grammar knows no form: 支出决算为446.11万元，完成年初预算的98.61%。决算数小于预算数 states a final figure, a rate of the
initial budget and a direction. Whose figures they are, `reworded` finds from the place where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from narrator.number import MoneyUnit, in_wan, read_digits
from narrator.regex import YEAR_BEFORE, compile_later
from narrator.tables.plain import PRINTED_NUMBER

NUM = rf"(?P<number>-?{PRINTED_NUMBER})"
BASE = r"(?P<base>年初|全年|调整|当年|本年|年度)?"
# What is stated → how it is said. Of several that fit at one place the first counts.
ROLES = (
    (
        "完成率",
        rf"(?:完成|达到?|占|为|是)了?{BASE}(?:安排的?)?(?:财政拨款|支出|收入)?预算数?的?(?:比例)?为?(?<=[算数的为例]){NUM}%",
    ),
    ("完成率", rf"(?:{BASE}预算)?(?:完成|执行)率为?达?到?{NUM}%"),
    ("预算数", rf"(?<!完成)(?<!占){BASE}预算(?:数|安排|支出|金额)?(?:合计|总额)?(?:数)?[为是:]?{NUM}万元"),
    ("上年", rf"{YEAR_BEFORE}(?:支出|收入)?(?:决算)?数?[为是:]?{NUM}万元"),
    ("变动率", rf"(?P<way>增长|下降|降低|上升|增加|减少|提高|增幅|降幅)(?:率|幅度)?[了为约达]?{NUM}%"),
    ("变动倍数", rf"(?P<way>增长|上升|增加|提高)[了约达]?{NUM}倍"),
    (
        "变动额",
        rf"(?P<way>增加|减少|增长|下降|降低|上升|增支|减支|增收|减收|多|少|增|减)(?:支出|收入)?了?{NUM}万元",
    ),
    ("比例", rf"占[^,。;:%\d]{{0,30}}?{NUM}%"),
    ("决算数", rf"(?:决算|支出|实际执行|执行|实际完成)(?:决算|支出)?数?(?:合计|总额)?[为是:]?{NUM}万元"),
)


def with_numbered_groups(said: str, at: int) -> str:
    """Return a pattern with its groups named for the place of its role."""
    inside = re.sub("[?]P<([a-z]+)>", lambda found: f"?P<{found.group(1)}{at}>", said)
    return f"(?P<role{at}>{inside})"


PART = compile_later("|".join(with_numbered_groups(said, at) for at, (_, said) in enumerate(ROLES)))
PART_IN_YUAN = compile_later(PART.pattern.replace(MoneyUnit.WAN.value, MoneyUnit.YUAN.value))
MORE = frozenset(
    [
        "增加",
        "增长",
        "上升",
        "增支",
        "增收",
        "多",
        "增",
        "提高",
        "增幅",
        "大于",
        "高于",
        "超过",
        "超出",
        "多于",
    ]
)
# A comparison with a budget that names no amount; what stands between is its base. A change is one beside a budget only (同预算数增加).
COMPARED = compile_later(
    rf"(?:决算数?|支出|执行数)?(?P<beside>与|同|和|跟|较|比)?{BASE}(?:的)?(?P<budget>预算)?数?(?:相比)?(?:基本|有所|略有?)?"
    r"(?:(?P<way>大小于|小大于|大于|高于|超过|超出|多于|小于|低于|少于|未达到?|不及|不足(?=年初|全年|调整|当年|预算)|等于|持平|相等|一致|相同)|(?P<change>增加|增长|上升|提高|减少|下降|降低))"
    r"(?:于)?(?P<base2>年初|全年|调整|当年)?(?P<budget2>预算)?"
)
FLAT = compile_later(r"持平|无增减(?:变化)?|没有(?:增减)?变化|无变化|未发生变化|一致|相同")
UNBUDGETED = compile_later(r"(?:年初|全年)?(?:未安排|没有|无)预算")
EQUAL = frozenset(["等于", "持平", "相等", "一致", "相同"])
TWISTED = frozenset(["大小于", "小大于"])
# What a writer gives as the reason: behind 主要原因是, between 主要是 and 等原因 at the end, or as a sentence 主要是… without figures.
REASON = compile_later(
    r"(?:的)?(?:主要)?原因(?:是|为|:|系|在于)+(?P<reason>[^。]*)|主要(?:是|为|系|由于)(?P<cause>[^。]{1,200}?)原因(?=。|$)"
    r"|(?<=。)主要(?:是|为|系|由于)(?P<own>[^。\d]{1,200}+)(?=。|$)"
)
# A direction without a figure, right before the reason: 支出增加的主要原因是…
TURN = compile_later("(?:增加|增长|上升|提高|减少|下降|降低)$")
FIGURE = compile_later(rf"(?<![\d.,]){PRINTED_NUMBER}(?:万元|%)")
FIGURE_IN_YUAN = compile_later(FIGURE.pattern.replace(MoneyUnit.WAN.value, MoneyUnit.YUAN.value))

ONE_WAY = r"(增加|减少|增长|下降|降低|上升)[了为约达]?"
AMOUNT, RATE = rf"{PRINTED_NUMBER}万?元", rf"{PRINTED_NUMBER}(?:%|(?=[。;]))"
# One right behind the other: with other words between them each may be compared with something of its own.
CHANGE = tuple(
    compile_later(rf"{ONE_WAY}{one}[,、(]?{ONE_WAY}{other}")
    for one, other in ((AMOUNT, RATE), (RATE, AMOUNT))
)


@dataclass(frozen=True)
class StatedFigure:
    """A figure with what it is: its role (决算数, 预算数, 完成率, 上年, 变动额, 变动率, 变动倍数, 比例).

    base: which budget, as it is called (年初, 全年; "" when it is just 预算). sign: of a change 1 or -1.
    text: the number as it is printed; start, end: where its clause stands. unit: in which amounts are printed.
    """

    role: str
    base: str
    sign: int
    text: str
    start: int
    end: int
    unit: MoneyUnit = MoneyUnit.WAN

    @property
    def number(self) -> Decimal:
        """The number as it is printed, in the unit of its role: that of amounts, per cent, or 倍."""
        return read_digits(self.text)

    @property
    def wan(self) -> Decimal:
        """The amount that is printed, in 万元."""
        return in_wan(self.number, self.unit)

    @property
    def decimals(self) -> int:
        """How many decimals it is printed with."""
        return len(self.text.partition(".")[2])


@dataclass(frozen=True)
class StatedComparison:
    """That the final figure is more (1) or less (-1) than a budget, or the same (0). base: as of a part. twisted:
    the word says both (大小于)."""

    sign: int
    base: str
    text: str
    twisted: bool = False


@dataclass(frozen=True)
class Statement:
    """What a text states.

    flat: it says that nothing changed. turn: as what a change of no figure is given a reason: 1 more, -1 less, 0 when none is. reason:
    what it gives as one; None when it gives none. unread: its figures that are no part. reasons: where the reason stands.
    unbudgeted: it says that nothing was budgeted.
    """

    text: str
    parts: tuple[StatedFigure, ...]
    comparisons: tuple[StatedComparison, ...] = ()
    flat: bool = False
    reason: str | None = None
    unread: tuple[str, ...] = ()
    reasons: tuple[tuple[int, int], ...] = ()
    turn: int = 0
    unbudgeted: bool = False

    def of(self, role: str) -> list[StatedFigure]:
        """Return the parts that have a role, in order."""
        return [part for part in self.parts if part.role == role]


class Opposites(NamedTuple):
    """Words that say of one change that it goes both ways. first, second: the two words for it."""

    text: str
    first: str
    second: str


def read_statement(text: str, unit: MoneyUnit) -> Statement:
    """Return what a text, in plain form and without mistakes, states; its reason is the writer's and not read. unit: in which it
    prints amounts."""
    found = REASON.search(text)
    # The reason is blanked and not cut out: the places of the parts stay those of TEXT.
    body = (
        text if found is None else f"{text[: found.start()]}{'。' * len(found.group())}{text[found.end() :]}"
    )
    parts = tuple(stated_figures(body, unit))
    figures = FIGURE if unit is MoneyUnit.WAN else FIGURE_IN_YUAN
    rest = blanked(body, parts)
    compared = tuple(comparisons_of(rest))
    way = None if found is None else TURN.search(text[: found.start()])
    return Statement(
        text,
        parts,
        compared,
        not compared and FLAT.search(rest) is not None,
        None if found is None else found["reason"] or found["cause"] or found["own"] or "",
        tuple(one.group() for one in figures.finditer(rest)),
        () if found is None else (found.span(),),
        0 if way is None else 1 if way.group() in MORE else -1,
        UNBUDGETED.search(body) is not None,
    )


def stated_figures(body: str, unit: MoneyUnit = MoneyUnit.WAN) -> Iterator[StatedFigure]:
    """Yield the figures that a sentence states, each with its role. unit: in which it prints amounts."""
    for found in (PART if unit is MoneyUnit.WAN else PART_IN_YUAN).finditer(body):
        at = next(at for at in range(len(ROLES)) if found[f"role{at}"] is not None)
        named = found.groupdict()
        way = named.get(f"way{at}") or ""
        sign = 0 if not way else 1 if way in MORE else -1
        number = named[f"number{at}"]
        base = named.get(f"base{at}") or ""
        yield StatedFigure(ROLES[at][0], base, sign, number, found.start(), found.end(), unit)


def comparisons_of(body: str) -> Iterator[StatedComparison]:
    """Yield what a sentence says of a figure beside its budget: more, less or equal."""
    for found in COMPARED.finditer(body):
        way = found["way"] or found["change"]
        if not (found["budget"] or found["budget2"]) or (found["change"] and not found["beside"]):
            continue
        sign = 0 if way in EQUAL else 1 if way in MORE else -1
        yield StatedComparison(sign, found["base"] or found["base2"] or "", found.group(), way in TWISTED)


def blanked(body: str, parts: tuple[StatedFigure, ...]) -> str:
    """Return a body of text with a mark in the place of each of the parts."""
    shown, end = "", 0
    for part in parts:
        shown += body[end : part.start] + "|"
        end = part.end
    return shown + body[end:]


def find_opposites(text: str) -> Iterator[Opposites]:
    """Yield the words of a text, in plain form, that say of one change that it goes both ways."""
    for pattern in CHANGE:
        for found in pattern.finditer(text):
            first, second = found.groups()
            if (first in MORE) != (second in MORE):
                yield Opposites(found.group(), first, second)
