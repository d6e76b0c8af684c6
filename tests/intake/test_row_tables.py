"""机构运行信息表 from a workbook: each figure comes to its place, amounts in the unit of the data, numbers of things as they are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from forms.complete import everything
from oracle.central.prose import VEHICLES
from oracle.chongqing.tables import BOUGHT_FROM, COUNTS, PLANNED, RECEPTION, RUNNING
from oracle.three import GUESTS, TABLE
from strategies.render import dumps, loads

from narrator import build
from narrator.commands.import_file import Imported, import_file
from narrator.commands.import_sources import Sources
from narrator.commands.sheet_file import make_sheet
from narrator.problem import Unusable

FORM = "重庆2023"
CARS, SPENT = "国有资产占用", "政府采购"
Line = tuple[str, str, str]  # a name, and the places of the budget and of the final figure
LEFT: list[Line] = [
    ("一、“三公”经费支出", "", ""),
    *((label, f"{TABLE}.{row}.预算数", f"{TABLE}.{row}.决算数") for label, row in PLANNED.items()),
    *((label, "", f"{TABLE}.{GUESTS}.{name}") for label, name in RECEPTION.items()),
    ("（二）相关统计数", "", ""),
    *((label, "", f"{TABLE}.{row}.{name}") for label, (row, name) in COUNTS.items()),
]
RIGHT: list[Line] = [
    *((label, "", f"机关运行经费.{name}") for label, name in RUNNING.items()),
    ("三、国有资产占用情况", "", ""),
    ("（一）车辆数合计（辆）", "", f"{CARS}.车辆"),
    *(
        (f"{number}.{label}", "", f"{CARS}.{name}")
        for number, (label, name) in enumerate(VEHICLES.items(), 1)
    ),
    ("（二）单价100万元（含）以上设备（不含车辆）（台/套）", "", f"{CARS}.单价100万元（含）以上设备"),
    ("四、政府采购支出信息", "", ""),
    *((label, "", f"{SPENT}.{name}") for label, name in BOUGHT_FROM.items()),
]
COUNTED = {f"{TABLE}.{row}.{name}" for row, name in COUNTS.values()} | {
    path for *_, path in RIGHT if path.startswith(CARS)
}
Rows = list[list[Any]]


def at(raw: Any, path: str) -> Decimal:
    for name in path.split("."):
        raw = raw[name]
    return Decimal(raw)


def stated(raw: dict[str, Any], path: str, unit: str) -> Any:
    """The figure at PATH of data in 元 as a sheet in UNIT states it; — where there is none."""
    if not path:
        return "—"
    figure = at(raw, path)
    return int(figure) if path in COUNTED else float(figure if unit == "元" else figure / 10_000)


def side_by_side(raw: dict[str, Any], unit: str) -> Rows:
    """The table as the form has it."""
    head: Rows = [
        ["项目", "行次", "预算数", "决算统计数", "项目", "行次", "决算统计数"],
        ["栏次", None, 1, 2, "栏次", None, 3],
    ]
    for number, (one, other) in enumerate(zip(LEFT, RIGHT, strict=True), 1):
        figures = [stated(raw, path, unit) for path in (*one[1:], other[2])]
        head.append([one[0], number, *figures[:2], other[0], number + len(LEFT), figures[2]])
    return head


def in_one_block(raw: dict[str, Any], unit: str) -> Rows:
    """The table with all rows below one another, under the words that others use."""
    rows: Rows = [["项目", "行次", "全年预算数", "统计数"]]
    for number, (label, *paths) in enumerate((*LEFT, *RIGHT), 1):
        rows.append([f"    {label}", number, *(stated(raw, path, unit) for path in paths)])
    return rows


def bring(folder: Path, rows: Rows, unit: str, data: str = "") -> Imported:
    """Import ROWS as the only table of a workbook in UNIT, into DATA where there are any."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["机构运行信息表"],
        [f"部门：某某局　2023年度　金额单位：{unit}"],
        *rows,
        ["注：本表反映部门本年度情况。"],
    ):
        sheet.append(row)
    book.save(folder / "公开表.xlsx")
    path = folder / "data.json"
    if data:
        path.write_text(data, "utf-8")
    return import_file(Sources(folder / "公开表.xlsx"), path if data else None, None if data else path, FORM)


