"""A rule of the catalogue, on data or on a printed report.

The functions that apply rules (`check_…`, in `data` and `report`) say in their docstrings what must hold, behind the ids of the
rules. Each yields a finding wherever that does not hold, and nothing where it does, or where too little was read to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from narrator.checks.finding import Finding

Subject = TypeVar("Subject")


class RuleText(NamedTuple):
    """What the catalogue tells of a rule: its id, what it is about, its formula for people."""

    id: str
    title: str
    formula: str


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule: what it finds in a subject bears its id, unless the finding says the id of another that it
    applies as well.

    title: what it is about.
    formula: for people.
    apply: the function that applies it.
    also: what the catalogue tells of other rules that the same function applies.
    of_form: whether it compares with the form, which says nothing of a report that does not follow it.
    of_other: whether it is for such a report alone.
    reads: the members of data of which alone it depends; none where it may be any.
    """

    id: str
    title: str
    formula: str
    apply: Callable[[Subject], Iterator[Finding]]
    also: tuple[RuleText, ...] = ()
    of_form: bool = False
    of_other: bool = False
    reads: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[RuleText, ...]:
        """What the catalogue tells of it."""
        return (RuleText(self.id, self.title, self.formula), *self.also)

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Return what it finds in a subject, each finding with its rule's id."""
        return (one if one.rule else one.of_rule(self.id) for one in self.apply(subject))


def rule_texts(rules: Iterable[Rule[Subject]]) -> list[RuleText]:
    """Return what the catalogue tells of rules."""
    return [text for rule in rules for text in rule.texts]


def rule_ids(rules: Iterable[Rule[Subject]]) -> frozenset[str]:
    """Return the ids that findings of rules may bear."""
    return frozenset(text.id for text in rule_texts(rules))
