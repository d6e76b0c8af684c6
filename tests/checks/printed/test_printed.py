"""Reading what is printed: plain forms, patterns and lines, each by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.checks.printed.alignment import measure_own_words
from narrator.checks.printed.lines import CONTROL, Line, own, printed_lines, section_headings
from narrator.checks.printed.matching import FARTHEST, compiled, match_to, read_choice_as
from narrator.checks.printed.pattern import kind_of_blank
from narrator.checks.printed.pattern_pieces import Capture, Piece, least, skeleton, unmarked
from narrator.checks.printed.prose import Prose, Wanted
from narrator.checks.printed.report_tables import most_like_name, rank_by_prose
from narrator.checks.printed.sentence_parts import STEPS, read_by_parts
from narrator.document import Cell, Column, Contents, Document, Heading, Paragraph, Spread, Table
from narrator.sources import Blank, Slot
from narrator.spans import Span, Text, slot_spans
from narrator.tables.matrix import matrix
from narrator.tables.plain import common, plain, unnumbered


def words(text: str) -> Piece:
    return Piece("literal", text)


def number(source: str = "数") -> Piece:
    return Piece("number", source=source)


def free(literal: str = "", source: str = "文", least: int = 0) -> Piece:
    return Piece("free", literal, source, least=least)


def choice(**options: tuple[Piece, ...]) -> Piece:
    return Piece(
        "choice", source="选", options=tuple((frozenset([name]), one) for name, one in options.items())
    )


def read(pattern: list[Piece], text: str, at: int = 0, whole: bool = True) -> list[str] | None:
    """What PATTERN captures in TEXT: free texts and figures, those in choices too."""
    found = match_to(compiled(pattern), text, at, whole)
    return None if found is None else told(found[0])


def told(captures: tuple[Capture, ...]) -> list[str]:
    shown = []
    for one in captures:
        shown += (
            [f"{'/'.join(sorted(one.chosen))}：{one.text}", *told(one.parts)]
            if one.piece.kind == "choice"
            else [one.text]
        )
    return shown


# ---- plain forms ----


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("（一）收入，“总计”：５１．２％；", '(一)收入,"总计":51.2%;'),
        ("ＡＢｚ—－／＊’‘", 'ABz--/*""'),
        (" 收 入\u3000总\u200b计\ufeff\t\n", "收入总计"),
        ("a b", "ab"),
        ("e\u0301", "é"),
    ],
)
def test_one_form_of_every_mark_and_no_blanks(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("一、收入", "收入"), ("十一、收入", "收入"), ("(二)收入", "收入"), ("1.收入", "收入"), ("12、收入", "收入"),
        ("(3)收入", "收入"), ("第二部分说明", "说明"), ("附表10自评表", "自评表"), ("附件22023年度自评", "2023年度自评"), ("收入一、二", "收入一、二"), ("1.5万元", "1.5万元"), ("2023年度", "2023年度"),
    ],
)  # fmt: skip
def test_the_number_that_a_heading_begins_with_is_no_part_of_it(text: str, rest: str) -> None:
    assert unnumbered(text) == rest


def test_how_much_of_the_beginning_is_the_same() -> None:
    assert [common("收入总计", text) for text in ("", "收", "收入合计", "收入总计表")] == [0, 1, 2, 4]
    assert common("总计", "收入总计", 2) == 2
    assert common("总计", "收入总计", 3) == 0


def test_a_merged_cell_stands_in_all_its_places_and_never_outside_the_table() -> None:
    def cell(at: int, text: str, columns: int = 1, rows: int = 1) -> Cell:
        return Cell(at, tuple(map(Text, text.split("|"))) if text else (), "左", columns, rows)

    table = Table(
        "表",
        (Column(10, "左"),) * 3,
        ((cell(0, "甲", 2, 2), cell(2, "乙|丙")),),
        ((cell(2, "丁", 5, 9),), (cell(0, ""), cell(1, "戊"))),
        "",
    )
    assert matrix(table) == [["甲", "甲", "乙\n丙"], ["甲", "甲", "丁"], ["", "戊", "丁"]]


# ---- lines ----


def test_lines_are_what_stands_outside_of_tables_and_contents() -> None:
    document = Document(
        "报告",
        (
            Paragraph(Text("一、收入……3"), "目录"),
            Heading(1, Text("一、收入"), "标题"),
            Paragraph(Text(""), "正文"),
            Spread((Text("部门：甲"), Text("单位：万元")), "表头"),
            Contents(2, "目录"),
            Paragraph(Text("左\t 右\t"), "正文"),
        ),
    )
    assert [(line.number, line.text, line.plain, line.heading, line.place) for line in printed_lines(document)] == [
        (1, "一、收入", "收入", True, "第1段"),
        (3, "部门：甲", "部门:甲", False, "第3段"),
        (4, "单位：万元", "单位:万元", False, "第4段"),
        (5, "左", "左", False, "第5段"),
        (5, " 右", "右", False, "第5段"),
    ]  # fmt: skip


def test_a_line_knows_what_stands_outside_of_its_content_controls() -> None:
    def span(start: int, end: int, name: str) -> Span:
        return Span(start, end, Slot(name, ""))

    text = Text("原因是人员变动，其中车辆。", (span(3, 7, "甲"), span(10, 12, "乙"), span(4, 6, "丙")))
    assert own(text, slot_spans(text)) == "原因是\ue000甲\ue000，其中\ue000乙\ue000。"
    nothing = Text("原因", (span(2, 2, "甲"),))
    assert own(nothing, slot_spans(nothing)) == "原因"
    written = Text("人员变动。", (span(0, 4, "甲"),))
    half = Text("人员变动。", (span(0, 3, "甲"),))
    plain_text = Text("人员变动。")
    document = Document("报告", tuple(Paragraph(one, "正文") for one in (written, half, plain_text)))
    lines = printed_lines(document)
    assert [line.written for line in lines] == [True, False, False]
    assert [line.own for line in lines] == ["\ue000甲\ue000。", "\ue000甲\ue000动。", ""]
    beside = Text("原因：人员变动\t第1页", (span(3, 7, "甲"),))
    assert owns(beside) == [("原因：人员变动", "原因:<甲>"), ("第1页", "")]
    assert owns(Text("原因： 人员 变动。", (span(4, 9, "甲"),))) == [("原因： 人员 变动。", "原因:<甲>。")]
    # a control with a tab in it: the parts can not be told apart
    assert [one for _, one in owns(Text("一\t二三", (span(0, 3, "甲"),)))] == ["", ""]


def owns(text: Text) -> list[tuple[str, str]]:
    """The lines of TEXT, and what stands outside of their content controls."""
    lines = printed_lines(Document("", (Paragraph(text, "正文"),)))
    return [(line.text, re.sub(f"{CONTROL}(.*?){CONTROL}", r"<\1>", line.own)) for line in lines]


# ---- patterns ----


def test_a_pattern_reads_figures_between_its_words() -> None:
    pattern = [words("收入"), number(), words("万元,占"), number(), words("%")]
    assert read(pattern, "收入1,234.50万元,占-3%") == ["1,234.50", "-3"]
    assert read(pattern, "收入1234.5万元,占3%。") is None
    assert read(pattern, "支出5万元,占3%") is None
    assert read(pattern, "收入万元,占3%") is None
    assert read([words("收入"), number()], "总收入5", at=1) == ["5"]


def test_a_pattern_may_end_before_the_text_does() -> None:
    pattern = [words("收入"), number(), words("万元")]
    assert match_to(compiled(pattern), "收入5万元,支出", 0, False) is not None
    assert match_to(compiled(pattern), "收入5万元,支出", 0, False)[1] == 5  # type: ignore[index]
    assert match_to(compiled(pattern), "收入5万元,支出", 0, True) is None


def test_a_number_begins_where_its_digits_do() -> None:
    pattern = [words("第四部分"), free(least=1), number("年度"), words("年度决算表")]
    assert read(pattern, "第四部分某局2023年度决算表") == ["某局", "2023"]
    assert read(pattern, "第四部分2023年度决算表") is None  # and not a department 2 of the year 023


def test_a_free_text_ends_before_the_words_that_follow_it_the_nearest_first() -> None:
    assert read([free(), words("等")], "甲等乙等") == ["甲等乙"]
    assert read([free(), words("等"), free()], "甲等乙等") == ["甲", "乙等"]
    assert read([free(), number(), words("个")], "共有5个") == ["共有", "5"]
    assert read([free(least=1), words("等")], "等等") == ["等"]
    assert read([free(least=1), words("等")], "等") is None
    assert read([words("原因:"), free()], "原因:") == [""]
    assert read([free(), words("等")], "甲等乙等", whole=False) == ["甲"]


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(["甲", "乙", "甲乙", 0, 1]), min_size=1, max_size=7),
    st.text("甲乙丙", max_size=9),
    st.booleans(),
)
def test_texts_and_words_are_found_as_an_expression_finds_them(
    pattern: list[str | int], text: str, whole: bool
) -> None:
    """A number stands for a text with at least as many letters; of two side by side the first is as short as it may."""
    pieces = [words(one) if isinstance(one, str) else free(least=one) for one in pattern]
    expression = re.compile("".join(one if isinstance(one, str) else f"(.{'*+'[one]}?)" for one in pattern))
    found = expression.fullmatch(text) if whole else expression.match(text)
    assert read(pieces, text, whole=whole) == (list(found.groups()) if found else None)


def test_a_blank_of_a_wording_is_for_a_number_or_for_any_text() -> None:
    assert kind_of_blank(Blank("变动额"), frozenset()) == "number"
    assert (
        kind_of_blank(Blank("变动额"), frozenset(["变动额"]))
        == kind_of_blank(Blank("主语"), frozenset())
        == "free"
    )


def test_of_two_names_side_by_side_the_first_is_the_one_that_is_known() -> None:
    pattern = [free("市科技局", least=1), free("中心", least=1), words("。")]
    assert read(pattern, "市科技局中心。") == ["市科技局", "中心"]
    assert read(pattern, "市科技馆中心。") == ["市科技", "馆中心"]
    assert read(pattern, "某县中心。") == ["某", "县中心"]


def test_a_choice_tells_which_of_its_wordings_was_printed() -> None:
    pattern = [
        words("比上年"),
        choice(增加=(words("增加"), number("变动额")), 持平=(words("持平"),)),
        words("。"),
    ]
    assert read(pattern, "比上年增加5.00。") == ["增加：增加5.00", "5.00"]
    assert read(pattern, "比上年持平。") == ["持平：持平"]
    assert read(pattern, "比上年减少5.00。") is None
    inner = choice(有=(words(",主要是"), free(source="理由")), 无=())
    whole = [choice(增加=(words("增加"), inner), 持平=(words("持平"),)), words("。")]
    assert read(whole, "增加,主要是甲。") == ["增加：增加,主要是甲", "有：,主要是甲", "甲"]
    assert read(whole, "增加。") == ["增加：增加", "无："]
    assert read([free(), choice(甲=(words("甲"),), 乙=(words("乙"),))], "丙乙") == ["丙", "乙：乙"]
    assert read([free(), choice(空=(), 乙=(words("乙"),))], "丙乙") == ["丙", "乙：乙"]


def test_what_was_printed_may_be_read_in_the_words_of_another_situation() -> None:
    piece = choice(大于=(words("大于"), number("差额")), 不同=(free(), number("差额")))
    capture = Capture(piece, "大于5", frozenset(["不同"]))
    other = read_choice_as(capture, "大于")
    assert other is not None
    assert (other.text, other.chosen, told(other.parts)) == ("大于5", frozenset(["大于"]), ["5"])
    assert other.piece is piece
    assert read_choice_as(Capture(piece, "小于五"), "大于") is None
    assert read_choice_as(capture, "持平") is None


def test_a_paragraph_that_is_too_long_is_not_read() -> None:
    assert read([free()], "长" * FARTHEST) == ["长" * FARTHEST]
    assert read([free()], "长" * (FARTHEST + 1)) is None


def test_a_pattern_is_shown_by_its_own_words() -> None:
    chosen = Piece("choice", source=1, options=((frozenset(["甲"]), (words("增加"), number())),))
    reason = Piece("choice", source="原因", options=((frozenset(["有"]), (words("因"),)),))
    assert skeleton([words("收入"), number(), free(), words("万元"), chosen, reason]) == "收入…万元增加…"
    assert skeleton([number(), reason]) == "…"


def test_how_many_words_of_its_own_a_pattern_has_at_least() -> None:
    assert least([words("收入"), number(), choice(甲=(words("增加了"),), 乙=(words("持平"),))]) == 4
    assert least([free(), Piece("choice")]) == 0


def test_the_number_that_a_pattern_begins_with_is_no_part_of_it() -> None:
    def shown(pattern: list[Piece]) -> list[str]:
        return [piece.literal for piece in unmarked(pattern)]

    assert shown([words("(一)收入"), words("万元")]) == ["收入", "万元"]
    assert shown([words("1."), words("收入")]) == ["收入"]
    assert shown([words("收入(一)")]) == ["收入(一)"]
    assert shown([Piece("literal", "1.", source="编码")]) == ["1."]
    assert shown([free("1.")]) == ["1."]
    assert shown([]) == []


# ---- lines that fit as far as they do ----


def test_how_much_of_a_sentence_stands_in_a_line() -> None:
    def share(text: str, *pattern: Piece) -> float:
        return measure_own_words(Wanted("", list(pattern), False), text)

    form = (words("收入总计"), number(), words("万元,占全部收入的"), number(), words("%。"))
    assert share("收入总计5万元,占全部收入的3%。", *form) == 1
    assert share("收入总计5万元,占总收入的3%。", *form) == pytest.approx(9 / 15)
    assert share("别的话", *form) == 0
    assert share("占全部收入的,收入总计", *form) == pytest.approx(4 / 15)
    assert share("比上年增加5", choice(甲=(words("减少了"),), 乙=(words("比上年增加"), number()))) == 1
    assert share("随便", number()) == 0
    assert share("随便", words("便")) == 0


def differing(line: str, *pattern: Piece) -> tuple[list[str], list[tuple[str, str]]]:
    """What is read of LINE by the parts of PATTERN, and what differs: the printed words and the form's."""
    prose = Prose()
    read_by_parts(prose, Line(1, line, False), pattern, line, STEPS, {})
    return [claim.text for claim in prose.claims], [(have, want) for _, have, want in prose.differs]


