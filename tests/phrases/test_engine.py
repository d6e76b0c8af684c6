"""Saying a fact: the situation chooses the words, and every number and text knows where it comes from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from facts.notation import AMOUNTS, PUBLICATION, figure
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.disclosure.value import Count, Figure, Listing, Record, Words, Year
from narrator.phrases.engine import Speaker, as_own_paragraphs, print_in_prose, words_after
from narrator.phrases.entries import table_of_wording
from narrator.phrases.words import says_anything as says
from narrator.problem import Severity
from narrator.sources import Derived, Said, Slot
from narrator.spans import Span, Text
from phrases.notation import book, marked

TEXT = """
[比]
事实 = "变动"
参数 = ["主语"]
原因句 = "，主要原因是{{ 理由 }}"
增加 = "{{ 主语 }}增加{{ 变动额 }}万元，增长{{ 变动率 }}%{{ 原因 }}"
减少 = "{{ 主语 }}减少{{ 变动额 }}万元，下降{{ 变动率 }}%{{ 原因 }}"
略增 = "{{ 主语 }}增加{{ 变动额 }}万元{{ 原因 }}"
略减 = "{{ 主语 }}减少{{ 变动额 }}万元{{ 原因 }}"
成倍增加 = "{{ 主语 }}增加{{ 变动额 }}万元{{ 原因 }}"
持平 = "{{ 主语 }}持平{{ 原因 }}"
从零增加 = "{{ 原因 }}，增加{{ 变动额 }}万元"
从零减少 = "，减少{{ 变动额 }}万元{{ 原因 }}"
减少到零 = "减少{{ 变动额 }}万元{{ 原因 }}"
减少到负 = "减少{{ 变动额 }}万元{{ 原因 }}"
负数增加 = "增加{{ 变动额 }}万元{{ 原因 }}"
负数减少 = "减少{{ 变动额 }}万元{{ 原因 }}"
无上年数 = "没有可比的上年数{{ 原因 }}"

[三公比]
沿用 = "比"
原因句 = "，主要是{{ 理由 }}等原因"

[完成]
事实 = "完成"
大于 = "完成{{ 完成率 }}%"
小于 = "完成{{ 完成率 }}%"
略大于 = "略多{{ 差额 }}万元"
略小于 = "略少{{ 差额 }}万元"
持平 = "完成{{ 完成率 }}%"
未安排预算 = "未安排"
未安排未支出 = "未安排"
负数大于 = "多{{ 差额 }}万元"
负数小于 = "少{{ 差额 }}万元"
负数持平 = "持平"
无预算数 = "无预算"

[用]
事实 = "用途"
有 = "主要是{{ 文字 }}等支出，"
无 = ""

[问题]
事实 = "选填"
有 = "问题：{{ 文字 }}"
无 = "没有问题。"

[前后]
事实 = "选填"
参数 = ["名"]
有 = "{{ 名 }}：主要用于{{ 文字 }}{{ 名 }}"
无 = ""

[夹]
事实 = "选填"
参数 = ["名"]
有 = "主要用于{{ 名 }}{{ 文字 }}等"
无 = ""

[选]
事实 = "选择"
行政单位 = "机关运行经费"
事业单位 = "公用经费"

[列]
事实 = "列举"
参数 = ["年度"]
每项 = "“{{ 名称 }}”"
分隔 = "、"
无 = "{{ 年度 }}年没有"
一项 = "{{ 年度 }}年有{{ 各项 }}"
多项 = "有{{ 各项 }}共{{ 项数 }}项"

