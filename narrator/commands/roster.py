"""The roster (单位名录): which units belong to a department, of what kind and level, and which file each sends in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrator import toml
from narrator.bounds import LARGEST_SHEET, read_text
from narrator.problem import Problem, Severity, Unusable
from narrator.readers.endings import is_workbook

COLUMNS = ("名称", "性质", "级次", "文件")
NEEDED = ("名称", "文件")


@dataclass(frozen=True)
class RosterUnit:
    """A unit of the roster. file: where its data stand, seen from the folder of the units."""

    name: str
    kind: str
    level: str
    file: str


def read_roster(path: Path) -> list[RosterUnit]:
    """Return the units of a roster, a .toml file or a workbook. Raises Unusable with every problem."""
    rows = list(read_sheet(path) if is_workbook(path) else read_tables(path))
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    for spot, row in rows:
        for name in NEEDED:
            if not row.get(name):
                problems.append(Problem(spot, f"没有写{name}", "补上", file=str(path)))
            elif (earlier := seen.setdefault((name, row[name]), spot)) != spot:
                what = f"{name}“{row[name]}”和{earlier}相同"
                problems.append(Problem(spot, what, "留下一处", file=str(path)))
    if not rows:
        problems.append(
            Problem("", "名录里没有单位", f"一个单位一组，写{'、'.join(COLUMNS)}", file=str(path))
        )
    if problems:
        raise Unusable(problems)
    return [RosterUnit(*(row.get(name, "") for name in COLUMNS)) for _, row in rows]


def read_tables(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Return the tables [["单位"]] of a .toml file, each with what to call its place. Raises Unusable."""
    data = toml.read(read_text(path, LARGEST_SHEET, "名录"), str(path))
    units = data.get("单位")
    odd = [one for one in data if one != "单位"]
    if odd or not isinstance(units, list) or not all(isinstance(one, dict) for one in units):
        what = f"名录里不认识“{odd[0]}”" if odd else "名录里没有单位"
        raise Unusable([Problem("", what, '每个单位写一组，第一行是 [["单位"]]', file=str(path))])
    for number, unit in enumerate(units, 1):
        spot = f"第{number}个单位"
        for name, value in unit.items():
            if name not in COLUMNS or not isinstance(value, str):
                what = f"不认识“{name}”" if name not in COLUMNS else f"“{name}”不是文字"
                raise Unusable([Problem(spot, what, f"写{'、'.join(COLUMNS)}，值两边加引号", file=str(path))])
        yield spot, {name: value.strip() for name, value in unit.items()}


def read_sheet(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Return the rows of the first sheet of a workbook below the heads, each with its place. Raises Unusable."""
    from narrator.readers import workbook

    grid = workbook.load(path).grids[0]
    heads: list[str] | None = None
    for number, texts in enumerate(grid.texts):
        cells = [one.strip() for one in texts]
        if heads is None:
            heads = cells if set(NEEDED) <= set(cells) else None
        elif any(cells):
            row = {head: cell for head, cell in zip(heads, cells, strict=False) if head in COLUMNS}
            yield f"{grid.name}第{number + 1}行", row
    if heads is None:
        what = f"第一张工作表里没有名录的表头（{'、'.join(NEEDED)}）"
        raise Unusable([Problem("", what, f"表头写{'、'.join(COLUMNS)}", file=str(path))])


def compare_roster(entries: Sequence[RosterUnit], files: Sequence[str], path: Path) -> list[Problem]:
    """Return which units of a roster have sent in nothing, and which files are of no unit of it. path: the roster."""
    known = {one.file for one in entries}
    missing = [
        Problem(one.name, f"没有收到“{one.file}”", "催报，或者改正名录", Severity.WARNING, str(path))
        for one in entries
        if one.file not in files
    ]
    surplus = [
        Problem("", f"“{one}”不在名录里，没有算", "补进名录，或者移走这个文件", Severity.WARNING, str(path))
        for one in files
        if one not in known
    ]
    return [*missing, *surplus]
