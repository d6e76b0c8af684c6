"""Which line is which, of reports in which much is alike: what is found, and what it costs."""

from __future__ import annotations

import random
import time
import tracemalloc
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from narrator.edits.line_pairs import IndexedLines, find_bigrams, pair_lines


def side(texts: list[str], row: str) -> IndexedLines:
    return IndexedLines(
        texts, texts, [()] * len(texts), [("表", f"{row}{at // 4}") for at in range(len(texts))]
    )


def few(rng: random.Random, rows: int, word: str) -> list[str]:
    """ROWS rows of a table in which WORD and the number tell a row, and few amounts occur."""
    return [
        cell
        for row in range(rows)
        for cell in (f"{word}{row}", *(f"{rng.randint(1, 5)}.00" for _ in range(3)))
    ]


def test_the_time_is_linear_where_the_same_amounts_stand_everywhere() -> None:
    def seconds(rows: int) -> float:
        rng = random.Random(1)
        one, other = side(few(rng, rows, "科目"), "甲"), side(few(rng, rows, "另一个"), "乙")
        start = time.process_time()
        pair_lines(one, other)
        return time.process_time() - start

    seconds(500)
    # Each line against each would take ten seconds for the larger one.
    assert min(seconds(4000) for _ in range(3)) < seconds(1000) * 4 * 4 + 0.3


def test_rows_that_came_are_told_from_those_that_stayed_where_the_same_amounts_stand_everywhere() -> None:
    rng = random.Random(2)
    old = few(rng, 1000, "科目")
    new = [*few(rng, 300, "新来的"), *old]
    found = pair_lines(side(old, ""), side(new, "另"))
    assert [(pair.made, pair.found) for pair in found if pair.made is not None] == [
        (at, at + 1200) for at in range(4000)
    ]


@given(st.text("增加了", max_size=12), st.text("增加了", max_size=12))
def test_what_two_texts_share_is_what_stands_in_both_as_often(one: str, other: str) -> None:
    def pairs(text: str) -> Counter[str]:
        return Counter(text[at : at + 2] for at in range(max(len(text) - 1, 1)))

    assert len(find_bigrams(one) & find_bigrams(other)) == sum((pairs(one) & pairs(other)).values())


def test_the_memory_does_not_grow_with_the_text() -> None:
    """One line that went against 3,000 that came, a megabyte of them; and two of 130,000 letters each."""

    def peak(old: list[str], new: list[str]) -> int:
        one, other = side(old, "甲"), side(new, "乙")
        tracemalloc.start()
        pair_lines(one, other)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 130)))
    assert peak(["没有了的一段"], [f"{number}{letters}" for number in range(3_000)]) < 20_000_000
    assert peak([letters * 1_000 + "甲"], ["乙" + letters * 1_000]) < 20_000_000
