"""Sentences that say in other words what the form says: read by their parts and taken for the form's claims.

Which figures a part is about is known from the form's sentence that stands in the same place; nothing is taken for a
claim that is not certain to be it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece, composed_wording
from narrator.checks.printed.prose import Claim, Completion, Prose
from narrator.checks.printed.statement import REASON, StatedFigure, Statement, read_statement
from narrator.disclosure.value import Figure
from narrator.facts.change import CHANGE, CHANGE_IN_TIMES
from narrator.phrases.entries import Book, table_of_wording
from narrator.regex import HAN_LETTER
from narrator.sources import Derived, Said
from narrator.tables.plain import PRINTED_NUMBER, common, is_off_by_a_letter
from narrator.tables.public import NUMBER

MARKS = "。,;:"
LEAST = 4  # letters of a subject that are enough to know it by
OTHERS = "其他"  # 其他国内公务接待支出: not what it is besides
SHORTEST = 2  # letters of a name
YEAR = re.compile(r"\d{4}年")
OF_YEAR = re.compile("[0-9年度]+")
NUMBER_OR_YEAR = re.compile(rf"{PRINTED_NUMBER}年?")
NEAR = 14  # letters between a subject and its figure
# That nothing changed since the year before: forms ask for that (如持平作持平表述) and rarely say in which words.
FLAT = re.compile("[与同和较比]上一?年度?(?:决算)?(?:支出)?数?(?:相比)?持平")
STATED = {
    **dict.fromkeys((CHANGE.name, CHANGE_IN_TIMES.name), ("变动额", "变动率", "变动倍数", "上年")),
    "占比": ("比例",),
    "完成": ("决算数", "预算数", "完成率"),
}


class PiecePlace(NamedTuple):
    """Where a piece of the form's sentence would stand: behind its subject, the words before it."""

    piece: Piece
    subject: str


def read_reworded(prose: Prose, line: Line, found: Sequence[Piece], string: str, book: Book) -> str:
    """Read in a string, part of a line, what a pattern claims.

    Return what of it is left to be told, with … for what was read: the figures that were not read with the words around them, all
    of it when nothing was read, "" when everything was. A year that the pattern has is no figure here.
    """
    taken: list[tuple[int, int]] = []
    read_any = False
    claims = choices(found, book)
    places = list(find_piece_places(found, claims))
    items = [one.literal for one in found if one.item and one.literal]
    spans: list[tuple[int, int] | None] = []
    begun: set[int] = set()  # where choices stand: a later one of the same subject stands behind
    for place in places:
        span = (
            None if is_of_another(place.subject, string, items) else place_of_subject(place.subject, string)
        )
        if span is not None and place.piece.kind == "choice":
            again = string.find(place.subject, span[1]) if span[0] in begun else -1
            span = span if again < 0 else (again, again + len(place.subject))
            begun.add(span[0])
        spans.append(span)
    subjects = [place.subject for place in places if place.piece.kind == "choice"]
    for at, (place, span) in enumerate(zip(places, spans, strict=True)):
        if place.piece.kind == "number":
            if span is not None and (value := value_behind(place.piece, string, span[1], found)) is not None:
                text = string[span[0] : value[1]]
                prose.claims.append(Claim(line, text, (Capture(place.piece, string[slice(*value)]),)))
                taken.append(value)
            continue
        begin = 0 if len(claims) == 1 else None if span is None else span[0]
        if begin is None:
            continue
        others = [one[0] for one in spans[at + 1 :] if one is not None and one[0] > begin]
        end = min([*others, *turns(string, begin, place.subject, subjects)], default=len(string))
        statement = read_statement(string[begin:end], line.unit)
        if (read := take_claim(prose, line, place.piece, statement, book)) is not None:
            read_any = True
            taken += [(begin + part.start, begin + part.end) for part in read]
            taken += [(begin + one, begin + other) for one, other in statement.reasons]
    if not read_any and not taken:
        return string
    years = set(years_of(found))
    figures = (one for words in untaken(string, taken) for one in NUMBER_OR_YEAR.findall(words))
    return left(string, taken) if any(one not in years for one in figures) else ""


