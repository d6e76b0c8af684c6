"""A table whose figures are in another unit than it states is told once, and its figures are judged in theirs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from labels import NAMES

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
    assert any(f"这个数改成{amount}就都对得上" in one for one in found)


def test_amounts_that_are_wrong_otherwise_are_none_of_another_unit() -> None:
    for factor in (Decimal(10), Decimal(1000), Decimal(100_000)):
        assert not any("以元计的" in one for one in new(times(original(), "支出决算表", factor)))


def behind(document: Document, name: str, unit: str, most: int = 1000) -> Document:
    """A document with a unit behind the first amounts of one table."""
    left = [most]

    def put(text: Text) -> Text:
        amount = "." in text.string and text.string.replace(".", "").isdigit() and left[0]
        left[0] -= bool(amount)
        return Text(f"{text.string}{unit}") if amount else text

    def change(rows: list[Any]) -> list[Any]:
        return [
            tuple(cell._replace(paragraphs=tuple(map(put, cell.paragraphs))) for cell in row) for row in rows
        ]

    return table(document, name, change)


@pytest.mark.parametrize("name", ["收入支出总表", "支出决算表", "一般公共预算支出表", "三公经费表"])
def test_a_unit_behind_figures_is_that_of_the_table(name: str) -> None:
    assert new(behind(original(), name, "万元")) == []
    assert new(behind(stating(times(original(), name, PLACES), name, "元"), name, "元")) == []
    [found] = new(behind(times(original(), name, PLACES), name, "元"))
    assert found.endswith(" 单位 这张表的数是以元计的，表头或者表上面写的是万元")


def test_a_unit_behind_one_figure_that_is_not_the_table_s_is_told() -> None:
    assert new(behind(original(), "支出决算表", "万元", 1)) == []
    [found] = new(behind(original(), "支出决算表", "元", 1))
    assert found.endswith("元”的单位与这张表的不同，表是以万元计的")


@pytest.mark.parametrize(("unit", "many"), [("万元", 0), ("元", 1)])
def test_a_unit_in_the_words_over_figures_is_the_table_s(unit: str, many: int) -> None:
    document = original()
    at = next(
        at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == "支出决算表"
    )
    block = document.blocks[at]
    assert isinstance(block, Table)
    header = tuple(
        tuple(
            cell._replace(paragraphs=(Text(f"基本支出（{unit}）"),))
            if cell.paragraphs[0].string == "基本支出"
            else cell
            for cell in row
        )
        for row in block.header
    )
    assert header != block.header
    found = new(placed(document, at, block._replace(header=header)))
    assert found == ["公开03表 单位 这张表的数是以万元计的，表头或者表上面写的是元"] * many


def test_of_the_unit_over_such_a_table_nothing_else_is_told() -> None:
    name = "上海2024"
    found = findings(stating(original(name), "支出决算表", "元"), name=name)
    assert [one.rule for one in found if not told([one]) <= before(name)] == ["HY-6"]


PRINTED = NAMES[:7]  # but those of 政府性基金 and 国有资本经营, which are blank


def test_tables_that_are_all_in_yuan_are_told_by_the_prose() -> None:
    document = original()
    for name in PRINTED:
        document = times(document, name, PLACES)
    found = new(document)
    assert [one for one in found if "的数是以元计的" not in one] == []
    assert len(found) == len(PRINTED)


def test_a_small_table_in_another_unit_is_told_by_the_prose() -> None:
    assert new(times(original(), "三公经费表", PLACES)) == [
        "公开07表 单位 这张表的数是以元计的，单位写的是万元"
    ]
    assert new(stating(original(), "三公经费表", "元")) == [
        "公开07表 单位 这张表的数是以万元计的，单位写的是元"
    ]
