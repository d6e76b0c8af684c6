"""Figures of two columns that were exchanged in a row, or in it and the rows below it, are told once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from forms.documents import CENTRAL, raw
from strategies.render import sample

from narrator.checks.exchanged_figures import (
    exchange_back,
    possible_exchanges,
    tell_exchange,
    tell_exchanged_figures_once,
)
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.wrong_figures import Explanation, NamedFigure, Trying
from narrator.document import Cell, Document, Table
from narrator.spans import Text

from .data.test_other_figures import news as news_of_data
from .figures import asking, trying
from .reports import findings, made, original
from .test_wrong_figures import news

TABLE = "支出决算表"
ONE, OTHER = "基本支出", "项目支出"


def with_exchanged(document: Document, code: str) -> Document:
    """DOCUMENT with the figures of 基本支出 and 项目支出, its fourth and fifth column, exchanged in a row of 支出决算表."""
    [at] = [at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == TABLE]
    block = document.blocks[at]
    assert isinstance(block, Table)
    body = [
        (*row[:3], with_text_of(row[3], row[4]), with_text_of(row[4], row[3]), *row[5:])
        if row[0].paragraphs[0].string == code
        else row
        for row in block.body
    ]
    changed = block._replace(body=tuple(body))
    return document._replace(blocks=(*document.blocks[:at], changed, *document.blocks[at + 1 :]))


def with_text_of(cell: Cell, other: Cell) -> Cell:
    """CELL with what stands in OTHER, as somebody types it, who does not say where the figure comes from."""
    return cell._replace(paragraphs=tuple(Text(one.string) for one in other.paragraphs))


def exchange_in_data(codes: tuple[str, ...]) -> dict[str, Any]:
    """The sample with what two columns of 支出决算表 hold exchanged in rows; what a row lacks is left out."""
    raw = sample()
    for code in codes:
        row = raw[TABLE]["各科目"][code]
        held = {ONE: row.pop(OTHER, None), OTHER: row.pop(ONE, None)}
        row |= {name: number for name, number in held.items() if number is not None}
    return raw


def code_with_both() -> str:
    """A code of a group of the sample with both kinds of expense."""
    rows = sample()[TABLE]["各科目"]
    return next(code for code, row in rows.items() if len(code) == 5 and row.get(ONE) and row.get(OTHER))


def test_figures_of_data_that_were_exchanged_in_a_row_are_told_once() -> None:
    code = code_with_both()
    [only] = news_of_data(exchange_in_data((code,)))
    assert only.level is Level.ERROR
    assert only.what.startswith(
        ("这一行“基本支出”和“项目支出”的数互换了", "这一行“项目支出”和“基本支出”的数互换了")
    )
    assert {one.path for one in only.sides} == {f"{TABLE}.各科目.{code}.{name}" for name in (ONE, OTHER)}


def test_figures_of_data_that_were_exchanged_in_a_row_and_those_below_it_are_told_once() -> None:
    code = code_with_both()
    codes = tuple(one for one in sample()[TABLE]["各科目"] if one.startswith(code))
    assert len(codes) > 1
    [only] = news_of_data(exchange_in_data(codes))
    assert "这一行和它下面各行" in only.what
    assert only.sides[0].path.startswith(f"{TABLE}.各科目.{code}.")


@pytest.mark.parametrize(("name", "code"), [("上海2024", "2070104"), ("辽宁2023", "2060404")])
def test_figures_of_a_report_that_were_exchanged_in_a_row_are_told_once(name: str, code: str) -> None:
    """Of the other report one of the two is blank."""
    [only] = news(with_exchanged(original(name), code), name)
    assert "这一行" in only.what
    assert "互换了" in only.what
    assert {one.path for one in only.sides} == {f"{TABLE}.各科目.{code}.{column}" for column in (ONE, OTHER)}


# ---- figures of a few cells, and what is asked of them ----

Cells = dict[str, str]  # what is printed, by path; "" for a blank


def explain_cells(printed: Cells, asked: Cells) -> tuple[list[str], str]:
    """What is told of cells of which others say that they should be something else, and what is told of an exchange; "" for none."""

    def put(cells: Cells, figure: NamedFigure, number: Decimal | None) -> Cells:
        return {**cells, figure.path: "" if number is None else f"{number:f}"}

    def judge(cells: Cells) -> list[Finding]:
        return [
            Finding(
                Level.ERROR,
                path,
                "两边不同",
                "核对",
                (Side(path, cells[path], path), Side("别处", right)),
                rule="X-1",
            )
            for path, right in asked.items()
            if Decimal(cells[path] or 0) != Decimal(right)
        ]

    def rows(cells: Cells, path: str) -> list[dict[str, NamedFigure]]:
        above = path.rpartition(".")[0]
        found: dict[str, dict[str, NamedFigure]] = {}
        for one, text in cells.items():
            row, _, column = one.rpartition(".")
            if row.startswith(above) or above.endswith("合计"):
                figure = NamedFigure(one, Decimal(text) if text else None)
                found.setdefault(row, {})[column] = figure
        return [*found.values()]

    found, _, finding = tell_exchanged_figures_once(judge(printed), printed, Trying(put, judge, rows))
    return [one.what for one in found], finding.what if finding else ""


ROW = {"表.各科目.206.甲": "5", "表.各科目.206.乙": "3"}


@pytest.mark.parametrize(
    ("printed", "asked", "begins"),
    [
        (ROW, {"表.各科目.206.甲": "3", "表.各科目.206.乙": "5"}, "这一行“甲”和“乙”的数互换了"),
        ({**ROW, "表.各科目.206.乙": ""}, {"表.各科目.206.甲": "0", "表.各科目.206.乙": "5"}, "这一行“甲”和“乙”的数互换了"),
        (
            {**ROW, "表.各科目.20601.甲": "5", "表.各科目.20601.乙": "3"},
            {"表.各科目.206.甲": "3", "表.各科目.206.乙": "5", "表.各科目.20601.甲": "3"},
            "这一行和它下面各行“甲”和“乙”的数互换了",
        ),
        (
            {"表.合计.甲": "5", "表.合计.乙": "3", **ROW},
            {"表.合计.甲": "3", "表.合计.乙": "5", "表.各科目.206.甲": "3"},
            "各行“甲”和“乙”的数互换了",
        ),
    ],
)  # fmt: skip
def test_an_exchange_is_what_leaves_nothing_wrong(printed: Cells, asked: Cells, begins: str) -> None:
    [only], told = explain_cells(printed, asked)
    assert only == told
    assert told.startswith(f"{begins}，换回来就都对得上")


TWO_ROWS = {**ROW, "表.各科目.208.甲": "9", "表.各科目.208.乙": "7"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"表.各科目.206.甲": "9", "表.各科目.208.甲": "5"}, "“206”和“208”的“甲”互换了"),
        ({"表.各科目.208.乙": "3", "表.各科目.206.乙": "7"}, "“208”和“206”的“乙”互换了"),
        ({"表.各科目.206.甲": "9", "表.各科目.208.甲": "5", "表.各科目.206.乙": "7", "表.各科目.208.乙": "3"}, "“206”和“208”两行的数互换了"),
        # one of two columns is not as it would be then
        ({"表.各科目.206.甲": "9", "表.各科目.208.甲": "5", "表.各科目.206.乙": "4"}, "“206”和“208”的“甲”互换了"),
        ({"表.各科目.206.甲": "9", "表.各科目.208.甲": "6"}, ""),
    ],
)  # fmt: skip
def test_figures_of_two_rows_may_be_exchanged_in_one_column_or_in_all(asked: Cells, told: str) -> None:
    found, what = explain_cells(TWO_ROWS, asked)
    assert what.partition("，")[0] == told
    assert len(found) == (1 if len(asked) in (2, 4) and told else len(asked) - 1 if told else len(asked))


@pytest.mark.parametrize(("one", "other"), [("15.00", "2.00"), ("12.86", "0.86")])
def test_figures_of_two_rows_that_were_exchanged_in_a_report_are_told_once(one: str, other: str) -> None:
    """The budgets of 因公出国（境）费 and 公务接待费, or what was spent: the sum is the same either way, the prose has them apart."""
    document = made(raw(CENTRAL), "中央2023")
    [at] = [at for at, block in enumerate(document.blocks) if getattr(block, "name", "") == "三公经费表"]
    block = document.blocks[at]
    assert isinstance(block, Table)
    turned = {one: other, other: one}
    body = tuple(
        tuple(
            cell._replace(paragraphs=(Text(turned[text]),))
            if (text := cell.paragraphs[0].string) in turned
            else cell
            for cell in row
        )
        for row in block.body
    )
    blocks = (*document.blocks[:at], block._replace(body=body), *document.blocks[at + 1 :])
    found = findings(document._replace(blocks=blocks), name="中央2023")
    [what] = [each.what for each in found if each.level is not Level.TAIL]
    assert "互换了" in what
    assert "因公出国（境）费" in what
    assert "公务接待费" in what


@pytest.mark.parametrize(
    "asked",
    [
        {"表.各科目.206.甲": "3"},  # one finding alone says nothing of the other
        {"表.各科目.206.甲": "3", "表.各科目.206.乙": "4"},
        {"表.各科目.206.甲": "4", "表.各科目.206.乙": "5"},
    ],
)
def test_what_is_asked_of_one_figure_alone_is_no_exchange(asked: Cells) -> None:
    found, told = explain_cells(ROW, asked)
    assert told == ""
    assert found == ["两边不同"] * len(asked)


A, B, C = "甲表.各科目.101.一", "甲表.各科目.101.二", "甲表.各科目.101.三"


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def exchanges(
    checked: dict[str, str], *asked: tuple[str, str]
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What may have been exchanged in CHECKED, of whose figures other numbers are ASKED: the path of the figure that is asked for first,
    the number that it should be, and the pairs of paths."""
    figures = {path: number(text) for path, text in checked.items()}
    found = [asking(path, figures[path], right) for path, right in asked]
    return [
        (figure.path, str(right), [(one.path, other.path) for one, other in pairs])
        for (figure, right), pairs in possible_exchanges(found, figures, trying({}))
    ]


