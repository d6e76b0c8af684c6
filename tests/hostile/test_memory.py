"""As much text as is read at all takes memory by its length, a few bytes for each character: a child is measured."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from commands.desk import SAMPLE, Desk

STATUS = Path("/proc/self/status")  # not ru_maxrss, which a child has from its parent
MOST = 19  # bytes for each character that is read
PARAGRAPH = "本单位负责全市科学技术工作的规划和组织实施。" * 6
CHILD = """
import re, sys
from pathlib import Path
from narrator import build
from narrator.readers.docx.docx_report import read_docx

def most():
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) * 1024

def read(path):
    build.read(path) if path.suffix == ".json" else read_docx(path)

short, long = map(Path, sys.argv[1:])
read(short)  # which loads what a reading needs: that is no memory by length
before = most()
read(long)
print(most() - before)
"""

pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="memory is measured on Linux")


def taken(short: Path, path: Path) -> int:
    """The bytes of memory that a reading of PATH takes at most, beyond what a reading of a SHORT file took."""
    run = subprocess.run(
        [sys.executable, "-c", CHILD, str(short), str(path)], capture_output=True, text=True, timeout=120
    )
    assert run.returncode == 0, run.stderr
    return int(run.stdout)


def test_data_of_seven_million_bytes(tmp_path: Path) -> None:
    raw = json.loads(SAMPLE.read_text("utf-8"))
    raw["部门"]["主要职责"] = [PARAGRAPH * 9] * 1_900
    path = tmp_path / "data.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), "utf-8")
    letters = len(PARAGRAPH) * 9 * 1_900
    assert path.stat().st_size > 6_000_000
    assert 2 * letters < taken(SAMPLE, path) < MOST * letters


def test_a_report_of_twenty_thousand_paragraphs(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.data.write_bytes(SAMPLE.read_bytes())
    assert desk.render() == 0, desk.err
    path, count = tmp_path / "长.docx", 20_000
    with zipfile.ZipFile(desk.report) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as longer:
        for name in made.namelist():
            part = made.read(name)
            if name == "word/document.xml":
                more = f"<w:p><w:r><w:t>{PARAGRAPH}</w:t></w:r></w:p>" * count
                part = part.replace(b"</w:body>", more.encode() + b"</w:body>")
            longer.writestr(name, part)
    letters = len(PARAGRAPH) * count
    assert 2 * letters < taken(desk.report, path) < MOST * letters
