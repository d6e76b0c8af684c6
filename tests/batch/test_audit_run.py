"""The check of a folder: what `check` finds in each file, in one workbook and in a review sheet for each."""

from __future__ import annotations

import gc
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands.desk import Desk
from docx import Document
from openpyxl import load_workbook

from batch.bureau import STATES, files, fill_inbox, here
from narrator.batch.audit_run import AuditRun, plan_audit
from narrator.batch.parcel import do_parcel, pack, unpack
from narrator.batch.report_run import plan_reports
from narrator.batch.report_unit import ReportOrder
from narrator.checks.listing import kind
from narrator.commands.check import check_file
from narrator.commands.review import remark_rows
from narrator.problem import Problem, Unusable


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True))


check_once = cache(check_file)  # a file is checked once for all tests


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("narrator.batch.audit_unit.check_file", check_once)
        yield


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory, quick: None) -> AuditRun:
    folder = tmp_path_factory.mktemp("bureau")
    fill_inbox(folder / "来稿")
    (folder / "报告").mkdir()
    shutil.copy(folder / "来稿" / "二局.json", folder / "报告" / "二局.json")
    made = plan_reports(folder / "报告", folder / "来稿" / "做好的", ReportOrder(also=(".xlsx",)))
    list(made.do(here))
    run = plan_audit(folder / "来稿", folder / "审核")
    list(run.do(here))
    return run


def test_every_finding_is_in_the_overview(audited: AuditRun) -> None:
    found = rows(audited.overview, "发现")
    unchecked = rows(audited.overview, "不能核对")
    kinds: Counter[str] = Counter()
    for unit in audited.found.units:
        if STATES.get(unit.name) == "没有做成":
            assert any(row[0] == unit.name and "错误" in row[3] for row in unchecked), unit.name
            continue
        checked = check_once(unit.path, None)
        kinds.update(map(kind, checked.findings))
        expected = [(one.rule, one.kind, one.place, one.what) for one in remark_rows(checked)]
        assert sorted(one for one in expected if one[1] != "不能核对") == sorted(
            row[1:5] for row in found if row[0] == unit.name
        )
        assert Counter(one[0] for one in expected if one[1] == "不能核对") == Counter(
            row[1] for row in unchecked if row[0] == unit.name and row[1]
        )
    assert kinds["错误"] > 0
    by_rule = rows(audited.overview, "按规则")
    assert Counter(
        {name: sum(row[at] for row in by_rule) for at, name in enumerate(("错误", "提醒"), 2)}
    ) == Counter({name: kinds[name] for name in ("错误", "提醒")})
    assert all(row[1] <= len(audited.done) for row in by_rule)
    sheet = load_workbook(audited.overview)["发现"]
    assert sheet.auto_filter.ref == f"A1:G{len(found) + 1}"


def test_findings_are_grouped_by_file_and_rule(audited: AuditRun) -> None:
    found = [(row[0], row[1]) for row in rows(audited.overview, "发现")]
    groups = [one for at, one in enumerate(found) if at == 0 or found[at - 1] != one]
    assert len(groups) == len(set(groups))
    files = [name for name, _ in groups]
    assert files == sorted(files)


def test_each_file_has_its_review_sheet(audited: AuditRun) -> None:
    units = {row[0]: row for row in rows(audited.overview, "按单位")}
    assert set(units) == {*STATES, "做好的/二局.docx"}  # not the workbook that batch made beside it
    for name, state in STATES.items():
        sheet = audited.output / f"{name} 审核意见.docx"
        assert sheet.exists() == (state != "没有做成"), name
        assert (units[name][1] == "已核对") == sheet.exists()
    text = [one.text for one in Document(str(audited.output / "二局.json 审核意见.docx")).paragraphs]
    assert text[0] == "二局.json 审核意见"
    assert text[1] == units["二局.json"][7]


def test_what_a_reviewer_wrote_is_not_lost(audited: AuditRun) -> None:
    mine = audited.output / "二局.json 审核意见.docx"
    before = {path: path.read_bytes() for path in audited.output.rglob("*.docx")}
    book = audited.overview.read_bytes()
    again = plan_audit(audited.folder, audited.output)
    list(again.do(here))
    assert {path: path.read_bytes() for path in audited.output.rglob("*.docx")} == before
    assert audited.overview.read_bytes() == book  # the same files, the same bytes
    mine.write_bytes(b"mine")
    again = plan_audit(audited.folder, audited.output)
    list(again.do(here))
    assert mine.read_bytes() == b"mine"
    (one,) = [one for one in again.done if one.name == "二局.json"]
    assert one.state.value == "没有做全"
    assert "移走它" in one.told[0]
    assert any(row[0] == "二局.json" for row in rows(again.overview, "发现"))
    mine.write_bytes(before[mine])
    audited.overview.write_bytes(book)


def test_a_check_by_parcels_is_the_same(audited: AuditRun, tmp_path: Path) -> None:
    """As machines without a common disk do it: each file travels, and its sheet comes back."""

    def by_parcel(work: Any, tasks: Any) -> Iterator[tuple[Any, Any]]:
        for task in tasks:
            parcel = pack(work, task)
            if task.name.startswith("坏的"):
                delivery = do_parcel(parcel)
            else:  # the check itself is that of the file here
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(
                        "narrator.batch.audit_unit.check_file",
                        lambda *_, source=task.source: check_once(source, None),
                    )
                    delivery = do_parcel(parcel)
            assert delivery is not None
            yield task, unpack(parcel, delivery)

    run = plan_audit(audited.folder, tmp_path / "审核")
    list(run.do(by_parcel))
    assert files(run.output) == files(audited.output)
    assert [one.told for one in run.done] == [one.told for one in audited.done]


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrator.batch.pool.Processes", lambda jobs: here)
    desk = Desk(tmp_path)
    inbox = tmp_path / "来稿"
    inbox.mkdir()
    shutil.copy(desk.data, inbox / "甲.json")
    assert desk.run("check", inbox, "--jobs", "1") == 1
    assert "核对了1个，1个有错误" in desk.out
    assert (tmp_path / "来稿-审核" / "审核汇总.xlsx").is_file()
    assert desk.run("check", inbox, "--format", "json") == 2
    assert "不能用在文件夹上" in desk.err
    assert desk.run("check", inbox / "甲.json", "--scheduler", "tcp://127.0.0.1:9") == 2
    assert "--scheduler 用在文件夹上" in desk.err


def test_what_breaks_off_a_check_leaves_no_workbook_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> Iterator[tuple[Any, Any]]:
        raise Unusable([Problem("", "调度程序不在了", "")])
        yield

    complaints: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", complaints.append)
    (tmp_path / "来稿").mkdir()
    (tmp_path / "来稿" / "甲.json").write_text("{")
    run = plan_audit(tmp_path / "来稿", tmp_path / "审核")
    with pytest.raises(Unusable, match="不在了"):
        list(run.do(break_off))
    gc.collect()
    assert complaints == []
    assert not run.overview.exists()


def test_the_overview_stands_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="不能写在要核对的文件中间"):
        plan_audit(tmp_path, tmp_path)
