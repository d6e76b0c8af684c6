"""What is kept of each table of a report that was recognised."""

from __future__ import annotations

from narrator.checks.printed.recognised_tables import recognise_tables
from narrator.checks.printed.table_data import Reading
from narrator.document import Document, Table
from narrator.tables.matrix import matrices

from ..reports import basis, original


def test_which_cells_of_a_table_are_one_is_known_unless_it_is_as_it_was_composed() -> None:
    report = original("上海2024")
    start = next(
        at
        for at, one in enumerate(report.blocks)
        if isinstance(one, Table) and one.name == "一般公共预算支出表"
    )
    document = Document("", report.blocks[start - 3 : start + 1])
    table = document.blocks[-1]
    assert isinstance(table, Table)
    wide = {
        ((number, cell.column), (number + cell.rows - 1, cell.column + cell.columns - 1))
        for number, row in enumerate((*table.header, *table.body))
        for cell in row
        if cell.rows > 1 or cell.columns > 1
    }
    assert wide
    blueprints = basis(name="上海2024").blueprints
    grids = matrices(document)
    [read] = recognise_tables(document, blueprints, Reading(grids=grids, blueprints=blueprints))
    assert set(read.sheet.merged) == wide
    [made] = recognise_tables(
        document, blueprints, Reading(grids=grids, blueprints=blueprints, composed=[table])
    )
    assert made.sheet.merged == ()
    assert [one.blueprint.name if one.blueprint else "" for one in (read, made)] == [table.name] * 2
