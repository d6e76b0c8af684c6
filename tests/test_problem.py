"""Problems as they are told: one line each, those of one record together."""

from __future__ import annotations

import pytest

from narrator.edits.differences import Change, describe_changes
from narrator.edits.merge import MergedTexts, describe_taken
from narrator.problem import Problem, Severity, gather

NULL = "这里是null"


def problem(
    where: str, line: int | None = 7, what: str = NULL, hint: str = "填数", **more: object
) -> Problem:
    return Problem(where, what, hint, file="data.json", line=line, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], []),
        (
            [problem("", None), problem("", None), problem("", None)],
            [""],
        ),  # the same header in three sections
        ([problem("表.甲", None), problem("表.甲", None)], ["表.甲"]),
        ([problem("表.甲"), problem("表.甲"), problem("表.乙")], ["表.甲、乙"]),
        ([problem("表.甲.乙")], ["表.甲.乙"]),
        ([problem("表.甲.乙"), problem("表.甲.丙"), problem("表.甲.丁")], ["表.甲.乙、丙、丁"]),
        ([problem("表.甲.乙"), problem("表.丁.乙")], ["表.甲.乙", "表.丁.乙"]),
        ([problem("表.甲.乙"), problem("表.甲.丙", 8)], ["表.甲.乙", "表.甲.丙"]),
        ([problem("表.甲.乙"), problem("表.甲.丙", what="不是数")], ["表.甲.乙", "表.甲.丙"]),
        ([problem("表.甲.乙"), problem("表.甲.丙", hint="看")], ["表.甲.乙", "表.甲.丙"]),
        ([problem("表.甲.乙"), problem("表.甲.丙", severity=Severity.WARNING)], ["表.甲.乙", "表.甲.丙"]),
        ([problem("表.甲.乙", None), problem("表.甲.丙", None)], ["表.甲.乙", "表.甲.丙"]),
        ([problem("甲"), problem("乙")], ["甲", "乙"]),
    ],
)
def test_problems_of_one_record_are_told_in_one(found: list[Problem], told: list[str]) -> None:
    assert [one.where for one in gather(found)] == told


def test_a_problem_says_where_what_and_what_to_do() -> None:
    assert str(problem("表.甲")) == "错误：data.json，第7行，表.甲：这里是null。请填数。"
    assert str(Problem("", "文件是空的", "")) == "错误：文件是空的。"


@pytest.mark.parametrize(
    ("text", "told"),
    [("49\u00ad96", "49（软连字符）96"), ("甲\u200b乙\ufeff", "甲（看不见的字符U+200B）乙（看不见的字符U+FEFF）"), ("甲\u2011\u3000\n乙", "甲\u2011\u3000\n乙")],
)  # fmt: skip
def test_what_nobody_sees_is_named_in_a_message(text: str, told: str) -> None:
    assert str(Problem("", f"“{text}”不同", "看")) == f"错误：“{told}”不同。请看。"
    assert [*describe_changes([Change("", "甲", text)])][2] == f"  ＋ {told}"
    merged = MergedTexts({"原因.甲": text}, {"原因.甲": "甲"}, {}, ())
    assert [*describe_taken(merged)] == [
        "原因.甲",
        "  − 甲",
        *(f"  ＋ {line}" for line in told.split("\n")),
    ]
