"""The whole flow on one screen: read → derive and phrase → compose → write.

Each step is a pure function of the one before; files are opened only here and in the readers.
"""

from __future__ import annotations

import json as jsonlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from narrator import form as forms
from narrator import toml
from narrator.checks.data.unused import unprinted
from narrator.checks.finding import Finding
from narrator.compose.report import Composition, compose
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.document import Document
from narrator.form import Form
from narrator.number import Unit
from narrator.phrases import book as books
from narrator.phrases.book import Sheet
from narrator.phrases.table import Book
from narrator.problem import Problem, Unusable
from narrator.readers import json, positions
from narrator.trace import trace
from narrator.writers import WRITERS
from narrator.writers.docx import looks
from narrator.writers.docx.look import Look
from narrator.writing import layout, lines, reasons

if TYPE_CHECKING:
    from narrator.checks.printed.pattern import Patterns


@dataclass(frozen=True)
class Source:
    """A data file that was read for a form: its disclosure, and its text to tell lines by.

    words: the unit's own phrasebook, over the form's; None when it has none.
    """

    path: Path
    text: str
    disclosure: Record
    form: Form
    words: Sheet | None = None

    def located(self, problems: Sequence[Problem]) -> list[Problem]:
        """PROBLEMS of the data with the file and the line of each."""
        return located(problems, self.path, self.text)


def located(problems: Sequence[Problem], path: Path, text: str) -> list[Problem]:
    """PROBLEMS of the data in the file PATH, whose text is TEXT, with the line of each."""
    if not problems:
        return []
    where = positions.lines(text)
    return [
        problem
        if problem.file
        else replace(problem, file=str(path), line=positions.place(problem.where, where))
        for problem in problems
    ]


def read(path: Path, form_name: str | None = None, phrasebook: Path | None = None) -> Source:
    """The disclosure in the data file PATH, read for the form FORM_NAME, or for the one that it names; with
    the unit's own words in the file PHRASEBOOK, or in the one that it names (短语), which stands beside it.

    Raises Unusable with every problem, each with its line.
    """
    try:
        raw, text = json.load(path)
    except Unusable as error:
        raise Unusable(replace(problem, file=str(path)) for problem in error.problems) from error
    named = raw.get("格式") if isinstance(raw, dict) else None
    stated = named.strip() if isinstance(named, str) else ""
    name = form_name or stated
    form: Form | None = None
    problems: list[Problem] = []
    if name:
        try:
            form = forms.load(name, path.parent if not form_name else None)
        except Unusable as error:
            if any(problem.file for problem in error.problems):
                raise  # the form itself can not be read: nothing can be said of the data
            problems += error.problems if form_name else located(error.problems, path, text)
    model = forms.known() if form is None else forms.shared(form, stated, path.parent)
    disclosure, found = reading.read(raw, model)
    if form is None or problems or found:
        raise Unusable([*problems, *located(found, path, text)])
    source = Source(path, text, disclosure, form)
    words = str(disclosure["短语"])
    own = phrasebook or (path.parent / words if words else None)
    if own and not phrasebook and not os.path.isfile(own):
        missing = Problem("短语", f"没有“{words}”这个短语文件", "改正文件名；文件和数据文件放在一起")
        raise Unusable(source.located([missing]))
    return replace(source, words=books.sheet(own) if own else None)


def book(form: Form, words: Sheet | None = None) -> Book:
    """The phrasebook of FORM with a unit's own WORDS over it, proved; read once per process."""
    return layered(form, words)


@lru_cache(maxsize=8)
def layered(form: Form, words: Sheet | None) -> Book:
    return books.load(form.phrasebooks(), words)


@lru_cache(maxsize=8)
def sentences(form: Form, words: Sheet | None) -> Patterns:
    """The patterns of the sentences that `book` words."""
    from narrator.checks.printed.pattern import Patterns  # not on the way to render

    return Patterns(book(form, words))


def report(source: Source) -> Composition:
    """The report on SOURCE in its form, in that form's words and the unit's own.

    Raises Unusable. Missing texts are no error here: the report is then a draft.
    """
    try:
        composition = compose(source.disclosure, source.form, book(source.form, source.words))
    except Unusable as error:
        raise Unusable(source.located(error.problems)) from error
    if lost := unprinted(source.disclosure, composition.document):
        raise Unusable(source.located(lost))
    return replace(composition, missing=tuple(source.located(composition.missing)))


def write(document: Document, source: Source, ending: str, made_from: bytes | None = None) -> bytes:
    """DOCUMENT as a file of the kind that ENDING (.docx, .txt) names.

    A .docx carries a snapshot of what it was made from: MADE_FROM, or that of DOCUMENT itself.
    Raises Unusable for an ending that no writer knows.
    """
    writer = WRITERS.get(ending.lower())
    if writer is None:
        kinds = "、".join(WRITERS)
        raise Unusable([Problem("", f"不会写“{ending or '没有后缀的'}”文件", f"把报告文件的后缀改成{kinds}")])
    carried = None if writer is not WRITERS[".docx"] else made_from or snapshot(document, source)
    try:
        return writer(document, source.form.styles, carried)
    except Unusable as error:
        raise Unusable(of_styles(error, source.form)) from error


