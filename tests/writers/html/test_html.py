"""The web page of a report, read back by an HTML parser: the same words in the same order, links that lead somewhere,
tables without holes, nothing that runs or is fetched."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as parser

from narrator import build
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.document import Contents, Document, Heading, Paragraph, Table, headings, texts
from narrator.problem import Unusable
from narrator.sources import Slot
from narrator.spans import Text
from narrator.writers import WRITERS

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*/data.json"))
every_sample = pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)


@cache
def page(data: Path) -> tuple[Document, etree._Element]:
    """A sample's report, and its web page as parsed."""
    source = build.read(data)
    document = build.report(source).document
    return document, parser.document_fromstring(build.write(document, source, ".html"))


def words(element: etree._Element) -> str:
    """What an element says, without blanks."""
    return "".join("".join(element.itertext()).split())


@every_sample
def test_it_says_what_the_report_says(data: Path) -> None:
    document, root = page(data)
    body = deepcopy(root.find(".//main"))
    for unprinted in [*body.iter("caption"), *body.iter("nav")]:
        unprinted.getparent().remove(unprinted)
    assert words(body) == "".join("".join(text.string.split()) for text in texts(document))


@every_sample
def test_the_contents_lead_to_the_headings(data: Path) -> None:
    document, root = page(data)
    levels = next(block.levels for block in document.blocks if isinstance(block, Contents))
    linked = [
        (words(link), root.get_element_by_id(link.get("href")[1:])) for link in root.iterfind(".//nav//a")
    ]
    listed = headings(document, levels)
    assert [line for line, _ in linked] == ["".join(one.listed.split()) for one in listed]
    assert [words(target) for _, target in linked] == ["".join(one.text.string.split()) for one in listed]
    assert [target.tag for _, target in linked] == [f"h{one.level}" for one in listed]


@every_sample
def test_tables_have_captions_headers_and_no_holes(data: Path) -> None:
    document, root = page(data)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    found = root.findall(".//table")
    assert [one.findtext("caption") for one in found] == [block.name for block in tables]
    for table, block in zip(found, tables, strict=True):
        filled: set[tuple[int, int]] = set()
        for number, row in enumerate(table.iter("tr")):
            at = 0
            for cell in row:
                while (number, at) in filled:
                    at += 1
                across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
                new = {(number + y, at + x) for y in range(down) for x in range(across)}
                assert not new & filled
                filled |= new
        height = len(block.header) + len(block.body)
        assert filled == {(y, x) for y in range(height) for x in range(len(block.columns))}
        heads = [cell for cell in table.iterfind("thead/tr/*") if words(cell)]
        assert heads or not block.header
        assert all(cell.tag == "th" and cell.get("scope") in ("col", "colgroup") for cell in heads)
        if block.name in PUBLIC_TABLES:  # each row that has a figure says what it is
            for row in table.iterfind("tbody/tr"):
                figures = [cell for cell in row if cell.tag == "td" and words(cell)]
                heads = [cell for cell in row if cell.get("scope") == "row"]
                assert heads or not figures or block.name == "三公经费表"  # whose header says it all


@every_sample
def test_nothing_runs_and_nothing_is_fetched(data: Path) -> None:
    _, root = page(data)
    assert not root.xpath("//script | //link | //img | //iframe | //object | //embed | //base | //form")
    assert not root.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]")
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    assert not re.search(r"url\(|@import", root.findtext(".//style"))


def test_what_people_wrote_is_no_markup(styles) -> None:
    wicked = "</p></main><script>alert(1)</script><img src=x onerror=alert(1)>&lt;\x00\ud800 \" '"
    text = Text(wicked).from_source(Slot(f'原因."><script>{wicked}', filled=False))
    document = Document(wicked, (Heading(1, text, "部分标题"), Contents(1, ""), Paragraph(text, "正文")))
    root = parser.document_fromstring(WRITERS[".html"](document, styles, ()))
    shown = wicked.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    assert not root.xpath("//script | //img")
    assert root.findtext(".//title") == shown
    assert root.xpath("string(//main/section/p/mark)") == shown
    assert root.xpath("string(//h1)") == root.xpath("string(//nav//a)") == shown


def test_a_font_does_not_end_the_style_sheet(styles) -> None:
    body = {**styles["段落样式"]["正文"], "中文字体": '</style><script>"}\\'}
    changed = {**styles, "段落样式": {**styles["段落样式"], "正文": body}}
    root = parser.document_fromstring(
        WRITERS[".html"](Document("题", (Paragraph(Text("字"), "正文"),)), changed, ())
    )
    assert not root.xpath("//script")
    assert root.xpath("string(//main)").strip() == "字"


def test_a_style_that_is_not_there(styles) -> None:
    with pytest.raises(Unusable) as caught:
        WRITERS[".html"](Document("题", (Paragraph(Text("字"), "没有的"),)), styles, ())
    assert [one.where for one in caught.value.problems] == ["段落样式.没有的"]
