"""What a reader would see changed between two reports, and how it is told."""

from __future__ import annotations

import pytest

from narrator.edits.differences import Change, describe_changes, find_changes
from narrator.edits.report_lines import ReportLine

FIRST, SECOND, THIRD = "负责科技规划。", "负责成果转化。", "负责人才引进。"


def lines(*texts: str) -> list[ReportLine]:
    return [ReportLine(text, place="一、主要职责") for text in texts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((FIRST, SECOND, THIRD), (FIRST + SECOND, THIRD)),
        ((FIRST + SECOND, THIRD), (FIRST, SECOND, THIRD)),
        ((FIRST, SECOND, THIRD), (SECOND, FIRST, THIRD)),
    ],
)
def test_paragraphs_that_were_joined_parted_or_moved_are_one_change(
    old: tuple[str, ...], new: tuple[str, ...]
) -> None:
    [change] = find_changes(lines(*old), lines(*new))
    assert change.old == change.new
    assert change.new in (FIRST, SECOND)
    _, told = describe_changes([change])
    assert told == f"  ↵ {change.new}　字没有改，换了地方或者分段"


def test_what_went_and_what_came_are_told_apart() -> None:
    found = list(find_changes(lines(FIRST, SECOND), lines(SECOND, THIRD)))
    assert found == [Change("一、主要职责", FIRST, ""), Change("一、主要职责", "", THIRD)]
    assert list(find_changes(lines(FIRST), lines(FIRST))) == []


def test_a_figure_that_is_typed_otherwise_is_no_change() -> None:
    made = lines("4811.26", "-12%", "3,869.22")
    assert list(find_changes(made, lines("４８１１．２６", "－12%", "3869.22"))) == []
    changed = [
        (change.old, change.new) for change in find_changes(made, lines("4,811.62", "-12%", "3869.22"))
    ]
    assert changed == [("4811.26", "4,811.62")]
