"""The pages of the report: the numbers in its contents, when they are asked for, what reads a report that has them, and
that each public table of a form's sample is on one page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from forms.documents import SAMPLES, SHANGHAI
from programs import needs_office

from commands.desk import ROOT, Desk, small
from narrator import build
from narrator.document import Heading, Table, headings

# An office program that numbers the pages of headings one after the other, from 1.
PROGRAM = """#!{python}
import itertools, os, re, sys, zipfile
given, folder, count = sys.argv[-1], sys.argv[-2], itertools.count(1)
os.makedirs(folder, exist_ok=True)
open({asked!r}, "a").write("asked\\n")
with zipfile.ZipFile(given) as old, zipfile.ZipFile(folder + "/report.docx", "w") as new:
    for name in old.namelist():
        part = old.read(name).decode()
        if name == "word/document.xml":
            part = re.sub("(PAGEREF.*?<w:t>)0<", lambda found: found[1] + str(next(count)) + "<", part)
        new.writestr(name, part)
"""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file that has a line for every time that narrator asked an office program."""
    folder = tmp_path / "office"
    folder.mkdir()
    program, log = folder / "soffice", folder / "asked"
    log.touch()
    program.write_text(PROGRAM.format(python=sys.executable, asked=str(log)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("NARRATOR_OFFICE", str(program))
    return log


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def whole(tmp_path: Path) -> Desk:
    """A desk whose report lacks no text."""
    desk = Desk(tmp_path, small())
    shutil.copy(ROOT / "samples" / SHANGHAI / "data.json", desk.data)
    return desk


def listed(report: Path) -> list[str]:
    """The numbers in the contents of a report."""
    with zipfile.ZipFile(report) as package:
        body = package.read("word/document.xml").decode()
    return re.findall(r'PAGEREF.*?"separate"/></w:r><w:r><w:t>(\d+)</w:t>', body)


def test_a_whole_report_lists_its_pages(whole: Desk, asked: Path) -> None:
    assert whole.render() == 0, whole.err
    found = listed(whole.report)
    assert found == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) > 20
    first = whole.report.read_bytes()
    assert whole.render() == 0, whole.err
    assert whole.report.read_bytes() == first, "the same input gives the same bytes"
    assert asked.read_text() == "asked\n" * 2
    assert whole.render("--no-pages") == 0
    assert listed(whole.report) == []
    assert asked.read_text() == "asked\n" * 2


def test_a_draft_is_not_asked_about(desk: Desk, asked: Path) -> None:
    desk.change(lambda raw: raw.pop("原因"))
    assert desk.render() == 0
    assert "草稿" in desk.out
    assert (listed(desk.report), asked.read_text()) == ([], "")
    assert desk.render("--pages") == 0
    assert listed(desk.report)


def test_without_an_office_program_the_report_is_made(whole: Desk) -> None:
    assert whole.render() == 0
    assert (listed(whole.report), whole.err) == ([], "")
    before = whole.report.read_bytes()
    assert whole.render("--pages") == 2
    assert "问目录的页码要用LibreOffice，这台电脑上没有装。请装上LibreOffice。" in whole.err
    assert whole.report.read_bytes() == before


def test_an_office_program_that_fails_does_not_stop_it(whole: Desk, asked: Path) -> None:
    (asked.parent / "soffice").write_text("#!/bin/sh\necho broken >&2\n")
    assert whole.render() == 0
    assert (
        "目录没有页码：问目录的页码，LibreOffice没有做成：broken。请在Word里点目录，按F9；或者加 --no-pages。"
        in whole.err
    )
    assert listed(whole.report) == []
    assert whole.render("--pages") == 2


def test_whoever_reads_the_report_sees_no_difference(whole: Desk, asked: Path) -> None:
    assert whole.render("--no-pages") == 0
    plain = whole.folder / "没有页码.docx"
    shutil.copy(whole.report, plain)
    whole.run("check", plain)
    said = whole.out.replace(plain.name, whole.report.name)
    assert whole.render() == 0
    assert "没有变化" in whole.out
    assert listed(whole.report)
    whole.run("check", whole.report)
    assert whole.out == said
    assert whole.run("diff", plain, whole.report) == 0
    assert "没有不同" in whole.out
    before = whole.data.read_bytes()
    assert whole.pull() == 0, whole.out + whole.err
    assert whole.data.read_bytes() == before
    assert whole.run("publish", whole.report, "-o", whole.folder / "公开.docx") == 0, whole.err
    assert listed(whole.folder / "公开.docx") == listed(whole.report)


# ---- as LibreOffice prints them ----


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module", params=SAMPLES)
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The report on a form's sample and the words of its pages, as a .pdf of it has them."""
    source = build.read(ROOT / "samples" / SAMPLES[request.param] / "data.json", request.param)
    document = build.report(source).document
    path = tmp_path_factory.mktemp("pdf") / "报告.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NARRATOR_OFFICE")
        path.write_bytes(build.write(document, source, ".pdf", pages=True))
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True
    ).stdout.decode()
    return document, text.split("\f")[:-1]


@needs_office
def test_every_heading_is_printed_and_no_page_is_empty(printed) -> None:
    document, pages = printed
    printing = plain("".join(pages))
    for heading in headings(document):
        assert plain(heading.text.string) in printing
    assert [page for page in pages if not plain(page)] == []


@needs_office
def test_the_contents_say_where_the_headings_are(printed) -> None:
    """The pages of headings are looked for in the .pdf: their words on a page that prints that number."""
    document, pages = printed
    numbers = [re.findall(r"— *(\d+) *—", page) for page in pages]
    contents = "".join(page for page, number in zip(pages, numbers, strict=True) if not number)
    for heading in headings(document, 2):
        words = plain(heading.listed)
        line = next(one for one in contents.splitlines() if plain(one).startswith(words + ".") or re.fullmatch(re.escape(words) + r"\.*\d+", plain(one)))  # fmt: skip
        there = re.search(r"(\d+)$", line.strip())
        assert there, line
        page = pages[numbers.index([there[1]])]
        assert plain(heading.text.string) in plain(page)
        assert ".." in plain(line)


@needs_office
def test_each_public_table_is_on_one_page(printed) -> None:
    document, pages = printed
    blocks = document.blocks
    alone = 0
    for at, block in enumerate(blocks):
        if not isinstance(block, Table) or not block.header:
            continue
        title = next(one for one in reversed(blocks[:at]) if isinstance(one, Heading))
        if title.style != "表标题":
            continue
        last = "".join(plain(text.string) for cell in block.body[-1] for text in cell.paragraphs)
        name = plain(title.text.string)
        (there,) = [page for page in pages if plain(page).startswith(name) or (f"\n{title.text.string}" in page and "目" not in page[:60])]  # fmt: skip
        assert last[:4] in plain(there)
        assert "注" in there
        alone += 1
    assert alone == 9


@needs_office
def test_the_unit_of_amounts_is_whole_and_the_heads_of_indicators_come_again(printed) -> None:
    _, pages = printed
    printing = [plain(page) for page in pages]
    for page in printing:
        assert page.count("单位：") == page.count("单位：万元") + page.count("单位：元") + page.count(
            "实施单位："
        )
    for at, page in enumerate(printing):
        if "总评价得分" in page and "附表" not in page:
            assert "一级指标" in page or "一级指" in page, f"page {at + 1} of a table has no heads"
