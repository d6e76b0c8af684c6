"""A column that nobody understands is data of each row, asked for and imported next year, and never printed again as it was."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from learning.test_own_facts import notebook_of
from learning.test_unknown_tables import table_of
from narrator.form import load
from narrator.form_knowledge import blueprints
from narrator.learning.drafting import AddedTable, with_tables
from narrator.learning.own_columns import OwnColumn
from narrator.learning.own_grids import GridWriter
from narrator.tables.matrix import matrix
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import Sheet

TABLE = "一般公共预算支出表"
TITLE = "一般公共预算财政拨款收入支出决算表"
PRINTED = """
项目|<|本年收入|<|本年支出|<|<|备注
科目编码|科目名称|合计|项目支出|合计|基本支出|项目支出|备注
合计|<|57,000.00|7.00|3.00|1.00|2.00|
205|教育支出|57,000.00|7.00|3.00|1.00|2.00|
20508|进修及培训|57,000.00|-|3.00|1.00|2.00|上年没有
2050803|培训支出|57,000.00|0.00|3.00|1.00|2.00|
"""


def test_a_column_that_nobody_understands_is_data_of_its_rows(tmp_path: Path) -> None:
    base, notebook, table = load("中央2023"), notebook_of({}), table_of(PRINTED)
    sheet = Sheet(matrix(table), (TITLE,))
    public = read_public_table(sheet, blueprints(base).vocabulary)
    writer = GridWriter(table, public, str, lambda words, *_: words, lambda one: one.name_in(notebook))
    grid = writer.write(base.layouts[TABLE])
    assert not any(one in line for line in grid.body for one in ("57", "7.00", "上年没有"))
    assert "{{ 行.本年收入合计 }} | {{ 行.本年收入项目支出 }}" in grid.body[2]
    assert f"{{{{ {TABLE}.合计.本年收入合计 }}}}" in grid.body[0]
    row = f"{TABLE}.各科目.205"
    assert notebook.stated[f"{row}.本年收入合计"] == Decimal("57000.00")
    assert notebook.stated[f"{row}08.备注"] == "上年没有"
    assert f"{row}08.本年收入项目支出" not in notebook.stated  # a dash
    assert notebook.own[f"{TABLE}.各科目.*.本年收入合计"][0] == "金额"
    assert notebook.own[f"{TABLE}.合计.本年收入合计"][0] == "金额"
    assert [one.sentence for one in notebook.asked] == [
        f"{TABLE}：“{words}”这一列" for words in ("本年收入合计", "本年收入项目支出", "备注")
    ]
    # Next year's table is read with it.
    head, body = ("\n".join(lines) for lines in (grid.header, grid.body))
    layout = f"\"列宽\" = {[10] * 8}\n\"对齐\" = {grid.aligns}\n\"表头\" = '''\n{head}\n'''\n\"表体\" = '''\n{body}\n'''\n"
    data = {path: {"类型": kind, "说明": said} for path, (kind, said) in notebook.own.items()}
    form = with_tables(base, [AddedTable(TABLE, layout, "", data, {})], tmp_path)
    again = read_public_table(sheet, blueprints(form).vocabulary)
    assert again.figures[f"{row}.本年收入合计"].number == Decimal("57000.00")
    assert again.figures[f"{row}.本年收入项目支出"].number == Decimal("7.00")


def test_a_name_that_the_rows_have_is_not_taken_twice() -> None:
    notebook = notebook_of({f"{TABLE}.各科目.205.本年收入": "1.00"})
    cells = {f"{TABLE}.各科目.205": "3", f"{TABLE}.各科目.206": "4"}
    column = OwnColumn(TABLE, "编制人数", cells)
    assert column.name_in(notebook) == "编制人数"
    assert column.kind == "个数"
    assert column.name_in(notebook) == "编制人数2"
