"""Checking a file, data or a report: what the rules find in it, and where that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from narrator import form as forms
from narrator.build import blueprints, book, read
from narrator.checks.accepted import judged, reasons_of
from narrator.checks.data import codes, rules
from narrator.checks.data.accounts import Accounts
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.pattern import Patterns
from narrator.checks.report import inspection, report_rules
from narrator.checks.report.recognition import likeliest
from narrator.checks.rule import rule_ids
from narrator.compose.composition import compose
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.document import Table
from narrator.files.patch import last_name
from narrator.form import Form
from narrator.number import Unit
from narrator.phrases.book import Sheet
from narrator.phrases.words import accounts_for_sameness
from narrator.problem import Problem, Unusable
from narrator.readers import embedded, json, positions
from narrator.readers.docx import package
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.docx.report import report
from narrator.readers.embedded import Snapshot
from narrator.texts import status
from narrator.texts.situation import is_about


class Checked(NamedTuple):
    """What the rules find in a file.

    line: gives the line of a place in the file; None for a place that has none, as in a report.
    unit: the unit in which the file states amounts. titles: the headings of the form's public tables, see
    `Form.titles`.
    """

    findings: list[Finding]
    line: Callable[[str], int | None]
    unit: Unit = Unit.WAN
    titles: Mapping[str, str] = MappingProxyType({})


def check_file(path: Path, form_name: str | None = None) -> Checked:
    """What the rules find in the data file or the report (.docx) PATH. Raises Unusable."""
    if is_document(path):
        return check_report(path, form_name)
    source = read(path, form_name)
    found = check_disclosure(source.disclosure, source.form, source.words)
    where = lru_cache(maxsize=1)(lambda: positions.lines(source.text))
    unit = Unit(str(source.disclosure["金额单位"]))
    return Checked(found, lambda place: positions.place(place, where()), unit, source.form.titles)


def check_disclosure(disclosure: Record, form: Form, words: Sheet | None) -> list[Finding]:
    """Return what the rules find in data that were read for a form, with a unit's own words or None."""
    standard = codes.standard(blueprints(form, words))
    accounts = Accounts(disclosure, standard, labels=form.labels, model=form.model, own=form.relations)
    found = rules.check(accounts, on_reports=rule_ids(report_rules.RULES))
    accepted = reasons_of(disclosure)
    return [*found, *(judged(one, accepted) for one in find_misplaced(disclosure, form, words))]


def find_misplaced(disclosure: Record, form: Form, words: Sheet | None) -> Iterator[Finding]:
    """Return the reasons that read like those for a difference where there is none (PR-4). The report is composed
    only when a reason has no record of what it was written for.
    """
    kept = status.read_records(disclosure)
    texts = disclosure.texts(status.REASONS)
    if all(
        is_about(kept.get(name, ""), str(one)) or accounts_for_sameness(str(one))
        for name, one in texts.items()
    ):
        return
    try:
        document = compose(disclosure, form, book(form, words)).document
    except Unusable:
        return  # of which `render` tells
    for reason in status.find_reasons(disclosure, document):
        if reason.misplaced:
            name = f"原因 {last_name(reason.path)}"
            sides = (Side("原因", reason.text, reason.path), Side("句子", reason.sentence))
            yield Finding(Level.HINT, name, status.MISPLACED, status.DELETE_OR_CONFIRM, sides, rule="PR-4")


def check_carried_data(carried: Snapshot, path: Path) -> list[Finding]:
    """Return what the rules find in the data that the report in the file `path` carries along. Raises Unusable."""
    form = forms.beside(carried["格式"], path)
    own = carried.get("短语")
    disclosure, problems = reading.read(json.parse(carried["数据"]), form.model)
    if problems:
        raise Unusable(replace(problem, file=str(path)) for problem in problems)
    return check_disclosure(disclosure, form, Sheet("短语", own) if own else None)


def check_report(path: Path, form_name: str | None = None) -> Checked:
    """What the rules find in the report PATH, read for the form FORM_NAME, for the one that it was made in, or
    for the one whose tables it has. Raises Unusable.
    """
    opened = package.load(path)
    document, carried = report(opened).document, embedded.carried(opened)
    if not any(isinstance(block, Table) for block in document.blocks):
        opened.refuse("文件里没有表格，不像是决算报告", "检查是不是选错了文件")
    stated = carried["格式"] if carried else embedded.form_name(opened)
    if form_name:
        form: Form | None = forms.load(form_name)
    elif stated:
        form = forms.beside(stated, path)
    else:
        known = map(forms.load, forms.names())
        form = likeliest(document, [(form, blueprints(form)) for form in known])
    if form is None:
        names = "、".join(forms.names())
        raise Unusable(
            [Problem("", "认不出这是哪种公开格式的报告", f"用 --form 写明（{names}）", file=str(path))]
        )
    if stated != form.name:
        carried = None  # which were the data of another form
    own = carried.get("短语") if carried else None
    own_words = Sheet("短语", own) if own else None
    patterns = sentences(form, own_words)
    words = patterns.book
    made = origin = None
    if carried:
        origin, problems = reading.read(json.parse(carried["数据"]), form.model)
        made = None if problems else compose(origin, form, words).document
    tables = blueprints(form, own_words)
    found = inspection.check(
        document, form, patterns, lambda data: compose(data, form, words).document, tables, made, origin
    )
    if origin is not None:
        accepted = reasons_of(origin)
        found += [judged(one, accepted) for one in find_misplaced(origin, form, own_words)]
    return Checked(found, lambda place: None, titles=form.titles)


@lru_cache(maxsize=8)
def sentences(form: Form, words: Sheet | None) -> Patterns:
    """Return the patterns of the sentences that the form's book words, with a unit's own words over it."""
    return Patterns(book(form, words))
