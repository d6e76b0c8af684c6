"""Numbers in a paragraph that a report words itself: they become places of the data, or figures of its
own that are asked about."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from narrator.learning.compared_figures import BUDGETS, TAIL
from narrator.learning.data_place import AMOUNT, COUNT, KINDS, SCORE, YEARLY, DataPlace
from narrator.learning.notebook import Asked
from narrator.learning.rewording import COUNTED, Rewording, is_ordinal
from narrator.learning.traced_numbers import Traced, is_telling
from narrator.number import read_digits
from narrator.regex import HAN, HAN_LETTER

UNIT = re.compile(r"(?<!\s)\s*+(万元|万(?![亿人个辆])|元|%|分|个|人次|人|辆|台|批次|批|次|家|项|套|件)")

MAIN = re.compile("(?:本年)?(?:支出)?(?:决算|支出)(?:数)?(?:合计)?")  # what a row is called that was spent
MANY, TIMES = "万", ("倍", "成", "折")
UNITS = {"人": "人数", "人次": "人次", "批": "批次", "批次": "批次"}  # what they say of what is counted
DECIMALS = re.compile(r"\d{1,2}\.\d{1,2}")  # a rate or a number of times whose unit was forgotten
CHANGED = re.compile("(?:增加|减少|增长|下降|上升|降低)了?$")
BOUND = re.compile(r"\(含\)|(?:及|含)?以[上下内]")
OF_ITEM = "(项)"  # behind the name of a row of functional codes
WHEN = frozenset(("年", "年度", "全年", "本年", "本年度", "上年", "上年度", "月", "年末"))
# What is counted, behind its unit, up to what is done with it
THINGS = re.compile(rf"[{HAN}]{{2,14}}?(?=开展|进行|实施|纳入|参加|实行|[^{HAN}]|$)")
RANGE = re.compile(r"[*×~～—-]$")


def write_plain(rewording: Rewording, found: re.Match[str], unit: re.Match[str] | None) -> int:
    """Write a number that is a figure, and return where it ends. A whole one without a unit is none."""
    if (unit is None or unit[1] == MANY) and (things := COUNTED.match(rewording.flat, found.end())):
        return write_counted(rewording, found, things)
    if unit is None and DECIMALS.fullmatch(found[0]) and rewording.free(*found.span()):
        near, _ = rewording.words_before(found.start())
        write_own_figure(rewording, found, SCORE, near)
        return found.end()
    if unit is None or not rewording.free(*found.span()) or is_of_a_name(rewording.flat, found, unit):
        return found.end()
    near, wide = rewording.words_before(found.start())
    number = read_digits(found[0])
    kind = KINDS.get(unit[1], COUNT)
    if unit[1] == "%":
        write_own_figure(rewording, found, "百分数", near)
        return unit.end()
    printed = rewording.notebook.publication.money.unit.value
    if (kind is AMOUNT and unit[1] not in (printed, printed.removesuffix("元"))) or (
        kind is COUNT and number != int(number)
    ):
        # No kind of number holds it: it is what people write
        write_own_figure(rewording, found, YEARLY, near)
        return unit.end()
    if kind == COUNT:
        if near in WHEN and (things := THINGS.match(rewording.flat, unit.end())):
            near = f"{things[0]}数"  # 对2023年度1个政府性基金预算项目开展自评: the words before say only when
        near = near.removesuffix(counted := UNITS.get(unit[1], "")) + counted
    main = find_answered(rewording, found) or find_main_figure(rewording, found, number)
    if (
        main is None and kind == AMOUNT and CHANGED.search(near)
    ):  # by how much, of which the table says nothing
        write_own_figure(rewording, found, kind, near)
        return unit.end()
    traced = (
        Traced(main) if main else rewording.notebook.places.trace(number, kind, near, wide, rewording.row)
    )
    if traced.place is None or not may_have(rewording, traced.place, number):
        write_own_figure(rewording, found, kind, near, traced.candidates)
        return unit.end()
    keep_stated(rewording, traced.place, number)
    rewording.put(*found.span(), f"{{{{ {traced.place.expression} }}}}")
    if kind == AMOUNT:
        said = traced.place if traced.place.value is not None else replace(traced.place, value=number)
        rewording.subject, rewording.subject_words = main_of_budget(rewording, said), near
        rewording.notebook.note_total(rewording.section, said)
    return unit.end()


def write_counted(rewording: Rewording, found: re.Match[str], counted: re.Match[str]) -> int:
    """Write how many of something there were (展览15场, 21万人次), of which no table tells, and return where that ends."""
    if rewording.free(*found.span()) and not is_ordinal(rewording.flat, found):
        near, _ = rewording.words_before(found.start())
        whole = found[0].isdecimal() and not counted["many"] and counted["thing"] not in TIMES
        write_own_figure(rewording, found, COUNT if whole else YEARLY, near)
    return counted.end()


def may_have(rewording: Rewording, place: DataPlace, number: Decimal) -> bool:
    """Return whether a place may have a number: the data say no other one, and the paragraph does not tell of a row that no table
    has, of which no figure but that of a table is a whole's."""
    lost = OF_ITEM in rewording.flat and not rewording.row
    return rewording.notebook.is_free(place, number) and (place.value is not None or not lost)


