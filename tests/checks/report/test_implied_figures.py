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
from narrator.checks.report.implied_figures import check_share_of_count
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
