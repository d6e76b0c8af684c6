"""A table of the phrasebook: one kind of claim, and a wording for each of its situations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from narrator.facts.kind import Kind
from narrator.sources import Said, Wording

FACT, PARAMETERS, REASON, EACH, BETWEEN, LIKE = "事实", "参数", "原因句", "每项", "分隔", "沿用"
ALSO = "也要原因"
THE_REASON = "原因"  # the parameter that names the slot of a reason, and the blank that it fills


@dataclass
class DraftTable:
    """One kind of claim as files have it: which kind of fact it words, and how. Nothing of it is proved.

    kind: None when they name no kind that there is.
    parameters: names that the template fills in besides the figures, such as 主语.
    entries: the wordings, by situation; besides them 原因句 (how a reason is joined), 每项 and 分隔
        (how an enumeration is written).
    like: the table (沿用) whose entries hold here as well, unless this one has its own; like_at: the file
        and the line that say so.
    also: the situations without a difference (持平) of which the reason is asked for all the same (也要原因); None where
        nothing is said of them.
    """

    name: str
    file: str
    line: int
    kind: Kind | None
    parameters: tuple[str, ...] | None = None
    entries: dict[str, Wording] = field(default_factory=dict)
    like: str = ""
    like_at: tuple[str, int] = ("", 0)
    also: tuple[str, ...] | None = None

    @cached_property
    def named(self) -> frozenset[str]:
        """The names of what a template gives it besides its figures: its parameters, and 原因 where it has a clause for that."""
        return frozenset((*(self.parameters or ()), *([THE_REASON] if REASON in self.entries else [])))

    def asks(self, situation: str) -> bool:
        """Return whether the reason of a situation is asked for: somebody has to write it."""
        differs = self.kind is not None and self.kind.situations[situation].differs
        return differs or situation in (self.also or ())

    def with_kind(self, kind: Kind) -> PhraseTable:
        """Return it as a table that says facts of a kind."""
        own = (self.parameters, self.entries, self.like, self.like_at, self.also)
        return PhraseTable(self.name, self.file, self.line, kind, *own)


@dataclass
class PhraseTable(DraftTable):
    """One kind of claim, in a book that is proved: each situation of its kind has a wording."""

    kind: Kind


Drafts = Mapping[str, DraftTable]
Book = Mapping[str, PhraseTable]


def table_of_wording(said: Said, book: Book) -> PhraseTable:
    """Return the table of a book by which something was worded."""
    situation, wording = said.fact.situation, said.wording
    return next(table for table in book.values() if table.entries.get(situation) is wording)
