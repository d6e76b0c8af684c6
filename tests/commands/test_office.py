"""A real office program in between: LibreOffice opens the report, people edit it there, it saves as .docx."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from programs import LibreOffice, needs_office

from commands.desk import INCOME, SCIENCE, Desk, control, swap, typed
from commands.test_pull_formatting import CHANGES
from narrator.edits.report_lines import lines
from narrator.readers.docx import package
from narrator.readers.docx.docx_report import read_docx

pytestmark = needs_office


def resave(path: Path, libreoffice: LibreOffice) -> None:
    """Have LibreOffice open PATH and save it again."""
    folder = path.parent / "再存"
    [saved] = libreoffice.convert("docx", folder, path)
    shutil.move(saved, path)
    folder.rmdir()


@pytest.fixture
def seed(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    assert desk.run("reasons", desk.data) == 0
    assert desk.render() == 0
    return desk


# U+2011 and U+00AD, for which .docx has elements of its own that LibreOffice writes.
HYPHENS = "按“十四\u2011五”规划执\u00ad行"


def test_saved_without_an_edit(seed: Desk, libreoffice: LibreOffice) -> None:
    seed.change(lambda raw: raw["原因"].update({INCOME: HYPHENS}))
    assert seed.render() == 0
    before = seed.data.read_bytes()
    resave(seed.report, libreoffice)
    found = lines(read_docx(seed.report).document)
    assert not any(one.name for line in found for one in line.blanks), (
        "LibreOffice keeps tags now: test with them"
    )
    assert seed.pull() == 0, seed.err
    assert seed.data.read_bytes() == before
    assert seed.render() == 0, seed.err
    assert "没有变化" in seed.out


def test_a_reason_and_a_paragraph_outside(seed: Desk, libreoffice: LibreOffice) -> None:
    seed.edit(
        typed(f"原因.{SCIENCE}", "会展改期，场租没有发生"),
        typed("部门.主要职责[3]", "组织全市重大技术攻关"),
        swap("政府采购支出情况。", "政府采购情况。"),
    )
    resave(seed.report, libreoffice)
    before = seed.files()
    assert seed.render() == 2
    assert seed.files() == before
    assert "“（二）政府采购支出情况。”改成了“（二）政府采购情况。”" in seed.err
    assert seed.pull() == 1
    assert seed.raw["原因"][SCIENCE] == "会展改期，场租没有发生"
    assert seed.raw["部门"]["主要职责"][2] == "组织全市重大技术攻关。"
    assert len(seed.err.splitlines()) == 1
    assert seed.render("--overwrite") == 0
    assert "会展改期，场租没有发生" in seed.text()
    assert "政府采购支出情况。" in seed.text()
    # Ours again: the controls have their names back.
    assert control(f"原因.{SCIENCE}").search(package.load(seed.report).read("word/document.xml").decode())


def test_formatting_outside(seed: Desk, libreoffice: LibreOffice) -> None:
    """What people put in is told after LibreOffice has saved it, and nothing else is."""
    for name in ("bold", "page break", "cell shaded", "margins", "column gone"):
        seed.edit(CHANGES[name][0])
    resave(seed.report, libreoffice)
    assert seed.pull() == 1
    told = [
        re.search("改了格式（.*）|第1.*改了", line) for line in seed.err.splitlines() if "改成" not in line
    ]
    assert [found[0] for found in told if found] == [
        "改了格式（分页、加粗）",
        "改了格式（底纹）",
        "第1节的页边距改了",
        "第1个表格的单元格改了",
    ]


@pytest.mark.deep
def test_saved_twice_and_the_data_changed_meanwhile(seed: Desk, libreoffice: LibreOffice) -> None:
    seed.edit(typed(f"原因.{INCOME}", "局长写的"))
    resave(seed.report, libreoffice)
    resave(seed.report, libreoffice)
    seed.change(lambda raw: raw["原因"].update({SCIENCE: "会计写的"}))
    assert seed.render() == 0, seed.err
    assert "主要原因：局长写的。" in seed.text()
    assert "会计写的" in seed.text()
    assert seed.pull() == 0
    assert seed.raw["原因"][INCOME] == "局长写的"
    assert seed.raw["原因"][SCIENCE] == "会计写的"


@pytest.mark.deep
def test_a_draft_with_placeholders(seed: Desk, libreoffice: LibreOffice) -> None:
    seed.change(lambda raw: raw["原因"].pop(INCOME))
    seed.report.unlink()
    assert seed.render() == 0
    resave(seed.report, libreoffice)
    assert seed.pull() == 0
    assert INCOME not in seed.raw["原因"]
    seed.report.unlink()
    assert seed.render() == 0
    seed.edit(typed(f"原因.{INCOME}", "人员减少"))
    resave(seed.report, libreoffice)
    assert seed.pull() == 0, seed.err
    assert seed.raw["原因"][INCOME] == "人员减少"


def test_edited_between_two_saves_of_libreoffice(seed: Desk, libreoffice: LibreOffice) -> None:
    """What it saved is its own XML: a reason is edited there inside its control, and a paragraph is added."""
    resave(seed.report, libreoffice)
    seed.edit(
        swap("会展中心由市统筹安排，会场租赁费未发生", "会展改期，"),
        swap("</w:body>", "<w:p><w:r><w:t>局长：要加一段</w:t></w:r></w:p></w:body>"),
    )
    resave(seed.report, libreoffice)
    before = seed.files()
    assert seed.render() == 2
    assert seed.files() == before
    assert "加了“局长：要加一段”，没有采用" in seed.err
    assert seed.pull() == 1
    assert seed.raw["原因"][SCIENCE] == "会展改期，"
    assert len(seed.err.splitlines()) == 1
    assert seed.render("--overwrite") == 0
    assert "会展改期。" in seed.text()
    assert seed.report.with_name("报告.bak.docx").read_bytes() == before["报告.docx"]


def test_the_published_file_saved_without_an_edit(seed: Desk, libreoffice: LibreOffice) -> None:
    seed.change(lambda raw: raw["原因"].update({INCOME: HYPHENS}))
    seed.accept()
    published, kept = seed.folder / "公开.docx", seed.folder / "存前.docx"
    assert seed.run("publish", seed.report, "-o", published) == 0, seed.err
    shutil.copy(published, kept)
    resave(published, libreoffice)
    assert seed.run("diff", kept, published) == 0, seed.err
    assert "没有不同" in seed.out
    assert HYPHENS in "".join(line.text for line in lines(read_docx(published).document))
