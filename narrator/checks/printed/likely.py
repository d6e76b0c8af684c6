"""Which sentences a report may have, where its tables allow two kinds: there was something, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from narrator.checks.printed.alignment import is_among
from narrator.checks.printed.lines import Line, texts_of
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.prose import Prose, wanted_lines
from narrator.document import Block, Document
from narrator.tables.plain import plain, unnumbered


class Mixture(NamedTuple):
    """A composed report with the sentences of another. optional: the texts of its lines of which no table tells
    whether they are there, those of the second report among them."""

    document: Document
    optional: frozenset[str]


def mix(
    something: Document, nothing: Document, prose: Prose, lines: Sequence[Line], patterns: Patterns
) -> Mixture:
    """Return the first composed document with those sentences of the second that the printed lines have and the
    first has not. prose: what was read of the lines by the first alone."""
    whole = {claim.text for claim in prose.claims if claim.text == claim.line.plain}
    left = [line for line in lines if line.plain not in whole]  # what stands twice was read already
    here, there = list(something.blocks), list(nothing.blocks)
    same = SequenceMatcher(None, [shown(one) for one in here], [shown(one) for one in there], autojunk=False)
    found: list[Block] = []
    optional: set[str] = set()
    for kind, start, stop, first, last in same.get_opcodes():
        part, other = here[start:stop], there[first:last] if kind != "equal" else []
        printed = [block for block in other if take_printed(block, left, patterns)]
        if kind != "equal" and (printed or not other):
            optional.update(text for block in part for text in texts_of(block))
        optional.update(text for block in printed for text in texts_of(block))
        found += [*part, *printed]
    return Mixture(something._replace(blocks=tuple(found)), frozenset(optional))


def shown(block: Block) -> str:
    """Return the words of a block, without a number before them."""
    return "\n".join(unnumbered(plain(text)) for text in texts_of(block))


def take_printed(block: Block, lines: list[Line], patterns: Patterns) -> bool:
    """Return whether one of the lines says what a composed block says, of what that names, and take that line off:
    one that is printed once is composed once."""
    for one in wanted_lines(Document("", (block,)), patterns):
        for number, line in enumerate(lines):
            if is_among(one, [line]):
                del lines[number]
                return True
    return False
