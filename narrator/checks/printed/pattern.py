"""Sentences as patterns: what may be printed where a form's sentence stands, made from the composed sentence.

A composed text knows which of its parts are the form's own words, which are figures, names and texts, and
which words a phrasebook chose (its spans). So narrator can read all that it can write: a figure becomes a
place for any figure, a chosen wording a choice of all the wordings of its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import groupby, pairwise

from narrator.checks.printed.matching import compiled, matched
from narrator.checks.printed.pattern_pieces import Chosen, Options, Piece
from narrator.disclosure.value import Figure, Percentage, Words, Year
from narrator.facts.kinds import KINDS
from narrator.facts.points import PERCENTAGES
from narrator.phrases.entries import REASON, Book, PhraseTable
from narrator.sources import Blank, Derived, Said, Slot, Wording
from narrator.spans import Span, Text, cut
from narrator.tables.plain import plain

FIGURES = frozenset(name for kind in KINDS.values() for name in kind.figures)
PER_CENT = "%"  # which a percentage of the data prints itself
LISTED = frozenset(["各项", "文字"])


@dataclass(frozen=True)
class Alternatives:
    """What the phrasebook may say in the place of a wording.

    parameters: what the template fills into the wording (主语). entries: the entries, each with its table and
    the situations that it is for.
    """

    parameters: frozenset[str]
    entries: tuple[tuple[frozenset[str], Wording, PhraseTable], ...]

    def options(self, values: Mapping[str, Sequence[Piece]]) -> Options:
        """Return the entries as pieces, with values for the parameters."""
        if not values:
            return self.unfilled
        return longest_first(
            (names, tuple([one for piece in pieces for one in values.get(str(piece.source), (piece,))]))
            for names, pieces in self.unfilled
        )

    @cached_property
    def unfilled(self) -> Options:
        """The entries as pieces, with blanks for the parameters."""
        return longest_first((names, tuple(blanks(entry, table))) for names, entry, table in self.entries)

    @cached_property
    def wordless(self) -> list[tuple[frozenset[str], Wording]]:
        """The situations and wordings of the entries that say no figure and no text, longest first."""
        found = [
            (names, entry) for names, entry, _ in self.entries if self.parameters.issuperset(entry.blanks)
        ]
        return sorted(found, key=lambda one: -len(one[1].literal))


def longest_first(options: Iterable[tuple[frozenset[str], tuple[Piece, ...]]]) -> Options:
    """Return options in an order in which one that is the beginning of another is not taken for it."""
    return tuple(sorted(options, key=lambda option: -sum([len(piece.literal) for piece in option[1]])))


def alternative_wordings(wording: Wording, situation: str, book: Book) -> Alternatives:
    """Return what a book may say in the place of a wording, which it says in a situation."""
    tables = [table for table in book.values() if table.entries.get(situation) is wording]
    entries: dict[tuple[str, str], tuple[set[str], Wording, PhraseTable]] = {}
    for table in tables:
        for name in table.kind.situations if table.kind else ():
            entry = table.entries[name]
            key = (str(entry), str(table.entries.get(REASON)))
            entries.setdefault(key, (set(), entry, table))[0].add(name)
    parameters = frozenset(name for table in tables for name in table.parameters or ())
    return Alternatives(
        parameters.intersection(wording.blanks),
        tuple((frozenset(names), entry, table) for names, entry, table in entries.values()),
    )


class Patterns:
    """Makes the patterns of texts that were composed in the words of a book.

    What may stand in the place of a wording is looked up once: a report says the same of many things, and so
    do all reports in a form.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.alternatives = lru_cache(maxsize=None)(partial(alternative_wordings, book=book))

    def pieces(self, text: Text) -> list[Piece]:
        """Return the pattern of a text: every part by its source."""
        return [*self.each_piece(text)]

    def each_piece(self, text: Text) -> Iterator[Piece]:
        """Yield the pieces of the pattern of a text: often no more is asked for than how it begins."""
        end = 0
        for span in sorted(text.spans, key=lambda span: (span.start, -span.end)):
            if span.start < end:
                continue
            piece = self.piece_of(span, text)
            if piece is not None:
                yield from literal(text.string[end : span.start])
                yield piece
                if isinstance(span.source, Figure) and isinstance(span.source.value, Percentage):
                    yield from literal(PER_CENT)
                end = span.end
        yield from literal(text.string[end:])

    def piece_of(self, span: Span, text: Text) -> Piece | None:
        """Return the piece that fits what a span of a text prints; None for a span that prints nothing."""
        match span.source:
            case Said() as said:
                may = self.alternatives(said.wording, said.fact.situation)
                return self.chosen(said, may, span, text)
            case Words() as words if words.text.isdigit() and words.path.endswith(words.text):  # a code
                return Piece("literal", plain(words.text), words)
            case Words() as words:
                apart = text.string[span.end : span.end + 1].isspace()
                item = words.path.endswith(".科目名称")
                among = tuple(map(plain, words.choices))
                return Piece("free", plain(words.text), words, (), 1, apart, item, among)
            case Slot():
                return Piece("free", source=span.source)
            case Year(in_words=True) as year:
                return Piece("free", str(year), year, least=1)
            case Figure() | Derived() | Year():
                return Piece("number", source=span.source)
            case _:
                return None

    def chosen(self, said: Said, may: Alternatives, span: Span, text: Text) -> Chosen:
        """Return the place of what was said in a span of a text. may: what else may be said there."""
        return Chosen(said, may.unfilled, lambda: self.options(said, may, span, text))

    def options(self, said: Said, may: Alternatives, span: Span, text: Text) -> Options:
        """Return all that the phrasebook may say in the place of what was said in a span of a text."""
        values = {name: literal(words) for name, words in said.words}
        if not may.parameters <= values.keys():
            whole = cut(text, span.start, span.end)
            inside = Text(
                whole.string, tuple([one for one in whole.spans if not isinstance(one.source, Said)])
            )
            values = {**self.recovered(said.wording, inside, may.parameters, reason_of(whole)), **values}
        return may.options(values)

    def recovered(
        self, wording: Wording, text: Text, parameters: frozenset[str], reason: str
    ) -> dict[str, list[Piece]]:
        """Return what the template filled into the parameters of a wording (主语), seen from the text that it
        says with its reason.
        """
        parts = [reason if part == Blank("原因") else part for part in wording.pieces]
        blanks = [
            Piece("literal", part)
            if isinstance(part, str)
            else Piece(kind_of_blank(part, parameters), source=part.name)
            for part in parts
            if part
        ]
        values: dict[str, list[Piece]] = {}
        captures = matched(compiled(blanks), text.string)
        printed = iter(captures or ())
        at = 0
        for filled, run in groupby(blanks if captures else (), lambda piece: piece.kind != "literal"):
            together = list(run)  # blanks with no words between them
            begin = at
            at += sum(len(next(printed).text if filled else piece.literal) for piece in together)
            if filled:
                for piece, value in zip(together, divide(cut(text, begin, at), len(together)), strict=True):
                    if piece.source in parameters:
                        values.setdefault(str(piece.source), self.pieces(value))
        return values


