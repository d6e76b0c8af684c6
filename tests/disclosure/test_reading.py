"""The sample with something wrong in it: which messages come, in full, and on which line."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator import build
from narrator.disclosure import reading
from narrator.disclosure.value import Coded, Figure, Record
from narrator.number import Amount
from narrator.problem import Unusable
from narrator.readers import json as reader

from .notation import CHINESE, GONE, TEXT, changed, found, line, places, problems, told

quick = settings(max_examples=60)

TOTAL = "收入支出总表.收入.总计"
AMOUNT = f"{TOTAL}.决算数"  # an empty cell of the table means zero
ASKED = f"{TOTAL}.上年决算数"  # null means that there is none
COUNT = "国有资产占用.车辆"
SCORE = "预算绩效.项目[1].总分"
PERCENTAGE = "预算绩效.项目[1].资金.年度资金总额.执行率"
ROWS = "收入决算表.各科目"


def test_the_sample_has_no_problems():
    assert problems({}) == []
    assert told({"$schema": '"schema.json"'}) == []


# ---- a leaf that does not fit: place, what is put there, what is said of it ----

HINTS = {
    "金额": "填金额，只写数字，不加引号；没有发生的填0",
    "个数": "填个数，只写数字，不加引号；没有的填0",
    "分数": "填分数，只写数字，不加引号；没有就删掉这一项",
    "百分数": "填百分数，只写数字，不加引号；没有就删掉这一项",
    "决算年度": "填决算年度，只写数字，不加引号；例如2023",
    "文字": "填文字，两边加引号",
    "列表[…]": "写成[…, …]，两边加方括号",
    "一组数据{…}": "按“名称: 值”的样子填，两边加花括号",
}
LEAVES = {
    AMOUNT: "金额",
    ASKED: "金额",
    COUNT: "个数",
    SCORE: "分数",
    PERCENTAGE: "百分数",
    "年度": "决算年度",
    "部门.名称": "文字",
    "部门.级次": "文字",
    "部门.决算单位[2]": "文字",
    "项目支出主要包括": "文字",
    "部门.主要职责[2]": "文字",
    "原因.收入总计与上年相比": "文字",
    "名词解释.科目.2060101": "文字",
    "部门.主要职责": "列表[…]",
    "预算绩效.项目": "列表[…]",
    "收入支出总表.收入": "一组数据{…}",
    TOTAL: "一组数据{…}",
    ROWS: "一组数据{…}",
    f"{ROWS}.206": "一组数据{…}",
    "原因": "一组数据{…}",
    "预算绩效.项目[2]": "一组数据{…}",
}
SHOWN = {
    '"暂无"': "文字“暂无”",
    "true": "true",
    "false": "false",
    "null": "null",
    "[7]": "列表[…]",
    '{"甲": 1}': "一组数据{…}",
    "12.5": "数12.5",
}
FITTING = {"文字": '"暂无"', "列表[…]": "[7]", "一组数据{…}": '{"甲": 1}'}
PROSE = ("项目支出主要包括", "部门.主要职责[2]", "原因.收入总计与上年相比", "名词解释.科目.2060101")
MISFITS = [
    (place, raw)
    for place, wanted in LEAVES.items()
    for raw in SHOWN
    if raw != FITTING.get(wanted, "12.5")
    and (place, raw) != (ASKED, "null")
    and not (place in PROSE and raw == "[7]")
]


@pytest.mark.parametrize("place", PROSE)
def test_a_text_in_a_list_of_paragraphs_that_is_none(place):
    assert told({place: '["一", 7]'}) == [f"{place}[2]：这里是数7，应当是文字。请填文字，两边加引号。"]


@pytest.mark.parametrize(("place", "raw"), MISFITS)
def test_a_value_of_another_kind(place, raw):
    wanted = LEAVES[place]
    hint = "填金额；没有发生的填0" if (place, raw) == (AMOUNT, "null") else HINTS[wanted]
    hint += "，没有可比的数填null" if place == ASKED else ""
    assert told({place: raw}) == [f"{place}：这里是{SHOWN[raw]}，应当是{wanted}。请{hint}。"]


@pytest.mark.parametrize(
    ("place", "raw", "message"),
    [
        # numbers that are texts
        (
            AMOUNT,
            '"1,234.50万元"',
            "这里是文字“1,234.50万元”，应当是金额。请写成1234.50，不加引号、千分位和单位",
        ),
        (AMOUNT, '"851.17"', "这里是文字“851.17”，应当是金额。请写成851.17，不加引号、千分位和单位"),
        (AMOUNT, '" -3 "', "这里是文字“ -3 ”，应当是金额。请写成-3，不加引号、千分位和单位"),
        (
            AMOUNT,
            '"（1，234.5）"',
            "这里是文字“（1，234.5）”，应当是金额。请写成-1234.5，不加引号、千分位和单位",
        ),
        (
            AMOUNT,
            '"￥１２３．４"',
            "这里是文字“￥１２３．４”，应当是金额。请写成123.4，不加引号、千分位和单位",
        ),
        (AMOUNT, '"12345.60元"', "这里是文字“12345.60元”，应当是金额。请写成1.23456，不加引号、千分位和单位"),
        (AMOUNT, '"0.5亿元"', f"这里是文字“0.5亿元”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, '"5亿"', f"这里是文字“5亿”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, '"62%"', f"这里是文字“62%”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, '"—"', f"这里是文字“—”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, '""', f"这里是文字“”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, '"1.2.3"', f"这里是文字“1.2.3”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, '"一\\n二\\u001b[31m"', f"这里是文字“一□二□[31m”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, f'"{"长" * 21}"', f"这里是文字“{'长' * 20}…”，应当是金额。请{HINTS['金额']}"),
        (AMOUNT, f'"{"长" * 20}"', f"这里是文字“{'长' * 20}”，应当是金额。请{HINTS['金额']}"),
        (COUNT, '"3辆"', "这里是文字“3辆”，应当是个数。请写成3，不加引号、千分位和单位"),
        (COUNT, '"3万人"', f"这里是文字“3万人”，应当是个数。请{HINTS['个数']}"),
        (PERCENTAGE, '"62%"', "这里是文字“62%”，应当是百分数。请写成62，不加引号、千分位和单位"),
        (SCORE, '"96分"', "这里是文字“96分”，应当是分数。请写成96，不加引号、千分位和单位"),
        (
            "年度",
            '"２０２３年"',
            "这里是文字“２０２３年”，应当是决算年度。请写成2023，不加引号、千分位和单位",
        ),
        # no numbers
        (AMOUNT, "NaN", "这里是NaN，不是一个确定的数。请填金额，只写数字；没有发生的填0"),
        (AMOUNT, "-Infinity", "这里是-Infinity，不是一个确定的数。请填金额，只写数字；没有发生的填0"),
        (COUNT, "NaN", "这里是NaN，不是一个确定的数。请填个数，只写数字；没有的填0"),
        (SCORE, "Infinity", "这里是Infinity，不是一个确定的数。请填分数，只写数字；没有就删掉这一项"),
        (PERCENTAGE, "NaN", "这里是NaN，不是一个确定的数。请填百分数，只写数字；没有就删掉这一项"),
        ("年度", "NaN", "这里是NaN，不是一个确定的数。请填决算年度，只写数字；例如2023"),
        ("部门.名称", "NaN", "这里是数NaN，应当是文字。请填文字，两边加引号"),
        # amounts beyond the limits
        (AMOUNT, "1e400", "1E+400：数太大。请核对金额，再看“金额单位”（现在是万元）对不对"),
        (AMOUNT, "-1e1000000", "-1E+1000000：数太大。请核对金额，再看“金额单位”（现在是万元）对不对"),
        (
            AMOUNT,
            "1e99999999999999999999",
            "1E+999999：数太大。请核对金额，再看“金额单位”（现在是万元）对不对",
        ),
        (AMOUNT, "1000000000000", "1000000000000：数太大。请核对金额，再看“金额单位”（现在是万元）对不对"),
        (AMOUNT, "9" * 5000, "999999999999…99999999：数太大。请核对金额，再看“金额单位”（现在是万元）对不对"),
        (AMOUNT, "1" * 24, f"{'1' * 24}：数太大。请核对金额，再看“金额单位”（现在是万元）对不对"),
        (
            AMOUNT,
            "1e-400",
            "1E-400：小数位太多，以万元计最多6位。请核对金额，再看“金额单位”（现在是万元）对不对",
        ),
        (
            AMOUNT,
            "0.1234567",
            "0.1234567：小数位太多，以万元计最多6位。请核对金额，再看“金额单位”（现在是万元）对不对",
        ),
        (
            ASKED,
            "0.1234567",
            "0.1234567：小数位太多，以万元计最多6位。请核对金额，再看“金额单位”（现在是万元）对不对",
        ),
        # counts
        (COUNT, "-1", "-1不是个数。请填不带小数的数，不能是负数，也不超过10亿"),
        (COUNT, "2.5", "2.5不是个数。请填不带小数的数，不能是负数，也不超过10亿"),
        (COUNT, "1000000001", "1000000001不是个数。请填不带小数的数，不能是负数，也不超过10亿"),
        (COUNT, "1e-999999", "1E-999999不是个数。请填不带小数的数，不能是负数，也不超过10亿"),
        (COUNT, "1e400", "1E+400不是个数。请填不带小数的数，不能是负数，也不超过10亿"),
        # years
        ("年度", "23", "23不是决算年度。请填四位数的年份，例如2023"),
        ("年度", "1999", "1999不是决算年度。请填四位数的年份，例如2023"),
        ("年度", "3000", "3000不是决算年度。请填四位数的年份，例如2023"),
        ("年度", "20230", "20230不是决算年度。请填四位数的年份，例如2023"),
        ("年度", "-2023", "-2023不是决算年度。请填四位数的年份，例如2023"),
        ("年度", "2023.5", "2023.5不是决算年度。请填四位数的年份，例如2023"),
        # scores and percentages
        (SCORE, "-0.5", "-0.5：分数要在0到100之间。请核对分数"),
        (SCORE, "100.01", "100.01：分数要在0到100之间。请核对分数"),
        (SCORE, "95.125", "95.125：分数最多两位小数。请核对分数"),
        (SCORE, "1e-9999999", "1E-9999999：分数最多两位小数。请核对分数"),
        (PERCENTAGE, "100000001", "100000001不是合理的百分数。请填百分号前面的数，例如62"),
        (PERCENTAGE, "1e1000000", "1E+1000000不是合理的百分数。请填百分号前面的数，例如62"),
        (PERCENTAGE, "1e-9999999", "1E-9999999不是合理的百分数。请填百分号前面的数，例如62"),
        (PERCENTAGE, "1e-15", "1E-15不是合理的百分数。请填百分号前面的数，例如62"),
        # names
        ("格式", '""', "这里是空的（公开格式的名称，narrator forms 列出）。请填上文字"),
        ("部门.名称", '" \\t "', "这里是空的（部门全称，印在封面、标题和各表上）。请填上文字"),
        ("部门.决算单位[2]", '""', "这里是空的。请填上文字"),
        ("部门.名称", '"甲\\n乙"', "“甲□乙”里有换行或制表符。请写在一行里"),
        ("部门.名称", '"甲\\t乙"', "“甲□乙”里有换行或制表符。请写在一行里"),
        ("部门.名称", '"甲\\r乙"', "“甲□乙”里有换行或制表符。请写在一行里"),
        ("金额单位", '"亿元"', "“亿元”不在可选的范围内。请从元、万元中选一个"),
        ("部门.级次", '"地级市"', "“地级市”不在可选的范围内。请从中央、省、市、县、区、乡镇中选一个"),
        # characters that nobody sees
        (
            "部门.名称",
            '"朝阳市科学\\u0007技术局"',
            "“朝阳市科学”后面有一个看不见的控制字符（U+0007）。请删掉这个字符（多半是从别处粘贴来的），重新输入这几个字",
        ),
        (
            "部门.名称",
            '"\\u200b朝阳市"',
            "开头有一个看不见的控制字符（U+200B）。请删掉这个字符（多半是从别处粘贴来的），重新输入这几个字",
        ),
        (
            "部门.主要职责[2]",
            '"一二三四五六七八九\\u001b[31m"',
            "“二三四五六七八九”后面有一个看不见的控制字符（U+001B）。请删掉这个字符（多半是从别处粘贴来的），重新输入这几个字",
        ),
        (
            "原因.收入总计与上年相比",
            '"人员\\ud800减少"',
            "“人员”后面有一个看不见的控制字符（U+D800）。请删掉这个字符（多半是从别处粘贴来的），重新输入这几个字",
        ),
        # empty
        ("部门.主要职责", "[]", "列表是空的（主要职责，一条一项，不写（一）（二）等序号）。请至少填一项"),
        ("部门.决算单位", "[]", "列表是空的（纳入部门决算编制范围的预算单位，按顺序）。请至少填一项"),
        ("预算绩效.部门评价结果", '" "', "这里是空的（部门评价结果）。请填上文字"),
        ("预算绩效.部门评价结果", "[]", "这里是空的（部门评价结果）。请填上文字"),
    ],
)
def test_a_value_that_does_not_fit(place, raw, message):
    assert told({place: raw}) == [f"{place}：{message}。"]


@pytest.mark.parametrize(
    ("place", "raw"),
    [
        (AMOUNT, "0.123456"), (AMOUNT, "-0.00"), (AMOUNT, "999999999999.999999"), (AMOUNT, "8.5117e2"),
        (AMOUNT, "1." + "0" * 100), (ASKED, "null"), (COUNT, "0"), (COUNT, "1000000000"), (COUNT, "3.0"), (COUNT, "3e2"),
        ("年度", "2000"), ("年度", "2999"), ("年度", "2024.0"), (SCORE, "0"), (SCORE, "100.00"), (SCORE, "97.87"),
        (PERCENTAGE, "-3.5"), (PERCENTAGE, "100000000"), (PERCENTAGE, "61.87234042553191"), (PERCENTAGE, "1e8"),
        ("部门.名称", '" 甲局 "'), ("项目支出主要包括", '["一", "二"]'), ("项目支出主要包括", '"一\\n二\\t三"'),
        ("项目支出主要包括", "[]"), ("原因", "{}"), (f"{ROWS}", "{}"), ("预算绩效.项目", "[]"), ("金额单位", '" 万元 "'),
    ],
)  # fmt: skip
def test_values_at_the_limit_fit(place, raw):
    assert told({place: raw}) == []


# ---- the unit ----


@pytest.mark.parametrize("unit", ['"元"', '" 元 "'])
def test_yuan_have_two_decimals(unit):
    messages = told({"金额单位": unit, AMOUNT: "8511700.001", ASKED: "8781600.01"})
    assert (
        f"{AMOUNT}：8511700.001：小数位太多，以元计最多2位。请核对金额，再看“金额单位”（现在是元）对不对。"
        in messages
    )
    assert not [message for message in messages if message.startswith(ASKED)]


@pytest.mark.parametrize("unit", ['"元"', '" 元 "'])
def test_an_amount_in_yuan_is_read_as_yuan(unit):
    disclosure, _ = reading.read(reader.parse(changed({"金额单位": unit, AMOUNT: "8511700.01"})))
    assert cell(disclosure, AMOUNT).value == Amount.of(Decimal("851.170001"))


def test_a_text_in_the_other_unit_is_converted_both_ways():
    (message,) = [
        text for text in told({"金额单位": '"元"', AMOUNT: '"1,234.5万元"'}) if text.startswith(AMOUNT)
    ]
    assert (
        message == f"{AMOUNT}：这里是文字“1,234.5万元”，应当是金额。请写成12345000，不加引号、千分位和单位。"
    )


@pytest.mark.parametrize("raw", ["5", '"亿元"', GONE])
def test_without_a_unit_the_amounts_are_still_read(raw):
    first, *rest = told({"金额单位": raw, AMOUNT: '"1元"'})
    assert first.startswith("金额单位：")
    assert rest == [f"{AMOUNT}：这里是文字“1元”，应当是金额。请写成0.0001，不加引号、千分位和单位。"]


# ---- names of data ----


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        (f"{TOTAL}.决算", "删掉，或者查一下名称（narrator schema）"),  # 决算数 is there already
        (f"{TOTAL}.备注", "删掉，或者查一下名称（narrator schema）"),
        ("公开10表", "删掉，或者查一下名称（narrator schema）"),
        ("收入支出总表.收入.事业收入（元）", "改成“事业收入”，或者删掉"),
        (f"{ROWS}.206.其它收入", "改成“其他收入”，或者删掉"),
        ("收入支出总表.支出.206", "删掉，或者查一下名称（narrator schema）"),
        ("三公经费表.合计.年初预算数", "删掉，或者查一下名称（narrator schema）"),
    ],
)
def test_a_name_that_does_not_exist(place, hint):
    assert told({place: "1"}) == [f"{place}：没有这个名称的数据项。请{hint}。"]


def test_a_misspelt_name_is_told_with_the_name_that_is_missing():
    assert told({AMOUNT: GONE, f"{TOTAL}.决算数 ": "851.17"}) == [
        f'{TOTAL}["决算数 "]：没有这个名称的数据项，前后有空格。请改成“决算数”，重新输入。',
        f"{AMOUNT}：缺少这一项（本年决算数）。请补上；没有发生的填0。",
    ]


def test_a_very_long_name_takes_no_time():
    (message,) = told({f"部门.{'级次' * 50_000}": "1"})
    assert message.endswith("没有这个名称的数据项。请删掉，或者查一下名称（narrator schema）。")


def test_names_with_dots_and_brackets_are_told_where_they_stand(tmp_path):
    text = '{\n"原因": {\n"甲.乙[1]":\n5,\n"丙": {},\n"甲": "一"\n}\n}'
    (tmp_path / "data.json").write_text(text, "utf-8")
    with pytest.raises(Unusable) as caught:
        build.read(tmp_path / "data.json")
    lines = {
        problem.where: problem.line for problem in caught.value.problems if problem.where.startswith("原因")
    }
    assert lines == {'原因["甲.乙[1]"]': 3, "原因.丙": 5}


# ---- what is missing ----


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("年度", "缺少这一项（决算年度，例如2023）。请补上，例如2023"),
        ("格式", "缺少这一项（公开格式的名称，narrator forms 列出）。请补上"),
        (AMOUNT, "缺少这一项（本年决算数）。请补上；没有发生的填0"),
        (COUNT, "缺少这一项（车辆总数（辆））。请补上；没有的填0"),
        (SCORE, "缺少这一项（自评总分）。请补上"),
        ("部门.主要职责", "缺少这一项（主要职责，一条一项，不写（一）（二）等序号）。请补上"),
        ("预算绩效.财政评价结果", "缺少这一项（财政评价结果）。请补上"),
        (ROWS, "缺少这一项（按功能分类科目编码（类3位、款5位、项7位））。请补上"),
        # a part that is missing is one problem, not one for everything in it
        ("收入决算表", "缺少这一项（收入决算表）。请补上，里面要有合计（本年收入合计）、各科目"),
        (TOTAL, "缺少这一项（总计）。请补上，里面要有决算数"),
        (
            "三公经费表.公务用车购置费",
            "缺少这一项（其中：公务用车购置费）。请补上，里面要有预算数、决算数、购置数",
        ),
    ],
)
def test_a_required_part_that_is_missing(place, message):
    assert told({place: GONE}) == [f"{place}：{message}。"]


@pytest.mark.parametrize(
    "place",
    [
        ASKED,
        PERCENTAGE,
        "收入支出总表.收入.一般公共预算财政拨款收入",
        "项目支出主要包括",
        "预算绩效.整体自评",
        "收入支出总表.支出.科学技术支出",
    ],
)
def test_a_part_that_may_be_missing(place):
    assert told({place: GONE}) == []


def test_an_empty_file_of_data_lists_its_parts_once():
    parts = re.findall(r'^  "(.*?)": ', TEXT, re.MULTILINE)
    assert [problem.where for problem in found("{}")] == [
        part for part in parts if part not in ("项目支出主要包括", "原因", "原因记录")
    ]


@pytest.mark.parametrize("raw", ["[]", "3", '"x"', "null"])
def test_data_that_is_no_object_is_one_problem(raw):
    (problem,) = found(raw)
    assert (problem.where, problem.hint) == ("", "按“名称: 值”的样子填，两边加花括号")
    assert problem.what.endswith("应当是一组数据{…}")


# ---- rows by code ----


@pytest.mark.parametrize(
    "code", ["20", "2060", "206010", "20601011", "abc", "２０６", "206 ", "", "²06", "20601.1"]
)
def test_a_code_of_a_wrong_length(code):
    (problem,) = found(TEXT.replace('"各科目": {', f'"各科目": {{ "{code}": {{}},', 1))
    assert (problem.what, problem.hint) == (f"“{code}”不是科目编码", "填3、5、7位数字的编码")


def test_economic_codes_have_no_third_level():
    assert told({"基本支出表.各科目.3010101": "{}"}) == [
        "基本支出表.各科目.3010101：“3010101”不是科目编码。请填3、5位数字的编码。"
    ]


def test_a_row_without_the_row_above_it():
    row = '{"科目名称": "外国专家", "本年收入合计": 0}'
    assert told({f"{ROWS}.2060103": row, f"{ROWS}.20601": GONE, f"{ROWS}.2060101": GONE}) == [
        f"{ROWS}.2060103：有2060103，却没有它上级的20601这一行。请补上20601这一行，或者改正2060103的编码。"
    ]


def test_many_rows_without_the_row_above_them_are_one_problem_for_each_row_that_is_missing():
    assert told({f"{ROWS}.206": GONE, f"{ROWS}.20605": GONE}) == [
        f"{ROWS}.20601：有20601等8行，却没有它们上级的206这一行。请补上206这一行，或者改正20601的编码。",
        f"{ROWS}.2060501：有2060501等2行，却没有它们上级的20605这一行。请补上20605这一行，或者改正2060501的编码。",
    ]


def test_a_row_is_found_above_even_when_it_stands_below_in_the_file():
    row = '{"科目名称": "其他支出", "本年收入合计": 0}'
    assert told({f"{ROWS}.2299999": row, f"{ROWS}.22999": row, f"{ROWS}.229": row}) == []


def test_rows_come_in_the_order_of_their_codes_with_the_rows_above_them():
    disclosure, _ = reading.read(reader.parse(TEXT))
    table = disclosure["收入决算表"]
    assert isinstance(table, Record)
    rows = table["各科目"]
    assert isinstance(rows, Coded)
    codes = [str(row["科目编码"]) for row in rows]
    assert codes == sorted(codes)
    row = rows.row("2060101")
    assert [str(row[name]) for name in ("科目编码", "级次", "科目名称")] == ["2060101", "项", "行政运行"]
    assert (row["类"], row["款"]) == (rows.row("206"), rows.row("20601"))
    assert str(rows.row("206")["级次"]) == "类"
    blank = rows.row("2299999")
    assert [str(blank[name]) for name in ("科目名称", "本年收入合计")] == ["", "0.00"]


@pytest.mark.parametrize("twice", ["支出决算表", "一般公共预算支出表"])
def test_one_code_with_two_names(twice):
    where = f"{twice}.各科目.2060101.科目名称"
    assert told({where: '"行政运转"'}) == [
        f"{where}：同一编码在这里叫“行政运转”，在{ROWS}.2060101.科目名称叫“行政运行”。请改成一样的名称。"
    ]


def test_a_row_without_a_name_whose_code_is_in_no_list():
    row = '{"本年收入合计": 0}'
    assert told({f"{ROWS}.2069701": row, f"{ROWS}.20697": row}) == [
        f"{ROWS}.20697.科目名称：缺少这一项（科目名称，与其他各表一致）。请补上。",
        f"{ROWS}.2069701.科目名称：缺少这一项（科目名称，与其他各表一致）。请补上。",
    ]


def test_names_are_compared_even_when_the_first_table_has_none():
    messages = told(
        {f"{ROWS}.2060101.科目名称": GONE, "一般公共预算支出表.各科目.2060101.科目名称": '"行政运转"'}
    )
    assert [message.partition("：")[0] for message in messages] == [
        "一般公共预算支出表.各科目.2060101.科目名称"
    ]
    assert "收入决算表.各科目.2060101叫" in messages[0] or "叫“行政运行”" in messages[0]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        (f"{ROWS}.206", "科学技术支出"),  # the other tables are not blamed for differing from it
        ("一般公共预算支出表.各科目.221", "住房保障支出"),
    ],
)
def test_a_code_whose_name_is_prescribed(row, wanted):
    where, code = f"{row}.科目名称", row.rpartition(".")[2]
    assert told({where: '"另一种名称"'}) == [
        f"{where}：{code}的名称是“{wanted}”，这里写的是“另一种名称”。请改成“{wanted}”。"
    ]


def test_a_name_is_left_to_the_department_where_none_is_prescribed():
    added = {"229": "其他支出", "22999": "其他支出", "2299999": "随便"}
    rows = {code: f'{{"科目名称": "{name}", "本年收入合计": 0}}' for code, name in added.items()}
    assert told({f"{ROWS}.{code}": row for code, row in rows.items()}) == []


# ---- names given twice ----


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("年度", TEXT.replace('"年度": 2023,', '"年度": 2023, "年度": 2022,')),
        ("年度", TEXT.replace('"年度": 2023,', '"$schema": "x", "年度": 2023, "年度": 2022,')),
        (AMOUNT, TEXT.replace('"总计": { "决算数": 851.17', '"总计": { "决算数": 1, "决算数": 851.17', 1)),
        (f"{ROWS}.206", TEXT.replace('"各科目": {', '"各科目": { "206": {},', 1)),
        ("原因.收入总计与上年相比", TEXT.replace('"原因": {', '"原因": { "收入总计与上年相比": "",')),
        ("部门.旧", TEXT.replace('"部门": {', '"部门": { "旧": 1, "旧": 2,')),
    ],
)
def test_a_name_given_twice(place, text):
    messages = list(map(str, found(text)))
    assert f"错误：{place}：这个名称在同一组里写了不止一次。请留下一个，删掉其余的。" in messages
    assert len(messages) == (2 if place == "部门.旧" else 1)


# ---- all at once, each on its line ----

EVERYTHING = {
    "年度": '"二〇二三"',
    "金额单位": '"亿元"',
    "部门.级次": '"地"',
    "部门.主要职责[3]": "7",
    "部门.电话": '"12345"',
    AMOUNT: "1e400",
    "收入支出总表.支出.总计.决算数": "NaN",
    f"{ROWS}.206.本年收入合计": '"1,234.50万元"',
    f"{ROWS}.20": "{}",
    f"{ROWS}.2130101": '{"科目名称": "行政运行", "本年收入合计": 0}',
    "支出决算表.各科目.2060101.科目名称": '"行政\\n运行"',
    "一般公共预算支出表.各科目.2080501.年初预算数": "0.50838001",
    "基本支出表.人员经费合计": "null",
    "三公经费表.公务接待费.外事接待批次": "0.5",
    "预算绩效.项目[3].总分": "1001",
    "预算绩效.整体自评[2].指标[4].分值": "[]",
    "预算绩效.整体自评[2].年度主要任务[2].项目执行率": "1e-400",
    "原因.三公经费与预算相比": "true",
    "名词解释.科目.2080502": '"\\u0000"',
}  # fmt: skip


def test_everything_is_told_in_one_run_each_on_its_line(tmp_path):
    path = tmp_path / "data.json"
    text = changed({**EVERYTHING, "国有资产占用.车辆": GONE})
    path.write_text(text, "utf-8")
    with pytest.raises(Unusable) as caught:
        build.read(path)
    lines = {problem.where: problem.line for problem in caught.value.problems}
    expected = {place: line(text, place) for place in EVERYTHING}
    expected["国有资产占用.车辆"] = line(text, "国有资产占用")
    # 2130101 misses two rows above it; the name with a line break also differs from the other tables.
    assert lines == expected
    assert {problem.file for problem in caught.value.problems} == {str(path)}


@quick
@given(
    st.lists(
        st.sampled_from([place for place in LEAVES if "." in place]), min_size=1, max_size=6, unique=True
    )
)
def test_no_problem_hides_another(chosen):
    chosen = [
        place for place in chosen if not any(place.startswith((f"{other}.", f"{other}[")) for other in chosen)
    ]
    assert {problem.where for problem in problems(dict.fromkeys(chosen, "true"))} == set(chosen)


def test_every_message_says_where_what_and_what_to_do():
    for problem in problems(EVERYTHING):
        assert problem.where
        for words in (problem.what, problem.hint):
            assert CHINESE.search(words)
            assert not words.endswith(("。", "，", "；"))
            assert "\n" not in words


# ---- helpers ----


def cell(record: Record, place: str) -> Figure:
    value: object = record
    for name in place.split("."):
        assert isinstance(value, Record)
        value = value[name]
    assert isinstance(value, Figure)
    return value


def test_every_value_knows_its_place():
    disclosure, _ = reading.read(reader.parse(TEXT))
    for place in places(json.loads(TEXT)):
        if place.startswith("收入支出总表") and place.count(".") == 3:
            assert cell(disclosure, place).path == place


# ---- what public tables are called otherwise ----


@pytest.mark.parametrize(
    ("old", "word", "now"),
    [
        ("公开03表", "现在", "支出决算表"),
        ("公开07表", "现在", "三公经费表"),
        *(
            (name, "现在", "三公经费表")
            for name in ("公开7表", "表7", "附表7", "07表", "公开 ０７", "公开七表", "GK07")
        ),
        ("一般公共预算财政拨款支出决算表", "这里", "一般公共预算支出表"),
        ("财政拨款“三公”经费支出决算表", "这里", "三公经费表"),
        ("“三公”经费支出决算表", "这里", "三公经费表"),
        ("一般公共预算财政拨款基本支出决算明细表", "这里", "基本支出表"),  # as another form calls it
        ("一般公共预算基本支出决算表", "这里", "基本支出表"),  # nearly as the form calls it
    ],
)
def test_an_old_number_or_a_title_of_a_table_is_told_its_name_alone(old: str, word: str, now: str) -> None:
    whole = changed({})
    text = whole.replace(f'"{now}":', f'"{old}":', 1)
    assert text != whole
    hint = "改成这个名称，内容不动；印成第几号表由公开格式定"
    assert [f"{one.what}。{one.hint}" for one in found(text)] == [f"“{old}”{word}叫“{now}”。{hint}"]
    wrong = changed({f"{now}.合计": "3"}).replace(f'"{now}":', f'"{old}":', 1)
    assert any(one.where.startswith(f"{old}.合计") for one in found(wrong))


@pytest.mark.parametrize("since", [False, True])
@pytest.mark.parametrize("kept", [(), ("政府性基金表",), ("三公经费表", "国有资本经营表")])
def test_a_number_that_has_changed_means_the_table_that_stands_under_it(
    since: bool, kept: tuple[str, ...]
) -> None:
    """The three tables whose numbers the accounts of 2022 changed, each under its number of before or since."""
    names = (
        ["政府性基金表", "国有资本经营表", "三公经费表"]
        if since
        else ["三公经费表", "政府性基金表", "国有资本经营表"]
    )
    numbered = {name: f"公开{number:02}表" for number, name in enumerate(names, 7) if name not in kept}
    text = changed({})
    for name, number in numbered.items():
        text = text.replace(f'"{name}":', f'"{number}":', 1)
    told = {one.where: one.what for one in found(text)}
    assert told == {number: f"“{number}”现在叫“{name}”" for name, number in numbered.items()}


def test_a_number_whose_table_nothing_tells_is_told_with_both() -> None:
    whole = json.loads(changed({}))
    alone = {name: value for name, value in whole.items() if name not in ("政府性基金表", "国有资本经营表")}
    told = found(json.dumps({**alone, "公开08表": whole["政府性基金表"]}, ensure_ascii=False))
    [problem] = [one for one in told if one.where == "公开08表"]
    assert problem.what == "“公开08表”按2021年的编号叫“政府性基金表”，按2022年起的编号叫“国有资本经营表”"
    assert problem.hint == "看里面是哪一张，改成它的名称，内容不动；印成第几号表由公开格式定"


def test_a_number_that_no_table_has_and_a_bare_one_are_no_table() -> None:
    whole = json.loads(changed({}))
    for name in ("公开10表", "附表10", "7", "公开", "表"):
        told = found(json.dumps({**whole, name: {}}, ensure_ascii=False))
        assert [one.what for one in told if one.where == name] == ["没有这个名称的数据项"], name


@pytest.mark.parametrize("first", [True, False])
def test_a_table_that_is_there_under_two_names_is_told_as_two(first: bool) -> None:
    whole = json.loads(changed({}))
    old = {"公开03表": {"合计": "3"}}
    data = {**old, **whole} if first else {**whole, **old}
    [problem] = found(json.dumps(data, ensure_ascii=False))
    assert problem.where == "公开03表"
    assert problem.what == "“公开03表”现在叫“支出决算表”，这张表有了两张"
    assert problem.hint == "核对哪一张是对的，只留下一张，用“支出决算表”这个名称"
