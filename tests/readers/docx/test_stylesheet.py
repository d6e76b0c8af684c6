"""The styles of a report, without those of which nothing is asked."""

from __future__ import annotations

import pytest
from lxml import etree

from narrator.readers.docx import stylesheet
from narrator.readers.docx.formatting import read_stated_looks
from narrator.readers.docx.package import W
from narrator.readers.docx.stylesheet import Stylesheet, without_tables

HEADING = b'<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
GRID = b'<w:style w:styleId="G" w:type="table"><w:name w:val="Grid"/><w:tblStylePr><w:b/></w:tblStylePr></w:style>'


def sheet(*styles: bytes) -> bytes:
    """Return a part with styles."""
    return b'<w:styles xmlns:w="urn:w"><w:docDefaults/>' + b"\n".join(styles) + b"</w:styles>"


def test_styles_of_tables_are_left_out() -> None:
    assert without_tables(sheet(HEADING, GRID, HEADING, GRID)) == sheet(HEADING, HEADING)
    assert without_tables(sheet(HEADING)) == sheet(HEADING)


@pytest.mark.parametrize(
    "style",
    [
        GRID.replace(b"<w:b/>", b"<w:rPr><w:vanish/></w:rPr>"),  # may hide text
        b"<!-- </w:style> -->" + GRID,  # where nothing is sure without reading it
        b'<w:style w:type="table"/>' + HEADING,
        b"<w:rsid/>" + GRID,
    ],
)
def test_styles_stay_where_one_hides_or_it_is_not_sure_where_one_ends(style: bytes) -> None:
    assert without_tables(sheet(HEADING, style)) == sheet(HEADING, style)


def test_what_a_style_says_of_looks_is_read_once_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def spy(properties: etree._Element | None) -> dict[str, str]:
        read.append("" if properties is None else properties.tag.partition("}")[2])
        return read_stated_looks(properties)

    monkeypatch.setattr(stylesheet, "read_stated_looks", spy)
    named = b'<w:style w:type="paragraph" w:styleId="%b"><w:basedOn w:val="%b"/>%b</w:style>'
    bold = named % (b"A", b"", b'<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>')
    large = named % (b"B", b"A", b'<w:rPr><w:sz w:val="44"/></w:rPr>')
    found = Stylesheet(etree.fromstring(sheet(bold, large).replace(b"urn:w", W[1:-1].encode())))
    assert read == [""]  # the defaults
    assert [found.level(key) for key in "ABC"] == [2, 2, 0]
    assert not found.hides
    assert read == [""]
    assert found.look("B") == {"b": "1", "sz": "44"}
    assert read == ["", "rPr", "pPr", "rPr"]
    assert found.look("B") == {"b": "1", "sz": "44"}
    assert len(read) == 4
