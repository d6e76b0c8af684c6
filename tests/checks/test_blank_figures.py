"""Several blanks of a table that others say should be amounts are told once together."""

from __future__ import annotations

from narrator.document import Document, Table
from narrator.spans import Text

from .reports import original
from .test_wrong_figures import news

TABLE, NAME, TOTAL = "支出决算表", "上海2024", 2  # its third column is 本年支出合计


def without(document: Document, count: int) -> tuple[Document, list[str]]:
    """DOCUMENT without 本年支出合计 in the first rows by code of a table, and their codes."""
    [at] = [at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == TABLE]
    block = document.blocks[at]
    assert isinstance(block, Table)
    rows = [row for row in block.body if row[0].paragraphs[0].string.isdigit()][:count]
    body = [
        (*row[:TOTAL], row[TOTAL]._replace(paragraphs=(Text(""),)), *row[TOTAL + 1 :]) if row in rows else row
        for row in block.body
    ]
    blocks = (*document.blocks[:at], block._replace(body=tuple(body)), *document.blocks[at + 1 :])
    return document._replace(blocks=blocks), [row[0].paragraphs[0].string for row in rows]


def test_two_blanks_of_which_one_is_part_of_the_other_are_told_once() -> None:
    document, codes = without(original(NAME), 2)
    [only] = news(document, NAME)
    assert only.what.startswith("这张表有2格空着，依次填")
    assert [one.path for one in only.sides] == [f"{TABLE}.各科目.{code}.本年支出合计" for code in codes]


def test_of_many_blanks_the_first_are_named() -> None:
    document, codes = without(original(NAME), 7)
    [only] = news(document, NAME)
    assert only.what.startswith("这张表有7格空着，照同一行、同一列的数")
    assert [one.path for one in only.sides] == [f"{TABLE}.各科目.{code}.本年支出合计" for code in codes[:6]]