@pytest.mark.parametrize("unit", ["元", "万元"])
@pytest.mark.parametrize("drawn", [side_by_side, in_one_block])
def test_each_figure_comes_to_its_place(tmp_path: Path, drawn: Callable[..., Rows], unit: str) -> None:
    raw = everything(FORM)
    guests = raw[TABLE][GUESTS]
    guests |= {
        "外事接待批次": 2,
        "外事接待人数": 18,
        "国（境）外公务接待费": Decimal(1_500),
        "国内接待费": Decimal(7_140),
    }
    raw["机关运行经费"] |= {"行政单位": Decimal("2318000.15"), "参照公务员法管理事业单位": Decimal("640.12")}
    made = bring(tmp_path, drawn(raw, unit), unit)
    data = loads((tmp_path / "data.json").read_text("utf-8"))
    assert made.problems == []
    assert data["金额单位"] == unit
    wanted = {path: at(raw, path) for line in (*LEFT, *RIGHT) for path in line[1:] if path}
    assert len(wanted) == 44
    scale = {path: 1 if unit == "元" or path in COUNTED else 10_000 for path in wanted}
    assert {path: at(data, path) * scale[path] for path in wanted} == wanted


def test_data_in_another_unit_take_it_and_keep_all_else(tmp_path: Path) -> None:
    raw = everything(FORM)
    rows = side_by_side(raw, "万元")
    rows[3][3] = 99.5  # 支出合计
    rows[15][3] = 7  # 公务用车购置数
    bring(tmp_path, rows, "万元", dumps(raw))
    data = loads((tmp_path / "data.json").read_text("utf-8"))
    raw[TABLE]["合计"]["决算数"] = Decimal(995_000)
    raw[TABLE]["公务用车购置费"]["购置数"] = Decimal(7)
    assert data == loads(dumps(raw))


def test_a_row_and_a_cell_that_are_not_understood_are_told(tmp_path: Path) -> None:
    raw = everything(FORM)
    rows = in_one_block(raw, "万元")
    rows.insert(9, ["（3）其他接待费", 43, "—", 1.5])
    rows[2][3], kept = "待核", rows[2][3]
    with pytest.raises(Unusable, match="“待核”不是数"):
        bring(tmp_path, rows, "万元")
    assert not (tmp_path / "data.json").exists()
    rows[2][3] = kept
    rows[30][2] = 12  # a budget of a row that has none
    told = [f"{one.where} {one.what}" for one in bring(tmp_path, rows, "万元").problems]
    assert told == [
        "Sheet!A12 这一行没有读懂，没有取：(3)其他接待费 1.5",
        "Sheet!C33 这一列没有读懂，没有取：机要通信用车 全年预算数 12",
    ]


def test_the_tables_of_a_report_give_back_its_figures(tmp_path: Path) -> None:
    raw = everything(FORM)
    (tmp_path / "data.json").write_text(dumps(raw), "utf-8")
    source = build.read(tmp_path / "data.json", FORM)
    book = tmp_path / "公开表.xlsx"
    book.write_bytes(build.write(build.report(source).document, source, ".xlsx"))
    made = import_file(Sources(book), None, tmp_path / "新.json", FORM)
    assert made.problems == []
    data = loads((tmp_path / "新.json").read_text("utf-8"))
    for line in (*LEFT, *RIGHT):
        for path in filter(None, line[1:]):
            exact = at(raw, path) / (1 if path in COUNTED else 10_000)
            assert abs(at(data, path) - exact) <= Decimal("0.005")


def test_what_is_changed_in_a_workbook_to_fill_in_is_taken(tmp_path: Path) -> None:
    raw = everything(FORM)
    data, book = tmp_path / "data.json", tmp_path / "填报.xlsx"
    data.write_text(dumps(raw), "utf-8")
    make_sheet(data, book, FORM)
    opened = openpyxl.load_workbook(book)
    changes = {
        "5.国内公务接待批次（个）": ("D", 13),
        "3.公务接待费": ("D", 0.9),
        "（一）政府采购支出合计": ("G", 800.5),
    }
    places = {cell.value: cell.row for row in opened["公开09表"].iter_rows() for cell in row}
    for label, (column, value) in changes.items():
        opened["公开09表"][f"{column}{places[label]}"] = value
    opened.save(book)
    assert import_file(Sources(book), data, None).problems == []
    raw[TABLE][GUESTS] |= {"国内公务接待批次": Decimal(13), "决算数": Decimal(9_000)}
    raw[SPENT]["总额"] = Decimal(8_005_000)
    assert loads(data.read_text("utf-8")) == loads(dumps(raw))
