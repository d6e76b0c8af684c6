"""Proving a form and its phrases: what is wrong with them, and which wording there is for every situation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from narrator import form as forms
from narrator import toml
from narrator.appearance import style_problems
from narrator.compose import form_proof
from narrator.form import Form, form_folders
from narrator.form.form_keys import NUMBER_KEYS
from narrator.phrases import book as books
from narrator.phrases import proof
from narrator.phrases.entries import Drafts
from narrator.problem import Problem, Severity, Unusable, problems_as_data
from narrator.writers import styles_file


class Proved(NamedTuple):
    """A form, what is wrong with it, and the tables of its phrases."""

    name: str
    problems: list[Problem]
    drafts: Drafts

    @property
    def lines(self) -> Iterator[str]:
        """The proof of its phrases as lines to print, with the verdict at the end."""
        yield from proof.proof(self.drafts)
        yield self.verdict

    @property
    def verdict(self) -> str:
        """Whether anything is wrong with it, in one line."""
        errors = sum(problem.severity is Severity.ERROR for problem in self.problems)
        return f"{self.name}：" + (f"{errors}处错误" if errors else "每种情形恰有一条措辞，每个名称都存在")

    def as_data(self) -> dict[str, object]:
        """Return the proof for programs."""
        return {
            "格式": self.name,
            "问题": problems_as_data(self.problems),
            "短语": list(proof.proof_as_data(self.drafts)),
        }


def prove_forms(names: Sequence[str] | None = None, phrasebook: Path | None = None) -> Iterator[Proved]:
    """Return each form with what is wrong with it.

    names: the forms, or None for all that ship. phrasebook: a unit's own words over theirs. Raises Unusable when a
    form or the phrasebook can not be read.
    """
    own = books.sheet(phrasebook) if phrasebook else None
    chosen = {name: load_to_prove(name) for name in names or form_folders.names()}
    others = [form for form, _ in chosen.values()]
    for name, (form, misstated) in chosen.items():
        yield prove_form(form, own, others, misstated)._replace(name=name)


def load_to_prove(name: str, base: Path | None = None) -> tuple[Form, list[Problem]]:
    """Return a form as far as its form.toml holds, and what is wrong with that. Raises Unusable when it is not known which form it
    goes on from: with each file of it that is no TOML, too."""
    try:
        return forms.load_as_far_as_stated(name, base)
    except Unusable as error:
        folder = form_folders.find_folder(name, base)
        raise Unusable(dict.fromkeys([*error.problems, *find_unreadable(folder)])) from error


def find_unreadable(folder: Path) -> Iterator[Problem]:
    """Return what is wrong with the TOML files of the form in a folder that can not be read."""
    for path in sorted([*folder.glob("*.toml"), *folder.glob("tables/*.toml")]):
        try:
            toml.read_within(path, folder)
        except Unusable as error:
            yield from error.problems


def prove_form(
    form: Form,
    phrasebook: Path | books.PhraseFile | None = None,
    others: Iterable[Form] = (),
    misstated: Sequence[Problem] = (),
) -> Proved:
    """Return a form with what is wrong with it and its phrases.

    phrasebook: a unit's own words over its. others: the forms for which a unit's own phrasebook may have entries as well.
    misstated: what is wrong with its form.toml; of the rest is told what does not depend on that.
    """
    amiss = {problem.where for problem in misstated}
    elsewhere = (
        {name for other in others for name in books.layer_books(other.phrasebooks())[0]} if phrasebook else ()
    )
    drafts, problems = books.layer_books(form.phrasebooks(), phrasebook, elsewhere, form.printing)
    if not amiss.isdisjoint(NUMBER_KEYS):  # for which its wordings are written
        problems = []
    try:
        unread = books.tables_in_unreadable(form.phrasebooks()) if problems else ()
        book = {name: table for name, table in books.as_book(drafts).items() if name not in unread}
        problems += form_proof.lint(form, book, not problems, amiss)
    except Unusable as error:  # what its templates are proved on can not be read
        problems += error.problems
    problems += find_style_problems(form)
    problems += find_name_taken(form)
    return Proved(form.name, list(dict.fromkeys([*misstated, *problems])), drafts)


def find_style_problems(form: Form) -> Sequence[Problem]:
    """Return what is wrong with the page and paragraph styles of a form."""
    try:
        styles = form.styles
    except Unusable as error:  # a file that is none
        return error.problems
    try:
        styles_file.read(styles)
    except Unusable as error:
        return style_problems(error, form)
    return ()


def find_name_taken(form: Form) -> Iterator[Problem]:
    """Return that a form bears the name of one that ships with narrator, whose reports its own would be taken for."""
    if form_folders.is_shipped(form.name) and forms.load(form.name).folder.resolve() != form.folder.resolve():
        path, line = form.place("名称")
        what, hint = f"“{form.name}”是自带的格式，报告会照它来读", "改成别的名称"
        yield Problem("名称", what, hint, Severity.WARNING, file=str(path), line=line)
