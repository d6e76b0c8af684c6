"""A report that nobody has touched since it was made: what it says is known from where its texts come from.

Nothing in it needs to be read, but for the sentences from which a figure follows that is printed nowhere. Whether its form
is such that a reader would see in its tables what they were made of, is proved once for the form, by its specimen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from narrator.checks.data import codes
from narrator.checks.finding import Level
from narrator.checks.printed.contents import with_contents
from narrator.checks.printed.headings import with_headings
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line, NumberedText, make_lines, numbered_texts
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.prose import Claim, ComposedLine, Prose
from narrator.checks.printed.published_data import publish_data
from narrator.checks.printed.table_sources import know_tables, take_own_names
from narrator.checks.report.clean_texts import take_doubtful
from narrator.checks.report.recognition import year_of
from narrator.checks.report.report_rules import ReadReport
from narrator.checks.report.unprinted_figures import tell_implied
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, public_table
from narrator.disclosure.value import Figure, Record, Words
from narrator.document import Block, Document, Heading
from narrator.facts.operand import Publication
from narrator.form import Form
from narrator.sources import Said
from narrator.spans import Text
from narrator.tables.vocabulary import Blueprints


def know_report(
    document: Document, made: Document, data: Record, form: Form, patterns: Patterns, blueprints: Blueprints
) -> ReadReport | None:
    """Return a report that prints just what was made of its data, as the rules on reports judge it; None when it has to be
    read: when something in the public tables does not agree, which may be for figures that slipped against their rows."""
    document = with_headings(with_contents(document))
    tables = know_tables(document, made, form, blueprints)
    if tables is None:
        return None
    economic = blueprints.get(BY_ECONOMIC_CLASS)
    own_names = codes.standard(economic)
    if economic is not None:
        take_own_names(own_names, economic, tables)
    numbered = [*numbered_texts(document)]
    lines = make_lines(numbered, form.money.unit)
    texts = lines_with_texts(numbered, lines)
    prose, book = Prose(), patterns.book
    publication = Publication(rates=form.rates, money=form.money)
    known = Known(tables, made, tuple, own_names, labels=form.labels, own=True, publication=publication)

    def leads_on(said: Said) -> bool:
        """Return whether what a wording says leads to a figure that no table prints."""
        operands = said.fact.operands
        return len(operands) == 2 and type(operands[1]) is Figure and operands[1].path not in tables.cells

    for line, block, text in texts:
        if not line.written and any(leads_on(one) for _, _, one in text.spans if type(one) is Said):
            composed = ComposedLine(text, isinstance(block, Heading), patterns, leads_on)
            captures = composed.captures(line.plain)
            if captures is None:
                return None
            prose.claims.append(Claim(line, line.plain, captures))
    known.listen(prose)
    hear_sources(texts, known)
    tell_implied(prose, known, book)
    known.data = publish_data(data, known)
    year, words = year_of(document, form), take_doubtful(lines, tables)
    report = ReadReport(document, form, tables, lines, prose, known, book, year, words, composed=True)
    return None if disagrees(report) else report


def lines_with_texts(
    numbered: Iterable[NumberedText], lines: Sequence[Line]
) -> list[tuple[Line, Block, Text]]:
    """Return the lines of a document, of what stands side by side the last, each with its block and its text."""
    by_number = {line.number: line for line in lines}
    return [
        (line, block, text)
        for number, block, text in numbered
        if text.spans and (line := by_number.get(number))
    ]


def hear_sources(texts: Iterable[tuple[Line, Block, Text]], known: Known) -> None:
    """Take from the prose which figures and names stand in it and in no table."""
    cells, said = known.tables.cells, known.said
    for line, _, text in texts:
        for start, end, source in text.spans:
            if type(source) in (Figure, Words):
                path = source.path  # type: ignore[union-attr]
                if path not in cells and path not in said:
                    said[path] = text.string[start:end], Claim(line, line.plain, ())


def disagrees(report: ReadReport) -> bool:
    """Return whether a figure of the public tables does not agree with others, by more than a tail."""
    cells = report.tables.cells
    return any(
        public_table(path) and path in cells and not path.endswith(ITEM_NAME)
        for one in report.wrong_data
        if one.level is not Level.TAIL
        for side in one.sides_and_parts
        for path in side.path.split("、")
    )
