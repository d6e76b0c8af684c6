"""Header cells of tables: what heads what."""

from __future__ import annotations

from lxml import html as parser

from narrator.writers.html.grid import write_grid
from narrator.writers.html.inline import Marks


def heads(table) -> list[tuple[str, str]]:
    root = parser.fragment_fromstring(write_grid(table, "", Marks()))
    return [(cell.text_content(), cell.get("scope")) for cell in root.iter("th")]


def test_columns_and_rows_have_heads(table) -> None:
    drawn = table("""
        项目 | ←    | =金额
        编码 | 名称 | ↑
        ---
        206  | 科技 | >619.32
             |      | >1.00
    """)
    assert heads(drawn) == [
        ("项目", "colgroup"), ("金额", "col"), ("编码", "col"), ("名称", "col"), ("科技", "row"),
    ]  # fmt: skip


def test_each_half_of_a_row_has_its_head(table) -> None:
    drawn = table("收入 | =1 | >5.00 | 支出 | =2 | >6.00")
    assert heads(drawn) == [("收入", "row"), ("支出", "row")]


def test_a_row_of_words_is_headed_by_its_first(table) -> None:
    assert heads(table("项目名称 | 维修 | 好")) == [("项目名称", "row")]
    assert heads(table("只有一格 | ← ")) == []


def test_a_cell_over_several_rows_leaves_no_hole_and_no_cell_too_many(table) -> None:
    drawn = table("""
        甲 | >1 | >2
        ↑  | ↑  | >3
        ↑  | >4 | >5
    """)
    drawn = drawn._replace(body=(drawn.body[0], drawn.body[1][:0], drawn.body[2]))
    root = parser.fragment_fromstring(write_grid(drawn, "", Marks()))
    rows = [[cell.text_content() for cell in row] for row in root.iter("tr")]
    assert rows == [["甲", "1", "2"], [""], ["4", "5"]]


def test_a_table_without_rows_is_nothing(table) -> None:
    drawn = table("甲")
    assert write_grid(drawn._replace(body=()), "", Marks()) == ""
