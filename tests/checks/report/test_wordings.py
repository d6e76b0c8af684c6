"""Claims in other words than the form's: right ones are no error, and every figure in them is still checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.lines import Line, printed_lines
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.reworded import is_of_another, place_of_subject
from narrator.checks.report.prose_places import side_of_capture
from narrator.checks.report.reason_clauses import says_why
from narrator.document import Document

from ..reports import HOME, before, findings, original, replaced, told
from ..telling import Golden, in_full

SHANGHAI = "上海2024"
# The form, a sentence of its sample's report, and the same claim in other words.
REWORDED = [
    (HOME, "与上年相比，财政拨款支出减少26.99万元，降低3.07%，", "财政拨款支出较上年减少26.99万元，下降3.07%，"),
    (HOME, "与上年相比，财政拨款支出减少26.99万元，降低3.07%，", "财政拨款支出同比下降3.07%，减少26.99万元，"),
    (HOME, "与上年相比，财政拨款支出减少26.99万元，降低3.07%，", "财政拨款支出比上一年度减少了26.99万元，降幅3.07%，"),
    (HOME, "比上年减少3.01万元，降低7.81%，", "较上一年度减少3.01万元，下降7.81%，"),
    (HOME, "完成年初预算的102.35%，决算数与年初预算数存在差异的主要原因是", "为年初预算的102.35%，决算数大于预算数的主要原因是"),
    (HOME, "完成年初预算的100.00%，决算数与年初预算数持平。", "完成年初预算的100.00%，决算数同年初预算数持平。"),
    (HOME, "完成年初预算的100.00%，决算数与年初预算数持平。", "预算完成率为100.00%，决算数等于预算数。"),
    (HOME, "完成预算的63.59%，决算数小于预算数的主要原因是公务出行减少。其中：", "完成预算的63.59%。决算数小于预算数，主要原因是公务出行减少。其中："),
    (HOME, "2023年公务接待费与上年持平。", "2023年公务接待费较上年无增减变化。"),
    (HOME, "比上年增加1.45万元，增长65.91%，", "较上年增加1.45万元，上升65.91%，"),
]  # fmt: skip
# The same, with a fault in it: the rule that tells of it.
WRONG = [
    (HOME, "与上年相比，财政拨款支出减少26.99万元，降低3.07%，", "财政拨款支出较上年增加26.99万元，增长3.07%，", {"PR-4", "PR-7"}),
    (HOME, "与上年相比，财政拨款支出减少26.99万元，降低3.07%，", "财政拨款支出较上年减少29.69万元，下降3.07%，", {"PR-7"}),
    (HOME, "与上年相比，财政拨款支出减少26.99万元，降低3.07%，", "财政拨款支出同比下降7.03%，减少26.99万元，", {"PR-7"}),
    (HOME, "完成年初预算的100.00%，决算数与年初预算数持平。", "完成年初预算的98.00%，决算数同年初预算数持平。", {"PR-4", "PR-5"}),
    (HOME, "完成年初预算的102.35%，决算数与年初预算数存在差异的主要原因是", "为年初预算的102.35%，决算数小于预算数的主要原因是", {"PR-4"}),
    (HOME, "完成预算的63.59%，决算数小于预算数的主要原因是公务出行减少。其中：", "完成预算的36.41%。决算数小于预算数，主要原因是公务出行减少。其中：", {"PR-5"}),
    (HOME, "完成预算的63.59%，决算数小于预算数的主要原因是公务出行减少。其中：", "完成预算的63.59%。决算数大小于预算数，主要原因是公务出行减少。其中：", {"HY-4"}),
    (SHANGHAI, "公务用车购置及运行维护费支出决算增加17.26万元，增长153.42%；公务接待费支出决算持平。", "公务用车购置及运行维护费支出决算较上年上升153.42%，增加17.62万元；公务接待费支出决算较上年没有变化。", {"PR-7"}),
    (SHANGHAI, "公务用车购置及运行维护费支出决算增加17.26万元，增长153.42%；公务接待费支出决算持平。", "公务用车购置及运行维护费支出决算较上年多17.26万元，上升153.42%，公务接待费支出决算较上年减少0.15万元，下降11.00%。", {"PR-7"}),
]  # fmt: skip

CARS = "公务用车购置及运行维护费支出决算增加17.26万元，增长153.42%"
# A paragraph of the form, in other words with a fault in them, and all that is told of it.
PARAGRAPH = "267.12万元，主要是人员工资等支出，完成年初预算的102.35%，决算数与年初预算数存在差异的主要原因是人员变动。"
IN_FULL = [
    (
        "年初预算为300.00万元，支出决算为267.21万元，完成年初预算的89.07%。决算数小于预算数的主要原因是人员变动。",
        """错误 PR-1 公开05表 2060101 小计（“科学技术支出(类)科学技术管理事务(款)行政运行…”）
    正文与表不同。核对正文和表，改正填错的一处。
    正文“（1）科学技术支出（类）科学技术…”：267.21 ＠第53段
    公开05表 2060101 小计：267.12 ＠一般公共预算支出表.各科目.2060101.小计
