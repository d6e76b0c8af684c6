"""Numbers as official documents write them: each level counts by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.compose.numbering import MARKS, Numbering
from narrator.numerals import write_numeral
from narrator.tables.plain import plain, unnumbered


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


def test_what_is_in_an_attachment_is_numbered_by_itself():
    assert numbers("附件1", "一、", "（一）", "附件1", "（一）", "一、", "附表1", "一、", "#", "附件1", "一、") == [
        "附件1　", "一、", "（一）", "附件2　", "（一）", "一、", "附表1　", "二、", "附件3　", "一、",
    ]  # fmt: skip


def test_numbers_in_circles_stand_below_those_in_brackets():
    assert numbers("（1）", "①", "①", "（1）", "①") == ["（1）", "①", "②", "（2）", "①"]
    assert numbers(*["①"] * 22)[18:] == ["⑲", "⑳", "(21)", "(22)"]
    assert all(unnumbered(plain(f"{number}甲")) == "甲" for number in numbers(*["①"] * 22))


def test_below_parts_that_are_numbered_every_level_is_one_lower():
    numbering = Numbering(lowered=True)
    given = [
        numbering.part("一、"),
        *map(numbering.next, ("一、", "（一）", "（一）", "1.", "一、", "附表1")),
    ]
    numbering.restart()
    given += [numbering.part("一、"), *map(numbering.next, ("一、", "1、", "附表1", "附件1"))]
    assert given == [
        "一、", "（一）", "1.", "2.", "（1）", "（二）", "附表1　", "二、", "（一）", "（1）", "附表2　", "附件1　",
    ]  # fmt: skip


def test_the_lowest_level_can_not_be_one_lower():
    with pytest.raises(ValueError, match="没有比“（1）”更低的编号"):
        Numbering(lowered=True).next("（1）")


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
            if not level:
                count += other == mark
            elif other == "#" or (other != "#" and MARKS[other] is not None and MARKS[other] < level):
                break
            else:
                count += other == mark
        if mark == "①":
            expected.append(chr(ord("①") + count - 1) if count <= 20 else f"({count})")
        else:
            expected.append(
                mark.replace("一", write_numeral(count))
                if "一" in mark
                else mark.replace("1", str(count)) + ("　" if not level else "")
            )
    assert numbers(*marks) == expected
