"""Lines that fit their pattern in parts, and the patterns of composed sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.alignment import continues, find_wanted_line, has_enough_words
from narrator.checks.printed.lines import Line
from narrator.checks.printed.matching import match_to
from narrator.checks.printed.pattern_pieces import Piece, direct, every, every_capture
from narrator.checks.printed.prose import Prose, Wanted
from narrator.checks.printed.sentence_parts import (
    CLAUSE,
    NEXT,
    SENTENCE,
    STEPS,
    cut_at,
    place_of,
    remainder,
    split,
    with_any_mark,
)
from narrator.disclosure.value import Figure, Percentage, Record, Words, Year
from narrator.facts.operand import Publication
from narrator.number import Amount
from narrator.phrases.engine import Speaker
from narrator.sources import Derived, Hidden, Slot
from narrator.spans import Span, Text

from ..report.test_sentences import BOOK, PARAMETERS, PATTERNS, facts
from .test_printed import choice, differing, free, number, words

TOTAL = (words("收入总计"), number(), words("万元,占"), number(), words("%。其中:甲"), number(), words("万元;乙"), number(), words("万元。"))  # fmt: skip
SHORT = (words("收入总计"), number(), words("万元,占"), number(), words("%。"))
SEVEN = "甲。乙。丙。丁。戊。己。庚。"
DONE = choice(
    小于=(words("完成预算的"), number("完成率"), words("%,小于预算。")),
    大于=(words("完成预算的"), number("完成率"), words("%,大于预算。")),
    持平=(words("完成预算的百分之百,持平。"),),
)
WRITTEN = (words("占"), number(), words("%。完成情况:"), free())
SPENT = (words("支出合计"), number(), words("万元。"), DONE)


@pytest.mark.parametrize(
    ("line", "pattern", "claims", "differs"),
    [
        ("收入总计5万元,占3%。其中:甲1万元;乙2万元。", TOTAL, ["收入总计5万元,占3%。", "其中:甲1万元;乙2万元。"], []),
        ("收入总计5万元,占3%。其中:甲1万元;乙2万元。,;", TOTAL, ["收入总计5万元,占3%。", "其中:甲1万元;乙2万元。"], []),
        ("收入总计5万元,约占3%。其中:甲1万元;乙2万元。", TOTAL, ["收入总计5万元,", "其中:甲1万元;乙2万元。"], [("约占3%。", "占…%。")]),
        ("收入总计5万元,占3%。其中:乙2万元;甲1万元。", TOTAL, ["收入总计5万元,占3%。", "甲1万元。"], [("其中:乙2万元;", "其中:"), ("", "乙…万元。")]),
        ("收入总计5万元,占3%。另有说明;其中:甲1万元;乙2万元。", TOTAL, ["收入总计5万元,占3%。", "其中:甲1万元;", "乙2万元。"], [("另有说明;", "")]),
        # another mark where an item ends
        ("收入总计5万元,占3%;其中:甲1万元。乙2万元。", TOTAL, ["收入总计5万元,占3%;", "其中:甲1万元。", "乙2万元。"], []),
        ("前面有话。收入总计5万元,占3%。其中:甲1万元;乙2万元。", TOTAL, ["收入总计5万元,占3%。", "其中:甲1万元;乙2万元。"], [("前面有话。", "")]),
        ("前面有话,收入总计5万元,占3%。", TOTAL, ["收入总计5万元,", "占3%。"], [("前面有话,", ""), ("", "其中:甲…万元;乙…万元。")]),
        ("", TOTAL, [], [("", "收入总计…万元,占…%。其中:甲…万元;乙…万元。")]),
        ("。", TOTAL, [], [("", "收入总计…万元,占…%。其中:甲…万元;乙…万元。")]),
        # a sentence of the form is looked for at the beginning of one of the next eight
        (f"{SEVEN}收入总计5万元,占3%。", SHORT, ["收入总计5万元,占3%。"], [(SEVEN, "")]),
        (f"{SEVEN}辛。收入总计5万元,占3%。", SHORT, [], [(f"{SEVEN}辛。收入总计5万元,占3%。", "收入总计…万元,占…%。")]),
        # it has four letters of its own at least
        ("收入5万。", (words("收入"), number(), words("万。")), ["收入5万。"], []),
        ("收入5。", (words("收入"), number(), words("。")), [], [("收入5。", "收入…。")]),
        ("收入…。", (words("收入"), number(), words("。")), [], []),
        # a writer's text is read by no parts
        ("写的人的话。", (free(), words("。")), [], []),
        ("写的人的话", (free(),), [], []),
        ("写的人的话5", (free(), number()), [], [("写的人的话5", "…")]),
        ("", (words("三个字"),), [], []),
        ("", (words("四个字啊"),), [], [("", "四个字啊")]),
        ("支出合计5万元。完成预算的63.59%。", SPENT, ["支出合计5万元。"], []),
        ("支出合计5万元。没有完成。", SPENT, ["支出合计5万元。"], []),
        # what a writer wrote at the end is the writer's, whatever stands before
        ("约占5%。完成情况:检查3家。共4家。", WRITTEN, ["完成情况:检查3家。共4家。"], [("约占5%。", "占…%。")]),
    ],
)  # fmt: skip
def test_a_line_is_read_as_far_as_it_fits(line: str, pattern: tuple[Piece, ...], claims: list[str], differs: list[tuple[str, str]]) -> None:  # fmt: skip
    shown = [
        (have, want.replace("完成预算的…%,小于预算。", "…")) for have, want in differing(line, *pattern)[1]
    ]
    assert (differing(line, *pattern)[0], shown) == (claims, differs)


SHORT = {"number": "数", "free": "文"}  # kinds of pieces, as `shown` writes them


def test_words_are_cut_behind_marks() -> None:
    assert list(cut_at("甲。乙,丙", "。")) == ["甲。", "乙,丙"]
    assert list(cut_at("甲。乙,丙。", "。,")) == ["甲。", "乙,", "丙。"]
    assert list(cut_at("", "。")) == []

    def shown(marks: str) -> list[str]:
        return ["".join(piece.literal or SHORT[piece.kind] for piece in part) for part in split(TOTAL, marks)]

    assert shown(SENTENCE) == ["收入总计数万元,占数%。", "其中:甲数万元;乙数万元。"]
    assert shown(CLAUSE) == ["收入总计数万元,", "占数%。", "其中:", "甲数万元;", "乙数万元。"]


def test_a_part_stands_where_a_part_begins_and_ends() -> None:
    part = [words("乙"), number(), words("个")]

    def place(text: str, at: int = 0) -> tuple[int, int] | None:
        found = place_of(part, text, at, CLAUSE, NEXT, ())
        return found and (found[0], found[2])

    assert place("乙5个") == (0, 3)
    assert place("甲,乙5个") == (2, 5)
    assert place("甲乙5个") is None
    assert place("甲,乙5个人") is None
    assert place_of([words("乙"), number(), words("个,")], "乙5个,丙", 0, CLAUSE, NEXT, ()) is not None
    assert place("乙5个", 1) is None
    assert place("甲,乙5个", 2) == (2, 5)


# ---- which line of the form a line is ----


def wanted(*pattern: Piece, heading: bool = False) -> Wanted:
    return Wanted("", list(pattern), heading)


def test_a_line_is_certainly_that_of_the_form_when_it_has_enough_of_its_words() -> None:
    def certain(text: str, *pattern: Piece, heading: bool = False) -> bool:
        one = wanted(*pattern, heading=heading)
        found = match_to(one.start, text, 0, True)
        assert found is not None
        return has_enough_words(Line(1, text, False), one, found[0])

    assert certain("收入总计5", words("收入总计"), number())
    assert certain("收入计5", words("收入计"), number())  # no text that is free
    assert not certain("收5", words("收"), number())
    assert not certain("收入计甲", words("收入计"), free())
    assert certain("收入计:甲", words("收入计:"), free())
    assert certain("部门:甲", words("部门:"), free())
    assert not certain("部门甲", words("部门"), free())
    assert certain("部门甲", words("部门"), free(), heading=True)
    assert not certain("部甲", words("部"), free(), heading=True)
    assert certain("部门甲局", words("部门"), free("甲局"))
    assert not certain("部门甲局", words("部门"), free("乙局"))


def test_of_lines_that_fit_it_is_the_one_whose_names_it_has() -> None:
    def found(text: str, *lines: Wanted, at: int = 0) -> int | None:
        one = find_wanted_line(Line(1, text, False), lines, at, (), {})
        return one and one[0]

    names = [wanted(free(name, least=1), words("开展整体自评。")) for name in ("甲局", "乙局", "丙局")]
    assert [found(f"{name}开展整体自评。", *names) for name in ("甲局", "乙局", "丙局", "丁局")] == [
        0,
        1,
        2,
        0,
    ]
    assert found("甲局开展整体自评。", *names, at=1) == 1
    assert found("甲局开展整体自评。", *names, at=3) is None
    assert found("别的话。", *names) is None
    # a name that stands elsewhere in a line is not that of its place: of two that only fit it is the first
    told = [
        wanted(free(name, least=1), words("开展整体自评,其中"), free(), words("。"))
        for name in ("甲局", "乙局")
    ]
    assert found("丙局开展整体自评,其中乙局两次。", *told) == 0
    assert told[1].captures("丙局开展整体自评,其中乙局两次。") is not None
    assert told[1].captures_named("丙局开展整体自评,其中乙局两次。") is None
    assert told[1].captures_named("乙局开展整体自评,其中丙局两次。") is not None
    many = [wanted(words(f"第{n}句话。")) for n in range(70)]
    assert found("第59句话。", *many) == 59
    assert found("第60句话。", *many) is None
    assert found("第60句话。", *many, at=1) == 60


def test_a_line_goes_on_in_the_next_where_both_have_half_of_the_words_of_the_form() -> None:
    best = Wanted("", [words("一二三四,"), number(), words("五六七八,"), number(), words("子丑寅卯,"), number(), words("辰巳午未,")], False)  # fmt: skip

    def goes_on(text: str, after: str, row: str = "表.各科目.205", *others: Wanted, **more: bool) -> bool:
        one, other = Line(1, text, False), Line(2, after, more.get("heading", False))
        one.row, other.written = row, more.get("written", False)
        return continues(one, other, best, others)

    assert goes_on("一二三四,", "五六七八,")  # half
    assert goes_on("甲,", "一二三四,五六七八,")
    assert not goes_on("一二三四,", "五六七,")  # less
    assert not goes_on("一二三四,五六七八,", "甲乙")  # no more than the line has itself
    assert not goes_on("一二三四,", "五六七八,", "")  # where it is not known of which row it tells
    assert not goes_on("一二三四,5五六七八,5子丑寅卯,5辰巳午未,", "一二三四,")  # it is whole
    assert not goes_on("一二三四,", "五六七八,", written=True)
    assert not goes_on("一二三四,", "五六七八,", heading=True)
    other = Wanted("", [words("五六七八,"), number(), words("申酉戌亥,")], False)
    assert not goes_on("一二三四,", "五六七八,", "表.各科目.205", other)  # half of the next one
    # where it is not known of a row it goes on with words of that line which no other one has as well
    long, near = (
        wanted(words(text)) for text in ("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", "甲乙丙丁戊己庚辛")
    )
    long.text, near.text = (one.begin for one in (long, near))

    def rest(after: str, *others: Wanted) -> bool:
        return continues(Line(1, "甲乙丙丁。", False), Line(2, after, False), long, others)

    assert rest("己庚辛壬癸子丑寅卯")
    assert not rest("天地玄黄宇宙洪荒日月")
    assert not rest("甲乙丙丁戊己庚辛", near)  # as much of another one
    assert rest("己庚辛壬癸子丑寅卯", wanted(words("天地玄黄宇宙洪荒")))
    # four fifths are all of it
    four = [words("一二三四,"), number(), words("五六七八,"), number(), words("子丑寅卯,"), number(), words("辰巳午未,"), number()]  # fmt: skip
    begun = Line(1, "一二三四,5五六七八,5子丑寅卯,5辰巳午未,5", False, row="表.各科目.205")
    assert not continues(begun, Line(2, "甲乙丙丁,", False), wanted(*four, words("甲乙丙丁,")), ())


# ---- the patterns of composed sentences ----


def shown(found: tuple[Piece, ...] | list[Piece]) -> str:
    """A pattern in short: words as they are, ‹kind source least› for the rest, options by their situations."""
    return "".join(one.literal if one.kind == "literal" else inner(one) for one in found)


def inner(one: Piece) -> str:
    if one.kind == "choice":
        options = "｜".join(f"{'/'.join(sorted(names))}→{shown(parts)}" for names, parts in one.options)
        return f"‹{one.source if isinstance(one.source, str) else '说'} {options}›"
    source = one.source if isinstance(one.source, str) else type(one.source).__name__
    return f"‹{SHORT[one.kind]}{one.least or ''}{source}{one.literal}›"


def said(name: str, first: str, arguments: str) -> str:
    given, _ = facts(first)
    table = BOOK[name]
    parameters = {one: PARAMETERS[one] for one in table.parameters or ()}
    reason = {"原因": "甲"} if "原因句" in table.entries else {}
    speaker = Speaker(BOOK, Record({}, "原因"), Publication())
    return shown(PATTERNS.pieces(speaker.say(name, tuple(given[one] for one in arguments.split()), {**parameters, **reason})))  # fmt: skip


def test_a_chosen_wording_is_a_choice_of_all_wordings() -> None:
    reason = "‹原因 有→的主要原因是‹文理由›｜无→›"
    options = (
        "略小于→基本完成预算,决算数比预算数少‹数差额›万元", "未安排未支出→年初未安排预算,决算数与预算数持平",
        "持平→完成预算的‹数完成率›%,决算数与预算数持平", "未安排预算→年初未安排预算,决算数大于预算数",
        "大于→完成预算的‹数完成率›%,决算数大于预算数", "小于→完成预算的‹数完成率›%,决算数小于预算数",
        "略大于→略超预算,决算数比预算数多‹数差额›万元", "负数大于→决算数比预算数多‹数差额›万元",
        "负数小于→决算数比预算数少‹数差额›万元", "负数持平→决算数与预算数持平", "无预算数→无可比的预算数",
    )  # fmt: skip
    assert (
        said("完成预算", "决=100 预=90", "决 预") == f"‹说 {'｜'.join(f'{one}{reason}' for one in options)}›"
    )
    assert said("占比", "部=1 整=3", "部 整") == (
        "‹说 部分为负→为负数,不计算占总计的比例｜全为零→占总计的0.00%｜无比例→不计算占总计的比例｜有比例→占总计的‹数比例›%›"
    )
    change = said("与上年相比", "今=1 上=3", "今 上")
    assert (
        "｜增加/成倍增加→‹数Year›年收入增加‹数变动额›万元,增长‹数变动率›%‹原因 有→,主要原因:‹文理由›｜无→›｜"
        in change
    )
    assert change.endswith("｜持平→‹数Year›年收入持平‹原因 有→,主要原因:‹文理由›｜无→››")
    assert said("整体绩效自评", "单=甲", "单").startswith(
        "‹说 多项→组织对‹数项数›个单位开展整体绩效自评,涉及资金‹数Figure›万元,自评平均分‹数Figure›分。"
    )
    assert said("具体包括", "科=甲+乙", "科") == "‹说 有→,具体包括:｜无→。›"
    assert said("某种预算支出", "科=甲:5", "科") == (
        "‹说 无→本部门‹数Year›年度无基金支出。｜有→‹数Year›年度基金支出‹数Figure›万元。›"
    )
    assert said("反映项目", "项=甲+乙", "项") == (
        "‹说 无→无需要反映的项目绩效自评结果｜多项→反映‹文各项›等‹数项数›个项目绩效自评结果｜一项→反映‹文各项›项目绩效自评结果›"
    )


def test_every_part_of_a_text_is_known_by_its_source() -> None:
    amount = Figure(Amount.of(5), "甲")
    spans = (
        Span(0, 3, Words("206", "一般公共预算支出表.各科目.206")),
        Span(4, 6, Words("甲局", "部门.名称")),
        Span(7, 11, amount),
        Span(14, 16, Slot("原因", filled=True)),
        Span(17, 21, Derived(Amount.of(5), "", ())),
        Span(17, 19, amount),
        Span(0, 22, "别的"),
        Span(13, 15, amount),
    )
    text = Text("206，甲局：5.00万元，原因。5.00。", spans)
    found = PATTERNS.pieces(text)
    assert [(one.kind, one.literal, one.least, type(one.source).__name__) for one in found] == [
        ("literal", "206", 0, "Words"), ("literal", ",", 0, "NoneType"), ("free", "甲局", 1, "Words"), ("literal", ":", 0, "NoneType"),
        ("number", "", 0, "Figure"), ("literal", "万元", 0, "NoneType"), ("number", "", 0, "Figure"), ("literal", "因。", 0, "NoneType"),
        ("number", "", 0, "Derived"), ("literal", "。", 0, "NoneType"),
    ]  # fmt: skip
    assert PATTERNS.pieces(Text("206", (Span(0, 3, Words("206", "部门.名称")),)))[0].kind == "free"
    assert PATTERNS.pieces(Text(" ")) == []
    [empty] = PATTERNS.pieces(Text("", (Span(0, 0, Slot("甲", filled=False)),)))
    assert empty.kind == "free"
    assert [one.kind for one in PATTERNS.pieces(Text("甲", (Span(0, 1, amount), Span(1, 1, amount))))] == [
        "number",
        "number",
    ]
    assert [one.kind for one in PATTERNS.pieces(Text("甲乙", (Span(0, 2, amount), Span(1, 1, amount))))] == [
        "number"
    ]


def test_shares_years_in_words_and_marks_in_word_have_pieces_of_their_own() -> None:
    def pieces(string: str, *spans: Span) -> list[tuple[str, str, int, bool]]:
        return [(one.kind, one.literal, one.least, one.apart) for one in PATTERNS.pieces(Text(string, spans))]

    share = Figure(Percentage(Decimal("62.5")), "甲")
    assert pieces("占62.5%。", Span(1, 6, share)) == [
        ("literal", "占", 0, False),
        ("number", "", 0, False),
        ("literal", "%", 0, False),
        ("literal", "。", 0, False),
    ]
    assert pieces("二〇二三年", Span(0, 4, Year(2023, in_words=True))) == [
        ("free", "二〇二三", 1, False),
        ("literal", "年", 0, False),
    ]
    assert pieces("2023年", Span(0, 4, Year(2023)))[0] == ("number", "", 0, False)
    assert pieces("甲局 乙", Span(0, 2, Words("甲局", "部门.名称")))[0] == ("free", "甲局", 1, True)
    # What is no part of the words is none of the pattern.
    assert pieces("甲局", Span(1, 1, Hidden("乙"))) == [("literal", "甲局", 0, False)]


def test_captures_inside_a_choice_are_captures() -> None:
    pattern = wanted(choice(甲=(words("甲"), number("数"), choice(乙=(words("乙"), free("", "文字"))))))
    found = match_to(pattern.start, "甲5乙丙", 0, True)
    assert found is not None
    [whole] = found[0]
    assert [one.text for one in every(found[0])] == ["甲5乙丙", "5", "乙丙", "丙"]
    assert [one.text for one in every_capture(found[0])] == ["5", "丙"]
    assert [one.text for one in direct(whole)] == ["5", "乙丙"]


def test_a_part_ends_with_any_mark_behind_words_or_a_figure() -> None:
    def shown(*part: Piece) -> list[str]:
        return [piece.literal if piece.kind == "literal" else piece.kind for piece in with_any_mark(part)]

    assert shown(words("共"), number(), words("。")) == ["共", "number", "mark"]
    assert shown(number(), words("个,")) == ["number", "个", "mark"]
    assert shown(free(), words("。")) == ["free", "。"]
    assert shown(words("。")) == ["。"]
    assert shown(number(), words("个")) == ["number", "个"]
    assert shown(words("共"), number()) == ["共", "number"]
    assert shown(choice(一=(words("甲"),)), words("。")) == ["choice", "mark"]
    reason = Piece("free", source="原因")
    assert shown(choice(一=(words("甲"), reason)), words("。")) == ["choice", "。"]


def test_where_nothing_but_a_mark_is_left_the_words_of_the_form_are_missed() -> None:
    """And it is not asked whether that mark is about the row of the tables."""
    amount = Figure(Amount(Decimal(5)), "支出决算表.各科目.205.本年支出合计")
    row = [
        Piece("free", "教育支出", item=True),
        words("支出"),
        Piece("number", source=amount),
        words("万元。"),
    ]
    prose = Prose()
    remainder(prose, Line(1, "。", False), row, "。", STEPS, BOOK)
    assert [(printed, wanted) for _, printed, wanted in prose.differs] == [("", "…支出…万元。")]
