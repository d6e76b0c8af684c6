"""Where the figures and the words of a report come from, asked of its data or of the report itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from narrator import build, recorded_trace, trace
from narrator import form as forms
from narrator.checks.data.accounts import place_pattern
from narrator.checks.naming import called_in
from narrator.commands.existing_reports import read_any, read_existing
from narrator.commands.template_words import find_words
from narrator.disclosure.last_years import LAST_YEARS
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.related import LAST_YEAR_OF, find_related
from narrator.disclosure.relation import MINUS, Declared, Sum
from narrator.disclosure.relations import RELATIONS
from narrator.edits.line_pairs import without_spacing
from narrator.edits.report_lines import lines
from narrator.files import patch
from narrator.form import Form
from narrator.problem import Problem, Severity, Spot, Unusable
from narrator.readers import embedded, positions
from narrator.readers.docx.file_kinds import is_document
from narrator.trace import TraceEntry


class Explained(NamedTuple):
    """Where figures and words come from.

    lines: to print. since: what people changed in the report since it was made. found, where: the pieces of sentences,
    and where the paths in them stand.
    """

    lines: Iterator[str]
    since: list[Problem]
    found: Sequence[TraceEntry]
    where: Mapping[str, Spot]


def explain_file(
    path: Path, what: str | None = None, form_name: str | None = None, phrasebook: Path | None = None
) -> Explained:
    """Return the explanation of what a file says.

    path: a data file, or a report (.docx) made from one. what: a figure, a word or the heading of a section; None
    for the whole report. Raises Unusable when a file can not be read, or the report does not say that.
    """
    report = is_document(path)
    if report:
        carried = embedded.snapshot(path)
        entries = carried["出处"]
        where: Mapping[str, Spot] = positions.line_numbers(carried["数据"])
        form = form_beside(carried["格式"], path)
    else:
        source = build.read(path, form_name, phrasebook)
        document = build.report(source).document
        entries, where = recorded_trace.trace(document), source.where
        form = source.form
    found = trace.find_entries(entries, what) if what else entries
    if not found and what:
        found = (
            find_words(read_any(path).document, form, what.strip(), texts_held(path, where))
            if report
            else find_words(document, form, what.strip())
        )
    if not found:
        raise Unusable([Problem("", f"报告里没有“{what}”", "照报告里印的样子写，例如 26.99", file=str(path))])
    known = () if form is None else (form.entitled, partial(tell_relations, form))
    since = find_altered(path, found) if report else []
    return Explained(trace.tell_entries(found, where, *known), since, found, where)


def texts_held(report: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the texts of the data that a report was made from, by path; none of one made by another version that can
    not be compared. Raises Unusable when it can not be read.
    """
    old = read_existing(report)
    held = {path: patch.value(old.base, path) for path in paths} if old else {}
    return {path: text for path, text in held.items() if text}


def form_beside(form_name: str, report: Path) -> Form | None:
    """Return the form of a report; None where it is not at hand, or can not be read: the report explains itself
    without it.
    """
    try:
        form = forms.form_of_report(form_name, report)
        return form if form.layouts and form.relations is not None else None
    except Unusable:
        return None


def tell_relations(form: Form, path: str) -> Iterator[str]:
    """Return the relations, common ones and those that a form declares, in which the figure at a path stands, a line
    each: 等于：基本支出＋项目支出（T3-1）. A sum that the form declares itself replaces the common one.
    """
    own = frozenset(
        one.whole
        for rule in form.relations
        for one in rule.relations
        if isinstance(one, Sum) and not one.more
    )
    common = (
        rule._replace(
            relations=tuple(one for one in rule.relations if not isinstance(one, Sum) or one.whole not in own)
        )
        for rule in RELATIONS
    )
    last_years = Declared("", "", "", LAST_YEARS)
    for one in find_related(path, chain(common, [last_years], form.relations)):
        if not all(shape_at(form.model, place_pattern(place.removeprefix(MINUS))) for place in one.places):
            continue  # it is with figures that this form does not ask for
        others = one.said or "".join(
            ("－" if place.startswith(MINUS) else "＋") + name_of_place(form, place.removeprefix(MINUS))
            for place in one.places
        )
        rule = f"（{one.rule}）" if one.kind != LAST_YEAR_OF else ""
        yield f"{one.kind}：{others.removeprefix('＋')}{rule}"


def name_of_place(form: Form, path: str) -> str:
    """Return what a reader of a form calls the place of a path."""
    return called_in(path, form.labels)


def find_altered(path: Path, entries: Sequence[TraceEntry]) -> list[Problem]:
    """Return what people changed in a report since it was made: which of the sentences do not stand there any
    more, and how many changes there are. Raises Unusable when it can not be read.
    """
    old = read_existing(path)
    said = "\n".join(
        without_spacing(line.text) for line in (old.now if old else lines(read_any(path).document))
    )
    gone = {entry["句"]: entry["节"] for entry in entries if without_spacing(entry["句"]) not in said}
    problems = [
        Problem(place, f"报告里已经没有这一句：“{sentence}”", "按生成时的句子看", Severity.WARNING)
        for sentence, place in gone.items()
    ]
    if old is not None and (count := len(old.edits.texts) + len(old.edits.outside)):
        what = f"报告生成以后改过{count}处，这里说的是生成时的"
        problems.append(Problem("", what, "用 narrator pull 看改了什么", Severity.WARNING))
    return [problem._replace(file=str(path)) for problem in problems]