def test_two_figures_of_a_row_may_be_exchanged_where_each_is_asked_to_be_the_other() -> None:
    assert exchanges({A: "5.00", B: "3.00"}, (A, "3.00"), (B, "5.00")) == [(A, "3.00", [(A, B)])]
    assert exchanges({A: "5.00", B: "3.00"}, (B, "5.00"), (A, "3.00")) == [(B, "5.00", [(B, A)])]
    assert exchanges({A: "5.00", B: ""}, (A, "0.00"), (B, "5.00")) == [(A, "0.00", [(A, B)])]
    assert exchanges({A: "", B: "5.00"}, (A, "5.00"), (B, "0.00")) == [(A, "5.00", [(A, B)])]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("3.00", "5.00", True),
        ("3.05", "5.00", True),
        ("2.95", "5.05", True),
        ("3.00", "4.95", True),
        ("3.06", "5.00", False),
        ("2.94", "5.00", False),
        ("3.00", "5.06", False),
        ("3.00", "4.94", False),
    ],
)
def test_figures_may_be_exchanged_but_for_tails(one: str, other: str, found: bool) -> None:
    wanted = [(A, one, [(A, B)])] if found else []
    assert exchanges({A: "5.00", B: "3.00"}, (A, one), (B, other)) == wanted


def test_of_numbers_that_are_asked_of_a_figure_the_first_that_is_near_is_told() -> None:
    asked = [(A, "9.00"), (A, "3.01"), (A, "3.00"), (B, "8.00"), (B, "5.00")]
    assert exchanges({A: "5.00", B: "3.00"}, *asked) == [(A, "3.01", [(A, B)])]


