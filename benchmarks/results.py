"""What the numbers mean: ratios, targets, and all of it as tables or as JSON."""

from __future__ import annotations

import os
import platform
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from typing import NamedTuple

from checking import Checked
from editing import Edited
from importing import Imported
from narration import Rendering
from table import Row, Table, shown
from templating import Filling
from timing import Times

BUSY = 0.5  # load average
MEMORY = 150  # MB
IMPORT = 0.15  # seconds for the sample's workbook
EDIT = 0.1  # seconds for an edit on the page
Target = tuple[str, str, bool]  # what, what was found, whether it holds


class Grown(NamedTuple):
    """A report with ROWS rows in each of three tables. warm: in one process; cold, peak: the command."""

    rows: int
    input_bytes: int
    output_bytes: int
    warm: Times
    cold: Times
    peak: float


class Measured(NamedTuple):
    """Everything that one run measured."""

    seed: Rendering
    floor: Times
    printed: Filling
    every: Filling
    cold: Times
    cold_peak: float
    again: Times
    python: Times
    grown: list[Grown]
    machine: dict[str, str]
    checked: list[Checked]
    imported: list[Imported]
    others: dict[str, Times]  # other commands as processes
    tables_written: Times  # with python-docx
    elsewhere: Times | None  # the template filled with docxtemplater; None where it is not at hand
    edited: Edited


def slopes(grown: list[Grown]) -> list[float]:
    """Seconds that a row more costs, between one size and the next."""
    return [(more.warm.median - less.warm.median) / (more.rows - less.rows) for less, more in pairwise(grown)]


def machine() -> dict[str, str]:
    """The machine as it is before anything is measured: when others keep it busy, times mean little."""
    names = ("docxtpl", "python-docx", "lxml", "jinja2")
    load = os.getloadavg()[0]
    busy = "（在忙：用时偏大，只有比值和内存可信）" if load > BUSY else ""
    return {
        "日期": date.today().isoformat(),
        "机器": f"{platform.system()} {platform.machine()}，{os.cpu_count()}核，量之前的负载{load:.1f}{busy}",
        "Python": platform.python_version(),
        **{name: version(name) for name in names},
    }


def ratios(found: Measured) -> dict[str, float]:
    warm = found.seed.whole.median
    there = found.elsewhere
    return {
        "python-docx逐格写表 ÷ 热渲染": found.tables_written.median / warm,
        **({"docxtemplater ÷ 热渲染": there.median / warm} if there else {}),
        "docxtpl ÷ 热渲染": found.printed.times.median / warm,
        "docxtpl（不算换正文） ÷ 热渲染": (found.printed.times.median - found.printed.swapping.median) / warm,
        "热渲染 ÷ 下限": warm / found.floor.median,
    }


def targets(found: Measured) -> list[Target]:
    """The targets: what, what was found, and whether it holds. All but the memory, the time of an import and that
    of an edit are ratios within one run.
    """
    render, docxtpl = found.seed.whole, found.printed.times
    warm, cold, python = render.median, found.cold.median, found.python.median
    check, beside = found.checked[0].report, found.checked[0].render
    least, largest = found.grown[0], found.grown[-1]
    per_row = (largest.warm.median / largest.rows) / (least.warm.median / least.rows)
    sample, fewest, *_, most = found.imported
    per_row_in = (most.whole.least / (most.rows or 1)) / (fewest.whole.least / (fewest.rows or 1))
    return [
        at_most("热渲染 ÷ 下限", warm / found.floor.median, 3, render.least / found.floor.least),
        at_least("docxtpl ÷ 热渲染", docxtpl.median / warm, 25, docxtpl.least / render.least),
        at_most("冷启动 ÷ docxtpl一个进程", cold / found.others["docxtpl"].median, 0.5),
        at_most("再次生成 ÷ 冷启动", found.again.median / cold, 1.6),
        at_most("核对.docx ÷ 热渲染", check.median / beside.median, 1.5, check.least / beside.least),
        at_most("核对.docx一个进程 ÷ 冷启动", found.others["check"].median / cold, 2),
        at_most(f"{largest.rows}行平均每行 ÷ {least.rows}行平均每行", per_row, 1.05),
        at_most(f"{largest.rows}行的内存（MB）", largest.peak, MEMORY),
        at_most("页面上改一条原因（秒）", found.edited.reason.median, EDIT),
        at_most("页面上改一个数（秒）", found.edited.figure.median, EDIT),
        at_most("取示例的公开表（秒）", sample.whole.least, IMPORT),
        at_most(f"取{most.rows}行平均每行 ÷ {fewest.rows}行平均每行", per_row_in, 1.2),
        at_most("narrator --help ÷ python -c pass", found.others["--help"].median / python, 5),
        at_most("narrator forms ÷ python -c pass", found.others["forms"].median / python, 5),
    ]


def at_most(what: str, value: float, most: float, fastest: float | None = None) -> Target:
    return f"{what}：不超过{most:g}", with_fastest(value, fastest), value <= most


def at_least(what: str, value: float, least: float, fastest: float | None = None) -> Target:
    return f"{what}：至少{least:g}", with_fastest(value, fastest), value >= least


def with_fastest(value: float, fastest: float | None) -> str:
    """A ratio of medians, by which a target is judged, and that of the fastest, which says what a busy machine does to it."""
    return f"{value:.2f}" if fastest is None else f"{value:.2f}（最快的 {fastest:.2f}）"


