"""Checking a finished report: what it was made from, which form it is in, and what the rules find in it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from narrator import form as forms
from narrator.cache import Cache
from narrator.checks.accepted import reasons_of, with_acceptance
from narrator.checks.finding import Finding
from narrator.checks.printed import table_sources
from narrator.checks.printed.lines import section_headings
from narrator.checks.printed.pattern import Patterns
from narrator.checks.report import inspection
from narrator.checks.report.recognition import likeliest_form
from narrator.commands.data_check import Checked, check_disclosure, find_misplaced
from narrator.compose.composition import compose, compose_prose
from narrator.data_file import Source
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.document import Document, Table
from narrator.edits.beside_text import find_unread
from narrator.form import FORMS, Form, form_folders
from narrator.form.form_choice import with_form
from narrator.form.other_money_unit import form_in_money_unit_of, is_in_other_money_unit
from narrator.form_knowledge import blueprints, book
from narrator.phrases.book import PhraseFile
from narrator.problem import Problem, Unusable
from narrator.readers import embedded, json
from narrator.readers.docx import package
from narrator.readers.docx.docx_report import Report, read_package
from narrator.readers.docx.package import Package
from narrator.readers.docx.passage import AS_SEEN
from narrator.readers.embedded import Snapshot
from narrator.writers.docx.untouched import untouched


def check_carried_data(carried: Snapshot, path: Path) -> list[Finding]:
    """Return what the rules find in the data that the report in the file `path` carries along. Raises Unusable."""
    form = forms.form_of_report(carried["格式"], path)
    own = carried.get("短语")
    disclosure, problems = read_carried(carried, form)
    if problems:
        raise Unusable(problem._replace(file=str(path)) for problem in problems)
    return check_disclosure(disclosure, form, PhraseFile("短语", own) if own else None)


def read_carried(carried: Snapshot, form: Form) -> tuple[Record, list[Problem]]:
    """Return the data that a report carries along, read for its form, and what is wrong with them. Raises Unusable."""
    return reading.read(with_form(json.parse(carried["数据"]), form.name), form.model)


def check_report(path: Path, form_name: str | None = None) -> Checked:
    """Return what the rules find in a report. Raises Unusable.

    form_name: the form to read it for; None for the one that it was made in, or whose tables it has.
    """
    opened = package.load(path)
    carried = embedded.carried_snapshot(opened)
    stated = carried["格式"] if carried else ""
    remade = None
    if carried and form_name in (None, stated):
        named = forms.load(form_name) if form_name else forms.form_of_report(stated, path)
        remade = make_again(carried, named) if named.name == stated else None
    del carried  # tens of megabytes of a report of thousands of rows
    known = None if remade is None else seen_untouched(opened, remade)
    whole = read_package(opened, letters=AS_SEEN) if known is None else Report(known)
    document = whole.document
    if not any(isinstance(block, Table) for block in document.blocks):
        opened.refuse("文件里没有表格，不像是决算报告", "检查是不是选错了文件")
    if remade is not None:
        return check_in_form(whole, remade, remade.form, path, named=True, untouched=known is not None)
    stated = stated or embedded.form_name(opened)
    if form_name:
        form: Form | None = forms.load(form_name)
    elif stated:
        form = forms.form_of_report(stated, path)
    else:
        form = likeliest_form(document, map(forms.load, form_folders.names()))
    if form is None:
        names = "、".join(form_folders.names())
        raise Unusable(
            [Problem("", "认不出这是哪种公开格式的报告", f"用 --form 写明（{names}）", file=str(path))]
        )
    is_named = bool(form_name or stated)
    # Without data: those that it may carry were those of another form.
    if stated == form.name or not is_in_other_money_unit(document, form):
        return check_in_form(whole, None, form, path, named=is_named)
    with TemporaryDirectory() as folder:
        read_as = form_in_money_unit_of(document, form, Path(folder, "元"), book(form))
        return check_in_form(whole, None, read_as, path, named=is_named)


def check_composed(source: Source) -> list[Finding]:
    """Return what the rules on reports find in the report that data give, before it is in a file. Raises Unusable."""
    form, words, data = source.form, source.words, source.disclosure
    document = compose_as_read(data, form, words)
    remade = Remade(form, words, data, document)
    return check_in_form(Report(document), remade, form, source.path, named=True, untouched=True).findings


def compose_as_read(data: Record, form: Form, words: PhraseFile | None) -> Document:
    """Return the report that data give, in the very words by which reports are read: those that `form_knowledge.book` keeps may have been
    read anew since."""
    return compose(data, form, sentences(form, words).book).document


class Remade(NamedTuple):
    """What a report carries along, read once more for its form. words: the unit's own words, or None. document: the
    report that the data give today; None when they can not be used."""

    form: Form
    words: PhraseFile | None
    data: Record
    document: Document | None


def make_again(carried: Snapshot, form: Form) -> Remade:
    """Return what a report carries along, with the report that it gives in its form today. Raises Unusable."""
    own = carried.get("短语")
    words = PhraseFile("短语", own) if own else None
    data, problems = read_carried(carried, form)
    document = None if problems else compose_as_read(data, form, words)
    return Remade(form, words, data, document)


def seen_untouched(opened: Package, remade: Remade) -> Document | None:
    """Return the document that is in a file, known without being read where that is still, to the byte, what the data that it
    carries give; None where it is not."""
    if remade.document is None:
        return None
    return untouched(opened.read, opened.names, remade.document, remade.form.styles)


def check_in_form(
    whole: Report, remade: Remade | None, form: Form, path: Path, named: bool, untouched: bool = False
) -> Checked:
    """Return what the rules find in a report that is read by a form. remade: what it carries along of that form.
    named: whether somebody says that it is in this form. untouched: whether it is known to print just what it carries.
    Raises Unusable."""
    document = whole.document
    own_words, origin, made = (remade.words, remade.data, remade.document) if remade else (None, None, None)
    patterns = sentences(form, own_words)
    words = patterns.book

    cache = Cache()  # of what is composed again and again, of which little differs

    def again(data: Record) -> Document:
        """Return the report that data give in the same form, its tables without rows."""
        return compose_prose(data, form, words, cache)

    basis = inspection.Basis(
        form,
        patterns,
        again,
        blueprints(form, own_words),
        made,
        origin,
        named,
        known=untouched and is_proved_to_read_as_made(form, own_words),
    )
    read = inspection.read_to_judge(document, basis)
    found = inspection.inspect_report(read, basis)
    if origin is not None:
        accepted = reasons_of(origin)
        found += [with_acceptance(one, accepted) for one in find_misplaced(origin, form, own_words, made)]
    sections = section_headings(read.lines, read.document)
    unread = [one._replace(file=str(path)) for one in find_unread(whole, made.title if made else None)]
    return Checked(found, lambda place: None, titles=form.titles, sections=sections, told=unread)


@lru_cache(maxsize=FORMS)
def is_proved_to_read_as_made(form: Form, words: PhraseFile | None) -> bool:
    """Return whether a reader sees in the tables of a form what they are made of, proved once per process. words: the unit's own, or
    None."""
    return table_sources.reads_as_made(form, blueprints(form, words))


def basis_of(form: Form) -> inspection.Basis:
    """Return what a report without data is read and judged by in a form."""
    patterns = sentences(form, None)
    return inspection.Basis(
        form, patterns, lambda data: compose_prose(data, form, patterns.book), blueprints(form)
    )


@lru_cache(maxsize=FORMS)
def sentences(form: Form, words: PhraseFile | None) -> Patterns:
    """Return the patterns of the sentences that the form's book words, with a unit's own words over it."""
    return Patterns(book(form, words))
