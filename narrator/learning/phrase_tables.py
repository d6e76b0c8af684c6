"""Comparisons that a report words itself, as phrase tables: the situation that was seen gives the wording, the others come
from a table of the base with the words that differ carried over."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from narrator.phrases.entries import REASON, Book, Table
from narrator.toml import quote

TOKEN = re.compile(
    r"\{\{[^{}]*+\}\}|[比较]上年|与上年|相比|增加|减少|增长|下降|降低|上升|大于|小于|高于|低于|决算数?|预算数?|年初|万元|\d+|.",
    re.S,
)
DIRECTED = re.compile("增|减|升|降|涨|大于|小于|高于|低于|超|不足|持平|差异|多|少|一致|相同")
BLANK = re.compile(r"\{\{ (\w+) \}\}")
MOST = 0.35  # how much of a wording of the base a new one must have to go on from it
GIVEN = ("上年", "年度")  # parameters that every call can fill in
PLAINLY = {"名目": "此项支出"}  # what stands for a parameter that the report does not show


@dataclass
class Phrase:
    """A phrase table that is learned. parameters: what a call fills in. entries: wordings as a phrasebook has them, by
    situation; seen: those that the report has. clause: how a reason is joined. like: the table of the base that gives the
    others."""

    name: str
    kind: str
    parameters: tuple[str, ...]
    entries: dict[str, str]
    seen: set[str]
    clause: str = ""
    like: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the lines of the table in a phrasebook."""
        yield f'["{self.name}"]'
        yield f'"事实" = "{self.kind}"'
        if self.parameters:
            yield f'"参数" = [{", ".join(quote(one) for one in self.parameters)}]'
        if any("{{ 原因 }}" in entry for entry in self.entries.values()):
            yield f'"{REASON}" = {quote(self.clause)}'
        for name, entry in self.entries.items():
            yield f"{quote(name)} = {quote(entry)}{'' if name in self.seen else '  # 沿用' + self.like}"


@dataclass
class Phrases:
    """The phrase tables learned so far. book: the base's."""

    book: Book
    learned: list[Phrase] = field(default_factory=list)

    def phrase(
        self, kind: str, situation: str, wording: str, clause: str, name: str
    ) -> tuple[str, tuple[str, ...]]:
        """Return the name and the parameters of a table that says a fact of a kind so. situation: the one that was seen.
        wording: with blanks. clause: how a reason is joined, "" when none was seen. name: of a new table, or of one that was
        learned under that name from another situation of the same sentence.

        Raises ValueError when no table of the base says anything like it.
        """
        blanks = set(BLANK.findall(wording))
        for table in self.book.values():
            if (
                table.kind is not None
                and table.kind.name == kind
                and str(table.entries.get(situation, "")) == wording
                and clause in ("", str(table.entries.get(REASON, "")))
                and set(table.parameters or ()) <= {*blanks, *GIVEN}
            ):
                return table.name, table.parameters or ()
        base = self.likest(kind, situation, wording)
        for one in self.learned:
            if one.kind != kind or clause not in ("", one.clause):
                continue
            if one.entries.get(situation) == wording or (
                one.name.rstrip("0123456789") == name and situation not in one.seen and one.like == base.name
            ):
                one.entries[situation] = wording
                one.seen.add(situation)
                return one.name, one.parameters
        entries = carry_over(base, situation, wording)
        used = {blank for entry in entries.values() for blank in BLANK.findall(entry)}
        parameters = tuple(one for one in base.parameters or () if one in used)
        own = clause or str(base.entries.get(REASON, ""))
        phrase = Phrase(
            free_name(name, {*self.book, *(one.name for one in self.learned)}),
            kind,
            parameters,
            entries,
            {situation},
            own,
            base.name,
        )
        self.learned.append(phrase)
        return phrase.name, parameters

    def likest(self, kind: str, situation: str, wording: str) -> Table:
        """Return the table of the base whose wording for a situation is most like one. Raises ValueError when none is."""
        best, most = None, MOST
        for table in self.book.values():
            if table.kind and table.kind.name == kind and situation in table.entries:
                ratio = alike(str(table.entries[situation]), wording)
                if ratio > most:
                    best, most = table, ratio
        if best is None:
            raise ValueError(wording)
        return best


def free_name(name: str, taken: Container[str]) -> str:
    """Return a name that is none of those taken: that one, or that one with a number."""
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}{number}"
    return free


def alike(one: str, other: str) -> float:
    """Return how much two wordings have in common: 0 to 1."""
    return SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False).ratio()


def carry_over(base: Table, situation: str, wording: str) -> dict[str, str]:
    """Return the entries of a table with a wording in the place of one of them, and in the others the words by which the two
    differ."""
    replaced, begin, end = differing_words(
        TOKEN.findall(str(base.entries[situation])), TOKEN.findall(wording)
    )
    blanks = set(BLANK.findall(wording))
    entries: dict[str, str] = {}
    situations = base.kind.situations if base.kind else {}
    for name, one in situations.items():
        entry = str(base.entries[name])
        same_way = (
            one.direction == situations[situation].direction
        )  # else words of a direction are not carried over
        for parameter in base.parameters or ():
            if parameter not in blanks and parameter not in GIVEN:
                entry = entry.replace(f"{{{{ {parameter} }}}}", PLAINLY.get(parameter, ""))
        for old, new in replaced:
            if same_way or not DIRECTED.search(old + new):
                entry = entry.replace(old, new, 1)
        before, after = (words if same_way or not DIRECTED.search(words) else "" for words in (begin, end))
        entries[name] = f"{before}{entry}{after}" if entry else entry
    entries[situation] = wording
    return entries


def differing_words(old: list[str], new: list[str]) -> tuple[list[tuple[str, str]], str, str]:
    """Return the words of a wording that are other ones in another, each with those; and what the other has before it and
    behind it. Blanks are no words."""
    replaced: list[tuple[str, str]] = []
    begin = end = ""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[i:j]), "".join(new[k:m])
        if kind == "equal" or "{{" in before + after:
            continue
        if kind == "insert" and i == 0:
            begin = after
        elif kind == "insert" and i == len(old):
            end = after
        elif kind == "insert":
            left = "" if "{{" in old[i - 1] else old[i - 1]
            if left:
                replaced.append((left, left + after))
        else:
            replaced.append((before, after))
    return replaced, begin, end
