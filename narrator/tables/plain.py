"""Texts in the form in which they are compared: without white space, and with one form of every mark."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from narrator.disclosure.clean_text import UNSEEN, clean
from narrator.regex import compile_later

SPACE = compile_later(rf"[\s{UNSEEN}\ufffc]+")  # and what is no word: what nobody sees, pictures
# Full-width and half-width forms of one mark are not told apart; neither are the two kinds of quotes.
MARKS = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "％": "%", "＊": "*", "／": "/", "“": '"', "”": '"', "‘": '"', "’": '"', "－": "-", "‐": "-", "\u2011": "-", "–": "-", "—": "-", "―": "-", "−": "-", "─": "-", "．": "."})  # fmt: skip
PRINTED_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"  # without its sign: 5,122.10
LONE_FIGURE = compile_later(rf"-?{PRINTED_NUMBER}%?")
LONGEST_FIGURE = 40  # letters of a text that may be one figure
DASHES = frozenset(["", "-", "--", "/", "无", "¥-", "￥-"])  # what a cell says instead of nought
ITEM_CODE = r"\d{3}(?:\d{2}){0,2}"  # of a 科目: 类, 款 or 项
LONE_CODE = compile_later(ITEM_CODE)
ITEM_MARK = compile_later(r"([一二三四五六七八九十]{1,5})、")  # of the rows of classes: 十、卫生健康支出
# The number that tables have by what prescribes them, before the title in one line: 公开01表收入决算表, GK01收入决算表.
# Each begins with letters of its own, by which most lines are seen at once to begin with none.
TABLE_NUMBER = "|".join(
    rf"{name}\d{{1,2}}(?:-\d{{1,2}})?表?:?(?=.{{3,60}}表(?:\([^()]{{0,20}}\))?$)"
    for name in ("财决公开", "财决", "公开", "GK", "CS")
)
# How headings and items are numbered, in plain form.
MARK = compile_later(rf"{TABLE_NUMBER}|第[一二三四五六七八九十]{{1,5}}部分:?|表(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}}):|[一二三四五六七八九十百]{{1,5}}、|\([一二三四五六七八九十百]{{1,5}}\)|\d{{1,5}}[.、](?!\d)|\(\d{{1,5}}\)|[①-⑳]|附[表件](?:\d{{1,2}}(?=20\d\d年)|\d+)")  # fmt: skip
SHORTEST = 3  # letters of names that differ by a letter all the same: 咨询费, 取暖费
NOUGHT = "0.- —/"  # what stands in a cell that prints no figure, or zero


def is_nought(text: str) -> bool:
    """Return whether a text prints no figure but zero: 0.00, nothing at all, —."""
    return not text.strip(NOUGHT)


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return a text without white space and with one form of every mark, for comparing."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", clean(text)).translate(MARKS)
    return SPACE.sub("", text)


def figure_alone(text: str) -> str:
    """Return the figure that a text is, without the separators of its thousands, however wide it is typed (４，８１１．２６); "" where
    it says anything else."""
    if len(text) > LONGEST_FIGURE or not LONE_FIGURE.fullmatch(words := plain(text)):
        return ""
    return words.replace(",", "")


def common(words: str, string: str, at: int = 0) -> int:
    """Return how many letters of the beginning of some words stand in a string at a place."""
    count = 0
    for one, other in zip(words, string[at : at + len(words)], strict=False):
        if one != other:
            break
        count += 1
    return count


def is_off_by_a_letter(one: str, other: str) -> bool:
    """Return whether one name is another in which a letter is missing, too much or another one; of short names that says nothing."""
    longest = max(len(one), len(other))
    same = min(common(one, other) + common(one[::-1], other[::-1]), len(one), len(other))
    return longest > SHORTEST and same >= longest - 1


def unnumbered(string: str) -> str:
    """Return a string in plain form without the number that it begins with: (一), 1., 附表1."""
    found = MARK.match(string)
    return string[found.end() :] if found else string


@lru_cache(maxsize=20_000)
def title_parts(line: str) -> tuple[str, str, str]:
    """Return what a line above a table may be the number or the title of a table by, in plain form: the line, what follows the
    number that it begins with, and that number, "" when there is none."""
    whole = plain(line)
    rest = unnumbered(whole)
    return whole, rest, whole.removesuffix(rest)
