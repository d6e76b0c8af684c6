"""The PDF of a report: LibreOffice's pages where it is installed, a sentence where it is not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from narrator.document import Document, Page, Paragraph
from narrator.problem import Unusable
from narrator.spans import Text
from narrator.writers import WRITERS, pdf

DOCUMENT = Document(
    "题", (Paragraph(Text("第一页"), "正文"), Page("横表"), Paragraph(Text("第二页"), "正文"))
)


@pytest.mark.usefixtures("office")
def test_the_pages_of_the_report(styles, tmp_path: Path) -> None:
    made = WRITERS[".pdf"](DOCUMENT, styles, ())
    path = tmp_path / "报告.pdf"
    path.write_bytes(made)
    told = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert [page.split()[0] for page in told.split("\f") if page.strip()] == ["第一页", "第二页"]
    assert re.findall(rb"/CreationDate\(D:([^)]*)\)", made) == [b"19800101000000Z'"]
    assert pdf.without_time(made) == made


def test_the_time_is_taken_out_and_no_byte_moves() -> None:
    one, other = (
        b"%%PDF /CreationDate(D:%s)>> /ID [ <%s>\n<%s> ] /DocChecksum /%s >> 5"
        % (time, name * 32, name * 32, name * 32)
        for time, name in ((b"20261129054057Z'", b"A"), (b"20251129054057Z'", b"B"))
    )
    assert pdf.without_time(one) == pdf.without_time(other) != one
    assert len(pdf.without_time(one)) == len(one)
    assert pdf.without_time(one.replace(b"5", b"6")) != pdf.without_time(one)


def test_without_an_office_program_it_is_said(styles) -> None:
    with pytest.raises(Unusable) as caught:
        WRITERS[".pdf"](DOCUMENT, styles, ())
    assert str(caught.value) == (
        "错误：做PDF要用LibreOffice，这台电脑上没有装。请装上LibreOffice；或者生成 .docx，用Word或WPS另存为PDF。"
    )


def test_an_office_program_that_fails_is_told(styles, monkeypatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\necho 'no filter' >&2\n")
    program.chmod(0o755)
    monkeypatch.setenv("NARRATOR_OFFICE", str(program))
    with pytest.raises(Unusable, match="做PDF，LibreOffice没有做成：no filter"):
        WRITERS[".pdf"](DOCUMENT, styles, ())
