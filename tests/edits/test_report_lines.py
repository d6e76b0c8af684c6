"""The lines of a report in its snapshot: what is written is read back, and what earlier reports wrote, too."""

from __future__ import annotations

from typing import Any

import pytest
from forms.documents import LIAONING, SHANGHAI, composed, raw

from narrator.edits.report_lines import LineBlank, ReportLine, dump, lines, load

SAMPLES = [(LIAONING, "辽宁2023"), (SHANGHAI, "上海2024")]


def plain(found: list[ReportLine]) -> list[tuple[object, ...]]:
    """What a snapshot keeps of lines that say something: not how they look."""
    return [(one.place, one.row, one.text, one.blanks) for one in found if one.text.strip() or one.blanks]


@pytest.mark.parametrize(("data", "form"), SAMPLES)
def test_the_lines_of_a_report_are_read_back(data: Any, form: str) -> None:
    document = composed(raw(data), form).document
    wanted = [
        one._replace(blanks=tuple(LineBlank(*blank[:4]) for blank in one.blanks)) for one in lines(document)
    ]
    assert plain(load(dump(document))) == plain(wanted)


def test_the_lines_of_earlier_reports_are_read() -> None:
    """Their groups: the heading, the name of the row or "", and the lines, each a text or a list of it and its blanks."""
    groups = [
        ["", "", "某局2023年度部门决算"],
        ["一、收入", "", "收入总计5.00万元，", ["原因是写的。", [3, 5, "原因.收入", True]]],
        ["一、收入", "合计", "合计", "5.00"],
    ]
    assert load(groups) == [
        ReportLine("某局2023年度部门决算", (), ""),
        ReportLine("收入总计5.00万元，", (), "一、收入"),
        ReportLine("原因是写的。", (LineBlank(3, 5, "原因.收入", True),), "一、收入"),
        ReportLine("合计", (), "一、收入", "合计"),
        ReportLine("5.00", (), "一、收入", "合计"),
    ]


@pytest.mark.parametrize(
    "groups",
    [
        5,
        [5],
        [["一"]],
        [["一", 5]],
        [["一", []]],
        [["一", [], [], []]],
        [["一", [5], []]],
        [["一", [], [5]]],
        [["一", "", 5]],
        [[5, "", "二"]],
        [["一", "", ["二", 3]]],
        [["一", [["二", 1, 2, 3, True]], []]],
    ],
)
def test_what_is_no_lines_is_refused(groups: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 the words are nobody's: the snapshot is told as damaged
        load(groups)
