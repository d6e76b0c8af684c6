"""Amounts that are printed nowhere and follow from a sentence: last year's from a change, a budget
from 年初预算为5.00万元 or 年初未安排预算."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from narrator.checks.printed.known_figures import Implied, Known
from narrator.checks.printed.pattern_pieces import Capture, direct
from narrator.checks.printed.prose import Prose
from narrator.checks.report.completions import imply_budgets
from narrator.disclosure.value import Figure
from narrator.facts.kind import Kind
from narrator.number import Amount
from narrator.phrases.entries import Book, table_of_wording
from narrator.sources import Fact, Said

NO_BUDGET = frozenset(["未安排预算", "未安排未支出"])
UNKNOWN = (frozenset(["无上年数"]), frozenset(["无预算数"]))


def tell_implied(prose: Prose, known: Known, book: Book) -> None:
    """Tell what the sentences of the prose imply of figures that are printed nowhere; the first counts."""
    for claim in prose.claims:
        for capture in claim.every:
            said = capture.piece.source
            if isinstance(said, Said) and capture.text and len(said.fact.operands) == 2:
                kind = table_of_wording(said, book).kind
                other = said.fact.operands[1]
                if not isinstance(other, Figure) or not is_unprinted(other.path, known):
                    continue
                for found in implied_figure(capture, kind, said.fact, known):
                    known.implied.setdefault(other.path, found)

    for path, budget in imply_budgets(prose, known):
        if is_unprinted(path, known):
            known.implied.setdefault(path, Implied(budget))


def is_unprinted(path: str, known: Known) -> bool:
    """Return whether the figure at a path stands neither in the tables nor in the prose of a report."""
    return path not in known.tables.cells and path not in known.said


def implied_figure(capture: Capture, kind: Kind, fact: Fact, known: Known) -> Iterator[Implied]:
    """Return what a sentence implies of the second figure of its fact; nothing when it does not say enough."""
    if capture.chosen in UNKNOWN:
        yield Implied(None)
    elif kind.name == "完成" and capture.chosen <= NO_BUDGET:
        yield Implied(Decimal(0))
    elif kind.name == "完成":
        budgets = [known.wan(part.text) for part in direct(capture) if part.piece.source == "预算数"]
        yield from (Implied(budget) for budget in budgets if budget is not None)
    elif kind.changes_amount:
        now = fact.operands[0]
        value = known.value(now) if isinstance(now, Figure) else None
        directions = {kind.situations[name].direction for name in capture.chosen}
        changes = [known.wan(part.text) for part in direct(capture) if part.piece.source == "变动额"]
        if directions == {0}:
            changes = [Decimal(0)]
        if isinstance(value, Amount) and len(directions) == 1 and len(changes) == 1:
            direction, change = directions.pop(), changes[0]
            if direction is not None and change is not None:
                yield Implied(value.published.wan - direction * change, value.money.step)
