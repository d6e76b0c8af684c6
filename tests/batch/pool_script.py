"""Shares out work over processes and prints what came of it, for test_pool.py: a program of its own, so that the
processes that it begins need not import pytest."""

from __future__ import annotations

import os
import signal
import time

from narrator.batch.pool import run_in_processes

TASKS = [(1, 0.2), (2, 0), (3, 0.4), (4, 0)]  # numbers, and how many seconds each takes


def work(task: tuple[int, float]) -> int:
    number, seconds = task
    time.sleep(seconds)
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


if __name__ == "__main__":
    print([made for _, made in run_in_processes(work, iter(TASKS), 2)])
