"""A table that prints whole 万元 among others with decimals is told once, and nothing is judged by it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

import pytest

from narrator.checks.finding import Level
from narrator.document import Document, Table
from narrator.spans import Text
from narrator.tables.public import NUMBER

from ..reports import before, cells, findings, original, told

CODED = ["收入决算表", "支出决算表", "一般公共预算支出表", "基本支出表"]


def put(text: Text) -> Text:
    """TEXT as a whole number where it is a number with decimals."""
    string = text.string.replace(",", "")
    if not NUMBER.fullmatch(string) or "." not in string:
        return text
    return Text(f"{Decimal(string).quantize(Decimal(1), ROUND_HALF_UP):f}")


def rounded(document: Document, names: Collection[str]) -> Document:
    """DOCUMENT with the amounts of tables rounded to whole ones."""
    return document._replace(
        blocks=tuple(
            block._replace(body=cells(block.body, put))
            if isinstance(block, Table) and block.name in names
            else block
            for block in document.blocks
        )
    )


@pytest.mark.parametrize("form", ["上海2024", "辽宁2023"])
@pytest.mark.parametrize("name", CODED)
def test_a_table_of_whole_amounts_is_told_once(name: str, form: str) -> None:
    new = told(findings(rounded(original(form), [name]), name=form)) - before(form)
    [(key, what, _)] = [one for one in new if not one[0].startswith("AD-1 ")]  # of fewer tables
    assert key.startswith("HY-6 ")
    assert key.endswith("小数位数")
    assert what == "金额都没有小数，别的表有，与这张表有关的都没有核对"


@pytest.mark.parametrize("form", ["上海2024", "辽宁2023"])
def test_where_all_tables_have_whole_amounts_each_is_judged(form: str) -> None:
    document = original(form)
    names = {block.name for block in document.blocks if isinstance(block, Table)}
    found = findings(rounded(document, names), name=form)
    assert not [one for one in found if "没有小数" in one.what]
    assert [one for one in found if one.level is not Level.TAIL]


@pytest.mark.parametrize(("many", "is_whole"), [(9, False), (10, True)])
def test_so_many_amounts_tell_how_a_table_prints_them(many: int, is_whole: bool) -> None:
    """The first amounts of a table are rounded, and the others are blank."""
    document, left = original("上海2024"), many

    def put_some(text: Text) -> Text:
        nonlocal left
        whole = put(text)
        if whole is text or whole.string == "0":
            return text
        left -= 1
        return whole if left >= 0 else Text("")

    blocks = [
        block._replace(body=cells(block.body, put_some))
        if isinstance(block, Table) and block.name == "支出决算表"
        else block
        for block in document.blocks
    ]
    found = findings(document._replace(blocks=tuple(blocks)), name="上海2024")
    assert any("金额都没有小数" in one.what for one in found) is is_whole
