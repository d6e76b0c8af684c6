"""What is wrong in last year's report is told beside the line in which it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.learning.faults import ARITHMETIC, fault_lines, is_fault, is_faulty, tell_shortly
from narrator.learning.plain_letters import as_meant

FAULT = Finding(
    Level.ERROR, "“占9.55%”的比例", "比例与算得的不同", "核对",
    (Side("正文“一般公共预算支出307.82万元,主要用…”", "9.55", "第56段"), Side("29.42 ÷ 307.82", "9.56")), rule="PR-3",
)  # fmt: skip
LINE = "一般公共预算支出 307.82 万元，主要用于以下方面：住房保障支出占9.55%。"


def test_a_fault_is_told_with_its_rule_and_both_sides() -> None:
    (told,) = fault_lines([FAULT])
    assert told.startswith("PR-3 “占9.55%”的比例：比例与算得的不同")
    assert "9.56" in told


def test_on_the_screen_a_fault_says_what_stands_there_and_what_should() -> None:
    assert [*tell_shortly([FAULT])] == ["“占9.55%”的比例：比例与算得的不同（9.55，29.42 ÷ 307.82是9.56）"]


def test_the_line_that_a_fault_is_told_of_is_known_whatever_blanks_it_has() -> None:
    assert is_faulty(LINE, [FAULT])
    assert not is_faulty("本年支出合计307.82万元。", [FAULT])


def test_a_slip_is_told_of_its_own_line_and_of_no_other_that_begins_so() -> None:
    side = Side("正文“一般公共预算支出307…”", "增加3.00万元,增长13.95。主要", "第56段")
    slip = Finding(Level.ERROR, "“增长13.95”", "这个百分数没有百分号", "补上“%”", (side,), rule="HY-6")
    assert is_fault(slip)
    assert is_faulty("一般公共预算支出 307.82 万元，增加 3.00 万元，增长 13.95。主要原因：人员增加。", [slip])
    assert not is_faulty(LINE, [slip])
    assert not is_fault(replace(slip, what="小数位数与别处的不同"))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("支出 增加 3.00 万元，增长 13.95。", "支出 增加3.00万元，增长13.95%。"),
        ("比2023年度减少0.15万元，下降（增长）27.78%，", "比2023年度减少0.15万元，下降27.78%，"),
        ("国内公务接待支出0.39万（含外宾接待支出）。", "国内公务接待支出0.39万元（含外宾接待支出）。"),
        ("人均接待费150元，增长（下降）。", "人均接待费150元，增长（下降）。"),  # which, nobody knows
    ],
)
def test_a_slip_is_mended_before_its_sentence_is_learned(printed: str, meant: str) -> None:
    assert as_meant(printed) == meant


def test_rules_that_hold_a_report_beside_its_form_find_no_faults_of_it() -> None:
    assert [rule for rule in ("T3-2", "X-1", "PR-7", "GS-1", "ST-3", "PR-8", "HY-1") if ARITHMETIC.match(rule)] == [
        "T3-2", "X-1", "PR-7", "GS-1",
    ]  # fmt: skip
