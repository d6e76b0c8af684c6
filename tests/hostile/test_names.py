"""A name in the data is the name of something beside the data, whatever path it pretends to be."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from commands.desk import ROOT, Desk

from hostile.test_snapshot import carrying, put
from narrator.files.whole import file_name

UNIT = ["../../x局", "/tmp/局", "..\\局", "甲:乙", "局?*", '"局"', "<局>|", "长" * 90]


@pytest.mark.parametrize("name", UNIT)
def test_a_report_stands_beside_its_data(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "一" / "二"
    inner.mkdir(parents=True)
    desk = Desk(inner)
    desk.change(lambda raw: raw["部门"].update(名称=name))
    desk.run("render", desk.data)
    assert [path.parent for path in tmp_path.rglob("*.docx")] == [inner] or desk.err
    assert {path.name for path in tmp_path.iterdir()} == {"一"}
    assert {path.name for path in (tmp_path / "一").iterdir()} == {"二"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某局2023年度部门决算", "某局2023年度部门决算.docx"),
        ("../../x局", "．.／..／x局.docx"),
        ("...", "．...docx"),
        (".", "．.docx"),
        ("", "报告.docx"),
        ("\n\t\u200b", "报告.docx"),
        ("长" * 200, "长" * 75 + ".docx"),
        ('a\\b:c*d?e"f<g>h|i', "a＼b：c＊d？e＂f＜g＞h｜i.docx"),
    ],
)
def test_a_title_as_a_file_name(title: str, name: str) -> None:
    assert file_name(title, ".docx") == name
    assert os.path.basename(name) == name


@pytest.mark.parametrize(
    "name", ["/etc/hostname", "../书.toml", "./书.toml", "下/书.toml", "..", "下\\书.toml"]
)
def test_a_phrasebook_stands_beside_the_data(desk: Desk, name: str) -> None:
    (desk.folder.parent / "书.toml").write_text("", "utf-8")
    (desk.folder / "下").mkdir()
    (desk.folder / "下" / "书.toml").write_text("", "utf-8")
    desk.change(lambda raw: raw.update(短语=name))
    assert desk.render() == 2
    assert "不在数据文件的文件夹里" in desk.err
    desk.change(lambda raw: raw.update(短语="书.toml"))
    (desk.folder / "书.toml").symlink_to(desk.folder.parent / "书.toml")
    assert desk.render() == 2
    assert "不在数据文件的文件夹里" in desk.err
    (desk.folder / "书.toml").unlink()
    (desk.folder / "书.toml").write_text("", "utf-8")
    assert desk.render() == 0


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form that works, in a folder of its own."""
    folder = tmp_path_factory.mktemp("别处") / "某省2025"
    shutil.copytree(ROOT / "templates" / "辽宁2023", folder)
    shutil.copy(ROOT / "phrasebook" / "辽宁2023.toml", folder / "phrasebook.toml")
    return folder


def test_a_form_that_the_data_name_stands_beside_them(desk: Desk, elsewhere: Path) -> None:
    for name in (str(elsewhere), f"../{elsewhere.parent.name}/某省2025", "./../某省2025"):
        desk.change(lambda raw, name=name: raw.update(格式=name))
        assert desk.render() == 2
        assert "不在数据文件的文件夹里" in desk.err
    shutil.copytree(elsewhere, desk.folder / "某省2025")
    desk.change(lambda raw: raw.update(格式="./某省2025"))
    assert desk.render() == 0, desk.err


def test_a_form_that_a_report_names_stands_beside_it(desk: Desk, elsewhere: Path) -> None:
    assert desk.render() == 0
    there = os.path.relpath(elsewhere, desk.folder)
    for name in (str(elsewhere), there, f"./{there}"):
        desk.report.write_bytes(carrying(desk.report.read_bytes(), put("格式", name)))
        assert desk.run("check", desk.report) == 2
        assert "报告用的是格式" in desk.err


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "里"
    folder.mkdir()
    return Desk(folder)
