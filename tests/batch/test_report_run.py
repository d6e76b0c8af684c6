"""A whole folder at once: each unit as if it were alone, nothing done twice, and nothing torn when it is killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from commands.desk import INCOME, Desk, typed
from openpyxl import load_workbook

from batch.bureau import STATES, amount, begin_batch, files, fill_inbox, here, overview, unit
from narrator.batch.outcome import Outcome, UnitState
from narrator.batch.report_run import ReportRun, plan_reports
from narrator.batch.report_unit import ReportOrder, make_unit_report
from narrator.filling.layout import TYPED
from narrator.problem import Unusable

posix = pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")
ORDER = ReportOrder(also=(".html",))
MADE = {Path(name).with_suffix(".docx").as_posix() for name, state in STATES.items() if state != "没有做成"}


def test_every_unit_is_done_or_told(whole: Path) -> None:
    assert {row["单位"]: row["状态"] for row in overview(whole / "成稿")} == STATES
    kinds = {name.replace(".docx", kind) for name in MADE for kind in (".docx", ".html")}
    assert set(files(whole / "成稿")) == kinds
    assert not (whole / "成稿" / "坏的").exists()


def test_a_report_is_the_one_that_render_makes(whole: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    shutil.copy(whole / "原稿" / "一局" / "data.json", desk.data)
    for ending in (".docx", ".html"):
        path = tmp_path / f"报告{ending}"
        assert desk.run("render", desk.data, "-o", path) == 0
        assert path.read_bytes() == (whole / "成稿" / "一局" / f"data{ending}").read_bytes()
    assert desk.data.read_bytes() == (whole / "来稿" / "一局" / "data.json").read_bytes()


def test_other_files_are_those_that_render_makes(whole: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    shutil.copytree(whole / "原稿" / "一局", tmp_path / "来稿")
    shutil.rmtree(tmp_path / "来稿" / "所属")
    order = ReportOrder(also=(".xlsx", ".txt"))
    planned = plan_reports(tmp_path / "来稿", tmp_path / "成稿", order)
    assert [one.state for one in planned.do(here)] == [UnitState.COMPLETE]
    for ending in order.also:
        assert desk.run("render", tmp_path / "来稿" / "data.json", "-o", tmp_path / f"报告{ending}") == 0
        assert (tmp_path / f"报告{ending}").read_bytes() == (tmp_path / "成稿" / f"data{ending}").read_bytes()


def test_the_overview_tells_totals_changes_and_links(whole: Path) -> None:
    rows = {row["单位"]: row for row in overview(whole / "成稿")}
    data = json.loads((whole / "原稿" / "二局.json").read_text("utf-8"))
    total = data["收入支出总表"]["收入"]["总计"]
    row = rows["二局.json"]
    assert amount(row["收入总计"]) == amount(total["决算数"])
    change = amount(total["决算数"]) - amount(total["上年决算数"])
    assert amount(row["收入比上年增减"]) == change
    assert amount(row["收入增减率%"]) == round(change / amount(total["上年决算数"]) * 100, 2)
    assert rows["三局.JSON"]["缺文字"] > 0
    assert rows["坏的/断了.json"]["缺文字"] is None
    sheet = load_workbook(whole / "成稿" / "汇总.xlsx")["单位"]
    assert sheet.auto_filter.ref == f"A1:Q{len(STATES) + 1}"
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) == 2 * len(MADE)
    assert "%3D1%2B1%20%3Cb%3E.docx" in links
    told = overview(whole / "成稿", "问题和说明")
    assert {row["单位"] for row in told if row["状态"] == "没有做成"} == {
        name for name, state in STATES.items() if state == "没有做成"
    }
    formulas = [
        cell
        for one in load_workbook(whole / "成稿" / "汇总.xlsx")
        for row in one
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_what_is_as_it_was_is_not_done_again(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "成稿", tmp_path / "成稿")
    order = ReportOrder(also=(".html",))
    asked: list[str] = []

    def run(failed: bool = False, lost: str = "坏的") -> list[str]:
        planned = plan_reports(whole / "来稿", tmp_path / "成稿", order, failed=failed)
        asked.clear()

        def here(work, tasks):  # type: ignore[no-untyped-def]
            for task in tasks:
                asked.append(task.name)
                yield task, None if task.name.startswith(lost) else work(task)

        list(planned.do(here))
        return sorted(asked)

    failed = sorted(name for name, state in STATES.items() if state == "没有做成")
    assert run() == failed
    assert {row["状态"] for row in overview(tmp_path / "成稿") if row["单位"].startswith("坏的")} == {
        "进程意外结束"
    }
    (tmp_path / "成稿" / "二局.html").write_text("改过")
    assert run() == sorted([*failed, "二局.json"])
    rows = {row["单位"]: row for row in overview(tmp_path / "成稿")}
    assert rows["二局.json"]["状态"] == "没有做全"  # what somebody changed is not lost
    assert (tmp_path / "成稿" / "二局.html").read_text() == "改过"
    (tmp_path / "成稿" / "二局.html").unlink()
    (tmp_path / "成稿" / "三局.html").write_text("改过")
    assert run(failed=True) == sorted([*failed, "二局.json"])  # not what was done and is another now
    (tmp_path / "成稿" / "三局.html").write_bytes((whole / "成稿" / "三局.html").read_bytes())
    assert files(tmp_path / "成稿") == files(whole / "成稿")
    (tmp_path / "成稿" / ".narrator-记录.json").write_text('{"units": {"二局.json": {"files": 3}}}')
    assert run(lost="") == sorted(STATES)
    assert {row["状态"] for row in overview(tmp_path / "成稿")} == {"进程意外结束"}


def test_a_workbook_beside_the_data_of_a_folder_is_of_the_same_unit(tmp_path: Path) -> None:
    inbox, output = tmp_path / "来稿", tmp_path / "成稿"
    (inbox / "甲局").mkdir(parents=True)
    desk = Desk(inbox / "甲局", unit("甲局", 原因={}))
    book = inbox / "甲局" / "填报.xlsx"
    assert desk.run("sheet", desk.data, "-o", book) == 0
    filled = load_workbook(book)
    fill = next(row for row in filled["原因"].iter_rows() if any(one.value == INCOME for one in row))
    heads = [one.value for one in filled["原因"][1]]
    fill[heads.index(TYPED)].value = "人员增加。"
    filled.save(book)
    before = desk.data.read_bytes()

    def run(dry_run: bool = False) -> Outcome:
        planned = plan_reports(inbox, output, ReportOrder(dry_run=dry_run))
        (made,) = planned.do(here)
        return made

    outcome = run(dry_run=True)
    assert any("人员增加" in line for line in outcome.told)
    assert desk.data.read_bytes() == before
    outcome = run()
    assert (outcome.name, list(outcome.files)) == ("甲局/data.json", ["甲局/data.docx"])
    assert any(line.startswith("填报.xlsx：") and "人员增加" in line for line in outcome.told)
    assert desk.raw["原因"][INCOME] == "人员增加。"
    desk.report = output / "甲局" / "data.docx"
    assert "人员增加" in desk.text()
    assert run().repeated
    desk.save(unit("乙站"))
    outcome = run()
    assert outcome.state is UnitState.REFUSED
    assert any("不是一个单位的，放到另一个文件夹" in line for line in outcome.told)


def test_what_was_written_in_word_stays_and_conflicts_are_told(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "来稿" / "一局", tmp_path / "来稿")
    output = tmp_path / "成稿"

    def run(**asked: bool) -> dict[str, str]:
        planned = plan_reports(tmp_path / "来稿", output, ReportOrder(**asked))
        return {one.name: one.state.value for one in planned.do(here)}

    assert set(run().values()) == {"文字齐全", "草稿"}
    desk = Desk(tmp_path / "桌子") if (tmp_path / "桌子").mkdir() is None else None
    assert desk is not None
    desk.report = output / "data.docx"
    slot = "收入总计与上年相比"
    desk.edit(typed(f"原因.{slot}", "局长写的"))
    assert run()["data.json"] == "文字齐全"
    assert "局长写的" in desk.text()
    desk.data = tmp_path / "来稿" / "data.json"
    desk.change(lambda raw: raw["原因"].update({slot: "会计又写的"}))
    before = files(output)
    assert run()["data.json"] == "没有做成"
    assert files(output) == before
    told = [row["说明"] for row in overview(output, "问题和说明") if row["单位"] == "data.json"]
    assert any("局长写的" in line and "会计又写的" in line for line in told)
    assert run(dry_run=True, overwrite=True)["data.json"] == "没有做成"  # a conflict is decided unit by unit
    assert files(output) == before


def test_final_and_dry_run(whole: Path, tmp_path: Path) -> None:
    planned = plan_reports(whole / "来稿", tmp_path / "成稿", ReportOrder(final=True, dry_run=True))
    states = {one.name: one.state.value for one in planned.do(here)}
    assert states["三局.JSON"] == states["一局/所属/甲站.json"] == "没有做成"
    assert planned.exit_code == 2
    assert not (tmp_path / "成稿").exists()


def test_what_can_not_be_begun_is_told(tmp_path: Path) -> None:
    inbox = tmp_path / "来稿"
    with pytest.raises(Unusable, match="没有这个文件夹"):
        plan_reports(inbox, tmp_path / "成稿", ReportOrder())
    inbox.mkdir()
    with pytest.raises(Unusable, match="没有可以处理的文件"):
        plan_reports(inbox, tmp_path / "成稿", ReportOrder())
    for name in ("甲.json", "甲.xlsx", "乙.json", "汇总.xlsx", "丙.csv"):
        (inbox / name).write_text("{}")
    with pytest.raises(Unusable, match=r"“甲\.json”和“甲\.xlsx”会写到同一个文件") as error:
        plan_reports(inbox, tmp_path / "成稿", ReportOrder())
    assert "丙.csv" in str(error.value)
    (inbox / "甲.xlsx").unlink()
    plan_reports(inbox, tmp_path / "成稿", ReportOrder())
    with pytest.raises(Unusable, match=r"“汇总\.xlsx（narrator写的汇总）”和“汇总\.xlsx”"):
        plan_reports(inbox, tmp_path / "成稿", ReportOrder(also=(".xlsx",)))
    with pytest.raises(Unusable, match="不会写“.ods”文件"):
        plan_reports(inbox, tmp_path / "成稿", ReportOrder(also=(".ods",)))
    with pytest.raises(Unusable, match="不能写在收来的数据中间"):
        plan_reports(inbox, inbox / "." / "", ReportOrder())


def test_a_fault_of_the_program_stops_nothing(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def go_wrong(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("narrator.batch.report_unit.render_file", go_wrong)
    planned = plan_reports(whole / "来稿", tmp_path / "成稿", ReportOrder())
    outcomes = [make_unit_report(planned.task(unit)) for unit in planned.found.units]
    planned.done = outcomes
    assert planned.exit_code == 3
    assert all("ZeroDivisionError" in one.fault for one in outcomes)


def children(process: int) -> list[int]:
    """The processes that a process began and that work for it."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        found += [int(one) for one in task.read_text().split()]
    return [one for one in found if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def wait_for(process: subprocess.Popen[str], folder: Path, more: int) -> None:
    """Wait until a batch has written more files than that, or has ended."""
    while process.poll() is None and len(files(folder)) <= more:
        time.sleep(0.02)


@posix
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells processes by /proc")
def test_broken_off_killed_and_run_again_is_as_in_one_go(whole: Path, tmp_path: Path) -> None:
    """Ctrl+C leaves whole files; so does kill -9, after which no process goes on; then it is as in one go."""
    shutil.copytree(whole / "原稿", tmp_path / "来稿")
    output = tmp_path / "成稿"
    arguments = (tmp_path / "来稿", "-o", output, "--also", "html", "--jobs", "1")
    process = begin_batch(*arguments)
    wait_for(process, output, 2)  # one unit has both its files: it is not done again
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to all processes
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "已中断" in err
    assert "Traceback" not in err
    made = files(output)
    assert 0 < len(made) < len(files(whole / "成稿"))
    assert made.items() <= files(whole / "成稿").items()
    assert len(overview(output)) < len(STATES)
    process = begin_batch(*arguments)
    wait_for(process, output, len(made))
    workers = children(process.pid)
    process.kill()
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert workers
    ended = time.monotonic() + 20
    while any(
        Path(f"/proc/{one}/cmdline").exists() and Path(f"/proc/{one}/cmdline").read_bytes() for one in workers
    ):
        assert time.monotonic() < ended, "a process goes on without the one that began it"
        time.sleep(0.02)
    assert len(made) < len(files(output)) <= len(files(whole / "成稿"))
    assert_as_in_one_go(whole, tmp_path, plan_reports(tmp_path / "来稿", output, ORDER))


def assert_as_in_one_go(whole: Path, folder: Path, run: ReportRun | None = None) -> None:
    """Assert that what was made is what was made in one go; by a last run, when one is given."""
    if run is not None:
        list(run.do(here))
        assert any(one.repeated for one in run.done)
    assert files(folder / "成稿") == files(whole / "成稿")
    assert files(folder / "来稿") == files(whole / "来稿")
    same = [{key: one for key, one in row.items() if key != "说明"} for row in overview(folder / "成稿")]
    assert same == overview(whole / "成稿")


@posix
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells processes by /proc")
def test_a_worker_that_is_killed_costs_nothing(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "原稿", tmp_path / "来稿")
    process = begin_batch(tmp_path / "来稿", "-o", tmp_path / "成稿", "--also", "html", "--jobs", "1")
    wait_for(process, tmp_path / "成稿", 0)
    (worker,) = children(process.pid)
    os.kill(worker, signal.SIGKILL)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "共12个：" in out
    assert "没有做成6个" in out
    assert ".txt1个" in out
    for name, state in STATES.items():
        assert (f"{name}　没有做成：错误：" in err) == (state == "没有做成"), name
    assert_as_in_one_go(whole, tmp_path)


@posix
@pytest.mark.deep
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells processes by /proc")
def test_three_hundred_units_killed_again_and_again(tmp_path: Path) -> None:
    """Kills at random, of the batch and of workers, then one run to the end: as if nothing had happened."""
    for number in range(25):
        fill_inbox(tmp_path / "原稿" / f"{number:02}")
    arguments = ("--also", "html", "--jobs", "2")
    for name in ("一次", "几次"):
        shutil.copytree(tmp_path / "原稿", tmp_path / name / "来稿")
    whole, torn = tmp_path / "一次", tmp_path / "几次"
    begin_batch(whole / "来稿", "-o", whole / "成稿", *arguments).communicate(timeout=1200)
    expected = {f"{number:02}/{name}": state for number in range(25) for name, state in STATES.items()}
    assert {row["单位"]: row["状态"] for row in overview(whole / "成稿")} == expected
    chance = random.Random(20)
    for number in range(6):
        process = begin_batch(torn / "来稿", "-o", torn / "成稿", *arguments)
        time.sleep(chance.uniform(2, 8))
        workers = children(process.pid)
        os.kill(process.pid if number % 2 or not workers else chance.choice(workers), signal.SIGKILL)
        if not number % 2:
            time.sleep(chance.uniform(2, 8))
            process.kill()
        process.communicate(timeout=60)
    begin_batch(torn / "来稿", "-o", torn / "成稿", *arguments).communicate(timeout=1200)
    assert files(torn / "成稿") == files(whole / "成稿")
    assert files(torn / "来稿") == files(whole / "来稿")
    assert overview(torn / "成稿") == overview(whole / "成稿")
