"""What a column is for, by the words over it."""

from __future__ import annotations

import pytest

from narrator.tables.header import column_of, is_line, read_header
from narrator.tables.header_column import HeaderColumn

from .test_public import words


@pytest.mark.parametrize(
    ("table", "over", "is_for"),
    [
        ("支出决算表", "基本支出", "数 基本支出"),
        ("支出决算表", "本年支出 合计", "数 本年支出合计"),
        ("支出决算表", "本年支出 小计", "数 本年支出合计"),
        ("支出决算表", "合计", "数 本年支出合计"),
        ("支出决算表", "甲 基本支出", "数 基本支出"),
        # a column of which nothing is known, whatever stands above it
        ("支出决算表", "基本支出 人员", ""),
        ("支出决算表", "基本支出 人员 甲", ""),
        # words that say no more than the table does
        ("支出决算表", "支出 合计", "数 本年支出合计"),
        ("支出决算表", "支出 本年合计", "数 本年支出合计"),
        ("支出决算表", "支出总计", "数 本年支出合计"),
        ("收入决算表", "收入 合计", "数 本年收入合计"),
        ("收入决算表", "当年收入 小计", "数 本年收入合计"),
        ("收入决算表", "支出 合计", ""),
        ("一般公共预算支出表", "支出 合计", "数 小计"),
        ("基本支出表", "支出 金额", "数 决算数"),
        ("支出决算表", "财政专户 合计", ""),
        ("政府性基金表", "支出 小计", "数 本年支出"),
        ("政府性基金表", "收入 合计", "数 本年收入"),
        ("政府性基金表", "财政专户 合计", ""),
        ("国有资本经营表", "本年支出合计", "数 本年支出"),
        ("政府性基金表", "本年支出 项目支出", "数 项目支出"),
        ("政府性基金表", "本年支出 合计", "数 本年支出"),
        ("政府性基金表", "本年支出 甲", ""),
        ("一般公共预算支出表", "小计", "数 小计"),
        ("一般公共预算支出表", "本年支出合计", "数 小计"),
        ("财政拨款收支总表", "支出 合计", "支出 数 合计"),
        ("财政拨款收支总表", "支出 一般公共预算", "支出 数 一般公共预算财政拨款"),
        ("收入支出总表", "收入 金额", "收入 数 决算数"),
        ("三公经费表", "公务接待费 决算数", "数 公务接待费 决算数"),
        ("三公经费表", "决算数 公务用车购置及运行维护费 小计", "数 公务用车购置及运行费 决算数"),
        ("三公经费表", "决算数 合计", "数 合计 决算数"),
        ("三公经费表", "公务接待费 甲", ""),
        ("支出决算表", "项目 科目名称", "名称"),
        ("支出决算表", "科目编码 类", "编码"),
        ("支出决算表", "支出功能分类科目编码", "编码"),
        ("支出决算表", "项目 行次", "序号"),
        ("支出决算表", "单位名称", "单位"),
        ("支出决算表", "部门编码", "单位"),
    ],
)
def test_the_words_over_a_column_say_what_it_is_for(table: str, over: str, is_for: str) -> None:
    column = column_of(tuple(over.split()), table, words().tables[table])
    assert " ".join(filter(None, (column.side, column.kind, column.row, column.column))) == is_for
    assert column.words == tuple(over.split())


def test_nothing_is_known_of_a_column_without_words() -> None:
    assert column_of((), "支出决算表", words().tables["支出决算表"]) == HeaderColumn()


@pytest.mark.parametrize(
    ("over", "columns"),
    [
        ("项目|项目|支出情况|支出情况|支出情况", ["", "", "本年支出合计", "基本支出", "项目支出"]),
        # a word over some of the columns tells them from the others
        ("项目|项目|支出情况|支出情况|其他", ["", "", "", "基本支出", "项目支出"]),
    ],
)
def test_a_word_over_all_figures_tells_no_column_from_another(over: str, columns: list[str]) -> None:
    rows = [over.split("|"), ["编码", "名称", "合计", "基本支出", "项目支出"], ["206", "科学", "9", "4", "5"]]
    header = read_header(rows, "支出决算表", words().tables["支出决算表"])
    assert [column.column for column in header.columns] == columns


def test_a_total_below_a_word_that_nobody_knows_is_not_the_total_of_the_table() -> None:
    rows = [
        ["编码", "名称", *["专户"] * 3],
        ["编码", "名称", "合计", "甲", "乙"],
        ["206", "科学", "9", "4", "5"],
    ]
    header = read_header(rows, "支出决算表", words().tables["支出决算表"])
    assert header.figures == []


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ("栏次 1 2 3", True),
        ("栏次 3 1 2", True),
        ("1 2 3", True),
        ("7 8 9 10 11 12 1 2 3 4 5 6", True),  # halves exchanged, with their numbers
        ("1 2 6 3 4 5", True),
        ("栏栏次 1 2 3 4", True),  # a letter wrong
        ("栏 4 3 1 2", True),
        ("栏栏次 1 2", True),
        ("栏栏次 2 1", False),
        ("栏栏次 1", False),
        ("栏栏次 次 1 2 3 4", False),
        ("合计 1 2 3 4", False),
        ("栏目 1 2 3 9", False),
        ("3 1 2", False),  # may be counts
        ("7 8 9 12 10 11", False),
        ("1 1", False),
        ("合计 1 2", False),
        ("1.00 2.00", False),
        ("101 102", False),
    ],
)
def test_which_row_numbers_the_columns(row: str, numbers: bool) -> None:
    assert is_line(row.split()) is numbers
