"""Paragraphs of the form that somebody joined are read as the several ones that they are."""

from __future__ import annotations

import pytest

from narrator.checks.printed.alignment import reads
from narrator.checks.printed.joined_lines import separate_lines
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.printed.prose import Wanted

NUMBER, TEXT = Piece("number"), Piece("free", source="理由")


def words(string: str) -> Piece:
    return Piece("literal", string)


# As `wanted_lines` makes them, without the numbers before them; a writer's text ends the first.
WANTED = [
    Wanted("", [words("支出年初预算为"), NUMBER, words("万元,主要原因:"), TEXT], False),
    Wanted("", [words("行政运行(项)支出"), NUMBER, words("万元。")], False),
    Wanted("", [words("组织开展绩效自评"), NUMBER, words("个项目。")], False),
]
FIRST, SECOND = "支出年初预算为5.00万元，主要原因：人员变动。另有结转。", "1、行政运行（项）支出3.00万元。"
THIRD = "组织开展绩效自评3个项目。"


def separated(text: str, **more: bool) -> list[str]:
    """The texts of the lines into which a line is cut."""
    lines = [Line(7, text, more.get("heading", False), more.get("written", False))]
    found = separate_lines(lines, WANTED, lambda line: any(reads(one, line) for one in WANTED))
    assert {one.number for one in found} == {7}
    return [one.text for one in found]


@pytest.mark.parametrize("parts", [(FIRST, SECOND), (FIRST, THIRD), (FIRST, SECOND, THIRD), (SECOND, THIRD)])
def test_joined_paragraphs_are_cut_where_each_begins(parts: tuple[str, ...]) -> None:
    assert separated("".join(parts)) == list(parts)


def test_other_lines_stay_as_they_are() -> None:
    numbered = "支出年初预算为5.00万元，主要原因：1、人员变动。2、另有结转。"
    for text in (FIRST, numbered, FIRST + SECOND.replace("支出", "开支"), "另有说明。" + SECOND):
        assert separated(text) == [text]
    assert (
        separated(FIRST + SECOND, heading=True) == separated(FIRST + SECOND, written=True) == [FIRST + SECOND]
    )
