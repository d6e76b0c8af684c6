"""Tables in parts that a seam holds apart: read as the one table that they are, also with the columns of LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.document import Table
from narrator.writers.docx.paragraph import SEAM, hairline

from .notation import p, r, read, tc, tr

Edges = Sequence[int]  # of the cells of a row, in twips
SAID = st.sampled_from((-2, -1, 0, 1, 2))  # by how much the grid of a part rounds an edge otherwise


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[Edges]], list[dict[int, int]]]:
    """Two or three parts, each some rows between the same two sides; and where the grid of each says that its edges are."""
    inner = draw(st.lists(st.integers(1, 90), unique=True, max_size=7))
    row = st.lists(st.sampled_from(inner), unique=True).map(sorted) if inner else st.just([])
    rows = row.map(lambda some: [0, *(200 * edge for edge in some), 18_200])
    parts = draw(st.lists(st.lists(rows, min_size=1, max_size=3), min_size=2, max_size=3))
    return parts, [{edge: edge and edge + draw(SAID) for edge in used(part)} for part in parts]


def used(rows: Sequence[Edges]) -> list[int]:
    return sorted({edge for row in rows for edge in row})


def saved(rows: Sequence[Edges], said: dict[int, int]) -> str:
    """A part with the columns that its cells need and no others, as LibreOffice saves it."""
    own = used(rows)
    grid = "".join(f'<w:gridCol w:w="{said[end] - said[start]}"/>' for start, end in pairwise(own))
    lines = (
        tr(*(cell(own.index(end) - own.index(start), f"{start}-{end}") for start, end in pairwise(row)))
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def cell(span: int, text: str) -> str:
    return tc(p(r(text)), f'<w:gridSpan w:val="{span}"/>')


@settings(max_examples=60)
@given(tables())
def test_parts_have_the_columns_of_all_of_them(drawn: tuple[list[list[Edges]], list[dict[int, int]]]) -> None:
    parts, said = drawn
    (found,) = read(hairline(high=SEAM).join(map(saved, parts, said))).blocks
    assert isinstance(found, Table)
    rows = [row for part in parts for row in part]
    edges = used(rows)
    assert len(found.columns) == len(edges) - 1
    assert [[(one.column, one.columns, one.paragraphs[0].string) for one in row] for row in found.body] == [
        [
            (edges.index(start), edges.index(end) - edges.index(start), f"{start}-{end}")
            for start, end in pairwise(row)
        ]
        for row in rows
    ]


@settings(max_examples=60)
@given(tables(), st.randoms(use_true_random=False))
def test_borders_that_were_dragged_aside_in_some_rows_part_no_columns(
    drawn: tuple[list[list[Edges]], list[dict[int, int]]], choose: Random
) -> None:
    rows = [[3 * edge for edge in row] for part in drawn[0] for row in part]
    moved = [[0, *(edge + choose.choice((0, 0, 28, 57, 100)) for edge in row[1:-1]), row[-1]] for row in rows]
    whole = [[*used(rows)], *rows]  # in one row every column has a cell of its own
    dragged = saved([[*used(rows)], *moved], {edge: edge for edge in used([used(rows), *moved])})
    (found,) = read(dragged).blocks
    assert isinstance(found, Table)
    edges = used(rows)
    assert len(found.columns) == len(edges) - 1
    assert [[(one.column, one.columns) for one in row] for row in found.body] == [
        [(edges.index(start), edges.index(end) - edges.index(start)) for start, end in pairwise(row)]
        for row in whole
    ]


def test_a_merged_cell_goes_on_below_a_border_that_was_dragged() -> None:
    def merged(span: int, merge: str, text: str) -> str:
        return tc(p(r(text)), f'<w:gridSpan w:val="{span}"/><w:vMerge w:val="{merge}"/>')

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (900, 57, 900))
    rows = tr(cell(2, "甲"), merged(1, "restart", "乙")), tr(cell(1, "丙"), merged(2, "continue", ""))
    (found,) = read(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>").blocks
    assert isinstance(found, Table)
    assert [[(one.column, one.columns, one.rows) for one in row] for row in found.body] == [
        [(0, 1, 1), (1, 1, 2)],
        [(0, 1, 1)],
    ]


def test_parts_without_a_grid_stand_below_each_other() -> None:
    part = "<w:tbl><w:tblPr/>{}</w:tbl>".format
    upper, lower = part(tr(cell(1, "甲"), cell(1, "乙"))), part(tr(cell(3, "丙")))
    (found,) = read(upper + hairline(high=SEAM) + lower).blocks
    assert isinstance(found, Table)
    assert len(found.columns) == 3
    assert [[(one.column, one.columns) for one in row] for row in found.body] == [[(0, 1), (1, 1)], [(0, 3)]]
