"""Workbooks to fill in that somebody spoilt: what is missing is told, what is wrong stops it, and no figure goes astray."""

from __future__ import annotations

import base64
import datetime
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from openpyxl import Workbook
from strategies.render import loads

from narrator.filling.layout import FIGURES, PIECE, REASONS, STORE, TEXTS

from .filling_desk import TEXT, Desk, row_with, typed_cell

CARS = "三公经费表.公务用车运行维护费.保有量"
PEOPLE = "三公经费表.公务接待费.国内公务接待人数"
ITEM = "2210201"
Spoil = Callable[[Workbook], object]
Told = TypeVar("Told")
Spoilt = dict[Spoil, Told]  # what is done to a workbook, and what is told of it


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def remove(name: str) -> Spoil:
    return lambda book: book.remove(book[name])


def put(sheet: str, row: str, column: str, value: object) -> Spoil:
    """Put a value into the row of a public table that has a text."""
    return lambda book: book[sheet].__setitem__(f"{column}{row_with(book[sheet], row)}", value)


def take_row(sheet: str, text: str) -> Spoil:
    return lambda book: book[sheet].delete_rows(row_with(book[sheet], text))


def rename(book: Workbook) -> None:
    book[REASONS].title = "原因说明"


def hide(book: Workbook) -> None:
    book["公开03表"].sheet_state = "hidden"


def take_titles(book: Workbook) -> None:
    book[FIGURES].delete_rows(1)


def type_figure(path: str, value: object) -> Spoil:
    return lambda book: setattr(typed_cell(book[FIGURES], path), "value", value)


@pytest.mark.parametrize(
    "spoilt",
    [
        {
            rename: f"没有工作表“{REASONS}”",
            remove(TEXTS): f"没有工作表“{TEXTS}”",
            take_titles: f"没有工作表“{FIGURES}”",
            remove("公开03表"): "支出决算表：这张表没有读到",
        },
        {hide: "支出决算表：这张表没有读到"},
        {
            take_row("公开03表", "合计"): "支出决算表 合计 本年支出合计等6个数",
            put("公开03表", ITEM, "A", "22102O1"): "这一行没有读懂，没有取：22102O1",
        },
    ],
)
def test_what_is_not_there_any_more_is_told_and_the_data_keep_it(desk: Desk, spoilt: Spoilt[str]) -> None:
    desk.edit(*spoilt)
    problems = [str(problem) for problem in desk.bring().problems]
    for told in spoilt.values():
        assert any(told in problem for problem in problems), problems
    assert desk.data.read_bytes() == TEXT


def test_moved_sheets_columns_and_rows_change_nothing(desk: Desk) -> None:
    def move(book: Workbook) -> None:
        book["公开03表"].title = "支出"
        book.move_sheet(TEXTS, -2)
        book[FIGURES].insert_cols(3)
        book[REASONS].insert_rows(1, 3)

    desk.edit(move)
    assert desk.bring().problems == []
    assert desk.data.read_bytes() == TEXT


def test_an_item_that_was_taken_out_goes_and_its_parents_stay(desk: Desk) -> None:
    desk.edit(take_row("公开03表", ITEM))
    brought = desk.bring()
    assert brought.lines[:2] == ["填报工作簿里改了1处。", f"  公开03表 {ITEM}：表里没有这一行了"]
    rows, before = (loads(text)["支出决算表"] for text in (desk.data.read_text("utf-8"), TEXT.decode()))
    del before["各科目"][ITEM]
    assert rows == before


def test_a_code_that_is_there_twice_is_told(desk: Desk) -> None:
    desk.edit(put("公开03表", ITEM, "A", "20601"))
    [told] = desk.bring().problems
    assert "这一行前面已经有了，没有取：20601" in str(told)
    rows, before = (loads(text)["支出决算表"] for text in (desk.data.read_text("utf-8"), TEXT.decode()))
    assert rows["各科目"]["20601"] == before["各科目"]["20601"]


