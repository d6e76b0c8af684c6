"""Checking data: what the rules find in them, and where that stands in their file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from narrator.cache import NO_CACHE, Cache
from narrator.checks.accepted import reasons_of, with_acceptance
from narrator.checks.data import rules
from narrator.checks.data.accounts import Accounts
from narrator.checks.finding import Finding, Level, Side
from narrator.compose.asked_reasons import find_facts
from narrator.compose.composition import compose
from narrator.data_file import Opened, Source, cell_of
from narrator.disclosure.model import OWN_TEXTS
from narrator.disclosure.value import Record, Value
from narrator.document import Document
from narrator.files.patch import last_name
from narrator.form import Form
from narrator.form_knowledge import book, standard_items
from narrator.number import MoneyUnit
from narrator.phrases.book import PhraseFile
from narrator.problem import Problem, Spot, Unusable
from narrator.readers import positions
from narrator.texts import situation, status


class Checked(NamedTuple):
    """What the rules find in a file.

    line: gives the line of a place in the file, or its cell; None for a place that has none, as in a report.
    unit: the unit in which the file states amounts. titles: the headings of the form's public tables, see
    `Form.titles`. sections: of a report, the heading of the section of each place (第49段). told: what else the reader
    of a workbook has to say, and what stands in a report and was not read.
    """

    findings: list[Finding]
    line: Callable[[str], Spot | None]
    unit: MoneyUnit = MoneyUnit.WAN
    titles: Mapping[str, str] = MappingProxyType({})
    sections: Mapping[str, str] = MappingProxyType({})
    told: Sequence[Problem] = ()


def check_source(source: Source) -> Checked:
    """Return what the rules find in data that were read for a form, as the findings of their file."""
    found = check_disclosure(source.disclosure, source.form, source.words)
    return checked_data(found, source, source.form)


def checked_data(found: list[Finding], data: Source | Opened, form: Form) -> Checked:
    """Return what was found in data that were read for a form, with what tells where it stands in their file."""

    def spot(place: str) -> Spot | None:
        """Return the line or the cell in which a place of the data stands; None when that is not known."""
        return (
            cell_of(place, data.places) or None
            if data.places
            else positions.place(place, positions.line_numbers(data.text))
        )

    unit = MoneyUnit(str(data.disclosure["金额单位"]))
    return Checked(found, spot, unit, form.titles, told=data.told)


def check_disclosure(
    disclosure: Record,
    form: Form,
    words: PhraseFile | None,
    composed: Document | None = None,
    cache: Cache = NO_CACHE,
) -> list[Finding]:
    """Return what the rules find in data that were read for a form, with a unit's own words or None.

    composed: the report on the data, when it was made already. cache: of the check of data of which little has changed.
    """
    homeless: tuple[Finding, ...] = ()
    if composed is None and disclosure.texts(OWN_TEXTS):
        try:
            composed = compose(disclosure, form, book(form, words)).document
        except Unusable as error:
            homeless = tuple(find_homeless(error.problems))
    beside = (status.REASONS, status.RECORDS)
    members = tuple([member for member in disclosure.items() if member[0] not in beside])
    found = cache.call(check_members, form, words, members, homeless, cache)
    accepted = reasons_of(disclosure)
    misplaced = find_misplaced(disclosure, form, words, composed, cache)
    return [*found, *(with_acceptance(one, accepted) for one in misplaced)]


def check_members(
    form: Form,
    words: PhraseFile | None,
    members: tuple[tuple[str, Value], ...],
    homeless: tuple[Finding, ...],
    cache: Cache,
) -> list[Finding]:
    """Return what the rules find in members of data, given with their names: in all but the reasons and their records,
    which say nothing of figures. homeless: what else was found. cache: of what each rule found."""
    disclosure = Record(dict(members), "")
    standard = standard_items(form, words)
    accounts = Accounts(disclosure, standard, labels=form.labels, model=form.own_model, own=form.relations)
    on_reports = rules_on_reports() if reasons_of(disclosure) else frozenset()
    return rules.check_accounts(
        accounts,
        on_reports=on_reports,
        besides=[*homeless, *find_other_year(disclosure, form)],
        cache=cache,
        made_for=(form, words),
        each_once=True,
    )


def find_homeless(problems: Iterable[Problem]) -> Iterator[Finding]:
    """Return the unit's own texts whose section the report does not have (ST-1), by the problems of composing it."""
    for one in problems:
        if one.where.startswith(OWN_TEXTS) and not one.file:
            sides = (Side(OWN_TEXTS, "", one.where),)
            yield Finding(Level.ERROR, last_name(one.where), one.what, one.hint, sides, rule="ST-1")


def find_other_year(disclosure: Record, form: Form) -> Iterator[Finding]:
    """Return that the data are of another year than the form (ST-2): a mistake in the year, or a form of old."""
    year = disclosure.year("年度")
    if str(year) != str(form.year):
        what = f"数据是{year}年度的，格式“{form.name}”是{form.year}年度的"
        hint = "核对“年度”和“格式”；没有新格式、照用这个的，写进“已核实”"
        yield Finding(Level.HINT, "年度与格式", what, hint, (Side("年度", str(year), "年度"),), rule="ST-2")


def rules_on_reports() -> frozenset[str]:
    """Return the ids of the rules on finished reports."""
    from narrator.checks.report.report_rules import RULES  # which most data do not speak of
    from narrator.checks.rule import rule_ids

    return rule_ids(RULES)


def find_misplaced(
    disclosure: Record,
    form: Form,
    words: PhraseFile | None,
    composed: Document | None = None,
    cache: Cache = NO_CACHE,
) -> Iterator[Finding]:
    """Return the reasons that read like those for a difference where there is none (PR-4).

    composed: the report on the data. Where it is None, it is composed only when its sentences give such a reason.
    """
    doubtful = status.find_doubtful(disclosure)
    if not doubtful:
        return
    if composed is None:
        facts = find_facts(disclosure, form, book(form, words), doubtful)
        if facts is not None and not any(map(situation.is_of_sameness, facts)):
            return
        try:
            composed = compose(disclosure, form, book(form, words)).document
        except Unusable:
            return  # of which `render` tells
    for reason in status.find_reasons(disclosure, composed, cache=cache):
        if reason.misplaced:
            name = f"原因 {last_name(reason.path)}"
            sides = (Side("原因", reason.text, reason.path), Side("句子", reason.sentence))
            yield Finding(Level.HINT, name, status.MISPLACED, status.DELETE_OR_CONFIRM, sides, rule="PR-4")
