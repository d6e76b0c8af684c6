"""The whole flow on one screen: read → derive and phrase → compose → write.

Each step is a pure function of the one before; files are opened only here and in the readers.
"""

from __future__ import annotations

import json as jsonlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from narrator import form as forms
from narrator.compose import lint as linting
from narrator.compose.report import Composition, compose
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.document import Document
from narrator.form import Form
from narrator.phrases import book as books
from narrator.phrases.book import Book
from narrator.problem import Problem, Unusable
from narrator.readers import json, positions
from narrator.trace import trace
from narrator.writers import WRITERS


@dataclass(frozen=True)
class Source:
    """A data file that was read: its disclosure, and its text to tell lines by."""

    path: Path
    text: str
    disclosure: Record

    def located(self, problems: Sequence[Problem]) -> list[Problem]:
        """PROBLEMS of the data with the file and the line of each."""
        if not problems:
            return []
        where = positions.lines(self.text)
        return [
            problem if problem.file else replace(problem, file=str(self.path), line=positions.place(problem.where, where))
            for problem in problems
        ]


def read(path: Path) -> Source:
    """The disclosure in the data file PATH. Raises Unusable with every problem, each with its line."""
    try:
        raw, text = json.load(path)
    except Unusable as error:
        raise Unusable(replace(problem, file=str(path)) for problem in error.problems) from error
    disclosure, problems = reading.read(raw)
    source = Source(path, text, disclosure)
    if problems:
        raise Unusable(source.located(problems))
    return source


@lru_cache(maxsize=8)
def book(files: tuple[Path, ...]) -> Book:
    """The phrasebook that FILES make, proved; read once per process."""
    return books.load(files)


def form(source: Source, name: str | None = None) -> Form:
    """The form NAME, or the one that the data names. Raises Unusable."""
    try:
        return forms.load(name or str(source.disclosure["格式"]))
    except Unusable as error:
        raise Unusable(error.problems if name else source.located(error.problems)) from error


def report(source: Source, form: Form, phrasebook: Path | None = None) -> Composition:
    """The report on SOURCE in FORM, in its words and those of the unit's own PHRASEBOOK.

    Raises Unusable. Missing texts are no error here: the report is then a draft.
    """
    files = (*form.phrasebooks(), *([phrasebook] if phrasebook else []))
    try:
        composition = compose(source.disclosure, form, book(files))
    except Unusable as error:
        raise Unusable(source.located(error.problems)) from error
    return replace(composition, missing=tuple(source.located(composition.missing)))


def write(document: Document, form: Form, source: Source, ending: str) -> bytes:
    """DOCUMENT as a file of the kind that ENDING (.docx, .txt) names.

    A .docx carries a snapshot of what it was made from: the data's text, the form's name, the trace.
    Raises Unusable for an ending that no writer knows.
    """
    writer = WRITERS.get(ending.lower())
    if writer is None:
        kinds = "、".join(WRITERS)
        raise Unusable([Problem("", f"不会写“{ending or '没有后缀的'}”文件", f"把报告文件的后缀改成{kinds}")])
    made_from = {"格式": form.name, "数据": source.text, "出处": trace(document)}
    snapshot = jsonlib.dumps(made_from, ensure_ascii=False, separators=(",", ":")).encode()
    return writer(document, form.styles, snapshot)


def lint(form: Form, phrasebook: Path | None = None) -> tuple[list[Problem], list[str]]:
    """What is wrong with FORM and its phrases, and the proof: a line for every situation and its wording."""
    book, problems = books.layered([*form.phrasebooks(), *([phrasebook] if phrasebook else [])])
    problems += books.prove(book)
    if not problems:
        problems += linting.lint(form, book)
    return problems, list(books.proof(book))
