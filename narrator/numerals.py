"""Chinese numerals, written and read: of headings, of items, of dates."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")


def write_numeral(number: int) -> str:
    """Return a number from 1 to 9999 in Chinese: 十, 十一, 二十, 一百零三."""
    text, zero = "", False
    for position, digit in enumerate(reversed(str(number))):
        if digit == "0":
            zero = bool(text)
        else:
            text = DIGITS[int(digit)] + UNITS[position] + ("零" if zero else "") + text
            zero = False
    return text.removeprefix("一") if text.startswith("一十") else text


def read_numeral(text: str) -> int:
    """Return a number up to 99 that was written in digits, or in Chinese; 0 for what is none."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or any(char not in DIGITS[1:] for char in tens + ones):
        return 0
    return 10 * (DIGITS.index(tens) if tens else 1) * bool(ten) + (DIGITS.index(ones) if ones else 0)
