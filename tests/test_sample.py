"""The samples, whole: the report that each gives is the one that lies beside it, to the letter.

`pytest tests/test_sample.py --accept` writes the goldens (report.txt) anew, for review with git diff.
"""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

import oracle
import oracle.docx
import pytest
from strategies.render import SAMPLE, finished, loads

from narrator import build

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(path.parent for path in ROOT.glob("samples/*/data.json"))
SEED = ROOT.parent / "shared" / "seed" / "fidelity.py"  # beside the checkout, where the project is worked on


def text(folder: Path) -> str:
    return (folder / "data.json").read_text("utf-8")


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_the_report_is_the_golden_one(folder: Path, accept: bool) -> None:
    golden = folder / "report.txt"
    report = finished(text(folder), ".txt").decode("utf-8")
    if accept:
        golden.write_text(report, "utf-8")
    wanted = golden.read_text("utf-8") if golden.exists() else ""
    if report != wanted:
        lines = list(
            difflib.unified_diff(wanted.split("\n"), report.split("\n"), str(golden), "now", n=0, lineterm="")
        )
        more = [f"… and {len(lines) - 60} lines more"] if len(lines) > 60 else []
        pytest.fail(
            "\n".join([*lines[:60], *more, "right? then: pytest tests/test_sample.py --accept"]),
            pytrace=False,
        )


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_nothing_is_missing(folder: Path) -> None:
    assert not build.report(build.read(folder / "data.json")).missing


def test_the_sample_is_judged_right() -> None:
    report = oracle.docx.read(finished(text(SAMPLE)))
    assert not oracle.judge(loads(text(SAMPLE)), report).faults


def test_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    for number in (1, 2):
        command = [
            sys.executable,
            "-m",
            "narrator",
            "render",
            str(SAMPLE / "data.json"),
            "-o",
            str(tmp_path / f"{number}.docx"),
        ]
        subprocess.run(
            command,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(number)},
            capture_output=True,
        )
    contents = [(tmp_path / f"{number}.docx").read_bytes() for number in (1, 2)]
    assert contents[0] == contents[1] == finished(text(SAMPLE))


def test_it_holds_all_of_the_seed_document(tmp_path: Path) -> None:
    if not SEED.exists():
        pytest.skip(f"{SEED} is not here; the golden covers what it compares")
    path = tmp_path / "report.docx"
    path.write_bytes(finished(text(SAMPLE)))
    done = subprocess.run(
        [sys.executable, str(SEED), str(path)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout
