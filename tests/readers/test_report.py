"""Tables of a report as they are read: which cell stands in which column."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from narrator.document import Table
from narrator.readers import package, report

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def table(widths: Sequence[object], *rows: str) -> Table:
    """A table with columns of WIDTHS and ROWS as they are read; a cell is its text and, after *, its columns."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{''.join(map(cell, row.split()))}</w:tr>" for row in rows)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        whole = f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{whole}</w:body></w:document>")
    (read,) = report.document(package.opened(Path("a.docx"), file.getvalue())).blocks
    assert isinstance(read, Table)
    return read


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


@pytest.mark.parametrize("width", [20, 900, "", "auto", "-1", "100000"])
def test_a_column_is_one_when_its_width_is_not_known_to_be_a_hair(width: object) -> None:
    assert len(table([900, width], "甲 乙").columns) == 2


def test_more_columns_than_any_table_has() -> None:
    read = table([1, 900], "甲*9999 乙 丙")
    assert len(read.columns) == 199
    assert all(column <= 199 and columns <= 199 for column, columns in places(read)[0])
