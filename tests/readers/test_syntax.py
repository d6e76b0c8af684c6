"""Mistakes that make a text no JSON: each is told at the place where it is put right."""

from __future__ import annotations

import json
import re

import pytest
from disclosure.notation import CHINESE, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.problem import Problem, Unusable
from narrator.readers import json as reader

quick = settings(max_examples=150)
ENGLISH = re.compile("[A-Za-z]{2,}")


def problems(text: str) -> list[Problem]:
    """The problems of TEXT, without the lines that are shown with them."""
    with pytest.raises(Unusable) as caught:
        reader.parse(text)
    return [found._replace(shown="") for found in caught.value.problems]


def problem(text: str) -> Problem:
    """The one problem of TEXT."""
    (found,) = problems(text)
    return found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # commas
        ('{"a": 1,}', "第1行：第8个字符处多了一个逗号。请删掉它。"),
        ('{"a": 1,\n\n}', "第1行：第8个字符处多了一个逗号。请删掉它。"),
        ('{"a": [1,\n  2,\n]}', "第2行：第4个字符处多了一个逗号。请删掉它。"),
        ('{"a": 1,,"b": 2}', "第1行：第9个字符处多了一个逗号。请删掉它。"),
        ('{"a": 1,\n,"b": 2}', "第2行：第1个字符处多了一个逗号。请删掉它。"),
        ('[,1]', "第1行：第2个字符处前面少了一个值。请补上值，没有发生的金额填0。"),
        ('{"a": 1\n "b": 2}', "第1行：第7个字符处后面少了逗号。请补上逗号。"),
        ('{"a": "一二"\n\n "b": 2}', "第1行：第10个字符处后面少了逗号。请补上逗号。"),
        ('{"a": 1 "b": 2}', "第1行：第9个字符处前面少了逗号或括号。请检查上一项的末尾；文字里面的引号要用“”。"),
        ('{"a": "他说"好"。"}', "第1行：第11个字符处前面少了逗号或括号。请检查上一项的末尾；文字里面的引号要用“”。"),
        # full width
        ('{“a”: 1}', "第1行：第2个字符处是全角的““”。请换成半角的（英文输入法）。"),
        ('{"a": “x”}', "第1行：第7个字符处是全角的““”。请换成半角的（英文输入法）。"),
        ('{"a"：1}', "第1行：第5个字符处是全角的“：”。请换成半角的（英文输入法）。"),
        ('{"a": 1，\n"b": 2}', "第1行：第8个字符处是全角的“，”。请换成半角的（英文输入法）。"),
        ('{"a": 1、"b": 2}', "第1行：第8个字符处是全角的“、”。请换成半角的（英文输入法）。"),
        ('{"a": １２}', "第1行：第7个字符处是全角的“１”。请换成半角的（英文输入法）。"),
        ('｛"a": 1}', "第1行：第1个字符处是全角的“｛”。请换成半角的（英文输入法）。"),
        ('{"a": 1\n｝', "第2行：第1个字符处是全角的“｝”。请换成半角的（英文输入法）。"),
        ('{"格式”: "辽宁"}', "第1行：第5个字符处是全角的“””。请换成半角的（英文输入法）。"),
        ('{"格式: "辽宁"}', "第1行：第5个字符处前面少了名称结尾的引号。请给名称两边加双引号。"),
        ('{\n\u3000"a": 1}', "第2行：第1个字符处有一个特殊的空格或看不见的字符（U+3000）。请删掉它，要空格就重新输入。"),
        ('{\xa0"a": 1}', "第1行：第2个字符处有一个特殊的空格或看不见的字符（U+00A0）。请删掉它，要空格就重新输入。"),
        # numbers as in a table
        ('{"a": 1,234.50}', "第1行：第8个字符处的逗号像是千分位。请删掉数里的逗号。"),
        ('{"a": 851.17万元}', "第1行：第13个字符处的“万”写在了数的后面。请去掉单位。"),
        ('{"a": 5元}', "第1行：第8个字符处的“元”写在了数的后面。请去掉单位。"),
        ('{"a": 62%}', "第1行：第9个字符处的“%”写在了数的后面。请去掉单位。"),
        ('{"a": 007}', "第1行：第7个字符处的数以0开头。请去掉数前面多余的0。"),
        ('{"a": 12 34}', "第1行：第10个字符处前面少了逗号或括号。请检查上一项的末尾；文字里面的引号要用“”。"),
        ('{"a": "12"元}', "第1行：第11个字符处前面少了逗号或括号。请检查上一项的末尾；文字里面的引号要用“”。"),
        ('{"a": .5}', "第1行：第7个字符处的小数点前面没有数字。请写成0.5。"),
        ('{"a": -.5}', "第1行：第7个字符处的小数点前面没有数字。请写成-0.5。"),
        ('{"a": +697.48}', "第1行：第7个字符处的数前面多了“+”。请写成697.48。"),
        ('{"a": 697.}', "第1行：第10个字符处的小数点后面没有数字。请补上小数；没有小数就删掉小数点，写成697。"),
        ('{"a": 6.97.48}', "第1行：第11个字符处的数有两个小数点。请留下一个。"),
        ('{"a": -}', "第1行：第7个字符处只有“-”，没有数。请填上数；没有发生的金额填0，没有可比的数（上年决算数一类）填null。"),
        ('{"a": —, "b": 1}', "第1行：第7个字符处只有“—”，没有数。请填上数；没有发生的金额填0，没有可比的数（上年决算数一类）填null。"),
        ('{"a": −5}', "第1行：第7个字符处是全角的“−”。请换成半角的（英文输入法）。"),
        ('{"a": }', "第1行：第7个字符处前面少了一个值。请补上值，没有发生的金额填0。"),
        ('{"a": ,"b": 1}', "第1行：第7个字符处前面少了一个值。请补上值，没有发生的金额填0。"),
        # quotes and colons
        ("{'a': 1}", "第1行：第2个字符处是单引号。请换成双引号。"),
        ('{a: 1}', "第1行：第2个字符处应当是加双引号的名称。请给名称两边加双引号。"),
        ('{1: 1}', "第1行：第2个字符处应当是加双引号的名称。请给名称两边加双引号。"),
        ('{"a": 科技局}', "第1行：第7个字符处的值写得不对。请给文字两边加双引号；数只写数字，例如0.5。"),
        ('{"a" 1}', "第1行：第6个字符处少了冒号。请在名称和值之间写半角的冒号；再看名称两边是不是都是半角的双引号。"),
        # within texts
        ('{"a": "x\ny"}', "第1行：第9个字符处的文字里换了行，或者少了结尾的引号。请补上引号；一段文字写在一行里，分段的写成列表。"),
        ('{\n"a": "x,\r\n"b": 1}', "第2行：第9个字符处的文字里换了行，或者少了结尾的引号。请补上引号；一段文字写在一行里，分段的写成列表。"),
        ('{"a": "x\ty"}', "第1行：第9个字符处的文字里有制表符。请换成空格。"),
        ('{"a": "x\x01y"}', "第1行：第9个字符处的文字里有一个看不见的控制字符（U+0001）。请删掉这个字符，重新输入这几个字。"),
        ('{"a": "D:\\数据"}', "第1行：第10个字符处的反斜杠“\\”后面写得不对。请把反斜杠写成两个：\\\\。"),
        ('{"a": "\\u12"}', "第1行：第9个字符处的反斜杠“\\”后面写得不对。请把反斜杠写成两个：\\\\。"),
        # comments
        ('{"a": 1} // 注', "第1行：第10个字符处像是注释，JSON里不能写注释。请删掉注释。"),
        ('{\n# 注\n"a": 1}', "第2行：第1个字符处像是注释，JSON里不能写注释。请删掉注释。"),
        # too short, too long
        ('{"a": 1', "第1行：文件到这里就断了。请补上缺少的括号，或者重新复制完整的文件。"),
        ('{"a": {\n"b": 1}\n', "第3行：文件到这里就断了。请补上缺少的括号，或者重新复制完整的文件。"),
        ('{\n"a": "x', "第2行：第6个字符处开始的文字没有结尾的引号。请补上结尾的引号，再看文件是不是完整。"),
        ('{"a": 1}}', "第1行：第9个字符处之前数据就已经结束，后面多出了内容。请检查前面的括号是不是合上得太早。"),
        ('{"a": 1},\n"b": 2}', "第1行：第9个字符处之前数据就已经结束，后面多出了内容。请检查前面的括号是不是合上得太早。"),
    ],
)  # fmt: skip
def test_a_slip(text, message):
    assert str(problem(text)) == f"错误：{message}"


