"""A string with spans that say where its parts come from: what every text of a report is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import NamedTuple, cast

from narrator.disclosure.value import Figure, Words, Year
from narrator.sources import Derived, Slot, Source

new_tuple = tuple.__new__
GAP = "…"  # for what the data fill in


class Span(NamedTuple):
    """What the characters of a text from `start` up to `end` come from. Spans nest: a wording holds its
    figures.
    """

    start: int
    end: int
    source: Source


class Text(NamedTuple):
    """A string with spans that say where its parts come from."""

    string: str = ""
    spans: tuple[Span, ...] = ()

    def from_source(self, source: Source) -> Text:
        """Return the same text with one more span, over the whole of it."""
        span = new_tuple(Span, (0, len(self.string), source))  # as in `text_from`
        return new_tuple(Text, (self.string, (span, *self.spans)))


SlotSpan = tuple[int, int, Slot]  # a span of what a writer wrote, or is to write


def slot_spans(text: Text) -> list[SlotSpan]:
    """Return the spans of a text that a writer wrote, or is to write; most texts have none."""
    found: list[SlotSpan] = []
    for span in text.spans:  # a comprehension takes thrice as long for the few spans that a text has
        if type(span[2]) is Slot:
            found.append(cast(SlotSpan, span))
    return found


def text_from(string: str, source: Source) -> Text:
    """Return a string as a text that comes from one source."""
    # Most texts of a report are such, thousands: what NamedTuple does besides, in Python, costs more than all else here.
    span = new_tuple(Span, (0, len(string), source))
    return new_tuple(Text, (string, (span,)))


Fragment = (
    Text | str | Figure | Derived | Words | Year
)  # of a text; a number or a name is what it prints in prose


def join(pieces: Iterable[Fragment]) -> Text:
    """Return the pieces one after the other as one text, their spans moved along."""
    strings: list[str] = []
    spans: list[Span] = []
    at = 0
    for piece in pieces:
        if type(piece) is Text:
            string, held = piece
            if at:
                for start, end, source in held:
                    spans.append(new_tuple(Span, (at + start, at + end, source)))  # as in `text_from`
            else:
                spans += held
        elif isinstance(piece, str):
            string = piece
        else:
            string = str(piece)
            spans.append(new_tuple(Span, (at, at + len(string), piece)))
        strings.append(string)
        at += len(string)
    return new_tuple(Text, ("".join(strings), tuple(spans)))


def cut(text: Text, start: int, end: int) -> Text:
    """Return the characters of a text from `start` up to `end`, with what is left of their spans."""
    spans = tuple(
        Span(max(span.start, start) - start, min(span.end, end) - start, span.source)
        for span in text.spans
        if span.start < end and span.end > start
    )
    return Text(text.string[start:end], spans)


def gapped(text: Text, fill: Callable[[Span], str] = lambda span: GAP) -> str:
    """Return what a text says, with something else in the place of what the data fill in. fill: what."""
    shown, end = "", 0
    for span in sorted(text.spans, key=lambda span: span.start):
        if span.start >= end:
            shown += text.string[end : span.start] + fill(span)
            end = span.end
    return shown + text.string[end:]


def paragraphs(text: Text) -> list[Text]:
    """Return a text cut at its line breaks; a text without one is its only paragraph."""
    if "\n" not in text.string:
        return [text]
    lines = text.string.split("\n")
    ends = [end - 1 for end in accumulate(len(line) + 1 for line in lines)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    spans: list[list[Span]] = [[] for _ in lines]
    for begin, stop, source in text.spans:
        for at in range(bisect_right(ends, begin), bisect_left(starts, stop)):
            start, end = starts[at], ends[at]
            spans[at].append(Span(max(begin, start) - start, min(stop, end) - start, source))
    return [Text(line, tuple(held)) for line, held in zip(lines, spans, strict=True)]
