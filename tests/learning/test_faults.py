"""What is wrong in last year's report is told beside the line in which it stands."""

from __future__ import annotations

from narrator.checks.finding import Finding, Level, Side
from narrator.learning.faults import ARITHMETIC, is_faulty, tell_faults

FAULT = Finding(
    Level.ERROR, "“占9.55%”的比例", "比例与算得的不同", "核对",
    (Side("正文“一般公共预算支出307.82万元,主要用…”", "9.55", "第56段"), Side("29.42 ÷ 307.82", "9.56")), rule="PR-3",
)  # fmt: skip
LINE = "一般公共预算支出 307.82 万元，主要用于以下方面：住房保障支出占9.55%。"


def test_a_fault_is_told_with_its_rule_and_both_sides() -> None:
    (told,) = tell_faults([FAULT])
    assert told.startswith("PR-3 “占9.55%”的比例：比例与算得的不同")
    assert "9.56" in told


def test_the_line_that_a_fault_is_told_of_is_known_whatever_blanks_it_has() -> None:
    assert is_faulty(LINE, [FAULT])
    assert not is_faulty("本年支出合计307.82万元。", [FAULT])


def test_rules_that_hold_a_report_beside_its_form_find_no_faults_of_it() -> None:
    assert [rule for rule in ("T3-2", "X-1", "PR-7", "GS-1", "ST-3", "PR-8", "HY-1") if ARITHMETIC.match(rule)] == [
        "T3-2", "X-1", "PR-7", "GS-1",
    ]  # fmt: skip