""",
    ),
    (
        "年初预算为300.00万元，支出决算为267.12万元，完成年初预算的89.04%。决算数大于预算数的主要原因是人员变动。",
        """错误 PR-4 “科学技术支出(类)科学技术管理事务(款)行政运行…”
    说法与数不符：决算数小于年初预算数。照数改写这句话。
    正文“（1）科学技术支出（类）科学技术…”：决算数大于预算 ＠第53段
    决算数：267.12
    年初预算数：300.00
""",
    ),
    (
        "年初预算为300.00万元，支出决算为267.12万元，完成年初预算的88.04%。决算数小于预算数的主要原因是人员变动。",
        """错误 PR-5 “科学技术支出(类)科学技术管理事务(款)行政运行…”的完成率
    完成率与算得的不同。照算式改正。〔1.00〕
    正文“（1）科学技术支出（类）科学技术…”：88.04% ＠第53段
    267.12 ÷ 300.00：89.04
""",
    ),
    (
        "支出决算为0.00万元，完成年初预算的89.04%。决算数小于预算数的主要原因是人员变动。",
        """错误 PR-1 公开05表 2060101 小计（“科学技术支出(类)科学技术管理事务(款)行政运行…”）
    正文与表不同。核对正文和表，改正填错的一处。
    正文“（1）科学技术支出（类）科学技术…”：0.00 ＠第53段
    公开05表 2060101 小计：267.12 ＠一般公共预算支出表.各科目.2060101.小计
错误 PR-5 “科学技术支出(类)科学技术管理事务(款)行政运行…”的完成率
    没有支出而完成率不是零。核对：没有预算就写年初未安排预算；有预算，完成率就是0.00%。
    正文“（1）科学技术支出（类）科学技术…”：89.04% ＠第53段
    决算数：0.00
""",
    ),
]

# One change said to go both ways, in a paragraph of the sample; and all that is told of it.
BOTH_WAYS = [
    (
        "收入支出总计减少135.85万元，增长2.72%。",
        """错误 PR-4 “减少135.85万元,增长2.72%”
    “减少”和“增长”说的方向相反。照数把“减少”改成“增加”。
    正文“上海市某区某局2024年度收入支…”：减少135.85万元,增长2.72% ＠第65段
""",
    ),
    (
        "收入支出总计下降2.72%，增加135.85万元。",
        """错误 PR-4 “下降2.72%,增加135.85万元”
    “下降”和“增加”说的方向相反。照数把“下降”改成“增长”。
    正文“上海市某区某局2024年度收入支…”：下降2.72%,增加135.85万元 ＠第65段
""",
    ),
    (
        "收入支出总计减少135.85万元，增长22.72%。",
        """错误 PR-7 “与2023年度相比,收入支出总计减少135.85…”的变动率
    变动率与算得的不同，增加、减少都不是。核对增减、变动额和变动率。
    正文“与2023年度相比,收入支出总计减少135.85…”：22.72% ＠第65段
    增加135.85推出的变动率：2.72%
    减少135.85推出的变动率：2.58%
错误 PR-4 “减少135.85万元,增长22.72%”
    “减少”和“增长”说的方向相反。核对增减，改正写错的一个。
    正文“上海市某区某局2024年度收入支…”：减少135.85万元,增长22.72% ＠第65段
