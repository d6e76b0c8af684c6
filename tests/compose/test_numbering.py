"""Numbers as official documents write them, against a reader of Chinese numerals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.compose.numbering import MARKS, Numbering, chinese

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
    numerals = [chinese(number) for number in range(1, 10000)]
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
    assert chinese(number) == numeral


def numbers(*marks: str) -> list[str]:
    numbering = Numbering()
    found = []
    for mark in marks:
        numbering.restart() if mark == "#" else found.append(numbering.next(mark))
    return found


def test_each_level_counts_by_itself_and_starts_again_below_the_next():
    assert numbers("一、", "（一）", "1.", "（1）", "（1）", "1.", "（1）", "（一）", "1.", "一、", "（一）", "1.") == [
        "一、", "（一）", "1.", "（1）", "（2）", "2.", "（1）", "（二）", "1.", "二、", "（一）", "1.",
    ]  # fmt: skip


def test_a_level_that_is_left_out_counts_on():
    assert numbers("一、", "1.", "1.", "一、", "1.") == ["一、", "1.", "2.", "二、", "1."]
    assert numbers("（一）", "（一）", "一、", "（一）") == ["（一）", "（二）", "一、", "（一）"]


def test_a_new_part_starts_again_but_tables_of_the_appendix_count_on():
    assert numbers("一、", "附表1", "1.", "#", "一、", "附表1", "1.") == [
        "一、",
        "附表1　",
        "1.",
        "一、",
        "附表2　",
        "1.",
    ]
    assert numbers("附表1", "一、", "附表1") == ["附表1　", "一、", "附表2　"]


@settings(max_examples=100)
@given(st.lists(st.sampled_from([*MARKS, "#"]), max_size=30))
def test_a_number_is_one_more_than_those_before_it_on_its_level(marks):
    """Counted anew for every number: marks of its level, back to one above it or a new part."""
    expected = []
    for at, mark in enumerate(marks):
        if mark == "#":
            continue
        level = MARKS[mark]
        count = 1
        for other in reversed(marks[:at]):
            if level is None:
                count += other == mark
            elif other == "#" or (other != "#" and MARKS[other] is not None and MARKS[other] < level):
                break
            else:
                count += other == mark
        expected.append(
            mark.replace("一", chinese(count))
            if "一" in mark
            else mark.replace("1", str(count)) + ("　" if level is None else "")
        )
    assert numbers(*marks) == expected
