"""Which sentences a report may have, where its tables allow two kinds: there was something, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from narrator.checks.printed.lines import Line, texts_of
from narrator.checks.printed.matching import match_to
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.prose import Wanted, grams, wanted_lines
from narrator.document import Block, Document
from narrator.tables.plain import plain, unnumbered


@dataclass
class Mixture:
    """A composed report that says both. optional: the texts of its lines of which no table tells whether they are
    there."""

    document: Document
    optional: frozenset[str]


def mix(something: Document, nothing: Document, lines: Sequence[Line], patterns: Patterns) -> Mixture:
    """Return what both composed documents say; where they differ, and the printed lines have no sentence of either
    as it stands, only the one of which they have more words."""
    printed = Printed(lines, patterns)
    here, there = list(something.blocks), list(nothing.blocks)
    same = SequenceMatcher(None, [shown(one) for one in here], [shown(one) for one in there], autojunk=False)
    found: list[Block] = []
    optional: set[str] = set()
    for kind, start, stop, first, last in same.get_opcodes():
        part, other = here[start:stop], there[first:last]
        if kind != "equal" and part and other and not printed.read([*part, *other]):
            part, other = (part, []) if printed.share(part) >= printed.share(other) else (other, [])
        elif kind != "equal":
            optional.update(text for block in (*part, *other) for text in texts_of(block))
        else:
            other = []
        found += [*part, *other]
    return Mixture(something._replace(blocks=tuple(found)), frozenset(optional))


def shown(block: Block) -> str:
    """Return the words of a block, without a number before them."""
    return "\n".join(unnumbered(plain(text)) for text in texts_of(block))


@dataclass
class Printed:
    """The printed lines, as sentences of a form are looked up in them."""

    lines: Sequence[Line]
    patterns: Patterns

    @cached_property
    def grams(self) -> frozenset[str]:
        """Their words in pieces of a few letters."""
        return frozenset[str]().union(*(grams(line.plain) for line in self.lines))

    def wanted(self, part: Sequence[Block]) -> list[Wanted]:
        """Return the lines of some composed blocks."""
        return wanted_lines(Document("", tuple(part)), self.patterns)

    def read(self, part: Sequence[Block]) -> bool:
        """Return whether one of the blocks is printed as it stands."""
        return any(
            one.may_be(line.plain) and match_to(one.start, line.plain, 0, True) is not None
            for one in self.wanted(part)
            for line in self.lines
        )

    def share(self, part: Sequence[Block]) -> float:
        """Return how much of the words of the blocks is printed, from 0 to 1."""
        words = [gram for one in self.wanted(part) for gram in one.grams]
        return sum(one in self.grams for one in words) / len(words) if words else 0.0
