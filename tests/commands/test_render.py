"""Rendering onto a report that people have worked on: nothing that anybody wrote is lost."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from commands.desk import INCOME, SCIENCE, Desk, last_year, saved, swap, typed

NOTE = "<w:p><w:r><w:t>局长：要加一段</w:t></w:r></w:p></w:body>"


def test_the_same_again(desk: Desk) -> None:
    assert desk.render() == 0
    before = desk.files()
    assert desk.render() == 0
    assert desk.files() == before
    assert "没有变化" in desk.out


def test_changed_in_the_data(desk: Desk) -> None:
    desk.render()
    desk.change(lambda raw: raw["原因"].update({SCIENCE: "会计写的"}))
    assert desk.render() == 0
    assert "会计写的" in desk.text()
    sentence = "决算数与年初预算数存在差异的主要原因是"
    assert re.search(
        f"− .*{sentence}会展中心由市统筹安排，会场租赁费未发生。\n  ＋ .*{sentence}会计写的。", desk.out
    )


def test_changed_in_word_stays_until_it_is_pulled(desk: Desk) -> None:
    desk.render()
    before = desk.data.read_bytes()
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    for _ in range(3):
        assert desk.render() == 0
        assert "局长写的" in desk.text()
        assert "运行 narrator pull" in desk.out
        assert desk.data.read_bytes() == before
    desk.change(lambda raw: raw["三公经费表"]["合计"].update({"决算数": 4}))
    assert desk.render() == 0
    assert "局长写的" in desk.text()
    assert desk.pull() == 0
    assert desk.raw["原因"][SCIENCE] == "局长写的"
    assert desk.render() == 0
    assert "留用" not in desk.out
    desk.change(lambda raw: raw["原因"].update({SCIENCE: "会计又改"}))
    assert desk.render() == 0
    assert "会计又改" in desk.text()


def test_pulled_while_rendering(desk: Desk) -> None:
    desk.render()
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    assert desk.render("--pull") == 0
    assert desk.raw["原因"][SCIENCE] == "局长写的"
    assert "已写进数据文件" in desk.out
    desk.change(lambda raw: raw["原因"].update({SCIENCE: "会计又改"}))
    assert desk.render() == 0
    assert "会计又改" in desk.text()


def test_a_conflict_stops(desk: Desk) -> None:
    desk.render()
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    desk.change(lambda raw: raw["原因"].update({SCIENCE: "会计写的"}))
    before = desk.files()
    for options in ((), ("--overwrite",), ("--pull",)):
        assert desk.render(*options) == 2
        assert desk.files() == before
        assert "报告：局长写的" in desk.err
        assert "数据：会计写的" in desk.err
    assert desk.render("--prefer", "报告") == 0
    assert "局长写的" in desk.text()
    assert desk.render() == 0  # what was decided stays decided
    assert "局长写的" in desk.text()
    desk.change(lambda raw: raw["原因"].update({SCIENCE: "会计又写"}))
    assert desk.render() == 2
    assert desk.render("--prefer", "数据") == 0
    assert "会计又写" in desk.text()


def test_changes_outside_stop(desk: Desk) -> None:
    desk.render()
    desk.edit(swap("</w:body>", NOTE), typed(f"原因.{SCIENCE}", "局长写的"))
    before = desk.files()
    assert desk.render() == 2
    assert desk.files() == before
    assert "局长：要加一段" in desk.err
    assert desk.render("--overwrite") == 0
    assert "局长写的" in desk.text()
    assert "局长：要加一段" not in desk.text()
    kept = desk.folder / "报告.bak.docx"
    assert kept.read_bytes() == before["报告.docx"]
    desk.edit(swap("</w:body>", NOTE))
    second = desk.report.read_bytes()
    assert desk.render("--overwrite") == 0
    assert kept.read_bytes() == before["报告.docx"]
    assert (desk.folder / "报告.bak1.docx").read_bytes() == second


def test_a_report_of_somebody_else_is_not_overwritten(desk: Desk) -> None:
    for content in (b"", b"not a package", b"PK\x03\x04 torn", b"\xd0\xcf\x11\xe0 locked"):
        desk.report.write_bytes(content)
        before = desk.files()
        assert desk.render() == 2
        assert desk.files() == before
        assert "--overwrite" in desk.err
    assert desk.render("--overwrite") == 0
    assert (desk.folder / "报告.bak.docx").read_bytes() == content
    assert "第一部分" in desk.text()


def test_a_report_of_another_year_is_not_overwritten(desk: Desk) -> None:
    desk.render()
    desk.change(lambda raw: raw.update({"年度": raw["年度"] + 1}))
    before = desk.files()
    assert desk.render() == 2
    assert "2023年度的报告" in desk.err
    assert desk.files() == before


def test_what_changed_is_told(desk: Desk) -> None:
    desk.render()
    desk.change(lambda raw: last_year(raw, "838.16"))
    assert desk.render() == 0
    assert "减少26.99 → 增加13.01；降低3.07% → 增长1.55%" in desk.out
    assert desk.err.count("原因已过时") == 2


def test_a_reason_of_word_goes_stale_too(desk: Desk) -> None:
    desk.render()
    desk.edit(typed(f"原因.{INCOME}", "局长说人少了"))
    assert desk.render() == 0
    desk.change(lambda raw: last_year(raw, "838.16"))
    for _ in range(2):
        assert desk.render() == 0
        assert f"原因.{INCOME}：原因已过时：写的时候是减少26.99万元（878.16→851.17）" in desk.err
    assert desk.pull() == 0
    assert desk.render() == 0
    assert f"原因.{INCOME}：原因已过时" in desk.err


def test_a_stale_reason_that_only_word_has_is_told_by_every_command(desk: Desk) -> None:
    desk.render()
    desk.edit(typed(f"原因.{INCOME}", "局长说人少了"))
    desk.change(lambda raw: last_year(raw, "838.16"))
    assert desk.render() == 0
    for command in (
        ("check", desk.report),
        ("explain", desk.report, "持平"),
        ("diff", desk.data, desk.report),
        ("publish", desk.report, "-o", desk.folder / "公开.docx"),
    ):
        desk.run(*command)
        assert f"原因.{INCOME}：原因已过时：写的时候是减少26.99万元" in desk.err, command
        assert "先用 narrator pull 取回Word里的文字" in desk.err
    desk.edit(typed(f"原因.{INCOME}", "新招了三个人"))
    desk.run("check", desk.report)
    assert f"原因.{INCOME}：原因已过时" not in desk.err


def test_a_text_of_word_that_the_new_report_has_no_place_for(desk: Desk) -> None:
    def without(raw: dict) -> None:
        for name in ("收入决算表", "支出决算表", "一般公共预算支出表"):
            rows = raw[name]["各科目"]
            for code in ("20604", "2060404"):
                rows.pop(code, None)
        raw["名词解释"]["科目"].pop("2060404")
        raw["原因"].pop(SCIENCE)

    desk.render()
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    desk.change(without)
    before = desk.files()
    assert desk.render() == 2
    assert desk.files() == before
    assert "局长写的" in desk.err


def test_nothing_is_left_beside_the_files(desk: Desk) -> None:
    desk.render()
    desk.pull()
    desk.render("--overwrite")
    assert set(desk.files()) == {"data.json", "报告.docx", "报告.bak.docx"}


def test_a_text_file_and_the_data_are_not_overwritten(desk: Desk) -> None:
    notes = desk.folder / "备忘.txt"
    notes.write_text("会计的备忘", "utf-8")
    desk.data = desk.data.rename(desk.folder / "数据.txt")
    before = desk.files()
    for options in ((), ("--overwrite",)):
        assert desk.run("render", desk.data, "-o", desk.data, *options) == 2
        assert "这是数据文件" in desk.err
    assert desk.run("render", desk.data, "-o", notes) == 2
    assert "已经有这个文件，内容不同" in desk.err
    assert desk.files() == before
    assert desk.run("render", desk.data, "-o", notes, "--overwrite") == 0
    assert (desk.folder / "备忘.bak.txt").read_text("utf-8") == "会计的备忘"
    assert desk.run("render", desk.data, "-o", notes) == 0  # the same again


def test_an_old_file_that_can_not_be_read_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.render() == 0
    before = desk.files()
    opening = Path.open

    def denied(path: Path, *arguments: object, **keywords: object) -> object:
        if path == desk.report:
            raise PermissionError(13, "Permission denied")
        return opening(path, *arguments, **keywords)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", denied)
    for options in ((), ("--overwrite",)):
        assert desk.render(*options) == 2
        assert "没有权限，或者正被别的程序打开" in desk.err
    monkeypatch.undo()
    assert desk.files() == before


def test_a_snapshot_that_was_mangled_is_no_snapshot(desk: Desk) -> None:
    assert desk.render() == 0
    whole = desk.report.read_bytes()
    for old, new in (
        ('"原因记录":{', '"原因记录":["甲"],"别的":{'),
        ('"情形":{', '"情形":{"甲":1,'),
        ('"原文":[', '"原文":[["甲"],'),
        ('"数据":"{', '"数据":"[{'),
        ('{"格式"', '[{"格式"'),
    ):
        part = "customXml/item2.xml" if "原文" in old else "customXml/item1.xml"
        desk.report.write_bytes(saved(whole, swap(old, new), part))
        before = desk.files()
        assert desk.render() == 2, old
        assert desk.pull() == 2
        assert desk.files() == before


def test_a_reason_of_word_for_what_no_longer_changes(desk: Desk) -> None:
    """The data alone asks for no reason any more: Word's has a place only when it comes into the data."""
    desk.change(lambda raw: raw["原因"].update({INCOME: ""}))
    assert desk.render() == 0
    desk.edit(typed(f"原因.{INCOME}", "局长写的"))
    desk.change(lambda raw: last_year(raw, "851.17"))
    before = desk.files()
    assert desk.render() == 2
    assert desk.files() == before
    assert "在Word里改的“局长写的”会丢失。请先用 narrator pull 取回，或者生成时加 --pull。" in desk.err
    assert desk.render("--overwrite") == 0
    assert "留用" not in desk.out
    assert "局长写的" not in desk.text()
    desk.report.write_bytes((desk.folder / "报告.bak.docx").read_bytes())
    assert desk.render("--pull") == 0
    assert desk.raw["原因"][INCOME] == "局长写的"


