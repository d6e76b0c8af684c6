"""The lines of a printed report beside the lines of the report that its form would compose.

Paragraph by paragraph, in order; lines that fit none are read by parts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from narrator.cache import NO_CACHE, Cache
from narrator.checks.printed.joined_lines import separate_lines
from narrator.checks.printed.lines import Line
from narrator.checks.printed.named_parts import with_parts_in_order
from narrator.checks.printed.ordering import find_in_order
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.pattern_pieces import Capture, Clause, Clauses, every_capture, least
from narrator.checks.printed.prose import Claim, Prose, Wanted, grams, has_all_names, wanted_lines
from narrator.checks.printed.same_words import find_same_lines
from narrator.checks.printed.sentence_parts import LEAST, STEPS, read_by_parts
from narrator.document import Document
from narrator.phrases.entries import Book

AHEAD = 60  # how many sentences of the form may be missing in one place
GAP = 40  # how many paragraphs on each side are compared when none fits
NEXT = 5  # how many lines near one are looked at for what should stand before or after it
FEWEST = 6  # pieces of a line's words that are enough to know it by
# How much of a line's words the form's must have; how much of the form's is all of it.
COVERED, WHOLE = 0.55, 0.8
ALONE = 0.35  # the same where nothing else of the form's is missing in that place
ALIKE = 0.5  # how much of the form's own words a line must have to be read as that line of the form


class Gap(NamedTuple):
    """Lines of a report that fit none of the form's, and lines of the form that stand in the same place and none fits."""

    lines: list[Line]
    wanted: list[Wanted]


class SameLines(NamedTuple):
    """Lines of a report that say the same as one of the form's. found: by the number of the line that of the form's and what the line
    captures as it. in_order: the numbers of those of the form's that stand in their order. moved: of those that stand elsewhere."""

    found: Mapping[int, tuple[int, tuple[Capture, ...]]]
    in_order: Collection[int]
    moved: Collection[int]


class Pair(NamedTuple):
    """A line of a report with the number of the form's line that it is, and what it claims as that, with the line that goes on with it."""

    line: Line
    number: int
    claim: Claim


def read(lines: Sequence[Line], composed: Document, patterns: Patterns, cache: Cache = NO_CACHE) -> Prose:
    """Return what the lines of a printed report claim, read by the patterns of the composed report.

    Lines that say the same as one of the form's part the others into stretches; those of them that stand elsewhere than in
    the form are known all the same. cache: of reading them by another composed report, of which some blocks are in this
    one: its patterns, and the lines that fit none of them.
    """
    prose = Prose()
    wanted = wanted_lines(composed, patterns, cache)
    lines = separate_lines(lines, wanted, lambda line: any(reads(one, line) for one in wanted))
    same = know_same_lines(lines, wanted)
    found: list[Claim | Gap] = []
    left: list[Line] = []
    at = 0
    for one in match_in_order(lines, wanted, same):
        if isinstance(one, Line):
            left.append(one)
            continue
        if one.line.heading and wanted[one.number].heading:
            prose.headings.append((one.line, wanted[one.number]))
        if one.number in same.moved:
            prose.moved.append(one.line)
        else:
            if left or one.number > at:
                found.append(Gap(left, missing_between(wanted, at, one.number, same)))
                left = []
            at = one.number + 1
        found.append(one.claim)
    found.append(Gap(left, missing_between(wanted, at, len(wanted), same)))
    elsewhere = take_moved_lines([one for one in found if isinstance(one, Gap)])
    prose.claims += [Claim(line, line.plain, captures) for line, _, captures in elsewhere]
    prose.headings += [(line, one) for line, one, _ in elsewhere if line.heading and one.heading]
    for part in found:
        if isinstance(part, Gap):
            prose.add(cache.call(read_gap, tuple(part.lines), tuple(part.wanted), patterns.book))
        else:
            prose.claims.append(part)
    return prose


