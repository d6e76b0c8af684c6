"""Mistakes in how figures are written that would keep a sentence from being read: the text as it was meant.

A missing 元 or %, a word of the form's instructions left in, 元 where the rest is in 万元. Of each `mistakes_in` tells what
it is; the line is read as `repaired` has it, so that all else in it is still checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from narrator.number import EXACT, YUAN_PER_WAN, MoneyUnit, read_digits
from narrator.tables.plain import PRINTED_NUMBER

UNITLESS = r"(?=[。,;:、)]|占|(?m:$))"  # what follows an amount that has lost its unit
DIRECTIONS = {
    "增加": 1,
    "增长": 1,
    "上升": 1,
    "大于": 1,
    "高于": 1,
    "减少": -1,
    "下降": -1,
    "降低": -1,
    "小于": -1,
    "低于": -1,
}
WORDS = "|".join(DIRECTIONS)
EACH = re.compile("均|每|单价|标准")
IN_WAN = {"元": 1 / YUAN_PER_WAN, "亿元": YUAN_PER_WAN}  # there are as many 万 in an 亿


@dataclass(frozen=True)
class Repair:
    """A mistake that can be repaired for reading. found: where it is, in a text in plain form (see grid.plain).

    meant: what should stand there, or a function of what was found. certain: whether it is an error whatever the
    rest of the sentence says.
    """

    rule: str
    found: re.Pattern[str]
    meant: str | Callable[[re.Match[str]], str]
    what: str
    hint: str
    certain: bool = False
    of_wan: bool = False


def choose_option(found: re.Match[str]) -> str:
    """Return the one of two options that were both left (下降（增长）) that goes with the direction said before; both
    when that is not certain.
    """
    before = [
        DIRECTIONS[word]
        for word in re.findall(WORDS, found.string[max(0, found.start() - 30) : found.start()])
    ]
    options = [found.group(1), found.group(2)]
    fitting = [word for word in options if before and DIRECTIONS[word] == before[-1]]
    return fitting[0] if len(fitting) == 1 else found.group()


def is_of_each(found: re.Match[str]) -> bool:
    """Return whether an amount is what a person or a car costs."""
    return EACH.search(found.string, max(0, found.start() - 10), found.start()) is not None


def restate_in_wan(found: re.Match[str]) -> str:
    """Return an amount in another unit as one in 万元, nothing of it lost; what a person or a car costs stays as it is."""
    if is_of_each(found):
        return found.group()
    wan = EXACT.multiply(read_digits(found["number"]), IN_WAN[found["unit"]])
    return f"{wan:.2f}万元" if wan == round(wan, 2) else f"{wan.normalize():f}万元"


# Amounts in another unit than the rest. Of things that are no part of the accounts many are stated in 亿元.
IN_YUAN = Repair(
    "HY-6",
    re.compile(rf"(?<![\d.,])(?P<number>{PRINTED_NUMBER})(?P<unit>元)(?!/)"),
    restate_in_wan,
    "这里的金额以元计，别处以万元计",
    "改成万元",
    of_wan=True,
)
IN_YI = Repair(
    "HY-6",
    re.compile(
        rf"(?:(?<=预算为)|(?<=决算为)|(?<=[算支]数)|(?<=支出)|(?<=[总合]计))(?P<number>{PRINTED_NUMBER})(?P<unit>亿元)(?!/)"
    ),
    restate_in_wan,
    "这里的金额以亿元计，别处以万元计",
    "改成万元",
    of_wan=True,
)
REPAIRS = (
    Repair(
        "HY-6",
        re.compile(r"万(?<=\d万)(?=[(。,;:、]|占|(?m:$))"),
        "万元",
        "“万”漏了“元”",
        "补上“元”",
        True,
        True,
    ),
    Repair(
        "HY-6",
        re.compile(rf"((?:增长|下降|降低|上升|占|预算数?的|率为?){PRINTED_NUMBER}){UNITLESS}"),
        lambda found: f"{found.group(1)}%",
        "这个百分数没有百分号",
        "补上“%”",
        True,
    ),
    Repair(
        "HY-6",
        re.compile(
            rf"((?:增加|减少|决算数?为?|预算数?为|[总合]计|支出为?|收入)\d+(?:,\d{{3}})*\.\d\d){UNITLESS}"
        ),
        lambda found: f"{found.group(1)}万元",
        "这个金额没有单位",
        "补上“万元”",
        True,
        True,
    ),
    IN_YUAN,
    IN_YI,
    Repair("HY-4", re.compile(r"上一度"), "上一年度", "“上一度”漏了“年”", "改成“上一年度”"),
    Repair(
        "HY-1",
        re.compile(r"列明(?=公务接待|国内|团组|购置|具体)"),
        "",
        "还留着格式的说明“列明”",
        "删去“列明”",
        True,
    ),
    Repair("", re.compile(rf"({WORDS})[(/](?:或)?({WORDS})\)?"), choose_option, "", ""),  # HY-2 tells of it
)
TOLD = tuple(one for one in REPAIRS if one.rule)
OF_ANY_UNIT = tuple(one for one in REPAIRS if not one.of_wan)
# The first letter alone is looked for first, and only where it stands what may follow it: that is much quicker.
SUSPECT = re.compile(
    r"[万\d元上列(/](?:(?<=万)(?!元)|(?<=\d)(?:[。,;:、)占]|$)|(?<=元)(?<!万元)|(?<=上)一度|(?<=列)明"
    r"|(?<=[(/])(?:或)?(?:增|减|下|降|上|大|高|小|低))"
)


def repaired(text: str, unit: MoneyUnit) -> str:
    """Return a text in plain form as it was meant, in a form that prints amounts in a unit."""
    if not SUSPECT.search(text):
        return text
    for one in REPAIRS if unit is MoneyUnit.WAN else OF_ANY_UNIT:
        text = one.found.sub(one.meant, text)
    return text


def mistakes_in(texts: Sequence[str]) -> Iterator[tuple[int, Repair, str]]:
    """Return the mistakes of texts in plain form that can be repaired, text by text: each with the number of its text, from 0, and
    the words around it."""
    for at, text in enumerate(texts):
        for one in TOLD if SUSPECT.search(text) else ():
            places = [*one.found.finditer(text)]
            if places and one.found.sub(one.meant, text) != text:
                for found in places:
                    yield at, one, text[max(0, found.start() - 12) : found.end() + 6]