def test_what_is_no_exchange() -> None:
    assert exchanges({A: "5.00", B: "3.00"}, (A, "3.00")) == []  # of the other one nothing is asked
    assert exchanges({A: "5.00", B: "3.00", C: "9.00"}, (A, "3.00"), (C, "5.00")) == []
    assert exchanges({A: "5.00", B: "5.00"}, (A, "5.00"), (B, "5.00")) == []
    elsewhere = "甲表.各科目.102.二"
    assert exchanges({A: "5.00", elsewhere: "3.00"}, (A, "3.00"), (elsewhere, "5.00")) == []
    assert exchanges({"第3段": "5.00", "第4段": "3.00"}, ("第3段", "3.00"), ("第4段", "5.00")) == []


def test_a_figure_that_is_asked_for_may_be_no_figure_of_the_rows() -> None:
    """What a row has that is no part of its sum is never exchanged in those below it."""
    found = [asking(A, Decimal(5), "3"), asking(B, Decimal(3), "5")]
    assert list(possible_exchanges(found, {A: Decimal(5)}, trying({}))) == []
    assert list(possible_exchanges(found, {}, trying({}))) == []


def test_figures_may_be_exchanged_in_a_row_or_in_all_below_it_and_first_in_upper_rows() -> None:
    below = "甲表.各科目.10101"
    checked = {f"{below}.一": "5.00", f"{below}.二": "3.00", A: "7.00", B: "4.00"}
    checked |= {f"{below}01.一": "1.00", "甲表.各科目.10199.一": "1.00", "甲表.各科目.10199.二": "2.00"}
    asked = [(f"{below}.一", "3.00"), (f"{below}.二", "5.00"), (A, "4.00"), (B, "7.00")]
    own, last = (f"{below}.一", f"{below}.二"), ("甲表.各科目.10199.一", "甲表.各科目.10199.二")
    order = {path: checked[path] for path in (A, B, *checked)}
    assert exchanges(order, *asked) == [
        (A, "4.00", [(A, B)]),
        (A, "4.00", [(A, B), own, last]),
        (f"{below}.一", "3.00", [own]),
    ]


