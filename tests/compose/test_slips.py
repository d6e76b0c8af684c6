"""Lint: every slip in a form is told without any data, with its file and line; a whole form has none.

Each case is the 上海2024 form with one thing changed: file, words, other words → what is told.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from narrator import form
from narrator.commands.lint import load_to_prove, prove_form
from narrator.compose.language import mistake
from narrator.problem import Problem, Severity, Unusable

ROOT = Path(__file__).parents[2]
NUMBERS = itertools.count()
REPORT, INCOME, OTHER = "report.jinja", "说明/收入支出.jinja", "说明/其他两种预算.jinja"
TABLE, UNITS = "tables/支出决算表.toml", "tables/决算单位.toml"


def linted(
    folder: Path, name: str = "", old: str = "", new: str | bytes = "", files: Mapping[str, str] | None = None
) -> list[Problem]:
    """What lint says of a copy of the form in which OLD in the file NAME is NEW (the whole file, if OLD is empty).

    files: templates that it has besides.
    """
    made = folder / f"某省{next(NUMBERS)}"
    shutil.copytree(ROOT / "templates" / "上海2024", made)
    shutil.copy(ROOT / "phrasebook" / "上海2024.toml", made / "phrasebook.toml")
    description = made / "form.toml"
    description.write_text(description.read_text("utf-8").replace("上海2024", made.name, 1), "utf-8")
    for other, text in (files or {}).items():
        (made / other).write_text(text, "utf-8")
    path = made / name
    if isinstance(new, bytes):
        path.write_bytes(new)
    elif name:
        text = path.read_text("utf-8") if old else ""
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else new, "utf-8")
    return told_of(made)


def told_of(made: Path) -> list[Problem]:
    """What lint says of the form in a folder."""
    form.load.cache_clear()
    try:
        loaded, misstated = load_to_prove(f"./{made.name}", made.parent)
    except Unusable as error:
        return list(error.problems)
    return prove_form(loaded, misstated=misstated).problems


def lines(problems: list[Problem]) -> list[str]:
    return [f"{problem.line} {problem.what}" for problem in problems]


def test_the_copy_is_proved(tmp_path: Path) -> None:
    assert linted(tmp_path) == []


SECOND = (  # a row of 公开01表
    "二、政府性基金预算财政拨款收入 | {{ 收入支出总表.收入.政府性基金预算财政拨款收入.决算数 }}"
    " | 二、外交支出 | {{ 收入支出总表.支出.外交支出.决算数 }}\n"
)
SLIPS = [
    # paths
    (INCOME, "收入支出总表.收入.总计.上年决算数", "收入支出总表.收入.总记.上年决算数", "收入支出.jinja 6 “收入，按表中的行”没有“总记”"),
    (TABLE, "行.基本支出", "行.基本支岀", "支出决算表.toml 17 这里没有“基本支岀”"),
    (UNITS, "部门.决算单位备注 |", "部门.决算单位备柱 |", "决算单位.toml 10 “部门情况”没有“决算单位备柱”"),
    (INCOME, '"经营收入"', '"经莹收入"', "收入支出.jinja 17 “合计行”没有“经莹收入”"),
    ("说明/一般公共预算支出.jinja", '有数("小计")', '有数("小记")', "一般公共预算支出.jinja 11 这里没有“小记”"),
    (OTHER, "收支情况(政府性基金表,", "收支情况(收入支出总表,", "其他两种预算.jinja 3 “收入支出决算总表”没有“合计”"),
    (UNITS, "loop.index", "loop.indx", "决算单位.toml 10 “loop”没有“indx”"),
    ("form.toml", "部门.名称", "部门.名秤", "form.toml 7 “部门情况”没有“名秤”"),
    ("form.toml", '"未公布" = [', '"未公布" = ["一般公共预算支出表.*.年初预祘数",', "form.toml 13 数据里没有“一般公共预算支出表.*.年初预祘数”"),
    (REPORT, "{{ 部门.名称 }}", "{% for 甲 in [部门.没有] %}{% endfor %}", "report.jinja 6 “部门情况”没有“没有”"),
    (REPORT, "{{ 部门.名称 }}", '{% for 甲, 乙 in [("一", 部门.没有)] %}{% endfor %}', "report.jinja 6 “部门情况”没有“没有”"),
    (REPORT, "{{ 部门.名称 }}", '{% for 甲 in [收入决算表.合计] | 有数("没有") %}{% endfor %}', "report.jinja 6 “合计行”没有“没有”"),
    # phrases
    (INCOME, "与上年相比(", "与上年相笔(", "收入支出.jinja 6 短语里没有“与上年相笔”这张表"),
    (INCOME, "上年=上年, ", "", "收入支出.jinja 6 “与上年相比”的参数应当是：上年、主语、原因"),
    (INCOME, "收入支出总表.收入.总计.上年决算数", "部门.名称", "收入支出.jinja 6 “与上年相比”的“上年”要是金额"),
    (INCOME, '原因="收入总计与上年相比"', "原因=部门.名称", "收入支出.jinja 6 “与上年相比”的“原因”要写成文字"),
    (OTHER, '收支情况(政府性基金表, "政府性基金预算财政拨款")', "收支情况(政府性基金表)", "其他两种预算.jinja 15 “收支情况”要的数据是：表、名称"),
    ("phrasebook.toml", "{{ 变动率 }}", "{{ 变动律 }}", "phrasebook.toml 57 这种情形（上年大于零，本年比上年多）没有“变动律”这个数"),
    # tables
    (TABLE, "{{ 行.科目编码 }} | ", "", "支出决算表.toml 17 这一行有7格，表有8列"),
    (TABLE, "项目 | <", "< | 项目", "支出决算表.toml 11 第一格没有左边的格可以合并"),
    (TABLE, '"公开横表"', '"没有"', "支出决算表.toml 6 styles.toml里没有“没有”这种表格样式"),
    (TABLE, '"横表"', '"没有"', "支出决算表.toml 3 styles.toml里没有“没有”这种页面版式"),
    (TABLE, '"表标题"', '"没有"', "支出决算表.toml 4 styles.toml里没有“没有”这种段落样式"),
    (TABLE, "[17, 78,", "[17, -78,", "支出决算表.toml 8 有一列的宽不是合理的数"),
    ("二、部门决算表.jinja", '{{ 表("政府性基金表") }}', '甲{{ 表("政府性基金表") }}', "二、部门决算表.jinja 7 表要单独写成一段"),
    ("二、部门决算表.jinja", '"收入支出总表", ', "", "report.jinja 1 全文没有印《收入支出决算总表》"),
    ("二、部门决算表.jinja", '"收入支出总表", ', '"公开10表", ', "二、部门决算表.jinja 4 没有“公开10表”的表样"),
    ("tables/一般公共预算支出表.toml", "行.基本支出", "行.项目支出", "一般公共预算支出表.toml 16 “基本支出”这一格印的是“项目支出”"),
    ("tables/一般公共预算支出表.toml", "{{ 行.项目支出 }}", "", "一般公共预算支出表.toml 16 “项目支出”这一格是空的，表里没有印一般公共预算支出表.各科目.*.项目支出"),
    ("tables/一般公共预算支出表.toml", "合计.小计", "合计.上年决算数", "一般公共预算支出表.toml 18 这一列第16行印的是“小计”，这一行印的是“上年决算数”"),
    ("tables/一般公共预算支出表.toml", "中:合计", "中:合计 | < | 甲 | 乙 | {{ 一般公共预算支出表.合计.小计 }}\n中:合计", "一般公共预算支出表.toml 18 “项目支出”这一格印的是“小计”"),
    ("tables/收入决算表.toml", "行.事业收入", "行.经营收入", "收入决算表.toml 17 “事业收入”这一格印的是“经营收入”"),
    ("tables/政府性基金表.toml", "行.本年支出", "行.本年收入", "政府性基金表.toml 17 “本年支出”这一格印的是“本年收入”"),
    ("tables/财政拨款收支总表.toml", "支出.外交支出.合计", "支出.外交支出.一般公共预算财政拨款", "财政拨款收支总表.toml 16 “合计”这一格印的是“一般公共预算财政拨款”"),
    ("tables/财政拨款收支总表.toml", "收入.年初一般公共预算财政拨款结转和结余.", "收入.一般公共预算财政拨款.", "财政拨款收支总表.toml 41 “财政拨款收支总表.收入.一般公共预算财政拨款.决算数”在这张表里印了两次，第15行已经有了"),
    ("tables/收入支出总表.toml", "支出.外交支出", "支出.国防支出", "收入支出总表.toml 16 “外交支出”这一格印的是“国防支出”"),
    ("tables/收入支出总表.toml", "支出.本年支出合计.决算数", "支出.本年支出合计.上年决算数", "收入支出总表.toml 39 “决算数”这一格印的是“上年决算数”"),
    ("tables/基本支出表.toml", '["30102"].决算数', '["30103"].决算数', "基本支出表.toml 16 编码30102的行印的是“30103”的数"),
    ("tables/三公经费表.toml", "公务接待费.决算数", "公务接待费.预算数", "三公经费表.toml 17 “决算数”这一格印的是“预算数”"),
    ("tables/三公经费表.toml", "公务接待费.决算数", "公务用车购置费.决算数", "三公经费表.toml 17 “公务接待费”这一格印的是“公务用车购置费”"),
    ("tables/三公经费表.toml", "{{ 三公经费表.公务接待费.预算数 }} | {{ 三公经费表.公务接待费.决算数 }}", "|", "三公经费表.toml 17 “公务接待费”这一格是空的，表里没有印三公经费表.公务接待费"),
    # rows and columns that are left out
    ("tables/一般公共预算支出表.toml", "{{ 行.项目支出 }}", "-", "一般公共预算支出表.toml 16 印了“小计”，没有印“项目支出”，加起来不等于“小计”"),
    ("tables/三公经费表.toml", "{{ 三公经费表.公务接待费.决算数 }}", "-", "三公经费表.toml 17 印了“合计”，没有印“公务接待费”，加起来不等于“合计”"),
    ("tables/收入支出总表.toml", SECOND, "", "收入支出总表.toml 38 印了“本年收入合计”，没有印“政府性基金预算财政拨款收入”，加起来"),
    ("tables/收入支出总表.toml", SECOND, "", "收入支出总表.toml 38 印了“本年支出合计”，没有印“外交支出”，加起来"),
    ("tables/财政拨款收支总表.toml", "{{ 财政拨款收支总表.支出.国防支出.合计 }}", "-", "财政拨款收支总表.toml 39 印了“本年支出合计”，没有印“国防支出”，加起来"),
    ("tables/基本支出表.toml", '30201 | 办公费 | {{ 基本支出表.各科目["30201"].决算数 }}', "|  |", "基本支出表.toml 14 没有列30201“办公费”"),
    ("tables/基本支出表.toml", ' |  |  | 31021 | 文物和陈列品购置 | {{ 基本支出表.各科目["31021"].决算数 }}\n', "", "基本支出表.toml 42 没有列31021“文物和陈列品购置”"),
    ("form.toml", '  "基本支出表.各科目.307*",\n', "", "基本支出表.toml 14 没有列307“债务利息及费用支出”、30701“国内债务付息”、30702“国外债务付息”"),
    # cells that are left blank
    ("tables/收入支出总表.toml", "{{ 收入支出总表.支出.国防支出.决算数 }}", "", "收入支出总表.toml 17 “国防支出”这一格是空的，表里没有印收入支出总表.支出.国防支出"),
    ("tables/收入支出总表.toml", "{{ 收入支出总表.收入.使用非财政拨款结余.决算数 }}", "", "收入支出总表.toml 40 “使用非财政拨款结余”这一格是空的"),
    ("tables/基本支出表.toml", "{{ 基本支出表.人员经费合计 }}", "", "基本支出表.toml 52 “人员经费合计”这一格是空的，表里没有印基本支出表.人员经费合计"),
    ("tables/基本支出表.toml", '{{ 基本支出表.各科目["30201"].决算数 }}', "", "基本支出表.toml 15 “30201”这一格是空的，表里没有印基本支出表.各科目.30201"),
    ("tables/政府性基金表.toml", "{{ 政府性基金表.合计.年末结转和结余 }}", "", "政府性基金表.toml 15 “年末结转和结余”这一格是空的，表里没有印政府性基金表.合计.年末结转和结余"),
    ("tables/政府性基金表.toml", "{{ 行.本年收入 }}", "中:", "政府性基金表.toml 17 “本年收入”这一格是空的，表里没有印政府性基金表.各科目.*.本年收入"),
    # misprinted labels and headings
    ("tables/收入支出总表.toml", "三、国防支出", "三、国防之出", "收入支出总表.toml 17 “国防之出”这一格印的是“国防支出”的数"),
    ("tables/支出决算表.toml", "对附属单位补助支出\n", "对附属单位补肋支岀\n", "支出决算表.toml 17 “对附属单位补肋支岀”这一格印的是“对附属单位补助支出”的数"),
    ("tables/基本支出表.toml", "基本工资", "津贴补贴", "基本支出表.toml 15 “津贴补贴”这一格印的是“基本工资”的数"),
    ("tables/基本支出表.toml", "物业管理费", "物业管里费", "基本支出表.toml 23 “物业管里费”这一格印的是“物业管理费”的数"),
    # markup
    ("一、部门概况.jinja", "## [一、]", "## 一、", "一、部门概况.jinja 3 标题的编号“一、”是写死的"),
    ("一、部门概况.jinja", "## [一、]", "## ", "一、部门概况.jinja 3 这一部分同级的标题有编号，这一个没有"),
    ("一、部门概况.jinja", "## [一、]", "#### [一、]", "一、部门概况.jinja 3 标题从第1级跳到第4级"),
    ("一、部门概况.jinja", "## [一、]", "##[一、]", "一、部门概况.jinja 3 #后面没有空格，不会成为标题"),
    ("一、部门概况.jinja", "## [一、]", "@一级标题 [一、]", "一、部门概况.jinja 3 “一级标题”是标题的样式，用@写的标题不进目录"),
    ("一、部门概况.jinja", "## [一、]", "甲[一、]", "一、部门概况.jinja 3 自动编号“[一、]”不在一段的开头，不会变成编号"),
    ("一、部门概况.jinja", "\n\n## [一、]", "\n## [一、]", "一、部门概况.jinja 2 前面没有空行，会和上一段连成一段"),
    (TABLE, '"支出决算表"', '"三、支出决算表"', "支出决算表.toml 2 标题的编号“三、”是写死的"),
    (TABLE, '"支出决算表"', '"[壹、] 支出决算表"', "支出决算表.toml 2 没有“[壹、]”这种自动编号"),
    (TABLE, '"[一、]"', '"一、"', "支出决算表.toml 5 “一、”不是自动编号"),
    (TABLE, '"[一、]"', '"[一、] "', "支出决算表.toml 5 “[一、] ”不是自动编号"),
    (TABLE, '"支出决算表"', '"[一、] 支出决算表"', "支出决算表.toml 5 标题已经有编号，目录里会有两个"),
    ("四、名词解释.jinja", "[一、]", "［一、］", "四、名词解释.jinja 3 “［一、］”的方括号是全角的，不会变成编号"),
    ("一、部门概况.jinja", "## [一、]", "## ［一、]", "一、部门概况.jinja 3 “［一、]”的方括号是全角的，不会变成编号"),
    (TABLE, '"支出决算表"', '"【一、】支出决算表"', "支出决算表.toml 2 “【一、】”的方括号是全角的，不会变成编号"),
    ("二、部门决算表.jinja", "# 第二部分", "# 第三部分", "二、部门决算表.jinja 1 “第三部分”是全文的第二个部分"),
    ("四、名词解释.jinja", "# 第四部分", "# 第四部分　甲\n\n# 第四部分", "四、名词解释.jinja 3 “第四部分”是全文的第五个部分"),
    ("四、名词解释.jinja", "# 第四部分", "# 第五部分", "四、名词解释.jinja 1 “第五部分”是全文的第四个部分"),
    (REPORT, "@封面单位", "@没有", "report.jinja 6 styles.toml里没有“没有”这种段落样式"),
    (REPORT, "@页 封面", "@页 没有", "report.jinja 4 styles.toml里没有“没有”这种页面版式"),
    (REPORT, "@目录\n", "\n", "report.jinja 1 全文没有目录，标题都没有列出来"),
    (REPORT, "@页 扉页", "##### 甲\n\n@页 扉页", "report.jinja 20 标题最多4级"),
    ("四、名词解释.jinja", "[一、]", "[壹、]", "四、名词解释.jinja 3 没有“[壹、]”这种自动编号"),
    ("styles.toml", '"Word样式" = "toc 2"', "", "styles.toml 1 目录要用Word样式“toc 2”，一个样式也没有写它"),
    ("styles.toml", '"行距" = 28.95', '"行距" = "大"', "styles.toml 96 应当是数"),
    # files
    (REPORT, "四、名词解释.jinja", "五、名词解释.jinja", "report.jinja 30 格式里没有“五、名词解释.jinja”这个模板，或者打不开"),
    ("form.toml", '"report.jinja"', '"../../../../etc/passwd"', "form.toml 6 格式的文件夹里没有这个模板"),
    ("form.toml", '"零值"', '"零直"', "form.toml 1 缺少这一项"),
    ("form.toml", "2024\n", "true\n", "form.toml 4 这一项的写法不对"),
    ("form.toml", '"未公布" = [', '"未公布" = [1,', "form.toml 13 这一项的写法不对"),
    ("data.toml", '["部门.机构设置"]', '["年度.机构设置"]', "data.toml 13 “机构设置”的上一级下面不能有数据"),
    ("data.toml", "", "[", "data.toml 1 不是正确的TOML写法（这里应当是名称）"),
    ("data.toml", "", "\xff".encode("latin-1"), "data.toml None 格式文件不是UTF-8编码"),
    ("data.toml", "", '"甲" = ' + "[" * 100_000, "data.toml 1 不是正确的TOML写法（括号套得太深）"),
    ("styles.toml", "", "a = " + "9" * 5000, "styles.toml 1 不是正确的TOML写法（数太长）"),
    ("styles.toml", "", "a = 1\n" * 600_000, "styles.toml None 文件超过300000字节"),
    ("phrasebook.toml", "", '"甲" = ' + "[" * 100_000, "phrasebook.toml 1 不是正确的TOML写法（括号套得太深）"),
    (REPORT, "{% include \"四、名词解释.jinja\" %}", "{% for 甲 in 部门.决算单位 %}", "report.jinja 30 模板写法不对（“{% for %}”没有收尾，缺“{% endfor %}”）"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), SLIPS)
def test_a_slip(name: str, old: str, new: str | bytes, told: str, tmp_path: Path) -> None:
    problems = linted(tmp_path, name, old, new)
    found = [f"{Path(one.file).name} {one.line} {one.what}" for one in problems]
    assert any(one.startswith(told) for one in found), found


# What other forms may well write: a table is proved with these in place of what 上海2024 says.
OTHER_WORDS = [
    ("tables/收入支出总表.toml", "使用非财政拨款结余 |", "使用非财政拨款结余(含专用结余) |"),
    ("tables/收入支出总表.toml", "一、一般公共预算财政拨款收入", "一、财政拨款收入"),
    ("tables/一般公共预算支出表.toml", "项目 | < | 合计", "项目 | < | 总计"),
    ("tables/基本支出表.toml", "因公出国（境）费用", "因公出国(境)费用"),
    (
        "tables/基本支出表.toml",
        "中:人员经费合计",
        "合计 | < | {{ 一般公共预算支出表.合计.基本支出 }} |  |  |\n中:人员经费合计",
    ),
    ("tables/三公经费表.toml", "公务用车购置及运行维护费", "公务用车购置及运行费"),
    ("tables/政府性基金表.toml", "{{ 政府性基金表.合计.年末结转和结余 }}", "-"),
    ("tables/政府性基金表.toml", "本年支出 | < | <", "其中：本年支出 | < | <"),
]


# The same table written in other ways: what composes can be proved, and read back.
EXPENSE = (ROOT / "templates" / "上海2024" / TABLE).read_text("utf-8")
OTHER_WORDS += [
    (TABLE, "支出决算表.各科目 %}", '支出决算表.各科目 | 有数("本年支出合计") %}'),
    (TABLE, "", EXPENSE.replace("中:合计", "{% set 合 = 支出决算表.合计 %}\n中:合计").replace("支出决算表.合计.", "合.")),
    (TABLE, "", EXPENSE.replace("{{ 行.科目编码 }} | {{ 行.科目名称 }}", "{{ 头(行) }}").replace("{% for", "{% macro 头(行) %}{{ 行.科目编码 }} | {{ 行.科目名称 }}{% endmacro %}\n{% for")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), OTHER_WORDS)
def test_no_slip(name: str, old: str, new: str, tmp_path: Path) -> None:
    assert linted(tmp_path, name, old, new) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ 行.科目编码 }}", "{{ loop.index }}"),
        ("{{ 行.科目编码 }} | {{ 行.科目名称 }}", "{{ 行.科目名称 }} | <"),
    ],
)
def test_rows_by_code_print_their_codes(old: str, new: str, tmp_path: Path) -> None:
    """Else nobody could read them back: some names are those of several codes."""
    [problem] = linted(tmp_path, TABLE, old, new)
    assert problem.what == "按科目的行没有印科目编码，报告里的就读不回来"
    line = EXPENSE.replace(old, new)[: EXPENSE.index(old)].count("\n") + 1
    assert problem.line == line


@pytest.mark.parametrize("rows", ["类级", '有数("基本支出") | 类级', '类级 | 有数("基本支出", "项目支出")'])
def test_the_sum_of_all_classes_is_that_of_the_table(rows: str, tmp_path: Path) -> None:
    summed = f'{{{{ 求和(支出决算表.各科目 | {rows} | 取列("基本支出")) }}}}'
    [problem] = linted(tmp_path, TABLE, "{{ 支出决算表.合计.基本支出 }}", summed)
    assert problem.what.startswith("这些数相加就是“支出决算表.合计.基本支出”，表里有这个数")
    assert problem.hint == "不用求和，写支出决算表.合计.基本支出"
    assert (
        linted(
            tmp_path,
            INCOME,
            "",
            f'{(ROOT / "templates" / "上海2024" / INCOME).read_text("utf-8")}\n{{{{ 求和(支出决算表.各科目 | 款级 | 取列("基本支出")) }}}}万元。\n',
        )
        == []
    )


LISTED = "一般公共预算支出表.各科目 %}"
ROW = "{{ 行.科目编码 }} | {{ 行.科目名称 }} | {{ 行.小计 }} | {{ 行.基本支出 }} | {{ 行.项目支出 }}"
TOTAL = "中:合计 | < | {{ 一般公共预算支出表.合计.小计 }} | {{ 一般公共预算支出表.合计.基本支出 }} | {{ 一般公共预算支出表.合计.项目支出 }}"
LOOP = f"{{% for 行 in {LISTED}\n{ROW}\n{{% endfor %}}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (LOOP, "", "16 印了“合计”，没有列“各科目”"),
        (TOTAL, "", "16 列了“各科目”，没有印“合计”"),
        (LOOP, f"{LOOP}\n{LOOP}", "19 “一般公共预算支出表.各科目”在这张表里列了两遍，第16行已经列了"),
        (
            LISTED,
            '一般公共预算支出表.各科目 | 有数("项目支出") %}',
            "16 这里只列“一般公共预算支出表.各科目”的一部分，加起来不等于合计",
        ),
        (
            LISTED,
            "一般公共预算支出表.各科目 | 项级 %}",
            "16 这里没有列“一般公共预算支出表.各科目”的类、款，正文里说到的、上下级加起来的行在表里就找不到",
        ),
        (
            LISTED,
            '一般公共预算支出表.各科目 | 有数("小计") | 项级 %}',
            "16 这里没有列“一般公共预算支出表.各科目”的类、款，正文里说到的、上下级加起来的行在表里就找不到",
        ),
        (
            LISTED,
            '一般公共预算支出表.各科目 | 有数("小计", "基本支出") %}',
            "",
        ),  # it leaves out rows of zero alone
    ],
)
def test_rows_by_code_add_up_to_what_is_printed(old: str, new: str, told: str, tmp_path: Path) -> None:
    found = linted(tmp_path, "tables/一般公共预算支出表.toml", old, new)
    assert lines(found) == ([told] if told else [])


HEADS = "上缴上级支出 | 经营支出 | 对附属单位补助支出"


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        ("上缴上级支出 | | 对附属单位补助支出", "“经营支出”这一列没有表头，读不出是哪一个数"),
        (
            "其他支出 | 其他支出 | 对附属单位补助支出",
            "“经营支出”这一列的表头和“上缴上级支出”一样，读不出是哪一个数",
        ),
    ],
)
def test_each_column_of_a_table_by_code_has_a_head_of_its_own(heads: str, told: str, tmp_path: Path) -> None:
    assert lines(linted(tmp_path, TABLE, HEADS, heads)) == [f"11 {told}"]


SPENT = "{{ 支出决算表.合计.基本支出 }}"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "支出决算表",
            SPENT,
            f"{SPENT}（其中{{{{ 支出决算表.合计.项目支出 }}}}）",
            "支出决算表.合计.基本支出、支出决算表.合计.项目支出和别的字、别的数印在同一格里，读不出来",
        ),
        ("支出决算表", SPENT, f"约{SPENT}", "支出决算表.合计.基本支出和别的字、别的数印在同一格里，读不出来"),
        (
            "收入支出总表",
            "五、事业收入",
            "五、{{ 部门.名称 }}",
            "这一行的名称里有数据填的字，读不出是哪一行",
        ),
    ],
)
def test_a_cell_of_a_public_table_prints_one_thing(
    name: str, old: str, new: str, told: str, tmp_path: Path
) -> None:
    assert told in [problem.what for problem in linted(tmp_path, f"tables/{name}.toml", old, new)]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("支出决算表", '"支出决算表"', '"支岀决算表"', "2 标题写的是“支岀决算表”，这张表叫“支出决算表”"),
        ("支出决算表", '"支出决算表"', '"本区支出决算表"', ""),
        ("一般公共预算支出表", "单位：万元", "单位：元", "7 这里写的是“单位：元”，表里的数都以万元印出来"),
        (
            "一般公共预算支出表",
            "单位：万元",
            "金额单位: 亿元",
            "7 这里写的是“单位: 亿元”，表里的数都以万元印出来",
        ),
        ("一般公共预算支出表", "单位：万元", "编制单位：园林局", ""),
        ("收入支出总表", "| 三、国防支出 ", "| 二、国防支出 ", "17 “二、国防支出”的序号“二”上面已经用了"),
        ("收入支出总表", "| 三、国防支出 ", "| 国防支出 ", ""),
    ],
)
def test_what_stands_above_and_beside_a_public_table(
    name: str, old: str, new: str, told: str, tmp_path: Path
) -> None:
    found = linted(tmp_path, f"tables/{name}.toml", old, new)
    assert lines(found) == ([told] if told else [])


def test_a_sum_that_is_not_printed_is_told_once(tmp_path: Path) -> None:
    text = (ROOT / "templates/上海2024/tables/收入支出总表.toml").read_text("utf-8")
    [line] = [one for one in text.splitlines() if "总计" in one and "{{" in one]
    told = [problem.what for problem in linted(tmp_path, "tables/收入支出总表.toml", line, "")]
    assert told == [
        "印了“本年收入合计”，没有印加起来的“总计”",
        "印了“本年支出合计”，没有印加起来的“总计”",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("三、国防支出", "三、国防之出"),
        ("{{ 收入支出总表.支出.国防支出.决算数 }}", ""),
        ("本年收入合计 |", "本年收人合计 |"),
    ],
)
def test_a_slip_in_a_table_is_told_once(old: str, new: str, tmp_path: Path) -> None:
    assert len(linted(tmp_path, "tables/收入支出总表.toml", old, new)) == 1


def test_the_figure_of_another_code_is_told_once(tmp_path: Path) -> None:
    assert len(linted(tmp_path, "tables/基本支出表.toml", '["30101"].决算数', '["99901"].决算数')) == 1
    assert len(linted(tmp_path, "tables/基本支出表.toml", '["30101"].决算数', '["30102"].决算数')) == 1


def test_one_slip_is_not_told_as_many(tmp_path: Path) -> None:
    """What a template no longer reaches is not called unused when the template itself is broken."""
    assert len(linted(tmp_path, REPORT, "四、名词解释.jinja", "五、名词解释.jinja")) == 1


PRINTING = "{{ 部门.名程 }}{{ 部门.机构设置 }}\n\n## ［一、]"  # a name and a mark that are wrong, and data of the form's own


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("data.toml", '"类型" = "名称列表"', '"类型" = "名单"', ["没有“名单”这种类型"]),
        ("data.toml", '["部门.机构设置"]', '["部门.级次.机构设置"]', ["“机构设置”的上一级下面不能有数据"]),
        (
            "data.toml",
            '["部门.机构设置"]',
            '["部门.甲"]\n"选项" = [1]\n"说明" = "甲"\n["年度.乙"]\n"类型" = "金额"\n"说明" = "乙"\n["部门.机构设置"]',
            ["“选项”的写法不对", "“乙”的上一级下面不能有数据"],
        ),
        ("styles.toml", "", "[", ["不是正确的TOML写法（这里应当是名称）"]),
        (
            "phrasebook.toml",
            '["与上年相比"]',
            '["与上年相比"]]',
            ["不是正确的TOML写法（一行里写了两项，或者值的后面多了东西）"],
        ),
        (TABLE, '"表格样式"', '"表的样式"', ["表样没有这一项", "缺少这一项"]),
    ],
)
def test_what_is_wrong_in_the_templates_is_told_beside_what_is_wrong_elsewhere(
    name: str, old: str, new: str, told: list[str], tmp_path: Path
) -> None:
    """One run tells all, and nothing that only follows from the other slip."""
    text = (ROOT / "templates" / "上海2024" / "一、部门概况.jinja").read_text("utf-8")
    problems = linted(
        tmp_path, name, old, new, {"一、部门概况.jinja": text.replace("## [一、]", PRINTING, 1)}
    )
    assert sorted(one.what for one in problems) == sorted(
        [*told, "“部门情况”没有“名程”", "“［一、]”的方括号是全角的，不会变成编号"]
    )


def test_a_data_toml_that_is_none_hides_nothing_but_its_names(tmp_path: Path) -> None:
    """Whatever it mentions may be declared."""
    text = (ROOT / "templates" / "上海2024" / "一、部门概况.jinja").read_text("utf-8")
    slip = {"一、部门概况.jinja": text.replace("## [一、]", PRINTING, 1)}
    declared = (ROOT / "templates" / "上海2024" / "data.toml").read_text("utf-8")
    problems = linted(tmp_path, "data.toml", "", f"[\n{declared}", slip)
    assert sorted(one.what for one in problems) == [
        "“部门情况”没有“名程”",
        "“［一、]”的方括号是全角的，不会变成编号",
        "不是正确的TOML写法（这里应当是名称）",
    ]


@pytest.mark.parametrize("name", ["一般公共预算支出表", "国有资本经营表"])
def test_a_public_table_that_is_left_out_is_an_error(name: str, tmp_path: Path) -> None:
    """All nine are prescribed for every department; a table of the form's own may wait."""
    listed = {
        "一般公共预算支出表": ('"一般公共预算支出表", ', ""),
        "国有资本经营表": ('{{ 表("国有资本经营表") }}', ""),
    }[name]
    [problem] = linted(tmp_path, "二、部门决算表.jinja", *listed)
    assert (problem.where, problem.severity) == (name, Severity.ERROR)


