"""Two public tables in one table of a file are two again, and one is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks.reports import basis, before, findings, original, told
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from strategies.render import loads
from workbooks.layouts import Layout
from workbooks.writing import save_workbook

from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.document import Block, Cell, Column, Document, Heading, Paragraph, Spread, Table
from narrator.tables import two_in_one
from narrator.tables.matrix import matrices
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import Sheet
from narrator.tables.title_rows import lift_titles
from narrator.tables.two_in_one import find_second_tables, part_tables
from narrator.tables.vocabulary import table_titled

from .layouts import Laid, tables
from .test_public import words

FORMS = ("辽宁2023", "上海2024")
PAIRS = (("收入决算表", "支出决算表"), ("支出决算表", "财政拨款收支总表"), ("一般公共预算支出表", "基本支出表"), ("收入支出总表", "收入决算表"))  # fmt: skip


def in_one(document: Document, first: str, second: str, titled: bool, joint: bool) -> Document:
    """DOCUMENT with the table SECOND in the rows of the table FIRST, TITLED: with what stands over it in rows of their own.
    JOINT: over columns that are those of both, as Word makes them of two tables with other widths."""
    blocks: list[Block] = []
    at = -1  # where the first stands
    for block in document.blocks:
        if isinstance(block, Table) and block.name == second:
            over = [one for one in blocks[at + 1 :] if isinstance(one, (Heading, Paragraph, Spread))]
            last = max(place for place, one in enumerate(over) if isinstance(one, Heading))
            lines = [one.texts if isinstance(one, Spread) else (one.text,) for one in over[last:]]
            table = blocks[at]
            assert isinstance(table, Table)
            width = max(len(table.columns), len(block.columns)) * 2
            rows = [
                (Cell(0, line, "", width),) for line in lines if any(text.string.strip() for text in line)
            ]
            upper, lower = (
                [wide(row, step) for row in (*one.header, *one.body)]
                for one, step in ((table, 1 + joint), (block, 1))
            )
            body = (*upper, *(rows if titled else ()), *lower)
            del blocks[at:]
            blocks.append(table._replace(columns=(Column(0, ""),) * width, header=(), body=body))
            continue
        at = len(blocks) if isinstance(block, Table) and block.name == first else at
        blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def wide(row: object, step: int) -> tuple[Cell, ...]:
    """ROW with STEP columns for each."""
    return tuple(
        cell._replace(column=cell.column * step, columns=cell.columns * step)
        for cell in row  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize(("titled", "joint"), [(True, False), (False, True)])
def test_two_tables_in_one_are_two(form: str, first: str, second: str, titled: bool, joint: bool) -> None:
    document, blueprints = original(form), basis(name=form).blueprints
    both = in_one(document, first, second, titled, joint)
    assert len(matrices(both)) == len(matrices(document)) - 1
    assert matrices(lift_titles(part_tables(both, blueprints), blueprints)) == matrices(document)


def test_no_figure_of_the_second_is_told() -> None:
    document = original()
    altered = findings(in_one(document, "收入决算表", "支出决算表", True, True))
    assert {one[0].partition(" ")[0] for one in told(altered) - before("辽宁2023")} <= {"ST-3", "ST-4"}
    assert told(altered) >= before("辽宁2023")


@pytest.mark.parametrize("form", FORMS)
def test_one_table_is_one(form: str) -> None:
    document, blueprints = original(form), basis(name=form).blueprints
    assert part_tables(document, blueprints) == document
    for name in ("支出决算表", "基本支出表", "收入支出总表"):
        twice = [  # the header once more where a page begins
            one._replace(body=(*one.body[:4], *one.header, *one.body[4:])) if isinstance(one, Table) and one.name == name else one
            for one in document.blocks
        ]  # fmt: skip
        again = document._replace(blocks=tuple(twice))
        assert part_tables(again, blueprints) == again


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(tables, tables)
def test_another_table_begins_where_it_was_laid(first: Laid, second: Laid) -> None:
    width = max(len(first.rows[0]), len(second.rows[0]))
    known = read_public_table(Sheet(second.rows), words()).name
    corner = second.rows[0][0]
    labelled = corner in ("项目", "收入", "行次") or corner.endswith(("编码", "名称"))
    for titled in (True, False):
        lines = [[line, *[""] * (width - 1)] for line in second.above] if titled else []
        rows = [[*row, *[""] * (width - len(row))] for row in (*first.rows, *lines, *second.rows)]
        found = find_second_tables(Sheet(rows, first.above), words(), lambda line: bool(table_titled(line)))
        if titled or (labelled and known not in ("", first.name, "三公经费表")):
            assert found == [len(first.rows)]
        else:  # nobody may know; nor where a header begins with figures or has the names of rows in its first row
            assert found in ([], [len(first.rows)])


def test_a_sheet_with_two_tables_under_one_title_is_imported(tmp_path: Path) -> None:
    raw = loads(
        (Path(__file__).parents[2] / "samples" / "朝阳市科学技术局2023" / "data.json").read_text("utf-8")
    )
    path = save_workbook(tmp_path / "公开表.xlsx", raw, Layout(sheets="一", unit="元", notes=False))
    import_file(Sources(path), None, tmp_path / "全.json")
    book = load_workbook(path)
    title = next(cell for row in book.worksheets[0] for cell in row if cell.value == "支出决算表")
    title.value = None
    book.save(path)
    import_file(Sources(path), None, tmp_path / "无题.json")
    assert (tmp_path / "无题.json").read_bytes() == (tmp_path / "全.json").read_bytes()


def test_budgets_and_accounts_alone_head_no_other_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last row of a header whose cells run over several rows is not read as that of another table."""
    read: list[Sheet] = []
    monkeypatch.setattr(two_in_one, "read_public_table", lambda sheet, _: read.append(sheet))
    head = [["合计", "合计", "因公出国（境）费", "因公出国（境）费"], ["预算数", "决算数"] * 2]
    assert find_second_tables(Sheet([*head, ["1.00", "2.00", "1.00", "2.00"]], ()), words()) == []
    assert read == []