def says_flat(string: str, found: Sequence[Piece], book: Book) -> bool:
    """Return whether a string says of each subject of a pattern's claims, and of nothing else, that it is as in the year
    before, whatever the reason is."""
    places = find_piece_places(found, choices(found, book))
    subjects = [place.subject for place in places]
    own: list[str] = []
    for sentence in re.split("[。;]", string):
        is_reason = False
        for clause in filter(None, re.split(f"[{MARKS}]", sentence)):
            stayed = subject_that_stayed(clause)
            is_reason = not stayed and bool(own) and (is_reason or REASON.match(clause) is not None)
            if is_reason and NUMBER.search(clause):
                return False
            own += [] if is_reason else [stayed]
    return all(own) and len(own) == len(subjects) and all(map(str.startswith, subjects, own))


def subject_that_stayed(clause: str) -> str:
    """Return of what a clause says that it did not change since the year before; "" where it says something else."""
    found = FLAT.search(clause)
    return clause[: found.start()] if found and found.end() == len(clause) else ""


def turns(string: str, begin: int, subject: str, others: Sequence[str]) -> Iterator[int]:
    """Yield where clauses of a string that stand behind the beginning of one begin with more of another subject than of its
    own: what is said from there on is said of that."""
    for at, mark in enumerate(string[:-1], 1):
        if at > begin and mark in MARKS:
            most = max(common(other, string, at) for other in others)
            if most >= LEAST and most > common(subject, string, at):
                yield at


def untaken(string: str, taken: list[tuple[int, int]]) -> Iterator[str]:
    """Yield the pieces of a string that are not taken."""
    end = 0
    for begin, after in sorted(taken):
        if begin > end:
            yield string[end:begin]
        end = max(end, after)
    yield string[end:]


def left(string: str, taken: list[tuple[int, int]]) -> str:
    """Return a string with … for what is taken of it and for the marks between."""
    shown, end = "", 0
    for begin, after in sorted(taken):
        words = string[end:begin]
        shown += words if words.strip(MARKS) else ""
        shown += "" if shown.endswith("…") else "…"
        end = max(end, after)
    rest = string[end:]
    return shown + rest if rest.strip(MARKS) else shown


def years_of(found: Sequence[Piece]) -> Iterator[str]:
    """Yield the years in a pattern, as they were composed: 2023年."""
    for piece, after in pairwise([*found, Piece("literal")]):
        if piece.kind == "choice" and piece.options:
            yield from years_of(composed_wording(piece))
        elif piece.kind == "number" and after.literal[:1] == "年":
            yield f"{piece.source}年"
        else:
            yield from YEAR.findall(piece.literal)


def choices(found: Sequence[Piece], book: Book) -> list[Piece]:
    """Return the choices of a pattern that state a change, a completion or a share."""
    return [
        piece
        for piece in found
        if piece.kind == "choice"
        and isinstance(piece.source, Said)
        and table_of_wording(piece.source, book).kind.name in STATED
    ]


def find_piece_places(found: Sequence[Piece], claims: Sequence[Piece]) -> Iterator[PiecePlace]:
    """Return the figures of a pattern and those of its choices that claim something, each with its subject."""
    words = ""
    for piece in found:
        if piece.kind == "number" and isinstance(piece.source, (Figure, Derived)):
            yield PiecePlace(piece, subject_in(words))
            words += "|"
        elif piece in claims:
            begin = composed_wording(piece)[:1] if piece.options else []
            own = begin[0].literal if begin and begin[0].kind == "literal" else ""
            yield PiecePlace(
                piece, subject_in(words + own) if len(HAN_LETTER.findall(own)) >= LEAST else subject_in(words)
            )
            words += "|"
        else:
            words += piece.literal or "|"


def subject_in(words: str) -> str:
    """Return the last clause of words that says enough to be a subject; "" when none does."""
    for clause in reversed(re.split(r"[。,;:|、]", words)):
        if len(HAN_LETTER.findall(clause)) >= LEAST:
            return clause
    return ""


def is_of_another(subject: str, string: str, items: Sequence[str]) -> bool:
    """Return whether a subject is about an item of those of a pattern, and a string about another one of them alone."""
    own = [name for name in items if name in subject]
    return bool(own) and not any(name in string for name in own) and any(name in string for name in items)


