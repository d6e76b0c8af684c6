"""Stale reasons in a workbook to fill in: written anew, or confirmed in the cell of their state."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from commands.desk import small
from commands.import_desk import ImportDesk
from strategies.render import dumps, loads

from narrator.commands.reasons import list_reasons
from narrator.commands.sheet_file import make_sheet
from narrator.filling.layout import CONFIRM, PLACE, REASONS, STATE

NAME = "收入总计与上年相比"


@pytest.fixture(scope="module")
def stale(tmp_path_factory: pytest.TempPathFactory) -> ImportDesk:
    """The sample whose income went up after its reasons had been written, and its workbook."""
    desk = ImportDesk(tmp_path_factory.mktemp("过时"), dumps(small()).encode(), "填报.xlsx")
    list_reasons(desk.data, [])
    raw = loads(desk.data.read_text("utf-8"))
    raw["收入支出总表"]["收入"]["总计"]["上年决算数"] = loads("800")
    desk.data.write_text(dumps(raw), "utf-8")
    lines = make_sheet(desk.data, desk.book)
    assert any("已过时1处" in line for line in lines)
    return desk


@pytest.fixture
def desk(stale: ImportDesk, tmp_path: Path) -> ImportDesk:
    desk = ImportDesk(tmp_path, stale.data.read_bytes(), stale.book.name)
    desk.book.write_bytes(stale.book.read_bytes())
    return desk


def type_state(book: openpyxl.Workbook, words: str) -> None:
    sheet = book[REASONS]
    titles = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows() if row[titles.index(PLACE)].value == f"原因.{NAME}")
    cell = row[titles.index(STATE)]
    assert cell.value == "已过时"
    assert not cell.protection.locked
    cell.value = words


def states(desk: ImportDesk) -> str:
    return list_reasons(desk.data, [NAME])[0][-1]


def test_a_confirmed_reason_is_stale_no_more(desk: ImportDesk) -> None:
    desk.edit(lambda book: type_state(book, CONFIRM))
    before = loads(desk.data.read_text("utf-8"))
    brought = desk.bring()
    assert brought.lines[:2] == ["填报工作簿里改了1处。", f"  原因 {NAME}：确认还对得上"]
    after = loads(desk.data.read_text("utf-8"))
    assert after["原因记录"].pop(NAME) != before["原因记录"].pop(NAME)
    assert after == before
    assert states(desk) == "已写1处"


def test_a_reason_that_nobody_confirmed_stays_stale(desk: ImportDesk) -> None:
    assert desk.bring().lines[0] == "填报工作簿里改了0处。"
    assert states(desk) == "已过时1处"


def test_other_words_for_its_state_are_told(desk: ImportDesk) -> None:
    desk.edit(lambda book: type_state(book, "行"))
    [told] = desk.bring().problems
    assert f"{REASONS}!C" in str(told)
    assert "“行”不是“确认”" in str(told)
    assert states(desk) == "已过时1处"


def test_a_reason_that_was_written_anew_needs_no_confirmation(desk: ImportDesk) -> None:
    def write(book: openpyxl.Workbook) -> None:
        type_state(book, CONFIRM)
        sheet = book[REASONS]
        row = next(row for row in sheet.iter_rows() if row[-1].value == f"原因.{NAME}")
        row[-2].value = "人员增加"

    desk.edit(write)
    desk.bring()
    assert loads(desk.data.read_text("utf-8"))["原因"][NAME] == "人员增加"
    assert states(desk) == "已写1处"
