"""Proving a form and its phrases: what is wrong with them, and which wording there is for every situation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from narrator import form as forms
from narrator.appearance import style_problems
from narrator.compose import form_proof
from narrator.form import Form
from narrator.phrases import book as books
from narrator.phrases import proof
from narrator.problem import Problem, Severity, Unusable
from narrator.writers.docx import sheet


def prove_forms(
    names: Sequence[str] | None = None, phrasebook: Path | None = None
) -> Iterator[tuple[str, list[Problem], list[str]]]:
    """Return for each form its name, what is wrong with it, and the proof of its phrases as lines to print.

    names: the forms, or None for all that ship. phrasebook: a unit's own words over theirs. Raises Unusable when a
    form or the phrasebook can not be read.
    """
    own = books.sheet(phrasebook) if phrasebook else None
    chosen = {name: forms.load(name) for name in names or forms.names()}
    for name, form in chosen.items():
        yield name, *prove(form, own, chosen.values())


def prove(
    form: Form, phrasebook: Path | books.Sheet | None = None, others: Iterable[Form] = ()
) -> tuple[list[Problem], list[str]]:
    """Return what is wrong with a form and its phrases, and the proof: a line for every situation and its
    wording.

    others: the forms for which a unit's own phrasebook may have entries as well.
    """
    elsewhere = (
        {name for other in others for name in books.layered(other.phrasebooks())[0]} if phrasebook else ()
    )
    book, problems = books.layered(form.phrasebooks(), phrasebook, elsewhere)
    if not problems:
        problems += form_proof.lint(form, book)
        try:
            sheet.read(form.styles)
        except Unusable as error:
            problems += style_problems(error, form)
    problems += find_name_taken(form)
    return problems, list(proof.proof(book))


def find_name_taken(form: Form) -> Iterator[Problem]:
    """Return that a form bears the name of one that ships with narrator, whose reports its own would be taken for."""
    if form.name in forms.names() and forms.load(form.name).folder.resolve() != form.folder.resolve():
        path, line = form.place("名称")
        what, hint = f"“{form.name}”是自带的格式，报告会照它来读", "改成别的名称"
        yield Problem("名称", what, hint, Severity.WARNING, file=str(path), line=line)
