"""Table layouts: a table among the text, and every slip in a layout's file told in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from compose.notation import composed, layout, page, problems
from narrator.document import Heading

SMALL = """
表格样式 = "公开表"
列宽 = [20, 20]
对齐 = ["中", "左"]
表头 = '''
序号 | 名称
'''
表体 = '''
{% for 一项 in 部门.主要职责 %}
{{ loop.index }} | {{ 一项 }}
{% endfor %}
'''
"""


def test_a_table_without_a_page_and_a_title_stands_among_the_text() -> None:
    made = page('# 甲\n\n前\n\n{{ 表("小") }}\n\n[一、] 后', **{"tables/小.toml": SMALL})
    assert made[:4] == ["# 甲", "前", "序号 名称", "=="]
    assert made[4].startswith("1 ")
    assert made[-1] == "一、后"


def test_a_table_with_a_title_and_no_page_is_a_heading_among_the_text() -> None:
    titled = f'标题 = "[一、] 单位"\n标题样式 = "表标题"\n{SMALL}'
    assert page('前\n\n{{ 表("小") }}', **{"tables/小.toml": titled})[:3] == [
        "前",
        "## 一、单位",
        "序号 名称",
    ]


def test_tables_are_numbered_where_they_stand() -> None:
    titled = f'标题 = "[一、] 单位"\n标题样式 = "表标题"\n{SMALL}'
    text = '# 甲\n\n{{ 表("小") }}\n\n[一、] 中\n\n# 乙\n\n[一、] 前\n\n{{ 表("小") }}'
    made = page(text, **{"tables/小.toml": titled})
    assert [one for one in made if "、" in one[:6]] == ["## 一、单位", "二、中", "一、前", "## 二、单位"]


def test_a_number_for_the_contents_alone() -> None:
    titled = f'标题 = "单位"\n标题样式 = "表标题"\n目录编号 = "[一、]"\n{SMALL}'
    files = {"report.jinja": '{{ 表("小") }}\n\n## [一、] 后', "tables/小.toml": titled}
    headings = [block for block in composed(files).document.blocks if isinstance(block, Heading)]
    assert [(one.text.string, one.listed) for one in headings] == [("单位", "一、单位"), ("二、后", "二、后")]


def test_a_number_that_is_none() -> None:
    titled = f'标题 = "单位"\n标题样式 = "表标题"\n目录编号 = "[壹、]"\n{SMALL}'
    (problem,) = problems({"report.jinja": '{{ 表("小") }}', "tables/小.toml": titled})
    assert "没有“[壹、]”这种自动编号" in problem.what


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[20, 20]", '["20", 20]', "列宽：有一列的宽不是合理的数"),
        ("[20, 20]", "[20, true]", "列宽：有一列的宽不是合理的数"),
        ("[20, 20]", "[20, nan]", "列宽：有一列的宽不是合理的数"),
        ("[20, 20]", "[20, -1]", "列宽：有一列的宽不是合理的数"),
        ("[20, 20]", "[20, 1e300]", "列宽：有一列的宽不是合理的数"),
        ("[20, 20]", "[20]", "对齐：与列宽的个数不同"),
        ('["中", "左"]', '["中", "两端"]', "对齐：有一列的对齐写得不对"),
        ('["中", "左"]', '["中", 1]', "对齐：有一列的对齐写得不对"),
        ('["中", "左"]', '["中", ["左"]]', "对齐：有一列的对齐写得不对"),
        ("表格样式", '零值 = [""]\n表格样式', "零值：与对齐的个数不同"),
        ("表格样式", '零值 = ["", 0]\n表格样式', "零值：有一项不是文字"),
        ("表格样式", '标题 = "甲"\n表格样式', "标题样式：有标题才有标题样式"),
        ("表格样式", '标题样式 = "甲"\n表格样式', "标题样式：有标题才有标题样式"),
        ("表格样式", '目录编号 = "[一、]"\n表格样式', "目录编号：没有标题，目录里没有这张表"),
        ("表格样式", '表头行 = ["", 1]\n表格样式', "表头行：有一项不是文字"),
        ("表格样式", '表头行 = ["", "", "", ""]\n表格样式', "表头行：有4处"),
        ("表格样式", "表注 = [[]]\n表格样式", "表注：有一项不是文字"),
        ("表格样式", "版面 = 1\n表格样式", "版面：这一项的写法不对"),
        ("表格样式", "高 = 1\n表格样式", "高：表样没有这一项"),
        ('表格样式 = "公开表"', "", "表格样式：缺少这一项"),
    ],
)
def test_a_slip_in_a_layout(old: str, new: str, told: str) -> None:
    (problem,) = problems({"report.jinja": '{{ 表("小") }}', "tables/小.toml": SMALL.replace(old, new)})
    assert Path(problem.file).name == "小.toml"
    assert f"{problem.where}：{problem.what}".startswith(told)


def test_a_table_wider_than_word_can_have() -> None:
    many = layout(" | ".join("甲" * 64), aligns="左" * 64)
    (problem,) = problems({"report.jinja": '{{ 表("甲") }}', "tables/甲.toml": many})
    assert problem.what == "表有64列"
