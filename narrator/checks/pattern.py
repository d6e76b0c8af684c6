"""Sentences as patterns: what may be printed where a form's sentence stands, made from the composed sentence.

A composed text knows which of its parts are the form's own words, which are figures, names and texts, and
which words a phrasebook chose (its spans). So narrator can read all that it can write: a figure becomes a
place for any figure, a chosen wording a choice of all the wordings of its table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from narrator.checks.grid import MARK, common, plain
from narrator.disclosure.value import Figure, Words, Year
from narrator.document import Slot, Span, Text, cut
from narrator.facts.operand import Derived
from narrator.phrases.book import REASON, Book, Table
from narrator.phrases.engine import Said
from narrator.phrases.wording import Blank, Wording

NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
FIGURES = frozenset(["本年", "上年", "变动额", "变动率", "决算数", "预算数", "完成率", "差额", "部分", "整体", "比例", "数", "项数"])  # fmt: skip
LISTED = frozenset(["各项", "文字"])
FARTHEST = 20_000  # letters: a longer paragraph is not read


@dataclass(eq=False)
class Piece:
    """A part of a pattern.

    kind: 字 (the words LITERAL), 数 (any number), 文 (any text, most likely LITERAL), 选 (one of OPTIONS).
    source: where it comes from: a figure, a name, a slot, what was said; the name of a blank in an option.
    options: the situations that a wording is for → the pieces of the wording.
    """

    kind: str
    literal: str = ""
    source: object = None
    options: tuple[tuple[frozenset[str], tuple[Piece, ...]], ...] = ()
    least: int = 0


@dataclass(frozen=True)
class Capture:
    """What was printed in the place of a piece. parts: the captures inside, for a choice; chosen: its situations."""

    piece: Piece
    text: str
    chosen: frozenset[str] = frozenset()
    parts: tuple[Capture, ...] = ()


def pieces(text: Text, book: Book) -> list[Piece]:
    """The pattern of TEXT: every part by its source."""
    found: list[Piece] = []
    end = 0
    for span in sorted(text.spans, key=lambda span: (span.start, -span.end)):
        if span.start < end or (span.start == span.end < end):
            continue
        piece = piece_of(span, text, book)
        if piece is not None:
            found += literal(text.string[end : span.start])
            found.append(piece)
            end = span.end
    return [*found, *literal(text.string[end:])]


def literal(words: str) -> list[Piece]:
    return [Piece("字", plain(words))] if plain(words) else []


def piece_of(span: Span, text: Text, book: Book) -> Piece | None:
    match span.source:
        case Said() as said:
            return choice(said, cut(text, span.start, span.end), book)
        case Words() as words if words.text.isdigit() and words.path.endswith(words.text):  # a code
            return Piece("字", plain(words.text), words)
        case Words() as words:
            return Piece("文", plain(words.text), words, least=1)
        case Slot():
            return Piece("文", source=span.source)
        case Figure() | Derived() | Year():
            return Piece("数", source=span.source)
        case _:
            return None


def choice(said: Said, text: Text, book: Book) -> Piece:
    """All that the phrasebook may say in the place of SAID, whose words are TEXT."""
    wording = said.wording
    text = Text(text.string, tuple(span for span in text.spans if not isinstance(span.source, Said)))
    tables = [table for table in book.values() if table.entries.get(said.fact.situation) is wording]
    parameters = frozenset(name for table in tables for name in table.parameters or ())
    values = recovered(wording, text, book, parameters)
    options: dict[tuple[str, ...], tuple[set[str], tuple[Piece, ...]]] = {}
    for table in tables:
        for situation in table.kind.situations if table.kind else ():
            entry = table.entries[situation]
            key = (str(entry), str(table.entries.get(REASON, "")))
            inner = options.setdefault(key, (set(), tuple(filled(entry, table, values))))
            inner[0].add(situation)
    # Longer wordings first, so that one which is the beginning of another is not taken for it.
    ordered = sorted(options.values(), key=lambda option: -sum(len(piece.literal) for piece in option[1]))
    return Piece("选", source=said, options=tuple((frozenset(names), inner) for names, inner in ordered))


def recovered(
    wording: Wording, text: Text, book: Book, parameters: frozenset[str]
) -> Mapping[str, list[Piece]]:
    """What the template filled into the parameters of WORDING (主语), seen from TEXT, which it says."""
    blanks = [
        Piece("字", part) if isinstance(part, str) else Piece("文", source=part.name)
        for part in wording.pieces
    ]
    values: dict[str, list[Piece]] = {}
    at = 0
    for capture in matched(compiled(blanks), text.string) or ():
        start = text.string.find(capture.text, at)
        name = str(capture.piece.source)
        if name in parameters:
            values.setdefault(name, pieces(cut(text, start, start + len(capture.text)), book))
        at = start + len(capture.text)
    return values


def filled(entry: Wording, table: Table, values: Mapping[str, list[Piece]]) -> Iterator[Piece]:
    """The pieces of the wording ENTRY of TABLE, with what the template filled in."""
    for part in entry.pieces:
        if not isinstance(part, Blank):
            yield from literal(part)
        elif part.name == "原因":
            clause = table.entries.get(REASON)
            said = tuple(Piece("文", source="理由") if isinstance(one, Blank) else Piece("字", plain(one)) for one in clause.pieces) if clause else ()  # fmt: skip
            yield Piece("选", source="原因", options=((frozenset(["有"]), said), (frozenset(["无"]), ())))
        elif part.name in values:
            yield from values[part.name]
        elif part.name in FIGURES and part.name not in (table.parameters or ()):
            yield Piece("数", source=part.name)
        else:
            yield Piece("文", source=part.name, least=part.name not in LISTED)


# ---- matching, in time linear in the text for each piece ----


@dataclass(eq=False)
class Node:
    """A piece with what follows it; of a choice, each option leads on to the same node."""

    piece: Piece
    following: Node | None
    starts: list[tuple[frozenset[str], Node | None]] = field(default_factory=list)
    closes: Node | None = None
    opening: re.Pattern[str] | None = None


CLOSE = Piece("尾")


def compiled(found: Sequence[Piece], following: Node | None = None) -> Node | None:
    """FOUND as linked nodes that lead on to FOLLOWING."""
    for piece in reversed(found):
        node = Node(piece, following)
        if piece.kind == "选":
            close = Node(CLOSE, following)
            node.starts = [(names, compiled(inner, close)) for names, inner in piece.options]
        following = node
    return following


def matched(start: Node | None, string: str, at: int = 0, whole: bool = True) -> tuple[Capture, ...] | None:
    """The captures of STRING from AT on, read by the pattern that begins at START; None when it does not fit."""
    found = match_to(start, string, at, whole)
    return None if found is None else found[0]


def match_to(start: Node | None, string: str, at: int, whole: bool) -> tuple[tuple[Capture, ...], int] | None:
    """As `matched`, with the place where the match ends; WHOLE: it has to end with the string."""
    if len(string) > FARTHEST:
        return None
    failed: set[tuple[int, int]] = set()

    def run(node: Node | None, at: int) -> list[tuple[Node, int, int, frozenset[str]]] | None:
        if node is None:
            return [(END, at, at, frozenset())] if not whole or at == len(string) else None
        key = (id(node), at)
        if key in failed:
            return None
        for end, names, next_node in steps(node, string, at, whole):
            rest = run(next_node, end)
            if rest is not None:
                if node.piece.kind != "字":
                    rest.append((node, at, end, names))
                return rest
        failed.add(key)
        return None

    try:
        trail = run(start, at)
    except RecursionError:
        return None
    if trail is None:
        return None
    trail.reverse()
    return nested(trail, string), trail[-1][1]


END = Node(Piece("终"), None)


def steps(node: Node, string: str, at: int, whole: bool) -> Iterator[tuple[int, frozenset[str], Node | None]]:
    """The ways on from NODE at AT: where each ends, the situations chosen, and the node that follows."""
    piece = node.piece
    if piece.kind == "字":
        if string.startswith(piece.literal, at):
            yield at + len(piece.literal), frozenset(), node.following
    elif piece.kind == "数":
        if found := NUMBER.match(string, at):
            yield found.end(), frozenset(), node.following
    elif piece.kind == "选":
        for names, first in node.starts:
            yield at, names, first
    elif piece.kind == "尾":
        yield at, frozenset(), node.following
    else:
        yield from ((end, frozenset(), node.following) for end in ends(node, string, at + piece.least, whole))


def ends(node: Node, string: str, at: int, whole: bool) -> Iterator[int]:
    """Where a text that begins before AT may end: before the words that follow it, the nearest first."""
    following = node.following
    while following is not None and following.piece.kind == "尾":
        following = following.following
    if node.piece.literal and following is not None and following.piece.kind == "文":
        # A name with another text behind it: the name that is known, or as much of it as is there.
        begin = at - node.piece.least
        same = common(node.piece.literal, string, begin)
        if same > 1:
            yield begin + same
    words = openings(following)
    if words is None or (None in words and not whole):
        yield from range(at, len(string) + 1)
        return
    if node.opening is None:
        node.opening = re.compile(f"(?={'|'.join(re.escape(word) for word in words if word)})")
    if any(words):
        yield from (found.start() for found in node.opening.finditer(string, at))
    if None in words:
        yield len(string)


def openings(node: Node | None) -> list[str | None] | None:
    """The words with which what NODE leads on to may begin, None among them for the end; None when it may begin
    with anything."""
    if node is None:
        return [None]
    match node.piece.kind:
        case "字":
            return [node.piece.literal]
        case "尾":
            return openings(node.following)
        case "选":
            found: list[str | None] = []
            for _, first in node.starts:
                words = openings(first)
                if words is None:
                    return None
                found += words
            return found
        case _:
            return None


def read_as(capture: Capture, situation: str) -> Capture | None:
    """CAPTURE, of a choice, read in the words for SITUATION; None when it does not say that."""
    for names, inner in capture.piece.options:
        if situation in names:
            parts = matched(compiled(inner), capture.text)
            return None if parts is None else Capture(capture.piece, capture.text, names, parts)
    return None


def nested(trail: Sequence[tuple[Node, int, int, frozenset[str]]], string: str) -> tuple[Capture, ...]:
    """The captures along TRAIL, those of a choice inside it."""
    stack: list[tuple[Node | None, int, frozenset[str], list[Capture]]] = [(None, 0, frozenset(), [])]
    for node, start, end, names in trail:
        kind = node.piece.kind
        if kind == "选":
            stack.append((node, start, names, []))
        elif kind == "尾":
            opened, begin, chosen, parts = stack.pop()
            assert opened is not None
            stack[-1][3].append(Capture(opened.piece, string[begin:start], chosen, tuple(parts)))
        elif kind != "终":
            stack[-1][3].append(Capture(node.piece, string[start:end]))
    return tuple(stack[0][3])


def skeleton(found: Sequence[Piece]) -> str:
    """What a pattern says, for people: its own words, and … for the rest."""
    shown = ""
    for piece in found:
        if piece.kind == "字":
            shown += piece.literal
        elif piece.kind == "选" and piece.options and not isinstance(piece.source, str):
            shown += skeleton(piece.options[0][1])
        else:
            shown += "" if shown.endswith("…") else "…"
    return shown


def unmarked(found: list[Piece]) -> list[Piece]:
    """A pattern without the number that it begins with."""
    if found and found[0].kind == "字" and found[0].source is None and (mark := MARK.match(found[0].literal)):
        rest = found[0].literal[mark.end() :]
        return [*([Piece("字", rest)] if rest else []), *found[1:]]
    return found
