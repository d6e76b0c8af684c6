"""What a form may reach: its own templates and the data, and nothing else; in bounded time and memory.

Every hostile template must end in a problem that names its file and line. It runs in a process of its own
that may use little memory and little time.
"""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from phrases.notation import toml

from compose.notation import FORM, changed, form, layout, page, problems, problems_of

HERE = Path(__file__).parents[1]
ROWS = "支出决算表.各科目"

# ---- what it may do ----


@pytest.mark.parametrize(
    ("report", "text"),
    [
        ("{{ 部门.名称 }}", "某局"),
        ('{{ 部门["名称"] }}', "某局"),
        ('{{ 三公经费表["因公出国（境）费"].决算数 }}', "0.00"),
        ('{{ 一般公共预算支出表.各科目["2060101"].小计 }}', "267.12"),
        ('{{ 一般公共预算支出表.各科目["9999999"].小计 }}', "0.00"),
        (
            "{% set 码 = 一般公共预算支出表.各科目[0].科目编码 %}{{ 一般公共预算支出表.各科目[码].小计 }}",
            "619.32",
        ),
        ("{{ 部门.主要职责[0] }}", "组织。"),
        ("{{ 上年 }}", "2022"),
        ("{{ 5 }}", "5"),
        ('{{ ["甲", "乙"][1] }}', "乙"),
        ('{{ ("甲", "乙")[0] }}', "甲"),
        (
            '{% for 甲 in ["一", "二"] %}{{ loop.index }}{{ 甲 }}{{ loop.last and "。" or "、" }}{% endfor %}',
            "1一、2二。",
        ),
        ("{{ 部门.级次 or 部门.名称 }}", "市"),
        ('{% for 甲, 乙 in [("一", "二")] %}{{ 甲 }}{{ 乙 }}{% endfor %}', "一二"),
        (
            '{% macro 甲(乙, 丙="三") %}{{ 乙 }}{{ 丙 }}{% endmacro %}{{ 甲("一") }}{{ 甲("一", 丙="二") }}',
            "一三一二",
        ),
        ("{% set 甲 = 年度 ~ '年' %}{{ 甲 ~ 1 }}", "2023年1"),
        ("{% macro 甲(乙) %}{{ 乙 }}{% endmacro %}{% for 丙 in ['一'] %}{{ 甲(丙) }}{% endfor %}", "一"),
        ("{# 注 #}甲", "甲"),
        ("{{ 个数(部门.主要职责) }}", "1"),
        (f"{{{{ 个数({ROWS} | 类级) }}}}", "4"),
        (
            f'{{% for 类 in {ROWS} | 类级 | 有数("项目支出", "本年支出合计") %}}{{{{ 类.科目编码 }}}}、{{{{ 个数({ROWS} | 项级(类)) }}}}；{{% endfor %}}',
            "206、5；208、5；210、3；221、1；",
        ),
        ("{{ 求和(一般公共预算支出表.合计.基本支出, 一般公共预算支出表.合计.项目支出) }}", "851.17"),
        ("{{ 相差(一般公共预算支出表.合计.小计, 一般公共预算支出表.合计.项目支出) }}", "803.10"),
        ("{{ 相差(国有资产占用.车辆, 国有资产占用.其他用车) }}", "3"),
        ('{{ 平均(预算绩效.整体自评 | 取列("总评价得分")) }}', "97.87"),
        ('{{ 个数(预算绩效.整体自评 | 分数段("总评价得分", 99)) }}', "1"),
        ('{{ 个数(预算绩效.整体自评 | 分数段("总评价得分", 90, high=99)) }}', "1"),
        ('{{ 个数(预算绩效.项目 | 选("资金性质", "政府性基金预算")) }}', "0"),
        (
            '{% for 项 in 支出决算表.合计 | 各列("基本支出", "经营支出", "项目支出") | 有数("数") %}{{ 项.名称 }}{{ 项.数 }}；{% endfor %}',
            "基本支出803.10；项目支出48.07；",
        ),
        ('{% for 项 in 支出决算表.合计 | 各列("基本支出") %}{{ 项.名称 ~ "、" }}{% endfor %}', "基本支出、"),
        ('{% for 项 in ["甲", "乙"] | 第(2) %}{{ 项 }}{% endfor %}。', "乙。"),
        ('{% for 项 in ["甲", "乙"] | 第(3) %}{{ 项 }}{% endfor %}。', "。"),
        ('{% for 项 in ["甲", "乙"] | 第(0) %}{{ 项 }}{% endfor %}。', "。"),
        ('{{ 名词解释.科目 | 取("没有") }}', "【请填写名词解释.科目.没有】"),
    ],
)
def test_what_a_form_may_do(report, text):
    found = page(report, changed(部门_名称="某局", 部门_主要职责=["组织"]))
    assert found == [text]