@pytest.mark.skipif(os.name == "nt", reason="names are counted otherwise on Windows")
def test_names_as_long_as_they_may_be(desk: Desk) -> None:
    """There is no room for .bak in the name: the old report can not be kept, so it is not written over."""
    desk.report = desk.folder / ("长" * 83 + ".docx")
    assert desk.render() == 0
    before = desk.files()
    assert desk.render() == 0
    assert desk.render("--overwrite") == 2
    assert "文件名太长" in desk.err
    too_long = desk.folder / ("长" * 100)
    for command in (
        ("next", desk.data, "-o", f"{too_long}.json"),
        ("publish", desk.report, "-o", f"{too_long}.docx"),
    ):
        assert desk.run(*command) == 2
        assert "文件名太长" in desk.err
    assert desk.files() == before


def test_whoever_is_overruled_is_kept(desk: Desk) -> None:
    desk.render()
    desk.edit(typed(f"原因.{INCOME}", "领导写的"))
    desk.change(lambda raw: raw["原因"].update({INCOME: "科里写的"}))
    edited = desk.report.read_bytes()
    assert desk.render("--prefer", "数据") == 0, desk.err
    assert (desk.folder / "报告.bak.docx").read_bytes() == edited
    assert "旧文件留作 报告.bak.docx" in desk.out


@pytest.mark.parametrize(
    ("part", "edit", "told"),
    [
        (
            "word/document.xml",
            ("</w:hyperlink>", "</w:hyperlink><w:r><w:t>写在目录里</w:t></w:r>"),
            "写在目录里",
        ),
        ("word/footer1.xml", ("— ", "2023 — "), "页脚“2023 —"),
    ],
)
def test_whatever_stands_around_the_text_is_told(
    desk: Desk, part: str, edit: tuple[str, str], told: str
) -> None:
    desk.render()
    desk.report.write_bytes(saved(desk.report.read_bytes(), swap(*edit), part))
    before = desk.files()
    assert desk.render() == 2
    assert told in desk.err
    assert desk.files() == before
