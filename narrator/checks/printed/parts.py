"""A line that does not fit its pattern as a whole: sentence by sentence, then clause by clause.

What is left over is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.checks.printed.lines import Line
from narrator.checks.printed.matching import compiled, match_to
from narrator.checks.printed.piece import Capture, Piece, least, skeleton
from narrator.checks.printed.prose import Claim, Prose

LEAST = 4  # letters of the form's own that a pattern must have to be recognised by
SENTENCE = "。"
CLAUSE = "。,;:"


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
        if piece.kind != "literal":
            parts[-1].append(piece)
            continue
        for word in cut_at(piece.literal, marks):
            parts[-1].append(Piece("literal", word, piece.source))
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
    if found and not least(found) and all(piece.kind != "number" for piece in found):
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
        for names, inner in piece.options if piece.kind == "choice" and piece.source != "原因" else ():
            for clause in split(inner, CLAUSE)[:1]:
                if any(one.kind == "number" for one in clause):
                    clauses.setdefault(skeleton(clause), (clause, set()))[1].update(names)
        for clause, situations in clauses.values():
            hit = place_of(clause, string, 0, CLAUSE)
            if hit is not None:
                begin, captures, end = hit
                whole = Capture(piece, string[begin:end].rstrip(CLAUSE), frozenset(situations), captures)
                prose.claims.append(Claim(line, string[begin:end], (whole,)))
                return begin, end
    return 0, 0
