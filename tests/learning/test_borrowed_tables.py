"""A table that the base does not print and another form does is taken from there, with its data and its styles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrator.commands.learn import declared_by_tables
from narrator.disclosure.lookup import shape_at
from narrator.document import Cell, Column, Document, Heading, Table
from narrator.form import Form, load
from narrator.form.table_layout import Layout, read_layout
from narrator.form_knowledge import blueprints
from narrator.learning.added_tables import find_retold
from narrator.learning.borrowed_tables import (
    borrow_table,
    find_table,
    find_told_again,
    others_than,
    table_likeness,
)
from narrator.learning.drafting import AddedTable, with_tables
from narrator.learning.layouts import restate_layout
from narrator.spans import Text
from narrator.tables.matrix import Matrix

UNITS = [
    ["单位名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"],
    ["合计", "3.00", "3.00", "", "", "", "", ""],
    ["甲馆", "1.00", "1.00", "", "", "", "", ""],
    ["乙馆", "2.00", "2.00", "", "", "", "", ""],
]  # fmt: skip


def borrowed(rows: Matrix, base: Form, other: str) -> AddedTable:
    assert load(other) in others_than(base)
    found = find_table(rows, [load(other)])
    assert found
    return borrow_table(*found, base)


def test_a_table_of_another_form_is_read_and_printed_by_the_base(tmp_path: Path) -> None:
    base = load("中央2023")
    table = borrowed(UNITS, base, "天津2023")
    assert table.name == "各单位收入"
    draft = with_tables(base, [table], tmp_path)
    assert "各单位收入" in blueprints(draft)
    assert list(blueprints(base)) == list(blueprints(draft))[:-1]
    assert shape_at(draft.own_model, ("各单位收入", "1", "财政拨款收入"))
    assert shape_at(base.own_model, ("各单位收入",)) is None
    assert any("各单位收入" in str(one) for one in draft.relations)


def test_a_table_that_is_printed_for_each_item_comes_with_its_styles() -> None:
    base, central = load("上海2024"), blueprints(load("中央2023"))["项目支出绩效自评表"]
    words = [[place.text for place in row.places] for row in central.body]
    table = borrowed(words, base, "中央2023")
    assert (table.name, table.owner) == ("项目支出绩效自评表", "预算绩效.项目")
    assert table.call.startswith("{% for 项 in 预算绩效.项目 %}")
    assert not {name for _, name in table.styles} & {*base.styles["段落样式"]}


def test_a_table_with_other_columns_or_another_header_is_another_one() -> None:
    blueprint = blueprints(load("天津2023"))["各单位收入"]
    assert table_likeness(UNITS, blueprint) == 1
    assert not table_likeness([row[:-1] for row in UNITS], blueprint)
    assert not table_likeness([[*UNITS[0][:-1], "上年收入"], *UNITS[1:]], blueprint)


def test_a_base_without_new_tables_stays_as_it_is(tmp_path: Path) -> None:
    assert with_tables(load("中央2023"), [], tmp_path) is load("中央2023")
    assert not list(tmp_path.iterdir())


def test_a_public_table_that_another_form_prints_among_others_takes_the_place_of_the_bases(
    tmp_path: Path,
) -> None:
    base, other = load("中央2023"), blueprints(load("重庆2023"))["三公经费表"]
    rows = [[place.text for place in row.places] for row in (*other.header, *other.body)]
    table = borrowed(rows, base, "重庆2023")
    assert table.name == "三公经费表"
    draft = with_tables(base, [table], tmp_path)
    assert "机构运行信息表" in draft.layouts["三公经费表"].title
    assert shape_at(draft.own_model, ("三公经费表", "公务接待费", "国内接待费"))
    assert shape_at(draft.own_model, ("机关运行经费", "行政单位"))


@pytest.mark.parametrize(
    ("base", "other", "last"), [("重庆2023", "中央2023", "单位性质"), ("辽宁2023", "上海2024", "备注")]
)
def test_a_table_that_the_base_only_has_or_lacks_is_printed_with_the_data_that_it_names(
    base: str, other: str, last: str, tmp_path: Path
) -> None:
    rows = [["序号", "单位名称", last], ["1", "某馆", "财政补助事业单位"], ["2", "某院", ""]]
    form = load(base)
    assert "决算单位" not in blueprints(form)
    found = find_table(rows, [load(other)])
    assert found
    draft = with_tables(form, [borrow_table(*found, form)], tmp_path)
    assert "决算单位" in blueprints(draft)


@pytest.mark.parametrize(("title", "names"), [("收入支出决算表", ["国有资本经营收支表"]), ("支出决算表", [])])
def test_a_table_that_tells_once_more_of_one_of_the_bases_is_known_by_its_title(
    title: str, names: list[str]
) -> None:
    other = blueprints(load("四川2023"))["国有资本经营收支表"]
    rows = [[place.text for place in row.places] for row in (*other.header, *other.body)]
    cells = tuple(tuple(Cell(at, (Text(text),), "") for at, text in enumerate(row)) for row in rows)
    table = Table("表", tuple(Column(at, "") for at in range(len(rows[0]))), (), cells, "")
    heading = Heading(2, Text(f"十一、国有资本经营预算财政拨款{title}"), "表标题")
    document = Document("", (heading, table))
    assert [one for one, _ in find_retold(document, load("中央2023"), [load("四川2023")])] == names


def test_what_the_base_asks_for_already_is_not_declared_once_more() -> None:
    base = load("湖南2023")
    table = borrowed(UNITS, base, "天津2023")
    again = {"预算绩效.自评资金": {"类型": "金额", "说明": "自评涉及的资金"}}
    assert shape_at(base.own_model, ("预算绩效", "自评资金"))
    assert declared_by_tables([replace(table, data=again | dict(table.data))], base) == dict(table.data)


def test_what_the_base_states_of_a_table_and_the_other_form_does_not_is_not_inherited(tmp_path: Path) -> None:
    base, other = load("上海2024"), load("重庆2023")
    name = "三公经费表"
    assert base.layouts[name].listed
    assert not other.layouts[name].listed
    draft = with_tables(base, [borrow_table(other, blueprints(other)[name], base)], tmp_path)
    assert not draft.layouts[name].listed  # or its title would be numbered twice
    assert read_again(draft, name, tmp_path / "again").listed == ""


def read_again(draft: Form, name: str, folder: Path) -> Layout:
    """The layout of a draft as its file says it that goes on from the base's once a title is stated."""
    (folder / "tables").mkdir(parents=True)
    path = folder / "tables" / f"{name}.toml"
    path.write_text(restate_layout(draft.layouts[name], '"标题" = "[一、] 机构运行信息表"\n'), "utf-8")
    return read_layout(path, folder, load("上海2024").layouts[name])


