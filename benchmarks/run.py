"""Measures how fast narrator is, in one run on one machine, and compares it with docxtpl and with a bare zip.

    python benchmarks/run.py [--quick] [--json FILE]

What is measured, and how, is said in README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).resolve().parent.parent)
)  # the narrator of this checkout, also in children

import checking
import editing
import elsewhere
import growth
import importing
import narration
import templating
from results import Grown, Measured, as_json, machine, tables
from timing import COMPILED, SEED, Command, Times, apart, runs

SIZES = (300, 1000, 3000)  # rows in each of 公开02表, 公开03表 and 公开05表


def measured(quick: bool) -> Measured:
    """Measure everything; QUICK: less often, for a first look.

    What is compared is measured in turn, round after round, so that a machine that slows down for a
    while slows all of it.
    """
    here = machine()
    rounds = 1 if quick else 4
    seeds, floors, printed, every, checked_seeds = [], [], [], [], []
    for number in range(1, rounds + 1):
        say(f"热渲染、打包、核对、docxtpl，第{number}轮，共{rounds}轮……")
        for _ in range(3):  # short turns: a machine is slow for seconds
            seeds.append(apart(narration.render, SEED, 5))
            floors.append(apart(narration.floor, seeds[0].docx, 5))
            checked_seeds.append(apart(checking.check, None, SEED, 5))
        printed.append(apart(templating.fill, 3, with_empty=False))
        every.append(apart(templating.fill, 3, with_empty=True))
    say("python-docx、docxtemplater……")
    tables_written = apart(elsewhere.write_tables, 1 if quick else 4)
    filled_elsewhere = apart(elsewhere.fill_elsewhere, 3 * rounds)
    say("冷启动……")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "报告.docx"
        done = Path(folder) / "做过的.docx"
        others, peaks = runs(
            {
                "cold": Command(command(SEED, report), fresh=report),
                "again": Command(command(SEED, done)),
                "python": Command([sys.executable, "-c", "pass"]),
                "docxtpl": Command(apart(templating.prepare, Path(folder))),
                "check": Command(narrator("check", str(done)), expected=(0, 1)),
                "--help": Command(narrator("--help")),
                "forms": Command(narrator("forms")),
            },
            5 * rounds,
        )
        cold, again, python = (others.pop(name) for name in ("cold", "again", "python"))
        grown = grow(Path(folder), 1 if quick else 5)
        checked = [checking.Checked.together(checked_seeds)]
        say("页面上改一处……")
        edited = apart(editing.edit, 5 if quick else 25)
        imported = [take(None, SEED, 3 if quick else 20)]
        imported += [take(rows, Path(folder) / f"{rows}.json", 1 if quick else 4) for rows in SIZES]
        checked += [check(rows, Path(folder) / f"{rows}.json", 1 if quick else 4) for rows in SIZES]
    return Measured(
        narration.Rendering.together(seeds),
        Times.together(floors),
        templating.Filling.together(printed),
        templating.Filling.together(every),
        cold,
        peaks["cold"],
        again,
        python,
        grown,
        here,
        checked,
        imported,
        others,
        tables_written,
        filled_elsewhere,
        edited,
    )


def check(rows: int, path: Path, times: int) -> checking.Checked:
    say(f"核对{rows}行……")
    return apart(checking.check, rows, path, times)


def take(rows: int | None, path: Path, times: int) -> importing.Imported:
    say(f"取公开表，{'示例' if rows is None else f'{rows}行'}……")
    return apart(importing.take, rows, path, times)


def grow(folder: Path, rounds: int) -> list[Grown]:
    """Render data of all SIZES in turn: how much more one row takes of many is the ratio of two of them."""
    say(f"{'、'.join(map(str, SIZES))}行……")
    paths = {rows: folder / f"{rows}.json" for rows in SIZES}
    sizes = {rows: apart(growth.write, rows, path) for rows, path in paths.items()}
    every: dict[int, list[narration.Rendering]] = {rows: [] for rows in SIZES}
    for _ in range(rounds):
        for rows, path in paths.items():
            every[rows].append(apart(narration.render, path, 2))
    reports = {rows: folder / f"{rows}.docx" for rows in SIZES}
    commands = {
        str(rows): Command(command(path, reports[rows]), fresh=reports[rows]) for rows, path in paths.items()
    }
    cold, peaks = runs(commands, rounds, warm_up=0)
    rendered = {rows: narration.Rendering.together(those) for rows, those in every.items()}
    return [
        Grown(rows, sizes[rows], len(one.docx), one.whole, cold[str(rows)], peaks[str(rows)])
        for rows, one in rendered.items()
    ]


def command(data: Path, report: Path) -> list[str]:
    """`narrator render` as a process; LibreOffice, which takes ten times as long, is not asked for pages."""
    return narrator("render", str(data), "-o", str(report), "--no-pages")


def narrator(*arguments: str) -> list[str]:
    """A command of narrator as a process."""
    return [sys.executable, "-m", "narrator", *arguments]


def say(what: str) -> None:
    print(what, file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="测量narrator的速度，与docxtpl和只打包比较。")
    parser.add_argument("--quick", action="store_true", help="少测几次，先看个大概")
    parser.add_argument("--json", type=Path, metavar="文件", help="把结果也写成JSON")
    options = parser.parse_args()
    try:
        found = measured(options.quick)
    finally:
        shutil.rmtree(COMPILED, ignore_errors=True)
    print("，".join(f"{name} {value}" for name, value in found.machine.items()))
    for table in tables(found):
        print()
        print(table)
    if options.json:
        options.json.write_text(json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":  # not in the children, which import this module again
    main()