def divide(text: Text, many: int) -> list[Text]:
    """Return a text in as many parts, of which each but the last ends where one of the values in the text does, or where
    one begins."""
    edges = sorted({edge for span in text.spans for edge in (span.start, span.end)} - {0, len(text.string)})
    bounds = [0, *edges[: many - 1]]
    bounds += [len(text.string)] * (many + 1 - len(bounds))
    return [cut(text, start, end) for start, end in pairwise(bounds)]


def kind_of_blank(blank: Blank, parameters: frozenset[str]) -> str:
    """Return what a blank of a wording with the given parameters is for: a number, or any text."""
    return "number" if blank.name in FIGURES and blank.name not in parameters else "free"


def reason_of(text: Text) -> str:
    """Return the clause with the reason in a text, which a wording says; nothing when there is none."""
    spans = (span for span in text.spans if isinstance(span.source, Said))
    clauses = (span for span in spans if span.source.wording.rule.endswith(f".{REASON}"))  # type: ignore[union-attr]
    return next((text.string[span.start : span.end] for span in clauses), "")


def literal(words: str) -> list[Piece]:
    """Return the piece that fits some words in plain form; none for what is blank."""
    return [Piece("literal", found)] if (found := plain(words)) else []


def blanks(entry: Wording, table: PhraseTable) -> Iterator[Piece]:
    """Return the pieces of the wording of an entry of a table."""
    for part in entry.pieces:
        if not isinstance(part, Blank):
            yield from literal(part)
        elif part.name == "原因":
            clause = table.entries.get(REASON)
            said = tuple(Piece("free", source="理由") if isinstance(one, Blank) else Piece("literal", plain(one)) for one in clause.pieces) if clause else ()  # fmt: skip
            yield Piece("choice", source="原因", options=((frozenset(["有"]), said), (frozenset(["无"]), ())))
        elif part.name in FIGURES and part.name not in (table.parameters or ()):
            yield Piece("number", source=part.name)
            yield from literal(PER_CENT) if part.name in PERCENTAGES else ()
        else:
            yield Piece("free", source=part.name, least=part.name not in LISTED)
