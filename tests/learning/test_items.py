"""A figure of which a report prints only its share follows from that share, and prints it again."""

from __future__ import annotations

from decimal import Decimal

from narrator.checks.printed.piece import Capture, Piece
from narrator.disclosure.value import Figure
from narrator.document import Paragraph, Text
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.items import take_parts_of_shares
from narrator.number import Amount
from narrator.sources import Fact, Said, Wording

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
