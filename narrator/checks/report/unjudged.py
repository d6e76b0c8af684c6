"""What the prose says of a table that is not there: its items can not be told from the form's, so nothing is judged.

Of them the absence of the table (ST-1) tells, and no other rule.
"""

from __future__ import annotations

from narrator.checks.printed.known import Known
from narrator.checks.printed.piece import every
from narrator.checks.printed.prose import Prose
from narrator.checks.report.hygiene import MONEY
from narrator.disclosure.model import public_table
from narrator.disclosure.value import Figure


def set_aside(prose: Prose, known: Known) -> None:
    """Take what lists figures of absent tables out of what differs from the form, and keep it by table.

    Which table that is, the sentence in front of the list says: it states a figure of the table.
    """
    lacking = set(known.tables.lacking)
    if not lacking:
        return
    tables: dict[int, str] = {}  # by number of the paragraph
    for claim in prose.claims:
        for capture in every(claim.captures):
            source = capture.piece.source
            if isinstance(source, Figure) and (table := public_table(source.path)) in lacking:
                tables.setdefault(claim.line.number, table)
    rest = []
    for line, printed, wanted in prose.differs:
        if not wanted and line.number in tables and MONEY.search(printed):
            prose.unjudged.setdefault(tables[line.number], []).append((line, printed))
        else:
            rest.append((line, printed, wanted))
    prose.differs = rest
