"""A form's own table by code, with columns in groups, and a date on its cover."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from strategies.render import dumps, loads

from narrator import form as forms
from narrator.commands.check import check_file
from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.commands.lint import prove_form
from narrator.commands.sheet_file import make_sheet
from narrator.form import Form

from .documents import LIAONING, ROOT, composed, plain, put, raw, written
from .test_overlays import CARS, load, overlay, rewrite, told_of, wrong

HANDBOOK = (ROOT / "docs" / "格式手册.md").read_text("utf-8").partition("## 封面上的年月")[2]
DATE, PRINTED, DATA, LAYOUT = re.findall(r"^```\w+\n(.*?)^```$", HANDBOOK, re.DOTALL | re.MULTILINE)[:4]
TABLE = "项目支出明细表"


def detailed(folder: Path, layout: str = LAYOUT, data: str = DATA) -> Form:
    template = f'{{% include "沿用/{CARS}" %}}\n\n{PRINTED}\n{{{{ 表("{TABLE}") }}}}\n'
    overlay(folder, data_toml=DATE + data, **{CARS: template, f"tables/{TABLE}.toml": layout})
    forms.load.cache_clear()
    return load(folder)


def rows(**amounts: str) -> dict[str, Any]:
    """The sample with a table of one 类, one 款 and two 项, of those AMOUNTS."""
    table = {
        code.removeprefix("_"): {
            "科目名称": f"科目{code}",
            "金额": Decimal(amount),
            "本年收入": {"基本支出": Decimal(1), "项目支出": Decimal(2)},
        }
        for code, amount in amounts.items()
        if code != "合计"
    }
    values = {
        TABLE: {"各科目": table, "合计": {"金额": Decimal(amounts["合计"])}},
        "部门.公布日期": "2024-08",
    }
    return put(raw(LIAONING), values)


RIGHT = {"_206": "5", "_20601": "5", "_2060101": "2", "_2060102": "3", "合计": "5"}


def test_it_is_proved_and_printed(tmp_path: Path) -> None:
    form = detailed(tmp_path)
    assert prove_form(form).problems == []
    text = plain(composed(rows(**RIGHT), str(form.folder)).document)
    assert "二〇二四年八月" in text
    assert re.search(r"2060102\s+科目_2060102\s+3.00\s+1.00\s+2.00", text)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("金额 | 本年收入 | < | 年末结转 | <", "金额 | 年末结转 | < | 本年收入 | <", "“年末结转”这一格印的是“本年收入”"),
        ("^ | ^ | ^ | 基本支出 | 项目支出", "^ | ^ | ^ | 项目支出 | 基本支出", "“项目支出”这一格印的是“基本支出”"),
        ("科目.年末结转.项目支出", "科目.年末结转.基本支出", "“项目支出”这一格印的是“基本支出”"),
    ],
)  # fmt: skip
def test_a_column_in_another_place(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in LAYOUT
    assert any(told in line for line in wrong(detailed(tmp_path, LAYOUT.replace(old, new, 1))))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"_2060101": "1"}, ["GS-1"]),
        ({"_206": "6", "合计": "6"}, ["GS-1"]),
        ({"合计": "9"}, ["GS-1"]),
    ],
)
def test_its_levels_are_checked_in_the_finished_report(
    changes: dict[str, str], found: list[str], tmp_path: Path
) -> None:
    form = detailed(tmp_path)
    report = written(tmp_path, rows(**{**RIGHT, **changes}), form.folder)
    assert [one[0] for one in told_of(report) if one[0].startswith("GS")] == found


def test_columns_in_groups_that_its_sum_leaves_blank_are_no_data(tmp_path: Path) -> None:
    report = written(tmp_path, rows(**RIGHT), detailed(tmp_path).folder)
    assert [str(one) for one in check_file(report).findings if TABLE in one.subject] == []


def test_rows_by_code_stand_where_they_belong(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="按编码的行写在“各科目”下面，不写在“明细”下面"):
        detailed(tmp_path, data=DATA.replace("各科目.*.金额", "明细.*.金额")).model  # noqa: B018


def test_a_year_in_words_in_a_title(tmp_path: Path) -> None:
    """It follows the data, is proved, and another one in the finished report is told."""
    words = "\n\n{{ 汉字年度 }}年度决算公开说明如上。\n"
    overlay(tmp_path, **{CARS: f'{{% include "沿用/{CARS}" %}}{words}'})
    form = load(tmp_path)
    assert prove_form(form).problems == []
    report = written(tmp_path, raw(LIAONING), form.folder)
    rewrite(report, "二〇二三", "二○二三")
    assert "ST-2" not in {rule for rule, *_ in told_of(report)}
    rewrite(report, "二○二三", "二〇二二")
    assert ("ST-2", "二〇二二", "二〇二三") in told_of(report)


# ---- in Excel ----


def saved(folder: Path, form: Form) -> Path:
    """The data of RIGHT beside the form that they name."""
    data = folder / "data.json"
    data.write_text(dumps({**rows(**RIGHT), "格式": f"./{form.folder.name}"}), "utf-8")
    return data


def changed(book: Path, change: Callable[[Worksheet], None]) -> None:
    """The sheet of the form's own table in BOOK is changed."""
    opened = openpyxl.load_workbook(book)
    change(opened[TABLE])
    opened.save(book)