def test_a_form_includes_its_own_templates_and_gives_them_what_it_knows():
    files = {"甲/乙.jinja": "{{ 数 }}{{ 部门.名称 }}{{ 宏() }}", "丙.jinja": "\ufeff丙"}
    report = '{% set 数 = "一" %}{% macro 宏() %}宏{% endmacro %}{% include "甲/乙.jinja" %}{% include "丙.jinja" %}'
    assert page(report, changed(部门_名称="某局"), **files) == ["一某局宏丙"]


# ---- what it may not ----

REFUSED = {
    # Python
    "{{ ''.__class__ }}": "没有“__class__”这个名称",
    "{{ ''['__class__'] }}": "没有“__class__”这个名称",
    "{{ 部门.__class__ }}": "数据里没有“部门.__class__”",
    "{{ 部门['__init__'] }}": "数据里没有“部门.__init__”",
    "{{ 部门.fields }}": "数据里没有“部门.fields”",
    "{{ 部门.keys() }}": "数据里没有“部门.keys”",
    "{{ 部门.名称.text }}": "没有“text”这个名称",
    "{{ 部门.名称.path }}": "没有“path”这个名称",
    "{{ 收入支出总表.收入.总计.决算数.value.wan }}": "没有“value”这个名称",
    "{{ 部门.主要职责.rows }}": "没有“rows”这个名称",
    "{{ 支出决算表.各科目.rows }}": "没有“rows”这个名称",
    "{{ 求和.__globals__ }}": "没有“__globals__”这个名称",
    "{{ 求和.__self__.form }}": "没有“__self__”这个名称",
    "{{ 表.__func__ }}": "没有“__func__”这个名称",
    "{% macro 甲() %}{% endmacro %}{{ 甲.name }}": "没有“name”这个名称",
    "{% for 甲 in ['一'] %}{{ loop.__class__ }}{% endfor %}": "没有“__class__”这个名称",
    "{% for 甲 in ['一'] %}{{ loop._iterator }}{% endfor %}": "没有“_iterator”这个名称",
    "{{ self }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ self.__init__ }}": "没有“__init__”这个名称",
    "{{ loop }}": "没有“loop”这个名称",
    "{{ 'a'.upper() }}": "没有“upper”这个名称",
    "{{ 'a'.join(['b']) }}": "没有“join”这个名称",
    "{{ '{}'.format(部门) }}": "没有“format”这个名称",
    "{{ 'a'() }}": "这里没有可以调用的东西",
    "{{ 部门() }}": "这里没有可以调用的东西",
    "{{ 没有() }}": "没有“没有”这个名称",
    "{{ range(3) }}": "没有“range”这个名称",
    "{{ lipsum() }}": "没有“lipsum”这个名称",
    "{{ cycler }}": "没有“cycler”这个名称",
    "{{ namespace() }}": "没有“namespace”这个名称",
    "{{ config }}": "没有“config”这个名称",
    # What is no sentence
    "{{ 部门 }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ 部门.主要职责 }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ 支出决算表.各科目 }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ 求和 }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ ['一'] }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ none }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ true }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ 1.5 }}": "这里是一组数据，不是能印出来的数或文字",
    "{{ 部门 ~ 'a' }}": "“~”两边要是数或文字",
    "{{ 表('甲') ~ 'a' }}": "“~”两边要是数或文字",
    "{{ 没有 ~ 'a' }}": "没有“没有”这个名称",
    "{{ 没有 }}": "没有“没有”这个名称",
    "{{ 部门.没有 }}": "数据里没有“部门.没有”",
    "{{ 部门.没有.没有 }}": "数据里没有“部门.没有”",
    "{{ 部门['一.二'] }}": '数据里没有“部门["一.二"]”',
    "{{ 部门.主要职责[999] }}": "没有“999”这个名称",
    "{{ 部门.主要职责[部门] }}": "没有“…”这个名称",
    "{{ 'abc'[0] }}": "没有“0”这个名称",
    "{{ 部门[0] }}": "数据里没有“部门.0”",
    # The language is closed
    "{% if 部门 %}甲{% endif %}": "模板写法不对（模板里不能用 if：该说什么由短语表的情形决定）",
    "{{ '甲' if 部门 else '乙' }}": "模板写法不对（模板里不能用 if：该说什么由短语表的情形决定）",
    "{% for 甲 in 部门.主要职责 if 甲 %}{% endfor %}": "模板写法不对（for 里不能带 if）",
    "{% for 甲 in 部门.主要职责 %}{% else %}乙{% endfor %}": "模板写法不对（for 里不能带 else 和 recursive）",
    "{% for 甲 in [['一']] recursive %}{{ loop(甲) }}{% endfor %}": "模板写法不对（for 里不能带 else 和 recursive）",
    "{{ 1 + 1 }}": "模板写法不对（模板里不做运算和比较）",
    "{{ 'a' * 10**9 }}": "模板写法不对（模板里不做运算和比较）",
    "{{ '%s' % 部门 }}": "模板写法不对（模板里不做运算和比较）",
    "{{ 9**9**9 }}": "模板写法不对（模板里不做运算和比较）",
    "{{ -5 }}": "模板写法不对（模板里不做运算和比较）",
    "{{ 年度 == 2023 }}": "模板写法不对（模板里不做运算和比较）",
    "{{ not 年度 }}": "模板写法不对（模板里不做运算和比较）",
    "{{ 年度 is defined }}": "模板写法不对（模板里不做运算和比较）",
    "{{ 部门.主要职责[0:2] }}": "模板写法不对（模板里不做运算和比较）",
    "{{ {'a': 1} }}": "模板写法不对（模板里不做运算和比较）",
    "{{ 求和(*部门.主要职责) }}": "模板写法不对（不能用 * 和 ** 给数据）",
    "{{ 表('甲', **部门) }}": "模板写法不对（不能用 * 和 ** 给数据）",
    "{% set 甲 %}乙{% endset %}": "模板写法不对（模板里不能用“{% set … endset %}”）",
    "{% filter 类级 %}{% endfilter %}": "模板写法不对（模板里不能用“{% filter %}”）",
    "{% macro 甲() %}{{ caller() }}{% endmacro %}{% call 甲() %}乙{% endcall %}": "模板写法不对（模板里不能用“{% call %}”）",
    "{% with 甲 = 1 %}{% endwith %}": "模板写法不对（模板里不能用“{% with %}”）",
    "{% import 'report.jinja' as 甲 %}": "模板写法不对（模板里不能用“{% import %}”）",
    "{% from 'report.jinja' import 甲 %}": "模板写法不对（模板里不能用“{% from %}”）",
    "{% extends 'report.jinja' %}": "模板写法不对（模板里不能用“{% extends %}”）",
    "{% block 甲 %}{% endblock %}": "模板写法不对（模板里不能用“{% block %}”）",
    "{% autoescape true %}{% endautoescape %}": "模板写法不对（模板里不能用“{% autoescape %}”）",
    "{% raw %}{{ 年度 }}{% endraw %}": "模板写法不对（模板里不能用“{% raw %}”）",
    "{% raw %}": "模板写法不对（模板里不能用“{% raw %}”）",
    # Files
    "{% include '/etc/passwd' %}": "格式里没有“/etc/passwd”这个模板，或者打不开",
    "{% include '../../../../../../etc/passwd' %}": "格式里没有“../../../../../../etc/passwd”这个模板，或者打不开",
    "{% include '../form.toml' %}": "格式里没有“../form.toml”这个模板，或者打不开",
    "{% include 'tables' %}": "格式里没有“tables”这个模板，或者打不开",
    "{% include '' %}": "格式里没有“”这个模板，或者打不开",
    "{% include '没有.jinja' %}": "格式里没有“没有.jinja”这个模板，或者打不开",
    "{% include '旧.jinja' %}": "模板“旧.jinja”不是UTF-8编码",
    "{% include '外.jinja' %}": "格式里没有“外.jinja”这个模板，或者打不开",
    "{% include 部门.名称 %}": "模板写法不对（include 后面只能写文件名）",
    "{% include ['a', 'b'] %}": "模板写法不对（include 后面只能写文件名）",
    "{% include '没有' ignore missing %}": "模板写法不对（include 后面只能写文件名）",
    "{% include '没有' without context %}": "模板写法不对（include 后面只能写文件名）",
    # Filters and functions
    "{{ 部门 | upper }}": "模板写法不对（没有“upper”这种筛选）",
    "{{ 部门 | attr('fields') }}": "模板写法不对（没有“attr”这种筛选）",
    "{{ 部门 | 类级 }}": "“| 类级”前面要是列表",
    "{{ 没有 | 类级 }}": "没有“没有”这个名称",
    "{{ 支出决算表.各科目 | 有数('没有') }}": "“| 有数”：数据里没有“没有”",
    "{{ 支出决算表.各科目 | 取列('合计.没有') }}": "“| 取列”：数据里没有“合计”",
    "{{ 支出决算表.各科目 | 取列 }}": "“| 取列”括号里的数据多了或者少了",
    "{{ 支出决算表.各科目 | 选('合计') }}": "“| 选”括号里的数据多了或者少了",
    "{{ 支出决算表.各科目 | 选('合计', ['甲']) }}": "“| 选”括号里的数据不对",
    "{{ 支出决算表.合计 | 各列('没有') }}": "“| 各列”：数据里没有“没有”",
    "{{ 支出决算表.各科目 | 各列('合计') }}": "“| 各列”前面要是一组数据",
    "{{ 支出决算表.各科目 | 第('一') }}": "“| 第”括号里要写数",
    "{{ 支出决算表.各科目 | 分数段('合计', '一') }}": "“| 分数段”括号里要写数",
    "{{ 支出决算表.各科目 | 取('甲') }}": "“| 取”前面要是一组数据",
    "{{ 个数(5) }}": "个数要一个列表",
    "{{ 个数() }}": "模板不能这样写",
    "{{ 求和('甲') }}": "求和、平均的数据里有不是数的东西",
    "{{ 求和(部门.名称) }}": "求和、平均的数据里有不是数的东西",
    "{{ 求和(支出决算表) }}": "求和、平均的数据里有不是数的东西",
    "{{ 求和() }}": "“求和”的括号里要写数，或者一列数",
    "{{ 平均() }}": "“平均”的括号里要写数，或者一列数",
    "{{ 相差(部门.名称, 年度) }}": "相差的数据里有不是数的东西",
    "{{ 相差(支出决算表, 支出决算表) }}": "相差的数据里有不是数的东西",
    "{{ 相差(支出决算表.合计.基本支出) }}": "模板不能这样写",
    "{{ 相差(支出决算表.合计.基本支出, 国有资产占用.车辆) }}": "国有资产占用.车辆不是金额",
    "{{ 相差(支出决算表.合计.经营支出, 支出决算表.合计.基本支出) }}": (
        "支出决算表.合计.基本支出比支出决算表.合计.经营支出大，不能相减（0.00 − 803.10）"
    ),
    "{{ 表(5) }}": "“表”的括号里先写表样的名称",
    "{{ 表('没有') }}": "没有“没有”的表样",
    "{{ 比上年(部门.名称, 年度, 主语='', 名目='收入', 原因='甲') }}": "“变动”的“本年”要是金额",
    "{{ 比上年(收入支出总表.收入.总计.决算数, 主语='', 名目='收入', 原因='甲') }}": "“变动”要2个数据（本年、上年），给了1个",
    "{{ 比上年(收入支出总表.收入.总计.决算数, 收入支出总表.收入.总计.决算数, 主语='', 名目='收入') }}": "“比上年”要“原因”这个参数",
    "{{ 比上年(收入支出总表.收入.总计.决算数, 收入支出总表.收入.总计.决算数, 主语=部门, 名目='收入', 原因='甲') }}": "句子里有一处不是能印出来的数或文字",
    "{{ 比上年(收入支出总表.收入.总计.决算数, 收入支出总表.收入.总计.决算数, 主语='', 名目='收入', 原因=部门) }}": "“比上年”的“原因”要写成文字",
    "{% macro 甲(乙) %}{{ 乙 }}{% endmacro %}{{ 甲(1, 2) }}": "“甲”要的数据是：乙",
    "{% macro 甲(乙) %}{% endmacro %}{{ 甲(丙=2) }}": "“甲”要的数据是：乙",
    "{% macro 甲() %}{% endmacro %}{{ 甲(丙=2) }}": "“甲”要的数据是：（没有）",
    "{% macro 甲(乙) %}{{ 乙 }}{% endmacro %}{{ 甲() }}": "没有“乙”这个名称",
    # Slips of the pen
    "{{ 部门": "模板写法不对（",
    "{% for 甲 in %}": "模板写法不对（",
    "{% endfor %}": "模板写法不对（",
    "{{ 部门.名称 }": "模板写法不对（",
}


