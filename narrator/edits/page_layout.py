"""How the pages and tables of a report were laid out when it was made, and what is different now.

Carried along in the snapshot as JSON: of each section its paper and margins, of each table its number of rows
and a check sum of how they are cut into cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NotRequired, TypedDict, cast
from zlib import crc32

from narrator.document import Cut, Document, Table
from narrator.writers.docx.section import sections
from narrator.writers.look import Look

if TYPE_CHECKING:
    from narrator.readers.docx.blocks import ReportLayout

CLOSE = 20  # twentieths of a point: programs that count in other units round


class SnapshotLayout(TypedDict):
    """The layout of a report as the snapshot keeps it."""

    节: NotRequired[list[list[int]]]
    表: NotRequired[list[list[int]]]


def read_made(document: Document, look: Look) -> SnapshotLayout:
    """Return the layout of a document, as the snapshot keeps it."""
    pages = [section.layout for section in sections(document, look)]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return {
        "节": [[page.width, page.height, page.top, page.right, page.bottom, page.left] for page in pages],
        "表": [
            summarise(table_grid(table)) for table in tables if table.columns and (table.header or table.body)
        ],
    }


def load_layout(raw: object) -> SnapshotLayout:
    """Return the layout that a snapshot keeps, from parsed JSON. Raises ValueError when it is none."""
    kept = raw if isinstance(raw, dict) else {}
    for name, numbers in (("节", 6), ("表", 2)):
        parts = kept.get(name, [])
        if not isinstance(parts, list):
            raise ValueError("no layout")
        for one in parts:
            if not isinstance(one, list) or len(one) != numbers or not all(isinstance(n, int) for n in one):
                raise ValueError("no layout")
    return cast(SnapshotLayout, kept)


def table_grid(table: Table) -> list[str]:
    """Return the rows of a table as `readers.docx.blocks.ReportLayout` has them."""
    rows: list[str] = []
    above: Mapping[int, tuple[int, int]] = {}
    for part in table.stretches:
        shown, above = grid_rows(part.cuts, tuple(above.items()), len(table.columns))
        rows += shown
    return rows


@lru_cache(maxsize=200)
def grid_rows(
    cuts: tuple[Cut, ...], above: tuple[tuple[int, tuple[int, int]], ...], width: int
) -> tuple[list[str], Mapping[int, tuple[int, int]]]:
    """Return rows of a table with so many columns as `table_grid` has them, and of the cells that reach down out of them, by
    column, their columns and the rows below; above: of those from above."""
    rows: list[str] = []
    merged = dict(above)
    for cut in cuts:
        shown, reaching = grid_row(cut, tuple([(at, columns) for at, (columns, _) in merged.items()]), width)
        rows.append(shown)
        merged = {at: (columns, left - 1) for at, (columns, left) in merged.items() if left > 1}
        merged.update(reaching)
    return rows, merged


@lru_cache(maxsize=1000)
def grid_row(
    cut: Cut, over: tuple[tuple[int, int], ...], width: int
) -> tuple[str, Mapping[int, tuple[int, int]]]:
    """Return a row of a table with so many columns as `table_grid` has it, and of the cells that reach down out of it, by column,
    their columns and the rows below. over: the column and the columns of each cell from above."""
    starts = {column: (columns, "|") for column, columns in over}
    starts |= {column: (columns, "v" if rows > 1 else "-") for column, _, columns, rows in cut.cells}
    row, at = [], 0
    while at < width:
        columns, kind = starts.get(at, (1, "-"))
        row.append(kind)
        at += max(columns, 1)
    return "".join(row), {column: (columns, rows - 1) for column, _, columns, rows in cut.cells if rows > 1}


def summarise(rows: Sequence[str]) -> list[int]:
    """Return how many rows there are, and a check sum of how they are cut into cells."""
    return [len(rows), crc32("\n".join(rows).encode())]


def find_layout_changes(before: SnapshotLayout, now: ReportLayout, rows: int | None = None) -> Iterator[str]:
    """Return what is different now from what it was before, a clause each. rows: how many rows of tables came, less those that went,
    when all of them were told; None when none was."""
    pages = before.get("节", [])
    if pages and len(pages) != len(now.sections):
        yield f"分节符（换页）由{len(pages) - 1}个成了{len(now.sections) - 1}个"
    elif pages:
        for number, (old, new) in enumerate(zip(pages, now.sections, strict=True), 1):
            if changed := [what for what, pair in pair_measures(old, new) if lengths_differ(*pair)]:
                yield f"第{number}节的{'和'.join(changed)}改了"
    if (tables := before.get("表")) is None:
        return
    if len(tables) != len(now.tables):
        yield f"表格由{len(tables)}个成了{len(now.tables)}个"
        return
    both = list(zip(tables, now.tables, strict=True))
    told = rows == sum(len(shown) - table[0] for table, shown in both)
    for number, (table, shown) in enumerate(both, 1):
        if table[0] != len(shown):
            if not told:
                yield f"第{number}个表格由{table[0]}行成了{len(shown)}行"
        elif table != summarise(shown):
            yield f"第{number}个表格的单元格改了（加列、删列、合并或拆分）"


def pair_measures(
    old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[str, tuple[Sequence[int], Sequence[int]]]]:
    """Return the paper and the margins before and now, each with its name."""
    yield "纸张", (old[:2], new[:2])
    yield "页边距", (old[2:], new[2:])


def lengths_differ(old: Sequence[int], new: Sequence[int]) -> bool:
    """Return whether two lists of lengths differ by more than programs that round do."""
    return any(abs(one - other) > CLOSE for one, other in zip(old, new, strict=True))
