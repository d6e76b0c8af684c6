"""The proof of a form without data: every slip in a template, a layout or a wording is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from phrases.notation import SHIPPED

from compose.notation import COMMON, FORM, WORDS, form, layout
from narrator.compose import form_proof
from narrator.phrases import book as books

PATHS = {
    "收入支出总表": "收入.其他收入.决算数", "收入决算表": "合计.其他收入", "支出决算表": "合计.基本支出",
    "财政拨款收支总表": "支出.教育支出.一般公共预算财政拨款", "一般公共预算支出表": "合计.基本支出", "基本支出表": "人员经费合计",
    "三公经费表": "公务接待费.决算数", "政府性基金表": "合计.本年收入", "国有资本经营表": "合计.本年收入",
}  # fmt: skip
# A table that prints something of every public table.
TABLES = layout("\n".join(f"甲 | {name} | {{{{ {name}.{path} }}}}" for name, path in PATHS.items())).replace(
    "[一、] 表", "[一、] 公开表"
)
PRINTED = "\n\n{{ 表('公开表') }}\n\n@目录"
USED = "{{ 占(收入支出总表.收入.总计.决算数, 收入支出总表.收入.总计.决算数) }}{{ 列(一般公共预算支出表.各科目, 主语='甲') }}"


def found(report: str, words: str = WORDS, used: str = USED, **files: str) -> list[str]:
    """What is wrong with the form whose template is REPORT: file, line and what."""
    made = form(
        {
            "report.jinja": report + used + PRINTED,
            "phrasebook.toml": words,
            "tables/公开表.toml": TABLES,
            **files,
        }
    )
    book, problems = books.layer_books([COMMON, made.folder / "phrasebook.toml"])
    assert not problems
    return [
        f"{Path(problem.file).name} {problem.line} {problem.what}".replace(" None ", " ")
        for problem in form_proof.lint(made, book)
    ]


def test_a_form_without_a_slip() -> None:
    assert found("甲{{ 部门.名称 }}\n") == []


@pytest.mark.parametrize(
    ("report", "told"),
    [
        # Names and paths
        ("甲\n{{ 部门.名程 }}", "report.jinja 2 “部门情况”没有“名程”"),
        ("{{ 部门们.名称 }}", "report.jinja 1 没有“部门们”这个名称"),
        ("{{ 年度.名称 }}", "report.jinja 1 “名称”的上一级下面没有别的数据"),
        ("{{ 一般公共预算支出表.各科目['20x'].小计 }}", "report.jinja 1 “20x”不是科目编码"),
        ("{{ 部门 }}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{% for 行 in 一般公共预算支出表.各科目 %}\n{{ 行.小记 }}{% endfor %}", "report.jinja 2 这里没有“小记”"),
        ("{% for 字 in 部门.名称 %}{% endfor %}", "report.jinja 1 for 的后面要是列表"),
        ("{% for 名 in ['总计', '总记'] %}{{ 收入支出总表.收入[名].决算数 }}{% endfor %}", "report.jinja 1 “收入，按表中的行”没有“总记”"),
        # What a form may not do
        ("{% if 年度 %}{% endif %}", "report.jinja 1 模板里不能用 if：该说什么由短语表的情形决定"),
        ("{{ 年度 + 1 }}", "report.jinja 1 模板里不做运算和比较"),
        ("甲\n{{ 部门.名称 }", "report.jinja 2 模板写法不对"),
        ("{% include '没有.jinja' %}", "report.jinja 1 格式里没有“没有.jinja”这个模板"),
        ("{% include 'report.jinja' %}", "report.jinja 1 模板互相包含，没有尽头"),
        ("{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}", "report.jinja 1 macro 调用了自己"),
        ("{% macro 甲(乙) %}{{ 乙.名程 }}{% endmacro %}\n{{ 甲(部门) }}", "report.jinja 1 “部门情况”没有“名程”"),
        ("{% macro 甲(乙) %}{{ 乙.名称 }}{% endmacro %}\n{{ 甲() }}", "report.jinja 2 “甲”要的数据是：乙"),
        # Filters and functions
        ("{% for 行 in 一般公共预算支出表.各科目 %}\n{{ 行 | 码段('目') }}\n{% endfor %}", "report.jinja 2 “码段”的括号里要写级次"),
        ("{{ 一般公共预算支出表.各科目 | 没有 }}", "report.jinja 1 没有“没有”这种筛选"),
        ("{% for 行 in 年度 | 有数('小计') %}{% endfor %}", "report.jinja 1 “| 有数”前面要是列表"),
        ("{% for 行 in 一般公共预算支出表.各科目 | 有数('小记') %}{% endfor %}", "report.jinja 1 这里没有“小记”"),
        ("{{ 求和(部门.名称) }}", "report.jinja 1 “求和”的数据里有不是数的东西"),
        ("{{ 求和() }}", "report.jinja 1 “求和”的括号里要写数，或者一列数"),
        ("{{ 相差(收入支出总表.收入.总计.决算数) }}", "report.jinja 1 “相差”的括号里要写两个数，用前一个减后一个"),
        ("{{ 相差(部门.名称, 国有资产占用.车辆) }}", "report.jinja 1 “相差”的数据里有不是金额、也不是个数的东西"),
        ("{{ 相差(收入支出总表.收入.总计.决算数, 国有资产占用.车辆) }}", "report.jinja 1 “相差”的两个数，一个是金额，一个是个数"),
        ("{{ 相差(求和(国有资产占用.车辆), 收入支出总表.收入.总计.决算数) }}", "report.jinja 1 “相差”的两个数，一个是金额，一个是个数"),
        ("{{ 个数(年度) }}", "report.jinja 1 “个数”的数据里有不是列表的东西"),
        ("{{ 没有这张表(年度) }}", "report.jinja 1 短语里没有“没有这张表”这张表"),
        ("{{ 部门.名称() }}", "report.jinja 1 只能用短语表的名称和求和、相差、平均、个数、表"),
        # Calls of wordings
        ("{{ 占(收入支出总表.收入.总计.决算数) }}", "report.jinja 1 “占”要2个数据（部分、整体）"),
        ("{{ 占(部门.名称, 收入支出总表.收入.总计.决算数) }}", "report.jinja 1 “占”的“部分”要是数"),
        ("{{ 列(一般公共预算支出表.各科目) }}", "report.jinja 1 “列”的参数应当是：主语"),
        ("{{ 列(一般公共预算支出表.各科目, 主语='甲', 宾语='乙') }}", "report.jinja 1 “列”的参数应当是：主语"),
        ("{{ 列(预算绩效.项目, 主语='甲') }}", "report.jinja 1 “列.每项”里的“科目名称”在列举的数据里没有"),
        # What only rendering told before
        ("{% for 甲, 乙 in 部门.决算单位 %}{% endfor %}", "report.jinja 1 这里要2个数据，给的不是2个"),
        ("{% for 甲, 乙 in [('一', '二', '三')] %}{% endfor %}", "report.jinja 1 这里要2个数据，给的不是2个"),
        ("{% for 甲 in 5 %}{% endfor %}", "report.jinja 1 for 的后面要是列表"),
        ("{% for 甲 in '一二' %}{% endfor %}", "report.jinja 1 for 的后面要是列表"),
        ("{% for loop in 部门.决算单位 %}{% endfor %}", "report.jinja 1 模板写法不对（这里要写一个自己起的名称）"),
        ("{{ 部门[0] }}", "report.jinja 1 方括号里写数，前面要是列表"),
        ("{{ 一般公共预算支出表.各科目[2010101].小计 }}", "report.jinja 1 科目编码要写成文字"),
        ("{{ '甲' | 第(1) }}", "report.jinja 1 “| 第”前面要是列表"),
        ("{{ [1, 2] }}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{{ 1.5 }}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{{ 个数(1) }}", "report.jinja 1 “个数”的数据里有不是列表的东西"),
        ("{{ 求和('甲') }}", "report.jinja 1 “求和”的数据里有不是数的东西"),
        ("{{ 占(1, 2) }}", "report.jinja 1 “占”的“部分”要是数"),
        ("{{ 列(一般公共预算支出表.各科目, 主语=部门) }}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{{ 表(1) }}", "report.jinja 1 “表”的括号里先写一个表样的名称"),
        # What was taken for anything, and is one thing
        ("{{ ().名 }}", "report.jinja 1 “名”的上一级下面没有别的数据"),
        ("{{ [].名 }}", "report.jinja 1 “名”的上一级下面没有别的数据"),
        ("{{ 占(1, 2).名 }}", "report.jinja 1 “名”的上一级下面没有别的数据"),
        ("{{ '甲'[0] }}", "report.jinja 1 方括号里写数，前面要是列表"),
        ("{{ ['甲'][1] }}", "report.jinja 1 这一列只有1项，没有第2项"),
        ("{{ 部门.主要职责[0] }}", "report.jinja 1 列表有几项要看数据，这一项可能没有"),
        ("{{ 部门.主要职责[年度] }}", "report.jinja 1 方括号里写的，这里不知道是哪一项"),
        ("{{ 部门[部门.名称] }}", "report.jinja 1 方括号里写的，这里不知道是哪一项"),
        ("{{ [1, 2] | 第(5) }}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{% set 甲 = ['一'] %}{{ 甲 }}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{% for 甲 in ['一'] %}{{ loop.first }}{% endfor %}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{% for 甲 in ['一'] %}{{ loop.last and '。' }}{% endfor %}", "report.jinja 1 这里是一组数据，不是能印出来的数或文字"),
        ("{% for 甲 in ['一'] %}{{ 求和(loop.index) }}{% endfor %}", "report.jinja 1 “求和”的数据里有不是数的东西"),
        ("{{ 求和(预算绩效.整体自评 | 取列('总评价得分')) }}", "report.jinja 1 “求和”的数据里有不是数的东西"),
        ("{{ 求和(收入支出总表.收入.总计.决算数, 国有资产占用.车辆) }}", "report.jinja 1 “求和”的数，有的是金额，有的是个数"),
        ("{{ 个数(['甲']) }}", "report.jinja 1 “个数”的数据里有不是列表的东西"),
        ("{{ 列(['甲'], 主语='乙') }}", "report.jinja 1 “列”的“各项”要是列表"),
        ("{{ 名词解释.科目.没有 }}", "report.jinja 1 “没有”的上一级里有哪些名称要看数据，这里可能没有"),
        ("{% for 行 in 支出决算表.各科目 %}{{ 行.类.科目名称 }}{% endfor %}", "report.jinja 1 这里没有“类”"),
        ("{{ 支出决算表.各科目['206'].科目编码 }}", "report.jinja 1 这里没有“科目编码”"),
        ("{% for 行 in 支出决算表.各科目 | 有数() %}{% endfor %}", "report.jinja 1 “| 有数”括号里没有写看哪几列"),
        ("{% for 行 in 支出决算表.各科目 | 有数(部门.名称) %}{% endfor %}", "report.jinja 1 “| 有数”括号里要写名称"),
        ("{% for 行 in 支出决算表.各科目 | 第('一') %}{% endfor %}", "report.jinja 1 “| 第”括号里要写数"),
        ("{% for 行 in [支出决算表.合计] | 类级 %}{% endfor %}", "report.jinja 1 “合计行”没有“科目编码”"),
        ("{% set 占 = 1 %}{{ 占(2, 3) }}", "report.jinja 1 “占”在这里是数据，不能加括号来用"),
        ("{% macro 甲(乙) %}{{ 乙 }}{% endmacro %}{{ 甲(1, 乙=2) }}", "report.jinja 1 “甲”要的数据是：乙"),
        ("{% for 丙 in ['一'] %}{% macro 甲() %}{% endmacro %}{% endfor %}{{ 甲() }}", "report.jinja 1 短语里没有“甲”这张表"),
        ("{% macro 甲() %}{{ 表('公开表') }}{% endmacro %}乙{{ 甲() }}", "report.jinja 1 表要单独写成一段"),
        ("{% raw %}{{ 年度 }}{% endraw %}", "report.jinja 1 模板写法不对（模板里不能用“{% raw %}”）"),
        ("甲\n乙 }}", "report.jinja 2 这里的“}}”没有开头，会印出来"),
        ("#\n\n", "report.jinja 1 #后面没有标题"),
        # Slips of the pen, each where it begins and for what it is
        ("甲\n{% for %}", "report.jinja 2 模板写法不对（语句没有写完，例如 for 要写成“{% for 名称 in 列表 %}”）"),
        ("{% for 甲 %}", "report.jinja 1 模板写法不对（for 要写成“{% for 名称 in 列表 %}”）"),
        ("甲\n{% if 年度 %}\n乙\n丙", "report.jinja 2 模板写法不对（模板里不能用 if"),
        ("{% for 甲 in 部门.主要职责 %}{% endfor %}\n{% for 甲 in 部门.主要职责 %}\n乙", "report.jinja 2 模板写法不对（“{% for %}”没有收尾"),
        ("{% for 甲 in 部门.主要职责 %}\n{% macro 乙() %}\n{% endfor %}", "report.jinja 2 模板写法不对（“{% macro %}”没有收尾"),
        ("{{ 年度 万元", "report.jinja 1 模板写法不对（“{{”没有对应的“}}”，或者“万元”前面少了逗号、括号）"),
        ("{% for 甲 in 部门.主要职责", "report.jinja 1 模板写法不对（“{%”没有对应的“%}”，或者语句里多了东西）"),
        # Statements of Jinja that a form may not use
        ("{% import 'a' as b %}", "report.jinja 1 模板里不能用“{% import %}”"),
        ("{% from 'a' import b %}", "report.jinja 1 模板里不能用“{% from %}”"),
        ("{% extends 'a' %}", "report.jinja 1 模板里不能用“{% extends %}”"),
        ("{% block 甲 %}{% endblock %}", "report.jinja 1 模板里不能用“{% block %}”"),
        ("{% call 甲() %}{% endcall %}", "report.jinja 1 模板里不能用“{% call %}”"),
        ("{% filter 甲 %}{% endfilter %}", "report.jinja 1 模板里不能用“{% filter %}”"),
        ("{% with 甲=1 %}{% endwith %}", "report.jinja 1 模板里不能用“{% with %}”"),
        ("{% set 甲 %}乙{% endset %}", "report.jinja 1 模板里不能用“{% set … endset %}”"),
        ("{% autoescape true %}{% endautoescape %}", "report.jinja 1 模板里不能用“{% autoescape %}”"),
        # Tables
        ("{{ 表('乙') }}", "report.jinja 1 没有“乙”的表样"),
        ("{{ 表() }}", "report.jinja 1 “表”的括号里先写一个表样的名称"),
        ("甲\n{{ 表('公开表') }}", "report.jinja 2 表要单独写成一段"),
        ("{{ 表('公开表') }}\n甲", "report.jinja 2 表要单独写成一段"),
        ("{{ 表('公开表') }}\n{{ 年度 }}", "report.jinja 2 表要单独写成一段"),
        ("{% set 甲 = 表('公开表') %}{{ 甲 }}\n{{ 年度 }}", "report.jinja 2 表要单独写成一段"),
        ("甲\n{% for 乙 in [1] %}\n{{ 表('公开表') }}\n\n{% endfor %}", "report.jinja 3 表要单独写成一段"),
        ("{% for 乙 in [1, 2] %}\n{{ 表('公开表') }}\n{% endfor %}", "report.jinja 2 表要单独写成一段"),
        ("{% for 乙 in [1, 2] %}\n甲\n\n{{ 表('公开表') }}\n{% endfor %}", "report.jinja 2 表要单独写成一段"),
    ],
)  # fmt: skip
def test_a_slip_in_a_template(report: str, told: str) -> None:
    lines = found(report)
    assert [line for line in lines if line.startswith(told)], lines


@pytest.mark.parametrize(
    "report",
    [
        "{% for 乙 in [1, 2] %}\n{{ 表('公开表') }}\n\n{% endfor %}\n甲",
        "{% for 乙 in [1, 2] %}\n\n{{ 表('公开表') }}\n{% endfor %}\n\n",
        "甲\n\n{% set 乙 = 1 %}\n{{ 表('公开表') }}\n\n丙",
        "{% macro 宏() %}{{ 表('公开表') }}{% endmacro %}\n\n{{ 宏() }}\n\n甲",
    ],
)
def test_tables_that_stand_alone(report: str) -> None:
    assert not [line for line in found(report) if "单独" in line]


def test_every_slip_is_told_at_once() -> None:
    assert len(found("{{ 部门.名程 }}\n{{ 年渡 }}\n\n{{ 表('乙') }}\n\n")) == 3


def test_a_wording_table_that_no_template_uses_is_told_with_its_line() -> None:
    assert found("", used=USED.split("}}")[0] + "}}") == ["phrasebook.toml 7 没有模板用到这张短语表"]


def test_a_table_that_another_is_like_is_used() -> None:
    words = WORDS.replace("[列]", '[占二]\n沿用 = "占"\n全为零 = "占零"\n[列]')
    assert found("", words, USED.replace("占(", "占二(")) == []


def test_a_layout_that_no_template_uses_is_a_warning() -> None:
    assert found("", **{"tables/甲.toml": layout("甲 | 乙 | 丙")}) == ["甲.toml 1 没有模板用到这个表样"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("甲 | 乙", "甲.toml"),
        ("^ | 乙 | 丙", "甲.toml 11 "),
        ("{{ 部门.名程 }} | 乙 | 丙", "甲.toml 11 “部门情况”没有“名程”"),
    ],
)
def test_a_slip_in_a_layout(body: str, told: str) -> None:
    lines = found("{{ 表('甲') }}\n\n", **{"tables/甲.toml": layout(body)})
    assert len(lines) >= 1
    assert all(line.startswith(told) for line in lines), lines


def test_a_form_says_one_word_for_one_thing() -> None:
    change = (SHIPPED / "通用.toml").read_text("utf-8").split('["与上年相比"]')[1].split("\n[")[0]
    words = '["甲比"]' + change.replace("下降", "降低", 1)
    call = "{{ 甲比(收入支出总表.收入.总计.决算数, 收入支出总表.收入.总计.上年决算数, 主语='甲', 名目='收入', 原因='甲') }}"
    (line,) = found(call, words, used="")
    assert "phrasebook.toml" in line
    assert "这里说“降低”，这个格式别处说“下降”" in line


def test_the_title_of_the_file_is_proved_too() -> None:
    made = FORM.replace("部门.名称", "部门.名程")
    assert found("", **{"form.toml": made}) == ["form.toml 6 “部门情况”没有“名程”"]
