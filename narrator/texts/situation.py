"""What a reason was written for: a direction and figures, told in one line that data.json keeps.

    减少26.99万元（878.16→851.17）#1a2b3c4d

The check sum is of the reason's text: a text that was rewritten was written for the figures of its day.
"""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from narrator.disclosure.value import Figure
from narrator.number import CENT, NO_CENTS, Amount, plain_digits, rounded
from narrator.regex import compile_later
from narrator.sources import Derived, Fact, Said
from narrator.spans import SlotSpan, Text

# A reason is stale when the change that it explains has moved by more than a tenth, and by more than this.
TENTH = Decimal("0.1")
NOTICEABLE = Decimal("0.10")  # 万元
GAPS = ("变动额", "差额")
FIGURE = r"-?\d+(?:\.\d+)?|没有"
RECORD = compile_later(
    rf"(?P<name>[^\d（）#]{{1,40}})(?:(?P<gap>\d+\.\d{{2}})万元)?（(?P<before>{FIGURE})→(?P<now>{FIGURE})）(?:#(?P<sum>[0-9a-f]{{8}}))?"
)
LAST_YEAR = "上年："  # how a record begins that is only a hint, left by `narrator next`


class ReasonSituation(NamedTuple):
    """A change that asks for a reason, or does not.

    name: the situation in the words of its kind (减少).
    gap: how large the change is, in 万元.
    before, now: its figures; "没有" where there is none.
    """

    name: str
    gap: Decimal
    before: str
    now: str

    def __str__(self) -> str:
        """Return the situation as data.json keeps it."""
        gap = f"{self.gap}万元" if self.gap else ""
        return f"{self.name}{gap}（{self.before}→{self.now}）"

    @property
    def change(self) -> Decimal:
        """The change in 万元 with its sign; 0 where nothing is compared."""
        if "没有" in (self.before, self.now):
            return Decimal(0)
        return self.gap if Decimal(self.now) > Decimal(self.before) else -self.gap

    @property
    def of_nothing(self) -> bool:
        """Whether there was nothing in both years, or one of the figures is not there."""
        return "没有" in (self.before, self.now) or not (Decimal(self.before) or Decimal(self.now))


def find_situation(fact: Fact) -> ReasonSituation | None:
    """Return what a fact compares; None when it does not compare two amounts."""
    if len(fact.operands) != 2:
        return None
    figures = [one for one in fact.operands if isinstance(one, (Figure, Derived))]
    if len(figures) != 2 or not all(isinstance(one.value, Amount) or one.value is None for one in figures):
        return None
    gap = next((fact.blanks[name] for name in GAPS if name in fact.blanks), None)
    amount = gap.value if isinstance(gap, Derived) else None
    now, before = map(exact_digits, figures)
    wan = rounded(amount.wan) if isinstance(amount, Amount) else Decimal("0.00")
    return ReasonSituation(fact.situation, wan, before, now)


def is_of_sameness(fact: Fact) -> bool:
    """Return whether a fact compares two amounts between which there is no difference, or which can not be compared."""
    found = find_situation(fact)
    return found is not None and not found.gap


def exact_digits(figure: Figure | Derived) -> str:
    """Return a figure exactly, in 万元 with two decimals at least; "没有" when there is none."""
    if not isinstance(figure.value, Amount):
        return "没有"
    wan = figure.value.wan
    if wan.same_quantum(CENT):  # as most are given
        return str(wan or NO_CENTS)
    exact = plain_digits(wan)
    return exact if len(exact.partition(".")[2]) > 2 else f"{rounded(wan):f}"


def situation_around(text: Text, slot: SlotSpan) -> ReasonSituation | None:
    """Return the situation that the reason in a slot of a text is for; None for texts that are no reasons."""
    first, last, _ = slot
    saying: list[tuple[int, Said]] = []
    for start, end, source in text.spans:
        if type(source) is Said and start <= first and last <= end:
            saying.append((end - start, source))
    for _, said in sorted(saying, key=itemgetter(0)):
        if (found := find_situation(said.fact)) is not None:
            return found
    return None


def checksum(text: str) -> str:
    """Return what tells one text from another, however its ends and its spaces are written."""
    return f"{crc32(''.join(text.split()).rstrip('。').encode()):08x}"


def make_record(situation: ReasonSituation, text: str) -> str:
    """Return what data.json keeps of a text: which situation it was written for."""
    return f"{situation}#{checksum(text)}"


def is_about(record: str, text: str) -> bool:
    """Return whether a record is about that text: not about one that has been rewritten since, nor a hint."""
    return record.endswith(f"#{checksum(text)}")


def read_record(record: str) -> ReasonSituation | None:
    """Return the situation that a record tells; None when it tells none."""
    found = RECORD.fullmatch(record)
    if found is None:
        return None
    return ReasonSituation(found["name"], Decimal(found["gap"] or "0.00"), found["before"], found["now"])


def explain_staleness(record: str, now: ReasonSituation) -> str:
    """Return why a reason with that record no longer fits the situation of now, one Chinese clause; "" when it
    does.

    A reason is stale when its change turns, appears, vanishes, or moves by more than a tenth and 0.10 万元.
    """
    was = read_record(record)
    if was is None:
        return "原因记录看不懂了"
    old, new = was.change, now.change
    moved = abs(new - old)
    turned = (old > 0) != (new > 0) or (old < 0) != (new < 0)
    if turned or (moved > NOTICEABLE and moved > abs(old) * TENTH):
        return f"写的时候是{was}，现在是{now}"
    return ""