@pytest.mark.parametrize("report", REFUSED)
def test_what_a_form_may_not_do(report, tmp_path):
    made = form({"report.jinja": f"甲\n\n{report}", "tables/甲.toml": layout("甲 | 乙 | 丙")})
    (made.folder / "旧.jinja").write_bytes("旧".encode("gbk"))
    (tmp_path / "外").write_text("秘密")
    (made.folder / "外.jinja").symlink_to(tmp_path / "外")
    (problem,) = problems_of(made)
    found = f"{Path(problem.file).name} {problem.line} {problem.what}"
    assert found.startswith("report.jinja 3 "), found
    assert REFUSED[report] in found


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{{ 没有 }} | 乙 | 丙", "甲.toml 11 没有“没有”这个名称"),
        ("甲 | 乙 | 丙\n甲 | {{ 部门.没有 }} | 丙", "甲.toml 12 数据里没有“部门.没有”"),
        ("{% if 甲 %} | 乙 | 丙", "甲.toml 11 模板写法不对（"),
        ("{% if 甲 %}{% endif %} | 乙 | 丙", "甲.toml 11 模板写法不对（模板里不能用 if"),
        ("{{ | 乙 | 丙", "甲.toml 11 模板写法不对（"),
        ("甲 | 乙", "甲.toml None 这一行有2格，表有3列：甲 | 乙"),
    ],
)
def test_problems_in_a_table_tell_its_file(body, told):
    (problem,) = problems({"report.jinja": '{{ 表("甲") }}', "tables/甲.toml": layout(body)})
    assert f"{Path(problem.file).name} {problem.line} {problem.what}".startswith(told)


