"""Times of a thing that was done many times, and how each measure gets a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "samples" / "朝阳市科学技术局2023" / "data.json"
# Commands are measured as one who installed them runs them: what Python and Jinja compile is there from the run before.
COMPILED = Path(tempfile.gettempdir()) / f"narrator-benchmark-{os.getpid()}"

WARM_UP = 3  # times that do not count

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Times(NamedTuple):
    """Seconds that a thing took, each time it was done."""

    seconds: tuple[float, ...]

    @classmethod
    def together(cls, every: Iterable[Times]) -> Times:
        """EVERY measure of the same thing as one."""
        return cls(tuple(second for times in every for second in times.seconds))

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def least(self) -> float:
        """The fastest: what the work takes when nothing else disturbs it."""
        return min(self.seconds)

    def as_json(self) -> dict[str, object]:
        milliseconds = [second * 1000 for second in self.seconds]
        return {
            "中位数毫秒": round(self.median * 1000, 3),
            "最小毫秒": round(min(milliseconds), 3),
            "最大毫秒": round(max(milliseconds), 3),
            "次数": len(self.seconds),
        }


class Run(NamedTuple):
    """A command that ran to its end: wall time in seconds, peak memory in MB."""

    seconds: float
    peak: float


def repeat(action: Callable[[], object], times: int, warm_up: int = WARM_UP) -> Times:
    """How long ACTION takes each of TIMES times, after WARM_UP times that do not count."""
    for _ in range(warm_up):
        action()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return Times(tuple(seconds))


def in_turn(actions: Sequence[Callable[[], object]], times: int) -> list[Times]:
    """Processor time of each of ACTIONS, which are done one after the other, TIMES times: whatever slows the machine down for some
    hundredths of a second slows all of them."""
    seconds: list[list[float]] = [[] for _ in actions]
    for _ in range(times):
        for action, taken in zip(actions, seconds, strict=True):
            start = time.process_time()
            action()
            taken.append(time.process_time() - start)
    return [Times(tuple(one)) for one in seconds]


def apart(
    function: Callable[Arguments, Result], *arguments: Arguments.args, **named: Arguments.kwargs
) -> Result:
    """What FUNCTION returns in a new Python process, where nothing else was imported or is held in memory.

    What one tool leaves behind would slow the garbage collector for the next.
    """
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **named).result()


def environment() -> dict[str, str]:
    """The variables that commands run with."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = {
        "PYTHONPYCACHEPREFIX": str(COMPILED / "python"),
        "XDG_CACHE_HOME": str(COMPILED / "templates"),
    }
    return {**kept, **compiled, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def run(command: Sequence[str], expected: Sequence[int] = (0,)) -> Run:
    """Run COMMAND from the checkout. Raises CalledProcessError when it ends with another exit code than EXPECTED.

    The peak is never less than what this process itself holds, which a child begins with: so this
    process imports neither narrator nor docxtpl.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


class Command(NamedTuple):
    """A command to measure. fresh: a file that is not there when it begins. expected: the exit codes that it may end with."""

    words: Sequence[str]
    fresh: Path | None = None
    expected: Sequence[int] = (0,)

    def run(self) -> Run:
        if self.fresh is not None:
            self.fresh.unlink(missing_ok=True)
        return run(self.words, self.expected)


def runs(
    commands: Mapping[str, Command], times: int, warm_up: int = 2
) -> tuple[dict[str, Times], dict[str, float]]:
    """How long each of COMMANDS takes each of TIMES times as a process, and the highest of its memory peaks in MB, by
    the names of the commands.

    They run in turn, round after round, so that a machine that slows down for a while slows all of them.
    """
    rounds = [{name: command.run() for name, command in commands.items()} for _ in range(warm_up + times)][
        warm_up:
    ]
    return (
        {name: Times(tuple(one[name].seconds for one in rounds)) for name in commands},
        {name: max(one[name].peak for one in rounds) for name in commands},
    )
