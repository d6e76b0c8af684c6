"""check --accept: what the unit has looked into is written into 已核实, by its name or a part of it."""

from __future__ import annotations

import pytest

from commands.desk import Desk, last_year
from narrator.build import read as read_data
from narrator.checks.accepted import reasons_of, with_acceptance


@pytest.fixture
def wrong(desk: Desk) -> Desk:
    """Data in which two totals are not what their parts add up to."""
    desk.change(lambda raw: last_year(raw, "900"))
    desk.change(lambda raw: raw["收入支出总表"]["收入"]["总计"].update(决算数=900))
    return desk


def names(desk: Desk) -> list[str]:
    from narrator.commands.check import check_file

    return [one.key for one in check_file(desk.data).findings if one.counts]


def test_what_is_accepted_is_no_error_any_more(wrong: Desk) -> None:
    first, *others = names(wrong)
    before = wrong.data.read_text("utf-8")
    code = wrong.run("check", wrong.data, "--accept", first, " 与系统核对过 ")
    assert code == (1 if others else 0)
    assert wrong.out.startswith(f"已核实：{first}（ 与系统核对过 ）")
    assert wrong.raw["已核实"][first] == "与系统核对过"
    left = names(wrong)
    assert first not in left
    assert {*others} < {*left}  # what came of the same figure is told by itself then
    wrong.change(lambda raw: raw.pop("已核实"))
    assert wrong.data.read_text("utf-8").split() == before.split()


@pytest.mark.parametrize(
    ("name", "reason", "told"),
    [
        ("T1-9 没有这一条", "看过", "核对没有发现“T1-9 没有这一条”"),
        ("表", "看过", "处发现的名称里有“表”"),
        ("T1-3 公开01表 收入 总计", "无", "没有说明什么"),
    ],
)
def test_what_can_not_be_accepted_is_told_and_nothing_written(
    wrong: Desk, name: str, reason: str, told: str
) -> None:
    before = wrong.files()
    assert wrong.run("check", wrong.data, "--accept", name, reason) == 2
    assert told in wrong.err
    assert wrong.files() == before


def test_a_finding_about_the_report_is_accepted_by_its_whole_name(desk: Desk) -> None:
    desk.run("check", desk.data, "--accept", "HY-4 “甲乙”", "原文如此")
    assert desk.raw["已核实"] == {"HY-4 “甲乙”": "原文如此"}


def test_a_report_takes_no_notes(desk: Desk) -> None:
    assert desk.render() == 0
    assert desk.run("check", desk.report, "--accept", "HY-4 “甲乙”", "原文如此") == 2
    assert "已核实的写在数据文件里" in desk.err


def test_a_draft_says_how_many_errors_its_data_have(wrong: Desk) -> None:
    count = len(names(wrong))
    assert wrong.render() == 0
    assert f"核对有{count}处错误）" in wrong.out
    assert f"核对：错误{count}处" in wrong.out


def test_render_ends_with_a_verdict_and_names_what_to_run(desk: Desk) -> None:
    assert desk.render() == 0
    *_, counted, told = desk.out.splitlines()
    assert counted.startswith("核对：错误")
    assert f"（narrator check {desk.data} 列出）" in counted
    assert told == "还不能定稿：核对有错误。"
    desk.accept()
    assert (
        desk.out.splitlines()[-1]
        == f"齐了，定稿时再核对写的文字：narrator render {desk.data} -o {desk.report} --final"
    )
    assert desk.render("--final") == 0
    assert f"narrator publish {desk.report} -o " in desk.out.splitlines()[-1]
    desk.change(lambda raw: last_year(raw, "838.16"))
    assert desk.render() == 0
    assert f"2处原因过时（narrator reasons {desk.data} --todo 列出）" in desk.out.splitlines()[-1]


def test_a_number_without_end_is_short_in_the_name_that_accepts_it(desk: Desk) -> None:
    from narrator.checks.finding import Finding, Level

    found = Finding(Level.ERROR, f"正文 {'9' * 9000}", "", "", rule="HY-1")
    assert len(found.key) < 60
    desk.run("check", desk.data, "--accept", found.key, "原文如此")
    assert with_acceptance(found, reasons_of(read_data(desk.data).disclosure)).accepted == "原文如此"


def test_what_stops_a_final_report_is_told_with_line_and_both_figures(wrong: Desk) -> None:
    assert wrong.render("--final") == 2
    line = next(one for one in wrong.err.splitlines() if "T1-" in one)
    assert "第" in line.split("T1-")[0]
    assert "900.00" in line
    assert "851.17" in line


def test_what_to_run_next_names_the_form_that_the_command_named(desk: Desk) -> None:
    form = desk.raw["格式"]
    assert desk.render("--form", form) == 0
    assert f"（narrator check {desk.data} --form {form} 列出）" in desk.out
    desk.accept()
    assert desk.render("--form", form) == 0
    *_, told = desk.out.splitlines()
    assert (
        told
        == f"齐了，定稿时再核对写的文字：narrator render {desk.data} -o {desk.report} --form {form} --final"
    )
