"""A guard against checks that take more for each row the more rows there are, and that is no clock: the lines of code they run."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from narrator import build
from narrator.commands.check import check_file

ROOT = Path(__file__).parents[2]
EXTRA = 1.05  # of what a row takes among few, what it may take among many


def lines_run(path: Path) -> int:
    """How many lines a check of a file runs; those of a loop each time. What is read once has been."""
    check_file(path)
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        check_file(path)
    finally:
        sys.settrace(before)
    return count


def write_data(rows: int, wrong: int, path: Path) -> Path:
    """Data of so many rows in each of three tables, in as many of 支出决算表 of which a figure is other than it should be."""
    data = json.loads(importlib.import_module("growth").data(rows))
    spent = [*data["支出决算表"]["各科目"].values()]
    for row in spent[len(spent) // 2 :: 37][:wrong]:
        row["项目支出"] = round(row.get("项目支出", 0) + 123, 2)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "wrong", "sizes"), [("json", 0, (200, 800)), ("json", 3, (200, 800)), ("docx", 0, (100, 400))]
)
def test_a_row_among_many_takes_no_more_than_one_among_few(
    kind: str, wrong: int, sizes: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    by_row = []
    for rows in sizes:
        path = write_data(rows, wrong, tmp_path / f"{rows}.json")
        if kind == "docx":
            source = build.read(path)
            path = path.with_suffix(".docx")
            path.write_bytes(build.write(build.report(source).document, source, ".docx"))
        by_row.append(lines_run(path) / rows)
    assert by_row[1] <= EXTRA * by_row[0]
