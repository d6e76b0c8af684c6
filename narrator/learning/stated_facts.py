"""What a paragraph states of two figures: that one is more than the other, completes it, or is a share of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from narrator.learning.data_place import DataPlace
from narrator.regex import HAN_LETTER, YEAR_BEFORE
from narrator.sources import Fact

CHANGE, COMPLETION, SHARE = COMPARING = "变动", "完成", "占比"  # the kinds of facts that are of two figures
CONNECTING = re.compile(
    rf"其中|费用|与?(?:年初|全年|调整)?预算(?:数)?相比|与?{YEAR_BEFORE}(?:决算数?)?相比|\d{{4}}年度?|决算数?|支出|收入|总体|情况"
)
OF_BUDGET = re.compile("(?:年初|全年|调整)预算|预算数|[较比]预算")


@dataclass(frozen=True)
class StatedFact:
    """What a paragraph states of a pair of figures.

    kind: of fact.
    begin, end: where it stands.
    subject_end: where the words end that say of what it is, None when it begins without any.
    numbers: those that it prints, by place: the blank of a wording and the number.
    sign: 1 when the first figure is said to be the larger, -1 the smaller, 0 neither; None when it does not
        say.
    whole: what the second one is called.
    """

    kind: str
    begin: int
    end: int
    subject_end: int | None
    numbers: Mapping[tuple[int, int], tuple[str, Decimal]] = field(default_factory=dict)
    sign: int | None = None
    whole: str = ""

    def names_its_own(self, flat: str) -> bool:
        """Return whether it names a subject of its own, and not what was said last. flat: the paragraph."""
        subject = flat[self.begin : self.subject_end or self.begin]
        return self.kind != SHARE and HAN_LETTER.search(CONNECTING.sub("", subject)) is not None

    def is_of_budget(self, flat: str) -> bool:
        """Return whether it compares with a budget, and not with last year's figure. flat: the paragraph."""
        said = self.kind == CHANGE and OF_BUDGET.search(flat, self.begin, self.end)
        return self.kind == COMPLETION or said is not None

    def number(self, blank: str) -> Decimal | None:
        """Return the number that it prints for a blank; None when it prints none."""
        return next((number for name, number in self.numbers.values() if name == blank), None)


@dataclass(frozen=True)
class ComparedPair:
    """Two figures and the fact that they state. shown: whether what is printed could be held against both."""

    now: DataPlace
    other: DataPlace
    value: Decimal
    fact: Fact
    shown: bool
