"""Reading a string by a pattern, in time linear in the string for each piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from narrator.checks.printed.pattern_pieces import Capture, Chosen, Piece
from narrator.tables.plain import common

# No amount has more digits: a run of them without end is looked at once, not from each of its digits to its end.
NUMBER = re.compile(r"-?\d{1,20}(?!\d)(?:,\d{3}){0,6}(?:\.\d{1,20}(?!\d))?")
DIGIT = r"(?<![\d.])-?\d"  # with which a number begins: none begins inside another
NOTHING = re.compile("(?!)")
NO_NAMES: frozenset[str] = frozenset()
FARTHEST = 20_000  # letters: a longer paragraph is not read


class Opening(NamedTuple):
    """How what follows a text begins: with one of some words or a number, or with anything when they are None. end:
    whether nothing may follow.
    """

    words: re.Pattern[str] | None
    end: bool


class Node:
    """A piece with what follows it. opening: of what follows a text, once that is known."""

    __slots__ = ("following", "opening", "piece")

    def __init__(self, piece: Piece, following: Node | None) -> None:
        self.piece, self.following = piece, following
        self.opening: Opening | None = None


class Fork(Node):
    """A choice with what follows it, which each of its options leads on to."""

    __slots__ = ("_close", "_starts")

    def __init__(self, piece: Piece, following: Node | None) -> None:
        super().__init__(piece, following)
        self._close = Node(CLOSE, following)
        self._starts: dict[int, Node | None] = {}

    def start(self, number: int) -> Node | None:
        """Return the first node of an option, made when somebody tries it: most are not. None for an option of no pieces that
        nothing follows."""
        if number not in self._starts:
            self._starts[number] = compiled(self.piece.options[number][1], self._close)
        return self._starts[number]


Step = tuple[Node, int, int, frozenset[str]]  # a piece, where it begins and ends, the situations chosen
CLOSE = Piece("closing")
MARKS = "。,;:、"
AMOUNT = "万元"
ONE_WAY = frozenset(["literal", "number", "mark", "closing"])  # pieces that end in one place only


def compiled(found: Sequence[Piece], following: Node | None = None) -> Node | None:
    """Return pieces as linked nodes that lead on to the node that follows. None for no pieces that lead on to nothing."""
    for piece in reversed(found):
        following = (Fork if piece.kind == "choice" else Node)(piece, following)
    return following


def matched(start: Node | None, string: str) -> tuple[Capture, ...] | None:
    """Return the captures of a whole string, read by the pattern that begins at a node; None when it does not fit."""
    found = match_to(start, string, 0, True)
    return None if found is None else found[0]


def match_to(start: Node | None, string: str, at: int, whole: bool) -> tuple[tuple[Capture, ...], int] | None:
    """Return the same as `matched` of a string from a place on, and where the match ends. whole: it has to end with the
    string. None when it does not fit."""
    if len(string) > FARTHEST:
        return None
    failed: set[tuple[int, int]] = set()
    lost: dict[int, int] = {}  # a text → where it begins first of the places from which nothing fits

    def run(node: Node | None, at: int) -> list[Step] | None:
        """Return the steps from a node at a place to the end, the last first. None when none of them leads there."""
        passed: list[Step] = []
        while node is not None and node.piece.kind in ONE_WAY:
            end = end_of(node.piece, string, at)
            if end is None:
                return None
            if node.piece.kind not in ("literal", "mark"):
                passed.append((node, at, end, NO_NAMES))
            node, at = node.following, end
        if node is None:
            return [(END, at, at, NO_NAMES), *passed[::-1]] if not whole or at == len(string) else None
        key, text = (id(node), at), node.piece.kind == "free" and not node.piece.among
        # A text may end wherever one that begins later may; where that did not fit, this one does not.
        known = lost.get(id(node), len(string) + 1)
        if key in failed or at >= known:
            return None
        for end, names, following in steps(node, string, at, known + node.piece.least, whole):
            rest = run(following, end)
            if rest is not None:
                return [*rest, (node, at, end, names), *passed[::-1]]
        if text:
            lost[id(node)] = at
        else:
            failed.add(key)
        return None

    try:
        trail = run(start, at)
    except RecursionError:
        return None
    if trail is None:
        return None
    trail.reverse()
    return nest_captures(trail, string), trail[-1][1]


END = Node(Piece("finish"), None)


def end_of(piece: Piece, string: str, at: int) -> int | None:
    """Return where a piece that can end in one place only ends when it begins at a place; None when it does
    not stand there.
    """
    if piece.kind == "literal":
        return at + len(piece.literal) if string.startswith(piece.literal, at) else None
    if piece.kind == "number":
        found = NUMBER.match(string, at)
        return found.end() if found else None
    if piece.kind == "mark":
        return (
            at + 1 if string[at : at + 1] in MARKS and at < len(string) else at if at == len(string) else None
        )
    return at


def steps(
    node: Node, string: str, at: int, until: int, whole: bool
) -> Iterator[tuple[int, frozenset[str], Node | None]]:
    """Return the ways on from a node, a choice or a text, at a place: where each ends, the situations chosen, and the node
    that follows, None at the end. A text ends before `until`, but for one of a few."""
    if isinstance(node, Fork):
        for number, (names, inner) in enumerate(node.piece.options):
            words = inner[0].literal if inner and inner[0].kind == "literal" else ""
            if string.startswith(words, at):
                yield at, names, node.start(number)
    elif node.piece.among:
        for words in node.piece.among:
            if string.startswith(words, at):
                yield at + len(words), NO_NAMES, node.following
    else:
        name = node.piece.literal
        if node.piece.item and AMOUNT[-1] not in name and (stop := string.find(AMOUNT, at)) >= 0:
            until = min(until, stop)  # what goes on over an amount is the next item of a list
        found = ends(node, string, at + node.piece.least, until, whole)
        for end in takewhile(lambda end: end < until, found):
            yield end, NO_NAMES, node.following


def ends(node: Node, string: str, at: int, until: int, whole: bool) -> Iterator[int]:
    """Return where a text that begins before a place may end: before the words that follow it, the nearest
    first.

    Where a known name ends comes before them, when that is before `until`.
    """
    following = node.following
    while following is not None and following.piece.kind == "closing":
        following = following.following
    if node.piece.literal and following is not None and following.piece.kind == "free":
        # A name with another text behind it: the name that is known, or as much of it as is there.
        begin = at - node.piece.least
        same = common(node.piece.literal, string, begin)
        if same > 1 and begin + same < until:
            yield begin + same
    if node.opening is None:
        node.opening = opening_of(following)
    words, end = node.opening
    if words is None or (end and not whole):
        yield from range(at, len(string) + 1)
        return
    yield from (found.start() for found in words.finditer(string, at))
    if end:
        yield len(string)


def opening_of(node: Node | None) -> Opening:
    """Return with what a string must go on, so that what follows in a pattern may fit."""
    found = openings_of(node)
    if found is None:
        return Opening(None, False)
    stated = "|".join(one for one in found if one)
    return Opening(re.compile(f"(?={stated})") if stated else NOTHING, None in found)


def openings_of(node: Node | None) -> list[str | None] | None:
    """Return what that to which a node leads on may begin with, as `openings` does. None when that may be anything."""
    if node is None:
        return [None]
    return openings((node.piece,) if node.piece is not CLOSE else (), node.following)


def openings(pieces: Sequence[Piece], following: Node | None) -> list[str | None] | None:
    """Return what pieces that lead on to a node may begin with, as regular expressions, None among them for the end; None
    when they may begin with anything.
    """
    if not pieces:
        return openings_of(following)
    match pieces[0].kind:
        case "literal":
            return [re.escape(pieces[0].literal)]
        case "free" if pieces[0].among:
            return [re.escape(words) for words in pieces[0].among]
        case "number":
            return [DIGIT]
        case "choice":
            found: list[str | None] = []
            for _, inner in pieces[0].options:
                begins = openings((*inner, *pieces[1:]), following)
                if begins is None:
                    return None
                found += begins
            return found
        case _:
            return None


def read_choice_as(capture: Capture, situation: str) -> Capture | None:
    """Return the capture of a choice, read in the words for a situation; None when it does not say that."""
    if isinstance(capture.piece, Chosen) and capture.piece.own is not None:
        composed = Capture(capture.piece, *capture.piece.own)
        if situation in composed.chosen and composed.text == capture.text:
            return composed
    for names, inner in capture.piece.options:
        if situation in names:
            parts = matched(compiled(inner), capture.text)
            return None if parts is None else Capture(capture.piece, capture.text, names, parts)
    return None


def nest_captures(trail: Sequence[Step], string: str) -> tuple[Capture, ...]:
    """Return the captures along a trail, those of a choice inside it."""
    inside: list[Capture] = []
    opened: list[
        tuple[Node, int, frozenset[str], list[Capture]]
    ] = []  # the choices around, and what stands before each
    for node, start, end, names in trail:
        kind = node.piece.kind
        if kind == "choice":
            opened.append((node, start, names, inside))
            inside = []
        elif kind == "closing":
            choice, begin, chosen, before = opened.pop()
            inside = [*before, Capture(choice.piece, string[begin:start], chosen, tuple(inside))]
        elif kind != "finish":
            inside.append(Capture(node.piece, string[start:end]))
    return tuple(inside)
