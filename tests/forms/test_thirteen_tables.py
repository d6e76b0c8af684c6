"""The thirteen tables of 四川2023 in Excel: two print 国有资本经营表, two what was spent by economic class, and one the projects of
each item below it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from checks.reports import basis
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from strategies.render import dumps, loads

from narrator import build
from narrator.commands.import_file import Imported, import_file
from narrator.commands.import_sources import Sources
from narrator.commands.sheet_file import make_sheet
from narrator.intake.foreign_report import read_foreign
from narrator.problem import Unusable

from .complete import everything

FORM = "四川2023"
WAN = Decimal(10_000)
DETAILS, CAPITAL, PROJECTS = "财政拨款支出明细表", "国有资本经营表", "一般公共预算项目支出表"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data, the tables that are published of them, and the workbook to fill them in."""
    folder = tmp_path_factory.mktemp("四川")
    data = folder / "data.json"
    data.write_text(dumps(everything(FORM)), "utf-8")
    source = build.read(data)
    document = build.report(source).document
    (folder / "公开表.xlsx").write_bytes(build.write(document, source, ".xlsx"))
    make_sheet(data, folder / "填报.xlsx")
    return folder


def altered(made: Path, name: str, folder: Path, **cells: object) -> Path:
    """The workbook of that NAME in the folder MADE with other CELLS (公开05表_C8), in FOLDER."""
    book = openpyxl.load_workbook(made / name)
    for place, value in cells.items():
        sheet, _, at = place.partition("_")
        here = book[sheet][at]
        assert isinstance(here, Cell)
        here.value = value  # type: ignore[assignment]
    book.save(folder / name)
    return folder / name


def taken(book: Path, folder: Path) -> tuple[Imported, dict[str, Any]]:
    """What is said of BOOK, and the new data that are made of it."""
    said = import_file(Sources(book), None, folder / "new.json", FORM)
    return said, loads((folder / "new.json").read_text("utf-8"))


def filled(book: Path, made: Path, folder: Path) -> tuple[list[str], Imported, dict[str, Any]]:
    """What is changed and told when BOOK is taken back into the data that it was MADE from, and the data."""
    data = folder / "data.json"
    data.write_bytes((made / "data.json").read_bytes())
    said = import_file(Sources(book), data, None)
    return list(said.lines), said, loads(data.read_text("utf-8"))


def test_all_of_them_are_published_and_read_back(made: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made / "公开表.xlsx")
    assert book.sheetnames == [f"公开{number:02}表" for number in range(1, 14)]
    said, data = taken(made / "公开表.xlsx", tmp_path)
    raw = everything(FORM)
    for table in (DETAILS, CAPITAL, PROJECTS):
        assert data[table]["各科目"].keys() == raw[table]["各科目"].keys()
        for row, back in ((raw[table], data[table]), *zip(raw[table]["各科目"].values(), data[table]["各科目"].values(), strict=True)):  # fmt: skip
            cells = row.get("合计", row)
            printed = {name: value for name, value in cells.items() if isinstance(value, Decimal) and value}
            for name in printed.keys() - {"上年本年支出", "年初预算数"}:
                assert abs(back.get("合计", back)[name] * WAN - cells[name]) <= 50, (table, row, name)
    assert said.problems == []
    for code, row in raw[PROJECTS]["各科目"].items():
        listed = [(one["名称"], round(one["金额"] / WAN, 2)) for one in row.get("各项目", [])]
        back = data[PROJECTS]["各科目"][code].get("各项目", [])
        assert [(one["名称"], one["金额"]) for one in back] == listed


@pytest.mark.parametrize("cell", ["公开07表_D8", "公开11表_E8"])
def test_two_that_do_not_agree_are_told(cell: str, made: Path, tmp_path: Path) -> None:
    book = altered(made, "公开表.xlsx", tmp_path, **{cell: 12.34})
    with pytest.raises(Unusable, match=r"都是(?:财政拨款支出明细|国有资本经营)表，数不同.*请改成一样的"):
        taken(book, tmp_path)


def test_items_of_lists_are_those_of_the_same_name(made: Path, tmp_path: Path) -> None:
    """The figure of one that the data have is taken; one that they lack, and one that the table lacks, are told."""
    raw = everything(FORM)
    listed = raw[PROJECTS]["各科目"]["2070102"]["各项目"]
    listed.insert(0, {"名称": "别的项目", "金额": Decimal(1)})
    data = tmp_path / "data.json"
    data.write_text(dumps(raw), "utf-8")
    book = altered(made, "公开表.xlsx", tmp_path, 公开09表_C9=100, 公开09表_B11="数字资源")
    said = import_file(Sources(book), data, None)
    table = loads(data.read_text("utf-8"))[PROJECTS]["各科目"]
    assert [one["金额"] for one in table["2070102"]["各项目"]] == [1, 100 * WAN]
    assert table["2070104"]["各项目"] == raw[PROJECTS]["各科目"]["2070104"]["各项目"]
    told = "\n".join(map(str, said.problems))
    assert "公开09表!B11：科目下面的1行没有取，数据里没有：数字资源。" in told
    assert f"{PROJECTS}.各科目.2070102.各项目：数据里还有1项，表里没有，没有动。" in told


def test_what_nobody_changed_in_the_workbook_changes_nothing(made: Path, tmp_path: Path) -> None:
    """There is one page for each table of the data, under the title that it has in the report."""
    book = openpyxl.load_workbook(made / "填报.xlsx")
    pages = [f"公开{number:02}表" for number in (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13)]
    assert [name for name in book.sheetnames if name.startswith("公开")] == pages
    assert book["公开05表"]["A1"].value == "五、财政拨款支出决算明细表"
    assert book["公开12表"]["A1"].value == "十二、国有资本经营预算财政拨款支出决算表"
    lines, said, _ = filled(made / "填报.xlsx", made, tmp_path)
    assert lines[0] == "填报工作簿里改了0处。"
    assert said.problems == []


def test_what_is_typed_into_it_is_taken_or_told(made: Path, tmp_path: Path) -> None:
    """A figure by economic class is taken; an item of a list has its own row among what is to be typed."""
    sheet = openpyxl.load_workbook(made / "填报.xlsx")["公开09表"]
    assert isinstance(sheet, Worksheet)
    assert (sheet["C8"].protection.locked, sheet["C9"].protection.locked) == (False, True)
    spare = {"公开09表_B20": "新项目", "公开09表_C20": 5}
    book = altered(made, "填报.xlsx", tmp_path, 公开05表_E8=582.99, **spare)
    lines, said, data = filled(book, made, tmp_path)
    assert lines[0] == "填报工作簿里改了1处。"
    assert data[DETAILS]["各科目"]["30101"]["一般公共预算基本支出"] == Decimal("582.99") * WAN
    assert [str(one) for one in said.problems if "科目下面的1行没有取，数据里没有：新项目" in str(one)]


def test_they_are_read_from_a_report_without_its_data(made: Path) -> None:
    """And told, all thirteen."""
    source = build.read(made / "data.json")
    report = read_foreign(build.report(source).document, basis(name=FORM))
    assert sorted(report.tables) == [f"公开{number:02}表" for number in range(1, 14)]
    raw = everything(FORM)
    assert report.raw[PROJECTS]["各科目"].keys() == raw[PROJECTS]["各科目"].keys()
    assert report.raw[CAPITAL]["合计"]["本年收入"] * WAN == raw[CAPITAL]["合计"]["本年收入"]
    assert report.raw["部门"]["决算单位"] == raw["部门"]["决算单位"]