def test_a_form_can_not_use_what_only_another_form_asks_for(tmp_path: Path) -> None:
    """A form may have no data.toml; what its templates use must then be in the common data."""
    shutil.copytree(ROOT / "templates" / "上海2024", tmp_path / "某省")
    shutil.copy(ROOT / "phrasebook" / "上海2024.toml", tmp_path / "某省" / "phrasebook.toml")
    (tmp_path / "某省" / "data.toml").unlink()
    problems = prove_form(form.load("./某省", tmp_path)).problems
    told = {problem.what: problem for problem in problems}
    assert {"“部门情况”没有“机构设置”", "没有“预算绩效管理”这个名称"} <= told.keys()
    assert all(
        problem.hint.endswith("写进data.toml") and problem.line
        for problem in told.values()
        if "没有“" in problem.what
    )


ELSEWHERE = {
    "data.toml": ('["部门.机构设置"]', '["年度.机构设置"]'),
    "styles.toml": ('"行距" = 28.95', '"行距" = "大"'),
    "phrasebook.toml": ("[", '["甲]\n['),
    TABLE: ('"对齐"', '"对其"'),
    "四、名词解释.jinja": ("[一、]", "[壹、]"),
}


@pytest.mark.parametrize(
    ("key", "amiss", "unsaid"),
    [
        ('"年度" = ', '"年度" = true #', set()),
        ('"零值" = ', '"零直" = ', set()),
        ('"名称" = ', '"没有目录" = 5\n"名称" = ', set()),
        ('"未公布" = [', '"未公布" = [1,', {"四、名词解释.jinja"}),
        ('"名称" = ', '"金额格式" = "x"\n"名称" = ', {"四、名词解释.jinja", "phrasebook.toml"}),
        ('"名称" = ', '"沿用" = 5\n"名称" = ', {"四、名词解释.jinja", "data.toml", "styles.toml", "支出决算表.toml"}),
        ('"名称" = ', '["名称', {"四、名词解释.jinja", "data.toml", "styles.toml", "支出决算表.toml"}),
    ],
)  # fmt: skip
def test_what_else_is_wrong_is_told_beside_a_broken_form_toml(
    key: str, amiss: str, unsaid: set[str], tmp_path: Path
) -> None:
    """But for what depends on the broken entry; and nothing is told that is not wrong besides."""
    made = tmp_path / "某省"
    shutil.copytree(ROOT / "templates" / "上海2024", made)
    shutil.copy(ROOT / "phrasebook" / "上海2024.toml", made / "phrasebook.toml")
    for name, (old, new) in ELSEWHERE.items():
        text = (made / name).read_text("utf-8")
        (made / name).write_text(text.replace(old, new, 1), "utf-8")
    description = (made / "form.toml").read_text("utf-8").replace("上海2024", made.name, 1)
    (made / "form.toml").write_text(description, "utf-8")
    whole = {(one.file, one.what) for one in told_of(made)}
    files = {Path(name).name for name in ELSEWHERE}
    assert {Path(file or "").name for file, _ in whole} == files
    (made / "form.toml").write_text(description.replace(key, amiss, 1), "utf-8")
    told = {(one.file, one.what) for one in told_of(made)}
    assert {Path(file or "").name for file, _ in told} == (files - unsaid) | {"form.toml"}
    assert {one for one in told if Path(one[0] or "").name != "form.toml"} <= whole