WRONG = "{{ 部门.没有 }}"


def line_told(name, text):
    """The line of the one problem of the form with the file NAME, which is TEXT, and where the slip stands."""
    (problem,) = problems(
        {"report.jinja": '{{ 表("甲") }}', "tables/甲.toml": layout("甲 | 乙 | 丙"), name: text}
    )
    text = toml(text)  # as it is written
    assert Path(problem.file).name == Path(name).name
    return problem.line, text[: text.index(WRONG)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[一、] 表", f"[一、] {WRONG}"),
        ("表头 = '''\n", f"表头 = '''\n{WRONG} | 乙 | 丙\n"),
        ("列宽", f'表头行 = [\n"甲",\n"{WRONG}"]\n列宽'),
        ("列宽", f'表注 = ["甲",\n"{WRONG}"]\n列宽'),
    ],
)
def test_problems_beside_a_table_tell_the_line_where_they_stand(old, new):
    told, stands = line_told("tables/甲.toml", layout("甲 | 乙 | 丙").replace(old, new))
    assert told == stands


def test_a_problem_in_the_title_of_the_file_tells_its_line():
    told, stands = line_told("form.toml", FORM.replace("{{ 部门.名称 }}", WRONG))
    assert told == stands


def test_a_template_that_includes_itself_is_told_where_it_does():
    (problem,) = problems({"report.jinja": '甲{{ 部门.名称 }}\n\n{% include "report.jinja" %}\n'})
    assert (problem.line, problem.what) == (3, "模板调用自己，没有尽头")


