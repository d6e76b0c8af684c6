"""The same work by Dask on this machine: the same bytes, also when workers die, differ or the scheduler goes away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any, cast

import pytest

from batch.bureau import files, here, overview
from narrator.batch.cluster import Cluster, ask_program
from narrator.batch.outcome import Outcome, UnitState
from narrator.batch.parcel import Delivery, do_parcel, pack, unpack
from narrator.batch.report_run import ReportRun, plan_reports
from narrator.batch.report_unit import ReportOrder, make_unit_report
from narrator.problem import Problem, Unusable

posix = pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")
ROOT = Path(__file__).parents[2]
ORDER = ReportOrder(also=(".html",))


def by_parcel(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Do tasks as a worker does them, in this process."""
    for task in tasks:
        try:
            parcel = pack(work, task)
        except Unusable:
            yield task, None
            continue
        yield task, unpack(parcel, cast(Delivery, do_parcel(parcel)))


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
        assert outcome.state is UnitState.COMPLETE, outcome.told
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
    assert outcome.state is UnitState.REFUSED
    assert "再运行一次" in outcome.told[0]
    assert task.source.read_text() == "{}"
    assert not (tmp_path / "成稿" / "二局.docx").exists()


def test_another_version_does_nothing(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = begin(whole, tmp_path)
    parcel = pack(make_unit_report, run.task(run.found.units[0]))
    monkeypatch.setattr("narrator.batch.parcel.digest_program", lambda: "another")
    assert do_parcel(parcel) is None


class Client:
    """A stand-in for Dask's client: workers by their addresses, each with the digest of its program. What is handed out
    is done by the first worker that it may be done by; `events` says what happens instead, one after the other."""

    status = "running"

    def __init__(self, workers: dict[str, str], events: list[object]) -> None:
        self.workers, self.events = workers, events
        self.done_by: list[str] = []

    def scheduler_info(self, n_workers: int) -> dict[str, dict[str, str]]:
        assert n_workers == -1  # all of them
        return {"workers": self.workers}

    def run(self, _work: object, workers: list[str], on_error: str) -> dict[str, object]:
        return {one: self.workers[one] for one in workers}

    def submit(self, work: Callable[[Any], Any], parcel: Any, **options: Any) -> Future:
        assert options["workers"]
        return Future(self, lambda: work(parcel), options["workers"])

    def close(self, timeout: int) -> None:
        self.status = "closed"


class Future:
    def __init__(self, client: Client, work: Callable[[], Any], workers: list[str]) -> None:
        self.client, self.work, self.workers = client, work, workers

    def result(self, timeout: float) -> Any:
        event = self.client.events.pop(0) if self.client.events else None
        if isinstance(event, BaseException):
            raise event
        if event is not None:  # the workers that are there from now on
            assert isinstance(event, dict)
            self.client.workers = event
        there = [one for one in self.workers if one in self.client.workers]
        if not there:
            raise TimeoutError
        self.client.done_by.append(there[0])
        return self.work() if self.client.workers[there[0]] == ask_program() else None


def by_client(
    whole: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, workers: dict[str, str], events: list[object]
) -> tuple[list[Outcome], list[str], Client]:
    """What came of the units of 一局 by workers of a stand-in, and what was told of them."""
    shutil.copytree(whole / "原稿" / "一局", folder / "来稿")
    told: list[Problem] = []
    client = Client(workers, events)
    monkeypatch.setattr(Cluster, "connect", lambda self: client)
    monkeypatch.setattr("narrator.batch.cluster.STEP", 0.001)
    run = plan_reports(folder / "来稿", folder / "成稿", ReportOrder())
    list(run.do(Cluster("tcp://1", told.append, patience=0.05)))
    return run.done, list(map(str, told)), client


def test_a_worker_of_another_version_is_told_once_and_does_nothing(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, told, client = by_client(whole, tmp_path, monkeypatch, {"甲": "another", "乙": ask_program()}, [])
    assert all(one.state.is_done for one in done)
    assert set(client.done_by) == {"乙"}
    (line,) = told
    assert "工作机 甲 上的narrator不是这一版本" in line
    assert "重新启动 dask worker" in line


def test_a_worker_that_dies_or_changes_its_version_is_replaced(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = ask_program()
    events = [None, {"乙": mine}, {"乙": "another", "丙": mine}]
    done, told, client = by_client(whole, tmp_path, monkeypatch, {"甲": mine}, list(events))
    assert all(one.state.is_done for one in done)
    assert (client.done_by[0], client.done_by[-1]) == ("甲", "丙")
    assert ["乙" in line for line in told] == [True]
    for name, content in files(tmp_path / "成稿").items():
        assert content == (whole / "成稿" / "一局" / name).read_bytes()


def test_a_unit_at_which_workers_die_is_lost_alone(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import KilledWorker

    killed = KilledWorker("task", None, 3)  # type: ignore[arg-type]
    done, _, _ = by_client(whole, tmp_path, monkeypatch, {"甲": ask_program()}, [None, killed])
    assert sorted(one.state.is_done for one in done) == [False, True, True]
    assert {one.state for one in done} >= {UnitState.LOST}


@pytest.mark.parametrize(
    ("workers", "events", "told"),
    [
        ({}, [], "秒里没有一台可以用的工作机"),
        ({"甲": "another"}, [], "秒里没有一台可以用的工作机"),
        (None, [None, {}], "秒里没有一台可以用的工作机"),
        (None, [None, OSError()], "调度程序不在了"),
        (None, [None, CancelledError()], "调度程序不在了"),
    ],
)
def test_without_workers_or_scheduler_it_ends_and_says_so(
    whole: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    workers: dict[str, str] | None,
    events: list[object],
    told: str,
) -> None:
    there = {"甲": ask_program()} if workers is None else workers
    with pytest.raises(Unusable, match=told) as error:
        by_client(whole, tmp_path, monkeypatch, there, list(events))
    assert "再运行一次" in str(error.value)
    if events:  # what was done is done, and noted
        assert len(files(tmp_path / "成稿")) == 1
        assert len(overview(tmp_path / "成稿")) == 1


# ---- a scheduler and workers on this machine ----

ALL_IN_ONE = """
import sys, time
from distributed import LocalCluster
cluster = LocalCluster(
    n_workers=2, threads_per_worker=1, processes=False, protocol="tcp://", host="127.0.0.1", dashboard_address=None
)
print(cluster.scheduler_address, flush=True)
sys.stdin.read()
"""


@posix
def test_two_workers_make_the_same_bytes_until_the_scheduler_is_gone(whole: Path, tmp_path: Path) -> None:
    """Real Dask over loopback: one process with a scheduler and two workers, which is killed in the midst of a second
    run."""
    machines = subprocess.Popen(
        [sys.executable, "-c", ALL_IN_ONE], env={**os.environ, "PYTHONPATH": str(ROOT)}, cwd=tmp_path,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert machines.stdout is not None
        address = machines.stdout.readline().strip()
        for name in ("一", "二"):
            shutil.copytree(whole / "原稿" / "一局", tmp_path / name / "来稿" / "一局")
        run = plan_reports(tmp_path / "一" / "来稿", tmp_path / "一" / "成稿", ORDER)
        list(run.do(Cluster(address, pytest.fail)))
        expected = {name: one for name, one in files(whole / "成稿").items() if name.startswith("一局/")}
        assert files(tmp_path / "一" / "成稿") == expected
        run = plan_reports(tmp_path / "二" / "来稿", tmp_path / "二" / "成稿", ORDER)
        outcomes = run.do(Cluster(address, pytest.fail, patience=5))
        assert next(outcomes).state
        machines.kill()
        with pytest.raises(Unusable, match="再运行一次"):
            list(outcomes)
        assert files(tmp_path / "二" / "成稿").items() < expected.items()
    finally:
        machines.kill()
        machines.communicate(timeout=30)


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
@pytest.mark.deep
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
    finally:
        machines.end()


def test_a_scheduler_that_is_not_there_is_told() -> None:
    with pytest.raises(Unusable, match="连不上调度程序"):
        list(Cluster("tcp://127.0.0.1:9", lambda _: None, patience=0.5)(lambda task: task, []))  # type: ignore[arg-type,return-value]


def test_without_dask_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Unusable, match=r"narrator\[cluster\]"):
        Cluster("tcp://127.0.0.1:9", lambda _: None).connect()
