"""A walk through the templates of a form that proves them: how far it goes, where it is, what was told on the way."""

from __future__ import annotations

from jinja2 import nodes

from narrator.compose.language import BUDGET, refusal
from narrator.problem import Problem

STEP = 5  # what a statement or expression costs, about
DEEPEST = 20  # includes, tables and macros within one another
MOST = 100_000  # statements and expressions; the largest form has a tenth


class Endless(Exception):
    """Raised when the templates would go on and on; carries what to do."""


class ProofWalk:
    """A walk that begins in a file.

    problems: what was told. within: the sources and macros that are being walked, outermost first. times: how often what
    is walked is done, as far as can be told. steps, work: how much was walked, and how much rendering does. at: the file
    and the line that were reached.
    """

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self.file = file
        self.within: list[object] = []
        self.steps = 0
        self.times = 1
        self.work = 0
        self.at: tuple[str, int | None] = (self.file, None)

    def refused(self, node: nodes.Node) -> bool:
        """Return whether a form may not use a part of a template at all; tell why. Raises Endless when there
        is too much to do.
        """
        self.steps += 1
        self.work += STEP * self.times
        self.at = (self.file, node.lineno or self.at[1])
        if self.steps > MOST or self.work > BUDGET:
            raise Endless("模板要做的事太多，好像没有尽头", "少套几层for，或者用筛选只留要用的行")
        why = refusal(node)
        if why:
            self.problem(node, *why)
        return why is not None

    def enter(self, one: object, what: str, hint: str) -> None:
        """Note that a source or a macro is walked within the others. Raises Endless when it is in itself, or
        too deep.
        """
        inside = one in self.within
        self.within.append(one)
        if inside:
            raise Endless(what, hint)
        if len(self.within) > DEEPEST:
            raise Endless(f"include 和 macro 套得太深，超过{DEEPEST}层", "少套几层")

    def problem(self, node: nodes.Node | None, what: str, hint: str) -> None:
        """Note a problem at the line of a part of a template; at no line for None."""
        inside = (node, *node.find_all(nodes.Node)) if node is not None else ()
        line = next((one.lineno for one in inside if one.lineno), None)
        self.problems.append(Problem("", what, hint, file=self.file, line=line))
