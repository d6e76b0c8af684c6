"""Every regular expression of narrator takes time by the length of what it searches, whatever stands there.

All that modules hold are found by importing them, so that none is left out; each meets texts that repeat its own
letters and words, digits, blanks and Chinese letters.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._constants as constants  # type: ignore[import-untyped]
import re._parser as parser  # type: ignore[import-untyped]
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

import narrator
from narrator import toml
from narrator.checks.printed import headings, repairs
from narrator.edits.differences import find_figures
from narrator.readers import positions
from narrator.regex import Later

SHORT, LONG = 200, 800  # letters; each is held against a text four times as long
CHEAP = 60  # times what it takes to look for one letter: so little that no square of the length is in it
QUADRATIC = 9  # times as long: between 4, which is linear, and 16
LETTERS = ("1", "1,", "1.", " ", "\n", "一", "字", "a", "a ", "(", "[", "{{", "“", '\\"', "，")
ONE_LETTER = re.compile("[b]")
FITTED = {
    one.pattern for one in (toml.NAMES, toml.TOKEN, positions.TOKEN)
}  # to what is TOML or JSON already: no quotation mark is open


def held_patterns(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """The patterns of text in a module's VALUE, also within tuples and tables."""
    if isinstance(value, Later):
        yield re.compile(value.pattern, value.flags)
    elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from held_patterns(one, depth - 1)
    elif depth and isinstance(value, dict):
        yield from held_patterns([*value, *value.values()], depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        yield from held_patterns([getattr(value, one.name) for one in fields(value)], depth - 1)


def every_pattern() -> dict[re.Pattern[str], str]:
    """All patterns of narrator's modules, each with the first place that holds it."""
    found: dict[re.Pattern[str], str] = {}
    for module in sorted(one.name for one in pkgutil.walk_packages(narrator.__path__, "narrator.")):
        if not module.endswith("__main__"):
            for name, value in vars(importlib.import_module(module)).items():
                for pattern in held_patterns(value):
                    found.setdefault(pattern, f"{module}.{name}")
    return found


def own_words(pattern: re.Pattern[str]) -> list[str]:
    """The words that PATTERN has in full, and letters of the sets that it takes one of."""
    words: set[str] = set()

    def walk(steps: object) -> None:
        word = ""
        for code, value in steps:  # type: ignore[attr-defined]
            if code is constants.LITERAL:
                word += chr(value)
                continue
            words.add(word)
            word = ""
            match code:
                case constants.IN:
                    words.update(chr(one) for kind, one in value[:4] if kind is constants.LITERAL)
                    words.update(chr(one[0]) for kind, one in value[:4] if kind is constants.RANGE)
                case constants.SUBPATTERN:
                    walk(value[3])
                case constants.BRANCH:
                    for branch in value[1]:
                        walk(branch)
                case constants.MAX_REPEAT | constants.MIN_REPEAT | constants.POSSESSIVE_REPEAT:
                    walk(value[2])
                case constants.ASSERT | constants.ASSERT_NOT:
                    walk(value[1])
                case constants.ATOMIC_GROUP:
                    walk(value)
        words.add(word)

    walk(parser.parse(pattern.pattern, pattern.flags))
    return sorted(words - {""}, key=lambda word: (len(word), word))


def hostile_texts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Beginnings, and what to repeat behind them."""
    words = own_words(pattern)
    few = [*words[:3], *words[-3:]]
    yield from (("", letters) for letters in dict.fromkeys((*LETTERS, *words[:12], *words[-12:])))
    yield from ((first, letters) for first in dict.fromkeys(few) for letters in ("1", " "))
    yield from (("", first + letters) for first in dict.fromkeys(few) for letters in (" ", "字"))


def seconds(pattern: re.Pattern[str], text: str, times: int) -> float:
    """The least of so many TIMES that it takes to find PATTERN everywhere in TEXT and to fit it to the whole."""

    def once() -> float:
        begin = time.process_time()
        if pattern.pattern in FITTED:
            pattern.match(text)
            return time.process_time() - begin
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
        return time.process_time() - begin

    return min(once() for _ in range(times))


def slowdown(pattern: re.Pattern[str], first: str, letters: str, least: int = SHORT) -> float:
    """How many times as long PATTERN takes for four times the LEAST text; 0 where it takes next to nothing."""
    short, long = (
        (first + letters * (length // len(letters)))[:length] + "\0" for length in (least, 4 * least)
    )
    ratio = 0.0
    for times in (1, 3, 10):  # again when another program may have been in the way
        spent = seconds(pattern, long, times)
        if spent < CHEAP * seconds(ONE_LETTER, long, 3):
            return 0
        ratio = spent / seconds(pattern, short, times)
        if ratio < QUADRATIC:
            break
    return ratio


PATTERNS = every_pattern()


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 150
    assert set(headings.LEVELS) <= PATTERNS.keys()
    assert {one.found for one in repairs.REPAIRS} <= PATTERNS.keys()


@pytest.mark.parametrize("pattern", PATTERNS, ids=PATTERNS.values())
def test_the_time_is_linear(pattern: re.Pattern[str]) -> None:
    for first, letters in hostile_texts(pattern):
        ratio = slowdown(pattern, first, letters)
        assert ratio < QUADRATIC, f"{pattern.pattern}: {ratio:.1f} times as long for {first!r}, {letters!r} …"


@pytest.mark.parametrize("pattern", [r"\d+、", r"【[^】]*】", r"\s+a", r"(?:a|b)+c", r"\{#.*?#\}", "a.*b.*c"])
def test_the_test_is_awake(pattern: str) -> None:
    compiled = re.compile(pattern, re.DOTALL)
    several = (text for _ in range(3) for text in hostile_texts(compiled))  # a busy machine may hide it once
    assert any(
        slowdown(compiled, *text, least=LONG) >= QUADRATIC for text in several
    )  # long: no doubt what is cheap


def test_a_long_number_beside_words_is_compared_at_once() -> None:
    """A figure in figures is no repetition in a repetition: 60 digits would take years."""
    assert find_figures("1" * 60, "2" * 60) == [("1" * 60, "2" * 60)]
    assert find_figures("1" * 60 + "人", "2" * 60 + "个") == []
    assert find_figures("增加1.00万元", "减少1,234.50万元") == [("增加1.00", "减少1,234.50")]
