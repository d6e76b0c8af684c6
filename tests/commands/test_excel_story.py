"""README, 从 Excel 到报告: tables in Excel and last year's report give this year's, and nothing is typed that stands there.

What is typed in between is what the sample's data say and neither its workbook nor last year's report does.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import load_workbook
from strategies.render import dumps, loads
from workbooks.sample import BOOK, make

from commands.desk import ROOT, SAMPLE, Desk
from narrator.commands.render import render_file
from narrator.commands.sheet_rows import walk
from narrator.disclosure.model import MODEL
from narrator.disclosure.number_shapes import AmountShape
from narrator.files.patch import put_all
from narrator.filling.layout import COLUMNS, FIGURES, PLACE, TYPED
from narrator.intake.merging import NOTHING, value_at

SECTION = re.split(r"^## ", (ROOT / "README.md").read_text("utf-8"), flags=re.M)
STORY = next(text for text in SECTION if text.startswith("从 Excel 到报告\n"))
COMMANDS = [
    shlex.split(line)[1:]
    for block in re.findall(r"^```sh\n(.*?)^```$", STORY, re.M | re.S)
    for line in block.splitlines()
]


def last_years_data(raw: dict[str, Any]) -> dict[str, Any]:
    """Data of the year before: what the sample has as last year's figures, and its texts."""

    def put_back(value: Any) -> None:
        for inner in value.values() if isinstance(value, dict) else ():
            put_back(inner)
        if isinstance(value, dict) and isinstance(value.get("上年决算数"), Decimal):
            now = next((name for name in ("决算数", "合计", "小计") if name in value), "决算数")
            value[now] = value["上年决算数"]

    last = loads(dumps(raw))
    last["年度"] -= 1
    put_back(last)
    return dict(last)


def fill_in(path: Path, raw: dict[str, Any]) -> int:
    """Type into the blank cells of a workbook in 元 what the sample's data say in 万元; return how many."""
    book = load_workbook(path)
    typed = 0
    for name in COLUMNS:
        titles = [cell.value for cell in book[name][1]]
        for row in book[name].iter_rows(min_row=2):
            cell, place = row[titles.index(TYPED)], str(row[titles.index(PLACE)].value)
            value = value_at(raw, place)
            if cell.value in (None, "") and value not in (NOTHING, None, "", []):
                assert isinstance(value, (Decimal, str, list))
                in_yuan = name == FIGURES and row[titles.index("单位")].value == "元"
                said = "\n".join(value) if isinstance(value, list) else value
                cell.value = value * 10_000 if in_yuan and isinstance(value, Decimal) else said
                typed += 1
    book.save(path)
    return typed


def write_the_rest(desk: Desk, raw: dict[str, Any]) -> None:
    """Write into data.json, which is in 元, what no workbook has a cell for: the projects, reasons that nobody asks for."""

    def write(made: dict[str, Any]) -> None:
        made["预算绩效"] = raw["预算绩效"]
        made["原因"] = raw["原因"] | {name: words for name, words in made["原因"].items() if words}

    desk.change(write)
    text = desk.data.read_text("utf-8")
    found = walk("预算绩效", MODEL.fields["预算绩效"], raw["预算绩效"])
    amounts = {
        one.path: one.value * 10_000
        for one in found
        if isinstance(one.shape, AmountShape) and isinstance(one.value, Decimal)
    }
    desk.data.write_text(put_all(text, amounts), "utf-8")


def test_the_workbook_is_what_its_script_makes(tmp_path: Path) -> None:
    make(tmp_path / BOOK.name)
    cells = [
        [[cell.value for cell in row] for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows()]
        for path in (BOOK, tmp_path / BOOK.name)
    ]
    assert cells[0] == cells[1]


def test_the_story(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = loads(SAMPLE.read_text("utf-8"))
    monkeypatch.chdir(desk.folder)
    shutil.copy(BOOK, desk.folder / "公开表.xlsx")
    before = desk.folder / "去年.json"
    before.write_text(dumps(last_years_data(raw)), "utf-8")
    render_file(before, desk.folder / "去年.docx")
    desk.data.unlink(missing_ok=True)
    bring, sheet, back, render, check, publish = COMMANDS

    assert desk.run(*bring) == 0, desk.err
    assert "个上年决算数" in desk.out
    assert desk.run(*sheet) == 0, desk.err
    assert fill_in(desk.folder / "填报.xlsx", raw)
    assert desk.run(*back) == 0, desk.err
    rounds = 0
    while "不缺什么了" not in desk.out:
        rounds += 1
        assert rounds < 4, desk.out  # figures ask for reasons, and for nothing else after that
        (desk.folder / "填报.xlsx").unlink()
        assert desk.run(*sheet) == 0, desk.err
        assert fill_in(desk.folder / "填报.xlsx", raw), desk.out
        assert desk.run(*back) == 0, desk.err
    write_the_rest(desk, raw)

    assert desk.run(*render) == 2  # the sample has sums that differ, as the real accounts had
    assert desk.run("check", desk.data, "--format", "json") == 1
    keys = [one["名称"] for one in json.loads(desk.out)["发现"] if one["程度"] == "错误"]
    desk.change(lambda made: made.update({"已核实": dict.fromkeys(keys, "已经核实")}))
    assert desk.run(*render) == 0, desk.err
    assert desk.run(*check) == 0, desk.out
    assert desk.run(*publish) == 0, desk.err
    assert desk.run("diff", desk.folder / "报告.docx", desk.folder / "公开.docx") == 0
    assert "没有不同" in desk.out
    assert desk.run("render", desk.data, "-o", desk.folder / "报告.txt") == 0
    assert (desk.folder / "报告.txt").read_text("utf-8") == (SAMPLE.parent / "report.txt").read_text("utf-8")


def test_what_is_wrong_in_the_data_is_an_exit_code_of_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """0 when figures are taken, though much is missing; 1 when the data hold something wrong; 2 when nothing is taken."""
    monkeypatch.chdir(desk.folder)
    shutil.copy(BOOK, desk.folder / "公开表.xlsx")
    desk.data.unlink(missing_ok=True)
    assert desk.run("import", "公开表.xlsx", "-o", "data.json") == 0, desk.err
    assert "还缺" in desk.out
    desk.change(lambda raw: raw["部门"].update({"级次": "国际"}))
    before = desk.data.read_bytes()
    assert desk.run("import", "公开表.xlsx", "data.json") == 1
    assert "数据里还有1处不对" in desk.out
    assert "国际" in desk.err
    assert desk.data.read_bytes() == before
    assert desk.run("import", "没有.xlsx", "data.json") == 2
    assert desk.run("import", "公开表.xlsx", "-o", "data.json") == 2  # it is there already
    assert desk.data.read_bytes() == before
