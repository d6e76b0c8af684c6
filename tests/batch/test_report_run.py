"""A whole folder at once: each unit as if it were alone, nothing done twice, and nothing torn when it is killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from commands.desk import Desk, typed
from openpyxl import load_workbook

from batch.bureau import STATES, amount, batch, begin_batch, files, fill_inbox, overview
from narrator.batch.outcome import State
from narrator.batch.report_run import plan_reports
from narrator.batch.report_unit import ReportOrder, make_unit_report
from narrator.problem import Unusable

posix = pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")
MADE = {Path(name).with_suffix(".docx").as_posix() for name, state in STATES.items() if state != "没有做成"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what was sent in (来稿), as it was (原稿), and what was made of it in one go (成稿)."""
    folder = tmp_path_factory.mktemp("bureau")
    fill_inbox(folder / "来稿")
    shutil.copytree(folder / "来稿", folder / "原稿")
    code, out, err = batch(folder / "来稿", "-o", folder / "成稿", "--also", "html")
    assert code == 2
    assert "共12个：" in out
    assert "没有做成6个" in out
    assert ".txt1个" in out
    for name, state in STATES.items():
        assert (f"{name}　没有做成：错误：" in err) == (state == "没有做成"), name
    return folder


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
    assert [one.state for one in planned.do(lambda work, tasks: ((one, work(one)) for one in tasks))] == [
        State.COMPLETE
    ]
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

    def run(again: bool = False, order: ReportOrder = order) -> list[str]:
        planned = plan_reports(whole / "来稿", tmp_path / "成稿", order, again)
        asked.clear()

        def here(work, tasks):  # type: ignore[no-untyped-def]
            for task in tasks:
                asked.append(task.name)
                yield task, None if task.name.startswith("坏的") else work(task)

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
    assert run() == sorted([*failed, "二局.json"])
    assert files(tmp_path / "成稿") == files(whole / "成稿")
    (tmp_path / "成稿" / ".narrator-记录.json").write_text('{"units": {"二局.json": {"files": 3}}}')
    assert run() == sorted(STATES)
    assert files(tmp_path / "成稿") == files(whole / "成稿")


def test_what_was_written_in_word_stays_and_conflicts_are_told(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "来稿" / "一局", tmp_path / "来稿")
    output = tmp_path / "成稿"

    def run(**asked: bool) -> dict[str, str]:
        planned = plan_reports(tmp_path / "来稿", output, ReportOrder(**asked))
        return {
            one.name: one.state.value
            for one in planned.do(lambda work, tasks: ((one, work(one)) for one in tasks))
        }

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
    states = {
        one.name: one.state.value
        for one in planned.do(lambda work, tasks: ((one, work(one)) for one in tasks))
    }
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


@posix
def test_ctrl_c_leaves_whole_files(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole / "原稿", tmp_path / "来稿")
    process = begin_batch(tmp_path / "来稿", "-o", tmp_path / "成稿", "--also", "html", "--jobs", "1")
    while process.poll() is None and not files(tmp_path / "成稿"):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to all processes
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "已中断" in err
    assert "Traceback" not in err
    made = files(tmp_path / "成稿")
    assert 0 < len(made) < len(files(whole / "成稿"))
    assert made.items() <= files(whole / "成稿").items()
    assert len(overview(tmp_path / "成稿")) < len(STATES)


@posix
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="tells processes by /proc")
@pytest.mark.parametrize("who", ["batch", "worker"])
def test_killed_and_run_again_is_as_in_one_go(whole: Path, tmp_path: Path, who: str) -> None:
    shutil.copytree(whole / "原稿", tmp_path / "来稿")
    arguments = (tmp_path / "来稿", "-o", tmp_path / "成稿", "--also", "html", "--jobs", "2")
    process = begin_batch(*arguments)
    while process.poll() is None and not files(tmp_path / "成稿"):
        time.sleep(0.02)
    workers = children(process.pid)
    os.kill(process.pid if who == "batch" else workers[0], signal.SIGKILL)
    process.communicate(timeout=60)
    assert len(workers) == 2
    assert process.returncode == (-signal.SIGKILL if who == "batch" else 2)
    ended = time.monotonic() + 20
    while any(
        Path(f"/proc/{one}/cmdline").exists() and Path(f"/proc/{one}/cmdline").read_bytes() for one in workers
    ):
        assert time.monotonic() < ended, "a process goes on without the one that began it"
        time.sleep(0.02)
    if who == "batch":
        assert batch(*arguments)[0] == 2
    assert files(tmp_path / "成稿") == files(whole / "成稿")
    assert files(tmp_path / "来稿") == files(whole / "来稿")
    same = [{key: one for key, one in row.items() if key != "说明"} for row in overview(tmp_path / "成稿")]
    assert same == overview(whole / "成稿")


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
