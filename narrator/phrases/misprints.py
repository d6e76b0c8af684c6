"""What a wording could print that no sentence may have, found in the words alone.

Every check yields what is wrong and what to do, in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from narrator.facts.kind import Kind, Situation
from narrator.facts.points import PERCENTAGES
from narrator.number_format import ZEROS
from narrator.phrases.entries import BETWEEN, EACH, REASON, DraftTable
from narrator.regex import HAN, compile_later
from narrator.sources import Blank, Wording

Mistakes = Iterator[tuple[str, str]]

# What says that the first of two figures is the larger, the smaller, or neither.
DIRECTIONS = {
    1: compile_later("增加|增长|增幅|上升|提高|大于|高于|多于|超过|超出|略超|超额|多支|多(?=…)"),
    -1: compile_later("减少|降低|下降|降幅|小于|低于|少于|不足预算|少支|少(?=…)"),
    0: compile_later(
        "持平|(?<!不)(?:一致|相等|相同)|(?:全部|全额|足额|如数)完成"
        "|(?<!基本)(?<!未)(?<!超额)完成了?(?:年初|全年|当年)?预算(?!数?[的率…])"  # but the rate of completion
    ),
}
DIFFERENT = compile_later("存在差异|有差异|不同|不一致|不相等")
CAUSE = compile_later("原因|因为|由于")
LEADING_ON = compile_later("主要(?:是|系|为|因|在于)$")
MOVE = compile_later("(?:增加|减少|增长|上升|提高|降低|下降)[了额]?为?$")
SIGN = compile_later("(?:[-−－+＋±–—‒―﹣]|负)\\s*$")
SIGNED = ("本年", "上年", "决算数", "预算数")  # figures that may be negative
MONEY = (*SIGNED, "变动额", "差额", "总额")  # what is followed by the unit of amounts
FIXED = {
    **dict.fromkeys(("变动率", "完成率", "比例", "上年比例"), ("%",)),
    **dict.fromkeys(("变动倍数", "相当倍数"), ("倍",)),
    "变动点数": ("个百分点",),
    "均值元": ("元",),
    "均值万元": ("万元",),
}
# 增长1.2倍 and 是上年的2.2倍: what stands before a number of times says which of both it is.
TIMES_OF = compile_later("(?:的|[到是为])$")
FIGURE = compile_later(
    r"(?<!\d)(?:\d+[.．]\d+|\d+(?=\s*(?:[%％‰倍亿万元成]|个百分点)))|百分之[零一二三四五六七八九十百]+"
)
MARKS = "，。、；：！？,;:!?.．"
DOUBLED = compile_later(rf"([{HAN}]{{2,20}})\1|([%％元的了])\2")
EMPTY = compile_later(r"[（(《“【]\s*[）)》”】]")


class Printing(NamedTuple):
    """How the numbers are printed for which wordings are written: the units of amounts that may be said, and how many
    decimals of per cent a wording may write out; zero: what is written for none of them, None for those decimals.
    """

    units: tuple[str, ...] = ("万元",)
    decimals: tuple[int, ...] = (2,)
    zero: str | None = None


USUAL = Printing()


def misprints(
    wording: Wording, key: str, table: DraftTable, kind: Kind, printing: Printing = USUAL
) -> Mistakes:
    """Return what is wrong with a wording. key: the entry that it is, of the table, which says facts of that
    kind.
    """
    situation = kind.situations.get(key)
    literals = situation.literals if situation else ()
    yield from find_mistakes_in_words(wording, fitting_literals(situation, printing), literals)
    figures = {*(situation.blanks if situation else ())} - {*(table.parameters or ())}
    yield from around_blanks(wording, figures, printing.units if "金额" in kind.needs else ("",))
    unasked = situation is not None and not table.asks(key)
    yield from around_reason(wording, table.entries.get(REASON), unasked)
    if situation:
        yield from misdirections(wording, kind, situation)
        yield from find_dangling(wording)
    if key == EACH:
        yield from at_ends(wording)
    if key == BETWEEN and wording.blanks:
        yield "分隔里不能有要填的空", "只写一个标点或者字"


def fitting_literals(situation: Situation | None, printing: Printing) -> tuple[str, ...]:
    """Return the figures that a wording of a situation may write out where numbers are printed so."""
    literals = situation.literals if situation else ()
    if literals is ZEROS and printing.zero is not None:
        return (printing.zero,)
    return tuple(literals[places] for places in printing.decimals if literals)


def find_mistakes_in_words(wording: Wording, literals: tuple[str, ...], unlike: tuple[str, ...]) -> Mistakes:
    """Return the mistakes in the words themselves. literals: the figures that they may write out. unlike: those that they
    might if numbers were printed with other decimals.
    """
    for piece in wording.pieces:
        if isinstance(piece, Blank):
            continue
        if re.search(rf"[{MARKS}]\s*[{MARKS}]", FIGURE.sub("0", piece)):
            yield "连着两个标点", "删掉一个"
        if found := DOUBLED.search(piece):
            yield f"“{found.group()}”重复了", "删掉一个"
        if EMPTY.search(piece):
            yield "括号里是空的", "删掉括号"
        for figure in FIGURE.findall(piece):
            if figure in unlike and figure not in literals:
                yield f"“{figure}”的小数位数与这个格式印的百分数不同", f"写成“{literals[0]}”"
            elif figure not in literals:
                yield f"“{figure}”写死了，数变了它不会变", "换成要填的空，或者删掉"


def around_blanks(wording: Wording, figures: set[str], units: tuple[str, ...]) -> Mistakes:
    """Return the mistakes where the words meet a blank: a sign before it; and where it is one of the figures,
    another unit than its own, or a digit. units: those that amounts may have.
    """
    for (before, piece), (_, after) in pairwise(pairwise(("", *wording.pieces, ""))):
        if not isinstance(piece, Blank):
            continue
        words = before if isinstance(before, str) else ""
        following = after if isinstance(after, str) else ""
        if SIGN.search(words):
            yield f"“{piece.name}”前面有正负号", "删掉，方向由增加、减少来说"
        if piece.name not in figures:
            continue
        if MOVE.search(words) and piece.name in SIGNED:
            yield f"“{words[-2:]}”后面的“{piece.name}”可能是负数", "改成“变动额”"
        wanted = units if piece.name in MONEY else FIXED.get(piece.name, ("",))
        if not following.startswith(wanted):
            yield f"“{piece.name}”后面不是“{wanted[0]}”", f"在它后面写上“{wanted[0]}”"
        if piece.name in PERCENTAGES and following.startswith(("%", "％")):
            yield f"“{piece.name}”印出来就带着“%”", "删掉它后面的“%”"
        if piece.name == "变动倍数" and TIMES_OF.search(words):
            yield "“变动倍数”是增加了几倍，这里说的是上年的几倍", "改成“相当倍数”，或者前面写“增长”"
        if piece.name == "相当倍数" and not TIMES_OF.search(words):
            yield "“相当倍数”是上年的几倍，这里说的是增加了几倍", "改成“变动倍数”，或者前面写“是上年的”"
        if re.search(r"[\d.．]$", words) or re.match(r"[\d.．]", following):
            yield f"“{piece.name}”旁边连着一个数字", "删掉"


def around_reason(wording: Wording, reason: Wording | None, unasked: bool) -> Mistakes:
    """Return where two marks would meet at the beginning of the reason's clause, or one would stand before
    nothing. unasked: whether there need not be a reason.
    """
    for piece, following in pairwise(wording.pieces):
        if isinstance(piece, str) and following == Blank("原因") and reason and piece[-1] in MARKS:
            if str(reason)[:1] in MARKS:
                yield "原因句前面连着两个标点", "删掉 {{ 原因 }} 前面的标点"
            elif unasked:
                yield "没有原因的时候，前面的标点后面就没有话了", "删掉 {{ 原因 }} 前面的标点"


def misdirections(wording: Wording, kind: Kind, situation: Situation) -> Mistakes:
    """Return where a wording says another direction than its situation has, or none."""
    if not any(one.differs for one in kind.situations.values()):
        return
    said = {direction for direction, words in DIRECTIONS.items() if words.search(wording.literal)}
    if said - {situation.direction} or (DIFFERENT.search(wording.literal) and not situation.differs):
        yield f"说的方向与情形不符（{situation.meaning}）", "改正增加、减少等词"
    if kind.moves and situation.differs and situation.direction not in said:
        yield f"没有说方向（{situation.meaning}）", "写上增加、减少等词"


def find_dangling(wording: Wording) -> Mistakes:
    """Return the words that lead on to nothing."""
    if CAUSE.search(wording.literal) and "文字" not in wording.blanks:
        what = "原因要写在“原因句”里，写在这里会留下没有下文的“主要原因”"
        yield what, "移到原因句，这里写 {{ 原因 }}"
    pieces = wording.pieces
    for at, piece in enumerate(pieces):
        if isinstance(piece, Blank):
            continue
        clauses = re.split("[，。；、,;]", piece)
        goes_on = at + 1 < len(pieces) and pieces[at + 1] != Blank("原因")
        for clause in clauses[:-1] if goes_on else clauses:
            if found := LEADING_ON.search(clause.rstrip("：:")):
                yield f"“{found.group()}”后面没有话", "写完，或者删掉"


def at_ends(wording: Wording) -> Mistakes:
    """Return the marks at an end of an item; the 分隔 joins it to others."""
    text = str(wording)
    for char, where in ((text[-1:], "末尾"), (text[:1], "开头")):
        if char and char in MARKS:
            yield f"{where}不能有标点", "删掉，标点写在“分隔”里"