ROWS, RUNAWAY = "一般公共预算支出表.各科目", "四、名词解释.jinja"
ENDLESS = {
    "{% for 甲 in ROWS %}{% for 乙 in ROWS %}{% for 丙 in ROWS %}{% for 丁 in ROWS %}字{% endfor %}{% endfor %}{% endfor %}{% endfor %}": "模板要做的事太多，好像没有尽头",
    "{% macro 甲() %}{{ 甲() }}{{ 甲() }}{% endmacro %}{{ 甲() }}": "macro 调用了自己",
    "{% include '四、名词解释.jinja' %}{% include '四、名词解释.jinja' %}": "模板互相包含，没有尽头",
}  # fmt: skip


@pytest.mark.parametrize(("template", "told"), ENDLESS.items())
def test_a_template_without_end_is_told_once(template: str, told: str, tmp_path: Path) -> None:
    [problem] = linted(tmp_path, RUNAWAY, "", template.replace("ROWS", ROWS))
    assert (Path(problem.file).name, problem.line, problem.what) == (RUNAWAY, 1, told)


MACROS = "{% macro 名0() %}字{% endmacro %}" + "".join(
    f"{{% macro 名{n}() %}}{{{{ 名{n - 1}() }}}}{{% endmacro %}}" for n in range(1, 30)
)


