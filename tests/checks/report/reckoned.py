"""Reports whose changes were reckoned in 元, from exact figures, and only then rounded."""

from __future__ import annotations

from narrator.document import Document
from narrator.facts.operand import exact
from narrator.number import Rate
from narrator.sources import Derived, Fact, Said

from ..alter import Spot, altered, parts


def reckoned(document: Document) -> Document:
    """DOCUMENT, which narrator made, with the changes and their rates that exact reckoning gives.

    What would be worded otherwise (a change that prints as 0.00) stays as it is.
    """
    for number, block in enumerate(document.blocks):
        for part, text in parts(block):
            changes = [span.source.fact for span in text.spans if isinstance(span.source, Said)]
            wanted = {key: new for fact in changes for key, new in exactly(fact).items()}
            for span in sorted(text.spans, key=lambda one: -one.start):
                if new := wanted.get(id(span.source)):
                    document = altered(document, Spot("", number, part, span.start, span.end), new)
    return document


def exactly(fact: Fact) -> dict[int, str]:
    """What exact reckoning prints for the figures of FACT, a change, by their identity."""
    change, rate = fact.blanks.get("变动额"), fact.blanks.get("变动率")
    if not isinstance(change, Derived):
        return {}
    now, before = (exact(one) for one in change.operands)
    printed = abs(now - before).published
    if not printed:
        return {}
    new = {id(change): str(printed)}
    if isinstance(rate, Derived) and before.wan > 0:
        per_cent = Rate.of(abs(now - before).fraction, before.fraction)
        if str(per_cent) != "0.00":
            new[id(rate)] = str(per_cent)
    return new
