"""What a user gets: a .docx that an office program opens and saves whole (that it is valid: forms/test_valid.py).

What LibreOffice prints is read in commands/test_pages.py. Tests with it run where it is installed, and always in CI
(NARRATOR_TEST_ALL=1).
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from programs import LibreOffice, needs_office

from narrator import build, trace
from narrator.commands.check import check_file
from narrator.readers import embedded

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*/data.json"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def words(path: Path) -> str:
    """The text of a .docx without white space, contents and footers apart."""
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return re.sub(r"\s+", "", "".join(node.text or "" for node in body.iter(f"{W}t")))


@needs_office
def test_libreoffice_saves_every_report_whole(libreoffice: LibreOffice, tmp_path: Path) -> None:
    reports = [tmp_path / f"{data.parent.name}.docx" for data in SAMPLES]
    for data, report in zip(SAMPLES, reports, strict=True):
        source = build.read(data)
        report.write_bytes(build.write(build.report(source).document, source, ".docx"))
    for report, again in zip(reports, libreoffice.convert("docx", tmp_path / "再存", *reports), strict=True):
        before, after = words(report), words(again)
        contents = before.index("第一部分")  # LibreOffice makes the table of contents anew
        body = before.index("第一部分", contents + 1)
        assert before[body:] in after
        # What the report carries is still there, and says the same.
        carried, kept = embedded.snapshot(report), embedded.snapshot(again)
        assert kept == carried
        assert trace.find_entries(kept["出处"], "持平")
        assert told(again) == told(report)


def told(report: Path) -> list[str]:
    """What `narrator check` finds in REPORT."""
    return [str(one.key) + one.what + str(one.sides) for one in check_file(report)[0]]