def test_macros_that_call_others_do_not_call_themselves(tmp_path: Path) -> None:
    problems = linted(tmp_path, RUNAWAY, "", MACROS + "{{ 名29() }}")
    assert [problem.what for problem in problems] == ["include 和 macro 套得太深，超过20层"]
    problems = linted(tmp_path, RUNAWAY, "", MACROS + "{{ 名9() }}")
    assert not any("套得太深" in problem.what for problem in problems)


def test_a_chain_of_includes_does_not_include_itself(tmp_path: Path) -> None:
    files = {f"{n}.jinja": f'{{% include "{n + 1}.jinja" %}}' for n in range(30)}
    problems = linted(tmp_path, RUNAWAY, "", '{% include "0.jinja" %}', files)
    assert [problem.what for problem in problems] == ["include 和 macro 套得太深，超过20层"]


def test_classes_in_classes_are_no_runaway(tmp_path: Path) -> None:
    loops = "{% for 甲 in ROWS | 类级 %}{% for 乙 in ROWS | 款级(甲) %}{% for 丙 in ROWS | 项级(乙) %}"
    text = loops.replace("ROWS", ROWS) + "{{ 丙.科目名称 }}{{ 丙.小计 }}" + "{% endfor %}" * 3
    problems = linted(tmp_path, RUNAWAY, "", text)
    assert [problem.where for problem in problems] == ["主要收入"]  # which only the glossary said


