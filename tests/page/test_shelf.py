"""A folder of data files, and a workbook, as the page opens them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commands.desk import SAMPLE, small
from starlette.testclient import TestClient
from strategies.render import dumps

from narrator.page import open_work
from narrator.page.desk import Desk
from narrator.page.server import make_app
from narrator.page.shelf import Shelf
from narrator.problem import Unusable
from page.conftest import HOST, TOKEN

BOOK = SAMPLE.with_name("公开表.xlsx")


def open_quietly(path: Path) -> tuple[Desk | Shelf, list[str]]:
    told: list[str] = []
    return open_work(path, told.append, None, None), told


def test_a_folder_is_a_list_with_a_page_for_each(tmp_path: Path) -> None:
    for name, department in (("甲", "甲局<b>"), ("乙/乙", "乙局")):
        path = tmp_path / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        raw = small()
        raw["部门"]["名称"] = department
        path.write_text(dumps(raw), "utf-8")
    (tmp_path / "坏的.json").write_text("{", "utf-8")
    shelf, _ = open_quietly(tmp_path)
    assert isinstance(shelf, Shelf)
    client = TestClient(make_app(shelf, TOKEN, frozenset([HOST]), lambda: None), base_url=f"http://{HOST}")
    page = client.get(f"/{TOKEN}/").text
    assert "甲局&lt;b&gt;" in page
    assert "2023" in page
    at = shelf.names.index("甲.json") + 1
    assert f'<a href="{at}/">甲.json</a>' in page
    assert client.get(f"/{TOKEN}/page.css").status_code == 200
    assert client.get(f"/{TOKEN}/page.html").status_code == 404
    assert client.get(f"/{TOKEN}/9/").status_code == 404
    assert "甲局" in client.get(f"/{TOKEN}/{at}/view").json()["title"]
    broken = shelf.names.index("坏的.json") + 1
    assert client.get(f"/{TOKEN}/{broken}/view").json()["problems"]
    shelf.close()


def test_a_folder_of_one_is_opened_and_one_of_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="没有数据文件"):
        open_quietly(tmp_path)
    shutil.copy(SAMPLE, tmp_path)
    desk, _ = open_quietly(tmp_path)
    assert isinstance(desk, Desk)
    assert desk.data == tmp_path / "data.json"


def test_the_data_of_a_workbook_stand_beside_it(tmp_path: Path) -> None:
    book = Path(shutil.copy(BOOK, tmp_path))
    desk, told = open_quietly(book)
    assert desk.data == tmp_path / "公开表.json"
    assert any("读了" in line for line in told)
    total = json.loads(desk.data.read_text("utf-8"))["收入支出总表"]["收入"]["总计"]
    # Opened again it is read again, and shown before anything is taken.
    changed = desk.data.read_text("utf-8").replace(f"{total['决算数']}", "1.5")
    desk.data.write_text(changed, "utf-8")
    again, _ = open_quietly(book)
    assert again.beside == book
    assert any("1.5 → " in line for line in again.offer_beside())
    assert desk.data.read_text("utf-8") == changed
    assert again.offer_beside() == []
    again.take()
    assert json.loads(desk.data.read_text("utf-8"))["收入支出总表"]["收入"]["总计"] == total
