"""HY-6: as many decimals everywhere, whatever they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.report.decimals import agrees_to_decimals, check_decimals
from narrator.disclosure.value import Count, Figure
from narrator.number import Amount


def told(*figures: tuple[object, str]) -> list[str]:
    prose = Prose()
    for number, (source, text) in enumerate(figures, 1):
        capture = Capture(Piece("number", source=source), text)
        prose.claims.append(Claim(Line(number, text, False), text, (capture,)))
    return [
        f"{one.subject} {one.what} {''.join(side.path[:2] for side in one.sides)}"
        for one in check_decimals(prose, {})
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


@pytest.mark.parametrize(
    ("text", "wanted", "same"),
    [("7.2", "7.23", True), ("7.2", "7.25", True), ("7.3", "7.25", True), ("7.3", "7.23", False), ("7", "7.23", True),
     ("1,234.50", "1234.50", True), ("7.24", "7.23", False), ("7.230", "7.23", True), ("若干", "7.23", False)],
)  # fmt: skip
def test_a_figure_with_fewer_decimals_is_the_same_rounded(text: str, wanted: str, same: bool) -> None:
    assert agrees_to_decimals(text, Decimal(wanted)) is same
