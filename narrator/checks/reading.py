"""The prose of a printed report, read by the patterns of the report that its form would compose.

Paragraph by paragraph, in order; a paragraph that does not fit as a whole is read sentence by sentence, and
a sentence that does not fit clause by clause. What is left over is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from narrator.checks.grid import plain, unnumbered
from narrator.checks.pattern import (
    Capture,
    Node,
    Piece,
    compiled,
    match_to,
    pieces,
    skeleton,
    unmarked,
)
from narrator.checks.printed import line_texts
from narrator.document import Document, Heading, Paragraph, Slot, Text
from narrator.phrases.book import Book

AHEAD = 60  # how many sentences of the form may be missing in one place
GAP = 40  # how many paragraphs on each side are compared when none fits
LEAST = 4  # letters of the form's own that a pattern must have to be recognised by
ALIKE = 0.5  # how much of the form's own words a line must have to be read as that line of the form
CONTROL = "\ue000"  # for private use: no text has it
SENTENCE, CLAUSE = "。", "。,;:"


@dataclass
class Line:
    """A line of the printed report: NUMBER counts its paragraphs from 1. written: it is a writer's text alone;
    own: its plain form with a mark for each content control, "" when it has none."""

    number: int
    text: str
    heading: bool
    written: bool = False
    own: str = ""
    plain: str = ""

    def __post_init__(self) -> None:
        self.plain = unnumbered(plain(self.text))

    @property
    def place(self) -> str:
        return f"第{self.number}段"


@dataclass
class Wanted:
    """A line that the form would print."""

    text: str
    pieces: list[Piece]
    heading: bool
    start: Node | None = None
    begin: str = ""

    def __post_init__(self) -> None:
        self.start = compiled(self.pieces)
        if self.pieces and self.pieces[0].kind == "字":
            self.begin = self.pieces[0].literal


@dataclass
class Claim:
    """A part of a line that was read: what it captured, and the printed words."""

    line: Line
    text: str
    captures: tuple[Capture, ...]


@dataclass
class Prose:
    """What was read. differs: printed words and the form's words in their place; unread: printed words that no
    sentence of the form reads; absent: lines of the form that the report does not have."""

    claims: list[Claim] = field(default_factory=list)
    differs: list[tuple[Line, str, str]] = field(default_factory=list)
    unread: list[tuple[Line, str]] = field(default_factory=list)
    absent: list[Wanted] = field(default_factory=list)
    headings: list[tuple[Line, Wanted]] = field(default_factory=list)


def sure(line: Line, one: Wanted, captures: Sequence[Capture]) -> bool:
    """Whether LINE, which fits the pattern of ONE, is certainly that line: it has enough of the form's words."""
    free = [capture for capture in loose(captures) if capture.piece.kind == "文"]
    words = len(line.plain) - sum(len(capture.text) for capture in loose(captures))
    return words >= LEAST or (words > 1 and (one.heading or not free or one.pieces[0].literal.endswith(":")))


def loose(captures: Sequence[Capture]) -> Iterator[Capture]:
    """The figures and free texts among CAPTURES, those in choices too."""
    for capture in captures:
        if capture.piece.kind == "选":
            yield from loose(capture.parts)
        else:
            yield capture


def least(found: Sequence[Piece]) -> int:
    """How many letters of the form's own words a pattern has at least."""
    total = 0
    for piece in found:
        if piece.kind == "字":
            total += len(piece.literal)
        elif piece.kind == "选" and piece.options:
            total += min(least(inner) for _, inner in piece.options)
    return total


def printed_lines(document: Document) -> list[Line]:
    """The lines of DOCUMENT without tables and contents; what stands in one line side by side is several."""
    found: list[Line] = []
    number = 0
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style == "目录":
            continue
        for text in line_texts(block):
            number += 1
            covered = sum(span.end - span.start for span in text.spans if isinstance(span.source, Slot))
            written = covered + 1 >= len(text.string.strip())
            owns = own(text).split("\t")
            several = text.string.split("\t")
            for at, part in enumerate(several):
                if part.strip():
                    mine = owns[at] if len(owns) == len(several) and CONTROL in owns[at] else ""
                    found.append(Line(number, part, isinstance(block, Heading), written, plain(mine)))
    return found