""",
    ),
    (
        "收入支出总计增长2.72%，增加135.85万元。",
        """提醒 HY-4 “与2023年度相比,收入支出总计增长2.72%,增加135.”
    这里的话与格式的不同，其中的数都核对过了。核对错字、脱字，照格式改正。
    正文“上海市某区某局2024年度收入支…”：与2023年度相比,收入支出总计增长2.72%,增加135.85万元。主要原因:图书馆总馆新馆舍投入使用,人员经费和图书购置经费增加;博物馆开展非独立核算经营活动。 ＠第65段
    格式：与…年度相比,收入支出总计增加…万元,增长…%…。
""",
    ),
    (
        "收入支出总计增长2.72%，增加135.85万元，另有9.99万元。",
        """不能核对 读 正文“与2023年度相比,收入支出总计…,另有”
    没有读懂这句话，里面的数没有核对。照格式改正；不能照格式写的，人工核对。
    正文“上海市某区某局2024年度收入支…”：与2023年度相比,收入支出总计…,另有9.99万元。… ＠第65段
    格式：与…年度相比,收入支出总计增加…万元,增长…%…。
""",
    ),
]


# What is told of each, word for word.
GOLDEN = Golden(Path(__file__).with_name("wordings.txt"))
TITLES = [text for _, _, text, *_ in (*REWORDED, *WRONG)]


def new(document: Document, name: str) -> list[Finding]:
    """What is told of DOCUMENT and not of the sample's report, tails left out."""
    return [
        one
        for one in findings(document, name=name)
        if one.level is not Level.TAIL and not told([one]) <= before(name)
    ]


@pytest.mark.parametrize(("name", "old", "text"), REWORDED, ids=[text for *_, text in REWORDED])
def test_the_same_in_other_words_is_a_hint_at_most(name: str, old: str, text: str, accept: bool) -> None:
    found = new(replaced(original(name), old, text), name)
    assert [(one.rule, one.what) for one in found if one.level is not Level.HINT] == []
    GOLDEN.holds(text, in_full(found), accept, TITLES)


@pytest.mark.parametrize(("name", "old", "text", "rules"), WRONG, ids=[text for _, _, text, _ in WRONG])
def test_what_is_wrong_in_other_words_is_told(
    name: str, old: str, text: str, rules: set[str], accept: bool
) -> None:
    found = new(replaced(original(name), old, text), name)
    assert rules & {one.rule for one in found if one.level is Level.ERROR}
    GOLDEN.holds(text, in_full(found), accept, TITLES)


@pytest.mark.parametrize(
    "text",
    [
        f"{CARS}；公务接待费支出决算较上年没有变化。公务用车支出增加的主要原因是更新车辆。",
        f"{CARS}；公务接待费支出决算较上年没有变化。公务用车购置及运行维护费支出增加的主要原因是更新车辆。",
        "因公出国费与上年一样，公务用车购置及运行维护费较上年上升153.42%，增加17.62万元，公务接待费与上年持平。",
        "因公出国（境）费与上年一样，公务用车购置及运行维护费较上年上升153.42%，增加17.26万元，公务接待费与上年持平。",
    ],
)
def test_what_is_said_of_one_subject_is_not_taken_for_another(text: str) -> None:
    abroad = "" if text.startswith("公务") else "因公出国（境）费支出决算持平；"
    found = new(replaced(original(SHANGHAI), f"{abroad}{CARS}；公务接待费支出决算持平。", text), SHANGHAI)
    assert {one.rule for one in found} <= {"HY-4", "读"}


@pytest.mark.parametrize(("words", "wanted"), IN_FULL, ids=[words for words, _ in IN_FULL])
def test_what_is_wrong_in_a_paragraph_in_other_words_is_told_in_full(words: str, wanted: str) -> None:
    found = new(replaced(original(), PARAGRAPH, f"，主要用于人员工资。{words}"), HOME)
    own = [one for one in found if one.rule.startswith("PR") and "按科目" not in one.subject]
    assert in_full(own) == wanted


