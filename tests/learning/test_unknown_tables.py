"""A table that no form has is read and printed again as it was: by the form that goes on from the base with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrator.checks.printed.possible_data import lenient_model
from narrator.checks.printed.report_tables import read_report_tables
from narrator.compose.composition import Composer
from narrator.disclosure import reading
from narrator.document import Cell, Column, Document, Paragraph, Table
from narrator.form import load
from narrator.form_knowledge import blueprints, book
from narrator.learning.drafting import with_tables
from narrator.learning.unknown_tables import write_unknown
from narrator.spans import Text
from narrator.tables.matrix import matrix

WORDS = {
    "项目名称",
    "主管部门",
    "年度总体目标",
    "预期目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "得分",
    "总分",
}
BY_UNIT = """
单位名称|预算数|决算数|备注
合计|3.00|2.50|
甲馆|1.00|1.00|
乙馆|2.00|1.50|年中调整
"""
GROUPED = """
科目编码|科目名称|项目支出|<
^|^|上年|今年
206|科学技术支出|1.00|0.00
20601|科学技术管理事务|1.00|2.00
"""
BY_CODE = """
财政拨款支出明细分类表|<|<|<|<|<
项目|<|<|<|合计|备注
类|款|项|科目名称|合计|备注
合计|<|<|<|3.00|
205|||教育支出|2.00|
205|08||进修及培训|2.00|
205|08|03|培训支出|2.00|
301|||工资福利支出|1.00|
"""
SHEET = """
指标名称|本年数|上年数
在职人数|12|11
经费总额|1,200.50|90.00
"""
PROJECT = """
项目名称|<|{name}|<
主管部门|<|某局|<
年度总体目标|预期目标|办好{name}|<
一级指标|二级指标|三级指标|得分
产出|数量|{name}次数|{score}
产出|质量|{name}质量|9
效益|社会|满意度|{score}
总分|<|<|{score}
"""


def table_of(lines: str) -> Table:
    rows: list[list[Cell]] = []
    for line in lines.strip().split("\n"):
        row: list[Cell] = []
        for at, text in enumerate(line.split("|")):
            if text == "<":
                row[-1] = row[-1]._replace(columns=row[-1].columns + 1)
            elif text == "^":
                rows[0] = [one._replace(rows=2) if one.column == at else one for one in rows[0]]
            else:
                row.append(Cell(at, (Text(text),) if text else (), ""))
        rows.append(row)
    width = max(cell.column + cell.columns for cell in rows[0])
    return Table("表", (Column(0, ""),) * width, (), tuple(map(tuple, rows)), "")


def test_years_in_its_words_are_fields() -> None:
    sheet = table_of(SHEET.replace("本年数", "2023年数").replace("上年数", "2022年数"))
    blocks = (
        Paragraph(Text("某局2023年度部门决算"), "正文"),
        Paragraph(Text("2023年基本数字表"), "正文"),
        sheet,
    )
    (added,) = write_unknown(Document("", blocks), [sheet], set(), load("中央2023"), WORDS)
    assert "{{ 年度 }}年基本数字表" in added.layout
    assert "{{ 年度 }}年数 | {{ 上年 }}年数" in added.layout


@pytest.mark.parametrize(
    ("title", "sheets", "owner", "paths"),
    [
        ("附表3　各馆收支情况表", [BY_UNIT], "", {"各馆收支情况表.各行.[].决算数", "各馆收支情况表.合计决算数"}),
        ("项目支出两年表", [GROUPED], "", {"项目支出两年表.各科目.*.项目支出上年"}),
        ("（一）财政拨款支出决算表（功能科目）", [BY_CODE.replace("财政拨款支出明细分类表|<|<|<|<|<\n", "")], "", {"财政拨款支出决算表功能科目.各科目.*.金额合计", "财政拨款支出决算表功能科目.合计.金额合计"}),
        ("说明", [BY_CODE], "", {"附表数据.合计.金额合计"}),  # its title stands in it
        ("附件：基本数字表", [SHEET], "", set()),
        (
            "项目自评表",
            [PROJECT.format(name="展览", score="8.50"), PROJECT.format(name="讲座", score="7")],
            "项目自评表",
            {"项目自评表.[].项目名称", "项目自评表.[].各行.[].三级指标"},
        ),
    ],
)  # fmt: skip
def test_what_is_printed_is_printed_again(
    title: str, sheets: list[str], owner: str, paths: set[str], tmp_path: Path
) -> None:
    base = load("中央2023")
    tables = [table_of(one) for one in sheets]
    blocks = [block for one in tables for block in (Paragraph(Text(title), "正文"), one)]
    document = Document("", tuple(blocks))
    (added,) = write_unknown(document, tables, set(), base, WORDS)
    assert added.owner == owner
    assert paths <= {*added.data}
    form = with_tables(base, [added], tmp_path)
    found = read_report_tables(document, form, blueprints(form))
    assert [one.name for one, *_ in found.found] == [added.name] * len(tables)
    record = reading.read(found.raw, lenient_model(form))[0]
    composer = Composer(record, form, book(form))
    items = list(record.listing(owner)) if owner else [None]
    for table, item in zip(tables, items, strict=True):
        given = {"项": item} if owner else {}
        made = next(one for one in composer.table(added.name, **given) if isinstance(one, Table))
        assert [[re.sub(r"\s", "", cell) for cell in row] for row in matrix(made)] == matrix(table)
