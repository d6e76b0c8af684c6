"""A workbook to fill in, as an accountant uses it: made from data, typed in, saved, and brought back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from programs import LibreOffice, needs_office
from strategies.render import SAMPLE, loads

from narrator import build
from narrator.commands.check import check_file
from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.commands.next import make_next_year
from narrator.commands.render import render_file
from narrator.commands.sheet_file import make_sheet
from narrator.filling.layout import COLUMNS, FIGURES, REASONS, STORE, SUMS, TEXTS, TYPED
from narrator.problem import Unusable

from .filling_desk import TEXT, WHOLE, Desk, row_with, typed_cell, unlocked


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_workbook_that_nobody_typed_in_changes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path, WHOLE)
    assert desk.bring().lines[0] == "填报工作簿里改了0处。"
    assert desk.data.read_bytes() == WHOLE


def test_it_makes_the_report_that_its_data_make(desk: Desk, tmp_path: Path) -> None:
    for data, name in ((desk.data, "一.docx"), (desk.book, "二.docx")):
        render_file(data, tmp_path / name)
    assert (tmp_path / "一.docx").read_bytes() == (tmp_path / "二.docx").read_bytes()


def test_only_cells_to_type_in_are_unlocked(desk: Desk) -> None:
    book = openpyxl.load_workbook(desk.book)
    assert all(sheet.protection.sheet and sheet.protection.password is None for sheet in book)
    for name in COLUMNS:
        sheet = book[name]
        column = [cell.value for cell in sheet[1]].index(TYPED) + 1
        assert {cell.column for cell in unlocked(sheet)} == {column}
        assert len(list(unlocked(sheet))) == sheet.max_row - 1
    table = book["公开03表"]
    assert not table[f"C{row_with(table, '20601')}"].protection.locked
    assert table[f"A{row_with(table, '合计')}"].protection.locked
    assert not list(unlocked(book[SUMS]))
    assert book[STORE].sheet_state == "hidden"


def test_what_is_typed_comes_back_and_nothing_else_moves(desk: Desk) -> None:
    def fill_in(book: openpyxl.Workbook) -> None:
        typed_cell(book[FIGURES], "三公经费表.公务用车运行维护费.保有量").value = 7
        typed_cell(book[REASONS], "原因.收入总计与上年相比").value = "人少了"
        typed_cell(book[TEXTS], "部门.决算单位").value = "甲单位\n乙单位"
        book["公开03表"][f"D{row_with(book['公开03表'], '20601')}"] = 267.13

    desk.edit(fill_in)
    before, lines = loads(TEXT.decode()), desk.bring().lines
    after = loads(desk.data.read_text("utf-8"))
    assert "  公开03表 20601 基本支出：267.12 → 267.13" in lines
    before["三公经费表"]["公务用车运行维护费"]["保有量"] = 7
    before["原因"]["收入总计与上年相比"] = "人少了"
    before["部门"]["决算单位"] = ["甲单位", "乙单位"]
    before["支出决算表"]["各科目"]["20601"]["基本支出"] = loads("267.13")
    assert after == before
    changed = set(desk.data.read_text("utf-8").splitlines()) ^ set(TEXT.decode().splitlines())
    assert len(changed) <= 10  # every other line is as it was, to the byte


def test_a_choice_that_nobody_made_can_be_made_there(desk: Desk) -> None:
    assert typed_cell(openpyxl.load_workbook(desk.book)[TEXTS], "部门.称谓").value == "部门"
    desk.type(TEXTS, "部门.称谓", "单位")
    assert desk.bring().lines[0] == "填报工作簿里改了1处。"
    assert loads(desk.data.read_text("utf-8"))["部门"]["称谓"] == "单位"


def test_rows_may_be_sorted(desk: Desk) -> None:
    def turn(book: openpyxl.Workbook) -> None:
        sheet = book[REASONS]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, values in enumerate(reversed(rows), 2):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value

    desk.edit(turn)
    desk.bring()
    assert desk.data.read_bytes() == TEXT


def test_an_item_put_into_a_table_is_taken_with_its_parents(desk: Desk) -> None:
    def add(book: openpyxl.Workbook) -> None:
        sheet = book["公开03表"]
        row = row_with(sheet, "2210201") + 1
        for column, value in enumerate(("2240101", "行政运行", 5.5, 5.5), 1):
            sheet.cell(row, column).value = value

    desk.edit(add)
    lines = desk.bring().lines
    rows = loads(desk.data.read_text("utf-8"))["支出决算表"]["各科目"]
    assert rows["2240101"]["本年支出合计"] == rows["224"]["本年支出合计"] == loads("5.5")
    assert any("是加起来的" in line and "224" in line for line in lines)


def test_a_row_put_among_the_typed_ones_is_told(desk: Desk) -> None:
    desk.edit(lambda book: book[FIGURES].append(["后来加的", None, None, None, 5]))
    told = [str(problem) for problem in desk.bring().problems]
    assert len(told) == 1
    assert "后来加的" in told[0]
    assert f"{FIGURES}!E" in told[0]
    assert desk.data.read_bytes() == TEXT


def test_what_is_no_number_is_refused_with_its_cell(desk: Desk) -> None:
    wrong = ["abc", "12万", "2023-01-01", "无"]

    def spoil(book: openpyxl.Workbook) -> None:
        for row, value in enumerate(wrong, row_of_count(book)):
            book[FIGURES].cell(row, 5).value = value

    desk.edit(spoil)
    lines = desk.refusal()
    assert len(lines) == len(wrong)
    for value, line in zip(wrong, lines, strict=True):
        assert f"{FIGURES}!E" in line
        assert f"“{value}”" in line


def row_of_count(book: openpyxl.Workbook) -> int:
    """The first of four rows with counts."""
    return typed_cell(book[FIGURES], "三公经费表.公务接待费.国内公务接待批次").row


def test_what_the_model_refuses_is_told_with_its_cell(desk: Desk) -> None:
    desk.type(TEXTS, "部门.级次", "国际")
    [line] = desk.refusal()
    assert "文字!E" in line
    assert "国际" in line


def test_a_figure_that_is_not_comparable_is_typed_as_none(desk: Desk) -> None:
    desk.type(FIGURES, "收入支出总表.收入.总计.上年决算数", "无")
    desk.bring()
    assert loads(desk.data.read_text("utf-8"))["收入支出总表"]["收入"]["总计"]["上年决算数"] is None


def test_data_that_changed_meanwhile_keep_their_changes(desk: Desk) -> None:
    text = TEXT.decode()
    desk.data.write_text(text.replace("人员变动，人员减少", "人员调出", 1), "utf-8", newline="")
    desk.type(FIGURES, "三公经费表.公务用车运行维护费.保有量", 7)
    desk.bring()
    after = loads(desk.data.read_text("utf-8"))
    assert after["原因"]["收入总计与上年相比"] == "人员调出"
    assert after["三公经费表"]["公务用车运行维护费"]["保有量"] == 7


def test_one_place_changed_on_both_sides_is_refused(desk: Desk) -> None:
    text = TEXT.decode()
    desk.data.write_text(text.replace("人员变动，人员减少", "人员调出", 1), "utf-8", newline="")
    desk.type(REASONS, "原因.收入总计与上年相比", "人少了")
    [line] = desk.refusal()
    assert "人少了" in line
    assert "人员调出" in line
    assert "原因!E" in line


def test_the_workbook_of_another_year_is_refused(desk: Desk) -> None:
    desk.data.write_text(TEXT.decode().replace('"年度": 2023', '"年度": 2022', 1), "utf-8", newline="")
    [line] = desk.refusal()
    assert "2023" in line
    assert "2022" in line


def test_a_workbook_that_lost_its_data_is_refused(desk: Desk) -> None:
    desk.edit(lambda book: book.remove(book[STORE]))
    [line] = desk.refusal()
    assert "隐藏的工作表" in line


def test_checks_name_sheet_and_cell(desk: Desk) -> None:
    desk.edit(lambda book: book["公开03表"].__setitem__(f"C{row_with(book['公开03表'], '20601')}", 300))
    checked = check_file(desk.book)
    paths = {side.path for one in checked.findings for side in one.sides if "20601" in side.path}
    assert {checked.line(path) for path in paths} >= {"公开03表!C9"}


def test_next_years_data_are_blank_where_figures_are_to_be_typed(tmp_path: Path) -> None:
    data, book = tmp_path / "data-2024.json", tmp_path / "填报.xlsx"
    make_next_year(SAMPLE / "data.json", data)
    before = data.read_bytes()
    make_sheet(data, book)
    table = openpyxl.load_workbook(book)["公开03表"]
    assert table[f"C{row_with(table, '20601')}"].value is None
    import_file(Sources(book), data, None)
    assert data.read_bytes() == before
    with pytest.raises(Unusable) as caught:
        build.read(book)
    assert any("公开03表!C" in str(problem) for problem in caught.value.problems)


@pytest.mark.parametrize("ending", [".csv", ".et", ".xlsb"])
def test_other_tables_are_told_by_whatever_reads_data(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"公开表{ending}"
    path.write_text("科目,金额\n206,1\n", "utf-8")
    with pytest.raises(Unusable) as caught:
        build.read(path)
    assert "另存为“Excel工作簿（.xlsx）”" in str(caught.value.problems[0])


@needs_office
def test_libreoffice_adds_up_and_keeps_what_it_saves(
    desk: Desk, libreoffice: LibreOffice, tmp_path: Path
) -> None:
    table = openpyxl.load_workbook(desk.book)["公开03表"]
    row = row_with(table, "20601")
    desk.edit(lambda book: book["公开03表"].__setitem__(f"C{row}", 300))
    [saved] = libreoffice.convert("xlsx", tmp_path / "存过", desk.book)
    if not saved.exists():
        pytest.skip("this LibreOffice has no spreadsheets")
    book = openpyxl.load_workbook(saved, data_only=True)
    marks = {str(line[1].value): line[6].value for line in book[SUMS].iter_rows(min_row=2)}
    assert marks[f"20601 本年支出合计（C{row}）"] == "不符"
    assert marks["合计 基本支出（D7）"] in (None, "")
    assert book["公开03表"][f"C{row}"].value == 300
    desk.book.write_bytes(saved.read_bytes())
    assert desk.bring().lines[:2] == ["填报工作簿里改了1处。", "  公开03表 20601 本年支出合计：267.12 → 300"]