def know_same_lines(lines: Sequence[Line], wanted: Sequence[Wanted]) -> SameLines:
    """Return which lines say the same as a wanted one."""
    same = find_same_lines(lines, wanted, read_line)
    numbers = [number for number, _ in same.values()]
    in_order = find_in_order(numbers)
    # A name alone may be another line's that is not there.
    moved = {one for one in numbers if one not in in_order and least(wanted[one].pieces) >= LEAST}
    found = {place: one for place, one in same.items() if one[0] in in_order or one[0] in moved}
    return SameLines(found, in_order, moved)


def missing_between(wanted: Sequence[Wanted], start: int, stop: int, same: SameLines) -> list[Wanted]:
    """Return the wanted lines from one up to another, without those that stand elsewhere."""
    return [wanted[one] for one in range(start, stop) if one not in same.moved]


def match_in_order(lines: Sequence[Line], wanted: Sequence[Wanted], same: SameLines) -> Iterator[Line | Pair]:
    """Yield the lines in their order, each as the wanted one that it is, or as it stands where it is none of them."""
    ends = iter([*sorted(same.in_order), len(wanted)])
    end = next(ends)
    stretch = wanted[:end]  # what may come before the next line that is known for certain
    at = 0
    coming = Counter(line.plain for line in lines if line.heading)
    torn = -1  # the last line that goes on with the one before it
    for place, line in enumerate(lines):
        coming[line.plain] -= line.heading
        if place == torn:
            continue
        # A writer's own paragraph is none of the form's.
        here = same.found.get(place)
        if here is None and not line.written:
            here = find_wanted_line(line, stretch, at, lines[place + 1 : place + 1 + NEXT], coming)
        if here is None:
            yield line
            continue
        number, captures = here
        whole = line
        if number not in same.moved:
            at = number + 1
            if number == end:
                end = next(ends)
                stretch = wanted[:end]
            if joined := read_with_next(line, lines[place + 1 : place + 2], wanted[number:], captures):
                torn, (whole, captures) = place + 1, joined
        yield Pair(line, number, Claim(whole, whole.plain, captures))


def take_moved_lines(gaps: Sequence[Gap]) -> list[tuple[Line, Wanted, tuple[Capture, ...]]]:
    """Take out of gaps, and return, the lines that say what a line of the form says that is missing in some place, be it
    another one, each with that and what it captures as it."""
    missing: dict[str, list[tuple[Gap, Wanted]]] = {}
    if any(gap.lines for gap in gaps):
        for gap in gaps:
            for one in gap.wanted:
                missing.setdefault(one.said, []).append((gap, one))
    found = []
    for gap in gaps if missing else ():
        for line in [*gap.lines]:
            if line.written or not missing.get(line.plain):
                continue
            there, one = missing[line.plain].pop(0)
            captures = one.captures_named(line.plain) if least(one.pieces) >= LEAST else None
            if captures is not None:
                found.append((line, one, captures))
                gap.lines.remove(line)
                there.wanted.remove(one)
    return found


def find_wanted_line(
    line: Line,
    wanted: Sequence[Wanted],
    at: int,
    after: Sequence[Line],
    coming: Mapping[str, int],
) -> tuple[int, tuple[Capture, ...]] | None:
    """Return the first of the wanted lines from a place on that a line is: one whose names it has, or else
    the first that fits.

    When one of the lines after it has the names of that, the line stands there twice, or is of something that
    the tables do not have. A line that stands before its place (a table that bears the number of a later one) is none
    of them. coming: how often each heading stands behind the line; what has other names is none of the lines that stand
    below one of those.
    """
    fitting = None
    below = False
    string = line.plain
    told = {one.row for one in after if one.row}
    for number, one in enumerate(wanted[at : at + AHEAD], at):
        below = below or (one.heading and coming.get(one.said, 0) > 0)
        if not one.begins(string) or not may_tell(line, one, told):
            continue
        may_fit = fitting is None and not below
        if not (one.has_names(string) or (may_fit and one.may_be_about(string))):
            continue
        found = one.captures(string)
        if found is None or not has_enough_words(line, one, found):
            continue
        if has_all_names(found):
            return None if number > at + NEXT and goes_back(after, wanted, at, number) else (number, found)
        if may_fit and one.may_be_about(string):
            fitting = number, found
    return None if fitting is None or is_among(wanted[fitting[0]], after) else fitting


