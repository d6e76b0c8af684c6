"""A table that would spill some rows onto a second page is on one, as far as its style lets its rows and type shrink."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from narrator.document import Column, Contents, Heading, Page, Paragraph, Table
from narrator.spans import Text
from narrator.writers import docx
from narrator.writers.docx.fitting import SLACK, fit_table
from narrator.writers.docx.heights import count_lines, row_needs, total_height

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = Heading(2, Text("一、收入决算表"), "表标题")
NOTE = Paragraph(Text("注：本表反映部门本年度取得的各项收入情况。"), "表注")


@pytest.fixture(scope="module")
def look(styles):
    return docx.looks(styles)[0]


def rows(number: int, table, words: str = "甲", style: str = "公开表") -> Table:
    """A table of so many rows."""
    return table(
        "\n".join(["项目 | 金额", "---", *[f"{words} | >1.00"] * (number - 1)]), (60, 20), style=style
    )


def fitted(grid: Table, look, beside=(TITLE, NOTE)):
    """The style in which GRID is set on the wide page, whether all its rows are on it, and how much room is left (twips)."""
    layout = look.pages["横表"]
    style, _, heights = fit_table(grid, beside, look, layout)
    high = sum(heights)
    lines = [one for one in beside if not isinstance(one, Contents)]
    room = layout.text_height - total_height(lines, look, layout) - SLACK
    return style, high <= room, room - high


def test_what_is_on_one_page_stays_as_the_form_has_it(table, look) -> None:
    style, whole, _ = fitted(rows(20, table), look)
    assert (style, whole) == (look.tables["公开表"], True)


@given(number=some.integers(20, 60), long=some.booleans())
@settings(max_examples=40)
def test_rows_shrink_no_more_than_they_must_and_may(number, long, table, look) -> None:
    normal = look.tables["公开表"]
    grid = rows(number, table, "三" * (25 if long else 1))
    style, whole, spare = fitted(grid, look)
    assert normal.least_row_height <= style.row_height <= normal.row_height
    assert normal.least_half_points <= style.text.half_points <= normal.text.half_points
    if not whole:
        assert style == normal  # over two pages, it is as the form has it
    elif style.row_height < normal.row_height:
        assert spare < number, "a twentieth of a point more a row would not fit"


def test_the_type_shrinks_when_low_rows_do_not_suffice(table, look) -> None:
    sizes = [fitted(rows(number, table), look)[0].text.half_points / 2 for number in (20, 30, 39, 42, 60)]
    assert sizes == [*sorted(sizes[:-1], reverse=True), 9]
    assert sizes[1] == 9 > sizes[2] > sizes[3] >= 7.5


@pytest.mark.parametrize("beside", [(TITLE, Contents(2, "目录")), (TITLE, "table")])
def test_a_table_that_is_not_alone_on_its_page_is_left(beside, table, look) -> None:
    grid = rows(32, table)
    beside = tuple(rows(2, table) if one == "table" else one for one in beside)
    assert fit_table(grid, beside, look, look.pages["横表"]).style == look.tables["公开表"]


def test_the_form_states_the_limits(table, styles) -> None:
    own = {**styles, "表格样式": {"公开表": {key: value for key, value in styles["表格样式"]["公开表"].items() if not key.startswith("最小")}}}  # fmt: skip
    look = docx.looks(own)[0]
    assert not look.tables["公开表"].can_shrink
    assert fit_table(rows(32, table), (TITLE, NOTE), look, look.pages["横表"]).style == look.tables["公开表"]


def test_the_file_says_how_small_in_its_styles(table, write) -> None:
    """Not in the cells: what stands there is what people changed (see `edits`)."""
    package = write(Page("横表"), TITLE, rows(40, table), NOTE)
    heights = {int(value) for value in package.values("trPr", "trHeight")}
    assert len(heights) == 1
    assert heights < set(range(200, 289))  # 3.6 to 5.1 mm
    names = {value for value in package.values("tc", "p", "pPr", "pStyle") if value}
    assert names <= {"公开表·左·8磅", "公开表·中·8磅", "公开表·右·8磅"}
    assert not package.all("tc", "p", "r", "rPr", "sz")
    sheet = package.parts["word/styles.xml"].decode()
    (style,) = re.findall(r'w:styleId="公开表·右·8磅">.*?</w:style>', sheet)
    assert '<w:sz w:val="16"/>' in style


@given(words=some.text("汉字表格", min_size=1, max_size=200), room=some.integers(1, 30))
def test_lines_are_no_fewer_than_the_characters_need(words: str, room: int) -> None:
    need = -(-len(words) // room)
    assert need <= count_lines(words, 180, room * 180) <= need * 1.04 + 1
    assert count_lines(f"{words}\n{words}", 180, room * 180) == 2 * count_lines(words, 180, room * 180)


def test_a_cell_over_several_rows_makes_the_last_of_them_higher(table, look) -> None:
    grid = table(f"{'长' * 40} | 乙\n↑ | 丁\n↑ | 己", (20, 20))._replace(columns=(Column(20, "左"),) * 2)
    style = look.tables["公开表"]
    first, second, third = row_needs(grid, style, [1134, 1134]).heights(style.row_height)
    assert first == second == style.row_height
    assert (
        first + second + third >= count_lines("长" * 40, 180, 1134 - 2 * style.side_margin) * style.text.line
    )
