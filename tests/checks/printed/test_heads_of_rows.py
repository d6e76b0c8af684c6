"""How what a composed report says of the rows of a table is found in the lines of a printed one: by hand-made paragraphs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.heads_of_rows import (
    Head,
    head_of_block,
    head_of_text,
    mark_behind_name,
    outermost,
    parts_about_rows,
    row_told_of,
)
from narrator.checks.printed.lines import Line
from narrator.checks.printed.printed_order import (
    ToldRow,
    bare_beginning,
    find_bare_statements,
    find_statements,
    in_printed_order,
    lines_with_rows,
    may_be_there,
    measure_statements,
    order_parts,
    place_of_row,
)
from narrator.checks.printed.stated_rows import Stated, find_stated_rows
from narrator.disclosure.value import Figure, Words
from narrator.document import Document, Heading, Paragraph
from narrator.number import Amount
from narrator.spans import Span, Text, join

ROWS = "支出表.各科目"
NAMES = {
    "205": "教育",
    "20502": "普通",
    "2050201": "小学",
    "2050202": "中学",
    "206": "科技",
    "20601": "研究",
    "207": "文化",
}
THREE = ("(类)", "(款)", "(项)")
CELLS = {f"{ROWS}.{code}.小计" for code in NAMES}


def name(code: str, rows: str = ROWS) -> Words:
    return Words(NAMES[code], f"{rows}.{code}.科目名称")


def spent(code: str, amount: str = "5.00") -> Figure:
    return Figure(Amount(Decimal(amount)), f"{ROWS}.{code}.小计")


def item(code: str, amount: str = "5.00", begin: str = "1、", end: str = "万元。") -> Text:
    """What the form says of an item: its names, and what was spent of it."""
    above = (name(code[:3]), "（类）", name(code[:5]), "（款）")
    return join([begin, *above, name(code), "（项）。支出", spent(code, amount), end])


def head(code: str, amount: str = "5.00") -> Head:
    names = tuple(NAMES[code[:length]] for length in (3, 5, 7))
    return Head(f"{ROWS}.{code}", Stated(names, frozenset([amount]), "。"), THREE, 3)


# ---- the heads of what the form says ----


def test_a_text_begins_with_the_names_of_its_row() -> None:
    assert head_of_text(item("2050201"), CELLS) == head("2050201")
    assert head_of_block(Paragraph(item("2050201"), "正文"), CELLS) == head("2050201")
    assert head_of_block(Heading(3, item("2050201"), "标题"), CELLS) is None
    assert head_of_text(item("2050201", begin="（12）"), CELLS) == head("2050201")
    assert head_of_text(item("2050201", begin=""), CELLS) == head("2050201")
    assert row_told_of(item("2050201")) == f"{ROWS}.2050201"
    assert head_of_text(item("2050201", begin="其中："), CELLS) is None
    assert head_of_text(item("2050201", begin="1、按"), CELLS) is None
    assert head_of_text(Text("1、教育（类）。"), CELLS) is None
    alone = head_of_text(join(["1、", name("205")]), CELLS)
    assert alone == Head(f"{ROWS}.205", Stated(("教育",), frozenset(), ""), ("",), 1)
    assert row_told_of(Text("1、教育（类）。")) == row_told_of(Text()) == ""


def test_the_amounts_of_a_head_are_those_of_its_row_that_tables_print() -> None:
    text = join([item("2050201"), "占教育", spent("205", "9.00"), "，上年", Figure(Amount(Decimal(7)), f"{ROWS}.2050201.上年")])  # fmt: skip
    found = head_of_text(text, CELLS)
    assert found is not None
    assert found.stated.amounts == {"5.00"}
    assert head_of_text(text, ()) == head("2050201")._replace(
        stated=head("2050201").stated._replace(amounts=frozenset())
    )


def test_a_name_stands_before_a_mark_or_is_the_last_before_a_figure() -> None:
    bare = join([name("205"), "支出", spent("205"), "万元"])
    assert head_of_text(bare, CELLS) == Head(
        f"{ROWS}.205", Stated(("教育",), frozenset(["5.00"]), "支"), ("",), 1
    )
    unmarked = join([name("205"), name("20502"), "（款）", spent("20502"), "万元"])
    assert head_of_text(unmarked, CELLS) is None
    last = join([name("205"), "（类）", name("20502"), spent("20502"), "万元"])
    found = head_of_text(last, CELLS)
    assert found is not None
    assert (found.marks, found.path) == (("(类)", ""), f"{ROWS}.20502")


def test_a_figure_stands_right_behind_names_as_it_is_printed() -> None:
    texts = [item("2050201"), *(join([name("205"), spent("205", one), "万元"]) for one in ("9.00", "-9.00"))]
    for text in texts:
        found = head_of_text(text, CELLS)
        [stated] = find_stated_rows(Line(1, text.string, False).plain, found.marks if found else ())
        assert found is not None
        assert found.stated == stated


def test_names_are_looked_for_at_the_beginning_alone() -> None:
    others = ["1、", Words("甲", "部门.名称"), "的", Words("乙", "部门.简称"), "的", Words("丙", "部门.别名")]
    assert head_of_text(join([*others, name("205"), "（类）"]), CELLS) is None
    assert head_of_text(join([*others[:3], name("205"), "（类）"]), CELLS) is None  # nor behind another name


def test_spans_that_stand_in_others_are_not_outermost() -> None:
    amount, other = spent("205"), spent("206")
    spans = (Span(5, 9, other), Span(0, 4, "说"), Span(1, 3, amount), Span(0, 2, amount), Span(4, 5, amount), Span(6, 9, amount))  # fmt: skip
    assert outermost(Text("某某某某某某某某某", spans)) == [spans[1], spans[4], spans[0]]
    assert outermost(Text("某")) == []


@pytest.mark.parametrize(
    ("behind", "mark"),
    [("(类)普通(款)", "(类)"), ("5.00", ""), ("", ""), ("(类", ""), ("。(类)", ""), ("()", "()")],
)
def test_a_mark_stands_in_brackets_right_behind_a_name(behind: str, mark: str) -> None:
    assert mark_behind_name(behind) == mark


# ---- the lines of what is printed ----


def line(number: int, text: str, heading: bool = False) -> Line:
    return Line(number, text, heading)


def printed(code: str, amount: str = "5.00", number: int = 1, begin: str = "1、") -> Line:
    return line(number, item(code, amount, begin).string)


def test_lines_tell_of_as_much_as_they_name() -> None:
    """A head that is named counts one, one more where what stands behind its names is the same."""
    heads = [head("2050201"), head("2050202", "6.00")]
    both = [printed("2050202", "6.00", 1), printed("2050201", number=2)]
    much, found = measure_statements(heads, both)
    assert much == 4
    assert [(one.number, stated.names[-1], stated.amounts) for one, stated in found] == [
        (1, "中学", {"6.00"}),
        (2, "小学", {"5.00"}),
    ]
    assert measure_statements(heads, both[:1])[0] == 2
    other = line(3, "3、教育（类）普通（款）小学（项）5.00万元")  # another mark behind
    assert measure_statements(heads, [other])[0] == 1
    assert measure_statements(heads, [both[0], both[0]])[0] == 2  # the same once more
    assert measure_statements(heads, []) == (0, [])


def test_lines_that_mostly_tell_of_other_rows_tell_of_none() -> None:
    heads = [head("2050201")]
    others = [
        line(at, f"{at}、卫生（类）医院（款）{name}（项）。9.00") for at, name in enumerate(("甲", "乙"), 2)
    ]
    much, found = measure_statements(heads, [printed("2050201"), others[0]])
    assert (much, len(found)) == (2, 2)
    assert measure_statements(heads, [printed("2050201"), *others]) == (0, [])


def test_lists_are_found_in_their_order_whatever_headings_stand_between() -> None:
    heads = [head("2050201"), head("2050202", "6.00")]
    heading = line(9, "二、别的", heading=True)

    def both(number: int) -> list[Line]:
        return [printed("2050201", number=number), printed("2050202", "6.00", number + 1)]

    def found(many: int, *lines: Line) -> list[list[int]]:
        return [[at.number for at, _ in each] for each in find_statements([heads] * many, lines)]

    assert found(2, *both(1), heading, *both(3)) == [[1, 2], [3, 4]]
    assert found(1, *both(1), heading, *both(3)) == [[3, 4]]  # of as much it is the last
    assert found(1, *both(1)[:1], heading, *both(3)) == [[3, 4]]  # or what states more of it
    assert found(2, *both(1)[:1], heading, *both(3)) == [[1], [3, 4]]
    assert found(2, *both(3), heading, *both(1)[:1]) == [[3, 4], [1]]
    assert found(3, *both(1)[:1], heading, heading, *both(3)[:1]) == [[], [1], [3]]
    assert found(1, line(1, "别的话")) == found(1) == [[]]
    assert found(0, *both(1)) == []


def test_rows_may_be_named_without_what_is_above_them() -> None:
    heads = [head("2050201"), head("2050202", "6.00")]
    bare = [line(1, "小学。支出5.00万元"), line(2, "中学（项）。支出9.00万元")]
    found = find_bare_statements(heads, bare)
    assert [(at.number, stated.names, stated.amounts) for at, stated in found] == [
        (1, ("教育", "普通", "小学"), {"5.00"}),
        (2, ("教育", "普通", "中学"), {"9.00"}),
    ]
    assert len(find_bare_statements(heads, [line(1, "普通（款）小学。5.00"), bare[1]])) == 2
    assert find_bare_statements(heads, bare[:1]) == []  # half of them is not most
    assert len(find_bare_statements(heads[:1], bare[:1])) == 1
    assert find_bare_statements(heads, [bare[0], bare[0]]) == []  # the same row
    assert find_bare_statements(heads, [line(1, "小学支出5.00万元"), bare[1]]) == []  # other words behind
    assert find_bare_statements(heads, [bare[0], line(3, "标题", heading=True), bare[1]]) == []
    assert len(find_bare_statements(heads, [line(3, "标题", heading=True), bare[0], line(4, "话"), bare[1]])) == 2  # fmt: skip


def test_of_two_rows_of_one_name_it_is_the_one_with_the_amounts() -> None:
    other = Head(f"{ROWS}.2060101", Stated(("科技", "研究", "小学"), frozenset(["6.00"]), "。"), THREE, 3)
    lines = [line(1, "小学。支出6.00万元"), line(2, "小学。支出5.00万元")]
    found = find_bare_statements([head("2050201"), other], lines)
    assert [stated.names[0] for _, stated in found] == ["科技", "教育"]
    longer = [
        line(1, "科技（类）研究（款）小学（项）。9.00"),
        line(2, "教育（类）普通（款）小学（项）。9.00"),
    ]
    found = find_bare_statements([head("2050201"), other], longer)
    assert [stated.names[0] for _, stated in found] == ["科技", "教育"]


def test_before_a_figure_any_figure_may_stand() -> None:
    own = Head(f"{ROWS}.205", Stated(("教育",), frozenset(["5.00"]), "5"), ("",), 1)
    assert len(find_bare_statements([own], [line(1, "教育9.00万元")])) == 1
    assert find_bare_statements([own], [line(1, "教育支出9.00万元")]) == []


def test_the_names_above_and_the_marks_may_be_left_out() -> None:
    assert bare_beginning(head("2050201")) == r"(?:教育(?:\(类\))?)?(?:普通(?:\(款\))?)?小学(?:\(项\))?"


def test_a_head_may_be_there_where_a_line_near_has_its_name_or_its_amount() -> None:
    own = head("2050201")
    told = [(line(10, "某"), Stated(("科技", "研究", "某"), frozenset(), "。"))]

    def near(number: int, text: str) -> bool:
        return may_be_there(own, told, [line(number, text)])

    for at, there in ((7, False), (8, True), (9, True), (10, False), (11, True), (12, True), (13, False)):
        assert near(at, "小学的支出") is there
        assert near(at, "支出5.00万元") is there
        assert not near(at, "支出6.00万元")
    assert may_be_there(own, [], [])
    assert may_be_there(own, [(told[0][0], Stated(("科技",), frozenset(), "。"))], [])
    two = [*told, (line(20, "某"), told[0][1])]
    assert may_be_there(own, two, [line(22, "小学")])
    assert may_be_there(own, two, [line(15, "小学")])
    assert not may_be_there(own, two, [line(23, "小学")])


# ---- lines that tell of several rows ----


def told(of: Line, code: str) -> ToldRow:
    return ToldRow(of, f"{ROWS}.{code}", head(code).stated.names, THREE)


def test_a_line_of_several_rows_is_cut_where_each_begins() -> None:
    first, second = item("2050201").string, item("2050202", "6.00", "2、").string
    joined, plain_line = line(1, first + second), line(2, "别的话。")
    rows = [told(joined, "2050201"), told(joined, "2050202")]
    found = lines_with_rows([joined, plain_line], rows)
    assert [(one.text, one.row) for one in found] == [
        (first, f"{ROWS}.2050201"),
        (second, f"{ROWS}.2050202"),
        ("别的话。", ""),
    ]
    [alone] = lines_with_rows([line(1, first)], [])
    assert alone.row == ""
    one = line(1, first)
    assert lines_with_rows([one], [told(one, "2050201")]) == [one]
    assert one.row == f"{ROWS}.2050201"


def test_a_line_in_which_a_row_is_not_found_knows_none() -> None:
    first, second = item("2050201").string, item("2050202", "6.00", "2、").string
    joined = line(1, second + first)
    assert lines_with_rows([joined], [told(joined, "2050201"), told(joined, "2050202")]) == [joined]
    twice = [told(joined, "2050202"), told(joined, "2050201"), told(joined, "2050201")]
    assert lines_with_rows([joined], twice) == [joined]
    controlled = line(1, first + second)
    controlled.own = controlled.plain
    rows = [told(controlled, "2050201"), told(controlled, "2050202")]
    assert lines_with_rows([controlled], rows) == [controlled]
    assert joined.row == controlled.row == ""


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("共两项：教育（类）普通（款）小学（项）。", 4),
        ("共两项。2、教育（类）普通（款）小学（项）。", 4),
        ("共两项；（2）教育（类）普通（款）小学（项）。", 4),
        ("共两项，教育（类）普通（款）小学（项）。", 0),
        ("教育（类）普通（款）小学（项）。", 0),
        ("甲：教育（类）普通（款）中学（项）。教育（类）普通（款）小学（项）", 18),
        ("甲。乙。", 0),
        ("甲。", 0),
    ],
)  # fmt: skip
def test_a_row_begins_behind_a_mark(text: str, at: int) -> None:
    assert place_of_row(text, told(line(1, text), "2050201")) == at


# ---- the parts of a sentence ----


def sentence(*codes: str, begin: str = "支出用于：", end: str = "共计。") -> Text:
    """What the form says of several rows, one behind the other, each with a figure of its own and a share."""
    parts: list[str | Words | Figure] = []
    for at, code in enumerate(codes, 5):
        share = Figure(Amount(Decimal(1)), f"{ROWS}.{code}.占比")
        parts += [name(code), "（类）", spent(code, f"{at}.00"), "万元，占", share, "；"]
    return join([begin, *parts[:-1], "。", end])


def paths(text: Text) -> list[tuple[str, str]]:
    return [
        (part.head.path.rpartition(".")[2], text.string[part.start : part.end])
        for part in parts_about_rows(text, outermost(text), CELLS)
    ]


def test_the_parts_of_a_sentence_stand_one_behind_the_other() -> None:
    parts = [
        ("205", "教育（类）5.00万元，占1.00；"),
        ("206", "科技（类）6.00万元，占1.00；"),
        ("207", "文化（类）7.00万元，占1.00。"),
    ]
    assert paths(sentence("205", "206", "207")) == parts
    assert paths(sentence("205", "206", "207", end="")) == parts
    assert paths(sentence("205")) == paths(Text("某")) == []  # how much belongs to it is not known
    # a part that tells of no row's figure, or stands apart, ends the list; of two lists it is the longer one
    assert len(paths(sentence("205", "206"))) == 2
    alone = join([name("205"), "（类）", spent("206"), "，占", spent("206"), "；"])
    assert paths(join([alone, sentence("206", "207", begin="")])) == [
        ("206", "科技（类）5.00万元，占1.00；"),
        ("207", "文化（类）6.00万元，占1.00。"),
    ]
    apart = join([sentence("205", "206", begin=""), "其中：", sentence("205", "206", "207", begin="")])
    assert [code for code, _ in paths(apart)] == ["205", "206", "207"]
    apart = join([sentence("205", "206", "207", begin=""), "其中：", sentence("205", "206", begin="")])
    assert [code for code, _ in paths(apart)] == ["205", "206", "207"]


def ordered(text: Text, *lines: str, taken: set[int] | None = None) -> str:
    """TEXT with its parts in the order of a line of LINES."""
    numbered = [line(at, one) for at, one in enumerate(lines, 1)]
    block = order_parts(Paragraph(text, "正文"), numbered, CELLS, set() if taken is None else taken, [], [])
    assert isinstance(block, Paragraph)
    return block.text.string


def missed(text: Text, *lines: str) -> tuple[list[str], list[str]]:
    """The codes of the rows of which a line tells again, and of those that it leaves out."""
    again: list[ToldRow] = []
    left_out: list[ToldRow] = []
    numbered = [line(at, one) for at, one in enumerate(lines, 1)]
    order_parts(Paragraph(text, "正文"), numbered, CELLS, set(), again, left_out)
    assert all(one.named.endswith("(类)") for one in (*again, *left_out))
    codes = [[one.path.rpartition(".")[2] for one in rows] for rows in (again, left_out)]
    return codes[0], codes[1]


def test_the_parts_stand_as_the_line_has_them_and_each_mark_where_it_was() -> None:
    text = sentence("205", "206", "207")
    begin, one, two, three = "支出用于：", "教育（类）5.00万元，占1.00", "科技（类）6.00万元，占1.00", "文化（类）7.00万元，占1.00"  # fmt: skip
    assert ordered(text, f"{begin}{three}；{one}；{two}。") == f"{begin}{three}；{one}；{two}。共计。"
    assert ordered(text, text.string) == ordered(text) == ordered(text, "别的话。") == text.string
    assert ordered(text, f"{begin}{two}；{one}。") == f"{begin}{two}；{one}。共计。"
    assert missed(text, f"{begin}{two}；{one}。") == ([], ["207"])
    assert missed(text, text.string) == missed(text, f"{begin}{two}。") == ([], [])
    amount = f"{begin}{two}；{one}；其他7.00万元。"  # which may be of that row
    assert (ordered(text, amount), missed(text, amount)) == (
        f"{begin}{two}；{one}；{three}。共计。",
        ([], []),
    )
    assert ordered(text, f"{begin}{two}。") == text.string  # one alone tells of no order
    assert ordered(text, f"{begin}{two}；{one}；{two}。") == f"{begin}{two}；{one}；{two}。共计。"
    assert missed(text, f"{begin}{two}；{one}；{two}。") == (["206"], ["207"])
    # a name that is no row's is the row's in its place
    assert ordered(text, f"{begin}{two}；外交（类）5.50万元；{three}。") == f"{begin}{two}；{three}。共计。"
    assert ordered(text, f"{begin}{one}；外交（类）9.00万元；{three}。") == text.string


def test_the_line_is_the_one_that_tells_of_most_and_no_other_paragraphs() -> None:
    begin = "一般公共预算支出用于："
    text = sentence("205", "206", "207", begin=begin)
    one, two, three = "教育（类）5.00万元", "科技（类）6.00万元", "文化（类）7.00万元"
    whole, half = f"{begin}{three}；{two}；{one}。", f"{begin}{two}；{one}。"
    turned = f"{begin}{three}，占1.00；{two}，占1.00；{one}，占1.00。共计。"
    assert ordered(text, half, whole) == ordered(text, whole, half) == turned
    taken = {1}
    assert ordered(text, whole, half, taken=taken) == f"{begin}{two}，占1.00；{one}，占1.00。共计。"
    assert taken == {1, 2}
    # of two that tell of as many, the one that begins alike, then the one with more of its amounts, then the first
    other = f"其他用于：{two}；{one}；{three}。"
    assert ordered(text, other, whole) == ordered(text, whole, other) == turned
    poor = f"{begin}{two.replace('6', '9')}；{one}；{three}。"
    assert ordered(text, poor, whole) == ordered(text, whole, poor) == turned
    swapped = f"{begin}{two}；{one}；{three}。"
    assert ordered(text, whole, swapped) == turned
    assert ordered(text, swapped, whole) != turned


def test_a_line_tells_of_the_rows_whose_names_it_has_and_not_only_their_marks() -> None:
    begin = "一般公共预算支出用于："
    text = sentence("205", "206", "207", begin=begin)
    others = f"{begin}外交（类）5.00万元；国防（类）6.00万元；公安（类）7.00万元。"
    both = f"{begin}科技（类）6.00万元；教育（类）5.00万元。"
    turned = f"{begin}科技（类）6.00万元，占1.00；教育（类）5.00万元，占1.00。共计。"
    assert ordered(text, others, both) == ordered(text, both, others) == turned
    above = [name("205"), "（类）", name("20502"), "（款）", "支出", spent("20502"), "；"]
    below = [name("206"), "（类）", name("20601"), "（款）", "支出", spent("20601"), "。"]
    one = "教育（类）普通（款）支出5.00"
    other = "科技（类）研究（款）支出5.00"
    assert ordered(join([begin, *above, *below]), f"{begin}{other}；{one}。") == f"{begin}{other}；{one}。"
    two = sentence("205", "206", begin=begin)
    assert ordered(two, both).startswith(f"{begin}科技（类）")


# ---- the whole report ----


def test_paragraphs_stand_in_the_order_of_the_lines_and_what_is_said_twice_is_there_twice() -> None:
    first, second = (
        Paragraph(item("2050201"), "正文"),
        Paragraph(item("2050202", "6.00", "2、"), "正文"),
    )
    heading, rest = Heading(2, Text("一、支出"), "标题"), Paragraph(Text("完。"), "正文")
    document = Document("", (heading, first, second, rest))
    one, two = printed("2050201"), printed("2050202", "6.00", 2)

    def order(*lines: Line) -> list[int]:
        found = in_printed_order(document, lines, CELLS).document
        assert [found.blocks[0], found.blocks[-1]] == [heading, rest]
        return [1 if block == first else 2 for block in found.blocks[1:-1]]

    assert order(one, two) == order() == [1, 2]
    assert in_printed_order(document, [one, two], CELLS).document is document
    assert order(two, one) == [2, 1]
    assert order(two) == [2, 1]  # the other one may stand nowhere
    assert order(one, two, one) == [1, 2, 1]
    misnamed = line(4, "3、教育（类）普通（款）大学（项）。支出6.00万元")
    assert order(misnamed, one, misnamed) == [2, 1, 2]  # by its amount, and once more by that name
    found = in_printed_order(document, [two, one, two], CELLS)
    assert [(at.line.number, at.path) for at in found.again] == [(2, f"{ROWS}.2050202")]
    assert [(each.line.number, each.path) for each in found.told] == [
        (2, f"{ROWS}.2050202"),
        (1, f"{ROWS}.2050201"),
        (2, f"{ROWS}.2050202"),
    ]
    assert {(each.names, each.marks) for each in found.told} == {
        (head(code).stated.names, THREE) for code in ("2050201", "2050202")
    }


def test_what_is_told_of_a_row_that_the_table_does_not_have_is_known() -> None:
    first, second = (Paragraph(item(code), "正文") for code in ("2050201", "2050202"))
    strange = line(3, "3、卫生（类）医院（款）甲（项）。支出9.00万元")
    lines = [printed("2050201"), printed("2050202", number=2), strange]
    found = in_printed_order(Document("", (first, second)), lines, CELLS)
    assert [(one.line, one.rows, one.names) for one in found.unlisted] == [
        (strange, ROWS, ("卫生", "医院", "甲"))
    ]
    assert (found.again, len(found.told), found.document.blocks) == ((), 2, (first, second))