def of_styles(error: Unusable, form: Form) -> list[Problem]:
    """The problems of ERROR, which a writer raised, with the file that they are in: of a style that is not there,
    with those that name it."""
    from narrator.compose.outline import misnamed  # not on the way to render

    path = form.folder / "styles.toml"
    _, text = forms.read_toml(path, form.folder)
    named = misnamed(form)
    problems = [one for problem in error.problems for one in named.get(problem.where, [problem])]
    return toml.located(problems, text, str(path))


def look(document: Document, form: Form) -> Look:
    """How FORM has DOCUMENT look. Raises Unusable when its styles.toml does not say so."""
    try:
        found = looks(form.styles)[0]
        if missing := found.missing(document):
            raise Unusable(missing)
    except Unusable as error:
        raise Unusable(of_styles(error, form)) from error
    return found


def snapshot(
    document: Document,
    source: Source,
    printed: Document | None = None,
    records: Mapping[str, str] | None = None,
) -> bytes:
    """What DOCUMENT was made from, as JSON (see readers.docx.Snapshot).

    printed: the report on SOURCE alone, when DOCUMENT has texts that only Word has. records: what its
    reasons were written for, when more is known than SOURCE says.
    """
    found = reasons.reasons(source.disclosure, document)
    if records is None:
        records = reasons.records(found, reasons.recorded(source.disclosure))
    made_from = {
        "格式": source.form.name,
        "数据": source.text,
        "短语": source.words.text if source.words else "",
        "出处": trace(document),
        "原文": lines.dump(lines.lines(printed or document)),
        "版式": layout.made(document, look(document, source.form)),
        "情形": {one.path: str(one.situation) for one in found if one.situation},
        "原因记录": records,
    }
    return jsonlib.dumps(made_from, ensure_ascii=False, separators=(",", ":")).encode()


def lint(
    form: Form, phrasebook: Path | None = None, others: Iterable[Form] = ()
) -> tuple[list[Problem], list[str]]:
    """What is wrong with FORM and its phrases, and the proof: a line for every situation and its wording.

    others: the forms for which a unit's own PHRASEBOOK may have entries as well.
    """
    from narrator.compose import lint as linting  # not on the way to render
    from narrator.phrases import proof
    from narrator.writers.docx import sheet

    elsewhere = (
        {name for other in others for name in books.layered(other.phrasebooks())[0]} if phrasebook else ()
    )
    book, problems = books.layered(form.phrasebooks(), phrasebook, elsewhere)
    if not problems:
        problems += linting.lint(form, book)
        try:
            sheet.read(form.styles)
        except Unusable as error:
            problems += of_styles(error, form)
    return problems, list(proof.proof(book))


class Checked(NamedTuple):
    """What the rules find in a file, where the places that they name stand in it (lines; a report has none), and
    the unit in which it states amounts."""

    findings: list[Finding]
    line: Callable[[str], int | None]
    unit: Unit = Unit.WAN


def check(path: Path, form_name: str | None = None) -> Checked:
    """What the rules find in the data file or the report (.docx) PATH. Raises Unusable."""
    from narrator.checks.data import codes, rules  # not on the way to render
    from narrator.checks.data.accounts import Accounts

    if path.suffix.lower() == ".docx":
        return Checked(check_report(path, form_name), lambda place: None)
    source = read(path, form_name)
    found = rules.check(Accounts(source.disclosure, codes.standard(source.form)))
    where = lru_cache(maxsize=1)(lambda: positions.lines(source.text))
    unit = Unit(str(source.disclosure["金额单位"]))
    return Checked(found, lambda place: positions.place(place, where()), unit)


def check_report(path: Path, form_name: str | None = None) -> list[Finding]:
    """What the rules find in the report PATH, read for the form FORM_NAME, for the one that it was made in, or
    for the one whose tables it has. Raises Unusable.
    """
    from narrator.checks.report import check as checks
    from narrator.checks.report.recognition import likeliest
    from narrator.readers import docx, package
    from narrator.readers import report as reports

    opened = package.load(path)
    document, carried = reports.document(opened), docx.carried(opened)
    stated = carried["格式"] if carried else docx.form_name(opened)
    if form_name:
        form: Form | None = forms.load(form_name)
    elif stated:
        form = forms.beside(stated, path)
    else:
        form = likeliest(document, map(forms.load, forms.names()))
    if form is None:
        names = "、".join(forms.names())
        raise Unusable(
            [Problem("", "认不出这是哪种公开格式的报告", f"用 --form 写明（{names}）", file=str(path))]
        )
    if stated != form.name:
        carried = None  # which were the data of another form
    own = carried.get("短语") if carried else None
    patterns = sentences(form, Sheet("短语", own) if own else None)
    words = patterns.book
    made = origin = None
    if carried:
        origin, problems = reading.read(json.parse(carried["数据"]), form.model)
        made = None if problems else compose(origin, form, words).document
    return checks.check(
        document, form, patterns, lambda data: compose(data, form, words).document, made, origin
    )