def own(text: Text) -> str:
    """TEXT with CONTROL and its name for each content control that says something."""
    shown, end = "", 0
    for span in sorted(text.spans, key=lambda one: one.start):
        if isinstance(span.source, Slot) and end <= span.start < span.end:
            shown += f"{text.string[end : span.start]}{CONTROL}{span.source.name}{CONTROL}"
            end = span.end
    return shown + text.string[end:]


def wanted_lines(document: Document, book: Book) -> list[Wanted]:
    """The lines of the composed DOCUMENT as patterns."""
    found: list[Wanted] = []
    for block in document.blocks:
        for text in line_texts(block):
            if text.string.strip() or text.spans:
                found.append(Wanted(text.string, unmarked(pieces(text, book)), isinstance(block, Heading)))
    return found


def read(document: Document, composed: Document, book: Book) -> Prose:
    """The prose of DOCUMENT, read by the patterns of COMPOSED."""
    prose = Prose()
    lines, wanted = printed_lines(document), wanted_lines(composed, book)
    left_lines: list[Line] = []
    left_wanted: list[Wanted] = []
    at = 0
    for line in lines:
        found = first(line, wanted, at)
        if found is None:
            left_lines.append(line)
            continue
        number, captures = found
        left_wanted += wanted[at:number]
        gap(prose, left_lines, left_wanted)
        left_lines, left_wanted = [], []
        prose.claims.append(Claim(line, line.plain, captures))
        if line.heading and wanted[number].heading:
            prose.headings.append((line, wanted[number]))
        at = number + 1
    left_wanted += wanted[at:]
    gap(prose, left_lines, left_wanted)
    return prose


def first(line: Line, wanted: Sequence[Wanted], at: int) -> tuple[int, tuple[Capture, ...]] | None:
    """The first of WANTED from AT on that LINE is: one whose names it has, or else the first that fits."""
    fitting = None
    for number in range(at, min(at + AHEAD, len(wanted))):
        one = wanted[number]
        if not line.plain.startswith(one.begin):
            continue
        found = match_to(one.start, line.plain, 0, True)
        if found is None or not sure(line, one, found[0]):
            continue
        if all(capture.text == capture.piece.literal for capture in loose(found[0]) if capture.piece.literal):
            return number, found[0]
        fitting = fitting or (number, found[0])
    return fitting


def gap(prose: Prose, lines: Sequence[Line], wanted: list[Wanted]) -> None:
    """LINES and WANTED stand in the same place and do not fit: the nearest of each are read by parts."""
    rest = list(wanted)
    for line in lines:
        near = rest[:GAP]
        best = max(range(len(near)), key=lambda at: likeness(near[at], line.plain), default=None)
        if best is None or likeness(near[best], line.plain) < ALIKE:
            if not line.written:
                prose.unread.append((line, line.text.strip()))
            continue
        prose.absent += rest[:best]
        parts(prose, line, rest[best].pieces, line.plain, SENTENCE)
        rest = rest[best + 1 :]
    prose.absent += rest


def likeness(one: Wanted, string: str) -> float:
    """How much of the form's own words of ONE stands in STRING, in order: 0 to 1."""
    found, total, _ = shared(one.pieces, string, 0)
    return found / total if total else 0.0


def shared(pieces: Sequence[Piece], string: str, at: int) -> tuple[int, int, int]:
    """How many letters of the form's own words of PIECES stand in STRING from AT on, how many there are, and where
    the last ends; of a choice the option counts of which most stands there."""
    found = total = 0
    for piece in pieces:
        if piece.kind == "选" and piece.options:
            options = [shared(inner, string, at) for _, inner in piece.options]
            have, there, at = max(options, key=lambda option: option[0] / option[1] if option[1] else 0.0)
            found, total = found + have, total + there
        for word in cut_at(piece.literal, CLAUSE) if piece.kind == "字" else ():
            if len(word) > 1:
                total += len(word)
                place = string.find(word.rstrip(CLAUSE), at)
                if place >= 0:
                    found += len(word)
                    at = place
    return found, total, at