MESSAGES = [
    "{{ 甲", "{% for 甲 in %}", "{% endfor %}", "{{ 甲 }", "{% for 甲 in 乙 %}", "{% foo %}", "{{ 甲 乙 }}",
    "{{ '甲 }}", "{# 甲", "{{ 甲( }}", "{{ 甲[ }}", "{% set = 1 %}", "{% macro %}{% endmacro %}", "{% include %}", "{{ $ }}",
    "{% for 甲 in 乙 %}{% endmacro %}", "{{ 甲(乙=1, 2) }}", "{{ }}", "{% %}", "{{ 甲 1 }}", "{{ 甲 '乙' }}", "{{ 甲. }}",
    "{% macro 甲(乙=1, 丙) %}{% endmacro %}", "{% set 1 = 2 %}", "{% set 甲() = 2 %}", "{{ '\\x' }}", "{{ '\\N{foo}' }}",
    "{% raw %}甲", "{{ 甲 | }}", "{{ | 甲 }}", "{{ [1) }}", "{% block 甲-乙 %}", "{% from 'a' import _b %}", "{{ 甲 is 乙 is 丙 }}",
]  # fmt: skip


@pytest.mark.parametrize("template", MESSAGES)
def test_slips_of_the_pen_are_told_in_chinese(template: str, tmp_path: Path) -> None:
    [problem] = linted(tmp_path, REPORT, "", template)
    assert problem.line == 1
    assert problem.what.startswith("模板写法不对（")
    assert not re.search(
        "[a-z]{3}", re.sub("end(?:for|macro)|for|foo|macro|include|set|raw", "", problem.what)
    )


