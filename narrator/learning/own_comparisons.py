"""Changes, completions and comparisons in a paragraph that a report words itself: what is stated, in which words."""

from __future__ import annotations

import re
from decimal import Decimal

from narrator.checks.printed.statement import EQUAL, MORE, StatedFigure
from narrator.learning.own_facts import write_fact
from narrator.learning.own_reasons import REASON
from narrator.learning.rewording import Rewording
from narrator.learning.stated_facts import CHANGE, COMPLETION, StatedFact
from narrator.number import read_digits
from narrator.regex import YEAR_BEFORE

FLAT = re.compile(
    rf"(?:[与同和较比]{YEAR_BEFORE}(?:(?:决算|支出|收入)数?)?(?:相比)?,?)?(?P<way>持平|无增减变化|无增减|没有变化|无变化|基本持平)"
)
COMPARED = re.compile(
    r"[,。;]?(?:支出)?决算数?(?:[与和较比同])?(?:年初|全年|调整)?(?:预算数?)?(?P<way>大于|小于|高于|低于|等于|持平|存在差异|基本一致|一致)?(?:年初|全年|调整)?(?:预算数?)?(?P<flat>持平|存在差异)?"
)
WORDED = re.compile(
    rf"(?:决算数?)?(?:较|比|与)?{YEAR_BEFORE}?(?:相比)?(?P<way>增加|减少|增长|下降|降低|上升|大于|小于|高于|低于)(?P<budget>(?:年初|全年|调整)?预算数?)?"
)
LEAD = re.compile(
    rf"(?:[与比较同](?:{YEAR_BEFORE}(?:(?:决算|支出|收入)数?)?|(?:年初|全年|调整)?预算数?)(?:相比)?)$"
)
WAY = re.compile("增加|减少|增长|下降|降低|上升|增支|减支|增收|减收|多|少|增|减")
THAN = re.compile(rf"(?:其中:?)?(?:[比较与同]|高于|低于|大于|小于|多于|少于)(?!{YEAR_BEFORE})")
OF_AMOUNT = re.compile(rf"万?元(?:相比,?)?(?![,。;]|[比较与]{YEAR_BEFORE})")
UNPLANNED = re.compile("年初(?:没有|未)(?:安排|编列)?预算|无年初预算")
THEN_SPENT = re.compile(r"[,。](?:当年|本年)?(?:支出)?决算数?为?$")
LESS = ("小于", "低于", "少于")
NEAR = 12  # letters of what says that a number was spent
NEXT_TO = 8  # letters between an amount of change and its rate
Numbers = dict[tuple[int, int], tuple[str, Decimal]]


def write_flat(rewording: Rewording, flat: re.Match[str]) -> int:
    """Write that nothing changed, and return where that ends."""
    begin = clause_start(rewording.flat, flat.start())
    if "预算" in rewording.flat[begin : flat.start()]:
        return flat.end()
    stated = StatedFact(CHANGE, begin, flat.end(), flat.start(), sign=0)
    return write_fact(rewording, stated) or flat.end()


def write_change(rewording: Rewording, part: StatedFigure, parts: list[StatedFigure]) -> int:
    """Write a change against last year, and return where it ends; 0 when it can not be said of what."""
    if part.role == "上年":
        following = (
            one for one in parts if one.role == "变动额" and part.end <= one.start < part.end + NEXT_TO
        )
        return next((write_change(rewording, one, parts) for one in following), 0)
    if part.role in ("变动率", "变动倍数"):
        return 0
    rates = (one for one in parts if one.role in ("变动率", "变动倍数"))
    rate = next((one for one in rates if part.end <= one.start < part.end + NEXT_TO), None)
    begin = clause_start(rewording.flat, part.start)
    earlier = [one for one in parts if one.role == "上年" and begin <= one.start < part.start]
    shown = [*earlier, part, *([rate] if rate else [])]
    end = rate.end if rate else part.end
    way = WAY.search(rewording.flat, part.start, end)
    cut = earlier[0].start if earlier else way.start() if way else begin
    led = LEAD.search(rewording.flat[begin:cut])
    subject_end = begin + led.start() if led else cut
    stated = StatedFact(CHANGE, begin, end, subject_end, numbers_of(rewording.flat, shown), part.sign)
    return 0 if is_of_two_said(rewording, stated) else write_fact(rewording, stated)


