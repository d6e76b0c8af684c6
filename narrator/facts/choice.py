"""选择: which of the values that a form allows somebody chose (部门 or 单位), and so which wording stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from narrator.disclosure.value import Words
from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication
from narrator.sources import Fact


def derive_choice(publication: Publication, chosen: Words) -> Fact:
    """Return the situation that is named as the value that somebody chose."""
    return Fact(chosen.text, {"值": chosen}, ())


# What may be chosen is declared by the form, so the situations are those of each table: see `choose_among`.
CHOICE = Kind("选择", ("选项",), {}, derive_choice, ("选项",))


def choose_among(values: Iterable[str]) -> Kind:
    """Return the kind of fact that says which of the values was chosen: a situation for each, of the same name."""
    return replace(CHOICE, situations={value: Situation(f"选的是“{value}”", ("值",)) for value in values})
