"""A bureau for tests: a folder of what units sent in, good, missing, wrong and hostile; and what becomes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from commands.desk import ROOT, small
from openpyxl import load_workbook
from strategies.render import dumps

# What becomes of each unit; the names are those of the reports' data in the folder.
STATES = {
    "一局/data.json": "文字齐全",
    "一局/所属/乙站.json": "文字齐全",
    "一局/所属/甲站.json": "草稿",
    "=1+1 <b>.json": "文字齐全",
    "三局.JSON": "草稿",
    "二局.json": "文字齐全",
    "坏的/不是表.xlsx": "没有做成",
    "坏的/别的.json": "没有做成",
    "坏的/括号.json": "没有做成",
    "坏的/断了.json": "没有做成",
    "坏的/缺数.json": "没有做成",
    "没有格式.json": "没有做成",
}


def unit(name: str, **changes: object) -> dict[str, Any]:
    """Data of a unit with that name, with other values of its members."""
    raw = small()
    raw["部门"]["名称"] = name
    return raw | changes


def fill_inbox(folder: Path) -> None:
    """Make the folder that STATES tells of, with files that are no data beside."""
    lacking = unit("缺数局")
    del lacking["收入支出总表"]["收入"]["总计"]["决算数"]
    without = unit("无格式局")
    del without["格式"]
    texts = {
        "一局/data.json": dumps(unit("一局")),
        "一局/所属/乙站.json": dumps(unit("乙站")),
        "一局/所属/甲站.json": dumps(unit("甲站", 原因={})),
        "=1+1 <b>.json": dumps(unit("=HYPERLINK(1)局")),
        "三局.JSON": dumps(unit("三局", 原因={})),
        "二局.json": dumps(unit("二局")),
        "坏的/不是表.xlsx": "不是表",
        "坏的/别的.json": "[1, 2]",
        "坏的/括号.json": "[" * 100_000,
        "坏的/断了.json": dumps(unit("断了局"))[:2000],
        "坏的/缺数.json": dumps(lacking),
        "没有格式.json": dumps(without),
        "说明.txt": "交来的",
        ".隐藏.json": "{",
        "~$二局.json": "{",
        "二局.bak.json": "{",
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def begin_batch(*arguments: object) -> subprocess.Popen[str]:
    """Begin `narrator batch` in a process of its own, and of a group of its own, which Ctrl+C reaches: a shell that runs
    the tests in the background lets none through.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "narrator", "batch", *map(str, arguments)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            start_new_session=os.name != "nt",
        )  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, before)


def here(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Do tasks in this process, one after the other."""
    return ((task, work(task)) for task in tasks)


def files(folder: Path) -> dict[str, bytes]:
    """What is in a folder, by name; but what narrator keeps for itself, and the overview, which tells times."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".narrator-") and path.name != "汇总.xlsx"
    }


def overview(folder: Path, sheet: str = "单位") -> list[dict[str, Any]]:
    """The rows of the overview, without how long things took and whether they were done this time."""
    book = load_workbook(folder / "汇总.xlsx")
    heads, *rows = ([cell.value for cell in row] for row in book[sheet].iter_rows())
    named = [dict(zip(heads, row, strict=False)) for row in rows]
    return [{key: one for key, one in row.items() if key not in ("用时（秒）", "这次")} for row in named]


def amount(value: float) -> Decimal:
    """A number of a workbook as the decimal that it shows."""
    return Decimal(str(value))
