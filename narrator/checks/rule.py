"""A rule of the catalogue, on data or on a printed report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from narrator.checks.finding import Finding

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule: what it finds in a subject bears ID, unless the finding says another.

    title: what it is about. formula: for people. apply: the function that applies it.
    """

    id: str
    title: str
    formula: str
    apply: Callable[[Subject], Iterator[Finding]]
