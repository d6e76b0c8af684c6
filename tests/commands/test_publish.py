"""A report for the web: without the data that it carries, and told apart from others afterwards."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from commands.desk import INCOME, SCIENCE, Desk, saved, swap, typed


@pytest.fixture
def public(desk: Desk) -> Path:
    assert desk.render() == 0
    path = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", path) == 0, desk.err
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_the_data_is_left_out(desk: Desk, public: Path) -> None:
    before, after = parts(desk.report), parts(public)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["customXml/item1.xml"]
    assert "年初预算数" in before["customXml/item1.xml"].decode()
    budget = b"0.50838"  # is not published: the report prints the rate alone
    assert not [name for name, content in after.items() if budget in content]
    assert len(after["customXml/item1.xml"]) < 200


def test_it_is_valid_and_reads_as_before(desk: Desk, public: Path) -> None:
    assert OpenXmlValidator().validate(public).is_valid
    assert desk.run("diff", desk.report, public) == 0
    assert "没有不同" in desk.out
    assert desk.run("check", public) == desk.run("check", desk.report)


def test_what_it_is_is_told(desk: Desk, public: Path) -> None:
    before = desk.files()
    for command in (
        ("render", desk.data, "-o", public),
        ("pull", public, desk.data),
        ("explain", public, "持平"),
        ("publish", desk.report, "-o", public),
    ):
        assert desk.run(*command) == 2
        assert "publish" in desk.err or "已经有这个文件" in desk.err
        assert desk.files() == before
    assert desk.run("render", desk.data, "-o", public, "--overwrite") == 0
    assert desk.run("explain", public, "持平") == 0


def test_texts_of_word_stay_in_it(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    public = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", public) == 0
    desk.report = public
    assert "局长写的" in desk.text()


def test_what_may_not_go_public(desk: Desk) -> None:
    desk.change(lambda raw: raw["原因"].pop(INCOME))
    assert desk.render() == 0
    public = desk.folder / "公开.docx"
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert "还没有写完" in desk.err
    desk.edit(
        typed(f"原因.{INCOME}", "人员减少"),
        swap("<w:r>", '<w:ins w:id="9" w:author="a"><w:r><w:t>加</w:t></w:r></w:ins><w:r>'),
    )
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert "还有修订" in desk.err
    assert "还没有写完" not in desk.err
    assert not public.exists()
    (desk.folder / "别的.docx").write_bytes(b"PK")
    assert desk.run("publish", desk.folder / "别的.docx", "-o", public) == 2
    assert "已损坏" in desk.err


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "</w:sectPr>", '<w:sectPrChange w:id="9" w:author="a"><w:sectPr/></w:sectPrChange></w:sectPr>'),
        ("word/document.xml", "</w:tblPr>", '<w:tblPrChange w:id="9" w:author="a"><w:tblPr/></w:tblPrChange></w:tblPr>'),
        ("word/document.xml", "<w:tcPr>", '<w:tcPr><w:cellMerge w:id="9" w:author="a" w:vMerge="rest"/>'),
        ("word/footer1.xml", "</w:p>", '<w:del w:id="9" w:author="a"><w:r><w:delText>内部</w:delText></w:r></w:del></w:p>'),
    ],
)  # fmt: skip
def test_changes_that_are_tracked_anywhere_stay_at_home(desk: Desk, part: str, old: str, new: str) -> None:
    assert desk.render() == 0
    public = desk.folder / "公开.docx"
    desk.report.write_bytes(saved(desk.report.read_bytes(), swap(old, new), part))
    assert desk.run("publish", desk.report, "-o", public) == 2
    assert "还有修订" in desk.err
    assert not public.exists()