def test_what_jinja_may_say_one_day_is_no_english_either() -> None:
    assert mistake("something else") == "检查括号、引号、逗号和百分号"
    assert mistake(None)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("支出决算表.各科目 %}", "支出决算表.各科目 | 项级(\"229\") %}", 16),
        ("{% for 行 in 支出决算表.各科目 %}", '{% for 甲 in 支出决算表.各科目 | 选("科目名称", "没有") %}\n{{ 甲.科目编码 }} | 乙 | - | - | - | - | - | -\n{% endfor %}\n{% for 行 in 支出决算表.各科目 %}', 16),
    ],
)  # fmt: skip
def test_a_loop_that_prints_no_row_of_the_specimen_is_told(
    old: str, new: str, line: int, tmp_path: Path
) -> None:
    told = lines(linted(tmp_path, TABLE, old, new))
    assert f"{line} 这个 for 用样例数据一行也排不出来，报告里的行就读不回来" in told


def test_slips_in_all_files_of_a_form_are_told_in_one_run(tmp_path: Path) -> None:
    """In its words, its styles and a template, and what a table is of that a word is missing for; and in what its data declare."""
    files = {
        "phrasebook.toml": (ROOT / "phrasebook" / "上海2024.toml").read_text("utf-8")
        + '\n["新比"]\n"事实" = "变动"\n"减少" = "{{ 本年 }}变"\n',
        "styles.toml": (ROOT / "templates" / "上海2024" / "styles.toml").read_text("utf-8")
        + '\n["段落样式"."怪"]\n"字号" = "很大"\n',
    }
    told = lines(linted(tmp_path, REPORT, "{{ 部门.名称 }}", "{{ 部门.名秤 }}", files))
    assert any("没有说方向" in one for one in told), told
    assert any("缺少这种情形的短语" in one for one in told), told
    assert any("没有“名秤”" in one for one in told), told
    assert any("字号" in one or "很大" in one for one in told), told
    files["data.toml"] = (ROOT / "templates" / "上海2024" / "data.toml").read_text(
        "utf-8"
    ) + '\n["一般公共预算支出表.合计.新数"]\n"类型" = "金额"\n"说明" = "新"\n"相加" = "逐级"\n'
    (tmp_path / "又").mkdir()
    told = lines(linted(tmp_path / "又", REPORT, "{{ 部门.名称 }}", "{{ 部门.名秤 }}", files))
    assert any("没有说方向" in one for one in told), told
    assert any("没有“名秤”" in one for one in told), told
    assert any("“逐级”只能写在按编码的表的一列" in one for one in told), told
    assert any("字号" in one or "很大" in one for one in told), told


