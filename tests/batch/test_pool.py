"""Processes that share out work: what comes back is in order, and one that dies costs only what killed it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
posix = pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")


@posix
def test_results_are_in_order_and_a_process_that_dies_costs_only_what_killed_it() -> None:
    command = [sys.executable, str(HERE / "pool_script.py")]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[1, 4, None, 16]"