def place_of_subject(subject: str, string: str) -> tuple[int, int] | None:
    """Return where a subject stands in a string; None when it does not stand there, or not nearly, or what is besides it (其他…)."""
    if not subject:
        return None
    at = string.find(subject)
    if at >= 0:
        return None if string[:at].endswith(OTHERS) else (at, at + len(subject))
    same = SequenceMatcher(None, subject, string, autojunk=False).find_longest_match()
    if same.size < max(LEAST, len(subject) * 2 // 3) or string[: same.b].endswith(OTHERS):
        return None
    begin = max(string.rfind(mark, 0, same.b) for mark in MARKS) + 1 if same.a else same.b
    misnamed = is_another_name(subject[: same.a], string[begin : same.b])
    return None if misnamed else (same.b, same.b + same.size)


def is_another_name(name: str, words: str) -> bool:
    """Return whether words that stand in the place of a name are another name: both have letters enough besides a year, and no more than
    half of the name stands there, or all but a letter."""
    name, words = (OF_YEAR.sub("", one) for one in (name, words))
    if min(len(name), len(words)) < SHORTEST or is_off_by_a_letter(name, words):
        return False
    if len(name) == len(words) and sum(map(str.__eq__, name, words)) == len(name) - 1:
        return False
    same = SequenceMatcher(None, name, words, autojunk=False).find_longest_match().size
    return 2 * same <= len(name)


def value_behind(piece: Piece, string: str, start: int, found: Sequence[Piece]) -> tuple[int, int] | None:
    """Return where the number of a piece stands in a string, right behind its subject and before the unit that the form has.
    None when it stands elsewhere."""
    value = NUMBER.search(string, start, start + NEAR)
    if value is None or any(mark in string[start : value.start()] for mark in "。;"):
        return None
    after = found.index(piece) + 1
    unit = found[after].literal if after < len(found) and found[after].kind == "literal" else ""
    return value.span() if unit[:1] and string.startswith(unit[:1], value.end()) else None


def take_claim(
    prose: Prose, line: Line, piece: Piece, statement: Statement, book: Book
) -> Sequence[StatedFigure] | None:
    """Return the figures by which a statement claims what a choice does, of each role the first, and all budgets of a completion; then it
    is one of the claims of the prose. None when it does not claim that. Whatever else it states is not read."""
    said = piece.source
    if not isinstance(said, Said):
        return None
    kind = table_of_wording(said, book).kind
    parts = [part for part in statement.parts if part.role in STATED[kind.name]]
    if kind.name == "完成" and (parts or statement.comparisons):
        prose.completions.append(Completion(line, said, piece, statement))
        return [part for part in parts if part.role != "决算数" or part is statement.of("决算数")[0]]
    first: dict[str, StatedFigure] = {}
    for part in parts:
        first.setdefault(part.role, part)
    if kind.changes_amount and (
        any(part.sign for part in parts) or (not parts and (statement.flat or statement.turn))
    ):
        signs = {part.sign for part in parts if part.sign} or {0 if statement.flat else statement.turn}
        names = [name for name, one in kind.situations.items() if one.direction in signs]
    elif kind.name == "占比" and len(parts) == 1:
        names = ["有比例"]
    else:
        return None
    prose.claims.append(Claim(line, statement.text, (capture(piece, statement, first, names),)))
    return [*first.values()]


def capture(
    piece: Piece, statement: Statement, parts: Mapping[str, StatedFigure], names: Sequence[str]
) -> Capture:
    """Return a choice as a statement says it: for the situations of the given names. parts: its figures, by their roles."""
    inside = [Capture(Piece("number", source=role), part.text) for role, part in parts.items()]
    if any(one.source == "原因" for _, option in piece.options for one in option):
        given = (Capture(Piece("free", source="理由"), statement.reason or ""),)
        chosen = frozenset(["有" if statement.reason is not None else "无"])
        inside.append(Capture(Piece("choice", source="原因"), statement.reason or "", chosen, given))
    return Capture(piece, statement.text.rstrip(MARKS), frozenset(names), tuple(inside))