def is_of_two_said(rewording: Rewording, stated: StatedFact) -> bool:
    """Return whether a change is that of one amount of the paragraph against another that its clause prints, of whatever it is:
    比年初结转和结余120.64万元减少15.50万元. What says a change against last year's figure does not say that."""
    first = min(start for start, _ in stated.numbers)
    if stated.is_of_budget(rewording.flat) or THAN.match(rewording.flat, stated.begin) is None:
        return False
    said = [one.end for one in rewording.pieces if stated.begin < one.end <= first]
    return bool(said) and OF_AMOUNT.match(rewording.flat, max(said)) is not None


def write_completion(rewording: Rewording, part: StatedFigure, parts: list[StatedFigure]) -> int:
    """Write how much of a budget was spent, and return where that ends; 0 when it can not be said of what."""
    flat = rewording.flat
    stop = flat.find("。", part.start)
    group = [
        one
        for one in parts
        if part.start <= one.start < (stop if stop >= 0 else len(flat))
        and one.role in ("预算数", "决算数", "完成率")
    ]
    if (
        len(group) > 1 and group[0].role == group[1].role
    ):  # 年初预算为0万元，全年预算为321.02万元: the latter is meant
        return 0
    rate = next((at for at, one in enumerate(group) if one.role == "完成率"), None)
    group = group[: 2 if rate is None else rate + 1]
    if rate is None and [one.role for one in group] != ["预算数", "决算数"]:
        return 0
    end, sign = group[-1].end, None
    compared = COMPARED.match(flat, end)
    if compared and (way := compared["way"] or compared["flat"]):
        end = compared.end()
        sign = 0 if way in EQUAL or "一致" in way else 1 if way in MORE else -1 if way in LESS else None
    elif rate is None:
        return 0
    begin = clause_start(flat, part.start)
    subject_end = begin + len(flat[begin : part.start].rstrip())
    return write_fact(
        rewording,
        StatedFact(
            COMPLETION,
            begin,
            end,
            subject_end if subject_end > begin else None,
            numbers_of(flat, group),
            sign,
        ),
    )


def write_unplanned(rewording: Rewording, found: re.Match[str]) -> int:
    """Write that something was spent for which no budget was made, and how that compares, and return where it ends; 0 when the words
    before and behind a number do not say so. found: the number."""
    flat = rewording.flat
    spent = THEN_SPENT.search(flat, max(0, found.start() - NEAR), found.start())
    unplanned = [*UNPLANNED.finditer(flat, 0, spent.start())][-1:] if spent else []
    compared = (
        COMPARED.match(flat, found.end() + len("万元")) if flat.startswith("万元", found.end()) else None
    )
    if not spent or not unplanned or unplanned[0].end() != spent.start() or not compared:
        return 0
    if (compared["way"] or compared["flat"]) not in MORE:
        return 0
    begin = clause_start(flat, unplanned[0].start())
    start = unplanned[0].start()
    numbers = {found.span(): ("决算数", read_digits(found[0]))}
    subject_end = start if start > begin else None
    return write_fact(rewording, StatedFact(COMPLETION, begin, compared.end(), subject_end, numbers, 1))


def write_worded(rewording: Rewording, at: int) -> int:
    """Write a comparison that names a direction and a reason and no number, and return where it ends; 0 when none stands at
    the beginning of a clause."""
    flat = rewording.flat
    stop = re.compile(r"[,。;:\d]|$").search(flat, at)
    found = WORDED.search(flat, at, stop.start() if stop else len(flat))
    if found is None or REASON.match(flat, found.end()) is None:
        return 0
    kind = COMPLETION if found["budget"] or found["way"] in (*LESS, "大于", "高于") else CHANGE
    sign = 1 if found["way"] in MORE else -1
    return write_fact(rewording, StatedFact(kind, at, found.end(), found.start(), sign=sign))


def numbers_of(flat: str, parts: list[StatedFigure]) -> Numbers:
    """Return the numbers of parts of a statement, by where they stand."""
    return {number_span(flat, one): (one.role, one.number) for one in parts}


def number_span(flat: str, part: StatedFigure) -> tuple[int, int]:
    """Return where the number of a part of a statement stands."""
    at = flat.rfind(part.text, part.start, part.end)
    return at, at + len(part.text)


def clause_start(flat: str, at: int) -> int:
    """Return where the clause begins in which a place stands."""
    found = [one.end() for one in re.finditer(r"[,。;:]", flat[:at])]
    return found[-1] if found else 0
