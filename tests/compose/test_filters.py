"""What the filters of templates keep: rows that have figures, and what stands above them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from narrator.compose.filters import FILTERS, is_something
from narrator.disclosure.value import Count, Figure, Listing, Percentage, Record, Words
from narrator.number import Amount, Score


def row(code: str, spent: str, budget: str | None = "0") -> Record:
    """A row of a table by code: what was spent, and its budget."""
    figures = {
        name: Figure(None if value is None else Amount(Decimal(value)), f"{code}.{name}")
        for name, value in (("小计", spent), ("年初预算数", budget))
    }
    return Record({"科目编码": Words(code, code), **figures}, code)


def kept(rows: list[Record], *columns: str) -> list[str]:
    return [str(one["科目编码"]) for one in FILTERS["有数"](Listing(rows), *columns)]


@pytest.mark.parametrize(
    ("spent", "budget", "there"),
    [("5", "0", True), ("0", "5", True), ("-5", "0", True), ("0", "0", False), ("0.004", "-0.004", False), ("0", None, False)],
)  # fmt: skip
def test_a_row_is_there_when_one_of_its_figures_prints(spent, budget, there):
    assert kept([row("2210201", spent, budget)], "小计", "年初预算数") == ["2210201"] * there


def test_a_row_is_there_when_one_below_it_is():
    rows = [row("206", "0"), row("20601", "0"), row("2060101", "0", "5"), row("208", "0"), row("20805", "0"), row("2080501", "0")]  # fmt: skip
    assert kept(rows, "小计", "年初预算数") == ["206", "20601", "2060101"]
    assert kept(rows, "小计") == []
    # What cancels out is there as well.
    rows = [row("206", "0"), row("20601", "0"), row("2060101", "5"), row("2060102", "-5"), row("20602", "0")]
    assert kept(rows, "小计") == ["206", "20601", "2060101", "2060102"]


def test_a_code_is_printed_in_its_parts():
    parts = {
        code: [str(FILTERS["码段"](row(code, "1"), one)) for one in ("类", "款", "项")]
        for code in ("205", "20508", "2050803")
    }
    assert parts == {"205": ["205", "", ""], "20508": ["205", "08", ""], "2050803": ["205", "08", "03"]}
    with pytest.raises(TypeError, match="从类、款、项中选"):
        FILTERS["码段"](row("205", "1"), "目")


def test_rows_without_codes_stand_for_themselves():
    rows = [Record({"数": Figure(Amount(Decimal(one)), "")}, one) for one in ("0", "5")]
    assert [one.path for one in FILTERS["有数"](Listing(rows), "数")] == ["5"]


@pytest.mark.parametrize(
    ("value", "something"),
    [
        (Count(0), False),
        (Count(2), True),
        (Score(Fraction(0)), False),
        (Score(Fraction(1, 2)), True),
        (Percentage(Decimal("0.0")), False),
        (Percentage(Decimal("0.1")), True),
        (None, False),
    ],
)
def test_figures_of_every_kind(value, something):
    assert is_something(Figure(value, "")) is something
    assert not is_something(Words("5", ""))
