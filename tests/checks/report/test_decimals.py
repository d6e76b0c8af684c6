"""HY-6: as many decimals everywhere, whatever they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from narrator import form
from narrator.checks.finding import Level
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim, Completion, Prose
from narrator.checks.printed.statement import read_statement
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.decimals import (
    agrees_to_decimals,
    check_decimals,
    stated_formats,
    tell_odd_decimals,
)
from narrator.disclosure.value import Count, Figure
from narrator.form import form_keys
from narrator.number import Amount, MoneyUnit
from narrator.number_format import NumberFormat
from narrator.sources import Fact, Said, Wording
from narrator.tables.money_unit import number_in
from narrator.tables.plain import plain
from narrator.tables.table_as_read import Printed, PublicTable, Sheet


def told(
    *figures: tuple[object, str], stated: Mapping[str, NumberFormat] = {}, completions: Sequence[str] = ()
) -> list[str]:
    prose = Prose()
    said = Said(Wording((), "完成.大于", "", 1), Fact("大于", {}, ()), "")
    for number, text in enumerate(completions, 8):
        statement = read_statement(text, MoneyUnit.WAN)
        prose.completions.append(Completion(Line(number, text, False), said, Piece("choice"), statement))
    for number, (source, text) in enumerate(figures, 1):
        capture = Capture(Piece("number", source=source), text)
        prose.claims.append(Claim(Line(number, text, False), text, (capture,)))
    return [
        f"{one.subject} {one.what} {''.join(side.path[:2] for side in one.sides)}"
        for one in check_decimals(prose, stated)
    ]


AMOUNT, COUNT = Figure(Amount(Decimal(0)), "甲"), Figure(Count(0), "乙")


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ([(AMOUNT, "1.20"), (AMOUNT, "3.45"), (AMOUNT, "0")], []),
        ([(AMOUNT, "1.2"), (AMOUNT, "3.4")], []),
        ([("比例", "7.2"), ("变动率", "3.1"), ("完成率", "100.0")], []),
        ([(COUNT, "3"), (COUNT, "12"), (AMOUNT, "1.20")], []),
        (
            [(AMOUNT, "1.20"), (AMOUNT, "3.45"), (AMOUNT, "6.7")],
            ["金额“6.7”的小数位数 金额的小数位数不统一，别处是2位 第3"],
        ),
        (
            [("比例", "10.8"), ("比例", "3.61"), ("变动率", "5.00"), ("完成率", "100")],
            ["百分数“10.8”的小数位数 百分数的小数位数不统一，别处是2位，共2处 第1第4"],
        ),
        (
            [*[(AMOUNT, "1.20")] * 9, *[(AMOUNT, "3.4")] * 7],  # the first of them are shown
            [f"金额“3.4”的小数位数 金额的小数位数不统一，别处是2位，共7处 {'第1' * 6}"],
        ),
        ([(COUNT, "3.0"), (COUNT, "4")], ["个数“3.0”的小数位数 个数的小数位数不统一，别处是0位 第1"]),
    ],
)
def test_what_most_figures_of_a_kind_have_is_usual(
    figures: list[tuple[object, str]], found: list[str]
) -> None:
    assert told(*figures) == found


def test_what_is_no_figure_of_a_kind_and_what_counts_have_no_decimals_to_judge() -> None:
    number = Capture(Piece("number", source="数"), "3")
    counted = Said(Wording((), "有无.有", "", 1), Fact("有", {"数": COUNT}, (COUNT,)), "")
    prose = Prose()
    for at, captures in enumerate(
        [
            (Capture(Piece("number", source=AMOUNT), "1.20"),) * 2,
            (Capture(Piece("choice", source=counted), "3", frozenset(["有"]), (number,)),),
            (Capture(Piece("number", source="序号"), "7"),),
        ]
    ):
        prose.claims.append(Claim(Line(at, "", False), "", captures))
    assert [*check_decimals(prose, {})] == []


def test_what_the_form_states_is_wanted_whatever_most_figures_have() -> None:
    figures = [(AMOUNT, "1.20"), (AMOUNT, "3.45"), (AMOUNT, "6.7"), ("比例", "10.8"), ("比例", "3")]
    one, most = NumberFormat(1, 1), NumberFormat(2, 0)
    assert told(*figures, stated={"金额": one}) == [
        "金额“1.20”的小数位数 金额的小数位数与格式的不同，格式是1位，共2处 第1第2",
        "百分数“3”的小数位数 百分数的小数位数不统一，别处是1位 第5",
    ]
    assert told(*figures, (AMOUNT, "1.234"), stated={"金额": most, "百分数": most}) == [
        "金额“1.234”的小数位数 金额的小数位数与格式的不同，格式是2位 第6"
    ]


def test_figures_of_completions_in_other_words_are_of_these_kinds_too() -> None:
    words = [
        "年初预算为1.2万元,支出决算为3.45万元,完成预算的287.5%。",
        "年初预算为2.00万元,支出决算为2.00万元。",
    ]
    assert told((AMOUNT, "1.20"), ("比例", "3.61"), ("比例", "7.22"), completions=words) == [
        "金额“1.2”的小数位数 金额的小数位数不统一，别处是2位 第8",
        "百分数“287.5”的小数位数 百分数的小数位数不统一，别处是2位 第8",
    ]


@pytest.mark.parametrize(
    ("text", "wanted", "same"),
    [("7.2", "7.23", True), ("7.2", "7.25", True), ("7.3", "7.25", True), ("7.3", "7.23", False), ("7", "7.23", True),
     ("1,234.50", "1234.50", True), ("7.24", "7.23", False), ("7.230", "7.23", True), ("若干", "7.23", False)],
)  # fmt: skip
def test_a_figure_with_fewer_decimals_is_the_same_rounded(text: str, wanted: str, same: bool) -> None:
    assert agrees_to_decimals(text, Decimal(wanted)) is same


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (["1.20"] * 9 + ["0", "3", "4.5"], []),  # fewer are no slip: 0 may stand for 0.00
        (["1.20"] * 9 + ["863.257"], ["第9 有3位小数，这张表里别的数都是2位 863.257"]),
        (["1.20"] * 9 + ["１.２３４５*"], ["第9 有4位小数，这张表里别的数都是2位 1.2345*"]),
        (["1.20"] * 9 + ["863.25*", "3.45②", "6.78[注1]"], []),
        (["1.20"] * 9 + ["863.257"] * 2, []),  # several: perhaps no slip
        (["12"] * 9 + ["3.5"], []),  # whole amounts in 元 beside one that is not
        ([], []),
    ],
)
def test_a_figure_of_a_table_with_more_decimals_than_all_others_is_told(
    printed: list[str], found: list[str]
) -> None:
    table = PublicTable("某表", Sheet([]))
    tables = Reading(public={"某表": table})
    for at, text in enumerate(printed):
        digits = number_in(plain(text), "万元")
        table.figures[f"某表.{at}"] = Printed(text, Decimal(digits), at, 0)
        tables.cells[f"某表.{at}"], tables.shown[f"某表.{at}"] = f"第{at}", text
    told = [*tell_odd_decimals(tables)]
    assert [f"{one.subject} {one.what} {one.sides[0].value}" for one in told] == found
    assert {(one.level, one.hint, one.rule) for one in told} <= {
        (Level.ERROR, "核对原始数据，改正这个数", "HY-6")
    }


def test_a_form_states_how_it_prints_amounts_rates_or_neither() -> None:
    some = form.load("辽宁2023")
    keys = {"金额": (form_keys.PROSE, some.money.prose), "百分数": (form_keys.RATES, some.rates)}
    for names in ([], ["金额"], ["百分数"], ["金额", "百分数"]):
        stated = some._replace(numbers={keys[name][0]: "0.00" for name in names})
        assert stated_formats(stated) == {name: keys[name][1] for name in names}