def test_a_line_is_read_sentence_by_sentence_and_clause_by_clause() -> None:
    form = (words("收入总计"), number(), words("万元。其中财政拨款"), number(), words("万元,事业收入"), number(), words("万元。没有其他。"))  # fmt: skip
    good = "收入总计5万元。其中财政拨款3万元,事业收入2万元。没有其他。"
    assert differing(good, *form) == (
        ["收入总计5万元。", "其中财政拨款3万元,事业收入2万元。", "没有其他。"],
        [],
    )
    one = "收入总计5万元。其中财政拨款3万元,事业的收入2万元。没有其他。"
    assert differing(one, *form) == (
        ["收入总计5万元。", "其中财政拨款3万元,", "没有其他。"],
        [("事业的收入2万元。", "事业收入…万元。")],
    )
    assert differing("收入总计5万元。另有说明。没有其他。", *form) == (
        ["收入总计5万元。", "没有其他。"],
        [("另有说明。", "其中财政拨款…万元,事业收入…万元。")],
    )
    assert differing("收入总计5万元。", *form) == (
        ["收入总计5万元。"],
        [("", "其中财政拨款…万元,事业收入…万元。没有其他。")],
    )
    assert differing(good + "另加一句。", *form)[1] == [("另加一句。", "")]


def test_tables_are_put_in_the_order_in_which_the_prose_tells_of_their_items() -> None:
    starts = ["总述", "科技大厦维修项目", "科技活动周项目"]
    assert rank_by_prose(["科技活动周", "科技大厦维修"], starts) == [2, 1]
    assert rank_by_prose(["科技活动周", "科技活动周"], starts) == [1, 2]
    assert rank_by_prose(["科技活动周", "没有的项目"], starts) == [1, 2]
    assert rank_by_prose(["科技活动周"], starts) == [1]
    assert rank_by_prose([], starts) == []
    assert rank_by_prose(["丙丙", "乙乙", "甲甲"], ["甲甲", "乙乙", "丙丙"]) == [3, 2, 1]