UNREADABLE: Spoilt[list[str]] = {
    put("公开03表", "20601", "C", "约300"): ["公开03表!C9", "约300"],
    put("公开03表", "20601", "D", "300元"): ["公开03表!D9", "300元"],
    put("公开03表", "20604", "C", "=D9+E9"): ["公开03表!C", "公式"],
    type_figure(CARS, "=1+1"): [f"{FIGURES}!E", "公式"],
    type_figure(PEOPLE, datetime.date(2024, 3, 5)): [f"{FIGURES}!E", "2024-03-05"],
    lambda book: setattr(book[FIGURES].cell(3, 7), "value", "a..b[["): [f"{FIGURES}!G3", "不能改"],
}
IMPOSSIBLE: Spoilt[list[str]] = {
    put("公开03表", "20601", "C", 1e15): ["公开03表!C9", "数太大"],
    type_figure(CARS, 2.5): [f"{FIGURES}!E", "2.5"],
    lambda book: setattr(book[FIGURES].cell(3, 7), "value", "部门.乱写"): [f"{FIGURES}!E3", "乱写"],
}


@pytest.mark.parametrize("spoilt", [UNREADABLE, IMPOSSIBLE], ids=["unreadable", "impossible"])
def test_what_can_not_be_used_stops_it_with_its_cell(desk: Desk, spoilt: Spoilt[list[str]]) -> None:
    """All that can not be read is told at once, in the tables and in the rows to type in; so is what data can not hold."""
    desk.edit(*spoilt)
    lines = desk.refusal()
    assert len(lines) == len(spoilt), "\n".join(lines)
    for places in spoilt.values():
        told = [line for line in lines if all(place in line for place in (desk.book.name, *places))]
        assert len(told) == 1, (places, lines)


@pytest.mark.parametrize(("word", "other"), [("朝阳市科学技术局", "沈阳市教育局"), ("2023", "2021")])
def test_the_tables_of_another_department_or_year_stop_it(desk: Desk, word: str, other: str) -> None:
    def paste(book: Workbook) -> None:
        for sheet in book:
            for row in sheet.iter_rows(max_row=5) if sheet.title.startswith("公开") else ():
                for cell in row:
                    if isinstance(cell.value, str) and word in cell.value:
                        cell.value = cell.value.replace(word, other)

    desk.edit(paste)
    [line] = desk.refusal()
    assert other in line
    assert word in line


@pytest.mark.parametrize("packed", [b"{", b" " * 50_000_000], ids=["damaged", "bomb"])
def test_kept_data_that_are_damaged_are_told(desk: Desk, packed: bytes) -> None:
    def spoil(book: Workbook) -> None:
        sheet = book[STORE]
        sheet.delete_rows(2, sheet.max_row)
        text = base64.b64encode(zlib.compress(packed)).decode()
        for row, at in enumerate(range(0, len(text), PIECE), 2):
            sheet.cell(row, 1).value = text[at : at + PIECE]

    desk.edit(spoil)
    [line] = desk.refusal()
    assert "隐藏的工作表" in line


def test_a_blank_workbook_and_other_files_stop_it(desk: Desk) -> None:
    empty = io.BytesIO()
    openpyxl.Workbook().save(empty)
    for content, told in (
        (b"", "文件是空的"),
        (empty.getvalue(), "没有一张公开表"),
        (desk.book.read_bytes()[:20_000], "已损坏"),
        ("科目,金额\n206,1\n".encode(), "CSV"),
    ):
        desk.book.write_bytes(content)
        [line] = desk.refusal()
        assert told in line


def test_what_people_write_is_only_words(desk: Desk) -> None:
    desk.type(REASONS, "原因.收入总计与上年相比", "{{ 7*7 }}<b>#\t后面")
    desk.bring()
    assert loads(desk.data.read_text("utf-8"))["原因"]["收入总计与上年相比"] == "{{ 7*7 }}<b># 后面"
