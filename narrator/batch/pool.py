"""Work shared out over processes of this machine: a process that dies costs at most the unit that killed it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

AHEAD = 4  # tasks for each process that are handed out or wait to be: so many results are kept at most
MOST_PROCESSES = 61  # that Windows can wait for

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Processes:
    """So many processes of this machine."""

    jobs: int

    def __call__(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], /
    ) -> Iterator[tuple[Task, Result | None]]:
        """Do tasks as `run_in_processes` does them."""
        return run_in_processes(work, tasks, min(self.jobs, MOST_PROCESSES))


def run_in_processes(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int
) -> Iterator[tuple[Task, Result | None]]:
    """Return the tasks with what the work makes of each, in their order, done by that many processes.

    The result is None for a task at which a process ends by itself, killed by the system or for want of memory. When
    one ends, all that were at work are lost with it; each of those is done once more, alone, so that only the guilty one
    ends again.
    """
    upcoming, waiting = iter(tasks), deque[tuple[Task, Future[Result] | None]]()
    pool, alone = open_pool(jobs), open_pool(1)
    try:
        while True:
            for task in upcoming:
                waiting.append((task, submit(pool, work, task)))
                if len(waiting) >= jobs * AHEAD:
                    break
            if not waiting:
                return
            task, future = waiting.popleft()
            if future is not None and is_lost(future):
                pool.shutdown()  # after which every one that was lost says so
                pool = open_pool(jobs)
                waiting = deque((one, None if other and is_lost(other) else other) for one, other in waiting)
                future = None
            future = future or submit(alone, work, task)
            if is_lost(future):
                alone.shutdown()
                alone = open_pool(1)
            yield task, None if is_lost(future) else future.result()
    finally:
        pool.shutdown(cancel_futures=True)
        alone.shutdown(cancel_futures=True)


def submit(pool: ProcessPoolExecutor, work: Callable[[Task], Result], task: Task) -> Future[Result]:
    """Return the task as handed out, or as lost when the pool has just broken."""
    try:
        return pool.submit(work, task)
    except BrokenProcessPool as error:
        lost: Future[Result] = Future()
        lost.set_exception(error)
        return lost


def is_lost(future: Future[Result]) -> bool:
    """Wait for what was handed out, and return whether it was lost with a process."""
    return isinstance(future.exception(), BrokenProcessPool)


def open_pool(jobs: int) -> ProcessPoolExecutor:
    """Return processes that begin afresh, alike on every system, and hold nothing of this one."""
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), prepare_process)


def prepare_process() -> None:
    """Make a process of the pool ready: it leaves Ctrl+C to the one that began it, and ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.enable()
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """End this process as soon as the one that began it has ended, however that was; files are written whole or not."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
