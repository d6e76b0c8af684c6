"""Checks a finished report: its tables and its prose, against one another and against its form.

The tables are read by the form's layouts, the prose by the patterns of the report that the form composes from
those tables (narrator/checks/printed); then the rules on data apply to what was read, and the rules on prose,
structure and hygiene to the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from narrator.checks.accepted import reasons_of, with_acceptance
from narrator.checks.data import codes
from narrator.checks.each_once import tell_each_once
from narrator.checks.finding import Finding, Side, unique
from narrator.checks.printed.alignment import read as read_prose
from narrator.checks.printed.blank_tables import tell_empty_copies
from narrator.checks.printed.contents import with_contents
from narrator.checks.printed.figure_places import put_number, rows_printed_below
from narrator.checks.printed.headings import with_headings
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.likely_sentences import read_likely
from narrator.checks.printed.lines import printed_lines
from narrator.checks.printed.mistyped_units import correct_mistyped_units
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.possible_data import composing_model, otherwise, possible
from narrator.checks.printed.printed_order import InOrder, in_printed_order
from narrator.checks.printed.report_tables import read_report_tables
from narrator.checks.report import origin as origins
from narrator.checks.report.decimals import tell_odd_decimals
from narrator.checks.report.enumerations import take_enumerated
from narrator.checks.report.exchanged_claims import tell_exchanged_claims_once
from narrator.checks.report.form_following import follows_form
from narrator.checks.report.hygiene import printed_texts
from narrator.checks.report.known_reports import know_report
from narrator.checks.report.missing_lines import figures_unsaid
from narrator.checks.report.named_figures import take_named_figures
from narrator.checks.report.recognition import year_of
from narrator.checks.report.report_rules import RULES, ReadReport, Words
from narrator.checks.report.unjudged_tables import set_aside_absent, set_aside_incomplete
from narrator.checks.report.unprinted_figures import tell_implied
from narrator.checks.wrong_figures import NamedFigure, Row, Trying, figures_that_may_be_wrong
from narrator.disclosure import reading
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.value import Record
from narrator.document import Document
from narrator.facts.operand import Publication
from narrator.form import Form
from narrator.tables.continued_rows import join_continued
from narrator.tables.empty_copies import take_out_empty_copies
from narrator.tables.matrix import matrices
from narrator.tables.title_rows import lift_titles
from narrator.tables.two_in_one import part_tables
from narrator.tables.vocabulary import Blueprints

UNREAD = "读"  # the rule that tells what of tables could not be read


@dataclass(frozen=True)
class Basis:
    """What a report is read and judged by.

    patterns: those of the sentences of its form.
    compose: makes the report that a disclosure gives in this form; its tables may be without rows.
    blueprints: the tables of the form.
    named: whether somebody says that it is in this form; else it must be seen to follow it.
    made: the report that the data which it carries give; None when it carries none.
    origin: those data, which may accept findings (已核实).
    known: whether it prints just what they give, and a reader sees in the tables of its form what they are made of.
    """

    form: Form
    patterns: Patterns
    compose: Callable[[Record], Document]
    blueprints: Blueprints
    made: Document | None = None
    origin: Record | None = None
    named: bool = False
    known: bool = False


def check(document: Document, basis: Basis) -> list[Finding]:
    """Return what the rules find in a report."""
    return inspect_report(read_to_judge(document, basis), basis)


def inspect_report(report: ReadReport, basis: Basis) -> list[Finding]:
    """Return what the rules find in a report that was read, a figure that breaks several of them told once. One that is known has to
    be read for that."""
    found = judge_report(report, basis)
    changed = replace(basis, known=False)
    if basis.known and figures_that_may_be_wrong(found):
        return inspect_report(read_to_judge(report.document, changed), changed)

    def put(document: Document, figure: NamedFigure, number: Decimal | None) -> Document | None:
        """Return the report with another number, or nothing, where a figure stands."""
        return put_number(document, report.tables, figure, number)

    def judge(document: Document) -> list[Finding]:
        """Return what the rules find in the report with other numbers."""
        return judge_report(read_to_judge(document, changed), changed)

    def rows(_: Document, path: str) -> list[Row]:
        """Return the row in which a figure of the report stands, and those below it."""
        return rows_printed_below(report.tables, path)

    found = tell_exchanged_claims_once(tell_each_once(found, report.document, Trying(put, judge, rows)))
    return [with_acceptance(finding, reasons_of(basis.origin)) for finding in found]


def judge_report(report: ReadReport, basis: Basis) -> list[Finding]:
    """Return what the rules find in a report that was read."""
    deviating = report.tables.deviations if report.follows else report.tables.instead
    tables = report.tables
    read_as_data = [*tables.findings, *tell_odd_decimals(tables), *deviating, *report.wrong_data]
    found = [finding if finding.rule else finding.of_rule(UNREAD) for finding in read_as_data]
    of_any = [rule for rule in RULES if not rule.of_other and (report.follows or not rule.of_form)]
    found += [finding for rule in of_any for finding in rule.find(report)]
    if not report.follows:
        told = set(map(spot_of, found))
        of_other = (finding for rule in RULES if rule.of_other for finding in rule.find(report))
        found += [finding for finding in of_other if spot_of(finding) not in told]
    reasons = reasons_of(basis.origin)
    return [with_acceptance(finding, reasons) for finding in unique(found)]


def spot_of(finding: Finding) -> tuple[str, str, str]:
    """Return which figure breaks which rule: what one sentence is told of twice, read by its form and by its words alone."""
    first = finding.sides[0] if finding.sides else Side("", "")
    return finding.rule, first.path, first.value.rstrip("%")


def read_to_judge(document: Document, basis: Basis) -> ReadReport:
    """Return a report as the rules on reports judge it.

    One that is known is not read, unless something in it does not agree.
    """
    if basis.known and basis.made is not None and basis.origin is not None:
        known = know_report(document, basis.made, basis.origin, basis.form, basis.patterns, basis.blueprints)
        if known is not None:
            return known
    return read_whole(document, basis)


def read_whole(document: Document, basis: Basis) -> ReadReport:
    """Return a report as the rules on reports judge it, all of it read."""
    form, patterns, compose, made = basis.form, basis.patterns, basis.compose, basis.made
    document = with_contents(document)
    document = part_tables(document, basis.blueprints)
    document = with_headings(lift_titles(document, basis.blueprints))
    document, copies = take_out_empty_copies(document, basis.blueprints.vocabulary)
    document = join_continued(document, basis.blueprints.vocabulary)
    grids, lines = matrices(document), printed_lines(document, form.money.unit)
    changed: list[Finding] | None = None
    if made is not None:
        changed = list(origins.tell_differences(lines, grids, made, form.labels))
    composed_tables = origins.tables_as_made(grids, made) if made and not changed else ()
    book, tables = (
        patterns.book,
        read_report_tables(document, form, basis.blueprints, grids, composed_tables),
    )
    correct_mistyped_units(lines, tables.public.values())
    tables.deviations += tell_empty_copies(copies, basis.blueprints)
    year = year_of(document, form)
    tables.raw["年度"] = Decimal(year)
    model = composing_model(form)

    def compose_in_order(record: Record) -> InOrder:
        """Return the report that data give, in the order of this one."""
        return in_printed_order(compose(record), lines, tables.cells)

    # A report that prints what its data give is read by the patterns of just that report.
    if made is not None and not changed:
        composed, prose, likely = made, read_prose(lines, made, patterns), tables
    else:
        composed, prose, likely = read_likely(lines, tables, model, patterns, compose_in_order)

    def compose_again(raw: dict[str, Any]) -> Document:
        """Return the report that raw data give, in the order of this one."""
        return compose_in_order(reading.read(raw, model)[0]).document

    known = Known(
        tables,
        composed,
        lambda: [compose_again(one) for one in otherwise(possible(likely, model)[0], model)],
        codes.standard(basis.blueprints.get(BY_ECONOMIC_CLASS)),
        labels=form.labels,
        own=basis.origin is not None,
        publication=Publication(rates=form.rates, money=form.money),
    )
    known.listen(prose)
    set_aside_absent(prose, lines, known, year)
    set_aside_incomplete(prose, lines, known)
    take_named_figures(prose, known)
    take_enumerated(prose, known, book)
    tell_implied(prose, known, book)
    known.unsaid = figures_unsaid(prose, known)
    follows = basis.named or made is not None or follows_form(prose)
    told = origins.without_told(changed or (), [*tables.findings, *tables.deviations])
    words = Words(lines, printed_texts(lines, tables.words), lines, prose.completions)
    return ReadReport(document, form, tables, lines, prose, known, book, year, lambda _: words, told, follows)
