"""Changes and completions in a paragraph that a report words itself: which situation is said, and with which blanks."""

from __future__ import annotations

import re

from narrator.checks.printed.statement import EQUAL, MORE, Part
from narrator.learning.figures import AMOUNT
from narrator.learning.own_facts import write_fact
from narrator.learning.rewording import Rewording

COMPARED = re.compile(
    r"[,。;]决算数?(?:[与和])?(?:年初|全年|调整)?(?:预算数?)?(?P<way>大于|小于|高于|低于|等于|持平|存在差异|基本一致|一致)?(?:年初|全年|调整)?(?:预算数?)?(?P<flat>持平|存在差异)?"
)
LEAD = re.compile(r"(?:[与比较同](?:上年度?|去年|\d{4}年度?)(?:决算数?)?(?:相比)?)$")
WAY = re.compile("增加|减少|增长|下降|降低|上升|增支|减支|增收|减收|多|少|增|减")


def write_flat(rewording: Rewording, flat: re.Match[str]) -> int:
    """Write that nothing changed, and return where that ends."""
    begin = clause_start(rewording.flat, flat.start())
    return write_fact(rewording, "变动", "持平", begin, flat.end(), {}, flat.start()) or flat.end()


def write_change(rewording: Rewording, part: Part, parts: list[Part]) -> int:
    """Write a change against last year, and return where it ends; 0 when it can not be said of what."""
    rate = next((one for one in parts if one.role == "变动率" and part.end <= one.start < part.end + 8), None)
    if part.role == "变动率":
        return 0
    end = rate.end if rate else part.end
    situation = ("增加" if part.sign > 0 else "减少") if rate else ("从零增加" if part.sign > 0 else "减少")
    if rate and rate.number > 1000 and part.sign > 0:
        situation = "成倍增加"
    blanks = {number_span(rewording.flat, part): "变动额"} | (
        {number_span(rewording.flat, rate): "变动率"} if rate else {}
    )
    begin = clause_start(rewording.flat, part.start)
    way = WAY.search(rewording.flat, begin, end)
    cut = way.start() if way else begin
    led = LEAD.search(rewording.flat[begin:cut])
    subject_end = begin + led.start() if led else cut
    return write_fact(rewording, "变动", situation, begin, end, blanks, subject_end, part.number * part.sign)


def write_completion(rewording: Rewording, part: Part, parts: list[Part]) -> int:
    """Write how much of a budget was spent, and return where that ends; 0 when it can not be said of what."""
    sentence = rewording.flat.find("。", part.start)
    group = [
        one
        for one in parts
        if part.start <= one.start < (sentence if sentence >= 0 else len(rewording.flat))
        and one.role in ("预算数", "决算数", "完成率")
    ]
    rate = next((one for one in group if one.role == "完成率"), None)
    if rate is None:
        return 0
    group = [one for one in group if one.start <= rate.start]
    blanks = {number_span(rewording.flat, one): one.role for one in group}
    spent = next((one for one in group if one.role == "决算数"), None)
    budget = next((one for one in group if one.role == "预算数"), None)
    if spent is not None:
        near, wide = rewording.words_before(part.start)
        traced = rewording.notebook.places.trace(
            spent.number, AMOUNT, near or wide[-20:], wide, rewording.row
        )
        rewording.subject = traced.place or rewording.subject
    end = rate.end
    compared = COMPARED.match(rewording.flat, end)
    situation = "持平" if rate.number == 100 else "大于" if rate.number > 100 else "小于"
    if compared and (compared["way"] or compared["flat"]):
        end = compared.end()
        way = compared["way"] or compared["flat"]
        situation = (
            "持平"
            if way in EQUAL
            else "大于"
            if way in MORE
            else "小于"
            if way in ("小于", "低于")
            else situation
        )
    return write_fact(
        rewording,
        "完成",
        situation,
        part.start,
        end,
        blanks,
        amount=rate.number,
        budget=budget.number if budget else None,
    )


def number_span(flat: str, part: Part) -> tuple[int, int]:
    """Return where the number of a part of a statement stands."""
    at = flat.rfind(part.text, part.start, part.end)
    return at, at + len(part.text)


def clause_start(flat: str, at: int) -> int:
    """Return where the clause begins in which a place stands."""
    found = [one.end() for one in re.finditer(r"[,。;:]", flat[:at])]
    return found[-1] if found else 0