def cut_at(words: str, marks: str) -> Iterator[str]:
    """WORDS cut behind each of MARKS."""
    begin = 0
    for at, char in enumerate(words):
        if char in marks:
            yield words[begin : at + 1]
            begin = at + 1
    if begin < len(words):
        yield words[begin:]


def split(found: Sequence[Piece], marks: str) -> list[list[Piece]]:
    """A pattern cut behind each of MARKS in the form's own words."""
    parts: list[list[Piece]] = [[]]
    for piece in found:
        if piece.kind != "字":
            parts[-1].append(piece)
            continue
        for word in cut_at(piece.literal, marks):
            parts[-1].append(Piece("字", word, piece.source))
            if word[-1] in marks:
                parts.append([])
    return [part for part in parts if part]


def parts(prose: Prose, line: Line, found: Sequence[Piece], string: str, marks: str) -> None:
    """Read STRING, a part of LINE, by the parts of the pattern FOUND; what is left of both is read again by
    smaller parts, or told."""
    at = 0
    waiting: list[Piece] = []
    for part in split(found, marks):
        hit = place_of(part, string, at, marks) if least(part) >= LEAST else None
        if hit is None:
            waiting += part
            continue
        start, captures, end = hit
        remainder(prose, line, waiting, string[at:start], marks)
        waiting = []
        prose.claims.append(Claim(line, string[start:end], captures))
        at = end
    remainder(prose, line, waiting, string[at:], marks)


def place_of(
    part: Sequence[Piece], string: str, at: int, marks: str
) -> tuple[int, tuple[Capture, ...], int] | None:
    """Where PART stands in STRING from AT on: at the beginning of one of the next parts."""
    node = compiled(part)
    starts = [at, *(number + 1 for number in range(at, len(string) - 1) if string[number] in marks)]
    for start in starts[:8]:
        found = match_to(node, string, start, False)
        if found is not None and (found[1] == len(string) or string[found[1] - 1] in marks):
            return start, found[0], found[1]
    return None


def remainder(prose: Prose, line: Line, found: list[Piece], string: str, marks: str) -> None:
    if not string.strip("。,;:") and not found:
        return
    if found and not least(found) and all(piece.kind != "数" for piece in found):
        return  # a writer's text, and nothing of the form's
    if found and string and marks == SENTENCE:
        parts(prose, line, found, string, CLAUSE)
    elif found and string == skeleton(found):
        return  # too few words to be sure, and yet the same
    elif found and string.strip("。,;:"):
        begin, end = stated(prose, line, found, string)
        left = string[:begin] + string[end:]
        if left.strip("。,;:"):
            prose.differs.append((line, left, skeleton(found)))
    elif found:
        if least(found) >= LEAST:
            prose.differs.append((line, "", skeleton(found)))
    elif string.strip(CLAUSE):
        prose.differs.append((line, string, ""))


def stated(prose: Prose, line: Line, found: Sequence[Piece], string: str) -> tuple[int, int]:
    """Read in STRING, which says it in other words than the form, the clause that states figures of a choice of
    FOUND (完成预算的63.59%); where it stands, (0, 0) when there is none."""
    for piece in found:
        clauses: dict[str, tuple[list[Piece], set[str]]] = {}
        for names, inner in piece.options if piece.kind == "选" and piece.source != "原因" else ():
            for clause in split(inner, CLAUSE)[:1]:
                if any(one.kind == "数" for one in clause):
                    clauses.setdefault(skeleton(clause), (clause, set()))[1].update(names)
        for clause, situations in clauses.values():
            hit = place_of(clause, string, 0, CLAUSE)
            if hit is not None:
                begin, captures, end = hit
                whole = Capture(piece, string[begin:end].rstrip(CLAUSE), frozenset(situations), captures)
                prose.claims.append(Claim(line, string[begin:end], (whole,)))
                return begin, end
    return 0, 0
