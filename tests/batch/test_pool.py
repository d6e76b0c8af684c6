"""Processes that share out work: what comes back is in order, and one that dies costs only what killed it."""

from __future__ import annotations

import os
import signal
import time

import pytest

from narrator.batch.pool import run_in_processes

posix = pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")


def square(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def wait(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def test_results_are_in_the_order_of_their_tasks() -> None:
    found = list(run_in_processes(wait, iter([0.2, 0, 0.1]), 2))
    assert found == [(0.2, 0.2), (0, 0), (0.1, 0.1)]


@posix
def test_a_process_that_dies_costs_only_what_killed_it() -> None:
    found = list(run_in_processes(square, iter(range(1, 6)), 1))
    assert found == [(1, 1), (2, 4), (3, None), (4, 16), (5, 25)]