def read_with_next(
    line: Line, after: Sequence[Line], wanted: Sequence[Wanted], captures: Sequence[Capture]
) -> tuple[Line, tuple[Capture, ...]] | None:
    """Return a line that was read as the first of the wanted ones with the line after it, and what both capture, where that goes on
    to say what the line itself leaves unsaid at its end: somebody parted a paragraph. None where it does not, or is one of its own."""
    if not captures or captures[-1].piece.kind != "choice" or captures[-1].text or not after:
        return None
    if line.plain == wanted[0].said:
        return None  # and so do the tables
    whole = join_torn_lines([line, *after])
    found = wanted[0].captures_named(whole.plain)
    own = any(reads(one, after[0]) for one in wanted[1 : 1 + NEXT])
    return None if found is None or own or after[0].heading or after[0].written else (whole, found)


def reads(one: Wanted, line: Line) -> bool:
    """Return whether a line is a wanted one, with all its names."""
    return read_line(one, line) is not None


def read_line(one: Wanted, line: Line) -> tuple[Capture, ...] | None:
    """Return what a line captures as a wanted one, with all its names; None where it is not for certain that."""
    found = one.captures_named(line.plain)
    return found if found is not None and has_enough_words(line, one, found) else None


def is_among(one: Wanted, lines: Sequence[Line]) -> bool:
    """Return whether one of the lines is the wanted one, with all its names."""
    return any(one.captures_named(line.plain) is not None for line in lines)


def goes_back(lines: Sequence[Line], wanted: Sequence[Wanted], at: int, number: int) -> bool:
    """Return whether one of the lines is a wanted one before a number, from a place on, and none soon after it."""
    later = wanted[number + 1 : number + 1 + len(lines)]
    return any(
        any(is_among(one, [line]) for one in wanted[at:number])
        and not any(is_among(one, [line]) for one in later)
        for line in lines
    )


def has_enough_words(line: Line, one: Wanted, captures: Sequence[Capture]) -> bool:
    """Return whether a line that fits the pattern of a wanted one is certainly that line: it has enough of
    the form's words.
    """
    # A name that is the form's, or the tables' own, is as good as words of the form.
    strange = [
        one
        for one in every_capture(captures)
        if not one.piece.among and (not one.piece.literal or one.text != one.piece.literal)
    ]
    free = [capture for capture in strange if capture.piece.kind == "free"]
    words = len(line.plain) - sum(len(capture.text) for capture in strange)
    return words >= LEAST or (words > 1 and (one.heading or not free or one.pieces[0].literal.endswith(":")))


def read_gap(lines: Sequence[Line], wanted: Sequence[Wanted], book: Book) -> Prose:
    """Return what lines claim that stand in the same place as wanted ones and do not fit: the nearest of each are read
    by parts.
    """
    prose = Prose()
    rest = list(wanted)
    told = {line.row for line in lines if line.row}
    at = 0
    while at < len(lines):
        line = lines[at]
        near = rest[:GAP]
        places = [place for place, one in enumerate(near) if may_tell(line, one, told)]
        nearest = find_nearest(line, [near[place] for place in places])
        best = None if nearest is None else places[nearest]
        if best is None or not (line.row or near[best].may_be_about(line.plain)):
            if not line.written:
                prose.unread.append((line, line.text.strip()))
            at += 1
            continue
        # A list may be torn into paragraphs, and paragraphs of the form may be joined into one.
        torn = at + 1
        others = [one for one in near[best + 1 :] if one.row not in told]
        while torn < len(lines) and continues(line, lines[torn], near[best], others):
            torn += 1
        whole = line if torn == at + 1 else join_torn_lines(lines[at:torn])
        last = best + 1
        while torn == at + 1 and last < len(near) and is_joined(near[last], near[last - 1], line):
            last += 1
        like = [one for one in rest[:best] if one.clauses == rest[best].clauses]  # other rows of its table
        prose.absent += [one for one in rest[:best] if one.clauses != rest[best].clauses]
        pieces = [piece for one in rest[best:last] for piece in one.pieces]
        prose.patterns.append((whole, pieces))
        read_by_parts(prose, whole, with_parts_in_order(pieces, whole.plain), whole.plain, STEPS, book)
        rest = [*like, *rest[last:]]
        at = torn
    prose.absent += rest
    return prose


