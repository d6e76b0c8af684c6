"""Measures how many units narrator does in a second, in processes here and by Dask, beside docxtpl; and the memory.

    python benchmarks/bureau.py [--units 200] [--memory 2000]

A unit is the sample: data.json in, .docx out, and its row of the overview. Whole commands are measured, so that what
starting them takes is in; docxtpl is measured warm, in one process, which is to its advantage.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import templating
from table import Table
from timing import COMPILED, ROOT, SEED, apart, environment

EVERY = 0.2  # seconds between two looks at the memory


class Run(NamedTuple):
    """A run over a folder: seconds that it took, and the peaks in MB of its own process and of the largest worker."""

    seconds: float
    peak: float
    worker_peak: float


def fill_inbox(folder: Path, units: int) -> None:
    """Make a folder with so many units, each the sample under a name of its own."""
    text = SEED.read_text("utf-8")
    name = json.loads(text)["部门"]["名称"]
    for number in range(units):
        path = folder / f"{number // 100:03}" / f"{number:05}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(name, f"{name}{number}"), "utf-8")


def batch(inbox: Path, output: Path, *arguments: str) -> Run:
    """Run `narrator batch` into a new folder. Raises CalledProcessError when it fails."""
    shutil.rmtree(output, ignore_errors=True)
    return watch("batch", str(inbox), "-o", str(output), *arguments)


def watch(*arguments: str) -> Run:
    """Run a command of narrator. Raises CalledProcessError when it can not do its work."""
    command = [sys.executable, "-m", "narrator", *arguments, "-q"]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.DEVNULL)
    peak = worker_peak = 0.0
    while process.poll() is None:
        peak = max(peak, memory(process.pid))
        worker_peak = max([worker_peak, *map(memory, children(process.pid))])
        time.sleep(EVERY)
    seconds = time.perf_counter() - began
    if process.returncode not in (0, 1):  # 1: a check found errors
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, peak, worker_peak)


def children(process: int) -> list[int]:
    """The processes that a process has begun; [] on a system without /proc."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(one) for one in task.read_text().split()]
        except OSError:  # it has just ended
            continue
    return found


def memory(process: int) -> float:
    """The most memory that a process has held so far, in MB; 0 when it has ended, or there is no /proc."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


@contextmanager
def machines(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler and so many workers on this machine, each a process with one thread; its address."""
    file = folder / "scheduler.json"
    place = ["--host", "127.0.0.1", "--no-dashboard"]

    def begin(kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *place, *arguments]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=folder, env=environment(), stdout=quiet, stderr=quiet)

    begun = [begin("scheduler", "--port", "0", "--scheduler-file", str(file))]
    try:
        while not file.exists() or not file.read_text().rstrip().endswith("}"):
            time.sleep(0.1)
        address = str(json.loads(file.read_text())["address"])
        begun += [
            begin("worker", address, "--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
            for _ in range(workers)
        ]
        from distributed import Client

        with Client(address) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address
    finally:
        for process in begun:
            process.kill()
            process.wait(30)


def measure(units: int, many: int) -> Iterator[list[str]]:
    """Return the rows of the result: what, units per second, its ratio to docxtpl, the peaks of memory."""
    filled = apart(templating.fill, 5, with_empty=False)
    base = 1 / filled.times.median
    yield ["docxtpl，一个进程（热）", f"{base:.2f}", "1.0", "", ""]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        fill_inbox(folder / "来稿", units)

        def row(name: str, number: int, run: Run) -> list[str]:
            speed = number / run.seconds
            return [
                name,
                f"{speed:.2f}",
                f"{speed / base:.1f}",
                f"{run.peak:.0f}",
                f"{run.worker_peak:.0f}" if run.worker_peak else "",
            ]

        runs: list[tuple[str, Callable[[], Run]]] = [
            ("narrator，1个进程", lambda: batch(folder / "来稿", folder / "成稿", "--jobs", "1")),
            ("narrator，2个进程", lambda: batch(folder / "来稿", folder / "成稿", "--jobs", "2")),
        ]
        for name, run in runs:
            yield row(name, units, run())
        done = watch("check", str(folder / "成稿"), "--report", str(folder / "审核"), "--jobs", "2")
        yield row("narrator，核对做好的报告，2个进程", units, done)
        with machines(folder, 2) as address:
            done = batch(folder / "来稿", folder / "成稿", "--scheduler", address)
        yield row("narrator，Dask的2台（本机）", units, done)
        if many:
            shutil.rmtree(folder / "来稿")
            fill_inbox(folder / "来稿", many)
            done = batch(folder / "来稿", folder / "成稿", "--jobs", str(min(os.cpu_count() or 1, 2)))
            yield row(f"narrator，{many}个单位", many, done)


def main() -> None:
    parser = argparse.ArgumentParser(description="测量许多单位一起做的速度和内存，与docxtpl比较。")
    parser.add_argument("--units", type=int, default=200, help="几个单位")
    parser.add_argument("--memory", type=int, default=2000, help="量内存时几个单位；0 就不量")
    options = parser.parse_args()
    heads = ("", "每秒几个", "是docxtpl的几倍", "发起的进程MB", "最大的工作进程MB")
    try:
        rows = list(measure(options.units, options.memory))
    finally:
        shutil.rmtree(COMPILED, ignore_errors=True)
    print(Table(heads, rows))


if __name__ == "__main__":  # not in the children, which import this module again
    main()
