"""A code that is mistyped in one table is read as what the other tables have beside its name, and told; what may be right stays."""

from __future__ import annotations

import pytest

from narrator.disclosure.classification import classification_of
from narrator.tables.mistyped_codes import correct_codes
from narrator.tables.plain import plain
from narrator.tables.table_as_read import PublicTable
from tables.test_public import EXPENSE, read, words

GRANTED = "一般公共预算财政拨款支出决算表"
STANDARD = classification_of(2023).functional
ROWS = (
    "207|文化旅游体育与传媒支出", "20701|文化和旅游", "2070101|行政运行", "2070109|群众文化", "20702|文物", "2070204|文物保护",
    "2070299|其他文物支出", "208|社会保障和就业支出", "20805|行政事业单位养老支出", "2080501|行政单位离退休",
)  # fmt: skip
# Codes in one cell, in three, and in one over three columns.
KINDS = {"一格": 1, "三格": 3, "合并": -3}


def cells_of(code: str, kind: int) -> str:
    parts = [code[:3], code[3:5], code[5:]] if kind == 3 else [code, *["<"] * (abs(kind) - 1)]
    return "|".join(parts)


def table(title: str, rows: tuple[str, ...], kind: int = 1) -> PublicTable:
    heads = "|".join(["科目编码", *["<"] * (abs(kind) - 1)])
    column = "小计" if title == GRANTED else "本年支出合计"
    lines = [f"{heads}|科目名称|{column}|基本支出|项目支出"]
    lines += [f"{cells_of(*row.split('|')[:1], kind)}|{row.split('|')[1]}|2|1|1" for row in rows]
    return read(";".join(lines), title)


def labels_of(table: PublicTable) -> set[tuple[str, str]]:
    """The codes of a table with their names."""
    return {(one.parts.row, plain(one.text)) for one in table.names.values()}


def corrected(printed: dict[str, str], rows: tuple[str, ...] = ROWS, kind: int = 1) -> PublicTable:
    """What is read of the table of granted expense that prints some codes instead of others, beside that of all expense."""
    typed = tuple(
        "|".join((printed.get(code, code), name)) for code, name in (row.split("|") for row in rows)
    )
    return correct_codes(table(GRANTED, typed, kind), labels_of(table(EXPENSE, ROWS)), STANDARD, words())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(
    "printed",
    [
        {"2070109": "2070108"}, {"20702": "20708"}, {"208": "209"}, {"2070101": "2070201"}, {"2080501": "2080510"}, {"2070204": "2080204"},
        {"2070109": "2070108", "2080501": "2080502"}, {"208": "209", "20805": "20905", "2080501": "2090501"},
        # typed as that of the row below or above it, which is of another level
        {"208": "20805"}, {"20702": "2070204"}, {"20805": "208"}, {"2070109": "20701"},
        {"2080501": "80501"},  # that lost its first two digits
    ],
)  # fmt: skip
def test_a_mistyped_code_is_read_as_what_it_should_be_and_told(printed: dict[str, str], kind: int) -> None:
    found = corrected(printed, kind=kind)
    assert found.figures.keys() == table(GRANTED, ROWS).figures.keys()
    assert [(one.kind, one.what, one.until) for one in found.unread] == [
        ("码", right, typed) for right, typed in printed.items()
    ]


@pytest.mark.parametrize(
    ("printed", "rows"),
    [
        ({}, ROWS),
        # a row of its own, though another one is called so: 行政运行 of each group
        ({"2070101": "2070201"}, (ROWS[0], ROWS[4], ROWS[2], *ROWS[5:])),
        # two rows are called so, and which one it is nobody knows
        ({"2070101": "2070102"}, (*ROWS[:3], "2070103|行政运行", *ROWS[3:])),
        # the name is nobody's
        ({"2070109": "2070108"}, (*ROWS[:3], "2070109|甲", *ROWS[4:])),
        # the right code is there as well
        ({}, (*ROWS[:4], "2070112|群众文化", *ROWS[4:])),
    ],
)
def test_a_code_that_may_be_right_stays(printed: dict[str, str], rows: tuple[str, ...]) -> None:
    assert [one for one in corrected(printed, rows).unread if one.kind == "码"] == []


def test_of_two_tables_the_one_is_corrected_in_which_the_code_is_no_such_items() -> None:
    wrong = tuple(row.replace("2070109", "2070108") for row in ROWS)
    right, typed = table(GRANTED, ROWS), table(EXPENSE, wrong)
    assert correct_codes(right, labels_of(typed), STANDARD, words()) is right
    assert (
        correct_codes(typed, labels_of(right), STANDARD, words()).figures.keys()
        == table(EXPENSE, ROWS).figures.keys()
    )


@pytest.mark.parametrize(("right", "typed"), [("30107", "30108"), ("30107", "30170"), ("30202", "30203")])
def test_a_mistyped_code_of_a_block_is_read_as_what_it_should_be_and_told(right: str, typed: str) -> None:
    rows = ("30101|基本工资|1|30201|办公费|2", "30107|绩效工资|3|30202|印刷费|4", "30108|机关事业单位基本养老保险缴费|5|30203|咨询费|6")  # fmt: skip
    title, heads = "一般公共预算财政拨款基本支出决算表", "|".join(["科目编码|科目名称|决算数"] * 2)
    standard = classification_of(2023).economic
    printed = read(";".join([heads, *(row.replace(right, typed) for row in rows)]), title)
    found = correct_codes(
        printed, {(code, plain(name)) for code, name in standard.items()}, standard, words()
    )
    assert found.figures.keys() == read(";".join([heads, *rows]), title).figures.keys()
    assert [(one.kind, one.what, one.until) for one in found.unread] == [("码", right, typed)]