ONE_LIST = Path(ROOT / "templates" / "上海2024" / "tables" / "收入支出总表.toml").read_text("utf-8")


@pytest.mark.parametrize("headed", [True, False])
def test_both_sides_of_a_table_in_one_list_need_rows_that_say_which_is_which(
    headed: bool, tmp_path: Path
) -> None:
    before, _, rest = ONE_LIST.partition("\"表体\" = '''\n")
    body, _, after = rest.partition("\n'''")
    rows = [[cell.strip() for cell in line.split("|")] for line in body.splitlines()]
    half = len(rows[0]) // 2
    lists = [[f"{row[at]} | {row[at + half - 1]}" for row in rows if row[at]] for at in (0, half)]
    over = [["收入 |"], ["支出 |"]] if headed else [[], []]
    body = "\n".join([*over[0], *lists[0], *over[1], *lists[1]])
    text = f"{before}\"表体\" = '''\n{body}\n'''{after}"
    text = re.sub(r"\"表头\" = '''\n.*?\n'''", "\"表头\" = '''\n项目 | 决算数\n'''", text, flags=re.S)
    text = re.sub(r'"列宽" = \[.*?\]', '"列宽" = [90, 40]', text)
    text = re.sub(r'"对齐" = \[.*?\]', '"对齐" = ["左", "右"]', text)
    told = [one.what for one in linted(tmp_path, "tables/收入支出总表.toml", "", text)]
    assert told == ([] if headed else ["收入、支出的各行印在同一列里，读不出哪几行是哪一边的"])
