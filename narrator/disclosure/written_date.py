"""Dates as covers print them: 2023年8月 in digits, 二〇二三年八月 in words; with a day or without one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from narrator.numerals import read_numeral, write_numeral
from narrator.regex import compile_later

NUMERALS = "〇一二三四五六七八九"
ZEROS = str.maketrans({"零": "〇", "○": "〇", "Ｏ": "〇"})  # how people write the zero of a year
IN_DIGITS = compile_later(
    r"(?P<year>\d{4})\s*(?:年|[-./])\s*(?P<month>\d{1,2})(?:\s*(?:月|[-./])\s*(?P<day>\d{1,2})日?|月)?"
)
IN_WORDS = compile_later(
    rf"(?P<year>[{NUMERALS}]{{4}})年(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?:(?P<day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)?"
)


class WrittenDate(NamedTuple):
    """A month of a year, or a day of it. day: 0 for the whole month."""

    year: int
    month: int
    day: int = 0

    def in_digits(self) -> str:
        """Return the date as 2023年8月, or 2023年8月15日."""
        return f"{self.year}年{self.month}月{f'{self.day}日' if self.day else ''}"

    def in_words(self) -> str:
        """Return the date as 二〇二三年八月, or 二〇二三年八月十五日."""
        return f"{write_year(self.year)}年{write_numeral(self.month)}月{f'{write_numeral(self.day)}日' if self.day else ''}"


def write_year(year: int) -> str:
    """Return a year in words: 二〇二三."""
    return "".join(NUMERALS[int(digit)] for digit in f"{year:04}")


def read_year(text: str) -> int:
    """Return the year that a text writes in words, however its zero is written; 0 for what is none."""
    digits = [NUMERALS.find(char) for char in text.translate(ZEROS)]
    return 0 if -1 in digits or len(digits) != 4 else int("".join(map(str, digits)))


def read_date(text: str) -> WrittenDate | None:
    """Return the date that a text writes, in digits (2023年8月, 2023-08, 2023.8.15) or in words; None when it is none, or
    there is no such day.
    """
    if found := IN_DIGITS.fullmatch(text):
        numbers = [int(found[name] or 0) for name in ("year", "month", "day")]
    elif found := IN_WORDS.fullmatch(text.translate(ZEROS)):
        numbers = [read_year(found["year"]), read_numeral(found["month"]), read_numeral(found["day"] or "")]
    else:
        return None
    year, month, day = numbers
    try:
        date(year, month, 1 if found["day"] is None else day)
    except ValueError:
        return None
    return WrittenDate(year, month, day)
