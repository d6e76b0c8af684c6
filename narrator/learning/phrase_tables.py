"""Comparisons that a report words itself, as phrase tables: the situation that was seen gives the wording, the others come
from a table of the base with the words that differ carried over.

A table is proved before it is taken, as the phrasebook that ships is: what can not be proved is not learned.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from narrator.facts.kind import Kind, Situation
from narrator.facts.kinds import KINDS
from narrator.learning.carried_words import (
    REASON_HERE,
    SWAPPED,
    carry_words,
    mirrored_wording,
    wording_likeness,
)
from narrator.phrases.entries import REASON, Book, PhraseTable
from narrator.phrases.misprints import Printing
from narrator.phrases.proof import prove_table
from narrator.phrases.wording import parse
from narrator.problem import Problem
from narrator.sources import Wording
from narrator.toml import quote

BLANK = re.compile(r"\{\{ (\w+) \}\}")
BUDGET, LAST_YEAR = re.compile("预算"), re.compile(r"上年度?(?! \}\})|\{\{ 上年 \}\}年度?")
FIRST, WHOLE_YEAR = "年初", "全年"
MOST = 0.2  # how much of a wording of the base a new one must have to go on from it
SAME = 0.5  # how much of a wording a table must have foreseen to take it
PLAINLY = {"名目": "此项支出"}  # what stands for a parameter that no call can fill in
FILLED = ("主语", "上年", "年度", "整体名称")  # the parameters that calls can fill in
CLAUSE = "，主要原因是{{ 理由 }}"
Heard = tuple[str, str, str, str, str]  # what was asked for: kind, situation, wording, clause, name


class Spoken(NamedTuple):
    """How a table says a fact: its name, the parameters that a call fills in, and whether it gives a reason."""

    name: str
    parameters: tuple[str, ...]
    reasoned: bool


@dataclass
class Phrase:
    """A phrase table that is learned. parameters: what a call fills in. entries: wordings as a phrasebook has them, by
    situation; seen: those that the report has. clause: how a reason is joined, "" when the table gives none; certain: whether
    the report shows that. like: the table of the base that gives the others."""

    name: str
    kind: Kind
    parameters: tuple[str, ...]
    entries: dict[str, str]
    seen: set[str]
    clause: str
    certain: bool
    like: str

    def lines(self) -> Iterator[str]:
        """Yield the lines of the table in a phrasebook."""
        yield f'["{self.name}"]'
        yield f'"事实" = "{self.kind.name}"'
        if self.parameters:
            yield f'"参数" = [{", ".join(quote(one) for one in self.parameters)}]'
        if self.clause:
            yield f'"{REASON}" = {quote(self.clause)}'
        for name, entry in self.entries.items():
            yield f"{quote(name)} = {quote(entry)}{'' if name in self.seen else '  # 沿用' + self.like}"

    def table(self) -> PhraseTable:
        """Return it as a table of a phrasebook."""
        entries = self.entries | ({REASON: self.clause} if self.clause else {})
        worded = {key: Wording(parse(text), f"{self.name}.{key}", "", 0) for key, text in entries.items()}
        return PhraseTable(self.name, "", 0, self.kind, self.parameters, worded)

    def spoken(self) -> Spoken:
        """Return how it says its facts."""
        return Spoken(self.name, self.parameters, bool(self.clause))


@dataclass
class Phrases:
    """The phrase tables learned so far. book: the base's. printing: how the form prints numbers. heard: all that was asked
    for."""

    book: Book
    printing: Printing
    learned: list[Phrase] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def rehearsed(self) -> Phrases:
        """Return phrase tables that say all that these were asked for, whatever came first in the report: changes before
        what did not change, of which nobody gives a reason, what is said often before what is said once, and what is said in the
        same words of more and of less one after the other."""
        counts = Counter(self.heard)
        said = Counter(map(without_way, self.heard))

        def rank(one: Heard) -> tuple[bool, int, tuple[str, ...], int]:
            """Return the place of what was heard in the order of saying it again."""
            words = without_way(one)
            return not KINDS[one[0]].situations[one[1]].differs, -said[words], words, -counts[one]

        again = Phrases(self.book, self.printing)
        for kind, *stated in sorted(counts, key=rank):
            with suppress(ValueError):  # which is told where it is said again
                again.say(KINDS[kind], *stated)
        return again

    def say(self, kind: Kind, situation: str, wording: str, clause: str, name: str) -> Spoken:
        """Return how a fact of a kind is said so. situation: the one that was seen. wording: with blanks. clause: how a
        reason is joined, "" when none was seen. name: of a new table, or of one that was learned under that name from another
        situation of the same sentence.

        Raises ValueError when no table that can be proved says so.
        """
        self.heard.append((kind.name, situation, wording, clause, name))
        for table in self.book.values():
            if self.says(table, kind, situation, wording, clause):
                return Spoken(table.name, table.parameters or (), REASON in table.entries)
        bases = [table for table in self.book.values() if table.kind is kind and situation in table.entries]
        likeness = {table.name: wording_likeness(str(table.entries[situation]), wording) for table in bases}
        for one in self.learned:
            if one.kind is kind and self.take(one, situation, wording, clause, name):
                return one.spoken()
        free = free_name(name, {*self.book, *(one.name for one in self.learned)})
        for table in sorted(bases, key=lambda one: -likeness[one.name]):
            if likeness[table.name] < MOST:
                break
            if phrase := self.begin(free, table, situation, wording, clause):
                self.learned.append(phrase)
                return phrase.spoken()
        raise ValueError(wording)

    def says(self, table: PhraseTable, kind: Kind, situation: str, wording: str, clause: str) -> bool:
        """Return whether a table of the base says a fact so."""
        reasoned = REASON in table.entries
        return (
            table.kind is kind
            and str(table.entries.get(situation, "")) == wording
            and clause in ("", str(table.entries.get(REASON, "")))
            and (not kind.situations[situation].differs or reasoned == (REASON_HERE in wording))
            and set(table.parameters or ()) <= {*BLANK.findall(wording), "上年", "年度"}
        )

    def take(self, phrase: Phrase, situation: str, wording: str, clause: str, name: str) -> bool:
        """Return whether a table that was learned says a fact so, once it has the wording of a situation that it has not
        seen."""
        if situation in phrase.seen:
            differs = phrase.kind.situations[situation].differs
            return phrase.entries[situation] == wording and (clause == phrase.clause or not differs)
        if phrase.name.rstrip("0123456789") != name or (
            clause and phrase.certain and clause != phrase.clause
        ):
            return False
        if phrase.kind.situations[situation].differs and (REASON_HERE in wording) != bool(phrase.clause):
            return False
        subject = "{{ 主语 }}" in wording
        if (
            subject != ("主语" in phrase.parameters)
            or wording_likeness(phrase.entries[situation], wording) < SAME
        ):
            return False
        earlier, joined = dict(phrase.entries), phrase.clause
        phrase.entries[situation], phrase.clause = wording, clause or phrase.clause
        if find_unsound(phrase, self.printing):
            phrase.entries, phrase.clause = earlier, joined
            return False
        phrase.seen.add(situation)
        phrase.certain = phrase.certain or bool(clause)
        return True

    def begin(self, name: str, base: PhraseTable, situation: str, wording: str, clause: str) -> Phrase | None:
        """Return a new table that goes on from one of the base; None when it can not be proved."""
        kind = base.kind
        differs = kind.situations[situation].differs
        reasoned = REASON_HERE in wording if differs else bool(clause) or REASON in base.entries
        joined = (clause or str(base.entries.get(REASON, CLAUSE))) if reasoned else ""
        stated = {key: str(entry) for key, entry in base.entries.items() if key in kind.situations}
        if BUDGET.search(wording) and "上年" not in wording:
            stated = {key: LAST_YEAR.sub("年初预算", entry) for key, entry in stated.items()}
        if WHOLE_YEAR in wording and FIRST not in wording:  # one table tells of one budget
            stated = {key: entry.replace(FIRST, WHOLE_YEAR) for key, entry in stated.items()}
        stated = {key: entry or self.spoken_elsewhere(kind, key) for key, entry in stated.items()}
        carried = carry_words(kind, stated, situation, wording)
        opposite, turned = mirrored_wording(situation, wording)
        phrase = Phrase(
            name, kind, (), {situation: wording}, {situation}, joined, bool(clause) or differs, base.name
        )
        for key, one in kind.situations.items():
            if key == situation:
                continue
            whole = wording if one.direction == kind.situations[situation].direction else ""
            if opposite and one.direction == kind.situations[opposite].direction:
                whole = turned
            kept = whole if key == opposite or says_more(whole, carried[key], one) else ""
            for entry in (*([kept] if kept else ()), carried[key], stated[key]):
                phrase.entries[key] = finish(entry, one, wording, reasoned)
                phrase.parameters = parameters_of(phrase.entries, base, kind.situations)
                if not find_unsound(phrase, self.printing, key):
                    break
        phrase.entries = {key: phrase.entries[key] for key in kind.situations}
        phrase.parameters = parameters_of(phrase.entries, base, kind.situations)
        fillable = set(phrase.parameters) <= set(FILLED)
        # With a unit behind it it is an amount; else it is a year
        one_meaning = not any(
            f"{{{{ 上年 }}}}{unit}" in entry
            for entry in phrase.entries.values()
            for unit in self.printing.units
        )
        return phrase if fillable and one_meaning and not find_unsound(phrase, self.printing) else None

    def spoken_elsewhere(self, kind: Kind, situation: str) -> str:
        """Return a wording of a situation by any table of the base that is not silent in it; "" when all are. A call stands in
        a sentence, of which silence would leave the marks."""
        given = {*FILLED, *PLAINLY, "原因", *kind.situations[situation].blanks}
        tables = (one.entries for one in self.book.values() if one.kind is kind)
        entries = (str(one.get(situation, "")).replace(REASON_HERE, "") for one in tables)
        return next((one for one in entries if one and {*BLANK.findall(one)} <= given), "")


def without_way(heard: Heard) -> tuple[str, ...]:
    """Return what was asked for without the words that say more or less."""
    kind, _, wording, clause, _ = heard
    return kind, SWAPPED.sub("", wording), clause


def says_more(wording: str, carried: str, situation: Situation) -> bool:
    """Return whether a wording prints figures that one that is carried over from the base does not, and none that its situation lacks."""
    figures, said = ({*BLANK.findall(one)} - {"原因", *FILLED} for one in (wording, carried))
    return not figures <= said and figures <= {*situation.blanks}


def finish(entry: str, situation: Situation, wording: str, reasoned: bool) -> str:
    """Return an entry with what calls can fill in, its subject, and its place for a reason. wording: the one that was seen."""
    if not entry:
        return entry
    for parameter, plain in PLAINLY.items():
        entry = entry.replace(f"{{{{ {parameter} }}}}", plain)
    subject = "{{ 主语 }}"
    if subject in wording and subject not in entry:
        entry = f"{subject}{entry}"
    elif subject not in wording:
        entry = entry.replace(subject, "")
    if not reasoned:
        return entry.replace(REASON_HERE, "")
    return entry if REASON_HERE in entry or not situation.differs else f"{entry}{REASON_HERE}"


def parameters_of(
    entries: Mapping[str, str], base: PhraseTable, situations: Mapping[str, Situation]
) -> tuple[str, ...]:
    """Return what calls of a table with these entries fill in: its blanks that are no figures of their situations."""
    given = {"原因", *(name for name in base.parameters or () if name not in FILLED)}
    found = [
        blank
        for key, entry in entries.items()
        for blank in BLANK.findall(entry)
        if blank in FILLED or blank not in (*situations[key].blanks, *given)
    ]
    return tuple(dict.fromkeys(found))


def find_unsound(phrase: Phrase, printing: Printing, entry: str = "") -> list[Problem]:
    """Return what keeps a table from being proved. entry: only what is wrong with that one."""
    try:
        found = prove_table(phrase.table(), {}, lambda wording: printing)
    except ValueError as error:
        return [Problem(phrase.name, str(error), "")]
    return [one for one in found if not entry or one.where == f"{phrase.name}.{entry}"]


def free_name(name: str, taken: Container[str]) -> str:
    """Return a name that is none of those taken: that one, or that one with a number."""
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name}{number}"
    return free
