"""Tables of a report as they are read: which cell stands in which column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.document import Heading, Paragraph, Table, texts, texts_in
from narrator.readers.docx.blocks import Body
from narrator.readers.docx.docx_report import read_package
from narrator.readers.docx.package import open_package
from narrator.readers.docx.passage import AS_SEEN, BREAKS, Letters
from narrator.sources import Hidden

from .notation import field, p, parts, r, read, read_whole, sdt, style, tbl, tc, tr, zipped


def table(widths: Sequence[object], *rows: str) -> Table:
    """A table with columns of WIDTHS and ROWS as they are read; a cell is its text and, after *, its columns."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{''.join(map(cell, row.split()))}</w:tr>" for row in rows)
    (found,) = read(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>").blocks
    assert isinstance(found, Table)
    return found


def cell(words: str) -> str:
    text, _, span = words.partition("*")
    look = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span else ""
    return f"<w:tc>{look}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def places(read: Table) -> list[list[tuple[int, int]]]:
    return [[(one.column, one.columns) for one in row] for row in read.body]


def test_cells_stand_behind_those_before_them() -> None:
    read = table([900, 900, 900], "甲*2 乙", "甲 乙 丙")
    assert len(read.columns) == 3
    assert places(read) == [[(0, 2), (2, 1)], [(0, 1), (1, 1), (2, 1)]]


def test_a_column_of_a_hair_is_none() -> None:
    read = table([900, 900, 1, 900, 19, 900], "甲*2 乙*3 丙", "甲 乙*2 丙*2 丁", "甲 乙 丙*4")
    assert len(read.columns) == 4
    assert places(read) == [
        [(0, 2), (2, 1), (3, 1)],
        [(0, 1), (1, 1), (2, 1), (3, 1)],
        [(0, 1), (1, 1), (2, 2)],
    ]


def test_a_narrow_column_is_one_where_a_cell_has_no_other() -> None:
    assert len(table([900, 57, 900], "甲 乙*2", "甲*2 乙").columns) == 2
    assert len(table([900, 57, 900], "甲 乙*2", "甲 乙 丙").columns) == 3
    assert len(table([900, 57, 57, 900], "甲 乙*2 丙", "甲*2 乙*2").columns) == 4
    assert len(table([900, 170, 900], "甲 乙*2", "甲*2 乙").columns) == 3


@pytest.mark.parametrize("width", [20, 900, "", "auto", "-1", "100000"])
def test_a_column_is_one_when_its_width_is_not_known_to_be_a_hair(width: object) -> None:
    assert len(table([900, width], "甲 乙").columns) == 2


def test_more_columns_than_any_table_has() -> None:
    read = table([1, 900], "甲*9999 乙 丙")
    assert len(read.columns) == 199
    assert all(column <= 199 and columns <= 199 for column, columns in places(read)[0])


def test_headings_by_their_own_level_and_by_what_their_styles_inherit() -> None:
    sheet = style("标题", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + style(
        "子", '<w:basedOn w:val="标题"/>'
    )
    sheet += style("孙", '<w:basedOn w:val="子"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    sheet += style("圈", '<w:basedOn w:val="圈"/>')
    named = [p(r(name), f'<w:pStyle w:val="{name}"/>') for name in ("标题", "子", "孙", "圈", "没有")]
    own = p(r("己"), '<w:pStyle w:val="孙"/><w:outlineLvl w:val="2"/>')
    blocks = read("".join(named) + own, styles=sheet).blocks
    assert [
        (block.text.string, block.level if isinstance(block, Heading) else 0)
        for block in blocks
        if isinstance(block, (Heading, Paragraph))
    ] == [
        ("标题", 1),
        ("子", 1),
        ("孙", 0),
        ("圈", 0),
        ("没有", 0),
        ("己", 3),
    ]


def test_cells_that_go_on_below() -> None:
    first = tr(tc(p(r("甲")), '<w:vMerge w:val="restart"/>'), tc(p(r("1"))))
    read_table = read_whole(
        tbl(first, tr(tc(p(""), "<w:vMerge/>"), tc(p(r("2")))), tr(tc(p("")), tc(p(r("3")))))
    )
    (found,) = read_table.document.blocks
    assert isinstance(found, Table)
    assert [[(one.column, one.rows) for one in row] for row in found.body] == [
        [(0, 2), (1, 1)],
        [(1, 1)],
        [(0, 1), (1, 1)],
    ]
    assert read_table.layout.tables == (("v-", "|-", "--"),)


def test_what_stands_in_a_cell_that_is_part_of_one_above_is_not_read() -> None:
    first = tr(tc(p(r("甲")), '<w:vMerge w:val="restart"/>'), tc(p(r("1"))))
    rest = tr(tc(p(r("看不见")), "<w:vMerge/>"), tc(p(r("2"))))
    alone = tr(tc(p(r("乙")), "<w:vMerge/>"), tc(p(r("3"))))
    (found,) = read_whole(tbl(first, rest, tr(tc(p("")), tc(p(""))), alone)).document.blocks
    assert isinstance(found, Table)
    assert [[*row.strings] for row in found.rows] == [["甲", "1"], ["2"], ["", ""], ["乙", "3"]]
    assert [text.string for text in texts_in([found])] == ["甲", "1", "2", "乙", "3"]


def test_a_table_in_a_cell_says_what_its_cells_say() -> None:
    (found,) = read(
        tbl(tr(tc(p(r("外")) + tbl(tr(tc(p(r("内一"))), tc(p(r("内二"))))) + p("")), tc(p(r("后")))))
    ).blocks
    assert isinstance(found, Table)
    assert [[text.string for text in cell.paragraphs] for cell in found.body[0]] == [
        ["外", "内一", "内二"],
        ["后"],
    ]


def test_a_file_within_the_file_is_noted_where_it_stands() -> None:
    chunk = '<w:altChunk r:id="rId9" xmlns:r="urn:r"/>'
    (_, noted, table) = read(p(r("甲")) + chunk + tbl(tr(tc(chunk)))).blocks
    assert isinstance(noted, Paragraph)
    assert isinstance(table, Table)
    inside = [noted.text, *table.body[0][0].paragraphs]
    assert [[span.source for span in text.spans] for text in inside] == [[Hidden("")], [Hidden("")]]


LOOKS = st.sampled_from(
    ["", "", "", "<w:b/>", "<w:vanish/>", '<w:rFonts w:hint="eastAsia"/>', '<w:sz w:val="44"/>']
)
WORDS = st.text("甲乙 1.\u3000\u2028", max_size=4)
RUNS = st.one_of(
    st.builds(r, WORDS, LOOKS),
    st.builds(r, WORDS, LOOKS),
    st.sampled_from(
        [
            "<w:r><w:tab/></w:r>",
            "<w:r><w:br/></w:r>",
            f"<w:ins>{r('加')}</w:ins>",
            "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>",
            f"<w:hyperlink>{r('链')}</w:hyperlink>",
            sdt("原因", r("人少")),
            field("PAGE", r("3")),
            "<w:bookmarkStart/>",
            '<w:r><w:br w:type="page"/></w:r>',
        ]
    ),
)
OWN = st.sampled_from(
    ["", "", "", '<w:jc w:val="center"/>', '<w:pStyle w:val="标题"/>', '<w:outlineLvl w:val="1"/>', "<w:rPr><w:del/></w:rPr>",
     '<w:pStyle w:val="标题"/><w:pPrChange><w:pPr><w:pStyle w:val="toc 1"/></w:pPr></w:pPrChange>', '<w:pStyle w:val="toc 1"/>']
)  # fmt: skip
PARAGRAPHS = st.builds(lambda inside, own: p("".join(inside), own), st.lists(RUNS, max_size=3), OWN)
CELL_LOOKS = st.sampled_from(
    ["", "", '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:shd w:fill="FFFF00"/>',
     '<w:gridSpan w:val="2"/><w:tcPrChange><w:tcPr><w:gridSpan w:val="3"/></w:tcPr></w:tcPrChange>', "<w:cellDel/>"]
)  # fmt: skip
CELLS = st.builds(
    lambda inside, own: tc("".join(inside), own), st.lists(PARAGRAPHS, min_size=1, max_size=2), CELL_LOOKS
)
ROWS = st.builds(
    lambda cells, own: tr(*cells, properties=own),
    st.lists(CELLS, max_size=3),
    st.sampled_from(["", "", "<w:tblHeader/>", "<w:del/>", "<w:ins/>", '<w:gridBefore w:val="1"/>']),
)
WRAPPED_ROWS = st.one_of(ROWS, ROWS, ROWS, st.builds(lambda row: sdt("行", row), ROWS))
TABLES = st.builds(lambda rows: tbl(*rows), st.lists(WRAPPED_ROWS, max_size=3))
NESTED = st.builds(lambda table: tbl(tr(tc(table + p("")), tc(p(r("旁"))))), TABLES)
BODIES = st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, TABLES, NESTED), max_size=5).map("".join)
SHEET = style("标题", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + style("toc 1", "")


def test_what_stands_in_a_frame_is_read_as_if_it_stood_there_alone() -> None:
    """As web pages set tables: in one of one column, and that perhaps in another."""
    title, grid, note = p(r("收入决算表")), tbl(tr(tc(p(r("甲"))), tc(p(r("9"))))), p(r("注"))
    alone = read(title + grid + note + grid)
    assert read(tbl(tr(tc(title + grid + note + grid + p(""))))) == alone
    assert (
        read(tbl(tr(tc(title)), tr(tc(tbl(tr(tc(grid + p("")))) + p(""))), tr(tc(note)), tr(tc(grid))))
        == alone
    )
    beside = read(tbl(tr(tc(grid + p("")), tc(note))))  # two cells: it is a table
    assert [len(one.columns) for one in beside.blocks if isinstance(one, Table)] == [2]


def test_letters_that_nobody_sees_are_left_out_for_those_who_compare_what_is_seen() -> None:
    plain, careful = p(r("支\u200b出\ufeff")), p("<w:r><w:t>3</w:t><w:softHyphen/><w:t>6</w:t></w:r>")
    cells = tbl(tr(tc(p(r("\u00ad1\u20600"))), tc(p(r("\u200b")))))
    body = plain + careful + cells + p(sdt("原因", r("多\u200b了")) + r("。", "<w:b/>"))
    package = open_package(Path("a.docx"), zipped(parts(body)))

    def read_as(letters: Letters) -> tuple[list[str], list[int]]:
        found = list(texts(read_package(package, letters=letters).document))
        return [one.string for one in found], [span.end for one in found for span in one.spans]

    assert read_as(AS_SEEN) == (["支出", "36", "10", "多了。"], [2, 3])
    written = ["支\u200b出\ufeff", "3\u00ad6", "\u00ad1\u20600", "\u200b", "多\u200b了。"]
    assert read_as(BREAKS) == (written, [3, 4])


@given(BODIES)
@settings(max_examples=180, deadline=None)
def test_what_is_read_at_a_glance_is_read_as_with_care(body: str) -> None:
    """Plain paragraphs and rows are read by another way, which is quicker: it says the same."""
    quick = read_whole(body, styles=SHEET)
    with mock.patch.object(Body, "is_plain", False):
        assert read_whole(body, styles=SHEET) == quick
