"""The markup of prose: lines become blocks, and nothing that a person wrote becomes markup."""

from __future__ import annotations

import pytest
from phrases.notation import marked

from compose.notation import changed, composed, page, told
from narrator.compose.composition import unfilled_among
from narrator.compose.markup import write_text
from narrator.disclosure.value import Figure
from narrator.document import Paragraph

NAME = "{{ 部门.名称 }}"
HOSTILE = [
    "{{ 7*7 }}", "{% raw %}", "{# 注 #}", "# 标题", "## 标题", "@页 封面", "@目录", "@样式 甲", "[一、] 甲", "[附表1]", "甲 | 乙", "|", "<", "^", "=^ 甲", "左:甲", "中：甲",
    "& 甲", "\ue0000\ue001", "\ue000", "\ue001", "\ue0005\ue001\ue0000\ue001", "<w:t>x</w:t>", "&amp;", "]]>", "**粗**", "%s {0}", "\\n", "【请填写】", "{{", "}}", "%}", "〔〕",
]  # fmt: skip


@pytest.mark.parametrize(
    ("report", "blocks"),
    [
        ("甲\n乙\n\n丙", ["甲乙", "丙"]),
        ("甲  \n  乙\n \t \n丙", ["甲乙", "丙"]),
        ("\n\n甲\n\n\n\n乙\n", ["甲", "乙"]),
        ("", []),
        ("# 一\n\n## 二\n\n### 三\n\n#### 四", ["# 一", "## 二", "### 三", "#### 四"]),
        ("# 甲\n乙", ["# 甲乙"]),
        ("@名单 甲", ["@名单 甲"]),
        ("@页 正文\n\n@目录", ["@页 正文", "@目录"]),
        (
            "[一、] 甲\n\n[（一）] 乙\n\n[1.]丙\n\n[（1）] 丁\n\n[一、] 戊",
            ["一、甲", "（一）乙", "1.丙", "（1）丁", "二、戊"],
        ),
        ("## [一、] 甲\n\n@名单 [1.] 乙", ["## 一、甲", "@名单 1.乙"]),
        ("# 甲\n\n[一、] 乙\n\n# 丙\n\n[一、] 丁", ["# 甲", "一、乙", "# 丙", "一、丁"]),
        ("甲[一、] 乙", ["甲[一、] 乙"]),
        ("\ue0000\ue001{{ 年度 }}", ["\ue0000\ue0012023"]),
        ("@名单{{ 年度 }}", ["@名单… 2023"]),  # no style is called so
        ("@页{{ 年度 }}", ["@页… 2023"]),
        ("甲 \n {{ 年度 }} \n 乙{{ 部门.级次 }} ", ["甲2023乙市"]),
        ("甲\n{{ '' }}\n乙", ["甲", "乙"]),
        ("[附表1]甲\n\n# 乙\n\n[附表1] 丙", ["附表1　甲", "# 乙", "附表2　丙"]),
        ("{{ 部门.级次 }}级", ["市级"]),
        ('{{ "# 甲" }}', ["# 甲"]),
        ("{{ 年度 }}年", ["2023年"]),
    ],
)
def test_lines_become_blocks(report, blocks):
    assert page(report) == blocks


