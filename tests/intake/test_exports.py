"""Tables as finance systems and other forms lay them out, beyond what the generator of layouts varies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from strategies.render import SAMPLE, loads
from workbooks.layouts import Layout
from workbooks.tables import DRAWN, Amount, Code, Entry, amount, balance
from workbooks.writing import save_workbook

from intake.test_import import assert_same
from narrator.commands.import_file import Imported, import_file
from narrator.commands.import_sources import Sources

RAW = loads((SAMPLE / "data.json").read_text("utf-8"))
THREE = [
    "合计", "因公出国（境）费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行维护费", "公务接待费",
]  # fmt: skip
Table = tuple[list[list[str]], list[list[Entry]]]


def bring(
    folder: Path, layout: Layout, change: Callable[[openpyxl.Workbook], object] | None = None
) -> Imported:
    """Import the sample's tables in a layout, with a change, and hold that every figure is what was written."""
    path, data = folder / "公开表.xlsx", folder / "data.json"
    save_workbook(path, RAW, layout)
    if change is not None:
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
    imported = import_file(Sources(path), None, data)
    assert_same(RAW, loads(data.read_text("utf-8")), layout.unit)
    return imported


def cells(book: openpyxl.Workbook) -> Iterator[Cell]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if isinstance(cell, Cell) and cell.value is not None)


def basic_in_nine_columns(raw: dict[str, Any], _: Layout) -> Table:
    """基本支出表 as the national form has it: 人员经费 at the left, 公用经费 in two parts beside it."""
    rows = [(code, row["科目名称"], amount(row, "决算数")) for code, row in sorted(raw["各科目"].items())]
    people = [row for row in rows if row[0][:3] in ("301", "303")]
    others = [row for row in rows if row[0][:3] not in ("301", "303")]
    half = (len(others) + 1) // 2
    body: list[list[Entry]] = []
    for number in range(max(len(people), half)):
        line: list[Entry] = []
        for part in (people, others[:half], others[half:]):
            line += [Code(part[number][0]), *part[number][1:]] if number < len(part) else ["", "", ""]
        body.append(line)
    sums = [amount(raw, "人员经费合计"), amount(raw, "公用经费合计")]
    body.append(["人员经费合计", "<", sums[0], "公用经费合计", "<", "<", "<", "<", sums[1]])
    head = ["人员经费", "<", "<", "公用经费", "<", "<", "<", "<", "<"]
    return [head, ["科目编码", "科目名称", "决算数"] * 3], body


def three_in_one_row(raw: dict[str, Any], _: Layout) -> Table:
    """三公经费表 as the national form has it: all in one row."""
    top = ["合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"]
    low = ["^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]
    over = ["预算数", *["<"] * 5, "决算数", *["<"] * 5]
    numbers = [str(number) for number in range(1, 13)]
    row: list[Entry] = [amount(raw, name, column) for column in ("预算数", "决算数") for name in THREE]
    return [over, top * 2, low * 2, numbers], [row]


def three_in_two_rows(raw: dict[str, Any], _: Layout) -> Table:
    """三公经费表 whose rows are 预算数 and 决算数."""
    top = ["项目", "合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"]
    low = ["^", "^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"]
    rows: list[list[Entry]] = [
        [column, *(amount(raw, name, column) for name in THREE)] for column in ("预算数", "决算数")
    ]
    return [top, low], rows


def balance_in_two(raw: dict[str, Any], layout: Layout) -> Table:
    """收入支出总表 with the expenses below the incomes, and a note between them."""
    head, body = balance(raw, layout)
    half = len(head[0]) // 2
    sides = [[row[:half] for row in body], [row[half:] for row in body]]
    note: list[Entry] = ["注：本表反映部门本年度的收入支出决算总情况。", *[""] * (half - 1)]
    heads = [["收入", *["<"] * (half - 1)], ["支出", *["<"] * (half - 1)]]
    return [heads[0], head[1][:half]], [*sides[0], note, [""] * half, heads[1], head[1][half:], *sides[1]]


def three_with_two_budgets(raw: dict[str, Any], _: Layout) -> Table:
    """三公经费表 with 行次, and 年初预算数 beside 全年预算数."""
    shown = ["“三公”经费支出合计", "（一）因公出国（境）费", "（二）公务用车购置及运行维护费", "1．公务用车购置费", "2．公务用车运行维护费", "（三）公务接待费"]  # fmt: skip
    rows: list[list[Entry]] = []
    for number, (words, name) in enumerate(zip(shown, THREE, strict=True), 1):
        budget, spent = amount(raw, name, "预算数"), amount(raw, name, "决算数")
        rows.append([words, str(number), budget, budget, spent])
    return [["项目", "行次", "年初预算数", "全年预算数", "支出决算数"]], rows


def income_with_of_which(raw: dict[str, Any], _: Layout) -> Table:
    """收入决算表 with 教育收费 beside 事业收入."""
    columns = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]  # fmt: skip
    head = [["项目", "<", *columns[:4], "<", *columns[4:]]]
    head.append(["功能分类科目编码", "科目名称", "^", "^", "^", "小计", "其中：教育收费", "^", "^", "^"])

    def row(first: list[Entry], record: dict[str, Any]) -> list[Entry]:
        given: list[Entry] = [amount(record, column) for column in columns]
        return [*first, *given[:4], Amount(Decimal(0)), *given[4:]]

    body = [row(["合计", "<"], raw["合计"])]
    return head, [*body, *(row([Code(code), one["科目名称"]], one) for code, one in raw["各科目"].items())]


