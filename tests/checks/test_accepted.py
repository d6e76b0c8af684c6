"""What a unit accepts: by key and with a reason; what no longer is, or says no reason, is told."""

from __future__ import annotations

from dataclasses import replace

from narrator.checks.accepted import reasons_of, with_acceptance
from narrator.checks.data.rules import check_accounts
from narrator.checks.finding import Finding, Level, Side, unique
from narrator.checks.report import report_rules
from narrator.checks.rule import rule_ids
from narrator.disclosure.value import Record, Words

from .notation import accounts
from .telling import in_full

REPORT_IDS = rule_ids(report_rules.RULES)
KEY = "T1-5 公开01表 收入 总计与公开01表 支出 总计"


def found(reasons: dict[str, str]) -> str:
    """What is found in accounts with one fault that accept what REASONS say."""
    a = accounts(
        "01.收入.总计=5 01.支出.总计=6 01.收入.本年收入合计=5 01.收入.其他收入=5 01.支出.本年支出合计=6 01.支出.其他支出=6"
    )
    accepted = Record({key: Words(text, f"已核实.{key}", "文字") for key, text in reasons.items()}, "已核实")
    findings = check_accounts(
        replace(a, disclosure=Record({**a.disclosure.fields, "已核实": accepted}, "")), on_reports=REPORT_IDS
    )
    return in_full(one for one in findings if one.rule in ("T1-5", "已核实"))


FAULT = """
    两边相差1.00万元。核对两边的原始数据，改正填错的一处。〔1.00万元〕
    公开01表 收入 总计：5.00 ＠收入支出总表.收入.总计.决算数
    公开01表 支出 总计：6.00 ＠收入支出总表.支出.总计.决算数
"""


def test_a_finding_is_accepted_with_its_reason_in_one_line() -> None:
    assert found({KEY: "已与财政局\n 核对"}) == f"错误 {KEY} 已核实：已与财政局 核对{FAULT}"


def test_an_acceptance_without_a_reason_is_none_and_is_told() -> None:
    assert found({KEY: "无"}) == (
        f"错误 {KEY}{FAULT}提醒 已核实 “{KEY}”\n"
        "    这一条没有写理由，没有采用。写上理由。\n"
        f"    已核实：无 ＠已核实.{KEY}\n"
    )


def test_an_acceptance_of_what_is_not_there_is_told_and_the_next_one_too() -> None:
    gone = "    核实过的这个问题，数据里没有了。删掉这一条，或者照列出的名称改正；报告里还有的可以留着。\n"
    told = found({"HY-3 “使用使用”": "有理由", "T9-9 甲 乙": "有理由", KEY: "有理由", "T1-1 丙": "无"})
    assert told == (
        f"错误 {KEY} 已核实：有理由{FAULT}"
        f"提醒 已核实 “T9-9 甲 乙”\n{gone}    已核实：有理由 ＠已核实.T9-9 甲 乙\n"
        f"提醒 已核实 “T1-1 丙”\n{gone}    已核实：无 ＠已核实.T1-1 丙\n"
    )


def test_reasons_stand_in_a_record_of_their_own() -> None:
    reasons = Record({"甲": Words("乙", "已核实.甲", "文字")}, "已核实")
    assert reasons_of(Record({"已核实": reasons}, "")) == reasons.fields
    assert reasons_of(Record({"已核实": Words("乙", "已核实", "文字")}, "")) == {}
    assert reasons_of(Record({}, "")) == {}
    assert reasons_of(None) == {}


def test_only_an_error_that_nobody_accepts_counts() -> None:
    error = Finding(Level.ERROR, "甲", "乙", "丙", rule="T1-1")
    assert error.counts
    assert not with_acceptance(error, {"T1-1 甲": Words("理由", "已核实", "文字")}).counts
    assert with_acceptance(error, {"T1-1 甲": Words("无", "已核实", "文字")}) == error
    assert with_acceptance(error, {"T1-1 乙": Words("理由", "已核实", "文字")}) == error
    assert not any(replace(error, level=level).counts for level in Level if level is not Level.ERROR)


def test_what_says_the_same_is_told_once_and_equal_keys_are_counted() -> None:
    one = Finding(Level.ERROR, "甲", "相差", "核对", (Side("左", "1"),), rule="HY-3")
    other = replace(one, sides=(Side("左", "2"),))
    what, last = replace(one, what="不同"), replace(one, subject="乙")
    told = list(unique([one, replace(one, hint="别的"), other, what, last, other]))
    assert [each.subject for each in told] == ["甲", "甲〔2〕", "甲〔3〕", "乙"]
    assert told[0] == one
    assert told[1] == replace(other, subject="甲〔2〕")
