"""The styles of a report, without those of which nothing is asked."""

from __future__ import annotations

import pytest

from narrator.readers.docx.stylesheet import without_tables

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
