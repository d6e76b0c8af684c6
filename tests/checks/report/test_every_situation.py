"""Every kind of fact, said as it is in one situation of a report whose tables have another: what is told, word for word
(every_situation.txt). The words are made up for each situation of each kind, so that no form has to say it.

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from phrases.notation import layered

from narrator.checks.finding import Finding
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.matching import matched
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.prose import Claim, Prose, Wanted
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.claims import check_claims
from narrator.checks.report.unprinted_figures import tell_implied
from narrator.disclosure.value import Count, Figure, Percentage, Record
from narrator.document import Document
from narrator.facts.kinds import KINDS
from narrator.facts.operand import Publication
from narrator.number import Amount
from narrator.phrases.engine import Speaker
from narrator.phrases.entries import Book
from narrator.problem import shorten
from narrator.spans import Text

from ..telling import Golden

GOLDEN = Golden(Path(__file__).with_name("every_situation.txt"))
UNITS = {
    **dict.fromkeys(("变动率", "比例", "上年比例", "完成率"), "%"),
    **dict.fromkeys(("变动额", "差额", "本年", "上年", "决算数", "预算数", "均值万元", "总额"), "万元"),
    **dict.fromkeys(("变动倍数", "相当倍数"), "倍"),
    **dict.fromkeys(("个数", "变动数"), "个"),
    "变动点数": "个百分点",
}
ASKED = re.compile("【.*】")
# What the tables have, and the sentence says.
FIGURES = {
    "变动": ["100 90", "100 89.99", "90 100", "100.01 100", "100 100.01", "250 100", "90 90", "0 0", "5 0", "-5 0", "0 90", "-5 90", "5 -3", "-3 -2", "90 null"],
    "倍数变动": ["250 100", "110 100", "300.01 100", "90 100", "90 90"],
    "个数变动": ["4个 3个", "3个 4个", "4个 4个", "4个 0个", "0个 4个", "0个 0个", "4个 null"],
    "完成": ["100 90", "90 100", "100.001 100", "99.999 100", "90 90", "100 0", "0 0", "5 -5", "-5 5", "0 90", "90 null"],
    "占比": ["1 3", "0 3", "-1 3", "0 0", "3 0", "3 3", "1个 3个", "0个 3个"],
    "百分点变动": ["5% 3%", "3% 5%", "5% 5%", "5.5% 3%", "5% null"],
    "比重变动": ["1 4 1 5", "1 5 1 4", "1 4 1 4", "1 3 1 4", "1 4 1 null", "1 0 1 4"],
    "均摊": ["10 4个", "10 3个", "-10 4个", "0 4个", "10 0个", "0 0个"],
    "有无": ["5", "0"],
}  # fmt: skip


def number(value: str) -> Amount | Count | Percentage | None:
    if value == "null":
        return None
    if value.endswith("个"):
        return Count(int(value[:-1]))
    return Percentage(Decimal(value[:-1])) if value.endswith("%") else Amount(Decimal(value))


# How much a sentence says: 多: all that may be said of a situation. 少: what is reckoned. 藏: that, and the last figure stands in
# no table.
MUCH = ("多", "少", "藏")


@cache
def book(kind: str, much: str) -> Book:
    """A book of one table, 说, whose words for every situation are its name and what is said of it."""
    lines = [f'[说]\n事实 = "{kind}"']
    if any(one.differs for one in KINDS[kind].situations.values()):
        lines.append('原因句 = "，主要原因：{{ 理由 }}"')
    for name, one in KINDS[kind].situations.items():
        said = [blank for blank in one.blanks if much == "多" or blank not in KINDS[kind].arguments]
        blanks = "".join(f"，{blank}{{{{ {blank} }}}}{UNITS.get(blank, '')}" for blank in said)
        lines.append(f'{name} = "本项{name}{blanks}{"{{ 原因 }}" if one.differs else ""}。"')
    return layered("\n".join(lines))[0]


@cache
def composed(kind: str, much: str, values: str) -> tuple[Text, tuple[Figure, ...]]:
    """What the book says of VALUES, and these."""
    figures = tuple(Figure(number(one), f"表.{at}") for at, one in enumerate(values.split(), 1))
    reason = {"原因": "人员变动"} if "原因句" in book(kind, much)["说"].entries else {}
    return Speaker(book(kind, much), Record({}, "原因"), Publication()).say("说", figures, reason), figures


def told(kind: str, much: str, said: str, real: str) -> str:
    """What is told of a sentence on SAID in a report on REAL."""
    text, figures = composed(kind, much, real)
    printed = figures[: -1 if much == "藏" else None]
    tables = Reading(
        cells={one.path: f"某表第{one.path[2:]}格" for one in printed},
        shown={one.path: str(one) for one in printed},
    )
    line = Line(1, ASKED.sub("工作增加", composed(kind, much, said)[0].string), False)
    captures = matched(Wanted("", Patterns(book(kind, much)).pieces(text), False).start, line.plain)
    if captures is None:
        return "    （不是这句话）\n"
    known = Known(tables, Document("", ()), list)
    prose = Prose(claims=[Claim(line, line.plain, captures)])
    known.listen(prose)
    tell_implied(prose, known, book(kind, much))
    found = check_claims(prose, known, book(kind, much))
    implied = [f"    推出 {path}：{one.wan} {one.loose}\n" for path, one in known.implied.items()]
    return "".join([*implied, *(f"    {in_line(one)}\n" for one in found)])


def in_line(one: Finding) -> str:
    sides = "；".join(f"{side.name}＝{shorten(side.value, 20)}" for side in one.sides)
    return f"{one.level.value} {one.key} {one.what}。{one.hint}。〔{one.difference}〕{sides}"


@pytest.mark.parametrize("much", MUCH)
@pytest.mark.parametrize("kind", FIGURES)
def test_what_is_said_of_other_figures_is_told_as_it_was_reviewed(kind: str, much: str, accept: bool) -> None:
    found: dict[str, list[str]] = {}  # what is told, and of which
    for real, said in product(FIGURES[kind], repeat=2):
        found.setdefault(told(kind, much, said, real), []).append(f"表 {real}，文 {said}\n")
    whole = "".join("".join(of) + what for what, of in found.items())
    GOLDEN.holds(f"{kind} {much}", whole, accept, [f"{one} {each}" for one in FIGURES for each in MUCH])
