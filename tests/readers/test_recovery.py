"""All that keeps a text from being JSON is told in one run, each slip on its line."""

from __future__ import annotations

import re

import pytest
from disclosure.notation import TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.problem import Problem, Unusable
from narrator.readers import json as reader
from narrator.readers.recovery import MOST_SLIPS, show_line

few = settings(max_examples=60, deadline=None)
TANGLED = """{
  "格式”: "辽宁2023",
  "年度": 2023，
  "金额单位": “万元”,
  "部门": { "名称": '某局', 级次: "市" },
  "收入": {
    "甲": +697.48,
    "乙": .5,
    "丙": 697.,
    "丁": -,
    "戊": 1,234.50, "己": 2,345,678
    "庚": 12万元,
    "辛": 007, // 注释
    "壬": "他说"好"。",
    "子": −3.5,
  },
  "原因": {
    "甲": "人员变动,
    "乙": "项目结束”,
    "丙": "一段
  话",
    "丁: "少了引号",
    "戊": "x\ty\tz"
  }
}"""


def problems(text: str) -> list[Problem]:
    """The problems of TEXT; [] when it is JSON."""
    try:
        reader.parse(text)
    except Unusable as error:
        return list(error.problems)
    return []


def test_every_slip_of_a_tangled_file_is_told_in_one_run() -> None:
    assert [(one.line, re.sub("^第[0-9]+个字符处", "", one.what)) for one in problems(TANGLED)] == [
        (2, "是全角的“””"), (3, "是全角的“，”"), (4, "是全角的““”"), (5, "是单引号"), (5, "应当是加双引号的名称"),
        (7, "的数前面多了“+”"), (8, "的小数点前面没有数字"), (9, "的小数点后面没有数字"), (10, "只有“-”，没有数"),
        (11, "的逗号像是千分位（这一行有3处）"), (11, "后面少了逗号"), (12, "的“万”写在了数的后面"), (13, "的数以0开头"),
        (13, "像是注释，JSON里不能写注释"), (14, "前面少了逗号或括号"), (15, "是全角的“−”"), (15, "多了一个逗号"),
        (18, "的文字里换了行，或者少了结尾的引号"), (19, "是全角的“””"), (20, "的文字里换了行，或者少了结尾的引号"),
        (22, "前面少了名称结尾的引号"), (23, "的文字里有制表符（这一行有2处）"),
    ]  # fmt: skip


def test_a_slip_is_shown_in_its_line() -> None:
    text = '{\n  "年度": 2023,\n  "收入": { "甲": 1,234.5, "乙": 2,345 }\n}'
    (told,) = problems(text)
    assert str(told).split("\n")[1:] == [
        '      "收入": { "甲": 1,234.5, "乙": 2,345 }',
        "       　　      　    ^        　    ^",
    ]


@pytest.mark.parametrize(
    ("line", "columns", "shown"),
    [
        ("ab", [0], "ab\n^"),
        ("ab", [2], "ab\n  ^"),
        ("甲b丙", [2], "甲b丙\n　 ^"),
        ("a\tb\x07", [3], "a b□\n   ^"),
        ("", [0], ""),
        ("x" * 100 + "y" + "z" * 100, [100], f"…{'x' * 30}y{'z' * 29}…\n　{' ' * 30}^"),
    ],
)
def test_a_line_is_shown_as_it_stands(line: str, columns: list[int], shown: str) -> None:
    assert show_line(line, columns) == shown


def test_a_bracket_that_nothing_closes_is_told_where_it_stands() -> None:
    (told,) = problems('{\n  "甲": {\n    "乙": { "丙": 1\n  },\n  "丁": 3\n}')
    assert (told.line, told.what) == (3, "第10个字符处的“{”没有合上")


# Ways to spoil a line of the sample, each with what is told of it then.
SPOILED = {
    "逗号": (re.compile(r'(?<=[0-9"}]),$'), "", "后面少了逗号"),
    "全角": (re.compile(r'(?<=[0-9"}]),$'), "，", "是全角的“，”"),
    "加号": (re.compile(r": (?=[1-9])"), ": +", "的数前面多了“+”"),
    "小数": (re.compile(r": (?=[0-9]+\.[0-9])[0-9]+"), ": ", "的小数点前面没有数字"),
    "单位": (re.compile(r"(?<=[0-9])(?=[,\s]*\}?,?$)"), "万元", "的“万”写在了数的后面"),
    "减号": (re.compile(r": [0-9][0-9.]*(?=[, ])"), ": -", "只有“-”，没有数"),
}
LINES = TEXT.split("\n")
PLACES = sorted(
    {(n, way) for n, line in enumerate(LINES) for way, (found, *_) in SPOILED.items() if found.search(line)}
)


@few
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=8, unique_by=lambda place: place[0]))
def test_slips_in_several_lines_are_told_each_on_its_own(places: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for number, way in places:
        found, put, _ = SPOILED[way]
        lines[number] = found.sub(put, lines[number], count=1)
    told = [(one.line, re.sub("^第[0-9]+个字符处", "", one.what)) for one in problems("\n".join(lines))]
    assert told == [(number + 1, SPOILED[way][2]) for number, way in sorted(places)]


def test_no_more_is_told_than_anybody_reads() -> None:
    text = "[" + ",\n".join(["+1"] * (2 * MOST_SLIPS)) + "]"
    assert len(problems(text)) == MOST_SLIPS
