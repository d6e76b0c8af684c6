"""Chinese numerals, against a reader that goes from left to right as a person does."""

from __future__ import annotations

import pytest

from narrator.numerals import read_numeral, write_numeral

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
UNITS = {"千": 1000, "百": 100, "十": 10}


def value(text: str) -> int:
    """What the numeral TEXT means, read from left to right as a person does."""
    total, digit = 0, 0
    for letter in f"一{text}" if text.startswith("十") else text:
        if letter in DIGITS:
            digit = DIGITS[letter]
        else:
            total += digit * UNITS[letter]
            digit = 0
    return total + digit


def test_every_number_reads_as_itself_and_no_two_alike():
    numerals = [write_numeral(number) for number in range(1, 10000)]
    assert [value(numeral) for numeral in numerals] == list(range(1, 10000))
    assert len(set(numerals)) == 9999
    for numeral in numerals:
        assert not numeral.startswith(("零", "一十")), numeral
        assert not numeral.endswith("零"), numeral
        assert "零零" not in numeral


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"), (100, "一百"), (101, "一百零一"), (110, "一百一十"),
        (111, "一百一十一"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (1100, "一千一百"), (2020, "二千零二十"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_numerals(number, numeral):
    assert write_numeral(number) == numeral


def test_numerals_up_to_99_are_read_as_they_are_written() -> None:
    for number in range(1, 100):
        assert read_numeral(write_numeral(number)) == read_numeral(str(number)) == number


@pytest.mark.parametrize("text", ["", "百", "一一", "十十", "二十一一", "零", "十零", "一百", "甲", "3.5"])
def test_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text) == 0
