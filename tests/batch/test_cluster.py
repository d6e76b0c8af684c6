"""The same work by Dask on this machine: the same bytes, also when workers die, differ or the scheduler goes away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from batch.bureau import files, fill_inbox, overview
from narrator.batch.cluster import Cluster
from narrator.batch.outcome import State
from narrator.batch.parcel import Delivery, do_parcel, pack, unpack
from narrator.batch.report_run import ReportRun, plan_reports
from narrator.batch.report_unit import ReportOrder, make_unit_report
from narrator.problem import Problem, Unusable

posix = pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")
ROOT = Path(__file__).parents[2]
ORDER = ReportOrder(also=(".html",))


def here(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    return ((task, work(task)) for task in tasks)


def by_parcel(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Do tasks as a worker does them, in this process."""
    for task in tasks:
        try:
            parcel = pack(work, task)
        except Unusable:
            yield task, None
            continue
        yield task, unpack(parcel, cast(Delivery, do_parcel(parcel)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what was sent in (来稿), as it was (原稿), and what this machine made of it (成稿)."""
    folder = tmp_path_factory.mktemp("bureau")
    fill_inbox(folder / "来稿")
    shutil.copytree(folder / "来稿", folder / "原稿")
    list(plan_reports(folder / "来稿", folder / "成稿", ORDER).do(here))
    return folder


def begin(whole: Path, folder: Path) -> ReportRun:
    """A run over what was sent in, in a folder of its own."""
    shutil.copytree(whole / "原稿", folder / "来稿")
    return plan_reports(folder / "来稿", folder / "成稿", ORDER)


def assert_the_same(whole: Path, folder: Path) -> None:
    assert files(folder / "成稿") == files(whole / "成稿")
    assert files(folder / "来稿") == files(whole / "来稿")
    told = [
        {key: str(one).replace(str(folder), str(whole)) for key, one in row.items()}
        for row in overview(folder / "成稿", "问题和说明")
    ]
    assert told == [
        {key: str(one) for key, one in row.items()} for row in overview(whole / "成稿", "问题和说明")
    ]


def test_a_parcel_comes_back_as_if_it_had_never_left(whole: Path, tmp_path: Path) -> None:
    list(begin(whole, tmp_path).do(by_parcel))
    assert_the_same(whole, tmp_path)


def test_words_and_forms_of_ones_own_travel_along(whole: Path, tmp_path: Path) -> None:
    from strategies.render import dumps, loads

    made = []
    for place, runner in (("此", here), ("彼", by_parcel)):
        inbox = tmp_path / place / "来稿"
        inbox.mkdir(parents=True)
        raw = loads((whole / "原稿" / "二局.json").read_text("utf-8"))
        (inbox / "甲.json").write_text(dumps(raw | {"格式": "./某省", "短语": "词.toml"}), "utf-8")
        (inbox / "词.toml").write_text(
            '["与上年相比"]\n"减少" = "{{ 主语 }}减少{{ 变动额 }}万元，下降{{ 变动率 }}%{{ 原因 }}"\n',
            "utf-8",
        )
        (inbox / "某省").mkdir()
        text = '"名称" = "某省2023"\n"标题" = "某省"\n"沿用" = "辽宁2023"\n'
        (inbox / "某省" / "form.toml").write_text(text, "utf-8")
        run = plan_reports(inbox, tmp_path / place / "成稿", ORDER)
        (outcome,) = run.do(runner)
        assert outcome.state is State.COMPLETE, outcome.told
        assert {Path(one).name for one in outcome.made_from} >= {"甲.json", "词.toml", "某省"}
        assert all(Path(one).exists() for one in outcome.made_from)
        made.append(files(tmp_path / place / "成稿"))
        assert [one.repeated for one in plan_reports(inbox, tmp_path / place / "成稿", ORDER).do(runner)] == [
            True
        ]
    assert made[0] == made[1]


def test_what_somebody_changed_meanwhile_stays(whole: Path, tmp_path: Path) -> None:
    run = begin(whole, tmp_path)
    (task,) = [run.task(unit) for unit in run.found.units if unit.name == "二局.json"]
    parcel = pack(make_unit_report, task)
    delivery = do_parcel(parcel)
    assert delivery is not None
    task.source.write_text("{}")
    outcome = unpack(parcel, delivery)
    assert outcome.state is State.REFUSED
    assert "再运行一次" in outcome.told[0]
    assert task.source.read_text() == "{}"
    assert not (tmp_path / "成稿" / "二局.docx").exists()


def test_another_version_does_nothing(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = begin(whole, tmp_path)
    parcel = pack(make_unit_report, run.task(run.found.units[0]))
    monkeypatch.setattr("narrator.batch.parcel.digest_program", lambda: "another")
    assert do_parcel(parcel) is None


# ---- a scheduler and workers on this machine ----


class Machines:
    """A scheduler and workers, each a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self.processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self.begin(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        until = time.monotonic() + 60
        while not self.address:
            assert time.monotonic() < until
            time.sleep(0.05)
            if file.exists() and (text := file.read_text()).rstrip().endswith("}"):
                import json

                self.address = json.loads(text)["address"]

    def begin(self, kind: str, *arguments: str, program: Path = ROOT) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": f"{program}{os.pathsep}{ROOT}"}
        module = f"distributed.cli.dask_{kind}"
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=environment, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def worker(self, program: Path = ROOT) -> subprocess.Popen[bytes]:
        return self.begin(
            "worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1",
            "--local-directory", str(self.folder), program=program,
        )  # fmt: skip

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait(30)


@posix
def test_two_workers_one_killed_another_of_another_version(whole: Path, tmp_path: Path) -> None:
    """The bytes are those of this machine, though a worker is killed in the midst and another is not of this version."""
    other = tmp_path / "别的版本"
    for name in ("narrator", "templates", "phrasebook", "classification"):
        shutil.copytree(ROOT / name, other / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "narrator" / "number.py").open("a") as file:
        file.write("\n# another version\n")
    machines = Machines(tmp_path)
    told: list[Problem] = []
    try:
        first = machines.worker()
        machines.worker()
        machines.worker(program=other)
        run = begin(whole, tmp_path / "一")
        until = time.monotonic() + 60
        mates = Cluster(machines.address, told.append, patience=60)
        client = mates.connect()
        client.wait_for_workers(3, timeout=60)
        client.close()
        for number, _ in enumerate(run.do(mates)):
            if number == 1:
                first.kill()
        assert time.monotonic() < until + 60
        assert_the_same(whole, tmp_path / "一")
        assert [str(one) for one in told if "不是这一版本" in one.what and "重新启动 dask worker" in one.hint]
        assert len(told) == 1
        # the scheduler goes away in the midst: what is done is done, and the rest is told
        run = begin(whole, tmp_path / "二")
        outcomes = run.do(Cluster(machines.address, told.append, patience=5))
        assert next(outcomes).state
        machines.scheduler.kill()
        with pytest.raises(Unusable, match="再运行一次"):
            list(outcomes)
        made = files(tmp_path / "二" / "成稿")
        assert made.items() < files(whole / "成稿").items()
        list(plan_reports(tmp_path / "二" / "来稿", tmp_path / "二" / "成稿", ORDER).do(here))
        assert_the_same(whole, tmp_path / "二")
    finally:
        machines.end()


def test_a_scheduler_that_is_not_there_is_told() -> None:
    with pytest.raises(Unusable, match="连不上调度程序"):
        list(Cluster("tcp://127.0.0.1:9", lambda _: None, patience=0.5)(lambda task: task, []))  # type: ignore[arg-type,return-value]


def test_without_dask_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Unusable, match=r"narrator\[cluster\]"):
        Cluster("tcp://127.0.0.1:9", lambda _: None).connect()
