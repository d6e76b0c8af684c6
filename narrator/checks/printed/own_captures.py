"""What a composed sentence captures as itself: what its pattern would find in it, known from its sources without matching."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from narrator.checks.printed.matching import NUMBER
from narrator.checks.printed.pattern import FIGURES, LISTED, PER_CENT, Patterns
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.disclosure.value import Figure, Percentage
from narrator.facts.points import PERCENTAGES
from narrator.phrases.entries import REASON
from narrator.sources import Blank, Said, Slot, Wording
from narrator.spans import Span, Text
from narrator.tables.plain import plain

Asked = Callable[[Said], bool] | None


class UncertainCaptureError(Exception):
    """Raised where what a sentence captures is not certain from its sources."""


def own_captures(text: Text, patterns: Patterns, asked: Asked = None) -> tuple[Capture, ...] | None:
    """Return what the pattern of a composed text captures in it, in plain form; None where that is not certain. asked: of which wordings
    alone; None for all that it captures."""
    if not text.spans:  # as headings and what a form explains
        return ()
    try:
        return tuple(OwnText(text, patterns).captures(asked))
    except UncertainCaptureError:
        return None


class OwnText:
    """A composed text in plain form. spans: where its parts come from, in their order there, the outer ones first."""

    def __init__(self, text: Text, patterns: Patterns) -> None:
        self.text, self.patterns = text, patterns
        self.string = plain(text.string)
        spans = sorted(text.spans, key=lambda span: (span.start, -span.end))
        same = len(self.string) == len(text.string)  # then no character is left out, and each is where it was
        self.spans = spans if same else [self.placed(span) for span in spans]
        self.origins = spans

    def placed(self, span: Span) -> Span:
        """Return a span where it is in the plain form."""
        return Span(self.place(span.start), self.place(span.end), span.source)

    def place(self, at: int) -> int:
        """Return where a place of the text is in its plain form. Raises UncertainCaptureError where that has no such place."""
        before = plain(self.text.string[:at])
        if not self.string.startswith(before):
            raise UncertainCaptureError
        return len(before)

    def captures(self, asked: Asked) -> Iterator[Capture]:
        """Yield what is captured, from the beginning to the end. asked: of which wordings alone. Raises UncertainCaptureError."""
        numbers: Sequence[int] = range(len(self.spans))
        if asked is not None:
            numbers = [at for at, said in self.outer_wordings() if asked(said)]
        return self.captured(numbers, len(self.string))

    def outer_wordings(self) -> Iterator[tuple[int, Said]]:
        """Yield the wordings that stand in no other one, each behind the number of its span."""
        end = 0
        for at, (begin, last, source) in enumerate(self.spans):
            if begin >= end and type(source) is Said:
                yield at, source
                end = last

    def captured(self, numbers: Sequence[int], stop: int) -> Iterator[Capture]:
        """Yield what is captured of the spans of some numbers, none of which goes on behind a place. Raises UncertainCaptureError."""
        end = 0
        for number in numbers:
            begin, last, source = self.spans[number]
            if begin < end:
                continue
            if last > stop:
                raise UncertainCaptureError
            if type(source) is Said:
                yield self.said(number, source)
                end = last
                continue
            piece = self.patterns.piece_of(self.origins[number], self.text)
            if piece is None:
                continue
            end = last
            if piece.kind == "number":
                is_share = isinstance(source, Figure) and isinstance(source.value, Percentage)
                yield self.number(piece, begin, last, is_share)
            elif piece.kind == "free":
                if last - begin < piece.least or (piece.literal and self.string[begin:last] != piece.literal):
                    raise UncertainCaptureError
                yield Capture(piece, self.string[begin:last])

    def number(self, piece: Piece, begin: int, end: int, is_share: bool) -> Capture:
        """Return the capture of a number. is_share: whether its sign for per cent stands behind it. Raises UncertainCaptureError when none stands there."""
        stop = end - len(PER_CENT) if is_share else end
        found = NUMBER.match(self.string, begin)
        if found is None or found.end() != stop or (is_share and self.string[stop:end] != PER_CENT):
            raise UncertainCaptureError
        return Capture(piece, found.group())

    def said(self, number: int, said: Said) -> Capture:
        """Return the capture of what a wording said. number: of its span. Raises UncertainCaptureError."""
        begin, end, _ = self.spans[number]
        may = self.patterns.alternatives(said.wording, said.fact.situation)
        names = next((names for names, *_ in may.entries if said.fact.situation in names), None)
        if names is None:
            raise UncertainCaptureError
        inside = [at for at in range(number + 1, len(self.spans)) if self.spans[at].start < end]
        parts: list[Capture] = []
        filled: dict[str, str] = {}  # what the template filled in
        at = begin
        pieces = said.wording.pieces
        for place, part in enumerate(pieces):
            if isinstance(part, str):
                words = plain(part)
                if not self.string.startswith(words, at):
                    raise UncertainCaptureError
                at += len(words)
                continue
            stop = self.end_of(part, at, inside, pieces[place + 1 :], end, said)
            if part.name in may.parameters:
                filled[part.name] = self.string[at:stop]
            parts += self.blank(part, at, stop, inside, may.parameters, said)
            at = stop
        if at != end:
            raise UncertainCaptureError
        string = self.string[begin:end]
        piece = self.patterns.chosen(said, may, self.origins[number], self.text)
        piece.own = string, names, tuple(parts)
        # A wording without figures that says the same is what a reader takes it for.
        for others, wording in may.wordless:
            if wording is not said.wording and string == worded(wording, filled):
                kept = tuple([one for one in parts if not isinstance(one.piece.source, str)])
                return Capture(piece, string, others, kept)
        return Capture(piece, *piece.own)

    def end_of(
        self, blank: Blank, at: int, inside: Sequence[int], after: Sequence[str | Blank], end: int, said: Said
    ) -> int:
        """Return where what fills a blank of a wording ends that begins at a place. inside: the numbers of the spans in what
        was said. after: the pieces of the wording behind it. end: where what was said ends. Raises UncertainCaptureError."""
        if blank.name == "原因":
            return next((span.end for span, _ in self.reasons(inside) if span.start == at), at)
        for name, words in said.words:
            if name == blank.name:
                return at + len(plain(words))
        if not after:
            return end
        if isinstance(after[0], str):
            found = self.string.find(plain(after[0]), at, end)
            if found >= 0:
                return found
        raise UncertainCaptureError

    def reasons(self, inside: Sequence[int]) -> list[tuple[Span, Said]]:
        """Return the spans among those of some numbers that are the clause with a reason, each with what was said there."""
        sources = [(span, span.source) for span in (self.spans[number] for number in inside)]
        return [
            (span, said)
            for span, said in sources
            if type(said) is Said and said.wording.rule.endswith(f".{REASON}")
        ]

    def blank(
        self, blank: Blank, at: int, stop: int, inside: Sequence[int], parameters: frozenset[str], said: Said
    ) -> Iterator[Capture]:
        """Yield what is captured of what fills a blank, from a place up to another. parameters: what the template filled in.
        Raises UncertainCaptureError."""
        name = blank.name
        if name in parameters:
            if name not in dict(said.words):
                own = [
                    number
                    for number in inside
                    if at <= self.spans[number].start
                    and self.spans[number].end <= stop
                    and type(self.spans[number].source) is not Said
                ]
                yield from self.captured(own, stop)
        elif name == "原因":
            yield self.reason(at, stop, inside)
        elif name in FIGURES:
            yield self.number(blank_piece("number", name, 0), at, stop, name in PERCENTAGES)
        else:
            least = name not in LISTED
            if stop - at < least:
                raise UncertainCaptureError
            yield Capture(blank_piece("free", name, least), self.string[at:stop])

    def reason(self, at: int, stop: int, inside: Sequence[int]) -> Capture:
        """Return the capture of the clause with a reason, from a place up to another; none stands there when these are one.
        Raises UncertainCaptureError."""
        if at == stop:
            return Capture(REASON_PIECE, "", frozenset(["无"]))
        clause = next(said for span, said in self.reasons(inside) if span.start == at)
        slots = [span for number in inside if type((span := self.spans[number]).source) is Slot]
        before, behind = (plain("".join(words)) for words in around(clause))
        begin, end = at + len(before), stop - len(behind)
        if [(span.start, span.end) for span in slots if span.start >= at] != [(begin, end)]:
            raise UncertainCaptureError
        if self.string[at:begin] != before or self.string[end:stop] != behind:
            raise UncertainCaptureError
        return Capture(
            REASON_PIECE,
            self.string[at:stop],
            frozenset(["有"]),
            (Capture(blank_piece("free", "理由", 0), self.string[begin:end]),),
        )


def worded(wording: Wording, filled: Mapping[str, str]) -> str:
    """Return what a wording without figures says, in plain form. filled: what the template fills into its blanks."""
    return "".join([plain(one) if isinstance(one, str) else filled[one.name] for one in wording.pieces])


REASON_PIECE = Piece("choice", source="原因")


def around(clause: Said) -> tuple[list[str], list[str]]:
    """Return the words of a clause with a reason before it and behind it. Raises UncertainCaptureError."""
    pieces = clause.wording.pieces
    blanks = [at for at, piece in enumerate(pieces) if isinstance(piece, Blank)]
    if len(blanks) != 1:
        raise UncertainCaptureError
    return [str(one) for one in pieces[: blanks[0]]], [str(one) for one in pieces[blanks[0] + 1 :]]


@lru_cache(maxsize=1000)
def blank_piece(kind: str, name: str, least: int) -> Piece:
    """Return the piece of a blank of a wording."""
    return Piece(kind, source=name, least=least)
