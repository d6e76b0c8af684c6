"""Characters that only look like others: replaced where one thing can be meant, and told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.notation import SAMPLE
from narrator import build
from narrator.data_file import Source, open_text, require_source
from narrator.disclosure.clean_text import clean, clean_text, leading_number, strip_numbers, tell_codes
from narrator.problem import Severity
from narrator.readers.json import parse
from narrator.tables.plain import plain
from narrator.texts import status

TEXT = SAMPLE.read_text("utf-8")
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=20)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("⾏政运⾏", "行政运行"), ("⻓⻋⻚", "长车页"), ("２０２３年ＡＢｚ", "2023年ABz"), ("执\u00ad行", "执行"),
        ("cafe\u0301", "café"), ("e\u0301\u095b", "é\u095b"), ("\uf9ba解", "了解"), ("（一）“甲”，乙：", "（一）“甲”，乙："), ("", ""), ("行政 运行", "行政 运行"),
    ],
)  # fmt: skip
def test_what_a_text_is_meant_to_say(text: str, meant: str) -> None:
    assert clean(text) == meant
    assert plain(text) == plain(meant)


@given(CHINESE)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert clean_text(text) == (text, "", "")


def test_every_radical_of_kangxi_is_a_letter() -> None:
    for code in range(0x2F00, 0x2FD6):
        assert "CJK UNIFIED" in unicodedata.name(clean(chr(code)))


def test_what_nobody_can_tell_stays_and_is_named() -> None:
    assert clean_text("甲\ue001乙\ufffd") == ("甲\ue001乙\ufffd", "", "\ue001\ufffd")
    assert tell_codes("⾏\u00ad") == "“⾏”（U+2F8F）、（U+00AD）"


@pytest.mark.parametrize(
    ("items", "bare"),
    [
        (["（一）甲", "（二）乙"], ["甲", "乙"]), (["1.甲", "2.乙"], ["甲", "乙"]), (["一、甲"], ["甲"]), (["(1) 甲"], ["甲"]),
        ([f"（{number}）甲" for number in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十", "二十一"]], ["甲"] * 21),
        (["（一）甲", "乙"], None), (["（二）甲", "（一）乙"], None), (["甲", "乙"], None), ([], None), (["1.5万元", "2.5万元"], None),
    ],
)  # fmt: skip
def test_numbers_that_were_pasted_count_from_one(items: list[str], bare: list[str] | None) -> None:
    assert strip_numbers(items) == bare


def test_the_number_of_an_item() -> None:
    assert [leading_number(text) for text in ("（三）甲", "12、乙", "3.5%的", "甲（一）")] == [
        "（三）",
        "12、",
        "",
        "",
    ]


# ---- in data ----


def source(**changes: str) -> Source:
    """The sample with strings of its text replaced."""
    text = TEXT
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    return require_source(open_text(SAMPLE, parse(text), text))


def test_the_sample_is_written_with_ordinary_letters() -> None:
    assert source().told == ()


def test_a_report_says_what_was_meant_and_the_reader_is_told() -> None:
    name, use = '"科目名称": "行政运行"', "在职人员工资"
    one = source(**{name: '"科目名称": "⾏政\u00ad运⾏ "', use: "在职⼈员工资"})
    assert build.report(one).document == build.report(source()).document
    first = "收入决算表.各科目.2060101.科目名称"
    assert [(told.where, told.line is not None) for told in one.told] == [(first, True)] * 2
    assert {told.severity for told in one.told} == {Severity.WARNING}
    assert "“⾏”（U+2F8F）、“⼈”（U+2F08）" in one.told[0].what
    assert "（U+00AD）" in one.told[1].what


def test_a_soft_hyphen_in_a_text_is_told_and_stays() -> None:
    one = source(在职人员工资="在职\u00ad人员工资")
    assert r"在职\xad人员工资" in repr(build.report(one).document)
    assert [told.where for told in one.told] == ["一般公共预算支出表.各科目.2060501.主要用途"]


def test_a_reason_is_known_by_a_name_that_only_looks_alike() -> None:
    one = source(**{'"收入总计与上年相比":': '"收⼊总计与上年相比 ":'})
    composition = build.report(one)
    assert composition.missing == ()
    assert [problem.where for problem in one.told] == ['原因["收⼊总计与上年相比 "]']
    found = status.find_reasons(one.disclosure, composition.document)
    [reason] = status.select_reasons(found, ["收入总计与上年相比"])
    assert (reason.state, reason.path in one.where) == (status.TextState.WRITTEN, True)


def test_two_reasons_whose_names_only_look_different() -> None:
    text = TEXT.replace('"收入总计与上年相比":', '"收⼊总计与上年相比": "甲", "收入总计与上年相比":', 1)
    [problem] = open_text(SAMPLE, parse(text), text).problems
    assert "只差看不出来的字符" in problem.what


def test_a_name_of_the_model_that_only_looks_alike_is_told_with_its_code() -> None:
    text = TEXT.replace('"收入支出总表"', '"收⼊支出总表"', 1)
    problem = open_text(SAMPLE, parse(text), text).problems[0]
    assert (problem.what, problem.line) == ("没有这个名称的数据项，里面有“⼊”（U+2F0A）", 31)


def test_numbers_pasted_with_the_duties_are_not_printed_twice() -> None:
    units = '"决算单位": [\n      "'
    one = source(**{units: f"{units}1."})
    assert len(one.told) == 1
    assert (one.told[0].where, one.told[0].what[:8]) == ("部门.决算单位[1]", "这里开头写了序号")
    second = '"朝阳市大学进园区进企业服务中心"\n    ]'
    one = source(**{units: f"{units}1.", second: second.replace('"', '"2.', 1)})
    assert [told.where for told in one.told] == ["部门.决算单位"]
    assert build.report(one).document == build.report(source()).document
