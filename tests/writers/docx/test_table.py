"""Tables: merged cells, widths, rows that repeat and rows that stay whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from narrator import form
from narrator.document import Cell, Column, Page, Table
from narrator.spans import Text
from narrator.writers import styles_file
from narrator.writers.docx.column_widths import longest_figures, needs, roomy, widths
from narrator.writers.docx.heights import row_needs
from narrator.writers.look import dxa

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def drawn(package) -> list[str]:
    """The first table of PACKAGE in the notation of the fixture `table`."""
    lines = []
    for row in package.all("tbl")[0].iter(f"{W}tr"):
        fields = []
        for cell in row.findall(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            above = merge is not None and merge.get(f"{W}val") != "restart"
            fields.append("↑" if above else package.text(cell))
            fields += ["↑" if above else "←"] * (int(span.get(f"{W}val")) - 1 if span is not None else 0)
        lines.append(" | ".join(fields))
    return lines


def make(columns, rows, wide=None):
    """A table of ROWS of cells, for what can not be drawn."""
    sides = tuple(Column(width, "左") for width in wide or [20] * columns)
    return Table("表", sides, (), tuple(map(tuple, rows)), "公开表")


@pytest.mark.parametrize(
    "drawing",
    [
        "甲 | 乙",
        "甲 | ←\n丙 | 丁",
        "甲 | 乙\n↑ | 丁\n↑ | 己",
        "收入 | ← | ← | 支出\n项目 | 行次 | 金额 | ↑\n栏次 | ↑ | 1 | ↑",
        "甲 | ← | 丙\n↑ | ↑ | 丁",  # a cell over two columns and two rows
        "甲 | 乙\n↑ | ↑",  # a row in which no cell begins
    ],
)
def test_merged_cells_come_back_as_drawn(drawing, table, write):
    grid = table(drawing)
    assert drawn(write(grid)) == drawing.split("\n")


def test_a_cell_says_its_width_its_span_and_its_merge_in_this_order(table, write):
    properties = write(table("甲 | ←\n↑ | ↑")).all("tc", "tcPr")
    ordered = ["tcW", "gridSpan", "vMerge"]
    assert [[child.tag.removeprefix(W) for child in found] for found in properties] == [ordered] * 2


@given(data=some.data())
def test_any_partition_into_rectangles_comes_back(data, write):
    """Cells that tile a grid in whatever way are written so that Word tiles the same grid."""
    rows, columns = data.draw(some.integers(1, 5)), data.draw(some.integers(1, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = [[] for _ in range(rows)]
    expected = [[""] * columns for _ in range(rows)]
    while free:
        row, column = min(free)
        wide = 1
        while (row, column + wide) in free and data.draw(some.booleans()):
            wide += 1
        high = 1
        while all((row + high, c) in free for c in range(column, column + wide)) and data.draw(
            some.booleans()
        ):
            high += 1
        name = f"{row}-{column}"
        cells[row].append(Cell(column, (Text(name),), "中", wide, high))
        for r in range(row, row + high):
            for c in range(column, column + wide):
                free.discard((r, c))
                expected[r][c] = "↑" if r > row else "←" if c > column else name
    grid = make(columns, cells)
    assert drawn(write(grid)) == [" | ".join(line) for line in expected]


def test_columns_that_no_cell_covers_are_empty_cells(write):
    assert drawn(write(make(3, [[Cell(1, (Text("乙"),), "左")], []]))) == [" | 乙 | ", " |  | "]


@pytest.mark.parametrize(
    "rows",
    [
        [[Cell(0, (Text("甲"),), "左", 2), Cell(1, (Text("乙"),), "左")]],  # two cells in one place
        [[Cell(0, (Text("甲"),), "左", 3)]],  # wider than the table
        [[Cell(0, (Text("甲"),), "左", 1, 2)]],  # higher than the table
        [[Cell(0, (Text("甲"),), "左", 1, 2)], [Cell(0, (Text("乙"),), "左", 2)]],  # on one from above
        [[Cell(1, (Text("甲"),), "左", 1, 2)], [Cell(0, (Text("乙"),), "左", 2)]],  # partly on one from above
        [[Cell(0, (Text("甲"),), "上")]],  # no such alignment
        [[Cell(0, (Text("甲"),), "左", 0)]],  # over no column
    ],
)
def test_cells_that_do_not_fit_are_refused(rows, write):
    with pytest.raises(ValueError, match="表"):
        write(make(2, rows))


def test_header_rows_repeat_and_every_row_stays_whole(table, write):
    package = write(table("项目 | ←\n甲 | 乙\n---\n1 | 2\n3 | 4"))
    marks = [
        [child.tag.removeprefix(W) for child in row.find(f"{W}trPr")] for row in package.all("tbl", "tr")
    ]
    assert [row.count("tblHeader") for row in marks] == [1, 1, 0, 0]
    assert all(row.count("cantSplit") == 1 for row in marks)
    assert set(package.values("trPr", "trHeight", attribute="hRule")) == {"atLeast"}


def test_cell_alignment_is_a_style_and_figures_stand_off_the_rule(table, write):
    package = write(table("甲 | =乙 | >1.00"))
    assert package.values("tbl", "tr", "tc", "p", "pPr", "pStyle") == ["公开表·左", "公开表·中", "公开表·右"]
    indents = {
        style.get(f"{W}styleId"): int(style.find(f"{W}pPr/{W}ind").get(f"{W}right"))
        for style in package.xml("word/styles.xml").iter(f"{W}style")
        if style.find(f"{W}pPr") is not None
    }
    assert indents["公开表·右"] > 0
    assert indents["公开表·左"] == indents["公开表·中"] == 0


def test_a_cell_has_all_its_paragraphs_and_at_least_one(write):
    rows = [[Cell(0, (Text("一"), Text(""), Text("三")), "左"), Cell(1, (), "左")]]
    package = write(make(2, rows))
    cells = package.all("tbl", "tr", "tc")
    assert [[package.text(p) for p in cell.findall(f"{W}p")] for cell in cells] == [["一", "", "三"], [""]]
    assert all(cell[-1].tag == f"{W}p" for cell in cells)


def test_widths_that_fit_are_kept(write):
    package = write(Page("竖表"), make(2, [[Cell(0, (Text("甲"),), "左")]], [30, 50]))
    assert package.values("tblGrid", "gridCol", attribute="w") == ["1701", "2834"]
    assert package.values("tblPr", "tblW", attribute="w") == ["4535"]
    assert package.values("tblPr", "tblLayout", attribute="type") == ["fixed"]
    assert package.values("tblPr", "jc") == ["center"]


def test_widths_that_exceed_the_text_shrink_in_proportion(write):
    package = write(Page("竖表"), make(3, [[Cell(0, (Text("甲"),), "左", 3)]], [100, 100, 200]))
    size, margin = package.all("sectPr", "pgSz")[0], package.all("sectPr", "pgMar")[0]
    text_width = int(size.get(f"{W}w")) - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))
    first, second, third = (int(w) for w in package.values("tblGrid", "gridCol", attribute="w"))
    assert first + second + third == text_width
    assert abs(first - second) <= 1
    assert abs(third - 2 * first) <= 2
    assert package.values("tc", "tcPr", "tcW", attribute="w") == [str(text_width)]


def test_a_table_without_rows_is_nothing(write):
    assert not write(make(2, [])).all("tbl")


def test_two_tables_do_not_grow_together(table, write):
    tags = [child.tag.removeprefix(W) for child in write(table("甲"), table("乙")).body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_figure_too_long_for_its_column_gets_room_from_words() -> None:
    assert roomy([1000, 500, 500], {1: 500, 2: 480}) == [1000, 500, 500]
    assert roomy([1000, 500, 500], {1: 600, 2: 480}) == [905, 600, 495]
    assert roomy([1000, 500, 500], {1: 600, 2: 650}) == [750, 600, 650]
    assert roomy([1000, 500], {1: 2000}) == [600, 900]
    assert roomy([500, 500], {0: 600, 1: 600}) == [500, 500]


@pytest.mark.parametrize("amount", ["0.00", "999999.99", "1000000.00", "12345678.01"])
def test_no_amount_is_wider_than_its_column(amount: str, styles: dict[str, object]) -> None:
    look = styles_file.read(styles)
    layouts = form.load("上海2024").layouts["财政拨款收支总表"]
    columns = tuple(map(Column, layouts.widths, layouts.aligns))
    cells = tuple(
        Cell(at, (Text(amount if one.align == "右" else "甲"),), one.align) for at, one in enumerate(columns)
    )
    block = Table("财政拨款收支总表", columns, (), (cells,), "公开表")
    style = look.tables["公开表"]
    needed = needs(longest_figures(block), style)
    wide = roomy(widths(columns, dxa(174)), needed)
    assert sum(wide) == sum(widths(columns, dxa(174)))
    assert all(wide[at] >= need for at, need in needed.items())
    assert len(needed) == 5


def parts(package):
    """The tables of PACKAGE that follow one another: of each row its words, # when it is printed again on every page, …
    when it may go on on the next."""
    return [
        [
            ("#" if row.find(f"{W}trPr/{W}tblHeader") is not None else "")
            + ("" if row.find(f"{W}trPr/{W}cantSplit") is not None else "…")
            + " ".join(package.text(cell)[:3] for cell in row.iter(f"{W}tc"))
            for row in one.findall(f"{W}tr")
        ]
        for one in package.all("tbl")
    ]


def test_rows_in_the_midst_that_come_again_on_every_page_begin_a_table(table, write):
    grid = table("名称 | 甲\n指标 | 值\n↑ | 数\n一 | 1\n二 | 2\n指标 | 值\n三 | 3")
    assert parts(write(grid._replace(heads=frozenset({1, 2, 5})))) == [
        ["名称 甲"],
        ["#指标 值", "# 数", "一 1", "二 2"],
        ["#指标 值", "三 3"],
    ]
    headed = table("总 | 计\n---\n指标 | 值\n一 | 1")._replace(heads=frozenset({0}))
    assert parts(write(headed)) == [["#总 计", "#指标 值", "一 1"]]


def test_a_table_of_several_parts_is_read_as_one(table, write):
    from narrator.edits.page_layout import table_grid as signs
    from narrator.readers.docx.docx_report import read_package
    from narrator.readers.docx.package import Package

    block = table("名称 | 甲\n指标 | 值\n↑ | 数\n一 | 1")._replace(heads=frozenset({1, 2}))
    whole = read_package(Package(Path("报告.docx"), write(block, table("另 | 一")).data))
    read, other = [one for one in whole.document.blocks if isinstance(one, Table)]
    assert [[cell.paragraphs[0].string for cell in row] for row in read.body] == [["名称", "甲"], ["指标", "值"], ["数"], ["一", "1"]]  # fmt: skip
    assert read.body[1][0].rows == 2
    assert (read.name, other.name) == ("第1张表", "第2张表")
    assert whole.layout.tables[0] == tuple(signs(block))


def test_high_rows_go_on_on_the_next_page_and_low_ones_stay_whole(table, write):
    long = "年度总体目标。" * 90
    assert parts(write(table(f"名称 | ←\n目标 | {long}\n分 | 1"))) == [["名称", "…目标 年度总", "分 1"]]


def test_what_heads_rows_stays_with_the_first_of_them(table, write):
    package = write(table("项 | 数\n---\n甲 | 1\n指标 | 值\n乙 | 2")._replace(heads=frozenset({1})))
    kept = [
        [row.find(f".//{W}keepNext") is not None for row in one.findall(f"{W}tr")]
        for one in package.all("tbl")
    ]
    assert kept == [[True, False], [True, False]]


@pytest.mark.parametrize("many", [1, 2, 3])
def test_how_many_rows_are_seen_to_at_once_makes_no_difference(many, table, write, styles, monkeypatch):
    from narrator.edits.page_layout import table_grid as signs

    grids = [
        table(
            "名 | 数\n↑ | 金额\n---\n甲 | >1.00\n↑ | >123456789.00\n↑ | ←\n乙 | >2.00\n丙 | ↑\n丁 | ↑",
            (20, 12),
        ),
        table("名 | 数\n一 | 1\n指标 | 值\n二 | ↑\n↑ | 3\n指标 | 值\n三 | 4")._replace(
            heads=frozenset({2, 5})
        ),
    ]
    style, layout = (found := styles_file.read(styles)).tables["公开表"], found.pages["横表"]

    def seen() -> list[object]:
        return [
            (
                write(grid).data,
                signs(grid),
                longest_figures(grid),
                row_needs(grid, style, widths(grid.columns, layout.text_width)),
            )
            for grid in (one._replace() for one in grids)
        ]

    at_once = seen()
    monkeypatch.setattr("narrator.document.MANY", many)
    assert len(grids[0]._replace().stretches) == 1 + -(-6 // many)
    assert seen() == at_once
