"""The attachments: reports in prose, section by section, and a 自评表 for each project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..cursor import Cursor
from ..data import Data
from ..forms import project
from ..number import chinese
from ..prose import block
from ..report import Grid, Paragraph
from ..tables import compare_rows
from .prose import kind


def attachments(c: Cursor, data: Data) -> None:
    """Part five, but for its tables: what stands above each, then the report on the projects that were evaluated."""
    c.note(r"第五部分\s*附件\n")
    number = titles(c, data, "项目支出绩效自评表")
    if data.dig("预算绩效", "部门评价报告"):
        c.note(rf"附表{number + 1}\s*部门评价报告\n")
        report(c, data, "部门评价报告")


def own_attachments(c: Cursor, data: Data) -> None:
    """Part five of 湖南2023: reports in prose, and no tables."""
    c.note(r"第五部分\s*附件\n")
    titled = (("整体自评报告", f"{kind(data)}整体支出绩效自评报告"), ("项目自评报告", "项目支出绩效自评报告"))
    for number, (name, title) in enumerate(
        ((one, title) for one, title in titled if data.dig("预算绩效", one)), 1
    ):
        c.words(f"{chinese(number)}、{title}\n")
        report(c, data, name, mark=lambda place: f"（{chinese(place)}）")


def titles(c: Cursor, data: Data, title: str) -> int:
    """What stands above the table of each project; returns how many there are."""
    number = len(data.dig("预算绩效", "项目") or [])
    for place in range(1, number + 1):
        c.note(rf"附表{place}\s*{title}\n\s*（{data.year}年度）\s*\n")
    return number


def report(
    c: Cursor, data: Data, *path: str | int, mark: Callable[[int], str] = lambda place: f"{chinese(place)}、"
) -> None:
    """The report at PATH below 预算绩效, section by section, each with the MARK of its number."""
    told: list[Any] = data.dig("预算绩效", *path)
    where = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    for place, one in enumerate(told, 1):
        c.words(mark(place))
        c.name(one["标题"].strip())
        c.line()
        for at, paragraph in enumerate(one["段落"], 1):
            block(c, paragraph, f"预算绩效{where}[{place}].段落[{at}]")
            c.line()


def evaluations(blocks: Sequence[Paragraph | Grid], data: Data, projects: Sequence[Any]) -> Iterator[str]:
    """The faults of the tables in BLOCKS, which must be those of PROJECTS."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    if len(grids) != len(projects):
        yield f"附表有{len(grids)}张，应当有{len(projects)}张"
        return
    for number, (grid, one) in enumerate(zip(grids, projects, strict=True), 1):
        yield from compare_rows(f"附表{number}", grid.rows, list(project(data, one)))
