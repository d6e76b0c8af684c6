"""What a report is known to say, asked of hand-made readings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.known_figures import (
    Implied,
    Known,
    Value,
    compute_again,
    number_held,
    read_decimal,
    read_value,
    stands_for_name,
)
from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.value import Count, Figure, Number, Percentage, Words
from narrator.document import Document
from narrator.facts.operand import Publication, total
from narrator.number import Amount, Money, MoneyUnit, Score
from narrator.number_format import NumberFormat

ROW = "一般公共预算支出表.各科目.2070101"
IN_YUAN = Money(MoneyUnit.YUAN)
CLAIM = Claim(Line(1, "某", False), "某", ())


def known(reading: Reading | None = None, **said: str) -> Known:
    return Known(
        reading or Reading(),
        Document("", ()),
        tuple,
        said={path: (text, CLAIM) for path, text in said.items()},
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [("5.00", "5.00"), ("1,234.5", "1234.5"), ("62.5%", "62.5"), ("－3", "-3"), ("若干", None), ("", None), ("%", None)],
)  # fmt: skip
def test_a_text_prints_a_number_or_none(text: str, number: str | None) -> None:
    assert read_decimal(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "like", "value"),
    [
        ("5", Count(0), Count(5)),
        ("5.00", Count(0), Count(5)),
        ("5.5", Count(0), None),
        ("90.5", Score.of(Decimal(1)), Score.of(Decimal("90.5"))),
        ("62.5%", Percentage(Decimal(0)), Percentage(Decimal("62.5"))),
        ("5.00", Amount(Decimal(0)), Amount(Decimal("5.00"))),
        ("50000.00", Amount(Decimal(0), IN_YUAN), Amount(Decimal(5), IN_YUAN)),
        ("5.00", None, Amount(Decimal("5.00"))),
        ("若干", Amount(Decimal(0)), None),
        ("若干", None, None),
    ],
)
def test_a_text_is_read_as_a_value_of_the_same_kind(
    text: str, like: Number | None, value: Value | None
) -> None:
    found = read_value(text, like)
    assert (found, type(found)) == (value, type(value))
    if isinstance(found, Amount) and isinstance(value, Amount):
        assert (found.wan, found.money) == (value.wan, value.money)


def test_an_amount_prints_again_as_its_form_prints_amounts() -> None:
    one_decimal = Money(prose=NumberFormat.of("#,##0.0"), tables=NumberFormat.of("#,##0.0"))
    assert [str(read_value("1234.5", Amount(Decimal(0), money))) for money in (Money(), one_decimal)] == [
        str(Amount(Decimal("1234.5"), money)) for money in (Money(), one_decimal)
    ]
    assert str(Amount(Decimal("1234.5"))) != str(Amount(Decimal("1234.5"), one_decimal))


def test_data_hold_amounts_in_wan() -> None:
    assert number_held(Figure(Amount(Decimal(0), IN_YUAN), "甲"), "50000.00") == Decimal(5)
    assert number_held(Figure(Amount(Decimal(0)), "甲"), "5.00") == Decimal(5)
    assert number_held(Figure(Count(0), "甲"), "5") == Decimal(5)
    assert number_held(Figure(Amount(Decimal(0)), "甲"), "若干") is None


@pytest.mark.parametrize(
    ("text", "stands"),
    [("本部门", True), ("我单位", True), ("部门", True), ("本局", True), ("我院", True), ("本系统", True), ("局", False), ("本部门的", False), ("某某局", False), ("", False)],
)  # fmt: skip
def test_what_stands_for_the_name_of_a_department(text: str, stands: bool) -> None:
    assert stands_for_name(Words("某某局", "部门.名称"), text) is stands
    assert not stands_for_name(Words("某某局", "部门.简称"), text)


def amount(number: str, path: str) -> Figure:
    return Figure(Amount(Decimal(number)), path)


def test_sums_rests_and_means_are_computed_of_what_is_stated() -> None:
    summed = total((amount("1", "甲"), amount("2", "乙")), Publication())
    assert compute_again(summed, [Amount(Decimal(5)), Amount(Decimal(7))]) == Amount(Decimal(12))
    assert compute_again(summed, [Amount(Decimal(5)), Count(7)]) is None  # an amount and a number of things
    things = total((Figure(Count(1), "甲"), Figure(Count(2), "乙")), Publication())
    assert compute_again(things, [Count(5), Count(7)]) == Count(12)


def test_a_computed_figure_is_known_where_all_its_operands_are() -> None:
    one, other = amount("1", f"{ROW}.小计"), amount("2", f"{ROW}.项目支出")
    summed = total((one, other), Publication())
    cells = {one.path: "甲", other.path: "乙"}
    shown = {one.path: "1.00", other.path: "2.00"}
    assert known(Reading(cells=cells, shown=shown)).value(summed) is summed.value
    assert known(Reading(cells={one.path: "甲"}, shown=shown)).value(summed) is None
    half = known(Reading(cells={one.path: "甲"}, shown=shown), **{other.path: "9.00"})
    assert half.value(summed) == Amount(Decimal(10))


@pytest.mark.parametrize(
    ("printed", "value", "known_value"),
    [
        ("5.00", "5.00", True), ("", "0.00", True), ("—", "0.00", True), ("", "5.00", False), ("—", "5.00", False), (None, "5.00", True),
    ],
)  # fmt: skip
def test_a_blank_of_a_public_table_is_nought_and_no_other_number(
    printed: str | None, value: str, known_value: bool
) -> None:
    one = amount(value, f"{ROW}.小计")
    reading = Reading(cells={one.path: "甲"}, shown={} if printed is None else {one.path: printed})
    assert known(reading).value(one) is (one.value if known_value else None)
    assert known(Reading(cells={one.path: "甲"}, shown={one.path: "5.00"}, unread={one.path})).value(one) is None  # fmt: skip
    own = amount("0.00", "预算绩效.项目[0].金额")  # which may not have been filled in
    assert known(Reading(cells={own.path: "甲"}, shown={own.path: ""})).value(own) is None


def test_what_no_table_prints_is_as_a_sentence_states_or_implies_it() -> None:
    one = amount("1.00", f"{ROW}.年初预算数")
    data = known(None, **{one.path: "5.00"})
    assert (data.value(one), data.place(one.path)) == (
        Amount(Decimal(5)),
        "一般公共预算支出表 2070101 年初预算数（正文所述）",
    )
    assert known().value(one) is None
    assert known().fresh(one) is None
    assert data.fresh(one) == Figure(Amount(Decimal(5)), one.path)
    data = known()
    data.implied = {one.path: Implied(Decimal(7)), f"{ROW}.小计": Implied(None)}
    assert data.inferred(one) == Figure(Amount(Decimal(7)), one.path)
    assert data.inferred(amount("1", f"{ROW}.小计")) is data.inferred(amount("1", "甲")) is None


def test_a_row_is_lacked_where_its_table_prints_that_column_of_others() -> None:
    data = known(Reading(cells={f"{ROW}.小计": "甲"}))
    other = ROW.replace("2070101", "2080501")
    data.unlisted = (other,)
    assert data.lacks_row(f"{other}.小计")
    assert not data.lacks_row(f"{other}.年初预算数")  # no table prints it
    assert not data.lacks_row(f"{ROW}.小计")
    assert not data.lacks_row(f"{other}01.小计")
    assert not known(Reading(cells={"支出决算表.各科目.2070101.小计": "甲"})).lacks_row(f"{other}.小计")
