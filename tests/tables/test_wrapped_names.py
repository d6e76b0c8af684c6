"""The rest of a long name in rows of its own belongs to the row above, where it makes the name whole that its code has elsewhere."""

from __future__ import annotations

import pytest

from narrator.disclosure.classification import classification_of
from narrator.tables.plain import plain
from narrator.tables.table_as_read import PublicTable
from narrator.tables.wrapped_names import join_names
from tables.test_public import read, words

CLASSES = classification_of(2023)
TITLE, ECONOMIC = "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表"
HEAD = "科目编码|科目名称|小计|基本支出|项目支出;合计|<|5|5|"
BLOCKS = "科目编码|科目名称|决算数|科目编码|科目名称|决算数"


def joined(text: str, title: str = TITLE) -> tuple[PublicTable, PublicTable]:
    """What a table says as it is printed, and with its names whole."""
    table = read(text, title)
    names = CLASSES.economic if title == ECONOMIC else CLASSES.functional
    return table, join_names(table, {code: {plain(name)} for code, name in names.items()}, words())


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD};2080505|机关事业单位基本|5|5|;|养老保险缴费支出|||;2080801|死亡抚恤|0|0|",
        f"{HEAD};2080505|机关事业单位|5|5|;|基本养老保险|||;|缴费支出|||;2080801|死亡抚恤|0|0|",
        f"{HEAD};2080505|机关事业单位基本养老保险缴费|5|5|;|支出|||",
    ],
)
def test_the_rest_of_a_name_is_no_row(text: str) -> None:
    printed, whole = joined(text)
    assert any(one.kind == "行" for one in printed.unread)
    assert whole.unread == []
    assert (
        whole.names["一般公共预算支出表.各科目.2080505.科目名称"].text == "机关事业单位基本养老保险缴费支出"
    )
    assert {path: one.text for path, one in whole.figures.items()} == {
        path: one.text for path, one in printed.figures.items()
    }


def test_names_of_blocks_that_stand_side_by_side_are_whole_each() -> None:
    rows = "30108|机关事业单位基本|4|30201|办公费|3;|养老保险缴费||30227|委托业务费|1;30109|职业年金缴费|2|30239|其他交通|6;||||费用|"
    printed, whole = joined(f"{BLOCKS};{rows}", ECONOMIC)
    assert len(printed.unread) == 2
    assert whole.unread == []
    amounts = {path.split(".")[2]: one.text for path, one in whole.figures.items() if one.text}
    assert amounts == {"30108": "4", "30109": "2", "30201": "3", "30227": "1", "30239": "6"}


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD};2080505|机关事业单位基本|5|5|;|养老保险|||",  # not all of it
        f"{HEAD};2080505|机关事业单位基本|5|5|;|养老保险缴费支出|1||",  # figures of its own
        f"{HEAD};2080505|机关事业单位基本|5|5|;20808|养老保险缴费支出|||",  # a code of its own
        f"{HEAD};2080801|死亡抚恤|5|5|;|养老保险缴费支出|||",
    ],
)
def test_any_other_row_is_none_of_that(text: str) -> None:
    printed, whole = joined(text)
    assert whole is printed
