"""How many alterations of a report its printed text alone shows, by kind (docs/核对示例.md states it).

    python tests/checks/shares.py [次数] [--form 上海2024] [--missed]

Every place of the sample's report that may be altered is altered, again and again until there were enough (3000);
what is found has to be new. Of what only a tolerance hides (尾差) is told apart. --missed: lists what was not found.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from itertools import cycle
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from checks.alter import Spot, altered, other, parts, spots
from narrator import build, form_knowledge
from narrator.checks.finding import Finding, Level
from narrator.checks.printed.pattern import Patterns
from narrator.checks.report.inspection import Basis, check
from narrator.compose.composition import compose
from narrator.disclosure.value import Record
from narrator.document import Document

SAMPLES = Path(__file__).parents[2] / "samples"


class Desk:
    """The report of a sample, checked by its printed text alone."""

    def __init__(self, name: str) -> None:
        sample = "朝阳市科学技术局2023" if name == "辽宁2023" else "上海市某区某局2024"
        self.source = build.read(SAMPLES / sample / "data.json", name)
        self.document = build.report(self.source).document
        self.before = set(map(told, self.check(self.document)))

    def check(self, document: Document) -> list[Finding]:
        form = self.source.form
        book = form_knowledge.book(form)

        def again(data: Record) -> Document:
            return compose(data, form, book).document

        return check(document, Basis(form, Patterns(book), again, form_knowledge.blueprints(form)))

    def new(self, document: Document) -> set[Level]:
        """The levels of what is found in DOCUMENT and not in the report as it was."""
        return {one.level for one in self.check(document) if told(one) not in self.before}


def told(one: Finding) -> tuple[object, ...]:
    return (one.key, one.what, one.level, tuple(map(str, one.sides)))


def measured(desk: Desk, times: int) -> tuple[dict[str, Counter[str]], list[tuple[Spot, str, str]]]:
    """For every kind how many of TIMES alterations were found, were tails, and were not; those that were not."""
    rng = random.Random(20230101)
    by_kind: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots(desk.document):
        by_kind[spot.kind].append(spot)
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in sorted(by_kind)}
    missed: list[tuple[Spot, str, str]] = []
    orders = {kind: cycle(rng.sample(found, len(found))) for kind, found in by_kind.items()}
    for kind, number in shared_out(by_kind, times).items():
        for _ in range(number):
            spot = next(orders[kind])
            new = other(rng.choice, desk.document, spot)
            levels = desk.new(altered(desk.document, spot, new))
            result = "找到" if levels - {Level.TAIL} else "尾差" if levels else "没有找到"
            counts[kind][result] += 1
            if result == "没有找到":
                missed.append((spot, old(desk.document, spot), new))
    return counts, missed


def shared_out(by_kind: dict[str, list[Spot]], times: int) -> dict[str, int]:
    """TIMES among the kinds: as many as there are places, but no kind less than a tenth."""
    whole = sum(map(len, by_kind.values()))
    return {kind: max(times // 10, times * len(found) // whole) for kind, found in by_kind.items()}


def old(document: Document, spot: Spot) -> str:
    return dict(parts(document.blocks[spot.block]))[spot.part].string[max(0, spot.start - 12) : spot.end + 6]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=3000)
    parser.add_argument("--form", default="辽宁2023")
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    counts, missed = measured(Desk(options.form), options.times)
    print("| 改动 | 次数 | 找到 | 只列为尾差 | 没有找到 |\n|---|---:|---:|---:|---:|")
    for kind, count in counts.items():
        whole = count.total()
        cells = (f"{100 * count[name] / whole:.1f}%" for name in ("找到", "尾差", "没有找到"))
        print(f"| {kind} | {whole} | {' | '.join(cells)} |")
    for spot, text, new in missed if options.missed else ():
        print(spot.kind, spot.block, spot.part, repr(text), "→", repr(new))


if __name__ == "__main__":
    main()