@pytest.mark.parametrize(
    ("table", "drawn"),
    [
        ("基本支出表", basic_in_nine_columns),
        ("收入支出总表", balance_in_two),
        ("三公经费表", three_in_one_row),
        ("三公经费表", three_in_two_rows),
        ("三公经费表", three_with_two_budgets),
        ("收入决算表", income_with_of_which),
    ],
)
def test_tables_as_other_forms_lay_them_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, drawn: Callable[..., Table]
) -> None:
    monkeypatch.setitem(DRAWN, table, drawn)
    made = bring(tmp_path, Layout())
    assert made.problems == []
    unasked = [line for line in made.lines if "不要的列" in line]
    assert unasked == (
        ["格式“辽宁2023”不要的列没有取：公开07表的“全年预算数”。"] if drawn is three_with_two_budgets else []
    )


def test_codes_in_three_columns_of_numbers(tmp_path: Path) -> None:
    def as_numbers(book: openpyxl.Workbook) -> None:
        for cell in cells(book):
            if isinstance(cell.value, str) and re.fullmatch(r"\d{2,3}", cell.value):
                cell.value = int(cell.value)  # 款 05 is 5 then

    assert bring(tmp_path, Layout(codes="三", lines=False), as_numbers).problems == []


@pytest.mark.parametrize("nothing", ["–", "−", "――", "／", "－"])
def test_dashes_that_stand_for_nothing(tmp_path: Path, nothing: str) -> None:
    assert bring(tmp_path, Layout(nothing=nothing)).problems == []


def test_letters_that_nobody_sees(tmp_path: Path) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        for cell in cells(book):
            cell.value = f"\u200b{cell.value}\ufeff" if isinstance(cell.value, str) else cell.value

    assert bring(tmp_path, Layout(), hide).problems == []


def test_the_unit_over_the_columns(tmp_path: Path) -> None:
    def move(book: openpyxl.Workbook) -> None:
        for cell in cells(book):
            if isinstance(cell.value, str) and cell.value.startswith("金额单位"):
                cell.value = None
            elif cell.value in ("金额", "决算数", "小计", "预算数", "本年收入合计", "本年支出合计"):
                cell.value = f"{cell.value}（元）"

    assert bring(tmp_path, Layout(unit="元"), move).problems == []


def test_the_unit_and_who_signs_below_the_table(tmp_path: Path) -> None:
    def move(book: openpyxl.Workbook) -> None:
        for cell in cells(book):
            if isinstance(cell.value, str) and cell.value.startswith("金额单位"):
                cell.value = None
        for sheet in book:
            sheet.append(["2.本表以“元”为金额单位（保留两位小数）。"])
            sheet.append(["单位负责人：张三", "财务负责人：王五", "填表人：李四"])

    assert bring(tmp_path, Layout(unit="元"), move).problems == []


def test_the_sum_again_below_the_items(tmp_path: Path) -> None:
    def repeat(book: openpyxl.Workbook) -> None:
        for sheet in book:
            row = next((row for row in sheet.iter_rows(values_only=True) if row[0] == "合计"), None)
            if row is not None and len(row) > 4:
                sheet.append(row)

    assert bring(tmp_path, Layout(notes=False, merged=False), repeat).problems == []


def test_a_row_again_with_other_figures_is_told(tmp_path: Path) -> None:
    def repeat(book: openpyxl.Workbook) -> None:
        sheet = book["支出决算表"]
        sheet.append(["2210201", "住房公积金", 61.58, 61.58])

    [told] = bring(tmp_path, Layout(notes=False), repeat).problems
    assert "前面已经有了" in str(told)


def test_a_stray_cell_far_to_the_right_takes_no_time(tmp_path: Path) -> None:
    """Sixteen thousand columns once took minutes."""
    bring(tmp_path, Layout(), lambda book: book["支出决算表"].cell(20, 3_000, "x"))


def test_whose_row_it_is_names_no_row(tmp_path: Path) -> None:
    def add(book: openpyxl.Workbook) -> None:
        for sheet in book:
            if any(cell.value == "功能分类科目编码" for cell in sheet[5]):
                sheet.insert_cols(1)
                sheet["A5"] = "单位名称"
                for row in range(7, sheet.max_row):
                    sheet.cell(row, 1).value = "某局"

    assert bring(tmp_path, Layout(merged=False, lines=False), add).problems == []


def test_a_detailed_table_beside_the_table_is_told_and_not_taken(tmp_path: Path) -> None:
    def add(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("明细表")
        sheet.append(["一般公共预算财政拨款支出决算明细表"])
        sheet.append(["金额单位：万元"])
        sheet.append(["功能分类科目编码", "科目名称", "合计", "工资福利支出", "商品和服务支出", "资本性支出"])
        sheet.append(["合计", None, 800, 500, 200, 100])
        sheet.append(["206", "科学技术支出", 800, 500, 200, 100])

    [told] = bring(tmp_path, Layout(), add).problems
    assert "明细表!A3" in str(told)
    assert "没有取" in str(told)


def test_the_unit_of_money_is_no_department(tmp_path: Path) -> None:
    def rename(book: openpyxl.Workbook) -> None:
        for cell in cells(book):
            if isinstance(cell.value, str) and cell.value.startswith("金额单位"):
                cell.value = "单位:万元人民币"

    assert bring(tmp_path, Layout(), rename).problems == []