def test_so_many_exchanges_are_tried() -> None:
    """Of each row two, as there is one below it; and of three columns each with each other."""
    checked: dict[str, str] = {}
    asked: list[tuple[str, str]] = []
    for code in ("101", "102", "103", "104", "105"):
        checked |= {
            f"甲表.各科目.{code}{more}.{name}": text
            for more in ("", "01")
            for name, text in (("一", "5"), ("二", "3"))
        }
        asked += [(f"甲表.各科目.{code}.一", "3"), (f"甲表.各科目.{code}.二", "5")]
    found = exchanges(checked, *asked)
    assert [(one[0][7:10], len(one[2])) for one in found] == [
        (code, many) for code in ("101", "102", "103", "104") for many in (1, 2)
    ]
    pairs = exchanges({A: "1", B: "2", C: "3"}, (A, "2"), (A, "3"), (B, "1"), (B, "3"), (C, "1"), (C, "2"))
    assert [one[2] for one in pairs] == [[(A, B)], [(A, C)], [(B, C)]]


def test_figures_are_exchanged_back_where_they_stand() -> None:
    four = {A: Decimal(5), B: Decimal(3), C: Decimal(3), "甲表.各科目.102.一": None}
    one, two, three, blank = (NamedFigure(path, printed) for path, printed in four.items())
    how = trying({})
    assert exchange_back(four, [(one, two)], how) == {**four, A: 3, B: 5}
    assert exchange_back(four, [(one, blank)], how) == {**four, A: None, blank.path: 5}
    assert exchange_back(four, [(two, three)], how) == four
    assert exchange_back(four, [(one, two), (three, blank)], how) == {A: 3, B: 5, C: None, blank.path: 3}
    assert exchange_back(four, [], how) == four
    strange = NamedFigure("甲表.各科目.109.一", Decimal(1))
    assert exchange_back(four, [(strange, one), (two, three)], how) is None
    assert exchange_back(four, [(one, strange)], how) is None
    assert exchange_back(four, [(two, three), (NamedFigure(A, Decimal(4)), two)], how) is None
    same = NamedFigure("甲表.各科目.109.一", Decimal(3))
    assert exchange_back(four, [(two, same)], how) == four  # of the same number nothing is put