@quick
@given(st.integers(1, len(TEXT.rstrip()) - 1))
def test_a_truncated_sample_is_told_at_its_end(length):
    text = TEXT.rstrip()[:length]
    found = problem(text)
    beginning = text.rfind('"') if found.what.endswith("没有结尾的引号") else len(text)
    assert found.line == text.count("\n", 0, beginning) + 1
    assert CHINESE.search(found.what)


# Where a comma may be put between two lines, and where one is.
BREAKS = [match.start() + 1 for match in re.finditer(r'["\d\]}],\n', TEXT)]
LASTS = [match.start() + 1 for match in re.finditer(r'["\d\]}]\n', TEXT)][:-1]


@quick
@given(st.sampled_from(BREAKS))
def test_a_comma_forgotten_at_the_end_of_a_line_is_told_on_that_line(at):
    found = problem(TEXT[:at] + TEXT[at + 1 :])
    assert (found.line, found.hint) == (TEXT.count("\n", 0, at) + 1, "补上逗号")


@quick
@given(st.sampled_from(LASTS))
def test_a_comma_too_many_at_the_end_of_a_line_is_told_on_that_line(at):
    found = problem(TEXT[:at] + "," + TEXT[at:])
    assert (found.line, found.what[-6:], found.hint) == (
        TEXT.count("\n", 0, at) + 1,
        "多了一个逗号",
        "删掉它",
    )


@quick
@given(st.integers(0, len(TEXT) - 1), st.sampled_from("{}[]:,\"'“”：，0aé\\/#\n\t\x00\u3000 元"))
def test_any_character_in_any_place_is_told_in_chinese_or_does_no_harm(at, character):
    text = TEXT[:at] + character + TEXT[at + 1 :]
    try:
        json.loads(text, parse_float=str, parse_int=str)
    except ValueError:
        for found in problems(text):
            assert found.line is not None
            assert 1 <= found.line <= text.count("\n") + 1
            assert not ENGLISH.search(f"{found.what}{found.hint}".replace("JSON", "").replace("null", ""))
    else:
        reader.parse(text)
