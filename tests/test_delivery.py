"""What a user gets: a valid .docx that an office program opens and saves whole.

The tests with LibreOffice run where it is installed, and always in CI (NARRATOR_TEST_ALL=1).
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator
from programs import needs_office

from narrator import build, trace
from narrator.commands.check import check_file
from narrator.readers import embedded

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*/data.json"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(data: Path, folder: Path) -> Path:
    """The report on DATA as a file in FOLDER."""
    source = build.read(data)
    path = folder / "报告.docx"
    path.write_bytes(build.write(build.report(source).document, source, ".docx"))
    return path


def words(path: Path) -> str:
    """The text of a .docx without white space, contents and footers apart."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return re.sub(r"\s+", "", "".join(node.text or "" for node in body.iter(f"{W}t")))


def converted(path: Path, ending: str, folder: Path) -> Path:
    """PATH as LibreOffice saves it, in FOLDER."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", ending, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{ending}"


@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_the_report_is_valid(data: Path, tmp_path: Path) -> None:
    assert OpenXmlValidator().validate(made(data, tmp_path)).errors == []


@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_the_same_input_gives_the_same_bytes(data: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    first.mkdir()
    second.mkdir()
    assert made(data, first).read_bytes() == made(data, second).read_bytes()


@needs_office
@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_libreoffice_saves_the_report_whole(data: Path, tmp_path: Path) -> None:
    report = made(data, tmp_path)
    again = converted(report, "docx", tmp_path / "再存")
    before, after = words(report), words(again)
    contents = before.index("第一部分")  # LibreOffice makes the table of contents anew
    body = before.index("第一部分", contents + 1)
    assert before[body:] in after
    # What the report carries is still there, and says the same.
    carried, kept = embedded.snapshot(report), embedded.snapshot(again)
    assert kept == carried
    assert trace.matching(kept["出处"], "持平")
    assert told(again) == told(report)


def told(report: Path) -> list[str]:
    """What `narrator check` finds in REPORT."""
    return [str(one.key) + one.what + str(one.sides) for one in check_file(report)[0]]


@needs_office
@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_libreoffice_prints_every_page(data: Path, tmp_path: Path) -> None:
    report = made(data, tmp_path)
    pdf = converted(report, "pdf", tmp_path / "打印")
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    printed = re.sub(r"\s+", "", text)
    source = build.read(data)
    for block in build.report(source).document.blocks:
        if hasattr(block, "level"):
            assert re.sub(r"\s+", "", block.text.string) in printed
    assert not [page for page in text.split("\f")[:-1] if not page.strip()], "an empty page"