def may_tell(line: Line, one: Wanted, told: Set[str]) -> bool:
    """Return whether a line may be a wanted one, by the row of which that tells. told: the rows of which lines are known to tell."""
    if not told and not line.row:  # as in most places
        return True
    return one.row == line.row if line.row else one.row not in told


def find_nearest(line: Line, near: Sequence[Wanted]) -> int | None:
    """Return which of the near lines a line is, with other words: the one of which it has most words, or else
    the one that has most of its words; None when it is none of them.
    """
    shares: dict[Clauses, float] = {}  # rows of a table are told of in the same words
    for one in near:
        if one.clauses not in shares:
            shares[one.clauses] = measure_own_words(one, line.plain)
    best = max(range(len(near)), key=lambda at: shares[near[at].clauses], default=None)
    if best is None:
        return None
    if shares[same := near[best].clauses] >= ALIKE:
        about = (at for at, one in enumerate(near) if one.clauses == same and one.may_be_about(line.plain))
        return next(about, best)
    best = max(range(len(near)), key=lambda at: measure_overlap(near[at], line))
    return best if measure_overlap(near[best], line) >= (ALONE if len(near) == 1 else COVERED) else None


def continues(line: Line, after: Line, best: Wanted, others: Sequence[Wanted]) -> bool:
    """Return whether the next line goes on with what a line begins to say as a wanted one, which it does not say whole. others: those
    that stand behind that one, and may be said by the next line."""
    if line.heading or after.heading or after.written or after.row:
        return False
    share = measure_own_words(best, line.plain)
    if share >= WHOLE:
        return False
    if line.row and not any(measure_own_words(one, after.plain) >= ALIKE for one in others):
        both = measure_own_words(best, line.plain + after.plain)
        if both >= ALIKE and both > share:
            return True
    own = measure_overlap(best, after)
    return own >= COVERED and all(measure_overlap(one, after) < own for one in others)


def is_joined(one: Wanted, before: Wanted, line: Line) -> bool:
    """Return whether a line that says one line of the form says its next one, too: it has the words by which
    they differ.
    """
    own = one.grams - before.grams
    return (
        not one.heading
        and len(own) >= FEWEST
        and len(own & grams(line.plain)) >= WHOLE * len(own)
        and measure_own_words(one, line.plain) >= ALIKE
    )


def join_torn_lines(lines: Sequence[Line]) -> Line:
    """Return lines as the one that they are torn from."""
    whole = replace(lines[0], text="".join(line.text for line in lines), heading=False, written=False, own="")
    whole.plain = "".join(line.plain for line in lines)
    return whole


def measure_overlap(one: Wanted, line: Line) -> float:
    """Return how much of the words of a line, figures left out, stands in another, or how much of that one in
    the line, in pieces of a few letters: 0 to 1, the greater of both.
    """
    own, other = grams(line.plain), one.grams
    if one.written or len(own) < FEWEST or len(other) < FEWEST:
        return 0.0
    return len(own & other) / min(len(own), len(other))


def measure_own_words(one: Wanted, string: str) -> float:
    """Return how much of the form's own words of a line stands in a string, in order: 0 to 1."""
    found, total, _ = count_shared_letters(one.clauses, string, 0)
    return found / total if total else 0.0


def count_shared_letters(clauses: Clauses, string: str, at: int) -> tuple[int, int, int]:
    """Return how many letters of the clauses of a pattern stand in a string from a place on, how many there are, and
    where the last begins; of a choice the option counts of which most stands there.
    """
    found = total = 0
    for clause in clauses:
        if isinstance(clause, Clause):
            total += clause.length
            place = string.find(clause.words, at)
            if place >= 0:
                found += clause.length
                at = place
        else:
            options = [count_shared_letters(inner, string, at) for inner in clause]
            have, there, at = max(options, key=lambda option: option[0] / option[1] if option[1] else 0.0)
            found, total = found + have, total + there
    return found, total, at