def explained_by(pairs: int, row: str = "甲表.各科目.101", printed: str = "3.00") -> Finding:
    """What is told of so many PAIRS of figures that were exchanged, from a ROW on."""
    one, two = NamedFigure(f"{row}.一", Decimal("5.00")), NamedFigure(f"{row}.二", number(printed))
    gone = [
        asking(two.path, two.printed, "5.00", Level.HINT, "T-1"),
        asking(one.path, one.printed, "3.00", Level.HINT, "T-2"),
        asking("乙表.各科目.1.一", None, "5.00", Level.ERROR, "T-3"),
    ]
    left = {id(each): None for each in gone}
    explained = Explanation(one, Decimal("3.00"), {}, left, gone, [], [])
    return tell_exchange(explained, [(one, two)] * pairs)


def test_an_exchange_is_told_of_the_figure_that_is_asked_for_first() -> None:
    assert explained_by(1) == Finding(
        Level.ERROR,
        "甲表 101 一",
        "这一行“一”和“二”的数互换了，换回来就都对得上，现在因为它对不上的有T-1 甲表 101 二、T-2 甲表 101 一、T-3 乙表 1 一",
        "先核对这两个数",
        (
            Side("甲表 101 一", "5.00", "甲表.各科目.101.一"),
            Side("甲表 101 二", "3.00", "甲表.各科目.101.二"),
        ),
        rule="T-2",
    )


def test_an_exchange_in_several_rows_is_told_as_such() -> None:
    below = explained_by(2)
    assert below.what.startswith("这一行和它下面各行“一”和“二”的数互换了，")
    assert below.hint == "先核对这几行的这两列"
    whole = explained_by(2, "甲表.合计", "")
    assert whole.what.startswith("各行“一”和“二”的数互换了，")
    assert [(one.name, one.value, one.path) for one in whole.sides] == [
        ("甲表 合计 一", "5.00", "甲表.合计.一"),
        ("甲表 合计 二", "", "甲表.合计.二"),
    ]
    assert explained_by(1, "甲表.合计").what.startswith("这一行“一”")


def test_what_was_exchanged_is_told_once_and_put_right() -> None:
    due = {A: Decimal("3.00"), B: Decimal("5.00"), C: Decimal("1.00")}
    checked = {A: Decimal("5.00"), B: Decimal("3.00"), C: Decimal("2.00")}
    how = trying(due)
    found = how.judge(checked)
    once, changed, told = tell_exchanged_figures_once(found, checked, how)
    assert told is not None
    assert (told.subject, told.hint, told.level) == ("甲表 101 一", "先核对这两个数", Level.ERROR)
    assert once == [told, found[2]]
    assert changed == {**due, C: checked[C]}
    assert tell_exchanged_figures_once(found[:1], checked, how) == (found[:1], checked, None)
    assert tell_exchanged_figures_once([], checked, how) == ([], checked, None)


def test_an_exchange_that_breaks_another_rule_is_none() -> None:
    due = {A: Decimal("3.00"), B: Decimal("5.00")}
    checked = {A: Decimal("5.00"), B: Decimal("3.00")}
    how = trying(due, {A: [asking("乙表.各科目.1.一", None, "5.00")]})
    found = how.judge(checked)
    assert tell_exchanged_figures_once(found, checked, how) == (found, checked, None)


def test_of_two_exchanges_that_may_be_the_one_that_explains_more_is_told() -> None:
    """In the row and in the one below it; only there all is right."""
    below = ("甲表.各科目.10101.一", "甲表.各科目.10101.二")
    due = {A: Decimal(3), B: Decimal(5), below[0]: Decimal(3), below[1]: Decimal(5)}
    checked = {A: Decimal(5), B: Decimal(3), below[0]: Decimal(5), below[1]: Decimal(3)}
    how = trying(due)
    once, changed, told = tell_exchanged_figures_once(how.judge(checked), checked, how)
    assert changed == due
    assert once == [told]
    assert told is not None
    assert told.what.startswith("这一行和它下面各行")