# ---- bounds ----

DOUBLE = "".join(f"{{% set 甲 = 甲 ~ 甲 %}}{chr(10)}" for _ in range(60))
LISTS = "".join(f"{{% set 甲 = [甲, 甲] %}}{chr(10)}" for _ in range(60))
TUPLES = "".join(f"{{% set 甲 = (甲, 甲) %}}{chr(10)}" for _ in range(60))
MACROS = "{% macro 宏0() %}字{% endmacro %}" + "".join(
    f"{{% macro 宏{n + 1}() %}}{{{{ 宏{n}() }}}}{{{{ 宏{n}() }}}}{{% endmacro %}}" for n in range(60)
)
QUIET = MACROS.replace("字", "").replace("{{ ", "{% set 丙 = ").replace(" }}", " %}")
ITEMS = "[" + ", ".join(["'一'"] * 100) + "]"


def nested(depth: int, inner: str) -> str:
    return "".join(f"{{% for 甲{n} in {ITEMS} %}}" for n in range(depth)) + inner + "{% endfor %}" * depth


HOSTILE = {
    "loops within loops": {"report.jinja": nested(8, "")},
    "loops that print": {"report.jinja": nested(8, "字" * 1000)},
    "loops that filter": {"report.jinja": nested(8, "{% set 乙 = 支出决算表.各科目 | 类级 %}")},
    "loops that sum": {"report.jinja": nested(8, "{% set 乙 = 个数(支出决算表.各科目) %}")},
    "loops too deep for Python": {"report.jinja": nested(30, "")},
    "loops over many statements": {"report.jinja": nested(4, "{% set 乙 = '' %}" * 2000)},
    "a text doubled": {"report.jinja": f"{{% set 甲 = '字' %}}{DOUBLE}{{{{ 甲 }}}}"},
    "a name doubled": {"report.jinja": f"{{% set 甲 = 部门.名称 ~ '' %}}{DOUBLE}{{{{ 甲 }}}}"},
    "lists doubled": {"report.jinja": f"{{% set 甲 = ['字'] %}}{LISTS}{{{{ 甲 }}}}"},
    "lists doubled for a phrase": {
        "report.jinja": f"{{% set 甲 = ['字'] %}}{LISTS}{{{{ 占比(部门, 部门, 整体名称=甲) }}}}"
    },
    "lists doubled for a reason": {
        "report.jinja": f"{{% set 甲 = ['字'] %}}{LISTS}{{{{ 比上年(收入支出总表.收入.总计.决算数, 收入支出总表.收入.总计.决算数, 主语='', 名目='收入', 原因=甲) }}}}"
    },
    "tuples doubled for a table": {"report.jinja": f"{{% set 甲 = ('字', '') %}}{TUPLES}{{{{ 表(甲) }}}}"},
    "tuples doubled for a place": {"report.jinja": f"{{% set 甲 = ('字', '') %}}{TUPLES}{{{{ 部门[甲] }}}}"},
    "tuples doubled for a filter": {
        "report.jinja": f"{{% set 甲 = ('字', '') %}}{TUPLES}{{{{ 支出决算表.各科目 | 有数(甲) }}}}"
    },
    "tuples doubled in a sum": {"report.jinja": f"{{% set 甲 = ('字', '') %}}{TUPLES}{{{{ 求和(甲) }}}}"},
    "tuples doubled and joined": {"report.jinja": f"{{% set 甲 = ('字', '') %}}{TUPLES}{{{{ 甲 ~ 甲 }}}}"},
    "macros doubled": {"report.jinja": MACROS + "{{ 宏60() }}"},
    "macros doubled in silence": {"report.jinja": QUIET + "{{ 宏60() }}"},
    "a macro that calls itself": {"report.jinja": "{% macro 甲() %}{{ 甲() }}{% endmacro %}{{ 甲() }}"},
    "a macro that calls itself twice": {
        "report.jinja": "{% macro 甲() %}{{ 甲() }}{{ 甲() }}{% endmacro %}{{ 甲() }}"
    },
    "a file that includes itself": {"report.jinja": "甲{% include 'report.jinja' %}"},
    "two files that include one another": {
        "report.jinja": "{% include '甲.jinja' %}",
        "甲.jinja": "{% include 'report.jinja' %}",
    },
    "files that include two": {
        "report.jinja": "{% include '0.jinja' %}",
        **{
            f"{n}.jinja": f"{{% include '{n + 1}.jinja' %}}{{% include '{n + 1}.jinja' %}}" for n in range(40)
        },
        "40.jinja": "",
    },
    "a large file in a loop": {
        "report.jinja": nested(2, "{% include '大.jinja' %}"),
        "大.jinja": "字" * 290_000,
    },
    "a file too large": {"report.jinja": "{% include '大.jinja' %}", "大.jinja": "字" * 1_300_000},
    "a layout too large": {"report.jinja": "{{ 表('甲') }}", "tables/甲.toml": "大"},
    "a table within itself": {"report.jinja": "{{ 表('甲') }}", "tables/甲.toml": "{{ 表('甲') }} | 乙 | 丙"},
    "tables that hold two": {
        "report.jinja": "{{ 表('0') }}",
        **{
            f"tables/{n}.toml": f"{{% set 甲 = 表('{n + 1}') %}}{{% set 甲 = 表('{n + 1}') %}}甲 | 乙 | 丙"
            for n in range(40)
        },
        "tables/40.toml": "甲 | 乙 | 丙",
    },
    "brackets within brackets": {"report.jinja": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}"},
    "lists within lists": {"report.jinja": "{{ " + "[" * 150 + "]" * 150 + " }}"},
    "a chain of names": {"report.jinja": "{{ 部门" + ".甲" * 50_000 + " }}"},
    "a chain of choices": {"report.jinja": "{{ 部门.名称" + " or 部门.名称" * 20_000 + " }}"},
    "a chain of filters": {"report.jinja": "{{ 支出决算表.各科目" + " | 类级" * 20_000 + " }}"},
    "a number too long": {"report.jinja": "{{ " + "9" * 100_000 + " }}"},
    "marks of values written by hand": {
        "report.jinja": "{{ 表('甲') }}",
        "tables/甲.toml": "\ue0000\ue001\ue00099\ue001 | {{ 部门.名称 ~ '' }} | 乙",
    },
    "marks where nothing is filled in": {
        "report.jinja": "{{ 表('甲') }}",
        "tables/甲.toml": "\ue0000\ue001 | 甲 | 乙",
    },
    "very many numbers": {"report.jinja": "[一、] 甲\n\n" * 10_001},
}
RUN = """
    import json, resource, sys, time
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
    from compose.notation import form, layout, problems
    for name, files in json.load(sys.stdin).items():
        files = {
            key: layout(text if text != "大" else "甲 | 乙 | {{ 部门.名称 }}\\n" * 30_000) if key.startswith("tables/") else text
            for key, text in files.items()
        }
        start = time.process_time()
        told = "、".join(str(problem) for problem in problems(files))
        print(json.dumps([name, told, time.process_time() - start]), flush=True)
"""


def test_a_table_is_a_paragraph_of_its_own():
    (problem,) = problems({"report.jinja": "甲{{ 表('甲') }}", "tables/甲.toml": layout("甲 | 乙 | 丙")})
    assert problem.what == "表要单独写成一段"


def test_hostile_forms_end_in_a_problem_soon():
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(RUN)],
        input=json.dumps(HOSTILE), capture_output=True, text=True, cwd=HERE, env={"PYTHONPATH": f"{HERE}:{HERE.parent}"}, timeout=300,
    )  # fmt: skip
    found = {name: (told, seconds) for name, told, seconds in map(json.loads, done.stdout.splitlines())}
    assert found.keys() == HOSTILE.keys(), (HOSTILE.keys() - found.keys(), done.stderr[-3000:])
    for name, (told, seconds) in found.items():
        assert told.startswith("错误："), name
        assert seconds < 20, (name, seconds)
