"""A figure of which a report prints only its share follows from that share, and prints it again."""

from __future__ import annotations

from decimal import Decimal

from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.disclosure.value import Figure
from narrator.document import Paragraph
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.items import take_budgets_of_rates, take_parts_of_shares
from narrator.number import Amount
from narrator.sources import Fact, Said, Wording
from narrator.spans import Text

PART, WHOLE = (Figure(Amount(Decimal(1)), path) for path in ("采购.授予金额", "采购.总额"))
SAID = Said(Wording((), "占.有比例", "", 0), Fact("有比例", {}, (PART, WHOLE)), "")


def block_of(*captures: Capture) -> PrintedBlock:
    """A line that prints them."""
    return PrintedBlock(1, Paragraph(Text(""), ""), captures=captures)


def test_a_figure_follows_from_its_share_of_another_that_is_printed() -> None:
    whole = Capture(Piece("number", source=WHOLE), "351.29")
    share = Capture(
        Piece("choice", source=SAID), "占70.77%", parts=(Capture(Piece("number", source="比例"), "70.77"),)
    )
    found = take_parts_of_shares([block_of(whole), block_of(share)], ())
    assert list(found) == [PART.path]
    assert round(found[PART.path] / Decimal("351.29") * 100, 2) == Decimal("70.77")
    assert not take_parts_of_shares([block_of(share)], ())  # of what, no line says
    assert not take_parts_of_shares([block_of(whole, share)], {PART.path: ""})  # a table says it
    assert not take_parts_of_shares([block_of(whole, Capture(Piece("number", source=PART), "3"), share)], ())


SPENT = Figure(Amount(Decimal("267.12")), "一般公共预算支出表.各科目.2060101.小计")
BUDGET = Figure(None, "一般公共预算支出表.各科目.2060101.年初预算数")
COMPLETED = Said(Wording((), "完成预算.超预算", "", 0), Fact("超预算", {}, (SPENT, BUDGET)), "")


def completed(rate: str) -> Capture:
    """What says how much of a budget was spent."""
    return Capture(
        Piece("choice", source=COMPLETED),
        f"完成{rate}%",
        parts=(Capture(Piece("number", source="完成率"), rate),),
    )


def test_a_budget_follows_from_how_much_of_it_was_spent() -> None:
    tables = {SPENT.path: ""}
    found = take_budgets_of_rates([block_of(completed("102.35"))], tables)
    assert list(found) == [BUDGET.path]
    assert round(Decimal("267.12") / found[BUDGET.path] * 100, 2) == Decimal("102.35")
    printed = Capture(Piece("number", source=BUDGET), "261.00")
    assert not take_budgets_of_rates([block_of(printed), block_of(completed("102.35"))], tables)
    assert not take_budgets_of_rates([block_of(completed("102.35"))], {})  # no table says what was spent
    assert not take_budgets_of_rates([block_of(completed("102.35"))], {**tables, BUDGET.path: ""})
    assert not take_budgets_of_rates([block_of(completed("0.00"))], tables)
    # What another line prints it is may be the budget, which is not made up then.
    other = PrintedBlock(2, Paragraph(Text(""), ""), Line(2, "年初预算为260.99万元。", False))
    assert not take_budgets_of_rates([block_of(completed("102.35")), other], tables)