[科目]
事实 = "列举"
每项 = "{{ 科目名称 }}{{ 决算数 }}万元"
分隔 = "；"
无 = ""
一项 = "{{ 各项 }}"
多项 = "{{ 各项 }}"
"""
BOOK = book(TEXT)


def speaker(**reasons: str) -> Speaker:
    return Speaker(
        BOOK,
        Record({name: Words(text, f"原因.{name}", "文字") for name, text in reasons.items()}, "原因"),
        PUBLICATION,
    )


def change(
    now: str, before: str, reason: str | None = "人员减少", table: str = "比", subject: object = "收入"
) -> str:
    """What is said of a change, its spans drawn."""
    one = speaker(**({} if reason is None else {"甲": reason}))
    return marked(one.say(table, (figure(now), figure(before)), {"主语": subject, "原因": "甲"}))


def text(words: str, path: str = "某处") -> Words:
    return Words(words, path, "文字", given=bool(words))


# ---- sentences ----


def test_figures_and_reason_stand_in_their_blanks():
    assert (
        change("851.17", "878.16")
        == "〔比.减少|收入减少⟨26.99⟩万元，下降⟨3.07⟩%〔比.原因句|，主要原因是«人员减少»〕〕"
    )


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("10", "8", "〔比.增加|收入增加⟨2.00⟩万元，增长⟨25.00⟩%"),
        ("200.02", "200.01", "〔比.略增|收入增加⟨0.01⟩万元"),
        ("5", "5", "〔比.持平|收入持平"),
        ("-5", "5", "〔比.减少到负|减少⟨10.00⟩万元"),
        ("5", "null", "〔比.无上年数|没有可比的上年数"),
    ],
)
def test_the_situation_chooses_the_words(now, before, said):
    assert change(now, before) == f"{said}〔比.原因句|，主要原因是«人员减少»〕〕"


def test_a_table_like_another_says_the_same_in_its_own_way():
    assert (
        change("10", "8", "租车等", "三公比")
        == "〔比.增加|收入增加⟨2.00⟩万元，增长⟨25.00⟩%〔三公比.原因句|，主要是«租车»等原因〕〕"
    )


@pytest.mark.parametrize("nothing", [None, "", "无", "无。", "“无”", "/", "主要原因是无"])
def test_a_missing_reason_is_asked_for_when_figures_differ(nothing):
    asked = "«!【请填写“甲”的主要原因：收入增加2.00万元，增长25.00%】»"
    assert (
        change("10", "8", nothing)
        == f"〔比.增加|收入增加⟨2.00⟩万元，增长⟨25.00⟩%〔比.原因句|，主要原因是{asked}〕〕"
    )
    assert change("5", "5", nothing) == "〔比.持平|收入持平〕"
    assert change("5", "null", nothing) == "〔比.无上年数|没有可比的上年数〕"


@pytest.mark.parametrize("nothing", ["无等", "—等", "/等原因。", "—\n等"])
def test_what_says_nothing_once_it_is_joined_is_no_reason(nothing):
    assert change("5", "5", nothing, "三公比") == "〔比.持平|收入持平〕"
    assert "主要是«!【请填写“甲”的主要原因：收入增加2.00万元，增长25.00%】»等原因" in change(
        "10", "8", nothing, "三公比"
    )


def test_a_reason_that_was_given_is_kept_when_figures_are_equal():
    assert (
        change("0", "0", "年末无结转结余。")
        == "〔比.持平|收入持平〔比.原因句|，主要原因是«年末无结转结余»〕〕"
    )


def test_missing_reasons_are_listed_with_their_sentences_in_order():
    one = speaker(乙="有")
    for name in ("甲", "乙", "丙"):
        one.say("比", (figure("10"), figure("8")), {"主语": f"{name}项", "原因": name})
    one.say("比", (figure("8"), figure("8")), {"主语": "丁项", "原因": "丁"})
    assert [(problem.where, problem.what, problem.hint, problem.severity) for problem in one.missing] == [
        ("原因.甲", "还没有写：甲项增加2.00万元，增长25.00%", "在数据里写上", Severity.WARNING),
        ("原因.丙", "还没有写：丙项增加2.00万元，增长25.00%", "在数据里写上", Severity.WARNING),
    ]
    assert one.problems == []


def test_a_placeholder_says_the_sentence_without_the_marks_before_it():
    assert (
        change("-5", "0", None)
        == "〔比.从零减少|，减少⟨5.00⟩万元〔比.原因句|，主要原因是«!【请填写“甲”的主要原因：减少5.00万元】»〕〕"
    )


def test_a_placeholder_says_a_sentence_that_begins_with_a_letter():
    assert "【请填写“甲”的主要原因：X光机支出增加2.00万元，增长25.00%】" in change(
        "10", "8", None, subject="X光机支出"
    )


def test_a_placeholder_at_the_beginning_names_the_situation():
    assert change("5", "0", None).startswith(
        "〔比.从零增加|〔比.原因句|，主要原因是«!【请填写“甲”的主要原因：从零增加】»〕"
    )


def test_the_table_that_worded_a_fact_is_found():
    for name in ("比", "三公比", "完成"):
        stated = {"主语": "收入", "原因": "甲"} if name != "完成" else {}
        said = speaker(甲="租车").say(name, (figure("10"), figure("8")), stated).spans[0].source
        assert isinstance(said, Said)
        assert table_of_wording(said, BOOK).entries[said.fact.situation] is said.wording
    assert table_of_wording(said, BOOK) is BOOK["完成"]


def test_a_reason_that_is_asked_for_where_nothing_differs_says_so():
    asked = book("[比]" + TEXT.partition("[比]")[2].partition("[三公比]")[0] + '也要原因 = ["持平"]')
    told = Speaker(asked, Record({"甲": Words("工作需要", "原因.甲", "文字")}, "原因"), PUBLICATION)
    same = told.say("比", (figure("5"), figure("5")), {"主语": "收入", "原因": "甲"})
    assert marked(same) == "〔比.持平|收入持平〔比.原因句|，主要原因是«工作需要»〕〕"
    assert [span.source.of_sameness for span in same.spans if isinstance(span.source, Slot)] == [True]
    other = told.say("比", (figure("5"), figure("4")), {"主语": "收入", "原因": "甲"})
    assert [span.source.of_sameness for span in other.spans if isinstance(span.source, Slot)] == [False]
    lacking = told.say("比", (figure("5"), figure("5")), {"主语": "收入", "原因": "乙"})
    assert "【请填写“乙”的主要原因：收入持平】" in lacking.string


def test_a_name_is_no_text_of_a_writer():
    unit = Words("某局", "部门.名称")
    said = speaker(甲="新增").say("比", (figure("5"), figure("4")), {"主语": unit, "原因": "甲"})
    assert marked(said).startswith("〔比.增加|⟨某局⟩增加⟨1.00⟩万元")


def test_reasons_are_texts():
    one = speaker()
    one.reasons = Record({"甲": figure("5")}, "原因")
    assert "【请填写" in one.say("比", (figure("10"), figure("8")), {"主语": "", "原因": "甲"}).string


def test_the_slot_of_a_reason_is_its_place_in_the_data():
    said = speaker(甲="人员减少").say("比", (figure("10"), figure("8")), {"主语": "", "原因": "甲"})
    assert [span.source for span in said.spans if isinstance(span.source, Slot)] == [Slot("原因.甲")]
    asked = speaker().say("比", (figure("10"), figure("8")), {"主语": "", "原因": "甲"})
    assert [span.source for span in asked.spans if isinstance(span.source, Slot)] == [
        Slot("原因.甲", filled=False)
    ]


def test_the_source_of_words_is_their_rule_and_the_fact():
    now, before = figure("10"), figure("8")
    first = speaker(甲="理").say("比", (now, before), {"主语": "", "原因": "甲"}).spans[0].source
    assert isinstance(first, Said)
    assert (first.wording.rule, first.wording.line) == ("比.增加", 5)
    assert (first.fact.situation, first.fact.operands, first.meaning) == (
        "增加",
        (now, before),
        "上年大于零，本年比上年多",
    )
    assert first.words == ()
    named = speaker(甲="理").say("比", (now, before), {"主语": "收入", "原因": "甲"}).spans[0].source
    assert named.words == (("主语", "收入"),)  # what the template wrote, no reason and no figure
    counted = speaker(甲="理").say("比", (now, before), {"主语": Year(2023), "原因": "甲"}).spans[0].source
    assert counted.words == ()
    clause = next(
        span.source
        for span in speaker(甲="理").say("比", (now, before), {"主语": "", "原因": "甲"}).spans[1:]
        if isinstance(span.source, Said)
    )
    assert (clause.wording.rule, clause.fact, clause.meaning) == ("比.原因句", first.fact, first.meaning)


@settings(max_examples=200)
@given(
    AMOUNTS,
    AMOUNTS,
    st.sampled_from(["人员减少", "", "无", "一是甲；\n二是乙。", "主要原因是5.00%", "{{ 主语 }}", "〔〕"]),
    st.sampled_from(["比", "三公比"]),
)
def test_every_number_has_its_source_and_spans_nest(now, before, reason, table):
    one = speaker(甲=reason)
    said = one.say(table, (figure(now), figure(before)), {"主语": Year(2023), "原因": "甲"})
    marked(said)  # spans nest
    for span in said.spans:
        here = said.string[span.start : span.end]
        if isinstance(span.source, (Derived, Figure, Year)):
            assert here == str(span.source)
        elif isinstance(span.source, Slot):
            assert here.startswith("【请填写") is not span.source.filled
    outer = [
        span
        for span in said.spans
        if (span.start, span.end) == (0, len(said.string)) and isinstance(span.source, Said)
    ]
    assert outer
    assert len(one.missing) == sum(
        isinstance(span.source, Slot) and not span.source.filled for span in said.spans
    )
    differs = outer[0].source.fact.situation not in ("持平", "无上年数")
    assert ("主要" in said.string) is (differs or says(reason))


# ---- texts ----


def test_a_use_is_joined_into_its_sentence():
    assert (
        marked(speaker().say("用", (figure("5"), text("主要是办公费等。")), {}))
        == "〔用.有|主要是«办公费»等支出，〕"
    )
    assert marked(speaker().say("用", (figure("0"), text("办公费")), {})) == ""


def test_a_use_that_is_missing_is_asked_for():
    one = speaker()
    assert (
        marked(one.say("用", (figure("5"), text("", "一般公共预算支出表.用途")), {}))
        == "〔用.有|主要是«!【请填写一般公共预算支出表.用途】»等支出，〕"
    )
    assert [(problem.where, problem.what) for problem in one.missing] == [
        ("一般公共预算支出表.用途", "还没有写")
    ]
    assert (
        marked(speaker().say("用", (figure("5"), text("无。", "原因.用途")), {}))
        == "〔用.有|主要是«!【请填写用途】»等支出，〕"
    )


def test_a_text_at_the_end_stands_as_it_is_and_is_closed():
    assert marked(speaker().say("问题", (text("主要原因是甲"),), {})) == "〔问题.有|问题：«主要原因是甲»。〕"
    assert marked(speaker().say("问题", (text("甲。"),), {})) == "〔问题.有|问题：«甲»。〕"
    assert marked(speaker().say("问题", (text("，甲，\n乙；"),), {})) == "〔问题.有|问题：«甲，»\n«乙；»〕"
    assert marked(speaker().say("问题", (text("无"),), {})) == "〔问题.有|问题：«无»。〕"
    assert marked(speaker().say("问题", (text(""),), {})) == "〔问题.无|没有问题。〕"


def test_a_text_of_marks_alone_is_none():
    one = speaker()
    assert marked(one.say("问题", (text("。"),), {})) == "〔问题.有|问题：«!【请填写某处】»〕"
    assert len(one.missing) == 1


def test_words_before_a_blank_are_no_words_before_the_text():
    assert (
        marked(speaker().say("前后", (text("主要用于加油"),), {"名": "车"}))
        == "〔前后.有|车：主要用于«加油»车〕"
    )
    assert (
        marked(speaker().say("夹", (text("主要用于加油"),), {"名": "车"}))
        == "〔夹.有|主要用于车«主要用于加油»等〕"
    )


def test_the_slot_of_a_text_is_its_place_in_the_data():
    said = speaker().say("问题", (text("甲。", "预算绩效.问题"),), {})
    assert [span.source for span in said.spans if isinstance(span.source, Slot)] == [Slot("预算绩效.问题")]


def test_the_slot_of_a_use_is_its_place_in_the_data_too():
    said = speaker().say("用", (figure("5"), text("办公费", "一般公共预算支出表.用途")), {})
    assert [span.source.name for span in said.spans if isinstance(span.source, Slot)] == [
        "一般公共预算支出表.用途"
    ]


def test_lines_of_a_text_each_have_their_source():
    slot = Slot("某处")
    assert as_own_paragraphs("甲 乙\n丙\t丁。", slot) == Text(
        "甲 乙\n丙\t丁。", (Span(0, 3, slot), Span(4, 7, slot))
    )
    assert as_own_paragraphs("甲。\n乙。", slot) == Text("甲。\n乙。", (Span(0, 1, slot), Span(3, 4, slot)))
    assert as_own_paragraphs("甲。", slot) == Text("甲。", (Span(0, 1, slot),))


# ---- enumerations ----


def names(*texts: str) -> Listing:
    return Listing(Words(one, f"单位[{number}]") for number, one in enumerate(texts, 1))


def test_names_are_enumerated():
    year = Year(2023)
    assert marked(speaker().say("列", (names(),), {"年度": year})) == "〔列.无|⟨2023⟩年没有〕"
    assert marked(speaker().say("列", (names("甲"),), {"年度": year})) == "〔列.一项|⟨2023⟩年有“⟨甲⟩”〕"
    assert (
        marked(speaker().say("列", (names("甲", "乙", "丙"),), {"年度": year}))
        == "〔列.多项|有“⟨甲⟩”、“⟨乙⟩”、“⟨丙⟩”共⟨3⟩项〕"
    )


def test_rows_are_enumerated():
    rows = Listing(
        Record({"科目名称": Words(name, "名"), "决算数": figure(number)}, "行")
        for name, number in (("工资", "5"), ("津贴", "0.5"))
    )
    assert marked(speaker().say("科目", (rows,), {})) == "〔科目.多项|⟨工资⟩⟨5.00⟩万元；⟨津贴⟩⟨0.50⟩万元〕"


def test_what_a_row_does_not_have_is_told():
    with pytest.raises(TypeError, match="^“列.每项”里的“名称”在列举的数据里没有$"):
        speaker().say("列", (Listing([Record({"姓名": Words("甲", "名")}, "行")]),), {"年度": Year(2023)})
    with pytest.raises(TypeError, match="^“科目.每项”里的“科目名称”在列举的数据里没有$"):
        speaker().say("科目", (names("甲"),), {})


# ---- what does not fit ----


@pytest.mark.parametrize(
    ("table", "parameters", "told"),
    [
        ("比", {"原因": "甲"}, "“比”的参数是：主语、原因，现在少了主语"),
        ("比", {"主语": "", "原因": "甲", "年度": 1}, "“比”的参数是：主语、原因，现在多了年度"),
        ("比", {"主语": ""}, "“比”要“原因”这个参数"),
        ("比", {"主语": "", "原因": 5}, "“比”的“原因”要写成文字"),
        ("比", {"主语": "", "原因": None}, "“比”的“原因”要写成文字"),
        ("完成", {"原因": "甲"}, "“完成”不要“原因”这个参数"),
        ("完成", {"主语": "甲"}, "“完成”的参数是：（没有），现在多了主语"),
        ("列", {}, "“列”的参数是：年度，现在少了年度"),
    ],
)
def test_parameters_that_a_table_does_not_take(table, parameters, told):
    with pytest.raises(TypeError) as error:
        speaker(甲="理").say(table, (figure("1"), figure("2")), parameters)
    assert str(error.value) == told


def test_data_that_a_fact_does_not_take():
    with pytest.raises(TypeError, match="^“完成”要2个数据（决算数、预算数），给了1个$"):
        speaker().say("完成", (figure("1"),), {})


def test_a_figure_that_nobody_has_filled_in_is_a_problem_and_not_a_sentence():
    one = speaker()
    blank = Figure(None, "收入支出总表.上年决算数", given=False)
    said = one.say("比", (figure("1"), blank), {"主语": "", "原因": "甲"})
    assert said == Text("【缺数】").from_source(blank)
    assert [str(problem) for problem in one.problems] == [
        "错误：收入支出总表.上年决算数：有一句话要用这个数，但没有填。请填上；确实没有这个数就填null。"
    ]
    assert one.missing == []


def test_a_choice_that_nobody_has_made_is_a_problem_and_not_a_sentence():
    one = speaker()
    blank = Words("", "部门.单位性质", given=False)
    assert one.say("选", (blank,), {}) == Text("【缺选项】").from_source(blank)
    assert [str(problem) for problem in one.problems] == [
        "错误：部门.单位性质：有一句话要看这一项来说，但没有填。请从行政单位、事业单位中选一个填上。"
    ]
    assert one.missing == []
    made = speaker()
    assert made.say("选", (Words("事业单位", "部门.单位性质"),), {}).string == "公用经费"
    assert made.problems == []


def test_nought_that_nobody_has_filled_in_is_nought():
    blank = Figure(figure("0").value, "路径", given=False)
    assert speaker().say("完成", (blank, figure("1")), {}).string == "完成0.00%"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (figure("851.17"), "851.17"),
        (Year(2023), "2023"),
        (Words("名", "路"), "名"),
        (Derived(Count(3), "", ()), "3"),
        ("字", "字"),
        (5, "5"),
    ],
)
def test_what_prints(value, text):
    spans = () if isinstance(value, (str, int)) else (Span(0, len(text), value),)
    assert print_in_prose(value) == Text(text, spans)


def test_a_text_prints_as_it_is():
    one = Text("甲", (Span(0, 1, Slot("某处")),))
    assert print_in_prose(one) is one


@pytest.mark.parametrize(
    "value",
    [None, True, 1.5, Decimal(1), [1], (), Record({}, ""), Listing(), object(), b"x"],
    ids=lambda value: type(value).__name__,
)
def test_what_does_not_print(value):
    with pytest.raises(TypeError, match="^句子里有一处不是能印出来的数或文字$"):
        print_in_prose(value)


def test_what_stands_behind_a_blank_is_its_words_and_a_dot_for_each_other_blank():
    wording = book(TEXT)["比"].entries["增加"]
    assert words_after(wording, 0) == "增加…万元，增长…%…"
    assert words_after(wording, len(wording.pieces) - 1) == ""
