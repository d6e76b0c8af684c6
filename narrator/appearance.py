"""How a form has its documents look, and what is wrong where its styles.toml does not say so."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from narrator import toml
from narrator.document import Document
from narrator.form import Form
from narrator.problem import Problem, Unusable
from narrator.writers.docx import looks
from narrator.writers.look import Look


def read_look(document: Document, form: Form) -> Look:
    """Return how a form has a document look. Raises Unusable when its styles.toml does not say so."""
    try:
        found = looks(form.styles)[0]
        if missing := found.missing(document):
            raise Unusable(missing)
    except Unusable as error:
        raise Unusable(style_problems(error, form)) from error
    return found


def style_problems(error: Unusable, form: Form) -> list[Problem]:
    """Return the problems that a writer raised, with the file that they are in.

    A style that is not there is told with the files and lines that name it.
    """
    from narrator.compose.outline import find_unknown_looks  # not on the way to render

    sheets = [
        (path, toml.read_within(path, one.folder)[1])
        for one in form.chain
        if os.path.lexists(path := one.folder / "styles.toml")
    ]
    named = find_unknown_looks(form)
    return [
        located
        for problem in error.problems
        for one in named.get(problem.where, [problem])
        for located in toml.with_lines([one], *first_that_states(one.where, sheets))
    ]


def first_that_states(where: str, sheets: Sequence[tuple[Path, str]]) -> tuple[str, str]:
    """Return the text and the name of the first of several files that states a place; of the first when none does."""
    for path, text in sheets:
        if where in toml.line_numbers_of(text):
            return text, str(path)
    path, text = sheets[0]
    return text, str(path)
