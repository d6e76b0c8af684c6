"""The grid that a printed public table has: what was understood of each cell is a place of the data, and the rest its words."""

from __future__ import annotations

from functools import cache

from narrator.document import Cell, Column, Table
from narrator.form import load
from narrator.form_knowledge import blueprints
from narrator.learning.own_grids import GridWriter
from narrator.spans import Text
from narrator.tables.matrix import matrix
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import Sheet
from narrator.tables.vocabulary import Vocabulary


@cache
def vocabulary() -> Vocabulary:
    return blueprints(load("辽宁2023")).vocabulary


def writer(title: str, *lines: str) -> GridWriter:
    """What writes the grid of a table: a line a row, | between cells, < for what is one with the cell at its left."""
    rows = [tuple(cells_of(line.split("|"))) for line in lines]
    width = len(lines[0].split("|"))
    table = Table("表", (Column(0, ""),) * width, (), tuple(rows), "")
    public = read_public_table(Sheet(matrix(table), (title,)), vocabulary())
    assert public.name
    return GridWriter(
        table,
        public,
        lambda text: text.replace("2024", "{{ 年度 }}"),
        lambda words, cell, number, whole: whole or words,
        lambda column: column.words,
    )


def cells_of(texts: list[str]) -> list[Cell]:
    found: list[Cell] = []
    for at, text in enumerate(texts):
        if text == "<":
            found[-1] = found[-1]._replace(columns=found[-1].columns + 1)
        else:
            found.append(Cell(at, (Text(text),) if text else (), ""))
    return found


def test_items_by_code_are_one_line_and_columns_stand_as_printed() -> None:
    made = writer(
        "支出决算表",
        "科目编码|科目名称|项目支出|基本支出|本年支出合计|上缴上级支出|经营支出|对附属单位补助支出",
        "206|科学技术支出|1.00|2.00|3.00|||",
        "20601|科学技术管理事务|1.00|2.00|3.00|||",
        "合计|<|1.00|2.00|3.00|||0.00",
    )
    grid = made.write(load("辽宁2023").layouts["支出决算表"])
    assert grid.body[:3] == [
        "{% for 行 in 支出决算表.各科目 %}",
        "{{ 行.科目编码 }} | {{ 行.科目名称 }} | {{ 行.项目支出 }} | {{ 行.基本支出 }} | {{ 行.本年支出合计 }}"
        " | {{ 行.上缴上级支出 }} | {{ 行.经营支出 }} | {{ 行.对附属单位补助支出 }}",
        "{% endfor %}",
    ]
    assert grid.body[3].startswith(
        "中:合计 | < | {{ 支出决算表.合计.项目支出 }} | {{ 支出决算表.合计.基本支出 }}"
    )
    assert grid.aligns == ["左", "左", *["右"] * 6]
    assert "支出决算表.各科目.*.项目支出" in made.printed()


def test_a_table_without_items_lists_those_of_next_year() -> None:
    made = writer(
        "政府性基金预算财政拨款收入支出决算表",
        "科目编码|科目名称|年初结转和结余|本年收入|本年支出|基本支出|项目支出|年末结转和结余",
        "合计|<||||||",
        "|||||||",
        "|||||||",
    )
    body = made.write(load("辽宁2023").layouts["政府性基金表"]).body
    assert [line[:12] for line in body] == [
        "中:合计 | < | {",
        "{% for 行 in ",
        "{{ 行.科目编码 }}"[:12],
        "{% endfor %}",
    ]


def test_zeros_are_those_of_most_cells_of_a_column() -> None:
    made = writer(
        "一般公共预算财政拨款支出决算表",
        "科目编码|科目名称|小计|基本支出|项目支出",
        "206|科学技术支出|1.00|1.00|0.00",
        "20601|科学技术管理事务|1.00|1.00|0.00",
        "2060101|行政运行|1.00|1.00|",
    )
    assert made.zeros() == [None, None, None, None, "0.00"]


