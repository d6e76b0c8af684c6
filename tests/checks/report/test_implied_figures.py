"""What a sentence implies of itself, where a figure is printed nowhere."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.implied_figures import check_share_of_count, directions_by_rate
from narrator.disclosure.value import Count, Figure
from narrator.document import Document
from narrator.number import Amount
from narrator.sources import Fact

from ..telling import in_full

PART, WHOLE = "预算绩效.优秀项目数", "预算绩效.评价项目数"
NOBODY_KNOWS = Count(0)


def share(
    rate: str, part: Amount | Count | None, whole: Amount | Count = NOBODY_KNOWS, printed: str = ""
) -> str:
    """What is told of a sentence that says which share a part is. printed: a whole that a table prints, if any does."""
    cells = {PART: "自评表 优秀"} | ({WHOLE: "自评表 评价"} if printed else {})
    known = Known(
        Reading(cells=cells, shown={PART: "1" if part is not None else "", WHOLE: printed}),
        Document("", ()),
        list,
    )
    figures = {"比例": Capture(Piece("number", source="比例"), rate)} if rate else {}
    capture = Capture(Piece("choice"), f"占{rate}%", frozenset(["有比例"]), tuple(figures.values()))
    claim = Claim(Line(7, "优秀项目占比", False), "优秀项目占比", (capture,))
    fact = Fact("有比例", {}, (Figure(part, PART), Figure(whole, WHOLE)))
    return in_full(check_share_of_count(capture, claim, fact, known, figures))


def rounded(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)  # more digits than what is compared has
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.parametrize("places", [0, 1, 2])
def test_a_share_of_a_number_of_things_is_one_that_some_number_gives(places: int) -> None:
    """Of every share that may be printed: some whole number of things is tried after the other."""
    fits, rates = 0, range(0, 21 * 10**places, 1 if places < 2 else 7)
    for part in range(4):
        shares = {rounded(Fraction(100 * part, whole), places) for whole in range(1, 1000 * max(part, 1))}
        for rate in (Decimal(number * 5).scaleb(-places) for number in rates):
            if rate < 1 and part:
                continue  # of more things than were tried
            fits += rate in shares
            assert (share(str(rate), Count(part)) == "") is (rate in shares), (part, rate)
    assert fits > 10


@pytest.mark.parametrize("rate", ["0.5", "0.01", "0.20", "100", "400", "800"])
def test_a_share_may_be_of_many_things_or_of_one(rate: str) -> None:
    assert share(rate, Count(8)) == ""


@pytest.mark.parametrize("rate", ["801", "1600.1", "99999.00"])
def test_no_share_is_of_less_than_one_thing(rate: str) -> None:
    assert share(rate, Count(8)).startswith("错误 PR-3")


def test_of_a_share_that_no_number_gives_it_is_told_of_which_part() -> None:
    assert share("66.6", Count(4)) == (
        "错误 PR-3 “占66.6%”的比例\n    没有一个整数，4是它的66.6%。核对个数和比例。\n"
        "    正文“优秀项目占比”：66.6% ＠第7段\n    部分：4\n"
    )


def test_a_share_is_judged_by_numbers_of_things_alone_and_where_it_is_not_known_of_what_it_is() -> None:
    wrong, amount = "66.6", Amount(Decimal(4))
    assert share(wrong, amount) == share(wrong, Count(4), amount) == share(wrong, None) == ""
    assert share(wrong, Count(4), Count(7), printed="7") == ""  # that is judged by what is printed
    assert share("", Count(4)) == share("若干", Count(4)) == ""


def ways(now: str, amount: str, rate: str | None) -> set[int]:
    """In which directions an AMOUNT may have led to what it is NOW, by a RATE that is printed."""
    figures = {} if rate is None else {"变动率": Capture(Piece("number", source="变动率"), rate)}
    return directions_by_rate(Amount(Decimal(now)), Decimal(amount), figures)


def may_be(rate: Decimal, amount: Fraction, base: Fraction) -> bool:
    """Whether a RATE may be that of an AMOUNT, rounded to 0.01 万元, of a BASE that is reckoned from two such."""
    half, step, last = Fraction(1, 200), Fraction(1, 100), Fraction(10) ** rate.as_tuple().exponent / 2  # type: ignore[operator]
    return (
        (amount - half) / (base + step) * 100 - last
        <= Fraction(rate)
        <= (amount + half) / (base - step) * 100 + last
    )


@pytest.mark.parametrize("way", [1, -1])
def test_a_rate_tells_in_which_direction_an_amount_led_but_for_rounding(way: int) -> None:
    """The rates next to the edges of what may be, of small amounts, where they are far apart."""
    seen = set()
    for base in range(2, 14):
        for amount in range(1, 9):
            now, part, whole = base + way * amount, Fraction(amount, 100), Fraction(base, 100)
            edges = (
                (part - Fraction(1, 200)) / (whole + Fraction(1, 100)),
                (part + Fraction(1, 200)) / (whole - Fraction(1, 100)),
            )
            for edge in edges:
                for near in range(-2, 3):
                    rate = rounded(edge * 100, 2) + Decimal(near).scaleb(-2)
                    wanted = may_be(rate, part, whole)
                    assert (
                        way in ways(f"{Decimal(now).scaleb(-2)}", f"{Decimal(amount).scaleb(-2)}", f"{rate}")
                    ) is wanted
                    seen.add(wanted)
    assert seen == {True, False}


def test_a_rate_that_fits_both_directions_or_none_is_told_as_such() -> None:
    assert ways("100.00", "5.00", "5.26") == {1}
    assert ways("100.00", "5.00", "4.76") == {-1}
    assert ways("100.00", "5.00", "5.00") == set()
    assert ways("100.00", "5.00", "5") == {1, -1}  # of which either may be rounded to that
    assert ways("100.00", "5.00", None) == set()
    assert ways("100.00", "5.00", "若干") == set()
    assert ways("5.00", "5.00", "50.00") == {-1}  # there was nothing before that could have grown
    assert ways("5.00", "4.99", "49900.00") == {1}
    assert ways("5.00", "6.00", "54.55") == {-1}
