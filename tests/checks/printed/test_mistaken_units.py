"""A table whose figures are in another unit than it states is told once, and its figures are judged in theirs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from narrator.document import Document, Spread, Table
from narrator.spans import Text

from ..alterations import placed, table
from ..reports import before, findings, original, told

PLACES = Decimal(10_000)


def times(document: Document, name: str, factor: Decimal) -> Document:
    """A document with the amounts of one table so many times as much."""

    def put(text: Text) -> Text:
        amount = "." in text.string and text.string.replace(".", "").isdigit()
        return Text(f"{Decimal(text.string) * factor:.2f}") if amount else text

    def change(rows: list[Any]) -> list[Any]:
        return [
            tuple(cell._replace(paragraphs=tuple(map(put, cell.paragraphs))) for cell in row) for row in rows
        ]

    return table(document, name, change)


def stating(document: Document, name: str, unit: str) -> Document:
    """A document with another line of the unit over one table, "" for none."""
    blocks = document.blocks
    at = next(at for at, one in enumerate(blocks) if isinstance(one, Table) and one.name == name) - 1
    line = blocks[at]
    assert isinstance(line, Spread)
    said = [Text(f"单位：{unit}" if unit else "") if "单位：" in one.string else one for one in line.texts]
    assert said != [*line.texts]
    return placed(document, at, line._replace(texts=tuple(said)))


def new(document: Document) -> list[str]:
    return [f"{one.subject} {one.what}" for one in findings(document) if not told([one]) <= before()]


@pytest.mark.parametrize("name", ["收入支出总表", "支出决算表", "一般公共预算支出表"])
def test_a_table_in_yuan_that_says_otherwise_is_one_finding(name: str) -> None:
    document = times(original(), name, PLACES)
    [found] = new(document)
    assert found.endswith(" 单位 这张表的数是以元计的，单位写的是万元")
    assert new(stating(document, name, "")) == [found.replace("单位写的是万元", "没有写单位")]
    assert new(stating(document, name, "元")) == []


def test_a_table_that_says_yuan_over_more_is_one_finding() -> None:
    assert new(stating(original(), "支出决算表", "元")) == [
        "公开03表 单位 这张表的数是以万元计的，单位写的是元"
    ]


def test_what_else_is_wrong_with_it_is_told_in_its_own_unit() -> None:
    name = "支出决算表"
    [amount] = {
        text.string
        for block in original().blocks
        if isinstance(block, Table) and block.name == name
        for text in block.body[0][2].paragraphs
    }
    wrong = times(original(), name, PLACES)
    text = f"{Decimal(amount) * PLACES:.2f}"

    def change(rows: list[Any]) -> list[Any]:
        first = [*rows[0]]
        assert first[2].paragraphs[0].string == text
        first[2] = first[2]._replace(paragraphs=(Text(f"{Decimal(text) + 10 * PLACES:.2f}"),))
        return [tuple(first), *rows[1:]]

    found = new(table(wrong, name, change))
    assert any("以元计" in one for one in found)
    assert any("两边相差10.00万元" in one for one in found)


def test_amounts_that_are_wrong_otherwise_are_none_of_another_unit() -> None:
    for factor in (Decimal(10), Decimal(1000), Decimal(100_000)):
        assert not any("以元计的" in one for one in new(times(original(), "支出决算表", factor)))