def test_it_is_filled_in_in_the_workbook(tmp_path: Path) -> None:
    """What nobody changed changes nothing; a figure in a group of columns and a new row go where they belong."""
    data, book = saved(tmp_path, detailed(tmp_path)), tmp_path / "填报.xlsx"
    make_sheet(data, book)
    before = data.read_bytes()
    assert import_file(Sources(book), data, None).lines[0] == "填报工作簿里改了0处。"
    assert data.read_bytes() == before

    def fill_in(sheet: Worksheet) -> None:
        [item] = [row for row in sheet.iter_rows() if row[0].value == "2060102"]
        item[4].value = 7
        last = item[0].row
        for column, value in enumerate(("2060199", "其他", 4, None, None, None, 9), 1):
            sheet.cell(last + 1, column).value = value

    changed(book, fill_in)
    import_file(Sources(book), data, None)
    made = loads(data.read_text("utf-8"))[TABLE]["各科目"]
    assert made["2060102"]["本年收入"] == {"基本支出": 1, "项目支出": 7}
    assert made["2060199"]["金额"] == 4
    assert made["2060199"]["年末结转"]["项目支出"] == 9
    assert made["206"] == loads(before.decode())[TABLE]["各科目"]["206"]


def test_it_is_imported_from_the_tables_of_a_finance_system(tmp_path: Path) -> None:
    data, book = saved(tmp_path, detailed(tmp_path)), tmp_path / "公开表.xlsx"
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for line in (
        ["某局2023年度项目支出明细表"],
        ["部门：辽宁省朝阳市科学技术局", "", "", "", "", "", "单位：元"],
        ["科目编码", "科目名称", "年末结转", "", "本年收入", "", "金额"],
        ["", "", "项目支出", "基本支出", "项目支出", "基本支出", ""],
        ["合计", "", "", "", "", "", 80_000],
        ["206", "科学技术支出", "", "", "", "", 80_000],
        ["20601", "科学技术管理事务", "", "", "", "", 80_000],
        ["2060101", "行政运行", 60_000, 50_000, 40_000, 30_000, 80_000],
    ):
        sheet.append([value or None for value in line])
    sheet.merge_cells("C3:D3")
    sheet.merge_cells("E3:F3")
    made.save(book)
    import_file(Sources(book), data, None)
    found = loads(data.read_text("utf-8"))[TABLE]
    assert found["合计"]["金额"] == 8
    assert found["各科目"]["2060101"]["本年收入"] == {"基本支出": 3, "项目支出": 4}
    assert found["各科目"]["2060101"]["年末结转"] == {"基本支出": 5, "项目支出": 6}
    assert "2060102" not in found["各科目"]