@pytest.mark.parametrize(("words", "wanted"), BOTH_WAYS, ids=[words for words, _ in BOTH_WAYS])
def test_a_change_that_is_said_to_go_both_ways_is_told_and_its_figures_are_judged(
    words: str, wanted: str
) -> None:
    old = "收入支出总计增加135.85万元，增长2.72%。"
    assert in_full(new(replaced(original(SHANGHAI), old, words), SHANGHAI)) == wanted


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("收入支出总计增长2.72%，增加135.85万元，其中人员经费增加99.99万元。", "增加99.99万元"),
        ("收入支出总计增长2.72%，增加135.85万元，支出决算9999.99万元。", "支出决算9999.99万元"),
    ],
)
def test_a_figure_that_no_claim_takes_is_told_as_not_read(words: str, left: str) -> None:
    old = "收入支出总计增加135.85万元，增长2.72%。"
    [unread] = new(replaced(original(SHANGHAI), old, words), SHANGHAI)
    assert unread.rule == "读"
    assert left in unread.sides[0].value
    assert "135.85" not in unread.sides[0].value


def test_what_a_sentence_says_in_another_order_is_read() -> None:
    old = "其中：基本支出3869.22万元，占77.16%；项目支出"
    line = next(one.text for one in printed_lines(original(SHANGHAI)) if old in one.text)
    first, last = re.search("其中：(基本支出.*?)；(项目支出[^；]*?)[；。]", line).groups()  # type: ignore[union-attr]
    found = new(replaced(original(SHANGHAI), f"{first}；{last}", f"{last}；{first}"), SHANGHAI)
    assert found == []
    wrong = f"{last}；{first}".replace("3869.22", "3869.32")
    assert {"PR-1"} == {
        one.rule
        for one in new(replaced(original(SHANGHAI), f"{first}；{last}", wrong), SHANGHAI)
        if one.level is Level.ERROR
    }


def test_another_year_than_the_one_before_is_told_once() -> None:
    wrong = replaced(
        original(SHANGHAI), "与2023年度相比，收入支出总计增加", "与2022年度相比，收入支出总计增加"
    )
    assert (
        in_full(new(wrong, SHANGHAI))
        == """错误 ST-2 年度（“上海市某区某局2024年度收…”）
    这里说的是上年，年度不是上年。核对年度。
    正文“上海市某区某局2024年度收入支出总计5122.…”：2022 ＠第65段
    上年：2023
"""
    )


@pytest.mark.parametrize(
    ("subject", "text", "place"),
    [
        ("国内公务接待支出", "国内公务接待支出5.00万元", (0, 8)),
        ("国内公务接待支出", "其他国内公务接待支出5.00万元", None),
        ("国内公务接待费支出", "其他国内公务接待费用5.00万元", None),
        ("其他国内公务接待支出", "其他国内公务接待费支出5.00万元", (0, 8)),
        ("国内公务接待费支出", f"{'公务国内，接待' * 50}国内公务接待支出5.00万元", (350, 356)),
        ("国内公务接待支出", "本国国内公务接5.00万元", (2, 7)),  # two thirds of it
        ("国内公务接待支出", "国内公务支出5.00万元", None),
        ("公务接待费", "本国公务接待支出5.00万元", (2, 6)),  # as few letters as are enough
        ("公务接待费", "公务接5.00万元", None),
    ],
)
def test_what_is_besides_a_subject_is_not_it(subject: str, text: str, place: tuple[int, int] | None) -> None:
    assert place_of_subject(subject, text) == place


def test_two_names_of_one_budget_are_told_in_full() -> None:
    document = original(SHANGHAI)
    for budget, final, way in (
        ("842.00", "863.25", "大于"),
        ("165.00", "148.63", "小于"),
        ("840.00", "864.97", ""),
    ):
        old = f"年初预算为{budget}万元，支出决算为{final}万元。决算数{way}{'预算数' if way else ''}"
        document = replaced(document, old, old.replace("年初", "全年").replace("预算数", "全年预算数"))
    [found] = [one for one in new(document, SHANGHAI) if one.rule == "HY-8"]
    assert in_full([found]) == (
        "提醒 HY-8 预算数的叫法\n"
        "    别处写的是“全年预算数”，这里写的是“预算数”。统一叫法。\n"
        "    正文“4、文化旅游体育与传媒支出（类）…”：决算数大于预算 ＠第82段\n"
    )


