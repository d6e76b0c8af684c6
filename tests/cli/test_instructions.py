"""A guard against slower starts that is no clock: the instructions of a command beside those of Python that does nothing.

They are counted where valgrind is installed, and are the same however busy the machine is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VALGRIND = shutil.which("valgrind")
MOST = 5  # times those of `python -c pass`

pytestmark = pytest.mark.skipif(
    not VALGRIND and "NARRATOR_TEST_ALL" not in os.environ, reason="needs valgrind"
)


@cache
def instructions(*arguments: str) -> int:
    """Return how many instructions a Python process executes, its modules compiled by an earlier run."""
    command = [sys.executable, *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, env=env, capture_output=True, check=True)
    counted = [str(VALGRIND), "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    told = subprocess.run(
        counted, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    ).stderr
    found = re.search(r"Collected : (\d+)", told)
    assert found, told
    return int(found[1])


@pytest.mark.parametrize("command", ["--help", "forms"])
def test_what_needs_no_data_starts_at_once(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where no forms of one's own stand
    assert instructions("-m", "narrator", command) <= MOST * instructions("-c", "pass")
