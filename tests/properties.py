"""What holds for every report in every form, judged by the form's oracle; and how properties are run."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import oracle.docx
from hypothesis import Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from oracle import Verdict
from oracle.cursor import Piece
from oracle.report import Paragraph, Report
from strategies.changes import multiplied, shuffled
from strategies.render import dumps, finished, loads

Raw = dict[str, Any]
MARK = "〔甲乙丙丁〕"


class Form(NamedTuple):
    """Reports in one form: TREE makes one, as the oracle reads it; JUDGE is the oracle's."""

    tree: Callable[[Raw], Report]
    judge: Callable[[Mapping[str, Any], Report], Verdict]

    def judged(self, raw: Raw, report: Report) -> Verdict:
        """The oracle's verdict on REPORT, which must be without faults."""
        verdict = self.judge(loads(dumps(raw)), report)
        assert not verdict.faults, "\n".join(verdict.faults)
        return verdict

    def right(self, raw: Raw) -> None:
        """Every sentence and every cell is right."""
        self.judged(raw, self.tree(raw))

    def right_in_word(self, raw: Raw) -> None:
        """The .docx says what the tree says, and both are right; the same input gives the same bytes."""
        content = finished(dumps(raw))
        report = oracle.docx.read(content)
        self.judged(raw, report)
        assert report == self.tree(raw)
        assert finished(dumps(raw)) == content

    def scales(self, raw: Raw) -> None:
        """Ten times every amount: every amount in the prose is ten times as large, all else stays as it is."""
        raw = multiplied(raw, lambda amount: amount.quantize(Decimal("0.01")))
        larger = multiplied(raw, lambda amount: amount * 10)
        pieces, others = (self.judged(data, self.tree(data)).pieces for data in (raw, larger))
        assert len(pieces) == len(others)
        for at, (piece, other) in enumerate(zip(pieces, others, strict=True)):
            # A placeholder tells the figures of its sentence; an average is rounded once more.
            if piece.kind in "缺均":
                continue
            if piece.kind == "数" and pieces[at + 1].text.startswith("万元") and Decimal(piece.text):
                piece = Piece("数", f"{Decimal(piece.text) * 10:.2f}")
            assert piece == other

    def unit_free(self, raw: Raw) -> None:
        """The same amounts in 元 and in 万元 give the same report."""
        in_yuan = multiplied(raw, lambda amount: amount * 10_000) | {"金额单位": "元"}
        assert self.tree(raw) == self.tree(in_yuan)

    def order_free(self, raw: Raw) -> None:
        """The order of keys in data.json does not matter."""
        assert self.tree(raw) == self.tree(shuffled(raw, random.Random(0)))

    def keeps(self, raw: Raw, slot: str, before: str, after: str) -> None:
        """A reason stands in the report once, and unharmed, whatever was typed around it."""
        raw["原因"][slot] = f"{before}{MARK}{after}"
        report = self.tree(raw)
        self.judged(raw, report)
        assert sum(block.text.count(MARK) for block in report if isinstance(block, Paragraph)) == 1


class Property(NamedTuple):
    """CHECK of what STRATEGY draws: FEW examples in CI, so many BATCHES of a thousand when deep."""

    check: Callable[[Any], None]
    strategy: SearchStrategy[Any]
    few: int
    batches: int

    def hold(self, shrink: bool = False) -> None:
        """Check the FEW examples that CI does. shrink: make a failing one smaller, which may
        take minutes."""
        phases = tuple(Phase) if shrink else (Phase.generate,)
        settings(max_examples=self.few, phases=phases)(given(self.strategy)(self.check))()

    def hold_deep(self, batch: int) -> None:
        """Check the thousand examples of BATCH. What is wrong names its sentence, and a whole disclosure stays
        a long one: no shrinking."""
        chosen = settings(settings.get_profile("deep"), max_examples=1000, phases=(Phase.generate,))
        gc.disable()  # a quarter of the time; a batch leaves about a gigabyte
        try:
            chosen(seed(batch)(given(self.strategy)(self.check)))()
        finally:
            gc.enable()
            gc.collect()


def batches(properties: Mapping[str, Property]) -> list[tuple[str, int]]:
    """The batches of all PROPERTIES by turns, so that a run which is stopped has seen something of each."""
    return sorted(
        ((name, batch) for name, one in properties.items() for batch in range(one.batches)),
        key=lambda pair: (pair[1] + 0.5) / properties[pair[0]].batches,
    )