def test_items_that_state_no_rate_are_counted_where_there_is_one() -> None:
    """What was spent as it was planned has none that anybody would miss."""
    document = original(SHANGHAI)
    for old, more in (
        ("支出决算为1309.01万元。决算数小于", "支出决算为1309.01万元，完成年初预算的96.96%。决算数小于"),
        (
            "支出决算为687.03万元。决算数小于预算数的主要原因：",
            "支出决算为687.03万元。决算数比预算数少，主要原因：",
        ),
        (
            "支出决算为48.63万元。决算数小于预算数的主要原因：",
            "支出决算为48.63万元。决算数比预算数少，主要原因：",
        ),
        ("支出决算为86.00万元。决算数与预算数持平。", "支出决算为86.00万元。决算数等于预算数。"),
    ):
        document = replaced(document, old, more)
    [found] = [one for one in new(document, SHANGHAI) if one.subject == "各项的完成率"]
    assert found.what == "有1项写了完成率，有2项没有写"


def test_a_subject_about_an_item_is_not_that_of_a_string_about_another_alone() -> None:
    items = ["会议费", "培训费"]
    assert is_of_another("会议费支出", "培训费支出5.00万元", items)
    assert not is_of_another("会议费支出", "培训费、会议费支出5.00万元", items)
    assert not is_of_another("会议费支出", "支出5.00万元", items)
    assert not is_of_another("支出", "培训费支出5.00万元", items)


def test_what_stands_behind_a_sentence_may_say_why() -> None:
    said = "公务接待费支出比上年减少"
    assert says_why("主要原因是厉行节约。", said)
    assert says_why("另有一句。公务接待费支出减少的原因是厉行节约。", said)
    assert says_why("另有一句。公务接待费支的原因是厉行节约。", said)  # as few letters as are enough
    assert not says_why("另有一句。公务接待费的原因是厉行节约。", said)
    assert not says_why("公务接待费支出减少5.00万元。", said)
    assert not says_why("", said)


@pytest.mark.parametrize(
    ("printed", "rules"),
    [
        ("因公出国（境）费支出与上一年度持平", set()),
        ("因公出国（境）费支出决算与上年持平", set()),
        ("因公出国（境）费支出较上年决算数持平", set()),
        ("因公出国（境）费支出与上年持平，主要原因是没有安排因公出国（境），也没有组团", set()),
        ("因公出国（境）费支出与上年持平，原因是没有安排5.00万元的出访", {"HY-4"}),
        ("因公出国（境）费支出与上年持平，没有组团", {"HY-4"}),  # which is no reason
        ("因公出囯（境）费支出决算与上年持平", {"HY-4"}),  # of whom it is said is not the form's
        ("因公出国（境）费支出决算与上年基本持平", {"HY-4"}),
    ],
)
def test_that_nothing_changed_may_be_said_in_the_usual_words(printed: str, rules: set[str]) -> None:
    document = replaced(original(SHANGHAI), "因公出国（境）费支出决算持平", printed)
    assert {one.rule for one in new(document, SHANGHAI)} == rules


def test_that_nothing_changed_is_told_where_something_did() -> None:
    document = replaced(original(SHANGHAI), CARS, "公务用车购置及运行维护费支出决算与上年持平")
    assert {one.rule for one in new(document, SHANGHAI)} == {"PR-4", "T7-1"}


def test_what_a_claim_says_twice_is_told_of_both_places() -> None:
    line = Line(7, "出国费决算为0.00万元，完成预算的0%；用车费决算为0.00万元，完成预算的0%。", False)
    captures = tuple(Capture(Piece("choice", source=name), "完成预算的0%") for name in ("出国", "用车"))
    claim = Claim(line, line.plain, captures)
    names = [side_of_capture(claim, one).name for one in captures]
    assert names == ["正文“出国费决算为0.00万元,完成预算的0%;用车费…”", "正文“用车费决算为0.00万元,”"]
    assert {side_of_capture(claim, one).value for one in captures} == {"完成预算的0%"}
    # words that stand there once more, and are not captured, tell nothing of the place
    more = Claim(line, f"{line.plain}完成预算的0%", captures)
    assert {side_of_capture(more, one).name for one in captures} == {names[0]}
