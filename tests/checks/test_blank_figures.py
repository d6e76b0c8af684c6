"""Several blanks of a table that others say should be amounts are told once together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from narrator.checks.blank_figures import numbers_of_blanks, tell_blank_figures_once, tell_blanks
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.wrong_figures import Explanation, NamedFigure, Trying
from narrator.document import Document, Table
from narrator.spans import Text

from .figures import asking, at, trying
from .reports import original
from .test_wrong_figures import news

TABLE, NAME, TOTAL = "支出决算表", "上海2024", 2  # its third column is 本年支出合计


def without(
    document: Document, count: int, table: str = TABLE, column: int = TOTAL
) -> tuple[Document, list[str]]:
    """DOCUMENT without a column in the first rows by code of a table, and their codes."""
    [place] = [
        place for place, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == table
    ]
    block = document.blocks[place]
    assert isinstance(block, Table)
    rows = [row for row in block.body if row[0].paragraphs[0].string.isdigit()][:count]
    body = [
        (*row[:column], row[column]._replace(paragraphs=(Text(""),)), *row[column + 1 :])
        if row in rows
        else row
        for row in block.body
    ]
    blocks = (*document.blocks[:place], block._replace(body=tuple(body)), *document.blocks[place + 1 :])
    return document._replace(blocks=blocks), [row[0].paragraphs[0].string for row in rows]


def test_two_blanks_of_which_one_is_part_of_the_other_are_told_once() -> None:
    document, codes = without(original(NAME), 2)
    [only] = news(document, NAME)
    assert only.what.startswith("这张表有2格空着，依次填")
    assert [one.path for one in only.sides] == [f"{TABLE}.各科目.{code}.本年支出合计" for code in codes]


def test_of_many_blanks_the_first_are_named() -> None:
    document, codes = without(original(NAME), 7)
    [only] = news(document, NAME)
    assert only.what.startswith("这张表的“本年支出合计”这一列有7格空着，照同一行、同一列的数")
    assert [one.path for one in only.sides] == [f"{TABLE}.各科目.{code}.本年支出合计" for code in codes[:6]]


@pytest.mark.parametrize(
    ("table", "column", "name"), [("支出决算表", 3, "基本支出"), ("一般公共预算支出表", 2, "小计")]
)
def test_a_column_that_is_blank_but_for_its_sum_is_told_once(table: str, column: int, name: str) -> None:
    """Of 基本支出 other tables know only that it is no less than what 财政拨款 paid of it: the sum of its row says how much."""
    document, _ = without(original(NAME), 99, table, column)
    [only] = news(document, NAME)
    assert f"“{name}”这一列" in only.what


def test_what_a_sum_lacks_is_asked_of_its_only_blank() -> None:
    """In a column of which another figure is asked; a number beside one that is stated is taken for a tail of it."""

    def finding(*sides: Side) -> Finding:
        return Finding(Level.ERROR, "", "", "", sides, rule="T")

    one, two, other = (Side(name, "", f"表.各科目.{name}") for name in ("1.甲", "2.甲", "2.乙"))
    found = [
        finding(one, Side("别处", "5.00", "别表.合计.甲")),
        finding(one, Side("各款之和", "5.01", parts=(Side("款", "5.01", "表.各科目.11.甲"),))),
        finding(two, Side("别处", "3.00", "别表.1.甲")),
        finding(Side("和", "9.00", "表.各科目.2.丙"), Side("两项", "2.00", blanks=(two, other))),
    ]
    assert numbers_of_blanks(found) == [
        {NamedFigure(one.path, None): Decimal("5.00"), NamedFigure(two.path, None): Decimal("7.00")}
    ]
    assert numbers_of_blanks(found[:2]) == []


ONE, OTHER, THIRD, ELSEWHERE = (
    "甲表.各科目.101.一",
    "甲表.各科目.102.一",
    "甲表.合计.一",
    "乙表.各科目.101.一",
)


def with_parts(path: str, right: str) -> Finding:
    """That a blank at a PATH should be the sum of others."""
    parts = (Side("某", "1.00"), Side("某", "2.00"))
    return Finding(Level.ERROR, path, "不同", "核对", (at(path, None), Side("各项之和", right, parts=parts)))


def numbers(*found: Finding) -> list[dict[str, str]]:
    """What findings say that blanks should be, table by table."""
    result = numbers_of_blanks(found)
    assert all(figure.printed is None for filled in result for figure in filled)
    return [{figure.path: str(right) for figure, right in filled.items()} for filled in result]


def test_the_blanks_of_a_table_are_those_that_others_say_should_be_amounts() -> None:
    one, other = asking(ONE, None, "5.00"), asking(OTHER, None, "0.01")
    assert numbers(one, other) == [{ONE: "5.00", OTHER: "0.01"}]
    assert numbers(other, one, asking(THIRD, None, "7")) == [{OTHER: "0.01", ONE: "5.00", THIRD: "7"}]
    assert numbers(one) == numbers() == []
    assert numbers(one, one) == []  # the same
    assert numbers(one, asking(ELSEWHERE, None, "5.00")) == []  # of another table
    assert numbers(one, asking(OTHER, Decimal(0), "5.00")) == []  # a nought that is printed
    assert numbers(one, asking(OTHER, None, "0.00")) == []
    assert numbers(one, asking(OTHER, None, "-0.01")) == []


def test_the_blanks_of_each_table_are_told_for_themselves() -> None:
    found = [
        asking(ELSEWHERE, None, "1"),
        asking(ONE, None, "2"),
        asking("乙表.合计.一", None, "3"),
        asking(OTHER, None, "4"),
    ]
    assert numbers(*found) == [{ELSEWHERE: "1", "乙表.合计.一": "3"}, {ONE: "2", OTHER: "4"}]


def test_a_part_of_a_sum_that_is_short_is_no_blank_for_it() -> None:
    parts = (at(ONE, Decimal("1.00")), at(OTHER, None), at(THIRD, None))
    short = Finding(
        Level.ERROR, "甲", "不同", "核对", (Side("合计", "5.00"), Side("之和", "1.00", parts=parts))
    )
    assert numbers(short) == []


def test_a_blank_is_what_most_ask_for_and_of_as_many_a_sum() -> None:
    other = asking(OTHER, None, "1")
    assert (
        numbers(other, asking(ONE, None, "5"), asking(ONE, None, "6"), asking(ONE, None, "6"))[0][ONE] == "6"
    )
    assert numbers(other, asking(ONE, None, "5"), with_parts(ONE, "6"))[0][ONE] == "6"
    assert numbers(other, with_parts(ONE, "5"), asking(ONE, None, "6"))[0][ONE] == "5"
    assert numbers(other, with_parts(ONE, "5"), asking(ONE, None, "6"), asking(ONE, None, "6"))[0][ONE] == "6"
    assert numbers(other, asking(ONE, None, "5"), asking(ONE, None, "6"))[0][ONE] == "5"  # the first


def short(total: str, *blanks: str, printed: str = "") -> Finding:
    """That a sum is short of what may stand in blanks, or beside a figure that is printed."""
    parts = (at(printed, Decimal(1)),) if printed else ()
    sides = (
        Side("和", total),
        Side("各项", "2.00", parts=parts, blanks=tuple(at(path, None) for path in blanks)),
    )
    return Finding(Level.ERROR, "和", "不同", "核对", sides)


def test_what_a_sum_lacks_counts_for_more_where_nothing_else_may_be_wrong() -> None:
    """Of its column, where that is asked of a blank at all."""
    one, other = asking(ONE, None, "1"), asking(OTHER, None, "1")
    lone = short("9.00", ONE, "甲表.各科目.101.二")
    assert numbers(one, other, lone) == [{ONE: "7.00", OTHER: "1"}]
    assert numbers(with_parts(ONE, "5"), other, lone)[0][ONE] == "7.00"
    assert numbers(one, one, other, lone)[0][ONE] == "1"  # as much, and asked first
    assert numbers(one, with_parts(ONE, "1"), other, lone)[0][ONE] == "1"
    assert numbers(one, other, short("9.00", ONE, OTHER)) == [{ONE: "1", OTHER: "1"}]
    assert numbers(one, other, short("9.00", ONE, printed=THIRD)) == [{ONE: "1", OTHER: "1"}]
    assert (
        numbers(one, other, short("2.00", ONE))
        == numbers(one, other, short("1.00", ONE))
        == [{ONE: "1", OTHER: "1"}]
    )
    assert numbers(one, short("9.00", THIRD)) == [{ONE: "1", THIRD: "7.00"}]
    assert numbers(one, other, short("2.50", ONE))[0][ONE] == "0.50"
    # what is asked as a figure, too, counts for both
    five = [with_parts(ONE, "5"), asking(ONE, None, "5")]
    assert numbers(*five, asking(ONE, None, "7.00"), other, lone)[0][ONE] == "7.00"
    assert numbers(*five, asking(ONE, None, "8.00"), other, lone)[0][ONE] == "5"
    # the column of another table is another one
    elsewhere = [short("9.00", ELSEWHERE), short("8.00", "乙表.合计.一")]
    assert numbers(one, other, *elsewhere) == [{ONE: "1", OTHER: "1"}]
    assert (
        numbers(one, short("9.00", "甲表.各科目.101.二"))
        == numbers(short("9.00", ONE), short("9.00", OTHER))
        == []
    )


def test_of_numbers_that_are_the_same_but_for_a_tail_the_stated_one_is_taken() -> None:
    other = asking(OTHER, None, "1")
    for stated, taken in (("5.05", "5.05"), ("4.95", "4.95"), ("5.06", "5.00"), ("4.94", "5.00")):
        assert numbers(other, with_parts(ONE, "5.00"), asking(ONE, None, stated))[0][ONE] == taken
    twice = [asking(ONE, None, "5.02"), asking(ONE, None, "5.01"), asking(ONE, None, "5.01")]
    assert numbers(other, with_parts(ONE, "5.00"), with_parts(ONE, "5.00"), *twice)[0][ONE] == "5.01"


def test_a_nought_is_a_blank_where_others_say_so_and_tails_and_lone_sides_say_nothing() -> None:
    other, nought = asking(OTHER, None, "1"), asking(ONE, Decimal(0), "5")
    assert numbers(other, nought) == []
    assert numbers(other, nought, asking(ONE, None, "5")) == [{OTHER: "1", ONE: "5"}]
    tail = asking(ONE, None, "5", Level.TAIL)
    lone = Finding(Level.ERROR, "甲", "空着", "核对", (at(ONE, None),))
    assert numbers(other, tail) == numbers(other, nought, tail) == numbers(other, nought, lone) == []


def explained(count: int, tail: bool = False) -> Finding:
    """What is told of COUNT blanks, of the last of which no finding that is gone speaks."""
    figures = {
        NamedFigure(f"甲表.各科目.{code}.一", None): Decimal(f"{code}.50") for code in range(1, count + 1)
    }
    gone = [asking(one.path, None, str(right), Level.HINT, f"T-{right}") for one, right in figures.items()][
        :-1
    ]
    gone.append(asking(ELSEWHERE, Decimal("1"), "2", Level.ERROR, "T-9"))
    gone.append(asking(gone[0].sides[0].path, None, "7", Level.HINT, "T-10"))
    left = {id(one): None for one in gone} | (
        {id(gone[0]): asking(ONE, None, "1", Level.TAIL)} if tail else {}
    )
    first, right = next(iter(figures.items()))
    return tell_blanks(Explanation(first, right, {}, left, gone, [], []), figures)


def test_blanks_are_told_with_what_each_should_be() -> None:
    assert explained(3) == Finding(
        Level.ERROR,
        "甲表 1 一",
        "这张表有3格空着，依次填1.50、2.50、3.50就都对得上，现在因为它们对不上的有"
        "T-1.50 甲表 1 一、T-2.50 甲表 2 一、T-9 乙表 101 一等4处",
        "先核对这几格",
        (at("甲表.各科目.1.一", None), at("甲表.各科目.2.一", None)),
        rule="T-1.50",
    )
    assert "依次填1.50、2.50（或者差一个尾数）就都对得上，" in explained(2, tail=True).what


def test_blanks_are_told_at_the_first_of_them() -> None:
    """Whatever the findings are about that speak of them."""
    gone = [replace(asking(path, None, "1"), subject="某") for path in (ONE, OTHER)]
    figures = {NamedFigure(path, None): Decimal(1) for path in (ONE, OTHER)}
    first = next(iter(figures))
    told = tell_blanks(Explanation(first, Decimal(1), {}, dict.fromkeys(map(id, gone)), gone, [], []), figures)  # fmt: skip
    assert told.subject == "甲表 101 一"


def test_many_blanks_are_told_without_their_numbers_and_the_first_are_shown() -> None:
    many = explained(4)
    assert many.what.startswith("这张表的“一”这一列有4格空着，照同一行、同一列的数填上就都对得上，现在")
    assert [one.path for one in many.sides] == [f"甲表.各科目.{code}.一" for code in (1, 2, 3)]
    assert [len(explained(count).sides) for count in (6, 7, 8)] == [5, 6, 6]


def test_the_blanks_of_each_table_are_filled_in_one_after_the_other() -> None:
    due = {
        path: Decimal(right)
        for path, right in ((ONE, "1.00"), (OTHER, "2.00"), (ELSEWHERE, "3.00"), ("乙表.合计.一", "4.00"))
    }
    checked: dict[str, Decimal | None] = dict.fromkeys(due)
    how = trying(due)
    once, changed, told = tell_blank_figures_once(how.judge(checked), checked, how)
    assert changed == due
    assert once == told
    assert [(one.subject, one.what.partition("就")[0]) for one in told] == [
        ("甲表 101 一", "这张表有2格空着，依次填1.00、2.00"),
        ("乙表 101 一", "这张表有2格空着，依次填3.00、4.00"),
    ]


def test_blanks_that_can_not_be_filled_in_or_break_another_rule_are_told_as_before() -> None:
    due = {
        ONE: Decimal("1.00"),
        OTHER: Decimal("2.00"),
        ELSEWHERE: Decimal("3.00"),
        "乙表.合计.一": Decimal("4.00"),
    }
    checked: dict[str, Decimal | None] = dict.fromkeys(due)
    how = trying(due, {OTHER: [asking("丙表.各科目.1.一", None, "5.00")]})
    found = how.judge(checked)
    once, changed, told = tell_blank_figures_once(found, checked, how)
    assert once == [*found[:2], *told]
    assert len(told) == 1
    assert changed == {**due, ONE: None, OTHER: None}
    lost = {path: number for path, number in checked.items() if path != ONE}
    once, changed, told = tell_blank_figures_once(found[:2], lost, how)
    assert (once, changed, told) == (found[:2], lost, [])
    assert tell_blank_figures_once(found[:1], checked, how) == (found[:1], checked, [])


def test_what_is_only_usual_is_no_reason_to_try_blanks() -> None:
    def asked(name: str, level: Level) -> Finding:
        sides = (Side("公开06表", "65.43", f"基本支出表.{name}"), Side("公开05表", "", f"{TABLE}.{name}"))
        return Finding(level, name, "两边相差65.43万元", "核对", sides)

    tried: list[str] = []

    def put(checked: str, figure: NamedFigure, number: Decimal | None) -> str:
        tried.append(figure.path)
        return checked

    hints = [asked("甲", Level.HINT), asked("乙", Level.HINT)]
    assert tell_blank_figures_once(hints, "报告", Trying(put, lambda _: hints)) == (hints, "报告", [])
    assert tried == []
    wrong = [asked("甲", Level.ERROR), asked("乙", Level.HINT)]
    assert tell_blank_figures_once(wrong, "报告", Trying(put, lambda _: wrong)) == (wrong, "报告", [])
    assert tried == [f"{TABLE}.甲", f"{TABLE}.乙"]
