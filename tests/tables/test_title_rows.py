"""The title, the number and the unit of a table are what they are above it, and in its first rows."""

from __future__ import annotations

from itertools import islice

import pytest
from checks.reports import as_read, basis, before, findings, original, told

from narrator.document import Block, Cell, Document, Heading, Paragraph, Spread, Table, texts
from narrator.spans import Text
from narrator.tables.matrix import matrices
from narrator.tables.title_rows import lift_titles

FORMS = ("辽宁2023", "上海2024")


def pasted(document: Document, name: str, wide: bool) -> Document:
    """DOCUMENT with what stands above the table NAME, from its title on, in rows of the table; WIDE: as one cell each."""
    blocks: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, Table) or block.name != name:
            blocks.append(block)
            continue
        begin = max(at for at, one in enumerate(blocks) if isinstance(one, Heading))
        lines = [
            one.texts if isinstance(one, Spread) else (one.text,)
            for one in blocks[begin:]
            if isinstance(one, (Heading, Paragraph, Spread))
        ]
        del blocks[begin:]
        many = len(block.columns)
        rows = [
            (Cell(0, (text[0],), "中", many),)
            if wide and len(text) == 1
            else tuple(
                Cell(at, (one,), "中") for at, one in enumerate((*text, *[Text()] * (many - len(text))))
            )
            for text in lines
        ]
        blocks.append(block._replace(header=(), body=(*rows, *block.header, *block.body)))
    return document._replace(blocks=tuple(blocks))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["收入支出总表", "支出决算表", "三公经费表"])
@pytest.mark.parametrize("wide", [True, False])
def test_a_title_in_a_table_is_its_title(form: str, name: str, wide: bool) -> None:
    document = original(form)
    altered = pasted(document, name, wide)
    assert matrices(altered) != matrices(document)
    lifted = lift_titles(altered, basis(name=form).blueprints)
    assert matrices(lifted) == matrices(document)
    said = [text.string for text in texts(document) if text.string.strip()]
    assert [text.string for text in texts(lifted) if text.string.strip()] == said
    assert told(findings(altered, name=form)) == before(form)


@pytest.mark.parametrize("form", FORMS)
def test_rows_that_are_no_title_stay(form: str) -> None:
    """Those of the form's own tables, too, which have a title in their first rows."""
    document = original(form)
    assert lift_titles(document, basis(name=form).blueprints) == document
    table = next(one for one in document.blocks if isinstance(one, Table))
    rows = ((Cell(0, (Text("某局的一张别的表"),), "中", len(table.columns)),), *table.header, *table.body)
    other = document._replace(blocks=(table._replace(header=(), body=rows),))
    assert lift_titles(other, basis(name=form).blueprints) == other


def test_a_wrong_title_in_a_table_is_told() -> None:
    document = pasted(original(), "支出决算表", True)
    table = next(one for one in document.blocks if isinstance(one, Table) and one.name == "支出决算表")
    title = next(islice((cell for row in table.body for cell in row if cell.paragraphs[0].string.strip()), 1))
    assert title.paragraphs[0].string.endswith("支出决算表")
    wrong = (Text(title.paragraphs[0].string.replace("支出决算表", "支出情况决算表")),)
    body = tuple(tuple(c._replace(paragraphs=wrong) if c is title else c for c in row) for row in table.body)
    blocks = tuple(one if one is not table else table._replace(body=body) for one in document.blocks)
    found = findings(document._replace(blocks=blocks))
    assert any(one.rule == "ST-3" and "支出情况决算表" in str(one.sides) for one in found)


def test_lines_in_one_cell_are_several() -> None:
    document = original()
    blocks = list(pasted(document, "支出决算表", True).blocks)
    at = next(at for at, one in enumerate(blocks) if isinstance(one, Table) and one.name == "支出决算表")
    table = blocks[at]
    assert isinstance(table, Table)
    title, *rest = table.body
    joined = "部门：某局  2023年度\t金额单位：万元"
    rows = (title, (Cell(0, (Text(joined),), "中", len(table.columns)),), *rest)
    blocks[at] = table._replace(body=rows)
    lifted = as_read(document._replace(blocks=tuple(blocks))).document
    lines = [one.text.string for one in lifted.blocks if isinstance(one, Paragraph)]
    assert {"部门：某局", "2023年度", "金额单位：万元"} <= {*lines}
