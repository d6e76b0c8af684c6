"""Checking a file, data or a report: what the rules find in it, and where that stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from narrator import form as forms
from narrator.build import blueprints, book, read
from narrator.checks.data import codes, rules
from narrator.checks.data.accounts import Accounts
from narrator.checks.finding import Finding
from narrator.checks.printed.pattern import Patterns
from narrator.checks.report import inspection
from narrator.checks.report.recognition import likeliest
from narrator.compose.composition import compose
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.document import Table
from narrator.form import Form
from narrator.number import Unit
from narrator.phrases.book import Sheet
from narrator.problem import Problem, Unusable
from narrator.readers import embedded, json, positions
from narrator.readers.docx import package
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.docx.report import report
from narrator.readers.embedded import Snapshot


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
    return rules.check(Accounts(disclosure, standard, labels=form.labels))


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
    patterns = sentences(form, Sheet("短语", own) if own else None)
    words = patterns.book
    made = origin = None
    if carried:
        origin, problems = reading.read(json.parse(carried["数据"]), form.model)
        made = None if problems else compose(origin, form, words).document
    tables = blueprints(form, Sheet("短语", own) if own else None)
    found = inspection.check(
        document, form, patterns, lambda data: compose(data, form, words).document, tables, made, origin
    )
    return Checked(found, lambda place: None, titles=form.titles)


@lru_cache(maxsize=8)
def sentences(form: Form, words: Sheet | None) -> Patterns:
    """Return the patterns of the sentences that the form's book words, with a unit's own words over it."""
    return Patterns(book(form, words))