def test_a_name_is_looked_for_by_more_than_half_of_its_letters() -> None:
    assert most_like_name("科技活动周", ["科技大厦", "科技活动"]) == 1
    assert most_like_name("科技活动周", ["科技大厦"]) is None
    assert most_like_name("周", ["周年"]) is None
    assert most_like_name("周年", ["周年", "周年"]) == 0


def test_a_text_may_end_before_a_choice_that_may_begin_with_anything() -> None:
    pattern = [
        words("甲"),
        free(least=1),
        choice(一=(free(least=1), words("乙")), 二=(words("丙"),)),
        words("。"),
    ]
    assert read(pattern, "甲丁丙。") == ["丁", "二：丙"]
    assert read(pattern, "甲丁戊乙。") == ["丁", "一：戊乙", "戊"]


def test_lines_stand_under_the_heading_of_their_section() -> None:
    """Under that of 一、 or, before the first of these, of 第一部分; headings below those make no section."""
    blocks = (
        Paragraph(Text("某局部门决算"), "正文"),
        Heading(1, Text("第一部分 概况 "), "标题"),
        Paragraph(Text("甲。"), "正文"),
        Heading(2, Text("一、职责"), "标题"),
        Paragraph(Text("乙。"), "正文"),
        Heading(3, Text("（一）其他"), "标题"),
        Paragraph(Text("丙。"), "正文"),
    )
    document = Document("", blocks)
    found = section_headings(printed_lines(document), document)
    part, section = "第一部分 概况", "一、职责"
    assert found == {
        "第2段": part, "第3段": part, "第4段": section, "第5段": section, "第6段": section, "第7段": section,
    }  # fmt: skip
