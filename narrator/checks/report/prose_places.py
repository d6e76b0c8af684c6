"""What a finding on prose calls its places."""

from __future__ import annotations

import re

from narrator.checks.finding import Side
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture
from narrator.checks.printed.prose import Claim
from narrator.problem import shorten
from narrator.tables.plain import plain

MOST = 24  # letters of a sentence that are enough to find it
FIRST = 16  # and of a paragraph
SHORT, LONG, LONGEST = 20, 30, 40  # letters by which what a finding is about is called
MARKS = "。,;:"
NEAR = 10  # letters on each side of what was found that are shown


def side_of_claim(claim: Claim, text: str) -> Side:
    """Return what a claim prints, with its place."""
    return Side(f"正文“{shorten(claim.text, MOST)}”", text, claim.line.place)


def side_of_capture(claim: Claim, capture: Capture) -> Side:
    """Return what a claim captures, with its place: of words that stand there several times the words before them."""
    words = capture.text
    same = [one for one in claim.captures if words and one.text == words]
    at = next((at for at, one in enumerate(same) if one.piece is capture.piece), 0)
    if not at or claim.text.count(words) != len(same):
        return side_of_claim(claim, words)
    before = claim.text.split(words)[at]
    return Side(f"正文“{shorten(before.lstrip(MARKS), MOST)}”", words, claim.line.place)


def at_line(line: Line, text: str) -> Side:
    """Return what stands in a line, with the first words of its paragraph where it is not these words itself."""
    return quote_words(Side("正文", line.text, line.place), text)


def quote_words(place: Side, text: str) -> Side:
    """Return a place in prose or in a table, which has all that stands there, with the words that a finding quotes;
    prose is named by its first words where these are not the words.
    """
    begin, words = place.value.strip(), plain(text).rstrip("…")
    same = not begin or (words and plain(begin).startswith(words))
    named = place.name if same or not place.path else f"{place.name}“{shorten(begin, FIRST)}”"
    return Side(named, text, place.path)


def words_around(text: str, found: re.Match[str]) -> str:
    """Return what was found with the words around it, on one line."""
    begin, end = max(0, found.start() - NEAR), min(len(text), found.end() + NEAR)
    return text[begin:end].replace("\n", " ").strip()


def quote_beginning(capture: Capture) -> str:
    """Return the beginning of what was printed and captured, as a finding calls it."""
    return f"“{shorten(capture.text, MOST)}”"
