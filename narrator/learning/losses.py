"""What of last year's report a learned form does not make again: each line and row beside what is made instead, with why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from narrator.checks.finding import Finding
from narrator.learning.faults import is_faulty
from narrator.tables.plain import plain

TOKEN = re.compile(r"\d[\d,.]*+%?|年初|全年|.", re.S)
NUMBER = re.compile(r"\d[\d,]*+(?:\.\d+)?%?[.,]?")
MOST_SPOTS = 3  # of one line, that are shown
SHOWN = 60  # letters of a line that has nothing on the other side
UNFILLED = "【缺"


class Loss(NamedTuple):
    """What stands in last year's report, and what was made instead; "" for nothing. table: the number of the table in the report
    in which it is a row, None for a line outside tables."""

    old: str
    new: str
    table: int | None = None


@dataclass(frozen=True)
class LossContext:
    """What is known of a report that a form was learned from.

    base: the name of the form that it goes on from.
    lines: those of the report that are the base's.
    outvoted: those of rows that others of their table word otherwise.
    tables: the names of the tables.
    slipped: those whose header slipped into their rows.
    names: of the rows in the data.
    faults: what is wrong in the report.
    """

    base: str
    lines: Collection[str]
    outvoted: Collection[str]
    tables: Sequence[str]
    slipped: Collection[str]
    names: Collection[str]
    faults: Sequence[Finding]

    def tell_why(self, loss: Loss) -> str:
        """Return why something is lost."""
        old, new, table = loss
        if table is not None:
            return self.tell_of_row(old, new, table)
        if is_faulty(old, self.faults):
            return "去年的这句自己对不上，照算出来的印"
        if not old:
            return f"去年没有这句；照去年的数据，{self.base}在这里印它"
        if not new:
            why = f"这一段是{self.base}的话，照去年的数据不到印它的时候"
            return why if old in self.lines else "数据里没有它说的那一行（项）"
        if UNFILLED in new:
            return "它用的数，去年的数据里没有"
        if named := self.named_otherwise(old, new):
            return f"名称照表里的印：{named}"
        if old in self.outvoted:
            return "几行的说法不一，照多数的说法印"
        spots = word_differences(old, new)
        if all(map(NUMBER.fullmatch, (one for spot in spots for one in spot))):
            same = all(read_number(here) == read_number(there) for here, there in spots)
            return "同一个数，小数的位数照别处的印" if same else "去年印的数与照表算出来的不同"
        return f"这一段照{self.base}的话印" if old in self.lines else "学到的说法与这一句不全一样"

    def tell_of_row(self, old: str, new: str, table: int) -> str:
        """Return why a row of a table is lost."""
        name = self.tables[table] if table < len(self.tables) else ""
        if name in self.slipped:
            return f"去年这张表的表头错进了数的行，照{self.base}的表头印"
        if not name:
            return "这张表与自带的都不像，照去年的样子学的，有几行没有学成"
        if not old or not new:
            return f"{name}的行数与去年的不同：照数据里有的行印"
        if named := self.named_otherwise(old, new):
            return f"名称照数据里的印：{named}"
        return f"{name}里这几格与去年的不同"

    def named_otherwise(self, old: str, new: str) -> str:
        """Return the names of rows that stand in what was made, and not in last year's, where something else stands."""
        here, there = plain(old), plain(new)
        found = [one for one in self.names if (flat := plain(one)) and flat in there and flat not in here]
        return "、".join(one for one in found if not any(one in other for other in found if other != one))


def read_number(text: str) -> Decimal:
    """Return the number that a token is."""
    return Decimal(text.rstrip("%.,").replace(",", ""))


def word_differences(old: str, new: str) -> list[tuple[str, str]]:
    """Return where two lines are not the same: what stands there, on both sides. Blanks and forms of marks say nothing."""
    left, right = (TOKEN.findall(plain(one)) for one in (old, new))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [
        ("".join(left[i:j]), "".join(right[k:m]))
        for kind, i, j, k, m in matcher.get_opcodes()
        if kind != "equal"
    ]


def tell_loss(loss: Loss, why: str) -> str:
    """Return a line that says what is lost: where both sides say something, only what is otherwise, behind the beginning of
    the line."""
    old, new = (" ".join(one.split()) for one in loss[:2])
    if not old or not new:
        return f"{old[:SHOWN] or '（没有）'} → {new[:SHOWN] or '（没有）'}（{why}）"
    spots = word_differences(old, new)
    if loss.table is not None and len(cells := old.split(" | ")) == len(others := new.split(" | ")):
        spots = [(one, other) for one, other in zip(cells, others, strict=True) if one != other]
    shown = "；".join(tell_difference(*spot) for spot in spots[:MOST_SPOTS])
    more = f"等{len(spots)}处" if len(spots) > MOST_SPOTS else ""
    return f"{old[:24]}……：{shown}{more}（{why}）"


def tell_difference(here: str, there: str) -> str:
    """Return where two lines are not the same, in words. here: what the first one says there; there: what the other."""
    if not here or not there:
        return f"多“{there}”" if there else f"少“{here}”"
    return f"“{here}” → “{there}”"


def list_losses(losses: Sequence[Loss], known: LossContext) -> Iterator[str]:
    """Yield the lines of a file that lists all that is lost, whole, side by side with why; each commented out."""
    for number, one in enumerate(losses, 1):
        yield "#"
        yield f"# {number}. {known.tell_why(one)}"
        for name, text in (("去年", one.old), ("现在", one.new)):
            yield f"#    {name}：{' '.join(text.split()) or '（没有）'}"