def test_a_number_that_nothing_is_known_of_is_the_reports_own_and_no_words() -> None:
    made = writer(
        "财政拨款“三公”经费支出决算表",
        "项目|预算数|决算数|2024年批复数",
        "合计|1.00|2.00|7.77",
        "公务接待费|1.00|2.00|",
    )
    grid = made.write(load("辽宁2023").layouts["三公经费表"])
    assert grid.header == ["项目 | 预算数 | 决算数 | {{ 年度 }}年批复数"]
    assert "7.77" not in "".join(grid.body)
    assert "{{ 三公经费表合计2024年批复数 }}" in grid.body[0]


def test_codes_that_stand_in_parts_are_printed_in_parts() -> None:
    made = writer(
        "一般公共预算财政拨款支出决算表",
        "项目|<|<|<|小计|基本支出|项目支出",
        "类|款|项|科目名称|小计|基本支出|项目支出",
        "205|||教育支出|5.00|1.00|4.00",
        "205|08||进修及培训|5.00|1.00|4.00",
        "205|08|03|培训支出|5.00|1.00|4.00",
    )
    line = made.write(load("中央2023").layouts["一般公共预算支出表"]).body[1]
    parts = ['{{ 行 | 码段("类") }}', '{{ 行 | 码段("款") }}', '{{ 行 | 码段("项") }}', "{{ 行.科目名称 }}"]
    assert line.startswith(" | ".join(parts))


def test_figures_that_are_all_the_same_do_not_tell_their_order() -> None:
    names = "|".join(["合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费"] * 2)
    kinds = "|".join(["||小计|公务用车购置费|公务用车运行维护费|"] * 2)
    header = "预算数|<|<|<|<|<|决算数|<|<|<|<|<", names, kinds
    title = "财政拨款“三公”经费支出决算表"
    assert writer(title, *header, "|".join(["0.00"] * 12)).tells_nothing()
    assert not writer(title, *header, "|".join(["3.00|1.00|2.00|0.00|2.00|0.00"] * 2)).tells_nothing()


def test_columns_of_a_table_without_items_are_printed() -> None:
    made = writer(
        "国有资本经营预算财政拨款收入支出决算表",
        "科目编码|科目名称|年初结转和结余|本年收入|本年支出|基本支出|项目支出|年末结转和结余",
        "合计|<||||||",
    )
    assert {"国有资本经营表.各科目.*.本年支出", "国有资本经营表.各科目.*.项目支出"} <= made.printed()


def test_an_item_of_basic_expenditure_stands_in_its_sum_and_under_people_or_running() -> None:
    rows = (
        "合计|<|7.00|4.00|3.00",
        "301|工资福利支出|4.00|4.00|0.00",
        "30101|基本工资|4.00|4.00|0.00",
        "302|商品和服务支出|3.00|0.00|3.00",
        "30201|办公费|3.00|0.00|3.00",
    )
    title, head = "一般公共预算财政拨款基本支出决算表", "科目编码|科目名称|合计|人员经费|公用经费"
    made = writer(title, head, *rows)
    body = made.write(load("辽宁2023").layouts["基本支出表"]).body
    assert body[0].endswith(
        "一般公共预算支出表.合计.基本支出 }} | {{ 基本支出表.人员经费合计 }} | {{ 基本支出表.公用经费合计 }}"
    )
    for code, cells in (("301", "{{ 行.决算数 }} | 0.00"), ("310", "0.00 | {{ 行.决算数 }}")):
        at = body.index(f'{{% for 行 in 基本支出表.各科目 | 款级("{code}") | 有数("决算数") %}}')
        assert body[at + 1] == "{{ 行.科目编码 }} | {{ 行.科目名称 }} | {{ 行.决算数 }} | " + cells
    assert "基本支出表.各科目.*.决算数" in made.printed()
    # A row that does not print its sum under its own side is no such table: its figures are the report's own.
    other = writer(title, head, *rows[:-1], "30201|办公费|3.00|1.00|2.00")
    assert not any("for 行" in line for line in other.write(load("辽宁2023").layouts["基本支出表"]).body)