def main_of_budget(rewording: Rewording, place: DataPlace) -> DataPlace:
    """Return of what the words go on that follow an amount: the main figure of its row, when it is the budget of one."""
    budget = place.path.rpartition(".")[2] in BUDGETS
    main = rewording.notebook.places.main_figure(place.path.rpartition(".")[0]) if budget else None
    return main or place


def is_of_a_name(flat: str, found: re.Match[str], unit: re.Match[str]) -> bool:
    """Return whether a number belongs to the name of something: 单价100万元(含)以上设备, 90(含)-100分."""
    return bool(
        BOUND.match(flat, unit.end())
        or RANGE.search(flat[: found.start()])
        or (
            found[0].startswith("-") and not HAN_LETTER.match(flat, found.start() - 1)
        )  # 差异率-16.37% is a figure
        or is_ordinal(flat, found)
    )


def find_answered(rewording: Rewording, found: re.Match[str]) -> DataPlace | None:
    """Return the place that somebody said a number is; None when nobody did."""
    path = rewording.notebook.answers.get((rewording.text, found[0]))
    pool = rewording.notebook.places.list_for(rewording.row)
    return next((one for one in pool if path and one.path == path), None)


def find_main_figure(rewording: Rewording, found: re.Match[str], number: Decimal) -> DataPlace | None:
    """Return the main figure of the row that the paragraph tells of, when a number stands right behind its name, or is called
    just what was spent. None when it does not, or the row has none."""
    if rewording.item is None:
        return None
    near, _ = rewording.words_before(found.start())
    if MAIN.fullmatch(near) is None and rewording.flat[rewording.item.end() : found.start()].strip(
        "。,:为 (类款项)"
    ):
        return None
    main = rewording.notebook.places.main_figure(rewording.row)
    return main if main and is_main_figure(main, number) else None


def is_main_figure(main: DataPlace, number: Decimal) -> bool:
    """Return whether a number that stands behind the name of a row is its main figure: but for a tail, where it has so many digits
    that it can be no other (236.63 that another table prints as 236.64)."""
    return main.value == number or (
        main.value is not None and is_telling(number) and abs(main.value - number) <= TAIL
    )


def keep_stated(rewording: Rewording, place: DataPlace, number: Decimal) -> None:
    """Keep a number that the data do not have yet."""
    if place.value is None:
        rewording.notebook.stated.setdefault(place.path, number)


def write_own_figure(
    rewording: Rewording, found: re.Match[str], kind: str, near: str, candidates: tuple[DataPlace, ...] = ()
) -> None:
    """Write a number as a figure of its own; the candidates are asked about."""
    number = read_digits(found[0])
    path, expression = rewording.notebook.own_place(
        near,
        kind,
        found[0] if kind == YEARLY else number,
        f"{near}（{rewording.section}）"[:60],
        rewording.row,
    )
    rewording.notebook.asked.append(Asked(rewording.text, found[0], path, candidates))
    end = found.end() + (kind == "百分数")
    rewording.put(found.start(), end, f"{{{{ {expression} }}}}")
    if kind == AMOUNT:
        rewording.subject = DataPlace(expression, path, number, kind, path.rpartition(".")[2], rewording.row)
