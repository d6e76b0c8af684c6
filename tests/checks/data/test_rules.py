"""Every rule finds what it is there for, and nothing else (the table of cases is in `cases`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from narrator.checks.data.accounts import AccountCell
from narrator.checks.data.rules import RULES, check_accounts
from narrator.checks.data.strange_figures import can_fill, may_lack
from narrator.checks.finding import Finding, Level
from narrator.checks.report import report_rules
from narrator.checks.rule import rule_ids
from narrator.disclosure.relation import NOT_GREATER, SUMMED
from narrator.disclosure.value import Record, Words
from narrator.tables.vocabulary import COLUMN, ROW, Strange

from ..cases import CASES, STANDARD
from ..notation import accounts

IDS = [f"{rule}-{number}" for number, (rule, *_) in enumerate(CASES)]


def found(rule: str, text: str) -> list[Finding]:
    return [one for one in check_accounts(accounts(text, standard=STANDARD)) if one.rule == rule]


@pytest.mark.parametrize(("rule", "level", "failing", "passing"), CASES, ids=IDS)
def test_a_rule_finds_what_fails(rule: str, level: str, failing: str, passing: str) -> None:
    assert Level(level) in {one.level for one in found(rule, failing)}


@pytest.mark.parametrize(("rule", "level", "failing", "passing"), CASES, ids=IDS)
def test_a_rule_is_silent_about_what_passes(rule: str, level: str, failing: str, passing: str) -> None:
    assert found(rule, passing) == []


def test_every_rule_has_a_case_that_fails_and_one_that_passes() -> None:
    own = {SUMMED, NOT_GREATER}  # of a form's own relations, see test_agreement
    assert rule_ids(RULES) - own == {case[0] for case in CASES}


def test_a_rule_reads_nothing_but_what_it_says() -> None:
    """By that the page knows what to judge again."""
    for text in dict.fromkeys(failing for _, _, failing, _ in CASES):
        a = accounts(text, standard=STANDARD)
        for rule in RULES:
            read = {name: a.disclosure[name] for name in rule.reads or a.disclosure}
            alone = replace(a, disclosure=Record(read, ""))
            assert [*rule.find(alone)] == [*rule.find(a)], (rule.id, rule.title, text)


def test_no_case_makes_two_findings_of_one_key() -> None:
    for _, _, failing, passing in CASES:
        for text in (failing, passing):
            keys = [one.key for one in check_accounts(accounts(text, standard=STANDARD))]
            assert len(keys) == len(set(keys)), keys


def test_a_finding_names_both_sides_with_values_and_places() -> None:
    [one] = found("X-2", "01.支出.本年支出合计=5 03.合计.本年支出合计=5.01")
    assert [(side.name, side.value, side.path) for side in one.sides] == [
        ("公开01表 支出 本年支出合计", "5.00", "收入支出总表.支出.本年支出合计.决算数"),
        ("公开03表 合计 本年支出合计", "5.01", "支出决算表.合计.本年支出合计"),
    ]
    assert (one.level, one.difference) == (Level.ERROR, "0.01万元")


def test_zero_missing_and_null_are_kept_apart() -> None:
    total = "04.支出.本年支出合计.年初预算数"
    parts = "04.支出.本年支出合计.基本支出年初预算数={} 04.支出.本年支出合计.项目支出年初预算数=0"
    assert [one.level for one in found("PR-5", f"{total}=5 {parts.format(0)}")] == [Level.ERROR]
    [null] = found("PR-5", f"{total}=5 {parts.format('null')}")
    assert null.level is Level.UNCHECKED
    assert "是null" in null.what
    [blank] = found("PR-5", f"{total}=5 {parts.split()[1]}")
    assert blank.level is Level.UNCHECKED
    assert "没有填" in blank.what


def test_a_figure_that_is_not_there_is_told_once() -> None:
    text = "01.支出.本年支出合计=null 03.合计.本年支出合计=5 03.合计.基本支出={} 01.支出.总计=5"
    [one] = [one for one in check_accounts(accounts(text.format(5))) if "null" in one.what]
    assert [side.path for side in one.sides] == ["收入支出总表.支出.本年支出合计.决算数"]
    assert one.key == "T1-2 公开01表 支出 本年支出合计"
    assert one.what == (
        "公开01表 支出 本年支出合计是null，因此也不能核对"
        "T1-4 公开01表 支出 总计、X-2 公开01表 支出 本年支出合计与公开03表 合计 本年支出合计"
    )
    # another that is not there is one of its own
    two = [one for one in check_accounts(accounts(text.format("null"))) if "null" in one.what]
    assert [[side.name for side in one.sides] for one in two] == [
        ["公开01表 支出 本年支出合计"],
        ["公开03表 合计 基本支出"],
    ]


def test_accepting_is_by_key_needs_a_reason_and_is_told_when_it_is_idle() -> None:
    a = accounts(
        "01.收入.总计=5 01.支出.总计=6 01.收入.本年收入合计=5 01.收入.其他收入=5 01.支出.本年支出合计=6 01.支出.其他支出=6"
    )
    [key] = [one.key for one in check_accounts(a) if one.rule == "T1-5"]

    def again(reasons: dict[str, str]) -> list[Finding]:
        accepted = Record(
            {name: Words(text, f"已核实.{name}", "文字") for name, text in reasons.items()}, "已核实"
        )
        known = replace(a, disclosure=Record({**a.disclosure.fields, "已核实": accepted}, ""))
        return check_accounts(known, on_reports=rule_ids(report_rules.RULES))

    [one] = [one for one in again({key: "已与财政局核对"}) if one.key == key]
    assert (one.accepted, one.counts, one.level) == ("已与财政局核对", False, Level.ERROR)
    assert [one.counts for one in again({key: "无"}) if one.key == key] == [True]
    assert [one.what for one in again({key: "无"}) if one.rule == "已核实"] == ["这一条没有写理由，没有采用"]
    assert [one.level for one in again({"T9-9 没有的": "理由"}) if one.rule == "已核实"] == [Level.HINT]
    assert not [one for one in again({"HY-3 “使用使用”": "理由"}) if one.rule == "已核实"]  # of a report


def test_a_total_that_nobody_filled_in_is_missed_where_its_parts_have_something() -> None:
    part = "预算绩效.项目.1.资金.当年财政拨款.全年执行数"
    assert [one.what for one in found("PF-2", f"{part}=5")] == ["总额没有填，下面的各项有数"]
    assert found("PF-2", f"{part}=0") == []


def cell_at(path: str, number: str) -> AccountCell:
    """A figure at a path."""
    return AccountCell(path, Decimal(number), path, True)


def test_a_sum_may_lack_what_is_printed_where_nothing_was_understood_on_its_own_side() -> None:
    table, side = "收入支出总表", "支出"
    whole = cell_at(f"{table}.{side}.本年支出合计.决算数", "5")
    part = cell_at(f"{table}.{side}.教育支出.决算数", "2")

    def lacks(*amounts: str, where: Strange, parts: Sequence[AccountCell] = (part,)) -> bool:
        strange = [where._replace(amount=Decimal(one) if one else None) for one in amounts]
        return may_lack(replace(accounts(""), strange=frozenset(strange)), whole, parts)

    row = Strange(table, ROW, side, "决算数")
    assert not may_lack(accounts(""), whole, [part])
    assert lacks("3", where=row)
    assert lacks("3", where=row._replace(side="", place=""))
    assert not lacks("3", where=row._replace(side="收入"))
    assert not lacks("3", where=row._replace(place="预算数"))
    assert not lacks("3", where=row._replace(kind=COLUMN))
    assert not lacks("3", where=row._replace(table="支出决算表"))
    assert not lacks("3", where=row, parts=[cell_at("支出决算表.合计.本年支出合计", "2")])
    assert not lacks("3", where=row, parts=[part._replace(number=Decimal(6))])
    assert lacks(
        "3",
        where=Strange(table, COLUMN, side, "本年支出合计"),
        parts=[part._replace(path=f"{table}.{side}.本年支出合计.预算数")],
    )


def test_what_is_printed_where_nothing_was_understood_must_fill_the_gap_of_a_sum() -> None:
    """But for what rounding leaves; of what is no number, or of many, that is not asked."""
    gap, tail = Decimal("3.00"), Decimal("0.02")

    def filled(*amounts: str) -> bool:
        return can_fill(gap, [Decimal(one) if one else None for one in amounts], tail)

    assert not filled()
    assert filled("3.00")
    assert filled("2.98")
    assert not filled("2.97")
    assert filled("1.00", "2.00", "9.00")
    assert filled("5.00", "2.00")
    assert filled("")
    assert not filled("1.00", "9.00")
    assert not filled(*["9.00"] * 6)
    assert filled(*["9.00"] * 7)
    assert not can_fill(Decimal("0.01"), [Decimal("9.00")], tail)


def test_what_stands_in_a_row_that_was_not_understood_is_not_missing_in_another_table() -> None:
    """The row of the class in 支出决算表 may be that one, in its column; no other amount, nor in another table."""
    a = accounts("01.支出.教育支出=5", printed=True)
    a = replace(a, cells={"收入支出总表.支出.教育支出.决算数", "支出决算表.合计.本年支出合计"})
    row = Strange("支出决算表", ROW, "", "本年支出合计", Decimal(5))

    def told(*strange: Strange) -> bool:
        return any(one.rule == "X-7" for one in check_accounts(replace(a, strange=frozenset(strange))))

    assert told()
    assert not told(row)
    assert not told(row._replace(amount=None))
    assert told(row._replace(amount=Decimal(6)))
    assert told(row._replace(place="基本支出"))
    assert told(row._replace(kind=COLUMN))
    assert told(row._replace(table="收入决算表"))