def test_a_public_table_that_the_base_leaves_out_is_that_of_the_form_below_it() -> None:
    base = load("安徽2023")
    public = blueprints(load("中央2023"))["三公经费表"]
    words = [[place.text for place in row.places] for row in (*public.header, *public.body)]
    found = find_table(words, others_than(base), base.left_out)
    assert found
    assert (found[0].name, found[1].name) == ("中央2023", "三公经费表")
    assert find_table(words, others_than(base)) is None, "the base reads those that it prints"


def test_a_public_table_that_is_told_twice_in_two_shapes_has_two_names(tmp_path: Path) -> None:
    base, other, name = load("上海2024"), [load("中央2023")], "国有资本经营表"
    title = blueprints(other[0])[name].title
    rows = [
        ["项目", "项目", "本年支出", "本年支出", "本年支出"],  # without the row that numbers the columns
        ["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["合计", "合计", "3.00", "1.00", "2.00"],
    ]
    assert find_told_again(rows, blueprints(base)[name].title, base, other) is None
    found = find_told_again(rows, title, base, other)
    assert found
    draft = with_tables(base, [borrow_table(*found, base, f"{name}2")], tmp_path)
    assert draft.layouts[f"{name}2"].body == other[0].layouts[name].body
    assert draft.layouts[name] == base.layouts[name]
    assert {name, f"{name}2"} <= blueprints(draft).keys()
