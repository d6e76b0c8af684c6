"""The notation of the tests of composing: a form written in a few lines, and the document told in a few.

    page("# 标题\\n\\n[一、] 甲")   → ["# 标题", "一、甲"]
    told("{{ 没有 }}")              → "report.jinja 1 没有“没有”这个名称"
    table("甲 | <\\n乙 | 丙")       → ["甲--", "乙 丙"]

A document is told as its blocks: `# ` headings by level, `@样式 ` paragraphs that are not 正文, `@页 `
pages; a table as its rows: a cell with `-` for every further column that it covers and `|` for every
further row. The data are the sample's, with changes.
"""

from __future__ import annotations

import atexit
import itertools
import json
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from phrases.notation import toml

from narrator.compose.composition import Composition, compose
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.document import Block, Cell, Contents, Heading, Page, Paragraph, Spread, Table
from narrator.form import Form, load
from narrator.phrases import book as books
from narrator.problem import Problem, Unusable
from narrator.readers.json import parse

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "samples" / "朝阳市科学技术局2023" / "data.json").read_text("utf-8")
COMMON = ROOT / "phrasebook" / "通用.toml"
FORM = """
名称 = "小"
标题 = "小格式"
年度 = 2023
制定机关 = "某局"
正文 = "report.jinja"
文件标题 = "{{ 部门.名称 }}决算"
零值 = ""
未公布 = []
"""
WORDS = """
[占]
事实 = "占比"
有比例 = "占{{ 比例 }}%"
全为零 = "占0.00%"
部分为负 = "不计算"
无比例 = "不计算"
[列]
事实 = "列举"
参数 = ["主语"]
每项 = "{{ 科目名称 }}"
分隔 = "、"
无 = ""
一项 = "{{ 主语 }}{{ 各项 }}"
多项 = "{{ 主语 }}{{ 各项 }}"
"""
LAYOUT = """
标题 = "[一、] 表"
版面 = "竖表"
标题样式 = "表标题"
表格样式 = "公开表"
列宽 = [{widths}]
对齐 = [{aligns}]
表头 = '''
{header}
'''
表体 = '''
{body}
'''
"""
FOLDERS = Path(tempfile.mkdtemp(prefix="forms-"))
NUMBERS = itertools.count()
atexit.register(shutil.rmtree, FOLDERS, ignore_errors=True)


def form(files: Mapping[str, str]) -> Form:
    """A form of FILES: report.jinja, tables/甲.toml, phrasebook.toml and whatever else."""
    folder = FOLDERS / f"form{next(NUMBERS)}"
    for name, text in {"form.toml": FORM, "styles.toml": "", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml(text) if name.endswith(".toml") else text, "utf-8")
    return load(f"./{folder.name}", FOLDERS)


def layout(body: str, header: str = "", aligns: str = "左左左", **more: str) -> str:
    """A table's layout with BODY and HEADER and a column for each of ALIGNS; MORE: its other keys."""
    text = LAYOUT.format(
        widths=", ".join("20" for _ in aligns),
        aligns=", ".join(f'"{one}"' for one in aligns),
        header=header,
        body=body,
    )
    return text + "".join(f"{key} = {value}\n" for key, value in more.items())


@cache
def sample() -> Record:
    disclosure, problems = reading.read(parse(SAMPLE), load("辽宁2023").model)
    assert not problems
    return disclosure


def changed(**values: Any) -> Record:
    """The sample's disclosure with VALUES: 部门_名称="甲" changes 部门.名称; numbers as ints."""
    raw = json.loads(SAMPLE)
    for name, value in values.items():
        *above, last = name.split("_")
        inside = raw
        for step in above:
            inside = inside[step]
        inside[last] = value
    disclosure, problems = reading.read(parse(json.dumps(raw, ensure_ascii=False)), load("辽宁2023").model)
    assert not problems, problems
    return disclosure


def composed(files: Mapping[str, str], disclosure: Record | None = None) -> Composition:
    return composed_in(form(files), disclosure)


def composed_in(made: Form, disclosure: Record | None = None) -> Composition:
    own = made.folder / "phrasebook.toml"
    return compose(disclosure or sample(), made, books.load([COMMON, *([own] if own.exists() else [])]))


def page(report: str, disclosure: Record | None = None, **files: str) -> list[str]:
    """The document that the template REPORT makes, told block by block."""
    blocks = composed({"report.jinja": report, **files}, disclosure).document.blocks
    return [line for block in blocks for line in described(block)]


def table(body: str, disclosure: Record | None = None, header: str = "", aligns: str = "左左左") -> list[str]:
    """The table that a layout with BODY makes, told row by row."""
    files = {"report.jinja": '{{ 表("甲") }}', "tables/甲.toml": layout(body, header, aligns)}
    return page(files.pop("report.jinja"), disclosure, **files)[2:]


def problems(files: Mapping[str, str], disclosure: Record | None = None) -> tuple[Problem, ...]:
    """What keeps the form of FILES from being composed; there must be something."""
    return problems_of(form(files), disclosure)


def problems_of(made: Form, disclosure: Record | None = None) -> tuple[Problem, ...]:
    try:
        found = composed_in(made, disclosure)
    except Unusable as error:
        return error.problems
    raise AssertionError(
        f"nothing is wrong: {[line for block in found.document.blocks for line in described(block)][:9]}"
    )


def told(report: str, **files: str) -> str:
    """The one problem of the template REPORT: file, line, and what is wrong."""
    (problem,) = problems({"report.jinja": report, **files})
    return f"{Path(problem.file).name} {problem.line} {problem.what}"


def described(block: Block) -> list[str]:
    match block:
        case Heading(level, text, _):
            return [f"{'#' * level} {text.string}"]
        case Paragraph(text, style):
            return [text.string if style == "正文" else f"@{style} {text.string}"]
        case Page(name):
            return [f"@页 {name}"]
        case Contents():
            return ["@目录"]
        case Spread(texts, _):
            return ["@行 " + "｜".join(text.string for text in texts)]
        case Table(header=header, body=body):
            return [*map(row, header), *(["=="] if header else []), *map(row, body)]


def row(cells: tuple[Cell, ...]) -> str:
    return " ".join(cell_text(cell) for cell in cells)


def cell_text(cell: Cell) -> str:
    text = "\\n".join(part.string for part in cell.paragraphs) or "·"
    return text + "-" * (cell.columns - 1) + "|" * (cell.rows - 1)
