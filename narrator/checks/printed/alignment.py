"""The lines of a printed report beside the lines of the report that its form would compose.

Paragraph by paragraph, in order; lines that fit none are read by parts.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrator.checks.printed.lines import Line
from narrator.checks.printed.matching import match_to
from narrator.checks.printed.parts import CLAUSE, LEAST, SENTENCE, cut_at, parts
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.piece import Capture, Piece, loose
from narrator.checks.printed.prose import Claim, Prose, Wanted, wanted_lines
from narrator.document import Document

AHEAD = 60  # how many sentences of the form may be missing in one place
GAP = 40  # how many paragraphs on each side are compared when none fits
NEXT = 5  # how many lines after one are looked at for the names that it should have
ALIKE = 0.5  # how much of the form's own words a line must have to be read as that line of the form


def read(lines: Sequence[Line], composed: Document, patterns: Patterns) -> Prose:
    """What LINES, of a printed report, claim, read by the PATTERNS of COMPOSED."""
    prose = Prose()
    wanted = wanted_lines(composed, patterns)
    left: list[Line] = []
    at = 0
    for place, line in enumerate(lines):
        # A writer's own paragraph is none of the form's.
        found = None if line.written else first(line, wanted, at, lines[place + 1 : place + 1 + NEXT])
        if found is None:
            left.append(line)
            continue
        number, captures = found
        gap(prose, left, wanted[at:number])
        left = []
        prose.claims.append(Claim(line, line.plain, captures))
        if line.heading and wanted[number].heading:
            prose.headings.append((line, wanted[number]))
        at = number + 1
    gap(prose, left, wanted[at:])
    return prose


def first(
    line: Line, wanted: Sequence[Wanted], at: int, after: Sequence[Line] = ()
) -> tuple[int, tuple[Capture, ...]] | None:
    """The first of WANTED from AT on that LINE is: one whose names it has, or else the first that fits. When one of
    the lines AFTER has the names of that, LINE stands there twice, or is of something that the tables do not have."""
    fitting = None
    for number in range(at, min(at + AHEAD, len(wanted))):
        one = wanted[number]
        if not one.may_be(line.plain):
            continue
        found = match_to(one.start, line.plain, 0, True)
        if found is None or not sure(line, one, found[0]):
            continue
        if named(found[0]):
            return number, found[0]
        fitting = fitting or (number, found[0])
    return None if fitting is None or is_among(wanted[fitting[0]], after) else fitting


def named(captures: Sequence[Capture]) -> bool:
    """Whether CAPTURES have all the names of their pattern."""
    return all(capture.text == capture.piece.literal for capture in loose(captures) if capture.piece.literal)


def is_among(one: Wanted, lines: Sequence[Line]) -> bool:
    """Whether one of LINES is ONE, with all its names."""
    fits = (match_to(one.start, line.plain, 0, True) for line in lines if one.may_be(line.plain))
    return any(found is not None and named(found[0]) for found in fits)


def sure(line: Line, one: Wanted, captures: Sequence[Capture]) -> bool:
    """Whether LINE, which fits the pattern of ONE, is certainly that line: it has enough of the form's words."""
    # A name that is the form's, or the tables' own, is as good as words of the form.
    strange = [one for one in loose(captures) if not one.piece.literal or one.text != one.piece.literal]
    free = [capture for capture in strange if capture.piece.kind == "free"]
    words = len(line.plain) - sum(len(capture.text) for capture in strange)
    return words >= LEAST or (words > 1 and (one.heading or not free or one.pieces[0].literal.endswith(":")))


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
        if piece.kind == "choice" and piece.options:
            options = [shared(inner, string, at) for _, inner in piece.options]
            have, there, at = max(options, key=lambda option: option[0] / option[1] if option[1] else 0.0)
            found, total = found + have, total + there
        for word in cut_at(piece.literal, CLAUSE) if piece.kind == "literal" else ():
            if len(word) > 1:
                total += len(word)
                place = string.find(word.rstrip(CLAUSE), at)
                if place >= 0:
                    found += len(word)
                    at = place
    return found, total, at
