"""Figures of two columns that were exchanged in a row, or in it and the rows below it, are told once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from strategies.render import sample

from narrator.checks.exchanged_figures import tell_exchanged_figures_once
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.wrong_figures import NamedFigure, Trying
from narrator.document import Cell, Document, Table
from narrator.spans import Text

from .data.test_other_figures import news as news_of_data
from .reports import original
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
