"""For which facts the sentences of a report ask for reasons: found by going through the form's templates without
making the report. Most of a report is of no concern to that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from narrator.compose.composition import FAULTS, Composer
from narrator.compose.environment import fill_template
from narrator.compose.form_templates import environment
from narrator.compose.markup import Blocks
from narrator.disclosure.value import Record
from narrator.document import Page
from narrator.form import Form
from narrator.phrases.entries import REASON, Book
from narrator.problem import Unusable
from narrator.sources import Fact

# What stands for a text or a table that nobody wants: it prints, and can be put to no other use.
UNSAID = Blocks([Page("")])


def find_facts(disclosure: Record, form: Form, book: Book, names: Collection[str]) -> list[Fact] | None:
    """Return the facts for which the report on a disclosure in a form gives one of the named reasons, in the words of a
    book.

    None when that can not be told without composing the report: its tables ask for reasons, its templates do more with
    what they say than print it, or can not go on.
    """
    if any(layout.asks_for_reasons for layout in form.layouts.values()):
        return None
    walk = Walk(disclosure, form, book, names)
    try:
        fill_template(environment(form).get_template(form.main), walk.context)
    except (Unusable, *FAULTS):
        return None
    return walk.facts


class Walk(Composer):
    """A report that is gone through for the facts that some reasons are given for. names: those reasons. facts: those
    that were met so far."""

    def __init__(self, disclosure: Record, form: Form, book: Book, names: Collection[str]) -> None:
        self.names = names
        self.facts: list[Fact] = []
        super().__init__(disclosure, form, book)

    def phrase(self, name: str) -> Callable[..., Blocks]:  # type: ignore[override]
        """Return the function that stands for saying a fact: it keeps a fact that is said with one of the reasons.

        What it returns is no text: a template that does more than print it has to be composed, and it raises TypeError.
        """
        table = self.speaker.book[name]
        derive = table.kind.fact if table.kind else None

        def note(*arguments: object, **parameters: object) -> Blocks:
            """Keep the fact that is said here, if its wording asks for one of the reasons; return what stands for a
            text. Raises TypeError when that is put into another one."""
            if any(type(one) is Blocks for one in (*arguments, *parameters.values())):
                raise TypeError("what stands for a text was put into another one")
            if derive and REASON in table.entries and parameters.get("原因") in self.names:
                fact = derive(self.publication, *arguments)
                if "原因" in table.entries[fact.situation].blanks:
                    self.facts.append(fact)
            return UNSAID

        return note

    def table(self, name: str, /, **variables: object) -> Blocks:
        """表: return what stands for a table. Raises TypeError when it may say what a macro says, which is not known."""
        if any(map(callable, variables.values())):
            raise TypeError("a table may say what a macro says")
        return UNSAID
