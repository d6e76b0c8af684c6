"""The reasons in a paragraph that a report words itself: where they stand, how the data call them, and what they say."""

from __future__ import annotations

import re

from narrator.disclosure.public_tables import public_table
from narrator.disclosure.value import split_path
from narrator.learning.data_place import YEARLY, DataPlace
from narrator.learning.own_uses import length_of_use
from narrator.learning.rewording import NUMBER, Rewording
from narrator.regex import HAN_LETTER, YEAR_BEFORE

REASON = re.compile(
    r"[,。;:]?(?:的|增减|增加|减少|变动|差异|存在差异|的增减变动)?(?:主要)?原因(?:是|为|:|系|在于)+(?:由于|因)?"
    r"|[,。;]主要(?:是(?:由于|因为|因)?|系(?:由于|因为|因)?|由于|因为)"
)
MAY_BE_USE = "主要是"  # what leads to a reason or to what money was used for
ENDING = re.compile(r"(?:等(?:方面)?的?(?:原因|支出|所致))?[。;]|$")
CLAUSE = re.compile("[^。;]*+")
NEXT_CAUSE = re.compile(r"[二三四五六七八九十]{1,2}是|\([2-9二三四五六七八九十]\)|[2-9][.、](?!\d)")
# What begins to tell of something else than the cause of what was said before.
ANEW = re.compile(
    rf"其中:|其他说明|[与同和较比]{YEAR_BEFORE}|同比|(?:年初|全年|调整)预算|决算数|持平|用于|详见"
)


def reason_behind(text: str, flat: str, end: int) -> tuple[int, str, str | None]:
    """Return where a reason behind a place ends, how it is joined, and what it says; None when none is given."""
    found = REASON.match(flat, end)
    if found is None:
        return end, "", None
    stop = ENDING.search(flat, found.end())
    while stop and stop[0].endswith(";") and reason_goes_on(flat, stop.end()):
        stop = ENDING.search(flat, stop.end())
    close = stop.start() if stop else len(flat)
    tail = stop[0].rstrip("。;") if stop else ""
    if close <= found.end():
        return end, "", None
    return close + len(tail), f"{text[end : found.end()]}{{{{ 理由 }}}}{tail}", text[found.end() : close]


def reason_goes_on(flat: str, at: int) -> bool:
    """Return whether the clause behind a semicolon is one of the reason before it: it is numbered as the next one, or neither has
    a figure nor tells of something else."""
    clause = CLAUSE.match(flat, at)
    if clause is None or not HAN_LETTER.search(clause[0]) or REASON.search(clause[0]):
        return False
    if NEXT_CAUSE.match(clause[0]):
        return True
    return NUMBER.search(clause[0]) is None and ANEW.search(clause[0]) is None


def name_reason(rewording: Rewording, hint: str, now: DataPlace, of_change: bool) -> str:
    """Return how a template calls the reason of a figure. hint: as the base does, "" when it says none. of_change: whether
    it is that of a change, else that of a budget that was not kept to."""
    if hint and "~" not in hint:
        return hint
    if now.row and rewording.row == now.row and public_table(now.row):  # the base calls it by its loop's row
        called = hint.rpartition("~")[2].strip() or ('"与上年相比"' if of_change else '"与年初预算相比"')
        return f"项.科目编码 ~ 项.科目名称 ~ {called}"
    return f'"{now.label}{"与上年相比" if of_change else "与预算相比"}"'


def keep_reason(rewording: Rewording, name: str, words: str) -> str:
    """Keep what a reason says under its name in a template, and return the name: with a number, when the data have another
    text under it."""
    stated = rewording.notebook.stated
    if "~" in name:  # called by the row that the paragraph tells of
        names = rewording.notebook.rows[rewording.row]
        code = str(split_path(rewording.row)[-1])
        stated.setdefault(
            f"原因.{code}{names['科目名称']}{name.rpartition('~')[2].strip().strip(chr(34))}", words
        )
        return name
    plain, number = name.strip('"'), 2
    free = plain
    while stated.setdefault(f"原因.{free}", words) != words:
        free, number = f"{plain}{number}", number + 1
    return f'"{free}"'


def write_reason(rewording: Rewording, found: re.Match[str]) -> int:
    """Write a reason that no fact takes as a text of people, and return where it ends."""
    close, _, reason = reason_behind(rewording.text, rewording.flat, found.start())
    if reason is None:
        return found.end()
    if MAY_BE_USE in found[0]:
        return found.end() + length_of_use(rewording.flat, found.end())  # what it was used for
    near, _ = rewording.words_before(found.start())
    _, expression = rewording.notebook.own_place(
        f"{near}原因", YEARLY, reason, f"{near}的原因（{rewording.section}）"[:60], rewording.row
    )
    rewording.put(found.end(), found.end() + len(reason), f"{{{{ {expression} }}}}")
    return close
