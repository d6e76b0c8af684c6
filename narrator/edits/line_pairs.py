"""Which line of an edited report is which line of the one that was made."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from narrator.tables.plain import figure_alone

MARK = "\N{WHITE SQUARE}"  # stands for a slot in what is around it
BARE = f"{MARK}。"  # of what lines are made that hold nothing but slots
Bigram = tuple[str, int]
LARGEST_GAP = 40_000  # pairs of lines that are weighed one by one; beyond, only equal ones are found
LONGEST_WEIGHED = 2_000  # letters of a line that are weighed: each costs some 200 bytes while they are
MANY_EQUAL = 1_000_000  # pairs of equal lines; beyond, lines that stand everywhere (0.00) anchor nothing


class LinePair(NamedTuple):
    """The numbers of two lines that are the same one, or None where there is none.

    sure: whether what stands around the slots, or most of the words, says so; False where only the
    order does.
    """

    made: int | None
    found: int | None
    sure: bool = True


@dataclass(frozen=True)
class IndexedLines:
    """What is known of the lines of one report, line by line.

    texts: in full. around: with MARK for each slot. tags: of the slots, none anywhere when one of the two
    reports has lost them. places: where the line stands.
    """

    texts: Sequence[str]
    around: Sequence[str]
    tags: Sequence[tuple[str, ...]]
    places: Sequence[tuple[str, str]]

    def cut(self, start: int, end: int) -> IndexedLines:
        """Return the lines from `start` up to `end`."""
        return IndexedLines(
            self.texts[start:end], self.around[start:end], self.tags[start:end], self.places[start:end]
        )


def without_spacing(text: str) -> str:
    """Return a text without what does not count as a change: how spaces and line breaks are written."""
    return " ".join(text.split())


def words_compared(text: str) -> str:
    """Return what two texts have in common that say the same: a figure that stands alone, however it is typed, and a text
    without spacing."""
    return figure_alone(text) or without_spacing(text)


def pair_lines(made: IndexedLines, found: IndexedLines) -> list[LinePair]:
    """Return the lines of two reports in order, each once: together with its other, or alone."""
    every = [Block(0, len(made.texts), 0, len(found.texts))]
    keys: list[Callable[[IndexedLines], Sequence[Hashable]]] = [
        lambda side: list(zip(side.texts, side.places, strict=True)),
        lambda side: side.texts,
        lambda side: [
            (around, tags) if around.strip(BARE) else object()
            for around, tags in zip(side.around, side.tags, strict=True)
        ],
    ]
    pairs: list[LinePair] = []
    for key in keys:
        every = [gap for block in every for gap in pair_equal(key, made, found, block, pairs)]
    for block in every:
        pairs += pair_alike(made, found, block)
    return order_pairs(pairs)


class Block(NamedTuple):
    """The lines of one report and of the other between two that are known to be the same: from, up to."""

    made_from: int
    made_to: int
    found_from: int
    found_to: int


def pair_equal(
    key: Callable[[IndexedLines], Sequence[Hashable]],
    made: IndexedLines,
    found: IndexedLines,
    block: Block,
    pairs: list[LinePair],
) -> Iterator[Block]:
    """Append to the pairs the lines of a block that are equal under a key; return the blocks that lie between
    them.
    """
    a, b, c, d = block
    if a == b or c == d:
        yield block
        return
    left, right = key(made.cut(a, b)), key(found.cut(c, d))
    matcher: SequenceMatcher[Hashable] = SequenceMatcher(
        None, left, right, count_equal(left, right) > MANY_EQUAL
    )
    matches = matcher.get_matching_blocks()
    starts = [(0, 0, 0), *((m.a, m.b, m.size) for m in matches)]
    for i, j, size in starts:
        pairs += [LinePair(a + i + n, c + j + n) for n in range(size)]
    for (i, j, size), (k, m, _) in pairwise(starts):
        if i + size < k or j + size < m:
            yield Block(a + i + size, a + k, c + j + size, c + m)


def count_equal(left: Sequence[Hashable], right: Sequence[Hashable]) -> int:
    """Return how many pairs of one from the left and one from the right are equal."""
    times = Counter(right)
    return sum(times[one] for one in left)


def pair_alike(made: IndexedLines, found: IndexedLines, block: Block) -> Iterator[LinePair]:
    """Return the pairs of a block in which no line is equal to another: the order that keeps most in common."""
    a, b, c, d = block
    rows, columns = range(a, b), range(c, d)
    if len(rows) * len(columns) > LARGEST_GAP:
        yield from (LinePair(row, None) for row in rows)
        yield from (LinePair(None, column) for column in columns)
        return
    weight = weigh_lines(made, rows, found, columns)
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in reversed(range(len(rows))):
        for j in reversed(range(len(columns))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + weight[i][j])
    slots = (
        sum(MARK in made.around[row] for row in rows),
        sum(MARK in found.around[column] for column in columns),
    )
    i = j = 0
    while i < len(rows) and j < len(columns):
        if weight[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + weight[i][j]:
            yield LinePair(rows[i], columns[j], weight[i][j] >= 1 or slots[0] == slots[1])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield LinePair(rows[i], None)
            i += 1
        else:
            yield LinePair(None, columns[j])
            j += 1
    yield from (LinePair(row, None) for row in rows[i:])
    yield from (LinePair(None, column) for column in columns[j:])


def weigh_lines(made: IndexedLines, rows: range, found: IndexedLines, columns: range) -> list[list[float]]:
    """Return how much speaks for each of the rows being each of the columns.

    The pairs of letters are kept of the fewer lines alone: one line may stand against 40,000.
    """
    weight = [[0.0] * len(columns) for _ in rows]
    if len(rows) <= len(columns):
        kept = [find_bigrams(made.texts[row]) for row in rows]
        for j, column in enumerate(columns):
            theirs = find_bigrams(found.texts[column])
            for i, row in enumerate(rows):
                weight[i][j] = weigh_pair(made, row, found, column, kept[i], theirs)
        return weight
    kept = [find_bigrams(found.texts[column]) for column in columns]
    for i, row in enumerate(rows):
        ours = find_bigrams(made.texts[row])
        for j, column in enumerate(columns):
            weight[i][j] = weigh_pair(made, row, found, column, ours, kept[j])
    return weight


def weigh_pair(
    made: IndexedLines, row: int, found: IndexedLines, column: int, ours: Set[Bigram], theirs: Set[Bigram]
) -> float:
    """Return how much speaks for two lines being the same one; 0 or less when nothing does.

    ours, theirs: the pairs of letters in the two lines.
    """
    weight = 0.0
    if made.tags[row] and found.tags[column] and any(found.tags[column]):
        shared = set(made.tags[row]) & set(found.tags[column])
        weight += 10 if shared else -2
    if made.around[row] == found.around[column]:
        # A line that is nothing but a slot looks like any other such line.
        weight += 3 if made.around[row].strip(BARE) else 0.1
    total = len(ours) + len(theirs)
    alike = 2 * len(ours & theirs) / total if total else 0
    return weight + (2 * alike if alike >= 0.3 else 0)


def find_bigrams(text: str) -> Set[Bigram]:
    """Return the pairs of letters in a text, each with how often it stood before, so that what two texts share
    is found at once. Of a text that is longer than any paragraph they are those of its beginning.
    """
    before: Counter[str] = Counter()
    found: set[Bigram] = set()
    for at in range(max(min(len(text), LONGEST_WEIGHED) - 1, 1)):
        pair = text[at : at + 2]
        found.add((pair, before[pair]))
        before[pair] += 1
    return found


def order_pairs(pairs: Sequence[LinePair]) -> list[LinePair]:
    """Return the pairs in reading order: a line that is only in one report comes after the line before it."""
    together = sorted(
        (pair for pair in pairs if pair.made is not None and pair.found is not None),
        key=lambda p: p.made or 0,
    )
    gone = deque(sorted((pair for pair in pairs if pair.found is None), key=lambda p: p.made or 0))
    come = deque(sorted((pair for pair in pairs if pair.made is None), key=lambda p: p.found or 0))
    found: list[LinePair] = []
    for pair in [*together, LinePair(None, None)]:
        while gone and (pair.made is None or (gone[0].made or 0) < pair.made):
            found.append(gone.popleft())
        while come and (pair.found is None or (come[0].found or 0) < pair.found):
            found.append(come.popleft())
        if pair.made is not None:
            found.append(pair)
    return found
