"""Reasons in sentences: whatever was typed, the sentence reads right and the text in it is unharmed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narrator.phrases.text_ends import without_and_so_on
from narrator.phrases.words import (
    accounts_for_sameness,
    as_inside_sentence,
    as_paragraph,
    missing_stop,
    without_said_before,
)
from narrator.phrases.words import says_anything as says

# How a text can be joined: what stands before it and after it.
BECAUSE, IS, SO, USED, SPENT = (
    ("，主要原因：", "。"),
    ("的主要原因是", "。"),
    ("，主要是", "等原因"),
    ("，主要用于", "等"),
    ("主要包括", "等业务支出。"),
)
FROM = ("主要是：", "收入等。")
PLAIN = ("主要职责：", "。")
SYSTEM = ("建立了", "的预算绩效管理工作机制；")


def sentence(text: str, frame: tuple[str, str] = IS) -> str:
    before, after = frame
    return f"{before}{as_inside_sentence(text, before, after)}{after}"


# ---- what accounts for figures that are the same ----


@pytest.mark.parametrize(
    ("text", "same", "of_nothing"),
    [
        ("人员没有变动", True, True), ("支出无增减变化", True, True), ("严格按预算执行", True, True), ("未新增人员", True, True),
        ("人员增加、公用减少，总额持平", True, True), ("人员经费正常发放", True, True), ("标准不变", True, True),
        ("人员变动不大", True, True), ("新成立单位", True, True),
        ("年末无结转结余", False, True), ("没有出国任务", False, True), ("本年未发生", False, True),
        ("会场租赁费未发生", False, True),
        ("人员减少", False, False), ("人员变动", False, False), ("人员正常晋级晋档，经费增加", False, False),
        ("没有出国任务，费用减少", False, False), ("严格按预算执行，压减支出", False, False), ("无法预算", False, False),
        ("公务出行减少", False, False),
    ],
)  # fmt: skip
def test_what_accounts_for_sameness(text: str, same: bool, of_nothing: bool) -> None:
    assert accounts_for_sameness(text) is same
    assert accounts_for_sameness(text, of_nothing=True) is of_nothing


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("工作需要", True),
        ("保障机构运转", True),
        ("人员减少", False),
        ("人员没有变动", True),
        ("人员增加，总额持平", True),
    ],
)
def test_where_a_form_asks_for_a_reason_any_does_that_tells_of_no_change(text: str, asked: bool) -> None:
    assert accounts_for_sameness(text, asked=True) is asked


def test_a_letter_behind_a_full_stop_wants_one_of_its_own() -> None:
    assert [*map(missing_stop, ["甲。X", "甲。”", "甲X”", "X", ""])] == ["。", "", "。", "。", ""]


def test_how_near_to_a_change_it_is_denied() -> None:
    assert accounts_for_sameness("没有一二三四五变动")
    assert accounts_for_sameness("没有一二三四五六变动")
    assert not accounts_for_sameness("没有一二三四五六七变动")
    assert not accounts_for_sameness("没有人员，变动")


# ---- what says nothing ----


@pytest.mark.parametrize(
    "text",
    ["", " ", "　", "\n", "\t", "\xa0", "\ufeff", "无", "无。", "“无”", "“无。”", "“无”。", "‘无’", "（无）", "(无)", "【无】", "「无」", "无；", "无\n", " 无 ",
     "没有", "没有。", "/", "//", "\\", "-", "--", "—", "——", "－", "－－", "。", "，", "……", "“”", "《》", "（）", "、", "N/A", "n/a", "null", "略", "空", "等", "等。", "等等", "等等。", "“等等”",
     "暂无", "无原因", "没有原因", "无差异", "无增减变化", "不适用", "主要原因是无", "主要原因：无。", "原因：/", "主要原因是：“无”", "主要原因是", "主要原因：", "是因为无", "主要是无",
     "“主要原因是无”", "（主要原因：无。）", "***", "&&"],
)  # fmt: skip
def test_nothing(text):
    assert not says(text)


@pytest.mark.parametrize(
    "text",
    ["无结转", "年末无结转结余", "没有安排", "无法预算", "无人员变动", "略有增加", "空缺岗位增加", "一", "A", "5", "😀", "〇", "人", "人员减少", "主要原因是人员减少", "“人员减少”",
     "（人员减少）", "不平等", "-5", "5%", "①", "无；人员减少", "原因不明", "等X", "\ue123", "\U000f0123", "等：\ue123"],
)  # fmt: skip
def test_something(text):
    assert says(text)


# ---- joined into a sentence ----


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("人员减少", "人员减少"),
        ("人员减少。", "人员减少"),
        ("人员减少；", "人员减少"),
        ("人员减少.", "人员减少"),
        ("人员减少．", "人员减少"),
        ("人员减少;", "人员减少"),
        ("人员减少,", "人员减少"),
        ("人员减少！", "人员减少"),
        ("人员减少。。", "人员减少"),
        ("人员减少。；", "人员减少"),
        ("人员减少……", "人员减少"),
        ("人员减少 。 ", "人员减少"),
        ("人员减少\xa0。", "人员减少"),
        ("　人员减少　", "人员减少"),
        ("\ufeff人员减少", "人员减少"),
        ("，人员减少", "人员减少"),
        ("：人员减少", "人员减少"),
        ("。人员减少。", "人员减少"),
        ("人员减少，项目跨年。", "人员减少，项目跨年"),
        ("项目跨年。下年支付。", "项目跨年。下年支付"),
        ("一是甲；二是乙；", "一是甲；二是乙"),
        ("一是甲；\n二是乙。", "一是甲；二是乙"),
        ("一是甲\n二是乙", "一是甲；二是乙"),
        ("一是甲。\r\n\r\n二是乙", "一是甲。二是乙"),
        ("一是甲\n，二是乙", "一是甲，二是乙"),
        ("一是甲，\n，二是乙", "一是甲，二是乙"),
        ("甲\n。\n乙", "甲。乙"),
        ("\n甲\n", "甲"),
        ("甲\u200b\n\ufeff乙", "甲；乙"),
        ("职业年金,预算略高", "职业年金,预算略高"),
        ("支付了20％,其余下年付!", "支付了20％,其余下年付"),
        ("“三公”经费减少", "“三公”经费减少"),
        ("（详见附件。）", "（详见附件）"),
        ("“人员减少。”", "“人员减少”"),
        ("“（详见附件；）”。", "“（详见附件）”"),
        ("“为什么？”", "“为什么？”"),
        ("“甲。”乙", "“甲。”乙"),
        ("落实《预算法》", "落实《预算法》"),
        ("压减20%", "压减20%"),
        (".5万元的差额", ".5万元的差额"),
        (".²", "²"),
        ("。.5万元的差额", ".5万元的差额"),
        ("，。人员", "人员"),
        ("3.5万元未付.", "3.5万元未付"),
        ("😀👨‍👩‍👧", "😀👨‍👩‍👧"),
        ("-0.5%", "-0.5%"),
        ("", ""),
        (" ", ""),
        ("。", ""),
    ],
)
def test_ends_are_bared_and_nothing_else(text, joined):
    assert as_inside_sentence(text, "", "") == joined
    for frame in (BECAUSE, IS, PLAIN, SPENT, SO):
        assert as_inside_sentence(text, *frame) == joined


BLANKS = " \t\n\r\xa0\u3000\u200b\ufeff"


@pytest.mark.parametrize("mark", [*"。．.！!？?；;，,、：:…~～", *BLANKS])
def test_every_mark_goes_from_the_ends(mark):
    assert (
        as_inside_sentence(f"人员减少{mark}", "", "")
        == as_inside_sentence(f"{mark}人员减少", "", "")
        == "人员减少"
    )
    assert not says(f"无{mark}")
    assert not says(f"“{mark}无{mark}”")


@pytest.mark.parametrize("quote", ["“”", '""', "''", "‘’", "「」", "『』", "()", "（）", "[]", "【】"])
def test_nothing_in_every_kind_of_quotes(quote):
    assert not says(f"{quote[0]}无{quote[1]}")
    assert not says(f"无{quote[1]}")
    assert as_inside_sentence(f"{quote[0]}人员减少{quote[1]}", "", "") == f"{quote[0]}人员减少{quote[1]}"


@pytest.mark.parametrize("blank", BLANKS)
def test_every_blank_goes_from_the_lines(blank):
    assert as_inside_sentence(f"甲{blank}\n{blank}乙", "", "") == "甲；乙"


@pytest.mark.parametrize(
    "text",
    ["主要原因是人员减少", "主要原因：人员减少", "主要原因:人员减少", "主要原因，人员减少", "原因是人员减少", "原因为人员减少", "主要原因在于人员减少", "原因主要是人员减少",
     "的主要原因是人员减少", "其主要原因是人员减少", "其中主要原因是人员减少", "主要原因是由于人员减少", "主要原因是因为人员减少", "主要原因由于人员减少", "主要原因因为人员减少",
     "主要原因是：人员减少", "主要原因是：，人员减少", "主要原因有：人员减少", "主要是人员减少", "主要是由于人员减少", "主要是因为人员减少", "主要是：人员减少", "是因为人员减少",
     "是由于人员减少", "由于人员减少", "因为人员减少", "是人员减少", "主要系人员减少", "主要为人员减少", "主要因人员减少", "主要在于人员减少",
     "主要原因如下：人员减少", "原因如下：\n人员减少", "主要有以下原因：人员减少", "有以下几个方面的原因：人员减少", "变动原因：人员减少", "差异原因是人员减少",
     "支出减少的主要原因是人员减少", "决算数存在差异的主要原因是人员减少", "与年初相比，主要原因是人员减少", "与上年相比减少的原因：人员减少", "减少的主要原因是由于人员减少",
     "主要原因：主要是人员减少", "：主要原因是人员减少。", "主要原因是 人员减少", "原因 ：人员减少", "主要原因是原因是人员减少"],
)  # fmt: skip
@pytest.mark.parametrize("frame", [BECAUSE, IS, SO])
def test_the_reason_is_announced_once(text, frame):
    assert sentence(text, frame) == f"{frame[0]}人员减少{frame[1]}"


@pytest.mark.parametrize(
    "text",
    ["原因不明", "原因复杂，人员减少", "主要原因不在本单位", "原有人员退休", "主要领导调整", "因公出国团组减少", "主要因素复杂", "是否支付未定", "其他原因", "原因有三",
     "是非不明", "主要工作调整", "的士补贴减少"],
)  # fmt: skip
def test_what_only_looks_like_an_announcement_stays(text):
    assert as_inside_sentence(text, *IS) == text


@pytest.mark.parametrize(
    "text",
    ["支出减少的主要原因是人员减少，收入减少的主要原因是项目跨年", "项目支出增加的主要原因是项目跨年", "与上年相比，人员减少"],
)  # fmt: skip
def test_what_sets_apart_several_causes_stays(text):
    assert as_inside_sentence(text, *IS) == text


@pytest.mark.parametrize(
    "text", ["待定", "待补充", "无变化", "同上", "NA", "None", "ＮＵＬＬ", "《无》", "Ｎ／Ａ"]
)
def test_what_holds_a_place_says_nothing(text):
    assert not says(text)


def test_an_announcement_stays_where_the_sentence_does_not_make_one():
    assert sentence("主要原因是人员减少", PLAIN) == "主要职责：主要原因是人员减少。"
    assert as_inside_sentence("主要原因是人员减少", "", "") == "主要原因是人员减少"


@pytest.mark.parametrize(
    ("text", "frame"), [("主要原因是", IS), ("主要包括", SPENT), ("用于", USED), ("收入", FROM), ("等原因", SO), ("等", USED), ("工作机制", SYSTEM)]
)  # fmt: skip
def test_what_the_sentence_says_itself_says_nothing(text, frame):
    assert as_inside_sentence(text, *frame) == ""


@pytest.mark.parametrize(
    ("text", "frame", "read"),
    [
        ("主要用于加油", USED, "，主要用于加油等"),
        ("主要用于：加油", USED, "，主要用于加油等"),
        ("主要包括培训", SPENT, "主要包括培训等业务支出。"),
        ("主要是加油", USED, "，主要用于加油等"),
        ("主要用于培训", SPENT, "主要包括培训等业务支出。"),
        ("主要包括培训", IS, "的主要原因是培训。"),
        ("主要是：主要用于加油", USED, "，主要用于加油等"),
        ("用于加油", USED, "，主要用于加油等"),
        ("用于加油", ("主要用于：", "。"), "主要用于：加油。"),
        ("主要是国际旅费", ("开支内容包括：", "。"), "开支内容包括：国际旅费。"),
        ("开支内容：国际旅费", ("开支内容包括：", "。"), "开支内容包括：国际旅费。"),
        ("建立了分级负责", SYSTEM, "建立了分级负责的预算绩效管理工作机制；"),
        ("主要道路维修", USED, "，主要用于主要道路维修等"),
        ("主要是否合格", SPENT, "主要包括主要是否合格等业务支出。"),
        ("有关会议", USED, "，主要用于有关会议等"),
    ],
)
def test_a_use_is_announced_once(text, frame, read):
    assert sentence(text, frame) == read


@pytest.mark.parametrize(
    ("text", "frame", "read"),
    [
        ("分级负责", SYSTEM, "建立了分级负责的预算绩效管理工作机制；"),
        ("分级负责的工作机制", SYSTEM, "建立了分级负责的预算绩效管理工作机制；"),
        ("分级负责的预算绩效管理工作机制。", SYSTEM, "建立了分级负责的预算绩效管理工作机制；"),
        ("分级负责预算绩效管理工作机制", SYSTEM, "建立了分级负责的预算绩效管理工作机制；"),
        ("分级负责的预算绩效管理工作", SYSTEM, "建立了分级负责的预算绩效管理工作机制；"),
        ("机制健全", SYSTEM, "建立了机制健全的预算绩效管理工作机制；"),
        ("会议工作", ("开展", "工作；"), "开展会议工作；"),
        ("会议", ("开展", "工作；"), "开展会议工作；"),
        ("会议、工作", ("开展", "工作；"), "开展会议工作；"),
        (
            "分级负责工作机制",
            ("建立了", "的预算绩效管理工作机制："),
            "建立了分级负责的预算绩效管理工作机制：",
        ),
        ("经费不足所致", PLAIN, "主要职责：经费不足所致。"),
        ("人员减少所致", ("，主要原因是", "等"), "，主要原因是人员减少所致等"),
        ("人员减少的原因", IS, "的主要原因是人员减少。"),
        ("人员减少所致。", IS, "的主要原因是人员减少。"),
        ("政策调整的缘故", BECAUSE, "，主要原因：政策调整。"),
        ("租车等原因", IS, "的主要原因是租车等。"),
        ("男女不平等原因", IS, "的主要原因是男女不平等原因。"),
        ("历史原因", IS, "的主要原因是历史原因。"),
        ("人员减少所致", USED, "，主要用于人员减少所致等"),
    ],
)
def test_what_follows_is_said_once(text, frame, read):
    assert sentence(text, frame) == read


@pytest.mark.parametrize(
    ("text", "before", "read"),
    [
        ("主要问题：执行偏慢。", "发现的主要问题：", "执行偏慢。"),
        ("问题及原因：执行偏慢。", "发现的主要问题及原因：", "执行偏慢。"),
        ("主要原因是经费不足", "发现的主要问题及原因：", "经费不足"),
        ("改进措施是加强管理；", "下一步改进措施：", "加强管理；"),
        ("下一步改进措施：\n一是甲\n二是乙", "下一步改进措施：", "一是甲\n二是乙"),
        ("改进措施得力", "下一步改进措施：", "改进措施得力"),
        ("行政运行：反映行政单位的支出", "2060101　行政运行　", "反映行政单位的支出"),
        ("行政运行是指行政单位的支出", "2060101　行政运行　", "是指行政单位的支出"),
        ("行政运行的支出", "2060101　行政运行　", "行政运行的支出"),
        ("职责明确", "主要职责：", "职责明确"),
        ("（一）甲", "（一）", "（一）甲"),
        ("主要原因是甲", "", "主要原因是甲"),
        ("决算数小于预算数的主要原因是甲", "决算数小于预算数的主要原因：", "甲"),
        ("支出减少的主要原因是甲，收入减少的主要原因是乙", "支出减少的主要原因是", "支出减少的主要原因是甲，收入减少的主要原因是乙"),
        ("原因有二：一是甲；二是乙", "，主要原因：", "一是甲；二是乙"),
        ("有以下两点：一是甲；二是乙", "，主要原因：", "一是甲；二是乙"),
        ("具体原因如下：甲", "，主要原因：", "甲"),
        ("究其原因，甲", "，主要原因是", "甲"),
        ("主要包括甲", "，主要原因：", "甲"),
        ("，.5%以下", "占", ".5%以下"),
        ("，．5%以下", "占", "．5%以下"),
    ],
)  # fmt: skip
def test_a_label_is_written_once(text, before, read):
    assert without_said_before(text, before) == read


@pytest.mark.parametrize(
    ("text", "frame", "read"),
    [
        ("租车等", SO, "，主要是租车等原因"),
        ("租车等。", SO, "，主要是租车等原因"),
        ("租车等等", SO, "，主要是租车等原因"),
        ("租车等原因", SO, "，主要是租车等原因"),
        ("租车等原因。", SO, "，主要是租车等原因"),
        ("租车、", SO, "，主要是租车等原因"),
        ("租车、等", SO, "，主要是租车等原因"),
        ("租车等等原因", SO, "，主要是租车等原因"),
        ("租车等", USED, "，主要用于租车等"),
        ("租车\n等", USED, "，主要用于租车等"),
        ("培训", FROM, "主要是：培训收入等。"),
        ("培训等", FROM, "主要是：培训收入等。"),
        ("培训收入", FROM, "主要是：培训收入等。"),
        ("培训收入等", FROM, "主要是：培训收入等。"),
        ("培训收入等。", FROM, "主要是：培训收入等。"),
        ("培训等收入", FROM, "主要是：培训收入等。"),
        ("收入上缴", FROM, "主要是：收入上缴收入等。"),
        ("培训收入、讲课收入等", FROM, "主要是：培训收入、讲课收入等。"),
        ("增加收入", SO, "，主要是增加收入等原因"),
        ("租车等业务支出", SPENT, "主要包括租车等业务支出。"),
        ("租车等支出", SPENT, "主要包括租车等业务支出。"),
        ("加油等费用", USED, "，主要用于加油等"),
        ("加油等等方面。", USED, "，主要用于加油等"),
        ("加油等用途", USED, "，主要用于加油等用途等"),
        ("租车等", IS, "的主要原因是租车等。"),
        ("租车等等", IS, "的主要原因是租车等等。"),
    ],
)
def test_and_so_on_is_said_once(text, frame, read):
    assert sentence(text, frame) == read


@pytest.mark.parametrize(
    "word",
    ["平等", "不平等", "同等", "相等", "不等", "均等", "对等", "中等", "高等", "初等", "上等", "下等", "优等", "劣等", "特等", "头等", "一等", "二等", "三等", "何等", "此等"],
)  # fmt: skip
def test_words_that_end_in_等_keep_it(word):
    assert sentence(f"男女{word}", SO) == f"，主要是男女{word}等原因"
    assert sentence(f"男女{word}。", USED) == f"，主要用于男女{word}等"


def test_a_word_that_ends_in_等_and_so_on():
    assert sentence("男女不平等。", USED) == "，主要用于男女不平等等"
    assert sentence("男女不平等等", SO) == "，主要是男女不平等等原因"
    assert sentence("男女不平等等原因", SO) == "，主要是男女不平等等原因"
    assert sentence("男女不平等原因", SO) == "，主要是男女不平等原因等原因"


MARKS = "，。、；：！？"
EDGES = st.sampled_from(
    [
        "",
        "。",
        "；",
        "，",
        "等",
        "等。",
        ".",
        ";",
        " ",
        "\n",
        "主要原因是",
        "主要是",
        "：",
        "“",
        "”",
        "（",
        "）",
        "《",
        "》",
        "……",
        "😀",
        "\r\n",
        "5",
        "A",
    ]
)
TYPED = st.lists(
    st.one_of(EDGES, st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=6)),
    max_size=6,
).map("".join)


@settings(max_examples=250)
@given(TYPED, st.sampled_from([BECAUSE, IS, SO, USED, SPENT, PLAIN, FROM, SYSTEM]))
@example("主要原因是主要原因是", IS)
@example(".5", IS)
def test_no_two_marks_meet_where_a_text_is_joined(text, frame):
    before, after = frame
    joined = as_inside_sentence(text, before, after)
    assert joined == as_inside_sentence(joined, before, after) or "等" in joined or not says(text)
    if joined:
        assert joined[0] not in f"{MARKS} \n"
        assert joined[-1] not in f"{MARKS} \n"
        assert "\n" not in joined


@settings(max_examples=300)
@given(TYPED, st.sampled_from([BECAUSE, IS, SO, USED, SPENT, PLAIN, FROM, SYSTEM]))
def test_nothing_inside_a_text_is_changed(text, frame):
    """What is joined is one stretch of what was typed, but for line breaks and the marks beside them."""
    joined = as_inside_sentence(f"始{text}终", *frame)
    typed = [line.strip() for line in f"始{text}终".splitlines() if line.strip()]
    skip = r"[；。．.！!？?;，,、：:…~～\s\u200b\ufeff]*"
    assert re.fullmatch(
        skip.join(
            re.escape(line.strip("。．.！!？?；;，,、：:…~～ \t\xa0\u3000\u200b\ufeff")) for line in typed
        ),
        joined,
    )


# ---- as a paragraph of its own ----


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("负责科技", "负责科技。"),
        ("负责科技。", "负责科技。"),
        ("负责科技；", "负责科技；"),
        ("负责科技;", "负责科技;"),
        ("负责科技！", "负责科技！"),
        ("负责科技？", "负责科技？"),
        ("负责科技!", "负责科技!"),
        ("负责科技?", "负责科技?"),
        ("负责科技……", "负责科技……"),
        ("负责科技，", "负责科技。"),
        ("负责科技、", "负责科技。"),
        ("负责科技：", "负责科技。"),
        ("负责科技:", "负责科技。"),
        ("负责科技,", "负责科技。"),
        ("负责科技.", "负责科技。"),
        ("负责科技．", "负责科技。"),
        ("推行ISO9001.", "推行ISO9001。"),
        ("，负责科技", "负责科技。"),
        ("：负责科技", "负责科技。"),
        ("!负责科技", "负责科技。"),
        (".负责科技", "负责科技。"),
        (".5万元", ".5万元。"),
        ("“负责科技。”", "“负责科技。”"),
        ("“负责科技”", "“负责科技”。"),
        ("（负责科技。）", "（负责科技。）"),
        ("（负责科技）", "（负责科技）。"),
        ("(负责科技.)", "(负责科技.)。"),
        ("落实《预算法》", "落实《预算法》。"),
        ("一是甲；\n二是乙。", "一是甲；\n二是乙。"),
        ("一是甲；\n二是乙", "一是甲；\n二是乙。"),
        ("主要原因是甲", "主要原因是甲。"),
        ("无", "无。"),
        ("😀", "😀。"),
        ("", ""),
        ("，", ""),
        ("。", ""),
        (" ", ""),
    ],
)
def test_a_paragraph_is_closed(text, read):
    assert "".join(as_paragraph(text)) == read


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("", ""),
        ("甲", "。"),
        ("甲。", ""),
        ("甲”", "。"),
        ("甲。”", ""),
        ("甲。）", ""),
        ("甲；", ""),
        ("甲…", ""),
        ("甲。' ", ""),
        ("甲。X", "。"),
        ("支持SpaceX", "。"),
        ("”", "。"),
    ],
)
def test_the_full_stop_that_is_missing(text, stop):
    assert missing_stop(text) == stop


@pytest.mark.parametrize(
    ("text", "frame", "said"),
    [
        ("会议、培训、等", USED, "，主要用于会议、培训等"),
        ("会议，等等。", USED, "，主要用于会议等"),
        ("会议 \u3000等", USED, "，主要用于会议等"),
        ("公务车3", ("共有", "3辆。"), "共有公务车33辆。"),  # a number is not said twice
        ("完善了制度的机制", ("建立了", "的机制；"), "建立了完善了制度的机制；"),
        ("完善了制度的工作机制", ("建立了", "的预算工作机制；"), "建立了完善了制度的预算工作机制；"),
    ],
)
def test_what_follows_a_text_is_not_said_by_it_as_well(text, frame, said):
    assert sentence(text, frame) == said


@pytest.mark.parametrize(
    ("text", "things", "left"),
    [
        ("会议、培训等", "", "会议、培训"),
        ("会议，等", "", "会议"),
        ("会议、培训、等等支出", "支出", "会议、培训"),
        ("会议培训", "支出", "会议培训"),
        ("男女平等", "", "男女平等"),
    ],
)
def test_without_and_so_on_no_mark_is_left_at_the_end(text, things, left):
    assert without_and_so_on(text, things) == left
