"""The pages of headings: what LibreOffice fills in is taken, what it does not tell is not made up."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from narrator.document import Contents, Document, Heading, Page, Paragraph, headings
from narrator.problem import Unusable
from narrator.spans import Text
from narrator.writers.page_numbers import have_pages_filled, number_pages, read_references

DOCUMENT = Document(
    "题",
    (
        Page("封面"),
        Heading(1, Text("扉"), "部分标题"),
        Page("目录"),
        Contents(2, "目录"),
        Page("正文"),
        Heading(1, Text("第一部分　概况"), "部分标题"),
        Heading(3, Text("（一）深处"), "二级标题"),
        Heading(2, Text("一、职责"), "一级标题"),
        Paragraph(Text("完。"), "正文"),
    ),
)
# An office program that fills in the references of a .docx: the first with the first of the numbers, and so on.
PROGRAM = """#!{python}
import re, sys, zipfile
numbers = iter({numbers!r})
given, folder = sys.argv[-1], sys.argv[-2]
import os; os.makedirs(folder, exist_ok=True)
with zipfile.ZipFile(given) as old, zipfile.ZipFile(f"{{folder}}/report.docx", "w") as new:
    for name in old.namelist():
        part = old.read(name).decode()
        if name == "word/document.xml":
            part = re.sub("(PAGEREF.*?<w:t>)0<", lambda found: f"{{found[1]}}{{next(numbers)}}<", part)
        new.writestr(name, part)
"""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Has the office program tell these numbers."""

    def tell(*numbers: str) -> None:
        program = tmp_path / "soffice"
        program.write_text(PROGRAM.format(python=sys.executable, numbers=numbers), "utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("NARRATOR_OFFICE", str(program))

    return tell


def pages(document: Document) -> list[str]:
    return [one.page for one in headings(document)]


def test_the_headings_of_the_contents_get_their_pages(told, styles) -> None:
    told("2", "5", "17")
    found = number_pages(DOCUMENT, styles)
    # The cover prints no number; the contents do not go down to the third heading.
    assert pages(found) == ["", "5", "", "17"]
    assert [one._replace(page="") if isinstance(one, Heading) else one for one in found.blocks] == [
        *DOCUMENT.blocks
    ]


def test_what_is_not_filled_in_is_told(told, styles) -> None:
    told("2", "5", "x")
    with pytest.raises(Unusable, match="LibreOffice没有说出目录的页码"):
        number_pages(DOCUMENT, styles)


def test_a_reference_that_is_left_as_it_was_is_no_page(told, styles) -> None:
    told("2", "0", "0")
    with pytest.raises(Unusable, match="LibreOffice没有说出目录的页码"):
        number_pages(DOCUMENT, styles)


def test_without_contents_nobody_is_asked(styles) -> None:
    plain = Document("题", (Heading(1, Text("甲"), "部分标题"),))
    assert number_pages(plain, styles) == plain


def test_without_an_office_program_it_is_said(styles) -> None:
    with pytest.raises(Unusable, match="问目录的页码要用LibreOffice，这台电脑上没有装。请装上LibreOffice。"):
        number_pages(DOCUMENT, styles)


def test_what_is_no_docx_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "空.zip"
    with zipfile.ZipFile(empty, "w"):
        pass
    for content in (b"x", empty.read_bytes()):
        with pytest.raises(Unusable, match="LibreOffice做出的文件打不开"):
            read_references(content)


@pytest.mark.usefixtures("office")
def test_libreoffice_tells_them(styles) -> None:
    found = number_pages(DOCUMENT, styles)
    assert pages(found) == ["", "1", "", "1"]
    assert have_pages_filled(DOCUMENT).blocks[3] == Contents(2, "目录", live=True)