@pytest.mark.parametrize(
    ("report", "what"),
    [
        ("#甲", "“#甲”不是标题：最多写4个#，空一格再写标题"),
        ("##### 甲", "“##### 甲”不是标题：最多写4个#，空一格再写标题"),
        ("#{{ 年度 }}", "“#”不是标题：最多写4个#，空一格再写标题"),
        ("@ 甲", "“@ 甲”：@后面没有写段落样式"),
        ("[二、] 甲", "没有“[二、]”这种自动编号"),
        ("## ［一、］甲", "没有“［一、］”这种自动编号"),
    ],
)
def test_marks_that_are_none_are_not_printed(report, what):
    """As lint has it: what is meant for markup, and is none, is in no report."""
    assert told(report) == f"report.jinja None {what}"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_never_markup(text):
    disclosure = changed(部门_名称=text)
    assert page(f"{NAME}\n\n# {NAME}\n\n[一、] {NAME}\n\n@名单 {NAME}", disclosure) == [
        text,
        f"# {text}",
        f"一、{text}",
        f"@名单 {text}",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_that_a_template_joins_is_never_markup(text):
    disclosure = changed(部门_名称=text)
    report = '{% set 甲 = 部门.名称 ~ "" %}{{ 甲 }}\n\n{{ 部门.名称 ~ 部门.名称 }}\n\n{% macro 乙(丙) %}{{ 丙 }}{% endmacro %}{{ 乙(甲) }}\n\n{{ 乙(甲) ~ 甲 }}'
    assert page(report, disclosure) == [text, text * 2, text, text * 2]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_that_a_phrase_says_is_never_markup(text):
    book = '[说]\n事实 = "有无"\n参数 = ["名"]\n有 = "{{ 名 }}有"\n无 = ""\n'
    report = '{{ 说(年度数, 名=部门.名称) }}\n\n{{ 说(年度数, 名=部门.名称 ~ "") }}\n\n{% macro 乙() %}{{ 部门.名称 }}{% endmacro %}{{ 说(年度数, 名=乙()) }}'
    report = "{% set 年度数 = 个数(部门.主要职责) %}" + report
    assert page(report, changed(部门_名称=text), **{"phrasebook.toml": book}) == [f"{text}有"] * 3


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_never_markup(text):
    bounded = f"甲{text}乙"
    disclosure = changed(项目支出主要包括=bounded, 部门_主要职责=[f"{text}乙\n{bounded}"])
    assert page("{{ 项目支出主要包括 }}", disclosure) == [f"{bounded}。"]
    assert page("# {{ 项目支出主要包括 }}，见下", disclosure) == [f"# {bounded}，见下"]
    assert page("{% for 甲 in 部门.主要职责 %}[1.] {{ 甲 }}{% endfor %}", disclosure) == [
        f"1.{text}乙",
        f"{bounded}。",
    ]


def test_a_text_at_the_end_of_a_paragraph_is_closed_and_one_within_is_joined():
    disclosure = changed(项目支出主要包括="主要是甲；", 部门_名称="某局")
    assert page("{{ 项目支出主要包括 }}", disclosure) == ["主要是甲；"]
    assert page("主要是{{ 项目支出主要包括 }}等支出。", disclosure) == ["主要是甲等支出。"]
    assert page("其中：{{ 项目支出主要包括 }}{{ 部门.名称 }}", disclosure) == ["其中：主要是甲；某局"]
    number = "{{ 收入支出总表.收入.总计.决算数 }}"
    assert page(f"其中：{{{{ 项目支出主要包括 }}}}{number}", disclosure) == ["其中：主要是甲851.17"]
    assert page("{{ 部门.名称 }}{{ 项目支出主要包括 }}，见下", disclosure) == ["某局主要是甲，见下"]


def test_a_text_of_lines_is_paragraphs():
    disclosure = changed(项目支出主要包括=["甲。", "乙"])
    assert page("@名单 其中：{{ 项目支出主要包括 }}", disclosure) == ["@名单 其中：甲。", "@名单 乙。"]


def test_spans_follow_their_values():
    disclosure = changed(项目支出主要包括="甲\n乙", 部门_名称="某局")
    blocks = composed(
        {
            "report.jinja": "# {{ 部门.名称 }}{{ 年度 }}年\n\n[1.] 收入{{ 收入支出总表.收入.总计.决算数 }}万元：{{ 项目支出主要包括 }}"
        },
        disclosure,
    ).document.blocks
    assert [marked(block.text) for block in blocks] == [
        "⟨某局⟩⟨2023⟩年",
        "1.收入⟨851.17⟩万元：«甲»",
        "«乙»。",
    ]
    assert all(isinstance(block, Paragraph) for block in blocks[1:])


def test_a_paragraph_that_says_nothing_is_none():
    assert page(
        "{{ 支出用途(一般公共预算支出表.合计.基本支出, 项目支出主要包括) }}\n\n甲",
        changed(一般公共预算支出表_合计_基本支出=0),
    ) == ["甲"]


def test_a_figure_that_nobody_has_filled_in_is_asked_for():
    """One that is null was filled in, and prints nothing; a sum of it is asked for where it is printed."""
    absent, none = Figure(None, "接待.批次", given=False), Figure(None, "接待.批次")
    text, missing, unfilled = write_text("原因", "", "接待", absent, "批次")
    assert (text.string, missing, [one.where for one in unfilled]) == ("接待【缺数】批次", [], ["接待.批次"])
    assert write_text("原因", "", "接待", none, "批次")[2] == []
    assert unfilled_among([none, absent]) is absent
    assert unfilled_among([none]) is None