def tables(found: Measured) -> list[Table]:
    seed, printed, every = found.seed, found.printed, found.every

    def row(name: str, times: Times) -> Row:
        return (
            name,
            shown(times.median),
            f"{shown(min(times.seconds))}～{shown(max(times.seconds))}",
            str(len(times.seconds)),
        )

    rise = [None, *slopes(found.grown)]
    return [
        Table(
            ("种子报告", "中位数", "最小～最大", "次数"),
            [
                row("热渲染：从数据文件到.docx", seed.whole),
                *(row(f"　其中{step}", times) for step, times in seed.steps.items()),
                row("下限：只打包现成的XML", found.floor),
                row(f"docxtpl填{printed.values}个值（印出来的）", printed.times),
                row("　其中换正文（map_tree）", printed.swapping),
                row(f"docxtpl填{every.values}个值（连同{every.empty}个空的）", every.times),
                row("python-docx逐格写同样的表（只写表）", found.tables_written),
                row("docxtemplater填同一份模板", found.elsewhere)
                if found.elsewhere
                else ("docxtemplater（没有node或没装，没有量）", "", "", ""),
                row("冷启动：narrator render一个进程", found.cold),
                row("　其中python自身启动", found.python),
                row("再次生成：与已有的报告合并", found.again),
                row("docxtpl一个进程：填同一份模板", found.others["docxtpl"]),
                row("narrator check报告，一个进程", found.others["check"]),
                row("页面上改一条原因（处理器用时）", found.edited.reason),
                row("页面上改一个数（处理器用时）", found.edited.figure),
                row("narrator --help", found.others["--help"]),
                row("narrator forms", found.others["forms"]),
            ],
        ),
        Table(("比值", "倍"), [(name, f"{value:.1f}") for name, value in ratios(found).items()]),
        Table(
            ("02、03、05表各有", "数据", ".docx", "热渲染", "平均每行", "每多一行", "命令用时", "内存峰值"),
            [
                (
                    f"{one.rows}行",
                    f"{one.input_bytes / 1024:.0f} KB",
                    f"{one.output_bytes / 1024:.0f} KB",
                    shown(one.warm.median),
                    shown(one.warm.median / one.rows),
                    shown(more) if more else "",
                    shown(one.cold.median),
                    f"{one.peak:.0f} MB",
                )
                for one, more in zip(found.grown, rise, strict=True)
            ],
        ),
        Table(
            ("核对（处理器用时，最小）", "数据", "数据平均每行", "带着数据的.docx", ".docx平均每行"),
            [
                (
                    "种子报告" if one.rows is None else f"{one.rows}行",
                    shown(one.data.least),
                    shown(one.data.least / one.rows) if one.rows else "",
                    shown(one.report.least),
                    shown(one.report.least / one.rows) if one.rows else "",
                )
                for one in found.checked
            ],
        ),
        Table(
            ("取公开表（处理器用时，最小）", "用时", "平均每行"),
            [
                (
                    "示例的公开表" if one.rows is None else f"{one.rows}行",
                    shown(one.whole.least),
                    shown(one.whole.least / one.rows) if one.rows else "",
                )
                for one in found.imported
            ],
        ),
        Table(
            ("目标", "结果", ""),
            [(what, result, "达到" if holds else "没有达到") for what, result, holds in targets(found)],
        ),
    ]


def as_json(found: Measured) -> dict[str, object]:
    return {
        **found.machine,
        "热渲染": found.seed.whole.as_json(),
        "热渲染各步": {step: times.as_json() for step, times in found.seed.steps.items()},
        "下限": found.floor.as_json(),
        "docxtpl": {
            name: {
                "值": one.values,
                "空值": one.empty,
                **one.times.as_json(),
                "换正文": one.swapping.as_json(),
            }
            for name, one in (("印出来的值", found.printed), ("所有的值", found.every))
        },
        "python-docx逐格写表": found.tables_written.as_json(),
        "docxtemplater": found.elsewhere.as_json() if found.elsewhere else None,
        "冷启动": {**found.cold.as_json(), "内存峰值MB": round(found.cold_peak, 1)},
        "再次生成": found.again.as_json(),
        "python启动": found.python.as_json(),
        "页面上改一处": {
            "原因": found.edited.reason.as_json(),
            "数": found.edited.figure.as_json(),
        },
        "别的命令": {name: times.as_json() for name, times in found.others.items()},
        "增长": [
            {
                "行数": one.rows,
                "数据字节": one.input_bytes,
                "docx字节": one.output_bytes,
                "热渲染": one.warm.as_json(),
                "命令": one.cold.as_json(),
                "内存峰值MB": round(one.peak, 1),
            }
            for one in found.grown
        ],
        "核对": [
            {
                "行数": one.rows,
                "数据": one.data.as_json(),
                "docx": one.report.as_json(),
                "其间的热渲染": one.render.as_json(),
            }
            for one in found.checked
        ],
        "取公开表": [{"行数": one.rows, **one.whole.as_json()} for one in found.imported],
        "比值": {name: round(value, 2) for name, value in ratios(found).items()},
        "目标": {what: {"结果": result, "达到": holds} for what, result, holds in targets(found)},
    }
