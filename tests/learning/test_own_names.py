"""The number that a line begins with, as a template writes it, and names of projects, which are others next year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from learning.test_own_facts import notebook_of
from narrator.learning.data_place import AMOUNT, DataPlace
from narrator.learning.own_names import find_row, mark_of
from narrator.learning.own_sentences import write_heading_line, write_sentence


@pytest.mark.parametrize(
    ("line", "mark", "rest"),
    [
        ("十二、其他说明", "[一、] ", "其他说明"),
        ("（三）　基本支出", "[（一）] ", "基本支出"),
        ("(三)基本支出", "[（一）] ", "基本支出"),
        ("12.公务接待费", "[1.] ", "公务接待费"),
        ("12．公务接待费", "[1.] ", "公务接待费"),
        ("附表3　项目", "[附表1] ", "项目"),
        ("附件2　自评报告", "[附件1] ", "自评报告"),
        ("附件2：自评报告", "", "附件2：自评报告"),  # a template sets a blank behind the number
        ("第二部分　决算表", "", "第二部分　决算表"),  # no mark of a template: the line says it itself
        ("12.5万元用于差旅", "", "12.5万元用于差旅"),
        ("概况", "", "概况"),
    ],
)
def test_the_number_before_a_line_is_written_as_a_template_writes_it(line: str, mark: str, rest: str) -> None:
    assert mark_of(line) == (mark, rest)


PROJECTS = ("科技创新平台建设", "重点研发计划", "其他")


def test_names_of_projects_are_no_words_of_the_form() -> None:
    notebook = notebook_of({})
    notebook.rows.update({f"预算绩效.项目[{at}]": {"名称": name} for at, name in enumerate(PROJECTS, 1)})
    text = "组织对“科技创新平台建设”、“重点研发计划”等2个项目开展了部门评价，其他项目没有。"
    written = write_sentence(notebook, text, "绩效管理情况").source
    assert not any(name in written for name in PROJECTS[:2])
    assert "其他项目没有" in written, "a name as short as a word is a word"
    [path] = [path for path, (kind, _) in notebook.own.items() if kind == "本年文字"]
    assert not any(name in place for name in PROJECTS[:2] for place in notebook.own)
    assert notebook.stated[path] == "“科技创新平台建设”、“重点研发计划”"
    assert f"{{{{ {path} }}}}等" in written
    assert write_heading_line(notebook, "重点研发计划绩效评价报告").endswith("}}绩效评价报告")


def test_names_that_are_counted_are_no_words_of_the_form() -> None:
    notebook = notebook_of({})
    text = (
        "组织对农村公路养护、城区路灯改造等2个项目开展了预算事前绩效评估，对部门管理的各类项目等3个方面没有。"
    )
    written = write_sentence(notebook, text, "绩效管理情况").source
    assert written.startswith("组织对{{ 其他数据.组织对名称 }}等{{ ")
    assert notebook.stated["其他数据.组织对名称"] == "农村公路养护、城区路灯改造"
    assert "对部门管理的各类项目等" in written


def test_a_count_is_named_by_its_things_where_the_words_before_say_only_when() -> None:
    notebook = notebook_of({})
    text = "组织对2023年度7个政府性基金预算项目开展绩效自评，占政府性基金预算项目总额的61.53%。"
    write_sentence(notebook, text, "绩效管理情况")
    assert [*notebook.own] == ["其他数据.政府性基金预算项目数", "其他数据.占政府性基金预算项目总额的比例"]
    assert notebook.stated["其他数据.政府性基金预算项目数"] == 7
    assert notebook.name_of("年需支付质保金", "金额") == "需支付质保金"
    assert [notebook.name_of(one, "金额") for one in ("年末结余", "年度", "")] == ["年末结余", "年度", "金额"]


def test_a_name_with_marks_of_its_own_is_that_of_its_row() -> None:
    notebook = notebook_of({})
    row = "一般公共预算支出表.各科目.2010301"
    group = "政府办公厅（室）及相关机构事务"
    notebook.rows[row] = {"科目名称": "行政运行（试点）", "款": group, "类": "一般公共服务支出"}
    written = write_sentence(
        notebook, f"1.一般公共服务支出（类）{group}（款）行政运行（试点）（项）。已完成。", ""
    )
    assert written.row == row
    assert written.source == (
        "[1.] {{ 项.类.科目名称 }}（类）{{ 项.款.科目名称 }}（款）{{ 项.科目名称 }}（项）。已完成。"
    )


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("2023年农村公路养护项目支出绩效自评报告", "农村公路养护"),
        ("城区路灯改造项目绩效评价报告", "城区路灯改造"),
        ("2023年部门预算项目支出绩效自评报告", ""),  # of all of them
        ("部门整体支出绩效自评报告", ""),
        ("项目支出绩效自评报告", ""),
    ],
)
def test_the_project_that_a_report_is_on_is_no_word_of_the_form(heading: str, name: str) -> None:
    notebook = notebook_of({})
    written = write_heading_line(notebook, heading)
    assert [*notebook.stated.values()] == ([name] if name else [])
    assert ("项目" in written) == ("项目" in heading)
    assert not name or name not in written


@pytest.mark.parametrize(
    ("section", "text", "table"),
    [
        ("2023年度收入支出决算总体情况", "教育支出(类)5.08万元,", "支出决算表"),
        ("一般公共预算财政拨款支出决算情况", "教育支出(类)5.08万元,", "一般公共预算支出表"),
        ("政府性基金预算支出情况", "教育支出(类)5.08万元,", "政府性基金表"),
        ("具体情况", "教育支出(类)5.08万元,", "一般公共预算支出表"),
        ("收入支出决算总体情况", "教育支出(类)5.08万元,完成年初预算的50.00%", "一般公共预算支出表"),
        ("具体情况", "教育支出(类)9.99万元,", "支出决算表"),  # the only one that has it
    ],
)
def test_words_say_of_which_table_a_row_is_and_equal_figures_do_not(
    section: str, text: str, table: str
) -> None:
    columns = {"一般公共预算支出表": "小计", "政府性基金表": "本年支出", "支出决算表": "本年支出合计"}
    notebook = notebook_of({})
    for name, column in columns.items():
        row = f"{name}.各科目.205"
        value = Decimal("9.99" if name == "支出决算表" and "9.99" in text else "5.08")
        notebook.rows[row] = {"科目名称": "教育支出", "类": "教育支出"}  # type: ignore[index]
        notebook.places.rows[row] = [DataPlace(f"项.{column}", f"{row}.{column}", value, AMOUNT, column, row)]  # type: ignore[index]
    assert find_row(text, section, notebook)[0] == f"{table}.各科目.205"


def test_a_sentence_on_a_row_means_no_figure_that_another_table_has_for_that_row_alone() -> None:
    row, other = "支出决算表.各科目.205", "收入支出总表.支出.教育支出.决算数"
    notebook = notebook_of({other: "5.08", "收入支出总表.支出.教育支出.上年决算数": ""})
    notebook.rows[row] = {"科目名称": "教育支出", "类": "教育支出"}  # type: ignore[index]
    notebook.places.rows[row] = [  # type: ignore[index]
        DataPlace("项.本年支出合计", f"{row}.本年支出合计", Decimal("5.08"), AMOUNT, "本年支出合计", row)
    ]
    text = "教育支出（类）5.08万元，较2022年度决算数减少0.04万元，下降0.78%。"
    written = write_sentence(notebook, text, "2023年度收入支出决算总体情况")
    assert written.row == row
    assert "收入支出总表" not in written.source
    assert "(项.本年支出合计, 项.上年本年支出合计" in written.source
